"""Coordinate descent: one soft threshold at a time leads to the lasso's answer, since its kinks let it."""

from dataclasses import replace
from functools import cache

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.bowls import bowl_of, creased_axes, level_lines
from figures.draw.marks import Label
from figures.draw.panels import axis, beside, main, read
from figures.draw.planes import answer
from figures.draw.text import coefficient, number, pair
from figures.draw.trails import corners, until
from figures.draw.turns import CODE, both_moves, code, found, listing, slanted, stairs
from figures.examples.paths import diabetes_example
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Alone, Array, Regression, certified
from figures.solvers import (
    L1,
    coordinate_descent,
    correlated_gram,
    ista,
    settled,
    slanted_bowl,
    two_feature_lasso,
)
from figures.story import Beat

X = np.repeat([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]], (9, 1, 1, 9), axis=0)
RHO, OLS, START = 0.8, (1.5, 0.7), (-0.5, 1.8)
Y = X @ OLS
PULLS = X.T @ Y / len(Y)
LAMBDAS, POSED = (0.3, 0.6, 1.0, 1.3, 1.6), 1.3
UPDATES = (*map(float, range(27)), 30.0, 40.0)
TITLES = {"axes": "|w₁| + |w₂|: kinks on the axes", "slanted": "|w₁ − w₂|: a slanted kink"}
ACROSS, UP, HEIGHTS = (-0.8, 2.3), (-0.36, 2.3), (0.1, 0.4, 0.9)


@cache
def run(lam: float, kink: str) -> tuple[Array, Array]:
    """The points (41, 2) visited, one after each update, and the pull z (40,) that each update found."""
    if kink == "slanted":
        points = slanted_bowl(correlated_gram(RHO), OLS, lam).descent(START, int(UPDATES[-1]))
    else:
        points = corners(coordinate_descent(X, Y, L1(lam), sweeps=int(UPDATES[-1]) // 2, start=START), 0)
    return points, np.array([PULLS[k % 2] - RHO * w[1 - k % 2] for k, w in enumerate(points[:-1])])


def draw(updates: float, lam: float, kink: str) -> Frame:
    points, pulls = run(lam, kink)
    done, lasso, aslant = int(updates), kink == "axes", kink == "slanted"
    w, ended = points[done], bool((points[done] == points[-1]).all())
    best = certified(Regression(X, Y, lam), two_feature_lasso(PULLS, RHO, lam))
    bowl = slanted_bowl(correlated_gram(RHO), OLS, lam)
    stuck, above = float(bowl.height(points[-1])), float((bowl if aslant else bowl_of(best)).height(w))
    new = points[np.arange(1, len(points)), np.arange(len(pulls)) % 2]
    way = [(float(a), float(b)) for a, b in until(points, updates)]
    ring, told = answer("answer", best, visible=lasso), f"w₂ = {number(w[1])}{', exactly' * bool(w[1] == 0)}"
    creased = (*creased_axes("lasso", best, ACROSS, UP), *level_lines("level", best, HEIGHTS))
    return Frame.of(
        v.on(
            "plane", v.heading("plane-title", TITLES[kink]), v.zero_line(ACROSS, "w1"), v.upright(UP, "w2"),
            (mark if isinstance(mark, Label) else replace(mark, visible=lasso) for mark in creased),
            slanted(bowl, stuck, UP[1], shown=aslant), both_moves(way[-1], 0.25, shown=aslant and ended),
            ring, stairs(way, certified(Alone(pulls, lam), new) if lasso else None),
            v.tag("start-name", *START, "start", "above", bold=True, gap=14),
            v.tag(
                "answer-name", ACROSS[1], 2.15, f"answer {pair(best.w)}", "left", role=ring.role, bold=True,
                visible=lasso,
            ),
            v.tag(
                "w2-now", ACROSS[1], 1.9, told, "left", role="fg" if w[1] else "zero", lead=True,
                visible=lasso,
            ),
            v.tag(
                "stuck", ACROSS[1], -0.2, f"stuck, {number(stuck)} higher", "left", lead=True,
                visible=aslant and ended,
            ),
        ),
        v.on("code", listing(code(slanted=aslant), found(points, pulls, done), (5, 8))),
        read("updates", f"{done}"),
        read("w₁, w₂", pair(w)),
        read("cost above its least", coefficient(round(above, 12))),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: where the runs end and when, and both methods on the diabetes data."""
    bowl, slant = slanted_bowl(correlated_gram(RHO), OLS, POSED), run(POSED, "slanted")[0][-1]
    told = {"rate": f"{RHO**2:g}", "best": pair(bowl.least), "stuck": pair(slant)}
    told |= {"higher": number(float(bowl.height(slant))), "zero": f"{settled(run(POSED, 'axes')[0][:, 1:])}"}
    for lam in LAMBDAS:
        ways, end = (
            coordinate_descent(X, Y, L1(lam), sweeps=60, start=START),
            two_feature_lasso(PULLS, RHO, lam),
        )
        off = np.flatnonzero(np.abs(ways - end).max(axis=1) >= 1e-6)
        told |= {f"answer_{10 * lam:.0f}": pair(end), f"turns_{10 * lam:.0f}": f"{off[-1] + 1}"}
    data = diabetes_example().scaled
    for lam in (10.0, 2.0):
        told[f"sweeps_{lam:g}"] = f"{settled(coordinate_descent(data.X, data.y, L1(lam), sweeps=60))}"
        told[f"ista_{lam:g}"] = f"{settled(ista(data.X, data.y, L1(lam), steps=400))}"
    return told


SCENE = Scene(
    draw=draw,
    title="One weight at a time",
    claim="One weight at a time leads to the lasso’s answer; a slanted kink can stop it",
    caption=(
        "The plane: coordinate descent moves along one axis at a time, to the lowest point it finds there: "
        "one soft threshold, tinted in the code, with what it has just found. Lines of equal cost have "
        "corners on the kinks. The lasso’s lie along the axes (blue), and it arrives. The penalty λ|w₁ − w₂| "
        "has one where w₁ = w₂; on it both moves (dashed) lead up, though a better point lies along it. Same "
        "data, start and λ. The code is for columns of mean square 1; r is the residual."
    ),
    alt=(
        "A plane with the lasso’s level lines, cornered on both axes. From (−0.5, 1.8) a staircase leads "
        "along the axes to the answer (0.76, 0), a hollow ring: w2 is exactly 0. With the penalty on w1 "
        "minus w2 the corners lie on the diagonal; a long step ends at one, a short one leads to (1.76, "
        "1.76), and there it stays, 0.78 above the best point. Beside it are ten lines of code."
    ),
    notes=(
        "Freeze one weight, and slide the other to its lowest point: that is one soft threshold, line seven "
        "of the code. Then take turns. The staircase runs down to the axis, and there w₂ stays: its pull is "
        "below λ. When no single move helps, none does, because the lasso’s kinks run along the axes. Give "
        "the same data a kink that runs aslant: each single move leads up, yet the best point lies further "
        "down the kink."
    ),
    computed=(
        f"{len(Y)} rows of two features, correlation {RHO:g}, least squares {pair(OLS)}. Each update is the "
        "exact minimum along its axis; a zero is the soft threshold’s 0.0. Answers in closed form; level "
        "lines as exact arcs of ellipses."
    ),
    lesson="lessons/algorithms",
    panels=(
        main("plane", axis("", *ACROSS), axis("", *UP), grid="none"),
        beside(
            "code", axis("", 0, 1), axis("", 0, len(CODE)), "ten lines, clip from numpy", aspect=1.44,
            grid="none",
        ),
    ),
    controls=(
        Slider(name="updates", label="updates", stops=UPDATES, continuous="linear"),
        Slider(name="lam", label="λ", stops=LAMBDAS),
        Choice(name="kink", label="kink", options=(("axes", "on the axes"), ("slanted", "slanted"))),
    ),
    story=(
        Beat("Freeze w₂. Only w₁ may move.", {"updates": 0.0, "kink": "axes"}),
        Beat("One soft threshold: w₁ = S(0.62, 1.3) = 0.", {"updates": 1.0}, way=1),
        Beat("Now w₂ alone: S(1.90, 1.3) = 0.60.", {"updates": 2.0}, way=1),
        Beat("Turn by turn. w₂’s pull falls below λ: exactly 0.", {"updates": 19.0}, way=4),
        Beat("A slanted kink: stuck. Along either axis the cost rises.", {"kink": "slanted"}, hold=3),
        Beat("The lasso’s kinks lie along the axes: it arrives.", {"kink": "axes"}, hold=3.5),
    ),
    pose=({"updates": 19.0, "lam": POSED, "kink": "axes"}, {"updates": 4.0, "lam": POSED, "kink": "slanted"}),
    pose_panels=("plane",),
    facts=facts,
)  # fmt: skip

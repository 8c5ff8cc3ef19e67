"""A least-squares point to move about, and where the diamond and the circle send it."""

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.budgets import fates, touching
from figures.draw.marks import Mark
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.planes import answer, between, coordinates, diamond, disc, least_squares, way
from figures.draw.text import coefficient, pair
from figures.scene import BUDGET_CONVENTION, Frame, Scene, Slider
from figures.solved import Array, Solved
from figures.solvers import correlated_gram
from figures.story import Beat

BUDGET, GRAM = 0.75, correlated_gram(0.0)
STEPS = tuple(step / 8 for step in range(17))
"""Sums of powers of two, as the budget is: points on the very border of two fates are exact."""
X, Y, END = (-0.95, 3.1), (-0.95, 2.6), STEPS[-1]
TOP, FAR = Y[1] - 0.12, 9.0
"""Where names stand below the top, and as far as the plane is drawn where there is room."""
REGIONS = fates(GRAM, BUDGET, FAR)


def solve(ols: Sequence[float] | Array, norm: Literal[1, 2]) -> Solved:
    """The nearest points of the diamond or the circle, and what lies in it."""
    return touching(GRAM, ols, BUDGET, norm)


def draw(b2: float, b1: float) -> Frame:
    ols, lasso, ridge = (b1, b2), solve((b1, b2), 1), solve((b1, b2), 2)
    return Frame.of(
        v.on("plane", the_plane(b1, b2, lasso, ridge)),
        v.on("map", the_map(b1, b2, lasso, ridge)),
        read("least squares", pair(ols)),
        read("lasso", pair(lasso.w)),
        read("ridge", pair(ridge.w)),
        says=f"{pair(ols)} {fate(b1, b2, lasso)}; lasso {pair(lasso.w)}, ridge {pair(ridge.w)}",
    )


def fate(b1: float, b2: float, lasso: Solved) -> str:
    """What the difference of the two sizes makes of the lasso's answer."""
    if abs(b1) + abs(b2) <= BUDGET:
        return f"inside t = {BUDGET:g}: it stays"
    none = " = ".join(name for name, w in zip(("w₁", "w₂"), lasso.w, strict=True) if w == 0)
    gap = f"differ by {digits(abs(abs(b1) - abs(b2)))}"
    return f"{gap} ≥ t = {BUDGET:g}: {none} = 0" if none else f"{gap} < t = {BUDGET:g}: neither is 0"


def digits(size: float) -> str:
    """Three digits after the point, the rest cut off: rounded up, less than t could look like t."""
    return f"{math.floor(1000 * size) / 1000:g}"


def the_plane(b1: float, b2: float, lasso: Solved, ridge: Solved) -> list[Mark]:
    """The fates of the plane, both shapes, and the ways from least squares to both answers."""
    ols, zero, steep = (b1, b2), bool((lasso.w == 0).any()), b2 > b1
    free, small, out = not zero, 0 if steep else 1, zero > steep and b1 + b2 > BUDGET
    words = f"lasso: {('w₁', 'w₂')[small]} = {coefficient(lasso.w[small])}"
    # Names on ways need room. The lasso's way lies below ridge's up to the diagonal, above it from there.
    far = float(np.hypot(*(lasso.w - ols))) > 0.4
    apart = far and float(np.hypot(*(lasso.w - ridge.w))) > 0.2
    below, above = far and not steep, far and steep
    half, at = between(ols, lasso, 0.5), between(ols, ridge, 0.5 if steep else 0.85)
    return [
        *REGIONS,
        *coordinates(X, Y, TOP, "left", until=FAR),
        v.tag("zero-second", X[1], -0.75, "w₂ = 0", "left", role="zero"),
        v.tag("zero-first", 0, TOP, "w₁ = 0", "right", role="zero"),
        v.tag("zero-none", X[1], TOP, "neither 0", "left", role="lasso"),
        disc("disc", BUDGET, opacity=0), diamond("diamond", BUDGET),
        way("to-ridge", ols, ridge, dash="6 5", width=2.6), way("to-lasso", ols, lasso),
        answer("ridge", ridge, radius=7), answer("lasso", lasso), least_squares("ols", ols),
        v.tag("ols-name", *ols, "least squares", "above right", role="ols", bold=True, gap=14),
        v.tag("held", BUDGET, 0, words, "below right", role="zero", lead=True, gap=17, visible=out),
        v.tag("held-above", 0, BUDGET, "lasso", "above left", role="zero", bold=True, visible=zero and above),
        v.tag("slid", *half, words, "below right", role="lasso", bold=True, visible=free and below),
        v.tag("slid-above", *half, "lasso", "above left", role="lasso", bold=True, visible=free and above),
        v.tag("shrunk", *at, "ridge", "above left", role="ridge", bold=True, gap=12, visible=apart and below),
        v.tag("shrunk-below", *at, "ridge", "below right", role="ridge", bold=True, visible=apart and above),
        v.heading("fate", fate(b1, b2, lasso), "zero" if zero else "lasso"),
    ]  # fmt: skip


def the_map(b1: float, b2: float, lasso: Solved, ridge: Solved) -> list[Mark]:
    """w₂ of both while least squares moves straight up: a flat zone, and none."""
    bends = np.clip([0.0, abs(b1 - BUDGET), b1 + BUDGET, END], 0.0, END)
    bends = np.sort(np.concatenate([bends, (bends[1:] + bends[:-1]) / 2]))
    # From here least squares lies outside the circle.
    kink = max(BUDGET**2 - b1**2, 0.0) ** 0.5
    rise = np.unique(np.concatenate([np.linspace(0, kink, 9), np.linspace(kink, END, 33)]))
    lassos = solve(np.stack([np.full_like(bends, b1), bends], axis=1), 1)
    ridges = solve(np.stack([np.full_like(rise, b1), rise], axis=1), 2)
    # Clear of ridge's dot, wherever that is on its curve.
    over = np.interp(0.8, rise, ridges.w[:, 1]) + 0.06
    held = f"lasso: 0 up to {digits(b1 - BUDGET)}"
    return [
        v.zero_line((0, END), "map-zero"),
        v.curve("ridge-map", rise, ridges, of=1, kinks=(kink,)),
        v.curve("lasso-map", bends, lassos, of=1, skip_zeros=True),
        *v.rest("flat", bends, lassos, of=1),
        v.tag("flat-name", 0.04, 0, held, "below right", role="zero", bold=True, gap=15, visible=b1 > BUDGET),
        v.tag("ridge-map-name", 0.8, over, "ridge", "above left", role="ridge", bold=True),
        *v.answers("ridge-now", b2, ridge, only=(1,)), *v.answers("lasso-now", b2, lasso, only=(1,)),
    ]  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="Move least squares",
    claim="If least-squares sizes differ by t or more, the smaller becomes exactly 0",
    caption=(
        "Drag the green dot, least squares, or use the two sliders. The full line leads to the lasso’s "
        f"answer on the diamond, the dashed one to ridge’s on the circle; both budgets are t = {BUDGET:g}. "
        "In the purple wedges one coefficient becomes exactly zero, in the pale strips neither. The features "
        "are standardized; the circle is that of uncorrelated ones, the diamond’s answer is the same at "
        "every correlation. The graph “w₂ of both” follows the dot straight up, with least-squares w₁ held."
    ),
    alt=(
        "The plane of two coefficients with a diamond and, through its corners, a circle. Right-angled "
        "wedges open from the corners, strips from the edges between them. Least squares at (1.5, 0.5) lies "
        f"in the wedge of the right corner: the lasso’s answer is {pair(solve((1.5, 0.5), 1).w)}, ridge’s "
        f"{pair(solve((1.5, 0.5), 2).w)}. Least squares at (1.5, 1.25) lies in a strip: the lasso’s answer "
        f"is {pair(solve((1.5, 1.25), 1).w)}. A graph of w2 over least-squares w2: the lasso’s is exactly 0 "
        "up to 0.75 and then rises along a straight line, ridge’s rises at once."
    ),
    notes=(
        "Two lines leave the green dot, least squares: the full one leads to the lasso’s answer, the dashed "
        "one to ridge’s. Move “up”. In the purple wedge ridge’s answer turns with every step, while the "
        "lasso’s stays at the corner, with w₂ exactly zero. Past the border it slides along the edge, "
        "without a jump. A corner owns a whole wedge, a point of an edge only one ray. If the two sizes "
        "differ by t or more, the smaller one becomes zero."
    ),
    computed=(
        "At 17 × 17 least-squares points, and at all that a film passes, the minimum of the loss over the "
        "diamond, in closed form, and over the disc, by Newton’s method to machine precision. Stops and "
        "budget are sums of powers of two, so that points on the very border between two fates are exact."
    ),
    lesson="lessons/geometry",
    convention=BUDGET_CONVENTION,
    panels=(
        main("plane", axis("", *X), axis("", *Y), aspect=plane(X, Y), runs_on=True, grid="none"),
        beside(
            "map", axis("least-squares w₂, w₁ held", 0, END, 0, 1, 2), axis("w₂ of both", -0.2, 0.85, 0, 0.5),
        ),
    ),
    controls=(
        Slider(name="b2", label="up", stops=STEPS, beats=(0.75,), drag=("ols", "y"), continuous="linear"),
        Slider(name="b1", label="across", stops=STEPS, drag=("ols", "x"), continuous="linear"),
    ),
    story=(
        Beat("The budget is too small for least squares: both shrink.", {"b2": 0.5, "b1": 1.5}, hold=2.5),
        Beat("Up to the wedge’s border w₂ stays exactly 0.", {"b2": 0.75}, way=1.5, hold=1.5, lit=("plane",)),
        Beat(
            "Past the border it slides along the edge: neither is 0.", {"b2": 1.25}, way=2,
            lit=("plane", "lasso-map", "lasso-now-1"),
        ),
        Beat("Differ by t or more: at a corner. By less: on an edge.", {"b2": 0.5}, way=2, hold=3.5),
    ),
    pose=({"b2": 0.5, "b1": 1.5}, {"b2": 1.25, "b1": 1.5}),
    pose_panels=("plane",),
)  # fmt: skip

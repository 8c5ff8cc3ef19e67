"""Six coefficients over the penalty, and the plane of two of them: four of six at λ = 0.150."""

from dataclasses import replace
from functools import cache

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.line_ends import names_at_ends
from figures.draw.marks import Mark
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.paths import LONGEST, apart, curves_and_rests, pull_bars, scale_of
from figures.draw.text import signed
from figures.draw.two_of_many import slice_panel, two_of_many
from figures.examples.paths import six_example
from figures.examples.six_paths import SIX_AXES, TURNED_END, six_paths
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Solved
from figures.story import Beat

EXAMPLE, PATHS = six_example(), six_paths()
NAMES, LASSO, PULLS, GRAM = EXAMPLE.names, EXAMPLE.path, EXAMPLE.first_pulls, EXAMPLE.gram
PAIR, SIDE = (3, 2), ((-1.2, 1.4), (-1.08, 1.0))
"""The coefficients w₄ and w₃, and the limits of their plane."""
ODD = (1, 2)
"""The features x₂ and x₃, which the claim is about."""
SLIDE = ("pulls", "path")
WAITS = ("pull-x₃", "pull-x₃-name", "pull-x₃-size", "path-x₄", "name-x₄", "path-x₃", "name-x₃", "w-2")
PULLED = "first pulls (the pull at w = 0), by size"
AXES = (("lam", "λ"), ("turned", "λ turned"), ("log", "log λ"), ("share", "‖w‖₁"))
METHODS = {"lasso": "Lasso", "ridge": "Ridge", "net": "Elastic net, α = ½"}
LOW, HIGH = -0.74, 0.82
ABSCISSA = axis("λ", 0.0, 1.0, 0, 0.2, 0.4, 0.6, 0.8, 1, changes=True)
HALTS = tuple(sorted({0.15, *LASSO.knots.tolist()}))
# On each axis so close that cursor and dots move straight from stop to stop, to half a pixel.
GRID = np.r_[4:20:4, 20:40:5, 40, 50, 70:100:10, 100:221:20, 250, 300, 320, 350, 400:801:50, 880, 900, 1000]
STOPS = EXAMPLE.stops((0.15,), GRID / 1000)


@cache
def scenery(penalty: str, axis: str) -> tuple[Mark, ...]:
    """What does not move within a choice: scale, knots and curves."""
    path, (lams, bends) = PATHS[penalty], PATHS[penalty].grid(axis)
    knots, end = v.hairlines("knot", path.edges(axis)[1:-1], (LOW, HIGH)), max(path.edges(axis))
    return (
        *scale_of("scale", SIX_AXES[axis], path.ticks(axis), ((0.0, 1.0), (LOW, HIGH))),
        *(replace(line, visible=0 < line.x1 < 1) for line in knots), v.zero_line((0.0, end), "path-zero"),
        *curves_and_rests(NAMES, path.across(axis, lams), path.solved(lams), path.across(axis, bends), ODD),
    )  # fmt: skip


def path_marks(penalty: str, axis: str, lam: float, w: Solved) -> list[Mark]:
    ink, x = v.method(w), float(PATHS[penalty].across(axis, lam))
    heights, turned = apart(LASSO(0.0), 0.25), axis == "turned"
    return [
        v.heading("method", f"{METHODS[penalty].partition(',')[0]}: coefficients", ink),
        *scenery(penalty, axis), v.cursor("cursor", x, (LOW, HIGH)),
        *(replace(dot, visible=j in ODD) for j, dot in enumerate(v.answers("w", x, w, radius=5.5))),
        *names_at_ends(NAMES, heights, (0.0, TURNED_END), ink, ODD, turned=turned),
    ]  # fmt: skip


def draw(lam: float, penalty: str, axis: str) -> Frame:
    path = PATHS[penalty]
    own = path.as_small_as_lasso(lam) if axis == "share" else lam
    w, share = path.solved(own), float(path.share(own))
    two = two_of_many("slice", GRAM, PULLS, w, PAIR)
    where = f"{100 * share:.0f} % of ‖w‖₁" if axis == "share" else f"λ = {own:.3f}"
    lead = f"{where}: {np.count_nonzero(w.w)} of 6"
    return Frame.of(
        v.on("pulls", pull_bars(NAMES, PULLS, w)),
        v.on("pulls", v.tag("lead", LONGEST, 0.5, lead, "left", role=v.method(w), lead=True, gap=2)),
        v.on("path", path_marks(penalty, axis, own, w)),
        v.on("slice", slice_panel(two, "w₄", "w₃", SIDE[0][0], SIDE[1][0], (0.78, 0.72))),
        read("λ", f"{own:.3f}"), read("non-zero", f"{np.count_nonzero(w.w)} / 6"),
        read("‖w‖₁", f"{np.abs(w.w).sum():.3f} ({100 * share:.0f} % of least squares)" if share else "0"),
        *(
            read(f"w{'₄₃'[k]}", signed(f"{w.w[j]:.3f}") if w.w[j] else "0", weight=True)
            for k, j in enumerate(PAIR)
        ),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers that prose may quote."""
    pulls = {f"pull_{j + 1}": f"{abs(pull):.2f}" for j, pull in enumerate(PULLS)}
    joins = {f"joins_{EXAMPLE.column(name) + 1}": f"{lam:.3f}" for name, lam in EXAMPLE.joins().items()}
    lam, share = PATHS["ridge"].as_small_as_lasso(0.15), 100 * PATHS["lasso"].share(0.15)
    return pulls | joins | {"rho": f"{GRAM[PAIR]:.1f}", "share": f"{share:.0f}", "ridge": f"{lam:.3f}"}


SCENE = Scene(
    draw=draw,
    title="Six features, four of them",
    claim="Lasso, λ = 0.150: 4 of 6 are non-zero, not the 4 with the largest first pulls",
    caption=(
        "The bars: the features by their pull while all six are zero, hollow where now zero; above the "
        "dashed line as many as are now non-zero. The path: x₂ and x₃ before the others; below it stands "
        "which way λ falls. The plane: the loss over w₄ and w₃ with the other four held, its least-squares "
        "point, and what the penalty leaves these two. Each penalty over its own λ; to compare, use the axis "
        "‖w‖₁. “λ turned” lets λ fall from left to right, as paths by glmnet and lars do."
    ),
    alt=(
        "Bars of the first pulls: x4 0.91, x1 0.67, x3 0.53, x5 0.45, x6 0.33, x2 0.16. At lambda 0.150 "
        "those of x3, the third, and x6 are hollow, zero; that of x2, the last, is filled. Six "
        "coefficients over lambda leave zero in the order x4, x1, x5, x2, x3, x6 as lambda falls. A plane "
        "shows a diamond of w4 and w3 and an ellipse that touches it at its corner, where w3 is zero."
    ),
    notes=(
        "Start at λ = 1: six zeros. Let λ fall. x₄ leaves first, then x₁, as their first pulls promise. Then "
        "x₅, although x₃ pulled harder at first, and x₂, which pulled weakest of all. At 0.150 four are in. "
        "Look at the bars: of the top four x₃ is hollow, because x₄, correlated with it, speaks for it. A "
        "little lower x₃ joins and x₄ stops growing. Four of six, and not the four largest first pulls."
    ),
    computed=(
        "The exact lasso path of 20 observations of six features made for this site, at 44 values of λ, all "
        "knots among them; ridge and elastic net (α = ½) at the same λ, or at the lasso’s ‖w‖₁. There ridge, "
        "which no λ makes zero, ends at 1 % of least squares."
    ),
    lesson="lessons/path",
    convention="Objective 1/(2n)‖y − Xw‖² + λ(α‖w‖₁ + (1 − α)/2‖w‖²): lasso α = 1, ridge 0, net ½",
    panels=(
        main("pulls", axis("", 0, LONGEST), axis("", 0, 6), PULLED, grid="none", room=("x₆", "")),
        beside("path", ABSCISSA, axis("", LOW, HIGH, 0), room=("x₆", "")),
        beside("slice", axis("", *SIDE[0]), axis("", *SIDE[1]), aspect=plane(*SIDE), grows=True, grid="none"),
    ),
    controls=(
        Slider(name="lam", label="λ", stops=STOPS, beats=HALTS, drag=("cursor", "x1"), continuous="linear"),
        Choice(name="penalty", label="penalty", options=tuple((k, m.lower()) for k, m in METHODS.items())),
        Choice(name="axis", label="axis", options=AXES),
    ),
    story=(
        Beat("Large λ: all six are exactly zero.", {"lam": 1.0}),
        Beat("λ falls. x₄ leaves zero, then x₁, then x₅.", {"lam": 0.4}, way=3.5, hold=1.0, along=True),
        Beat("x₂ joins: at the start it pulled weakest of all.", {"lam": 0.15}, way=2.5, hold=1.5),
        Beat("x₃ waits: x₄, which correlates with it, speaks for it.", hold=3, lit=WAITS),
        Beat("x₃ joins, and x₄ stops growing.", {"lam": float(LASSO.knots[-2])}, way=2, hold=1.5),
        Beat("Four of six, not the four with the largest first pulls.", {"lam": 0.15}, way=1.5, hold=3.5),
    ),
    pose=({"lam": 0.15, "penalty": "lasso", "axis": "lam"},), pose_panels=SLIDE,
    film_panels=SLIDE, facts=facts,
)  # fmt: skip

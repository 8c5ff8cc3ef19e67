"""A least-squares point to move about, and where the diamond and the circle send it."""

from typing import Literal

from figures.draw import vocabulary as v
from figures.draw.budgets import both_ways, difference, fate_words, fates, straight_up, touching
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.planes import coordinates
from figures.draw.text import pair
from figures.scene import BUDGET_CONVENTION, Frame, Scene, Slider
from figures.solved import Solved
from figures.solvers import correlated_gram
from figures.story import Beat

BUDGET, GRAM = 0.75, correlated_gram(0.0)
STEPS = tuple(step / 8 for step in range(17))
"""Sums of powers of two, as the budget is: points on the very border of two fates are exact."""
X, Y, END = (-0.95, 3.4), (-1.75, 2.75), STEPS[-1]
TOP, FAR = Y[1] - 0.12, 9.0
"""Where names stand below the top, and as far as the plane is drawn where there is room."""
REGIONS = fates(GRAM, BUDGET, FAR)


def solve(ols: tuple[float, float], norm: Literal[1, 2]) -> Solved:
    """The nearest point of the diamond or the circle, or the point itself if it lies inside."""
    return touching(GRAM, ols, BUDGET, norm)


def draw(b2: float, b1: float) -> Frame:
    lasso, ridge = solve((b1, b2), 1), solve((b1, b2), 2)
    told = fate_words(lasso)
    return Frame.of(
        v.on(
            "plane", REGIONS, coordinates(X, Y, TOP, "left", until=FAR),
            v.tag("zero-second", X[1], -1.05, "w₂ = 0", "left", role="zero"),
            v.tag("zero-first", 0, TOP, "w₁ = 0", "right", role="zero"),
            v.tag("zero-none", X[1], TOP, "neither 0", "left", role="lasso"),
            difference(lasso, -1.05, 0.4), both_ways(lasso, ridge),
            v.heading("fate", told, "zero" if (lasso.w == 0).any() else "lasso"),
        ),
        v.on("map", straight_up(lasso, ridge, END)),
        read("least squares", pair((b1, b2))),
        read("lasso", pair(lasso.w)),
        read("ridge", pair(ridge.w)),
        says=f"{pair((b1, b2))} {told}; lasso {pair(lasso.w)}, ridge {pair(ridge.w)}",
    )  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="Move least squares",
    claim="If least-squares sizes differ by t or more, the smaller becomes exactly 0",
    caption=(
        "Drag the green dot, least squares, or use the two sliders. The full line leads to the lasso’s "
        f"answer on the diamond, the dashed one to ridge’s on the circle; both budgets are t = {BUDGET:g}. "
        "Under them: t, and how far the two sizes differ. In the purple wedges one coefficient becomes "
        "exactly zero, in the tinted strips neither; inside the diamond least squares stays. The features "
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
            "map", axis("least-squares w₂, w₁ held", 0, END, 0, 1, 2), axis("w₂ of both", -0.3, 0.85, 0, 0.5),
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
        Beat("Differ by t or more: a corner. By less: an edge, or inside.", {"b2": 0.5}, way=2, hold=3.5),
    ),
    pose=({"b2": 0.5, "b1": 1.5}, {"b2": 1.25, "b1": 1.5}),
    pose_panels=("plane",),
)  # fmt: skip

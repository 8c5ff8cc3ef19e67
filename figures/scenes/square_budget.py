"""A budget of another shape, a square, and where least-squares points end on it."""

from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from figures.draw import vocabulary as v
from figures.draw.panels import axis, main, plane
from figures.draw.planes import answer, contours, coordinates, least_squares, way
from figures.draw.shapes import box
from figures.scene import Frame, Scene
from figures.solved import Budget, Solved, certified

BUDGET, FAR = 1.0, 9.0
X, Y = (-3.3, 3.3), (-2.6, 2.9)
POINTS = (
    (1.95, 1.65), (-2.0, 0.2), (2.6, -0.45), (0.3, 2.2), (-1.9, 2.3), (-2.5, -1.6), (-0.5, -2.0), (1.8, -2.1),
)  # fmt: skip
"""Least-squares points; the first two with their contours."""


def solve(points: ArrayLike) -> Solved:
    """The nearest points of the square, as G is the identity."""
    return certified(Budget(None, points, BUDGET, np.inf), np.clip(points, -BUDGET, BUDGET))


def draw() -> Frame:
    ends, side = solve(POINTS), (-BUDGET, BUDGET)
    return Frame.of(
        v.on(
            "plane",
            *(
                box(f"corner-{row}", (x, x * FAR), (y, y * FAR), "fg", opacity=0.08)
                for row, (x, y) in enumerate(product(side, repeat=2))
            ),
            coordinates((-FAR, X[1]), (-FAR, FAR), Y[1] - 0.15, "left", until=FAR),
            box("square", side, side, "fg", opacity=0.16, width=3),
            *(contours(f"contour-{row}", np.eye(2), POINTS[row], solve(POINTS[row])) for row in (0, 1)),
            *(mark for row, point in enumerate(POINTS) for mark in (
                way(f"way-{row}", point, ends, row=row, width=2.6, dash="6 5"),
                least_squares(f"ols-{row}", point, radius=5.5),
                answer(f"answer-{row}", ends, row=row, radius=6.5),
            )),
            v.tag("budget", 0.5, -0.5, f"t = {BUDGET:g}", "at", bold=True),
            v.tag("ols-name", *POINTS[4], "least squares", "above", role="ols", bold=True),
        ),
        says=f"{len(POINTS)} least-squares points and their answers within a square budget",
    )  # fmt: skip


def facts() -> dict[str, str]:
    """How many of the points end at a corner."""
    beyond = (np.abs(POINTS) >= BUDGET).all(axis=1)
    return {"count": str(len(POINTS)), "corner": str(int(beyond.sum()))}


SCENE = Scene(
    draw=draw,
    title="A square budget",
    claim="A square budget has corners too, and they too catch least-squares points",
    caption=(
        f"The budget allows all pairs with |w₁| ≤ t and |w₂| ≤ t, here t = {BUDGET:g}: a square. Green dots "
        "are least-squares points, dashed the ways to their answers. Round two of them the loss is the same "
        "on each ellipse, a circle here: the features are uncorrelated. Shaded: all that end at a corner."
    ),
    alt=(
        "The plane of two coefficients with a square round zero, its sides parallel to the axes. "
        f"{len(POINTS)} least-squares points lie outside. From those beyond a side dashed lines lead "
        "straight to the side; those beyond a corner, in shaded quarters of the plane, end at the corner. "
        "Round two points circles touch the square: one at a corner, one on a side."
    ),
    notes=(
        "Here is a budget that is neither diamond nor disc: both sizes may be at most t, which makes a "
        "square. It has corners, and like the diamond’s each catches all least-squares points of a whole "
        "quarter of the plane. But where do they lie? Not on the axes but on the diagonals. So answers at a "
        "corner have no zero at all: both sizes are equal, both are t. A corner makes zeros only if it lies "
        "on an axis."
    ),
    computed=(
        "The nearest point of the square, each coefficient cut off at ±t, which is the least loss for two "
        "uncorrelated standardized features. Its optimality conditions are checked: no pull is left on a "
        "coefficient below t, and on one at t it points outward."
    ),
    lesson="lessons/geometry",
    convention="Smallest squared loss with |w₁| ≤ t and |w₂| ≤ t, columns with mean 0 and mean square 1",
    panels=(main("plane", axis("", *X), axis("", *Y), aspect=plane(X, Y), grows=True, grid="none"),),
    pose=({},),
    facts=facts,
)  # fmt: skip

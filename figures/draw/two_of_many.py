"""Two coefficients of many: their loss with the others held, and what the penalty leaves these two."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Mark, Polygon
from figures.draw.planes import answer, contours, diamond, disc, least_squares, reach
from figures.draw.vocabulary import Point, method
from figures.solved import Regression, Solved
from figures.solvers import rounded_diamond, slice_of


@dataclass(frozen=True)
class TwoOfMany:
    """The picture of a regression's answer in the plane of two of its coefficients.

    ``marks`` are the region that the penalty leaves the two, the contour of the loss through their values,
    the least-squares point of this slice and the answer. ``at`` and ``ols`` are the last two, ``budget`` is
    what is left of ‖w‖₁, ``radius`` of ‖w‖₂, ``top`` the region's height, ``reach`` half the contour's.
    """

    marks: tuple[Mark, ...]
    at: Point
    ols: Point
    budget: float
    radius: float
    top: float
    reach: float


def two_of_many(
    key: str, gram: ArrayLike, first_pulls: ArrayLike, solved: Solved, pair: tuple[int, int]
) -> TwoOfMany:
    """The answer's plane of the coefficients ``pair``, with G and c = Xᵀy/n of all features.

    The lasso's region is a diamond, ridge's a disc, the elastic net's its penalty's level set; it is a point
    where both coefficients are 0. Its marks are named ``key``-diamond and so on.
    """
    problem, role = solved.problem, method(solved)
    if not isinstance(problem, Regression):
        raise TypeError(f"two of many are those of a Regression, not of a {type(problem).__name__}")
    two = slice_of(gram, first_pulls, solved.w, pair)
    (a, b), (u, v) = two.at.tolist(), two.ols.tolist()
    budget, radius, mixed = float(two.budget), float(two.radius), role == "fg" and bool(two.budget)
    outline = rounded_diamond(two.at, problem.alpha).cubics() if mixed else np.zeros((13, 2))
    (ring,) = contours(f"{key}-contour", two.gram, (u, v), solved, pair=pair, shares=(1.0,))
    marks = (
        diamond(f"{key}-diamond", budget, visible=role == "lasso"),
        disc(f"{key}-disc", radius, visible=role == "ridge"),
        Polygon(
            key=f"{key}-rounded", role="fg", points=tuple((x, y) for x, y in outline.tolist()), opacity=0.08,
            width=3.0, cubic=True, visible=role == "fg",
        ),
        ring,
        least_squares(f"{key}-ols", (u, v), radius=5.5),
        answer(f"{key}-touch", solved, pair=pair, radius=6.5),
    )  # fmt: skip
    top = {"lasso": budget, "ridge": radius, "fg": float(outline[::3, 1].max())}[role]
    return TwoOfMany(marks, (a, b), (u, v), budget, radius, top, reach(ring))

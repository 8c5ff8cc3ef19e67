"""Two coefficients of many: their loss with the others held, and what the penalty leaves these two."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Mark, Polygon
from figures.draw.planes import answer, contours, diamond, disc, least_squares, reach
from figures.draw.text import signed
from figures.draw.vocabulary import Point, heading, method, tag, upright, zero_line
from figures.solved import Regression, Solved
from figures.solvers import rounded_diamond, slice_of

FAR = 9.0
"""As far as the axes are drawn, in a panel that grows."""
LARGE = 0.9
"""From this reach on the contour is hidden: it would leave the panel."""


@dataclass(frozen=True)
class TwoOfMany:
    """The picture of a regression's answer in the plane of two of its coefficients.

    ``role`` is the method's: "lasso", "ridge", or "fg" for the elastic net. ``marks`` are the region that the
    penalty leaves the two, the contour of the loss through their values, the least-squares point of this
    slice and the answer. ``at`` and ``ols`` are the last two, ``reach`` is half the contour's height.
    """

    role: str
    marks: tuple[Mark, ...]
    at: Point
    ols: Point
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
        # A point where it is hidden, as it is where λ is largest: then pages may draw it straight in between.
        diamond(f"{key}-diamond", budget if role == "lasso" else 0.0, visible=role == "lasso"),
        disc(f"{key}-disc", radius, visible=role == "ridge"),
        Polygon(
            key=f"{key}-rounded", role="fg", points=tuple((x, y) for x, y in outline.tolist()), opacity=0.08,
            width=3.0, cubic=True, visible=role == "fg",
        ),
        replace(ring, visible=reach(ring) < LARGE),
        least_squares(f"{key}-ols", (u, v), radius=5.5),
        answer(f"{key}-touch", solved, pair=pair, radius=6.5),
    )  # fmt: skip
    return TwoOfMany(role, marks, (a, b), (u, v), reach(ring))


def slice_panel(
    two: TwoOfMany, first: str, second: str, left: float, foot: float, named_at: Point
) -> tuple[Mark, ...]:
    """All that a panel that grows draws of it: the title, both axes, the marks and their letters.

    The title says what the ``second`` coefficient is, and where on the region's outline the answer lies. The
    axes have their names at x = ``left`` and y = ``foot``. Least squares has its name above the contour while
    that is small, at the x of ``named_at`` and no lower than its y.
    """
    w1, w2 = two.at
    where = "off the corner" if w1 and w2 else "at a corner"
    if two.role == "ridge":
        where = "no corner"
    told = f"{second} = {signed(f'{w2:.3f}') if w2 else '0'}: {where}"
    if not w1 and not w2:
        told = f"{first} = {second} = 0: no budget"
    return (
        heading("event", told, two.role if w2 else "zero"),
        zero_line((-FAR, FAR), "slice-across"),
        upright((-FAR, FAR)),
        *two.marks,
        tag("slice-first", left, 0, first, "above right", role="muted", gap=6),
        tag("slice-second", 0, foot, second, "above left", role="muted", gap=6),
        tag(
            "ols-name", named_at[0], max(two.ols[1] + two.reach, named_at[1]), "least squares", "above right",
            "above", role="ols", visible=two.reach < 0.6,
        ),
    )  # fmt: skip

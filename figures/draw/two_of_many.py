"""Two coefficients of many: their loss with the others held, and what the penalty leaves these two."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Label, Mark, Polygon
from figures.draw.planes import answer, contours, diamond, disc, least_squares, reach
from figures.draw.text import signed
from figures.draw.vocabulary import Limits, Point, heading, method, tag, upright, zero_line
from figures.solved import Regression, Solved
from figures.solvers import rounded_diamond, slice_of


@dataclass(frozen=True)
class TwoOfMany:
    """The picture of a regression's answer in the plane of two of its coefficients.

    ``role`` is the method's: "lasso", "ridge", or "fg" for the elastic net. ``marks`` are the region that the
    penalty leaves the two, the contour of the loss through their values, the least-squares point of this
    slice and the answer. ``at`` and ``ols`` are the last two, ``budget`` is what is left of ‖w‖₁, ``radius``
    of ‖w‖₂, ``top`` the region's height, ``reach`` half the contour's.
    """

    role: str
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
    return TwoOfMany(role, marks, (a, b), (u, v), budget, radius, top, reach(ring))


def slice_panel(
    two: TwoOfMany, first: str, second: str, across: Limits, up: Limits, named_at: float
) -> tuple[Mark, ...]:
    """All that a panel with these limits draws of it: the title, both axes, the marks and their letters.

    The title says what the ``second`` coefficient is, and where on the region's outline the answer lies.
    Least squares has its name at x = ``named_at``.
    """
    w1, w2 = two.at
    where = "off the corner" if w1 and w2 else "at a corner"
    if two.role == "ridge":
        where = "a circle has no corner"
    told = f"{second} = {signed(f'{w2:.3f}') if w2 else '0, exactly'}: {where}"
    if not w1 and not w2:
        told = f"{first} = {second} = 0: no budget yet"
    return (
        heading("event", told, two.role if w2 else "zero"),
        zero_line(across, "slice-across"),
        upright(up),
        *two.marks,
        *letters(two, first, second, named_at),
    )


def letters(two: TwoOfMany, first: str, second: str, x: float) -> tuple[Label, Label]:
    """What the region is, above it, and the name of least squares, at this ``x`` of a plane 2.2 wide.

    ``first`` and ``second`` are the coefficients' names. The region has no name while it is small. That of
    least squares stands at the contour's top where this is small, at its own point where it is large, and
    not at all in between.
    """
    what = {
        "lasso": f"|{first}| + |{second}| ≤ {two.budget:.3f}",
        "ridge": f"{first}² + {second}² ≤ {two.radius:.3f}²",
        "fg": "equal penalty",
    }[two.role]
    inside, outside, y = two.reach > 0.95, two.reach < 0.6, two.ols[1]
    above, gap = (0.0, 15) if inside else (two.reach, 10)
    return (
        tag(
            "ols-name", x, y + above, "least squares", "above right", role="ols", gap=gap,
            visible=inside or outside,
        ),
        tag(
            "left", 0, two.top, what, "above left", role=two.role, bold=True, gap=7,
            visible=two.budget > 0.28,
        ),
    )  # fmt: skip

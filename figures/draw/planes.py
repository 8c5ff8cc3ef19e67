"""Words for the plane of two coefficients: its points, its budgets, its contours."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Dot, Ellipse, Label, Polygon, Segment, Side
from figures.draw.vocabulary import Limits, Point, method, tag, upright, zero_line
from figures.solved import Solved
from figures.solvers import contour, excess_loss


def coordinates(
    x: Limits, y: Limits, top: float, side: Side, *, key: str = "", until: float | None = None
) -> tuple[Segment, Segment, Label, Label]:
    """Both axes through zero: w₁, named where x ends, and w₂, named on this ``side`` of its point ``top``.

    The line of w₁ goes on ``until`` there, in a panel that runs on. Their keys begin with ``key``.
    """
    return (
        zero_line((x[0], x[1] if until is None else until), f"{key}w1"),
        upright(y, f"{key}w2"),
        tag(f"{key}w1-name", x[1], 0, "w₁", "below left", role="muted"),
        tag(f"{key}w2-name", 0, top, "w₂", side, role="muted"),
    )


def answer(
    key: str,
    solved: Solved,
    *,
    row: int | None = None,
    pair: tuple[int, int] = (0, 1),
    radius: float = 8.0,
    visible: bool = True,
) -> Dot:
    """Two coefficients of an answer, or that in a ``row`` of many, in their plane; hollow if one is 0.0."""
    first, second = (float(np.atleast_1d(solved.w if row is None else solved.w[row])[j]) for j in pair)
    zero = 0.0 in (first, second)
    return Dot(
        key=key, role="zero" if zero else method(solved), hollow=zero, x=first, y=second, radius=radius,
        visible=visible, solved=(solved,), shows=(first, second),
    )  # fmt: skip


def way(
    key: str, start: Point, solved: Solved, *, row: int | None = None, width: float = 3.0, dash: str = ""
) -> Segment:
    """The straight way from a point to the answer, or that in a ``row`` of many, in its method's colour."""
    first, second = map(float, np.atleast_1d(solved.w if row is None else solved.w[row]))
    return Segment(
        key=key, role=method(solved), x1=float(start[0]), y1=float(start[1]), x2=first, y2=second,
        width=width, dash=dash, solved=(solved,),
    )  # fmt: skip


def between(start: Point, solved: Solved, share: float) -> Point:
    """The point of that way which lies ``share`` of it from the answer: where its name may stand."""
    x, y = share * np.array(start) + (1 - share) * solved.w
    return float(x), float(y)


def contours(
    key: str, gram: ArrayLike, ols: Point, solved: Solved, *,
    shares: Sequence[float] = (1.0, 0.6), pair: tuple[int, int] = (0, 1),
) -> tuple[Ellipse, ...]:  # fmt: skip
    """The contour of the loss through the answer, and those a share of the way to least squares."""
    w = np.atleast_1d(solved.w)[list(pair)]
    level = float(excess_loss(gram, ols, w))
    rings = []
    for row, share in enumerate(shares):
        ring = contour(gram, ols, level * share**2)
        a, b = map(float, ring.semi_axes)
        rings.append(
            Ellipse(
                key=f"{key}-{row}", role="loss", x=float(ols[0]), y=float(ols[1]), a=a, b=b,
                angle=float(np.degrees(ring.angle)), width=3.0 if share == 1 else 1.6, solved=(solved,),
            )
        )  # fmt: skip
    return tuple(rings)


def reach(ring: Ellipse) -> float:
    """Half the height, and width, of a contour for two standardized features: its axes run at 45°."""
    return float(np.hypot(ring.a, ring.b)) / 2**0.5


def diamond(key: str, budget: float, *, visible: bool = True) -> Polygon:
    """The lasso's budget |w₁| + |w₂| ≤ t."""
    corners = ((budget, 0.0), (0.0, budget), (-budget, 0.0), (0.0, -budget))
    return Polygon(
        key=key, role="lasso", points=corners, opacity=0.1, width=3.0, visible=visible
    )  # fmt: skip


def disc(key: str, budget: float, *, opacity: float = 0.1, visible: bool = True) -> Ellipse:
    """Ridge's budget √(w₁² + w₂²) ≤ t."""
    return Ellipse(
        key=key, role="ridge", x=0.0, y=0.0, a=budget, b=budget, opacity=opacity, width=3.0, visible=visible
    )  # fmt: skip


def least_squares(key: str, at: Point, *, radius: float = 8.0) -> Dot:
    """The answer without a penalty, as a point of the plane."""
    return Dot(key=key, role="ols", x=float(at[0]), y=float(at[1]), radius=radius)

"""Words for what becomes of many least-squares points: their ways to the answers, wedges and rays."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.budgets import touching
from figures.draw.marks import Dot, Mark, Polygon, Segment
from figures.draw.planes import answer
from figures.draw.vocabulary import Point, method, tag
from figures.solved import Array, Solved

ON_AXES = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
"""The four points of a budget of 1 at which a coefficient is 0."""
WIDTH = 0.09
"""How wide a tail is at its end, in units of w."""


def flights(key: str, points: Array, share: float, solved: Solved, empty: str) -> Iterator[Mark]:
    """The ways of points (k, 2) to their answers, a ``share`` of each; how many answers are a zero.

    Their number of all stands in the middle once all have arrived; until then it is ``empty``. Each way has
    the method's colour, or that of zeros if its answer is one, and begins at a small dot.
    """
    zero = (solved.w == 0).any(axis=1)
    roles = np.where(zero, "zero", method(solved)).tolist()
    now = solved.w if share == 1 else points + share * (solved.w - points)
    for row, role in enumerate(roles):
        yield tail(f"{key}-tail-{row}", points[row], now[row], share, role, solved)
    for row, (x, y) in enumerate(points.tolist()):
        yield Dot(key=f"{key}-start-{row}", role="ols", x=x, y=y, radius=1.8, visible=share > 0)
    for row, role in enumerate(roles):
        yield flying(f"{key}-{row}", now[row], role, solved if share == 1 else None)
    counted, words = share == 1, str(zero.sum()) if share == 1 else empty
    ink = "zero" if counted else method(solved)
    yield tag(f"{key}-zeros", 0, 0.2 if counted else 0, words, "at", role=ink, lead=True)
    yield tag(f"{key}-all", 0, -0.24, f"of {len(zero)}", "at", role=ink, bold=True, visible=counted)


def tail(key: str, start: Array, now: Array, share: float, role: str, solved: Solved) -> Polygon:
    """A ``share`` of the way to one of many answers, pointed where it begins."""
    ahead = now - start
    across = np.array((-ahead[1], ahead[0])) / (np.hypot(*ahead) or 1.0) * share * WIDTH / 2
    points = tuple((float(x), float(y)) for x, y in (start, now + across, now - across))
    opacity = 0.6 if role == "zero" else 0.35
    return Polygon(key=key, role=role, points=points, opacity=opacity, solved=(solved,))


def flying(key: str, now: Array, role: str, solved: Solved | None) -> Dot:
    """A least-squares point on its way; with ``solved``, whose answer it has become, in the answer's role."""
    x, y = now.tolist()
    if solved is None:
        return Dot(key=key, role="ols", x=x, y=y, radius=3)
    hollow = role == "zero"
    return Dot(
        key=key, role=role, hollow=hollow, x=x, y=y, radius=5 if hollow else 3, solved=(solved,), shows=(x, y)
    )  # fmt: skip


def outward(key: str, budget: float, far: float) -> tuple[Segment, ...]:
    """Both axes from where they leave a budget's shape: inside is room for words."""
    ends = zip((budget * ON_AXES).tolist(), (far * ON_AXES).tolist(), strict=True)
    return tuple(
        Segment(key=f"{key}-axis-{row}", role="muted", x1=x1, y1=y1, x2=x2, y2=y2, width=1)
        for row, ((x1, y1), (x2, y2)) in enumerate(ends)
    )


def corners(budget: float, solved: Solved) -> tuple[Dot, ...]:
    """The corners of the diamond at which any of the answers (k, 2) lies, each as an answer beyond it."""
    ends = (touching(np.eye(2), 2 * budget * at, budget, 1) for at in ON_AXES)
    return tuple(
        answer(f"corner-{j}", end, radius=6.5, visible=bool((solved.w == end.w).all(axis=1).any()))
        for j, end in enumerate(ends)
    )


def rays(gram: ArrayLike, budget: float, far: float) -> tuple[Segment, ...]:
    """All least-squares points that ridge sends from outside the disc to an axis: w + μ G⁻¹w."""
    drawn = []
    for j, at in enumerate(budget * ON_AXES):
        end = at + far * np.linalg.solve(np.asarray(gram), at)
        hit = touching(gram, end, budget, 2)
        (x1, y1), (x2, y2) = hit.w.tolist(), end.tolist()
        drawn.append(Segment(key=f"ray-{j}", role="zero", x1=x1, y1=y1, x2=x2, y2=y2, width=3, solved=(hit,)))
    return tuple(drawn)


def ray_at(gram: ArrayLike, budget: float, height: float) -> Point:
    """The point at this ``height`` below the disc of the ray from its foot."""
    x, y = np.linalg.solve(np.asarray(gram), (0.0, 1.0)).tolist()
    return (height + budget) * x / y, height

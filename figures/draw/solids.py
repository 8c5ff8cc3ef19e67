"""Words for three coefficients: space seen from a little above, and the lasso's octahedron."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Mark, Polygon, Segment, Side
from figures.draw.vocabulary import Point, tag
from figures.solved import Array, Solved

LIFT = np.radians(22.0)
"""How far above the plane of w₁ and w₂ the eye stands."""


def seen(points: ArrayLike, angle: float) -> Array:
    """Points (..., 3) as (across, up, towards the eye): w₃ upright, w₁ in front at the left, w₂ at the right.

    Turned by ``angle`` degrees about w₃; at 0 both are seen alike.
    """
    turn = np.radians(225.0 + angle)
    x, y, z = np.moveaxis(np.asarray(points, dtype=np.float64), -1, 0)
    across, deep = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
    up, near = z * np.cos(LIFT) + deep * np.sin(LIFT), z * np.sin(LIFT) - deep * np.cos(LIFT)
    return np.stack([across, up, near], axis=-1)


def spot(point: ArrayLike, angle: float) -> Point:
    """Where one point is seen."""
    x, y, _ = seen(point, angle).tolist()
    return x, y


def stretch(
    key: str, start: ArrayLike, end: ArrayLike, angle: float, role: str, width: float,
    solved: tuple[Solved, ...] = (),
) -> Segment:  # fmt: skip
    """The straight line between two points."""
    (x1, y1), (x2, y2) = spot(start, angle), spot(end, angle)
    return Segment(key=key, role=role, x1=x1, y1=y1, x2=x2, y2=y2, width=width, solved=solved)


def half_axes(angle: float, start: float, named: float, until: float) -> Iterator[Mark]:
    """The axes' positive halves from ``start`` on, named at ``named``; w₁ and w₂ go on ``until`` there."""
    looks: tuple[tuple[str, float, Side, float], ...] = (
        ("w₁", until, "below", 12), ("w₂", until, "below", 12), ("w₃", named, "above", 5),
    )  # fmt: skip
    for row, (name, end, side, gap) in zip(np.eye(3), looks, strict=True):
        yield stretch(f"axis-{name}", start * row, end * row, angle, "muted", 1.0)
        yield tag(f"name-{name}", *spot(named * row, angle), name, side, role="muted", gap=gap)


def octahedron(key: str, budget: float, angle: float) -> Iterator[Mark]:
    """The lasso's budget |w₁| + |w₂| + |w₃| ≤ t: eight faces, twelve edges; hidden ones are pale and thin."""
    signs = list(product((1, -1), repeat=3))
    front = {sign: bool(seen(sign, angle)[2] > 0) for sign in signs}
    for place, sign in enumerate(signs):
        points = tuple((x, y) for x, y, _ in seen(np.diag(sign) * budget, angle).tolist())
        tint = 0.13 if front[sign] else 0.04
        yield Polygon(key=f"{key}-face-{place}", role="lasso", opacity=tint, points=points)
    pairs = product(((0, 1), (0, 2), (1, 2)), product((1, -1), repeat=2))
    for place, ((i, j), (a, b)) in enumerate(pairs):
        near = any(front[sign] for sign in signs if (sign[i], sign[j]) == (a, b))
        role, width = ("lasso", 2.8) if near else ("quiet", 1.0)
        unit = budget * np.eye(3)
        yield stretch(f"{key}-edge-{place}", a * unit[i], b * unit[j], angle, role, width)

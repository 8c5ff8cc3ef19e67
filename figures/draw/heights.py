"""Words for a bowl over the plane of two coefficients, seen from any height, without perspective."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.bowls import bowl_of, level_lines
from figures.draw.marks import Curve, Dot, Mark, Polygon, Segment
from figures.draw.planes import diamond
from figures.draw.shapes import graph
from figures.draw.vocabulary import Point, tag
from figures.solved import Array, Solved
from figures.solvers import soft_threshold

BEYOND = 20.0
"""As far across as the plane is drawn, in panels that grow."""
LOWEST, FAR = 20.0, 3.3
"""Where the eye's path begins, in degrees, and how far away it is drawn; it sees as from infinity."""
MERIDIANS = np.radians(np.arange(15, 360, 30))
"""In none of these directions does a bowl of two standardized features run straight up or down a drawing."""


@dataclass(frozen=True)
class Sight:
    """How the plane and a bowl over it are seen from ``eye`` degrees above it, w₁ across, w₂ ahead.

    The bowl's lowest point lies at the height ``lift``, the plane below it at ``floor``; zero stays where it
    is. At 90° the plane is seen as it is drawn elsewhere.
    """

    eye: float
    lift: float = -0.1
    floor: float = -1.1

    def over(self, points: ArrayLike, height: ArrayLike) -> Array:
        """Where points (..., 2) are seen at a height above the bowl's lowest point, (..., 2)."""
        return self._seen(points, self.lift + np.asarray(height))

    def under(self, points: ArrayLike, _: float = 0.0) -> Array:
        """Where points (..., 2) of the plane itself are seen, (..., 2)."""
        return self._seen(points, np.asarray(self.floor))

    def _seen(self, points: ArrayLike, height: Array) -> Array:
        x, y = np.moveaxis(np.asarray(points, dtype=np.float64), -1, 0)
        turn = np.radians(self.eye)
        return np.stack([x, y * np.sin(turn) + height * np.cos(turn)], axis=-1)


def ground(sight: Sight, named: Point, far: float, budget: float, *, shown: bool) -> Iterator[Mark]:
    """The plane from its ``far`` edge to the eye, its axes, ``named`` there, and if ``shown`` the budget.

    It is as wide as any panel that grows.
    """
    corners = ((-BEYOND, -far), (BEYOND, -far), (BEYOND, far), (-BEYOND, far))
    shape = diamond("diamond", budget, visible=shown)
    plane = Polygon(key="ground", role="quiet", opacity=0.16, points=corners)
    yield replace(plane, points=tuple((a, b) for a, b in sight.under(corners).tolist()))
    for key, ends in (("w1", ((-BEYOND, 0.0), (BEYOND, 0.0))), ("w2", ((0.0, -far), (0.0, far)))):
        (x1, y1), (x2, y2) = sight.under(ends).tolist()
        yield Segment(key=key, role="muted", x1=x1, y1=y1, x2=x2, y2=y2, width=1.0)
    (left, across), (middle, front) = sight.under(((named[0], 0.0), (0.0, named[1]))).tolist()
    yield tag("w1-name", left, across, "w₁", "below right", role="muted", gap=6)
    yield tag("w2-name", middle, front, "w₂", "right", role="muted")
    yield replace(shape, points=tuple((a, b) for a, b in sight.under(shape.points).tolist()))


def placed(dot: Dot, at: Array) -> Dot:
    """The dot at another place: where its point is seen."""
    x, y = at.tolist()
    return replace(dot, x=x, y=y)


def bowl(solved: Solved, heights: Sequence[float], between: int, sight: Sight) -> Iterator[Mark]:
    """The cost of an answer as a bowl up to the last of ``heights``: level lines, bold there, and meridians.

    Each bold line is repeated on the plane, with two threads down to it. From one to the next there are
    ``between`` thin ones, at equal distances in height.
    """
    cost, top, (small, large) = bowl_of(solved), heights[-1], np.linalg.eigvalsh(bowl_of(solved).gram)
    whole = not cost.lam
    steps = np.linspace(0, top, len(heights) * (between + 1) + 1)[1:].tolist()
    thin = [height for row, height in enumerate(steps, 1) if row % (between + 1)]
    yield from level_lines("fallen", solved, heights, whole=whole, role="loss", width=2.2, seen=sight.under)
    for row, height in enumerate(heights):
        for side, way in (("left", -1), ("right", 1)):
            end = cost.farthest(height, 0, way)
            (x1, y1), (x2, y2) = sight.over(end, height).tolist(), sight.under(end).tolist()
            yield Segment(
                key=f"thread-{row}-{side}", role="muted", x1=x1, y1=y1, x2=x2, y2=y2, width=1.2, dash="3 4"
            )
    yield from level_lines("thin", solved, thin, whole=whole, role="quiet", width=1.0, seen=sight.over)
    for row, angle in enumerate(MERIDIANS.tolist()):
        # Evenly round the ellipses, whose axes run along the diagonals.
        u, v = np.cos(angle) / large**0.5, np.sin(angle) / small**0.5
        ends = cost.ray((u - v, u + v), top)
        sides = [np.stack([a, (a + b) / 2, b]) for a, b in pairwise(ends)]
        seen = [sight.over(side, cost.height(side)).tolist() for side in sides]
        pieces = tuple(tuple((x, y) for x, y in side) for side in seen)
        yield Curve(key=f"meridian-{row}", role="quiet", pieces=pieces, width=1.0)
    yield from level_lines("level", solved, heights, whole=whole, role="loss", width=2.8, seen=sight.over)


def from_the_side(solved: Solved, heights: Sequence[float], sight: Sight, least: Dot) -> Iterator[Mark]:
    """The same seen level, along w₁: the bowl over w₂, the planes that cut it, the eye and where it looks.

    The bowl's outline is the least cost at each w₂; ``least`` is drawn where that is lowest.
    """
    cost, lift, middle = bowl_of(solved), sight.lift, float(solved.w[1])
    (square, mixed), (pull, _) = cost.gram[0].tolist(), (cost.gram @ cost.ols).tolist()

    def outline(w2: Array) -> Array:
        w1 = soft_threshold(pull - mixed * w2, cost.lam) / square
        return lift + cost.height(np.stack([w1, w2], axis=-1))

    low, high = (float(cost.farthest(heights[-1], 1, side)[1]) for side in (-1, 1))
    yield Segment(
        key="plane", role="muted", x1=-BEYOND, y1=sight.floor, x2=BEYOND, y2=sight.floor, width=1.6
    )  # fmt: skip
    for row, height in enumerate(heights):
        y = lift + height
        yield Segment(key=f"cut-{row}", role="loss", x1=low, y1=y, x2=high, y2=y, width=2.0)
    yield tag("plane-name", middle, sight.floor, "plane", "below", role="muted")
    yield graph("side", "loss", outline, low, 0.0, high, points=3, width=3.4)

    def outwards(far: float, eye: ArrayLike = sight.eye) -> Array:
        turn = np.radians(eye)
        return np.stack([middle - far * np.cos(turn), lift + far * np.sin(turn)], axis=-1)

    path = tuple((x, y) for x, y in outwards(FAR, np.linspace(LOWEST, 90, 13)).tolist())
    (x, y), (name_x, name_y) = outwards(FAR).tolist(), outwards(FAR + 1).tolist()
    yield Curve(key="eye-path", role="quiet", pieces=(path,), width=1.4, dash="2 5")
    yield Segment(key="sight", role="fg", x1=x, y1=y, x2=middle, y2=lift, width=2.0, dash="6 5")
    yield placed(replace(least, key="side-least"), np.array((middle, lift)))
    yield Dot(key="eye", role="fg", x=x, y=y, radius=7)
    yield tag("eye-name", name_x, name_y, f"{sight.eye:.0f}°", "at", lead=True)
    yield tag("above-name", middle, lift + FAR + 1, "90°", "at", role="muted", visible=sight.eye < 65)

"""Plain shapes: boxes, and the graphs of functions."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.draw.marks import Curve, Polygon
from figures.draw.vocabulary import Limits


def box(key: str, x: Limits, y: Limits, role: str, *, opacity: float = 0.3, width: float = 0.0) -> Polygon:
    """The rectangle between two x and two y, in any order; an outline only with a ``width``."""
    corners = ((x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1]))
    return Polygon(key=key, role=role, points=corners, opacity=opacity, width=width)


def graph(
    key: str, role: str, height: Callable[[NDArray[np.float64]], ArrayLike], *bends: float,
    points: int = 9, width: float = 3.0, dash: str = "",
) -> Curve:  # fmt: skip
    """The graph of a function from the first of ``bends`` to the last, smooth but for those between.

    From one of them to the next it goes through so many ``points``; a parabola is exact through three.
    """
    sides = [np.linspace(a, b, points) for a, b in pairwise(bends)]
    pieces = tuple(
        tuple(zip(side.tolist(), np.asarray(height(side)).tolist(), strict=True)) for side in sides
    )
    return Curve(key=key, role=role, pieces=pieces, width=width, dash=dash)

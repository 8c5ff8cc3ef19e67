"""Words for the way a solver takes in the plane of two coefficients."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from figures.draw.marks import Dot, Mark, Polyline
from figures.draw.planes import answer
from figures.draw.vocabulary import tag
from figures.solved import Array, Solved

ARRIVED = 1e-3
"""A solver that is as close as this to its end is drawn there."""


def corners(iterates: Array, first: int) -> Array:
    """The points (2k − 1, 2) which coordinate descent visits, from its iterates (k, 2), one a sweep.

    It solves for the coefficient ``first``, 0 or 1, and then for the other.
    """
    visited = np.repeat(iterates, 2, axis=0)[:-1]
    visited[1::2, first] = iterates[1:, first]
    return visited


def until(points: Array, updates: float) -> Array:
    """The way through points (k, 2) as far as so many ``updates``, straight from one to the next, (k, 2)."""
    done = np.minimum(np.arange(len(points)), updates)
    return np.stack([np.interp(done, np.arange(len(points)), row) for row in points.T], axis=1)


def trail(key: str, points: Array, end: Solved, name: str) -> Iterator[Mark]:
    """The way through the points (k, 2) and where it has led: a dot, the answer’s if that is the end."""
    x, y = points[-1].tolist()
    there = bool(np.abs(points[-1] - end.w).max() < ARRIVED)
    yield Polyline(key=f"{key}-trail", points=tuple((a, b) for a, b in points.tolist()), width=3.0)
    yield Dot(key=f"{key}-now", x=x, y=y, radius=6, visible=not there)
    yield replace(answer(f"{key}-end", end, radius=7), visible=there)
    yield tag(f"{key}-name", x, y, name, "above right", bold=True, gap=12, visible=bool(name))

"""The unit balls of the bridge penalties, from star to diamond to disc to square."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_positive_number

_OCTANT = np.array([0.0, 0.02, 0.13, 0.4, 0.7, 1.0])
"""w_2/w_1 of the ends of Béziers, dense at the axis, where an outline may bend without end."""
_PARALLEL = 1e-9


def lq_ball(q: ArrayLike, radius: ArrayLike = 1.0) -> Array:
    """Return the closed outline (3k + 1, 2) of |w_1|^q + |w_2|^q = radius^q as k cubic Béziers.

    Its first point (radius, 0), then for each cubic two handles and an end, counter-clockwise; the ends
    on the axes are exact. At its ends each cubic has the outline's tangents, so the only corners are those
    on the axes for q <= 1. For 1/2 <= q <= 4 it leaves the outline by less than 1e-3 radius.

    q > 0 and radius > 0 are single numbers. Raises ValueError on bad input.
    """
    power, size = as_positive_number(q, "q"), as_positive_number(radius, "radius")
    with np.errstate(divide="ignore"):
        ratio = np.concatenate([_OCTANT, 1.0 / _OCTANT[-2::-1]])
        ends = np.stack([(1.0 + ratio**sign) ** (-1.0 / power) for sign in (power, -power)], axis=1)
        # The normal is along (w_1^(q-1), w_2^(q-1)).
        turn = np.arctan(ratio ** (power - 1.0))
    normals = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    first = np.concatenate([ends[:1], _between(ends, normals)])
    quadrants = [size * first[1:]]
    for _ in range(3):
        x, y = quadrants[-1].T
        quadrants.append(np.stack([-y, x], axis=1))
    return np.concatenate([size * first[:1], *quadrants]) + 0.0


def _between(ends: Array, normals: Array) -> Array:
    """Return handles and end (3k, 2) of cubics between k + 1 ends with these normals.

    The handles lie two thirds of the way to where the tangents of both ends meet.
    """
    a, b, m, n = ends[:-1], ends[1:], normals[:-1], normals[1:]
    across = m[:, 0] * n[:, 1] - m[:, 1] * n[:, 0]
    # m·x = m·a and n·x = n·b, by Cramer's rule; parallel tangents meet as if in the middle.
    p, r = (m * a).sum(axis=1), (n * b).sum(axis=1)
    met = np.stack([p * n[:, 1] - r * m[:, 1], r * m[:, 0] - p * n[:, 0]], axis=1)
    bent = np.abs(across) > _PARALLEL
    met = np.where(bent[:, None], met / np.where(bent, across, 1.0)[:, None], (a + b) / 2.0)
    return np.stack([a + (met - a) * 2.0 / 3.0, b + (met - b) * 2.0 / 3.0, b], axis=1).reshape(-1, 2)

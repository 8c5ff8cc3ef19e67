"""The unit balls of the bridge penalties, from star to diamond to disc to square."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_positive_number


def lq_ball(q: ArrayLike, radius: ArrayLike = 1.0, *, quarter: int = 32) -> Array:
    """Return the closed outline (4 quarter + 1, 2) of |w_1|^q + |w_2|^q = radius^q.

    The points are radius (cos^(2/q) s, sin^(2/q) s) in each quadrant, counter-clockwise from
    (radius, 0), with the corners on the axes exact; they are dense where the curve is bent. The
    curve has a corner on each axis for q <= 1 and none for q > 1.

    q > 0 and radius > 0 are single numbers; `quarter` >= 1 is the number of pieces per quadrant.
    Raises ValueError on bad input.
    """
    power, size = as_positive_number(q, "q"), as_positive_number(radius, "radius")
    if quarter < 1:
        raise ValueError(f"quarter must be >= 1, got {quarter}")
    up = np.sin(np.linspace(0.0, np.pi / 2.0, quarter + 1)) ** (2.0 / power)
    first = size * np.stack([up[::-1], up], axis=1)[:-1]
    quadrants = [first]
    for _ in range(3):
        x, y = quadrants[-1].T
        quadrants.append(np.stack([-y, x], axis=1))
    return np.concatenate([*quadrants, first[:1]]) + 0.0

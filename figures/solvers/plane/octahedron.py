"""Where the lasso's budget sends a least-squares point of three features."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.solvers.checks import as_points, as_positive

PLACES = np.array(["vertex", "edge", "face"])
"""The part of the octahedron where 1, 2 or 3 coefficients are non-zero."""


def octahedron_fate(ols: ArrayLike, budget: ArrayLike) -> NDArray[np.str_]:
    """Return where the octahedron |w_1| + |w_2| + |w_3| <= budget sends each point.

    "inside" if the point lies strictly within and stays; else the part of the surface that holds
    its Euclidean projection, which is the lasso of an orthonormal design: "vertex" (two zeros),
    "edge" (one) or "face" (none). With a_1 >= a_2 >= a_3 the sorted |ols_j|, coordinate k is
    non-zero exactly if a_k > (a_1 + ... + a_k - budget)/k.

    ols is (..., 3) and budget > 0 is (...); they broadcast, and the result is (...). Raises
    ValueError on bad input.

    Source: Duchi, Shalev-Shwartz, Singer and Chandra (2008), "Efficient projections onto the
    l1-ball for learning in high dimensions".
    """
    points, t = as_points(ols, 3, "ols"), as_positive(budget, "budget")
    size = np.sort(np.abs(points), axis=-1)[..., ::-1]
    total = np.cumsum(size, axis=-1)
    nonzero = size * np.array([1.0, 2.0, 3.0]) > total - t[..., np.newaxis]
    return np.where(total[..., -1] < t, "inside", PLACES[nonzero.sum(axis=-1) - 1])

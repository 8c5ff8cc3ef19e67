"""The penalised loss, for whole arrays of coefficient vectors."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_points, as_vector
from figures.solvers.penalties.penalties import Penalty


def objective(X: ArrayLike, y: ArrayLike, w: ArrayLike, penalty: Penalty) -> Array:
    """Return 1/(2n) ||y - Xw||^2 + sum_j P(w_j).

    X is (n, p), y (n,) and w (..., p), for example the iterates of a method; the result is (...).
    Raises ValueError on bad input.
    """
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    coefs = as_points(w, design.shape[1], "w")
    loss = 0.5 * np.mean((target - coefs @ design.T) ** 2, axis=-1)
    total: Array = loss + penalty.value(coefs).sum(axis=-1)
    return total

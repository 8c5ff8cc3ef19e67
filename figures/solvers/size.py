"""The penalty at which an answer has a given size, for paths whose pieces are not straight."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_positive


def lam_of_size(path: Callable[[ArrayLike], Array], size: ArrayLike) -> Array:
    """Return a penalty lam at which ||w(lam)||_1 = size, and 0 where least squares is no larger.

    path gives w (..., p) for lam (...), continuous and with ||w(lam)||_1 below every size for large
    lam, as `RidgePath` and `FixedAlphaPath` do; for the lasso `lam_at` is exact. The root is
    bisected until no float64 lies between its ends. It is the only one where ||w||_1 falls as lam
    grows. That is usual, but only the penalty itself, ||w||^2 for ridge, does so always.

    size > 0 has any shape, and so has the result. Raises ValueError on bad input.
    """
    sizes = as_positive(size, "size")
    low, high = np.zeros_like(sizes), np.ones_like(sizes)
    while (short := _size(path, high) > sizes).any():
        high = np.where(short, 2.0 * high, high)
    middle = high / 2.0
    slack = _size(path, low) <= sizes
    while (between := (low < middle) & (middle < high) & ~slack).any():
        larger = _size(path, middle) > sizes
        low, high = np.where(between & larger, middle, low), np.where(between & ~larger, middle, high)
        middle = low + (high - low) / 2.0
    lam: Array = np.where(slack, 0.0, high)
    return lam


def _size(path: Callable[[ArrayLike], Array], lam: Array) -> Array:
    size: Array = np.abs(path(lam)).sum(axis=-1)
    return size

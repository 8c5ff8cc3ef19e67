"""The elastic net over its mix: below which share of the L1 part features come in."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.solvers.checks import Array
from figures.solvers.lasso.elastic_net import elastic_net

_HALVINGS = 50


def joining_shares(X: ArrayLike, y: ArrayLike, lam: Callable[[float], float], low: float) -> Array:
    """Return for each feature the L1 share alpha in (low, 1) below which it is not zero, or nan.

    The penalty of `elastic_net` is lam(alpha) at alpha. A share is told, (p,), of features that are zero at
    alpha = 1 and not at ``low``; those that change more than once are not foreseen. By halving, to 1e-15.
    """

    def zero(alpha: float) -> NDArray[np.bool_]:
        held: NDArray[np.bool_] = elastic_net(X, y, lam(alpha), alpha) == 0.0
        return held

    joins = zero(1.0) & ~zero(low)
    found = np.full(joins.shape, np.nan)
    for j in np.flatnonzero(joins):
        inside, outside = low, 1.0
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2.0
            inside, outside = (inside, middle) if zero(middle)[j] else (middle, outside)
        # Here it is zero, and just below it is not.
        found[j] = outside
    return found

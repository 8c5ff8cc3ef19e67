"""The two correlated features of the plane."""

import numpy as np
from numpy.typing import ArrayLike

from figures.data import plane
from figures.solved import Regression, Solved, certified
from figures.solvers import planar_elastic_net


def two_features(lam: ArrayLike, alpha: float = 1.0) -> Solved:
    """The lasso, or ridge at ``alpha`` 0, of the plane's two features of correlation 0.5, (..., 2)."""
    X, y = np.array(plane.ROWS, dtype=np.float64), np.array(plane.RESPONSE)
    w = planar_elastic_net(X.T @ X / len(y), X.T @ y / len(y), lam, alpha)
    return certified(Regression(X, y, lam, alpha), w)

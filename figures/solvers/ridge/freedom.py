"""Ridge's degrees of freedom, and the penalty that leaves so many of them."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_positive
from figures.solvers.ridge.ridge import RidgePath


def degrees_of_freedom(path: RidgePath, lam: ArrayLike) -> Array:
    """Return df(lam) = sum_i d_i / (d_i + lam), d_i the eigenvalues of X'X/n, at lam >= 0 of any shape.

    The trace of the matrix that takes y to its fit: the rank of X at lam = 0, and falling to 0 as
    lam grows. An intercept, one more, is not counted. Raises ValueError on bad input.

    Source: Hastie, Tibshirani and Friedman (2009), "The Elements of Statistical Learning", (3.50).
    """
    d = path.eigenvalues
    df: Array = (d / (d + as_lams(lam)[..., np.newaxis])).sum(axis=-1)
    return df


def lam_of_freedom(path: RidgePath, df: ArrayLike) -> Array:
    """Return the penalty lam with degrees_of_freedom(path, lam) = df, to rounding.

    df has any shape and so has the result; 0 < df <= r, the rank of X. Raises ValueError otherwise.
    """
    d, wanted = path.eigenvalues, as_positive(df, "df")
    if wanted.size and wanted.max() > d.size:
        raise ValueError(f"df must be <= {d.size}, the rank of X, got {wanted.max()}")
    lam = np.zeros_like(wanted)
    while True:
        # df(lam) is convex and falls: from the left, Newton's steps only rise and never pass the root.
        shares = d / (d + lam[..., np.newaxis])
        slope = (shares * shares / d).sum(axis=-1)
        higher = np.maximum(lam, lam + (shares.sum(axis=-1) - wanted) / slope)
        if (higher == lam).all():
            return lam
        lam = higher

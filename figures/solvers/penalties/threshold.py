"""Soft thresholding, the one-dimensional lasso, and hard thresholding, which it replaces."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_real_array


def soft_threshold(z: ArrayLike, lam: ArrayLike) -> Array:
    """Move every z towards 0 by lam, and stop at 0.

    S(z, lam) = sign(z) max(|z| - lam, 0) = argmin_w 1/2 (w - z)^2 + lam |w|.

    z and lam broadcast against each other; the result has their common shape. lam is in the units
    of z. Zeros are exactly +0.0. Raises ValueError where z is not finite or lam is negative.

    Source: Donoho and Johnstone (1994), "Ideal spatial adaptation by wavelet shrinkage".
    """
    centre, width = np.broadcast_arrays(as_real_array(z, "z"), as_lams(lam))
    shrunk: Array = np.where(np.abs(centre) > width, centre - np.copysign(width, centre), 0.0)
    return shrunk


def hard_threshold(z: ArrayLike, threshold: ArrayLike) -> Array:
    """Keep every z larger than the threshold as it is, and replace the others by 0.

    H(z, t) = z 1[|z| > t] = argmin_w 1/2 (w - z)^2 + (t^2 / 2) 1[w != 0]: the best subset of
    orthonormal features. Unlike the soft threshold it jumps, by t. At |z| = t both 0 and z are
    optimal, and 0 is returned.

    z and threshold broadcast against each other; the result has their common shape. threshold is
    in the units of z. Zeros are exactly +0.0. Raises ValueError where z is not finite or threshold
    is negative.

    Source: Hastie, Tibshirani and Friedman (2009), "The Elements of Statistical Learning",
    table 3.4.
    """
    centre, edge = np.broadcast_arrays(as_real_array(z, "z"), as_lams(threshold, "threshold"))
    kept: Array = np.where(np.abs(centre) > edge, centre, 0.0)
    return kept

"""The Euclidean projection on the lasso's budget, the l1 ball."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lam, as_real_array
from figures.solvers.penalties.threshold import soft_threshold


def project_l1(z: ArrayLike, radius: ArrayLike) -> Array:
    """Return the point of {||w||_1 <= radius} nearest to z, exactly.

    Outside the ball it is S(z, tau) with the tau at which ||S(z, tau)||_1 = radius. Sort |z|
    downwards into u; while the first k are the non-zero ones, tau_k = (u_1 + ... + u_k - radius)/k,
    and the right k is the last with u_k > tau_k.

    z is (..., p), projected along the last axis; radius >= 0 is in the units of z. Zeros are
    exactly +0.0. Raises ValueError on bad input.

    Source: Held, Wolfe and Crowder (1974), "Validation of subgradient optimization"; Duchi,
    Shalev-Shwartz, Singer and Chandra (2008), "Efficient projections onto the l1-ball".
    """
    point, size = as_real_array(z, "z"), as_lam(radius, "radius")
    if point.ndim == 0 or point.shape[-1] == 0:
        raise ValueError(f"z must have shape (..., p) with p >= 1, got {point.shape}")
    p = point.shape[-1]
    u = -np.sort(-np.abs(point), axis=-1)
    taus = (np.cumsum(u, axis=-1) - size) / np.arange(1, p + 1)
    # With radius 0 no entry exceeds its tau, and tau = max|z| is the one to use.
    k = np.maximum(np.count_nonzero(u > taus, axis=-1, keepdims=True), 1)
    tau = np.take_along_axis(taus, k - 1, axis=-1)
    w = soft_threshold(point, np.maximum(tau, 0.0))
    # Where radius is small beside z the subtraction leaves rounding; but the length is known.
    length = np.abs(w).sum(axis=-1, keepdims=True)
    outside = (u.sum(axis=-1, keepdims=True) > size) & (length > 0.0)
    scaled: Array = w * np.divide(size, length, out=np.ones_like(length), where=outside)
    return scaled

"""The maps of two penalties that fade: the lasso's slope near zero, and none far out."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_real_array
from figures.solvers.penalties.threshold import soft_threshold


def scad_threshold(z: ArrayLike, lam: ArrayLike, a: float = 3.7) -> Array:
    """Return argmin_w 1/2 (w - z)^2 + P(|w|), P(0) = 0 and P'(w) = min(lam, (a lam - w)_+ / (a - 1)).

        S(z, lam)                            where |z| <= 2 lam,
        ((a - 1) z - sign(z) a lam)/(a - 2)  where 2 lam < |z| <= a lam,
        z                                    beyond.

    P is not convex, but for a > 2 the sum is, strictly, so that the answer is its only local minimum.
    z and lam >= 0 broadcast, in the same units; zeros are exactly +0.0. Raises ValueError on bad input.

    Source: Fan and Li (2001), "Variable selection via nonconcave penalized likelihood and its oracle
    properties", (2.8).
    """
    if not a > 2.0:
        raise ValueError(f"a must be > 2, got {a}")
    evidence, weight = np.broadcast_arrays(as_real_array(z, "z"), as_lams(lam))
    size = np.abs(evidence)
    middle = ((a - 1.0) * evidence - np.sign(evidence) * a * weight) / (a - 2.0)
    near = np.where(size <= 2.0 * weight, soft_threshold(evidence, weight), middle)
    w: Array = np.where(size <= a * weight, near, evidence)
    return w


def mcp_threshold(z: ArrayLike, lam: ArrayLike, gamma: float = 3.0) -> Array:
    """Return argmin_w 1/2 (w - z)^2 + P(|w|), P(0) = 0 and P'(w) = (lam - w/gamma)_+.

        S(z, lam)/(1 - 1/gamma)  where |z| <= gamma lam,
        z                        beyond.

    P is not convex, but for gamma > 1 the sum is, strictly, so that the answer is its only local minimum.
    Arguments and errors as in `scad_threshold`.

    Source: Zhang (2010), "Nearly unbiased variable selection under minimax concave penalty".
    """
    if not gamma > 1.0:
        raise ValueError(f"gamma must be > 1, got {gamma}")
    evidence, weight = np.broadcast_arrays(as_real_array(z, "z"), as_lams(lam))
    near = soft_threshold(evidence, weight) / (1.0 - 1.0 / gamma)
    w: Array = np.where(np.abs(evidence) <= gamma * weight, near, evidence)
    return w

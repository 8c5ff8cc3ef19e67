"""The lasso of two standardised features in closed form."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.solvers.checks import Array, as_lams, as_points
from figures.solvers.interval import Interval
from figures.solvers.optimality import TOLERANCE, NotConverged, stationarity
from figures.solvers.plane.contours import as_rho


def two_feature_knots(c: ArrayLike, rho: ArrayLike) -> Interval:
    """Return the two knots of the lasso path as the interval [lam_2, lam_1].

    Both coefficients are non-zero below lam_2; between the knots only that of the feature more
    correlated with y is, and above lam_1 none:
        lam_1 = max |c_j|,    lam_2 = |b_weak| (1 + s rho),    s = sign(b_1 b_2),
    with c = X'y/n, the least-squares point b = (c_1 - rho c_2, c_2 - rho c_1)/(1 - rho^2), and
    weak the feature with the smaller |c_j|.

    c is (..., 2) and rho in (-1, 1) is (...); they broadcast. Raises ValueError on bad input.

    Derivation: with feature 1 alone, c_1 > 0, w_1 = c_1 - lam and the other's correlation is
    c_2 - rho (c_1 - lam), which meets s lam where c_2 - rho c_1 = lam (s - rho).
    """
    corr, r = as_points(c, 2, "c"), as_rho(rho)
    first = np.abs(corr).max(axis=-1)
    b, slope, weak = _both_active(corr, r)
    second = np.abs(np.where(weak, b[..., 1], b[..., 0])) / slope
    # Equal correlations join together; rounding must not put the second knot before the first.
    return Interval(np.minimum(second, first), first + np.zeros_like(second))


def two_feature_lasso(c: ArrayLike, rho: ArrayLike, lam: ArrayLike) -> Array:
    """Return argmin_w 1/2 w'Gw - c'w + lam ||w||_1 for G = [[1, rho], [rho, 1]].

    Below lam_2 of `two_feature_knots` w = b - lam s/(1 + s_1 s_2 rho), s the signs of the
    least-squares point b; from there to lam_1 the stronger coefficient is S(c_j, lam) and the other
    0; beyond, both are 0. Zeros are exactly +0.0.

    c is (..., 2); rho in (-1, 1) and lam >= 0 are (...); they broadcast, and the result is
    (..., 2). Raises ValueError on bad input, and NotConverged where 1 - |rho| is so small (below
    about 1e-6) that rounding leaves a relative KKT violation above 1e-10.
    """
    corr, r, level = as_points(c, 2, "c"), as_rho(rho), as_lams(lam)
    knots = two_feature_knots(corr, r)
    b, slope, weak = _both_active(corr, r)
    both = b - (level * slope)[..., np.newaxis] * np.sign(b)
    alone = np.sign(corr) * np.maximum(np.abs(corr) - level[..., np.newaxis], 0.0)
    alone = np.where(np.stack([~weak, weak], axis=-1), 0.0, alone)
    w: Array = np.where((level < knots.lower)[..., np.newaxis], both, alone) + 0.0
    remaining = corr - w - r[..., np.newaxis] * w[..., ::-1]
    violation = stationarity(remaining, w, level).max(axis=-1)
    relative = violation / np.where(knots.upper > 0.0, knots.upper, 1.0)
    if (relative > TOLERANCE).any():
        raise NotConverged("two features too alike for float64", float(relative.max()))
    return w


def _both_active(c: Array, rho: Array) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Return the least-squares point, 1/(1 + s rho), and whether the second feature is the weak one."""
    other = c[..., ::-1]
    b = (c - rho[..., np.newaxis] * other) / (1.0 - rho**2)[..., np.newaxis]
    slope = 1.0 / (1.0 + np.sign(b[..., 0]) * np.sign(b[..., 1]) * rho)
    return b, slope, np.abs(c[..., 1]) <= np.abs(c[..., 0])

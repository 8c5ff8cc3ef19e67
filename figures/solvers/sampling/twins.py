"""Twins, two features of equal effect: how soon the lasso lets the second in, and how often signs differ."""

import math

import numpy as np
from numpy.typing import NDArray

from figures.solvers.checks import as_positive

_NODES, _HALVINGS = 80, 60
"""Of Gauss and Hermite's rule, and of the search for a median."""


def twin_ratio_median(rho: float, noise: float) -> float:
    """Return the median of lam_2/lam_1, the share of the first twin's knot at which the second enters.

    Two standardised features of exact correlation rho in [0, 1) have the same effect beta; ``noise`` is
    sigma/(beta sqrt(n)), all that counts of the noise. With c = X'y/n, in units of beta,
        S = c_1 + c_2 ~ N(2(1 + rho), 2(1 + rho) noise^2),    D = c_1 - c_2 ~ N(0, 2(1 - rho) noise^2)
    are independent, and with t = |D/S| and q = (1 - rho)/(1 + rho) the closed form of
    `two_feature_knots` is
        lam_2/lam_1 = (1 - t/q)/(1 + t) for t <= q,    (t - q)/(1 + t) beyond,
    which is at most m for t between (1 - m)/(m + 1/q) and (m + q)/(1 - m).
    """
    q = (1.0 - rho) / (1.0 + rho)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        m = (low + high) / 2.0
        between = _within((m + q) / (1.0 - m), rho, noise) - _within((1.0 - m) / (m + 1.0 / q), rho, noise)
        low, high = (m, high) if between < 0.5 else (low, m)
    return (low + high) / 2.0


def twin_opposite_chance(rho: float, noise: float) -> float:
    """Return how likely least squares gives the twins of `twin_ratio_median` opposite signs: P(t > q)."""
    return 1.0 - _within((1.0 - rho) / (1.0 + rho), rho, noise)


def _within(t: float, rho: float, noise: float) -> float:
    """Return P(|D| <= t |S|), by Gauss and Hermite's rule over S."""
    scale = as_positive(noise, "noise")[()]
    total = 2.0 * (1.0 + rho) + scale * math.sqrt(2.0 * (1.0 + rho)) * _RULE[0]
    reach = t * np.abs(total) / (scale * math.sqrt(2.0 * (1.0 - rho)))
    return float(_RULE[1] @ [math.erf(x / math.sqrt(2.0)) for x in reach])


def _normal_rule() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return nodes and weights for the mean of a function of a standard normal variable."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    return nodes, weights / weights.sum()


_RULE = _normal_rule()

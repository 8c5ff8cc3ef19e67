"""How likely exact zeros are when the features mean nothing, in closed form."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_positive
from figures.solvers.plane.contours import as_rho

_NODES, _BEYOND = 200, 12.0
"""Of the rule for an integral, and how far beyond its lower end the normal density counts."""


class FateChances(NamedTuple):
    """Probabilities of the three fates of a least-squares point; they add up to 1."""

    inside: Array
    edge: Array
    corner: Array

    @property
    def corner_if_binding(self) -> Array:
        """P(corner | not inside)."""
        return self.corner / (self.corner + self.edge)


def fate_chances(rho: ArrayLike, budget: ArrayLike, sigma: ArrayLike) -> FateChances:
    """Return the chances of "inside", "edge" and "corner" for two null, standardised features.

    The least-squares point is normal with mean 0 and covariance sigma^2 G^-1, G = [[1, rho],
    [rho, 1]]: sigma is the noise's standard deviation over sqrt(n). Its coordinates along the two
    diagonals are independent, and with q+- = Q(budget sqrt((1 +- rho)/2) / sigma), Q the upper
    tail of the standard normal,
        P(corner) = 4 q+ q-,    P(inside) = (1 - 2 q+)(1 - 2 q-).

    rho in (-1, 1), budget > 0 and sigma > 0 broadcast. Raises ValueError on bad input.
    """
    correlation = as_rho(rho)
    reach = as_positive(budget, "budget") / as_positive(sigma, "sigma")
    # Each is 2 q: the chance that a diagonal coordinate leaves the diamond's strip.
    along = _two_tails(reach * np.sqrt((1.0 + correlation) / 2.0))
    across = _two_tails(reach * np.sqrt((1.0 - correlation) / 2.0))
    return FateChances(
        inside=(1.0 - along) * (1.0 - across),
        edge=along * (1.0 - across) + across * (1.0 - along),
        corner=along * across,
    )


def chance_of_zero(lam: ArrayLike, n: ArrayLike, sigma: ArrayLike) -> Array:
    """Return erf(lam sqrt(n) / (sigma sqrt(2))), P(w_j = 0) for a null feature.

    The feature has mean square 1, is orthogonal to all others and has no effect; the noise is
    normal with standard deviation sigma. The coefficient is S(z, lam) with z = x_j'y/n, normal with
    standard deviation sigma/sqrt(n), and is 0 exactly for |z| <= lam. For ridge the chance is 0.

    lam >= 0, n > 0 (rows) and sigma > 0 broadcast. Raises ValueError on bad input.
    """
    reach = as_lams(lam) * np.sqrt(as_positive(n, "n")) / as_positive(sigma, "sigma")
    chance: Array = 1.0 - _two_tails(reach)
    return chance


def vertex_chance(p: int, budget: ArrayLike, sigma: ArrayLike) -> Array:
    """Return the chance that a single one of p null, uncorrelated, standardised features is kept.

    The least-squares coefficients are independent and normal with mean 0 and standard deviation sigma,
    the noise's over sqrt(n). The answer within |w_1| + ... + |w_p| <= budget is a vertex exactly if the
    largest of them exceeds every other in size by the budget or more. With t = budget / sigma,
        P(vertex) = 2p int_t^inf phi(x) (2 Phi(x - t) - 1)^(p - 1) dx,
    by Gauss and Legendre's rule, whose error is far below 1e-12.

    p >= 1; budget > 0 and sigma > 0 broadcast. Raises ValueError on bad input.
    """
    if p < 1:
        raise ValueError(f"p must be >= 1, got {p}")
    t = (as_positive(budget, "budget") / as_positive(sigma, "sigma"))[..., np.newaxis]
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    ahead = _BEYOND * (nodes + 1.0) / 2.0
    density = np.exp(-((t + ahead) ** 2) / 2.0) / math.sqrt(2.0 * math.pi)
    held = (1.0 - _two_tails(ahead)) ** (p - 1)
    chance: Array = 2.0 * p * (density * held) @ weights * _BEYOND / 2.0
    return chance


def _two_tails(x: Array) -> Array:
    """Return P(|N(0, 1)| > x) = erfc(x / sqrt(2))."""
    tails: Array = np.vectorize(math.erfc, otypes=[np.float64])(x / math.sqrt(2.0))
    return tails

"""What is known of one weight after the data, under a Laplace prior and under one with a lump at zero."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lam, as_positive, as_positive_number, as_real_array

_NARROWEST = 37.0
"""So many tau from zero the tail of a normal is still above the smallest double."""


@dataclass(frozen=True)
class LaplacePosterior:
    """The density over w in proportion to exp(-(1/2 (w - z)^2 + lam |w|) / tau^2), in closed form.

    z is the evidence on a feature on its own, tau its standard error, sigma/sqrt(n). The likelihood is
    normal round z, the prior Laplace, lam/(2 tau^2) exp(-lam |w|/tau^2). On either side of 0 the posterior is
    a piece of a normal with standard deviation tau, round z - lam or z + lam; so its highest point is
    S(z, lam), the lasso's answer. Raises ValueError on bad input, and if (|z| + lam)/tau > 37, where tails
    underflow.

    Source: Tibshirani (1996), "Regression shrinkage and selection via the lasso", section 5; Park and
    Casella (2008), "The Bayesian lasso".
    """

    z: float
    lam: float
    tau: float

    def __post_init__(self) -> None:
        far = (abs(_number(self.z)) + as_lam(self.lam)) / as_positive_number(self.tau, "tau")
        if far > _NARROWEST:
            raise ValueError(f"(|z| + lam)/tau must be <= {_NARROWEST:g}, got {far:g}")

    def density(self, w: ArrayLike) -> Array:
        """The density at w, of any shape."""
        at = np.asarray(w, dtype=np.float64)
        exponent = -(at * at / 2.0 - self.z * at + self.lam * np.abs(at)) / self.tau**2
        found: Array = np.exp(exponent) / self._mass
        return found

    @property
    def positive(self) -> float:
        """P(w > 0)."""
        return self._side(1).mass / self._mass

    @property
    def mean(self) -> float:
        """The mean of w; it rises with z at the rate of the variance over tau^2, and is 0 only at z = 0."""
        return (self._side(1).moment - self._side(-1).moment) / self._mass

    def within(self, reach: float) -> float:
        """P(|w| <= reach), reach >= 0: 0 at reach = 0, since a density gives no single point a chance."""
        whole = as_lam(reach, "reach")
        return sum(self._side(sign).mass - self._side(sign, whole).mass for sign in (1, -1)) / self._mass

    @property
    def _mass(self) -> float:
        return self._side(1).mass + self._side(-1).mass

    def _side(self, sign: int, start: float = 0.0) -> "_Tail":
        """Of exp(-(u^2/2 - m u)/tau^2) over u = sign w > start, with m = sign z - lam the normal's middle."""
        middle, tau = sign * self.z - self.lam, self.tau
        mass = tau * math.exp(middle**2 / (2 * tau**2)) * math.sqrt(math.pi / 2)
        mass *= math.erfc((start - middle) / (tau * math.sqrt(2)))
        edge = tau**2 * math.exp(-(start**2 / 2 - middle * start) / tau**2)
        return _Tail(mass, middle * mass + edge)


class _Tail(NamedTuple):
    """The integral of a density's piece, and that of u times it."""

    mass: float
    moment: float


@dataclass(frozen=True)
class LumpPosterior:
    """Of one weight whose prior is 0 with chance `lump`, else normal round 0 with standard deviation `slab`.

    z and tau as in `LaplacePosterior`. Raises ValueError on bad input.

    Source: Mitchell and Beauchamp (1988), "Bayesian variable selection in linear regression".
    """

    z: float
    tau: float
    lump: float
    slab: float

    def __post_init__(self) -> None:
        _number(self.z)
        as_positive([self.tau, self.slab], "tau and slab")
        if not 0.0 < self.lump < 1.0:
            raise ValueError(f"lump must lie between 0 and 1, got {self.lump!r}")

    @property
    def zero(self) -> float:
        """P(w = 0)."""
        wide = math.hypot(self.tau, self.slab)
        ratio = self.tau / wide * math.exp(self.z**2 / 2 * (1 / self.tau**2 - 1 / wide**2))
        return self.lump / (self.lump + (1 - self.lump) * ratio)

    def within(self, reach: float) -> float:
        """P(|w| <= reach), reach >= 0; at reach = 0 it is P(w = 0)."""
        whole, wide = as_lam(reach, "reach"), math.hypot(self.tau, self.slab)
        middle, width = self.z * (self.slab / wide) ** 2, self.tau * self.slab / wide * math.sqrt(2)
        inside = (math.erf((whole - middle) / width) + math.erf((whole + middle) / width)) / 2
        return self.zero + (1 - self.zero) * inside


def _number(z: float) -> float:
    """Return one finite number, or raise ValueError."""
    number = as_real_array(z, "z")
    if number.ndim:
        raise ValueError(f"z must be a single number, got shape {number.shape}")
    return number.item()

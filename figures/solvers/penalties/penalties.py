"""Penalties as objects: what each costs, how steep it is, and where its prox is exactly zero.

Every penalty here is separable and convex: P(w) = sum_j P(w_j). The methods work on each entry of
an array of any shape, so that `value(w).sum()` is the penalty of a coefficient vector w.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_alpha, as_lam, as_lams, as_real_array
from figures.solvers.interval import Interval
from figures.solvers.penalties.smoothed import smoothed_prox
from figures.solvers.penalties.threshold import soft_threshold


class Penalty(ABC):
    """A convex penalty P of one weight, smallest at 0."""

    @abstractmethod
    def value(self, w: ArrayLike) -> Array:
        """Return P(w)."""

    @abstractmethod
    def subdifferential(self, w: ArrayLike) -> Interval:
        """Return [P'(w-), P'(w+)], the slopes of all lines that touch P at w from below."""

    @abstractmethod
    def prox(self, z: ArrayLike, step: ArrayLike = 1.0) -> Array:
        """Return argmin_w 1/2 (w - z)^2 + step P(w); z and step >= 0 broadcast."""

    @property
    def dead_zone(self) -> Interval:
        """[P'(0-), P'(0+)]: the z for which prox(z) is exactly 0.

        Its width is the jump of the slope at 0. Where P has no kink there, the zone is {0}.
        """
        return self.subdifferential(0.0)

    def slope(self, w: ArrayLike) -> Array:
        """Return P'(w), or raise ValueError where w is at the kink and there is no single slope."""
        slopes = self.subdifferential(w)
        if (slopes.width > 0.0).any():
            zone = self.dead_zone
            raise ValueError(
                f"w must not be 0, where {type(self).__name__} has no slope but an interval, "
                f"[{zone.lower}, {zone.upper}]; see subdifferential"
            )
        return slopes.lower

    def subgradient(self, w: ArrayLike) -> Array:
        """Return the element of the subdifferential nearest to 0: P'(w), and 0 at a kink at 0.

        It is what automatic differentiation takes for the derivative, as its sign(0) is 0.
        """
        lower, upper = self.subdifferential(w)
        nearest: Array = np.clip(0.0, lower, upper)
        return nearest


@dataclass(frozen=True)
class L1(Penalty):
    """The lasso's penalty, P(w) = lam |w|; lam >= 0 is in the units of the loss over those of w.

    Dead zone [-lam, lam]. Source: Tibshirani (1996), "Regression shrinkage and selection via the
    lasso".
    """

    lam: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "lam", as_lam(self.lam))

    def value(self, w: ArrayLike) -> Array:
        """Return lam |w|."""
        return self.lam * np.abs(as_real_array(w, "w"))

    def subdifferential(self, w: ArrayLike) -> Interval:
        """Return {lam sign(w)}, and [-lam, lam] at w = 0."""
        return _kinked(self.lam, as_real_array(w, "w"))

    def prox(self, z: ArrayLike, step: ArrayLike = 1.0) -> Array:
        """Return the soft threshold S(z, step lam)."""
        return soft_threshold(z, as_lams(step, "step") * self.lam)


@dataclass(frozen=True)
class L2(Penalty):
    """Ridge's penalty, P(w) = (lam/2) w^2; lam >= 0 is in the units of the loss over those of w^2.

    No kink: its dead zone is {0}. Source: Hoerl and Kennard (1970), "Ridge regression: biased
    estimation for nonorthogonal problems".
    """

    lam: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "lam", as_lam(self.lam))

    def value(self, w: ArrayLike) -> Array:
        """Return (lam/2) w^2."""
        return 0.5 * self.lam * as_real_array(w, "w") ** 2

    def subdifferential(self, w: ArrayLike) -> Interval:
        """Return {lam w}."""
        slope = self.lam * as_real_array(w, "w")
        return Interval(slope, slope)

    def prox(self, z: ArrayLike, step: ArrayLike = 1.0) -> Array:
        """Return z / (1 + step lam)."""
        shrunk: Array = as_real_array(z, "z") / (1.0 + as_lams(step, "step") * self.lam)
        return shrunk + 0.0


@dataclass(frozen=True)
class ElasticNet(Penalty):
    """The elastic net's penalty, P(w) = lam (alpha |w| + (1 - alpha)/2 w^2), alpha in [0, 1].

    Its slope is not constant, yet it has the kink, hence zeros: dead zone [-lam alpha, lam alpha].
    Source: Zou and Hastie (2005), "Regularization and variable selection via the elastic net".
    """

    lam: float
    alpha: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "lam", as_lam(self.lam))
        object.__setattr__(self, "alpha", as_alpha(self.alpha))

    def value(self, w: ArrayLike) -> Array:
        """Return lam (alpha |w| + (1 - alpha)/2 w^2)."""
        weights = as_real_array(w, "w")
        mixed = self.alpha * np.abs(weights) + 0.5 * (1.0 - self.alpha) * weights**2
        return self.lam * mixed

    def subdifferential(self, w: ArrayLike) -> Interval:
        """Return {lam (alpha sign(w) + (1 - alpha) w)}, and [-lam alpha, lam alpha] at w = 0."""
        weights = as_real_array(w, "w")
        kink = _kinked(self.lam * self.alpha, weights)
        spring = self.lam * (1.0 - self.alpha) * weights
        return Interval(kink.lower + spring, kink.upper + spring)

    def prox(self, z: ArrayLike, step: ArrayLike = 1.0) -> Array:
        """Return S(z, step lam alpha) / (1 + step lam (1 - alpha))."""
        strength = as_lams(step, "step") * self.lam
        return soft_threshold(z, strength * self.alpha) / (1.0 + strength * (1.0 - self.alpha))


@dataclass(frozen=True)
class SmoothedL1(Penalty):
    """|w| with a rounded corner, P(w) = lam sqrt(w^2 + eps^2); eps >= 0 is in the units of w.

    Far out its slope is the constant lam, just as for L1. For every eps > 0 it has no kink, its
    dead zone is {0}, and its prox is never 0 for z != 0. At eps = 0 it is L1.
    """

    lam: float
    eps: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "lam", as_lam(self.lam))
        object.__setattr__(self, "eps", as_lam(self.eps, "eps"))

    def value(self, w: ArrayLike) -> Array:
        """Return lam sqrt(w^2 + eps^2)."""
        smoothed: Array = self.lam * np.hypot(as_real_array(w, "w"), self.eps)
        return smoothed

    def subdifferential(self, w: ArrayLike) -> Interval:
        """Return {lam w / sqrt(w^2 + eps^2)}, and L1's interval at w = eps = 0."""
        weights = as_real_array(w, "w")
        if self.eps == 0.0:
            return _kinked(self.lam, weights)
        slope = self.lam * (weights / np.hypot(weights, self.eps))
        return Interval(slope, slope)

    def prox(self, z: ArrayLike, step: ArrayLike = 1.0) -> Array:
        """Return the root w of w + step lam w / sqrt(w^2 + eps^2) = z, to machine precision."""
        if self.eps == 0.0:
            return soft_threshold(z, as_lams(step, "step") * self.lam)
        return smoothed_prox(z, as_lams(step, "step") * self.lam, self.eps)


def _kinked(lam: float, w: Array) -> Interval:
    """Return the subdifferential of lam |w|."""
    slope = lam * np.sign(w)
    return Interval(np.where(w == 0.0, -lam, slope), np.where(w == 0.0, lam, slope))

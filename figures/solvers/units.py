"""Take the powers of two out of X and y, so that 1e-100 and 1e100 are the same problem."""

from dataclasses import dataclass
from math import frexp, ldexp
from sys import float_info

import numpy as np

from figures.solvers.checks import Array, sum_of_squares

SMALL, LARGE = 2.0**-200, 2.0**200
"""A sum of squares between these leaves room for every product that a solver forms."""


@dataclass(frozen=True)
class Units:
    """Exponents (base 2) of the largest entries of X and of y, 0 where they are moderate.

    The lasso is equivariant: with X = 2^a X0 and y = 2^b y0, lam = 2^(a+b) lam0 and
    w = 2^(b-a) w0. Powers of two change no digit, so solving (X0, y0) and mapping back gives the
    bits that a direct solve would give, without its overflow or underflow.
    """

    x: int
    y: int

    def lam_to_unit(self, lam: float) -> float:
        """Return lam in the units of the normalised problem, at most the largest float64."""
        return _at_most_largest(lam, -self.x - self.y)

    def ridge_to_unit(self, ridge: float) -> float:
        """Return the weight of an L2 penalty, which has the units of X'X, likewise."""
        return _at_most_largest(ridge, -2 * self.x)

    def w_to_unit(self, w: Array) -> Array:
        """Return coefficients in the units of the normalised problem."""
        return np.ldexp(w, self.x - self.y)

    def lam_from_unit(self, lam: Array) -> Array:
        """Return lam in the caller's units, or raise ValueError where float64 cannot hold it."""
        return _representable("lam", lam, self.x + self.y)

    def w_from_unit(self, w: Array) -> Array:
        """Return coefficients in the caller's units, or raise ValueError beyond float64."""
        return _representable("w", w, self.y - self.x)


AS_GIVEN = Units(x=0, y=0)


def normalise(X: Array, y: Array) -> tuple[Array, Array, Units]:
    """Return X and y with entries of moderate size, and the units to map the solution back."""
    if _is_moderate(X) and _is_moderate(y):
        return X, y, AS_GIVEN
    units = Units(x=_exponent(X), y=_exponent(y))
    return np.ldexp(X, -units.x), np.ldexp(y, -units.y), units


def _is_moderate(values: Array) -> bool:
    return SMALL < sum_of_squares(values) < LARGE


def _exponent(values: Array) -> int:
    exponent = frexp(np.abs(values).max())[1]
    return 0 if _is_moderate(values) else exponent


def _at_most_largest(value: float, exponent: int) -> float:
    try:
        return ldexp(value, exponent)
    except OverflowError:
        return float_info.max


def _representable(name: str, values: Array, exponent: int) -> Array:
    if exponent == 0:
        return values
    with np.errstate(over="ignore", under="ignore"):
        mapped: Array = np.ldexp(values, exponent)
    if not np.isfinite(mapped).all() or ((mapped == 0) & (values != 0)).any():
        raise ValueError(
            f"X and y: {name} leaves the range of float64 (by a factor 2^{exponent}); rescale them"
        )
    return mapped

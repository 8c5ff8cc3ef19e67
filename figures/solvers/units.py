"""Take the powers of two out of X and y, so that 1e-100 and 1e100 are the same problem."""

from dataclasses import dataclass

import numpy as np

from figures.solvers.checks import Array


@dataclass(frozen=True)
class Units:
    """Exponents (base 2) of the largest entries of X and of y.

    The lasso is equivariant: with X = 2^a X0 and y = 2^b y0, lam = 2^(a+b) lam0 and
    w = 2^(b-a) w0. Powers of two change no digit, so solving (X0, y0) and mapping back gives the
    bits that a direct solve would give, without its overflow or underflow.
    """

    x: int
    y: int

    def lam_to_unit(self, lam: float) -> float:
        """Return lam in the units of the normalised problem, at most the largest float64."""
        with np.errstate(over="ignore", under="ignore"):
            return min(float(np.ldexp(lam, -self.x - self.y)), float(np.finfo(np.float64).max))

    def w_to_unit(self, w: Array) -> Array:
        """Return coefficients in the units of the normalised problem."""
        return np.ldexp(w, self.x - self.y)

    def lam_from_unit(self, lam: Array) -> Array:
        """Return lam in the caller's units, or raise ValueError where float64 cannot hold it."""
        return _representable("lam", lam, self.x + self.y)

    def w_from_unit(self, w: Array) -> Array:
        """Return coefficients in the caller's units, or raise ValueError beyond float64."""
        return _representable("w", w, self.y - self.x)


def normalise(X: Array, y: Array) -> tuple[Array, Array, Units]:
    """Return X and y with largest entry in [1/2, 1), and the units to map the solution back."""
    units = Units(x=_exponent(X), y=_exponent(y))
    return np.ldexp(X, -units.x), np.ldexp(y, -units.y), units


def _exponent(values: Array) -> int:
    return int(np.frexp(np.abs(values).max())[1])


def _representable(name: str, values: Array, exponent: int) -> Array:
    with np.errstate(over="ignore", under="ignore"):
        mapped: Array = np.ldexp(values, exponent)
    if not np.isfinite(mapped).all() or ((mapped == 0) & (values != 0)).any():
        raise ValueError(
            f"X and y: {name} leaves the range of float64 (by a factor 2^{exponent}); rescale them"
        )
    return mapped

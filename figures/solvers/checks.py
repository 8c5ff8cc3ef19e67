"""Input checks, shared by every solver: refuse early, and say which argument and what it held."""

from math import inf, isfinite
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

PLAIN = (np.ndarray, np.matrix, np.memmap)
"""Arrays that mean no more than their shape and numbers."""


def sum_of_squares(values: Array) -> float:
    """Return the sum of squares of all entries in one pass, inf where it overflows."""
    return float(np.vdot(values, values))  # unlike `dot` it does not warn of an overflow


def _real(name: str, value: ArrayLike) -> Array:
    """Return `value` as float64, refusing everything that is not a finite real number."""
    _refuse_what_would_be_lost(name, value)
    try:
        raw: NDArray[Any] = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name} must be a rectangular array of real numbers: {error}") from None
    # Booleans and strings convert to floats without complaint, and complex numbers with a warning.
    if raw.dtype.kind not in "iuf":
        raise ValueError(
            f"{name} must hold real numbers, got dtype {raw.dtype} of a {type(value).__name__}: "
            "make it a dense array of floats first"
        )
    real = np.asarray(raw, dtype=np.float64, order="C")
    # NaN and infinity survive in a sum of squares; only an infinite sum needs a closer look.
    bad = 0 if isfinite(sum_of_squares(real)) else np.count_nonzero(~np.isfinite(real))
    if bad:
        raise ValueError(f"{name} must be finite, got {bad} NaN or infinite of {real.size} entries")
    return real


def _refuse_what_would_be_lost(name: str, value: object) -> None:
    """Raise ValueError for arrays, in lists too, that mean more than their numbers: masks, units.

    Conversion would drop the mask and take the numbers below it as data.
    """
    if isinstance(value, np.ndarray):
        if type(value) not in PLAIN:
            raise ValueError(
                f"{name} must be a plain array, got a {type(value).__name__}, whose mask or unit would be "
                "lost: fill or drop its masked entries, or take its plain values, first"
            )
    elif isinstance(value, list | tuple):
        for item in value:
            if not isinstance(item, float | int):
                _refuse_what_would_be_lost(name, item)


def as_design(X: ArrayLike, name: str = "X") -> Array:
    """Return X as a float64 array of shape (n, p) with n >= 1 and p >= 1, or raise ValueError."""
    design = _real(name, X)
    if design.ndim != 2:
        raise ValueError(f"{name} must be 2-D (n, p), got shape {design.shape}")
    if design.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {design.shape}")
    return design


def as_vector(v: ArrayLike, length: int, name: str) -> Array:
    """Return v as a float64 array of shape (length,), or raise ValueError."""
    vector = _real(name, v)
    if vector.ndim != 1:
        raise ValueError(f"{name} must be 1-D, got shape {vector.shape}")
    if vector.size != length:
        raise ValueError(f"{name} must have length {length} to match X, got {vector.size}")
    return vector


def as_real_array(v: ArrayLike, name: str) -> Array:
    """Return v as a float64 array of any shape, or raise ValueError."""
    return _real(name, v)


def as_lams(lam: ArrayLike, name: str = "lam") -> Array:
    """Return penalty weights of any shape as float64, all >= 0, or raise ValueError."""
    lams = _real(name, lam)
    if np.count_nonzero(lams < 0):
        raise ValueError(f"{name} must be >= 0, got {lams.min()}")
    return lams


def as_positive(v: ArrayLike, name: str) -> Array:
    """Return numbers of any shape as float64, all > 0, or raise ValueError."""
    positive = _real(name, v)
    if (positive <= 0).any():
        raise ValueError(f"{name} must be > 0, got {positive.min()}")
    return positive


def as_positive_number(v: ArrayLike, name: str) -> float:
    """Return one number > 0, or raise ValueError."""
    number = as_positive(v, name)
    if number.ndim != 0:
        raise ValueError(f"{name} must be a single number, got shape {number.shape}")
    return float(number)


def as_points(points: ArrayLike, dimension: int, name: str) -> Array:
    """Return points as a float64 array of shape (..., dimension), or raise ValueError."""
    array = _real(name, points)
    if array.ndim == 0 or array.shape[-1] != dimension:
        raise ValueError(f"{name} must have shape (..., {dimension}), got {array.shape}")
    return array


def as_lam(lam: ArrayLike, name: str = "lam") -> float:
    """Return one penalty weight >= 0, or raise ValueError."""
    if isinstance(lam, float) and 0.0 <= lam < inf:
        return float(lam)  # the common case, a hundred times per figure
    lams = as_lams(lam, name)
    if lams.ndim:
        raise ValueError(f"{name} must be a single number, got shape {lams.shape}")
    return lams.item()


def as_alpha(alpha: ArrayLike) -> float:
    """Return the elastic-net mixing weight, 0 (ridge) to 1 (lasso), or raise ValueError."""
    mix = _real("alpha", alpha)
    if mix.ndim != 0 or not 0.0 <= mix <= 1.0:
        raise ValueError(f"alpha must be a single number in [0, 1], got {mix.tolist()}")
    return float(mix)

"""Centre and scale columns for the house convention, and map coefficients back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.solvers.checks import Array, as_design, as_real_array, as_vector

ROUNDING = 16 * float(np.finfo(np.float64).eps)
"""Values that differ by less than this fraction of the largest are one value, computed in two ways."""


def is_constant(values: Array) -> NDArray[np.bool_]:
    """Return for each column of values (n, ...) whether its entries are equal up to rounding.

    0.1 + 0.2 and 0.3 differ in their last bit. Scaled to mean square 1, that bit would be a feature.
    """
    lowest, highest = values.min(axis=0), values.max(axis=0)
    # Below the smallest normal number all are rounded to the same grid.
    size = np.maximum(np.maximum(highest, -lowest), np.finfo(np.float64).tiny)
    constant: NDArray[np.bool_] = highest - lowest <= ROUNDING * size
    return constant


@dataclass(frozen=True, eq=False)
class Standardized:
    """A design with columns of mean 0 and mean square 1, a centred response, and the way back.

    X        (n, p)  (X_original - x_mean) / x_scale; a constant column is all zeros.
    y        (n,)    y_original - y_mean; all zeros if constant.
    x_mean   (p,)    x_scale (p,) its root mean square about the mean (ddof = 0); 1 if constant.
    y_mean           the mean of y.
    """

    X: Array
    y: Array
    x_mean: Array
    x_scale: Array
    y_mean: float

    def original(self, w: ArrayLike) -> tuple[Array, Array]:
        """Return (intercept, coefficients) for the original columns, from w for the scaled ones.

        w is (..., p), so a whole path maps at once; the results are (...,) and (..., p), and
        intercept + X_original @ coefficients = y_mean + X @ w. A constant column keeps the
        coefficient of w, 0 from every solver here; its level is part of the intercept.
        """
        coefs = as_real_array(w, "w")
        if coefs.ndim == 0 or coefs.shape[-1] != self.x_mean.size:
            raise ValueError(f"w must have shape (..., {self.x_mean.size}), got {coefs.shape}")
        mapped = coefs / self.x_scale
        intercept: Array = self.y_mean - mapped @ self.x_mean
        return intercept, mapped


def standardize(X: ArrayLike, y: ArrayLike) -> Standardized:
    """Centre X and y, and scale the columns of X to mean square 1.

    X is (n, p), y (n,). A column, or y, whose entries are equal up to rounding becomes exactly 0 (not
    noise scaled up to 1); the solvers then leave it out. Raises ValueError on bad input.
    """
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    x_mean = design.mean(axis=0)
    centred = design - x_mean
    centred[:, is_constant(design)] = 0.0
    # Squares of the largest entry as unit, so that 1e200 does not overflow nor 1e-200 vanish.
    unit = np.abs(centred).max(axis=0)
    unit[unit == 0.0] = 1.0
    x_scale = unit * np.sqrt(np.mean((centred / unit) ** 2, axis=0))
    x_scale[x_scale == 0.0] = 1.0
    y_mean = target.mean()
    return Standardized(
        X=centred / x_scale,
        y=np.where(is_constant(target), 0.0, target - y_mean),
        x_mean=x_mean,
        x_scale=x_scale,
        y_mean=float(y_mean),
    )

"""One weight: the lasso and ridge of a single feature, in the mean-squared-error form.

Here, as in introductions that start from "MSE + penalty", the loss is (1/n) sum (y_i - w x_i)^2
(form C of `conventions`), twice the house loss.
"""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_real_array, as_vector
from figures.solvers.penalties.threshold import soft_threshold


def one_weight_loss(x: ArrayLike, y: ArrayLike, w: ArrayLike) -> Array:
    """Return (1/n) sum_i (y_i - w x_i)^2 for guesses w of any shape.

    x and y are (n,), x not all 0. Raises ValueError on bad input.
    """
    feature, target = _data(x, y)
    guess = as_real_array(w, "w")[..., np.newaxis]
    loss: Array = np.mean((target - guess * feature) ** 2, axis=-1)
    return loss


def one_weight_lasso(x: ArrayLike, y: ArrayLike, lam: ArrayLike) -> Array:
    """Return argmin_w (1/n) sum_i (y_i - w x_i)^2 + lam |w|.

    With m = mean(x y) and s^2 = mean(x^2) it is S(m, lam/2) / s^2. For y = x/2 this is
    S(1/2, lam/(2 s^2)), zero exactly for lam >= s^2. lam >= 0 has any shape, and so has the
    result. Data and errors as in `one_weight_loss`.
    """
    feature, target = _data(x, y)
    m, square = np.mean(feature * target), np.mean(feature**2)
    return soft_threshold(m, as_lams(lam) / 2.0) / square


def one_weight_ridge(x: ArrayLike, y: ArrayLike, lam: ArrayLike) -> Array:
    """Return argmin_w (1/n) sum_i (y_i - w x_i)^2 + lam w^2.

    With m = mean(x y) and s^2 = mean(x^2) it is m / (s^2 + lam), never 0 unless m is. For y = x/2
    it is exactly 1/4 at lam = s^2, where the lasso reaches 0, whatever the x. lam >= 0 has any
    shape, and so has the result. Data and errors as in `one_weight_loss`.
    """
    feature, target = _data(x, y)
    w: Array = np.mean(feature * target) / (np.mean(feature**2) + as_lams(lam))
    return w


def one_weight_threshold(x: ArrayLike, y: ArrayLike) -> float:
    """Return (2/n) |sum_i x_i y_i|, the smallest lam at which `one_weight_lasso` is exactly 0."""
    feature, target = _data(x, y)
    return 2.0 * abs(float(np.mean(feature * target)))


def _data(x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    feature = as_real_array(x, "x")
    if feature.ndim != 1 or not feature.any():
        raise ValueError(f"x must be 1-D and not all 0, got shape {feature.shape}")
    return feature, as_vector(y, feature.size, "y")

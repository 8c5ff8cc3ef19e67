"""Certificates: how far a vector is from the lasso or elastic-net optimum, from (X, y) alone."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_alpha, as_design, as_lam, as_vector
from figures.solvers.units import normalise

TOLERANCE = 1e-10
"""Largest relative KKT violation with which a solver hands out an answer."""


class NotConverged(RuntimeError):  # noqa: N818 - the name callers know it by
    """A solver could not certify its answer; `residual` is the relative KKT violation it reached.

    residual is inf when the solver stopped before it had an answer to judge.
    """

    def __init__(self, message: str, residual: float) -> None:
        super().__init__(f"{message} (relative KKT violation {residual:.3g})")
        self.residual = residual


def stationarity(corr: Array, w: Array, lam: Array) -> Array:
    """Return by how much each feature breaks the lasso's optimality conditions, in units of lam.

    With corr_j = x_j'(y - Xw)/n the conditions are corr_j = lam sign(w_j) where w_j != 0, and
    |corr_j| <= lam where w_j = 0. corr and w are (..., p), lam is (...,); the result is (..., p).
    """
    level = lam[..., np.newaxis]
    at_zero = np.maximum(np.abs(corr) - level, 0.0)
    violation: Array = np.where(w == 0.0, at_zero, np.abs(corr - level * np.sign(w)))
    return violation


def correlations(X: Array, y: Array, w: Array, n: int) -> Array:
    """Return x_j'(y - Xw)/n for every feature; w is (..., p), and so is the result.

    X'y and X'(Xw) are subtracted last: the error is then relative to lam_max, and not to the part
    of y that no feature explains.
    """
    corr: Array = (y @ X - (w @ X.T) @ X) / n
    return corr


def kkt_violation(X: ArrayLike, y: ArrayLike, w: ArrayLike, lam: ArrayLike, alpha: ArrayLike = 1.0) -> float:
    """Return the largest violation of the optimality conditions, relative to lam_max.

    For 1/(2n) ||y - Xw||^2 + lam (alpha ||w||_1 + (1 - alpha)/2 ||w||^2) a vector w is optimal
    exactly when
        x_j'(y - Xw)/n = lam (alpha sign(w_j) + (1 - alpha) w_j)   where w_j != 0,
        |x_j'(y - Xw)/n| <= lam alpha                              where w_j = 0.

    X is (n, p), y (n,), w (p,). The result has no unit: it is divided by max_j |x_j'y|/n, the
    lam_max of the lasso. Where that is 0 the zero vector is optimal for every lam, and the result
    is 0 for an exact solution and inf for anything else. Raises ValueError on bad input.

    Source: Hastie, Tibshirani and Wainwright (2015), "Statistical Learning with Sparsity", (2.6).
    """
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    coef = as_vector(w, design.shape[1], "w")
    weight, mix = as_lam(lam), as_alpha(alpha)
    design, target, units = normalise(design, target)
    # The ridge part lam (1 - alpha) has the units of X'X, unlike the L1 part: shift it separately.
    coef = units.w_to_unit(coef)
    l1 = units.lam_to_unit(weight * mix)
    l2 = units.ridge_to_unit(weight * (1.0 - mix))
    corr = correlations(design, target, coef, design.shape[0]) - l2 * coef
    worst = float(stationarity(corr, coef, np.asarray(l1)).max())
    return _relative(worst, float(np.abs(target @ design).max()) / design.shape[0])


def duality_gap(X: ArrayLike, y: ArrayLike, w: ArrayLike, lam: ArrayLike, alpha: ArrayLike = 1.0) -> float:
    """Return primal minus dual objective at w, relative to 1/2 ||y||^2 / n.

    No other coefficient vector has an objective lower by more than this. With r = y - Xw the dual
    point is a r, scaled to be feasible:
        a = clip(y'r / r'r, -n lam / ||X'r||_inf, n lam / ||X'r||_inf),
        gap = (r'r/2 - a y'r + a^2 r'r/2)/n + lam ||w||_1.
    The elastic net is the lasso on the rows [X; sqrt(n lam (1 - alpha)) I], [y; 0].

    X is (n, p), y (n,), w (p,); the result has no unit and is >= 0. At lam = 0 the only feasible
    dual point is 0 and the gap says nothing: use `kkt_violation`. Raises ValueError on bad input.

    Source: Kim, Koh, Lustig, Boyd and Gorinevsky (2007), "An interior-point method for large-scale
    l1-regularized least squares".
    """
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    coef = as_vector(w, design.shape[1], "w")
    weight, mix = as_lam(lam), as_alpha(alpha)
    n = design.shape[0]
    design, target, units = normalise(design, target)
    coef = units.w_to_unit(coef)
    l1 = units.lam_to_unit(weight * mix)
    l2 = units.ridge_to_unit(weight * (1.0 - mix))
    residual = target - design @ coef
    fit = float(residual @ residual) + n * l2 * float(coef @ coef)
    if fit == 0.0:
        primal_less_dual = l1 * float(np.abs(coef).sum())
    else:
        steepest = float(np.abs(residual @ design - n * l2 * coef).max())
        reach = n * l1 / steepest if steepest > 0.0 else np.inf
        along = float(target @ residual)
        a = float(np.clip(along / fit, -reach, reach))
        primal_less_dual = (0.5 * fit - a * along + 0.5 * a * a * fit) / n
        primal_less_dual += l1 * float(np.abs(coef).sum())
    return _relative(max(primal_less_dual, 0.0), 0.5 * float(target @ target) / n)


def _relative(value: float, scale: float) -> float:
    if scale > 0.0 and np.isfinite(value):
        return value / scale
    return 0.0 if value == 0.0 else float(np.inf)

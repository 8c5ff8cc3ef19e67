"""The lasso at one penalty."""

from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lam
from figures.solvers.lasso.path import lasso_path


def lasso(X: ArrayLike, y: ArrayLike, lam: ArrayLike) -> Array:
    """Return the minimiser w (p,) of 1/(2n) ||y - Xw||^2 + lam ||w||_1.

    X is (n, p) and y (n,), used as given: no intercept, no centring. lam >= 0 is in the units of
    x_j'y/n; at lam >= lam_max = max_j |x_j'y|/n the answer is exactly 0, and every zero is +0.0.
    The answer is the end of the exact path from lam_max down to lam. With copies or n < p it is
    one of the minimisers; their fit Xw and ||w||_1 agree.

    Raises ValueError on bad input, and NotConverged where the optimality conditions cannot be
    met to 1e-10 of lam_max.
    """
    w: Array = lasso_path(X, y, lam_min=as_lam(lam)).coefs[-1].copy()
    return w

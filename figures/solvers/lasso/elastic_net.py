"""The elastic net: the lasso on a design with a scaled identity below it."""

from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_alpha, as_design, as_lam, as_vector
from figures.solvers.lasso.path import Path, exact_path
from figures.solvers.ridge.ridge import ridge


def elastic_net(X: ArrayLike, y: ArrayLike, lam: ArrayLike, alpha: ArrayLike) -> Array:
    """Return the minimiser w (p,) of the elastic-net objective at one penalty.

        1/(2n) ||y - Xw||^2 + lam (alpha ||w||_1 + (1 - alpha)/2 ||w||^2)

    X is (n, p) and y (n,), used as given: no intercept, no centring. lam >= 0; alpha in [0, 1] is
    glmnet's alpha and scikit-learn's l1_ratio: 1 is the lasso, 0 ridge. The answer is the end of
    the exact path at fixed ridge weight lam (1 - alpha), from its zero down to lam alpha; without
    an L1 part it is `ridge`. Zeros are exactly +0.0.

    Raises ValueError on bad input, and NotConverged where the optimality conditions cannot be met
    to 1e-10 of lam_max.

    Source: Zou and Hastie (2005), "Regularization and variable selection via the elastic net",
    lemma 1.
    """
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    weight, mix = as_lam(lam), as_alpha(alpha)
    l1, l2 = weight * mix, weight * (1.0 - mix)
    if l1 == 0.0 and l2 > 0.0:
        return ridge(design, target, l2)
    w: Array = exact_path(design, target, l1, ridge=l2).coefs[-1].copy()
    return w


def elastic_net_path(X: ArrayLike, y: ArrayLike, ridge: ArrayLike, *, lam_min: ArrayLike = 0.0) -> Path:
    """Return the minimiser of the naive elastic net for every lam >= lam_min at fixed ridge weight.

        1/(2n) ||y - Xw||^2 + lam ||w||_1 + ridge/2 ||w||^2

    In this form the path is piecewise linear in lam, as for the lasso, and `Path` is exact; with
    alpha fixed instead the ridge weight would move with lam, and the pieces would be curved.
    Arguments, result and errors otherwise as `lasso_path`; ridge >= 0 has the units of X'X/n.
    """
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    return exact_path(design, target, as_lam(lam_min, "lam_min"), as_lam(ridge, "ridge"))

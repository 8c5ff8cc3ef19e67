"""Cross-validation of the lasso on given folds, with the min and the one-standard-error rule."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_lams, as_vector
from figures.solvers.lasso.batch import lasso_paths
from figures.solvers.sampling.moments import weighted_moments


@dataclass(frozen=True, eq=False)
class CrossValidation:
    """Prediction error along lam, estimated on held-out folds.

    lams      (l,)    penalties, in the units of the standardised problem.
    errors    (m, l)  mean squared error of each fold, in the units of y squared.
    mean      (l,)    over folds, weighted by their sizes.
    se        (l,)    standard error of the mean.
    lam_min           where the mean is smallest (the largest such lam).
    lam_1se           the largest lam whose mean is within one standard error of the smallest.
    """

    lams: Array
    errors: Array
    mean: Array
    se: Array
    lam_min: float
    lam_1se: float


def cross_validate(X: ArrayLike, y: ArrayLike, folds: ArrayLike, lams: ArrayLike) -> CrossValidation:
    """Return the cross-validated error of the lasso at every lam.

    X is (n, p), y (n,), folds (n,) integer labels, at least two different ones; lams (l,). Each
    training set is standardised by itself and the fit judged on the fold left out, in original
    units, as glmnet does. With fold sizes n_f and errors e_f,
        mean = sum_f n_f e_f / n,    se^2 = sum_f n_f (e_f - mean)^2 / n / (m - 1).
    Raises ValueError on bad input, and NotConverged where a path cannot be certified.

    Source: Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression Trees",
    section 3.4.3 (the 1-SE rule); glmnet's cv.glmnet for the weights.
    """
    design = as_design(X)
    n = design.shape[0]
    target = as_vector(y, n, "y")
    penalties = as_lams(lams, "lams")
    if penalties.ndim != 1 or penalties.size == 0:
        raise ValueError(f"lams must have shape (l,) with l >= 1, got {penalties.shape}")
    labels, fold = np.unique(as_vector(folds, n, "folds"), return_inverse=True)
    if len(labels) < 2:
        raise ValueError(f"folds must hold at least 2 different labels, got {len(labels)}")
    held = (fold == np.arange(len(labels))[:, np.newaxis]).astype(np.float64)
    m = len(labels)
    moments = weighted_moments(design, target, np.concatenate([1.0 - held, held]))  # train, test
    w = lasso_paths(moments.gram[:m], moments.c[:m])(penalties) / moments.scale[:m, np.newaxis]
    # On a fold the residual y - y_mean - (x - x_mean)'w has mean d'v and variance v'Cv, where
    # v = (-w, 1), and d and C are the fold's means (about the training means) and covariances.
    v = np.concatenate([-w, np.ones((*w.shape[:-1], 1))], axis=-1)
    bias = v @ (moments.mean[m:] - moments.mean[:m])[..., np.newaxis]
    errors = np.sum((v @ moments.cov[m:]) * v, axis=-1) + bias[..., 0] ** 2
    size = held.sum(axis=1) / n
    mean = size @ errors
    se = np.sqrt(size @ (errors - mean) ** 2 / (m - 1))
    best = np.flatnonzero(mean == mean.min())
    lam_min = float(penalties[best].max())
    bound = (mean + se)[best[np.argmax(penalties[best])]]
    lam_1se = float(penalties[mean <= bound].max())
    return CrossValidation(penalties, errors, mean, se, lam_min, lam_1se)

"""Simulated prediction risk of least squares, ridge, lasso and elastic net on a known truth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_alpha, as_design, as_lam, as_lams, as_real_array
from figures.solvers.lasso.batch import lasso_paths


@dataclass(frozen=True, eq=False)
class Risk:
    """Excess prediction risk along lam: mean over replicates, and its standard error.

    lams   (l,)             penalties; the same numbers weigh an L1 and an L2 penalty differently.
    mean   {method: (l,)}   in the units of y squared, the noise variance not included.
    se     {method: (l,)}   standard error of the mean over replicates.

    The methods are "ols" (constant in lam), "ridge", "lasso" and "elastic net".
    """

    lams: Array
    mean: dict[str, Array]
    se: dict[str, Array]


def simulate_risk(
    truth: ArrayLike,
    covariance: ArrayLike,
    noise: ArrayLike,
    n: int,
    lams: ArrayLike,
    alpha: ArrayLike,
    replicates: int,
    rng: "np.random.Generator",
) -> Risk:
    """Return the excess risk (w - truth)' C (w - truth), averaged over simulated data sets.

    Each replicate draws n rows x ~ N(0, C) and y = x'truth + noise N(0, 1), and fits every method
    at every lam to G = X'X/n, c = X'y/n. All methods see the same data. truth is (p,), covariance
    (p, p) positive definite, noise >= 0 a standard deviation, lams (l,) positive, alpha in (0, 1]
    the elastic net's share of L1. n must be at least p + 2, or least squares has no finite risk.

    Raises ValueError on bad input, and NotConverged where a path cannot be certified.

    Source: Hastie, Tibshirani and Tibshirani (2020), "Best subset, forward stepwise or lasso?",
    for the design of such comparisons.
    """
    beta = as_real_array(truth, "truth")
    if beta.ndim != 1 or beta.size == 0:
        raise ValueError(f"truth must have shape (p,) with p >= 1, got {beta.shape}")
    p = beta.size
    C = as_design(covariance, "covariance")
    if C.shape != (p, p):
        raise ValueError(f"covariance must have shape ({p}, {p}) to match truth, got {C.shape}")
    penalties, mix = as_lams(lams, "lams"), as_alpha(alpha)
    if penalties.ndim != 1 or penalties.size == 0 or penalties.min() == 0.0:
        raise ValueError("lams must have shape (l,) with l >= 1 and be > 0")
    if mix == 0.0:
        raise ValueError("alpha must be > 0, got 0.0: that is ridge, which is simulated anyway")
    if n < p + 2:
        raise ValueError(f"n must be >= p + 2 = {p + 2}, got {n}")
    if replicates < 2:
        raise ValueError(f"replicates must be >= 2, got {replicates}")
    try:
        root = np.linalg.cholesky(C)
    except np.linalg.LinAlgError:
        raise ValueError("covariance must be positive definite") from None
    X = rng.normal(size=(replicates, n, p)) @ root.T
    y = X @ beta + as_lam(noise, "noise") * rng.normal(size=(replicates, n))
    gram = X.mT @ X / n
    c = (y[:, np.newaxis] @ X)[:, 0] / n
    fits = {
        "ols": np.linalg.solve(gram, c[..., np.newaxis]).mT + np.zeros((len(penalties), 1)),
        "ridge": _ridge(gram, c, penalties),
        "lasso": lasso_paths(gram, c)(penalties),
        "elastic net": _elastic_net(gram, c, penalties, mix),
    }
    losses = {method: np.sum(((w - beta) @ root) ** 2, axis=-1) for method, w in fits.items()}
    return Risk(
        lams=penalties,
        mean={method: loss.mean(axis=0) for method, loss in losses.items()},
        se={m: loss.std(axis=0, ddof=1) / np.sqrt(replicates) for m, loss in losses.items()},
    )


def _ridge(gram: Array, c: Array, lams: Array) -> Array:
    """Return (G + lam I)^-1 c for every lam by one eigendecomposition a problem, (m, l, p)."""
    size, vectors = np.linalg.eigh(gram)
    rotated = (c[:, np.newaxis] @ vectors) / (size[:, np.newaxis] + lams[:, np.newaxis])
    w: Array = rotated @ vectors.mT
    return w


def _elastic_net(gram: Array, c: Array, lams: Array, alpha: float) -> Array:
    """Return the elastic net at every lam, (m, l, p): one lasso path for each ridge weight."""
    shift = np.eye(c.shape[1])
    columns = [lasso_paths(gram + lam * (1.0 - alpha) * shift, c)(lam * alpha) for lam in lams.tolist()]
    return np.stack(columns, axis=1)

"""Simulated prediction risk of least squares, ridge, elastic net and lasso, with λ by cross-validation."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_lam, as_real_array
from figures.solvers.lasso.batch import lasso_paths
from figures.solvers.lasso.batch_net import elastic_nets

GRIDS: Mapping[str, Array] = {
    "ridge": np.geomspace(100.0, 1e-3, 60),
    "elastic net": np.geomspace(6.0, 2e-3, 40),
    "lasso": np.geomspace(3.0, 1e-3, 60),
}
"""The lam among which cross-validation chooses: each method has its own range."""
ALPHA = 0.5
"""The elastic net's share of L1."""
BLENDS = (0.0, 0.5, 1.0)
"""The lasso's share in the relaxed lasso; the rest is least squares on the features that it keeps."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """What each method does on the same m data sets of p features.

    gram    (m, p, p)         X'X/n, and c (m, p) = X'y/n.
    lams    {method: (m,)}    chosen by cross-validation; none for "ols".
    w       {method: (m, p)}  fitted on all rows.
    losses  {method: (m,)}    excess prediction error (w - truth)' C (w - truth).

    The methods are "ols", "ridge", "elastic net" (alpha = 1/2), "lasso" and "relaxed".
    """

    gram: Array
    c: Array
    lams: dict[str, Array]
    w: dict[str, Array]
    losses: dict[str, Array]

    def risk(self, method: str) -> tuple[float, float]:
        """The mean loss of a method, and its standard error."""
        return _mean(self.losses[method])

    def difference(self, method: str, other: str = "lasso") -> tuple[float, float]:
        """By how much the mean loss exceeds that of another, on the same data, and its standard error."""
        return _mean(self.losses[method] - self.losses[other])

    def zeros(self, method: str) -> tuple[float, float]:
        """How many coefficients are exactly zero, on average, and the standard error."""
        return _mean(np.count_nonzero(self.w[method] == 0.0, axis=1))


def _mean(values: ArrayLike) -> tuple[float, float]:
    found = np.asarray(values, dtype=np.float64)
    return float(found.mean()), float(found.std(ddof=1) / np.sqrt(found.size))


def compare_methods(
    truth: ArrayLike,
    covariance: ArrayLike,
    noise: ArrayLike,
    n: int,
    folds: int,
    replicates: int,
    rng: "np.random.Generator",
) -> Comparison:
    """Return what the methods do on simulated data sets, each with lam by cross-validation.

    Each data set draws n rows x ~ N(0, C) and y = x'truth + noise N(0, 1): all rows of all data sets
    first, then all noise. Columns are as drawn, without intercept; row i is in fold i mod folds. The
    relaxed lasso chooses lam and its blend together. truth is (p,), covariance (p, p) positive definite,
    noise >= 0 a standard deviation. A training set must have more rows than p + 1.

    Errors on a fold come from its moments, yy - 2 c'w + w'Gw, so that no row is predicted. On a piece
    of the lasso's path w = q - lam d, and q is least squares on the features kept, which the relaxed lasso
    takes from the two knots beside lam.

    Raises ValueError on bad input, and NotConverged where a fit cannot be certified.

    Source: Hastie, Tibshirani and Tibshirani (2020), "Best subset, forward stepwise or lasso?", for the
    design of such comparisons; Meinshausen (2007), "Relaxed lasso".
    """
    beta, root = _checked(truth, covariance)
    p = beta.size
    if not 2 <= folds <= n:
        raise ValueError(f"folds must be between 2 and n = {n}, got {folds}")
    if n - -(-n // folds) < p + 2:
        raise ValueError(f"n must leave p + 2 = {p + 2} rows without a fold, got n = {n}, folds = {folds}")
    if replicates < 2:
        raise ValueError(f"replicates must be >= 2, got {replicates}")
    X = rng.normal(size=(replicates, n, p)) @ root.T
    y = X @ beta + as_lam(noise, "noise") * rng.normal(size=(replicates, n))
    fold = np.arange(n) % folds
    held = [fold == k for k in range(folds)]
    # Sums over the rows of each fold: (m, folds, …).
    gram = np.stack([X[:, rows].mT @ X[:, rows] for rows in held], axis=1)
    c = np.stack([(y[:, np.newaxis, rows] @ X[:, rows])[:, 0] for rows in held], axis=1)
    squares = np.stack([(y[:, rows] ** 2).sum(axis=1) for rows in held], axis=1)
    trained = n - np.array([rows.sum() for rows in held], dtype=np.float64)
    whole = gram.sum(axis=1) / n, c.sum(axis=1) / n
    train = (
        (n * whole[0][:, np.newaxis] - gram) / trained[:, np.newaxis, np.newaxis],
        (n * whole[1][:, np.newaxis] - c) / trained[:, np.newaxis],
    )
    tried, fits = _fits(*train), _fits(*whole)
    w, lams = {"ols": np.linalg.solve(whole[0], whole[1][..., np.newaxis])[..., 0]}, {}
    each = np.arange(replicates)
    for method, errors in _errors(tried, gram, c).items():
        total = (errors + squares[..., np.newaxis]).sum(axis=1)
        # Least squares on the same features at two lam differs by rounding: the first of them is taken.
        best = (total <= total.min(axis=1, keepdims=True) * (1.0 + 1e-9)).argmax(axis=1)
        grid = GRIDS["lasso" if method == "relaxed" else method]
        lams[method] = grid[best % grid.size]
        if method == "relaxed":
            share, at = np.array(BLENDS)[best // grid.size, np.newaxis], best % grid.size
            w[method] = share * fits["lasso"][each, at] + (1.0 - share) * fits["refit"][each, at]
        else:
            w[method] = fits[method][each, best]
    losses = {method: np.sum(((found - beta) @ root) ** 2, axis=-1) for method, found in w.items()}
    return Comparison(*whole, lams, w, losses)


def _checked(truth: ArrayLike, covariance: ArrayLike) -> tuple[Array, Array]:
    """Return the truth (p,) and the lower triangular root of the covariance (p, p)."""
    beta = as_real_array(truth, "truth")
    if beta.ndim != 1 or beta.size == 0:
        raise ValueError(f"truth must have shape (p,) with p >= 1, got {beta.shape}")
    C = as_design(covariance, "covariance")
    if C.shape != (beta.size, beta.size):
        raise ValueError(
            f"covariance must have shape ({beta.size}, {beta.size}) to match truth, got {C.shape}"
        )
    try:
        root = np.linalg.cholesky(C)
    except np.linalg.LinAlgError:
        raise ValueError("covariance must be positive definite") from None
    return beta, np.asarray(root, dtype=np.float64)


def _fits(gram: Array, c: Array) -> dict[str, Array]:
    """Return each method's candidates, one for each lam, (..., l, p)."""
    paths, grid = lasso_paths(gram, c), GRIDS["lasso"]
    lasso = paths(grid)
    return {
        "ridge": _ridge(gram, c, GRIDS["ridge"]),
        "elastic net": elastic_nets(gram, c, GRIDS["elastic net"], ALPHA),
        "lasso": lasso,
        "refit": np.where(lasso != 0.0, _at_zero(paths.knots, paths.coefs, grid), 0.0),
    }


def _errors(fits: Mapping[str, Array], gram: Array, c: Array) -> dict[str, Array]:
    """Return w'Gw - 2 c'w of each method's candidates on each fold, the relaxed lasso's blend by blend."""
    across = {method: w @ gram for method, w in fits.items()}
    linear = {method: (w @ c[..., np.newaxis])[..., 0] for method, w in fits.items()}

    def product(method: str, other: str) -> Array:
        found: Array = np.einsum("...p,...p->...", across[method], fits[other])
        return found

    found = {method: product(method, method) - 2.0 * linear[method] for method in GRIDS}
    mixed, refit = product("lasso", "refit"), product("refit", "refit")
    lasso = found["lasso"] + 2.0 * linear["lasso"]
    blends = [
        share**2 * lasso + 2.0 * share * (1.0 - share) * mixed + (1.0 - share) ** 2 * refit
        - 2.0 * (share * linear["lasso"] + (1.0 - share) * linear["refit"])
        for share in BLENDS
    ]  # fmt: skip
    return found | {"relaxed": np.concatenate(blends, axis=-1)}


def _at_zero(knots: Array, coefs: Array, lams: Array) -> Array:
    """Return where the piece of the path at each lam would meet lam = 0, (..., l, p): q of w = q - lam d."""
    gaps = knots[..., :-1] - knots[..., 1:]
    slopes = (coefs[..., :-1, :] - coefs[..., 1:, :]) / np.where(gaps > 0.0, gaps, 1.0)[..., np.newaxis]
    ends = coefs[..., :-1, :] - knots[..., :-1, np.newaxis] * slopes
    piece = np.count_nonzero(knots[..., np.newaxis, 1:-1] >= lams[:, np.newaxis], axis=-1)
    found: Array = np.take_along_axis(ends, piece[..., np.newaxis], axis=-2)
    return found


def _ridge(gram: Array, c: Array, lams: Array) -> Array:
    """Return (G + lam I)^-1 c for every lam by one eigendecomposition a problem, (..., l, p)."""
    size, vectors = np.linalg.eigh(gram)
    rotated = (c[..., np.newaxis, :] @ vectors) / (size[..., np.newaxis, :] + lams[:, np.newaxis])
    w: Array = rotated @ vectors.mT
    return w

"""Methods compared on simulated data: against their definitions row by row, and least squares' known risk."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from figures.solvers import compare_methods, elastic_net, lasso, ridge
from figures.solvers.sampling.risk import ALPHA, BLENDS, GRIDS
from tests.solvers.oracles import Array

P, N, FOLDS = 6, 40, 5
COVARIANCE = 0.5 ** np.abs(np.subtract.outer(np.arange(P), np.arange(P)))
SPARSE = np.array([1.0, 0, 0, 0.7, 0, 0])
ARGUMENTS: dict[str, Any] = {
    "truth": SPARSE, "covariance": COVARIANCE, "noise": 2.0, "n": N, "folds": FOLDS, "replicates": 3,
}  # fmt: skip


def drawn(seed: int, replicates: int) -> tuple[Array, Array]:
    """The data sets, as the docstring says they are drawn."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(replicates, N, P)) @ np.linalg.cholesky(COVARIANCE).T
    return X, X @ SPARSE + 2.0 * rng.normal(size=(replicates, N))


def fitted(method: str, X: Array, y: Array, lam: float, share: float = 1.0) -> Array:
    if method == "ridge":
        return ridge(X, y, lam)
    if method == "elastic net":
        return elastic_net(X, y, lam, ALPHA)
    w = lasso(X, y, lam)
    if method == "relaxed" and share < 1:
        kept, refit = np.flatnonzero(w), np.zeros(P)
        refit[kept] = np.linalg.lstsq(X[:, kept], y, rcond=None)[0]
        w = share * w + (1 - share) * refit
    return w


@pytest.mark.parametrize("method", ["ridge", "elastic net", "lasso", "relaxed"])
def test_each_method_is_what_it_is_row_by_row(method: str) -> None:
    """Every candidate on every fold, predicted row by row, and the best of them fitted on all rows."""
    found = compare_methods(**ARGUMENTS, rng=np.random.default_rng(3))
    X, y = drawn(3, 3)
    grid = GRIDS["lasso" if method == "relaxed" else method].tolist()
    shares = BLENDS if method == "relaxed" else (1.0,)
    fold = np.arange(N) % FOLDS
    for row in range(3):
        errors = {}
        for share, lam in product(shares, grid):
            missed = 0.0
            for k in range(FOLDS):
                w = fitted(method, X[row, fold != k], y[row, fold != k], lam, share)
                missed += float(np.sum((y[row, fold == k] - X[row, fold == k] @ w) ** 2))
            errors[share, lam] = missed
        least = min(errors.values())
        share, lam = next(at for at, error in errors.items() if error <= least * (1 + 1e-9))
        assert found.lams[method][row] == lam
        w = fitted(method, X[row], y[row], lam, share)
        np.testing.assert_allclose(found.w[method][row], w, atol=1e-9)
        np.testing.assert_array_equal(found.w[method][row] == 0, w == 0)
        assert found.losses[method][row] == pytest.approx((w - SPARSE) @ COVARIANCE @ (w - SPARSE), abs=1e-9)
        np.testing.assert_allclose(found.gram[row], X[row].T @ X[row] / N, atol=1e-12)
        np.testing.assert_allclose(found.c[row], X[row].T @ y[row] / N, atol=1e-12)


def test_least_squares_has_its_textbook_risk() -> None:
    """Gaussian rows: E (w - truth)'C(w - truth) = noise² p/(n - p - 1)."""
    found = compare_methods(**(ARGUMENTS | {"replicates": 400}), rng=np.random.default_rng(0))
    mean, error = found.risk("ols")
    assert abs(mean - 4.0 * P / (N - P - 1)) < 4 * error
    losses = found.losses["ols"]
    assert error == pytest.approx(np.sqrt(np.sum((losses - losses.mean()) ** 2) / 399 / 400))


def test_means_are_of_the_same_data_sets() -> None:
    found = compare_methods(**(ARGUMENTS | {"replicates": 30}), rng=np.random.default_rng(1))
    again = compare_methods(**(ARGUMENTS | {"replicates": 30}), rng=np.random.default_rng(1))
    apart, error = found.difference("ridge")
    assert apart == pytest.approx(found.risk("ridge")[0] - found.risk("lasso")[0])
    assert error == pytest.approx((found.losses["ridge"] - found.losses["lasso"]).std(ddof=1) / 30**0.5)
    assert found.difference("lasso") == (0.0, 0.0)
    assert found.zeros("ridge") == (0.0, 0.0)
    assert found.zeros("lasso")[0] == pytest.approx(np.mean([np.sum(w == 0) for w in found.w["lasso"]]))
    for method, losses in found.losses.items():
        np.testing.assert_array_equal(losses, again.losses[method])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"truth": 1.0}, r"truth must have shape \(p,\)"),
        ({"covariance": np.eye(3)}, r"covariance must have shape \(6, 6\)"),
        ({"covariance": -np.eye(P)}, "covariance must be positive definite"),
        ({"noise": -1.0}, "noise must be >= 0, got -1.0"),
        ({"n": 9}, r"n must leave p \+ 2 = 8 rows without a fold, got n = 9"),
        ({"folds": 1}, "folds must be between 2 and n = 40, got 1"),
        ({"replicates": 1}, "replicates must be >= 2, got 1"),
    ],
)
def test_bad_arguments_are_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        compare_methods(**(ARGUMENTS | change), rng=np.random.default_rng(0))

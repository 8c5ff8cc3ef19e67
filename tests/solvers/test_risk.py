"""Risk simulation against the known risk of least squares, and its use of randomness."""

from typing import Any

import numpy as np
import pytest

from figures.solvers import simulate_risk

P = 8
COVARIANCE = 0.5 ** np.abs(np.subtract.outer(np.arange(P), np.arange(P)))
SPARSE = np.array([3.0, 0, 0, 1.5, 0, 0, 0, 0])
ARGUMENTS: dict[str, Any] = {
    "truth": SPARSE,
    "covariance": COVARIANCE,
    "noise": 2.0,
    "n": 30,
    "lams": np.geomspace(3, 0.01, 12),
    "alpha": 0.5,
    "replicates": 300,
}


def test_least_squares_has_its_textbook_risk() -> None:
    # Gaussian rows: E (w - truth)'C(w - truth) = noise^2 p / (n - p - 1).
    risk = simulate_risk(**(ARGUMENTS | {"replicates": 2000}), rng=np.random.default_rng(0))
    expected = 4.0 * P / (30 - P - 1)
    assert abs(risk.mean["ols"][0] - expected) < 4 * risk.se["ols"][0]
    np.testing.assert_array_equal(risk.mean["ols"], risk.mean["ols"][0])


def test_methods_meet_where_the_penalty_vanishes_or_rules() -> None:
    lams = np.array([1e6, 1e-9])
    risk = simulate_risk(**(ARGUMENTS | {"lams": lams}), rng=np.random.default_rng(0))
    nothing = SPARSE @ COVARIANCE @ SPARSE
    for method in ("ridge", "lasso", "elastic net"):
        assert risk.mean[method][0] == pytest.approx(nothing, rel=1e-4)
        assert risk.mean[method][1] == pytest.approx(risk.mean["ols"][0], rel=1e-6)


def test_sparse_truths_suit_the_lasso_and_dense_ones_ridge() -> None:
    sparse = simulate_risk(**ARGUMENTS, rng=np.random.default_rng(0)).mean
    assert sparse["lasso"].min() < sparse["ridge"].min() < sparse["ols"][0]
    dense = simulate_risk(**(ARGUMENTS | {"truth": np.full(P, 0.5)}), rng=np.random.default_rng(0))
    assert dense.mean["ridge"].min() < dense.mean["lasso"].min() < dense.mean["ols"][0]


def test_same_seed_same_numbers() -> None:
    first = simulate_risk(**ARGUMENTS, rng=np.random.default_rng(4))
    again = simulate_risk(**ARGUMENTS, rng=np.random.default_rng(4))
    for method in ("ols", "ridge", "lasso", "elastic net"):
        np.testing.assert_array_equal(first.mean[method], again.mean[method])
        assert (first.se[method] > 0).all()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"truth": 1.0}, r"truth must have shape \(p,\)"),
        ({"covariance": np.eye(3)}, r"covariance must have shape \(8, 8\)"),
        ({"covariance": -np.eye(P)}, "covariance must be positive definite"),
        ({"noise": -1.0}, "noise must be >= 0, got -1.0"),
        ({"n": 9}, r"n must be >= p \+ 2 = 10, got 9"),
        ({"lams": [0.0]}, "lams must have shape"),
        ({"alpha": 0.0}, "alpha must be > 0"),
        ({"replicates": 1}, "replicates must be >= 2, got 1"),
    ],
)
def test_bad_arguments_are_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        simulate_risk(**(ARGUMENTS | change), rng=np.random.default_rng(0))

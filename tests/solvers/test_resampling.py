"""Bootstrap and cross-validation against explicit loops and cv.glmnet."""

from typing import Any

import numpy as np
import pytest

from figures.solvers import (
    bootstrap_paths,
    cross_validate,
    elastic_net_path,
    lasso,
    lasso_path,
    selection_frequencies,
    standardize,
)
from tests.solvers.oracles import data, load

LASSO_RUNS = ["diabetes_raw_a1", "prostate_train_std97_a1"]


def test_bootstrap_equals_a_loop_over_the_same_rows() -> None:
    X, y = data("prostate_all")
    n, draws = len(y), 12
    paths = bootstrap_paths(X, y, draws, np.random.default_rng(3))
    rows = np.random.default_rng(3).integers(n, size=(draws, n))
    for i in range(draws):
        s = standardize(X[rows[i]], y[rows[i]])
        path = lasso_path(s.X, s.y)
        lams = np.linspace(0, 0.999, 20) * path.knots[0]
        np.testing.assert_allclose(paths(lams)[i], path(lams), atol=1e-10)
        np.testing.assert_array_equal(paths(lams)[i] != 0, path(lams) != 0)


def test_a_resample_may_have_a_ridge_part() -> None:
    X, y = data("prostate_all")
    paths = bootstrap_paths(X, y, 6, np.random.default_rng(3), ridge=0.2)
    for i, rows in enumerate(np.random.default_rng(3).integers(len(y), size=(6, len(y)))):
        s = standardize(X[rows], y[rows])
        lams = np.linspace(0, 0.999, 20) * paths.knots[i, 0]
        np.testing.assert_allclose(paths(lams)[i], elastic_net_path(s.X, s.y, 0.2)(lams), atol=1e-10)
    with pytest.raises(ValueError, match="ridge"):
        bootstrap_paths(X, y, 6, np.random.default_rng(3), ridge=-1)


def test_bootstrap_uses_only_its_generator() -> None:
    X, y = data("rnd_50x8")
    state = repr(np.random.get_state())  # noqa: NPY002 - the global state must stay untouched
    first = bootstrap_paths(X, y, 20, np.random.default_rng(1))
    again = bootstrap_paths(X, y, 20, np.random.default_rng(1))
    other = bootstrap_paths(X, y, 20, np.random.default_rng(2))
    np.testing.assert_array_equal(first.coefs, again.coefs)
    assert first.knots[0, 0] != other.knots[0, 0]
    assert repr(np.random.get_state()) == state  # noqa: NPY002


def test_a_column_constant_in_a_resample_stays_out() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(6, 3)) + 1e3
    X[:, 1] = [1e3, 1e3, 1e3, 1e3, 1e3, 1e3 + 1]  # most resamples miss the last row or are it
    paths = bootstrap_paths(X, rng.normal(size=6), 60, np.random.default_rng(5))
    rows = np.random.default_rng(5).integers(6, size=(60, 6))
    constant = ~(rows == 5).any(axis=1)
    assert constant.any()
    assert not paths.coefs[constant, :, 1].any()


def test_selection_frequencies_count_non_zeros() -> None:
    X, y = data("diabetes_raw")
    paths = bootstrap_paths(X, y, 200, np.random.default_rng(0))
    lams = np.array([60.0, 20.0, 5.0, 0.0])
    share = selection_frequencies(paths, lams)
    assert share.shape == (4, 10)
    np.testing.assert_array_equal(share, (paths(lams) != 0).mean(axis=0))
    np.testing.assert_array_equal(share[0], 0.0)
    np.testing.assert_array_equal(share[3], 1.0)
    assert share[1, 2] > 0.95  # bmi
    assert selection_frequencies(paths, 5.0).shape == (10,)


@pytest.mark.parametrize("name", LASSO_RUNS)
def test_cross_validation_matches_cv_glmnet(name: str) -> None:
    run: dict[str, Any] = load("cv_glmnet")[name]
    X, y = data(run["dataset"])
    result = cross_validate(X, y, run["foldid"], run["lambda"])
    np.testing.assert_allclose(result.mean, run["cvm"], rtol=1e-8)
    np.testing.assert_allclose(result.se, run["cvsd"], rtol=1e-7)
    assert result.lam_min == run["lambda.min"][0]
    assert result.lam_1se == run["lambda.1se"][0]


def test_cross_validation_equals_a_loop() -> None:
    X, y = data("rnd_50x8")
    folds, lams = np.arange(50) % 4, np.array([0.5, 0.1, 0.0])
    result = cross_validate(X, y, folds, lams)
    for k in range(4):
        train, test = folds != k, folds == k
        s = standardize(X[train], y[train])
        for i, lam in enumerate(lams):
            intercept, w = s.original(lasso(s.X, s.y, lam))
            error = np.mean((y[test] - intercept - X[test] @ w) ** 2)
            assert result.errors[k, i] == pytest.approx(error)


def test_one_standard_error_rule() -> None:
    X, y = data("diabetes_raw")
    lams = np.geomspace(45, 0.05, 60)
    for order in (lams, lams[::-1]):
        result = cross_validate(X, y, np.arange(442) % 10, order)
        best = int(np.argmin(result.mean))
        assert result.lam_min == order[best]
        within = order[result.mean <= result.mean[best] + result.se[best]]
        assert result.lam_1se == within.max() > result.lam_min


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"folds": np.zeros(50)}, "folds must hold at least 2 different labels, got 1"),
        ({"folds": np.zeros(3)}, "folds must have length 50 to match X, got 3"),
        ({"lams": 0.1}, r"lams must have shape \(l,\)"),
        ({"lams": [-1.0]}, "lams must be >= 0, got -1.0"),
        ({"X": np.zeros(3)}, "X must be 2-D"),
    ],
)
def test_bad_folds_and_lams_are_named(change: dict[str, Any], words: str) -> None:
    X, y = data("rnd_50x8")
    arguments: dict[str, Any] = {"X": X, "y": y, "folds": np.arange(50) % 5, "lams": [0.1]} | change
    with pytest.raises(ValueError, match=words):
        cross_validate(**arguments)


def test_no_draws_are_refused() -> None:
    with pytest.raises(ValueError, match="draws must be >= 1, got 0"):
        bootstrap_paths(np.eye(3), np.ones(3), 0, np.random.default_rng(0))

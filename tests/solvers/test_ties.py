"""Exact ties, copies and rank deficiency, where path solvers usually go wrong."""

import numpy as np
import pytest

from figures.solvers import NotConverged, lasso, lasso_path
from tests.solvers.oracles import kkt, load, objective


@pytest.mark.parametrize("family", sorted(load("lars_failures")["designs_for_tests"]))
def test_degenerate_designs_reach_the_exact_optimum(family: str) -> None:
    for design in load("lars_failures")["designs_for_tests"][family]:
        X, y = np.array(design["X"]), np.array(design["y"])
        path = lasso_path(X, y)
        lams = np.array(design["lams"]) / len(y)
        for lam, w, optimum in zip(lams, path(lams), design["obj"], strict=True):
            excess = objective(X, y, w, lam) - optimum / len(y)
            assert abs(excess) <= 1e-12 * float(y @ y)
            assert kkt(X, y, w, lam) <= 1e-12


def test_two_equal_coefficients_join_at_one_knot() -> None:
    path = lasso_path(np.eye(2), [1, 1])
    np.testing.assert_array_equal(path.knots, [0.5, 0.0])
    np.testing.assert_allclose(path.coefs[-1], [1, 1], atol=1e-15)
    assert path.events == (((0, "joins"), (1, "joins")), ())


def test_a_copy_stays_out_and_leaves_the_fit() -> None:
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(20, 4)), rng.normal(size=20)
    # Of three proportional columns the longest is the cheapest: it enters, and the others never.
    longest = np.column_stack([X[:, :2], -3 * X[:, 2], X[:, 3]])
    path = lasso_path(longest, y)
    crowded = lasso_path(np.column_stack([longest, X[:, 2], 3 * X[:, 2], np.zeros(20)]), y)
    lams = np.linspace(0, path.knots[0], 50)
    np.testing.assert_array_equal(crowded(lams)[:, 4:], 0.0)
    np.testing.assert_allclose(crowded(lams)[:, :4], path(lams), atol=1e-12)


def test_noiseless_data_end_at_the_truth_with_exact_zeros() -> None:
    rng = np.random.default_rng(2)
    for _ in range(20):
        X = rng.normal(size=(30, 8)) + rng.normal(size=(30, 1))
        truth = np.array([3.0, -2.0, 0, 0, 1.0, 0, 0, 0])
        w = lasso(X, X @ truth, 0.0)
        np.testing.assert_allclose(w, truth, atol=1e-12)
        np.testing.assert_array_equal(w != 0, truth != 0)


@pytest.mark.parametrize("gap", [1e-3, 1e-5, 1e-6, 1e-12, 1e-15])
def test_nearly_equal_columns(gap: float) -> None:
    for seed in range(10):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(30, 5))
        X[:, 1] = X[:, 0] + gap * rng.normal(size=30)
        y = X @ [1, 1, 0, 2, 0] + 0.3 * rng.normal(size=30)
        path = lasso_path(X, y)
        assert max(kkt(X, y, path(lam), lam) for lam in path.knots) <= 1e-10


@pytest.mark.parametrize("gap", [1e-7, 1e-8, 1e-9, 1e-10])
def test_what_float64_cannot_hold_is_certified_or_refused(gap: float) -> None:
    # Near lam = 0 the coefficients are 1/gap: their last bit alone may exceed the tolerance.
    residuals = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(30, 5))
        X[:, 1] = X[:, 0] + gap * rng.normal(size=30)
        y = X @ [1, 1, 0, 2, 0] + 0.3 * rng.normal(size=30)
        try:
            path = lasso_path(X, y)
        except NotConverged as error:
            residuals.append(error.residual)
            path = lasso_path(X, y, lam_min=0.01)
        assert max(kkt(X, y, path(lam), lam) for lam in path.knots) <= 3e-10
    assert all(1e-10 < residual < 1e-5 for residual in residuals)
    assert len(residuals) < 40 or gap < 1e-7


def test_rank_deficiency_keeps_at_most_rank_features() -> None:
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(12, 3)) @ rng.normal(size=(3, 9)), rng.normal(size=12)
    path = lasso_path(X, y)
    assert (path.coefs != 0).sum(axis=1).max() <= 3
    assert max(kkt(X, y, path(lam), lam) for lam in path.knots) <= 1e-12


def test_nothing_to_explain() -> None:
    for X, y in (([[1.0], [1.0]], [1.0, -1.0]), (np.zeros((3, 2)), np.ones(3)), ([[2.0]], [0.0])):
        path = lasso_path(X, y)
        np.testing.assert_array_equal(path.knots, [0.0])
        assert path.events == ((),)
        np.testing.assert_array_equal(path([0.0, 1.0]), np.zeros((2, path.coefs.shape[1])))


def test_one_row_and_one_column() -> None:
    assert lasso([[2.0]], [3.0], 1.0) == pytest.approx([(6 - 1) / 4])
    np.testing.assert_allclose(lasso([[1, 3, -3]], [2], 0.0), [0, 2 / 3, 0])

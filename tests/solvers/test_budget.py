"""Penalty and budget: their exchange rate, the constrained form, and the projection on the ball."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import budget_at, lam_at, lasso_path, project_l1
from tests.solvers.oracles import Array, centred, data, load
from tests.solvers.problems import problems

fast = settings(max_examples=150)


@pytest.mark.parametrize("name", sorted(load("lasso2_constrained")))
def test_constrained_solver_of_osborne_presnell_and_turlach(name: str) -> None:
    case: dict[str, Any] = load("lasso2_constrained")[name]
    X, y = centred(name)
    path = lasso_path(X, y)
    bounds, lams = np.array(case["absolute_bound"]), np.array(case["lagrangian"]) / len(y)
    np.testing.assert_allclose(lam_at(path, bounds), lams, rtol=1e-10)
    np.testing.assert_allclose(budget_at(path, lams), bounds, rtol=1e-10)
    for bound, row in zip(bounds, case["coef_rows_intercept_first"], strict=True):
        np.testing.assert_allclose(path(lam_at(path, bound)), row[1:], atol=1e-12)


def test_table_3_3_of_the_elements_of_statistical_learning() -> None:
    table = load("esl_table33")
    X, y = data("prostate_train_std97")
    norms = np.linalg.norm(X - X.mean(axis=0), axis=0)
    unit = (X - X.mean(axis=0)) / norms
    path = lasso_path(unit, y - y.mean())
    coefs = path(lam_at(path, 0.375 * budget_at(path, 0.0))) / norms
    intercept = y.mean() - X.mean(axis=0) @ coefs
    np.testing.assert_array_equal(np.round([intercept, *coefs], 3), table["published"]["Lasso"])
    exact = table["reproduced"]["Lasso"]
    np.testing.assert_allclose([intercept, *coefs], [exact["intercept"], *exact["coef"]], atol=1e-8)
    X_test, y_test = data("prostate_test_std97")
    squared = (y_test - intercept - X_test @ coefs) ** 2
    error = [squared.mean(), squared.std(ddof=1) / np.sqrt(len(squared))]
    np.testing.assert_allclose(error, table["published_test_error"]["Lasso"], atol=6e-4)


@fast
@given(problems(), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_budget_and_lam_invert_each_other(problem: tuple[Array, Array], shares: list[float]) -> None:
    X, y = problem
    path = lasso_path(X, y)
    whole = float(budget_at(path, 0.0))
    budgets = np.array(shares) * whole
    np.testing.assert_allclose(budget_at(path, lam_at(path, budgets)), budgets, atol=1e-9 * whole)
    assert lam_at(path, 0.0) == path.knots[0]
    assert lam_at(path, 2 * whole + 1) == 0.0
    assert (np.diff(lam_at(path, np.linspace(0, whole, 9))) <= 0).all()


@fast
@given(problems(), st.floats(0.05, 0.95))
def test_no_other_point_in_the_ball_fits_better(problem: tuple[Array, Array], share: float) -> None:
    X, y = problem
    path = lasso_path(X, y)
    budget = share * float(budget_at(path, 0.0))
    w = path(lam_at(path, budget))
    assert np.abs(w).sum() == pytest.approx(budget)
    # First-order condition of the constrained problem: no vertex of the ball lies downhill.
    gradient = -X.T @ (y - X @ w) / len(y)
    lowest = -budget * np.abs(gradient).max()
    assert gradient @ w <= lowest + 1e-9 * (1 + float(y @ y))


def test_a_path_that_stops_early_covers_its_budgets_only() -> None:
    X, y = centred("rnd_20x5")
    whole = lasso_path(X, y)
    short = lasso_path(X, y, lam_min=0.1)
    t = float(budget_at(short, 0.2))
    assert lam_at(short, t) == pytest.approx(0.2)
    with pytest.raises(ValueError, match="budget must be <="):
        lam_at(short, budget_at(whole, 0.05))
    with pytest.raises(ValueError, match="budget must be >= 0, got -1"):
        lam_at(whole, -1)


points = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=6).map(np.array)


@fast
@given(points, points, st.floats(0, 1e3))
def test_the_projection_is_the_nearest_point(first: Array, second: Array, radius: float) -> None:
    p = min(first.size, second.size)
    z, v = first[:p], second[:p]
    w, inside = project_l1(z, radius), project_l1(v, radius)
    # Below the smallest normal number float64 has no relative accuracy to promise.
    assert np.abs(w).sum() <= radius * (1 + 1e-12) + np.finfo(np.float64).tiny
    np.testing.assert_allclose(project_l1(w, radius), w, atol=1e-9)
    if np.abs(z).sum() <= radius * (1 - 1e-12):
        np.testing.assert_allclose(w, z, atol=1e-200)
    assert np.linalg.norm(w - inside) <= np.linalg.norm(z - v) * (1 + 1e-12) + 1e-9
    # z - w makes no acute angle with any direction into the ball.
    assert (z - w) @ (inside - w) <= 1e-7 * (1 + np.abs(z).max()) * (1 + radius)


def test_the_projection_by_hand() -> None:
    np.testing.assert_array_equal(project_l1([3, 1], 2), [2, 0])
    np.testing.assert_array_equal(project_l1([[2.0, -2], [0.5, 0.25]], 2), [[1.0, -1], [0.5, 0.25]])
    np.testing.assert_array_equal(project_l1([3.0, -2.0], 0), [0, 0])
    assert not np.signbit(project_l1([-3.0, -1.0], 1)[1])
    with pytest.raises(ValueError, match="radius must be >= 0"):
        project_l1([1, 2], -1)
    with pytest.raises(ValueError, match=r"z must have shape \(..., p\)"):
        project_l1(1.0, 1)

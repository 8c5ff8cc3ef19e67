"""The path solver that pages show against the one that figures use."""

import ast
import inspect

import numpy as np
import pytest

from benchmarks.degenerate import FAMILIES
from figures.data.diabetes import diabetes
from figures.solvers import lasso_path, standardize, textbook_path
from figures.solvers.lasso import textbook
from tests.solvers.oracles import Array, data


def check(X: Array, y: Array) -> bool:
    """Compare both paths, relative to the largest entry; return whether a feature leaves."""
    knots, coefs = textbook_path(X, y)
    path = lasso_path(X, y)
    assert knots.shape == path.knots.shape
    np.testing.assert_allclose(knots, path.knots, atol=1e-9 * path.knots[0])
    np.testing.assert_allclose(coefs, path.coefs, atol=1e-9 * np.abs(path.coefs).max())
    np.testing.assert_array_equal(coefs == 0, path.coefs == 0)
    return any(what == "leaves" for events in path.events for _, what in events)


def test_measured_data() -> None:
    patients = diabetes()
    scaled = standardize(patients.X, patients.y)
    assert check(scaled.X, scaled.y), "HDL leaves"
    for name in ("prostate_all", "prostate_train_std97"):
        scaled = standardize(*data(name))
        check(scaled.X, scaled.y)


@pytest.mark.parametrize(("n", "p"), [(40, 3), (30, 10), (12, 10), (6, 12), (8, 30)])
def test_random_designs(n: int, p: int) -> None:
    rng = np.random.default_rng([n, p])
    leaves = 0
    for _ in range(40):
        X = rng.normal(size=(n, p)) + rng.normal(size=(n, 1))  # features that share a part
        y = rng.normal(size=n)
        leaves += check(X, y)
        leaves += check(X - X.mean(axis=0), y - y.mean())  # of rank n - 1 where n <= p
    assert leaves >= 5 or p == 3


def test_nothing_to_explain() -> None:
    knots, coefs = textbook_path(np.eye(3), np.zeros(3))
    assert (knots.tolist(), coefs.tolist()) == ([0], [[0, 0, 0]])


def test_it_comes_to_an_end_on_ties_and_says_that_it_may_be_wrong() -> None:
    wrong = 0
    for make in FAMILIES.values():
        rng = np.random.default_rng(5)
        for _ in range(100):
            X, y = make(rng)
            try:
                with np.errstate(divide="ignore", invalid="ignore"):
                    knots, coefs = textbook_path(X, y)
            except np.linalg.LinAlgError:
                wrong += 1
                continue
            end = lasso_path(X, y)(0.0)
            wrong += not np.allclose(X @ coefs[-1], X @ end)
            assert len(knots) < 60
    assert wrong > 0
    assert "may be\n    wrong" in str(textbook_path.__doc__)
    assert "`lasso_path`" in str(textbook_path.__doc__)


def test_it_is_short_enough_to_be_read() -> None:
    tree = ast.parse(inspect.getsource(textbook)).body
    function = next(node for node in tree if isinstance(node, ast.FunctionDef))
    told, *said = function.body
    assert said[-1].end_lineno is not None
    assert told.end_lineno is not None
    # With the line of its name, which the lesson shows without types and docstring.
    assert 1 + said[-1].end_lineno - told.end_lineno <= 30
    assert max(map(len, inspect.getsource(textbook).splitlines())) <= 100

"""Standardisation, and the way back to original units."""

import numpy as np
import pytest

from figures.solvers import lasso_path, standardize
from tests.solvers.oracles import data


def test_columns_have_mean_zero_and_mean_square_one() -> None:
    X, y = data("diabetes_raw")
    s = standardize(X, y)
    np.testing.assert_allclose(s.X.mean(axis=0), 0, atol=1e-14)
    np.testing.assert_allclose((s.X**2).mean(axis=0), 1, rtol=1e-14)
    np.testing.assert_allclose(s.X * s.x_scale + s.x_mean, X, rtol=1e-12)
    np.testing.assert_allclose(s.y + s.y_mean, y, rtol=1e-14)


def test_coefficients_map_back_with_the_intercept() -> None:
    X, y = data("prostate_all")
    s = standardize(X, y)
    path = lasso_path(s.X, s.y)
    intercept, coefs = s.original(path.coefs)
    assert intercept.shape == path.knots.shape
    fit = s.y_mean + path.coefs @ s.X.T
    np.testing.assert_allclose(intercept[:, np.newaxis] + coefs @ X.T, fit, rtol=1e-12)
    full = np.linalg.lstsq(np.column_stack([np.ones(len(y)), X]), y)[0]
    np.testing.assert_allclose([intercept[-1], *coefs[-1]], full, rtol=1e-9)
    np.testing.assert_array_equal(coefs == 0, path.coefs == 0)


def test_a_constant_column_becomes_zero_and_stays_out() -> None:
    rng = np.random.default_rng(0)
    X = np.column_stack([rng.normal(size=7), np.full(7, 0.1), rng.normal(size=7)])
    s = standardize(X, rng.normal(size=7))
    np.testing.assert_array_equal(s.X[:, 1], 0.0)
    assert s.x_scale[1] == 1.0
    assert not lasso_path(s.X, s.y).coefs[:, 1].any()


@pytest.mark.parametrize("a", [1e-200, 1e-100, 1e100, 1e200])
def test_scale_does_not_matter(a: float) -> None:
    X, y = data("prostate_all")
    np.testing.assert_allclose(standardize(a * X, y).X, standardize(X, y).X, atol=1e-12)


def test_one_row() -> None:
    s = standardize([[3, 4]], [2])
    np.testing.assert_array_equal(s.X, [[0, 0]])
    np.testing.assert_array_equal(s.original([0, 0])[0], 2)


def test_a_wrong_length_is_refused() -> None:
    s = standardize(*data("prostate_all"))
    with pytest.raises(ValueError, match=r"w must have shape \(..., 8\), got \(3,\)"):
        s.original([1, 2, 3])

"""Standardisation, and the way back to original units."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.solvers import (
    bootstrap_paths,
    cross_validate,
    lasso_path,
    response_scale,
    ridge,
    ridge_path,
    standardize,
)
from tests.solvers.oracles import Array, data


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


CONSTANT = {
    "one value": np.full(60, 0.1),
    "a mean that rounds": np.full(60, 14.62),
    "two ways to add": np.tile([0.1 + 0.2, 0.3], 30),
    "there and back": -36.6 * np.linspace(1, 9, 60) / np.linspace(1, 9, 60),
    "degrees": (((np.full(60, 36.6) + np.linspace(0, 3, 60) - np.linspace(0, 3, 60)) * 1.8 + 32) - 32) / 1.8,
    "large": np.tile([1e200 * (0.1 + 0.2), 3e199], 30),
    "zero": np.zeros(60),
}
"""Columns of one value, some computed in several ways."""


def with_column(column: Array) -> tuple[Array, Array]:
    rng = np.random.default_rng(0)
    return np.column_stack([rng.normal(size=60), column, rng.normal(size=60)]), rng.normal(size=60)


@pytest.mark.parametrize("name", CONSTANT)
def test_a_constant_column_becomes_zero_and_stays_out(name: str) -> None:
    X, y = with_column(CONSTANT[name])
    s = standardize(X, y)
    np.testing.assert_array_equal(s.X[:, 1], 0.0)
    assert s.x_scale[1] == 1.0
    for w in (lasso_path(s.X, s.y).coefs, ridge_path(s.X, s.y)([0.0, 0.1])):
        assert not s.original(w)[1][:, 1].any()
        assert np.abs(s.original(w)[0]).max() < 1


@pytest.mark.parametrize("name", CONSTANT)
def test_of_a_constant_response_nothing_is_left_to_explain(name: str) -> None:
    X, _ = with_column(CONSTANT["one value"])
    s = standardize(X, CONSTANT[name])
    np.testing.assert_array_equal(s.y, 0.0)
    np.testing.assert_array_equal(lasso_path(s.X, s.y).knots, [0.0])
    np.testing.assert_array_equal(ridge(s.X, s.y, 0.0), 0.0)
    with pytest.raises(ValueError, match="y must be 1-D and not constant"):
        response_scale(CONSTANT[name])


@pytest.mark.parametrize("name", sorted(CONSTANT.keys() - {"large"}))
def test_what_is_constant_stays_so_in_resamples_and_folds(name: str) -> None:
    X, y = with_column(CONSTANT[name])
    paths = bootstrap_paths(X, y, 40, np.random.default_rng(0))
    assert not paths.coefs[..., 1].any()
    np.testing.assert_array_equal(bootstrap_paths(X, CONSTANT[name], 40, np.random.default_rng(0)).knots, 0.0)
    folds, lams = np.arange(60) % 5, np.array([0.3, 0.0])
    plain = np.delete(X, 1, axis=1)
    np.testing.assert_allclose(
        cross_validate(X, y, folds, lams).errors, cross_validate(plain, y, folds, lams).errors, rtol=1e-13
    )
    result = cross_validate(X, CONSTANT[name], folds, lams)
    assert result.lam_min == 0.3
    np.testing.assert_allclose(result.errors, 0.0, atol=1e-25)


@given(st.floats(-1e6, 1e6), st.integers(2, 40), st.integers(0, 2**32 - 1))
def test_a_value_scaled_there_and_back_is_constant(value: float, n: int, seed: int) -> None:
    factor = np.random.default_rng(seed).uniform(0.1, 10, n)
    assert not standardize(np.ones((n, 1)), value * factor / factor).y.any()


@pytest.mark.parametrize("offset", [0.0, 1e3, -1e9, 1e12])
def test_what_varies_is_kept_however_far_from_zero(offset: float) -> None:
    x = np.arange(10.0)
    s = standardize((offset + x)[:, np.newaxis], offset + x)
    np.testing.assert_allclose(s.x_scale, x.std(), rtol=1e-12)
    np.testing.assert_allclose(s.y, x - x.mean(), atol=1e-12)
    assert response_scale(offset + x) == pytest.approx(x.std())


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

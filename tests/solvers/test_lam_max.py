"""At a knot, however its lam was summed up, a coefficient that is zero there is exactly zero."""

import math

import numpy as np
import pytest

from figures.solvers import elastic_net_path, lasso, lasso_path, lasso_paths, standardize
from tests.solvers.oracles import Array, data

PROBLEMS = 1000


def pulls(X: Array, y: Array) -> list[float]:
    """lam_max = max_j |x_j'y|/n, summed in four orders."""
    n, products = len(y), X * y[:, np.newaxis]
    sums = (X.T @ y, products.sum(axis=0), products[::-1].cumsum(axis=0)[-1])
    exact = max(abs(math.fsum(column)) for column in products.T)
    return [*(float(np.abs(total).max()) / n for total in sums), exact / n]


def is_plus_zero(w: Array) -> bool:
    return not w.any() and not np.signbit(w).any()


@pytest.mark.parametrize("wide", [False, True])
def test_at_and_beyond_lam_max_all_is_plus_zero(wide: bool) -> None:
    rng = np.random.default_rng(wide)
    for _ in range(PROBLEMS):
        n = int(rng.integers(2, 9 if wide else 40))
        p = n + int(rng.integers(1, 9)) if wide else int(rng.integers(1, 15))
        X, y = rng.normal(size=(n, p)) + 3 * rng.normal(), rng.normal(size=n)
        lams = pulls(X, y)
        assert is_plus_zero(lasso(X, y, lams[-1]))
        lams += [np.nextafter(lams[-1], 0), 2 * lams[-1], 1e300]
        assert is_plus_zero(lasso_path(X, y)(lams))
        assert is_plus_zero(elastic_net_path(X, y, 0.3)(lams))
        assert is_plus_zero(lasso_paths(X.T @ X / n, X.T @ y / n)(lams))


def test_a_path_down_to_lam_max_holds_for_any_of_its_sums() -> None:
    rng = np.random.default_rng(2)
    for _ in range(300):
        X, y = rng.normal(size=(30, 6)), rng.normal(size=30)
        lams = pulls(X, y)
        assert is_plus_zero(lasso_path(X, y, lam_min=max(lams))(lams))


def test_a_lam_within_rounding_of_a_knot_is_the_knot_and_no_other() -> None:
    scaled = standardize(*data("diabetes_raw"))
    path = lasso_path(scaled.X, scaled.y)
    many = lasso_paths(scaled.X.T @ scaled.X / 442, scaled.X.T @ scaled.y / 442)
    for near in (1 - 5e-14, 1 + 5e-14):
        np.testing.assert_array_equal(path(path.knots * near), path.coefs)
        np.testing.assert_array_equal(many(many.knots * near), many.coefs)
    for evaluate, knots in ((path, path.knots), (many, many.knots)):
        below = evaluate(knots[:-1] * (1 - 1e-12))
        for w, events in zip(below, path.events, strict=False):
            assert all((w[j] != 0) == (what == "joins") for j, what in events)

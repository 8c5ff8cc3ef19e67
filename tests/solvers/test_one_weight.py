"""One weight in the mean-squared-error form: y = x/2, the lasso's zero and ridge's quarter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import (
    LASSO,
    RIDGE,
    lasso,
    one_weight_lasso,
    one_weight_loss,
    one_weight_ridge,
    one_weight_threshold,
    ridge,
    soft_threshold,
)

fast = settings(max_examples=100)
xs = st.lists(st.integers(-50, 50), min_size=1, max_size=8).filter(any)
x = np.arange(1.0, 6.0)


def test_the_numbers_of_the_page() -> None:
    """x = 1, ..., 5: s^2 = 11; the lasso reaches 0 where ridge is at exactly 0.25."""
    assert one_weight_threshold(x, x / 2) == 11.0
    np.testing.assert_array_equal(one_weight_lasso(x, x / 2, [0, 5.5, 11, 12]), [0.5, 0.25, 0, 0])
    assert one_weight_lasso(x, x / 2, np.nextafter(11, 0)) > 0
    assert one_weight_ridge(x, x / 2, 11) == 0.25
    np.testing.assert_array_equal(one_weight_loss(x, x / 2, [0.5, 0.0, 1.5]), [0.0, 2.75, 11.0])


@fast
@given(xs, st.floats(0, 1e4))
def test_the_scale_free_facts(values: list[int], lam: float) -> None:
    """Lasso S(1/2, lam/(2 s^2)), zero iff lam >= s^2; ridge 1/2 s^2/(s^2 + lam), 1/4 at s^2."""
    x = np.array(values, dtype=float)
    square = float(np.mean(x**2))
    threshold = one_weight_threshold(x, x / 2)
    assert threshold == pytest.approx(square, rel=1e-15)
    w = one_weight_lasso(x, x / 2, lam)
    assert w == pytest.approx(soft_threshold(0.5, lam / (2 * square)), abs=1e-15)
    assert (w == 0) == (lam >= threshold)
    assert one_weight_ridge(x, x / 2, lam) == pytest.approx(0.5 * square / (square + lam), rel=1e-15)
    assert one_weight_ridge(x, x / 2, square) == pytest.approx(0.25, rel=1e-15)


@fast
@given(xs, st.floats(0, 100))
def test_they_follow_from_the_general_solvers(values: list[int], lam: float) -> None:
    x = np.array(values, dtype=float)
    y = np.random.default_rng(len(values)).normal(size=x.size)
    X = x[:, np.newaxis]
    scales = {"n": x.size, "sd_y": 1.0}
    form_c = {c.name: c for c in LASSO}["C"].to_house(lam, **scales)
    np.testing.assert_allclose(lasso(X, y, form_c)[0], one_weight_lasso(x, y, lam), rtol=1e-12, atol=1e-15)
    form_c = {c.name: c for c in RIDGE}["C"].to_house(lam, **scales)
    np.testing.assert_allclose(ridge(X, y, form_c)[0], one_weight_ridge(x, y, lam), rtol=1e-12, atol=1e-15)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="x must be 1-D and not all 0"):
        one_weight_lasso([0, 0], [1, 2], 1)
    with pytest.raises(ValueError, match="y must have length 5 to match X, got 4"):
        one_weight_loss(x, x[:4], 1)
    with pytest.raises(ValueError, match="lam must be >= 0"):
        one_weight_ridge(x, x, -1)

"""Least squares on what an answer keeps, and what it is worth for one feature alone."""

import numpy as np
import pytest

from figures.solvers import equal_error, hard_error, kept_bias, lasso_paths, refit, soft_error, soft_threshold
from tests.solvers.oracles import load

ALONE = {
    item["inputs"]["lam"]: item for item in load("lessons_7_9")["items"] if item["id"].startswith("soft vs")
}


def test_a_refit_is_least_squares_on_the_columns_kept_and_exactly_zero_elsewhere() -> None:
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(5, 30, 6)), rng.normal(size=(5, 30))
    gram, c = X.mT @ X / 30, np.einsum("mnp,mn->mp", X, y) / 30
    w = lasso_paths(gram, c)([0.05, 0.1, 5.0])
    b = refit(gram[:, np.newaxis], c[:, np.newaxis], w)
    for row, column in np.ndindex(5, 3):
        kept = w[row, column] != 0
        np.testing.assert_array_equal(b[row, column, ~kept], 0)
        known = np.linalg.lstsq(X[row][:, kept], y[row], rcond=None)[0]
        np.testing.assert_allclose(b[row, column, kept], known, atol=1e-12)
    assert not np.signbit(b[:, 2]).any()


def test_a_refit_of_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="must fit together"):
        refit(np.eye(3), np.ones(3), np.ones(2))


@pytest.mark.parametrize("lam", ALONE)
def test_errors_of_one_feature_are_those_of_the_oracle(lam: float) -> None:
    effects, known = ALONE[lam]["inputs"]["beta"], ALONE[lam]["expected"]
    assert [soft_error(effect, lam) for effect in effects] == pytest.approx(known["soft"], rel=1e-12)
    assert [hard_error(effect, lam) for effect in effects] == pytest.approx(known["hard"], rel=1e-12)
    assert equal_error(lam) == pytest.approx(known["crossing"], rel=1e-12)
    # Below the crossing the refit is worse, above it is better.
    for effect in np.linspace(0, 12, 121).tolist():
        assert (hard_error(effect, lam) > soft_error(effect, lam)) == (effect < known["crossing"])


@pytest.mark.parametrize("lam", [0.05, 0.3, 1.0, 4.0])
def test_errors_are_equal_where_it_is_said(lam: float) -> None:
    at = equal_error(lam)
    assert soft_error(at, lam) == pytest.approx(hard_error(at, lam), abs=1e-12)


def test_the_bias_of_what_is_kept_leaves_out_the_zeros() -> None:
    for effect, told in ((2.0, -1.2021802656), (4.0, -1.9447521396)):
        z = np.random.default_rng(1).normal(effect, 1, 400_000)
        w = soft_threshold(z, 2.0)
        kept = w[w != 0]
        error = 4 * kept.std() / np.sqrt(len(kept))
        assert kept_bias(effect, 2.0) == pytest.approx(kept.mean() - effect, abs=error)
        assert kept_bias(effect, 2.0) == pytest.approx(told)
    with pytest.raises(ValueError, match="lam must be >= 0"):
        kept_bias(1.0, -1.0)

"""What the lesson "One weight" says beyond its figures, computed from data."""

import re

import numpy as np
import pytest

from figures.solvers import (
    L1,
    L2,
    lasso,
    one_weight_lasso,
    one_weight_loss,
    one_weight_ridge,
    ridge,
    soft_threshold,
)
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "lessons" / "one-weight.md").read_text("utf-8")
WORDS = " ".join(TEXT.split())
RULE = np.arange(1.0, 6.0)


@pytest.mark.parametrize("seed", range(8))
def test_what_the_missing_noise_makes_round_and_that_the_zero_needs_none(seed: int) -> None:
    y = RULE / 2 + np.random.default_rng(seed).normal(size=5)
    square, m = float(np.mean(RULE**2)), float(np.mean(RULE * y))
    least, threshold = m / square, 2 * abs(m)
    # With noise there is a constant behind the parabola, and the two coincidences are gone.
    constant = float(one_weight_loss(RULE, y, least))
    w = np.linspace(-2, 2, 9)
    np.testing.assert_allclose(one_weight_loss(RULE, y, w), 11 * (w - least) ** 2 + constant, atol=1e-12)
    assert constant > 1e-3
    assert abs(threshold - square) > 1e-3
    assert abs(float(one_weight_ridge(RULE, y, threshold)) - 0.25) > 1e-4
    # The zero is not: from the threshold on the sum does not fall on either side of it.
    for lam in threshold * np.array([0.9, 1.0, 1.1, 5.0]):
        falls_nowhere = -2 * m - lam <= 0 <= -2 * m + lam
        assert (float(one_weight_lasso(RULE, y, lam)) == 0) == falls_nowhere == (lam >= threshold)
        assert float(one_weight_ridge(RULE, y, lam)) != 0


def test_without_noise_the_numbers_are_round() -> None:
    y = RULE / 2
    # "Its slope is −11 at zero."
    w = np.array([-0.2, 0.0, 0.7])
    slopes = (one_weight_loss(RULE, y, w + 1e-3) - one_weight_loss(RULE, y, w - 1e-3)) / 2e-3
    np.testing.assert_allclose(slopes, 22 * (w - 0.5), atol=1e-9)
    assert slopes[1] == pytest.approx(-11)
    assert float(one_weight_loss(RULE, y, 0.5)) == 0
    assert 2 * np.mean(RULE * y) == np.mean(RULE**2) == 11
    assert float(one_weight_ridge(RULE, y, 11)) == 0.25
    # "Half of what it was", at the threshold.
    assert float(one_weight_ridge(RULE, y, 11)) == float(one_weight_ridge(RULE, y, 0)) / 2


@pytest.mark.parametrize("x", [RULE, np.arange(-2.0, 3.0), np.array([0.3, -1.7, 2.2])])
def test_on_another_line_the_threshold_and_what_ridge_is_left_with_are_others(x: np.ndarray) -> None:
    for slope, times, left in ((0.5, 1, 1 / 4), (1.0, 2, 1 / 3)):
        threshold = 2 * abs(float(np.mean(x * slope * x)))
        assert threshold == pytest.approx(times * np.mean(x**2))
        assert float(one_weight_ridge(x, slope * x, threshold)) == pytest.approx(left)
        assert left == pytest.approx(slope / (1 + 2 * slope))
        assert float(one_weight_lasso(x, slope * x, threshold * (1 + 1e-12))) == 0
    assert "is twice the mean of the $x_i^2$, and ridge stands at ⅓ there" in WORDS


def test_right_beside_zero_one_slope_jumps_and_the_other_is_as_good_as_zero() -> None:
    lam, tiny = 11.0, 1e-9
    assert [float(L1(lam).slope(side)) for side in (-tiny, tiny)] == [-lam, lam]
    # L2(λ) is half of λw².
    assert [float(L2(2 * lam).slope(side)) for side in (-tiny, tiny)] == pytest.approx(
        [-2 * lam * tiny, 2 * lam * tiny]
    )


def test_an_equivalence_is_said_as_one() -> None:
    for text in (WORDS, " ".join((ROOT / "docs" / "lessons" / "kink.md").read_text("utf-8").split())):
        assert "exactly if" not in text
        assert text.count("if and only if") >= 2


def test_the_size_of_the_least_squares_value_is_compared_with_half_lambda_or_with_lambda() -> None:
    x = np.array([1.0, -1.0, 1.0, -1.0])
    for z in (0.3, -0.7):
        for lam in (0.9 * abs(z), abs(z), 1.1 * abs(z)):
            # Half the loss, mean square 1: λ itself. The mean squared error: twice that λ, so λ/2.
            house = lasso(x[:, None], z * x, lam)
            assert (house[0] == 0) == (lam >= abs(z)) == (float(one_weight_lasso(x, z * x, 2 * lam)) == 0)
    # Without mean square 1: λ/(2s²).
    for lam in (3.0, 11.0, 12.0):
        value = soft_threshold(0.5, lam / (2 * 11))
        assert float(one_weight_lasso(RULE, RULE / 2, lam)) == pytest.approx(float(value), abs=1e-15)


@pytest.mark.parametrize("seed", range(4))
def test_this_pages_lambda_is_twice_the_lassos_elsewhere_and_the_same_as_ridges(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(2, 9))
    x /= np.sqrt(np.mean(x**2))
    for lam in (0.05, 0.2, 0.8):
        ours = float(one_weight_lasso(x, y, 2 * lam)), float(one_weight_ridge(x, y, lam))
        elsewhere = [lasso(x[:, None], y, lam)[0], ridge(x[:, None], y, lam)[0]]
        assert ours == pytest.approx(elsewhere, abs=1e-12)


def test_the_corner_at_a_fifth_holds_from_the_lambda_that_the_answer_names() -> None:
    (said,) = re.findall(r"At exactly 0\.2, from λ = ([\d.]+) on", WORDS)
    start = float(said)
    assert pytest.approx(22 * (0.2 - 0.5)) == -start
    grid = np.linspace(-1, 1, 2001)
    for lam in (0.0, 1.0, start - 0.1, start + 1e-9, 8.0, 50.0):
        # In v = w - 0.2 it is the lasso of a parabola whose lowest point is 0.3.
        w = 0.2 + float(soft_threshold(0.3, lam / 22))
        value = 11 * (w - 0.5) ** 2 + lam * abs(w - 0.2)
        assert value <= (11 * (grid - 0.5) ** 2 + lam * np.abs(grid - 0.2)).min() + 1e-12
        assert (w == 0.2) == (lam >= start)


def test_the_words_a_reader_may_have_heard_are_there() -> None:
    for word in ("overfitting", "regularization", "selects features", "sparse", "sparsity", "penalty"):
        assert word in WORDS

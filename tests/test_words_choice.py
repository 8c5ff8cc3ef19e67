"""What the page on which method to choose says beyond the facts of its figures is computed here."""

import re

import numpy as np
import pytest

from figures.data.truths import TRUTHS, Truth
from figures.examples.compared import FOLDS, GROUP, ROWS, SEEDS, compared
from figures.examples.few_true import TRUE
from figures.scenes import bias_variance, cross_validation, which_one
from figures.solvers import compare_methods, ridge_tradeoff
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "lessons" / "choice.md").read_text("utf-8")
TEXT = " ".join(PAGE.split())
REACH = 1.96
"""Standard errors in a 95 % interval."""


def test_the_settings_are_as_said() -> None:
    assert "three of twenty features matter" in TEXT
    assert (TRUTHS["sparse"].beta.size, ROWS, FOLDS) == (20, 100, 10)
    assert "Ten features matter equally, in two groups of five that correlate by 0.9" in TEXT
    grouped = TRUTHS["grouped"]
    assert np.count_nonzero(grouped.beta) == 2 * GROUP == 10
    assert grouped.covariance[0, GROUP - 1] == grouped.covariance[GROUP, 2 * GROUP - 1] == 0.9
    assert "Where ten of fifty features were true" in TEXT
    assert (TRUE.sum(), TRUE.size) == (10, 50)
    assert "One design of 100 rows" in TEXT
    assert bias_variance.X.shape == (100, 20)


@pytest.mark.parametrize("snr", SEEDS)
def test_the_claim_holds_at_every_signal_beyond_its_interval(snr: str) -> None:
    for kind, sign in (("sparse", 1), ("dense", -1), ("grouped", -1)):
        mean, error = compared(kind, snr).difference("ridge")
        assert sign * mean > REACH * error
    mean, error = compared("grouped", snr).difference("elastic net", "ridge")
    assert mean > REACH * error


def test_the_dense_lasso_errs_more_than_least_squares_and_the_sparse_list_has_false_features() -> None:
    mean, error = compared("dense", "1").difference("ols")
    assert mean < -REACH * error
    assert 20 - compared("sparse", "1").zeros("lasso")[0] > 3


def test_a_little_shrinking_pays_and_ridge_does_not_notice_a_sparse_truth() -> None:
    best, least, without = map(
        float, re.findall(r"it is (0\.\d+), with an error of (0\.\d+) instead of (0\.\d+)\.", TEXT)[0]
    )
    # Columns that are not correlated, with mean square 1.
    rows = np.linalg.qr(np.random.default_rng(0).normal(size=(100, 20)))[0] * 10
    for matter in (3, 20):
        truth = np.where(np.arange(20) < matter, matter**-0.5, 0.0)
        grid = np.array([0.0, *np.linspace(0.01, 1, 100)])
        found = ridge_tradeoff(rows, truth, 1.0, grid)
        assert grid[found.error.argmin()] == pytest.approx(best)
        assert found.error.min() == pytest.approx(least, abs=5e-4)
        assert found.error[0] == pytest.approx(without)
        closed = (grid**2 + 0.2) / (1 + grid) ** 2
        np.testing.assert_allclose(found.error, closed, atol=1e-12)
    slope = np.diff(closed[:2])[0] / grid[1]
    assert slope == pytest.approx(-2 * 20 / 100, abs=0.02)


def test_what_check_it_prints_has_the_claim_in_it() -> None:
    printed = {
        (int(matter), name): tuple(map(float, parts))
        for matter, name, *parts in re.findall(
            r"(\d+) matter, (\w+): ([\d.]+) = ([\d.]+) \+ ([\d.]+)", PAGE.partition("```text")[2]
        )
    }
    assert printed[3, "lasso"] < printed[3, "ridge"] == printed[20, "ridge"] < printed[20, "lasso"]
    assert printed[3, "ridge"][0] == 0.167


def test_the_list_of_questions_is_the_chart() -> None:
    steps = re.findall(r"figure:which_one#need=(\w+)\)", PAGE.partition("## Four questions")[2])
    assert steps == [*which_one.NEEDS][1:]
    told = set(re.findall(r"\{\{ which_one\.(\w+) \}\}", PAGE))
    assert which_one.facts().keys() - told == {"listed_true"}


def test_the_one_se_rule_gives_up_prediction_in_each_fold() -> None:
    assert "for a shorter list, here 7 % more error. That is no matter of chance" in TEXT
    found = cross_validation.FOLDINGS.along(0, np.array([cross_validation.RULE, cross_validation.LOWEST]))
    assert found.errors.shape[0] == 10
    assert (found.errors[:, 0] > found.errors[:, 1]).all()
    assert found.mean[0] / found.mean[1] == pytest.approx(1.07, abs=0.005)
    # The standard error of a difference between the same folds, weighted as those of the means are.
    apart, rows = found.errors[:, 0] - found.errors[:, 1], np.bincount(np.arange(442) % 10)
    gap = np.average(apart, weights=rows)
    error = (np.average((apart - gap) ** 2, weights=rows) / 9) ** 0.5
    facts = cross_validation.facts()
    assert (facts["gap"], facts["gap_se"]) == (f"{gap:.0f}", f"{error:.0f}")
    assert gap == pytest.approx(found.mean[0] - found.mean[1])
    assert gap > 4 * error


def test_the_lasso_is_ahead_where_one_of_each_group_matters() -> None:
    assert "the lasso would be ahead again, at this strength of the signal." in TEXT
    one = Truth(np.isin(np.arange(20), (0, GROUP)).astype(float), TRUTHS["grouped"].covariance)
    rng = np.random.default_rng(1)
    # The signal at which the figure opens.
    found = compare_methods(one.scaled(1), one.covariance, 1.0, ROWS, FOLDS, 100, rng)
    mean, error = found.difference("ridge")
    assert mean > 3 * error


def test_most_of_what_makes_the_net_s_list_longer_is_true() -> None:
    assert "and most of what is added is true" in TEXT
    found = compared("grouped", "1").w
    longer, true = (
        np.count_nonzero(found["elastic net"][:, :n], axis=1).mean()
        - np.count_nonzero(found["lasso"][:, :n], axis=1).mean()
        for n in (20, 2 * GROUP)
    )
    assert true > 0.5 * longer > 0

"""What the page on the meaning of a zero says beyond the facts of its figures is computed here."""

import numpy as np
import pytest

from figures.data.trials import trials
from figures.examples import few_true
from figures.scenes import bias_and_refit, posterior, stability, true_and_false
from figures.solvers import lasso_path, standardize
from tests.conftest import ROOT

TEXT = " ".join((ROOT / "docs" / "lessons" / "meaning.md").read_text("utf-8").split())


def said(words: str) -> None:
    assert words in TEXT, words


def kept_at(effects: str, lam: float) -> np.ndarray:
    """Which features the lasso keeps in each data set, (sets, features)."""
    return np.not_equal(bias_and_refit.found(effects).sets.paths([lam])[:, 0], 0)


def test_strong_effects_are_all_kept_with_as_many_others_as_said() -> None:
    said("the lasso keeps all three, in each of")
    strong = bias_and_refit.found("strong").effects != 0
    assert kept_at("strong", bias_and_refit.SOON)[:, strong].all()
    said("five useless features are kept too")
    assert kept_at("strong", bias_and_refit.OWN["strong"])[:, ~strong].sum(axis=1).mean() == pytest.approx(
        5, abs=0.5
    )
    said("hardly any but the three are left")
    assert kept_at("strong", bias_and_refit.LATE)[:, ~strong].sum(axis=1).mean() < 0.1


def test_the_refit_errs_by_a_third_and_takes_twice_the_truth() -> None:
    said("a third of the lasso's best")
    (_, lasso), (_, refit) = bias_and_refit.found("strong").best
    assert refit / lasso == pytest.approx(1 / 3, abs=0.02)
    said("twice the truth")
    kept = bias_and_refit.found("weak").kept([bias_and_refit.SOON])[1][0]
    assert kept / bias_and_refit.SIZE["weak"] == pytest.approx(2, abs=0.2)
    said("with no feature at all one gets that too")
    weak = bias_and_refit.found("weak")
    none = float(weak.effects @ weak.covariance @ weak.effects)
    assert weak.best[1][1] == pytest.approx(none, abs=5e-4)


def test_where_the_tenth_true_feature_comes_with_false_ones_no_lambda_keeps_the_ten_alone() -> None:
    said("in the others there is no λ at all that keeps exactly the ten")
    told = true_and_false.SCENE.facts()
    assert told["clean_05"] == told["exact_05"]


def test_with_more_rows_the_true_features_come_in_alone() -> None:
    said("with 400 instead of 100, the same correlated features with effects of 0.5 come in")
    said("come in without a false one in about nine data sets of ten")
    X, y = trials(9, 200, 400, 0.5 * few_true.TRUE, few_true.RHO)
    alone = 0
    for rows, target in zip(X, y, strict=True):
        scaled = standardize(rows, target)
        kept = lasso_path(scaled.X, scaled.y).coefs != 0
        # On a piece those are kept that are at either end.
        alone += int(((kept[:-1] | kept[1:]) == few_true.TRUE).all(axis=1).any())
    assert alone / len(X) == pytest.approx(0.9, abs=0.05)


def test_where_the_prior_stays_more_rows_move_the_top() -> None:
    said("With nine times the rows the standard error is")
    said("λ falls to 0.056 and the top moves to 0.24")
    assert pytest.approx(9**0.5) == posterior.TAU / posterior.NARROW
    lam = posterior.LAM / 9
    assert f"{lam:.3f}" == "0.056"
    assert f"{posterior.Z - lam:.2f}" == "0.24"


def test_few_weak_effects_are_kept_as_said() -> None:
    said("one in two or three data sets")
    count = kept_at("weak", bias_and_refit.SOON).sum(axis=1).mean()
    assert 1 / 3 <= count <= 1 / 2


def test_the_nudges_are_as_many_as_said() -> None:
    said("a little noise to every response, a thousand times")
    assert stability.DRAWS == 1000

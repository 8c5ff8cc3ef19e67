"""What the page on the meaning of a zero says beyond the facts of its figures is computed here."""

import numpy as np
import pytest

from figures.scenes import bias_and_refit, stability, true_and_false
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


def test_the_nudges_are_as_many_as_said() -> None:
    said("a little noise to every response, a thousand times")
    assert stability.DRAWS == 1000

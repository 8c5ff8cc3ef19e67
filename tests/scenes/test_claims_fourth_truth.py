"""The fourth truth: bars without names are those of their methods, and one of them is behind."""

import re
from functools import cache

import pytest

from figures.data.truths import TRUTHS
from figures.draw.marks import Label, Mark, Polygon, Segment
from figures.draw.risks import REACH
from figures.scenes import fourth_truth
from tests.films import SCENES, film


@cache
def marks() -> dict[str, Mark]:
    return {mark.key: mark for mark in film("fourth_truth").frames[0].marks}


def test_three_effects_are_five_times_as_strong_as_the_others() -> None:
    truth = TRUTHS["mixed"]
    sizes = abs(truth.scaled(1.0))
    assert sorted((sizes / sizes.min()).round(9).tolist()) == [1.0] * 17 + [5.0] * 3
    assert truth.scaled(1.0) @ truth.covariance @ truth.scaled(1.0) == pytest.approx(1.0)
    assert (truth.covariance == TRUTHS["dense"].covariance).all()


def test_each_bar_is_its_method_s_and_in_no_order_that_tells() -> None:
    assert set(fourth_truth.METHODS.values()) == {"ridge", "elastic net", "lasso", "relaxed"}
    for letter, name in fourth_truth.METHODS.items():
        mean, error = fourth_truth.found().risk(name)
        bar, interval, words = (marks()[f"errors-{letter}{part}"] for part in ("", "-interval", "-words"))
        assert isinstance(bar, Polygon)
        assert isinstance(interval, Segment)
        assert isinstance(words, Label)
        assert max(x for x, _ in bar.points) == pytest.approx(mean)
        assert (interval.x2 - interval.x1) / 2 == pytest.approx(REACH * error)
        assert words.text.split(",")[0] == f"{letter} {mean:.3f}"
        assert ("," in words.text) is (letter == fourth_truth.LAST)
    assert len({mark.role for mark in marks().values() if isinstance(mark, Polygon)}) == 1


def test_one_method_is_behind_the_others_beyond_their_intervals_on_the_same_data() -> None:
    for other in ("lasso", "ridge", "elastic net"):
        mean, error = fourth_truth.found().difference("relaxed", other)
        assert mean > REACH * error
        if other == "ridge":
            words = marks()["errors-B-words"]
            assert isinstance(words, Label)
            assert words.text.endswith(f"on the same data {mean:.3f} ± {REACH * error:.3f} more than C")
        mean, error = fourth_truth.found().difference("ols", other)
        assert mean > REACH * error
        for another in ("lasso", "ridge", "elastic net"):
            assert abs(fourth_truth.found().difference(other, another)[0]) < 0.006


def test_what_its_words_say() -> None:
    alt = SCENES["fourth_truth"].alt
    told = re.findall(r"\b([A-D])\b (0\.\d+)", alt)
    assert [*map(list, told)] == [
        [k, f"{fourth_truth.found().risk(n)[0]:.3f}"] for k, n in fourth_truth.METHODS.items()
    ]
    assert f"stands at {fourth_truth.found().risk('ols')[0]:.3f}" in alt
    others = [fourth_truth.found().risk(name) for name in ("lasso", "ridge", "elastic net")]
    assert max(m - REACH * e for m, e in others) < min(m + REACH * e for m, e in others)
    facts = fourth_truth.facts()
    mean, error = fourth_truth.found().difference("relaxed")
    assert facts["relaxed_minus_lasso"] == f"+{mean:.3f} ± {REACH * error:.3f}"
    assert (facts["ridge_kept"], facts["relaxed_letter"]) == ("20.0", "B")

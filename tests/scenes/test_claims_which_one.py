"""The chart of choices: its numbers are those of the figures that it leads to, and its bars are as long."""

import re
from functools import cache
from typing import Any

import pytest

from figures.draw.marks import Dot, Label, Mark, Polygon, Segment
from figures.draw.questions import ends
from figures.examples.compared import compared
from figures.examples.few_true import TRUE
from figures.scenes import risk_table, true_and_false, which_one
from tests.films import SCENES, film
from tests.solvers.oracles import load

SLUG = "which_one"


@cache
def facts() -> dict[str, str]:
    return which_one.facts()


ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_7_9")["items"]}


def shown(need: str) -> dict[str, Mark]:
    """The marks in the state of what is needed."""
    return {mark.key: mark for mark in film(SLUG).frames[film(SLUG).at({"need": need})].marks}


def words(mark: Mark) -> str:
    assert isinstance(mark, Label)
    return mark.text


def test_each_number_is_one_that_its_figure_tells() -> None:
    risks, lists = risk_table.facts(), true_and_false.facts()
    assert {
        "listed_true": "10.0", "listed_false": lists["picked_false"],
        "dense_ridge": risks["dense_ridge"], "dense_lasso": risks["dense_lasso"],
        "sparse_ridge": risks["sparse_ridge"], "sparse_lasso": risks["sparse_lasso"],
        "kept_elastic_net": risks["group_elastic_net"], "kept_lasso": risks["group_lasso"],
        "length_elastic_net": risks["grouped_elastic_net_kept"], "length_lasso": risks["grouped_lasso_kept"],
        "strong_relaxed": risks["sparse_relaxed"], "strong_lasso": risks["sparse_lasso"],
        "weak_relaxed": risks["sparse_relaxed_weak"], "weak_lasso": risks["sparse_lasso_weak"],
    } == facts()  # fmt: skip
    assert round(float(lists["picked_true"]), 1) == float(facts()["listed_true"])


def test_the_errors_are_the_oracle_s() -> None:
    known = ITEMS["risk_table"]["expected"]
    for key, setting in (("dense", "dense|1.0"), ("sparse", "sparse|1.0"), ("strong", "sparse|1.0")):
        for method in ("ridge", "lasso", "relaxed"):
            if told := facts().get(f"{key}_{method}"):
                assert float(told) == pytest.approx(known[setting][method]["mean"], abs=5e-4)


def test_a_bar_is_as_long_as_its_number_by_the_scale_of_its_question() -> None:
    marks = shown("all")
    lengths: dict[str, dict[str, float]] = {}
    for one in which_one.questions():
        for evidence in one.evidence:
            for row in (1, 2):
                bar, told = marks[f"{evidence.key}-{row}"], words(marks[f"{evidence.key}-{row}-words"])
                assert isinstance(bar, Polygon)
                (left, _), (end, _) = bar.points[:2]
                number = float(told.rpartition(" ")[2])
                lengths.setdefault(evidence.key, {})[told] = (end - left) / number
                assert left < end <= evidence.right
    for key, found in lengths.items():
        assert len(found) == 2
        assert max(found.values()) == pytest.approx(min(found.values()), rel=0.02), key
    for a, b in (("dense", "sparse"), ("strong", "weak")):
        assert [*lengths[a].values()] == pytest.approx([*lengths[b].values()], rel=0.02)


def test_the_better_one_is_strong_and_is_what_the_question_leads_to() -> None:
    marks = shown("all")
    # What is true and what is false on one list are no two methods.
    best = {key: f"{key}-{row}" for key, row in BEST.items() if key != "listed"} | {"listed": ""}
    for key, row in BEST.items():
        assert words(marks[f"{key}-{row}-words"]).rpartition(" ")[0] == NAMES[key]
        for other in (1, 2):
            label, bar = marks[f"{key}-{other}-words"], marks[f"{key}-{other}"]
            assert isinstance(label, Label)
            assert isinstance(bar, Polygon)
            assert (label.weight == "semibold") is (f"{key}-{other}" == best[key])
            assert (bar.opacity > 0.5) is (f"{key}-{other}" == best[key])
    # Beyond the reach of its 95 % interval, wherever prediction errors are compared.
    for kind, snr, method, sign in (
        ("dense", "1", "ridge", -1), ("sparse", "1", "ridge", 1), ("sparse", "1", "relaxed", -1),
        ("sparse", "0.25", "relaxed", 1),
    ):  # fmt: skip
        mean, error = compared(kind, snr).difference(method)
        assert sign * mean > 1.96 * error


BEST = {"listed": 2, "dense": 1, "sparse": 2, "kept": 1, "length": 2, "strong": 1, "weak": 2}
NAMES = {
    "listed": "false", "dense": "ridge", "sparse": "lasso", "kept": "elastic net", "length": "lasso",
    "strong": "relaxed", "weak": "lasso",
}  # fmt: skip


def test_each_need_leads_to_its_end_past_the_questions_before_it() -> None:
    asked = which_one.questions()
    assert ends(asked) == ("none, unaided", "cross-validate", "elastic net", "relaxed lasso", "lasso")
    for number, need in enumerate([*which_one.NEEDS][1:]):
        marks, row = shown(need), min(number, len(asked) - 1)
        for place, one in enumerate(asked):
            node, asks, way = marks[f"{one.key}-node"], marks[f"{one.key}-asks"], marks[f"{one.key}-way"]
            assert isinstance(node, Dot)
            assert isinstance(way, Segment)
            assert {node.role, asks.role} == {"fg" if place <= row else "muted"}
            yes, no = marks[f"{one.key}-yes"], marks[f"{one.key}-no"]
            assert isinstance(yes, Label)
            assert isinstance(no, Label)
            assert (yes.weight == "semibold") is (place == number)
            passed = place < number
            assert (no.weight == "semibold") is passed
            assert way.role == ("fg" if passed else "quiet")
            lit = {marks[f"{shown_.key}-1"].role != "quiet" for shown_ in one.evidence}
            assert lit == {place == row}
    whole = shown("all")
    assert [words(whole[f"{one.key}-yes"]) for one in which_one.questions()] == [
        f"yes → {one.yes}" for one in which_one.questions()
    ]
    assert words(whole["few-no"]) == "no → lasso"
    assert "quiet" not in {mark.role for mark in whole.values() if isinstance(mark, Polygon)}


def test_the_story_takes_the_ends_in_turn_and_rests_on_the_whole_chart() -> None:
    scene = SCENES[SLUG]
    needs = [state["need"] for state in scene.states()]
    assert needs == [*[*which_one.NEEDS][1:], "all"]
    assert dict(scene.pose[0]) == {"need": "all"}
    for beat, one in zip(scene.story, which_one.questions(), strict=False):
        assert one.asks.split()[0].rstrip(",?").lower() in beat.sentence.lower()


def test_the_words_tell_the_numbers_of_the_chart() -> None:
    scene = SCENES[SLUG]
    numbers = re.findall(r"\d+\.\d+", scene.alt)
    assert sorted(numbers) == sorted(facts().values())
    order = ("dense_ridge", "dense_lasso", "sparse_ridge", "sparse_lasso")
    assert numbers[2:6] == [facts()[key] for key in order]
    for words_ in ("with 10 of 50 features true", "if all 20 features matter", "3 do", "of 5 copies"):
        assert words_ in scene.alt
    assert TRUE.sum() == 10
    assert TRUE.size == 50
    true, false = (float(facts()[f"listed_{name}"]) for name in ("true", "false"))
    assert false > true
    assert "more than half is false" in scene.notes
    assert "250 data sets of 100 rows" in scene.computed
    assert "200 data sets" in scene.computed

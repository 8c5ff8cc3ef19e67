"""What the path in fractions draws and says: exact numbers, their places, and the band of ±λ."""

import csv
import io
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from figures.draw.marks import Curve, Dot, Label, Polygon, Polyline, Segment
from figures.draw.rational import RationalPath, fraction
from figures.files.spreadsheet import spreadsheet
from figures.scenes.miniature import EXACT, NEAR, PATHS, POSE, SCENE, UP, facts
from figures.solvers import exact_path
from tests.films import film
from tests.solvers.oracles import load

SLUG = "miniature"
ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
KNOTS = [Fraction(knot) for knot in ITEMS["mini.knots"]["exact"]]
COEFS = [[Fraction(entry) for entry in row] for row in ITEMS["mini.coefs"]["exact"]]
FRACTIONS = sorted(EXACT.values())


def at(lam: Fraction, example: str = "three") -> dict[str, Any]:
    """The marks at a stop, by their keys."""
    shown = film(SLUG)
    return {mark.key: mark for mark in shown.frames[shown.at({"lam": float(lam), "example": example})].marks}


def answer(lam: Fraction, example: str = "three") -> list[Fraction]:
    """Straight between the oracle's knots."""
    item = ITEMS["mini2.knots"]
    knots = KNOTS if example == "three" else [Fraction(knot) for knot in item["exact"]]
    rows = COEFS if example == "three" else [[Fraction(e) for e in row] for row in item["exact_coefs"]]
    for high, low, above, below in zip(knots, knots[1:], rows, rows[1:], strict=False):
        if low <= lam <= high:
            share = (lam - low) / (high - low)
            return [a * share + b * (1 - share) for a, b in zip(above, below, strict=True)]
    raise AssertionError(lam)


def pulls(lam: Fraction, example: str = "three") -> list[Fraction]:
    data, w = PATHS[example].data, answer(lam, example)
    columns = list(zip(*data.X, strict=True))
    left = [
        y - sum(v * x for v, x in zip(w, row, strict=True)) for row, y in zip(data.X, data.y, strict=True)
    ]
    return [
        sum((a * b for a, b in zip(column, left, strict=True)), Fraction()) / len(left) for column in columns
    ]


def said(lam: Fraction, example: str = "three") -> set[str]:
    """The words on the picture at a stop."""
    return {mark.text for key, mark in at(lam, example).items() if key.startswith("words-") and mark.visible}


def test_words_appear_when_what_they_say_is_reached() -> None:
    for lam in FRACTIONS:
        w, other = answer(lam), answer(lam, "two")
        assert "x₁ enters first" in said(lam)
        assert ("x₁ is back, negative" in said(lam)) == (w[0] < 0)
        # They stay, as the bar does.
        assert ("w₁ = 0, exactly" in said(lam)) == (lam < KNOTS[3])
        assert ("x₂ enters, negative" in said(lam, "two")) == (other[1] < 0)


def test_the_table_has_a_column_for_each_feature() -> None:
    rows = list(csv.DictReader(io.StringIO(spreadsheet(film(SLUG)))))
    assert len(rows) == 86
    for row in rows:
        lam = min(FRACTIONS, key=lambda stop: abs(float(stop) - float(row["lam"])))
        w = [*map(float, answer(lam, row["example"])), 0.0][:3]
        # The second example has two features; the third column is of none.
        assert [float(row[name]) for name in ("x₁", "x₂", "x₃")] == pytest.approx(w, rel=1e-11, abs=0)


def written(values: list[Fraction]) -> str:
    return ", ".join(str(value).replace("-", "−") for value in values)


def test_the_stops_are_all_knots_and_fortieths() -> None:
    assert {*KNOTS, Fraction(4, 9), *(Fraction(k, 40) for k in range(41))} == set(FRACTIONS)
    assert len(EXACT) == 43
    assert len(film(SLUG).frames) == 86
    assert [*EXACT] == [float(lam) for lam in EXACT.values()]
    assert "43 values of λ" in SCENE.computed


@pytest.mark.parametrize("example", ["three", "two"])
def test_each_stop_shows_the_exact_answer_and_its_pulls(example: str) -> None:
    order = {"three": (1, 2, 0), "two": (0, 0, 1)}[example]
    for lam in FRACTIONS:
        shown, w, forces = at(lam, example), answer(lam, example), pulls(lam, example)
        assert shown["answer"].text == f"λ = {written([lam])}: w = ({written(w)})"
        assert shown["pull"].text == f"pulls ({written(forces)})"
        subject = order[-1]
        assert shown["pull"].role == ("lasso" if w[subject] else "zero")
        for slot, j in enumerate(order):
            dot = shown[f"now-{slot}"]
            assert isinstance(dot, Dot)
            assert (dot.x, dot.y, dot.hollow) == (float(lam), float(w[j]), w[j] == 0)
            assert dot.visible == (slot != 1 or example == "three")
        cursor = shown["cursor"]
        assert (cursor.x1, cursor.x2, cursor.y1) == (float(lam), float(lam), UP[0])
        force = shown["pull-now"]
        assert (force.y, force.visible) == (float(forces[subject]), lam <= Fraction(11, 20))
        for pull, own in zip(forces, w, strict=True):
            assert pull == lam * (1 if own > 0 else -1) if own else abs(pull) <= lam


def test_the_most_correlated_enters_first_leaves_and_returns_negative() -> None:
    first = [abs(c) for c in PATHS["three"].data.first_pulls]
    assert first == [1, Fraction(7, 10), Fraction(7, 10)]
    # One y and columns of one size: the largest pull is the largest correlation.
    for lam in FRACTIONS:
        own, *others = answer(lam)
        if lam >= 1:
            assert [own, *others] == [0, 0, 0]
        elif lam >= Fraction(1, 2):
            assert own > 0
            assert others == [0, 0]
        elif lam > Fraction(13, 40):
            assert own > 0
        elif lam >= Fraction(13, 140):
            assert own == 0
            assert others[0] == others[1] > 0
        else:
            assert own < 0
    # The pose, the film's end, shows the last word of the claim.
    assert SCENE.pose == ({"lam": POSE, "example": "three"},) == (SCENE.states()[-1],)
    assert answer(EXACT[POSE])[0] < 0
    assert "x₁ is back, negative" in said(EXACT[POSE])


def test_the_curves_run_through_the_knots_and_the_bar_is_the_rest() -> None:
    shown = at(Fraction(1, 5))
    for slot, j in enumerate((1, 2, 0)):
        line = shown[f"path-{slot}"]
        assert isinstance(line, Polyline)
        for x, y in line.points:
            lam = Fraction(x).limit_denominator(2000)
            assert y == pytest.approx(float(answer(lam)[j]), abs=1e-12)
            force = dict(shown[f"pull-{slot}"].points)[x]
            assert force == pytest.approx(float(pulls(lam)[j]), abs=1e-12)
        assert {float(knot) for knot in KNOTS} <= {x for x, _ in line.points}
    bar = shown["rest-0"]
    assert (bar.x1, bar.x2, bar.y1, bar.role) == (float(KNOTS[4]), float(KNOTS[3]), 0, "zero")
    lines = sorted(mark.x1 for key, mark in shown.items() if key in {f"knot-{k}" for k in range(6)})
    assert lines == sorted(map(float, KNOTS))
    other = at(Fraction(1, 5), "two")["rest-0"]
    assert (other.x1, other.x2) == (float(Fraction(4, 9)), 1)


def test_the_band_is_from_minus_lam_to_lam() -> None:
    shown = at(Fraction(1, 5))
    assert set(shown["band"].points) == {(0, 0), (1, 1), (1, -1)}
    for key, sign in (("edge-above", 1), ("edge-below", -1)):
        edge = shown[key]
        assert isinstance(edge, Segment)
        assert (edge.x1, edge.y1, edge.x2, edge.y2) == (0, 0, 1, sign)
    assert (shown["−λ"].x, shown["−λ"].y) == (NEAR, -NEAR)
    assert shown["λ"].x == shown["λ"].y


def test_numbers_stand_at_what_they_say() -> None:
    shown = at(Fraction(1, 5))
    told = {mark.text: (mark.x, mark.y) for key, mark in shown.items() if key.startswith("value-")}
    assert told == {
        "15/28": (float(KNOTS[2]), 15 / 28),
        "3/4": (float(KNOTS[3]), 0.75),
        "17/14": (float(KNOTS[4]), 17 / 14),
    }
    names = {
        mark.text: (mark.x, mark.sides)
        for key, mark in shown.items()
        if key.startswith("knot-") and key.endswith("name") and mark.visible
    }
    # Below their own hairlines; the knots at 1/2 and 9/20 are too near to one another.
    assert names == {written([knot]): (float(knot), ("below",)) for knot in KNOTS[3:5]}
    assert (shown["end"].text, shown["end"].y) == ("−39/28", pytest.approx(-39 / 28))
    assert [panel.x.label for panel in SCENE.panels] == ["← λ falls", "← λ falls"]
    other = at(Fraction(1, 5), "two")
    seen = [mark.text for mark in other.values() if isinstance(mark, Label) and mark.visible]
    assert {"5/9", "4/9", "−20/9"} <= set(seen)
    assert seen.count("5/9") == seen.count("4/9") == 1


def test_the_feature_without_a_first_pull_enters_at_four_ninths() -> None:
    assert PATHS["two"].data.first_pulls[1] == 0
    for lam in FRACTIONS:
        own = answer(lam, "two")[1]
        assert (own == 0) == (lam >= Fraction(4, 9))
        assert own <= 0


def test_what_the_beats_and_the_words_say() -> None:
    states = [Fraction(state["lam"]).limit_denominator(200) for state in SCENE.states()]
    assert states == [1, KNOTS[2], KNOTS[3], Fraction(1, 5), KNOTS[4], Fraction(1, 20)]
    # So λ only falls, and nothing plays backwards.
    assert states == sorted(states, reverse=True)
    assert SCENE.story[1].sentence == "x₂ joins at 1/2, x₃ at 9/20."
    # x₂ is still zero at 1/2 and in at 9/20, where x₃ still is zero.
    assert [written(COEFS[k][1:]) for k in (1, 2, 3)] == ["0, 0", "1/28, 0", "3/4, 3/4"]
    # "Now its pull crosses the band … It reaches the other edge, −λ."
    assert (pulls(KNOTS[3])[0], pulls(KNOTS[4])[0]) == (KNOTS[3], -KNOTS[4])
    assert "at 13/40 it is zero" in SCENE.notes
    assert "From 13/140 on it is back" in SCENE.notes
    for words in ("rises to 15/28 at 9/20", "from 13/40 down to 13/140", "ends at −39/28", "73/28 and 27/10"):
        assert words in SCENE.alt


def test_facts_are_the_oracles() -> None:
    told = facts()
    assert [told[f"knot_{k}"] for k in range(6)] == ["1", "1/2", "9/20", "13/40", "13/140", "0"]
    assert told["w_5"] == "(−39/28, 73/28, 27/10)"
    assert [told[f"two_w_{k}"] for k in range(3)] == ["(0, 0)", "(5/9, 0)", "(25/9, −20/9)"]
    assert told["two_knot_1"] == "4/9"


def test_in_between_numbers_are_rounded_and_zeros_are_not() -> None:
    shown: dict[str, Any] = {mark.key: mark for mark in SCENE.draw(lam=0.2125, example="three").marks}
    assert shown["answer"].text == "λ = 0.212: w = (0, 0.975, 0.975)"
    assert shown["now-2"].hollow


def test_a_fraction_has_a_minus_sign_and_a_whole_number_no_bar() -> None:
    assert [fraction(Fraction(a, b)) for a, b in ((-39, 28), (4, 2), (0, 3))] == ["−39/28", "2", "0"]


def test_answers_drawn_are_the_nearest_floats() -> None:
    one = RationalPath(PATHS["three"].data, 0)
    solved = one.solved([Fraction(1, 3), Fraction(1, 7)])
    path = exact_path(one.data.gram, one.data.first_pulls)
    rows = [[float(entry) for entry in path(lam)] for lam in (Fraction(1, 3), Fraction(1, 7))]
    np.testing.assert_array_equal(solved.w, rows)
    np.testing.assert_array_equal(one.answer(Fraction(1, 3)).w, rows[0])
    assert not isinstance(at(Fraction(1))["path-2"], Curve | Polygon)

"""What the figure of the optimality conditions draws and says, at every stop, against the oracle."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from figures.draw.marks import Curve, Dot, Label, Polygon, Segment
from figures.draw.pulls import shares_of_lam
from figures.scenes.equicorrelation import NAMES, SCENE, STOPS, facts
from figures.solved import Alone, certified
from tests.films import film
from tests.solvers.oracles import load

SLUG, ORACLE = "equicorrelation", load("lessons_5_6")
ITEMS: dict[str, Any] = {item["id"]: item for item in ORACLE["items"]}
KNOTS, COEFS = (np.array(ITEMS[f"six.{name}"]["expected"]) for name in ("knots", "knot_coefs"))
C, G = (np.vectorize(lambda text: float(Fraction(text)))(ORACLE["data"]["six"][name]) for name in "cG")
JOINS = dict(zip(("x₄", "x₁", "x₅", "x₂", "x₃", "x₆"), KNOTS.tolist(), strict=False))


def shown(lam: float) -> dict[str, Any]:
    """The marks by their keys, and the readouts by their labels, at the stop nearest to λ."""
    stop = min(STOPS, key=lambda stop: abs(stop - lam))
    assert abs(stop - lam) < 1e-9
    frame = film(SLUG).frames[film(SLUG).at({"lam": stop})]
    return {mark.key: mark for mark in frame.marks} | {read.label: read.text for read in frame.readouts}


def coefficients(lam: float) -> np.ndarray:
    """Those of the oracle, straight between its knots; 0.0 until a feature has joined."""
    w = np.array([np.interp(lam, KNOTS[::-1], COEFS[::-1, j]) for j in range(6)])
    return np.where([lam < JOINS[name] - 1e-12 for name in NAMES], w, 0.0)


def pulls(lam: float) -> np.ndarray:
    found: np.ndarray = C - G @ coefficients(lam)
    return found


def end(drawn: dict[str, Any], name: str) -> float:
    """Where the bar of a feature ends, in shares of λ; it begins at 0."""
    bar = drawn[f"pull-{name}"]
    assert isinstance(bar, Polygon)
    heights = {y for _, y in bar.points} - {0.0}
    assert {y for _, y in bar.points} >= {0.0}
    return heights.pop()


@pytest.mark.parametrize("lam", STOPS)
def test_what_is_non_zero_is_pulled_with_exactly_lam_and_all_else_with_at_most_that(lam: float) -> None:
    drawn, w, g = shown(lam), coefficients(lam), pulls(lam)
    for j, name in enumerate(NAMES):
        bar, share, now = drawn[f"pull-{name}"], end(drawn, name), drawn[f"now-{j}"]
        assert share * lam == pytest.approx(g[j], abs=1e-12)
        assert isinstance(now, Dot)
        assert (now.x, now.y, now.role, now.hollow) == (lam, share, bar.role, w[j] == 0)
        said, sign = drawn[f"share-{name}"].text, drawn[f"w-{name}"].text
        if w[j]:
            assert share == pytest.approx(np.sign(w[j]), abs=1e-9)
            assert (bar.role, bar.opacity) == ("lasso", 1)
            assert (said, sign[2:]) == (("= λ", " > 0") if w[j] > 0 else ("= −λ", " < 0"))
        else:
            assert abs(share) <= 1 + 1e-9
            assert (bar.role, bar.opacity < 0.5, sign[2:]) == ("zero", True, " = 0")
            at_edge = abs(lam - JOINS[name]) < 1e-12
            percent, *words = said.split(" ", 1)
            assert words == ([] if at_edge else ["% of λ"])
            # What is less than λ is not called 100 %.
            assert said == "joins" or abs(int(percent) - min(100 * abs(g[j]) / lam, 99)) <= 0.5 + 1e-9
            assert at_edge == (abs(abs(share) - 1) < 1e-9)
        assert (sign[0], sign[1]) == ("w", name[1])
        size = drawn[f"size-{name}"]
        pull, told = size.text.split()
        assert pull == "pull"
        assert abs(float(told.replace("−", "-")) - g[j]) <= 0.005 + 1e-9
        assert size.visible == (abs(share) < 1 - 1e-9)
    out = [(abs(g[j]), NAMES[j]) for j in range(6) if w[j] == 0]
    assert drawn["title"].text == f"pulls at λ = {lam:.3f}: {6 - len(out)} non-zero"
    assert drawn["non-zero, pulled with λ"] == f"{6 - len(out)} of 6"
    assert drawn["largest pull on a zero"] == ("{:.3f} ({})".format(*max(out)) if out else "no zero")
    # On both sides of the bars, and of the curves, the band that they are held in ends where λ does.
    assert [drawn[f"{key}-edge-{side}"].y1 for key in ("band", "path") for side in ("above", "below")] == [
        1, -1, 1, -1,
    ]  # fmt: skip


@pytest.mark.parametrize("lam", ["0.15", "0.3", "0.5"])
def test_pulls_are_the_oracles(lam: str) -> None:
    drawn = shown(float(lam))
    ends = np.array([end(drawn, name) for name in NAMES])
    np.testing.assert_allclose(ends * float(lam), ITEMS[f"six.pulls@{lam}"]["expected"], rtol=0, atol=1e-12)


def test_the_claim_is_in_the_pose_and_at_the_end_of_the_film() -> None:
    assert SCENE.pose == ({"lam": 0.15},) == (SCENE.states()[-1],)
    drawn = shown(0.15)
    # Four bars touch an edge, two do not, the nearer of them clearly.
    assert sorted(round(abs(end(drawn, name)), 2) for name in NAMES) == [0.33, 0.86, 1, 1, 1, 1]
    assert [drawn[f"share-{name}"].text for name in ("x₃", "x₆")] == ["86 % of λ", "33 % of λ"]
    left_to_right = sorted(NAMES, key=lambda name: drawn[f"pull-{name}"].points[0][0])
    assert left_to_right == list(JOINS)


def test_a_curve_waits_in_the_band_until_its_knot_and_then_runs_along_the_edge() -> None:
    drawn = shown(0.15)
    for j, name in enumerate(NAMES):
        waits, rides = drawn[f"waits-{name}"], drawn[f"rides-{name}"]
        assert isinstance(waits, Curve)
        assert isinstance(rides, Curve)
        assert (waits.role, rides.role) == ("zero", "lasso")
        for piece in waits.pieces:
            for lam, share in piece:
                assert lam >= JOINS[name] - 1e-12
                assert share == pytest.approx(pulls(lam)[j] / lam, abs=1e-9)
                assert abs(share) <= 1 + 1e-12
        assert waits.pieces[-1][-1][0] == 1.0
        edge = np.sign(C[j])
        for piece in rides.pieces:
            assert piece[-1][0] <= JOINS[name] + 1e-12
            np.testing.assert_allclose([share for _, share in piece], edge, rtol=0, atol=1e-9)
        ring, tag = drawn[f"joins-{name}"], drawn[f"name-{name}"]
        assert (ring.x, ring.y, ring.hollow) == (pytest.approx(JOINS[name], abs=1e-12), edge, True)
        assert (tag.text, tag.x, tag.y) == (name, ring.x, ring.y)
    assert isinstance(drawn["cursor"], Segment)
    assert drawn["cursor"].x1 == 0.15


def test_what_the_beats_and_the_words_say() -> None:
    one, four, five, two, pose = (shown(state["lam"]) for state in SCENE.states())
    assert {name: abs(end(one, name)) < 1 for name in NAMES} == dict.fromkeys(NAMES, True)
    assert [one[f"w-{name}"].text[-1] for name in NAMES] == ["0"] * 6
    for drawn, name in ((four, "x₄"), (five, "x₅"), (two, "x₂")):
        assert [key for key in NAMES if drawn[f"share-{key}"].text == "joins"] == [name]
    assert [name for name in NAMES if five[f"share-{name}"].text[0] == "="] == ["x₁", "x₄"]
    # The pull on x₂ was the weakest while all were zero, and grew at every stop on which λ fell from x₁'s
    # knot to its own.
    assert np.abs(C).argmin() == NAMES.index("x₂")
    grew = [abs(pulls(lam)[1]) for lam in sorted(STOPS) if KNOTS[3] - 1e-12 <= lam <= KNOTS[1]]
    assert (np.diff(grew) < 0).all()
    assert facts() == {
        "share_3": "86", "share_6": "33", "pull_3": "0.128", "pull_6": "0.049", "first_2": "0.16",
        "joins_2": "0.264",
    }  # fmt: skip
    said = f"{SCENE.alt} {SCENE.notes}"
    assert "x3 at 86 % of lambda, x6 at 33 %" in said
    assert "the weakest, 0.16, and grew to 0.264 while λ fell" in said
    assert "in the order x4, x1, x5, x2, x3, x6" in said
    assert isinstance(pose["share-x₃"], Label)
    assert len(STOPS) == 57
    assert "at 57 values" in SCENE.computed


def test_pulls_are_those_of_a_regression() -> None:
    with pytest.raises(TypeError, match="not of a Alone"):
        shares_of_lam(certified(Alone(1.0, 0.5), 0.5))

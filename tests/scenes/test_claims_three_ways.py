"""Three ways of one weight: what is drawn of them, found again by iteration and beside published numbers."""

from typing import Any

import numpy as np
import pytest

from figures.draw.marks import Dot, Mark, Polyline
from figures.scenes import three_ways
from tests.films import SCENES, film
from tests.solvers.oracles import load

MARKS: dict[str, Mark] = {mark.key: mark for mark in film("three_ways").frames[0].marks}
ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_7_9")["items"]}
Z, LAM, ETA = 0.2, 0.5, 0.1


def ways() -> dict[str, list[float]]:
    """The weights, by formulas: A pushed by the lasso's slope, B by ridge's, C thresholded."""
    found = {"A": [1.0], "B": [1.0], "C": [1.0]}
    for _ in range(40):
        a, b, c = (way[-1] for way in found.values())
        found["A"].append(a - ETA * (a - Z + LAM * float(np.sign(a))))
        found["B"].append(b - ETA * (b - Z + LAM * b))
        ahead = c - ETA * (c - Z)
        found["C"].append(ahead - float(np.clip(ahead, -ETA * LAM, ETA * LAM)))
    return found


def test_each_line_has_the_sizes_of_its_method() -> None:
    for letter, weights in ways().items():
        line = MARKS[f"way-{letter}"]
        assert isinstance(line, Polyline)
        for step, size in line.points:
            weight = weights[int(step)]
            assert size == pytest.approx(abs(weight), abs=1e-12) if weight else size < three_ways.FOOT
    dots = [mark for mark in MARKS.values() if isinstance(mark, Dot)]
    assert [dot.y for dot in dots] == pytest.approx([abs(w) for w in ways()["A"]], abs=1e-12)


def test_only_c_leaves_the_scale_at_the_step_that_is_said() -> None:
    published = ITEMS["hitting_time orbit"]["expected"]["w"]
    np.testing.assert_allclose(ways()["C"][: len(published)], published, atol=1e-12)
    assert ways()["C"].index(0) == ITEMS["hitting_time (0.2, 0.5, 1, 0.1)"]["expected"]["k"] == 14
    np.testing.assert_allclose(ways()["A"][:14], ways()["C"][:14], atol=1e-12)
    for letter in "AB":
        assert min(map(abs, ways()[letter])) > three_ways.FOOT
    line = MARKS["way-C"]
    assert isinstance(line, Polyline)
    assert [step for step, size in line.points if size < three_ways.FOOT] == [14]
    late = [abs(w) for w in ways()["A"][14:]]
    assert three_ways.facts() == {
        "level": f"{Z / (1 + LAM):.3f}", "near": "0.13", "least": f"{min(late):.3f}", "most": "0.07",
        "before": "0.03", "last": "13", "hit": "14", "z": "0.2", "lam": "0.5",
    }  # fmt: skip


def test_the_words_name_sizes_that_are_drawn() -> None:
    alt, late = SCENES["three_ways"].alt, [abs(w) for w in ways()["A"][14:]]
    assert "grows level near 0.13." in alt
    assert round(ways()["B"][-1], 2) == 0.13
    assert "down to 0.03, at step 13; then A goes up and down, between 0.07 and 0.001" in alt
    assert round(ways()["C"][13], 2) == 0.03
    assert (round(max(late), 2), round(min(late), 3)) == (0.07, 0.001)

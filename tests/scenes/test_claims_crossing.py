"""What the figure of ridge's crossings draws and says, held against the oracle and other code."""

from typing import Any

import numpy as np
import pytest

from figures.draw.closeup import WIDEST, CloseUp
from figures.draw.marks import Dot, Polygon, Polyline, Segment
from figures.examples.paths import diabetes_example
from figures.examples.two_features import two_features
from figures.scene import Choice
from figures.scenes.ridge_crossing import BARS, CROSSINGS, NAMES, SCENE, SEEN, facts, rests, ridge, slope
from tests.films import film
from tests.solvers.oracles import load

SLUG = "ridge_crossing"
ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
KNOWN, SLOPES = ITEMS["ridge.crossings"]["expected"], ITEMS["ridge.slope_at_crossing"]["expected"]
EXAMPLE = diabetes_example()
G, C = EXAMPLE.gram, EXAMPLE.first_pulls
ZOOMS = (1.0, 4.0, 16.0, 64.0, 256.0)
STATES = [(crossing, zoom) for crossing in SEEN for zoom in ZOOMS]


def at(crossing: str, zoom: float = 1.0) -> dict[str, Any]:
    """The marks at a stop, by their keys."""
    shown = film(SLUG)
    return {mark.key: mark for mark in shown.frames[shown.at({"crossing": crossing, "zoom": zoom})].marks}


def by_hand(lam: float) -> np.ndarray:
    """Ridge from its normal equations."""
    w: np.ndarray = np.linalg.solve(G + lam * np.eye(10), C)
    return w


def test_ridge_crosses_at_the_oracles_six_points_and_nowhere_else() -> None:
    assert CROSSINGS.keys() == KNOWN.keys()
    for name, lams in KNOWN.items():
        np.testing.assert_allclose(CROSSINGS[name], lams, rtol=1e-8)
        np.testing.assert_allclose([slope(name, lam) for lam in lams], SLOPES[name], rtol=1e-5)
    grid = np.geomspace(1e-6, 1e6, 4000)
    changes = (np.diff(np.sign(ridge(grid).w), axis=0) != 0).sum(axis=0)
    told = [len(KNOWN.get(name, ())) for name in EXAMPLE.names]
    assert changes.tolist() == told
    assert sum(told) == 6


@pytest.mark.parametrize("name", NAMES)
def test_ridge_has_opposite_signs_on_both_sides_of_each_tick(name: str) -> None:
    j = EXAMPLE.column(name)
    for lam in CROSSINGS[name]:
        before, after = by_hand(lam * (1 - 1e-9))[j], by_hand(lam * (1 + 1e-9))[j]
        assert before * after < 0


def test_the_lists_show_six_ticks_and_six_bars() -> None:
    shown = at("HDL")
    ticks = [mark for key, mark in shown.items() if key.startswith("tick-")]
    assert {(NAMES[round(tick.y1 + 0.36)], tick.x1) for tick in ticks} == {
        (name, lam) for name, lams in CROSSINGS.items() for lam in lams
    }
    assert all(isinstance(tick, Segment) and tick.x1 == tick.x2 and tick.role == "ridge" for tick in ticks)
    bars: list[Any] = [bar for bar in BARS if bar.visible]
    assert len(ticks) == len(bars) == 6
    assert [panel.title for panel in SCENE.panels[2:]] == [
        "five features: six intervals",
        "five features: six points",
    ]
    grid = np.geomspace(0.01, 100, 3001)
    w = EXAMPLE.path(grid)
    for row, name in enumerate(NAMES):
        mine = [bar for bar in bars if {round(y) for _, y in bar.points} == {row}]
        inside = np.zeros(grid.size, dtype=bool)
        for bar in mine:
            low, high = min(x for x, _ in bar.points), max(x for x, _ in bar.points)
            inside |= (grid >= low) & (grid <= high)
        np.testing.assert_array_equal(inside, w[:, EXAMPLE.column(name)] == 0)


@pytest.mark.parametrize(("crossing", "zoom"), STATES)
def test_a_close_up_is_the_coefficient_in_other_units(crossing: str, zoom: float) -> None:
    shown, (lasso, cross) = at(crossing, zoom), SEEN[crossing]
    for key, one in (("lasso", lasso), ("ridge", cross)):
        line = shown[key]
        assert isinstance(line, Polyline)
        x, y = np.array(line.points).T
        lams = one.middle * WIDEST ** (x / zoom)
        w = EXAMPLE.path(lams) if key == "lasso" else np.array([by_hand(lam) for lam in lams])
        np.testing.assert_allclose(y, w[:, one.j] * zoom / one.height, rtol=0, atol=1e-9)
        assert (x[0], x[-1]) == pytest.approx((-1, 1))
        assert 0.2 < np.abs(y).max() <= 1
        assert shown[key].role == key
    # Ridge crosses the middle of its panel, and only it.
    x, y = np.array(shown["ridge"].points).T
    assert np.abs(y[x == 0]).max() < 1e-9
    assert np.unique(np.sign(y[x < 0])).size == np.unique(np.sign(y[x > 0])).size == 1
    assert y[0] * y[-1] < 0
    # The lasso rests from the middle on, exactly.
    x, y = np.array(shown["lasso"].points).T
    bar = shown["lasso-rest-0"]
    assert (bar.x1, bar.y1, bar.role, bar.visible) == (0, 0, "zero", True)
    knots = ITEMS["diab.knots"]["expected"]
    end = np.log(knots[10] / knots[11]) * zoom / np.log(WIDEST) if crossing == "HDL" else 1
    assert bar.x2 == pytest.approx(min(1, end))
    assert (y[(x >= 0) & (x <= bar.x2)] == 0).all()
    assert (y[x < 0] != 0).all()


@pytest.mark.parametrize("crossing", SEEN)
def test_magnified_ridge_becomes_a_line_and_the_lasso_a_corner(crossing: str) -> None:
    shown = at(crossing, 256.0)
    x, y = np.array(shown["ridge"].points).T
    assert np.abs(y - x * y[-1]).max() < 0.02 * abs(y[-1])
    x, y = np.array(shown["lasso"].points).T
    assert np.abs(y - np.where(x < 0, -x * y[0], 0)).max() < 0.02 * abs(y[0])
    assert abs(y[0]) > 0.5


@pytest.mark.parametrize(("crossing", "zoom"), STATES)
def test_the_frame_in_the_list_is_what_the_close_up_shows(crossing: str, zoom: float) -> None:
    shown = at(crossing, zoom)
    for key, one in zip(("bars", "points"), SEEN[crossing], strict=True):
        frame = shown[f"{key}-window"]
        assert isinstance(frame, Polygon)
        factor = WIDEST ** (1 / zoom)
        ends = min(x for x, _ in frame.points), max(x for x, _ in frame.points)
        assert ends == pytest.approx((one.middle / factor, one.middle * factor))
        assert {round(y) for _, y in frame.points} == {NAMES.index(EXAMPLE.names[one.j])}
        panel = "lasso" if key == "bars" else "ridge"
        numbers = [mark for key, mark in shown.items() if key.startswith(f"{panel}-told") and "name" in key]
        for label in numbers:
            if label.visible:
                assert float(label.text) == pytest.approx(one.middle * WIDEST ** (label.x / zoom), rel=1e-2)
        # On the axis stand the ends of what rests in view, and the crossing; no other number.
        held = {"HDL": ["0.0624", "0.1037"] if zoom == 1 else ["0.0624"]}.get(crossing)
        wanted = (held or rests(EXAMPLE.names[one.j])) if panel == "lasso" else [f"{one.middle:.4g}"]
        assert [label.text for label in numbers if label.visible] == wanted
        assert shown[f"{panel}-scale"].text == f"λ of {'the lasso' if panel == 'lasso' else 'ridge'}"


def test_titles_and_readouts_tell_zeros_that_are_zeros() -> None:
    zero = {name: rests(name) for name in NAMES}
    assert zero == {
        "HDL": ["0.0624", "0.1037", "15.04"], "LDL": ["0.2606"], "TC": ["3.281"], "sex": ["6.19"],
        "age": ["0.2421"],
    }  # fmt: skip
    for name, ends in zero.items():
        column = EXAMPLE.path([float(end) for end in ends])[:, EXAMPLE.column(name)]
        assert (column == 0).all()
    hdl = EXAMPLE.column("HDL")
    assert EXAMPLE.path([0.0623, 0.1038, 15.03])[:, hdl].all()
    assert at("HDL")["rests"].text == "Lasso: HDL rests at 0"
    assert at("HDL")["crosses"].text == "Ridge: HDL crosses 0"
    assert at("LDL-2.2")["ridge-told-0-name"].text == "2.191"
    (_, choice), smaller = SCENE.controls, dict.fromkeys(("LDL-0.032", "LDL-2.2"))
    assert isinstance(choice, Choice)
    assert [label for key, label in choice.options if key in smaller] == ["LDL 1", "LDL 2"]
    shown = film(SLUG)
    told = {
        readout.label: readout.text
        for readout in shown.frames[shown.at({"crossing": "HDL", "zoom": 16.0})].readouts
    }
    assert told == {
        "closer": "× 16",
        "lasso exactly 0": "for λ from 0.0624 to 0.1037, and from 15.04",
        "ridge crosses 0": "at λ = 0.003685 only",
        "slope there": "−3.34 for each factor e of λ",
    }


def test_facts_are_the_oracles() -> None:
    told = facts()
    assert (told["points"], told["intervals"]) == ("six", "six")
    assert (told["hdl_rests"], told["hdl_leaves"], told["hdl_first"]) == ("0.0624", "0.1037", "15.04")
    for name, lams in KNOWN.items():
        for suffix, lam, steep in zip(("", "_2"), lams, SLOPES[name], strict=False):
            assert told[f"{name.lower()}{suffix}_crosses"] == f"{lam:.4g}"
            assert float(told[f"{name.lower()}{suffix}_slope"].replace("−", "-")) == pytest.approx(
                steep, abs=0.005
            )


def test_the_story_comes_closer_and_ends_at_all_zeros() -> None:
    assert [state["zoom"] for state in SCENE.states()] == [1, 16, 256, 1]
    assert {state["crossing"] for state in SCENE.states()} == {"HDL"}
    assert SCENE.story[-1].sentence == "Ridge: six points. Lasso: six intervals."
    assert SCENE.pose == ({"crossing": "HDL", "zoom": 1.0},)
    assert not any(isinstance(mark, Dot) for mark in film(SLUG).frames[0].marks)


def test_a_close_up_is_refused_for_what_does_not_scale() -> None:
    mixed = CloseUp(lambda lam: two_features(lam, 0.5), 1, 1.0)
    with pytest.raises(TypeError, match="a close-up is of the lasso or of ridge"):
        mixed.marks("mixed", 1.0, "λ", [(1.0, "1")])

"""What the figure of six features draws and says, held against the oracle of lessons 5 and 6."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polygon, Segment
from figures.examples.six_paths import SIX_AXES, TURNED_END
from figures.scene import Choice, Frame
from figures.scenes.six_feature_path import EXAMPLE, LASSO, NAMES, SCENE, SIDE, STOPS, facts
from figures.sheets.inline import tracks
from figures.sheets.setting import set_on
from figures.sheets.sheet import PHONE
from figures.solvers import touch_diamond
from tests.films import film
from tests.solvers.oracles import load

ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
KNOTS = ITEMS["six.knots"]["expected"]
SLUG = "six_feature_path"


def frame(lam: float, penalty: str = "lasso", axis: str = "lam") -> Frame:
    """The frame at the stop nearest to λ."""
    stop = min(STOPS, key=lambda stop: abs(stop - lam))
    assert abs(stop - lam) < 1e-9
    return film(SLUG).frames[film(SLUG).at({"lam": stop, "penalty": penalty, "axis": axis})]


def marks(shown: Frame) -> dict[str, Mark]:
    return {mark.key: mark for mark in shown.marks}


def at(shown: Frame, key: str, kind: type[Any] = Label) -> Any:
    mark = marks(shown)[key]
    assert isinstance(mark, kind)
    return mark


def drawn(shown: Frame) -> list[float]:
    """The six coefficients, as their dots stand at the cursor."""
    return [at(shown, f"w-{j}", Dot).y for j in range(6)]


def rings(shown: Frame) -> list[int]:
    """The features whose dots are hollow."""
    return [j + 1 for j in range(6) if at(shown, f"w-{j}", Dot).hollow]


def read(shown: Frame, label: str) -> str:
    return next(readout.text for readout in shown.readouts if readout.label == label)


@cache
def lasso_frames() -> tuple[tuple[float, Frame], ...]:
    return tuple((lam, frame(lam)) for lam in sorted(STOPS))


def test_the_stops_are_the_storyboards() -> None:
    assert len(STOPS) == 44
    assert "at 44 values of λ" in SCENE.computed
    assert len(film(SLUG).frames) == 528
    choices = [control for control in SCENE.controls if isinstance(control, Choice)]
    assert [label for choice in choices for _, label in choice.options] == [
        "lasso",
        "ridge",
        "elastic net, α = ½",
        "λ",
        "λ turned",
        "log λ",
        "‖w‖₁",
    ]
    for lam in (*KNOTS, 0.15, 1.0, 0.4):
        assert min(abs(stop - lam) for stop in STOPS) < 1e-12


def test_the_claim_is_drawn() -> None:
    shown = frame(0.15)
    np.testing.assert_allclose(drawn(shown), ITEMS["six.w@0.15"]["expected"], rtol=0, atol=1e-12)
    assert rings(shown) == [3, 6]
    assert at(shown, "lead").text == "λ = 0.150: 4 of 6"
    assert at(shown, "lead").lead
    assert at(shown, "pull-x₃-size").text == "0.53, third largest, yet zero"
    assert at(shown, "pull-x₂-size").text == "0.16, smallest, yet kept"
    assert SCENE.pose_panels == SCENE.film_panels == ("pulls", "path")
    assert at(shown, "cursor", Segment).x1 == 0.15
    told = {readout.label: readout.text for readout in shown.readouts}
    assert told == {
        "λ": "0.150",
        "non-zero": "4 / 6",
        "‖w‖₁": "1.481 (61 % of least squares)",
        "w₄": "0.678",
        "w₃": "0",
    }
    assert SCENE.pose == ({"lam": 0.15, "penalty": "lasso", "axis": "lam"},)


def test_the_bars_are_the_first_pulls_and_hollow_for_zeros() -> None:
    for lam, shown in lasso_frames():
        zero = LASSO(lam) == 0
        rows = sorted(NAMES, key=lambda name: -at(shown, f"pull-{name}", Polygon).points[0][1])
        assert rows == ["x₄", "x₁", "x₃", "x₅", "x₆", "x₂"]
        for name in rows:
            j, bar = NAMES.index(name), at(shown, f"pull-{name}", Polygon)
            assert [x for x, _ in bar.points] == pytest.approx([0, *[abs(EXAMPLE.first_pulls[j])] * 2, 0])
            assert (bar.role, bar.opacity > 0.5) == (("zero", False) if zero[j] else ("lasso", True))
            said, top = at(shown, f"pull-{name}-size"), rows.index(name) < 6 - zero.sum()
            size, *rank = said.text.split(", ")
            assert size == facts()[f"pull_{j + 1}"]
            # Words for what its rank does not lead to expect, and none for what it does.
            place = ["largest", *(f"{n} largest" for n in ("second", "third", "fourth", "fifth")), "smallest"]
            odd = [place[rows.index(name)], "yet zero" if zero[j] else "yet kept"]
            assert rank == (odd if zero[j] == top else ["zero"] if zero[j] else [])
            assert (said.weight == "semibold") == (zero[j] == top)
    assert "x4 0.91, x1 0.67, x3 0.53, x5 0.45, x6 0.33, x2 0.16" in " ".join(SCENE.alt.split())


def test_the_line_is_below_as_many_bars_as_are_kept_and_from_three_on_they_are_others() -> None:
    for lam, shown in lasso_frames():
        kept = [name for name in NAMES if LASSO(lam)[NAMES.index(name)]]
        line = at(shown, "largest", Segment)
        above = [name for name in NAMES if at(shown, f"pull-{name}", Polygon).points[0][1] > line.y1]
        assert (len(above), line.y1) == (len(kept), line.y2)
        assert line.visible == (2 <= len(kept) <= 5)
        assert at(shown, "largest-name").text == f"top {len(kept)}"
        assert (above == kept) == (len(kept) not in (3, 4, 5))


def test_the_numbers_of_the_lesson() -> None:
    assert facts()["rho"] == "0.6"
    assert (facts()["joins_2"], facts()["joins_3"], facts()["share"]) == ("0.264", "0.113", "61")
    assert [facts()[f"pull_{j}"] for j in range(1, 7)] == ["0.67", "0.16", "0.53", "0.91", "0.45", "0.33"]


def test_the_lead_says_how_many_are_kept_and_two_features_stand_before_the_others() -> None:
    for lam, shown in lasso_frames():
        count = 6 - len(rings(shown))
        assert count == np.count_nonzero(LASSO(lam))
        assert read(shown, "non-zero") == f"{count} / 6"
        assert at(shown, "lead").text == f"λ = {lam:.3f}: {count} of 6"
        roles = {name: marks(shown)[f"path-{name}"].role for name in NAMES}
        assert roles == {name: "lasso" if name in ("x₂", "x₃") else "quiet" for name in NAMES}
        assert [at(shown, f"w-{j}", Dot).visible for j in range(6)] == [
            False,
            True,
            True,
            False,
            False,
            False,
        ]
    knots = [at(lasso_frames()[0][1], f"knot-{row}", Segment).x1 for row in range(len(KNOTS) - 1)]
    np.testing.assert_allclose(np.sort(knots), np.sort(KNOTS)[1:], rtol=0, atol=1e-12)


def test_a_curve_rests_on_zero_from_the_right_end_to_its_knot() -> None:
    joins = {"x₄": 0.91, "x₁": 0.61, "x₅": 0.418, "x₂": KNOTS[3], "x₃": KNOTS[4], "x₆": KNOTS[5]}
    for name, knot in joins.items():
        bar = at(frame(0.15), f"rest-{name}-0", Segment)
        assert (bar.role, bar.y1, bar.y2, bar.x2) == ("zero", 0.0, 0.0, 1.0)
        assert bar.x1 == pytest.approx(knot, abs=1e-12)


@pytest.mark.parametrize("lam", ["0.15", "0.08"])
def test_the_plane_is_the_slice_at_this_lam(lam: str) -> None:
    shown, case = frame(float(lam)), ITEMS[f"six.slice@{lam}.x4x3"]["expected"]
    ols, touch = at(shown, "slice-ols", Dot), at(shown, "slice-touch", Dot)
    np.testing.assert_allclose((ols.x, ols.y), case["slice_least_squares"], rtol=0, atol=1e-12)
    np.testing.assert_allclose((touch.x, touch.y), case["touch"], rtol=0, atol=1e-12)
    (corner, top, *_) = at(shown, "slice-diamond", Polygon).points
    np.testing.assert_allclose((corner[0], top[1]), case["budget_left"], rtol=0, atol=1e-12)
    ring = at(shown, "slice-contour-0", Ellipse)
    assert (ring.x, ring.y, ring.angle % 90) == (ols.x, ols.y, 45.0)


def test_the_least_squares_point_of_the_plane_moves_and_is_not_the_global_one() -> None:
    # It stands still only while the other four do: at zero.
    seen = [at(shown, "slice-ols", Dot).x for lam, shown in lasso_frames() if lam < 0.61]
    assert (np.abs(np.diff(seen)) > 1e-4).all()
    here = at(frame(0.15), "slice-ols", Dot)
    everywhere = LASSO(0.0)[[3, 2]]
    assert np.hypot(here.x - everywhere[0], here.y - everywhere[1]) > 0.25
    wrong = touch_diamond([[1, 0.6], [0.6, 1]], everywhere, 322 / 475)
    np.testing.assert_allclose(wrong, ITEMS["six.wrong_picture@0.15"]["expected"], rtol=0, atol=1e-9)


def test_the_diamond_touches_at_the_answer_at_every_stop() -> None:
    gram = np.array([[1, 0.6], [0.6, 1]])
    for lam, shown in lasso_frames():
        ols, touch = at(shown, "slice-ols", Dot), at(shown, "slice-touch", Dot)
        budget = at(shown, "slice-diamond", Polygon).points[0][0]
        if budget:
            found = touch_diamond(gram, (ols.x, ols.y), budget)
            assert found == pytest.approx((touch.x, touch.y), abs=1e-12)
        assert touch.hollow == (lam >= KNOTS[4] - 1e-12)
        heading = at(shown, "event")
        if lam >= 0.9099:
            assert (budget, heading.text) == (0, "w₄ = w₃ = 0: no budget")
        elif touch.hollow:
            assert (heading.text, heading.role) == ("w₃ = 0: at a corner", "zero")
            assert touch.x == budget
        else:
            assert heading.text == f"w₃ = {touch.y:.3f}: off the corner"
            assert 0 < touch.y < budget


@pytest.mark.parametrize("penalty", ["ridge", "net"])
def test_what_the_other_penalties_leave_goes_through_their_answers(penalty: str) -> None:
    for axis in ("lam", "share"):
        for lam in (0.02, 0.08, 0.15, 0.4, 0.88):
            shown = frame(lam, penalty, axis)
            touch, ring = at(shown, "slice-touch", Dot), at(shown, "slice-contour-0", Ellipse)
            if penalty == "ridge":
                assert at(shown, "slice-disc", Ellipse).a == pytest.approx(np.hypot(touch.x, touch.y))
            else:
                region = at(shown, "slice-rounded", Polygon)
                # Every third point is on the outline, the others are handles.
                outline = np.array(region.points)[::3]
                level = np.abs(outline).sum(axis=1) / 2 + (outline**2).sum(axis=1) / 4
                mine = (abs(touch.x) + abs(touch.y)) / 2 + (touch.x**2 + touch.y**2) / 4
                np.testing.assert_allclose(level, mine, rtol=1e-12)
            # The contour passes through the answer.
            turn = np.radians(ring.angle)
            u, v = touch.x - ring.x, touch.y - ring.y
            along, aside = u * np.cos(turn) + v * np.sin(turn), v * np.cos(turn) - u * np.sin(turn)
            assert (along / ring.a) ** 2 + (aside / ring.b) ** 2 == pytest.approx(1, abs=1e-9)
            shapes = {
                kind: at(shown, f"slice-{kind}", Mark).visible for kind in ("diamond", "disc", "rounded")
            }
            assert shapes == {"diamond": False, "disc": penalty == "ridge", "rounded": penalty == "net"}


def test_ridge_and_the_elastic_net_at_their_own_lam() -> None:
    ridge, net = frame(0.15, "ridge"), frame(0.15, "net")
    np.testing.assert_allclose(drawn(ridge), ITEMS["six.ridge@0.15"]["expected"], rtol=0, atol=1e-11)
    np.testing.assert_allclose(drawn(net), ITEMS["six.en@0.15,0.5"]["expected"], rtol=0, atol=1e-12)
    assert [at(shown, "lead").text for shown in (ridge, net)] == ["λ = 0.150: 6 of 6"] * 2
    counts = {lam: read(frame(lam, "net"), "non-zero") for lam in (0.3, 0.5)}
    assert counts == {0.3: "5 / 6", 0.5: "4 / 6"}
    assert all(not rings(frame(lam, "ridge", axis)) for lam in STOPS for axis in SIX_AXES)


def test_one_place_on_the_axis_of_shares_is_one_size() -> None:
    case = ITEMS["six.ridge_same_l1"]["expected"]
    ridge = frame(0.15, "ridge", "share")
    np.testing.assert_allclose(drawn(ridge), case["w"], rtol=0, atol=1e-9)
    assert read(ridge, "λ") == f"{case['lam']:.3f}" == facts()["ridge"] == "0.711"
    share = ITEMS["six.w@0.15"]["share"]
    for penalty, count in (("lasso", 4), ("net", 5), ("ridge", 6)):
        shown = frame(0.15, penalty, "share")
        assert at(shown, "cursor", Segment).x1 == pytest.approx(1 - share, abs=1e-12)
        assert read(shown, "‖w‖₁") == "1.481 (61 % of least squares)"
        assert at(shown, "lead").text == f"61 % of ‖w‖₁: {count} of 6"
    # Far beyond λ = 1, where ridge would still be at 53 %.
    last = frame(1.0, "ridge", "share")
    assert float(read(last, "λ")) > 100
    assert read(last, "‖w‖₁") == "0.024 (1 % of least squares)"
    assert drawn(frame(1.0, "net", "share")) == [0.0] * 6
    # The elastic net's share falls to zero as the lasso's does; only ridge's ends at 1 %.
    told = [read(frame(0.9, penalty, "share"), "‖w‖₁") for penalty in ("lasso", "net", "ridge")]
    assert told == ["0.010 (0 % of least squares)"] * 2 + ["0.024 (1 % of least squares)"]


@pytest.mark.parametrize("axis", ["lam", "turned", "log", "share"])
def test_ticks_cursor_and_curves_are_on_one_scale(axis: str) -> None:
    for lam in (0.0, 0.1, 0.2, 1.0):
        shown = frame(lam, "lasso", axis)
        x = at(shown, "cursor", Segment).x1
        assert {at(shown, f"w-{j}", Dot).x for j in range(6)} == {x}
        ticks = {at(shown, f"scale-{k}-name").text: at(shown, f"scale-{k}-name").x for k in range(6)}
        told = f"{lam:g}" if axis != "share" else {0.0: "100", 1.0: "0"}.get(lam)
        if told in ticks:
            assert x == pytest.approx(ticks[told], abs=1e-12)


@pytest.mark.parametrize("axis", ["lam", "turned", "log", "share"])
@pytest.mark.parametrize("penalty", ["lasso", "ridge", "net"])
def test_the_axis_says_which_way_lam_falls_and_names_stand_where_it_ends(penalty: str, axis: str) -> None:
    high, low, end = (frame(lam, penalty, axis) for lam in (0.8, 0.1, 0.0))
    falls = at(low, "cursor", Segment).x1 - at(high, "cursor", Segment).x1
    arrow, words = {"lam": "←", "log": "←", "share": "←", "turned": "→"}[axis], at(low, "scale").text
    assert "λ falls" in words
    assert (arrow in words, {"←", "→"} - {arrow} <= set(words)) == (True, False)
    assert (falls > 0) == (arrow == "→")
    # At least squares stand the names that are seen, on its outer side.
    for name in NAMES:
        names = [at(end, f"{key}-{name}") for key in ("name", "end")]
        (seen,) = [tag for tag in names if tag.visible]
        assert (seen.text, seen.x) == (name, at(end, "cursor", Segment).x1)
        assert seen.sides == (("right",) if axis == "turned" else ("left",))


def test_turned_shows_the_same_coefficients_from_the_other_side() -> None:
    for lam in STOPS:
        straight, turned = frame(lam), frame(lam, axis="turned")
        assert drawn(straight) == drawn(turned)
        assert at(turned, "cursor", Segment).x1 == pytest.approx(TURNED_END * (1 - lam), abs=1e-12)
    shown = frame(0.15, axis="turned")
    for name, knot in {"x₄": 0.91, "x₁": 0.61, "x₅": 0.418, "x₂": KNOTS[3], "x₃": KNOTS[4]}.items():
        bar, line = at(shown, f"rest-{name}-0", Segment), at(shown, f"path-{name}", Curve)
        assert (bar.x1, bar.x2) == (0.0, pytest.approx(TURNED_END * (1 - knot), abs=1e-12))
        (x, w) = line.pieces[-1][-1]
        assert (x, w) == (TURNED_END, pytest.approx(LASSO(0.0)[NAMES.index(name)], abs=1e-12))


def test_on_each_axis_cursor_and_dots_go_straight_from_stop_to_stop() -> None:
    moving = tracks(film(SLUG))
    for key, names in {
        "cursor": ["d"], "w-1": ["cx", "cy"], "w-2": ["cx", "cy"], "slice-touch": ["cx", "cy"],
        "slice-ols": ["cx", "cy"], "slice-diamond": ["d"],
    }.items():  # fmt: skip
        for name in names:
            # The first control, λ, is the one along which it may be drawn straight.
            assert moving[key][name][2:] == [[0]], (key, name)


def test_what_the_beats_say() -> None:
    states = [(state["lam"], frame(state["lam"])) for state in SCENE.states()]
    assert [lam for lam, _ in states] == pytest.approx([1, 0.4, 0.15, 0.15, KNOTS[5], 0.15])
    assert [rings(shown) for _, shown in states] == [
        [1, 2, 3, 4, 5, 6], [2, 3, 6], [3, 6], [3, 6], [6], [3, 6],
    ]  # fmt: skip
    # "x₄ leaves zero, then x₁, then x₅", "x₂ joins", "x₃ joins".
    assert [j + 1 for events in LASSO.events for j, _ in events] == [4, 1, 5, 2, 3, 6]
    pulls = np.abs(EXAMPLE.first_pulls)
    assert pulls.argmin() + 1 == 2
    assert set(np.argsort(-pulls)[:4] + 1) == {1, 3, 4, 5} != {1, 2, 4, 5}
    # "x₄ stops growing" where x₃ joins.
    assert drawn(frame(KNOTS[5]))[3] == pytest.approx(0.705, abs=1e-12)
    assert drawn(frame(KNOTS[4]))[3] == pytest.approx(0.705, abs=1e-12)
    assert drawn(frame(0.12))[3] < 0.705


def test_path_bars_and_plane_are_on_a_phone_at_once() -> None:
    setting = set_on(film(SLUG), PHONE)
    slice_ = setting.places[-1]
    assert [place.key for place in setting.places] == ["pulls", "path", "slice"]
    assert setting.height + 52 <= 700
    # One scale on both axes of the plane, and what it declares is all there.
    (left, top), (right, foot) = (
        slice_.project(SIDE[0][0], SIDE[1][1]),
        slice_.project(SIDE[0][1], SIDE[1][0]),
    )
    across, up = (high - low for low, high in SIDE)
    assert (right - left) / across == pytest.approx((foot - top) / up)
    assert min(right - left, slice_.axes[3]) > 130

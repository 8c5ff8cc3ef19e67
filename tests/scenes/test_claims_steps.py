"""What the figures of gradient and proximal steps draw and say, against the oracle and a plain iteration."""

from math import ceil, copysign
from typing import Any

import numpy as np
import pytest

from figures.draw.marks import Dot, Mark, Polyline, Segment
from figures.scene import Frame
from figures.scenes import hitting_time, two_cycle
from tests.films import at, film, frame, read
from tests.solvers.oracles import load

ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_7_9")["items"]}
LAM = 0.5
CYCLES = [(z, eta) for z in two_cycle.EVIDENCE for eta in two_cycle.SIZES]
ARRIVALS = [(z, eta) for z in hitting_time.EVIDENCE for eta in hitting_time.SIZES]


def dots(shown: Frame, key: str, last: int) -> list[float]:
    """The heights of the dots up to that step, all of which are to be seen."""
    found = [at(shown, f"{key}-{k}", Dot) for k in range(last + 1)]
    assert all(dot.visible and dot.x == k for k, dot in enumerate(found))
    return [dot.y for dot in found]


def gradient(w: float, z: float, eta: float, steps: int) -> list[float]:
    way = [w]
    for _ in range(steps):
        w -= eta * (w - z + (copysign(LAM, w) if w else 0.0))
        way.append(w)
    return way


def proximal(w: float, z: float, eta: float, steps: int) -> list[float]:
    way = [w]
    for _ in range(steps):
        half = w - eta * (w - z)
        w = copysign(max(abs(half) - eta * LAM, 0.0), half)
        way.append(w)
    return way


def on_line(point: tuple[float, float], line: Segment) -> bool:
    """Whether a point lies on a segment, its ends included."""
    share = (point[0] - line.x1) / (line.x2 - line.x1)
    off = line.y1 + share * (line.y2 - line.y1) - point[1]
    return -1e-12 <= share <= 1 + 1e-12 and abs(off) < 1e-12


# --- two_cycle -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("z", "eta"), CYCLES)
def test_gradient_steps_jump_around_zero_and_are_never_there(z: float, eta: str) -> None:
    """The claim: in the end on both sides of zero, and not once on it in all the steps that are counted."""
    way = gradient(two_cycle.START, z, float(eta), two_cycle.RUN)
    assert 0.0 not in way
    assert min(way[-100:]) < 0 < max(way[-100:])
    shown = frame("two_cycle", z=z, eta=eta)
    np.testing.assert_allclose(
        dots(shown, "w", two_cycle.LAST), way[: two_cycle.LAST + 1], rtol=0, atol=1e-12
    )
    assert read(shown, "exact zeros in 5,000 steps") == "0"
    # All later steps repeat the last ones, to rounding, and fewer would not do.
    ends = two_cycle.orbit(z, float(eta))[1]
    told = at(shown, "ever").text
    number = two_cycle.COUNTED[len(ends)] if len(ends) < 5 else f"{len(ends)} points"
    assert told == f"{number} for ever, {'neither' if len(ends) == 2 else 'none'} is 0"
    later = gradient(way[-1], z, float(eta), 3 * len(ends))
    np.testing.assert_allclose(later[len(ends) :], later[: -len(ends)], rtol=0, atol=1e-12)
    np.testing.assert_allclose(np.sort(later[: len(ends)]), ends, rtol=0, atol=1e-12)
    assert np.diff(ends).min() > 1e-4


@pytest.mark.parametrize("item", ["eta=0.1 lam=0.5 z=0.02", "eta=0.1 lam=0.5 z=0.2",
                                  "eta=0.1 lam=0.5 z=0.3", "eta=0.2 lam=0.5 z=0.3"])  # fmt: skip
def test_the_points_are_the_oracles(item: str) -> None:
    given, expected = (ITEMS[f"two_cycle {item}"][part] for part in ("inputs", "expected"))
    ends = two_cycle.orbit(given["z"], given["eta"])[1]
    assert len(ends) == expected["period"]
    np.testing.assert_allclose(ends, expected["points"], rtol=0, atol=1e-9)
    assert (
        two_cycle.facts()[f"miss_{str(given['eta'])[2:]}"] == f"{given['eta'] * LAM / (2 - given['eta']):.3f}"
    )


@pytest.mark.parametrize(("z", "eta"), CYCLES)
def test_two_points_are_z_and_the_miss_and_only_near_zero(z: float, eta: str) -> None:
    miss = float(eta) * LAM / (2 - float(eta))
    ends = two_cycle.orbit(z, float(eta))[1]
    assert (len(ends) == 2) == (abs(z) < miss)
    if len(ends) == 2:
        np.testing.assert_allclose(ends, [z - miss, z + miss], rtol=0, atol=1e-12)


def test_the_pose_says_for_ever_two_points_and_names_them() -> None:
    shown = frame("two_cycle")
    told = at(shown, "ever")
    assert (told.text, told.visible, told.lead) == ("two points for ever, neither is 0", True, True)
    low, high = 0.02 - 0.1 / 1.8, 0.02 + 0.1 / 1.8
    assert [at(shown, f"end-{row}-name").text for row in (0, 1)] == [f"−{-low:.3f}", f"{high:.3f}"]
    assert (two_cycle.LOW, two_cycle.HIGH) == ("−0.036", "0.076")
    assert [at(shown, f"end-{row}", Segment).y1 for row in (0, 1)] == pytest.approx([low, high], abs=1e-12)
    assert not at(shown, "end-2", Segment).visible
    assert at(shown, "zero", Segment).y1 == at(shown, "zero", Segment).y2 == 0
    # Where they are drawn last they look as if they had arrived.
    assert dots(shown, "w", 24)[-2:] == pytest.approx([low, high], abs=1e-3)
    assert f"between {two_cycle.HIGH} and {two_cycle.LOW}" in film("two_cycle").scene.alt


def test_the_third_step_jumps_over_zero_and_the_fourth_back() -> None:
    way = dots(frame("two_cycle"), "w", 4)
    assert [w > 0 for w in way] == [True, True, True, False, True]
    now = frame("two_cycle", step=3.0)
    assert [at(now, f"w-{k}", Dot).visible for k in (2, 3, 4)] == [True, True, False]
    assert not at(now, "ever").visible


def test_half_the_step_gives_two_points_nearer_to_each_other() -> None:
    spans = {eta: np.ptp(two_cycle.orbit(0.02, float(eta))[1]) for eta in ("0.2", "0.1")}
    assert spans["0.1"] < spans["0.2"]
    assert len(two_cycle.orbit(0.02, 0.1)[1]) == 2


@pytest.mark.parametrize(("z", "eta"), CYCLES)
def test_the_line_of_one_step_jumps_over_the_diagonal(z: float, eta: str) -> None:
    shown = frame("two_cycle", z=z, eta=eta)
    left, right, jump = (at(shown, key, Segment) for key in ("map-1", "map1", "map-jump"))
    # Left of zero all of it lies above the diagonal, right of zero below it.
    assert left.x2 == right.x1 == 0
    assert min(left.y1 - left.x1, left.y2, right.x2 - right.y2, -right.y1) > 0
    assert (jump.y1, jump.y2) == pytest.approx((right.y1, left.y2))
    for x, y in at(shown, "web-way", Polyline).points:
        assert abs(x - y) < 1e-12 or on_line((x, y), left) or on_line((x, y), right)


# --- hitting_time --------------------------------------------------------------------------------


@pytest.mark.parametrize(("z", "eta"), ARRIVALS)
def test_proximal_steps_arrive_when_foretold_and_stay(z: float, eta: str) -> None:
    """The claim, with 1,000 steps more than are drawn."""
    way = proximal(hitting_time.START, z, float(eta), 1000)
    hit, crossing = hitting_time.arrival(z, float(eta))
    assert hit == ceil(crossing)
    assert all(way[:hit])
    assert not any(way[hit:])
    shown = frame("hitting_time", z=z, eta=eta)
    assert at(shown, "exactly").text == f"so exactly 0 from step {hit}"
    assert at(shown, "crosses").text == f"dashed line crosses 0 after {crossing:.1f}"
    np.testing.assert_allclose(dots(shown, "proximal", hit - 1), way[:hit], rtol=0, atol=1e-12)
    assert not at(shown, f"proximal-{hit}", Dot).visible
    ring, bar = at(shown, "hit-0", Dot), at(shown, "rest-0", Segment)
    assert (ring.x, ring.y, ring.hollow, ring.visible) == (hit, 0, True, True)
    assert (bar.x1, bar.x2, bar.y1, bar.y2, bar.visible) == (hit, hitting_time.LAST, 0, 0, True)
    before = frame("hitting_time", z=z, eta=eta, step=hit - 1.0)
    assert not at(before, "hit-0", Dot).visible
    assert not at(before, "rest-0", Segment).visible


@pytest.mark.parametrize(("z", "eta"), ARRIVALS)
def test_gradient_steps_are_the_same_until_they_jump_over(z: float, eta: str) -> None:
    hit, _ = hitting_time.arrival(z, float(eta))
    shown = frame("hitting_time", z=z, eta=eta)
    way = dots(shown, "gradient", hitting_time.LAST)
    np.testing.assert_allclose(
        way, gradient(hitting_time.START, z, float(eta), hitting_time.LAST), rtol=0, atol=1e-12
    )
    assert way[:hit] == pytest.approx(dots(shown, "proximal", hit - 1), abs=1e-12)
    assert way[hit] < 0 < way[hit + 1]
    assert 0.0 not in way


@pytest.mark.parametrize(("z", "eta"), ARRIVALS)
def test_the_dashed_curve_goes_through_the_steps_and_aims_beyond_zero(z: float, eta: str) -> None:
    hit, _ = hitting_time.arrival(z, float(eta))
    shown = frame("hitting_time", z=z, eta=eta)
    points = np.concatenate([piece for piece in at(shown, "pursuit", Mark).pieces])
    way = gradient(hitting_time.START, z, float(eta), hitting_time.LAST)
    for x, y in points:
        if x == int(x) <= hit:
            assert y == pytest.approx(way[int(x)], abs=1e-12)
    assert at(shown, "aims").text == f"aims at −{LAM - z:g}"
    assert z - LAM < points[-1, 1] < 0 or hit > 20


@pytest.mark.parametrize(("z", "eta"), ARRIVALS)
def test_the_map_of_a_proximal_step_is_flat_where_it_crosses_the_diagonal(z: float, eta: str) -> None:
    shown = frame("hitting_time", z=z, eta=eta)
    flat = at(shown, "flat-0", Segment)
    assert flat.y1 == flat.y2 == 0
    assert flat.x1 < 0 < flat.x2
    # Its ends are those w that one step moves to η λ, as far as the panel shows them.
    ends = [float(eta) * (side * LAM - z) / (1 - float(eta)) for side in (-1, 1)]
    assert (flat.x1, flat.x2) == pytest.approx((max(ends[0], hitting_time.NEAR[0]), ends[1]), abs=1e-12)
    for x, y in at(shown, "flat-map", Polyline).points:
        assert y == pytest.approx(proximal(x, z, float(eta), 1)[1], abs=1e-12)


def test_the_pose_and_the_sentences_of_the_arrival() -> None:
    scene = film("hitting_time").scene
    hit, crossing = hitting_time.arrival(0.2, 0.2)
    assert (hit, f"{crossing:.1f}") == (hitting_time.HIT, "4.4") == (5, "4.4")
    assert [beat.state.get("step") for beat in scene.story] == [2, 4, 5, 24]
    told = hitting_time.facts()
    assert (told["before"], told["missed"]) == (
        f"{0.8 * 0.8**4 - 0.3:.3f}", f"−{0.3 - 0.8 * 0.8**5:.3f}",
    )  # fmt: skip
    assert "−0.3." in scene.alt


def test_arrivals_from_one_are_the_oracles() -> None:
    found = 0
    for item in ITEMS.values():
        given = item["inputs"]
        if item["figure"] == "hitting_time" and "k" in item["expected"] and given["w0"] == 1:
            assert hitting_time.arrival(given["z"], given["eta"], 1.0)[0] == item["expected"]["k"]
            found += 1
    assert found >= 8
    told, expected = hitting_time.facts(), {"5": 3, "2": 7, "1": 14, "01": 146, "weak": 44}
    assert {name: int(told[f"from_one_{name}"]) for name in expected} == expected


def test_the_iterations_of_this_file_are_the_oracles() -> None:
    for item, method in (("hitting_time orbit", proximal), ("subgradient orbit beside it", gradient)):
        given, w = ITEMS[item]["inputs"], ITEMS[item]["expected"]["w"]
        own = method(given["w0"], given["z"], given["eta"], len(w) - 1)
        np.testing.assert_allclose(own, w, rtol=0, atol=1e-12)

"""A story in thirtieths of a second: eased where it may be, at once elsewhere, every picture certified."""

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from figures.draw.marks import Dot
from figures.draw.panels import axis, main
from figures.film.film import Film, shoot
from figures.film.shots import STEP_BACK, Shot, eased, light
from figures.scene import Choice, Frame, Scene, SceneError, Slider
from figures.solved import Alone, certified
from figures.story import Beat
from tests.told import TOLD, changed, told

PLANE = axis("x", -10, 10)
LINEAR = Slider(name="a", label="a", stops=(0.0, 1.0, 2.0), continuous="linear")
LOG = Slider(name="b", label="b", stops=(0.1, 1.0, 10.0), continuous="log")
SEED = Slider(name="seed", label="seed", stops=(1.0, 2.0, 3.0))
KIND = Choice(name="kind", label="kind", options=(("one", "one"), ("two", "two")))


def draw(a: float, b: float, seed: float, kind: str) -> Frame:
    values = {"a": a, "b": b, "seed": seed, "kind": float(kind == "two")}
    return Frame(
        marks=tuple(Dot(key=name, panel="p", x=value, y=0.0) for name, value in values.items()),
        readouts=(),
        says="",
    )


START: dict[str, Any] = {"a": 0.0, "b": 0.1, "seed": 1.0, "kind": "one"}


def journey(*beats: Beat, **parts: Any) -> tuple[Shot, ...]:
    """The shots of these beats, then of one that is the pose."""
    first = Beat("First.", START, hold=1.5)
    last = Beat("Last.", START, hold=9.0)
    scene = Scene(
        draw=draw, title="t", claim="c", caption="c", alt="a", notes="n", computed="c", lesson="index",
        panels=(main("p", PLANE, PLANE),), controls=(LINEAR, LOG, SEED, KIND), pose=(START,),
        story=(first, *beats, last), uncertified="nothing is solved",
    )  # fmt: skip
    scene = replace(scene, **parts)
    scene.check("journey")
    return shoot("journey", scene).shots


def course(shots: tuple[Shot, ...], name: str, beat: int) -> list[float]:
    """Where the dot of a control is, picture by picture of a beat."""
    places = []
    for shot in shots:
        (dot,) = (mark for mark in shot.frame.marks if mark.key == name)
        assert isinstance(dot, Dot)
        places += [dot.x] * (shot.pictures if shot.beat == beat else 0)
    return places


def test_a_journey_is_slow_fast_slow_and_the_same_backwards() -> None:
    assert (eased(0.0), eased(0.5), eased(1.0)) == (0.0, 0.5, 1.0)
    steps = [eased((row + 1) / 20) - eased(row / 20) for row in range(20)]
    assert min(steps) > 0
    assert steps[:10] == sorted(steps[:10])
    assert steps == pytest.approx(steps[::-1])
    # The first twentieth is a tenth of an even step, that in the middle half as much again.
    assert steps[0] * 20 < 0.15
    assert steps[10] * 20 > 1.45


def test_a_slider_moves_through_eased_values_and_ends_on_its_stop() -> None:
    shots = journey(Beat("Go.", {"a": 2.0}, way=1.0, hold=0.5))
    places = course(shots, "a", 1)
    assert len(places) == 45
    assert places[:30] == pytest.approx([2 * eased(row / 30) for row in range(1, 31)])
    assert all(0.0 < a < b for a, b in pairwise(places[:29]))
    # No rounding is left over.
    assert set(places[29:]) == {2.0}


def test_a_logarithmic_slider_moves_by_equal_factors() -> None:
    places = course(journey(Beat("Go.", {"b": 10.0}, way=1.0, hold=0.5)), "b", 1)
    shares = [math.log10(place / 0.1) / 2 for place in places[:30]]
    assert shares == pytest.approx([eased(row / 30) for row in range(1, 31)])
    assert places[29] == 10.0


def test_equal_factors_lead_to_no_zero() -> None:
    lowest = replace(LOG, stops=(0.0, 1.0))
    start = START | {"b": 0.0}
    beats = (
        Beat("First.", start, hold=1.5),
        Beat("Go.", {"b": 1.0}, way=1.0, hold=0.5),
        Beat("Last.", start, hold=2.0),
    )
    parts: dict[str, Any] = {"controls": (LINEAR, lowest, SEED, KIND), "pose": (start,), "story": beats}
    with pytest.raises(
        SceneError, match=r"journey\.py: beat 2 moves 'b' by equal factors, which never leads to 0"
    ):
        journey(**parts)
    # At once it may.
    jump = (beats[0], replace(beats[1], way=0.0), beats[2])
    assert set(course(journey(**parts | {"story": jump}), "b", 1)) == {1.0}


@pytest.mark.parametrize("state", [{"seed": 3.0}, {"kind": "two"}, {"a": 2.0}, {"seed": 2.0, "kind": "two"}])
def test_what_does_not_move_changes_at_once_in_a_cross_fade(state: dict[str, Any]) -> None:
    """Seeds and choices never move; a continuous slider does not if its beat takes no way."""
    shots = [shot for shot in journey(Beat("Now.", state, hold=0.5)) if shot.beat == 1]
    fade, (rest,) = shots[:6], shots[6:]
    assert [shot.share for shot in fade] == pytest.approx([row / 6 for row in range(1, 7)])
    assert {shot.pictures for shot in fade} == {1}
    for shot in fade:
        assert shot.before is not None
        assert shot.before.marks == draw(**START).marks
        assert shot.frame.marks == draw(**START | state).marks
    assert (rest.pictures, rest.before, rest.share) == (15, None, 1.0)


def test_what_jumps_does_so_before_what_moves() -> None:
    shots = journey(Beat("Both.", {"seed": 3.0, "a": 2.0}, way=0.5, hold=0.5))
    assert set(course(shots, "seed", 1)) == {3.0}
    places = course(shots, "a", 1)
    assert places[:6] == [0.0] * 6
    assert places[6:21] == pytest.approx([2 * eased(row / 15) for row in range(1, 16)])


def test_a_film_lasts_as_long_as_its_beats_and_cross_fades() -> None:
    beats = (
        Beat("Move.", {"a": 2.0}, way=1.3, hold=0.7),
        Beat("Jump.", {"kind": "two"}, hold=0.5),
        Beat("Stay.", hold=0.4),
    )
    # The last beat jumps back from everything.
    seconds = 1.5 + 2.0 + 0.5 + 0.4 + 9.0
    assert sum(shot.pictures for shot in journey(*beats)) == 30 * seconds + 2 * 6


def test_a_still_stretch_is_one_shot_and_no_picture_repeats_in_motion() -> None:
    shots = journey(Beat("Go.", {"a": 2.0}, way=1.0, hold=2.0))
    assert (shots[0].pictures, shots[0].beat) == (45, 0)
    still = [shot for shot in shots if shot.pictures > 1]
    assert [(shot.beat, shot.pictures) for shot in still] == [(0, 45), (1, 61), (2, 270)]
    for a, b in pairwise(shots):
        assert a.frame.marks != b.frame.marks or (a.before, a.share) != (b.before, b.share)


def lights(film: Film, key: str, panel: str, beat: int) -> list[float]:
    return [
        light(film.scene.story, shot, key, panel)
        for shot in film.shots
        for _ in range(shot.pictures)
        if shot.beat == beat
    ]


def test_one_thing_is_lit_while_the_rest_steps_back_and_comes_forth_again() -> None:
    """Beats 2 and 3 light the map, beat 3 also a dot of the other panel, the last everything."""
    film = told()
    assert set(lights(film, "on-map-0", "map", 0) + lights(film, "on-path-0", "path", 0)) == {1.0}
    for beat in range(4):
        assert set(lights(film, "on-map-0", "map", beat)) == {1.0}
    back = lights(film, "on-path-0", "path", 1)
    assert back[:9] == pytest.approx([1 + (STEP_BACK - 1) * eased(row / 9) for row in range(1, 10)])
    assert set(back[8:]) == {STEP_BACK}
    assert set(lights(film, "on-path-0", "path", 2)) == {STEP_BACK}
    forth = lights(film, "on-path-1", "path", 2)
    assert forth[:9] == pytest.approx([STEP_BACK + (1 - STEP_BACK) * eased(row / 9) for row in range(1, 10)])
    assert set(forth[8:]) == {1.0}
    assert set(lights(film, "on-path-0", "path", 3)[9:]) == {1.0}


def test_a_scene_that_lies_only_between_its_stops_is_refused_with_the_state_named() -> None:
    def lying(lam: float, kind: str) -> Frame:
        frame = TOLD.draw(lam=lam, kind=kind)
        wrong = certified(Alone(1.0, 0.5), 0.5 + (1e-9 if lam % 0.25 else 0.0))
        return replace(frame, solved=(*frame.solved, wrong))

    film = shoot("lying", changed(draw=lying))
    with pytest.raises(
        SceneError, match=r"lying\.py at lam=0\.00325\d*, kind='lasso': .* violates .* by 1e-09"
    ):
        _ = film.shots


def test_the_story_ends_in_the_frame_of_the_pose() -> None:
    film = told()
    assert film.shots[-1].frame.marks == film.frames[film.poses[0]].marks
    assert [shot.beat for shot in film.shots] == sorted(shot.beat for shot in film.shots)


def test_a_sentence_appears_on_arrival_unless_it_tells_of_the_way() -> None:
    shots = told().shots
    story = told().scene.story
    assert [beat.along for beat in story] == [False, True, False, False]
    for number, beat in enumerate(story):
        said = [(shot.sentence, shot.pictures) for shot in shots if shot.beat == number]
        assert said[-1] == (beat.sentence, said[-1][1])
        early = {sentence for sentence, _ in said[:-1]}
        assert early <= ({beat.sentence} if beat.along else {"", beat.sentence})
    journey = [shot for shot in shots if shot.beat == 3 and shot.before is None and shot.pictures == 1]
    assert len(journey) >= 10
    assert {shot.sentence for shot in journey[:10]} == {""}

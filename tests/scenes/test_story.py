"""A story that cannot be told is refused by name, with the mend; a frame holds what it is given."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from figures.draw.marks import Dot, Mark, Polyline
from figures.draw.panels import read
from figures.draw.vocabulary import answers, diagonal, on
from figures.film.film import shoot
from figures.scene import Frame, Scene, SceneError
from figures.solved import Alone, certified
from figures.story import Beat, nearest_stop
from tests.told import KIND, LAM, TOLD, changed

FIRST, SECOND, THIRD, LAST = TOLD.story
POSE, OTHER = TOLD.pose
MISTYPED_PART: dict[str, Any] = {"part": "secnd"}
MISTYPED_WAY: dict[str, Any] = {"continuous": "lin"}


def told(*story: Beat, **parts: Any) -> Scene:
    return changed(story=story or TOLD.story, **parts)


def test_a_whole_story_is_told() -> None:
    TOLD.check("told")


REFUSED = {
    "sets a control that there is not": (
        told(FIRST, replace(SECOND, state={"lamb": 1.0}), LAST),
        "beat 2 sets 'lamb', which is no control; did you mean 'lam'?",
    ),
    "goes to no stop": (
        told(FIRST, replace(SECOND, state={"lam": 1.1}), LAST),
        "beat 2 puts 'lam' to 1.1, which is no stop; the nearest stop is 1.0",
    ),
    "chooses no option": (
        told(FIRST, replace(SECOND, state={"kind": "ridg"}), LAST),
        "beat 2 puts 'kind' to 'ridg', which is no stop; did you mean 'ridge'?",
    ),
    "chooses by number": (
        told(FIRST, replace(SECOND, state={"kind": 1}), LAST),
        "beat 2 puts 'kind' to 1, which is no stop; valid names: lasso, ridge",
    ),
    "says too much": (
        told(replace(FIRST, sentence="x" * 61), SECOND, LAST),
        "the sentence of beat 1 has 61 letters; say it in 1 to 60",
    ),
    "says nothing": (
        told(FIRST, replace(SECOND, sentence=""), LAST),
        "the sentence of beat 2 has 0 letters; say it in 1 to 60",
    ),
    "takes negative time": (
        told(FIRST, replace(SECOND, way=-1.0), LAST),
        "beat 2 takes -1 s and rests 0.5 s; give it time",
    ),
    "does not rest": (
        told(FIRST, replace(SECOND, hold=0.0), LAST),
        "beat 2 takes 1 s and rests 0 s; give it time",
    ),
    "begins with a way": (
        told(replace(FIRST, way=1.0), SECOND, LAST),
        "the first beat is hurried; give it way=0 and a hold of 1.5 s or more",
    ),
    "begins in a hurry": (
        told(replace(FIRST, hold=1.4), SECOND, LAST),
        "the first beat is hurried; give it way=0 and a hold of 1.5 s or more",
    ),
    "hurries over its claim": (
        told(FIRST, replace(SECOND, hold=2.1), LAST),
        "the last beat, the claim, does not rest longest; hold it longer",
    ),
    "ends elsewhere": (
        told(FIRST, SECOND, replace(LAST, state={"lam": 0.0})),
        "the story does not end in the pose; let its last beat go to a state of the pose",
    ),
    "has two beats": (told(FIRST, LAST), "the story has 2 beats; tell it in 3 to 6, each a Beat(…)"),
    "has seven": (told(FIRST, *6 * (SECOND,), LAST), "the story has 8 beats; tell it in 3 to 6"),
    "has none": (changed(story=()), "the story has 0 beats; tell it in 3 to 6, each a Beat(…)"),
    "has no pose": (
        changed(pose=()),
        "there is no pose; give SCENE pose=({…},), the state that shows the claim",
    ),
    "has neither story nor pose": (
        changed(pose=(), story=()),
        "there is no pose; give SCENE pose=({…},), the state that shows the claim",
    ),
    "has nothing to move": (
        changed(draw=lambda: TOLD.draw(0.0, "lasso"), controls=(), pose=({},)),
        "there is a story, but nothing to move; give SCENE controls=(…,), or leave out story=…",
    ),
    "poses in half a state": (
        changed(pose=({"lam": 1.25},)),
        "state 1 of the pose names ['lam']; name all of ['lam', 'kind']",
    ),
    "poses between two stops": (
        changed(pose=(POSE, {**OTHER, "lam": 1.2})),
        "state 2 of the pose puts 'lam' to 1.2, which is no stop; the nearest stop is 1.25",
    ),
    "poses with a panel that there is not": (
        changed(pose_panels=("mapp",)),
        "the pose shows no panel 'mapp'; did you mean 'map'?",
    ),
    "has a film with a panel that there is not": (
        changed(film_panels=("mapp",)),
        "the film shows no panel 'mapp'; did you mean 'map'?",
    ),
    "has a panel of no part": (
        changed(panels=(replace(TOLD.panels[0], **MISTYPED_PART), TOLD.panels[1])),
        "no part 'secnd' of Panel; did you mean 'second'?",
    ),
    "moves in no way": (
        changed(controls=(replace(LAM, **MISTYPED_WAY), KIND)),
        "no continuous 'lin' of Slider; did you mean 'linear'?",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_told_is_refused(case: str) -> None:
    scene, said = REFUSED[case]
    with pytest.raises(SceneError) as refusal:
        scene.check("odd")
    assert str(refusal.value).startswith(f"figures/scenes/odd.py: {said}")


def test_a_way_on_which_nothing_moves_is_refused() -> None:
    for state in ({}, {"kind": "ridge"}):
        odd = told(FIRST, replace(SECOND, state=state, way=1.0), replace(LAST, way=0.0))
        odd.check("odd")
        with pytest.raises(SceneError, match=r"odd\.py: beat 2 takes 1 s to go nowhere; let a continuous"):
            _ = shoot("odd", odd).shots


def test_a_light_on_nothing_is_refused_with_the_nearest_name() -> None:
    odd = told(FIRST, replace(SECOND, lit=("map", "on-pth-0")), LAST)
    with pytest.raises(
        SceneError, match="beat 2 lights 'on-pth-0', no panel or mark; did you mean 'on-path-0'"
    ):
        shoot("odd", odd)


@pytest.mark.parametrize("name", ["x1", "points"])
@pytest.mark.parametrize(
    ("at", "axis"),
    [(float("nan"), {}), (float("inf"), {}), (0.0, {"scale": "log", "limits": (0.1, 2.0)})],
)
def test_what_has_no_place_on_its_axes_is_refused(at: float, axis: dict[str, Any], name: str) -> None:
    """A line may leave the axes, where it is cut off; it may not be nowhere, at an end or between."""
    lines: dict[str, Callable[[float], Mark]] = {
        "x1": lambda x: replace(diagonal((1.0, 9.0), "line"), x1=x),
        "points": lambda x: Polyline(key="line", points=((1.0, 1.0), (x, 2.0), (9.0, 9.0))),
    }

    def odd(lam: float, kind: str) -> Frame:
        return Frame.of(on("map", lines[name](at if lam == 2 else 1.0)), read("λ", "1"))

    scene = changed(
        draw=odd,
        panels=(replace(TOLD.panels[0], x=replace(TOLD.panels[0].x, **axis)),),
        controls=(replace(LAM, drag=None), KIND),
        story=tuple(replace(beat, lit=()) for beat in TOLD.story),
        uncertified="nothing is solved",
    )
    with pytest.raises(
        SceneError, match=rf"odd\.py at lam=2\.0, kind='lasso': {name} of mark 'line' has no place"
    ):
        shoot("odd", scene)


def test_states_are_those_of_all_controls_and_begin_at_the_pose() -> None:
    assert TOLD.start == {"lam": 1.25, "kind": "lasso"}
    assert TOLD.states() == (
        {"lam": 0.0, "kind": "lasso"},
        {"lam": 1.0, "kind": "lasso"},
        {"lam": 1.0, "kind": "ridge"},
        {"lam": 1.25, "kind": "lasso"},
    )


def test_the_nearest_stop_is_told_to_whoever_asks_for_another() -> None:
    assert nearest_stop(0.7, (0.0, 0.5, 1.0)) == "the nearest stop is 0.5"
    assert nearest_stop("lass", ("lasso", "ridge")) == "did you mean 'lasso'?"
    assert nearest_stop(None, (0.0, 0.5)) == "valid names: 0.0, 0.5"


def test_a_frame_keeps_its_marks_in_order_and_each_answer_once() -> None:
    w = certified(Alone((1.0, 2.0), 0.5), (0.5, 1.5))
    other = certified(Alone(3.0, 0.5), 2.5)
    lone = Dot(key="lone", x=0.0, y=0.0)
    frame = Frame.of(
        on("b", answers("w", 0.0, w)),
        read("λ", "0.5"),
        lone,
        on("a", answers("v", 0.0, other), answers("u", 1.0, w)),
        read("non-zero", "2"),
    )
    assert [mark.key for mark in frame.marks] == ["w-0", "w-1", "lone", "v-0", "u-0", "u-1"]
    assert frame.solved == (w, other)
    assert [readout.key for readout in frame.readouts] == ["λ", "non-zero"]
    assert frame.says == "λ 0.5; non-zero 2"
    assert Frame.of(lone, read("λ", "0.5"), says="better").says == "better"

"""A figure's story, told beat by beat, and the states in which it stands still."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from figures.build.errors import nearest

State = Mapping[str, Any]
"""The values of the controls, or of those that change, by name."""

LONGEST_SENTENCE = 60
"""Letters of a beat's sentence, which is read while something moves."""
BEATS = (3, 6)
"""The least and the most beats of a story."""
FIRST_HOLD = 1.5
"""Seconds for which the first beat rests at least: as long as reading it takes."""


@dataclass(frozen=True)
class Beat:
    """A halt of the story: what one sees there, in one sentence, and where the controls stand.

    ``state`` names the controls that differ from the beat before, for the first beat from the pose. ``way``
    is how many seconds the journey there takes, ``hold`` how many it stays. What ``lit`` names, panels or
    marks, stays as it is while the rest steps back; nothing steps back if it is empty. A sentence ``along``
    the way tells of the journey and stands during it too; any other appears when the journey ends.
    """

    sentence: str
    state: State = field(default_factory=dict)
    way: float = 0.0
    hold: float = 2.0
    lit: tuple[str, ...] = ()
    along: bool = False


Stops = tuple[float, ...] | tuple[str, ...]


def check_story(
    story: Sequence[Beat],
    pose: Sequence[State],
    stops: Mapping[str, Stops],
    refuse: Callable[[str, str], None],
) -> None:
    """Whether story and pose are told in possible states, and the story ends in the pose.

    ``stops`` are those of each control; ``refuse`` is told what is wrong and how to mend it.
    """
    if not pose:
        refuse("there is no pose", "give SCENE pose=({…},), the state that shows the claim")
    if story and not stops:
        refuse("there is a story, but nothing to move", "give SCENE controls=(…,), or leave out story=…")
    if stops and not BEATS[0] <= len(story) <= BEATS[1]:
        refuse(f"the story has {len(story)} beats", f"tell it in {BEATS[0]} to {BEATS[1]}, each a Beat(…)")
    for number, state in enumerate(pose, 1):
        if state.keys() != stops.keys():
            refuse(f"state {number} of the pose names {list(state)}", f"name all of {list(stops)}")
    steps = [(f"state {number} of the pose", state) for number, state in enumerate(pose, 1)]
    steps += [(f"beat {number}", beat.state) for number, beat in enumerate(story, 1)]
    for where, state in steps:
        for name, value in state.items():
            if name not in stops:
                refuse(f"{where} sets '{name}', which is no control", nearest(name, stops))
            if value not in stops[name]:
                mend = nearest_stop(value, stops[name])
                refuse(f"{where} puts '{name}' to {value!r}, which is no stop", mend)
    for number, beat in enumerate(story, 1):
        if not 0 < len(beat.sentence) <= LONGEST_SENTENCE:
            length = f"{len(beat.sentence)} letters"
            refuse(f"the sentence of beat {number} has {length}", f"say it in 1 to {LONGEST_SENTENCE}")
        if beat.way < 0 or beat.hold <= 0:
            refuse(f"beat {number} takes {beat.way:g} s and rests {beat.hold:g} s", "give it time")
    if story:
        if story[0].way or story[0].hold < FIRST_HOLD:
            refuse("the first beat is hurried", f"give it way=0 and a hold of {FIRST_HOLD} s or more")
        if story[-1].hold < max(beat.hold for beat in story):
            refuse("the last beat, the claim, does not rest longest", "hold it longer")
        last = dict(pose[0])
        for beat in story:
            last |= beat.state
        if last not in [dict(state) for state in pose]:
            refuse("the story does not end in the pose", "let its last beat go to a state of the pose")


def nearest_stop(value: float | str | None, stops: Stops) -> str:
    """What to write instead of a value that is none of the stops."""
    numbers = [stop for stop in stops if not isinstance(stop, str)]
    if not numbers or not isinstance(value, int | float):
        return nearest(str(value), map(str, stops))
    return f"the nearest stop is {min(numbers, key=lambda stop: abs(stop - value))!r}"

"""A scene's story as pictures in time: 30 a second, each drawn and certified in its own state."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp, log
from typing import Any

from figures.film.take import Takes
from figures.scene import Control, Frame, SceneError, Slider
from figures.story import Beat

PICTURES_PER_SECOND = 30
CROSS_FADE = 0.2
"""Seconds in which one picture gives way to another where a control cannot be moved through."""
STEP_BACK = 0.35
"""How much of its ink a mark keeps while another one is lit."""
DIM = 0.3
"""Seconds in which marks step back or forth."""


@dataclass(frozen=True, eq=False)
class Shot:
    """A picture of the story, and for how many thirtieths of a second it is shown.

    ``beat`` is the beat it belongs to; ``dimmed`` is from 0 to 1 how far the marks have gone on the way from
    the light of the beat before to that of this one. ``before`` is the picture that it comes from in a
    cross-fade, which has gone as far as ``share``. ``sentence`` is what is said while it is shown.
    """

    frame: Frame
    pictures: int
    beat: int
    dimmed: float = 1.0
    before: Frame | None = None
    share: float = 1.0
    sentence: str = ""


def told(takes: Takes) -> Iterator[Shot]:
    """The shots of the story; a still stretch is one of them."""
    scene = takes.scene
    states = scene.states()
    before: Frame | None = None
    for number, (beat, state) in enumerate(zip(scene.story, states, strict=True)):
        start = states[max(number - 1, 0)]
        # Without a way, what could be moved through changes at once like the rest.
        moved = _moved(scene.controls, start, state) if beat.way else ()
        journey: list[Shot] = []
        _check_way(f"figures/scenes/{takes.slug}.py: beat {number + 1}", beat, moved, (start, state))
        pictures = round(beat.way * PICTURES_PER_SECOND)
        jumped = {**state, **{control.name: start[control.name] for control in moved}}
        along = beat.sentence if beat.along else ""
        if before is not None and jumped != start:
            frame, _ = takes.frame(jumped)
            steps = round(CROSS_FADE * PICTURES_PER_SECOND)
            journey += [
                Shot(frame, 1, number, before=before, share=(step + 1) / steps, sentence=along)
                for step in range(steps)
            ]
        for step in range(1, pictures + 1):
            frame, _ = takes.frame(_between(moved, start, state, eased(step / pictures)))
            journey.append(Shot(frame, 1, number, sentence=beat.sentence if step == pictures else along))
        rest = round(beat.hold * PICTURES_PER_SECOND)
        frame, _ = takes.frame(state)
        journey += [Shot(frame, 1, number, sentence=beat.sentence)] * rest
        yield from _joined(_dimming(journey, number, scene.story))
        before = frame


def eased(share: float) -> float:
    """How far a journey has come after that share of its time: slow, fast, slow (smoothstep)."""
    return share * share * (3 - 2 * share)


def _check_way(
    where: str, beat: Beat, moved: tuple[Slider, ...], ends: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> None:
    """Raise ``SceneError`` for a way on which nothing can move, or by equal factors from or to zero."""
    if beat.way and not moved:
        raise SceneError(
            f"{where} takes {beat.way:g} s to go nowhere; let a continuous slider move, or give it no way"
        )
    for control in moved:
        if control.continuous == "log" and min(end[control.name] for end in ends) <= 0:
            raise SceneError(
                f"{where} moves '{control.name}' by equal factors, which never leads to 0 or from there; "
                "begin and end it above 0"
            )


def _moved(
    controls: tuple[Control, ...], start: Mapping[str, Any], end: Mapping[str, Any]
) -> tuple[Slider, ...]:
    return tuple(
        control
        for control in controls
        if isinstance(control, Slider) and control.continuous and start[control.name] != end[control.name]
    )


def _between(
    moved: tuple[Slider, ...], start: Mapping[str, Any], end: Mapping[str, Any], share: float
) -> dict[str, Any]:
    """The state that share of the way on; at the end exactly the end."""
    state = dict(end)
    for control in moved if share < 1 else ():
        a, b = start[control.name], end[control.name]
        if control.continuous == "log":
            state[control.name] = exp(log(a) + share * (log(b) - log(a)))
        else:
            state[control.name] = a + share * (b - a)
    return state


def _dimming(journey: list[Shot], number: int, story: tuple[Beat, ...]) -> list[Shot]:
    """The shots, with what steps back or forth at the beginning of the beat."""
    if number == 0 or story[number].lit == story[number - 1].lit:
        return journey
    steps = round(DIM * PICTURES_PER_SECOND)
    return [replace(shot, dimmed=min((place + 1) / steps, 1.0)) for place, shot in enumerate(journey)]


def _joined(shots: list[Shot]) -> Iterator[Shot]:
    """Equal neighbours as one."""
    kept: Shot | None = None
    for shot in shots:
        if kept is not None and _alike(kept, shot):
            kept = replace(kept, pictures=kept.pictures + 1)
            continue
        if kept is not None:
            yield kept
        kept = shot
    if kept is not None:
        yield kept


def _alike(a: Shot, b: Shot) -> bool:
    return (a.dimmed, a.before, a.share, a.sentence) == (b.dimmed, b.before, b.share, b.sentence) and (
        a.frame is b.frame or a.frame.marks == b.frame.marks
    )


def light(story: tuple[Beat, ...], shot: Shot, key: str, panel: str) -> float:
    """How much of its ink a mark keeps in a shot."""

    def kept(beat: Beat) -> float:
        return 1.0 if not beat.lit or key in beat.lit or panel in beat.lit else STEP_BACK

    now = kept(story[shot.beat])
    then = kept(story[max(shot.beat - 1, 0)])
    return then + (now - then) * eased(shot.dimmed)

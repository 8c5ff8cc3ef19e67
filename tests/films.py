"""The films of all scenes, each shot once in a process."""

from functools import cache
from typing import Any

from figures.draw.marks import Label
from figures.film.film import Film, shoot
from figures.scene import Frame, Slider, scenes

SCENES = scenes()
MOVING = [slug for slug, scene in SCENES.items() if scene.story]
"""Those that have controls and a film; the others stand still."""
TABLED = [slug for slug, scene in SCENES.items() if scene.controls or not scene.uncertified]
"""Those with states or answers: another has nothing to put into a table."""


@cache
def film(slug: str) -> Film:
    return shoot(slug, SCENES[slug])


def slider(slug: str) -> Slider:
    """The first slider of a scene."""
    return next(control for control in SCENES[slug].controls if isinstance(control, Slider))


def frame(slug: str, **state: Any) -> Frame:
    """The frame of a state that is made of stops; what is not named is as in the pose."""
    shown = film(slug)
    return shown.frames[shown.at(dict(shown.scene.pose[0]) | state)]


def at(shown: Frame, key: str, kind: type[Any] = Label) -> Any:
    """The frame's mark of that key, which is of that kind."""
    (mark,) = (mark for mark in shown.marks if mark.key == key)
    assert isinstance(mark, kind)
    return mark


def read(shown: Frame, label: str) -> str:
    """What the readout of that label says."""
    return next(readout.text for readout in shown.readouts if readout.label == label)

"""The films of all scenes, each shot once in a process."""

from functools import cache

from figures.film.film import Film, shoot
from figures.scene import Slider, scenes

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

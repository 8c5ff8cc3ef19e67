"""The films of all scenes, each shot once in a process."""

from functools import cache

from figures.film.film import Film, shoot
from figures.scene import Slider, scenes

SCENES = scenes()


@cache
def film(slug: str) -> Film:
    return shoot(slug, SCENES[slug])


def slider(slug: str) -> Slider:
    """The first slider of a scene."""
    return next(control for control in SCENES[slug].controls if isinstance(control, Slider))

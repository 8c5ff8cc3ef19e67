"""A figure's film as pictures in time: MP4, GIF, and numbered pictures for building up.

A figure with a story tells it, each picture drawn and certified in its own state. One of the older kind goes
along its sweep from its last stop to its first.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from figures.draw.theme import ROLES, Scheme, in_scheme
from figures.edition import AUTHOR, LICENCE, LICENCE_URL, SITE
from figures.files import video
from figures.files.paint import Canvas, Pixels, shapes
from figures.files.picture import png
from figures.files.video import FRAMES_PER_SECOND, Timed
from figures.film.film import Film
from figures.film.shots import Shot
from figures.scene import Slider
from figures.sheets.drawing import backdrop, foreground
from figures.sheets.loop import REST, pace
from figures.sheets.setting import Setting, set_on
from figures.sheets.sheet import WIDE
from figures.sheets.slide import slide

BUILD_PICTURES = 10

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip file can hold: the time of a build is nobody's business."""


def mp4(film: Film, scheme: Scheme, size: tuple[int, int] = (1920, 1080)) -> bytes:
    """The film as H.264 in MP4, which slide programs play."""
    ground = in_scheme(scheme)(ROLES["ground"])
    return video.mp4(pictures(film, scheme, size), film.scene.title, size, ground)


def gif(film: Film, scheme: Scheme, size: tuple[int, int] = (800, 450)) -> bytes:
    """The film for programs that take no video."""
    return video.gif(pictures(film, scheme, size), size)


def pictures(film: Film, scheme: Scheme, size: tuple[int, int]) -> Iterator[Timed]:
    """The film's pictures, each with the thirtieths of a second for which it is shown.

    Each array is valid until the next is asked for.
    """
    if film.scene.pose:
        yield from _told(film, scheme, size)
    else:
        yield from _swept(film, scheme, size)


def length(film: Film) -> int:
    """How many pictures the film has, at 30 a second; none for a figure that stands still."""
    if film.scene.story:
        return sum(shot.pictures for shot in film.shots)
    if not film.scene.controls:
        return 0
    each, rest = _paces(film)
    return len(film.sweep) * each + 2 * rest


def _told(film: Film, scheme: Scheme, size: tuple[int, int]) -> Iterator[Timed]:
    """The story. What stands still in one light is painted once."""
    easel = _Easel(set_on(film, WIDE), scheme, size)
    for shot in film.shots:
        painted = easel.paint(shot)
        if shot.before is not None and shot.share < 1:
            after = painted.astype(np.uint16)
            before = easel.paint(replace(shot, frame=shot.before, share=1.0))
            share = round(256 * shot.share)
            painted[:] = (before * np.uint16(256 - share) + after * share) >> 8
        yield painted, shot.pictures


class _Easel:
    """A canvas that keeps what does not change from shot to shot."""

    def __init__(self, setting: Setting, scheme: Scheme, size: tuple[int, int]) -> None:
        self._setting = setting
        self._canvas = Canvas(size, size[0] / WIDE.width, scheme)
        self._light: tuple[int, float, str] | None = None
        self._still: Pixels = self._canvas.pixels.copy()

    def paint(self, shot: Shot) -> Pixels:
        canvas = self._canvas
        now = (shot.beat, shot.dimmed, shot.sentence)
        if self._light != now:
            self._light = now
            canvas.paint(shapes(backdrop(self._setting, shot)))
            self._still[:] = canvas.pixels
        canvas.pixels[:] = self._still
        canvas.paint(shapes(foreground(self._setting, shot)))
        return canvas.pixels


def _swept(film: Film, scheme: Scheme, size: tuple[int, int]) -> Iterator[Timed]:
    """The sweep from its last stop to its first; it rests at both ends."""
    down = film.sweep[::-1]
    each, rest = _paces(film)
    for row, pixels in enumerate(_slides(film, scheme, size, down)):
        yield pixels, each + rest * (row in (0, len(down) - 1))


def _paces(film: Film) -> tuple[int, int]:
    """For how many pictures a stop of a sweep is shown, and how many more at its ends."""
    return max(1, round(FRAMES_PER_SECOND * pace(film))), round(FRAMES_PER_SECOND * REST)


def _slides(film: Film, scheme: Scheme, size: tuple[int, int], stops: Sequence[int]) -> Iterator[Pixels]:
    """The slide at these frames of a figure of the older kind."""
    canvas = Canvas(size, size[0] / WIDE.width, scheme)
    canvas.paint(shapes(slide(film, "light", part="still")))
    still = canvas.pixels.copy()
    for stop in stops:
        canvas.pixels[:] = still
        canvas.paint(shapes(slide(film, "light", part="moving", at=stop)))
        yield canvas.pixels


def build(film: Film, scheme: Scheme, size: tuple[int, int] = (1920, 1080)) -> bytes:
    """A zip of numbered pictures, one a slide: where the story rests, or the halts of a sweep."""
    file = io.BytesIO()
    name = f"why-lasso_{film.slug.replace('_', '-')}"
    with zipfile.ZipFile(file, "w") as archive:
        for number, pixels in enumerate(_halts(film, scheme, size), 1):
            # Stored: a PNG does not get smaller.
            archive.writestr(zipfile.ZipInfo(f"{name}_{number:02}.png", _NEVER), png(pixels))
        credit = f"“{film.scene.title}”, {SITE}, {AUTHOR}, {LICENCE}: {LICENCE_URL}\n"
        archive.writestr(zipfile.ZipInfo("credit.txt", _NEVER), credit)
    return file.getvalue()


def _halts(film: Film, scheme: Scheme, size: tuple[int, int]) -> Iterator[Pixels]:
    if film.scene.pose:
        easel = _Easel(set_on(film, WIDE), scheme, size)
        states = film.scene.states()
        for beat, state in enumerate(states):
            sentence = film.scene.story[beat].sentence
            yield easel.paint(Shot(film.frames[film.at(state)], 1, beat, sentence=sentence))
        return
    slider = next(control for control in film.scene.controls if isinstance(control, Slider))
    halts = [film.sweep[slider.stops.index(beat)] for beat in slider.beats] or list(film.sweep)
    yield from _slides(film, scheme, size, _spread(halts[::-1], BUILD_PICTURES))


def _spread(stops: Sequence[int], most: int) -> list[int]:
    """At most so many of the stops, evenly spread, both ends among them."""
    if len(stops) <= most:
        return list(stops)
    return [stops[round(place * (len(stops) - 1) / (most - 1))] for place in range(most)]

"""A figure's story as pictures in time: MP4, GIF, and numbered pictures for building up."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from figures.draw.theme import ROLES, Scheme, in_scheme
from figures.files import video
from figures.files.metadata import NEVER
from figures.files.paint import Canvas, Pixels, Shape, shapes
from figures.files.picture import png
from figures.files.video import Timed
from figures.film.film import Film
from figures.film.shots import Shot
from figures.scene import Scene
from figures.sheets.drawing import backdrop, foreground
from figures.sheets.setting import set_on
from figures.sheets.sheet import WIDE


def mp4(film: Film, scheme: Scheme, size: tuple[int, int] = (1920, 1080)) -> bytes:
    """The film as H.264 in MP4, which slide programs play."""
    ground = in_scheme(scheme)(ROLES["ground"])
    return video.mp4(pictures(film, scheme, size), film.scene.title, size, ground)


def gif(film: Film, scheme: Scheme, size: tuple[int, int] = (800, 450)) -> bytes:
    """The film for programs that take no video."""
    return video.gif(pictures(film, scheme, size), size)


def pictures(film: Film, scheme: Scheme, size: tuple[int, int]) -> Iterator[Timed]:
    """The film's pictures, each with the thirtieths of a second for which it is shown.

    What stands still in one light is painted once. Each array is valid until the next is asked for.
    """
    easel = _Easel(scheme, size)
    for cel in _cels(film):
        painted = easel.paint(cel)
        if cel.before is not None:
            after = painted.astype(np.uint16)
            before = easel.paint(cel.before)
            share = round(256 * cel.share)
            painted[:] = (before * np.uint16(256 - share) + after * share) >> 8
        yield painted, cel.pictures


@dataclass(frozen=True, eq=False)
class _Cel:
    """A shot as shapes: those that ``stand`` still, the same tuple as long as nothing of it changes, and
    those that move.

    It is shown for so many ``pictures``; in a cross-fade it has gone the ``share`` of the way from the one
    ``before``.
    """

    stand: tuple[Shape, ...]
    move: tuple[Shape, ...]
    pictures: int = 1
    before: "_Cel | None" = None
    share: float = 1.0


@lru_cache(maxsize=1)
def _cels(film: Film) -> tuple[_Cel, ...]:
    """The story as shapes, kept for the figure's other films: half of painting one was to get there."""
    setting = set_on(film, WIDE)

    @lru_cache(maxsize=1)
    def standing(beat: int, dimmed: float, sentence: str) -> tuple[Shape, ...]:
        return shapes(backdrop(setting, shot))

    @lru_cache(maxsize=2)
    def moving(shot: Shot) -> tuple[Shape, ...]:
        return shapes(foreground(setting, shot))

    cels = []
    for shot in film.shots:
        stand = standing(shot.beat, shot.dimmed, shot.sentence)
        before = None
        if shot.before is not None and shot.share < 1:
            before = _Cel(stand, moving(replace(shot, frame=shot.before, share=1.0)))
        cels.append(_Cel(stand, moving(shot), shot.pictures, before, shot.share))
    return tuple(cels)


def length(film: Film) -> int:
    """How many pictures the film has, at 30 a second; none for a figure that stands still."""
    return sum(shot.pictures for shot in film.shots)


class _Easel:
    """A canvas that keeps what stands still from cel to cel."""

    def __init__(self, scheme: Scheme, size: tuple[int, int]) -> None:
        self._canvas = Canvas(size, size[0] / WIDE.width, scheme)
        self._stand: tuple[Shape, ...] = ()
        self._still: Pixels = self._canvas.pixels.copy()

    def paint(self, cel: _Cel) -> Pixels:
        canvas = self._canvas
        if self._stand is not cel.stand:
            self._stand = cel.stand
            canvas.paint(cel.stand)
            self._still[:] = canvas.pixels
        canvas.pixels[:] = self._still
        canvas.paint(cel.move)
        return canvas.pixels


def build(film: Film, scheme: Scheme, size: tuple[int, int] = (1920, 1080)) -> bytes:
    """A zip of numbered pictures, one a slide, where the story rests; and the words that go with them."""
    file = io.BytesIO()
    name = f"why-lasso_{film.slug.replace('_', '-')}"
    with zipfile.ZipFile(file, "w") as archive:
        for number, pixels in enumerate(_halts(film, scheme, size), 1):
            # Stored: a PNG does not get smaller.
            archive.writestr(zipfile.ZipInfo(f"{name}_{number:02}.png", NEVER), png(pixels))
        archive.writestr(zipfile.ZipInfo("notes.txt", NEVER), _words(film.scene))
    return file.getvalue()


def _words(scene: Scene) -> str:
    """The claim, what is said on each picture, and what a speaker says."""
    said = [f"{number:02}  {beat.sentence}" for number, beat in enumerate(scene.story, 1)]
    return "\n".join([scene.title, f"{scene.claim}.", "", *said, *[""][: len(said)], scene.notes, ""])


def _halts(film: Film, scheme: Scheme, size: tuple[int, int]) -> Iterator[Pixels]:
    easel, setting = _Easel(scheme, size), set_on(film, WIDE)
    for beat, state in enumerate(film.scene.states()):
        shot = Shot(film.frames[film.at(state)], 1, beat, sentence=film.scene.story[beat].sentence)
        yield easel.paint(_Cel(shapes(backdrop(setting, shot)), shapes(foreground(setting, shot))))

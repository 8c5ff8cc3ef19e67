"""A film set on a sheet: its panels in their places, every name beside its mark, the words around them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from figures.draw.lettering import Weight, text_width
from figures.draw.marks import Label, Side
from figures.edition import LICENCE, SITE
from figures.film.film import Film
from figures.scene import Frame
from figures.sheets.axes import draw_axes
from figures.sheets.labels import sides
from figures.sheets.layout import Box, Letters, Place, Shown, arrange
from figures.sheets.sheet import Sheet

CREDIT = f"{SITE} · {LICENCE}"
_LINES = 1.18
"""The distance of the claim's lines, in their size."""

FILLED = 0.75
"""The share of a stacked sheet's height that a pose's own panels fill, or all are shown."""

What = Literal["film", "pose"]
"""All panels in one state, as a film shows them; or the states of the pose, side by side."""


@dataclass(frozen=True, eq=False)
class Setting:
    """Where everything is on a sheet.

    ``sides`` tells for each place, by its key, on which side of its point each label stands; ``axes`` holds
    the drawing of each place's axes, which begin at the origin; ``letters`` are the words of the sheet that
    never change, and ``sentence`` is where that of a beat stands. ``height`` is what the sheet needs.
    """

    film: Film
    sheet: Sheet
    places: tuple[Place, ...]
    sides: Mapping[str, Mapping[str, Side]]
    axes: Mapping[str, str]
    letters: tuple[Letters, ...]
    sentence: tuple[float, float]
    height: float


@lru_cache(maxsize=8)
def set_on(film: Film, sheet: Sheet, what: What = "film") -> Setting:
    """The film set on the sheet; kept for the figure's other files."""
    scene = film.scene
    words, area, sentence = _around(film, sheet)
    poses = range(len(film.poses)) if what == "pose" else range(1)
    keys = scene.pose_panels if what == "pose" else scene.film_panels if sheet.slide else ()
    headed = {mark.panel for mark in film.frames[0].marks if isinstance(mark, Label) and _heads(mark)}

    def arranged(names: Collection[str]) -> tuple[Place, ...]:
        shown: list[Shown] = [
            (panel, pose, bool(panel.title) or panel.key in headed)
            for pose in poses
            for panel in scene.panels
            if not names or panel.key in names
        ]
        return arrange(sheet, shown, area)

    places = arranged(keys)
    if what == "pose" and keys and sheet.stacked and _bottom(places) < area[1] + FILLED * area[3]:
        places = arranged(())
    frames = tuple(looked_at(film)) if what == "film" else ()
    beside = {
        place.key: sides(sheet, place, frames or (film.frames[film.poses[place.pose]],)) for place in places
    }
    axes = {
        place.key: draw_axes(
            place.panel, f"{film.slug}-{sheet.name}-{place.key}-", place.axes[2:], sheet.stroke
        )
        for place in places
    }
    height = sheet.height if sheet.slide else _bottom(places)
    return Setting(film, sheet, places, beside, axes, words, sentence, height)


def _bottom(places: tuple[Place, ...]) -> float:
    return max(place.cell[1] + place.cell[3] for place in places)


def looked_at(film: Film) -> Iterator[Frame]:
    """The frames in which labels are put: the pose, the beats, and every stop of the first slider."""
    scene = film.scene
    yield from (film.frames[place] for place in film.poses)
    yield from (film.frames[film.at(state)] for state in scene.states())
    yield from (film.frames[place] for place in film.along_first_slider)


def wrap(text: str, size: float, width: float, weight: Weight = "regular") -> list[str]:
    """Break ``text`` into lines of at most ``width`` pixels."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _credits(parts: Iterable[str], size: float, width: float) -> list[str]:
    """The parts that there are, in as few lines as hold them whole."""
    lines: list[str] = []
    for part in filter(None, parts):
        longer = f"{lines[-1]} · {part}" if lines else part
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _heads(label: Label) -> bool:
    return label.sides == ("title",)


def _around(film: Film, sheet: Sheet) -> tuple[tuple[Letters, ...], Box, tuple[float, float]]:
    """The words around the panels, the room that they leave, and where a beat's sentence stands."""
    if not sheet.slide:
        height = sheet.height - sheet.row * max(0, len(film.scene.controls) - 2)
        return (), (0.0, 0.0, float(sheet.width), height), (0.0, 0.0)
    wide = sheet.width - 2 * sheet.edge
    lines = wrap(film.scene.claim, sheet.claim, wide, "semibold")
    top = sheet.edge * 0.6
    letters = [
        Letters(
            line, sheet.edge, top + sheet.claim * (0.8 + _LINES * row), sheet.claim, "fg", "semibold"
        )
        for row, line in enumerate(lines)
    ]  # fmt: skip
    top += sheet.claim * (_LINES * len(lines) + 0.15)
    base = sheet.height - 22.5
    credits = _credits((film.scene.convention, film.scene.source, CREDIT), sheet.credit, wide)
    foot = base - 20 * (len(credits) - 1)
    for row, line in enumerate(credits):
        letters.append(Letters(line, sheet.edge, foot + 20 * row, sheet.credit, "muted"))
    sentence = foot - sheet.credit - 14
    # A figure that stands still says nothing there.
    bottom = sentence - sheet.sentence * 1.05 if film.scene.story else sentence
    return tuple(letters), (sheet.edge, top, wide, bottom - top), (sheet.edge, sentence)

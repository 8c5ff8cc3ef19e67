"""A film on a slide as SVG: at its pose, at any moment of its story, or moving by itself.

Literal colours, presentation attributes and letter outlines only, so that it looks the same in every
program. Everything is drawn in the light scheme's colours and recoloured at the end.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from figures.draw.lettering import EM, letter, spelled, text_width
from figures.draw.marks import Label, Mark
from figures.draw.theme import Scheme, in_scheme, ink, recolour
from figures.film.film import Film
from figures.film.shots import Shot, light
from figures.sheets.elements import Point, element
from figures.sheets.labels import letters as named
from figures.sheets.layout import Letters, Place
from figures.sheets.setting import Setting, set_on
from figures.sheets.sheet import PHONE, Sheet

_LETTER = re.compile(r'xlink:href="#([rs][0-9a-f]+)"')
ROUND = ' stroke-linecap="round" stroke-linejoin="round"'


def still(film: Film, scheme: Scheme, sheet: Sheet, *, ground: bool = True) -> str:
    """The figure at its pose, with the sentence of the story's last beat."""
    setting = set_on(film, sheet, "pose")
    sentence = film.scene.story[-1].sentence if film.scene.story else ""
    body = "".join(
        fixtures(setting, place) + marks(setting, place, film.frames[film.poses[place.pose]].marks)
        for place in setting.places
    )
    return recolour(
        document(setting, frame(setting) + body + said(setting, sentence), ground), in_scheme(scheme)
    )


def on_phone(film: Film) -> str:
    """The figure at its start as a phone shows it, without slider and words."""
    setting = set_on(film, PHONE)
    shown = film.frames[film.start].marks
    body = "".join(fixtures(setting, place) + marks(setting, place, shown) for place in setting.places)
    return document(setting, body, True)


@lru_cache(maxsize=2)
def moves(film: Film) -> frozenset[str]:
    """The marks that change in the story, and all that are painted over one of them in their panel.

    Over a panel's title nothing is painted.
    """
    first = film.shots[0].frame.marks
    changing = {
        mark.key
        for shot in film.shots
        for mark, other in zip(first, shot.frame.marks, strict=True)
        if mark is not other and mark != other
    }
    for panel in film.scene.panels:
        over = False
        for mark in first:
            if mark.panel == panel.key:
                title = isinstance(mark, Label) and mark.sides == ("title",)
                over = over or (mark.key in changing and not title)
                changing |= {mark.key} if over else set()
    return frozenset(changing)


def backdrop(setting: Setting, shot: Shot) -> str:
    """What stands still in a shot, with its sentence, as a document: the same for shots in one light."""
    film = setting.film
    moving = moves(film)
    body = "".join(
        fixtures(setting, place)
        + marks(setting, place, [mark for mark in shot.frame.marks if mark.key not in moving], shot)
        for place in setting.places
    )
    sentence = said(setting, shot.sentence)
    return document(setting, frame(setting) + body + sentence, True)


def foreground(setting: Setting, shot: Shot) -> str:
    """What moves in the story, as it is in a shot, as a document without a ground."""
    moving = moves(setting.film)
    body = "".join(
        marks(setting, place, [mark for mark in shot.frame.marks if mark.key in moving], shot)
        for place in setting.places
    )
    return document(setting, body, False)


def document(setting: Setting, body: str, ground: bool) -> str:
    """The whole SVG, its letters defined at its beginning."""
    scene, sheet = setting.film.scene, setting.sheet
    paper = f'<rect width="{sheet.width}" height="{sheet.height}" fill="{ink("ground")}"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{sheet.width}" height="{sheet.height}" viewBox="0 0 {sheet.width} {sheet.height}" '
        f'fill="{ink("fg")}">\n'
        f"<title>{escape(scene.title, quote=False)}</title>\n<desc>{escape(scene.alt, quote=False)}</desc>\n"
        f"{lettered((paper if ground else '') + body)}\n</svg>\n"
    )


def lettered(svg: str) -> str:
    """``svg`` with the letters that it uses defined at its beginning."""
    names = sorted(set(_LETTER.findall(svg)))
    paths = "".join(f'<path id="{name}" d="{letter(name)}"/>' for name in names)
    return f"<defs>{paths}</defs>{svg}" if names else svg


def frame(setting: Setting) -> str:
    """The words of the sheet that never change."""
    return "".join(map(spelled_out, setting.letters))


def said(setting: Setting, sentence: str) -> str:
    """A beat's sentence in its place."""
    x, y = setting.sentence
    return spelled_out(Letters(sentence, x, y, setting.sheet.sentence, "fg")) if sentence else ""


def fixtures(setting: Setting, place: Place) -> str:
    """What belongs to a place whatever it shows: axes, ticks, their letters, a title that stays."""
    left, top, _, _ = place.axes
    axes = f'<g transform="translate({left:.2f} {top:.2f})">{setting.axes[place.key]}</g>'
    return axes + "".join(map(spelled_out, place.letters))


def marks(setting: Setting, place: Place, shown: Iterable[Mark], shot: Shot | None = None) -> str:
    """The marks of a place, those that are no dots and letters cut off at its axes."""
    drawn = inside(setting, place, shown, shot)
    return (clip(setting, place) if "clip-path=" in drawn else "") + drawn


def inside(setting: Setting, place: Place, shown: Iterable[Mark], shot: Shot | None = None) -> str:
    """The same where the rectangle of the axes is defined already."""
    drawn, run = "", ""
    for mark in shown:
        if mark.panel != place.panel.key or not mark.visible:
            continue
        svg = _drawn(setting, place, mark, shot)
        if svg.startswith("<path"):
            run += svg
            continue
        drawn, run = drawn + _clipped(setting, place, run) + svg, ""
    return drawn + _clipped(setting, place, run)


def clip_id(setting: Setting, place: Place) -> str:
    """The name of a place's clip, alone on a page."""
    return f"{setting.film.slug}-{setting.sheet.name}-{place.key}-clip"


def clip(setting: Setting, place: Place) -> str:
    """The rectangle of a place's axes, to cut lines and regions off at."""
    left, top, width, height = place.axes
    return (
        f'<clipPath id="{clip_id(setting, place)}"><rect x="{left:.2f}" y="{top:.2f}" '
        f'width="{width:.2f}" height="{height:.2f}"/></clipPath>'
    )


def spelled_out(line: Letters) -> str:
    """A line of letters, each used by its name."""
    width = text_width(line.text, line.size, line.weight)
    left = line.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor] * width
    scale = f"{line.size / EM:g}"
    place = f"translate({left:.2f} {line.y:.2f}) scale({scale} -{scale})"
    used = "".join(
        f'<use xlink:href="#{name}" x="{x}"/>' if x else f'<use xlink:href="#{name}"/>'
        for name, x in spelled(line.text, line.weight)
        if letter(name)
    )
    return f'<g transform="{place}" fill="{ink(line.role)}">{used}</g>'


class Scale:
    """Shares of a place's axes, from 0 to 1, in pixels of its sheet."""

    def __init__(self, place: Place) -> None:
        self.left, self.top, self.width, self.height = place.axes

    def __call__(self, share: Point) -> Point:
        return self.left + self.width * share[0], self.top + self.height * share[1]


def _drawn(setting: Setting, place: Place, mark: Mark, shot: Shot | None) -> str:
    lit = light(setting.film.scene.story, shot, mark.key, place.panel.key) if shot else 1.0
    faint = f' opacity="{lit:.2f}"' if lit < 0.995 else ""
    if isinstance(mark, Label):
        line = named(setting.sheet, place, mark, setting.sides[place.key][mark.key])
        return f"<g{faint}>{spelled_out(line)}</g>" if faint else spelled_out(line)
    return f"<{_element(setting, place.key, mark)}{faint}/>"


@lru_cache(maxsize=256)
def _element(setting: Setting, key: str, mark: Mark) -> str:
    """The mark's element without brackets: kept, since most marks look alike from shot to shot."""
    place = next(place for place in setting.places if place.key == key)
    tag, look = element(mark, place.panel, Scale(place), setting.sheet.stroke)
    return tag + "".join(f' {name}="{value}"' for name, value in look.items())


def _clipped(setting: Setting, place: Place, run: str) -> str:
    """Neighbours share one clip: a clip costs a renderer as much as a picture."""
    if not run:
        return ""
    return f'<g clip-path="url(#{clip_id(setting, place)})"{ROUND}>{run}</g>'

"""A film on a page: one drawing for a laptop, one for a phone, and the table of all that changes in them.

Both are moved by the same table, because it tells places in shares of the axes. Letters are text in the
page's typeface; colours follow the page's scheme.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from figures.draw.lettering import compact
from figures.draw.marks import Ellipse, Label, Mark
from figures.draw.panels import Panel
from figures.draw.theme import ink, on_page, recolour
from figures.film.film import Film, settings
from figures.scene import Frame, SceneError, Slider
from figures.sheets import handles
from figures.sheets.drawing import Scale, clip, clip_id
from figures.sheets.elements import Path, Point, element, fixed, path
from figures.sheets.labels import letters, offset
from figures.sheets.layout import Letters, Place
from figures.sheets.setting import Setting, set_on
from figures.sheets.sheet import PAGE, PHONE, Sheet

FULL = 1000.0
"""In the table an axis is so many units long."""
_CLOSE = 0.5
"""Pixels by which a straight way from stop to stop may leave the truth between them."""
_NUMBERS = re.compile(r"-?\d*\.?\d+")
_FIXED = ("r", "stroke-width", "stroke-dasharray")
"""Attributes in a sheet's own pixels, which no table for all sheets can hold."""


@lru_cache(maxsize=1)
def drawings(film: Film) -> str:
    """The figure as two pieces of inline SVG at its start, marks addressed by ``data-mark``."""
    return "".join(recolour(_drawing(film, sheet), on_page) for sheet in (PAGE, PHONE))


def tracks(film: Film) -> dict[str, dict[str, Any]]:
    """What changes, by mark and attribute: see ``Film.thinned``, places in thousandths of the axes.

    A third entry lists the sliders between whose stops the attribute may be drawn straight. An ellipse is
    told by three points, from which the player draws it: see ``_ring``.
    """
    panels = {panel.key: panel for panel in film.scene.panels}
    between = list(_between(film))
    found: dict[str, dict[str, Any]] = {}
    for row, mark in enumerate(film.frames[0].marks):
        panel = panels[mark.panel]
        looks = _looks(panel, [frame.marks[row] for frame in film.frames])
        names = {name for look in looks for name in look}
        # What is hidden at the start is drawn there as it is then, and need not look so where it is shown.
        shown = any(frame.marks[row].visible for frame in film.frames)
        drawn = _look(panel, film.frames[film.start].marks[row]) if shown else looks[0]
        changing = {
            name: values
            for name in sorted(names)
            if len({drawn.get(name, "none"), *(values := [look.get(name, "none") for look in looks])}) > 1
        }
        if wrong := [name for name in _FIXED if name in changing]:
            raise SceneError(
                f"figures/scenes/{film.slug}.py: {wrong[0]} of mark '{mark.key}' changes; keep it the same"
            )
        if changing:
            found[mark.key] = {
                name: film.thinned(values) + _smooth(film, name, values, between, row, panel)
                for name, values in changing.items()
            }
    sliders = [number for number, control in enumerate(film.scene.controls) if isinstance(control, Slider)]
    for key in handles.axes(film.scene):
        panel = panels[next(mark.panel for mark in film.frames[0].marks if mark.key == key)]
        points = [_thousandths(handles.point(film.scene, frame, key, panel)) for frame in film.frames]
        found[handles.name(key)] = {
            "at": [*film.thinned([" ".join(map(fixed, at)) for at in points]), sliders]
        }
    return found


def _looks(panel: Panel, course: list[Mark]) -> list[dict[str, str]]:
    """A look a frame; while a mark is hidden it stays as it was, so that fewer bytes tell of it."""
    known: dict[Mark, dict[str, str]] = {}
    looks: list[dict[str, str]] = []
    for mark in course:
        if mark not in known:
            known[mark] = _look(panel, mark)
        look = known[mark]
        looks.append(looks[-1] | {"display": "none"} if looks and not mark.visible else look)
    return looks


def _look(panel: Panel, mark: Mark) -> dict[str, str]:
    _, look = element(mark, panel, _thousandths, 1.0)
    if isinstance(mark, Ellipse):
        look["d"] = _ring(path(mark, panel))
    if isinstance(mark, Label) and mark.sides == ("title",):
        del look["x"], look["y"]
    return {"display": "inline"} | look


def _ring(outline: Path) -> str:
    """An ellipse in a quarter of the bytes: its centre, and the ends of two half-diameters a quarter apart.

    Its other points are sums of these, on axes of any lengths; hence a digit more than elsewhere.
    """
    (_, (start,)), (_, arcs), _ = outline
    centre = ((start[0] + arcs[5][0]) / 2, (start[1] + arcs[5][1]) / 2)
    points = map(_thousandths, (centre, start, arcs[2]))
    return "O" + " ".join(f"{round(number, 2) + 0.0:g}" for point in points for number in point)


def _thousandths(share: Point) -> Point:
    return FULL * share[0], FULL * share[1]


def _between(film: Film) -> Iterator[tuple[int, int, int, Frame]]:
    """For each continuous slider: its number, the frames at two neighbouring stops, and the one between."""
    states = list(settings(film.scene))
    for number, (control, stride) in enumerate(zip(film.scene.controls, film.strides(), strict=True)):
        if not (isinstance(control, Slider) and control.continuous):
            continue
        for at, state in enumerate(states):
            place = control.stops.index(state[control.name])
            if place + 1 < len(control.stops):
                a, b = control.stops[place], control.stops[place + 1]
                middle = (a * b) ** 0.5 if control.continuous == "log" and a > 0 else (a + b) / 2
                yield number, at, at + stride, film.scene.draw(**state | {control.name: middle})


def _smooth(
    film: Film,
    name: str,
    values: list[str],
    between: list[tuple[int, int, int, Frame]],
    row: int,
    panel: Panel,
) -> list[list[int]]:
    """The sliders along which the attribute may be drawn straight, in a list; nothing if there are none."""
    if name not in ("cx", "cy", "x", "y", "d"):
        return []
    place = next(place for place in set_on(film, PAGE).places if place.panel.key == panel.key)
    unit = np.array(place.axes[2:]) / FULL
    scale = {"cx": unit[0], "x": unit[0], "cy": unit[1], "y": unit[1]}.get(name, max(unit))
    good = {number for number, *_ in between}
    for number, a, b, frame in between:
        if number not in good:
            continue
        texts = (values[a], values[b], _look(panel, frame.marks[row]).get(name, "none"))
        if len(set(texts)) > 1 and not _straight(texts, scale):
            good.discard(number)
    return [sorted(good)] if good else []


def _straight(texts: tuple[str, str, str], scale: float) -> bool:
    """Whether the third lies in the middle of the others, to ``_CLOSE`` pixels."""
    if len({_NUMBERS.sub("#", text) for text in texts}) > 1:
        return False
    start, end, middle = (np.array(_NUMBERS.findall(text), dtype=np.float64) for text in texts)
    off = (start + end) / 2 - middle
    if texts[0].startswith("O"):
        # No point of such an outline is further off than its three points together.
        centre, one, other = off.reshape(3, 2)
        off = np.abs((centre, one - centre, other - centre)).sum(axis=0)
    return bool((np.abs(off) * scale).max() <= _CLOSE)


def told(film: Film) -> list[dict[str, Any]]:
    """The story for a page, beat by beat: where the controls go, in how long, and what is said there."""
    scene = film.scene
    return [
        {
            "to": [control.stops.index(state[control.name]) for control in scene.controls],
            "way": beat.way,
            "hold": beat.hold,
            "says": beat.sentence,
            "along": beat.along,
        }
        for beat, state in zip(scene.story, scene.states(), strict=True)
    ]


def _drawing(film: Film, sheet: Sheet) -> str:
    setting = set_on(film, sheet)
    places = "".join(_place(setting, place, film.frames[film.start]) for place in setting.places)
    return (
        f'<svg class="panel panel--{sheet.name}" viewBox="0 0 {sheet.width} {setting.height:.0f}" '
        f'fill="{ink("fg")}" aria-hidden="true" focusable="false">{places}</svg>'
    )


def _place(setting: Setting, place: Place, frame: Frame) -> str:
    left, top, width, height = place.axes
    # Where the axes go on, the table still tells shares of what the scene declares.
    declared = next(panel for panel in setting.film.scene.panels if panel.key == place.panel.key)
    first, last = map(place.panel.x.share, declared.x.limits)
    low, high = map(place.panel.y.share, declared.y.limits)
    box = (left + first * width, top + (1 - high) * height, (last - first) * width, (high - low) * height)
    drawn, run = "", ""
    for mark in frame.marks:
        if mark.panel != place.panel.key:
            continue
        svg = _mark(setting, place, mark)
        if svg.startswith("<path"):
            run += svg
            continue
        drawn, run = drawn + _clipped(setting, place, run) + svg, ""
    marks = drawn + _clipped(setting, place, run)
    grips = "".join(
        handles.svg(setting, place, frame, mark)
        for mark in frame.marks
        if mark.panel == place.panel.key and mark.key in handles.axes(setting.film.scene)
    )
    return (
        f'<g data-panel="{html.escape(place.panel.key)}" '
        f'data-box="{" ".join(f"{edge:.2f}" for edge in box)}">{clip(setting, place)}'
        f'<g transform="translate({left:.2f} {top:.2f})">{setting.axes[place.key]}</g>'
        f"{''.join(map(_text, place.letters))}{marks}{grips}</g>"
    )


def _clipped(setting: Setting, place: Place, run: str) -> str:
    if not run:
        return ""
    round_ = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<g clip-path="url(#{clip_id(setting, place)})" {round_}>{run}</g>'


def _mark(setting: Setting, place: Place, mark: Mark) -> str:
    name = f'data-mark="{html.escape(mark.key)}"'
    if isinstance(mark, Label):
        return _named(setting, place, mark, name)
    tag, look = element(mark, place.panel, Scale(place), setting.sheet.stroke)
    if "d" in look and mark.key not in _moving(setting.film):
        look["d"] = _short(path(mark, place.panel), Scale(place))
    return f"<{tag} {name}{_attributes(look)}/>"


@lru_cache(maxsize=2)
def _moving(film: Film) -> frozenset[str]:
    """The marks that are not alike at all stops."""
    first = film.frames[0].marks
    pairs = (pair for frame in film.frames for pair in zip(first, frame.marks, strict=True))
    return frozenset(mark.key for mark, other in pairs if mark is not other and mark != other)


def _short(outline: Path, project: Scale) -> str:
    """A path that no script moves, in relative commands: a third of the bytes."""
    sizes = {"M": 1, "L": 1, "C": 3}
    return compact(
        (
            (command.lower(), list(map(project, points[row : row + sizes.get(command, 1)])))
            for command, points in outline
            for row in range(0, max(len(points), 1), sizes.get(command, 1))
        ),
        10,
    )


def _named(setting: Setting, place: Place, label: Label, name: str) -> str:
    """A label's text at its point, moved from there by as much as its side asks for."""
    side = setting.sides[place.key][label.key]
    line = letters(setting.sheet, place, label, side)
    if side == "title":
        return _text(line, f" {name}")
    dx, dy, _ = offset(side, line.size, label.gap * setting.sheet.stroke)
    point = Letters(
        line.text, line.x - dx, line.y - dy, line.size, line.role, line.weight, line.anchor
    )  # fmt: skip
    hidden = "" if label.visible else ' display="none"'
    return _text(point, f' {name} dx="{dx:.1f}" dy="{dy:.1f}"{hidden}')


def _text(line: Letters, more: str = "") -> str:
    weight = ' font-weight="600"' if line.weight == "semibold" else ""
    anchor = "" if line.anchor == "start" else f' text-anchor="{line.anchor}"'
    return (
        f'<text x="{line.x:.1f}" y="{line.y:.1f}" font-size="{line.size:g}"{weight}{anchor} '
        f'fill="{ink(line.role)}"{more}>{html.escape(line.text, quote=False)}</text>'
    )


def _attributes(look: Mapping[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in look.items())

"""What a figure draws, at all its stops, in data units: as a table and as one structured document.

Both list the same things: the backdrops and the marks of the film. A thing that moves has several
states, each with the values of the controls on which it depends; what stands still has one, with none.
"""

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis
from figures.draw.theme import recolour
from figures.edition import AUTHOR, LICENCE, LICENCE_URL
from figures.film.backdrop import Drawn
from figures.film.film import Film, settings
from figures.scene import Choice, Control

Point = tuple[float, float]
When = Mapping[str, float | str]
Look = TypeVar("Look")

COLUMNS = ("kind", "panel", "mark", "label", "role", "point", "x", "y", "text")
"""The columns of every table, after one for each control."""

READING = (
    "All coordinates are in data units of their panel's axes; what lies beyond the axes is cut off there.",
    "A state holds at every stop whose values include its 'when'. Without such a state the mark is hidden.",
    "The points of a dot are dots, of a line its corners, of an area its outline; a text stands at a point.",
    "An ellipse has three points: the centre c and the ends p, q of two half axes. "
    "It runs through c + (p - c) cos t + (q - c) sin t.",
    "A role is what a colour means. An exact zero is 0; a number that only rounds to zero keeps its digits.",
    "'residual' is a bound, a power of ten, of the relative violation of the optimality conditions at the "
    "stop, or null where no solution is drawn.",
)


@dataclass(frozen=True)
class Shape:
    """What a mark is at one stop: its role, its points, its words."""

    role: str
    points: tuple[Point, ...]
    text: str = ""


@dataclass(frozen=True)
class Thing:
    """A mark or a part of a backdrop, and all its states."""

    key: str
    panel: str
    kind: str
    label: str
    states: list[tuple[When, Shape]]


def table(film: Film) -> str:
    """The figure's data as CSV: one row a point, and a row for each readout and certificate.

    A control's column is empty where a row holds whatever its value.
    """
    text = io.StringIO()
    names = [control.name for control in film.scene.controls]
    # RFC 4180 but for its CRLF: with it, line tools would keep a CR in the last column.
    writer = csv.DictWriter(text, [*names, *COLUMNS], restval="", lineterminator="\n")
    writer.writeheader()
    for row in _rows(film):
        writer.writerow({name: cell(value) for name, value in row.items()})
    return text.getvalue()


def document(film: Film) -> str:
    """The figure's data as strict JSON; its entry ``reading`` says how to read it."""
    scene = film.scene
    content = {
        "figure": film.slug,
        "title": scene.title,
        "claim": scene.claim,
        "computed": scene.computed,
        "convention": scene.convention,
        "author": AUTHOR,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "reading": READING,
        "controls": [_control(control, scene.start[control.name]) for control in scene.controls],
        "panels": [
            {"key": panel.key, "title": panel.title, "x": _axis(panel.x), "y": _axis(panel.y)}
            for panel in scene.panels
        ],
        "marks": [
            {
                "mark": thing.key,
                "panel": thing.panel,
                "kind": thing.kind,
                "label": thing.label,
                "states": [_state(when, shape) for when, shape in thing.states],
            }
            for thing in _things(film)
        ],
        "readouts": {readout.key: readout.label for readout in film.frames[0].readouts},
        "stops": [
            {
                "values": values,
                "residual": residual,
                "says": frame.says,
                "readouts": {readout.key: readout.text for readout in frame.readouts},
            }
            for values, frame, residual in zip(settings(scene), film.frames, film.residuals, strict=True)
        ],
    }
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # So that the text can be pasted into a page's script: it never opens or closes an element.
    return text.replace("<", "\\u003c") + "\n"


def cell(value: float | str) -> str:
    """A cell of the table: a number with all its digits, or words on one line.

    Words that a spreadsheet would take for a formula get an apostrophe in front (OWASP, CSV injection).
    """
    if not isinstance(value, str):
        return str(_number(value))
    words = " ".join(value.splitlines())
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t")) else words


def _rows(film: Film) -> Iterator[dict[str, float | str]]:
    for thing in _things(film):
        known = {"kind": thing.kind, "panel": thing.panel, "mark": thing.key, "label": thing.label}
        for when, shape in thing.states:
            look: dict[str, float | str] = {**when, **known, "role": shape.role, "text": shape.text}
            for place, (x, y) in enumerate(shape.points):
                yield {**look, "point": place, "x": x, "y": y}
            if not shape.points:
                # A title stands at no point.
                yield look
    for row, readout in enumerate(film.frames[0].readouts):
        for when, text in _states(film, film.texts[row]):
            yield {**when, "kind": "readout", "mark": readout.key, "label": readout.label, "text": text}
    for when, residual in _states(film, film.residuals):
        yield {**when, "kind": "residual", "mark": "residual", "text": residual}


def _things(film: Film) -> Iterator[Thing]:
    """In the order in which they are drawn, the backdrops first."""
    backdrops = [(stage.key, drawn) for stage in film.stages for drawn in stage.drawn]
    for place, (panel, drawn) in enumerate(backdrops, 1):
        yield Thing(f"backdrop-{place}", panel, drawn.kind, drawn.label, [({}, _still(drawn))])
    for row, mark in enumerate(film.frames[0].marks):
        shapes = [_shape(frame.marks[row]) for frame in film.frames]
        yield Thing(mark.key, mark.panel, _kind(mark), "", _states(film, shapes))


def _still(drawn: Drawn) -> Shape:
    return Shape(recolour(drawn.colour, lambda role: role.name), drawn.points, drawn.text)


def _kind(mark: Mark) -> str:
    kinds = {Segment: "line", Polyline: "line", Curve: "line", Polygon: "area", Label: "text"}
    return kinds.get(type(mark), type(mark).__name__.lower())


def _shape(mark: Mark) -> Shape | None:
    """The mark in data units; None while it is hidden."""
    if not mark.visible:
        return None
    match mark:
        case Dot():
            return Shape(mark.role, ((mark.x, mark.y),))
        case Label():
            # A title stands above its panel, at no point of it.
            place = () if mark.sides == ("title",) else ((mark.x, mark.y),)
            return Shape(mark.role, place, mark.text)
        case Segment():
            return Shape(mark.role, ((mark.x1, mark.y1), (mark.x2, mark.y2)))
        case Polygon(cubic=True):
            return Shape(mark.role, _along(mark.points))
        case Polyline() | Polygon():
            return Shape(mark.role, mark.points)
        case Curve():
            return Shape(mark.role, tuple(dict.fromkeys(point for piece in mark.pieces for point in piece)))
        case Ellipse():
            return Shape(mark.role, _half_axes(mark))
    raise TypeError(f"figures/files/data.py cannot write a {type(mark).__name__}; add it there")


def _along(points: Sequence[Point]) -> tuple[Point, ...]:
    """Points on sides that are cubics: their ends, and three between."""
    found = [points[0]]
    for row in range(1, len(points), 3):
        corners = np.array([found[-1], *points[row : row + 3]])
        t = np.arange(1, 5)[:, np.newaxis] / 4
        weights = np.hstack([(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3])
        found += [(float(x), float(y)) for x, y in weights @ corners]
    return tuple(found)


def _half_axes(ring: Ellipse) -> tuple[Point, ...]:
    """The centre and the ends of two half axes: no angle whose sense and unit one would have to know."""
    cos, sin = math.cos(math.radians(ring.angle)), math.sin(math.radians(ring.angle))
    end = (ring.x + ring.a * cos, ring.y + ring.a * sin)
    return (ring.x, ring.y), end, (ring.x - ring.b * sin, ring.y + ring.b * cos)


def _states(film: Film, looks: Sequence[Look | None]) -> list[tuple[When, Look]]:
    """The looks, one a frame, without repeats: each with the controls on which the look depends.

    A control does not matter if no step of it ever changes the look; frames at its later stops are
    left out. None is left out too.
    """
    places = [
        (control, stride, [frame // stride % len(control.stops) for frame in range(len(looks))])
        for control, stride in zip(film.scene.controls, film.strides(), strict=True)
    ]
    idle = {
        control.name: at
        for control, stride, at in places
        if all(look == looks[frame - stride * at[frame]] for frame, look in enumerate(looks))
    }
    return [
        (
            {control.name: control.stops[at[frame]] for control, _, at in places if control.name not in idle},
            look,
        )
        for frame, look in enumerate(looks)
        if look is not None and not any(at[frame] for at in idle.values())
    ]


def _state(when: When, shape: Shape) -> dict[str, Any]:
    points = [[_number(x), _number(y)] for x, y in shape.points]
    words = {"text": shape.text} if shape.text else {}
    return {"when": when, "role": shape.role, "points": points} | words


def _control(control: Control, start: float | str) -> dict[str, Any]:
    options = {"options": dict(control.options)} if isinstance(control, Choice) else {}
    return {
        "name": control.name,
        "label": control.label,
        "start": start,
        "stops": control.stops,
    } | options


def _axis(axis: Axis) -> dict[str, Any]:
    ticks = [[_number(value), text] for value, text in axis.ticks]
    note = {"note": "a position from 0 to 1; what it measures changes with the state"} if axis.changes else {}
    return note | {"label": axis.label, "limits": axis.limits, "scale": axis.scale, "ticks": ticks}


def _number(value: float) -> float | int:
    """The number itself, to its last digit; whole ones are written without a point, zero without a sign."""
    exact = float(value)
    return int(exact) if exact.is_integer() and abs(exact) < 1e15 else exact

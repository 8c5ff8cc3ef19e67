"""All that a figure draws, at all its stops, in data units, as one structured document.

It lists the marks of the film. Each has looks, and tells for every stop of the controls on which it depends
which of them it has there: most marks look alike at many stops.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis
from figures.edition import AUTHOR, LICENCE, LICENCE_URL
from figures.film.film import Film, settings
from figures.scene import Choice, Control

Point = tuple[float, float]

READING = (
    "All coordinates are in data units of their panel's axes; what lies beyond the axes is cut off there.",
    "A mark depends on the controls that 'over' names. 'at' tells for each of their stops, the first control "
    "running fastest, which of its 'looks' it has there, from 0 on; null: it is hidden.",
    "The points of a dot are dots, of a line its corners, of an area its outline; a text stands at a point.",
    "An ellipse has three points: the centre c and the ends p, q of two half axes. "
    "It runs through c + (p - c) cos t + (q - c) sin t.",
    "A role is what a colour means. Numbers have 13 digits; only an exact zero is 0.",
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
    """A mark: what it is at every stop of the controls that it depends on, ``over``; None where it is hidden.

    The first of them runs fastest.
    """

    key: str
    panel: str
    kind: str
    over: tuple[str, ...]
    shapes: Sequence[Shape | None]


def document(film: Film) -> str:
    """The figure's data as strict JSON; its entry ``reading`` says how to read it."""
    scene = film.scene
    content = {
        "figure": film.slug,
        "title": scene.title,
        "claim": scene.claim,
        "alt": scene.alt,
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
                **_looks(thing),
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


def _things(film: Film) -> Iterator[Thing]:
    """In the order in which they are drawn."""
    for row, mark in enumerate(film.frames[0].marks):
        steps, shapes = film.thinned([_shape(frame.marks[row]) for frame in film.frames])
        over = tuple(control.name for control, step in zip(film.scene.controls, steps, strict=True) if step)
        if any(shapes):
            yield Thing(mark.key, mark.panel, _kind(mark), over, shapes)


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


def _looks(thing: Thing) -> dict[str, Any]:
    looks = list(dict.fromkeys(shape for shape in thing.shapes if shape))
    places = {shape: place for place, shape in enumerate(looks)}
    return {
        "over": thing.over,
        "at": [places[shape] if shape else None for shape in thing.shapes],
        "looks": [_look(shape) for shape in looks],
    }


def _look(shape: Shape) -> dict[str, Any]:
    points = [[_number(x), _number(y)] for x, y in shape.points]
    words = {"text": shape.text} if shape.text else {}
    return {"role": shape.role, "points": points} | words


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
    """The number to 13 digits; whole ones are written without a point, zero without a sign."""
    exact = float(f"{float(value):.13g}")
    return int(exact) if exact.is_integer() and abs(exact) < 1e15 else exact

"""A slide's SVG as shapes, and the shapes as pixels, by matplotlib's renderer.

Pictures are made from the very SVG that is offered, so that no two files of a figure can differ: from the
light one, whose colours follow the scheme as those of the dark one do. Only what our slides hold is
understood; anything else raises ``ValueError`` rather than be left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import sqrt
from typing import Any, Literal
from xml.etree import ElementTree

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox
from numpy.typing import NDArray

from figures.draw.theme import Scheme, in_scheme, recolour
from figures.files.matrix import IDENTITY, NUMBER, Matrix, transform, within

Pixels = NDArray[np.uint8]
Ink = tuple[str, str]
"""A colour as ``#rrggbb``, and its opacity."""
Cap = Literal["butt", "round", "projecting"]
Join = Literal["miter", "round", "bevel"]

_COMMAND = re.compile(r"([MmLlQqCcZz])([^MmLlQqCcZz]*)")
_CODES = {"m": Path.MOVETO, "l": Path.LINETO, "q": Path.CURVE3, "c": Path.CURVE4}
_POINTS = {"m": 1, "l": 1, "q": 2, "c": 3}
_INHERITED = {
    "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap",
    "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset", "visibility",
}  # fmt: skip
_SILENT = {"title", "desc", "metadata", "animate", "animateTransform"}
_CAPS: dict[str, Cap] = {"butt": "butt", "round": "round", "square": "projecting"}
_JOINS: dict[str, Join] = {"miter": "miter", "round": "round", "bevel": "bevel"}
_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class Shape:
    """One painted path: an ``outline`` at its ``place`` on the slide, in pixels, y down.

    A line of letters is one; ``letters`` are the names of its letters and where each begins, in units of
    ``EM``. ``clip`` is (left, top, right, bottom).
    """

    outline: Path
    place: Matrix
    fill: Ink | None
    stroke: Ink | None
    width: float
    dash: tuple[float, tuple[float, ...]] | None
    cap: Cap
    join: Join
    clip: tuple[float, float, float, float] | None
    letters: tuple[tuple[str, float], ...] = ()

    @property
    def path(self) -> Path:
        """The outline in the slide's pixels."""
        return _moved(self.outline, self.place)


@lru_cache(maxsize=4)
def shapes(svg: str) -> tuple[Shape, ...]:
    """Everything that the document paints, in order; ``ValueError`` names what is not understood.

    Kept for the other pictures of the same slide.
    """
    root = ElementTree.fromstring(svg)
    named = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    return tuple(_walk(root, IDENTITY, {}, None, named))


def raster(drawn: Iterable[Shape], size: tuple[int, int], scale: float, scheme: Scheme = "light") -> Pixels:
    """The shapes at ``scale`` on ``size`` transparent pixels: (height, width, 4), not premultiplied."""
    canvas = Canvas(size, scale, scheme)
    canvas.paint(drawn)
    return canvas.pixels.copy()


class Canvas:
    """Pixels (height, width, 4) to paint shapes on, one set after the other; transparent at first.

    Shapes keep their colours, unless ``scheme`` is dark: then those of the light scheme become the dark.
    """

    def __init__(self, size: tuple[int, int], scale: float, scheme: Scheme = "light") -> None:
        self._renderer = RendererAgg(*size, 72)
        self._scale = scale
        self._scheme = scheme
        self.pixels: Pixels = np.asarray(self._renderer.buffer_rgba())

    def paint(self, drawn: Iterable[Shape]) -> None:
        """Paint over what is there."""
        height = self.pixels.shape[0]
        _render(self._renderer, drawn, self._scale, height, self._scheme)


def _render(renderer: RendererAgg, drawn: Iterable[Shape], scale: float, height: int, scheme: Scheme) -> None:
    # The renderers' y runs upwards.
    upright = Affine2D().scale(scale, -scale).translate(0, height)
    for shape in drawn:
        context = renderer.new_gc()
        context.set_antialiased(True)
        context.set_snap(False)
        _set_stroke(context, shape, scale, scheme)
        if shape.clip:
            left, top, right, bottom = shape.clip
            context.set_clip_rectangle(upright.transform_bbox(Bbox([[left, bottom], [right, top]])))
        fill = _rgba(*shape.fill, scheme) if shape.fill else None
        # An outline is moved while it is painted: moving it before took half of the time.
        a, b, c, d, e, f = shape.place
        place = Affine2D.from_values(
            scale * a, -scale * b, scale * c, -scale * d, scale * e, height - scale * f
        )  # fmt: skip
        renderer.draw_path(context, shape.outline, place, fill)
        context.restore()


def _set_stroke(context: GraphicsContextBase, shape: Shape, scale: float, scheme: Scheme) -> None:
    context.set_linewidth(shape.width * scale if shape.stroke else 0)
    # With a width of 0 no renderer strokes; the colour still has to be one.
    context.set_foreground(_rgba(*shape.stroke, scheme) if shape.stroke else (0, 0, 0, 1), isRGBA=True)
    context.set_capstyle(shape.cap)
    context.set_joinstyle(shape.join)
    if shape.dash:
        offset, lengths = shape.dash
        context.set_dashes(offset * scale, [length * scale for length in lengths])


def _walk(
    element: ElementTree.Element,
    place: Matrix,
    inherited: dict[str, str],
    clip: tuple[float, float, float, float] | None,
    named: dict[str, ElementTree.Element],
) -> Iterator[Shape]:
    tag = element.tag.rpartition("}")[2]
    if tag in _SILENT or tag in ("defs", "clipPath"):
        return
    attributes = element.attrib
    look = inherited | {name: value for name, value in attributes.items() if name in _INHERITED}
    if "opacity" in attributes:
        for name in ("fill-opacity", "stroke-opacity"):
            look[name] = str(float(look.get(name, 1)) * float(attributes["opacity"]))
    if "transform" in attributes:
        place = within(place, transform(attributes["transform"]))
    if "clip-path" in attributes:
        clip = _clip(named[attributes["clip-path"][5:-1]], place, clip)
    if tag in ("svg", "g"):
        if letters := _letters(element):
            outline = _line(tuple((named[name].attrib["d"], x) for name, x in letters))
            yield replace(_shape(outline, place, look, clip), letters=letters)
            return
        for child in element:
            yield from _walk(child, place, look, clip, named)
    elif tag == "use":
        moved = within(place, (1, 0, 0, 1, float(attributes.get("x", 0)), float(attributes.get("y", 0))))
        yield from _walk(named[attributes[_HREF][1:]], moved, look, clip, named)
    elif look.get("visibility", "visible") == "visible":
        outline, own = _outline(tag, attributes)
        yield replace(_shape(outline, place, look, clip), place=within(place, own))


def _letters(element: ElementTree.Element) -> tuple[tuple[str, float], ...]:
    """The letters of a line, by name, and where each begins; none if the element is no such line."""
    if any(len(child.attrib.keys() - {_HREF, "x"}) or _HREF not in child.attrib for child in element):
        return ()
    return tuple((child.attrib[_HREF][1:], float(child.attrib.get("x", 0))) for child in element)


def _shape(
    outline: Path, place: Matrix, look: dict[str, str], clip: tuple[float, float, float, float] | None
) -> Shape:
    # Every transform on our slides keeps angles, so one number tells by how much lines grow.
    a, b, c, d, _, _ = place
    grown = sqrt(abs(a * d - b * c))
    dash = look.get("stroke-dasharray", "none")
    lengths = tuple(float(number) * grown for number in NUMBER.findall(dash))
    offset = float(look.get("stroke-dashoffset", 0)) * grown
    return Shape(
        outline,
        place,
        _ink(look["fill"], look.get("fill-opacity", "1")),
        _ink(look.get("stroke", "none"), look.get("stroke-opacity", "1")),
        float(look.get("stroke-width", 1)) * grown,
        (offset, lengths) if lengths else None,
        _CAPS[look.get("stroke-linecap", "butt")],
        _JOINS[look.get("stroke-linejoin", "miter")],
        clip,
    )


def _ink(text: str, opacity: str) -> Ink | None:
    return None if text == "none" else (text, opacity)


@cache
def _rgba(text: str, opacity: str, scheme: Scheme) -> tuple[float, float, float, float]:
    colour = text if scheme == "light" else recolour(text, in_scheme(scheme))
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue, float(opacity)


def _outline(tag: str, attributes: dict[str, str]) -> tuple[Path, Matrix]:
    """The element's outline, and how it is moved to where its attributes say."""

    def at(*names: str) -> list[float]:
        return [float(attributes.get(name, 0)) for name in names]

    match tag:
        case "path":
            return _path(attributes["d"]), IDENTITY
        case "rect":
            x, y, width, height = at("x", "y", "width", "height")
            return Path.unit_rectangle(), (width, 0, 0, height, x, y)
        case "circle":
            x, y, radius = at("cx", "cy", "r")
            return Path.unit_circle(), (radius, 0, 0, radius, x, y)
        case "ellipse":
            x, y, a, b = at("cx", "cy", "rx", "ry")
            return Path.unit_circle(), (a, 0, 0, b, x, y)
        case "line":
            x1, y1, x2, y2 = at("x1", "y1", "x2", "y2")
            return Path([(x1, y1), (x2, y2)]), IDENTITY
        case "polyline" | "polygon":
            points = np.array(attributes["points"].replace(",", " ").split(), dtype=float).reshape(-1, 2)
            if tag == "polyline":
                return _whole(Path(points)), IDENTITY
            return _whole(Path(np.vstack([points, points[:1]]), closed=True)), IDENTITY
    raise ValueError(f"<{tag}> is no element of our slides; teach figures/files/paint.py to paint it")


def _whole(path: Path) -> Path:
    """The path with all its points: matplotlib leaves out those that it takes for too near."""
    path.should_simplify = False
    return path


@cache
def _line(letters: tuple[tuple[str, float], ...]) -> Path:
    """Outlines of letters and where each begins as one path, which costs little more than one letter."""
    paths = [(_path(d), x) for d, x in letters]
    vertices = np.concatenate([np.add(path.vertices, (x, 0)) for path, x in paths])
    return _whole(Path(vertices, np.concatenate([np.asarray(path.codes) for path, _ in paths])))


@cache
def _path(d: str) -> Path:
    vertices: list[NDArray[np.float64]] = []
    codes: list[Any] = []
    pen = start = np.zeros(2)
    for command, numbers in _COMMAND.findall(d):
        if command in "Zz":
            vertices.append(start)
            codes.append(Path.CLOSEPOLY)
            pen = start
            continue
        kind = command.lower()
        steps = np.array(NUMBER.findall(numbers), dtype=float).reshape(-1, _POINTS[kind], 2)
        for step in steps:
            points = step + pen if command == kind else step
            vertices += list(points)
            codes += [_CODES[kind]] * len(points)
            pen = points[-1]
            if kind == "m":
                start, kind = pen, "l"
                command = "l" if command == "m" else "L"
    return _whole(Path(vertices, codes))


def _moved(path: Path, place: Matrix) -> Path:
    a, b, c, d, e, f = place
    return Path(np.asarray(path.vertices) @ ((a, b), (c, d)) + (e, f), path.codes)


def _clip(
    element: ElementTree.Element, place: Matrix, outer: tuple[float, float, float, float] | None
) -> tuple[float, float, float, float]:
    (rectangle,) = element
    outline, own = _outline("rect", rectangle.attrib)
    corners = np.asarray(_moved(outline, within(place, own)).vertices)
    left, top = corners.min(axis=0).tolist()
    right, bottom = corners.max(axis=0).tolist()
    if outer:
        left, top = max(left, outer[0]), max(top, outer[1])
        right, bottom = min(right, outer[2]), min(bottom, outer[3])
    return left, top, right, bottom

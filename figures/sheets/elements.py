"""Marks as elements of SVG: discs, paths and letters, in pixels or in shares of their axes."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Panel
from figures.draw.theme import ink

Point = tuple[float, float]
Path = list[tuple[str, list[Point]]]
"""Commands M, L, C and Z with their points, in shares of the axes: x and y from 0 to 1, y down."""
Project = Callable[[Point], Point]

_ARC = 4 / 3 * (2**0.5 - 1)
"""How long the handles of a quarter circle are: the cubic then leaves it by 0.03 % of the radius."""


def element(mark: Mark, panel: Panel, project: Project, stroke: float) -> tuple[str, dict[str, str]]:
    """The element of SVG that draws the mark, and its attributes.

    ``project`` maps shares of the axes to what is written; lines and dots are ``stroke`` times their size.
    A label's are the place of its point and its words; where its letters go is for a layout to say.
    """
    look: dict[str, str]
    match mark:
        case Dot():
            x, y = project(_share(panel, (mark.x, mark.y)))
            look = {"cx": fixed(x), "cy": fixed(y), "r": fixed(mark.radius * stroke)}
            colour = ink(mark.role)
            look |= {"fill": ink("ground") if mark.hollow else colour, "stroke": colour}
            tag, look = "circle", look | {"stroke-width": f"{2.4 * stroke:.2f}"}
        case Label():
            x, y = (0.0, 0.0) if mark.sides == ("title",) else project(_share(panel, (mark.x, mark.y)))
            tag, look = "text", {"x": fixed(x), "y": fixed(y), "fill": ink(mark.role), "words": mark.text}
            look["font-weight"] = "600" if mark.weight == "semibold" else "400"
        case _:
            tag, look = "path", {"d": written(path(mark, panel), project)} | _paint(mark, stroke)
    if not mark.visible:
        look["display"] = "none"
    return tag, look


def path(mark: Mark, panel: Panel) -> Path:
    """The outline of a line or a region; ``TypeError`` for a mark that is neither."""
    match mark:
        case Segment():
            return _line([(mark.x1, mark.y1), (mark.x2, mark.y2)], panel)
        case Polyline():
            return _line(mark.points, panel)
        case Polygon(cubic=True):
            first, *others = (_share(panel, point) for point in mark.points)
            return [("M", [first]), ("C", others), ("Z", [])]
        case Polygon():
            return [*_line(mark.points, panel), ("Z", [])]
        case Ellipse():
            return _ring(mark, panel)
        case Curve():
            return _smooth(mark, panel)
    raise TypeError(f"figures/sheets/elements.py cannot draw a {type(mark).__name__}; add it there")


def written(outline: Path, project: Project) -> str:
    """The path as SVG."""
    return "".join(
        command + " ".join(f"{fixed(x)} {fixed(y)}" for x, y in map(project, points))
        for command, points in outline
    )


def fixed(value: float) -> str:
    """A pixel coordinate to a tenth, without a negative zero: ``-0.04`` → ``0``.

    A tenth of a pixel cannot be seen, and coordinates are most of a page's bytes.
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _share(panel: Panel, point: Point) -> Point:
    return panel.x.share(point[0]), 1 - panel.y.share(point[1])


def _line(points: Iterable[Point], panel: Panel) -> Path:
    first, *others = (_share(panel, point) for point in points)
    return [("M", [first]), ("L", others)] if others else [("M", [first])]


def _ring(mark: Ellipse, panel: Panel) -> Path:
    """Four cubics, one a quarter."""
    turn = radians(mark.angle)

    def at(along: float, across: float) -> Point:
        x = mark.x + mark.a * along * cos(turn) - mark.b * across * sin(turn)
        y = mark.y + mark.a * along * sin(turn) + mark.b * across * cos(turn)
        return _share(panel, (x, y))

    arcs = [
        point
        for a, b in ((1, 0), (0, 1), (-1, 0), (0, -1))
        for point in (at(a - _ARC * b, b + _ARC * a), at(a * _ARC - b, b * _ARC + a), at(-b, a))
    ]
    return [("M", [at(1, 0)]), ("C", arcs), ("Z", [])]


def _smooth(mark: Curve, panel: Panel) -> Path:
    outline: Path = []
    pen: Point | None = None
    for piece in mark.pieces:
        points = [_share(panel, point) for point in piece]
        if points[0] != pen:
            outline.append(("M", [points[0]]))
        outline.append(("C", _cubics(points)) if len(points) > 2 else ("L", points[1:]))
        pen = points[-1]
    return outline or [("M", [(0.0, 0.0)])]


def _cubics(points: Sequence[Point]) -> list[Point]:
    """Handles and ends of cubics through points of a smooth graph, x rising or falling.

    Each cubic has the graph's slopes at its ends, so the curve has no corner and leaves the truth by the
    fourth power of the points' distance.
    """
    ends = list(zip(points, _slopes(np.array(points)).tolist(), strict=True))
    drawn: list[Point] = []
    for (a, m), (b, n) in pairwise(ends):
        third = (b[0] - a[0]) / 3
        drawn += [(a[0] + third, a[1] + m * third), (b[0] - third, b[1] - n * third), b]
    return drawn


def _slopes(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The slope of a smooth graph at its points (n, 2), n > 1.

    It is that of the polynomial through a point and its nearest neighbours, five points in all: a parabola
    would be wrong at the ends by the square of the points' distance. Berrut and Trefethen, "Barycentric
    Lagrange interpolation", 2004, equation (9.4).
    """
    rows, count = np.arange(len(points)), min(len(points), 5)
    first = np.clip(rows - count // 2, 0, len(points) - count)
    x, y = np.moveaxis(points[first[:, None] + np.arange(count)], 2, 0)
    apart = x[:, :, None] - x[:, None, :]
    apart[:, range(count), range(count)] = 1.0
    weights = 1 / apart.prod(axis=2)
    own = rows, rows - first
    gaps = x[own][:, None] - x
    gaps[own] = np.inf
    slopes: NDArray[np.float64] = (weights / weights[own][:, None] * (y - y[own][:, None]) / gaps).sum(axis=1)
    return slopes


def _paint(mark: Mark, stroke: float) -> dict[str, str]:
    colour, width = ink(mark.role), float(getattr(mark, "width", 0.0))
    opacity = float(getattr(mark, "opacity", 0.0))
    look = {"fill": colour, "fill-opacity": f"{opacity:g}"} if opacity else {"fill": "none"}
    if width:
        look |= {"stroke": colour, "stroke-width": f"{width * stroke:.2f}"}
    dash = str(getattr(mark, "dash", ""))
    if dash:
        look["stroke-dasharray"] = " ".join(f"{float(part) * stroke:g}" for part in dash.split())
    return look

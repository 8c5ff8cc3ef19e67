"""Marks: the moving parts of a figure, as frozen values in data units.

A mark says where it stands and which role it plays; ``attributes`` turns that into the attributes of
one SVG element, in pixels and light colours. A film compares these from stop to stop.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from figures.draw.theme import ink
from figures.solved import Solved

Project = Callable[[float, float], tuple[float, float]]
Attributes = dict[str, float | str]
Side = Literal[
    "right", "left", "above", "below", "above right", "above left", "below right", "below left", "at", "title"
]
"""Where letters stand: beside a point, centred at it, or on the line above their panel."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What every mark has: a key unique in its figure, a panel, a role, and whether it shows.

    ``solved`` are the answers whose numbers it draws.
    """

    key: str
    panel: str = ""
    role: str = "fg"
    visible: bool = True
    solved: tuple[Solved, ...] = field(default=(), compare=False, repr=False)

    @property
    def tag(self) -> str:
        """The SVG element that draws the mark."""
        raise NotImplementedError

    def attributes(self, project: Project) -> Attributes:
        """The element's SVG attributes; ``project`` maps data units to pixels."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Dot(Mark):
    """A disc of ``radius`` pixels at (x, y); hollow dots stand for exact zeros.

    ``shows`` are the coefficients that it stands for.
    """

    x: float
    y: float
    radius: float = 5.0
    hollow: bool = False
    shows: tuple[float, ...] = field(default=(), compare=False)

    tag = "circle"

    def attributes(self, project: Project) -> Attributes:
        cx, cy = project(self.x, self.y)
        colour = ink(self.role)
        fill = ink("ground") if self.hollow else colour
        disc: Attributes = {"cx": cx, "cy": cy, "r": self.radius}
        return disc | {"fill": fill, "stroke": colour, "stroke-width": 2.0}


@dataclass(frozen=True, kw_only=True)
class Segment(Mark):
    """A straight line from (x1, y1) to (x2, y2), ``width`` pixels wide."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 2.0
    dash: str = ""

    tag = "line"

    def attributes(self, project: Project) -> Attributes:
        (x1, y1), (x2, y2) = project(self.x1, self.y1), project(self.x2, self.y2)
        line: Attributes = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        return line | _stroke(self.role, self.width, self.dash)


@dataclass(frozen=True, kw_only=True)
class Polyline(Mark):
    """An open line through ``points``, pairs (x, y)."""

    points: tuple[tuple[float, float], ...]
    width: float = 2.5
    dash: str = ""

    tag = "polyline"

    def attributes(self, project: Project) -> Attributes:
        line: Attributes = {"points": _points(self.points, project), "fill": "none"}
        return line | _stroke(self.role, self.width, self.dash)


@dataclass(frozen=True, kw_only=True)
class Curve(Mark):
    """A line of smooth ``pieces``, each through points (x, y) on the truth; corners are where pieces meet."""

    pieces: tuple[tuple[tuple[float, float], ...], ...]
    width: float = 2.5
    dash: str = ""

    tag = "path"


@dataclass(frozen=True, kw_only=True)
class Polygon(Mark):
    """A filled region with corners ``points``; ``opacity`` keeps what lies below readable.

    A ``width`` above 0 draws its outline too. With ``cubic`` sides the points are the first, then for each
    side two handles and its end.
    """

    points: tuple[tuple[float, float], ...]
    opacity: float = 0.14
    width: float = 0.0
    cubic: bool = False

    tag = "polygon"

    def attributes(self, project: Project) -> Attributes:
        region: Attributes = {"points": _points(self.points, project)}
        region |= {"fill": ink(self.role), "fill-opacity": self.opacity}
        return region | _stroke(self.role, self.width, "") if self.width else region


@dataclass(frozen=True, kw_only=True)
class Ellipse(Mark):
    """The outline of an ellipse round (x, y), semi-axes ``a`` and ``b``, ``angle`` degrees anticlockwise.

    In a panel of the older kind both axes need one scale; ``ValueError`` on any other.
    """

    x: float
    y: float
    a: float
    b: float
    angle: float = 0.0
    width: float = 2.0
    dash: str = ""
    opacity: float = 0.0

    tag = "ellipse"

    def attributes(self, project: Project) -> Attributes:
        cx, cy = project(self.x, self.y)
        scale, other = project(self.x + 1, self.y)[0] - cx, cy - project(self.x, self.y + 1)[1]
        if abs(scale / other - 1) > 1e-6:
            raise ValueError(f"mark '{self.key}' is an ellipse: give its panel one scale on both axes")
        place: Attributes = {"cx": cx, "cy": cy, "rx": self.a * scale, "ry": self.b * scale}
        if self.angle:
            place["transform"] = f"rotate({fixed(-self.angle)} {fixed(cx)} {fixed(cy)})"
        fill: Attributes = {"fill": ink(self.role), "fill-opacity": self.opacity}
        return place | fill | _stroke(self.role, self.width, self.dash)


@dataclass(frozen=True, kw_only=True)
class Label(Mark):
    """Letters near (x, y).

    With ``sides`` a layout finds their place: the first side of the point at which they touch nothing
    throughout the film, ``gap`` pixels away, or "title" for the line above the panel. ``lead`` makes them
    the decisive number of the figure. What they say may change.

    A label of the older kind, without sides, is moved by (dx, dy) pixels, and its words stay. ``anchor`` is
    the side of the text that stands at the point.
    """

    x: float
    y: float
    text: str
    sides: tuple[Side, ...] = ()
    lead: bool = False
    gap: float = 10.0
    anchor: Literal["start", "middle", "end"] = "middle"
    size: float = 15.0
    weight: Literal["regular", "semibold"] = "regular"
    dx: float = 0.0
    dy: float = 0.0

    tag = "path"

    def attributes(self, project: Project) -> Attributes:
        px, py = project(self.x, self.y)
        return {"x": px + self.dx, "y": py + self.dy, "fill": ink(self.role)}


def fixed(value: float) -> str:
    """A pixel coordinate to a tenth, without a negative zero: ``-0.04`` → ``0``.

    A tenth of a pixel cannot be seen, and coordinates are most of a page's bytes.
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _points(points: tuple[tuple[float, float], ...], project: Project) -> str:
    return " ".join(",".join(map(fixed, project(x, y))) for x, y in points)


def _stroke(role: str, width: float, dash: str) -> Attributes:
    look: Attributes = {
        "stroke": ink(role),
        "stroke-width": width,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    return look | ({"stroke-dasharray": dash, "stroke-linecap": "butt"} if dash else {})

"""Marks: the moving parts of a figure, as frozen values in data units.

A mark says where it stands and which role it plays; a layout turns that into an element of SVG.
"""

from dataclasses import dataclass, field
from typing import Literal

from figures.solved import Solved

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


@dataclass(frozen=True, kw_only=True)
class Segment(Mark):
    """A straight line from (x1, y1) to (x2, y2), ``width`` pixels wide."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 2.0
    dash: str = ""


@dataclass(frozen=True, kw_only=True)
class Polyline(Mark):
    """An open line through ``points``, pairs (x, y)."""

    points: tuple[tuple[float, float], ...]
    width: float = 2.5
    dash: str = ""


@dataclass(frozen=True, kw_only=True)
class Curve(Mark):
    """A line of smooth ``pieces``, each through points (x, y) on the truth; corners are where pieces meet."""

    pieces: tuple[tuple[tuple[float, float], ...], ...]
    width: float = 2.5
    dash: str = ""


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


@dataclass(frozen=True, kw_only=True)
class Ellipse(Mark):
    """The outline of an ellipse round (x, y), semi-axes ``a`` and ``b``, ``angle`` degrees anticlockwise."""

    x: float
    y: float
    a: float
    b: float
    angle: float = 0.0
    width: float = 2.0
    dash: str = ""
    opacity: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Label(Mark):
    """Letters near (x, y).

    A layout finds their place: the first of the ``sides`` of the point on which they touch nothing throughout
    the film, ``gap`` pixels away, or "title" for the line above the panel. ``lead`` makes them the decisive
    number of the figure. What they say may change.
    """

    x: float
    y: float
    text: str
    sides: tuple[Side, ...]
    lead: bool = False
    gap: float = 10.0
    weight: Literal["regular", "semibold"] = "regular"

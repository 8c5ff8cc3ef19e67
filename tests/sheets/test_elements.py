"""A mark as an element of SVG is where and what the mark says, and its curves are true to half a pixel."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis, Panel, axis, main
from figures.draw.theme import ink
from figures.draw.vocabulary import curve
from figures.sheets.elements import Path, Point, element, path, written
from figures.solved import Alone, certified

Array = NDArray[np.float64]
WIDE, HIGH = 700.0, 500.0
"""About the axes of a main panel on a slide, in pixels."""
PANEL = main("p", axis("x", 0, 2), axis("y", -1, 1))
FINE = np.linspace(0, 1, 101)[:, None]


def pixels(share: Point) -> Point:
    return WIDE * share[0], HIGH * share[1]


def on_sheet(x: float, y: float, panel: Panel = PANEL) -> Point:
    return pixels((panel.x.share(x), 1 - panel.y.share(y)))


def drawn(mark: Mark, stroke: float = 1.0) -> tuple[str, dict[str, str]]:
    return element(mark, PANEL, pixels, stroke)


def cubics(outline: Path) -> list[Array]:
    """Each cubic of a path in pixels, finely sampled."""
    found = []
    pen = (0.0, 0.0)
    for command, points in outline:
        ends = [np.array(pixels(point)) for point in (pen, *points)]
        if command == "C":
            for a, b, c, d in zip(ends[0:-3:3], ends[1::3], ends[2::3], ends[3::3], strict=True):
                bent = (1 - FINE) ** 3 * a + 3 * (1 - FINE) ** 2 * FINE * b
                found.append(bent + 3 * (1 - FINE) * FINE**2 * c + FINE**3 * d)
        pen = points[-1] if points else pen
    return found


def test_a_dot_is_a_circle_filled_unless_it_is_a_zero() -> None:
    tag, look = drawn(Dot(key="d", x=0.5, y=0.25, radius=6.0, role="lasso"), stroke=1.7)
    assert tag == "circle"
    assert (look["cx"], look["cy"], look["r"]) == ("175", "187.5", "10.2")
    assert (look["fill"], look["stroke"], look["stroke-width"]) == (ink("lasso"), ink("lasso"), "4.08")
    _, zero = drawn(Dot(key="d", x=0.5, y=0.0, role="zero", hollow=True))
    assert (zero["fill"], zero["stroke"]) == (ink("ground"), ink("zero"))


def test_lines_and_regions_are_paths_in_their_colour() -> None:
    tag, look = drawn(Segment(key="s", x1=0, y1=0, x2=2, y2=1, width=2.0, dash="7 5", role="ols"), 1.5)
    assert (tag, look["d"]) == ("path", "M0 250L700 0")
    assert (look["stroke"], look["stroke-width"], look["fill"]) == (ink("ols"), "3.00", "none")
    assert look["stroke-dasharray"] == "10.5 7.5"
    _, line = drawn(Polyline(key="l", points=((0, 0), (1, 1), (2, 0))))
    assert line["d"] == "M0 250L350 0 700 250"
    assert "stroke-dasharray" not in line


def test_a_region_is_closed_and_has_an_outline_only_if_it_asks_for_one() -> None:
    corners = ((0.0, 0.0), (1.0, 1.0), (2.0, 0.0))
    _, tinted = drawn(Polygon(key="g", points=corners, role="zero", opacity=0.1))
    assert tinted["d"] == "M0 250L350 0 700 250Z"
    assert (tinted["fill"], tinted["fill-opacity"]) == (ink("zero"), "0.1")
    assert not {"stroke", "stroke-width"} & set(tinted)
    _, outlined = drawn(Polygon(key="g", points=corners, role="zero", width=2.0))
    assert (outlined["stroke"], outlined["stroke-width"]) == (ink("zero"), "2.00")


def test_letters_have_the_place_of_their_point_and_their_words() -> None:
    tag, look = drawn(Label(key="t", x=0.5, y=0.0, text="β < 0", sides=("right",), role="muted"))
    assert (tag, look["x"], look["y"], look["words"]) == ("text", "175", "250", "β < 0")
    _, title = drawn(Label(key="t", x=0.5, y=0.0, text="w", sides=("title",)))
    assert (title["x"], title["y"]) == ("0", "0")


MARKS: list[Mark] = [
    Dot(key="m", x=1, y=0), Segment(key="m", x1=0, y1=0, x2=1, y2=1),
    Polyline(key="m", points=((0, 0), (1, 1))),
    Polygon(key="m", points=((0, 0), (1, 1), (1, 0))), Ellipse(key="m", x=1, y=0, a=0.5, b=0.2),
    Label(key="m", x=1, y=0, text="w", sides=("right",)), Curve(key="m", pieces=(((0, 0), (1, 1), (2, 0)),)),
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: type(mark).__name__)
def test_a_hidden_mark_is_not_displayed(mark: Mark) -> None:
    assert "display" not in drawn(mark)[1]
    assert drawn(replace(mark, visible=False))[1]["display"] == "none"


@pytest.mark.parametrize(
    ("a", "b", "angle"), [(0.5, 0.2, 0.0), (0.9, 0.3, 45.0), (0.4, 0.4, 0.0), (0.7, 0.01, 80.0)]
)
def test_an_ellipse_is_drawn_to_a_tenth_of_a_pixel(a: float, b: float, angle: float) -> None:
    """Its farthest point from the curve that is drawn, and of that from it, in pixels of the sheet."""
    mark = Ellipse(key="e", x=1.1, y=-0.1, a=a, b=b, angle=angle)
    curves = np.concatenate(cubics(path(mark, PANEL)))
    # Back in units of the axes of the ellipse it lies on the unit circle.
    x, y = curves[:, 0] / WIDE * 2 - 1.1, 1 - curves[:, 1] / HIGH * 2 + 0.1
    turn = np.radians(angle)
    along, across = (x * np.cos(turn) + y * np.sin(turn)) / a, (y * np.cos(turn) - x * np.sin(turn)) / b
    off = np.abs(np.hypot(along, across) - 1) * max(a, b) * WIDE / 2
    assert off.max() < 0.1
    # All the way round.
    assert np.ptp(np.unwrap(np.arctan2(across, along))) == pytest.approx(2 * np.pi)
    outline = path(mark, PANEL)
    assert [command for command, _ in outline] == ["M", "C", "Z"]
    np.testing.assert_allclose(outline[0][1][0], outline[1][1][-1])


SMOOTH: dict[str, tuple[Callable[[Array], Array], Axis, Axis]] = {
    "ridge over λ": (lambda x: 1.6 / (1 + x), axis("x", 0, 2), axis("y", 0, 1.6)),
    "a parabola": (lambda x: (x - 1) ** 2, axis("x", 0, 2), axis("y", 0, 1)),
    "a root": (lambda x: np.sqrt(0.25 + x), axis("x", 0, 2), axis("y", 0, 2)),
    "a straight line over a logarithmic axis": (
        lambda x: 1 - x / 10, axis("x", 0.1, 10, log=True), axis("y", 0, 1),
    ),
    "a power on two logarithmic axes": (
        lambda x: x**-0.5, axis("x", 0.1, 10, log=True), axis("y", 0.3, 4, log=True),
    ),
}  # fmt: skip
POINTS = 11
"""The ends of ten stretches."""


def along(x: Axis) -> Array:
    """Points evenly spread on the axis."""
    return np.geomspace(*x.limits, POINTS) if x.scale == "log" else np.linspace(*x.limits, POINTS)


@pytest.mark.parametrize("name", SMOOTH)
def test_a_smooth_line_is_true_to_half_a_pixel(name: str) -> None:
    true, x, y = SMOOTH[name]
    panel = main("p", x, y)
    at = along(x)
    mark = Curve(key="c", pieces=(tuple(zip(at.tolist(), true(at).tolist(), strict=True)),))
    off = []
    for cubic in cubics(path(mark, panel)):
        share = cubic[:, 0] / WIDE
        low, high = x.limits
        value = low * (high / low) ** share if x.scale == "log" else low + share * (high - low)
        should = np.array([on_sheet(float(v), float(true(np.array(v))), panel)[1] for v in value])
        off.append(np.abs(cubic[:, 1] - should).max())
    assert len(off) == POINTS - 1
    assert max(off) < 0.5


def bends(outline: Path) -> list[float]:
    """By how many degrees the line turns at each point where two cubics meet."""
    curves = cubics(outline)
    ways = [(np.arctan2(*(one[1] - one[0])[::-1]), np.arctan2(*(one[-1] - one[-2])[::-1])) for one in curves]
    return [abs(float(np.degrees(after[0] - before[1]))) for before, after in pairwise(ways)]


@pytest.mark.parametrize("name", SMOOTH)
def test_a_smooth_line_has_no_corner(name: str) -> None:
    true, x, y = SMOOTH[name]
    at = along(x)
    mark = Curve(key="c", pieces=(tuple(zip(at.tolist(), true(at).tolist(), strict=True)),))
    assert max(bends(path(mark, main("p", x, y)))) < 3


def test_a_kink_stays_a_kink_and_a_straight_piece_straight() -> None:
    at = np.linspace(0, 2, 9)
    w = np.maximum(1 - at, 0) ** 2 + np.maximum(1 - at, 0)
    mark = curve("c", at, certified(Alone(1.0, at), w), kinks=(1.0,))
    outline = path(mark, PANEL)
    # The line is drawn without lifting the pen.
    assert [command for command, _ in outline] == ["M", "C", "C"]
    turns = bends(outline)
    assert turns.index(max(turns)) == 3
    assert turns[3] == pytest.approx(np.degrees(np.arctan(HIGH / WIDE)), abs=1.0)
    assert max(turns[:3] + turns[4:]) < 3
    assert max(np.abs(one[:, 1] - HIGH / 2).max() for one in cubics(outline)[4:]) < 1e-9


def test_a_gap_lifts_the_pen_and_two_points_are_a_straight_line() -> None:
    pieces = (((0.0, 0.0), (0.5, 1.0)), ((1.0, 0.0), (1.5, 1.0), (2.0, 0.0)))
    outline = path(Curve(key="c", pieces=pieces), PANEL)
    assert [command for command, _ in outline] == ["M", "L", "M", "C"]
    assert written(outline[:2], pixels) == "M0 250L175 0"


def test_a_line_of_no_pieces_is_nothing_that_shows() -> None:
    _, look = drawn(Curve(key="c", pieces=()))
    assert re.fullmatch(r"M\S+ \S+", look["d"])


def test_what_is_no_line_has_no_path() -> None:
    with pytest.raises(TypeError, match=r"elements\.py cannot draw a Dot; add it there"):
        path(Dot(key="d", x=0, y=0), PANEL)

"""Axes stand where the layout has their numbers."""

import re

import pytest

from figures.draw.panels import axis, main
from figures.sheets.axes import draw_axes

SIZE = (400.0, 200.0)
UP = axis("w", -1, 1, -1, 0, 1)


def ticks(svg: str) -> list[float]:
    """Where ticks stand along x; all begin at the foot of the axes."""
    found = re.findall(r'<use xlink:href="#p-0" x="([\d.]+)" y="200"', svg)
    assert len(found) == svg.count("<use ")
    return [float(x) for x in found]


def lines(svg: str, look: str) -> list[tuple[float, float, float, float]]:
    """The lines of that look, as x, y, and how far they go across and down."""
    number = r"[ ]?(-?[\d.]+)"
    found = re.findall(rf'<path d="M{number}{number}l{number}{number}" fill="none"[^>]*{look}', svg)
    return [tuple(map(float, numbers)) for numbers in found]  # type: ignore[misc]


def test_ticks_and_grid_stand_at_their_numbers() -> None:
    svg = draw_axes(main("m", axis("λ", 0.01, 1, 0.01, 0.1, 1, log=True), UP), "p-", SIZE, 1.0)
    assert ticks(svg) == [0, 200, 400]
    assert lines(svg, 'linecap="round"') == [(0, 200, 400, 0), (0, 100, 400, 0), (0, 0, 400, 0)]
    assert lines(svg, 'linecap="square"') == [(0, 200, 0, -200), (0, 200, 400, 0)]
    assert f'<clipPath id="p-1"><rect x="0" y="0" width="{SIZE[0]:g}" height="{SIZE[1]:g}"/>' in svg


def test_a_grid_runs_along_the_axes_that_it_is_asked_for() -> None:
    across = axis("z", 0, 4, 1, 2)
    both = draw_axes(main("m", across, UP, grid="both"), "p-", SIZE, 1.0)
    assert set(lines(both, 'linecap="round"')) >= {(100, 200, 0, -200), (200, 200, 0, -200), (0, 100, 400, 0)}
    none = draw_axes(main("m", across, UP, grid="none"), "p-", SIZE, 1.0)
    assert lines(none, 'linecap="round"') == []
    assert "clip" not in none


@pytest.mark.parametrize(("x", "y"), [((), (0.0,)), ((1.0,), ()), ((), ())])
def test_a_line_without_numbers_is_not_drawn(x: tuple[float, ...], y: tuple[float, ...]) -> None:
    svg = draw_axes(main("m", axis("z", 0, 4, *x), axis("w", -1, 1, *y)), "p-", SIZE, 1.0)
    drawn = lines(svg, 'linecap="square"')
    assert ((0, 200, 0, -200) in drawn, (0, 200, 400, 0) in drawn) == (bool(y), bool(x))


def test_what_changes_with_the_state_has_a_line_but_no_ticks() -> None:
    svg = draw_axes(main("m", axis("λ", 0, 4, 1, 2, changes=True), UP), "p-", SIZE, 1.0)
    assert ticks(svg) == []
    assert (0, 200, 400, 0) in lines(svg, 'linecap="square"')


def test_lines_grow_with_the_sheet() -> None:
    svg = draw_axes(main("m", axis("z", 0, 4, 1), UP), "p-", SIZE, 2.0)
    assert re.search(r'd="M0 0l0 10" id="p-0" stroke="#\w+" stroke-width="1.6"', svg)
    assert set(re.findall(r'stroke-width="([\d.]+)"[^>]*linecap="square"', svg)) == {"2"}

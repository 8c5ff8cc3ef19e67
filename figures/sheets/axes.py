"""The axes of a panel as SVG: its lines and ticks, without letters, which the layout sets."""

from figures.draw.lettering import compact
from figures.draw.panels import Panel
from figures.draw.theme import ink
from figures.sheets.elements import Point, fixed

_TICK = 5.0
"""How far ticks stand out below the axes, in pixels of a page."""
_HAIR = 0.8
"""The width of ticks and of the grid, that of the axes being 1."""
_DIGITS = 6
"""Digits of a place that count, so that no error of rounding decides between two tenths of a pixel."""


def draw_axes(panel: Panel, prefix: str, size: tuple[float, float], stroke: float) -> str:
    """The axes, ``size`` pixels wide and high, as markup; they begin at the origin.

    Lines are ``stroke`` times as wide as on a page. Ids begin with ``prefix``, so that figures can share one.
    """
    wide, high = (round(length, _DIGITS) for length in size)
    tick, clip = f"{prefix}0", f"{prefix}{1 if panel.x.ticks and not panel.x.changes else 0}"
    hair = f' stroke="{ink("rule")}"{_wide(_HAIR * stroke)}'
    drawn = ""

    def grid(start: Point, end: Point) -> str:
        line = f'<path d="{_line(start, end)}" fill="none"{hair} stroke-linecap="round"/>'
        return f'<g clip-path="url(#{clip})">{line}</g>'

    for row, (at, _) in enumerate(() if panel.x.changes else panel.x.ticks):
        x = round(wide * panel.x.share(at), _DIGITS)
        if panel.grid == "both":
            drawn += grid((x, high), (x, 0.0))
        if row == 0:
            drawn += f'<defs><path d="{_line((0.0, 0.0), (0.0, _TICK * stroke))}" id="{tick}"{hair}/></defs>'
        drawn += f'<use xlink:href="#{tick}" x="{fixed(x)}" y="{fixed(high)}" fill="{ink("rule")}"{hair}/>'
    for at, _ in panel.y.ticks if panel.grid != "none" else ():
        y = round(high * (1 - panel.y.share(at)), _DIGITS)
        drawn += grid((0.0, y), (wide, y))
    # A line without numbers measures nothing.
    sides = [(0.0, 0.0)] * bool(panel.y.ticks) + [(wide, high)] * bool(panel.x.ticks)
    square = f'stroke="{ink("rule")}"{_wide(stroke)} stroke-linejoin="miter" stroke-linecap="square"'
    for end in sides:
        drawn += f'<path d="{_line((0.0, high), end)}" fill="none" {square}/>'
    if "clip-path=" in drawn:
        box = f'<rect x="0" y="0" width="{fixed(wide)}" height="{fixed(high)}"/>'
        drawn += f'<defs><clipPath id="{clip}">{box}</clipPath></defs>'
    return drawn


def _line(start: Point, end: Point) -> str:
    return compact((("m", [start]), ("l", [end])), 10)


def _wide(width: float) -> str:
    """A stroke's width, which need not be said where it is 1."""
    return "" if width == 1 else f' stroke-width="{fixed(width)}"'

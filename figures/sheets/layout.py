"""Where panels and their letters stand on a sheet. Pixels begin here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from figures.draw.lettering import Weight, text_width
from figures.draw.panels import Panel
from figures.sheets.sheet import Sheet

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]
"""Left, top, width, height, in pixels, y down."""

BODY = (0.6, 0.4)
"""The shares of a sheet's room that a main panel and those beside it take, if nothing else decides."""
EVEN = 0.56
"""The share of its height that a main panel takes at least above one of a fixed shape."""
HALF = 0.5
"""The share of its width that a main panel takes at least beside one of a fixed shape."""
ONE, SEVERAL = 0.66, 0.78
"""The largest share of a sheet's width that one main panel of a fixed shape takes, or several together."""
WIDEST, NARROWEST = 5.0, 0.55
"""Between these lies the aspect of panels that are free to stretch."""
_LINE = 1.22
"""The distance of lines of letters, in their size."""
_UNDER = 0.34
"""How far a line of letters reaches below its baseline, in its size."""


@dataclass(frozen=True)
class Letters:
    """A line of letters on a sheet, its baseline at (x, y)."""

    text: str
    x: float
    y: float
    size: float
    role: str
    weight: Weight = "regular"
    anchor: Anchor = "start"

    @property
    def box(self) -> Box:
        """What it covers, from the tops of capitals to the ends of descenders."""
        width = text_width(self.text, self.size, self.weight)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - 0.72 * self.size, width, 0.72 * self.size + 0.2 * self.size


@dataclass(frozen=True)
class Place:
    """A panel on a sheet: in its ``cell`` the ``axes``, the letters round them, and the state it shows.

    ``pose`` counts the states of the pose, for sheets that show several.
    """

    panel: Panel
    pose: int
    cell: Box
    axes: Box
    letters: tuple[Letters, ...]
    title: tuple[float, float]

    @property
    def key(self) -> str:
        """What tells it from the other places of its sheet."""
        return f"{self.panel.key}-{self.pose}" if self.pose else self.panel.key

    def project(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of the point (x, y) in data units."""
        left, top, width, height = self.axes
        return left + width * self.panel.x.share(x), top + height * (1 - self.panel.y.share(y))


Shown = tuple[Panel, int, bool]
"""A panel, the number of its state, and whether it has a title."""


@dataclass(frozen=True)
class _Margins:
    """Pixels round the axes, for ticks, names of axes and titles."""

    left: float
    right: float
    top: float
    bottom: float


def arrange(sheet: Sheet, shown: Sequence[Shown], area: Box) -> tuple[Place, ...]:
    """The panels in the area: main ones at the left or on top, those that explain them beside or below.

    Panels alike share one size. The axes of a row begin and end at the same height.
    """
    main = [one for one in shown if one[0].part != "second"]
    second = [one for one in shown if one[0].part == "second"]
    left, top, width, height = area
    if not second:
        return _grid(sheet, main, area)
    if sheet.stacked:
        high = _main_height(sheet, main, second, area)
        above = _grid(sheet, main, (left, top, width, high))
        end = max(place.cell[1] + place.cell[3] for place in above)
        below = (left, end + sheet.gap / 2, width, top + height - end - sheet.gap / 2)
        return above + _row(sheet, second, below)
    wide = _main_width(sheet, main, second, area)
    column = (left + wide + sheet.gap, top, width - wide - sheet.gap, height)
    return _grid(sheet, main, (left, top, wide, height)) + _column(sheet, second, column)


def _margins(sheet: Sheet, shown: Sequence[Shown]) -> _Margins:
    """Margins that all these panels can share."""
    each = [_margin(sheet, panel, titled) for panel, _, titled in shown]
    return _Margins(
        max(one.left for one in each),
        max(one.right for one in each),
        max(one.top for one in each),
        max(one.bottom for one in each),
    )


def _margin(sheet: Sheet, panel: Panel, titled: bool) -> _Margins:
    letter = sheet.letter
    names = [text_width(text, letter) for _, text in panel.y.ticks]
    ends = [(panel.x.share(at), text_width(text, letter) / 2) for at, text in panel.x.ticks]
    first = [half for share, half in ends if share < 0.1]
    last = [half for share, half in ends if share > 0.9]
    lines = _LINE * sheet.title * (bool(titled) + bool(panel.y.label))
    below = 0.45 * letter + _LINE * letter * bool(panel.x.ticks) + _LINE * sheet.title * bool(panel.x.label)
    left, right = (_room(sheet, text) for text in panel.room)
    # Half a tick of y reaches above and below the axes.
    half = 0.4 * letter * bool(names)
    return _Margins(
        max([left + (max(names) + 0.45 * letter if names else sheet.stroke), *first]),
        max([sheet.stroke, right, *last]),
        max(lines + 0.3 * letter, half),
        max(below, half + 0.15 * letter * bool(names)),
    )


def _room(sheet: Sheet, text: str) -> float:
    """What names beside the axes take."""
    return text_width(text, sheet.letter, "semibold") + 12 * sheet.stroke if text else 0.0


def _grid(sheet: Sheet, shown: Sequence[Shown], area: Box) -> tuple[Place, ...]:
    """Panels alike, in as many columns as make their axes largest."""
    best = max(range(1, len(shown) + 1), key=lambda columns: _worth(sheet, shown, columns, area))
    return _cells(sheet, shown, best, area)


def _worth(sheet: Sheet, shown: Sequence[Shown], columns: int, area: Box) -> float:
    """The area of one panel's axes, less for strange shapes and for empty cells."""
    places = _cells(sheet, shown, columns, area)
    _, _, width, height = places[0].axes
    if width <= 0 or height <= 0:
        return width + height - 1e6
    aspect = shown[0][0].aspect
    # How far a panel runs on or grows does not make what it shows any larger.
    width, height = (min(width, height * aspect), min(height, width / aspect)) if aspect else (width, height)
    fit = 1.0 if aspect else min(width / height / 1.25, 1.25 * height / width)
    rows = -(-len(shown) // columns)
    return width * height * fit * (len(shown) / (rows * columns))


def _cells(sheet: Sheet, shown: Sequence[Shown], columns: int, area: Box) -> tuple[Place, ...]:
    left, top, width, height = area
    margins = _margins(sheet, shown)
    rows = -(-len(shown) // columns)
    wide = (width - sheet.gap * (columns - 1)) / columns
    high = (height - sheet.gap / 2 * (rows - 1)) / rows
    size = _axes_size(shown[0][0], margins, wide, high)
    if shown[0][0].runs_on:
        room = wide - margins.left - margins.right
        shown = [(panel.running_on(room / size[0]), pose, titled) for panel, pose, titled in shown]
        size = (room, size[1])
    shown = [(panel.grown(*size) if panel.grows else panel, pose, titled) for panel, pose, titled in shown]
    # Rows stand below one another without holes.
    high = min(high, size[1] + margins.top + margins.bottom)
    return tuple(
        _place(
            sheet,
            one,
            margins,
            (
                left + (wide + sheet.gap) * (number % columns),
                top + (high + sheet.gap / 2) * (number // columns),
                wide,
                high,
            ),
            size,
        )
        for number, one in enumerate(shown)
    )


def _axes_size(panel: Panel, margins: _Margins, wide: float, high: float) -> tuple[float, float]:
    """Width and height of the axes in a cell."""
    width, height = wide - margins.left - margins.right, high - margins.top - margins.bottom
    if width <= 0 or height <= 0 or panel.grows:
        return width, height
    low, top = (panel.aspect,) * 2 if panel.aspect else (NARROWEST, WIDEST)
    if width / height > top:
        width = height * top
    elif width / height < low:
        height = width / low
    return width, height


def _row(sheet: Sheet, shown: Sequence[Shown], area: Box) -> tuple[Place, ...]:
    """Panels beside one another, each as wide as it needs; the axes of a lone one stand in the middle."""
    places = _cells(sheet, shown, len(shown), area)
    if len(shown) > 1:
        return places
    (place,), margins = places, _margins(sheet, shown)
    spare = (area[2] - place.axes[2] - margins.left - margins.right) / 2
    centred = replace(margins, left=margins.left + spare)
    return (_place(sheet, shown[0], centred, place.cell, place.axes[2:]),)


def _column(sheet: Sheet, shown: Sequence[Shown], area: Box) -> tuple[Place, ...]:
    """Panels below one another, their axes beginning at the same place."""
    left, top, width, height = area
    margins = [_margin(sheet, panel, titled) for panel, _, titled in shown]
    shared = max(one.left for one in margins)
    margins = [_Margins(shared, one.right, one.top, one.bottom) for one in margins]
    gap = sheet.gap / 2
    high = (height - gap * (len(shown) - 1)) / len(shown)
    places = []
    for one, margin in zip(shown, margins, strict=True):
        size = _axes_size(one[0], margin, width, high)
        tall = min(high, size[1] + margin.top + margin.bottom)
        panel = one[0].grown(*size) if one[0].grows else one[0]
        places.append(_place(sheet, (panel, *one[1:]), margin, (left, top, width, tall), size))
        top += tall + gap
    return tuple(places)


def _main_width(sheet: Sheet, main: Sequence[Shown], second: Sequence[Shown], area: Box) -> float:
    """How wide the main panels are, so that panels of a fixed shape leave no room empty."""
    _, _, width, height = area
    width -= sheet.gap
    margins = _margins(sheet, main)
    room = height - margins.top - margins.bottom
    aspect = main[0][0].aspect
    if aspect is not None:
        whole = len(main) * (room * aspect + margins.left + margins.right) + sheet.gap * (len(main) - 1)
        return min((ONE, SEVERAL)[len(main) > 1] * width, whole)
    if len(second) == 1 and second[0][0].aspect is not None:
        beside = _margins(sheet, second)
        high = height - beside.top - beside.bottom
        return max(HALF * width, width - high * second[0][0].aspect - beside.left - beside.right)
    return BODY[0] * width


def _main_height(sheet: Sheet, main: Sequence[Shown], second: Sequence[Shown], area: Box) -> float:
    """How high the main panels are above the others."""
    _, _, width, height = area
    height -= sheet.gap / 2
    aspect = second[0][0].aspect
    if aspect is None:
        return BODY[0] * height if main[0][0].aspect is None else 0.64 * height
    beside = _margins(sheet, second)
    wide = (width - sheet.gap * (len(second) - 1)) / len(second)
    full = (wide - beside.left - beside.right) / aspect + beside.top + beside.bottom
    return max(EVEN * height, height - full)


def _place(sheet: Sheet, shown: Shown, margins: _Margins, cell: Box, size: tuple[float, float]) -> Place:
    panel, pose, titled = shown
    left, top = cell[0] + margins.left, cell[1] + margins.top
    letters: list[Letters] = []
    base = cell[1] + 0.8 * sheet.title
    title = (cell[0], base)
    if titled and panel.title:
        letters.append(Letters(panel.title, cell[0], base, sheet.title, "fg", "semibold"))
    axes = (left, top, *size)
    if panel.y.label:
        over = top - 0.3 * sheet.letter - _UNDER * sheet.title
        letters.append(Letters(panel.y.label, cell[0], over, sheet.title, "muted"))
    for at, text in panel.y.ticks:
        y = top + size[1] * (1 - panel.y.share(at)) + 0.33 * sheet.letter
        x = left - _room(sheet, panel.room[0]) - 0.4 * sheet.letter
        letters.append(Letters(text, x, y, sheet.letter, "muted", anchor="end"))
    under = top + size[1] + 0.45 * sheet.letter
    for at, text in () if panel.x.changes else panel.x.ticks:
        x = left + size[0] * panel.x.share(at)
        letters.append(Letters(text, x, under + 0.8 * sheet.letter, sheet.letter, "muted", anchor="middle"))
    if panel.x.label and not panel.x.changes:
        x, under = left + size[0] / 2, under + _LINE * sheet.letter * bool(panel.x.ticks)
        name = Letters(panel.x.label, x, under + 0.8 * sheet.title, sheet.title, "muted", anchor="middle")
        letters.append(name)
    return Place(panel, pose, cell, axes, tuple(letters), title)

"""Where the names of marks stand: on the first side where they touch nothing, throughout the film."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from figures.draw.marks import Dot, Label, Mark, Polygon, Side
from figures.draw.panels import Panel
from figures.scene import Frame
from figures.sheets.elements import Path, path
from figures.sheets.layout import Anchor, Box, Letters, Place
from figures.sheets.sheet import Sheet

Array = NDArray[np.float64]

_STEP = 4.0
"""Pixels between the points at which a line is looked at."""
CLEAR = 2.0
"""Pixels that stay free between letters and whatever they name."""


def letters(sheet: Sheet, place: Place, label: Label, side: Side) -> Letters:
    """The label's letters on that side of its point."""
    size = sheet.lead if label.lead else sheet.letter
    if side == "title":
        return Letters(label.text, *place.title, sheet.title, label.role, "semibold")
    x, y = place.project(label.x, label.y)
    dx, dy, anchor = offset(side, size, label.gap * sheet.stroke)
    return Letters(label.text, x + dx, y + dy, size, label.role, label.weight, anchor)


def offset(side: Side, size: float, gap: float) -> tuple[float, float, Anchor]:
    """From the point to the letters' baseline, and which end of them stands there."""
    middle = 0.34 * size
    # The gap is free of descenders and capitals.
    above, below = -gap - 0.2 * size, gap + 0.72 * size
    near, over = 0.8 * gap, 0.8 * gap + 0.1 * size
    return {
        "right": (gap, middle, "start"),
        "left": (-gap, middle, "end"),
        "above": (0.0, above, "middle"),
        "below": (0.0, below, "middle"),
        "above right": (near, -over, "start"),
        "above left": (-near, -over, "end"),
        "below right": (near, near + 0.72 * size, "start"),
        "below left": (-near, near + 0.72 * size, "end"),
        "at": (0.0, middle, "middle"),
    }[side]  # type: ignore[return-value]


def sides(sheet: Sheet, place: Place, frames: Sequence[Frame]) -> dict[str, Side]:
    """The side of each label of a place, one for the whole film, by the label's key.

    Labels are put one after the other; one that touches something on every side stands where it touches in
    the fewest frames.
    """
    chosen: dict[str, Side] = {}
    labels = [mark for mark in frames[0].marks if isinstance(mark, Label) and mark.panel == place.panel.key]
    if not labels:
        return {}
    scenery = [_Scenery(sheet, place, frame) for frame in frames]
    for label in labels:
        if len(label.sides) == 1:
            chosen[label.key] = label.sides[0]
            continue
        faults = {side: sum(one.touched(label.key, side, chosen) for one in scenery) for side in label.sides}
        chosen[label.key] = min(label.sides, key=lambda side: faults[side])
    return chosen


def touching(sheet: Sheet, place: Place, frame: Frame, chosen: Mapping[str, Side]) -> list[str]:
    """The labels of a place that touch a mark, other letters or the edge of their cell in a frame."""
    scenery = _Scenery(sheet, place, frame)
    return [
        key
        for key, label in scenery.labels.items()
        if label.visible and scenery.touched(key, chosen[key], {k: s for k, s in chosen.items() if k != key})
    ]


class _Scenery:
    """What the labels of a place must not touch in one frame."""

    def __init__(self, sheet: Sheet, place: Place, frame: Frame) -> None:
        self._sheet, self._place = sheet, place
        marks = [mark for mark in frame.marks if mark.panel == place.panel.key]
        self.labels = {mark.key: mark for mark in marks if isinstance(mark, Label)}
        self._lines = _inked(marks, place, sheet.stroke)
        self._fixed = [one.box for one in place.letters]

    def touched(self, key: str, side: Side, chosen: Mapping[str, Side]) -> bool:
        """Whether the label touches something on that side, the ``chosen`` being where they are."""
        label = self.labels[key]
        if not label.visible or side == "title":
            return False
        box = letters(self._sheet, self._place, label, side).box
        if _outside(box, self._place.cell) or any(_overlap(box, other) for other in self._fixed):
            return True
        for other, where in chosen.items():
            shown = other != key and self.labels[other].visible
            if shown and _overlap(box, letters(self._sheet, self._place, self.labels[other], where).box):
                return True
        left, top, width, height = box
        x, y, radius = self._lines
        away = np.hypot(
            np.maximum(np.maximum(left - x, x - left - width), 0),
            np.maximum(np.maximum(top - y, y - top - height), 0),
        )
        return bool((away < radius + CLEAR).any())


def _outside(box: Box, cell: Box) -> bool:
    left, top, width, height = box
    return (
        left < cell[0] - 1
        or top < cell[1] - 1
        or left + width > cell[0] + cell[2] + 1
        or top + height > cell[1] + cell[3] + 1
    )


def _overlap(a: Box, b: Box) -> bool:
    return (
        a[0] < b[0] + b[2] + CLEAR
        and b[0] < a[0] + a[2] + CLEAR
        and a[1] < b[1] + b[3]
        and b[1] < a[1] + a[3]
    )


def _inked(marks: Iterable[Mark], place: Place, stroke: float) -> tuple[Array, Array, Array]:
    """Points on all lines and dots inside the axes, and how far their ink reaches round them."""
    points: list[Array] = [np.empty((0, 3))]
    for mark in marks:
        if not mark.visible or isinstance(mark, Label) or mark.role == "rule":
            continue
        if isinstance(mark, Dot):
            x, y = place.project(mark.x, mark.y)
            points.append(np.array([[x, y, (mark.radius + 1.2) * stroke]]))
        elif not (isinstance(mark, Polygon) and mark.width == 0):
            points.append(
                _along(mark, place.panel, place.axes, float(getattr(mark, "width", 0.0)) * stroke / 2)
            )
    x, y, radius = np.concatenate(points).T
    return x, y, radius


@cache
def _along(mark: Mark, panel: Panel, axes: Box, reach: float) -> Array:
    left, top, width, height = axes
    corners = _flattened(path(mark, panel)) * (width, height) + (left, top)
    pieces = [
        np.linspace(a, b, max(2, int(np.hypot(*(b - a)) / _STEP) + 2))
        for a, b in pairwise(corners)
        if np.isfinite(a).all() and np.isfinite(b).all()
    ]
    drawn = np.concatenate([np.empty((0, 2)), *pieces])
    inside = (
        (drawn[:, 0] >= left - reach)
        & (drawn[:, 0] <= left + width + reach)
        & (drawn[:, 1] >= top - reach)
        & (drawn[:, 1] <= top + height + reach)
    )
    kept = drawn[inside]
    return np.column_stack([kept, np.full(len(kept), reach)])


def _flattened(outline: Path) -> Array:
    """The corners of a path, cubics as 16 chords; breaks are rows of nan."""
    corners: list[tuple[float, float]] = []
    start = (0.0, 0.0)
    for command, points in outline:
        if command == "M":
            start = points[0]
            corners += [(np.nan, np.nan), start]
        elif command == "L":
            corners += points
        elif command == "Z":
            corners.append(start)
        else:
            for row in range(0, len(points), 3):
                a, (b, c, d) = np.array(corners[-1]), map(np.array, points[row : row + 3])
                t = np.linspace(0, 1, 17)[1:, None]
                bent = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
                corners += [(float(x), float(y)) for x, y in bent]
    return np.array(corners)

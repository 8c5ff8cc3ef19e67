"""Tracks in few bytes, as ``docs/javascripts/figures/tracks.js`` reads them: nothing is told twice."""

import re
from collections.abc import Sequence
from typing import Any

_NUMBERS = re.compile(r"-?\d*\.?\d+")
_PLACES = ("cx", "cy", "x", "y", "d", "at")
"""The attributes whose numbers say where something is."""


def shortened(track: Sequence[Any], name: str = "") -> list[Any]:
    """A track as ``Film.thinned`` tells it, a value like the one before as 0.

    In a place, if the value before has as many numbers between the same letters, they are told as a list: by
    how many units of their last digit each leaves the straight course from the last value but one through
    the last, or leaves the last where the one before that is of other letters. What moves evenly is then
    zeros and ones, which pack well.
    """
    steps, values, *smooth = track
    told: list[Any] = []
    for row, value in enumerate(values):
        if row and value == values[row - 1]:
            told.append(0)
        elif row and name in _PLACES and _alike(values[row - 1], value):
            told.append(_off(values[max(row - 2, 0)], values[row - 1], value))
        else:
            told.append(value)
    return [steps, told, *smooth]


def _off(earlier: str, before: str, value: str) -> list[int]:
    last = _units(before)
    first = _units(earlier) if _alike(earlier, before) else last
    rows = zip(first, last, _units(value), strict=True)
    return [now - 2 * then + once for once, then, now in rows]


def _alike(one: str, other: str) -> bool:
    return _letters(one) == _letters(other) != one


def _letters(text: str) -> str:
    return _NUMBERS.sub("#", text)


def _units(text: str) -> list[int]:
    """The numbers in units of their last digit: in an ellipse the second behind the point, else the first."""
    return [round(float(number) * (100 if text.startswith("O") else 10)) for number in _NUMBERS.findall(text)]

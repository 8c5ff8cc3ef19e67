"""Animation inside an SVG file: the film's tracks along its sweep, in as few numbers as it takes."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from figures.film.film import Actor, Film

SECONDS = 3.6
"""How long a sweep takes at least: one of few stops rests at each."""
REST = 0.8
"""Seconds for which an animation rests at its ends, so that the eye can read it."""
_BRIEFEST = 0.06
"""Seconds between stops of a sweep of many: as on a page."""

_FINE = 1.0
"""By how many pixels a loop may leave the film between the stops it keeps: one, while it moves."""
_FINEST = {"fill-opacity": 0.01, "stroke-width": 0.05, "r": 0.1}
_NUMBERS = re.compile(r"-?\d*\.?\d+")


def pace(film: Film) -> float:
    """Seconds from one stop of the film's sweep to the next, in every animation that leaves the site."""
    return max(_BRIEFEST, SECONDS / len(film.sweep))


def animated(film: Film, name: str, values: Sequence[str]) -> str:
    """The animation of one attribute along the sweep, from its last stop to its first, then from the start.

    It rests at both ends. There and back would be twice the bytes.
    """
    down = [values[index] for index in film.sweep[::-1]]
    seconds = pace(film)
    rest = round(REST / seconds)
    return _animate(name, [down[0]] * rest + down + [down[-1]] * rest, seconds)


def in_one(actor: Actor) -> Actor:
    """The same mark with its place in one track, not two or four: each animation costs its own times."""
    tracks = dict(actor.tracks)
    parts = {"circle": ("cx", "cy"), "line": ("x1", "y1", "x2", "y2")}.get(actor.tag, ())
    if not tracks.keys() & set(parts):
        return actor
    length = len(next(iter(tracks.values())))
    still = {name: value for name, value in actor.still.items() if name not in parts}
    places = zip(*(tracks.pop(name, (actor.still.get(name, ""),) * length) for name in parts), strict=True)
    if actor.tag == "circle":
        tracks["transform"] = tuple(f"translate({x} {y})" for x, y in places)
        return replace(actor, still=still, tracks=tracks)
    tracks["points"] = tuple(f"{x1},{y1} {x2},{y2}" for x1, y1, x2, y2 in places)
    return replace(actor, tag="polyline", still=still, tracks=tracks)


def animations(film: Film, actor: Actor) -> str:
    """Everything of a mark that changes along the sweep, as children of its element."""
    return "".join(
        animated(film, name, values)
        for name, values in actor.tracks.items()
        if len({values[index] for index in film.sweep}) > 1
    )


def _animate(name: str, values: list[str], seconds: float) -> str:
    """An animation through ``values``, evenly spaced in time, told by as few of them as it takes."""
    numeric = bool(re.match(r"-?\d|rotate|translate", values[0]))
    kept = keyframes(values, _FINEST.get(name, _FINE)) if numeric else _changes(values)
    last = len(values) - 1 if numeric else len(values)
    times = ";".join(f"{index / last:.3f}".strip("0").rstrip(".") or "0" for index in kept)
    duration = f'dur="{len(values) * seconds:.2f}s" repeatCount="indefinite" keyTimes="{times}"'
    texts = [values[index] for index in kept]
    if name == "transform":
        kind = texts[0].split("(")[0]
        moves = ";".join(text.removeprefix(f"{kind}(").removesuffix(")") for text in texts)
        return f'<animateTransform attributeName="transform" type="{kind}" {duration} values="{moves}"/>'
    mode = "" if numeric else ' calcMode="discrete"'
    return f'<animate attributeName="{name}"{mode} {duration} values="{";".join(texts)}"/>'


def keyframes(values: Sequence[str], tolerance: float, times: Sequence[float] = ()) -> list[int]:
    """The fewest indices found between which straight lines keep every number within ``tolerance``.

    Ramer, Douglas and Peucker's division, with the distance taken at the values' ``times``, which are evenly
    spaced if none are given.
    """
    clock = np.asarray(times if len(times) else range(len(values)), dtype=np.float64)
    table = np.array([[float(number) for number in _NUMBERS.findall(value)] for value in values])
    kept = {0, len(values) - 1}
    waiting = [(0, len(values) - 1)]
    while waiting:
        first, last = waiting.pop()
        share = ((clock[first : last + 1] - clock[first]) / (clock[last] - clock[first]))[:, None]
        straight = table[first] + share * (table[last] - table[first])
        away = np.abs(table[first : last + 1] - straight).max(axis=1)
        if away.max() > tolerance:
            middle = first + int(away.argmax())
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return sorted(kept)


def _changes(values: Sequence[str]) -> list[int]:
    return [index for index, value in enumerate(values) if index == 0 or value != values[index - 1]]

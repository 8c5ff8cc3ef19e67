"""Words for methods that move one weight step by step: where it stands after each, and one step's map."""

from collections.abc import Iterator

import numpy as np

from figures.draw.marks import Curve, Dot, Mark, Polyline, Segment
from figures.draw.paths import apart
from figures.draw.shapes import graph
from figures.draw.text import signed
from figures.draw.trails import until
from figures.draw.vocabulary import Limits, curve, rest, tag
from figures.solved import Alone, Array, certified, with_middles
from figures.solvers import soft_threshold

FEW = 4
"""Points of a cycle that have room for their names."""
APART = 0.045
"""How far apart names at the end of the steps stand, in weights."""


def stepped(
    key: str, w: Array, now: float, role: str = "fg", *, last: int | None = None, radius: float = 4.5
) -> Iterator[Mark]:
    """The weights w (k,) over the steps as far as ``now``, a dot each, joined by a line.

    A method is followed up to its step ``last``; between two steps the line is on its way.
    """
    steps = np.arange(len(w))
    end = len(w) - 1 if last is None else min(last, len(w) - 1)
    way = until(np.stack([steps, w], axis=1), min(now, end))
    yield Polyline(key=f"{key}-way", role=role, points=pairs(way), width=1.6)
    for k in steps.tolist():
        yield Dot(key=f"{key}-{k}", role=role, x=k, y=float(w[k]), radius=radius, visible=k <= min(now, end))


def pursuit(start: float, aim: float, eta: float, last: int) -> Curve:
    """The curve that approaches its aim by a factor 1 − η a step, drawn beyond zero."""
    bends = (0, last / 3, last)
    return graph(
        "pursuit", "quiet", lambda k: (start - aim) * (1 - eta) ** k + aim, *bends, width=2.6, dash="7 5"
    )


def end_names(ends: Array, seen: bool, across: Limits) -> Iterator[Mark]:
    """The points in which a method ends, ``FEW`` at most, once ``seen``, and zero, with their names."""
    heights = apart(np.append(ends, 0.0), APART).tolist()
    yield tag("answer", across[1], heights[-1], "answer: 0", "right", role="zero", bold=True)
    for row in range(FEW):
        shown = seen and row < len(ends)
        end, height = (float(ends[row]), heights[row]) if shown else (0.0, 0.0)
        yield Segment(
            key=f"end-{row}", role="quiet", x1=across[0], y1=end, x2=across[1], y2=end, width=1.2,
            dash="2 4", visible=shown,
        )  # fmt: skip
        text = signed(f"{end:.3f}") if shown else ""
        yield tag(f"end-{row}-name", across[1], height, text, "right", bold=True, visible=shown)


def proximal_map(key: str, z: float, lam: float, eta: float, across: Limits) -> Iterator[Mark]:
    """Where a proximal step on ½(w − z)² + λ|w| leads from each w: S((1 − η)w + ηz, ηλ), flat around 0."""
    low, high = ((1 - eta) * w + eta * z for w in across)
    bends = np.clip((low, -eta * lam, eta * lam, high), low, high)
    u, after = with_middles(bends, soft_threshold(bends, eta * lam))
    w, solved = (u - eta * z) / (1 - eta), certified(Alone(u, eta * lam), after)
    yield curve(f"{key}-map", w, solved, width=3.6)
    yield from rest(key, w, solved)


def gradient_map(key: str, z: float, lam: float, eta: float, across: Limits, role: str) -> Iterator[Mark]:
    """Where a gradient step on ½(w − z)² + λ|w| leads from each w: two lines, and the jump at 0."""
    for side, (low, high) in ((-1, (across[0], 0.0)), (1, (0.0, across[1]))):
        start, end = (w - eta * (w - z + lam * side) for w in (low, high))
        yield Segment(key=f"{key}{side}", role=role, x1=low, y1=start, x2=high, y2=end, width=3.4)
    yield Segment(
        key=f"{key}-jump", role=role, x1=0, y1=eta * (z - lam), x2=0, y2=eta * (z + lam), dash="2 5"
    )


def staying(across: Limits) -> Segment:
    """The diagonal of a map from w to the next w, on which w would stay where it is."""
    low, high = across
    return Segment(key="stay", role="muted", x1=low, y1=low, x2=high, y2=high, dash="6 5")


def cobweb(key: str, w: Array, now: float, moves: int, *, width: float = 2.6) -> Iterator[Mark]:
    """The last ``moves`` steps up to ``now``: from w upright to the map, then across to next w = w."""
    twice = np.repeat(w, 2)
    way = until(np.stack([twice[:-1], twice[1:]], axis=1), 2 * now)
    first = max(0, int(2 * now) - 2 * moves)
    shown = way[np.minimum(np.arange(first, first + 2 * moves + 2), len(way) - 1)]
    yield Polyline(key=f"{key}-way", points=pairs(shown), width=width)
    x, y = way[-1].tolist()
    yield Dot(key=f"{key}-now", x=x, y=y, radius=6)


def pairs(points: Array) -> tuple[tuple[float, float], ...]:
    """Points (k, 2) as marks take them."""
    return tuple((x, y) for x, y in points.tolist())

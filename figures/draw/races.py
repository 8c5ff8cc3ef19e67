"""Words for methods that run side by side: how large a coefficient is after each pass, and who is at zero."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from figures.draw.marks import Dot, Mark, Polyline
from figures.draw.paths import apart
from figures.draw.planes import answer
from figures.draw.shapes import box
from figures.draw.vocabulary import Point, answers, tag
from figures.solved import Array, Solved

Runs = Mapping[str, Array]
"""The iterates (k, 2) of each method by its name: the start, one for all, and what it had after each pass."""

PARTS = (0, 3, 7, 14, 21, 28, 35, 42, 49, 55)
"""After these passes a part of a line begins."""
RUNNING = (("quiet", ""), ("fg", "9 5"), ("fg", "2 4"))
"""The ink and the dashes of the lines that do not end at zero."""
LANE = 0.62
"""The height of a lane, in powers of ten; it holds a line of letters on every sheet."""


def across(passes: float) -> float:
    """Where so many passes stand: by their root, since most happens in the first."""
    return float(np.sqrt(passes))


def at_zero(runs: Runs) -> dict[str, int]:
    """After which pass w₂ is 0.0 for good, for each method that ends so; the first one first."""
    nonzero = {name: np.flatnonzero(run[:, 1]) for name, run in runs.items() if run[-1, 1] == 0}
    return dict(sorted(((name, int(rows[-1]) + 1) for name, rows in nonzero.items()), key=lambda one: one[1]))


def told_apart(runs: Runs) -> dict[str, tuple[str, str]]:
    """The ink and the dashes of each run's line: one look for those that end at zero, others for the rest."""
    zeros = at_zero(runs)
    running = [name for name in runs if name not in zeros]
    return dict.fromkeys(zeros, ("lasso", "")) | dict(zip(running, RUNNING, strict=True))


def now(points: Array, passes: float) -> Point:
    """Where the line through the points (k, 2), one after each pass, has come."""
    x, y = (float(np.interp(passes, np.arange(len(points)), row)) for row in points.T)
    return x, y


def so_far(key: str, points: Array, passes: float, role: str, width: float, dash: str) -> Iterator[Polyline]:
    """The line through the points (k, 2), one after each pass, up to now.

    In parts, of which only one is growing: a film writes anew only what changes.
    """
    edges = [edge for edge in PARTS if edge < len(points) - 1]
    for part, (first, last) in enumerate(pairwise([*edges, len(points) - 1])):
        line = [now(points, min(float(row), max(passes, first))) for row in range(first, last + 1)]
        yield Polyline(
            key=f"{key}-{part}", role=role, points=tuple(line), width=width, dash=dash,
            visible=passes > first,
        )  # fmt: skip


def sizes(runs: Runs, best: Solved, passes: float, floor: float, top: float) -> Iterator[Mark]:
    """|w₂| of each run up to now in powers of ten, between ``floor`` and ``top``, over its passes.

    An exact zero has no place there: who reaches it falls into a lane of its own below the floor, the first
    into the lowest. Those have the colour of the ``best`` answer's method, each of the others has an ink or
    dashes of its own.
    """
    zeros, ends, looks = at_zero(runs), {}, told_apart(runs)
    lanes = {name: floor - (len(zeros) - row - 0.5) * LANE for row, name in enumerate(zeros)}
    end = across(max(map(len, runs.values())) - 1)
    yield box("zero-zone", (0.0, end), (floor - len(zeros) * LANE, floor), "zero", opacity=0.1)
    for name, run in runs.items():
        kept = run[: zeros.get(name, len(run)), 1]
        heights = [*np.log10(np.abs(kept)), *([lanes[name]] if name in zeros else [])]
        points = np.stack([np.sqrt(np.arange(len(heights))), heights], axis=1)
        there = passes >= zeros.get(name, np.inf)
        x, y = ends[name] = now(points, passes)
        (ink, dash), width = looks[name], 3.6 if name in zeros else 2.6
        if name in zeros:
            held, up = (points[-1, 0], end), lanes[name] + np.array([-0.42, 0.42]) * LANE
            yield replace(box(f"lane-{name}", held, tuple(up), "zero", opacity=0.18), visible=there)
        yield from so_far(f"size-{name}", points, passes, ink, width, dash)
        yield Dot(key=f"size-{name}-now", x=x, y=y, radius=5, visible=not there)
        if name in zeros:
            (ring,) = answers(f"size-{name}-zero", x, best, only=(1,), visible=there)
            yield replace(ring, y=y)
            words = f"{name}: pass {zeros[name]}"
            yield tag(f"{name}-zero", x, y, words, "right", role="zero", bold=True, gap=14, visible=there)
    running = [name for name in runs if passes < zeros.get(name, np.inf)]
    places, gap = apart(np.array([ends[name][1] for name in running]), 0.98 * LANE), 0.98 * LANE
    # Names at the top move down into the panel, those at the floor up out of the zone.
    order = np.argsort(-places, kind="stable")
    places[order] = np.minimum(places[order], top - gap * np.arange(len(order)))
    places[order[::-1]] = np.maximum(places[order[::-1]], floor + gap * (np.arange(len(order)) + 0.6))
    named = dict(zip(running, places.tolist(), strict=True))
    for name in runs:
        x, y = ends[name]
        yield tag(
            f"{name}-name", x, named.get(name, y), name, "right",
            # The grey of lines is too faint for letters.
            role={"quiet": "muted"}.get(looks[name][0], looks[name][0]), bold=True, gap=11,
            visible=name in named and passes > 0,
        )  # fmt: skip


def ways(runs: Runs, best: Solved, passes: float) -> Iterator[Mark]:
    """The way of each run in the plane up to now, from the start, and the ``best`` answer."""
    looks = told_apart(runs)
    for name, run in runs.items():
        ink, dash = looks[name]
        yield from so_far(f"way-{name}", run, passes, ink, 2.6, dash)
    for name, run in runs.items():
        x, y = now(run, passes)
        yield Dot(key=f"way-{name}-now", x=x, y=y, radius=4)
    x, y = next(iter(runs.values()))[0].tolist()
    yield Dot(key="start", x=x, y=y, radius=6)
    yield tag("start-name", x, y, "start", "above", "left", bold=True, gap=12)
    yield answer("answer", best, radius=8)
    yield tag("answer-name", float(best.w[0]), 0, "answer", "below", role="zero", bold=True, gap=14)

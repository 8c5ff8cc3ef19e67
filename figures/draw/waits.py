"""Words for who comes first and who waits: two coefficients over λ, and a row for each of many such races."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from figures.draw.marks import Dot, Mark, Segment
from figures.draw.paths import apart
from figures.draw.shapes import box
from figures.draw.vocabulary import Limits, curve, rest, tag, zero_line, zone
from figures.solved import Array, Solved

HALF = 0.34
"""Of a bar's height, in rows."""


def one_alone(
    names: Sequence[str],
    lam: Array,
    solved: Solved,
    alone: Limits,
    leader: int,
    truth: float,
    heights: Limits,
) -> Iterator[Mark]:
    """Two coefficients over λ (k,) from 0 on, the answers (k, 2), in a panel of these ``heights``.

    The first is solid, the second dashed; the ``leader`` is ``alone`` between two λ, which is tinted, and the
    other exactly zero there. A dotted line is the ``truth`` of both. Names stand at the left ends, or where
    these leave the panel.
    """
    end, (low, high) = float(lam[-1]), heights
    yield zone("alone", *alone, heights)
    yield Segment(key="truth", role="muted", x1=0, y1=truth, x2=end, y2=truth, width=1.5, dash="2 4")
    yield tag("truth-name", end, truth, f"truth: {truth:g} and {truth:g}", "above left", role="muted")
    yield zero_line((0, end))
    ends = apart(np.clip(solved.w[0], low + 0.1, high - 0.1), (high - low) / 12)
    for j, (name, y) in enumerate(zip(names, ends, strict=True)):
        yield curve(f"path-{j}", lam, solved, of=j, width=3.8, dash="9 5" if j else "")
        yield from rest(f"rest-{j}", lam, solved, of=j)
        yield tag(f"name-{j}", 0, min(y, high), name, "left", role="lasso", bold=True)
    middle, waits = sum(alone) / 2, names[1 - leader]
    yield tag("alone-name", middle, high - 0.15, f"{waits} = 0", "at", role="zero", lead=True)


def first_and_wait(
    key: str, firsts: Sequence[int], ends: Sequence[float], solved: Sequence[Solved], now: int,
    columns: Sequence[tuple[float, str]],
) -> Iterator[Mark]:  # fmt: skip
    """Rows of height 1, the first on top, the last from 0 to 1: who is first, and how long another waits.

    Each has a dot in one of the ``columns``, pairs of x and the name above it, and a bar from its end to 1,
    where all begin, purple since a coefficient of the ``solved`` answers is exactly zero on it. The row
    ``now`` is bold.
    """
    for row, (first, end, path) in enumerate(zip(firsts, ends, solved, strict=True)):
        middle, held = len(firsts) - row - 0.5, row == now
        bar = box(
            f"{key}-{row}", (end, 1.0), (middle - HALF, middle + HALF), "zero", opacity=1 if held else 0.4
        )
        yield replace(bar, solved=(path,))
        at, ink = columns[first][0], "fg" if held else "quiet"
        yield Dot(key=f"{key}-{row}-first", role=ink, x=at, y=middle, radius=7)
    for column, (x, name) in enumerate(columns):
        yield tag(f"{key}-name-{column}", x, len(firsts) + 0.6, name, "at", bold=True)

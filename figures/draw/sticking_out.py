"""Rows of features with a threshold each: the evidence as a bar, and what of it sticks out as the effect."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Mark, Segment
from figures.draw.shares import box
from figures.draw.text import number
from figures.draw.vocabulary import in_or_out, method, tag
from figures.solved import Array, Solved

ROW, BAR = 0.42, 0.24
"""Half the heights of a row's tinted threshold and of its bar, in rows of height 1."""


def sticking_out(
    key: str, names: Sequence[str], evidence: ArrayLike, thresholds: ArrayLike, solved: Solved, *,
    order: Sequence[int], end: float,
) -> Iterator[Mark]:  # fmt: skip
    """The evidence on each feature (p,) in size, its threshold (p,) tinted, and beyond it the effect.

    Both are per standard deviation of the feature, so that the effect is the evidence less the threshold, and
    0 within it, as in the answer ``solved``. Rows stand in ``order``, the last at 0, each with the name left
    and the effect at the end; a zero has its dot. Thresholds run off a panel that ends at ``end``.
    Keys begin with the ``key``.
    """
    z, limits, ink = np.asarray(evidence, np.float64), np.asarray(thresholds, np.float64), method(solved)
    effects: Array = np.sign(z) * np.maximum(np.abs(z) - limits, 0)
    for y, j in zip(range(len(order) - 1, -1, -1), order, strict=True):
        name, size, limit = f"{key}-{names[j]}", abs(float(z[j])), float(limits[j])
        kept, seen, bar = bool(solved.w[j] != 0), min(limit, end), (y - BAR, y + BAR)
        role = ink if kept else "zero"
        yield box(f"{name}-zone", "zero", (0, seen), (y - ROW, y + ROW), 0.16)
        yield Segment(
            key=f"{name}-edge", role="zero", x1=seen, y1=y - ROW, x2=seen, y2=y + ROW, width=2.6,
            visible=limit < end,
        )  # fmt: skip
        yield box(f"{name}-within", "quiet", (0, min(size, limit)), bar, 1.0)
        beyond = box(f"{name}-beyond", ink, (min(size, limit), size), bar, 1.0, solved=(solved,))
        yield replace(beyond, visible=kept)
        yield replace(in_or_out(f"{name}-dot", size, y, solved, j, radius=4.0), visible=not kept)
        yield tag(name, 0, y, names[j], "left", role=role, bold=kept)
        told = number(float(effects[j])) if kept else "0"
        yield tag(f"{name}-effect", max(size, seen), y, told, "right", role=role, bold=True, gap=8)

"""Sizes of weights on a log scale, the largest first, above and below a tolerance."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from figures.draw.marks import Dot, Mark, Polygon, Segment
from figures.draw.vocabulary import answers, heading, method, tag
from figures.solved import Array, Solved

FLOOR, FOOT, TOP = 2e-7, 7e-8, 4.0
"""Where exact zeros stand on the log scale, which has no place for them, and the scale's ends."""
NEAR = 6.0
"""A count beside the scale gives way to the tolerance's own if that is nearer than by this factor."""


def called_zero(w: Array | Solved, tolerance: float) -> int:
    """How many of the weights (p,) are no larger than the tolerance."""
    values = w.w if isinstance(w, Solved) else w
    return int((np.abs(values) <= tolerance).sum())


def waterline(
    key: str, name: str, w: Array | Solved, tolerance: float, marked: Sequence[float]
) -> Iterator[Mark]:
    """The sizes of the weights (p,), and how many are no larger than the tolerance, or than those ``marked``.

    Those of an answer, a ``Solved``, wear its method's colour, and stand at the foot, hollow, where they are
    0.0. All others are grey where the tolerance calls them zero.
    """
    values = w.w if isinstance(w, Solved) else w
    role = method(w) if isinstance(w, Solved) else "fg"
    count, end = called_zero(values, tolerance), len(values) + 1
    corners = ((0, FOOT), (end, FOOT), (end, tolerance), (0, tolerance))
    yield heading(f"{key}-title", f"{name}: {count} {'zero' if count == 1 else 'zeros'}", role)
    yield Polygon(key=f"{key}-below", role="muted", opacity=0.13, points=corners)
    yield Segment(key=f"{key}-line", role="fg", x1=0, y1=tolerance, x2=end, y2=tolerance, width=2.2)
    for rank, j in enumerate(np.argsort(-np.abs(values), kind="stable").tolist(), 1):
        size = float(abs(values[j]))
        dot = Dot(key="", role="fg" if size > tolerance else "quiet", x=rank, y=size, radius=3.8)
        if isinstance(w, Solved):
            (dot,) = answers("", rank, w, only=(j,), radius=3.8)
        yield replace(dot, key=f"{key}-{rank}", y=size or FLOOR)
    for row, at in enumerate(marked):
        far = max(at / tolerance, tolerance / at) > NEAR
        yield tag(
            f"{key}-at-{row}", end, at, f"{called_zero(values, at)}", "right", role="muted", gap=6,
            visible=far,
        )  # fmt: skip
    yield tag(f"{key}-count", end, tolerance, f"{count}", "right", role=role, bold=True, gap=6)

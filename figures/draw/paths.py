"""What figures of whole paths share: one bold curve before quiet ones, their names, counts between knots."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.labels import spread
from figures.draw.marks import Dot, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis
from figures.draw.vocabulary import Limits, curve, hairlines, rest, tag, zero_line
from figures.solved import Alone, Array, Solved, certified

NARROWEST = 0.032
"""The share of an axis on which a number has room."""


def whole_path(
    names: Sequence[str], axis: Axis, lam: Array, solved: Solved, end: Solved, knots: Array, *,
    subject: str, at: float, gap: float, uprights: Limits, height: float, lit: int, stretches: int = 1,
) -> tuple[Mark, ...]:  # fmt: skip
    """All coefficients over a logarithmic axis of λ, and across a break of it at λ = 0, shown at x = ``at``.

    ``solved`` are the answers (k, p) at ``lam`` (k,), which rise to the axis's end and hold the ``knots``,
    falling; ``end`` is that at 0. The ``subject`` is bold, at zero in so many ``stretches``; its names keep
    ``gap``. Knots are hairlines between ``uprights``, and at this ``height`` stands how many coefficients
    are non-zero between them, bold in row ``lit``.
    """
    j, first, last = names.index(subject), float(lam[0]), float(lam[-1])
    edges = [last, *knots.tolist(), first]
    numbers = [int(np.count_nonzero(solved.w[(lam < a) & (lam > b)][0])) for a, b in pairwise(edges)]
    *rests, before = rest("rest", lam, solved, of=j, stretches=stretches)
    return (
        *hairlines("knot", knots, uprights),
        zero_line(axis.limits),
        *line_ends(names, at, axis.limits[0], end.w, gap, subject),
        *least_squares_ends(names, at, first, solved, end, subject),
        *coefficients(names, lam, solved, knots, subject),
        *rests,
        # Before the first knot all rest, so there the bar is no news.
        replace(before, width=3.4),
        *counts(axis, edges, numbers, height, lit % len(numbers)),
    )


def through_band(lam: Array, z: Array, w: Array) -> tuple[Mark, ...]:
    """Evidence z (4,) that crosses the band of ±λ, in which its coefficient w (4,) is zero.

    At the first of four rising λ it lies above the band, at the last below, and at those between on its
    edges. What sticks out of the band is w.
    """
    a, b, c, d = line = tuple(zip(lam.tolist(), z.tolist(), strict=True))
    low, high = a[0], d[0]
    band = ((low, low), (high, high), (high, -high), (low, -low))
    return (
        Polygon(key="band", role="zero", points=band, opacity=0.2),
        Polygon(key="positive", role="lasso", points=(a, b, band[0]), opacity=0.16),
        Polygon(key="negative", role="lasso", points=(d, c, band[2]), opacity=0.16),
        Segment(key="edge-above", role="zero", x1=low, y1=low, x2=high, y2=high, width=2.8),
        Segment(key="edge-below", role="zero", x1=low, y1=-low, x2=high, y2=-high, width=2.8),
        Polyline(
            key="evidence", role="loss", points=line, width=3.4, solved=(certified(Alone(z, lam), w),)
        ),
        tag("plus", high, high, "+λ", "right", role="zero", bold=True),
        tag("minus", high, -high, "−λ", "right", role="zero", bold=True),
    )  # fmt: skip


def evidence(key: str, x: float, z: float, lam: float, w: float, *, visible: bool = True) -> Dot:
    """Evidence z as a dot at (x, z), of which the lasso makes the coefficient w at λ."""
    alone = certified(Alone(z, lam), w)
    return Dot(key=key, x=x, y=z, radius=6, role="loss", visible=visible, solved=(alone,))


def coefficients(
    names: Sequence[str], lam: ArrayLike, solved: Solved, knots: Iterable[float], subject: str
) -> tuple[Mark, ...]:
    """A curve a coefficient where it is not zero, smooth between ``knots``: the ``subject`` bold, on top."""
    corners = tuple(knots)
    return tuple(
        curve(
            name, lam, solved, of=j, kinks=corners, skip_zeros=True,
            role="" if name == subject else "quiet", width=3.4 if name == subject else 1.6,
        )
        for j, name in sorted(enumerate(names), key=lambda one: one[1] == subject)
    )  # fmt: skip


def least_squares_ends(
    names: Sequence[str], at: float, first: float, solved: Solved, end: Solved, subject: str
) -> tuple[Mark, ...]:
    """Dots across a break of the axis: from λ = 0, shown at x = ``at``, to the curves' first points.

    ``end`` is the answer (p,) at λ = 0, ``solved`` those (k, p) of the curves, which begin at x = ``first``.
    """
    return tuple(
        Polyline(
            key=f"end-{name}", role="lasso" if name == subject else "quiet", width=1.6, dash="2 4",
            points=((at, float(a)), (first, float(b))), solved=(end, solved),
        )
        for name, a, b in zip(names, end.w, solved.w[0], strict=True)
    )  # fmt: skip


def line_ends(
    names: Sequence[str], at: float, edge: float, heights: ArrayLike, gap: float, subject: str
) -> tuple[Mark, ...]:
    """Names left of the axes' ``edge``, each tied by a thin line to its curve, which ends at x = ``at``.

    ``heights`` (p,) are those of the curves; the names keep ``gap`` between them. Only the ``subject`` is
    bold, in the lasso's colour.
    """
    ends = np.asarray(heights, dtype=np.float64)
    drawn: list[Mark] = []
    for name, y, end in zip(names, spread(ends, gap).tolist(), ends.tolist(), strict=True):
        role = "lasso" if name == subject else "muted"
        line = Segment(key=f"leader-{name}", role="quiet", x1=edge, y1=y, x2=at, y2=end, width=0.8)
        drawn += [line, tag(f"name-{name}", edge, y, name, "left", role=role, bold=name == subject)]
    return tuple(drawn)


def counts(
    axis: Axis, edges: Sequence[float], numbers: Sequence[int], height: float, lit: int, role: str = "zero"
) -> tuple[Mark, ...]:
    """How many coefficients are non-zero, midway between two edges (k + 1,) on the axis.

    The one in row ``lit`` is bold, in its ``role``. Where edges nearly meet there is no room for a number.
    """
    marks = []
    for row, ((a, b), number) in enumerate(zip(pairwise(map(axis.share, edges)), numbers, strict=True)):
        look: dict[str, Any] = {"role": role, "bold": True} if row == lit else {"role": "muted"}
        where = axis.at((a + b) / 2)
        marks.append(
            tag(f"count-{row}", where, height, str(number), "at", visible=abs(a - b) > NARROWEST, **look)
        )
    return tuple(marks)


def scale_of(
    key: str, name: str, at: Iterable[tuple[float, str]], panel: tuple[Limits, Limits]
) -> tuple[Mark, ...]:
    """The x axis of a panel with these limits whose name and ticks (x, text) change with the state."""
    (left, right), (foot, top) = panel
    marks: list[Mark] = [
        # Where the layout writes those that stay: on the first line below the axes, and on the second.
        tag(key, (left + right) / 2, foot, name, "below", role="muted", gap=27),
    ]
    for row, (x, text) in enumerate(at):
        rise = foot + 0.015 * (top - foot)
        marks += [
            Segment(key=f"{key}-{row}", role="muted", x1=x, y1=foot, x2=x, y2=rise, width=1.0),
            tag(f"{key}-{row}-name", x, foot, text, "below", role="muted"),
        ]
    return tuple(marks)

"""What figures of whole paths share: one bold curve before quiet ones, their names, bars of first pulls."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Dot, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis
from figures.draw.vocabulary import (
    Limits,
    answers,
    cursor,
    curve,
    hairlines,
    in_or_out,
    rest,
    tag,
    zero_line,
    zone,
)
from figures.solved import Alone, Array, Solved, certified

LONGEST = 1.4
"""Where the line below the largest pulls ends, which are 1 at most."""
RANKS = ("largest", "second largest", "third largest", "fourth largest", "fifth largest")


def whole_path(
    names: Sequence[str], axis: Axis, lam: Array, solved: Solved, end: Solved, knots: Array, *,
    subject: str, at: float, uprights: Limits, stretches: int = 1,
) -> tuple[Mark, ...]:  # fmt: skip
    """All coefficients over a logarithmic axis of λ, and across a break of it at λ = 0, shown at x = ``at``.

    ``solved`` are the answers (k, p) at ``lam`` (k,), which rise to the axis's end and hold the ``knots``,
    falling; ``end`` is that at 0. The ``subject`` is bold before the others, at zero in so many
    ``stretches``, two at most: the panel is tinted where it returned. Knots are hairlines between
    ``uprights``.
    """
    j, first = names.index(subject), float(lam[0])
    *rests, before = rest("rest", lam, solved, of=j, stretches=stretches)
    tinted = [zone("stretch", bar.x1, bar.x2, uprights) for bar in rests]
    return (
        *tinted,
        *hairlines("knot", knots, uprights),
        zero_line(axis.limits),
        *least_squares_ends(names, at, first, solved, end, subject),
        *coefficients(names, lam, solved, knots, subject),
        *rests,
        # Before the first knot all rest, so there the bar is no news.
        replace(before, width=3.4),
    )


def alone(
    key: str, names: Sequence[str], subject: str, lam: Array, solved: Solved, knots: Array, up: Axis,
    turns: Iterable[tuple[str, float, Solved]],
) -> tuple[Mark, ...]:  # fmt: skip
    """One coefficient of a path alone, near its one rest at zero: what a panel of this y axis, ``up``, draws.

    ``solved`` are the answers (k, p) at ``lam`` (k,), rising from end to end of the panel. Each of the
    ``turns`` is the feature that joins where the curve of the ``subject`` turns, λ there and its answer (p,).
    """
    j = names.index(subject)
    (bar,) = rest(f"{key}-rest", lam, solved, of=j)
    drawn = [
        zone(f"{key}-stretch", bar.x1, bar.x2, up.limits),
        zero_line((float(lam[0]), float(lam[-1])), f"{key}-zero-line"),
        curve(f"{key}-{subject}", lam, solved, of=j, kinks=knots, skip_zeros=True, width=3.4),
        bar,
    ]
    for name, at, w in turns:
        drawn += answers(f"at-{name}", at, w, only=[j], radius=3.5)
        drawn += [tag(f"joins-{name}", at, w.w[j], f"{name} joins", "below left", role="muted", gap=11)]
    return tuple(drawn)


def broken(lam: float, first: float, at: float) -> float:
    """The abscissa of λ on an axis that shows 0 at x = ``at``, and behind a break λ from the ``first`` on."""
    return max(lam, first) if lam > 0 else at


def coefficient_now(
    x: float, solved: Solved, j: int, across: Axis, top: float, *, key: str = ""
) -> tuple[Mark, ...]:
    """Coefficient j of the answer (p,) as a dot, the cursor above it to ``top``; hidden off the x axis.

    That axis is ``across``. Keys begin with ``key``.
    """
    held = min(max(x, across.limits[0]), across.limits[1])
    return (
        cursor(f"{key}cursor", held, (float(solved.w[j]), top), visible=held == x),
        *answers(f"{key}now", held, solved, only=[j], radius=7, visible=held == x),
    )


def through_band(
    subject: str, lam: Array, z: Array, w: Array, up: Axis, named_at: tuple[float, float]
) -> tuple[Mark, ...]:
    """Evidence z (4,) that crosses the band of ±λ, in which its coefficient w (4,) is zero.

    At the first of four rising λ, the panel's ends, it lies above the band, at the last below, and at those
    between on its edges. What sticks out of the band is w. Its name, the ``subject``, stands at the end, and
    z's left of ``named_at``, both at that height; ``up`` is the y axis.
    """
    a, b, c, d = line = tuple(zip(lam.tolist(), z.tolist(), strict=True))
    low, high = a[0], d[0]
    band = ((low, low), (high, high), (high, -high), (low, -low))
    return (
        zone("reason-stretch", b[0], c[0], up.limits),
        zero_line((low, high), "reason-zero-line"),
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
        tag("z", *named_at, "evidence z", "left", role="loss"),
        tag("sticks-out", high, named_at[1], subject, "left", role="lasso", bold=True, gap=4),
    )  # fmt: skip


def evidence_now(lam: float, z: float, w: float, across: Axis, up: Axis) -> tuple[Mark, ...]:
    """Evidence z at λ, of which the lasso makes the coefficient w, in the panel of ``through_band``.

    The cursor reaches from above down to it, at most to the band's lower edge, and there too if z lies above
    the panel. It is hidden where λ is not within the limits of ``across``, z also where it is not in those
    of ``up``.
    """
    held, (foot, top) = min(max(lam, across.limits[0]), across.limits[1]), up.limits
    shown = held == lam and foot < z < top
    solved = (certified(Alone(z, lam), w),)
    return (
        cursor("reason-cursor", held, (max(z, -held) if z < top else -held, top), visible=held == lam),
        Dot(key="z-now", x=held, y=z, radius=6, role="loss", visible=shown, solved=solved),
    )


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


def curves_and_rests(
    names: Sequence[str], x: Array, solved: Solved, kinks: Iterable[float], bold: Collection[int]
) -> tuple[Mark, ...]:
    """The coefficients of the answers (k, p) over x (k,), smooth between ``kinks``, and where each is zero.

    Those numbered in ``bold`` stand before the others, whose curves are grey.
    """
    corners = tuple(kinks)
    marks: list[Mark] = []
    for j, name in sorted(enumerate(names), key=lambda one: one[0] in bold):
        look: dict[str, Any] = {"width": 3.8} if j in bold else {"width": 2.0, "role": "quiet"}
        look["kinks"] = corners
        marks += [curve(f"path-{name}", x, solved, of=j, skip_zeros=True, **look)]
        marks += rest(f"rest-{name}", x, solved, of=j)
    return tuple(marks)


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


def apart(heights: Array, gap: float) -> Array:
    """Heights in the same order and at least ``gap`` apart, moved as little as possible.

    The least-squares answer: isotonic regression of height − rank·gap by pooling adjacent violators.
    """
    order = np.argsort(heights, kind="stable")
    blocks: list[tuple[float, int]] = []
    for rank, j in enumerate(order):
        blocks.append((float(heights[j]) - rank * gap, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, m), (b, n) = blocks[-2:]
            blocks[-2:] = [((a * m + b * n) / (m + n), m + n)]
    level = np.repeat([value for value, _ in blocks], [size for _, size in blocks])
    placed = np.empty_like(heights)
    placed[order] = level + gap * np.arange(len(order))
    return placed


def pull_bars(names: Sequence[str], pulls: ArrayLike, solved: Solved) -> tuple[Mark, ...]:
    """The sizes of the features' first pulls (p,) as bars, the largest on top; hollow if w is now 0.0.

    A row has height 1, the last ends at 0. Below as many bars as coefficients are non-zero in the answer (p,)
    runs a line: they would be those above it, if the largest first pulls decided. It is hidden where one, all
    or none are non-zero. Words tell of each bar that is on the wrong side of it.
    """
    sizes, p = np.abs(np.asarray(pulls, dtype=np.float64)), len(names)
    kept = int(np.count_nonzero(solved.w))
    bars: list[Mark] = []
    for row, j in enumerate(np.argsort(-sizes).tolist()):
        name, size, middle = names[j], float(sizes[j]), p - row - 0.5
        dot = in_or_out(f"pull-{name}-dot", 0, middle, solved, j)
        low, high, rank = middle - 0.32, middle + 0.32, "smallest" if row == p - 1 else RANKS[row]
        strange = dot.hollow == (row < kept)
        words = f"{size:.2f}" + ", zero" * dot.hollow
        if strange:
            words = f"{size:.2f}, {rank}, yet {'zero' if dot.hollow else 'kept'}"
        bars += [
            Polygon(
                key=f"pull-{name}", role=dot.role, points=((0, low), (size, low), (size, high), (0, high)),
                opacity=0.16 if dot.hollow else 1, width=3, solved=(solved,),
            ),
            tag(f"pull-{name}-name", 0, middle, name, "left", role=dot.role, bold=True),
            tag(f"pull-{name}-size", size, middle, words, "right", role=dot.role, bold=strange),
        ]  # fmt: skip
    cut, told = float(p - kept), 1 < kept < p
    return (
        *bars,
        Segment(key="largest", role="fg", x1=0, y1=cut, x2=LONGEST, y2=cut, dash="6 5", visible=told),
        tag("largest-name", LONGEST, cut + 0.5, f"top {kept}", "left", bold=True, gap=2, visible=told),
    )


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

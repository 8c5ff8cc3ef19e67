"""Words for answers that change with the penalty's mix: bars of groups of features, curves over the mix."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from figures.draw.marks import Curve, Mark, Segment
from figures.draw.shapes import box
from figures.draw.text import number
from figures.draw.vocabulary import answers, method, tag
from figures.solved import Solved

HALF = 0.4
"""Of a bar's width."""


def group_bars(x: Sequence[float], solved: Solved, groups: Sequence[slice], told_at: float) -> Iterator[Mark]:
    """The coefficients of one answer (p,), none negative, as bars at x (p,), rings where they are zero.

    Above each of the ``groups``, at one height, stands its spread, the largest coefficient less the smallest.
    """
    for j, dot in enumerate(answers("bar-zero", x, solved, radius=6)):
        bar = box(f"bar-{j}", (dot.x - HALF, dot.x + HALF), (0, dot.y), dot.role, opacity=0.3, width=3)
        yield replace(bar, visible=not dot.hollow, solved=(solved,))
        yield replace(dot, visible=dot.hollow)
        yield tag(f"bar-size-{j}", dot.x, dot.y, number(dot.y), "above", role=dot.role, bold=True)
    for row, group in enumerate(groups):
        spread, middle = float(np.ptp(solved.w[group])), float(np.mean(x[group]))
        yield tag(f"spread-{row}", middle, told_at, f"spread {number(spread)}", "at", bold=True)


def over_mix(
    names: Sequence[str], x: Sequence[float], line: Sequence[Solved], kinks: Iterable[float], bold: slice
) -> Iterator[Mark]:
    """Each coefficient over the mix x (k,), rising, of the answers (p,) ``line``, and where it is zero.

    Smooth but for the ``kinks``, which are among x; those of the ``bold`` features are wider. No coefficient
    leaves zero again as x rises.
    """
    w, corners = np.array([one.w for one in line]), {*kinks, x[0], x[-1]}
    ends = [row for row, at in enumerate(x) if at in corners]
    for j, name in enumerate(names):
        points = tuple(zip(x, w[:, j].tolist(), strict=True))
        pieces = tuple(points[a : b + 1] for a, b in pairwise(ends) if w[a : b + 1, j].any())
        yield Curve(
            key=f"over-{name}", role=method(line[0]), pieces=pieces, solved=tuple(line),
            width=3.8 if j in range(*bold.indices(len(names))) else 2.6,
        )  # fmt: skip
    for j, name in enumerate(names):
        out = [(at, one) for at, one in zip(x, line, strict=True) if one.w[j] == 0]
        (first, held), last = out[0] if out else (x[-1], line[-1]), x[-1]
        yield Segment(
            key=f"over-rest-{name}", role="zero", x1=first, y1=0, x2=last, y2=0, width=6, visible=bool(out),
            solved=(held,),
        )  # fmt: skip

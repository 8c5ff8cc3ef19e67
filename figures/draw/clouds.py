"""Words for what one coefficient is in many nudged data sets: a cloud of dots, hollow where it is zero."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from figures.draw.marks import Dot
from figures.draw.vocabulary import Limits, in_or_out
from figures.solved import Array, Solved

GOLDEN = (5**0.5 - 1) / 2
"""Steps of this share spread any number of dots evenly, and neighbours far apart."""


def cloud(key: str, x: Array, up: Limits, solved: Sequence[Solved], j: int, across: Limits) -> Iterator[Dot]:
    """A dot for each answer (p,) at x (m,), spread over the heights ``up``; hidden outside of ``across``.

    It is hollow where coefficient j is exactly zero. The heights say nothing.
    """
    heights = up[0] + (up[1] - up[0]) * (np.arange(1, len(solved) + 1) * GOLDEN % 1)
    for row, (at, y, one) in enumerate(zip(x.tolist(), heights.tolist(), solved, strict=False)):
        held = min(max(at, across[0]), across[1])
        yield replace(in_or_out(f"{key}-{row}", held, y, one, j, radius=5), visible=held == at)


def one_of_many(dots: Iterable[Dot]) -> Iterator[Dot]:
    """The first dot as it is, the answer that the figure's table has; the others in black, to compare."""
    first, *others = dots
    return iter((first, *(replace(dot, role="fg", solved=(), shows=()) for dot in others)))

"""Which of very many features an answer keeps, as rows of dots, the true ones above the others."""

from collections.abc import Iterator

import numpy as np

from figures.draw.marks import Mark
from figures.draw.vocabulary import in_or_out, method, tag
from figures.solved import Solved

ACROSS = 11
"""Dots in a row."""


def kept_dots(key: str, solved: Solved, true: int, *, radius: float = 6.0) -> Iterator[Mark]:
    """A dot for each coefficient of the answer (p,), hollow at 0.0: the ``true`` first ones in a row on top.

    Dots stand 1 apart, the others ``ACROSS`` to a row, the last row at 0; a row is left free below the top,
    whose words tell how many of the true ones are kept.
    """
    lines = -(-(len(solved.w) - true) // ACROSS)
    for j in range(len(solved.w)):
        line, x = divmod(max(j - true, 0), ACROSS)
        across, up = (j, lines + 1) if j < true else (x, lines - 1 - line)
        yield in_or_out(f"{key}-{j}", across, up, solved, j, radius=radius)
    kept = np.count_nonzero(solved.w[:true])
    words = f"{kept} of {true}"
    yield tag(f"{key}-true", true - 0.5, lines + 1, words, "right", role=method(solved), bold=True, gap=4)

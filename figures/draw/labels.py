"""Where to put labels so that none covers another."""

import numpy as np
from numpy.typing import NDArray


def spread(heights: NDArray[np.float64], gap: float) -> NDArray[np.float64]:
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

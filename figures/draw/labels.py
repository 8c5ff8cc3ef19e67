"""Where to put labels so that none covers another."""

import numpy as np
from numpy.typing import NDArray

Offset = tuple[float, float]


def free_place(
    at: tuple[float, float], size: tuple[float, float], scale: float, offsets: tuple[Offset, ...],
    obstacles: NDArray[np.float64],
) -> Offset | None:  # fmt: skip
    """The first offset, in pixels, at which a label covers no obstacle; None if there is none.

    The label stands ``offset`` right of and below ``at`` by its lower left corner and is ``size``
    pixels wide and high; ``scale`` is pixels a unit, and obstacles (k, 2) are points in data units.
    """
    x, y = ((obstacles - at) * scale * (1, -1)).T
    for dx, dy in offsets:
        if not ((x > dx - 5) & (x < dx + size[0] + 5) & (y > dy - size[1] - 4) & (y < dy + 7)).any():
            return dx, dy
    return None


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

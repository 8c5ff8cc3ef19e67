"""Words for two equal columns: lines of equal loss touch the penalty along an edge, or at one point."""

from collections.abc import Iterator

import numpy as np

from figures.draw.marks import Mark, Polygon, Segment
from figures.draw.planes import diamond
from figures.draw.shapes import graph
from figures.draw.vocabulary import Limits, Point, method, tag, upright, zero_line
from figures.solved import Array, Solved
from figures.solvers import ElasticNet, rounded_diamond

FAR = 9.0
"""As far as lines go on, in a panel that grows."""


def touched_edge(
    answer: Solved, total: float, mix: float, corner: Point, *, named: bool = True
) -> Iterator[Mark]:
    """Least squares w₁ + w₂ = ``total``, the line of equal loss through the answer, what it touches, axes.

    That is a diamond along its whole edge if the L1 share ``mix`` is 1, and a rounded one else. The columns
    have mean square 1 and fit y without rest, so the loss is ½(w₁ + w₂ − total)². The axes have their names
    at the ``corner`` of the panel; least squares has none where another line needs the room.
    """
    size = float(answer.w.sum())
    outline = rounded_diamond(answer.w, mix).cubics() if mix < 1 else np.zeros((13, 2))
    yield zero_line((-FAR, FAR), "across")
    yield upright((-FAR, FAR))
    for key, at, role, width in (("least", total, "ols", 2.6), ("equal", size, "loss", 3.0)):
        yield Segment(
            key=key,
            role=role,
            x1=-FAR,
            y1=at + FAR,
            x2=FAR,
            y2=at - FAR,
            width=width,
            visible=key == "equal" or mix == 1,
        )
    yield diamond("diamond", size, visible=mix == 1)
    yield Polygon(
        key="rounded", points=tuple((x, y) for x, y in outline.tolist()), opacity=0.08, width=3.0, cubic=True,
        visible=mix < 1,
    )  # fmt: skip
    yield Segment(key="edge", role="lasso", x1=0, y1=size, x2=size, y2=0, width=9, visible=mix == 1)
    yield tag("w1-name", corner[0], 0, "w₁", "below right", role="muted", gap=6)
    yield tag("w2-name", 0, corner[1], "w₂", "above left", role="muted", gap=6)
    yield tag(
        "least-name", 0.55 * total, 0.45 * total, "least squares", "above right", role="ols",
        visible=named and mix == 1,
    )  # fmt: skip
    yield tag("equal-name", size, -0.2 * total, f"loss {(total - size) ** 2 / 2:.2f}", "at", role="loss")


def cost_along(answer: Solved, penalty: ElasticNet, across: Limits) -> Iterator[Mark]:
    """The cost above its least over w₁, on the line of equal loss through the answer: a floor, or a bowl."""
    size, least = float(answer.w.sum()), float(penalty.value(answer.w).sum())

    def height(first: Array) -> Array:
        costs: Array = penalty.value(np.stack([first, size - first], axis=-1)).sum(axis=-1)
        return costs - least

    yield zero_line(across, "ground")
    yield graph("cost", method(answer), height, across[0], 0.0, size, across[1], width=4)

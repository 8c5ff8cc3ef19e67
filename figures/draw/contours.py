"""Contours of the loss as marks, and points along a straight line."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.draw.marks import Ellipse
from figures.solvers import contour, excess_loss

Array = NDArray[np.float64]


def contour_through(
    key: str, panel: str, gram: ArrayLike, ols: tuple[float, float], w: Array, *,
    share: float = 1.0, width: float = 2.5,
) -> Ellipse:  # fmt: skip
    """The contour of the loss through w, or the one ``share`` of the way there, as a mark."""
    level = float(excess_loss(gram, ols, w)) * share**2
    ring = contour(gram, ols, level)
    a, b = map(float, ring.semi_axes)
    angle = float(np.degrees(ring.angle))
    return Ellipse(
        key=key, panel=panel, role="loss", x=ols[0], y=ols[1], a=a, b=b, angle=angle, width=width
    )  # fmt: skip


def outline(ring: Ellipse, count: int = 240) -> Array:
    """Points on an ellipse."""
    turn = np.linspace(0, 2 * np.pi, count)
    angle = np.radians(ring.angle)
    along, across = ring.a * np.cos(turn), ring.b * np.sin(turn)
    x = ring.x + along * np.cos(angle) - across * np.sin(angle)
    y = ring.y + along * np.sin(angle) + across * np.cos(angle)
    return np.stack([x, y], axis=1)


def line(start: tuple[float, float], end: tuple[float, float], count: int = 80) -> Array:
    """Points on a straight line."""
    return np.linspace(start, end, count)


def diamond_violation(gram: ArrayLike, ols: ArrayLike, w: ArrayLike, budget: ArrayLike) -> Array:
    """Return by how much w misses the optimality conditions of the lasso's budget form, per point.

    With the pull g = G(ols - w) and nu = max |g_j|, w is optimal exactly if g_j = nu sign(w_j) where
    w_j is not 0, and nu = 0 or ||w||_1 = budget. Relative to max |G ols| and to the budget. gram is
    (p, p), ols and w (..., p), budget (...).
    """
    G, b, v = (np.asarray(array, dtype=np.float64) for array in (gram, ols, w))
    pull = (b - v) @ G
    price = np.abs(pull).max(axis=-1)
    off = np.where(v == 0, 0, np.abs(pull - price[..., np.newaxis] * np.sign(v))).max(axis=-1)
    return _larger(off / np.abs(b @ G).max(axis=-1), _over(np.abs(v).sum(axis=-1), price, budget))


def disc_violation(gram: ArrayLike, ols: ArrayLike, w: ArrayLike, budget: ArrayLike) -> Array:
    """Return the same for ridge's budget form: the pull points along w, and ||w||_2 = budget or it is 0."""
    G, b, v = (np.asarray(array, dtype=np.float64) for array in (gram, ols, w))
    pull = (b - v) @ G
    price = (pull * v).sum(axis=-1) / (v * v).sum(axis=-1)
    off = np.abs(pull - price[..., np.newaxis] * v).max(axis=-1)
    return _larger(off / np.abs(b @ G).max(axis=-1), _over(np.hypot(v[..., 0], v[..., 1]), price, budget))


def _over(size: Array, price: Array, budget: ArrayLike) -> Array:
    """By how much a size misses its budget, or only exceeds it where the budget has no price."""
    gap = size / np.asarray(budget, dtype=np.float64) - 1
    miss: Array = np.where(price > 1e-12, np.abs(gap), np.maximum(gap, 0))
    return _larger(miss, -price)


def _larger(a: Array, b: Array) -> Array:
    larger: Array = np.maximum(a, b)
    return larger

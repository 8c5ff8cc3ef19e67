"""Contours of the loss as marks."""

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

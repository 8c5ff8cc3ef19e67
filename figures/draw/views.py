"""Four views of one coefficient, with a purple line in each where w is zero: upright in that of forces.

The coefficient is the second, w₂, of a regression's two features, which are uncorrelated; its least-squares
answer, the evidence z, is positive.
"""

from collections.abc import Iterator

import numpy as np

from figures.draw.marks import Label, Mark, Segment
from figures.draw.planes import answer, contours, diamond, least_squares
from figures.draw.vocabulary import Limits, Point, answers, cursor, curve, heading, in_or_out, rest, tag
from figures.solved import Alone, Array, Solved, certified, with_middles
from figures.solvers import soft_threshold

FAR = 3.0
"""As far as lines go on anywhere."""


def title(key: str, solved: Solved, zero: str, other: str) -> Label:
    """What the view says of w₂: that it is zero, or what it is instead."""
    held = bool(solved.w[1] == 0)
    return heading(f"title-{key}", zero if held else other, "zero" if held else "lasso")


def thread(key: str) -> Segment:
    """Where w₂ is zero."""
    return Segment(key=f"thread-{key}", role="zero", x1=-FAR, y1=0.0, x2=FAR, y2=0.0, width=2.6)


def soft_map(lam: float) -> tuple[Array, Solved]:
    """The map from evidence to answer, straight between −λ, λ and beyond the panel."""
    bends = (-FAR, -lam, lam, FAR)
    z, w = with_middles(bends, soft_threshold(bends, lam))
    return z, certified(Alone(z, lam), w)


def forces(z: float, lam: float, solved: Solved) -> Iterator[Mark]:
    """What the penalty can hold at each w₂, at zero all from −λ to λ, and the pull z − w₂ that it meets."""
    w = float(solved.w[1])
    yield Segment(key="thread-forces", role="zero", x1=0.0, y1=-FAR, x2=0.0, y2=FAR, width=2.6)
    for key, side in (("hold-left", -1), ("hold-right", 1)):
        yield Segment(key=key, role="lasso", x1=0.0, y1=side * lam, x2=side * FAR, y2=side * lam, width=3.5)
    yield Segment(key="pull", role="loss", x1=-FAR, y1=z + FAR, x2=FAR, y2=z - FAR, width=3)
    yield Segment(key="kink", role="zero", x1=0.0, y1=-lam, x2=0.0, y2=lam, width=6)
    yield in_or_out("forces-1", w, z - w, solved, 1, radius=6.0)
    yield tag("pull-name", 1.3 * z, -0.3 * z, "pull", "below left", role="loss")
    yield tag("edge", 2 * z, lam, "λ", "above left", role="zero", bold=True)
    yield tag("low-edge", -2 * z, -lam, "−λ", "below right", role="zero", bold=True)


def threshold(z: float, lam: float, solved: Solved) -> Iterator[Mark]:
    """The map from evidence to answer, and where on it the evidence z lies."""
    yield thread("map")
    yield Segment(key="evidence", role="ols", x1=z, y1=-FAR, x2=z, y2=FAR, width=2, dash="6 5")
    yield curve("map", *soft_map(lam), width=3.5)
    yield from rest("flat", *soft_map(lam))
    yield from answers("map", z, solved, only=(1,))
    yield tag("evidence-name", z, z, f"z = {z:g}", "left", role="ols")
    yield tag("map-name", -lam - 0.4 * z, -0.4 * z, "lasso", "right", role="lasso")


def touching(ols: Point, solved: Solved) -> Iterator[Mark]:
    """The diamond of this budget, and the contour of the loss that touches it."""
    (ring,) = contours("contour", np.eye(2), ols, solved, shares=(1.0,))
    yield diamond("diamond", float(np.abs(solved.w).sum()))
    yield thread("plane")
    yield from (ring, least_squares("ols", ols, radius=6), answer("plane-w", solved, radius=6))
    yield tag("ols-name", ols[0], ols[1] + ring.a, "least squares", "above", role="ols")


def path(z: float, lam: float, solved: Solved, end: float, heights: Limits) -> Iterator[Mark]:
    """The coefficient over λ as far as ``end``: straight to zero, and there it stays."""
    lams, w = with_middles([0.0, z, end], [z, 0.0, 0.0])
    line = certified(Alone(z, lams), w)
    yield thread("path")
    yield cursor("cursor", lam, heights)
    yield curve("path", lams, line, width=3.5)
    yield from rest("rest", lams, line)
    yield from answers("path", lam, solved, only=(1,))
    yield tag("now", lam, z, f"λ = {round(lam, 2):g}", "right", bold=True)
    yield tag("rest-name", end, 0, "w₂ = 0", "below left", role="zero", bold=True)

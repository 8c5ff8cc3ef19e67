"""Three views of one coefficient: the forces on it, its map from the evidence, and its path.

The coefficient is the second, w₂, of a regression's two features, which are uncorrelated; its least-squares
answer, the evidence z, is positive.
"""

from collections.abc import Iterator

from figures.draw.marks import Label, Mark, Segment
from figures.draw.vocabulary import (
    Limits,
    answers,
    cursor,
    curve,
    heading,
    in_or_out,
    rest,
    tag,
    upright,
    zero_line,
)
from figures.solved import Alone, Array, Solved, certified, with_middles
from figures.solvers import soft_threshold

FAR = 3.0
"""As far as lines go on anywhere."""


def title(key: str, solved: Solved, zero: str, other: str) -> Label:
    """What the view says of w₂: that it is zero, or what it is instead."""
    held = bool(solved.w[1] == 0)
    return heading(f"title-{key}", zero if held else other, "zero" if held else "lasso")


def soft_map(lam: float) -> tuple[Array, Solved]:
    """The map from evidence to answer, straight between −λ, λ and beyond the panel."""
    bends = (-FAR, -lam, lam, FAR)
    z, w = with_middles(bends, soft_threshold(bends, lam))
    return z, certified(Alone(z, lam), w)


def forces(z: float, lam: float, solved: Solved) -> Iterator[Mark]:
    """What the penalty can hold at each w₂, at zero all from −λ to λ, and the pull z − w₂ that it meets."""
    w = float(solved.w[1])
    yield upright((-FAR, FAR), "zero-forces")
    for key, side in (("hold-left", -1), ("hold-right", 1)):
        yield Segment(key=key, role="lasso", x1=0.0, y1=side * lam, x2=side * FAR, y2=side * lam, width=4)
    yield Segment(key="pull", role="loss", x1=-FAR, y1=z + FAR, x2=FAR, y2=z - FAR, width=3.5)
    yield Segment(key="kink", role="zero", x1=0.0, y1=-lam, x2=0.0, y2=lam, width=9)
    yield in_or_out("forces-1", w, z - w, solved, 1, radius=8)
    yield tag("pull-name", -0.8 * z, 1.8 * z, "data’s pull", "below left", role="loss", bold=True)
    yield tag("edge", 2.1 * z, lam, "penalty’s slope: λ", "above left", role="lasso", bold=True)
    yield tag("low-edge", -2.1 * z, -lam, "−λ", "below right", role="lasso", bold=True)
    yield tag("holds", 0, 0, "holds −λ to λ", "left", role="zero", lead=True, gap=12)


def threshold(z: float, lam: float, solved: Solved) -> Iterator[Mark]:
    """The map from evidence to answer, and where on it the evidence z lies."""
    yield zero_line((-FAR, FAR), "zero-map")
    yield Segment(key="evidence", role="ols", x1=z, y1=-FAR, x2=z, y2=FAR, width=2, dash="6 5")
    yield curve("map", *soft_map(lam), width=3.5)
    yield from rest("flat", *soft_map(lam))
    yield from answers("map", z, solved, only=(1,))
    yield tag("evidence-name", z, z, f"z = {z:g}", "left", role="ols")


def path(z: float, lam: float, solved: Solved, end: float, heights: Limits) -> Iterator[Mark]:
    """The coefficient over λ as far as ``end``: straight to zero, and there it stays."""
    lams, w = with_middles([0.0, z, end], [z, 0.0, 0.0])
    line = certified(Alone(z, lams), w)
    yield zero_line((-FAR, FAR), "zero-path")
    yield cursor("cursor", lam, heights)
    yield curve("path", lams, line, width=3.5)
    yield from rest("rest", lams, line)
    yield from answers("path", lam, solved, only=(1,))
    yield tag("now", lam, z, f"λ = {round(lam, 2):g}", "right", bold=True)
    yield tag("rest-name", end, 0, "w₂ = 0", "below left", role="zero", bold=True)

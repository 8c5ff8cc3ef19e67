"""Words for the dead zone of a coefficient beside active ones: its map for two, its fan over λ for many."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Mark, Polygon, Segment
from figures.draw.text import signed
from figures.draw.vocabulary import Limits, answers, curve, in_or_out, rest, tag, upright, zero_line, zone
from figures.solved import Budget, Solved, certified, with_middles
from figures.solvers import Interval, coefficient_dead_zone, correlated_gram

PLAIN, WIDE = 0.78, 1.15
"""The heights of two bars: as wide as the zone without correlation, and with it."""


def zone_beside(rho: float, lam: float) -> Interval:
    """All ŵ₂ that the lasso makes zero, of two standardized features of correlation ρ, while w₁ > 0."""
    return coefficient_dead_zone(correlated_gram(rho), 1, [0], [1], lam)


def answers_beside(rho: float, lam: float, partner: float, seconds: ArrayLike) -> Solved:
    """The lasso at λ for least squares (ŵ₁, ŵ₂), (..., 2): ŵ₁ the ``partner``, which keeps w₁ > 0, ŵ₂ (...).

    w₂ is what sticks out of the dead zone, and w₁ = ŵ₁ + ρ(ŵ₂ − w₂) − λ. Each answer is stated as that of
    the budget which it spends, since λ alone tells a regression nothing of many responses.
    """
    ols = np.asarray(seconds, dtype=np.float64)
    second = ols - np.clip(ols, *zone_beside(rho, lam))
    w = np.stack([partner + rho * (ols - second) - lam, second], axis=-1)
    points = np.stack([np.full_like(ols, partner), ols], axis=-1)
    return certified(Budget(correlated_gram(rho), points, np.abs(w).sum(axis=-1)), w)


def map_beside(
    rho: float, lam: float, partner: float, evidence: float, reach: float, foot: float
) -> Iterator[Mark]:
    """The map from ŵ₂ to w₂ over ±``reach``, with its dead zone and the map without correlation.

    A dot is what becomes of the ``evidence``, an upright line from the ``foot`` of the panel. Bars tell how
    wide both zones are.
    """
    (low, high), across = map(float, zone_beside(rho, lam)), (-reach, reach)
    ends = ([-reach, low, high, reach], [-reach, -lam, lam, reach])
    bends, plain = (with_middles(one, one)[0] for one in ends)
    w, line = (answers_beside(rho, lam, partner, at) for at in (evidence, bends))
    told = f"{1 / (1 - rho**2):.2f} times as wide" if rho else "within ±λ"
    yield zone("zone", low, high, (foot, WIDE))
    yield zero_line(across)
    yield upright((0, 0.6))
    yield curve(
        "plain", plain, answers_beside(0, lam, partner, plain), of=1, role="quiet", width=2, dash="6 5"
    )
    yield curve("map", bends, line, of=1, width=3.5)
    yield from rest("flat", bends, line, of=1)
    yield Segment(key="plain-width", role="quiet", x1=-lam, y1=PLAIN, x2=lam, y2=PLAIN, width=5)
    yield Segment(key="width", role="zero", x1=low, y1=WIDE, x2=high, y2=WIDE, width=7)
    yield tag("plain-width-name", lam, PLAIN, "ρ = 0", "right", role="muted")
    yield tag("width-name", min((low + high) / 2, 0), WIDE, told, "above", role="zero", lead=True)
    yield Segment(
        key="evidence", role="ols", x1=evidence, y1=foot, x2=evidence, y2=float(w.w[1]), width=2, dash="6 5"
    )
    yield from answers("example", evidence, w, only=(1,))
    yield tag("evidence-name", evidence, foot + 0.2, signed(f"ŵ₂ = {evidence:g}"), "right", role="ols", gap=6)


def zone_fan(slope: Interval, ols: float, stretch: Limits, across: Limits) -> Iterator[Mark]:
    """A dead zone over λ, a fan with these slopes, and the level of a least-squares coefficient, ``ols``.

    That is in the fan along the ``stretch`` of λ. Below lies the fan of an uncorrelated feature, ±λ.
    """
    _, end = across
    for key, role, (low, high), opacity in (("fan", "zero", slope, 0.15), ("alone", "quiet", (-1, 1), 0.8)):
        corners = ((0.0, 0.0), (end, float(low * end)), (end, float(high * end)))
        yield Polygon(key=key, role=role, points=corners, opacity=opacity)
    yield Segment(key="ols", role="ols", x1=0, y1=ols, x2=end, y2=ols, width=2.6)
    yield Segment(key="held", role="zero", x1=stretch[0], y1=ols, x2=stretch[1], y2=ols, width=7)
    yield tag("ols-name", 0, ols, f"least squares {ols:.2f}", "above right", role="ols", gap=18)
    yield tag("alone-name", end, 0, "uncorrelated: within ±λ", "above left", role="muted", gap=6)


def out_of_fan(lam: float, ols: float, solved: Solved, j: int) -> Iterator[Mark]:
    """Coefficient j at λ as what sticks out of the fan: from its edge to the least-squares level."""
    w = float(solved.w[j])
    yield Segment(
        key="out", role="lasso", x1=lam, y1=ols - w, x2=lam, y2=ols, width=6, visible=w != 0, solved=(solved,)
    )
    yield in_or_out("now", lam, ols, solved, j, radius=7)

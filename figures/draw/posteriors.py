"""Words for what is known of one weight: prior, likelihood and posterior, and chances as areas."""

import math
from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Curve, Mark, Polygon
from figures.solved import Array
from figures.solvers import LaplacePosterior

POINTS = 25
"""Of a line between its corners: Béziers through so many stay within half a pixel of the truth."""


def percent(chance: float) -> str:
    """A chance in whole percent, below ten with one digit; ``0 %`` is impossible."""
    return f"{100 * chance:.{0 if chance >= 0.0995 else 1}f} %" if chance else "0 %"


def prior(of: LaplacePosterior, w: ArrayLike) -> Array:
    """The Laplace density λ/(2τ²)·exp(−λ|w|/τ²)."""
    rate = of.lam / of.tau**2
    found: Array = rate / 2 * np.exp(-rate * np.abs(w))
    return found


def likelihood(of: LaplacePosterior, w: ArrayLike) -> Array:
    """That of w, scaled to a density: normal round z with standard deviation τ."""
    scale = of.tau * math.sqrt(2 * math.pi)
    found: Array = np.exp(-((np.asarray(w) - of.z) ** 2) / (2 * of.tau**2)) / scale
    return found


def three_densities(of: LaplacePosterior, end: float) -> Iterator[Mark]:
    """The prior, the likelihood, and thick the posterior, over ±``end``, with corners at 0 only."""
    halves = (np.linspace(-end, 0, POINTS), np.linspace(0, end, POINTS))
    for key, role, width, density in (
        ("prior", "lasso", 2.6, lambda w: prior(of, w)),
        ("data", "ols", 2.6, lambda w: likelihood(of, w)),
        ("posterior", "fg", 4.5, of.density),
    ):
        pieces = (tuple(zip(w.tolist(), density(w).tolist(), strict=True)) for w in halves)
        yield Curve(key=key, role=role, width=width, pieces=tuple(pieces))


def window(of: LaplacePosterior, within: float) -> Polygon:
    """The area under the posterior no farther than so far from 0: the chance of such a weight."""
    w = np.linspace(-within, within, POINTS)
    points = zip(w.tolist(), of.density(w).tolist(), strict=True)
    corners = ((-within, 0.0), *points, (within, 0.0))
    return Polygon(key="window", role="fg", points=corners, opacity=0.3, visible=within > 0)


def chance_line(
    key: str, role: str, width: float, within: Callable[[float], float], reaches: Iterable[float]
) -> Curve:
    """The chance of a weight ``within`` a reach of 0, over rising reaches."""
    return Curve(key=key, role=role, width=width, pieces=(tuple((x, within(x)) for x in reaches),))

"""Words for many simulated data sets: their lasso paths, and means with their errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np

from figures.draw.marks import Curve, Mark, Polygon
from figures.solved import Array, Regression, Solved, certified, with_middles
from figures.solvers import Paths, lasso_paths, refit

LEVEL = 0.95
"""That of the intervals that bands show."""


@dataclass(frozen=True, eq=False)
class Simulated:
    """Data sets X (m, n, p) and y (m, n): as they are, or ``standardized`` each by itself."""

    X: Array
    y: Array
    standardized: bool = False

    @cached_property
    def _few_rows(self) -> Array:
        """Of each data set R (p + 1, p + 1) with RᵀR = [X y]ᵀ[X y]/n: all that the lasso sees of it."""
        both = np.concatenate([self.X, self.y[..., np.newaxis]], axis=2)
        if self.standardized:
            both -= both.mean(axis=1, keepdims=True)
            both[..., :-1] /= both[..., :-1].std(axis=1, keepdims=True)
        few: Array = np.linalg.qr(both, mode="r") / np.sqrt(both.shape[1])
        return few

    @cached_property
    def _moments(self) -> Array:
        moments: Array = self._few_rows.mT @ self._few_rows
        return moments

    @cached_property
    def paths(self) -> Paths:
        """The exact paths in λ."""
        return lasso_paths(self._moments[:, :-1, :-1], self._moments[:, :-1, -1])

    @cached_property
    def solved(self) -> tuple[Solved, ...]:
        """The paths with their problems, at all knots and midway: between these they are straight."""
        found = []
        for few, knots, coefs in zip(self._few_rows, self.paths.knots, self.paths.coefs, strict=True):
            rows, (lams, w) = np.sqrt(len(few)) * few, with_middles(knots, coefs)
            found.append(certified(Regression(rows[:, :-1], rows[:, -1], lams), w))
        return tuple(found)

    def refitted(self, w: Array) -> Array:
        """Least squares on the features that the answers w (m, k, p) keep."""
        moments = self._moments[:, np.newaxis]
        return refit(moments[..., :-1, :-1], moments[..., :-1, -1], w)


def mean_line(
    key: str, x: Sequence[float], values: Array, role: str, solved: Sequence[Solved] = ()
) -> tuple[Mark, ...]:
    """The mean of many data sets' values (m, k) over rising x (k,), in a band that is its 95 % interval.

    ``solved`` are the answers that it is a mean of, if they are those of the role's method.
    """
    mean, reach = values.mean(axis=0), NormalDist().inv_cdf((1 + LEVEL) / 2) * standard_error(values)
    upper, lower = (zip(x, edge.tolist(), strict=True) for edge in (mean + reach, mean - reach))
    band = (*upper, *reversed([*lower]))
    return (
        Polygon(key=f"{key}-band", role=role, points=band, opacity=0.25, solved=tuple(solved)),
        line(key, x, mean, role),
    )


def line(key: str, x: Sequence[float], y: Array, role: str) -> Curve:
    """A smooth line through y (k,) over rising x (k,)."""
    return Curve(key=key, role=role, pieces=(tuple(zip(x, y.tolist(), strict=True)),), width=3.4)


def standard_error(values: Array) -> Array:
    """Of the mean over data sets of their values (m, ...)."""
    error: Array = values.std(axis=0, ddof=1) / np.sqrt(len(values))
    return error

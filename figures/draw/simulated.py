"""Words for many simulated data sets: their lasso paths, what these are worth on average, and counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from figures.draw.marks import Curve, Mark, Polygon
from figures.solved import Array, Regression, Solved, certified, with_middles
from figures.solvers import Paths, lasso_paths, refit

LEVEL = 1.959963984540054
"""Standard errors to either side of a mean in a 95 % band."""
ABREAST = 3
"""Bricks side by side in a column."""


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
    key: str, x: Sequence[float], values: Array, role: str, solved: Sequence[Solved]
) -> tuple[Mark, ...]:
    """The mean of many data sets' values (m, k) over rising x (k,), in a band that is its 95 % interval."""
    mean, reach = values.mean(axis=0), LEVEL * standard_error(values)
    upper, lower = (zip(x, edge.tolist(), strict=True) for edge in (mean + reach, mean - reach))
    band = (*upper, *reversed([*lower]))
    return (
        Polygon(key=f"{key}-band", role=role, points=band, opacity=0.25),
        line(key, x, mean, role, solved),
    )


def line(key: str, x: Sequence[float], y: Array, role: str, solved: Sequence[Solved]) -> Curve:
    """A smooth line through y (k,), found from the answers ``solved``, over rising x (k,)."""
    points = tuple(zip(x, y.tolist(), strict=True))
    return Curve(key=key, role=role, pieces=(points,), width=3.4, solved=tuple(solved))


def standard_error(values: Array) -> Array:
    """Of the mean over data sets of their values (m, ...)."""
    error: Array = values.std(axis=0, ddof=1) / np.sqrt(len(values))
    return error


def bricks(
    key: str, counts: Sequence[int], roles: Sequence[str], rows: int, *, faint: bool = False
) -> Iterator[Mark]:
    """Columns of bricks, one a data set: ``counts`` of them in column k, round x = k, in the role k.

    Three are abreast, and a row has height 1. Joints in the ground's colour part them, up to so many ``rows``;
    ``faint`` bricks, which have none, lie behind others of the same columns.
    """
    half, joints = 0.45, [((-0.5, row), (len(counts) - 0.5, row)) for row in range(1, rows)]
    for k, (count, role) in enumerate(zip(counts, roles, strict=True)):
        left, right, (full, over) = k - half, k + half, divmod(count, ABREAST)
        step, top = left + over * 2 * half / ABREAST, full + (over > 0)
        outline = ((left, 0), (right, 0), (right, full), (step, full), (step, top), (left, top))
        opacity = 0.2 if faint else 1.0
        yield Polygon(key=f"{key}-{k}", role=role, points=outline, opacity=opacity, visible=count > 0)
        upright = (left + 2 * half * part / ABREAST for part in range(1, ABREAST))
        joints += [((x, 0), (x, rows)) for x in upright]
    if not faint:
        yield Curve(key=f"{key}-joints", role="ground", pieces=tuple(joints), width=2.0)

"""Data sets with their exact lasso paths."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from figures.data import six
from figures.data.diabetes import diabetes
from figures.data.prostate import prostate
from figures.solved import Regression, Solved, certified
from figures.solvers import Path, Standardized, budget_at, lam_at, lasso_path, standardize

Array = NDArray[np.float64]

STEP = 0.4
"""How far apart points of smooth curves may be in ln λ: Béziers stay within half a pixel of the truth."""
NEAR = 4e-3
"""Two stops of a slider over log λ are one if they differ by this share."""


@dataclass(frozen=True, eq=False)
class PathExample:
    """A standardized problem, its exact lasso path, and the features' short names."""

    names: tuple[str, ...]
    scaled: Standardized
    path: Path

    def column(self, name: str) -> int:
        """The column of a feature; ``ValueError`` if there is none of that name."""
        return self.names.index(name)

    @property
    def gram(self) -> Array:
        """G = XᵀX/n, (p, p)."""
        gram: Array = self.scaled.X.T @ self.scaled.X / len(self.scaled.y)
        return gram

    @property
    def first_pulls(self) -> Array:
        """c = Xᵀy/n, (p,): the pull of the data on each feature while all coefficients are zero."""
        pulls: Array = self.scaled.X.T @ self.scaled.y / len(self.scaled.y)
        return pulls

    def correlation(self, first: str, second: str) -> float:
        """The correlation of two features, their entry of G."""
        return float(self.gram[self.column(first), self.column(second)])

    @property
    def knots(self) -> Array:
        """The λ > 0 at which features join or leave, (k,), falling."""
        return self.path.knots[self.path.knots > 0]

    def knots_of(self, name: str, kind: str) -> list[float]:
        """The λ at which a feature "joins" or "leaves", falling."""
        event = (self.column(name), kind)
        pairs = zip(self.path.knots, self.path.events, strict=True)
        return [float(lam) for lam, events in pairs if event in events]

    def joins(self) -> dict[str, float]:
        """The λ at which each feature joins for the first time, falling."""
        found = {name: self.knots_of(name, "joins") for name in self.names}
        firsts = {name: lams[0] for name, lams in found.items() if lams}
        return dict(sorted(firsts.items(), key=lambda one: -one[1]))

    def rest(self, name: str) -> tuple[float, float]:
        """Between which λ, rising, a feature that had joined is exactly zero; ``IndexError`` if it never is.

        From the last return to the last leave: of several such stretches the one with the smallest λ.
        """
        return self.knots_of(name, "joins")[-1], self.knots_of(name, "leaves")[-1]

    def solved(self, lam: float | Array) -> Solved:
        """All coefficients at λ, (...) or one number, with their problems."""
        return certified(Regression(self.scaled.X, self.scaled.y, lam), self.path(lam))

    def at_share(self, share: float) -> tuple[float, Solved]:
        """The λ that leaves this share of least squares' ‖w‖₁, and the answer there."""
        lam = float(lam_at(self.path, share * float(budget_at(self.path, 0.0))))
        # At a knot rounding must not let in the feature that joins there.
        knot = float(self.path.knots[np.abs(self.path.knots - lam).argmin()])
        lam = knot if abs(knot - lam) <= 1e-12 * self.path.knots[0] else lam
        return lam, self.solved(lam)

    def counts(self) -> list[int]:
        """How many coefficients are non-zero above the first knot, between each two, and below the last."""
        knots = self.knots
        between = np.sqrt(knots[1:] * knots[:-1])
        return [int(np.count_nonzero(self.path(lam))) for lam in (knots[0], *between, knots[-1] / 2)]

    def evidence(self, j: int, lam: float | Array) -> Array:
        """The evidence z = x_jᵀ(y − Xw)/n + w_j on feature j at λ, of which the lasso keeps S(z, λ)."""
        X, w = self.scaled.X, self.path(lam)
        z: Array = (self.scaled.y - w @ X.T) @ X[:, j] / len(X) + w[..., j]
        return z

    def rounded(self, lam: float) -> float:
        """λ in three significant digits, or in more if other coefficients would be zero there."""
        exact = self.path(lam) != 0
        for digits in range(3, 9):
            step = 10.0 ** (np.floor(np.log10(lam)) - digits + 1) if lam else 1.0
            wholes = (round(lam / step), np.floor(lam / step), np.ceil(lam / step))
            for whole in wholes[: 1 if digits == 3 else 3]:
                near = float(f"{whole * step:.{digits}g}")
                if np.array_equal(self.path(near) != 0, exact):
                    return near
        return lam

    def log_grid(self, low: float, high: float) -> Array:
        """Rising λ for curves on a log axis: all knots between two ends, and even steps between these.

        Coefficients are straight there in λ, and so are bent on that axis.
        """
        edges = [low, *(knot for knot in self.path.knots[::-1] if low < knot < high), high]
        pieces = [
            np.geomspace(a, b, 1 + max(2, int(np.ceil(np.log(b / a) / STEP)))) for a, b in pairwise(edges)
        ]
        return np.unique(np.concatenate([edges, *(piece[1:-1] for piece in pieces)]))

    def stops(self, marked: Iterable[float], *grids: Array) -> tuple[float, ...]:
        """Stops of a slider: λ = 0, every knot, what is ``marked``, and of the grids what is near neither."""
        kept = np.array([*self.knots, *marked])
        others = [lam for lam in np.concatenate(grids) if np.abs(kept / lam - 1).min() > NEAR]
        return (0.0, *sorted({*kept.tolist(), *map(float, others)}))


@cache
def diabetes_example() -> PathExample:
    """The ten features of the diabetes data; the serum columns under the names of the measurements."""
    data = diabetes()
    scaled = standardize(data.X, data.y)
    names = ("age", "sex", "BMI", "BP", "TC", "LDL", "HDL", "TCH", "LTG", "GLU")
    return PathExample(names, scaled, lasso_path(scaled.X, scaled.y))


@cache
def prostate_example() -> PathExample:
    """The eight features of the prostate data on the 67 training rows, standardized among themselves."""
    data = prostate()
    scaled = standardize(data.X, data.y)
    return PathExample(data.names, scaled, lasso_path(scaled.X, scaled.y))


@cache
def six_example() -> PathExample:
    """The six features made for this site, whose path is exact in short fractions."""
    scaled = standardize(six.X, six.Y)
    return PathExample(six.NAMES, scaled, lasso_path(scaled.X, scaled.y))

"""The six features under three penalties, each over its own λ, and the axes of their paths."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.examples.paths import six_example
from figures.solved import Regression, Solved, certified
from figures.solvers import budget_at, fixed_alpha_path, lam_of_size, ridge_path

Array = NDArray[np.float64]

LEAST_SHARE = 0.01
"""The share of least squares' ‖w‖₁ down to which ridge is followed; no λ leaves it none."""
SHIFT = 0.02
"""Curves are drawn through even steps of log(λ + 0.02), which has a place for λ = 0."""
SIX_AXES = {
    "lam": "← λ falls", "turned": "λ falls →", "log": f"← λ falls, as log (λ + {SHIFT})",
    "share": "← λ falls: ‖w‖₁ in % of least squares",
}  # fmt: skip
"""The axes over which these paths are drawn, with what each measures and which way λ falls on it."""
TURNED_END = 0.85
"""Where the turned axis ends, with least squares: beyond it there is room for names."""


@dataclass(frozen=True, eq=False)
class SixPath:
    """The answers for the six features under one penalty, as a function of its own λ.

    ``alpha`` is its L1 share, 1 for the lasso and 0 for ridge; ``knots`` (k,) are the λ at which a feature
    joins, falling.
    """

    path: Callable[[ArrayLike], Array]
    alpha: float
    knots: Array

    def solved(self, lam: float | Array) -> Solved:
        """The answers at λ, (...) or one number, with their problems."""
        scaled = six_example().scaled
        return certified(Regression(scaled.X, scaled.y, lam, self.alpha), self.path(lam))

    def share(self, lam: ArrayLike) -> Array:
        """‖w‖₁ at λ (...) as a share of that of least squares."""
        share: Array = np.abs(self.path(lam)).sum(axis=-1) / np.abs(self.path(0.0)).sum()
        return share

    def as_small_as_lasso(self, lam: float) -> float:
        """The λ of this penalty that leaves the ‖w‖₁ which the lasso leaves at its ``lam``.

        Where that is none the least λ which leaves none. Ridge has no such λ and ends at ``LEAST_SHARE``.
        """
        if self.alpha == 1:
            return lam
        size = float(budget_at(six_example().path, lam))
        if size == 0 and self.knots.size:
            return float(self.knots[0])
        least = 0.0 if self.alpha else LEAST_SHARE * float(np.abs(self.path(0.0)).sum())
        return float(lam_of_size(self.path, max(size, least)))

    def across(self, axis: str, lam: ArrayLike) -> Array:
        """The abscissa of λ (...), from 0 to 1, on one of ``SIX_AXES``.

        "lam" is λ, "log" its logarithm log(λ + 0.02), "share" the share of ‖w‖₁ that is gone: all three are 0
        at least squares. "turned" is λ falling from 1 at 0 to least squares at ``TURNED_END``.
        """
        lams = np.asarray(lam, dtype=np.float64)
        match axis:
            case "log":
                lams = np.log1p(lams / SHIFT) / np.log1p(1 / SHIFT)
            case "share":
                lams = 1 - self.share(lams)
            case "turned":
                lams = TURNED_END * (1 - lams)
        return np.clip(lams, 0.0, 1.0)

    def ticks(self, axis: str) -> list[tuple[float, str]]:
        """Six abscissas on the axis, and what stands there."""
        if axis == "share":
            return [(1 - share / 100, f"{share}") for share in (100, 80, 60, 40, 20, 0)]
        lams = (0, 0.05, 0.1, 0.2, 0.5, 1) if axis == "log" else (0, 0.2, 0.4, 0.6, 0.8, 1)
        return [(float(self.across(axis, lam)), f"{lam:g}") for lam in lams]

    def edges(self, axis: str) -> list[float]:
        """The abscissas between which the count of non-zero coefficients stays, (8,), λ falling.

        They go from one end of the axis to the other. A knot that this penalty has not is where they begin,
        so that the last count is 6.
        """
        first, last = (0.0, TURNED_END) if axis == "turned" else (1.0, 0.0)
        joins = self.across(axis, self.knots).tolist()
        return [first, *joins, *[first] * (6 - len(joins)), last]

    def grid(self, axis: str) -> tuple[Array, Array]:
        """λ (m,) for smooth curves over the whole axis, and those among them where a curve bends.

        Both are in the order of their abscissas, which rise.
        """
        turn = -1 if axis == "turned" else 1
        end = self.as_small_as_lasso(float(six_example().path.knots[0])) if axis == "share" else 1.0
        bends = np.array([0.0, *self.knots[self.knots < end][::-1], end])
        # Between its knots the lasso's path is straight in λ and in ‖w‖₁: a middle shows that.
        if self.alpha == 1 and axis != "log":
            return np.sort([*bends, *(bends[1:] + bends[:-1]) / 2])[::turn], bends[::turn]
        logs = np.log1p(bends / SHIFT)
        pieces = [SHIFT * np.expm1(np.linspace(a, b, 10)[1:-1]) for a, b in pairwise(logs)]
        return np.unique(np.concatenate([bends, *pieces]))[::turn], bends[::turn]


@cache
def six_paths() -> dict[str, SixPath]:
    """The six features under the three penalties: "lasso", "ridge" and "net", the elastic net of α = ½."""
    example = six_example()
    X, y = example.scaled.X, example.scaled.y
    net = fixed_alpha_path(X, y, 0.5)
    return {
        "lasso": SixPath(example.path, 1.0, example.path.knots[:-1]),
        "ridge": SixPath(ridge_path(X, y), 0.0, np.empty(0)),
        "net": SixPath(net, net.alpha, net.knots[:-1]),
    }

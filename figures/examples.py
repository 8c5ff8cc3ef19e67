"""Worked examples that several scenes share: data sets with their solutions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.data import plane, six
from figures.data.diabetes import diabetes
from figures.data.prostate import prostate
from figures.solved import Budget, Regression, Solved, certified
from figures.solvers import (
    Path,
    Standardized,
    budget_at,
    fixed_alpha_path,
    lam_at,
    lam_of_size,
    lasso_path,
    planar_elastic_net,
    project_l1,
    ridge_path,
    standardize,
)

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


@cache
def null_answers(p: int, samples: int = 2000) -> Solved:
    """The lasso's answers (samples, p) for p uncorrelated features without any effect, within t = τ.

    τ is the standard deviation of each least-squares coefficient. Simulated, with a fixed seed for each p.
    """
    ols = np.random.default_rng([5, p]).standard_normal((samples, p))
    return certified(Budget(None, ols, 1.0), project_l1(ols, 1.0))


@cache
def null_feature(n: int, lams: tuple[float, ...], trials: int, seed: int) -> tuple[Array, tuple[Solved, ...]]:
    """How often a feature without effect is exactly 0 at each λ (k,), and the answers (k, 1) counted.

    Each trial is one feature of mean 0 and mean square 1 with n rows, and normal noise with standard
    deviation 1 that knows nothing of it, from NumPy's default generator with the seed [seed, n].
    """
    rng = np.random.default_rng([seed, n])
    zeros, solved = np.zeros(len(lams)), []
    for _ in range(trials):
        x = rng.normal(size=(n, 1))
        x = (x - x.mean()) / x.std()
        y = rng.normal(size=n)
        answers = lasso_path(x, y)(lams)
        zeros += answers[:, 0] == 0
        solved.append(certified(Regression(x, y, lams), answers))
    return zeros, tuple(solved)


def two_features(lam: ArrayLike, alpha: float = 1.0) -> Solved:
    """The lasso, or ridge at ``alpha`` 0, of the plane's two features of correlation 0.5, (..., 2)."""
    X, y = np.array(plane.ROWS, dtype=np.float64), np.array(plane.RESPONSE)
    w = planar_elastic_net(X.T @ X / len(y), X.T @ y / len(y), lam, alpha)
    return certified(Regression(X, y, lam, alpha), w)

"""Words for resamples of the rows of a data set: their lasso paths, with the problems that these solve."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from figures.solved import Array, Regression, Solved, certified, with_middles
from figures.solvers import Paths, bootstrap_paths


@dataclass(frozen=True, eq=False)
class Resamples:
    """So many ``draws`` of the rows of ``X`` (n, p) and ``y`` (n,), each standardized by itself.

    Drawn with replacement by NumPy's default generator, the same ones with every ``ridge``, which adds
    ridge/2·‖w‖² to the lasso's objective.
    """

    X: Array
    y: Array
    draws: int
    seed: int
    ridge: float = 0.0

    @cached_property
    def paths(self) -> Paths:
        """The exact paths in λ."""
        return bootstrap_paths(self.X, self.y, self.draws, self._generator, ridge=self.ridge)

    @cached_property
    def solved(self) -> tuple[Solved, ...]:
        """The paths with their problems, at all knots and midway: between these they are straight.

        A problem is stated as a lasso of few rows that have the resample's moments, and below them those of
        the ridge part (Zou and Hastie 2005, lemma 1).
        """
        p = self.X.shape[1]
        below, found = np.sqrt(self.ridge) * np.eye(p, p + 1), []
        for few, knots, coefs in zip(self._few_rows(), self.paths.knots, self.paths.coefs, strict=True):
            rows = np.sqrt(len(few) + p) * np.concatenate([few, below])
            lams, w = with_middles(knots, coefs)
            found.append(certified(Regression(rows[:, :-1], rows[:, -1], lams), w))
        return tuple(found)

    def of(self, lam: float, columns: Sequence[int]) -> Array:
        """Some of the coefficients at λ, on each resample: (draws, columns)."""
        w: Array = self.paths(lam)[:, list(columns)]
        return w

    def counts(self, lam: float, pair: tuple[int, int]) -> tuple[int, int, int]:
        """On how many resamples neither of a pair of coefficients is non-zero at λ, exactly one, both."""
        kept = np.count_nonzero(self.of(lam, pair), axis=1)
        neither, one, both = np.bincount(kept, minlength=3).tolist()
        return neither, one, both

    @property
    def _generator(self) -> np.random.Generator:
        return np.random.default_rng(self.seed)

    def _few_rows(self) -> Array:
        """Of each resample, drawn row by row and standardized, R (p + 1, p + 1) with RᵀR = [X y]ᵀ[X y]/n."""
        n = len(self.y)
        both = np.column_stack([self.X, self.y])[self._generator.integers(n, size=(self.draws, n))]
        both -= both.mean(axis=1, keepdims=True)
        both[..., :-1] /= both[..., :-1].std(axis=1, keepdims=True)
        few: Array = np.linalg.qr(both, mode="r") / np.sqrt(n)
        return few

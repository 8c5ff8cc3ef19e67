"""A data set whose y is nudged by noise many times: what the lasso and ridge answer at one λ each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from figures.examples.paths import PathExample
from figures.solved import Array, Regression, Solved, certified
from figures.solvers import lasso_paths, ridge_path


@dataclass(frozen=True, eq=False)
class Nudged:
    """The ``example`` with ε times the root mean square of y times standard normal noise added to y.

    So many ``draws``, each centred, from NumPy's default_rng(``seed``), the same for each ε. The lasso is
    taken at ``lam``, ridge at the λ at which it crosses zero in the ``crossing`` feature.
    """

    example: PathExample
    lam: float
    crossing: str
    draws: int
    seed: int

    @cached_property
    def ridge_lam(self) -> float:
        """Where ridge's coefficient of the ``crossing`` feature passes through zero, the only such λ."""
        X, y = self.example.scaled.X, self.example.scaled.y
        (lam,) = ridge_path(X, y).zero_crossings()[self.example.column(self.crossing)]
        return float(lam)

    @cached_property
    def _shifts(self) -> Array:
        """What the noise at ε = 1 adds to the first pulls Xᵀy/n, (draws, p)."""
        X, y = self.example.scaled.X, self.example.scaled.y
        noise = np.random.default_rng(self.seed).normal(size=(self.draws, len(y)))
        noise -= noise.mean(axis=1, keepdims=True)
        shifts: Array = np.sqrt(np.mean(y**2)) * noise @ X / len(y)
        return shifts

    def pulls(self, eps: float) -> Array:
        """Xᵀy/n of each nudged data set, (draws, p)."""
        return self.example.first_pulls + eps * self._shifts

    def lasso(self, eps: float) -> Array:
        """The lasso's coefficients for each nudge, (draws, p)."""
        pulls = self.pulls(eps)
        gram = np.broadcast_to(self.example.gram, (*pulls.shape, pulls.shape[1]))
        return lasso_paths(gram, pulls)(self.lam)

    def ridge(self, eps: float) -> Array:
        """Ridge's coefficients for each nudge, (draws, p)."""
        gram = self.example.gram
        w: Array = self.pulls(eps) @ np.linalg.inv(gram + self.ridge_lam * np.eye(len(gram)))
        return w

    def evidence(self, eps: float, w: Array) -> Array:
        """The evidence z = c − Gw + w on each feature where the lasso answers w, (draws, p): w is S(z, λ)."""
        z: Array = self.pulls(eps) - w @ self.example.gram + w
        return z

    @cached_property
    def radius(self) -> float:
        """How long a change of y must at least be to give the lasso another support or sign.

        With the kept features A and their signs held, w and the pulls g are linear in y: w_j, which may not
        pass 0, has the gradient √((G_AA⁻¹)_jj/n), and g_j, which may not pass ±λ,
        √((G_jj − G_jA G_AA⁻¹ G_Aj)/n).
        """
        gram, w, n = self.example.gram, self.example.path(self.lam), len(self.example.scaled.y)
        kept = w != 0
        inverse, across = np.linalg.inv(gram[np.ix_(kept, kept)]), gram[np.ix_(~kept, kept)]
        pulls = (self.example.first_pulls - gram @ w)[~kept]
        own = np.diag(gram)[~kept] - np.sum(across @ inverse * across, axis=1)
        ways = (
            np.abs(w[kept]) / np.sqrt(np.diag(inverse) / n),
            (self.lam - np.abs(pulls)) / np.sqrt(own / n),
        )
        return float(np.concatenate(ways).min())

    def solved(self, eps: float, w: Array, shown: int, alpha: float) -> Sequence[Solved]:
        """The first answers of either method with their problems, in p rows with the same moments."""
        root = np.linalg.cholesky(self.example.gram).T
        rows, scale = np.linalg.solve(root.T, self.pulls(eps)[:shown].T).T, np.sqrt(len(root))
        lam = self.lam if alpha else self.ridge_lam
        return [
            certified(Regression(scale * root, scale * y, lam, alpha), one)
            for y, one in zip(rows, w, strict=False)
        ]

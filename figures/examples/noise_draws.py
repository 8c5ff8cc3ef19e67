"""The diabetes features with many draws of noise: what is kept, and how far fits follow the noise."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from figures.examples.paths import diabetes_example
from figures.solved import Array, Budget, Solved, certified
from figures.solvers import Paths, lasso_paths

DRAWS, SEED, BLOCK = 20_000, 12, 500
"""Draws of noise, made in blocks: those are what the seed fixes."""


@dataclass(frozen=True, eq=False)
class NoiseDraws:
    """Responses y = Xβ + ε on the same rows, with β the ``truth`` (p,) and σ = ``sigma``.

    ``pulls`` (m, p) are Xᵀε/n of each draw ε, which is centred, ``gram`` G is XᵀX/n, ``rows`` n.
    """

    gram: Array
    truth: Array
    pulls: Array
    sigma: float
    rows: int

    @cached_property
    def paths(self) -> Paths:
        """The exact lasso path of every draw."""
        grams = np.broadcast_to(self.gram, (len(self.pulls), *self.gram.shape))
        return lasso_paths(grams, self.gram @ self.truth + self.pulls)

    def counts(self, lam: float) -> Array:
        """How many coefficients the lasso keeps in each draw, (m,)."""
        counts: Array = np.count_nonzero(self.paths(lam), axis=1).astype(np.float64)
        return counts

    @cached_property
    def _control(self) -> Array:
        """``followed`` for least squares, less its mean p."""
        share = self.rows / self.sigma**2
        own: Array = share * np.einsum("mp,pm->m", self.pulls, np.linalg.solve(self.gram, self.pulls.T))
        return own - len(self.gram)

    def followed(self, w: Array) -> Array:
        """Of each draw εᵀX(w − w̄)/σ² of answers w (m, p): the mean is their degrees of freedom.

        That is Σ cov(ŷ_i, y_i)/σ². To be steadier it is regressed on least squares' own, whose mean is known.
        """
        share, m = self.rows / self.sigma**2, len(w)
        raw = share * m / (m - 1) * np.einsum("mp,mp->m", self.pulls, w - w.mean(axis=0))
        slope = np.cov(raw, self._control)[0, 1] / self._control.var(ddof=1)
        steadier: Array = raw - slope * self._control
        return steadier

    def refitted(self, w: Array) -> Array:
        """Least squares of each draw on the features that w (m, p) keeps, (m, p), 0.0 elsewhere.

        Few sets of features occur, and each is solved once for all its draws.
        """
        target, answers = self.gram @ self.truth + self.pulls, np.zeros_like(w)
        sets, draw = np.unique((w != 0.0) @ 2 ** np.arange(w.shape[1]), return_inverse=True)
        order = np.argsort(draw, kind="stable")
        ends = np.searchsorted(draw[order], np.arange(1, len(sets)))
        for here in np.split(order, ends):
            kept = np.flatnonzero(w[here[0]])
            if kept.size:
                cells = np.ix_(here, kept)
                answers[cells] = np.linalg.solve(self.gram[np.ix_(kept, kept)], target[cells].T).T
        return answers

    def solved(self, lam: float) -> Solved:
        """The answers (m, p) at λ, each stated as that of the budget which it spends.

        λ alone tells a regression nothing of many responses.
        """
        w = self.paths(lam)
        ols = self.truth + np.linalg.solve(self.gram, self.pulls.T).T
        return certified(Budget(self.gram, ols, np.abs(w).sum(axis=1)), w)


@cache
def noise_draws(signal: bool) -> NoiseDraws:
    """Noise as large as that of the diabetes data; β is their least squares, or 0 without ``signal``."""
    example = diabetes_example()
    X, gram, n = example.scaled.X, example.gram, len(example.scaled.y)
    ols = np.linalg.solve(gram, example.first_pulls)
    residual = example.scaled.y - X @ ols
    sigma = float(np.sqrt(residual @ residual / (n - X.shape[1] - 1)))
    return NoiseDraws(gram, np.asarray(ols) if signal else np.zeros(len(ols)), _pulls(sigma), sigma, n)


@cache
def _pulls(sigma: float) -> Array:
    X = diabetes_example().scaled.X
    rng, pulls = np.random.default_rng(SEED), []
    for _ in range(DRAWS // BLOCK):
        noise = sigma * rng.normal(size=(BLOCK, len(X)))
        pulls.append((noise - noise.mean(axis=1, keepdims=True)) @ X / len(X))
    return np.concatenate(pulls)

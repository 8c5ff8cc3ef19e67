"""Words for degrees of freedom: means of many draws over λ, and how many features each draw keeps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np

from figures.draw.marks import Dot, Mark, Polygon
from figures.draw.shares import box
from figures.draw.simulated import LEVEL, line, standard_error
from figures.draw.vocabulary import spread
from figures.solved import Array, Budget, Solved, certified
from figures.solvers import Paths, lasso_paths

REACH = NormalDist().inv_cdf((1 + LEVEL) / 2)
"""Standard errors to either side of a mean in its interval."""


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


@dataclass(frozen=True, eq=False)
class AtLam:
    """At one λ, of each draw (m,): how many features the lasso ``kept``; what its mean is the degrees of
    freedom of, for the lasso, ``lasso``, and for its ``refit``.
    """

    kept: Array
    lasso: Array
    refit: Array


def at_lam(draws: NoiseDraws, lam: float) -> AtLam:
    """What the draws tell at λ."""
    w = draws.paths(lam)
    kept = np.count_nonzero(w, axis=1).astype(np.float64)
    return AtLam(kept, draws.followed(w), draws.followed(draws.refitted(w)))


def freedom_lines(draws: NoiseDraws, lams: Sequence[float], dots: Sequence[float]) -> Iterator[Mark]:
    """Over rising λ the mean number kept and a refit's degrees of freedom; as ``dots`` the lasso's.

    Dots have the 95 % intervals of their means. The zone below the first line carries the answers.
    """
    found = [at_lam(draws, lam) for lam in lams]
    kept = np.array([float(one.kept.mean()) for one in found])
    corners = (*zip(lams, kept.tolist(), strict=True), (lams[-1], 0.0), (lams[0], 0.0))
    solved = tuple(draws.solved(lam) for lam in dots)
    yield Polygon(key="below", role="lasso", points=corners, opacity=0.07, solved=solved)
    yield line("refit", lams, np.array([one.refit.mean() for one in found]), "ols")
    yield line("kept", lams, kept, "lasso")
    for row, lam in enumerate(dots):
        free = found[lams.index(lam)].lasso
        y, reach = float(free.mean()), REACH * float(standard_error(free))
        yield from spread(f"interval-{row}", lam, y - reach, y + reach, "fg", "")
        yield Dot(key=f"freedom-{row}", role="fg", x=lam, y=y, radius=4.5)


def kept_histogram(kept: Array, most: int) -> Iterator[Mark]:
    """In which share of the draws so many features are kept, a column each from 0 to ``most``."""
    shares = np.bincount(kept.astype(np.intp), minlength=most + 1) / len(kept)
    for count, share in enumerate(shares.tolist()):
        yield box(f"column-{count}", "lasso", (count - 0.4, count + 0.4), (0.0, share), 0.55)

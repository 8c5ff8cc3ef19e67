"""Words for the lasso beside its refit, least squares on what it keeps, on simulated data sets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Dot, Mark
from figures.draw.simulated import Simulated, line, mean_line
from figures.draw.vocabulary import Point, tag
from figures.solved import Array

ROLES = {"lasso": "lasso", "refit": "ols"}
"""Of both methods, in this order wherever there is one number for each."""


@dataclass(frozen=True, eq=False)
class Refits:
    """Data sets with the true coefficients ``effects`` (p,) and the features' ``covariance`` C (p, p).

    ``grid`` (k,) are the rising λ at which errors are drawn.
    """

    sets: Simulated
    effects: Array
    covariance: Array
    grid: tuple[float, ...]

    def answers(self, lams: ArrayLike) -> tuple[Array, Array]:
        """The coefficients of both at λ (k,), (sets, k, p)."""
        w = self.sets.paths(lams)
        return w, self.sets.refitted(w)

    def errors(self, lams: ArrayLike) -> list[Array]:
        """The excess risk (w − β)ᵀC(w − β) of both at λ (k,), (sets, k)."""
        off = (w - self.effects for w in self.answers(lams))
        return [np.einsum("mkp,pq,mkq->mk", d, self.covariance, d) for d in off]

    def kept(self, lams: ArrayLike) -> list[Array]:
        """The mean of all coefficients of true features that are kept at λ (k,), towards their sign."""
        both = [w * np.sign(self.effects) for w in self.answers(lams)]
        count = np.count_nonzero(both[0], axis=(0, 2))
        return [w.sum(axis=(0, 2)) / count for w in both]

    @cached_property
    def best(self) -> list[Point]:
        """Of both the λ of the grid with the smallest mean error, the largest of such, and that error."""
        means = [error.mean(axis=0) for error in self.errors(self.grid)]
        places = [int(np.flatnonzero(mean <= mean.min() + 1e-12)[-1]) for mean in means]
        return [(self.grid[at], float(mean[at])) for at, mean in zip(places, means, strict=True)]


def error_lines(found: Refits, named_at: Sequence[Point], digits: int) -> Iterator[Mark]:
    """The mean errors over λ with their bands; the smallest are marked, and named left of their places."""
    errors = found.errors(found.grid)
    for (name, role), error, (x, y), at in zip(ROLES.items(), errors, found.best, named_at, strict=True):
        solved = found.sets.solved if role == "lasso" else ()
        yield from mean_line(f"error-{name}", found.grid, error, role, solved)
        yield Dot(key=f"best-{name}", x=x, y=y, radius=5)
        words = f"{name} {y:.{digits}f}"
        yield tag(f"best-{name}-name", *at, words, "left", role=role, lead=True, gap=2)


def kept_lines(found: Refits, lams: Sequence[float], size: float) -> Iterator[Mark]:
    """The mean coefficients of true features that are kept over λ, as shares of their ``size``."""
    for (name, role), mean in zip(ROLES.items(), found.kept(lams), strict=True):
        yield line(f"share-{name}", lams, mean / size, role)


def both_now(
    key: str, lam: float, heights: Sequence[float], top: float, told: Sequence[str] = (), inside: float = 0.0
) -> Iterator[Mark]:
    """Both dots at λ, hidden above ``top``, and what is ``told`` of them, ending at ``inside`` or later."""
    for row, ((name, role), y) in enumerate(zip(ROLES.items(), heights, strict=True)):
        seen = y <= top
        yield Dot(key=f"{key}-{name}", x=lam, y=y, radius=6.5, visible=seen)
        if told:
            yield tag(
                f"{key}-{name}-name", max(lam, inside), y if seen else 0.0, f"{name} {told[row]}",
                "above left" if row else "below left", role=role, lead=True, gap=16, visible=seen,
            )  # fmt: skip

"""Words for degrees of freedom: means of many draws over λ, and how many features each draw keeps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from figures.draw.marks import Dot, Mark, Polygon
from figures.draw.shares import box
from figures.draw.simulated import LEVEL, line, standard_error
from figures.draw.vocabulary import spread
from figures.examples.noise_draws import NoiseDraws
from figures.solved import Array

REACH = NormalDist().inv_cdf((1 + LEVEL) / 2)
"""Standard errors to either side of a mean in its interval."""


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

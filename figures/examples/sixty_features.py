"""Sixty features on twenty rows: the lasso and an elastic net, over shares of the λ that leaves none."""

from functools import cache
from itertools import pairwise

import numpy as np

from figures.data.sixty import EFFECTS, X, Y
from figures.solved import Regression, Solved, certified
from figures.solvers import elastic_net, lasso_path, standardize

SCALED, TRUE = standardize(X, Y), len(EFFECTS)
ROWS, P = X.shape
CEILING, PATH = ROWS - 1, lasso_path(SCALED.X, SCALED.y)
"""The rank of the centred columns, and the lasso's exact path."""
LARGEST = float(PATH.knots[0])

Stairs = tuple[list[float], list[int]]
"""Edges (k + 1,), rising shares, and the counts (k,) between them."""


@cache
def solved(share: float, mix: float) -> Solved:
    """The answer at a share of the λ from which on all is zero: λ max of the lasso by α, the ``mix``."""
    lam = share * LARGEST / mix
    w = PATH(lam) if mix == 1 else elastic_net(SCALED.X, SCALED.y, lam, mix)
    return certified(Regression(SCALED.X, SCALED.y, lam, mix), w)


def kept(share: float, mix: float, among: int = P) -> int:
    """How many of the first features, or of all, are non-zero."""
    return int(np.count_nonzero(solved(share, mix).w[:among]))


def lasso_stairs(least: float) -> Stairs:
    """How many the lasso keeps from this share on: exact."""
    knots = [least, *(share for share in (PATH.knots[::-1] / LARGEST).tolist() if share > least)]
    return knots, [kept(float(np.sqrt(a * b)), 1.0) for a, b in pairwise(knots)]


def net_stairs(least: float, mix: float, cells: int = 500) -> Stairs:
    """How many an elastic net keeps: each edge within a factor of (1/least)^(1/cells), its knots unknown."""
    grid = np.geomspace(least, 1, cells + 1).tolist()
    counts = [kept(float(np.sqrt(a * b)), mix) for a, b in pairwise(grid)]
    turns = [0, *(1 + np.flatnonzero(np.diff(counts))).tolist()]
    return [*(grid[k] for k in turns), 1.0], [counts[k] for k in turns]


def uncentred(share: float) -> int:
    """How many the lasso keeps at a share of its λ max where columns of mean square 1 are not centred."""
    raw = lasso_path(X / np.sqrt((X**2).mean(axis=0)), Y)
    return int(np.count_nonzero(raw(share * raw.knots[0])))

"""The exact lasso path: every knot, and the straight lines between them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_lam, as_lams, as_vector
from figures.solvers.factor import Factor, resolve
from figures.solvers.homotopy import Event, Walk, follow
from figures.solvers.optimality import TOLERANCE, NotConverged, correlations, stationarity
from figures.solvers.tableau import NearSingularError, Tableau
from figures.solvers.units import normalise


@dataclass(frozen=True, eq=False)
class Path:
    """A lasso path: w as a continuous, piecewise-linear function of lam.

    knots   (k,)    where a feature joins or leaves, strictly decreasing; from lam_max to 0, or to
                    the lam_min asked for. Units of lam.
    coefs   (k, p)  w at the knots, in the units of y per unit of X.
    events  k tuples, one a knot, of pairs (feature, what): "joins" if the feature is non-zero just
            below the knot, "leaves" if it becomes 0 there. Simultaneous events share a knot, in
            the order of their indices. Empty at the last knot unless a coefficient ends at 0.

    The arrays are read-only. ||w||_1 and the fit Xw are unique; w itself is unless columns of X
    are in special position (copies, for example), where this is one of the minimisers.
    """

    knots: Array
    coefs: Array
    events: tuple[tuple[Event, ...], ...]

    def __post_init__(self) -> None:
        self.knots.setflags(write=False)
        self.coefs.setflags(write=False)

    def __call__(self, lam: ArrayLike) -> Array:
        """Return w at lam, exactly: linear between knots, and +0.0 at and beyond lam_max.

        lam may have any shape; the result has shape lam.shape + (p,). A feature inactive on a
        segment is exactly 0.0 all along it. Raises ValueError for lam that is negative, not finite
        or below the last knot of a path that stops early.
        """
        lams = as_lams(lam)
        if (lams < self.knots[-1]).any():
            raise ValueError(f"lam must be >= {self.knots[-1]}, where this path ends, got {lams.min()}")
        if self.knots.size == 1:
            return np.zeros((*lams.shape, self.coefs.shape[1]))
        capped = np.minimum(lams, self.knots[0])
        left = np.searchsorted(-self.knots, -capped, side="right") - 1
        left = np.minimum(left, self.knots.size - 2)
        high, low = self.knots[left], self.knots[left + 1]
        share = ((high - capped) / (high - low))[..., np.newaxis]
        w: Array = (1.0 - share) * self.coefs[left] + share * self.coefs[left + 1]
        return w


def lasso_path(X: ArrayLike, y: ArrayLike, *, lam_min: ArrayLike = 0.0) -> Path:
    """Return the minimiser of 1/(2n) ||y - Xw||^2 + lam ||w||_1 for every lam >= lam_min.

    X is (n, p) and y (n,), used as given: no intercept, no centring (see `standardize`). lam_max =
    max_j |x_j'y|/n. Ties, copies, n < p and rank deficiency are fine; a column that depends on the
    active ones stays out. The path is followed by `homotopy.follow` on the Gram matrix or, where
    that is nearly singular, on a QR of X, and every knot and every midpoint is then judged by the
    optimality conditions.

    Raises ValueError on bad input, and NotConverged where the relative violation exceeds 1e-10.
    """
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    end = as_lam(lam_min, "lam_min")
    design, target, units = normalise(design, target)
    walk = certified_walk(design, target, units.lam_to_unit(end))
    knots = units.lam_from_unit(walk.knots)
    return Path(knots, units.w_from_unit(walk.coefs), walk.events)


def certified_walk(X: Array, y: Array, lam_min: float) -> Walk:
    """Follow the path of a normalised problem, or raise NotConverged.

    The Gram matrix is tried first where it can be regular and is cheaper than X.
    """
    n, p = X.shape
    residual = np.inf
    if p <= n:
        try:
            walk = follow(Tableau(X.T @ X / n, y @ X / n), lam_min)
            residual = walk_violation(X, y, walk)
        except (NearSingularError, NotConverged):
            residual = np.inf
    if residual > TOLERANCE:
        walk = follow(Factor(X, y), lam_min)
        residual = walk_violation(X, y, walk)
    if residual > TOLERANCE:
        walk = replace(walk, coefs=resolve(X, y, walk.knots, walk.signs))
        residual = walk_violation(X, y, walk)
    if residual > TOLERANCE:
        raise NotConverged("the lasso path could not be certified", residual)
    return walk


def walk_violation(X: Array, y: Array, walk: Walk) -> float:
    """Return the largest KKT violation at the knots and midway between them, over lam_max."""
    lam_max = float(np.abs(y @ X).max() / X.shape[0])
    if lam_max == 0.0:
        return 0.0
    lams = np.concatenate([walk.knots, (walk.knots[:-1] + walk.knots[1:]) / 2.0])
    w = np.concatenate([walk.coefs, (walk.coefs[:-1] + walk.coefs[1:]) / 2.0])
    worst = float(stationarity(correlations(X, y, w), w, lams).max())
    return worst / lam_max

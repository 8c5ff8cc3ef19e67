"""The exact lasso path: every knot, and the straight lines between them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_lam, as_lams, as_vector
from figures.solvers.lasso.certify import certified_walk
from figures.solvers.lasso.homotopy import TIE, Event
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
        segment is exactly 0.0 all along it, ends included (see `way_down`). Raises ValueError for lam
        that is negative, not finite or below the last knot of a path that stops early.
        """
        lams = as_lams(lam)
        if (lams < self.knots[-1] * (1.0 - TIE)).any():
            raise ValueError(f"lam must be >= {self.knots[-1]}, where this path ends, got {lams.min()}")
        if self.knots.size == 1:
            return np.zeros((*lams.shape, self.coefs.shape[1]))
        capped = np.minimum(lams, self.knots[0])
        left = np.searchsorted(-self.knots, -capped, side="right") - 1
        left = np.minimum(left, self.knots.size - 2)
        high, low = self.knots[left], self.knots[left + 1]
        share = way_down(high, low, capped)[..., np.newaxis]
        w: Array = (1.0 - share) * self.coefs[left] + share * self.coefs[left + 1]
        return w


def way_down(high: Array, low: Array, lam: Array) -> Array:
    """Return how far lam lies on the way from the knot `high` down to the knot `low`, 0 to 1.

    Within a TIE of a knot lam is the knot, as it is to `follow`. For a caller's lam_max = max_j
    |x_j'y|/n, summed in another order, is off by rounding, and w must be exactly 0 there all the same.
    The arguments have one shape; where both knots are equal the result is 0.
    """
    share = np.divide(high - lam, high - low, out=np.zeros_like(high), where=high > low)
    share = np.where(lam <= low * (1.0 + TIE), 1.0, share)
    return np.where(lam >= high * (1.0 - TIE), 0.0, share)


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
    return exact_path(design, target, end, ridge=0.0)


def exact_path(X: Array, y: Array, lam_min: float, ridge: float) -> Path:
    """Return the path of 1/(2n) ||y - Xw||^2 + lam ||w||_1 + ridge/2 ||w||^2 in lam.

    For arguments that are checked already; otherwise as `lasso_path`.
    """
    X, y, units = normalise(X, y)
    walk = certified_walk(X, y, units.lam_to_unit(lam_min), units.ridge_to_unit(ridge))
    knots = units.lam_from_unit(walk.knots)
    return Path(knots, units.w_from_unit(walk.coefs), walk.events)

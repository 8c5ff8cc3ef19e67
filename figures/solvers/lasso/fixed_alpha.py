"""The elastic net as a function of its penalty at a fixed mix, whose pieces are curved."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_alpha, as_design, as_lams, as_vector
from figures.solvers.lasso.homotopy import TIE, Event
from figures.solvers.optimality import TOLERANCE, NotConverged, stationarity

SAME = 1e-9
"""Events closer than this fraction of lam are not told apart, and the path is refused."""


@dataclass(frozen=True, eq=False)
class FixedAlphaPath:
    """The minimiser w of the elastic net at fixed alpha, as a continuous function of lam.

    alpha           the L1 share, between 0 and 1.
    gram    (p, p)  G = X'X/n, and c (p,) = X'y/n.
    knots   (k,)    where a feature joins or leaves, strictly decreasing from max_j |c_j|/alpha to 0.
    signs   (k, p)  of w just below each knot, 0 for inactive features; at the last knot those above.
    events          k tuples of pairs (feature, "joins" or "leaves"), as in `Path`.

    Between knots w_A = (G_AA + lam (1 - alpha) I)^-1 (c_A - lam alpha s) on the active features A.
    The arrays are read-only.
    """

    alpha: float
    gram: Array
    c: Array
    knots: Array
    signs: Array
    events: tuple[tuple[Event, ...], ...]

    def __post_init__(self) -> None:
        for array in (self.gram, self.c, self.knots, self.signs):
            array.setflags(write=False)

    def __call__(self, lam: ArrayLike) -> Array:
        """Return w at lam; +0.0 where inactive, at the knot where a feature joins or leaves too.

        lam may have any shape; the result has shape lam.shape + (p,). Raises ValueError for lam
        that is negative or not finite, and NotConverged where a relative KKT violation exceeds 1e-10.
        """
        lams = as_lams(lam)
        # Within a TIE of a knot lam is the knot, as it is on a path of straight pieces.
        for knot in self.knots:
            lams = np.where(np.abs(lams - knot) <= TIE * knot, knot, lams)
        ladder = np.concatenate([np.zeros((1, self.c.size)), self.signs])
        above = ladder[np.searchsorted(-self.knots, -lams, side="left")]
        below = ladder[np.searchsorted(-self.knots, -lams, side="right")]
        w = _solve(self, lams, np.where(above != 0.0, below, 0.0))
        _certify(self, lams, w)
        return w


def fixed_alpha_path(X: ArrayLike, y: ArrayLike, alpha: ArrayLike) -> FixedAlphaPath:
    """Return the minimiser of the elastic-net objective for every lam >= 0 at one alpha.

        1/(2n) ||y - Xw||^2 + lam (alpha ||w||_1 + (1 - alpha)/2 ||w||^2)

    X is (n, p), of rank p, and y (n,), used as given; alpha in (0, 1), for 1 is `lasso_path` and 0
    `ridge_path`. Unlike in `elastic_net_path` the ridge weight grows with lam, so that between knots w
    is a rational function of lam. Feature j meets its bound where w_j = 0 and r_j = lam alpha s_j at
    once, with r = c - Gw; with B the other active features that is where the pencil

        [G_BB  -c_B]         [(1 - alpha) I  alpha s_B]
        [G_jB  -c_j]  + lam  [            0  alpha s_j]

    is singular, for the vector (w_B, 1). The largest such lam below a knot is the next knot.

    Raises ValueError on bad input, and NotConverged where the optimality conditions fail by more
    than 1e-10 of max_j |c_j| at a knot or midway between two; so does a design on which two
    events coincide.
    """
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    mix = as_alpha(alpha)
    n, p = design.shape
    if mix in (0.0, 1.0):
        raise ValueError(f"alpha must be between 0 (ridge_path) and 1 (lasso_path), got {mix}")
    if np.linalg.matrix_rank(design) < p:
        raise ValueError("X must have linearly independent columns")
    gram, c = design.T @ design / n, target @ design / n
    path = _follow(mix, gram, c)
    path((path.knots[1:] + path.knots[:-1]) / 2.0)
    path(path.knots)
    return path


def _follow(alpha: float, gram: Array, c: Array) -> FixedAlphaPath:
    """Walk from the largest lam with an event down to 0."""
    signs = np.zeros_like(c)
    first = int(np.abs(c).argmax())
    lam, j, sign = float(np.abs(c[first])) / alpha, first, float(np.sign(c[first]))
    knots, below, events = [], [], []
    for _ in range(200 * c.size):
        if lam == 0.0:
            break
        event: Event = (j, "joins" if sign else "leaves")
        signs[j] = sign
        knots.append(lam)
        below.append(signs.copy())
        events.append((event,))
        lam, j, sign = _next_event(alpha, gram, c, signs, lam)
    else:
        raise NotConverged("the elastic net's path has too many events to follow", np.inf)
    none: tuple[Event, ...] = ()
    return FixedAlphaPath(
        alpha, gram, c, np.array([*knots, 0.0]), np.array([*below, signs]), (*events, none)
    )  # fmt: skip


def _next_event(alpha: float, gram: Array, c: Array, signs: Array, lam: float) -> tuple[float, int, float]:
    """Return the largest lam' < lam with an event, whose it is, and its sign below; lam' = 0 for none."""
    due = lam * (1.0 - SAME)
    found = (0.0, -1, 0.0)
    for j, active in enumerate(signs):
        others = np.flatnonzero((signs != 0.0) & (np.arange(c.size) != j))
        rows = np.append(others, j)
        for sign in (active,) if active else (1.0, -1.0):
            K = np.column_stack([gram[np.ix_(rows, others)], -c[rows]])
            M = np.diag(np.append(np.full(others.size, 1.0 - alpha), 0.0))
            M[:, -1] = alpha * np.append(signs[others], sign)
            roots = np.linalg.eigvals(-np.linalg.solve(M, K))
            at = np.real(roots[np.isreal(roots)])
            at = at[at < due]
            if at.size and at.max() > found[0]:
                found = (float(at.max()), j, 0.0 if active else sign)
    return found


def _solve(path: FixedAlphaPath, lams: Array, signs: Array) -> Array:
    """Return w (..., p) for lam (...) and the signs (..., p) of its active features."""
    active = signs != 0.0
    ridge = lams[..., np.newaxis] * (1.0 - path.alpha)
    # An inactive feature has the equation w_j = 0, so that all systems have one size.
    diagonal = np.where(active, ridge, 1.0)[..., np.newaxis] * np.eye(path.c.size)
    system = path.gram * (active[..., np.newaxis] & active[..., np.newaxis, :]) + diagonal
    pull = np.where(active, path.c - lams[..., np.newaxis] * path.alpha * signs, 0.0)
    w = np.linalg.solve(system, pull[..., np.newaxis])[..., 0]
    # A wrong sign is rounding around 0.
    return np.where(w * signs > 0.0, w, 0.0)


def _certify(path: FixedAlphaPath, lams: Array, w: Array) -> None:
    """Raise NotConverged unless every w is optimal at its lam."""
    pull = path.c - w @ path.gram - (1.0 - path.alpha) * lams[..., np.newaxis] * w
    violation = float(stationarity(pull, w, path.alpha * lams).max(initial=0.0))
    relative = violation / (float(np.abs(path.c).max()) or 1.0)
    if not relative <= TOLERANCE:
        raise NotConverged("the elastic net at fixed alpha could not be certified", relative)

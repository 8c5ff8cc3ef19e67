"""Where the loss contours first touch the diamond |w_1| + |w_2| <= t, and what becomes of zeros."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.solvers.checks import Array, as_points, as_positive
from figures.solvers.optimality import TOLERANCE, NotConverged, stationarity
from figures.solvers.plane.contours import as_gram

EDGES = np.array([[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]])
"""Signs of (w_1, w_2) on the four edges, counter-clockwise."""

CORNERS = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
"""Signs at the four corners; edge i lies between corners i and i + 1."""


def touch_diamond(gram: ArrayLike, ols: ArrayLike, budget: ArrayLike) -> Array:
    """Return argmin_w 1/2 (w - ols)'G(w - ols) over |w_1| + |w_2| <= budget, exactly.

    With the pull g = G(ols - w) the answer is
        ols itself  where |ols_1| + |ols_2| <= budget,
        a corner    where g, at that corner, lies in its normal cone: s_j g_j >= |g_other|,
        on an edge  else: w = ols - nu G^-1 s, with nu = (s'ols - budget)/(s'G^-1 s).
    A coordinate at a corner is exactly +0.0. For standardised features this is the Euclidean
    projection of ols, whatever their correlation.

    gram is (2, 2), positive definite; ols is (..., 2) and budget > 0 is (...); they broadcast, and
    the result is (..., 2). Raises ValueError on bad input, and NotConverged where the optimality
    conditions fail by more than 1e-10 of the largest |G ols|.
    """
    G = as_gram(gram)
    points, budgets = _broadcast(as_points(ols, 2, "ols"), as_positive(budget, "budget"))
    b, t = points.reshape(-1, 2), budgets.reshape(-1, 1)
    inverse = np.array([[G[1, 1], -G[0, 1]], [-G[0, 1], G[0, 0]]])
    w = b.copy()
    closest = np.full(len(b), np.inf)
    outside = np.abs(b).sum(axis=1) > t[:, 0]
    for signs in EDGES:
        ray = inverse @ signs
        nu = (b @ signs - t[:, 0]) / (signs @ ray)
        along = signs * (b - np.outer(nu, ray))
        # Between the edges' strips only rounding decides: take the edge that is missed by least.
        missed = np.maximum((-along).max(axis=1), -nu)
        better = outside & (missed < closest)
        closest[better] = missed[better]
        w[better] = (signs * np.clip(along, 0.0, t))[better]
    for corner in CORNERS:
        pull = (b - t * corner) @ G
        held = outside & (pull @ corner >= np.abs(pull @ corner[::-1]))
        w[held] = (t * corner)[held]
    _certify(G, b, w)
    touching: Array = w.reshape(points.shape) + 0.0
    return touching


def fate(w: ArrayLike, ols: ArrayLike, budget: ArrayLike) -> NDArray[np.str_]:
    """Return what became of each least-squares point whose answer is w: "inside", "edge" or "corner".

    inside  the point lies strictly in the diamond and stays where it is;
    edge    it is moved to an edge, both coefficients stay non-zero;
    corner  it is moved to a corner, one coefficient becomes exactly 0.

    For standardised features, whatever rho, "corner" means ||ols_1| - |ols_2|| >= budget. w (..., 2) is
    what `touch_diamond` gives for ols and budget, which are as there; the result is (...).
    """
    b, t = _broadcast(as_points(ols, 2, "ols"), as_positive(budget, "budget"))
    inside = np.abs(b).sum(axis=-1) < t
    return np.select([inside, (as_points(w, 2, "w") == 0.0).any(axis=-1)], ["inside", "corner"], "edge")


def _broadcast(points: Array, values: Array) -> tuple[Array, Array]:
    """Return points (..., 2) and values (...) in their common shape."""
    shape = np.broadcast_shapes(points.shape[:-1], values.shape)
    return np.broadcast_to(points, (*shape, 2)), np.broadcast_to(values, shape)


def _certify(G: Array, b: Array, w: Array) -> None:
    """Raise NotConverged unless G(b - w) is nu sign(w), at most nu where w = 0, nu its largest entry."""
    pull = (b - w) @ G
    violation = stationarity(pull, w, np.abs(pull).max(axis=-1)).max(axis=-1)
    scale = np.abs(b @ G).max(axis=-1)
    relative = violation / np.where(scale > 0.0, scale, 1.0)
    if (relative > TOLERANCE).any():
        raise NotConverged("the touching point could not be certified", float(relative.max()))

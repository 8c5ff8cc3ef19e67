"""Where the loss contours first touch the disc w_1^2 + w_2^2 <= t^2: ridge in its budget form."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_points, as_positive
from figures.solvers.optimality import TOLERANCE, NotConverged
from figures.solvers.plane.contours import as_gram
from figures.solvers.plane.diamond import CORNERS

STEP_CAP = 200
"""Newton steps; three to eight are usual."""

ROUNDING = 4.0 * np.finfo(np.float64).eps
"""What a sum of two products may be off by, in the sum of their sizes."""


def touch_disc(gram: ArrayLike, ols: ArrayLike, budget: ArrayLike) -> Array:
    """Return argmin_w 1/2 (w - ols)'G(w - ols) over ||w||_2 <= budget, to machine precision.

    Inside the disc this is ols. Elsewhere it is the ridge solution w(mu) = (G + mu I)^-1 G ols for
    the one mu > 0 with ||w(mu)|| = budget. 1/||w(mu)|| is increasing and concave in mu, so that
    Newton's method from mu = 0 approaches this mu from below.

    A coordinate is 0 only for the ols points of a line, never for an area of them: w = s t e_i where
    the pull G(ols - w) has no part across e_i and none against s. There it is exactly +0.0, "no part"
    being less than the rounding of its own terms.

    gram is (2, 2), positive definite; ols is (..., 2) and budget > 0 is (...); they broadcast, and
    the result is (..., 2). Raises ValueError on bad input, and NotConverged where the length of w
    misses the budget by more than 1e-10 of it.

    Source: Conn, Gould and Toint (2000), "Trust Region Methods", section 7.3.
    """
    G = as_gram(gram)
    points, radii = as_points(ols, 2, "ols"), as_positive(budget, "budget")
    points, radii = np.broadcast_arrays(points, radii[..., np.newaxis])
    b, t = points.reshape(-1, 2), radii.reshape(-1, 2)[:, 0]
    w = b.copy()
    outside = np.hypot(b[:, 0], b[:, 1]) > t
    w[outside] = _on_circle(G, b[outside], t[outside])
    for corner in CORNERS:
        on_axis = t[:, np.newaxis] * corner
        pull = (b - on_axis) @ G
        rounding = ROUNDING * (np.abs(b - on_axis) @ np.abs(G))
        across = corner[::-1] != 0.0
        held = (np.abs(pull) <= rounding)[:, across].all(axis=1) & (pull @ corner >= 0.0)
        w[outside & held] = on_axis[outside & held]
    return w.reshape(points.shape) + 0.0


def crossing_budget(gram: ArrayLike, ols: ArrayLike) -> float:
    """Return the one budget below ||ols|| at which `touch_disc` gives w_2 = 0, or 0.0 if there is none.

    The answer is (a, 0) there, and the pull G(ols - (a, 0)) runs outward along the first axis:
        G_12 (ols_1 - a) + G_22 ols_2 = 0.

    gram is (2, 2), positive definite; ols is (2,), and ols_2 is not 0. Raises ValueError on bad input.
    """
    G, b = as_gram(gram), as_points(ols, 2, "ols")
    if b.shape != (2,) or b[1] == 0.0:
        raise ValueError(f"ols must be one point off the first axis, got {b.tolist()}")
    if G[0, 1] == 0.0:
        return 0.0
    a = float(b[0] + G[1, 1] * b[1] / G[0, 1])
    outward = (G[0, 0] * (b[0] - a) + G[0, 1] * b[1]) * a > 0.0
    return abs(a) if outward else 0.0


def _on_circle(G: Array, b: Array, t: Array) -> Array:
    """Return the touching points (m, 2) for least-squares points (m, 2) outside their discs."""
    eigenvalues, vectors = np.linalg.eigh(G)
    pull = b @ vectors * eigenvalues
    mu = np.zeros_like(t)
    for _ in range(STEP_CAP):
        shifted = eigenvalues + mu[:, np.newaxis]
        w = pull / shifted
        length = np.sqrt(np.sum(w**2, axis=1))
        further = mu + (length / t - 1.0) * length**2 / np.sum(w**2 / shifted, axis=1)
        if (further <= mu).all():
            break
        mu = np.maximum(mu, further)
    off = np.abs(length / t - 1.0)
    if (off > TOLERANCE).any():
        raise NotConverged("the touching point could not be certified", float(off.max()))
    touching: Array = w @ vectors.T
    return touching

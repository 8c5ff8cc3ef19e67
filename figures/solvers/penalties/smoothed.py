"""The proximal map of sqrt(w^2 + eps^2), to machine precision."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_positive, as_real_array
from figures.solvers.optimality import TOLERANCE, NotConverged

STEP_CAP = 3000
"""More Newton steps than any eps in the range of float64 needs; from eps = 1e-12 on, 50 do."""


def smoothed_prox(z: ArrayLike, lam: ArrayLike, eps: ArrayLike) -> Array:
    """Return argmin_w 1/2 (w - z)^2 + lam sqrt(w^2 + eps^2).

    The minimiser is the one root of f(w) = w + lam w / sqrt(w^2 + eps^2) - z. For z > 0 it lies at
    w > 0, where f is increasing and concave: Newton's method from the left of the root approaches
    it from the left, without a safeguard. It is left of the root both at z - lam and at
    z eps / (eps + lam), since w / sqrt(w^2 + eps^2) is below 1 and below w / eps.

    z, lam >= 0 and eps > 0, all in the units of w, broadcast. Raises ValueError on bad input, and
    NotConverged where |f(w)| exceeds 1e-10 |z|.
    """
    centre, weight, corner = np.broadcast_arrays(as_real_array(z, "z"), as_lams(lam), as_positive(eps, "eps"))
    distance = np.abs(centre)
    w = np.maximum(distance - weight, distance * (corner / (corner + weight)))
    for _ in range(STEP_CAP):
        radius = np.hypot(w, corner)
        excess = (w - distance) + weight * (w / radius)
        further = w - excess / (1.0 + (weight / radius) * (corner / radius) ** 2)
        if (further <= w).all():
            break
        w = np.maximum(w, further)
    violation = np.abs((w - distance) + weight * (w / np.hypot(w, corner)))
    relative = violation / np.where(distance > 0.0, distance, 1.0)
    if (relative > TOLERANCE).any():
        residual = float(relative.max())
        raise NotConverged("the prox of the smoothed penalty could not be certified", residual)
    signed: Array = np.sign(centre) * w + 0.0
    return signed

"""Exact elastic nets of many problems at once, at a fixed mix: active sets, warm from one lam to the next."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_alpha, as_lams, as_real_array
from figures.solvers.lasso.batch import BLOCK, lasso_paths
from figures.solvers.optimality import TOLERANCE, NotConverged, stationarity

EXCHANGES = 20
"""After so many exchanges of active sets at one lam, a problem is followed along a lasso path instead."""


def elastic_nets(gram: ArrayLike, c: ArrayLike, lams: ArrayLike, alpha: ArrayLike) -> Array:
    """Return the minimiser of every problem (G, c) at every lam, (..., l, p); +0.0 where inactive.

        1/2 w'Gw - c'w + lam (alpha ||w||_1 + (1 - alpha)/2 ||w||^2)

    gram is (..., p, p), c (..., p) with the same leading axes, lams (l,) positive, alpha in (0, 1). From
    the active set at the next larger lam, each problem solves for its active coefficients, drops those of
    the wrong sign, adds those whose pull exceeds lam alpha, and again until the optimality conditions hold.

    Raises ValueError on bad input, and NotConverged where a relative KKT violation exceeds 1e-10.

    Source: Zou and Hastie (2005), "Regularization and variable selection via the elastic net", lemma 1.
    """
    G, target = as_real_array(gram, "gram"), as_real_array(c, "c")
    penalties, mix = as_lams(lams, "lams"), as_alpha(alpha)
    if target.ndim == 0 or target.size == 0 or G.shape != (*target.shape, target.shape[-1]):
        raise ValueError(f"gram must be (..., p, p) and c (..., p), got {G.shape} and {target.shape}")
    if penalties.ndim != 1 or penalties.size == 0 or penalties.min() == 0.0:
        raise ValueError("lams must have shape (l,) with l >= 1 and be > 0")
    if mix in (0.0, 1.0):
        raise ValueError(f"alpha must be between 0 (ridge) and 1 (lasso_paths), got {mix}")
    p = target.shape[-1]
    flat, pulls = G.reshape(-1, p, p), target.reshape(-1, p)
    w = np.zeros((len(pulls), penalties.size, p))
    size = max(1, BLOCK // (p * p))
    for start in range(0, len(pulls), size):
        part = slice(start, start + size)
        signs = np.zeros_like(pulls[part])
        for at in np.argsort(-penalties).tolist():
            w[part, at] = _at(flat[part], pulls[part], float(penalties[at]), mix, signs)
    return w.reshape(*target.shape[:-1], penalties.size, p)


def _at(gram: Array, c: Array, lam: float, alpha: float, signs: Array) -> Array:
    """Return w (m, p) at one lam; ``signs`` (m, p) are those of larger lam before, and of w after."""
    w, ridge, kink = np.zeros_like(c), lam * (1.0 - alpha), lam * alpha
    scale = np.abs(c).max(axis=1)
    open_ = np.flatnonzero((scale > kink) | signs.any(axis=1))
    for _ in range(EXCHANGES):
        if not open_.size:
            break
        found = _solve(gram[open_], c[open_], ridge, kink, signs[open_])
        pull = c[open_] - (gram[open_] @ found[..., np.newaxis])[..., 0] - ridge * found
        now = signs[open_]
        wrong = (found * now <= 0.0) & (now != 0.0)
        waiting = (now == 0.0) & (np.abs(pull) > kink + 0.5 * TOLERANCE * scale[open_, np.newaxis])
        w[open_] = found
        signs[open_] = np.where(wrong, 0.0, np.where(waiting, np.sign(pull), now))
        open_ = open_[(wrong | waiting).any(axis=1)]
    if open_.size:
        shifted = gram[open_] + ridge * np.eye(c.shape[1])
        w[open_] = lasso_paths(shifted, c[open_])(kink)
        signs[open_] = np.sign(w[open_])
    pull = c - (gram @ w[..., np.newaxis])[..., 0] - ridge * w
    violation = stationarity(pull, w, np.full(len(c), kink)).max(axis=1) / np.where(scale > 0.0, scale, 1.0)
    if not violation.max() <= TOLERANCE:
        raise NotConverged("an elastic net could not be certified", float(violation.max()))
    return w


def _solve(gram: Array, c: Array, ridge: float, kink: float, signs: Array) -> Array:
    """Return w (m, p): of active features from their equations, of the others 0."""
    w = np.zeros_like(c)
    count = int(np.count_nonzero(signs, axis=1).max())
    if not count:
        return w
    # The active features first, and as many places for all as the problem with most of them needs: an
    # inactive feature there has the equation w_j = 0.
    first = np.argsort(signs == 0.0, axis=1, kind="stable")[:, :count]
    here = np.arange(len(c))[:, np.newaxis]
    sign = signs[here, first]
    active = np.abs(sign)
    system = gram[here[..., np.newaxis], first[:, :, np.newaxis], first[:, np.newaxis]]
    system *= active[:, :, np.newaxis]
    system *= active[:, np.newaxis]
    system.reshape(len(c), -1)[:, :: count + 1] += np.where(active > 0.0, ridge, 1.0)
    right = (c[here, first] - kink * sign) * active
    w[here, first] = np.linalg.solve(system, right[..., np.newaxis])[..., 0] * active
    return w

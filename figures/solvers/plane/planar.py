"""Two features: the elastic net in closed form, for as many problems at once as wanted."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_real_array
from figures.solvers.optimality import TOLERANCE, NotConverged

BLOCK = 2**14
"""Problems solved at a time: arrays of up to 128 kB stay in a core's cache."""

SINGULAR = 1e-13
"""Below this fraction of its diagonal a Schur complement is 0: the columns are proportional."""


def planar_elastic_net(gram: ArrayLike, c: ArrayLike, lam: ArrayLike, alpha: ArrayLike = 1.0) -> Array:
    """Return the minimiser w of 1/2 w'Gw - c'w + lam (alpha ||w||_1 + (1 - alpha)/2 ||w||^2).

    G = X'X/n and c = X'y/n make this the elastic net in two features; alpha = 1 (the default) is
    the lasso, alpha = 0 ridge, lam = 0 least squares. gram is (..., 2, 2), c (..., 2), lam and
    alpha (...); leading axes broadcast, and the result is (..., 2). Zeros are exactly +0.0. Of
    proportional columns the shorter one gets 0.

    With S the soft threshold, l = lam alpha, and a, b, r the entries of G + lam (1 - alpha) I:
    were w_2 zero, w_1 would be S(c_1, l)/a and the correlation of feature 2 would be z =
    c_2 - r S(c_1, l)/a. If |z| <= l it is zero. Otherwise w_2 has the sign s of z, and with
    t = c_2 - l s (its penalty is linear now)
        w_1 = S(c_1 - r t/b, l) / (a - r^2/b),    w_2 = (t - r w_1)/b.

    Raises ValueError on bad input, and NotConverged where a relative KKT violation exceeds 1e-10.
    """
    G, target = as_real_array(gram, "gram"), as_real_array(c, "c")
    weight, mix = as_lams(lam), as_real_array(alpha, "alpha")
    if G.ndim < 2 or G.shape[-2:] != (2, 2):
        raise ValueError(f"gram must have shape (..., 2, 2), got {G.shape}")
    if target.ndim < 1 or target.shape[-1] != 2:
        raise ValueError(f"c must have shape (..., 2), got {target.shape}")
    a, r, b = G[..., 0, 0], G[..., 0, 1], G[..., 1, 1]
    symmetric = r == G[..., 1, 0]
    if not (symmetric & (a >= 0.0) & (b >= 0.0) & (r * r <= a * b * (1.0 + SINGULAR))).all():
        raise ValueError("gram must be symmetric and positive semi-definite")
    if not ((mix >= 0.0) & (mix <= 1.0)).all():
        raise ValueError(f"alpha must be in [0, 1], got {mix.min()} to {mix.max()}")
    shape = np.broadcast_shapes(G.shape[:-2], target.shape[:-1], weight.shape, mix.shape)
    terms = (a, r, b, target[..., 0], target[..., 1], weight, mix)
    axes = max(1, len(shape))
    aligned = [term.reshape((1,) * (axes - term.ndim) + term.shape) for term in terms]
    w = np.empty((2, *shape))
    worst = _solve_blocks(aligned, w.reshape(2, *(shape or (1,)))) if w.size else 0.0
    if worst > TOLERANCE:
        raise NotConverged("a two-feature problem could not be certified", worst)
    return np.moveaxis(w, 0, -1)


def _solve_blocks(terms: list[Array], w: Array) -> float:
    """Solve into w (2, ...), cut along its leading axes until a block fits the cache.

    The terms have the axes of w[0], of length 1 where they do not vary, and stay so short.
    """
    shape = w.shape[1:]
    if w[0].size <= BLOCK:
        return _solve(terms, w)
    axis = next(i for i, length in enumerate(shape) if length > 1)
    step = max(1, shape[axis] * BLOCK // w[0].size)
    worst = 0.0
    for start in range(0, shape[axis], step):
        part = (slice(None),) * axis + (slice(start, start + step),)
        some = [term if term.shape[axis] == 1 else term[part] for term in terms]
        worst = max(worst, _solve_blocks(some, w[:, *part]))
    return worst


def _solve(terms: list[Array], w: Array) -> float:
    """Solve one block into w (2, ...) and return its largest relative KKT violation."""
    a, r, b, c1, c2, lam, alpha = terms
    l1 = lam * alpha
    l2 = lam - l1
    a, b = _divisor(a + l2), _divisor(b + l2)
    alone = _soft(c1, l1) / a
    z = c2 - r * alone
    zero = np.abs(z) <= l1
    t = c2 - np.copysign(l1, z)
    ratio = r / b
    schur = a - r * ratio
    proportional = schur <= SINGULAR * a
    if proportional.any():
        schur = np.where(proportional, np.inf, schur)
    w1, w2 = w
    w1[...] = np.where(zero, alone, _soft(c1 - ratio * t, l1) / schur)
    w2[...] = np.where(zero, 0.0, (t - r * w1) / b)
    lam_max = _divisor(np.maximum(np.abs(c1), np.abs(c2)))
    first = _violation(c1 - a * w1 - r * w2, w1, l1)
    second = _violation(c2 - r * w1 - b * w2, w2, l1)
    return float((np.maximum(first, second, out=first) / lam_max).max())


def _divisor(length: Array) -> Array:
    """Replace 0 by 1: a feature without length has correlation 0, and 0/1 leaves it at 0."""
    return length if length.all() else np.where(length == 0.0, 1.0, length)


def _soft(z: Array, lam: Array) -> Array:
    """Return the soft threshold: z minus its projection on [-lam, lam]."""
    shrunk: Array = z - np.minimum(np.maximum(z, -lam), lam)
    return shrunk


def _violation(corr: Array, w: Array, lam: Array) -> Array:
    """Turn corr into how much it breaks its condition; < 0 where |corr| < lam is enough."""
    pull = lam * (w != 0.0)  # lam where w moves, 0 where it rests
    corr -= np.copysign(pull, w)
    np.abs(corr, out=corr)
    corr += pull
    corr -= lam
    return corr

"""Where a sum of simple fractions, such as a ridge coefficient, passes through zero."""

from collections.abc import Callable

import numpy as np

from figures.solvers.checks import Array

NOISE = 64 * float(np.finfo(np.float64).eps)
"""A sum below this fraction of its terms' absolute values has no sign, only rounding."""


def sign_changes(poles: Array, weights: Array) -> Array:
    """Return every lam > 0, rising, at which f(lam) = sum_i weights_i / (poles_i + lam) changes sign.

    poles (r,) are positive, weights (r,) have any sign; there are at most r - 1 changes. The zeros
    of f are the eigenvalues of a pencil (see `_candidates`); they only say where to look. Each
    change is then enclosed between two points where f has opposite signs beyond rounding, and
    bisected until no float64 lies between its ends.
    """
    if not weights.any():
        return np.empty(0)
    scale = float(poles.max())
    unit = poles / scale

    def f(lam: Array) -> Array:
        total: Array = (weights / (unit + lam[..., np.newaxis])).sum(axis=-1)
        return total

    where = np.unique(np.concatenate([_candidates(unit, weights), unit]))
    between = np.sqrt(where[1:] * where[:-1])
    points = np.sort(np.concatenate([[0.0, where[0] / 2], where, between, [where[-1] * 2]]))
    values = f(points)
    sizes = (np.abs(weights) / (unit + points[:, np.newaxis])).sum(axis=-1)
    clear = np.abs(values) > NOISE * sizes
    points, values = points[clear], values[clear]
    changes = np.flatnonzero(values[1:] * np.sign(values[:-1]) < 0)
    roots = [_bisect(f, float(points[i]), float(points[i + 1])) for i in changes]
    return scale * np.array(roots)


def _candidates(poles: Array, weights: Array) -> Array:
    """Return approximate positive zeros of f, and the real parts of complex ones.

    f(lam) = 0 exactly if a vector v orthogonal to the weights has (diag(poles) + lam) v
    proportional to (1, ..., 1). With bases Q and P of the complements of the weights and of
    (1, ..., 1) this is the pencil (K + lam M) u = 0, K = P' diag(poles) Q, M = P'Q. Either matrix
    may be singular, when f vanishes at infinity faster than 1/lam or at 0; K + shift M is not
    wherever f(shift) != 0.
    """
    if poles.size == 1:
        return np.empty(0)
    Q = np.linalg.qr(weights[:, np.newaxis], mode="complete")[0][:, 1:]
    P = np.linalg.qr(np.ones((poles.size, 1)), mode="complete")[0][:, 1:]
    K, M = P.T @ (poles[:, np.newaxis] * Q), P.T @ Q
    values = (weights / (poles + poles[:, np.newaxis])).sum(axis=-1)
    shift = poles[np.argmax(np.abs(values))]
    inverse = np.linalg.eigvals(np.linalg.solve(K + shift * M, M))
    inverse = inverse[inverse != 0.0]
    zeros = np.real(shift - 1.0 / inverse)
    positive: Array = zeros[(zeros > 0.0) & np.isfinite(zeros)]
    return positive


def _bisect(f: Callable[[Array], Array], low: float, high: float) -> float:
    """Return the float64 in [low, high] next to which f, of opposite signs at its ends, changes."""
    positive = bool(f(np.array(low)) > 0.0)
    while low < (middle := low + (high - low) / 2) < high:
        if bool(f(np.array(middle)) > 0.0) == positive:
            low = middle
        else:
            high = middle
    return high

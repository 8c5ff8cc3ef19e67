"""Follow a path with the cheapest linear algebra that leads to a certified answer."""

import numpy as np

from figures.solvers.checks import Array
from figures.solvers.lasso.factor import Factor, resolve
from figures.solvers.lasso.homotopy import Walk, follow
from figures.solvers.lasso.tableau import NearSingularError, Tableau
from figures.solvers.optimality import TOLERANCE, NotConverged, correlations

EPS = float(np.finfo(np.float64).eps)


def certified_walk(X: Array, y: Array, lam_min: float, ridge: float = 0.0) -> Walk:
    """Follow the path of a problem of moderate scale, or raise NotConverged.

    Four answers, each dearer than the last, of which the first that can be certified is given:
        1. from the Gram matrix, judged by it, with a bound on what its rounding may hide;
        2. the same, judged by X itself;
        3. from QR of X, where the Gram matrix is larger than X, nearly singular or not exact enough;
        4. the knots and signs of 3, with the coefficients solved for anew.
    `ridge` adds ridge/2 ||w||^2 to the objective, as the rows sqrt(n ridge) I below X and zeros below y.
    """
    n, p = X.shape
    gram_first = p <= n
    if ridge:
        X = np.concatenate([X, np.sqrt(n * ridge) * np.eye(p)])
        y = np.concatenate([y, np.zeros(p)])
    if gram_first:
        gram, c = X.T @ X / n, y @ X / n
        walk = _gram_walk(gram, c, lam_min)
        if walk is not None:
            hidden = gram_rounding(gram, len(X), walk.coefs)
            if _violation(walk, c - walk.coefs @ gram) + hidden <= _tolerated(walk):
                return walk
            if _violation(walk, correlations(X, y, walk.coefs, n)) <= _tolerated(walk):
                return walk
    walk = follow(Factor(X, y, n), lam_min)
    if _violation(walk, correlations(X, y, walk.coefs, n)) > _tolerated(walk):
        walk = walk._replace(coefs=resolve(X, y, n, walk))
        _require(walk, correlations(X, y, walk.coefs, n))
    return walk


def certified_gram_walk(gram: Array, c: Array) -> Walk:
    """Follow the path of 1/2 w'Gw - c'w + lam ||w||_1 down to 0, or raise NotConverged.

    Where G is nearly singular, a square root of it takes the place of X.
    """
    walk = _gram_walk(gram, c, 0.0)
    if walk is not None and _violation(walk, c - walk.coefs @ gram) <= _tolerated(walk):
        return walk
    size, vectors = np.linalg.eigh(gram)
    kept = size > len(c) * EPS * size.max()
    root = np.sqrt(len(c) * size[kept])
    X = np.zeros_like(gram)
    y = np.zeros_like(c)
    X[: len(root)] = root[:, np.newaxis] * vectors[:, kept].T
    y[: len(root)] = len(c) * (c @ vectors[:, kept]) / root
    walk = certified_walk(X, y, 0.0)
    _require(walk, c - walk.coefs @ gram)
    return walk


def gram_rounding(gram: Array, rows: int, coefs: Array) -> float:
    """Return how far c - Gw can be from the true correlations, at most; in units of lam.

    An entry of the computed G is a sum over rows, each rounded: it is off by at most
    rows eps |x_i|'|x_j|/n, and so by rows eps (G_ii G_jj)^1/2.
    """
    root = np.sqrt(gram.diagonal())
    size = np.abs(coefs) @ root
    return rows * EPS * float(root.max() * size.max())


def path_violation(knots: Array, coefs: Array, corr: Array) -> Array:
    """Return the largest KKT violation anywhere on a path, in units of lam.

    knots (..., k), coefs and corr (..., k, p), where corr holds x_j'(y - Xw)/n at the knots; the
    result is (...,). Between two knots the signs s are constant, w and corr linear in lam: w is
    optimal all along if at both ends corr_j = lam s_j where s_j != 0, |corr_j| <= lam elsewhere,
    and no coefficient changes sign on the way.
    """
    if knots.shape[-1] == 1:
        return np.zeros(knots.shape[:-1])
    above, below = coefs[..., :-1, :], coefs[..., 1:, :]
    high, low = knots[..., :-1, np.newaxis], knots[..., 1:, np.newaxis]
    sign = np.sign(above + below)
    spare = sign == 0.0
    worst = (np.minimum(above * sign, below * sign) < 0.0) * (2.0 * high)
    for r, lam in ((corr[..., :-1, :], high), (corr[..., 1:, :], low)):
        off = np.abs(r - lam * sign)
        off -= lam * spare
        np.maximum(worst, off, out=worst)
    largest: Array = worst.reshape(*knots.shape[:-1], -1).max(axis=-1)
    return largest


def _gram_walk(gram: Array, c: Array, lam_min: float) -> Walk | None:
    try:
        return follow(Tableau(gram, c), lam_min)
    except (NearSingularError, NotConverged):
        return None


def _tolerated(walk: Walk) -> float:
    return TOLERANCE * float(walk.knots[0])


def _violation(walk: Walk, corr: Array) -> float:
    return float(path_violation(walk.knots, walk.coefs, corr))


def _require(walk: Walk, corr: Array) -> None:
    worst = _violation(walk, corr)
    if worst > _tolerated(walk):
        raise NotConverged("the lasso path could not be certified", worst / float(walk.knots[0]))

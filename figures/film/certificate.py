"""How far an answer is from the optimum of its problem, found out without any code of the solvers.

Each problem's optimality conditions are necessary and sufficient: the Karush-Kuhn-Tucker conditions of a
convex problem (Boyd and Vandenberghe, "Convex Optimization", 2004, section 5.5.3), and for best subset, which
is not convex, the comparison of its two candidates.
"""

import math
from functools import singledispatch

import numpy as np
from numpy.typing import NDArray

from figures.solved import Alone, BestSubset, Budget, Folded, Problem, Regression, Solved

ALLOWED = 1e-10
"""The largest relative violation that a published figure may carry."""

FINEST = 1e-13
"""The smallest bound that is told: below, it is the processor that decides how sums are rounded."""

Array = NDArray[np.float64]


def bound(violated: float) -> float:
    """The power of ten that a violation does not exceed, the same on every processor."""
    return float(f"1e{math.ceil(math.log10(violated))}") if violated > FINEST else FINEST


def violation(solved: Solved) -> float:
    """The largest relative violation of the optimality conditions, over all answers given at once.

    ``ValueError`` if the answer has not the shape of its problem, or is empty. NaN if a number is none.
    """
    found = _violations(solved.problem, solved.w)
    if found.size == 0:
        raise ValueError("an empty answer was to be certified")
    return float(found.max())


@singledispatch
def _violations(problem: Problem, w: Array) -> Array:
    raise TypeError(f"figures/film/certificate.py cannot check a {type(problem).__name__}; add it there")


@_violations.register
def _(problem: Regression, w: Array) -> Array:
    """Relative to λ_max, the largest |X_jᵀy|/n: at or above it the lasso's answer is 0."""
    X, y = _array(problem.X), _array(problem.y)
    lam = _array(problem.lam)[..., np.newaxis]
    _require(w, (*lam.shape[:-1], X.shape[1]))
    pull = (y - w @ X.T) @ X / len(y) - lam * (1 - problem.alpha) * w
    return _against_kink(pull, w, lam * problem.alpha) / _scale(np.abs(X.T @ y).max() / len(y))


@_violations.register
def _(problem: Alone, w: Array) -> Array:
    """Relative to |z|, at and above which the answer is 0 with the lasso's λ."""
    z, lam = np.broadcast_arrays(_array(problem.z), _array(problem.lam))
    _require(w, z.shape)
    pull, kink = z - w - lam * (1 - problem.alpha) * w, lam * problem.alpha
    # Rounded off, the penalty has a slope at 0 too.
    rounded = kink * w / _scale(np.hypot(w, problem.eps))
    off = np.abs(pull - rounded) if problem.eps else _against_kink(pull, w, kink)
    return off / _scale(np.abs(z))


@_violations.register
def _(problem: BestSubset, w: Array) -> Array:
    """How far w is from z unless it is 0, relative to z; what that choice costs more, relative to 0's."""
    z, threshold = np.broadcast_arrays(_array(problem.z), _array(problem.threshold))
    _require(w, z.shape)
    off = np.where(w == 0, 0, np.abs(w - z)) / _scale(np.abs(z))
    cost = np.where(w == 0, z, threshold) ** 2
    excess = (cost - np.minimum(z**2, threshold**2)) / _scale(z**2)
    worst: Array = np.maximum(off, excess)
    return worst


@_violations.register
def _(problem: Folded, w: Array) -> Array:
    """Relative to |z|. Where b > 1 the sum is convex, and these conditions tell its one minimum."""
    z, lam = np.broadcast_arrays(_array(problem.z), _array(problem.lam))
    _require(w, z.shape)
    if not 1 < problem.b <= problem.a:
        raise ValueError(f"slopes that fall by 1/{problem.b:g} to 0 at {problem.a:g} λ cannot be certified")
    slope = np.minimum(lam, np.maximum(problem.a * lam - np.abs(w), 0) / problem.b)
    return _against_kink(z - w, w, slope) / _scale(np.abs(z))


@_violations.register
def _(problem: Budget, w: Array) -> Array:
    """The pull G(b − w) is normal to the norm's ball at w, and the budget is spent if it has a price.

    Relative to the largest |G b|, and to the budget.
    """
    ols, budget = _array(problem.ols), _array(problem.budget)
    _require(w, np.broadcast_shapes(ols.shape, (*budget.shape, 1)))
    gram = None if problem.gram is None else _array(problem.gram)
    whole, pull = ((v if gram is None else v @ gram) for v in (ols, ols - w))
    scale = _scale(np.abs(whole).max(axis=-1))
    if problem.norm == np.inf:
        size, price = np.abs(w).max(axis=-1), np.abs(pull).sum(axis=-1)
        # Only where a coefficient is as large as the budget may a pull be left, and outward.
        held = np.isclose(np.abs(w), size[..., np.newaxis], rtol=1e-14, atol=0)
        off = np.where(held, np.maximum(-pull * np.sign(w), 0), np.abs(pull)).max(axis=-1)
    elif problem.norm == 1:
        size, price = np.abs(w).sum(axis=-1), np.abs(pull).max(axis=-1)
        off = np.where(w == 0, 0, np.abs(pull - price[..., np.newaxis] * np.sign(w))).max(axis=-1)
    elif problem.norm == 2:
        size = np.sqrt((w * w).sum(axis=-1))
        price = (pull * w).sum(axis=-1) / _scale(size)
        along = price[..., np.newaxis] * w / _scale(size)[..., np.newaxis]
        # Without a budget the disc is a point, which every pull is normal to.
        off = np.where(budget == 0, 0, np.abs(pull - along).max(axis=-1))
    else:
        raise ValueError(f"a budget of norm {problem.norm:g} cannot be certified")
    left = (budget - size) / _scale(budget)
    spent = np.minimum(np.abs(price) / scale, np.abs(left))
    worst: Array = np.maximum.reduce([off / scale, -price / scale, -left, spent])
    return worst


def _against_kink(pull: Array, w: Array, kink: Array) -> Array:
    """By how much the pull misses the slopes of kink·|w| at w: ±kink, and at 0 all between."""
    at_rest = np.maximum(np.abs(pull) - kink, 0)
    return np.where(w == 0, at_rest, np.abs(pull - kink * np.sign(w)))


def _scale(values: Array) -> Array:
    """What to divide by: the values, or 1 where they are 0."""
    return np.where(values == 0, 1.0, values)


def _array(values: object) -> Array:
    return np.asarray(values, dtype=np.float64)


def _require(w: Array, shape: tuple[int, ...]) -> None:
    if w.shape != shape:
        raise ValueError(f"an answer of shape {w.shape} was to be certified for a problem of shape {shape}")

"""The lasso as a constraint ||w||_1 <= budget, and its exchange rate with the penalty lam."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams
from figures.solvers.lasso.path import Path


def budget_at(path: Path, lam: ArrayLike) -> Array:
    """Return the budget t(lam) = ||w(lam)||_1 that gives the same answer as the penalty lam.

    t falls as lam grows, and is linear between knots. lam has any shape; so has the result, in
    the units of w. Raises ValueError for a lam that the path does not cover.
    """
    size: Array = np.abs(path(lam)).sum(axis=-1)
    return size


def lam_at(path: Path, budget: ArrayLike) -> Array:
    """Return the largest penalty lam whose answer has ||w(lam)||_1 = budget.

    This inverts `budget_at`: lam_max for budget 0, and 0 (for a path that ends there) for every
    budget that least squares does not exceed, where the constraint is slack. budget has any shape
    and so has the result, in the units of lam. The minimiser of the loss over ||w||_1 <= t is
    path(lam_at(path, t)). Raises ValueError where budget is negative, or
    beyond the end of a path that stops early.

    Source: Osborne, Presnell and Turlach (2000), "On the LASSO and its dual".
    """
    budgets = as_lams(budget, "budget")
    sizes = np.abs(path.coefs).sum(axis=-1)
    # Rounding can let a flat stretch sink by an ulp; interpolation needs it sorted.
    sizes = np.maximum.accumulate(sizes)
    if path.knots[-1] > 0.0 and budgets.size and budgets.max() > sizes[-1]:
        raise ValueError(f"budget must be <= {sizes[-1]}, where this path ends, got {budgets.max()}")
    # On a flat stretch several lams share a budget: keep the first knot, the largest lam.
    first = np.concatenate([[True], np.diff(sizes) > 0.0])
    lams: Array = np.interp(budgets, sizes[first], path.knots[first], right=path.knots[-1])
    return lams

"""Exact, certified solvers for the lasso and its relatives, in numpy alone.

Objective everywhere: 1/(2n) ||y - Xw||^2 + lam ||w||_1, with X (n, p) and y (n,) as given.
"""

from figures.solvers.lasso import lasso
from figures.solvers.optimality import NotConverged, duality_gap, kkt_violation
from figures.solvers.path import Path, lasso_path
from figures.solvers.scaling import Standardized, standardize
from figures.solvers.threshold import soft_threshold

__all__ = [
    "NotConverged",
    "Path",
    "Standardized",
    "duality_gap",
    "kkt_violation",
    "lasso",
    "lasso_path",
    "soft_threshold",
    "standardize",
]

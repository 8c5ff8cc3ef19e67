"""Designs full of exact ties, judged by the KKT conditions: python -m benchmarks.degenerate.

Orthonormal designs with equal coefficients, copies and small integers are what tutorials draw and
where path solvers go wrong. Each answer is judged at nine lams between 0 and lam_max; a violation
above 1e-8 of lam_max, or an exception, is wrong. Prints a row a family; the totals are cited on
the site.
"""

import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sklearn import config_context
from sklearn.linear_model import lars_path

from figures.solvers import NotConverged, lasso_path
from figures.solvers.checks import Array
from figures.solvers.optimality import correlations, stationarity

SEED = 20240501
SHARES = np.array([0.9, 0.7, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01])
WRONG = 1e-8

Problem = tuple[Array, Array]


def integers(n: int, p: int, width: int) -> Callable[[np.random.Generator], Problem]:
    """Return a maker of designs with entries -width ... width."""

    def make(rng: np.random.Generator) -> Problem:
        X = rng.integers(-width, width + 1, (n, p)).astype(float)
        return X, rng.integers(-2 * width, 2 * width + 1, n).astype(float)

    return make


def copies(n: int, p: int) -> Callable[[np.random.Generator], Problem]:
    """Return a maker of integer designs in which columns repeat, some with the other sign."""

    def make(rng: np.random.Generator) -> Problem:
        X, y = integers(n, p, 4)(rng)
        X[:, 1], X[:, 3] = X[:, 0], -X[:, 2]
        return X, y

    return make


def hadamard(n: int, p: int) -> Callable[[np.random.Generator], Problem]:
    """Return a maker of orthogonal +-1 designs whose true coefficients are equal or opposite."""
    full = np.ones((1, 1))
    while len(full) < n:
        full = np.block([[full, full], [full, -full]])

    def make(rng: np.random.Generator) -> Problem:
        X = full[:, rng.permutation(n)[:p]]
        return X, X @ rng.integers(-1, 2, p).astype(float)

    return make


FAMILIES = {
    "entries in -1, 0, 1; 4 x 5": integers(4, 5, 1),
    "entries in -1, 0, 1; 5 x 9": integers(5, 9, 1),
    "entries in -1, 0, 1; 8 x 8": integers(8, 8, 1),
    "integers up to 4; 6 x 5": integers(6, 5, 4),
    "integers up to 4; 4 x 7": integers(4, 7, 4),
    "copies; 6 x 5": copies(6, 5),
    "copies; 4 x 8": copies(4, 8),
    "Hadamard; 8 x 5": hadamard(8, 5),
    "Hadamard; 8 x 8": hadamard(8, 8),
    "Hadamard; 16 x 12": hadamard(16, 12),
}


def is_wrong(X: Array, y: Array, coefs: Array | None, lams: Array) -> bool:
    """Return whether an answer at lams, a row of coefs, breaks the KKT conditions, or there is none."""
    if coefs is None:
        return True
    # All at once, and not by kkt_violation: checking its input takes longer than judging nine answers.
    violation = stationarity(correlations(X, y, coefs, len(y)), coefs, lams).max()
    # Not `>`, for an answer that is not finite is wrong too.
    return not violation <= WRONG * np.abs(y @ X).max() / len(y)


def ours(X: Array, y: Array, lams: Array) -> Array | None:
    """Return the answers of our path, or None if it stops with an exception."""
    try:
        return lasso_path(X, y)(lams)
    except NotConverged:
        return None


def lars(X: Array, y: Array, lams: Array) -> Array | None:
    """Return the answers of scikit-learn's lars_path, or None if it stops with an exception."""
    try:
        # That its arguments are of the right kind would take a third of its time to find.
        with config_context(skip_parameter_validation=True):
            alphas, _, coefs = lars_path(X, y, method="lasso")
    except (ValueError, IndexError, ArithmeticError, np.linalg.LinAlgError):
        return None
    # Its path is linear between alphas, which decrease.
    return np.array([np.interp(lams, alphas[::-1], row[::-1]) for row in coefs]).T


def main(total: int = 10_000) -> tuple[int, int]:
    """Judge `total` designs, print the counts, and return how many each solver got wrong."""
    rng = np.random.default_rng(SEED)
    each = total // len(FAMILIES)
    totals = np.zeros(3, dtype=np.int64)
    print(f"{'design':<30}{'designs':>9}{'ours wrong':>12}{'lars_path wrong':>17}{'of these stopped':>18}")
    for name, make in FAMILIES.items():
        counts, count = np.zeros(3, dtype=np.int64), 0
        while count < each:
            X, y = make(rng)
            lam_max = np.abs(X.T @ y).max() / len(y)
            if lam_max == 0.0:
                continue  # nothing to explain
            count += 1
            lams = SHARES * lam_max
            peer = lars(X, y, lams)
            counts += is_wrong(X, y, ours(X, y, lams), lams), is_wrong(X, y, peer, lams), peer is None
        print(row(name, count, counts))
        totals += counts
    print(row("all", each * len(FAMILIES), totals))
    return int(totals[0]), int(totals[1])


def row(name: str, designs: int, counts: NDArray[np.int64]) -> str:
    """Return a row of the table."""
    wrong, peer, stopped = counts
    return f"{name:<30}{designs:>9}{wrong:>12}{peer:>17}{stopped:>18}"


if __name__ == "__main__":
    # lars_path warns where it drops features or degenerates; here its answer is judged instead.
    warnings.simplefilter("ignore")
    main()

"""The active-set linear system by QR of X itself: for n < p and nearly dependent columns."""

import numpy as np

from figures.solvers.checks import Array
from figures.solvers.lasso.homotopy import Lines, Walk

DEPENDENT = 1e-10
"""A column whose part outside the active span is below this fraction counts as inside it."""


class Factor:
    """Coefficients and correlations of one lasso as functions of lam, kept by X_A = Q R.

    It offers what `Tableau` offers, at the square root of the condition number:
        w_A = R^-1 Q'y - lam n R^-1 R^-T s,    corr = X'(y - QQ'y)/n + lam X'Q R^-T s,
    written z = q - lam d.
    """

    def __init__(self, X: Array, y: Array, n: int) -> None:
        rows, p = X.shape
        self._X, self._y, self._n = X, y, n
        self._active: list[int] = []
        self._signs: list[float] = []
        self._Q = np.empty((rows, 0))
        self._R = np.empty((0, 0))
        self._norms = np.sqrt(np.einsum("ij,ij->j", X, X))
        self._q = y @ X / n
        self._d = np.zeros(p)

    def lines(self) -> Lines:
        """Return the current lines (q, d)."""
        return self._q.tolist(), self._d.tolist()

    def join(self, j: int, sign: float) -> Lines | None:
        """Make feature j active with this sign; return None if it depends on the active ones.

        In exact arithmetic a dependent column never has to join at lam > 0: its correlation is
        the same combination of the active ones, and stays within their bound.
        """
        column = self._X[:, j]
        inside = self._Q.T @ column
        outside = column - self._Q @ inside
        # Once is not enough: the first projection leaves a rounding error along Q.
        again = self._Q.T @ outside
        outside = outside - self._Q @ again
        length = float(np.sqrt(outside @ outside))
        if length <= DEPENDENT * self._norms[j]:
            return None
        m = len(self._active)
        grown = np.zeros((m + 1, m + 1))
        grown[:m, :m] = self._R
        grown[:m, m] = inside + again
        grown[m, m] = length
        self._R = grown
        self._Q = np.column_stack([self._Q, outside / length])
        self._active.append(j)
        self._signs.append(sign)
        self._refresh()
        return self.lines()

    def leave(self, j: int, sign: float) -> Lines:
        """Make feature j, active with this sign, inactive."""
        del self._signs[self._active.index(j)]
        self._active.remove(j)
        self._Q, self._R = np.linalg.qr(self._X[:, self._active])
        self._refresh()
        return self.lines()

    def inverse_diagonal(self, j: int) -> float:
        """Return (G_AA^-1)_jj of an active feature."""
        unit = np.zeros(len(self._active))
        unit[self._active.index(j)] = 1.0
        half = np.linalg.solve(self._R.T, unit)
        return float(self._n * (half @ half))

    def _refresh(self) -> None:
        n = self._n
        inside = self._Q.T @ self._y
        half = np.linalg.solve(self._R.T, np.array(self._signs))
        residual = self._y - self._Q @ inside
        self._q, self._d = np.stack([residual / n, -(self._Q @ half)]) @ self._X
        solution = np.linalg.solve(self._R, np.column_stack([inside, n * half]))
        self._q[self._active], self._d[self._active] = solution.T


def resolve(X: Array, y: Array, n: int, walk: Walk) -> Array:
    """Return the coefficients (k, p) of a walk, solved anew from its knots and signs.

    Nearly dependent columns make q and lam d large and nearly equal. Here the right-hand sides are
    subtracted before the solve, w_A = R^-1 (Q'y - lam n R^-T s), and one step of iterative
    refinement follows, so that only the size of w itself magnifies rounding.
    """
    coefs = np.zeros_like(walk.coefs)
    for lam, below, events, w in zip(walk.knots, walk.signs, walk.events, coefs, strict=True):
        sign = np.array(below)
        sign[[j for j, _ in events]] = 0.0  # at 0 on one side of the knot, so at 0 on it
        active = np.flatnonzero(sign)
        Q, R = np.linalg.qr(X[:, active])
        pull = lam * n * np.linalg.solve(R.T, sign[active])
        solution = np.linalg.solve(R, Q.T @ y - pull)
        residual = y - X[:, active] @ solution
        w[active] = solution + np.linalg.solve(R, Q.T @ residual - pull)
    return coefs

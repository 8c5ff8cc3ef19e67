"""The active-set linear system as a full tableau on the Gram matrix: fast while it is regular."""

import numpy as np

from figures.solvers.checks import Array

SINGULAR = 1e-8
"""A pivot below this fraction of its diagonal has lost half of its digits in the Gram matrix."""


class NearSingularError(ArithmeticError):
    """A feature is nearly a combination of the active ones: the Gram matrix cannot decide."""


class Tableau:
    """Coefficients and correlations of one lasso as functions of lam, kept by principal pivoting.

    On the active set A with signs s, and I its complement, the optimality conditions give
        w_A = G_AA^-1 c_A - lam G_AA^-1 s_A,    corr_I = c_I - G_IA w_A.
    Both are z = q - lam d: `q` and `d` (p,) hold the coefficient of an active feature and the
    correlation of any other. They are the last two columns of the tableau [M | q | d], which
    starts as [G | c | 0]; a feature that joins or leaves is one pivot, a rank-1 update.

    Source: Cottle, Pang and Stone (1992), "The Linear Complementarity Problem", section 2.3.
    """

    def __init__(self, gram: Array, c: Array) -> None:
        p = c.size
        self._table = np.column_stack([gram, c, np.zeros(p)])
        self._diagonal = gram.diagonal()
        self.q = self._table[:, p]
        self.d = self._table[:, p + 1]

    def join(self, j: int, sign: float) -> bool:
        """Make feature j active with this sign, or raise NearSingularError on a small pivot."""
        if self._table[j, j] <= SINGULAR * self._diagonal[j]:
            raise NearSingularError
        self.d[j] += sign
        self._pivot(j)
        return True

    def leave(self, j: int, sign: float) -> None:
        """Make feature j, active with this sign, inactive."""
        self._pivot(j)
        self.d[j] -= sign

    def inverse_diagonal(self, j: int) -> float:
        """Return (G_AA^-1)_jj of an active feature."""
        return float(self._table[j, j])

    def _pivot(self, j: int) -> None:
        table = self._table
        pivot = table[j, j]
        row = table[j] / pivot
        row[j] = 0.0
        column = table[:, j].copy()
        table -= column[:, np.newaxis] * row
        table[:, j] = column / -pivot
        table[j] = row
        table[j, j] = 1.0 / pivot

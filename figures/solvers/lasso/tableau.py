"""The active-set linear system as a full tableau on the Gram matrix: fast while it is regular."""

from functools import cache

import numpy as np

from figures.solvers.checks import Array
from figures.solvers.lasso.homotopy import Lines

SINGULAR = 1e-8
"""A pivot below this fraction of its diagonal has lost half of its digits in the Gram matrix."""

SMALL = 16
"""Up to this many features a product with a p x p matrix costs less than three rank-1 steps."""


class NearSingularError(ArithmeticError):
    """A feature is nearly a combination of the active ones: the Gram matrix cannot decide."""


class Tableau:
    """Coefficients and correlations of one lasso as functions of lam, kept by principal pivoting.

    On the active set A with signs s, and I its complement, the optimality conditions give
        w_A = G_AA^-1 c_A - lam G_AA^-1 s_A,    r_I = c_I - G_IA w_A.
    Both are z = q - lam d, where q and d are the first two rows of the tableau T = [q; d; M]. It
    starts as [c; 0; G], where all w are given (as 0) and all r = c - Gw are told. A feature that joins
    or leaves is one pivot, a rank-1 update, which exchanges its w_j and r_j; M holds G_AA^-1 then.

    Source: Cottle, Pang and Stone (1992), "The Linear Complementarity Problem", section 2.3.
    """

    def __init__(self, gram: Array, c: Array) -> None:
        p = c.size
        self._table = np.zeros((p + 2, p))
        self._table[0] = c
        self._table[2:] = gram
        self._floor = (SINGULAR * gram.diagonal()).tolist()
        self._elementary = _identity(p) if p <= SMALL else None

    def lines(self) -> Lines:
        """Return the current lines (q, d)."""
        q, d = self._table[:2].tolist()
        return q, d

    def join(self, j: int, sign: float) -> Lines:
        """Make feature j active with this sign, or raise NearSingularError on a small pivot."""
        if self._table[j + 2, j] <= self._floor[j]:
            raise NearSingularError
        self._table[1, j] += sign  # what is given from now on is r_j - lam sign = 0
        return self._pivot(j, 0.0)

    def leave(self, j: int, sign: float) -> Lines:
        """Make feature j, active with this sign, inactive."""
        return self._pivot(j, sign)

    def inverse_diagonal(self, j: int) -> float:
        """Return (G_AA^-1)_jj of an active feature."""
        return float(self._table[j + 2, j])

    def _pivot(self, j: int, sign: float) -> Lines:
        """Exchange w_j and r_j - lam sign, of which one is given and one is told, and return the lines.

        With the pivot m = M_jj every entry loses T_ij M_jk / m; column j becomes T_ij / m and row j
        -M_jk / m, with 1/m where they cross.
        """
        table = self._table
        row = table[j + 2]
        pivot = row.item(j)
        eta = row / -pivot
        if self._elementary is not None:
            # The same as one product, with the identity whose row j is eta: fewest calls.
            eta[j] = 1.0 / pivot
            elementary = self._elementary.copy()
            elementary[j] = eta
            self._table = table = table.dot(elementary)
        else:
            eta[j] = 0.0
            table += table[:, j : j + 1].dot(eta[np.newaxis])
            table[:, j] /= pivot
            eta[j] = 1.0 / pivot
        table[j + 2] = eta
        if sign:
            table[1, j] -= sign
        q, d = table[:2].tolist()
        return q, d


@cache
def _identity(p: int) -> Array:
    return np.eye(p)

"""The lasso path as a textbook has it, to be read: no ties, no safeguards, no certificate."""

import numpy as np

from figures.solvers.checks import Array


def textbook_path(X: Array, y: Array) -> tuple[Array, Array]:
    """Return the knots (k,), falling to 0, and the coefficients (k, p) at them.

    The path of 1/(2n) ||y - Xw||^2 + lam ||w||_1, X (n, p) and y (n,) as given. Where two events
    coincide (orthonormal columns with equal coefficients, copies, small integers) the answer may be
    wrong, or LinAlgError be raised; `lasso_path` is right there too, and certifies what it returns.
    """
    n, p = X.shape
    gram, c, rank = X.T @ X / n, X.T @ y / n, np.linalg.matrix_rank(X)
    knots, coefs = [], []
    lam, sign = np.inf, np.zeros(p)
    j = before = 0
    while lam > 0:
        active = sign != 0
        inside = gram[active][:, active]
        # In between: w = start - lam * direction, pulls = pull + lam * drift
        start, direction = np.zeros(p), np.zeros(p)
        start[active] = np.linalg.solve(inside, c[active])
        direction[active] = np.linalg.solve(inside, sign[active])
        pull, drift = c - gram @ start, gram @ direction
        # Row s: at which lam a sign becomes s, which is 0, 1 or -1 (the last row)
        events = np.zeros((3, p))
        events[0, active] = start[active] / direction[active]
        if active.sum() < rank:
            events[1, ~active] = pull[~active] / (1 - drift[~active])
            events[-1, ~active] = -pull[~active] / (1 + drift[~active])
        events[before, j] = 0  # undoing the last event is not ahead
        events[events >= lam] = 0  # what lies behind
        row, j = divmod(int(events.argmax()), p)
        lam = events[row, j]
        knots.append(lam)
        coefs.append(start - lam * direction)
        if lam > 0:
            coefs[-1][j] = 0
            before, sign[j] = int(sign[j]), (0, 1, -1)[row]
    return np.array(knots), np.array(coefs)

"""How correlation widens and shifts the dead zone of a coefficient: variance inflation."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_lams, as_vector
from figures.solvers.interval import Interval


def vif(gram: ArrayLike, j: int, active: Sequence[int]) -> float:
    """Return the variance inflation factor of feature j given the active ones, 1/(1 - R^2).

    VIF = G_jj / (G_jj - G_jA G_AA^-1 G_Aj), 1 if no active feature is correlated with j. gram is
    (p, p), X'X/n; active holds distinct indices other than j. Raises ValueError on bad input, and
    where j depends on the active features, whose VIF is infinite.
    """
    G, A = _features(gram, j, active)
    explained = G[j, A] @ np.linalg.solve(G[np.ix_(A, A)], G[A, j]) if A else 0.0
    return float(G[j, j] / (G[j, j] - explained))


def coefficient_dead_zone(
    gram: ArrayLike, j: int, active: Sequence[int], signs: ArrayLike, lam: ArrayLike
) -> Interval:
    """Return the least-squares coefficients of feature j for which the lasso's is exactly 0.

    While the features A = `active` have the signs s, w_j is 0 exactly as long as the least-squares
    coefficient of j, fitted together with A, lies in
        lam VIF/G_jj [-1 - k, 1 - k],    k = G_jA G_AA^-1 s.
    Correlation widens the zone by VIF and shifts its centre. For two standardised features with
    w_1 > 0 it is [-lam/(1 - rho), lam/(1 + rho)].

    gram is (p, p), signs has one of -1, 1 for each active feature, lam >= 0 has any shape, and so
    have both ends. Raises ValueError on bad input and as `vif`.

    Derivation: the correlation of j with the residual of the lasso on A is
    (G_jj/VIF) b_j + lam k, and must stay within [-lam, lam].
    """
    G, A = _features(gram, j, active)
    s = as_vector(signs, len(A), "signs")
    if (np.abs(s) != 1.0).any():
        raise ValueError(f"signs must be -1 or 1, got {s.tolist()}")
    k = float(G[j, A] @ np.linalg.solve(G[np.ix_(A, A)], s)) if A else 0.0
    scale = as_lams(lam) * (vif(G, j, A) / G[j, j])
    return Interval(scale * (-1.0 - k), scale * (1.0 - k))


def _features(gram: ArrayLike, j: int, active: Sequence[int]) -> tuple[Array, list[int]]:
    """Return the Gram matrix and the active indices, or raise ValueError."""
    G = as_design(gram, "gram")
    p = G.shape[0]
    if G.shape != (p, p) or (G != G.T).any():
        raise ValueError(f"gram must be square and symmetric, got shape {G.shape}")
    A = [int(a) for a in active]
    if not 0 <= j < p or not all(0 <= a < p for a in A) or len({j, *A}) != 1 + len(A):
        raise ValueError(f"j and active must be distinct indices below {p}, got {j} and {A}")
    group = G[np.ix_([*A, j], [*A, j])]
    smallest = cast(float, np.linalg.eigvalsh(group)[0])
    if smallest <= len(group) * np.finfo(np.float64).eps * float(np.trace(group)):
        raise ValueError(f"gram must be positive definite on features {[*A, j]}: they are dependent")
    return G, A

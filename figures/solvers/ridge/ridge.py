"""Ridge regression at one penalty, and at all of them at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_lam, as_lams, as_vector
from figures.solvers.optimality import TOLERANCE, NotConverged, kkt_violation
from figures.solvers.ridge.crossings import sign_changes
from figures.solvers.units import normalise


@dataclass(frozen=True, eq=False)
class RidgePath:
    """A ridge path: w_j(lam) = sum_i terms_ij / (eigenvalues_i + lam), a smooth function of lam.

    eigenvalues  (r,)    the positive eigenvalues of G = X'X/n, decreasing; r is the rank of X.
    terms        (r, p)  (v_i'c) v_ij with c = X'y/n and v_i the eigenvectors; they add up to c.

    lam has the units of the eigenvalues. The arrays are read-only.
    """

    eigenvalues: Array
    terms: Array

    def __post_init__(self) -> None:
        self.eigenvalues.setflags(write=False)
        self.terms.setflags(write=False)

    def __call__(self, lam: ArrayLike) -> Array:
        """Return w at lam; at lam = 0 the least-squares solution of least norm.

        lam may have any shape; the result has shape lam.shape + (p,). Raises ValueError for lam
        that is negative or not finite.
        """
        lams = as_lams(lam)[..., np.newaxis]
        w: Array = (1.0 / (self.eigenvalues + lams)) @ self.terms
        return w

    def zero_crossings(self) -> tuple[Array, ...]:
        """Return for each of the p coefficients the lam > 0 at which it changes its sign, rising.

        Ridge coefficients do pass through 0, at isolated lam: at most r - 1 times each. Each root
        is exact to rounding (see `crossings.sign_changes`).
        """
        return tuple(sign_changes(self.eigenvalues, column) for column in self.terms.T)


def ridge(X: ArrayLike, y: ArrayLike, lam: ArrayLike) -> Array:
    """Return the minimiser w (p,) of 1/(2n) ||y - Xw||^2 + (lam/2) ||w||^2.

    w = (X'X/n + lam I)^-1 X'y/n. X is (n, p) and y (n,), used as given: no intercept, no centring.
    lam >= 0 is in the units of x_j'x_j/n. At lam = 0 the answer is the least-squares solution of
    least norm.

    Raises ValueError on bad input, and NotConverged where X'(y - Xw)/n = lam w cannot be met to
    1e-10 of max_j |x_j'y|/n.

    Source: Hoerl and Kennard (1970), "Ridge regression: biased estimation for nonorthogonal
    problems".
    """
    penalty = as_lam(lam)
    w = ridge_path(X, y)(penalty)
    residual = kkt_violation(X, y, w, penalty, alpha=0.0)
    if residual > TOLERANCE:
        raise NotConverged("ridge could not be certified", residual)
    return w


def ridge_path(X: ArrayLike, y: ArrayLike) -> RidgePath:
    """Return the minimiser of 1/(2n) ||y - Xw||^2 + (lam/2) ||w||^2 as a function of lam >= 0.

    By one singular value decomposition X = U diag(d) V',
        w(lam) = sum_i d_i u_i'y / (d_i^2 + n lam) v_i.
    X is (n, p) and y (n,), used as given. Singular values below max(n, p) eps d_1 are rounding and
    count as 0, for every lam. The stationarity conditions are checked at lam = 0 and at every
    eigenvalue of X'X/n.

    Raises ValueError on bad input, and NotConverged where the relative violation exceeds 1e-10.

    Source: Hastie, Tibshirani and Friedman (2009), "The Elements of Statistical Learning", (3.47).
    """
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    design, target, units = normalise(design, target)
    n, p = design.shape
    U, d, V = np.linalg.svd(design, full_matrices=False)
    kept = d > max(n, p) * np.finfo(np.float64).eps * d[0]
    U, d, V = U[:, kept], d[kept], V[kept]
    path = RidgePath(d * d / n, (d * (target @ U) / n)[:, np.newaxis] * V)
    residual = _path_violation(design, target, path)
    if residual > TOLERANCE:
        # Where y is nearly orthogonal to X, rounding in U'y exceeds X'y; V'(X'y) does not.
        path = RidgePath(d * d / n, (V @ (target @ design) / n)[:, np.newaxis] * V)
        residual = _path_violation(design, target, path)
    if residual > TOLERANCE:
        raise NotConverged("the ridge path could not be certified", residual)
    with np.errstate(over="ignore", under="ignore"):
        eigenvalues = np.ldexp(path.eigenvalues, 2 * units.x)
    if not np.isfinite(eigenvalues).all() or (eigenvalues == 0.0).any():
        raise ValueError("X: X'X leaves the range of float64; rescale it")
    return RidgePath(eigenvalues, units.lam_from_unit(path.terms))


def _path_violation(X: Array, y: Array, path: RidgePath) -> float:
    """Return the largest |X'(y - Xw)/n - lam w| at 0 and the eigenvalues, over max_j |x_j'y|/n."""
    lams = np.append(path.eigenvalues, 0.0)
    w = path(lams)
    n, c = X.shape[0], y @ X
    # X'y and X'(Xw) are subtracted last, so that the error is relative to X'y and not to y.
    worst = float(np.abs((c - (w @ X.T) @ X) / n - lams[:, np.newaxis] * w).max())
    lam_max = float(np.abs(c).max() / n)
    if lam_max > 0.0:
        return worst / lam_max
    return 0.0 if worst == 0.0 else float(np.inf)

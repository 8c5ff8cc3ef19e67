"""The loss of two features: its Gram matrix, and its contours as ellipses."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_points, as_positive, as_real_array


@dataclass(frozen=True, eq=False)
class Contour:
    """An ellipse {centre + a cos(s) u + b sin(s) v}, with u at `angle` and v a right angle further.

    centre     (..., 2)  the least-squares point.
    semi_axes  (..., 2)  a along u and b along v, in the units of w.
    angle                radians in [0, pi/2]; exactly pi/4 for standardised features of any
                         correlation, so that an animation over rho does not turn the axes.
    """

    centre: Array
    semi_axes: Array
    angle: float


def correlated_gram(rho: ArrayLike) -> Array:
    """Return G = [[1, rho], [rho, 1]], the Gram matrix X'X/n of two standardised features.

    rho in (-1, 1) is their correlation. Raises ValueError on bad input.
    """
    correlation = as_rho(rho)
    if correlation.ndim != 0:
        raise ValueError(f"rho must be a single number, got shape {correlation.shape}")
    return np.array([[1.0, correlation], [correlation, 1.0]])


def tilted_gram(eigenvalues: ArrayLike, tilt: ArrayLike) -> Array:
    """Return the 2 by 2 matrix with these two eigenvalues, the first one's vector at angle `tilt`.

    eigenvalues is (2,), both > 0; tilt is in radians. At tilt 0 the features are uncorrelated, of
    mean squares `eigenvalues`; at pi/4 they are standardised up to a factor. Raises ValueError on
    bad input.
    """
    stretch = as_positive(as_points(eigenvalues, 2, "eigenvalues"), "eigenvalues")
    angle = as_real_array(tilt, "tilt")
    if stretch.ndim != 1 or angle.ndim != 0:
        raise ValueError("eigenvalues must have shape (2,) and tilt must be a single number")
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    gram: Array = turn * stretch @ turn.T
    # Rounding must not leave the two correlations different by a bit.
    gram[1, 0] = gram[0, 1]
    return gram


def excess_loss(gram: ArrayLike, ols: ArrayLike, w: ArrayLike) -> Array:
    """Return 1/2 (w - ols)'G(w - ols), by how much the loss at w exceeds its minimum.

    This is 1/(2n) ||y - Xw||^2 - 1/(2n) ||y - X ols||^2. gram is (2, 2); ols and w are (..., 2) and
    broadcast; the result is (...). Raises ValueError on bad input.
    """
    away = as_points(w, 2, "w") - as_points(ols, 2, "ols")
    excess: Array = 0.5 * np.einsum("...i,ij,...j->...", away, as_gram(gram), away)
    return excess


def contour(gram: ArrayLike, ols: ArrayLike, level: ArrayLike) -> Contour:
    """Return the ellipse on which the loss exceeds its minimum by `level`.

    With the eigenvalues g_u, g_v of G along and across `angle`, the semi-axes are
    sqrt(2 level/g_u) and sqrt(2 level/g_v). For standardised features these are
    sqrt(2 level/(1 + rho)) along the diagonal and sqrt(2 level/(1 - rho)) across it.

    gram is (2, 2), positive definite; ols is (..., 2) and level >= 0 is (...); they broadcast.
    Raises ValueError on bad input.
    """
    G = as_gram(gram)
    centre, excess = as_points(ols, 2, "ols"), as_lams(level, "level")
    if G[0, 0] == G[1, 1]:
        angle = np.pi / 4.0
    else:
        angle = 0.5 * np.arctan2(2.0 * G[0, 1], G[0, 0] - G[1, 1]) % (np.pi / 2.0)
    u = np.array([np.cos(angle), np.sin(angle)])
    v = np.array([-u[1], u[0]])
    semi_axes = np.sqrt(2.0 * excess[..., np.newaxis] / np.array([u @ G @ u, v @ G @ v]))
    centre, semi_axes = np.broadcast_arrays(centre, semi_axes)
    return Contour(centre, semi_axes, float(angle))


def as_gram(gram: ArrayLike) -> Array:
    """Return a symmetric positive definite (2, 2) matrix as float64, or raise ValueError."""
    G = as_real_array(gram, "gram")
    if G.shape != (2, 2):
        raise ValueError(f"gram must have shape (2, 2), got {G.shape}")
    if G[0, 1] != G[1, 0] or G[0, 0] <= 0.0 or G[0, 0] * G[1, 1] <= G[0, 1] ** 2:
        raise ValueError(f"gram must be symmetric and positive definite, got {G.tolist()}")
    return G


def as_rho(rho: ArrayLike) -> Array:
    """Return correlations of any shape as float64, all in (-1, 1), or raise ValueError."""
    correlation = as_real_array(rho, "rho")
    if (np.abs(correlation) >= 1.0).any():
        raise ValueError(f"rho must be in (-1, 1), got {correlation.tolist()}")
    return correlation

"""Simulated data sets, made for this site: normal features, the more alike the nearer, known effects, noise.

The features' variance is 1, and so is the noise's; neighbours have the correlation ρ, those k apart ρᵏ.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def covariance(p: int, rho: float) -> Array:
    """C (p, p), with ρ to the power of |i − j|."""
    places = np.arange(p)
    C: Array = float(rho) ** np.abs(places[:, np.newaxis] - places)
    return C


def trials(seed: int, count: int, rows: int, effects: Array, rho: float) -> tuple[Array, Array]:
    """X (count, rows, p) and y (count, rows) of so many data sets with these ``effects`` (p,).

    From NumPy's default generator: first all features, then all noise. So data sets of one seed that differ
    in their effects alone have the same features and the same noise.
    """
    rng, p = np.random.default_rng(seed), len(effects)
    X = rng.normal(size=(count, rows, p)) @ np.linalg.cholesky(covariance(p, rho)).T
    y: Array = X @ effects + rng.normal(size=(count, rows))
    return X, y

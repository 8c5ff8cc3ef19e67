"""Twins, made for this site: two features of exact correlation ρ with equal effects, and normal noise.

Both are mixed from two columns of ±1 that know nothing of each other, so that they have mean 0 and mean
square 1 whatever ρ is. The noise does not change with ρ.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

ROWS = 100
EFFECT, SIGMA = 1.0, 1.0
"""That of either feature, and the noise's standard deviation."""

_SHARED = np.repeat([1.0, -1.0], ROWS // 2)
_OWN = np.tile([1.0, -1.0], ROWS // 2)


def twins(rho: float, seed: int) -> tuple[Array, Array]:
    """X (100, 2) of correlation ``rho``, and y = x₁ + x₂ + NumPy's normal noise of that seed, centred."""
    shared, own = np.sqrt((1 + rho) / 2) * _SHARED, np.sqrt((1 - rho) / 2) * _OWN
    X = np.stack([shared + own, shared - own], axis=1)
    y = EFFECT * X.sum(axis=1) + SIGMA * np.random.default_rng(seed).standard_normal(ROWS)
    return X, y - y.mean()

"""Truths made for this site: twenty coefficients of a known kind, with the covariance of their features."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FEATURES = 20


@dataclass(frozen=True, eq=False)
class Truth:
    """Coefficients β (p,) before they are scaled, and the covariance C (p, p) of the features."""

    beta: Array
    covariance: Array

    def scaled(self, signal: float, gram: Array | None = None) -> Array:
        """β such that βᵀCβ, with ``gram`` βᵀGβ, is the ``signal``: with noise of variance 1 the SNR."""
        moments = self.covariance if gram is None else gram
        beta: Array = self.beta * np.sqrt(signal / (self.beta @ moments @ self.beta))
        return beta


_ORDER = np.arange(FEATURES)
_FADING = 0.5 ** np.abs(np.subtract.outer(_ORDER, _ORDER))
_BLOCK = _ORDER // 5
_FEW = np.isin(_ORDER, (0, 7, 14)).astype(np.float64)
_SIGNS = np.where(_ORDER % 4 < 2, 1.0, -1.0)
TRUTHS = {
    "sparse": Truth(_FEW, _FADING),
    "dense": Truth(_SIGNS, _FADING),
    "grouped": Truth(
        (_BLOCK < 2).astype(np.float64),
        0.9 * np.equal.outer(_BLOCK, _BLOCK).astype(np.float64) + 0.1 * np.eye(FEATURES),
    ),
    "mixed": Truth(np.where(_FEW > 0, 1.0, 0.2 * _SIGNS), _FADING),
}
"""Three equal effects, 7 apart; all twenty equal in size with signs ++−−…; the first two of four blocks; and
the three of the first with all others a fifth as large, signs as in the second.

The correlation of features i and j is 0.5^|i−j|, in blocks of five 0.9 within and 0 between them.
"""


def fixed_rows(rng: np.random.Generator, rows: int = 100) -> Array:
    """Rows of features whose correlations fade, (rows, 20), then standardized: mean 0 and mean square 1."""
    X = rng.normal(size=(rows, FEATURES)) @ np.linalg.cholesky(_FADING).T
    X -= X.mean(axis=0)
    X /= X.std(axis=0)
    return X

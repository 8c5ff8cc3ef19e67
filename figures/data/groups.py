"""Two groups of three features, made for this site: alike within a group, uncorrelated between.

The correlation is 0.95 within each group; the second group's correlations with y are half the first's. The
first six rows come again as their negatives, so that columns have mean 0; their mean square is 1.
"""

import numpy as np
from numpy.typing import NDArray

NAMES = ("x₁", "x₂", "x₃", "x₄", "x₅", "x₆")
WITHIN = 0.95
PULLS = (0.90, 0.87, 0.865, 0.45, 0.435, 0.4325)
"""c = Xᵀy/n."""

_block = np.where(np.eye(3) == 1, 1.0, WITHIN)
GRAM: NDArray[np.float64] = np.block([[_block, np.zeros((3, 3))], [np.zeros((3, 3)), _block]])
"""G = XᵀX/n."""

_half = np.sqrt(6) * np.linalg.cholesky(GRAM).T
X: NDArray[np.float64] = np.concatenate([_half, -_half])
"""The design (12, 6)."""

_response = 6 * np.linalg.solve(_half.T, PULLS)
Y: NDArray[np.float64] = np.concatenate([_response, -_response])
"""The response (12,)."""

for _constant in (GRAM, X, Y):
    _constant.setflags(write=False)

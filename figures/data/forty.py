"""Forty rows, made for this site: two features of correlation 0.5, of which the second has a weak effect.

Both, and the noise, are mixed from three orthogonal columns of mean 0 and mean square 1. So the correlation
and the least-squares point are exact but for rounding, while the rows differ as those of real data do.
"""

import numpy as np

_DRAWN = np.random.default_rng(7).normal(size=(40, 3))
_Q, _R = np.linalg.qr(_DRAWN - _DRAWN.mean(axis=0))
# Of the two signs that each column may have, the drawn one's.
_COLUMNS = _Q * np.sign(np.diag(_R)) * np.sqrt(len(_Q))

RHO = 0.5
OLS = (1.5, 0.2)
"""The least-squares point."""
X = _COLUMNS[:, :2] @ np.linalg.cholesky([[1, RHO], [RHO, 1]]).T
Y = X @ OLS + 0.5 * _COLUMNS[:, 2]
"""X (40, 2), columns of mean 0 and mean square 1; y (40,), centred, with noise of standard deviation ½."""

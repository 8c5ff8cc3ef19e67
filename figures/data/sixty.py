"""Twenty rows of sixty independent features, made for this site: five have an effect, with normal noise.

Drawn once from NumPy's default generator with seed 60.
"""

import numpy as np

EFFECTS = (3.0, -2.0, 2.0, -1.5, 1.0)
"""The coefficients of the first columns; the others have no effect."""

_rng = np.random.default_rng(60)
X = _rng.normal(size=(20, 60))
"""The design (20, 60), as drawn: neither centred nor scaled."""
Y = X[:, : len(EFFECTS)] @ EFFECTS + _rng.normal(size=20)
"""The response (20,)."""

for _constant in (X, Y):
    _constant.setflags(write=False)

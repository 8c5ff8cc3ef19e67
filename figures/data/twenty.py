"""Twenty correlated features, made for this site: five have an effect, and 200 rows have normal noise.

The correlation of two features is ½ to the power of their distance in the list, but for chance. Drawn once
from NumPy's default generator with seed 11.
"""

import numpy as np

EFFECTS = {0: 2.0, 4: -1.5, 8: 1.0, 12: -0.75, 16: 0.5}
"""The coefficient of each column that has an effect."""

_rng, _at = np.random.default_rng(11), np.arange(20)
X = _rng.normal(size=(200, 20)) @ np.linalg.cholesky(0.5 ** np.abs(_at[:, None] - _at)).T
"""The design (200, 20), as drawn: neither centred nor scaled."""
Y = X[:, list(EFFECTS)] @ list(EFFECTS.values()) + _rng.normal(size=200)
"""The response (200,)."""

for _constant in (X, Y):
    _constant.setflags(write=False)

"""Least squares on the features that an answer keeps."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_real_array


def refit(gram: ArrayLike, c: ArrayLike, w: ArrayLike) -> Array:
    """Return, for every problem, the least-squares coefficients of the features with w != 0, else +0.0.

    With G = X'X/n and c = X'y/n it solves G_AA b_A = c_A, A the support of w. gram is (..., p, p), c and
    w (..., p); leading axes broadcast. Raises ValueError on bad input, and numpy's LinAlgError where the
    columns kept are dependent.

    Source: Meinshausen (2007), "Relaxed lasso", whose other end it is; Belloni and Chernozhukov (2013),
    "Least squares after model selection in high-dimensional sparse models".
    """
    G, target, kept = as_real_array(gram, "gram"), as_real_array(c, "c"), as_real_array(w, "w") != 0.0
    if G.ndim < 2 or not G.shape[-1] == G.shape[-2] == target.shape[-1] == kept.shape[-1]:
        raise ValueError(f"gram, c and w must fit together, got {G.shape}, {target.shape}, {kept.shape}")
    # Of what is not kept the equations say b = 0.
    both = kept[..., np.newaxis] & kept[..., np.newaxis, :]
    system = np.where(both, G, np.where(kept, 0.0, 1.0)[..., np.newaxis] * np.eye(G.shape[-1]))
    solution = np.linalg.solve(system, np.where(kept, target, 0.0)[..., np.newaxis])[..., 0]
    b: Array = np.where(kept, solution, 0.0)
    return b

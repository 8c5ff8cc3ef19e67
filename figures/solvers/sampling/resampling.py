"""Bootstrap: the lasso path on many resamples of the rows, and how often each feature is chosen."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_lam, as_lams, as_vector
from figures.solvers.lasso.batch import Paths, lasso_paths
from figures.solvers.sampling.moments import weighted_moments

BLOCK = 2**13
"""Rows drawn at a time: few enough to count within a core's cache."""


def bootstrap_paths(
    X: ArrayLike, y: ArrayLike, draws: int, rng: "np.random.Generator", *, ridge: ArrayLike = 0.0
) -> Paths:
    """Return the exact lasso paths of `draws` resamples of the rows, drawn with replacement.

    X is (n, p), y (n,). Every resample is standardised by its own means and root mean squares,
    as an analyst of that resample would, so lam is comparable between them. With a weight `ridge` > 0
    the objective has ridge/2 ||w||^2 more, as in `elastic_net_path`. Raises ValueError on bad input,
    and NotConverged where a path cannot be certified.

    Source: Efron (1979), "Bootstrap methods: another look at the jackknife"; Bach (2008),
    "Bolasso".
    """
    design = as_design(X)
    n, p = design.shape
    target, weight = as_vector(y, n, "y"), as_lam(ridge, "ridge")
    if draws < 1:
        raise ValueError(f"draws must be >= 1, got {draws}")
    moments = weighted_moments(design, target, _counts(draws, n, rng))
    return lasso_paths(moments.gram + weight * np.eye(p), moments.c)


def _counts(draws: int, n: int, rng: "np.random.Generator") -> Array:
    """Return how often each of n rows occurs in each resample of size n, (draws, n)."""
    counts = np.empty((draws, n))
    size = max(1, BLOCK // n)
    for i in range(0, draws, size):
        part = counts[i : i + size]
        rows = rng.integers(n, size=part.shape)
        # One count for the whole block: resample b has the numbers bn ... bn + n - 1.
        rows += n * np.arange(len(part))[:, np.newaxis]
        part[...] = np.bincount(rows.ravel(), minlength=part.size).reshape(part.shape)
    return counts


def selection_frequencies(paths: Paths, lam: ArrayLike) -> Array:
    """Return the share of paths on which each feature is non-zero at lam.

    lam may have any shape; the result has shape (*lam.shape, p), with entries in [0, 1].

    Source: Meinshausen and Buehlmann (2010), "Stability selection".
    """
    lams = as_lams(lam)
    chosen = paths(lams) != 0.0
    axes = tuple(range(chosen.ndim - lams.ndim - 1))
    share: Array = chosen.mean(axis=axes)
    return share

"""Five methods on simulated data with three kinds of truth, each with λ by cross-validation."""

from functools import cache

import numpy as np

from figures.data.truths import TRUTHS
from figures.solvers import Comparison, compare_methods

ROWS, FOLDS, DATA_SETS = 100, 10, 250
SEEDS = ("1", "0.25", "4")
"""The SNR, in the order of their seeds."""
GROUP = 5
"""Features in each block of the grouped truth, whose first two blocks matter."""


@cache
def compared(kind: str, snr: str) -> Comparison:
    """All methods on the same data sets."""
    truth, seed = TRUTHS[kind], 10 * [*TRUTHS].index(kind) + SEEDS.index(snr)
    beta, rng = truth.scaled(float(snr)), np.random.default_rng([14, seed])
    return compare_methods(beta, truth.covariance, 1.0, ROWS, FOLDS, DATA_SETS, rng)


def kept_of_group(method: str) -> float:
    """How many of the five features of a true group a method keeps, on average over both and all data."""
    return np.count_nonzero(compared("grouped", "1").w[method][:, : 2 * GROUP]) / (2 * DATA_SETS)

"""Simulated data in which ten of fifty correlated features are true, for what a list keeps of them."""

import numpy as np

from figures.data.trials import trials
from figures.solved import Array

P, SETS, ROWS, SEED, RHO, FOLDS = 50, 200, 100, 8, 0.5, 10
TRUE = np.arange(P) % 5 == 0
LAMS = np.geomspace(1.5, 0.02, 50)
"""The λ among which cross-validation chooses."""


def few_true(effect: float, rho: float = RHO) -> tuple[Array, Array]:
    """X (200, 100, 50) and y (200, 100) if all true effects are of that size."""
    return trials(SEED, SETS, ROWS, effect * TRUE, rho)

"""Cross-validation of a data set on many foldings: which λ each picks, and how many features that keeps."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from figures.data.table import Table
from figures.examples.paths import PathExample
from figures.solved import Array
from figures.solvers import CrossValidation, cross_validate

FOLDS = 10


@dataclass(frozen=True, eq=False)
class Foldings:
    """Ten-fold cross-validation of ``data``, whose standardized problem and path are the ``example``.

    The first folding deals the rows out in turn; ``shuffled`` more are that one with its rows permuted by
    NumPy's default_rng(``seed``).
    """

    data: Table
    example: PathExample
    length: int
    shuffled: int = 0
    seed: int = 0

    @cached_property
    def grid(self) -> Array:
        """The λ among which one is picked, (length,), falling from λ_max, as glmnet has them."""
        grid: Array = self.example.path.knots[0] * 10 ** (-4 * np.arange(self.length) / 99)
        return grid

    @cached_property
    def folds(self) -> Array:
        """The fold of each row in each folding, (1 + shuffled, n)."""
        rng, turn = np.random.default_rng(self.seed), np.arange(len(self.data.y)) % FOLDS
        return np.array([turn, *(rng.permutation(turn) for _ in range(self.shuffled))])

    def along(self, folding: int, lams: Array) -> CrossValidation:
        """The error of one folding at these λ (l,)."""
        return cross_validate(self.data.X, self.data.y, self.folds[folding], lams)

    @cached_property
    def picked(self) -> tuple[CrossValidation, ...]:
        """Each of the shuffled foldings, on the grid."""
        return tuple(self.along(folding, self.grid) for folding in range(1, 1 + self.shuffled))

    @cached_property
    def lams(self) -> Array:
        """The λ of the lowest error, and of the 1-SE rule, in each shuffled folding, (2, shuffled)."""
        return np.array([(found.lam_min, found.lam_1se) for found in self.picked]).T

    @cached_property
    def counts(self) -> NDArray[np.int_]:
        """How many features the fit to all rows keeps at these λ, (2, shuffled)."""
        counts: NDArray[np.int_] = np.count_nonzero(self.example.path(self.lams), axis=2)
        return counts

    def kept(self, found: CrossValidation) -> tuple[int, int]:
        """How many features the fit to all rows keeps at the λ of the lowest error, and at the rule's."""
        lowest, rule = np.count_nonzero(self.example.path([found.lam_min, found.lam_1se]), axis=1).tolist()
        return lowest, rule

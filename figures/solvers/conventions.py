"""One penalty, many lambdas: how the lambda of a form converts into that of the house, and back.

X and y are the same everywhere: the data as given, no intercept, no rescaling of columns. n is the
number of rows and sd_y the root mean square of the centred y, which glmnet divides out for every
quadratic penalty. ``figures.solvers.packages`` lists the forms.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import (
    Array,
    as_alpha,
    as_lam,
    as_lams,
    as_positive,
    as_positive_number,
    as_real_array,
)
from figures.solvers.scaling import is_constant


class Factor(NamedTuple):
    """A power product 2^two n^n sd_y^sd_y: what a form multiplies a weight of the house by."""

    two: int = 0
    n: float = 0
    sd_y: int = 0

    def at(self, *, n: ArrayLike, sd_y: ArrayLike) -> Array:
        """Return its value for n > 0 rows and sd_y > 0; ValueError otherwise."""
        rows, spread = as_positive(n, "n"), as_positive(sd_y, "sd_y")
        product: Array = 2.0**self.two * rows**self.n * spread**self.sd_y
        return product


SAME = Factor()


@dataclass(frozen=True)
class Convention:
    """A way to write the lasso, or ridge: lambda_here = `factor` times the house lambda.

    name     what it is called here.
    formula  the objective.
    code     a template of one line, in the language of the package, with {lam} for the number.
    found    where one meets it.
    group    where it belongs: on paper, in Python or elsewhere.
    """

    name: str
    formula: str
    code: str
    found: str
    group: str
    factor: Factor = SAME

    def to_house(self, lam: ArrayLike, *, n: ArrayLike, sd_y: ArrayLike) -> Array:
        """Return the house lambda of `lam` >= 0 in this convention; the arguments broadcast."""
        return as_lams(lam) / self.factor.at(n=n, sd_y=sd_y)

    def from_house(self, lam: ArrayLike, *, n: ArrayLike, sd_y: ArrayLike) -> Array:
        """Return the lambda in this convention of the house `lam` >= 0; the arguments broadcast."""
        return as_lams(lam) * self.factor.at(n=n, sd_y=sd_y)


@dataclass(frozen=True)
class ElasticNetConvention:
    """A way to write the elastic net, whose house form is lambda (alpha |w| + (1 - alpha)/2 w^2).

    The house weighs the L1 part by lambda alpha and the quadratic part by lambda (1 - alpha). `l1` and
    `l2` tell what these two weights are multiplied by. A form takes them as they are, as {l1} and {l2} of
    its code, or as their sum {lam} and the first one's share {alpha}. Other attributes as `Convention`.
    """

    name: str
    formula: str
    code: str
    found: str
    group: str
    l1: Factor = SAME
    l2: Factor = SAME

    @property
    def in_two_weights(self) -> bool:
        """Whether it takes two weights, not lambda and alpha."""
        return "{l1}" in self.code

    def to_house(
        self, first: ArrayLike, second: ArrayLike, *, n: ArrayLike, sd_y: ArrayLike
    ) -> tuple[float, float]:
        """Return the house (lambda, alpha) of this convention's two numbers, each >= 0.

        Where both weights are 0, alpha has no effect: it is `second`, or 1 in a form of two weights.
        """
        scales = self._scales(n, sd_y)
        if self.in_two_weights:
            l1, l2 = as_lam(first), as_lam(second)
            return _mixed(l1 / scales[0], l2 / scales[1], 1.0)
        lam, alpha = as_lam(first), as_alpha(second)
        if scales == (1.0, 1.0):
            # The same convention: not even rounding may change the numbers.
            return lam, alpha
        return _mixed(lam * alpha / scales[0], lam * (1.0 - alpha) / scales[1], alpha)

    def from_house(
        self, lam: ArrayLike, alpha: ArrayLike, *, n: ArrayLike, sd_y: ArrayLike
    ) -> tuple[float, float]:
        """Return this convention's two numbers of the house's (lambda, alpha)."""
        scales = self._scales(n, sd_y)
        lam, alpha = as_lam(lam), as_alpha(alpha)
        if not self.in_two_weights and scales == (1.0, 1.0):
            return lam, alpha
        l1, l2 = lam * alpha * scales[0], lam * (1.0 - alpha) * scales[1]
        return (l1, l2) if self.in_two_weights else _mixed(l1, l2, alpha)

    def _scales(self, n: ArrayLike, sd_y: ArrayLike) -> tuple[float, float]:
        rows, spread = as_positive_number(n, "n"), as_positive_number(sd_y, "sd_y")
        return float(self.l1.at(n=rows, sd_y=spread)), float(self.l2.at(n=rows, sd_y=spread))


def response_scale(y: ArrayLike) -> float:
    """Return sd_y, the root mean square of y about its mean (divided by n, not n - 1).

    This is what glmnet divides y by; with intercept = FALSE it takes the root mean square of y
    itself, which is the same where y is centred. y is (n,) and must not be constant up to rounding;
    ValueError is raised then, and on other bad input.
    """
    target = as_real_array(y, "y")
    if target.ndim != 1 or target.size == 0 or is_constant(target):
        raise ValueError(f"y must be 1-D and not constant, got shape {target.shape}")
    return float(np.std(target))


def _mixed(l1: float, l2: float, alpha: float) -> tuple[float, float]:
    """Return the sum of two weights and the first one's share, which is `alpha` where both are 0."""
    total = l1 + l2
    return (total, l1 / total) if total > 0.0 else (0.0, alpha)

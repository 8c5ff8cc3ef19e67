"""One penalty, many lambdas: what the same problem's lambda is called in books and packages.

Form B is the house convention. X and y are the same everywhere: the data as given, no intercept,
no rescaling of columns. n is the number of rows and sd_y the root mean square of the centred y,
which glmnet divides out for every quadratic penalty. Each code template is one line that takes
the converted value in place of {lam}, and {alpha} for the elastic net.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Convention:
    """A way to write the lasso, or ridge, whose lambda is a power product times the house lambda.

    lambda_here = 2^two n^n sd_y^sd_y lambda_house, with these three exponents.

    name     what it is called here.
    formula  the objective.
    code     a template of one line, in the language of the package.
    found    where one meets it.
    """

    name: str
    formula: str
    code: str
    found: str
    two: int = 0
    n: int = 0
    sd_y: int = 0

    def factor(self, *, n: ArrayLike, sd_y: ArrayLike) -> Array:
        """Return lambda_here / lambda_house for n > 0 rows and sd_y > 0; ValueError otherwise."""
        rows, spread = as_positive(n, "n"), as_positive(sd_y, "sd_y")
        product: Array = 2.0**self.two * rows**self.n * spread**self.sd_y
        return product

    def to_house(self, lam: ArrayLike, *, n: ArrayLike, sd_y: ArrayLike) -> Array:
        """Return the house lambda of `lam` >= 0 in this convention; the arguments broadcast."""
        return as_lams(lam) / self.factor(n=n, sd_y=sd_y)

    def from_house(self, lam: ArrayLike, *, n: ArrayLike, sd_y: ArrayLike) -> Array:
        """Return the lambda in this convention of the house `lam` >= 0; the arguments broadcast."""
        return as_lams(lam) * self.factor(n=n, sd_y=sd_y)


@dataclass(frozen=True)
class ElasticNetConvention:
    """A way to write the elastic net, as lambda (alpha ||w||_1 + (1 - alpha)/2 ||w||^2 / sd_y^k).

    The exponent k = `sd_y` is 1 for glmnet, which standardises y and so changes the weight of the
    quadratic part; then alpha differs from the house alpha too. Other attributes as `Convention`.
    """

    name: str
    formula: str
    code: str
    found: str
    sd_y: int = 0

    def to_house(self, lam: ArrayLike, alpha: ArrayLike, *, sd_y: ArrayLike) -> tuple[float, float]:
        """Return the house (lambda, alpha) of this convention's."""
        spread = as_positive_number(sd_y, "sd_y")
        return _mix(as_lam(lam), as_alpha(alpha), spread**-self.sd_y)

    def from_house(self, lam: ArrayLike, alpha: ArrayLike, *, sd_y: ArrayLike) -> tuple[float, float]:
        """Return this convention's (lambda, alpha) of the house's."""
        spread = as_positive_number(sd_y, "sd_y")
        return _mix(as_lam(lam), as_alpha(alpha), spread**self.sd_y)


LASSO = (
    Convention(
        name="B (house)",
        formula="1/(2n)·‖y − Xw‖² + λ‖w‖₁",
        code="lasso(X, y, {lam})",
        found="this site; celer, skglm, statsmodels",
    ),
    Convention(
        name="A",
        formula="½‖y − Xw‖² + λ‖w‖₁",
        code="np.sum((y - X @ w) ** 2) / 2 + {lam} * np.sum(np.abs(w))",
        found="the LARS paper and R's lars, ESL (3.52), Tibshirani's notes",
        n=1,
    ),
    Convention(
        name="C",
        formula="(1/n)‖y − Xw‖² + λ‖w‖₁",
        code="np.mean((y - X @ w) ** 2) + {lam} * np.sum(np.abs(w))",
        found="“MSE + λ·L1” in PyTorch and Keras, many tutorials",
        two=1,
    ),
    Convention(
        name="D",
        formula="‖y − Xw‖² + λ‖w‖₁",
        code="np.sum((y - X @ w) ** 2) + {lam} * np.sum(np.abs(w))",
        found="ISL, many posts",
        two=1,
        n=1,
    ),
    Convention(
        name="scikit-learn Lasso",
        formula="1/(2n)·‖y − Xw‖² + α‖w‖₁",
        code="Lasso(alpha={lam}, fit_intercept=False).fit(X, y).coef_",
        found="sklearn.linear_model",
    ),
    Convention(
        name="glmnet, alpha = 1",
        formula="1/(2n)·‖y − Xw‖² + λ‖w‖₁",
        code="glmnet(X, y, lambda = {lam}, standardize = FALSE, intercept = FALSE)",
        found="R",
    ),
)
"""The lasso's conventions, the house one first."""

RIDGE = (
    Convention(
        name="B (house)",
        formula="1/(2n)·‖y − Xw‖² + (λ/2)‖w‖²",
        code="ridge(X, y, {lam})",
        found="this site",
    ),
    Convention(
        name="A",
        formula="½‖y − Xw‖² + (λ/2)‖w‖²",
        code="np.sum((y - X @ w) ** 2) / 2 + {lam} / 2 * np.sum(w**2)",
        found="textbooks with a factor ½ on both terms",
        n=1,
    ),
    Convention(
        name="C",
        formula="(1/n)‖y − Xw‖² + λ‖w‖²",
        code="np.mean((y - X @ w) ** 2) + {lam} * np.sum(w**2)",
        found="“MSE + λ·L2” in PyTorch and Keras, many tutorials",
    ),
    Convention(
        name="D",
        formula="‖y − Xw‖² + λ‖w‖²",
        code="np.sum((y - X @ w) ** 2) + {lam} * np.sum(w**2)",
        found="ESL (3.41), ISL",
        n=1,
    ),
    Convention(
        name="scikit-learn Ridge",
        formula="‖y − Xw‖² + α‖w‖²",
        code="Ridge(alpha={lam}, fit_intercept=False).fit(X, y).coef_",
        found="sklearn.linear_model; form D, unlike its Lasso",
        n=1,
    ),
    Convention(
        name="glmnet, alpha = 0",
        formula="1/(2n)·‖y − Xw‖² + λ/(2·sd(y))·‖w‖²",
        code="glmnet(X, y, alpha = 0, lambda = {lam}, standardize = FALSE, intercept = FALSE)",
        found="R; y is standardised inside",
        sd_y=1,
    ),
)
"""Ridge's conventions, the house one first."""

ELASTIC_NET = (
    ElasticNetConvention(
        name="B (house)",
        formula="1/(2n)·‖y − Xw‖² + λ(α‖w‖₁ + (1−α)/2·‖w‖²)",
        code="elastic_net(X, y, {lam}, {alpha})",
        found="this site",
    ),
    ElasticNetConvention(
        name="scikit-learn ElasticNet",
        formula="1/(2n)·‖y − Xw‖² + alpha·(l1_ratio·‖w‖₁ + (1 − l1_ratio)/2·‖w‖²)",
        code="ElasticNet(alpha={lam}, l1_ratio={alpha}, fit_intercept=False).fit(X, y).coef_",
        found="sklearn.linear_model",
    ),
    ElasticNetConvention(
        name="glmnet",
        formula="1/(2n)·‖y − Xw‖² + λ(α‖w‖₁ + (1−α)/(2·sd(y))·‖w‖²)",
        code="glmnet(X, y, alpha = {alpha}, lambda = {lam}, standardize = FALSE, intercept = FALSE)",
        found="R; y is standardised inside",
        sd_y=1,
    ),
)
"""The elastic net's conventions, the house one first."""


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


def _mix(lam: float, alpha: float, factor: float) -> tuple[float, float]:
    """Multiply the quadratic part of lam (alpha |w| + (1 - alpha)/2 w^2) by a factor."""
    if factor == 1.0:
        # The same convention: not even rounding may change the numbers.
        return lam, alpha
    l1, l2 = lam * alpha, lam * (1.0 - alpha) * factor
    total = l1 + l2
    # Without a penalty alpha has no effect, and no value of its own.
    return (total, l1 / total) if total > 0.0 else (0.0, alpha)

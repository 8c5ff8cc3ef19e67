"""What certifies a path: the conditions between knots, and the rounding of a Gram matrix."""

from fractions import Fraction

import numpy as np
import pytest

from figures.solvers.lasso.certify import gram_rounding, path_violation
from tests.solvers.oracles import Array


def violation(knots: list[float], coefs: list[float], corr: list[float]) -> float:
    """The violation of a path of one feature."""
    column = np.array([coefs, corr])[..., np.newaxis]
    return float(path_violation(np.array(knots), column[0], column[1]))


def test_a_coefficient_may_not_change_its_sign_between_two_knots() -> None:
    # Both ends seem right if one takes the sign of the larger: where w < 0, corr must be -lam.
    assert violation([1.0, 0.5], [-0.1, 0.6], [1.0, 0.5]) == 2.0
    assert violation([1.0, 0.5], [0.1, -0.6], [-1.0, -0.5]) == 2.0
    assert violation([1.0, 0.5], [0.0, 0.6], [1.0, 0.5]) == 0.0


def test_each_condition_at_each_end() -> None:
    assert violation([1.0, 0.5], [0.0, 0.6], [0.75, 0.5]) == 0.25
    assert violation([1.0, 0.5], [0.0, 0.6], [1.0, 0.25]) == 0.25
    assert violation([1.0, 0.5], [0.0, 0.0], [1.25, 0.5]) == 0.25
    assert violation([1.0, 0.5], [0.0, 0.0], [-1.0, -0.75]) == 0.25
    assert violation([1.0, 0.5], [0.0, 0.0], [-0.3, 0.2]) == 0.0
    assert violation([1.0], [0.0], [5.0]) == 0.0


def exactly(values: Array) -> list[list[Fraction]]:
    return [[Fraction(value) for value in row] for row in values.tolist()]


@pytest.mark.parametrize("n", [3, 30, 300])
def test_the_rounding_of_a_gram_matrix_is_bounded_by_what_is_added_for_it(n: int) -> None:
    for seed in range(10):
        rng = np.random.default_rng([n, seed])
        X, w = rng.normal(size=(n, 3)) * rng.uniform(0.1, 10, 3), rng.normal(size=3)
        gram = X.T @ X / n
        columns, weights = list(zip(*exactly(X), strict=True)), exactly(w[np.newaxis])[0]
        fit = [sum(x * v for x, v in zip(row, weights, strict=True)) for row in exactly(X)]
        true = [sum(x * f for x, f in zip(column, fit, strict=True)) / n for column in columns]
        told = [sum(g * v for g, v in zip(row, weights, strict=True)) for row in exactly(gram)]
        off = max(abs(float(a - b)) for a, b in zip(true, told, strict=True))
        assert 0 < off <= gram_rounding(gram, n, w[np.newaxis])

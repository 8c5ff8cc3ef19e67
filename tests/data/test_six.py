"""The six features are the ones of their description, and their fractions are short and exact."""

from fractions import Fraction

import numpy as np

from figures.data.six import NAMES, X, Y
from figures.examples.paths import six_example
from tests.solvers.oracles import load

KNOWN = load("lessons_5_6")["data"]["six"]
TENTHS = [round(10 * value) for value in Y.tolist()]


def test_the_data_are_those_of_the_oracle() -> None:
    np.testing.assert_array_equal(X, KNOWN["X"])
    np.testing.assert_array_equal(Y, KNOWN["y"])
    assert X.shape == (20, len(NAMES))
    assert X.dtype == Y.dtype == np.float64
    assert not X.flags.writeable
    assert not Y.flags.writeable


def test_columns_have_mean_0_and_mean_square_1_exactly() -> None:
    assert (np.abs(X) == 1).all()
    assert (X.sum(axis=0) == 0).all()
    assert sum(TENTHS) == 0
    assert [tenths / 10 for tenths in TENTHS] == Y.tolist()


def test_correlations_are_the_fractions_that_are_told() -> None:
    whole = X.astype(int)
    gram = [[Fraction(int(a @ b), 20) for b in whole.T] for a in whole.T]
    assert gram == [[Fraction(entry) for entry in row] for row in KNOWN["G"]]
    c = [Fraction(int(column @ TENTHS), 200) for column in whole.T]
    assert c == [Fraction(entry) for entry in KNOWN["c"]]
    told = {(1, 2): -4, (1, 3): -2, (1, 4): -2, (1, 5): -2, (1, 6): -2}
    told |= {(3, 4): 6, (3, 5): -4, (3, 6): -2, (4, 6): -6, (5, 6): 2}
    for i in range(6):
        for j in range(i):
            assert gram[i][j] == Fraction(told.get((j + 1, i + 1), 0), 10)
    assert c == [Fraction(hundredths, 100) for hundredths in (-67, -16, 53, 91, 45, -33)]


def test_scaling_changes_nothing() -> None:
    example = six_example()
    scaled = example.scaled
    np.testing.assert_array_equal(scaled.X, X)
    np.testing.assert_array_equal(scaled.x_mean, np.zeros(6))
    np.testing.assert_array_equal(scaled.x_scale, np.ones(6))
    # Sums of tenths round.
    np.testing.assert_allclose(scaled.y, Y, rtol=0, atol=1e-15)
    assert example.column("x₄") == 3
    assert example.knots_of("x₄", "joins") == [example.path.knots[0]]


def test_least_squares_explains_seven_eighths() -> None:
    residual = Y - X @ six_example().path(0.0)
    assert round(1 - float(residual @ residual) / float(Y @ Y), 6) == 0.870613

"""The two problems in fractions are the ones of their description."""

from fractions import Fraction

import pytest

from figures.data.miniature import THREE, TWO, Rational
from tests.solvers.oracles import load

KNOWN = load("lessons_5_6")["data"]["miniature"]


def test_three_is_the_oracles() -> None:
    rows = [tuple(map(Fraction, row)) for row in KNOWN["X"]]
    assert list(THREE.X) == rows + [tuple(-entry for entry in row) for row in rows]
    half = [Fraction(entry) for entry in KNOWN["y"]]
    assert list(THREE.y) == half + [-entry for entry in half]
    assert [list(row) for row in THREE.gram] == [[Fraction(entry) for entry in row] for row in KNOWN["G"]]
    assert list(THREE.first_pulls) == [Fraction(entry) for entry in KNOWN["c"]]
    assert (len(THREE.X), len(THREE.X[0])) == (16, 3)


def test_two_has_the_correlation_and_the_pulls_that_are_told() -> None:
    assert [[str(entry) for entry in row] for row in TWO.gram] == [["1", "4/5"], ["4/5", "1"]]
    assert [str(entry) for entry in TWO.first_pulls] == ["1", "0"]
    assert (len(TWO.X), len(TWO.X[0])) == (4, 2)


@pytest.mark.parametrize("problem", [THREE, TWO])
def test_columns_have_mean_0_and_mean_square_1_exactly(problem: Rational) -> None:
    for column in (*zip(*problem.X, strict=True), problem.y):
        assert sum(column) == 0
    for column in zip(*problem.X, strict=True):
        assert sum(entry * entry for entry in column) == len(column)

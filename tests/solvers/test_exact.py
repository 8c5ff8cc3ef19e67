"""The path in fractions: against the oracle, its own conditions, and the solver in floating point."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.data.miniature import THREE, TWO, Rational
from figures.solvers import ExactPath, exact_path, lasso_path
from tests.solvers.oracles import load

ORACLE = load("lessons_5_6")
ITEMS: dict[str, Any] = {item["id"]: item for item in ORACLE["items"]}
PATH, OTHER = (exact_path(problem.gram, problem.first_pulls) for problem in (THREE, TWO))


def fractions(rows: list[list[str]]) -> list[list[Fraction]]:
    return [[Fraction(entry) for entry in row] for row in rows]


def test_knots_and_coefficients_are_the_oracles_fraction_by_fraction() -> None:
    assert list(PATH.knots) == [Fraction(knot) for knot in ITEMS["mini.knots"]["exact"]]
    assert [list(w) for w in PATH.coefs] == fractions(ITEMS["mini.coefs"]["exact"])
    assert list(OTHER.knots) == [Fraction(knot) for knot in ITEMS["mini2.knots"]["exact"]]
    assert [list(w) for w in OTHER.coefs] == fractions(ITEMS["mini2.knots"]["exact_coefs"])


@pytest.mark.parametrize("lam", ["3/4", "2/5", "1/5", "1/20"])
def test_between_knots(lam: str) -> None:
    assert list(PATH(Fraction(lam))) == [Fraction(entry) for entry in ITEMS[f"mini.w@{lam}"]["exact"]]


@pytest.mark.parametrize(("problem", "path"), [(THREE, PATH), (TWO, OTHER)])
def test_the_answers_are_optimal_in_fractions(problem: Rational, path: ExactPath) -> None:
    middles = [(a + b) / 2 for a, b in pairwise(path.knots)]
    for lam in (*path.knots, *middles, Fraction(3, 2)):
        w = path(lam)
        for row, c, own in zip(problem.gram, problem.first_pulls, w, strict=True):
            pull = c - sum(g * value for g, value in zip(row, w, strict=True))
            assert pull == lam * (1 if own > 0 else -1) if own else abs(pull) <= lam


@pytest.mark.parametrize(("problem", "path"), [(THREE, PATH), (TWO, OTHER)])
def test_the_solver_in_floating_point_agrees(problem: Rational, path: ExactPath) -> None:
    X, y = np.array(problem.X, dtype=float), np.array(problem.y, dtype=float)
    found = lasso_path(X, y)
    np.testing.assert_allclose(found.knots, np.array(path.knots, dtype=float), rtol=0, atol=1e-14)
    np.testing.assert_allclose(found.coefs, np.array(path.coefs, dtype=float), rtol=0, atol=1e-13)


def test_six_features_are_solved_too() -> None:
    gram, (c,) = fractions(ORACLE["data"]["six"]["G"]), fractions([ORACLE["data"]["six"]["c"]])
    path = exact_path(gram, c)
    assert list(path.knots) == [Fraction(knot) for knot in ITEMS["six.knots"]["exact"]]
    assert [list(w) for w in path.coefs] == fractions(ITEMS["six.knot_coefs"]["exact"])


def test_features_that_join_at_once_and_features_that_never_join() -> None:
    one, nought = Fraction(1), Fraction(0)
    alone = [[one, nought, nought], [nought, one, nought], [nought, nought, one]]
    path = exact_path(alone, [one, -one, nought])
    assert list(path.knots) == [1, 0]
    assert [list(w) for w in path.coefs] == [[0, 0, 0], [1, -1, 0]]
    assert [str(entry) for entry in path(Fraction(1, 3))] == ["2/3", "-2/3", "0"]
    assert not any(path(Fraction(7)))


def test_what_has_no_path() -> None:
    with pytest.raises(ValueError, match="c must not be all 0"):
        exact_path(THREE.gram, [Fraction(0)] * 3)
    with pytest.raises(ZeroDivisionError):
        exact_path([[Fraction(1)] * 2] * 2, [Fraction(1)] * 2)
    with pytest.raises(ValueError, match="lam must be >= 0, got -1"):
        PATH(Fraction(-1))

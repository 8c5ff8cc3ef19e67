"""What the page on the path says in words is computed here."""

import re
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.examples.paths import six_example
from figures.examples.six_paths import six_paths
from figures.site.listing import listing
from figures.solvers import correlated_gram, lasso, lasso_path, ridge_path, soft_threshold, two_feature_lasso
from figures.solvers.checks import Array
from tests.conftest import ROOT
from tests.solvers.oracles import load

KNOWN: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
PAGE = (ROOT / "docs" / "lessons" / "path.md").read_text("utf-8")
TEXT = " ".join(PAGE.split())
SIX, PATHS = six_example(), six_paths()
JOINS = SIX.joins()
GRAM = np.array([[1.0, 0.4, 0.5], [0.4, 1.0, -0.5], [0.5, -0.5, 1.0]])
FIRST = np.array([1.0, 0.7, 0.7])
"""The three features of the small path: their correlations and first pulls."""


def told(pattern: str) -> tuple[float, ...]:
    """The numbers in a sentence of the page."""
    (found,) = re.findall(pattern, TEXT)
    parts = (found,) if isinstance(found, str) else found
    return tuple(float(part.replace("−", "-")) for part in parts)


def regression(gram: Array) -> Array:
    """A design of as many rows as columns with this matrix G."""
    return np.asarray(np.sqrt(len(gram)) * np.linalg.cholesky(gram).T)


def pulls(lam: float) -> Array:
    """The pulls on the six at λ."""
    return np.asarray(SIX.first_pulls - SIX.gram @ SIX.path(lam))


# --- the six -----------------------------------------------------------------------------------------


def test_four_are_in_which_are_not_the_four_with_the_largest_first_pulls() -> None:
    w = SIX.path(0.15)
    np.testing.assert_allclose(w, KNOWN["six.w@0.15"]["expected"], atol=1e-12)
    assert np.flatnonzero(w).tolist() == [0, 1, 3, 4]
    assert np.argsort(-np.abs(SIX.first_pulls)).tolist() == [3, 0, 2, 4, 5, 1]
    assert "Those of x~4~, x~1~, x~5~ and x~2~." in TEXT
    # Of the ones with the first four pulls x₃ is out; x₂ is the last.
    assert [JOINS[name] for name in SIX.names] == pytest.approx(
        [KNOWN["six.knots"]["expected"][k] for k in (1, 3, 4, 0, 2, 5)]
    )


def test_the_other_penalties_have_more_of_the_six() -> None:
    counts = [int(np.count_nonzero(PATHS["net"].path(lam))) for lam in (0.15, 0.5)]
    assert counts == [6, 4]
    assert all(lams.size == 0 for lams in ridge_path(SIX.scaled.X, SIX.scaled.y).zero_crossings())
    for key, lam in (("six.en@0.15,0.5", 0.15), ("six.en@0.5,0.5", 0.5)):
        np.testing.assert_allclose(PATHS["net"].path(lam), KNOWN[key]["expected"], atol=1e-9)


def test_where_the_loss_is_the_mean_squared_error_the_same_number_is_half_as_strong() -> None:
    assert "without the ½, this fit has λ = 0.300" in TEXT
    w, x, y = SIX.path(0.15), SIX.scaled.X, SIX.scaled.y
    slope = -2 * x.T @ (y - x @ w) / len(y)
    np.testing.assert_allclose(slope[w != 0], -0.3 * np.sign(w[w != 0]), atol=1e-12)


# --- the conditions ----------------------------------------------------------------------------------


def test_every_non_zero_feature_pulls_with_lambda_and_every_other_with_no_more() -> None:
    for lam in [*np.linspace(0.01, 1, 100).tolist(), *SIX.knots.tolist()]:
        w, pull = SIX.path(lam), pulls(lam)
        np.testing.assert_allclose(pull[w != 0], lam * np.sign(w[w != 0]), atol=1e-9)
        assert (np.abs(pull[w == 0]) <= lam + 1e-9).all()
        # Evidence: the pull with its own part put back.
        np.testing.assert_allclose(soft_threshold(pull + w, lam), w, atol=1e-9)
    np.testing.assert_allclose(pulls(0.15), KNOWN["six.pulls@0.15"]["expected"], atol=1e-12)


def test_pulls_change_as_others_grow() -> None:
    third, sixth = told(r"The pull on x~3~ falls a little short, ([\d.]+), and that on x~6~ is ([\d.]+):")
    assert (third, sixth) == tuple(np.abs(pulls(0.15)[[2, 5]]).round(3))
    assert (pulls(JOINS["x₂"])[:2] < 0).all()
    before, after = told(r"its pull sinks from ([\d.]+) to ([\d.]+) by the time x~1~ joins")
    assert (before, after) == (round(pulls(1.0)[2], 2), round(pulls(JOINS["x₁"])[2], 2))
    rho, low, high = told(
        r"correlate at (−[\d.]+): as w~1~ grows on its side, the pull on x~2~ grows in size, "
        r"from ([\d.]+) to ([\d.]+)\."
    )
    assert rho == pytest.approx(SIX.correlation("x₁", "x₂"))
    lams = np.linspace(JOINS["x₁"], JOINS["x₂"], 50)
    found = np.abs([pulls(lam)[1] for lam in lams.tolist()])
    assert (low, high) == tuple(found[[0, -1]].round(3))
    assert (np.diff(found) > 0).all()
    assert (np.diff(np.abs(SIX.path(lams)[:, 0])) > 0).all()
    # The pull on x₃ sinks all the time until it joins.
    assert (np.diff([pulls(lam)[2] for lam in np.linspace(JOINS["x₄"], JOINS["x₃"], 50).tolist()]) < 0).all()


# --- knots -------------------------------------------------------------------------------------------


def test_the_slopes_of_the_fourth_coefficient_and_where_it_ends() -> None:
    knots, fourth = SIX.path.knots, SIX.path.coefs[:, 3]
    slopes = np.diff(fourth) / -np.diff(knots)
    start, *pieces = told(
        r"it grows by (\d) for each unit that λ falls, from ([\d.]+) on by ([\d.]+), from ([\d.]+) by "
        r"([\d.]+), from ([\d.]+) by ([\d.]+)\."
    )
    assert start == slopes[0].round(9)
    assert pieces == np.column_stack([knots[1:4].round(3), slopes[1:4].round(2)]).ravel().tolist()
    assert slopes[4] == pytest.approx(0, abs=1e-9)
    assert told(r"it stands still at ([\d.]+), and") == (fourth[4].round(3),)
    assert told(r"it falls, to ([\d.]+) at λ = 0\.") == (fourth[-1].round(3),)
    np.testing.assert_allclose(SIX.path.coefs, KNOWN["six.knot_coefs"]["expected"], atol=1e-12)


def test_how_much_the_lasso_takes_off_the_four_that_are_in() -> None:
    for lam in (0.059, 0.15):
        w = SIX.path(lam)
        active = w != 0
        inner = SIX.gram[np.ix_(active, active)]
        alone = np.linalg.solve(inner, SIX.first_pulls[active])
        off = lam * np.linalg.solve(inner, np.sign(w[active]))
        np.testing.assert_allclose(alone - off, w[active], atol=1e-9)
    # At 0.15, the last: x₁, x₂, x₄ and x₅.
    closer = (np.abs(alone) - np.abs(w[active])).round(3)
    first, second, rest = told(r"by ([\d.]+) and ([\d.]+), and x~4~ and x~5~ by ([\d.]+)\.")
    assert [first, second, rest, rest] == closer.tolist()


def test_four_correlated_features_may_all_shrink_by_exactly_lambda() -> None:
    gram = np.eye(4)
    for i, j, rho in ((0, 1, 0.4), (2, 3, 0.4), (0, 2, -0.4), (1, 3, -0.4)):
        gram[i, j] = gram[j, i] = rho
    assert "ρ~12~ = ρ~34~ = 0.4, ρ~13~ = ρ~24~ = −0.4 and no other" in TEXT
    np.testing.assert_allclose(gram @ np.ones(4), 1, atol=1e-12)
    assert np.linalg.eigvalsh(gram)[0] > 0.1
    x, least = regression(gram), np.array([1.4, 1.1, 0.9, 1.2])
    for lam in (0.1, 0.5, 0.8):
        np.testing.assert_allclose(lasso(x, x @ least, lam), least - lam, atol=1e-9)


def test_three_features_cannot_unless_they_are_uncorrelated() -> None:
    # The signed correlations a = ρ₁₂s₁s₂, b = ρ₁₃s₁s₃, c = ρ₂₃s₂s₃ must add up to 0 in each row.
    rows = np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]])
    assert np.linalg.matrix_rank(rows) == 3


# --- thirty lines ------------------------------------------------------------------------------------


def test_the_lines_shown_print_the_knots_of_the_six_as_said() -> None:
    section = PAGE.partition("\n## The path in thirty lines\n")[2].partition("\n## ")[0]
    ((program, printed),) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", section, re.S)
    assert "```listing\ntextbook_path\n```" in section
    shown = listing("textbook_path")
    assert len(shown.partition("\n\n\n")[2].splitlines()) == 30
    # Isolated: nothing of the project is on its path.
    run = subprocess.run(
        [sys.executable, "-I", "-c", shown + program], capture_output=True, text=True, check=False
    )
    assert (run.stderr, run.stdout) == ("", printed)
    rows = np.array([line.split() for line in printed.splitlines()], dtype=float)
    np.testing.assert_allclose(rows[:, 0], KNOWN["six.knots"]["expected"], atol=5e-7)
    np.testing.assert_allclose(rows[:, 1:], KNOWN["six.knot_coefs"]["expected"], atol=5e-5)
    assert ((rows[:, 1:] == 0) == (SIX.path.coefs == 0)).all()


# --- a feature that is thrown out --------------------------------------------------------------------


def small() -> list[tuple[Fraction, list[Fraction]]]:
    """The table's knots, with the coefficients there."""
    table = PAGE.partition("| λ | event |")[2].partition("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip().replace("−", "-") for cell in row.strip("|").split("|")] for row in table]
    return [(Fraction(row[0]), list(map(Fraction, row[2:]))) for row in rows]


def test_the_small_path_is_that_of_the_table() -> None:
    knots, coefs = zip(*small(), strict=True)
    assert list(map(str, knots)) == KNOWN["mini.knots"]["exact"]
    np.testing.assert_allclose(np.array(coefs, dtype=float), KNOWN["mini.coefs"]["expected"], atol=1e-15)
    x = regression(GRAM)
    path = lasso_path(x, np.linalg.solve(x.T, FIRST) * len(x))
    np.testing.assert_allclose(path.knots, np.array(knots, dtype=float), atol=1e-12)
    np.testing.assert_allclose(path.coefs, np.array(coefs, dtype=float), atol=1e-12)
    counts = [int(np.count_nonzero(path((a + b) / 2))) for a, b in pairwise([1.2, *path.knots.tolist()])]
    assert f"{', '.join(map(str, counts))}.".replace(" 2, 3.", " **2**, 3.") in TEXT
    assert counts == [0, 1, 2, 3, 2, 3]


def test_the_two_that_come_in_push_each_other_and_take_from_the_first() -> None:
    # A unit of w₂ adds to the pull on x₃, and the other way round; each takes from that on x₁.
    assert GRAM[1, 2] < 0 < min(GRAM[0, 1], GRAM[0, 2])
    table = dict(small())
    here, there = Fraction(9, 20), Fraction(13, 40)
    w1, w2, w3 = ((b - a) / (here - there) for a, b in zip(table[here], table[there], strict=True))
    assert w1 < 0
    assert min(w2, w3) > 5
    # The pull on x₁ goes from λ to −λ between the knots at which it is out.
    for lam, share in ((there, 1), (Fraction(13, 140), -1)):
        w = np.array(table[lam], dtype=float)
        assert (FIRST - GRAM @ w)[0] == pytest.approx(share * float(lam))
    assert "through 0 and as far as −13/140" in TEXT


def test_size_and_loss_are_monotone_in_lambda_and_the_count_is_not() -> None:
    x = regression(GRAM)
    y = np.linalg.solve(x.T, FIRST) * len(x)
    for columns, response in ((x, y), (SIX.scaled.X, SIX.scaled.y)):
        w = lasso_path(columns, response)(np.linspace(0, 1.1, 300))
        residuals = response - w @ columns.T
        assert (np.diff(np.abs(w).sum(axis=1)) <= 1e-9).all()
        assert (np.diff((residuals**2).sum(axis=1)) >= -1e-9).all()
    counts = np.count_nonzero(lasso_path(x, y)(np.linspace(0, 1.1, 300)), axis=1)
    assert (np.diff(counts) > 0).any()
    # For the six the count only grows as λ falls.
    assert (np.diff(np.count_nonzero(w, axis=1)) <= 0).all()


def test_a_feature_without_a_first_pull_joins() -> None:
    assert "Two features with correlation 4/5. The first pulls with 1. The second pulls with 0" in TEXT
    rho, first = 0.8, np.array([1.0, 0.0])
    assert KNOWN["mini2.knots"]["exact"] == ["1", "4/9", "0"]
    for lam in (0.3, 4 / 9 - 1e-9, 4 / 9 + 1e-9, 0.9):
        w = two_feature_lasso(first, rho, lam)
        assert (w[1] != 0) == (lam < 4 / 9)
        if w[1] == 0:
            assert w[0] == pytest.approx(1 - lam)
            assert (first - correlated_gram(rho) @ w)[1] == pytest.approx(-0.8 * (1 - lam))
    np.testing.assert_allclose(two_feature_lasso(first, rho, 0.0), [25 / 9, -20 / 9])
    assert "25/9 and −20/9" in TEXT


def test_the_check_goes_through_the_conditions_in_fractions() -> None:
    section = PAGE.partition("\n## Check it\n")[2].partition("\n## ")[0]
    rows = re.findall(r"lambda = (\S+): w = (.*); pulls (.*)", section.partition("```text")[2])
    assert len(rows) == 5
    for lam, w, pull in rows:
        size = Fraction(lam)
        for one, force in zip(map(Fraction, w.split(", ")), map(Fraction, pull.split(", ")), strict=True):
            assert abs(force) <= size
            assert one == 0 or force == size * (1 if one > 0 else -1)

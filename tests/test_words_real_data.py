"""What the page on paths of real data says in words is computed here."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.examples.paths import diabetes_example
from figures.solvers import budget_at, lasso_path, ridge_path, standardize
from tests.conftest import ROOT
from tests.solvers.oracles import data, load

KNOWN: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
PAGE = (ROOT / "docs" / "lessons" / "real-data.md").read_text("utf-8")
TEXT = " ".join(PAGE.split())
EXAMPLE = diabetes_example()
NAMES, HDL, JOINS = EXAMPLE.names, EXAMPLE.column("HDL"), EXAMPLE.joins()
BACK, OUT = EXAMPLE.rest("HDL")
LAMS = np.sort(np.concatenate([EXAMPLE.path.knots, np.geomspace(0.02, 50, 60)]))
RIDGE = ridge_path(EXAMPLE.scaled.X, EXAMPLE.scaled.y)
BOOK = load("esl_table33")
MEN = standardize(*data("prostate_train_std97"))
SPREADS = data("prostate_train_std97")[0].std(axis=0)
"""Of the book's columns on the 67 rows: a coefficient of ours over it is one in the units of its table."""


def told(pattern: str) -> tuple[float, ...]:
    """The numbers in a sentence of the page."""
    (found,) = re.findall(pattern, TEXT)
    parts = (found,) if isinstance(found, str) else found
    return tuple(float(part.replace("−", "-")) for part in parts)


def row(name: str) -> list[str]:
    """The cells of a row of the table on ridge's crossings."""
    (found,) = (line for line in PAGE.splitlines() if line.startswith(f"| {name} |"))
    return [cell.strip().replace("−", "-") for cell in found.split("|")[2:-1]]


# --- HDL ---------------------------------------------------------------------------------------------


def test_the_conditions_hold_along_the_whole_path() -> None:
    for lam in LAMS.tolist():
        w = EXAMPLE.path(lam)
        pull = EXAMPLE.first_pulls - EXAMPLE.gram @ w
        np.testing.assert_allclose(pull[w != 0], lam * np.sign(w[w != 0]), atol=1e-9)
        assert (np.abs(pull[w == 0]) <= lam + 1e-9).all()
        assert float(EXAMPLE.evidence(HDL, lam)) == pytest.approx(pull[HDL] + w[HDL], abs=1e-9)


def test_hdl_joins_as_the_fourth_and_moves_away_from_zero_until_tch_joins() -> None:
    assert list(JOINS).index("HDL") == 3
    assert told(r"it moves on, to (−[\d.]+)\. Then it turns") == (
        round(KNOWN["diab.HDL_min"]["expected"], 2),
    )
    coefs = EXAMPLE.path(np.linspace(JOINS["TCH"], JOINS["HDL"], 100))[:, HDL]
    assert (np.diff(coefs) > 0).all()
    assert coefs[0] == pytest.approx(KNOWN["diab.HDL_min"]["expected"], abs=1e-9)
    for lam in (1.0, 0.2, 0.08, 0.03):
        known = KNOWN[f"diab.HDL@{lam}"]["expected"]
        w = EXAMPLE.path(lam)
        assert (w[HDL], np.count_nonzero(w)) == (pytest.approx(known["HDL"], abs=1e-7), known["nonzero"])


def test_the_evidence_for_hdl_weakens_as_others_take_over_its_work() -> None:
    at_tch, at_ldl, end = (float(EXAMPLE.evidence(HDL, lam)) for lam in (JOINS["TCH"], JOINS["LDL"], 0.0))
    assert (round(at_tch, 1), round(at_ldl, 1), round(end, 1)) == (-11.6, -7.5, 4.8)
    assert told(r"The evidence for HDL, (−[\d.]+) at that point, weakens to (−[\d.]+) by") == (-11.6, -7.5)
    x, residuals = EXAMPLE.scaled.X, EXAMPLE.scaled.y - EXAMPLE.scaled.X @ EXAMPLE.path(0.0)
    variance = residuals @ residuals / (len(x) - 11)
    error = float(np.sqrt(variance * np.linalg.inv(x.T @ x)[HDL, HDL]))
    said = told(r"HDL is \+([\d.]+), with a standard error of (\d+), so its sign is open\.")
    assert said == (4.8, round(error))
    assert end < 0.5 * error
    assert told(r"On its way from (−[\d.]+) to \+([\d.]+) the") == (-11.6, 4.8)
    # It weakens at every λ from TCH's joining on, as TCH grows, until HDL is zero.
    lams = np.linspace(JOINS["TCH"], OUT, 200)
    evidence = np.array([float(EXAMPLE.evidence(HDL, lam)) for lam in lams])
    assert (np.diff(evidence) > 0).all()
    assert (np.diff(EXAMPLE.path(lams)[:, EXAMPLE.column("TCH")]) > 0).all()
    known = KNOWN["diab.HDL_evidence"]
    for lam, expected in zip(known["inputs"]["lam"], known["expected"], strict=True):
        assert float(EXAMPLE.evidence(HDL, lam)) == pytest.approx(expected, abs=1e-7)


def test_tc_and_ldl_move_apart_from_where_ldl_joins_until_hdl_is_at_zero() -> None:
    pair = [EXAMPLE.column(name) for name in ("TC", "LDL")]
    start, end = EXAMPLE.path(JOINS["LDL"])[pair], EXAMPLE.path(OUT)[pair]
    assert EXAMPLE.path(OUT)[HDL] == pytest.approx(0, abs=1e-9)
    assert told(r"TC from (−\d+) to (−\d+), LDL from (\d+) to (\d+)\.") == (
        round(start[0]),
        round(end[0]),
        round(start[1]),
        round(end[1]),
    )


def test_tch_is_nearly_a_ratio_and_the_others_nearly_rebuild_hdl() -> None:
    measured = diabetes()
    tc, hdl, tch = (measured.X[:, EXAMPLE.column(name)] for name in ("TC", "HDL", "TCH"))
    assert told(r"its correlation with that ratio is (0\.\d\d)") == (
        round(np.corrcoef(tch, tc / hdl)[0, 1], 2),
    )
    assert told(r"on their own TCH and HDL correlate at (−[\d.]+)\)") == (
        round(EXAMPLE.correlation("TCH", "HDL"), 2),
    )
    # What is left of both once TC is known, and TC is in before TCH joins.
    left, other = (one - np.polyval(np.polyfit(tc, one, 1), tc) for one in (tch, hdl))
    assert np.corrcoef(left, other)[0, 1] < -0.9
    assert EXAMPLE.path(JOINS["TCH"])[EXAMPLE.column("TC")] != 0

    def explained(others: list[int]) -> float:
        inner, across = EXAMPLE.gram[np.ix_(others, others)], EXAMPLE.gram[others, HDL]
        return round(float(100 * across @ np.linalg.solve(inner, across)), 1)

    two = [EXAMPLE.column(name) for name in ("TC", "TCH")]
    nine = [j for j in range(10) if j != HDL]
    assert told(r"TC and TCH alone explain ([\d.]+) % of its variation, and .* together ([\d.]+) %") == (
        explained(two),
        explained(nine),
    )


def test_the_speeds_of_hdl_are_entries_of_the_formula() -> None:
    speeds = KNOWN["diab.HDL_slopes"]["expected"]
    pieces = pairwise(EXAMPLE.path.knots[EXAMPLE.path.knots < 3.3].tolist())
    for (high, low), speed in zip(pieces, speeds, strict=True):
        w = EXAMPLE.path((high + low) / 2)
        active = np.flatnonzero(w)
        moves = np.linalg.solve(EXAMPLE.gram[np.ix_(active, active)], np.sign(w[active]))
        found = moves[active.tolist().index(HDL)] if HDL in active else 0.0
        assert found == pytest.approx(speed, abs=1e-6)
    assert told(
        r"is (−[\d.]+) just before TCH joins, .*; \+([\d.]+) from there on, \+([\d.]+) once LDL is in and "
        r"\+([\d.]+) once age is, .* joins again, \+([\d.]+)\."
    ) == (round(speeds[0], 2), *(round(speeds[k], 1) for k in (1, 2, 3, 5)))
    assert "From there HDL runs home, nine times as fast." in TEXT
    assert round(speeds[2] / speeds[1]) == 9


def test_a_grid_of_lambda_may_miss_the_stretch() -> None:
    lam_max = float(EXAMPLE.path.knots[0])
    default = np.geomspace(lam_max, lam_max / 1000, 100)
    even = np.linspace(0.05, 6, 100)
    counts = [int(((grid >= BACK) & (grid <= OUT)).sum()) for grid in (default, even)]
    assert counts == [7, 0]
    assert (
        "by default have 7 in the stretch where HDL is zero. A hundred equally spaced from 0.05 to 6" in TEXT
    )
    # What a straight line would join.
    below, above = even[even < BACK].max(), even[even > OUT].min()
    assert EXAMPLE.path(above)[HDL] < 0 < EXAMPLE.path(below)[HDL]


# --- ridge -------------------------------------------------------------------------------------------


def test_five_of_ten_ridge_coefficients_pass_through_zero_where_the_table_says() -> None:
    crossings = {name: lams for name, lams in zip(NAMES, RIDGE.zero_crossings(), strict=True) if lams.size}
    known = KNOWN["ridge.crossings"]["expected"]
    assert list(crossings) == list(known) == ["age", "sex", "TC", "LDL", "HDL"]
    for name, lams in crossings.items():
        np.testing.assert_allclose(lams, known[name], rtol=1e-6)
    cells = row("ridge is zero at λ =")
    for cell, lams in zip(cells, crossings.values(), strict=True):
        for said, lam in zip(cell.split(" and "), lams.tolist(), strict=True):
            assert float(said) == round(lam, len(said.partition(".")[2]))
    columns = [EXAMPLE.column(name) for name in crossings]
    first, last = EXAMPLE.first_pulls[columns], EXAMPLE.path(0.0)[columns]
    assert list(map(float, row("first pull"))) == first.round(1).tolist()
    assert list(map(float, row("least squares"))) == last.round(1).tolist()


def test_a_coefficient_whose_ends_have_other_signs_crosses_an_odd_number_of_times() -> None:
    np.testing.assert_allclose(RIDGE(1e7) * 1e7, EXAMPLE.first_pulls, rtol=1e-5)
    for j, lams in enumerate(RIDGE.zero_crossings()):
        assert (EXAMPLE.first_pulls[j] * EXAMPLE.path(0.0)[j] < 0) == lams.size % 2
    assert "That is so for age, sex, TC and HDL. The signs of LDL agree: it passes twice." in TEXT


def test_the_lasso_of_these_five_has_six_intervals_of_zeros() -> None:
    lams = np.sort([0.0, *LAMS, (BACK + OUT) / 2, 60.0])
    five = [j for j, found in enumerate(RIDGE.zero_crossings()) if found.size]
    zero = (EXAMPLE.path(lams)[:, five] == 0).astype(int)
    runs = (np.diff(zero, axis=0, prepend=0) == 1).sum()
    assert runs == sum(found.size for found in RIDGE.zero_crossings()) == 6
    assert "one for each coefficient, from where it joins up to any λ, and HDL's second one" in TEXT


def test_how_hdl_crosses_and_how_it_rests() -> None:
    (lam,) = RIDGE.zero_crossings()[HDL]
    slope = float((RIDGE(lam * np.exp(1e-5)) - RIDGE(lam * np.exp(-1e-5)))[HDL] / 2e-5)
    assert slope == pytest.approx(KNOWN["ridge.slope_at_crossing"]["expected"]["HDL"][0], rel=1e-4)
    assert told(r"HDL's with a slope of (−[\d.]+) for each factor e of λ") == (round(slope, 1),)
    assert told(r"the largest is ([\d.]+) times the smallest") == (round(OUT / BACK, 2),)
    given = np.linalg.solve(EXAMPLE.gram + 0.00368538317 * np.eye(10), EXAMPLE.first_pulls)[HDL]
    assert told(r"finds HDL at (\d) billionths") == (round(1e9 * given),)


# --- prostate ----------------------------------------------------------------------------------------


def test_the_lasso_on_the_prostate_data_is_that_of_the_books_table() -> None:
    path = lasso_path(MEN.X, MEN.y)
    known = KNOWN["pros.lasso@s=0.375"]["expected"]
    w = path(known["lam"])
    np.testing.assert_allclose(w, known["w"], atol=1e-8)
    terms = BOOK["terms"][1:]
    said = told(r"lcavol ([\d.]+), lweight ([\d.]+), svi ([\d.]+) and lbph ([\d.]+)\. The")
    shown = [terms.index(name) for name in ("lcavol", "lweight", "svi", "lbph")]
    assert said == tuple(w[shown].round(3))
    assert set(np.flatnonzero(w)) == set(shown)
    table = np.array(BOOK["published"]["Lasso"][1:])
    assert told(r"table 3\.3 has ([\d.]+), ([\d.]+), ([\d.]+) and ([\d.]+)\.") == tuple(table[shown])
    assert (w / SPREADS).round(3).tolist() == table.tolist()
    size = float(budget_at(path, 0.0))
    assert np.abs(w).sum() / size == pytest.approx(0.375, abs=1e-9)
    theirs = np.abs(w / SPREADS).sum() / np.abs(path(0.0) / SPREADS).sum()
    assert told(r"In the units of the table this fit has s = ([\d.]+)\.") == (round(theirs, 3),)
    less = path(KNOWN["pros.lasso@s=0.36"]["expected"]["lam"])
    assert np.abs(less).sum() / size == pytest.approx(0.36, abs=1e-9)
    assert less[terms.index("lbph")] == 0
    # lcp is zero until it joins.
    lam = path.knots[next(k for k, event in enumerate(path.events) if (terms.index("lcp"), "joins") in event)]
    assert told(r"lies flat on zero up to a share of ([\d.]+)\.") == (
        round(float(np.abs(path(lam)).sum()) / size, 3),
    )


def test_no_ridge_of_ours_is_that_of_the_books_table_and_its_lcp_only_crosses() -> None:
    ridge, table = ridge_path(MEN.X, MEN.y), np.array(BOOK["published"]["Ridge"][1:])
    apart = np.abs(ridge(np.geomspace(1e-3, 10, 4000)) / SPREADS - table).max(axis=1)
    assert apart.min() > 0.005
    at_five = KNOWN["pros.ridge@df=5.0"]["expected"]
    values = np.linalg.eigvalsh(MEN.X.T @ MEN.X / len(MEN.y))
    assert (values / (values + at_five["lam"])).sum() == pytest.approx(5.0, abs=1e-9)
    np.testing.assert_allclose(ridge(at_five["lam"]), at_five["w"], atol=1e-8)
    off = np.abs(ridge(at_five["lam"]) / SPREADS - table).max()
    assert told(r"ours, in its units, differ by up to ([\d.]+)\.") == (round(float(off), 2),)
    lcp = BOOK["terms"][1:].index("lcp")
    assert table[lcp] == 0
    assert told(r"Computed the book's way it is ([\d.]+) at that place") == (
        round(BOOK["reproduced"]["Ridge"]["coef"][lcp], 5),
    )
    (crossing,) = ridge.zero_crossings()[lcp]
    freedom = (values / (values + crossing)).sum()
    assert told(r"close to df = 5, at ([\d.]+) in our convention") == (round(float(freedom), 2),)
    before, after = ridge(np.array([crossing * 0.9, crossing * 1.1]))[:, lcp]
    assert before * after < 0

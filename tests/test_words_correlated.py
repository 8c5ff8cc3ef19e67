"""What the page on correlated features says in words is computed here."""

import math
import re
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from figures.data.twins import twins
from figures.examples.paths import diabetes_example
from figures.solvers import (
    L1,
    coefficient_dead_zone,
    coordinate_descent,
    correlated_gram,
    elastic_net,
    elastic_net_path,
    ista,
    lasso,
    lasso_path,
    objective,
    ridge,
    two_feature_knots,
    two_feature_lasso,
    vif,
)
from figures.solvers.checks import Array
from tests.conftest import ROOT
from tests.solvers.oracles import load

KNOWN: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
TEXT = " ".join((ROOT / "docs" / "lessons" / "correlated.md").read_text("utf-8").split())
EXAMPLE = diabetes_example()
HDL = EXAMPLE.column("HDL")
OTHERS = [j for j in range(10) if j != HDL]
KAPPA = 0.1
"""σ/(β√n) of the figure: 1/√100."""


def told(pattern: str) -> tuple[float, ...]:
    """The numbers in a sentence of the page."""
    (found,) = re.findall(pattern, TEXT)
    parts = (found,) if isinstance(found, str) else found
    return tuple(float(part.replace("−", "-").replace(",", "")) for part in parts)


def rows_below(heading: str) -> list[list[float]]:
    """The numbers of the table whose first heading is this one."""
    page = (ROOT / "docs" / "lessons" / "correlated.md").read_text("utf-8")
    (table,) = re.findall(rf"(?m)^\| {heading} \|.*\n\|[ :|-]+\n((?:\|.*\n)+)", page)
    plain = re.sub(r"\[(\d+)\]\([^)]*\)", r"\1", table).replace(",", "")
    return [[float(cell) for cell in row.strip("| ").split("|")] for row in plain.splitlines()]


# --- twins -----------------------------------------------------------------------------------------


def pulls_of_twins(rho: float, seed: int) -> tuple[Array, float]:
    """The pulls c on both twins, and the share of the noise along their difference."""
    shared, own = np.repeat([1.0, -1.0], 50), np.tile([1.0, -1.0], 50)
    X = np.stack([np.sqrt((1 + rho) / 2) * shared + sign * np.sqrt((1 - rho) / 2) * own for sign in (1, -1)])
    noise = np.random.default_rng(seed).standard_normal(100)
    y = X.sum(axis=0) + noise
    return X @ (y - y.mean()) / 100, float(own @ noise)


def test_a_coin_of_the_noise_decides_who_is_first_whatever_rho() -> None:
    winners: list[int] = []
    for seed, draw in enumerate(KNOWN["twins.draws"]["expected"], 1):
        firsts = set()
        for rho in (0.0, 0.5, 0.9, 0.99, 0.999):
            c, coin = pulls_of_twins(rho, seed)
            firsts.add(int(np.abs(c).argmax()) + 1)
            assert (c[0] > c[1]) == (coin > 0)
        winners += firsts
        assert firsts == {draw["first"]}
        low, high = two_feature_knots(pulls_of_twins(0.9, seed)[0], 0.9)
        assert [high, low] == pytest.approx([draw["lam1"], draw["lam2"]], abs=1e-6)
    assert sorted(winners) == [1, 1, 1, 1, 2, 2, 2, 2]
    for rho in (0.0, 0.9, 0.999):
        apart = np.subtract(*twins(rho, 1)[0].T)
        # Only the length of x₁ − x₂ changes with ρ, and y less the sum of both does not.
        np.testing.assert_allclose(apart / np.sqrt(2 * (1 - rho)), np.tile([1.0, -1.0], 50), atol=1e-12)
        left, same = (y - X.sum(axis=1) for X, y in (twins(rho, 1), twins(0.5, 1)))
        np.testing.assert_allclose(left, same, atol=1e-12)
    assert "while ρ changes, the direction of x~1~ − x~2~ and the noise are kept" in TEXT


def test_enough_rows_tell_which_of_two_near_copies_matters_and_no_rows_which_of_two_equal_ones() -> None:
    assert "From too few rows no penalty can tell reliably" in TEXT
    true = np.array([1.0, 0.0])

    def right_first(rho: float, rows: int) -> float:
        """The chance that the one with the effect 1 is first, the other having none, in noise of σ = 1.

        It is also that of the best test between these two truths, Φ(‖x₁ − x₂‖/2).
        """
        ahead = float(np.diff(correlated_gram(rho) @ true[::-1])[0])
        chance = NormalDist().cdf(ahead / math.sqrt(2 * (1 - rho) / rows))
        assert chance == pytest.approx(NormalDist().cdf(math.sqrt(rows * 2 * (1 - rho)) / 2))
        return chance

    chances = [right_first(0.99, rows) for rows in (10, 100, 1000)]
    assert [round(chance, 2) for chance in chances] == [0.59, 0.76, 0.99]
    # Equal columns: the loss is the same with the coefficients swapped, whatever y is.
    rng = np.random.default_rng(0)
    column, y = rng.standard_normal((2, 30))
    copies = np.stack([column, column], axis=1)
    for w in rng.standard_normal((5, 2)):
        np.testing.assert_allclose(copies @ w, copies @ w[::-1], atol=1e-12)
        assert objective(copies, y, w, L1(0.3)) == pytest.approx(objective(copies, y, w[::-1], L1(0.3)))


def below(limit: float, rho: float, kappa: float) -> float:
    """The chance that |c₁ − c₂| ≤ limit·|c₁ + c₂|, from the page's two normal variables."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    total = np.abs(2 * (1 + rho) + kappa * math.sqrt(2 * (1 + rho)) * nodes)
    chances = [math.erf(limit * one / (kappa * math.sqrt(2 * (1 - rho))) / math.sqrt(2)) for one in total]
    return float(weights @ chances / weights.sum())


def at_most(share: float, rho: float, kappa: float = KAPPA) -> float:
    """The chance that λ₂/λ₁ is no more than this.

    With t = |c₁ − c₂|/|c₁ + c₂| and q = (1 − ρ)/(1 + ρ) it is |1 − t/q|/(1 + t), times q beyond t = q.
    """
    q = (1 - rho) / (1 + rho)
    first, last = (1 - share) / (share + 1 / q), (q + share) / (1 - share)
    return below(last, rho, kappa) - below(first, rho, kappa)


def median(rho: float, kappa: float) -> float:
    low, high = 0.0, 1.0 - 1e-12
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(middle, rho, kappa) < 0.5 else (low, middle)
    return low


def test_the_share_at_which_the_second_joins_is_that_of_the_closed_form() -> None:
    for rho in (0.3, 0.9, 0.99):
        for seed in range(1, 9):
            c, _ = pulls_of_twins(rho, seed)
            t, q = abs(c[0] - c[1]) / (c[0] + c[1]), (1 - rho) / (1 + rho)
            share = abs(1 - t / q) / (1 + t) * (1 if t < q else q)
            low, high = two_feature_knots(c, rho)
            assert low / high == pytest.approx(share)


def test_half_of_all_samples_have_the_second_twin_by_the_share_in_the_table() -> None:
    for rho, *shares in rows_below("ρ"):
        for sigma, share in zip((0.5, 1.0, 2.0), shares, strict=True):
            exact = median(rho, sigma * KAPPA)
            assert round(exact, 3) == share
            known = KNOWN.get(f"twins.median@rho={rho:g},sigma={sigma:g}")
            assert known is None or exact == pytest.approx(known["expected"], abs=1e-5)
    assert [row[0] for row in rows_below("ρ")] == [0.5, 0.9, 0.99, 0.999]
    assert told(r"fallen to (0\.\d+) of the value") == (round(median(0.9, KAPPA), 2),)
    assert told(r"the median is (0\.\d+) without correlation, less than the (0\.\d+) at 0\.5") == (
        round(median(0.0, KAPPA), 3),
        round(median(0.5, KAPPA), 3),
    )
    # Up to about a third the second one joins sooner, not later; beyond, later.
    curve = [median(rho, KAPPA) for rho in (0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8)]
    assert int(np.argmax(curve)) in (3, 4)


def test_at_nine_tenths_both_are_in_over_most_of_the_way() -> None:
    (percent,) = told(r"half of the way from λ~1~ to 0 in (\d+) % of the samples")
    assert round(100 * (1 - at_most(0.5, 0.9))) == percent


def test_least_squares_gives_twins_opposite_signs() -> None:
    percents = told(r"opposite signs in (\d+) % of the samples at ρ = 0\.99, and in (\d+) % at 0\.999")
    for rho, percent in zip((0.99, 0.999), percents, strict=True):
        chance = 1 - below((1 - rho) / (1 + rho), rho, KAPPA)
        assert chance == pytest.approx(KNOWN[f"twins.opposite@{rho}"]["expected"], abs=1e-5)
        assert round(100 * chance) == percent


def test_without_noise_both_twins_join_at_once() -> None:
    for rho in (0.5, 0.9, 0.99):
        assert two_feature_knots(np.full(2, 1 + rho), rho) == pytest.approx((1 + rho, 1 + rho))


# --- the dead zone ---------------------------------------------------------------------------------


def test_the_dead_zone_of_two_is_as_wide_as_said_and_off_zero() -> None:
    low, high, times = told(r"it reaches from (−\d) to (0\.\d+)\. That is ([\d.]+) times as wide")
    zone = coefficient_dead_zone(correlated_gram(0.8), 1, [0], [1], 0.2)
    assert [zone.lower, round(float(zone.upper), 2)] == pytest.approx([low, high])
    assert (zone.upper - zone.lower) / 0.4 == pytest.approx(1 / (1 - 0.64)) == pytest.approx(times, abs=0.05)
    assert zone.upper - zone.lower == pytest.approx(KNOWN["zone@0.2,0.8"]["expected"]["width"])
    for rho in (-0.9, -0.5, 0.3, 0.8):
        gram, ends = correlated_gram(rho), coefficient_dead_zone(correlated_gram(rho), 1, [0], [1], 0.2)
        assert ends.lower == pytest.approx(-0.2 / (1 - rho))
        assert ends.upper == pytest.approx(0.2 / (1 + rho))
        for part, zero in ((-0.01, False), (0.01, True), (0.99, True), (1.01, False)):
            ols = np.array([3.0, ends.lower + part * (ends.upper - ends.lower)])
            assert (two_feature_lasso(gram @ ols, rho, 0.2)[1] == 0) == zero


def test_hdl_lies_in_its_fan_between_its_two_knots() -> None:
    known, signs = KNOWN["zone.HDL"]["expected"], np.sign(EXAMPLE.path(0.08)[OTHERS])
    fan = coefficient_dead_zone(EXAMPLE.gram, HDL, OTHERS, signs, 1.0)
    assert tuple(fan) == pytest.approx((known["lower"], known["upper"]), abs=1e-6)
    assert told(r"a fan: from ([\d.]+) λ to ([\d.]+) λ") == tuple(round(float(end), 1) for end in fan)
    ols = EXAMPLE.path(0.0)[HDL]
    assert told(r"least-squares coefficient is (4\.\d+)\.") == (round(ols, 2),)
    ends = told(r"From λ = (0\.\d+) to (0\.\d+) it lies in the fan")
    out, back = ols / fan.upper, ols / fan.lower
    assert (out, back) == pytest.approx(tuple(KNOWN["zone.HDL"]["check"]), abs=1e-9)
    assert (out, back) == pytest.approx(EXAMPLE.rest("HDL"), abs=1e-9)
    # Told to four places, rounded inwards.
    assert ends == (math.ceil(1e4 * out) / 1e4, math.floor(1e4 * back) / 1e4)
    for lam in ends:
        assert EXAMPLE.path(lam)[HDL] == 0
    assert told(r"it reaches from ([\d.]+) to ([\d.]+)\. If HDL") == tuple(
        round(0.08 * float(end), 2) for end in fan
    )
    inflated = vif(EXAMPLE.gram, HDL, OTHERS)
    assert inflated == pytest.approx(KNOWN["vif.diabetes"]["expected"]["HDL"], abs=1e-6)
    percent, rounded = told(r"explain ([\d.]+) % of HDL's variation, so its VIF is (\d+\.\d)")
    assert (round(100 * (1 - 1 / inflated), 1), round(inflated, 1)) == (percent, rounded)
    assert told(r"HDL has \$k = (-[\d.]+)\$") == (round(known["k"], 2),)


def test_hdl_would_be_far_from_zero_if_least_squares_were_zero() -> None:
    moved = EXAMPLE.path(0.0).copy()
    moved[HDL] = 0.0
    answer = lasso(EXAMPLE.scaled.X, EXAMPLE.scaled.X @ moved, 0.08)[HDL]
    assert answer == pytest.approx(KNOWN["zone.HDL_moved_to_0.0"]["expected"], abs=1e-8)
    assert told(r"the lasso would answer (−[\d.]+):") == (round(answer, 2),)


# --- copies ----------------------------------------------------------------------------------------


def test_every_split_of_the_sum_is_optimal_and_the_solver_decides() -> None:
    x = np.array([1.0, 1, -1, -1])
    X, lam = np.stack([x, x], axis=1), 0.4
    expected = KNOWN["dup.segment"]["expected"]
    assert told(r"every split with the right sum, here ([\d.]+),") == (expected["sum"],)
    for first, worse in ((0.0, False), (0.1, False), (0.3, False), (0.6, False), (0.7, True), (-0.1, True)):
        value = objective(X, x, np.array([first, 0.6 - first]), L1(lam))
        assert (value > expected["objective_half_mse"] + 1e-9) == worse
    ends = KNOWN["dup.solvers"]["expected"]

    def descended(start: tuple[float, float]) -> Array:
        return np.asarray(coordinate_descent(X, x, L1(lam), sweeps=50, start=start)[-1])

    def stepped(start: tuple[float, float]) -> Array:
        return np.asarray(ista(X, x, L1(lam), steps=500, start=start)[-1])

    np.testing.assert_allclose(descended((0, 0)), ends["cd_12"], atol=1e-6)
    np.testing.assert_allclose(descended((2, 1)), ends["cd_start_2_1"], atol=1e-6)
    np.testing.assert_allclose(descended((0.1, 0.3)), ends["cd_start_p1_p3"], atol=1e-6)
    np.testing.assert_allclose(stepped((0, 0)), ends["ista_from_0"], atol=1e-6)
    np.testing.assert_allclose(stepped((1, 0)), ends["ista_from_1_0"], atol=1e-6)
    # x₂ first: the columns are equal, so swap the coefficients. From (1, 0) all three end at one point.
    for found in (descended((1, 0)), descended((0, 1))[::-1], stepped((1, 0))):
        np.testing.assert_allclose(found, [0.6, 0], atol=1e-6)
    assert "from [(1, 0)](figure:duplicates#updates=40&mix=1&start=axis) all three end at the same" in TEXT
    # From (0.1, 0.3) each ends elsewhere than from (0, 0).
    for one, other in (
        (descended((0.1, 0.3)), descended((0, 0))),
        (descended((0.3, 0.1))[::-1], descended((0, 0))[::-1]),
        (stepped((0.1, 0.3)), stepped((0, 0))),
    ):
        assert np.abs(one - other).max() > 0.05
    for alpha in (0.99, 0.9, 0.5, 0.1):
        half = (1 - lam * alpha) / (2 + lam * (1 - alpha))
        np.testing.assert_allclose(elastic_net(X, x, lam, alpha), half, atol=1e-9)
        known = KNOWN.get(f"dup.en@{alpha}")
        assert known is None or half == pytest.approx(known["expected"])


# --- the elastic net -------------------------------------------------------------------------------


def groups() -> tuple[Array, Array]:
    """A design of six rows with the two groups' G and c."""
    gram = np.kron(np.eye(2), 0.95 + 0.05 * np.eye(3))
    c = np.array([0.9, 0.87, 0.865, 0.45, 0.435, 0.4325])
    X: Array = np.sqrt(6) * np.linalg.cholesky(gram).T
    return X, np.linalg.solve(X.T, 6 * c)


def test_how_much_ridge_brings_a_partner_in() -> None:
    X, y = groups()
    np.testing.assert_array_equal(elastic_net(X, y, 0.35, 1.0).nonzero()[0], [0, 3])
    strong = told(
        r"A ridge share of about ([\d.]+) % brings in a second of the strong group, (\d+) % the third"
    )
    weak = told(r"The weak group takes about (\d+) % and (\d+) %")
    for j, percent in zip((1, 2, 4, 5), (*strong, *weak), strict=True):
        share = 100 * (1 - KNOWN["mix.joins"]["expected"][f"x{j + 1}"])
        assert round(share, 1 if percent < 2 else 0) == percent
        assert elastic_net(X, y, 0.35, 1 - (share + 0.01) / 100)[j] > 0
        assert elastic_net(X, y, 0.35, 1 - (share - 0.01) / 100)[j] == 0
    for alpha in ("1", ".95", ".9", ".5", "0"):
        known = KNOWN[f"mix.w@alpha={alpha}"]["expected"]
        np.testing.assert_allclose(elastic_net(X, y, 0.35, float(alpha)), known, atol=1e-9)


def test_what_zou_and_hastie_call_the_elastic_net_is_this_one_times_one_plus_the_ridge_part() -> None:
    assert "Their elastic net is this one times 1 + λ(1 − α)" in TEXT
    X, y = groups()
    lam, alpha = 0.35, 0.5
    l1, l2, unit = lam * alpha, lam * (1 - alpha), X / np.sqrt(len(X))
    w = elastic_net(X, y, lam, alpha)
    # Theirs: ‖y − Zv‖² + λ₂‖v‖² + λ₁‖v‖₁, columns of length 1, as a lasso of longer columns; times √(1 + λ₂).
    longer = np.vstack([unit, np.sqrt(l2) * np.eye(6)]) / np.sqrt(1 + l2)
    rows = len(longer)
    scale = np.sqrt(rows)
    star = lasso(scale * longer, np.append(y, np.zeros(6)), np.sqrt(len(X)) * l1 / np.sqrt(1 + l2) / scale)
    np.testing.assert_allclose(np.sqrt(1 + l2) * star * scale / np.sqrt(len(X)), (1 + l2) * w, atol=1e-9)


def test_partners_even_out_but_never_quite() -> None:
    X, y = groups()
    spreads = told(
        r"is (0\.\d+) between the first and the third at α = 0\.9, (0\.\d+) at ½, and still (0\.\d+)"
    )
    for alpha, spread in zip((0.9, 0.5, 0.0), spreads, strict=True):
        w = elastic_net(X, y, 0.35, alpha)
        assert w[0] - w[2] == pytest.approx((0.9 - 0.865) / (1 - 0.95 + 0.35 * (1 - alpha)))
        assert round(w[0] - w[2], 2) == spread


def test_all_six_are_in_at_one_half_with_the_same_l1_part_too() -> None:
    X, y = groups()
    assert (elastic_net(X, y, 0.35, 0.5) != 0).all()
    # λα = 0.35 at α = ½: λ = 0.7, and the ridge part is 0.35.
    assert (elastic_net_path(X, y, 0.35)(0.35) != 0).all()
    assert np.count_nonzero(lasso_path(X, y)(0.35)) == 2


def test_a_ridge_part_shrinks_what_the_lasso_gives() -> None:
    X, z = np.sqrt(4) * np.eye(4), np.array([9.0, -7, 5, 2])
    left = elastic_net_path(X, X @ z, 1.0)(3.0), elastic_net_path(X, X @ z, 10.0)(3.0)
    np.testing.assert_allclose(left[0], lasso(X, X @ z, 3.0) / 2, atol=1e-12)
    np.testing.assert_allclose(left[1], lasso(X, X @ z, 3.0) / 11, atol=1e-12)
    for word in ("A ridge part of 1 halves", "one of 10 leaves an eleventh"):
        assert word in TEXT
    # Equal shares are cheapest in squares: ridge gives copies the same.
    assert np.ptp(ridge(np.ones((4, 2)), np.arange(4.0), 0.1)) == pytest.approx(0, abs=1e-12)

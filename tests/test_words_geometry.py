"""What the pages on diamond, circle and corners say in words is computed here."""

import math
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from figures.examples.paths import diabetes_example
from figures.solvers import (
    correlated_gram,
    excess_loss,
    fate_chances,
    lasso,
    project_l1,
    tilted_gram,
    touch_diamond,
    two_feature_lasso,
    uniform_corner_share,
    vertex_chance,
)
from figures.solvers.checks import Array
from tests.conftest import ROOT
from tests.solvers.oracles import load

KNOWN: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
RHOS = (-0.9, -0.5, 0.0, 0.3, 0.8)
TWO = np.random.default_rng(11).uniform(-3, 3, (200, 2))
"""Least-squares points."""

SMALL = ((1, Fraction(2, 5), Fraction(1, 2)), (0, 1, -Fraction(1, 2)), (0, 0, 1))
THREE = [[Fraction(SMALL[min(i, j)][max(i, j)]) for j in range(3)] for i in range(3)]
AT_ZERO = (Fraction(1), Fraction(7, 10), Fraction(7, 10))
LEAST = (Fraction(-39, 28), Fraction(73, 28), Fraction(27, 10))
"""The correlations of the three features, their pulls while all coefficients are zero, and least squares."""


def words(page: str) -> str:
    """A page of the lessons, its lines joined."""
    return " ".join((ROOT / "docs" / "lessons" / f"{page}.md").read_text("utf-8").split())


def pulls(w: tuple[Fraction, ...]) -> list[Fraction]:
    return [
        c - sum(g * v for g, v in zip(row, w, strict=True)) for row, c in zip(THREE, AT_ZERO, strict=True)
    ]


def above_least_squares(w: tuple[Fraction, ...]) -> Fraction:
    away = [v - b for v, b in zip(w, LEAST, strict=True)]
    rows = [sum(g * a for g, a in zip(row, away, strict=True)) for row in THREE]
    return sum((a * r for a, r in zip(away, rows, strict=True)), Fraction(0)) / 2


def on_faces(gram: Array, w: Array, lam: float, signs: Array) -> Array:
    """A least-squares point whose lasso answer is w, a point of a face with these signs."""
    return np.asarray(w + lam * np.linalg.solve(gram, signs))


# --- the corner and the kink -----------------------------------------------------------------------


@pytest.mark.parametrize("rho", RHOS)
@pytest.mark.parametrize("lam", [0.2, 1.0, 3.0])
def test_the_pulls_that_a_corner_holds_are_the_vertical_piece_of_the_kink(rho: float, lam: float) -> None:
    corner, gram = np.array([1.5, 0.0]), correlated_gram(rho)
    for across, held in ((-1.01, False), (-1.0, True), (-0.4, True), (0.0, True), (1.0, True), (1.01, False)):
        pull = np.array([lam, across * lam])
        ols = corner + np.linalg.solve(gram, pull)
        penalized = two_feature_lasso(gram @ ols, rho, lam * (1 + 1e-12))
        # In the form with a budget: exactly the least-squares points of the corner's wedge.
        assert np.allclose(penalized, corner, atol=1e-9) == held
        assert (abs(ols[1]) <= (ols[0] - 1.5) * (1 + 1e-9) + 1e-12) == held


# --- scale and tilt --------------------------------------------------------------------------------


def test_units_five_times_smaller_make_ellipses_five_times_as_long_as_wide() -> None:
    x = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]]) * [5.0, 1.0]
    gram = x.T @ x / 4
    np.testing.assert_allclose(gram, tilted_gram((25.0, 1.0), 0.0), atol=1e-12)
    (short, long), axes = np.sqrt(1 / np.linalg.eigvalsh(gram))[::-1], np.linalg.eigh(gram)[1]
    assert long / short == pytest.approx(5)
    assert np.abs(axes).tolist() in ([[1, 0], [0, 1]], [[0, 1], [1, 0]])
    assert 100 * uniform_corner_share(gram, 2, 10) == pytest.approx(80.9, abs=0.05)
    # A zero is nearly always that of the other coefficient.
    sent = touch_diamond(gram, 10 * TWO / 3, 2.0)
    assert (sent[:, 1] == 0).sum() > 20 * (sent[:, 0] == 0).sum()
    # Ellipses just as long, of standardized features.
    tilted = correlated_gram(-12 / 13)
    low, high = np.linalg.eigvalsh(tilted)
    assert high / low == pytest.approx(25)
    assert uniform_corner_share(tilted, 2, 10) == pytest.approx(uniform_corner_share(np.eye(2), 2, 10))


@pytest.mark.parametrize("m", [0.5, 1.0, 2.0, 5.0])
def test_along_the_axes_length_decides_how_wide_a_wedge_is(m: float) -> None:
    """Ellipses m times as long as wide, along the axes: the half-angle is arctan m²."""
    gram, tip, half = np.diag([m**2, 1.0]), np.array([1.0, 0.0]), math.atan(m**2)
    for part in (-1.01, -0.99, 0.0, 0.99, 1.01):
        turn = part * half
        if abs(turn) < math.pi / 2:
            ols = tip + 0.7 * np.array([math.cos(turn), math.sin(turn)])
            assert np.allclose(touch_diamond(gram, ols, 1.0), tip, atol=1e-12) == (abs(part) < 1)
    assert [round(math.degrees(math.atan(m**2))) for m in (1, 5)] == [45, 88]
    assert "which is 45 degrees for circles and 88 here" in words("geometry")


# --- the total cost --------------------------------------------------------------------------------


def cost(w: tuple[float, float], lam: float) -> float:
    away = np.array(w) - [2, 0.75]
    return float(away @ correlated_gram(0.5) @ away / 2 + lam * np.abs(w).sum())


def test_the_lowest_point_slides_into_the_crease_and_along_it() -> None:
    c = correlated_gram(0.5) @ [2, 0.75]
    for lam in np.linspace(0, 3, 97).tolist():
        w = two_feature_lasso(c, 0.5, lam)
        assert ((w[1] == 0), (w[0] == 0)) == (lam >= 1.125, lam >= 2.375)
    assert KNOWN["cost.knots"]["expected"][1::-1] == [9 / 8, 19 / 8]
    assert two_feature_lasso(c, 0.5, 1.5).tolist() == [0.875, 0] == KNOWN["cost.lasso@3/2"]["expected"]["w"]
    step = 1e-7
    up, down = ((cost((0.875, s), 1.5) - cost((0.875, 0), 1.5)) / step for s in (step, -step))
    assert (up, down) == pytest.approx((3 / 16, 45 / 16), abs=1e-5)
    assert f"with slope {up:.2f} towards positive w~2~ and {down:.2f} towards negative" in words("geometry")
    assert up + down == pytest.approx(2 * 1.5, abs=1e-5)


def test_the_cost_of_ridge_only_gets_rounder() -> None:
    lams = np.linspace(0, 10, 41)
    low, high = np.array([np.linalg.eigvalsh(correlated_gram(0.5) + lam * np.eye(2)) for lam in lams]).T
    ratios = np.sqrt(high / low)
    assert (np.diff(ratios) < 0).all()
    assert ratios[0] == pytest.approx(math.sqrt(3))
    assert ratios[-1] > 1


@pytest.mark.parametrize("rho", [-0.7, 0.4])
def test_what_shrinkage_leaves_of_the_one_leaks_into_the_other(rho: float) -> None:
    lam, gram = 0.8, correlated_gram(rho)
    low, high = -lam / (1 - rho), lam / (1 + rho)
    for second in np.linspace(low, high, 9)[1:-1].tolist():
        ols = np.array([6.0, second])
        w = two_feature_lasso(gram @ ols, rho, lam)
        left = gram @ (ols - w)
        assert (w[0] > 0, w[1]) == (True, 0)
        assert left == pytest.approx([lam, (1 - rho**2) * second + rho * lam])
        # The evidence, the pull at w₂ = 0, lies in the band from −λ to λ.
        assert abs(left[1]) < lam
    # Which it fills: it is still 2λ wide.
    assert [(1 - rho**2) * end + rho * lam for end in (low, high)] == pytest.approx([-lam, lam])
    assert high - low == pytest.approx(2 * lam / (1 - rho**2))
    assert high + low == pytest.approx(-2 * rho * lam / (1 - rho**2))


# --- three features --------------------------------------------------------------------------------


def test_the_nearest_point_and_the_lasso_keep_no_feature_in_common() -> None:
    half = Fraction(1, 2)
    answer, nearest = (half, Fraction(0), Fraction(0)), (Fraction(0), Fraction(57, 280), Fraction(83, 280))
    assert pulls(LEAST) == [0, 0, 0]
    # Optimal: what is kept is pulled with λ = ½, the others with no more.
    assert pulls(answer) == [half, half, Fraction(9, 20)]
    # Nearest: the same amount is taken off the two that are left, and no less than the first has.
    off = {b - v for b, v in zip(LEAST[1:], nearest[1:], strict=True)}
    assert len(off) == 1
    assert off.pop() >= abs(LEAST[0])
    assert sum(nearest) == sum(answer) == half
    assert not [pair for pair in zip(answer, nearest, strict=True) if all(pair)]
    assert list(map(float, nearest)) == pytest.approx(KNOWN["mini.nearest@t=1/2"]["expected"])
    losses = above_least_squares(nearest), above_least_squares(answer)
    assert losses[::-1] == tuple(map(Fraction, KNOWN["mini.excess@t=1/2"]["exact"]))
    second, third, loss, least = (f"{float(each):.3f}" for each in (*nearest[1:], *losses))
    assert f"| nearest point of the octahedron | 0 | {second} | {third} | {loss} |" in words("geometry")
    assert f"| the lasso | 0.5 | 0 | 0 | {least} |" in words("geometry")
    assert "Least squares is (−1.39, 2.61, 2.70), and the budget is ½" in words("geometry")
    assert [f"{float(each):.2f}" for each in LEAST] == ["-1.39", "2.61", "2.70"]
    # The lasso's one feature has the strongest pull, and the smallest least-squares coefficient.
    assert max(AT_ZERO) == AT_ZERO[0]
    assert min(map(abs, LEAST)) == -LEAST[0]


def test_on_the_diabetes_data_a_small_budget_goes_to_bmi_and_the_nearest_point_to_tc() -> None:
    example = diabetes_example()
    ols, joins = example.path(0.0), list(example.joins())
    largest = int(np.abs(ols).argmax())
    assert example.names[largest] == "TC"
    assert f"that of TC, −{-ols[largest]:.1f}," in words("geometry")
    assert (joins[0], joins.index("TC")) == ("BMI", 6)
    for t in (0.01, 0.5, 1.9):
        (kept,) = np.flatnonzero(project_l1(ols, t))
        assert kept == largest
        lam = example.path.knots[0] - t
        w = example.path(lam)
        assert (np.flatnonzero(w).tolist(), np.abs(w).sum()) == ([example.column("BMI")], pytest.approx(t))


def correlated(p: int, seed: int) -> Array:
    """A random matrix of correlations."""
    x = np.random.default_rng(seed).standard_normal((2 * p, p))
    x /= np.linalg.norm(x, axis=0)
    return np.asarray(x.T @ x)


@pytest.mark.parametrize("p", [2, 3, 4, 6])
def test_only_with_two_features_every_list_of_signs_is_an_eigenvector(p: int) -> None:
    for seed in range(20):
        gram = correlated(p, seed)
        astray = [
            np.array(signs)
            for signs in product((1.0, -1.0), repeat=p)
            if np.linalg.norm(gram @ signs - (np.array(signs) @ gram @ signs) / p * np.array(signs)) > 1e-9
        ]
        assert bool(astray) == (p > 2)
        for signs in astray:
            # A least-squares point that the lasso sends to the middle of this face, and distance elsewhere.
            middle, lam = signs / p, 0.1
            ols = on_faces(gram, middle, lam, signs)
            np.testing.assert_allclose(gram @ (ols - middle), lam * signs, atol=1e-12)
            assert np.abs(project_l1(ols, 1.0) - middle).max() > 1e-9


def test_uncorrelated_features_go_to_the_nearest_point_whatever_their_number() -> None:
    x = 4 * np.linalg.qr(np.random.default_rng(2).standard_normal((16, 5)))[0]
    b = np.array([2.0, -1.5, 0.7, 0.4, -0.1])
    for lam in (0.2, 0.9, 1.6):
        w = lasso(x, x @ b, lam)
        np.testing.assert_allclose(w, project_l1(b, np.abs(w).sum()), atol=1e-10)


# --- the square ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rho", RHOS)
def test_answers_at_the_corners_of_a_square_have_equal_sizes_and_no_zero(rho: float) -> None:
    gram, seen = correlated_gram(rho), set()
    for ols in TWO:
        # Each edge and its best point, by the slope along it; the best of the four is the answer.
        points = [np.clip(ols, -1, 1)] if (np.abs(ols) <= 1).all() else []
        for axis, side in product((0, 1), (-1.0, 1.0)):
            free = ols[1 - axis] + rho * (ols[axis] - side)
            w = np.empty(2)
            w[axis], w[1 - axis] = side, np.clip(free, -1, 1)
            points.append(w)
        best = min(points, key=lambda w: float(excess_loss(gram, ols, w)))
        at_corner = (np.abs(best) == 1).all()
        seen.add(bool(at_corner))
        assert (best != 0).all()
    assert seen == {True, False}


# --- corners in numbers ----------------------------------------------------------------------------


def test_correlation_makes_corners_likelier_in_all_samples_and_rarer_where_the_budget_binds() -> None:
    rhos, ts = np.linspace(0, 0.99, 100), np.linspace(0.02, 5, 250)
    chances = np.array([fate_chances(rho, ts, 1.0).corner for rho in rhos])
    inside = np.array([fate_chances(rho, ts, 1.0).inside for rho in rhos])
    assert (np.diff(chances, axis=0) > 0).all()
    assert (np.diff(inside, axis=0) < 0).all()
    binding = np.array([fate_chances(rho, ts, 1.0).corner_if_binding for rho in rhos])
    assert np.abs(binding - binding[0])[:, ts <= 1].max() < 0.05
    at_two, at_three = (fate_chances(np.array([0.0, 0.99]), t, 1.0).corner_if_binding for t in (2.0, 3.0))
    assert 0.5 < at_two[1] / at_two[0] < 0.55
    assert [round(100 * float(share), 2) for share in at_three] == [1.72, 0.28]
    assert round(at_three[0] / at_three[1]) == 6


def test_the_unit_of_the_chances_is_the_noise_over_the_root_of_n() -> None:
    """For uncorrelated standardized features σ/√n is the standard deviation of a coefficient."""
    n, sigma, rng = 64, 3.0, np.random.default_rng(5)
    x = 8 * np.linalg.qr(rng.standard_normal((n, 2)))[0]
    b = (x.T / n) @ (sigma * rng.standard_normal((n, 40_000)))
    assert b.std() == pytest.approx(sigma / 8, rel=0.01)
    share = (touch_diamond(np.eye(2), b.T, sigma / 8) == 0).any(axis=1).mean()
    assert share == pytest.approx(float(fate_chances(0.0, 1.0, 1.0).corner), abs=0.01)
    # With a correlation it is τ/√(1 − ρ²).
    for rho in (-0.6, 0.8):
        spread = np.sqrt(np.diag(np.linalg.inv(correlated_gram(rho))))
        assert spread == pytest.approx(1 / math.sqrt(1 - rho**2))


def test_most_useless_coefficients_are_zero_and_a_single_one_left_is_rare() -> None:
    """Within a budget of τ, uncorrelated; for two a tight budget makes a corner likely, a loose one rare."""
    chances = [float(vertex_chance(p, 1.0, 1.0)) for p in (2, 10, 100, 1000, 10_000)]
    assert chances == sorted(chances, reverse=True)
    assert chances[2] < 0.05
    assert chances[0] == pytest.approx(float(fate_chances(0.0, 1.0, 1.0).corner))
    tight, loose = fate_chances(0.0, np.array([0.25, 3.0]), 1.0).corner
    assert tight > 0.5 > 0.02 > loose

"""What "Said / true" says is true is computed here, or compared with independent numbers."""

import math
from typing import Any

import numpy as np
import pytest

from figures.examples.paths import diabetes_example
from figures.scenes import octahedron
from figures.solvers import (
    L1,
    ElasticNet,
    SmoothedL1,
    coefficient_dead_zone,
    correlated_gram,
    ista,
    lasso,
    lasso_path,
    lq_ball,
    ridge_path,
    subgradient_descent,
    touch_diamond,
    touch_disc,
    two_cycle,
    two_feature_knots,
    vif,
)
from figures.solvers.checks import Array
from tests.pairs import answers
from tests.solvers.oracles import load

SAID = answers("said-true")
ITEMS = load("lessons_5_6")["items"] + load("lessons_7_9")["items"]
KNOWN: dict[str, Any] = {item["id"]: item["expected"] for item in ITEMS}
DIABETES = diabetes_example()


def design(gram: Array) -> Array:
    """As many rows as columns, with this matrix G."""
    return np.asarray(np.sqrt(len(gram)) * np.linalg.cholesky(gram).T)


# --- why there are zeros ----------------------------------------------------------------------------


def test_a_constant_slope_is_neither_needed_nor_enough() -> None:
    from_eps, percent = SAID["constant-slope"].numbers(
        r"from (\d) ε on the slope is still (\d+) % of λ or more"
    )
    for eps in (1.0, 0.1, 1e-3):
        w = eps * np.array([from_eps, 10, 1e3, 1e6])
        assert (w / np.hypot(w, eps) >= percent / 100).all()
        assert (SmoothedL1(1.0, eps).prox(np.array([-0.5, 1e-6, 0.9])) != 0).all()
    assert float(ElasticNet(1.0, 0.5).prox(0.4)) == 0


def test_at_zero_the_slope_is_an_interval_and_the_value_does_not_jump() -> None:
    w = np.linspace(-1, 1, 201)
    for slope, held in ((-1.0, True), (0.3, True), (1.0, True), (1.01, False), (-1.2, False)):
        # A line through the corner that nowhere lies above the graph.
        assert bool((slope * w <= np.abs(w)).all()) == held
        # The same interval of evidence gives zero.
        assert (float(L1(1.0).prox(slope)) == 0) == held
    assert np.abs(w[1:] - w[:-1]).max() >= np.abs(np.diff(np.abs(w))).max()


def test_ridge_passes_through_zero_at_six_lambdas_of_five_features() -> None:
    crossings = ridge_path(DIABETES.scaled.X, DIABETES.scaled.y).zero_crossings()
    known = KNOWN["ridge.crossings"]
    assert {name: len(at) for name, at in zip(DIABETES.names, crossings, strict=True) if len(at)} == {
        name: len(at) for name, at in known.items()
    }
    assert (
        "five of the ten ridge coefficients pass through zero, at six single values"
        in SAID["ridge-never"].text
    )
    assert (len(known), sum(map(len, known.values()))) == (5, 6)


def test_paths_are_straight_and_do_not_jump() -> None:
    path = DIABETES.path
    for high, low in zip(path.knots[:-1], path.knots[1:], strict=True):
        near = np.array([high * (1 - 1e-9), (high + low) / 2, low + 1e-9])
        at = path(near)
        np.testing.assert_allclose(at[0], path(high), atol=1e-5)
        np.testing.assert_allclose(at[1], (path(high) + path(low)) / 2, atol=1e-9)


@pytest.mark.parametrize("q", [0.5, 1.0, 1.1, 1.5, 1.9])
def test_only_powers_up_to_one_have_corners_on_the_axes(q: float) -> None:
    slopes = [(step**q) / step for step in (1e-2, 1e-20, 1e-200)]
    assert (slopes[-1] < 1e-15) == (q > 1)
    # From the axis the outline starts straight across it, or at a slant.
    start, handle = lq_ball(q)[:2]
    assert (abs(handle[0] - start[0]) < 1e-9) == (q > 1)


# --- λ and the threshold ---------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [0.5, 1.0, 3.0])
def test_with_mean_squared_error_the_threshold_is_half_of_lambda(scale: float) -> None:
    x, rng = scale * np.array([1.0, -1, 1, -1]), np.random.default_rng(2)
    s2 = np.mean(x**2)
    for z in rng.uniform(-2, 2, 20):
        lam = 1.3
        # The slopes of mean((y - xw)²) + λ|w| on both sides of zero, for y = xz.
        lowest = -2 * s2 * z - lam <= 0 <= -2 * s2 * z + lam
        assert lowest == (abs(z) <= lam / (2 * s2))
    assert (
        "It is λ/2, and only if the column has mean square 1; with mean square s² it is λ/(2s²)"
        in SAID["half"].text
    )


def test_the_lasso_of_the_five_points_is_zero_from_eleven_on() -> None:
    x = np.arange(1.0, 6)
    assert (lasso(x[:, None], x / 2, 11 / 2)[0], ridge := 0.5 * 11 / 22) == (0, 0.25)
    assert lasso(x[:, None], x / 2, 10.999 / 2)[0] > 0 < ridge
    assert "x = 1, …, 5 and y = x/2" in SAID["same-lambda"].text


def test_the_full_residual_does_not_tell_who_is_out() -> None:
    for lam in (20.0, 5.0, 1.0, 0.08):
        w = DIABETES.path(lam)
        pull = np.abs(DIABETES.first_pulls - DIABETES.gram @ w)
        np.testing.assert_allclose(pull[w != 0], lam, rtol=1e-9)
        assert (pull[w == 0] <= lam * (1 + 1e-12)).all()
        evidence = np.abs(DIABETES.first_pulls - DIABETES.gram @ w + w)
        assert ((evidence <= lam) == (w == 0)).all()


def test_survivors_lose_less_than_lambda_or_more_or_grow() -> None:
    least, lams = DIABETES.path(0), np.geomspace(0.02, 20, 60)
    kept = [(lam, j) for lam in lams for j in range(10) if DIABETES.path(lam)[j] * least[j] > 0]
    lost = [(abs(least[j]) - abs(DIABETES.path(lam)[j])) / lam for lam, j in kept]
    assert min(lost) < 0 < max(lost)
    assert any(0 < part < 0.9 for part in lost)
    assert any(part > 1.1 for part in lost)
    orthonormal = math.sqrt(3) * np.eye(3)
    np.testing.assert_allclose(
        lasso(orthonormal, orthonormal @ [2, -1, 0.2], 0.5), [1.5, -0.5, 0], atol=1e-12
    )


def test_the_weaker_of_two_joins_at_its_size_times_one_plus_or_minus_rho() -> None:
    for rho in (-0.6, 0.3, 0.9):
        for ols in ((1.0, 0.5), (1.0, -0.5), (-2.0, 0.1)):
            knots = two_feature_knots(correlated_gram(rho) @ ols, rho)
            same = math.copysign(1, ols[0] * ols[1])
            assert float(knots.lower) == pytest.approx(abs(ols[1]) * (1 + same * rho))


def test_a_zero_for_a_feature_without_effect_has_a_chance() -> None:
    lam, sigma, n = 0.07, 1.4, 400
    draws = np.abs(np.random.default_rng(0).normal(0, sigma / math.sqrt(n), 200_000)) <= lam
    assert draws.mean() == pytest.approx(math.erf(lam * math.sqrt(n) / (sigma * math.sqrt(2))), abs=0.005)


# --- diamond and circle ----------------------------------------------------------------------------


def test_one_alone_is_rarely_left_of_many() -> None:
    facts = octahedron.SCENE.facts
    assert facts is not None
    told = facts()
    assert float(told["vertex_1000"].split()[0]) < 5
    assert float(told["zeros_1000"].split()[0]) > 99


def test_the_tilt_changes_no_answer_for_a_budget_but_the_zone_for_a_lambda() -> None:
    ols = np.random.default_rng(4).uniform(-3, 3, (100, 2))
    plain = touch_diamond(np.eye(2), ols, 1.0)
    for rho in (-0.9, 0.5, 0.99):
        gram = correlated_gram(rho)
        np.testing.assert_allclose(touch_diamond(gram, ols, 1.0), plain, atol=1e-12)
        zone = coefficient_dead_zone(gram, 1, [0], [1.0], 0.2)
        assert float(zone.width) == pytest.approx(0.4 * vif(gram, 1, [0]))
    assert np.abs(touch_diamond(np.diag([25.0, 1.0]), ols, 1.0) - plain).max() > 0.1


def test_a_constant_added_to_y_moves_the_intercept_alone() -> None:
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(30, 3)), rng.normal(size=30)
    centred = x - x.mean(axis=0)
    first, moved = (lasso(centred, v - v.mean(), 0.1) for v in (y, y + 100))
    np.testing.assert_allclose(first, moved, atol=1e-10)


@pytest.mark.parametrize(("narrow", "least"), [(False, 0.02), (True, 0.3)])
def test_a_search_among_points_of_a_circle_invents_zeros(narrow: bool, least: float) -> None:
    """Four quarters of 25 angles: each of the four points on the axes is among them."""
    quarter = np.linspace(0, np.pi / 2, 25)
    angles = np.concatenate([quarter + turn * np.pi / 2 for turn in range(4)])
    points = 2 * np.column_stack([np.cos(angles), np.sin(angles)])
    rng, found, exact = np.random.default_rng(1), 0, 0
    for _ in range(400):
        ols = rng.uniform(-10, 10, 2)
        if np.hypot(*ols) <= 2:
            continue
        steep = rng.permutation([rng.uniform(0.5, 10), 0.1]) if narrow else np.ones(2)
        nearest = points[(steep * (points - ols) ** 2).sum(axis=1).argmin()]
        found += bool((np.abs(nearest) < 1e-9).any())
        exact += bool((touch_disc(np.diag(steep), ols, 2.0) == 0).any())
    assert found > least * 400
    assert exact == 0
    assert len(points) == 100
    assert len(np.unique(points[(np.abs(points) < 1e-9).any(axis=1)].round(9), axis=0)) == 4
    assert "100 points of a circle, four of them on the axes" in SAID["grid-search"].text


# --- which features stay ---------------------------------------------------------------------------


def test_the_strongest_may_be_thrown_out_and_one_without_correlation_may_join() -> None:
    gram = np.array([[1, 0.4, 0.5], [0.4, 1, -0.5], [0.5, -0.5, 1]])
    x = design(gram)
    c = np.array([1, 0.7, 0.7])
    path = lasso_path(x, 3 * np.linalg.solve(x.T, c))
    np.testing.assert_allclose(path.knots, KNOWN["mini.knots"], atol=1e-12)
    assert [path(lam)[0] != 0 for lam in (0.75, 0.4, 0.2, 0.05)] == [True, True, False, True]
    assert float(two_feature_knots([1.0, 0.0], 0.8).lower) == pytest.approx(KNOWN["mini2.knots"][1])


def test_the_second_twin_follows() -> None:
    correlation, share = SAID["at-random"].numbers(r"correlation (0\.\d+) .*? by (0\.\d+) of")
    assert round(KNOWN[f"twins.median@rho={correlation},sigma=1"], 2) == share


def test_ridge_predicts_best_where_features_come_in_groups() -> None:
    grouped = KNOWN["risk_table"]["grouped|1.0"]
    told = SAID["elastic-net"].numbers(r"equal effects: ([\d.]+) against ([\d.]+); the lasso had ([\d.]+)\.")
    assert told == tuple(round(grouped[name]["mean"], 3) for name in ("ridge", "enet", "lasso"))
    assert grouped["ridge"]["mean"] + 4 * grouped["ridge"]["se"] < grouped["enet"]["mean"]


def test_the_lasso_lets_false_features_in() -> None:
    of, false = SAID["true-features"].numbers(r"and ten true ones among (\d+) .*? let ([\d.]+) false")
    assert of == 50
    assert round(KNOWN["true_and_false at CV"]["false"], 1) == false
    exact, sets = SAID["true-features"].numbers(r"in (\d+) of (\d+) such data sets")
    assert (exact, sets) == (
        KNOWN["true_and_false"]["exact_somewhere_on_path"],
        KNOWN["true_and_false"]["of"],
    )


def test_strong_uncorrelated_effects_are_found_exactly_in_three_of_four_data_sets() -> None:
    rng, true = np.random.default_rng(3), np.arange(0, 50, 5)
    exact = 0
    for _ in range(100):
        x = rng.normal(size=(100, 50))
        y = x[:, true].sum(axis=1) + rng.normal(size=100)
        x, y = (x - x.mean(axis=0)) / x.std(axis=0), y - y.mean()
        path = lasso_path(x, y, lam_min=0.1)
        middles = path((path.knots[:-1] + path.knots[1:]) / 2)
        exact += any(np.flatnonzero(w).tolist() == true.tolist() for w in middles)
    # 377 of 500 elsewhere; four standard errors of both.
    assert exact / 100 == pytest.approx(0.754, abs=0.19)
    assert "with twice the effect, in about three of four" in SAID["true-features"].text


def test_the_count_is_the_degrees_of_freedom_on_average_until_a_refit() -> None:
    null = KNOWN["df null and refit"]
    count, df, refit = SAID["degrees-of-freedom"].numbers(
        r"there were ([\d.]+) non-zeros on average, ([\d.]+) degrees of freedom, and ([\d.]+) after a refit"
    )
    assert (count, df) == (round(null["mean_count"][1], 1), round(null["cov_df"][1], 1))
    assert refit == round(null["refit_cov_df"]["lam 2"], 1)


# --- how it is computed ----------------------------------------------------------------------------


def test_gradients_jump_about_zero_and_a_soft_threshold_lands_on_it() -> None:
    x, y = np.ones((1, 1)), np.array([0.02])
    steps = subgradient_descent(x, y, L1(0.5), step=0.1, steps=3000, start=[1.0])[:, 0]
    assert not (steps == 0).any()
    assert sorted(steps[-2:]) == pytest.approx(KNOWN["two_cycle eta=0.1 lam=0.5 z=0.02"]["points"])
    cycle = two_cycle(0.02, 0.5, 0.1)
    assert sorted(steps[-2:]) == pytest.approx([float(cycle.lower), float(cycle.upper)])
    etas = 0.5 / np.sqrt(np.arange(1, 3001))
    shrinking = subgradient_descent(x, y, L1(0.5), step=etas, steps=3000, start=[1.0])
    assert not (shrinking == 0).any()
    assert (ista(x, y, L1(0.5), steps=200, step=0.1, start=[1.0])[-50:] == 0).all()

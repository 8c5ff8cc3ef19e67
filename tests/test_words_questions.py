"""What the page of questions answers is computed here, or compared with independent numbers."""

import math
from typing import Any

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.data.plane import OLS
from figures.examples.paths import diabetes_example
from figures.solvers import (
    L1,
    L2,
    adam,
    correlated_gram,
    fate,
    lasso,
    soft_threshold,
    standardize,
    subgradient_descent,
    touch_diamond,
    two_cycle,
    two_feature_knots,
)
from tests.pairs import answers
from tests.solvers.oracles import load

ASKED = answers("questions")
ITEMS = load("lessons_5_6")["items"] + load("lessons_7_9")["items"]
KNOWN: dict[str, Any] = {item["id"]: item["expected"] for item in ITEMS}
DIABETES = diabetes_example()


def scaled(factor: float = 1.0) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The diabetes features, each with this standard deviation."""
    return DIABETES.scaled.X * factor


# --- geometry --------------------------------------------------------------------------------------


def test_an_edge_is_the_answer_if_the_sizes_differ_by_less_than_the_budget() -> None:
    rng = np.random.default_rng(0)
    for rho in (-0.8, 0.0, 0.5):
        ols = rng.uniform(-3, 3, (400, 2))
        at = fate(touch_diamond(correlated_gram(rho), ols, 1.0), ols, 1.0)
        size = np.abs(ols)
        outside, apart = size.sum(axis=1) > 1, np.abs(size[:, 0] - size[:, 1])
        np.testing.assert_array_equal(at == "edge", outside & (apart < 1))
        np.testing.assert_array_equal(at == "corner", outside & (apart >= 1))


@pytest.mark.parametrize("rho", [-0.5, 0.0, 0.5])
def test_a_budget_and_a_lambda_lead_to_the_same_answer(rho: float) -> None:
    assert tuple(OLS) == (2.0, 0.75)
    assert "with least squares at (2, 0.75) the budget t = 1" in ASKED["lambda-and-t"].text
    gram = correlated_gram(rho)
    w = touch_diamond(gram, OLS, 1.0)
    lam = np.abs(gram @ (np.array(OLS) - w)).max()
    x = np.sqrt(2) * np.linalg.cholesky(gram).T
    np.testing.assert_allclose(lasso(x, x @ np.array(OLS), lam), w, atol=1e-9)
    # λ is what the smallest loss falls by for a little more budget.
    loss = [(v - OLS) @ gram @ (v - OLS) / 2 for v in (touch_diamond(gram, OLS, t) for t in (1.0, 1 + 1e-6))]
    assert (loss[0] - loss[1]) / 1e-6 == pytest.approx(lam, rel=1e-5)
    assert float(two_feature_knots(gram @ np.array(OLS), rho).upper) > lam


def test_the_budget_never_grows_with_lambda() -> None:
    size = np.abs(DIABETES.path(np.geomspace(0.01, 60, 300))).sum(axis=1)
    assert (np.diff(size) <= 1e-12).all()


# --- calculus --------------------------------------------------------------------------------------


def test_two_sides_give_the_soft_threshold_and_the_others_of_the_table() -> None:
    z, lam = np.array([-1.7, -0.5, 0.0, 0.4, 2.2]), 0.5
    step = 1e-6

    def rises(w: np.ndarray[Any, Any], penalty: L1 | L2) -> np.ndarray[Any, Any]:
        value = [(v - z) ** 2 / 2 + penalty.value(v) for v in (w - step, w, w + step)]
        return np.asarray(np.minimum(value[0], value[2]) >= value[1])

    soft = np.sign(z) * np.maximum(np.abs(z) - lam, 0)
    np.testing.assert_allclose(soft_threshold(z, lam), soft)
    assert rises(soft, L1(lam)).all()
    assert rises(z / (1 + lam), L2(lam)).all()
    for words in ("the lasso gives sign(z)·max(|z| − λ, 0), ridge z/(1 + λ)", "½‖y − Xβ‖² + λ‖β‖~1~"):
        assert words in ASKED["esl-table"].text
    assert "w = z − λ if z is above λ, w = z + λ if z is below −λ" in ASKED["no-derivative"].text


def test_the_posterior_has_its_peak_at_zero_and_no_mass_there() -> None:
    z, tau, lam, mean, above, lump = ASKED["laplace-prior"].numbers(
        r"z = ([\d.]+) with standard error ([\d.]+) and λ = ([\d.]+) .*? mean is ([\d.]+), and (\d+) % of"
        r".*? zero is (\d+) % for the same z"
    )
    w = np.linspace(-4, 4, 800_001)
    density = np.exp(-((w - z) ** 2 / 2 + lam * np.abs(w)) / tau**2)
    density /= density.sum()
    assert w[density.argmax()] == pytest.approx(0, abs=1e-9)
    known = KNOWN["posterior (0.3, 0.5, 0.3)"]
    assert (density * w).sum() == pytest.approx(known["mean"], abs=1e-4)
    assert mean == round(known["mean"], 3)
    assert above == round(100 * known["prob_positive"]) == round(100 * density[w > 0].sum())
    assert lump == round(100 * KNOWN["spike and slab"]["prob_zero"][1])
    in_lump, in_slab = (math.exp(-(z**2) / 2 / v) / math.sqrt(v) for v in (tau**2, tau**2 + 1))
    assert lump == round(100 * in_lump / (in_lump + in_slab))


# --- numbers on a screen ---------------------------------------------------------------------------


def test_a_gradient_step_crosses_zero_and_a_threshold_belongs_to_its_optimizer() -> None:
    z, lam, step, low, high = ASKED["pytorch"].numbers(
        r"½\(w − ([\d.]+)\)² \+ ([\d.]+)\|w\| and steps of ([\d.]+) between (−[\d.]+) and ([\d.]+)\. "
    )
    cycle = two_cycle(z, lam, step)
    assert (round(float(cycle.lower), 3), round(float(cycle.upper), 3)) == (low, high)
    momentum = KNOWN["pytorch momentum 0.9"]
    np.testing.assert_allclose(
        momentum["threshold_lr_lam_over_1_minus_mu"], momentum["lasso_at_lam"], atol=1e-12
    )
    assert momentum["threshold_lr_lam"][1] > 0 == momentum["lasso_at_lam"][1]
    np.testing.assert_allclose(KNOWN["pytorch adam"]["scaled"], momentum["lasso_at_lam"], atol=1e-6)
    for threshold in ("by lr·λ for plain SGD", "by lr·λ/(1 − μ) with momentum μ", "by lr·λ/(√v̂ + ε)"):
        assert threshold in ASKED["pytorch"].text


def test_neither_small_steps_nor_adam_come_to_rest() -> None:
    small, step, near = ASKED["pytorch"].numbers(
        r"Steps of 0\.01 leave it within ([\d.]+) of zero, Adam with steps of ([\d.]+) within ([\d.]+);"
    )
    ways = (
        subgradient_descent([[1.0]], [0.02], L1(0.5), step=0.01, steps=20000, start=[0.3])[-2000:],
        adam([[1.0]], [0.02], L1(0.5), step=step, steps=20000, start=[0.3])[-2000:],
    )
    for way, within in zip(ways, (small, near), strict=True):
        assert way.all()
        assert 0.8 * within < np.abs(way).max() < within


def test_the_count_of_small_weights_depends_on_the_tolerance() -> None:
    told = ASKED["tolerance"].numbers(
        r"2,000 steps of 0\.1 left (\d+) above 0\.001, (\d+) above 0\.0001 and (\d+) above 0\.01\."
    )
    tolerances = [0, 1e-6, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2]
    counts = dict(zip(tolerances, KNOWN["rounding subgradient lr=0.1"]["counts"], strict=True))
    exact = dict(zip(tolerances, KNOWN["rounding exact"]["counts"], strict=True))
    assert told == (counts[1e-3], counts[1e-4], counts[0.01])
    assert (exact[1e-3], exact[1e-4], exact[0.01]) == (9, 9, 9 - 3)
    assert "has nine above both 0.001 and 0.0001, and 0.01 would cut three" in ASKED["tolerance"].text


def test_the_scale_of_the_columns_decides_how_many_are_kept() -> None:
    told = ASKED["standardize"].numbers(
        r"keeps (\d+) features in .*?, (\d+) with unit variance, and (\d+) with"
    )
    raw, y = diabetes().X, DIABETES.scaled.y
    columns = (raw - raw.mean(axis=0), scaled(), scaled(len(y) ** -0.5))
    assert told == tuple(np.count_nonzero(lasso(x, y, 1.0)) for x in columns)


@pytest.mark.parametrize("share", [0.5, 0.01])
def test_a_rare_dummy_is_cheap_once_it_is_standardized(share: float) -> None:
    dummy = (np.arange(1000) < 1000 * share).astype(float)
    column = standardize(dummy[:, None], dummy).X[:, 0]
    jump = column.max() - column.min()
    # A coefficient of 1/jump makes y jump by 1.
    assert 1 / jump == pytest.approx(math.sqrt(share * (1 - share)))
    assert f"{round(1 / jump, 1)} λ for q = {'½' if share == 0.5 else share}" in ASKED["dummies"].text


def test_the_intercept_follows_from_the_means() -> None:
    raw, y = diabetes().X, diabetes().y
    both = standardize(raw, y)
    intercept, w = both.original(lasso(both.X, both.y, 2.0))
    assert intercept.item() == pytest.approx(y.mean() - (raw.mean(axis=0) * w).sum())


def test_three_of_ten_are_zero_at_lambda_one() -> None:
    assert np.count_nonzero(DIABETES.path(1.0) == 0) == 3
    assert "at λ = 1 the diabetes data have 3 zeros of 10" in ASKED["how-many-zeros"].text
    assert math.isclose(math.erf(1 / math.sqrt(2)), 0.683, abs_tol=5e-4)


def test_a_larger_lambda_can_mean_fewer_zeros() -> None:
    low, high = ASKED["more-nonzeros"].numbers(
        r"raising λ from ([\d.]+) to ([\d.]+) turns a zero into a non-zero"
    )
    assert [np.count_nonzero(DIABETES.path(lam)) for lam in (low, high)] == [9, 10]


def test_hdl_grows_before_it_shrinks() -> None:
    size, at = ASKED["grow-first"].numbers(r"to −([\d.]+) at \S+ \S+ \S+ and back to 0 at ([\d.]+)\.")
    hdl = DIABETES.column("HDL")
    knots, path = DIABETES.path.knots, np.abs(DIABETES.path.coefs[:, hdl])
    assert (round(float(path.max()), 2), round(float(knots[path.argmax()]), 2)) == (size, 0.95)
    assert round(float(knots[np.flatnonzero(path)[0] - 1]), 2) == at
    # Per unit of λ, between knots.
    for high, lower in ((0.2, 0.15), (3.0, 2.0)):
        w, v = DIABETES.path(high), DIABETES.path(lower)
        active = w != 0
        slope = -np.linalg.solve(DIABETES.gram[np.ix_(active, active)], np.sign(w[active]))
        np.testing.assert_allclose((w - v)[active] / (high - lower), slope, rtol=1e-6)


# --- what to trust ---------------------------------------------------------------------------------


def test_both_twins_are_kept_from_a_share_of_lambda_on() -> None:
    told = ASKED["kept-both"].numbers(
        r"by (0\.\d+) of .*? correlation of (0\.\d+), and by (0\.\d+) at (0\.\d+)\."
    )
    for share, rho in (told[:2], told[2:]):
        assert share == round(KNOWN[f"twins.median@rho={rho},sigma=1"], 2)


def test_folds_and_rows_change_the_list() -> None:
    assert set(KNOWN["cv random folds diabetes"]["count_min"]) == {"7", "8", "9", "10"}
    told = ASKED["each-run"].numbers(r"is kept in (\d+) % of .*?, both in (\d+) % and neither in (\d+) %")
    shares = KNOWN["boot@l1=3,ridge=0"]
    assert told == tuple(
        round(100 * shares[key]) for key in ("exactly_one_of_TC_LDL", "TC_and_LDL", "neither")
    )


def test_the_list_ends_at_rows_less_one() -> None:
    rows, features, centred, plain, net = ASKED["at-most-n"].numbers(
        r"With (\d+) rows and (\d+) features .*? ends at (\d+), without centring at (\d+)\."
        r" .*? keeps (\d+) at"
    )
    known = KNOWN["p>n counts"]
    assert (centred, plain) == (known["centred"]["max"], known["not_centred"]["max"]) == (rows - 1, rows)
    assert net == known["elastic_net_half_counts"]["0.01"]
    rng = np.random.default_rng(60)
    x = rng.normal(size=(20, 60))
    y = x[:, :5] @ [3, -2, 2, -1.5, 1] + rng.normal(size=20)
    data = standardize(x, y)
    assert data.X.shape == (rows, features)
    assert np.count_nonzero(lasso(data.X, data.y, 1e-4)) == centred


def test_a_refit_helps_strong_effects_and_hurts_weak_ones() -> None:
    strong, weak = KNOWN["refit sparse strong"], KNOWN["refit dense weak"]
    told = ASKED["refit"].numbers(
        r"error from ([\d.]+) to ([\d.]+), .*? lasso had ([\d.]+), .*? could do, ([\d.]+), keeping"
    )
    risks = (strong["lasso_best"], strong["refit_best"], weak["lasso_best"], weak["refit_best"])
    assert told == tuple(round(one["risk"], 3) for one in risks)
    assert weak["refit_best"]["nonzero"] == 0
    assert all(one["refit_minus_lasso_at_lasso_best"][0] > 0 for one in (strong, weak))


def test_a_refit_without_any_effect_has_more_freedom_than_weights() -> None:
    null = KNOWN["df null and refit"]
    told = ASKED["p-values"].numbers(r"refit of ([\d.]+) weights on average had ([\d.]+) degrees")
    assert told == (round(null["mean_count"][1], 1), round(null["refit_cov_df"]["lam 2"], 1))


def test_cross_validation_lets_false_features_in() -> None:
    told = ASKED["zero-means"].numbers(r"let ([\d.]+) false ones in; on average (\d+) % of a list")
    known = KNOWN["true_and_false at CV"]
    assert told == (round(known["false"], 1), round(100 * known["share_false"]))


def test_who_predicts_best_depends_on_the_truth() -> None:
    told = ASKED["which-one"].numbers(
        r"lasso was ([\d.]+) and of ridge ([\d.]+) when three .*?; ([\d.]+) and ([\d.]+) when all 20"
        r" .*? ridge had ([\d.]+), the elastic net \(α = ½\) ([\d.]+) and the lasso ([\d.]+)\."
    )
    sparse, dense, grouped = (KNOWN["risk_table"][f"{truth}|1.0"] for truth in ("sparse", "dense", "grouped"))
    means = [(one["lasso"]["mean"], one["ridge"]["mean"]) for one in (sparse, dense)]
    assert told[:4] == tuple(round(mean, 2) for pair in means for mean in pair)
    assert told[4:] == tuple(round(grouped[name]["mean"], 3) for name in ("ridge", "enet", "lasso"))


def test_the_minimum_and_one_standard_error_keep_other_numbers() -> None:
    told = ASKED["min-or-1se"].numbers(
        r"they are ([\d.]+) with (\d+) features and ([\d.]+) with (\d+)\."
        r" .*? them: (\d+) to (\d+) .*?, (\d+) to (\d+) at"
    )
    cv, folds = KNOWN["cv diabetes_raw"], KNOWN["cv random folds diabetes"]
    chosen = (round(cv["lam_min"], 2), cv["count_min"], round(cv["lam_1se"], 2), cv["count_1se"])
    counts = [sorted(map(int, folds[which])) for which in ("count_min", "count_1se")]
    assert told == (*chosen, *(end for count in counts for end in (count[0], count[-1])))
    assert sum(folds["count_min"].values()) == 200

"""What the lesson "One weight" says, computed here again."""

from dataclasses import replace

import numpy as np
import pytest

from figures.data.five_points import X, Y
from figures.film.film import shoot
from figures.scene import HOUSE_CONVENTION, ONE_WEIGHT_CONVENTION, Scene
from figures.scenes import one_weight_data, one_weight_loss, penalties
from figures.scenes.one_weight_sums import LAMBDAS, SCENE, THRESHOLD, facts
from figures.sheets.slide import slide
from figures.site.figure_page import _convention
from figures.solvers import (
    one_weight_lasso,
    one_weight_ridge,
    one_weight_threshold,
    soft_threshold,
)
from figures.solvers import (
    one_weight_loss as loss_of,
)

RULE = np.array(X)


def test_the_loss_is_eleven_times_the_squared_distance_from_a_half() -> None:
    w = np.linspace(-1, 2, 61)
    np.testing.assert_allclose(loss_of(X, Y, w), 11 * (w - 0.5) ** 2, atol=1e-12)
    assert np.mean(RULE**2) == 11


def test_the_threshold_is_eleven_and_the_lasso_is_zero_exactly_from_there_on() -> None:
    assert THRESHOLD == 2 / 5 * abs(np.sum(RULE * Y)) == 11
    lam = np.array(LAMBDAS)
    assert ((one_weight_lasso(X, Y, lam) == 0) == (lam >= 11)).all()
    np.testing.assert_allclose(one_weight_lasso(X, Y, lam), soft_threshold(0.5, lam / 22), atol=1e-15)
    ridge = one_weight_ridge(X, Y, np.append(lam, 1e12))
    assert (ridge > 0).all()
    np.testing.assert_allclose(ridge[:-1], 0.5 * 11 / (11 + lam))


def test_the_minima_are_below_every_other_point_of_the_sums() -> None:
    grid = np.linspace(-1, 1, 4001)
    for lam in LAMBDAS:
        for w, penalty in (
            (one_weight_lasso(X, Y, lam), np.abs),
            (one_weight_ridge(X, Y, lam), np.square),
        ):
            least = float(loss_of(X, Y, w) + lam * penalty(w))
            assert least <= (loss_of(X, Y, grid) + lam * penalty(grid)).min() + 1e-12


@pytest.mark.parametrize("slope", [0.5, -0.5, 2.0, -0.1])
@pytest.mark.parametrize("seed", range(5))
def test_when_the_lasso_reaches_zero_ridge_stands_at_a_number_free_of_the_xs(slope: float, seed: int) -> None:
    x = np.random.default_rng(seed).normal(size=20) * 10.0 ** (seed - 2)
    lam = one_weight_threshold(x, slope * x)
    assert one_weight_lasso(x, slope * x, lam) == 0
    assert one_weight_lasso(x, slope * x, 0.999 * lam) != 0
    assert one_weight_ridge(x, slope * x, lam) == pytest.approx(slope / (1 + 2 * abs(slope)), rel=1e-12)
    if slope == 0.5:
        assert lam == pytest.approx(np.mean(x**2))
        assert one_weight_ridge(x, slope * x, lam) == pytest.approx(0.25, rel=1e-12)


def test_the_table_of_other_xs() -> None:
    told = facts()
    for name in ("first", "ten", "centred", "random"):
        assert told[f"{name}_square"] == told[f"{name}_threshold"]
        assert (told[f"{name}_lasso"], told[f"{name}_ridge"]) == ("0", "0.25")
    assert [told[f"{name}_threshold"] for name in ("first", "ten", "centred")] == ["11", "38.5", "2"]


def test_with_mean_square_one_the_threshold_for_the_least_squares_value_is_half_of_lambda() -> None:
    x = np.array([1.0, -1.0, 1.0, -1.0])
    for z in (0.2, 0.7, -0.4):
        assert one_weight_threshold(x, z * x) == pytest.approx(2 * abs(z))


def test_at_a_hundredth_the_square_costs_a_hundredth_of_the_absolute_value() -> None:
    assert float(penalties.RIDGE.value(0.01)) == pytest.approx(float(penalties.LASSO.value(0.01)) / 100)


def test_no_guess_hits_the_lowest_point() -> None:
    best = min(one_weight_loss.GUESSES, key=lambda w: abs(w - 0.5))
    assert best != 0.5
    assert one_weight_loss.facts() == {
        "count": "24",
        "best": f"{best:.3f}",
        "best_loss": f"{11 * (best - 0.5) ** 2:.4f}",
        "bottom": "0.5",
    }


def test_readouts_of_both_minima_are_what_the_solver_says() -> None:
    film = shoot("one_weight_sums", SCENE)
    assert len(film.frames) == 2 * len(LAMBDAS)
    for index, frame in enumerate(film.frames):
        lam = LAMBDAS[index % len(LAMBDAS)]
        shown = {readout.key: readout.text for readout in frame.readouts}
        assert shown["threshold"] == "11"
        assert (shown["l1"] == "0") == (lam >= 11)
        assert shown["l2"] != "0"
        for key, solve in (("l1", one_weight_lasso), ("l2", one_weight_ridge)):
            assert float(shown[key]) == pytest.approx(float(solve(X, Y, lam)), abs=5.1e-4)


@pytest.mark.parametrize("scene", [one_weight_data.SCENE, one_weight_loss.SCENE, penalties.SCENE, SCENE])
def test_every_figure_of_the_lesson_names_its_own_convention(scene: Scene) -> None:
    assert scene.convention == ONE_WEIGHT_CONVENTION != HOUSE_CONVENTION
    footers = [
        slide(shoot("x", replace(scene, convention=text)), "light")
        for text in (ONE_WEIGHT_CONVENTION, "other")
    ]
    assert footers[0] != footers[1]
    told = _convention(ONE_WEIGHT_CONVENTION)
    assert "1/n·Σ(y − wx)²" in told
    assert "scikit-learn" not in told

"""What the lesson "One weight" says, computed here again."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.data.five_points import X, Y
from figures.draw.marks import Curve
from figures.film.film import shoot
from figures.scene import HOUSE_CONVENTION, ONE_WEIGHT_CONVENTION, Frame, Scene
from figures.scenes import one_weight_data, one_weight_loss, one_weight_sums, penalties
from figures.scenes.one_weight_sums import LAMBDAS, SCENE, THRESHOLD, facts
from figures.sheets.drawing import still
from figures.sheets.sheet import WIDE
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


def marks(frame: Frame) -> dict[str, Any]:
    return {mark.key: mark for mark in frame.marks}


def between(stops: tuple[float, ...]) -> list[float]:
    """The stops, and as many values that are none, as a film shows them."""
    return sorted({*stops, *(a + 0.37 * (b - a) for a, b in pairwise(stops))})


def points(curve: Curve) -> np.ndarray:
    """x and y of the points that a curve goes through, two rows."""
    return np.array([point for piece in curve.pieces for point in piece]).T


def size(corners: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """Width and height of a box."""
    (x1, y1), _, (x2, y2), _ = corners
    assert set(corners) == {(x1, y1), (x2, y1), (x2, y2), (x1, y2)}
    return abs(x2 - x1), abs(y2 - y1)


# --- the data --------------------------------------------------------------------------------------


def test_the_squares_are_squares_on_the_errors_and_one_has_their_mean_area() -> None:
    panel = one_weight_data.SCENE.panels[0]
    (left, right), (low, high) = panel.x.limits, panel.y.limits
    assert panel.aspect == (right - left) / (high - low)
    for w in between(one_weight_data.GUESSES):
        drawn, areas = marks(one_weight_data.draw(w)), []
        for row, (x, y) in enumerate(zip(X, Y, strict=True)):
            error = w * x - y
            upright, point, bar = (drawn[key] for key in (f"error-{row}", f"point-{row}", f"bar-{x:g}"))
            assert (upright.x1, upright.y1) == (upright.x2, point.y) == (point.x, y) == (x, y)
            assert upright.y2 == pytest.approx(w * x, abs=1e-12)
            square = drawn[f"square-{row}"]
            assert {(x, y), (x, upright.y2)} <= set(square.points)
            assert size(square.points) == pytest.approx((abs(error),) * 2, abs=1e-12)
            # On the side where the line is not: right of a line that is too steep.
            away = np.array([a for a, _ in square.points]) - x
            assert (away * error >= 0).all()
            areas.append(error**2)
            assert size(bar.points)[1] == pytest.approx(error**2, abs=1e-12)
            assert np.mean([a for a, _ in bar.points]) == pytest.approx(x)
        assert size(drawn["mean"].points) == pytest.approx((np.mean(areas) ** 0.5,) * 2, abs=1e-12)
        assert drawn["level"].y1 == drawn["level"].y2 == pytest.approx(np.mean(areas), abs=1e-12)
        for key, words in (("loss", "mean "), ("level-name", "loss = mean ")):
            assert drawn[key].text.startswith(words)
            said = drawn[key].text.removeprefix(words)
            assert (said == "exactly 0") == (w == 0.5)
            assert w == 0.5 or float(said) == pytest.approx(np.mean(areas), abs=5.1e-3)
        assert drawn["line"].y2 == pytest.approx(w * drawn["line"].x2)
        assert drawn["line-name"].text == f"w = {w:.2f}"
        assert drawn["line"].role == drawn["line-name"].role == ("ols" if w == 0.5 else "fg")


def test_the_film_of_the_data_goes_to_both_sides_of_the_best_weight() -> None:
    guesses = [state["w"] for state in one_weight_data.SCENE.states()]
    assert guesses == [0.9, 0.8, 0.8, 0.2, 0.5]
    sides = [np.sign(marks(one_weight_data.draw(w))["error-4"].y2 - 2.5) for w in guesses]
    assert sides == [1, 1, 1, -1, 0]
    # "Only": a parabola over the guesses, 11 (w - 1/2)².
    for w in between(one_weight_data.GUESSES):
        assert (marks(one_weight_data.draw(w))["loss"].text == "mean exactly 0") == (w == 0.5)


# --- the loss --------------------------------------------------------------------------------------


def test_no_guess_hits_the_lowest_point() -> None:
    best = min(one_weight_loss.GUESSES, key=lambda w: abs(w - 0.5))
    assert best != 0.5
    assert one_weight_loss.facts() == {
        "count": "12",
        "best": f"{best:.3f}",
        "best_loss": f"{11 * (best - 0.5) ** 2:.4f}",
        "bottom": "0.5",
    }


def test_dots_lie_on_the_parabola_and_the_largest_at_its_bottom_which_only_the_end_shows() -> None:
    guesses, count = one_weight_loss.GUESSES, one_weight_loss.COUNT
    for told in range(1, count + 1):
        drawn = marks(one_weight_loss.draw(float(told)))
        dots = [drawn[f"guess-{row}"] for row in range(count)]
        best = min(range(told), key=lambda row: abs(guesses[row] - 0.5))
        for row, dot in enumerate(dots):
            w, line = guesses[row], drawn[f"line-{row}"]
            assert (dot.x, dot.y) == (w, pytest.approx(11 * (w - 0.5) ** 2))
            assert line.y2 == pytest.approx(w * line.x2)
            assert dot.visible == line.visible == (row < told)
            assert dot.role == ("fg" if row == best else "quiet")
            assert line.role == ("rule" if row != best else "quiet" if told == count else "fg")
        assert drawn["parabola"].visible == (told >= 10)
        x, y = points(drawn["parabola"])
        np.testing.assert_allclose(y, 11 * (x - 0.5) ** 2, atol=1e-12)
        lowest = drawn["lowest"]
        assert (lowest.x, lowest.y, lowest.role) == (0.5, 0.0, "ols")
        assert lowest.radius > max(dot.radius for dot in dots)
        assert drawn["line"].y2 == 0.5 * drawn["line"].x2
        end = ("lowest", "drop", "at", "line", "line-name")
        assert {drawn[key].visible for key in end} == {told == count}
        assert drawn["best"].visible == (guesses[best] == min(guesses, key=lambda w: abs(w - 0.5)))
        assert drawn["best"].text == f"best guess {drawn['best'].x:.3f}"


# --- the penalties ---------------------------------------------------------------------------------


def test_the_enlargement_is_the_window_blown_up_alike_both_ways() -> None:
    lift = penalties.LIFT
    for zoom in between(penalties.ZOOMS):
        drawn, h = marks(penalties.draw(zoom)), 1 / zoom
        for name, power in (("lasso", 1), ("ridge", 2)):
            for key, half, floor in ((name, 1.0, 0.0), (f"near-{name}", h, lift)):
                x, y = points(drawn[key])
                np.testing.assert_allclose((y - floor) * half, np.abs(x * half) ** power, atol=1e-12)
                assert (drawn[key].role, min(x), max(x)) == (name, -1, 1)
            price = size(drawn[f"{name}-bar"].points)[1]
            assert price == pytest.approx(h ** (power - 1))
            said = drawn[f"{name}-price"]
            assert said.text == f"{h**power:.2g} λ"
            assert said.y == pytest.approx(price)
        assert drawn["title"].text == f"enlarged {zoom:.3g} times: h = {h:.2g}"
        assert size(drawn["window"].points) == (2 * h, h)
        assert size(drawn["frame"].points) == pytest.approx((2, 1))
        for side in (-1, 1):
            beam = drawn[f"beam{side:+}"]
            assert (beam.x1, beam.y1, beam.x2, beam.y2) == (side * h, h, side, lift)
            assert (beam.x1, beam.y1) in drawn["window"].points
            assert (beam.x2, beam.y2) in drawn["frame"].points


def test_the_lasso_looks_the_same_at_every_magnification_and_ridge_flatter_and_flatter() -> None:
    shapes = [marks(penalties.draw(zoom)) for zoom in penalties.ZOOMS]
    # To the last digit but one: x·h/h.
    first = points(shapes[0]["near-lasso"])
    assert all(np.allclose(points(shape["near-lasso"]), first, atol=1e-15) for shape in shapes)
    heights = [points(shape["near-ridge"])[1].max() - penalties.LIFT for shape in shapes]
    assert all(a > b for a, b in pairwise(heights))
    assert heights[-1] == pytest.approx(0.01)
    assert penalties.SHARE == "1 %"
    assert penalties.SHARE in penalties.SCENE.notes


# --- the sums --------------------------------------------------------------------------------------


def sums() -> Iterator[tuple[float, str, Any, float, dict[str, Any]]]:
    """At each λ each panel: its key, its penalty and answer by hand, and what is drawn."""
    for lam in between(LAMBDAS):
        drawn = marks(one_weight_sums.draw(lam))
        yield lam, "l1", np.abs, max(0.5 - lam / 22, 0.0), drawn
        yield lam, "l2", np.square, 5.5 / (11 + lam), drawn


def test_both_sums_are_drawn_with_their_lowest_points() -> None:
    for lam, kind, power, w, drawn in sums():
        x, y = points(drawn[f"sum-{kind}"])
        np.testing.assert_allclose(points(drawn[f"loss-{kind}"])[1], 11 * (x - 0.5) ** 2, atol=1e-12)
        np.testing.assert_allclose(points(drawn[f"penalty-{kind}"])[1], lam * power(x), atol=1e-12)
        np.testing.assert_allclose(y, 11 * (x - 0.5) ** 2 + lam * power(x), atol=1e-12)
        dot, role = drawn[f"lowest-{kind}"], "lasso" if kind == "l1" else "ridge"
        assert dot.x == pytest.approx(w, abs=1e-12)
        assert dot.y == pytest.approx(11 * (w - 0.5) ** 2 + lam * power(w), abs=1e-12)
        assert dot.y <= y.min() + 1e-12
        zero = kind == "l1" and lam >= 11
        assert (dot.hollow, dot.role) == (zero, "zero" if zero else role)
        assert drawn[f"drop-{kind}"].x1 == drawn[f"drop-{kind}"].x2 == dot.x == drawn[f"at-{kind}"].x
        said = drawn[f"at-{kind}"]
        assert (said.text == "exactly 0") == zero
        assert said.role == dot.role
        assert zero or float(said.text.removeprefix("w = ")) == pytest.approx(w, abs=5.1e-4)
        assert drawn[f"sum-{kind}"].role == drawn[f"penalty-{kind}"].role == role
        name = drawn[f"penalty-name-{kind}"]
        assert name.y == pytest.approx(lam * power(name.x))


@pytest.mark.parametrize("lam", LAMBDAS)
def test_the_sum_at_the_threshold_leaves_zero_flat_and_is_left_behind(lam: float) -> None:
    """Until λ is there, the thin line lies under the sum."""
    drawn, at = marks(one_weight_sums.draw(lam)), min(lam, 11.0)
    x, y = points(drawn["flat"])
    assert (x[0], x[-1]) == (0, 0.8)
    np.testing.assert_allclose(y, 11 * (x - 0.5) ** 2 + at * x, atol=1e-12)
    if lam >= 11:
        # Its slope at 0 is none: what is left is 11w².
        np.testing.assert_allclose(y, 2.75 + 11 * x**2, atol=1e-12)
    name = drawn["flat-name"]
    assert (name.text, name.visible) == ("λ = 11: starts level", lam > 13)


def test_readouts_of_both_lowest_points_are_what_the_solver_says() -> None:
    film = shoot("one_weight_sums", SCENE)
    assert len(film.frames) == len(LAMBDAS)
    for lam, frame in zip(LAMBDAS, film.frames, strict=True):
        shown = {readout.key: readout.text for readout in frame.readouts}
        assert shown["threshold"] == "11"
        assert (shown["l1"] == "0") == (lam >= 11)
        assert shown["l2"] != "0"
        for key, solve in (("l1", one_weight_lasso), ("l2", one_weight_ridge)):
            assert float(shown[key]) == pytest.approx(float(solve(X, Y, lam)), abs=5.1e-4)
    assert (one_weight_sums.AT_THRESHOLD, one_weight_sums.AT_END) == ("0.25", "0.2")


@pytest.mark.parametrize("scene", [one_weight_data.SCENE, one_weight_loss.SCENE, penalties.SCENE, SCENE])
def test_every_figure_of_the_lesson_names_its_own_convention(scene: Scene) -> None:
    assert scene.convention == ONE_WEIGHT_CONVENTION != HOUSE_CONVENTION
    footers = [
        still(shoot("x", replace(scene, convention=text)), "light", WIDE)
        for text in (ONE_WEIGHT_CONVENTION, "other")
    ]
    assert footers[0] != footers[1]
    told = _convention(ONE_WEIGHT_CONVENTION)
    assert "1/n·Σ(y − wx)²" in told
    assert "scikit-learn" not in told

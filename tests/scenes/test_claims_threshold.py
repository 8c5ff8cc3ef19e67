"""What the lesson on the threshold says is computed here."""

import math
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from figures.data.diabetes import diabetes
from figures.draw.marks import Mark
from figures.examples.paths import diabetes_example
from figures.scenes import chance_of_zero as chances
from figures.scenes import six_through_threshold as six
from figures.scenes import threshold_maps as maps
from figures.solvers import (
    L1,
    L2,
    correlated_gram,
    hard_threshold,
    lasso,
    lasso_path,
    ridge,
    soft_threshold,
    standardize,
    two_feature_knots,
)

Z = np.linspace(-3, 3, 121)


def orthogonal(n: int, p: int) -> NDArray[np.float64]:
    """Columns with mean 0 and mean square 1, uncorrelated with one another."""
    raw = np.random.default_rng(3).normal(size=(n, p))
    columns: NDArray[np.float64] = np.sqrt(n) * np.linalg.qr(raw - raw.mean(axis=0))[0]
    return columns


def test_every_map_is_the_minimiser_of_its_penalty() -> None:
    """Against the objective on a fine grid: no other coefficient does better."""
    lam, w = 0.7, np.linspace(-4, 4, 4001)
    penalties = {
        "soft": lam * abs(w),
        "hard": lam**2 / 2 * (w != 0),
        "ridge": lam / 2 * w**2,
        "net": lam * (abs(w) / 2 + w**2 / 4),
    }
    for key, penalty in penalties.items():
        for z in Z:
            answer = float(maps.MAPS[key].answer(z, lam))
            own = {
                "soft": lam * abs(answer),
                "hard": lam**2 / 2 * (answer != 0),
                "ridge": lam / 2 * answer**2,
                "net": lam * (abs(answer) / 2 + answer**2 / 4),
            }[key]
            assert (answer - z) ** 2 / 2 + own <= ((w - z) ** 2 / 2 + penalty).min() + 1e-12


def test_the_maps_in_the_table() -> None:
    lam, alpha = 0.7, maps.ALPHA
    for z in map(float, Z):
        assert maps.MAPS["soft"].answer(z, lam) == soft_threshold(z, lam)
        assert maps.MAPS["hard"].answer(z, lam) == hard_threshold(z, lam)
        assert maps.MAPS["ridge"].answer(z, lam) == pytest.approx(z / (1 + lam))
        net = soft_threshold(z, alpha * lam) / (1 + (1 - alpha) * lam)
        assert maps.MAPS["net"].answer(z, lam) == pytest.approx(float(net))


def test_weak_evidence_goes_out_at_its_size_and_in_the_elastic_net_at_twice_that() -> None:
    weak = abs(maps.WEAK)
    assert weak in maps.LAMBDAS
    assert 2 * weak in maps.LAMBDAS
    for key, out in (("soft", weak), ("hard", weak), ("net", 2 * weak)):
        answer = maps.MAPS[key].answer
        assert answer(maps.WEAK, out) == 0 != answer(maps.WEAK, out - 0.01)
    assert all(maps.MAPS["ridge"].answer(maps.WEAK, lam) < 0 for lam in maps.LAMBDAS)


def test_one_feature_of_any_scale_has_the_threshold_of_the_derivation() -> None:
    x, y = np.array([[1.0], [2.0], [-4.0]]), np.array([1.0, 3.0, -2.0])
    s2, z = float((x**2).mean()), float((x[:, 0] @ y) / (x**2).sum())
    for lam in (0.0, 0.5 * s2 * z, s2 * z, 2 * s2 * z):
        assert lasso(x, y, lam)[0] == pytest.approx(float(soft_threshold(z, lam / s2)), abs=1e-12)
        # The mean of the squared errors is twice the house loss: half the λ, then divided by s².
        assert lasso(x, y, lam / 2)[0] == pytest.approx(float(soft_threshold(z, lam / (2 * s2))), abs=1e-12)


def test_doubling_y_doubles_the_lassos_lambda_and_leaves_ridges() -> None:
    scaled = diabetes_example().scaled
    X, y = scaled.X, scaled.y
    np.testing.assert_allclose(lasso(X, 2 * y, 2 * 3.0), 2 * lasso(X, y, 3.0), rtol=1e-9)
    np.testing.assert_allclose(ridge(X, 2 * y, 0.3), 2 * ridge(X, y, 0.3), rtol=1e-9)
    for z in (0.3, 2.0):
        assert L1(1.0).prox(2 * z) == pytest.approx(2 * float(L1(0.5).prox(z)))
        assert L2(1.0).prox(2 * z) == pytest.approx(2 * float(L2(1.0).prox(z)))


def test_the_six_go_out_from_0_2_to_2_4_one_step_at_each_size() -> None:
    X = orthogonal(40, 6)
    knots = sorted(map(abs, six.EVIDENCE))
    assert (knots[0], knots[-1]) == (0.2, 2.4)
    assert set(knots) <= set(six.LAMBDAS)
    for place, knot in enumerate(knots):
        assert six.survivors(knot) == 5 - place
        assert six.survivors(knot - 1e-9) == 6 - place
    for lam in six.LAMBDAS[1:]:
        w = lasso(X, X @ np.array(six.EVIDENCE), lam)
        np.testing.assert_allclose(w, soft_threshold(six.EVIDENCE, lam), atol=1e-12)


def drawn(marks: Iterable[Mark]) -> dict[str, Any]:
    """The marks by their keys."""
    return {mark.key: mark for mark in marks}


@pytest.mark.parametrize("lam", six.LAMBDAS)
def test_each_of_the_six_moves_by_lambda_towards_zero_or_is_exactly_zero(lam: float) -> None:
    """Its bar is least squares, its dot λ closer to zero, and 0 if and only if the band holds the bar."""
    marks = drawn(six.draw(lam).marks)
    band, zeros = marks["band"], 0
    assert {y for _, y in band.points} == {lam, -lam}
    for row, z in enumerate(six.EVIDENCE):
        bar, paid, dot, out = (marks[f"{key}-{row + 1}"] for key in ("z", "paid", "kept", "zero"))
        point, within = marks[f"w-{row}"], abs(z) <= lam
        assert bar.y1 == bar.y2 == paid.y1 == z
        assert paid.y2 == dot.y2 == point.y
        assert point.y == pytest.approx(0 if within else z - math.copysign(lam, z), abs=1e-15)
        assert point.hollow == out.visible == within == (point.y == 0)
        assert paid.x1 == bar.x1 + 0.3 == point.x == row + 1
        number = marks[f"w-{row + 1}-name"]
        assert not number.visible or float(number.text.split()[-1].replace("−", "-")) == round(point.y, 2)
        zeros += within
    assert marks["zeros"].visible == (zeros > 0)
    assert (marks["zeros"].text, marks["left"].text) == (f"{zeros} exactly 0", f"{6 - zeros} left")
    assert (marks["now"].x, marks["now"].y) == (lam, 6 - zeros)


def test_the_claim_of_the_six_is_true_of_those_with_less_than_lambda_too() -> None:
    assert six.SCENE.claim == "Each moves towards 0 by λ, or by all it has: then it is exactly zero"
    for lam in six.LAMBDAS:
        w = [drawn(six.draw(lam).marks)[f"w-{row}"].y for row in range(6)]
        for z, left in zip(six.EVIDENCE, w, strict=True):
            assert abs(z - left) == pytest.approx(min(lam, abs(z)), abs=1e-15)
            assert left * z >= 0


def test_the_stairs_go_down_one_step_at_each_size() -> None:
    marks = drawn(six.draw(1.0).marks)
    down = [(a, b) for (a, high), (b, low) in pairwise(marks["stairs"].points) if low < high]
    assert [a for a, _ in down] == [b for _, b in down] == sorted(map(abs, six.EVIDENCE))
    assert [marks[f"size-{row}"].x for row in range(6)] == [a for a, _ in down]


def test_the_story_of_the_six_counts_right() -> None:
    scene = six.SCENE
    said = {state["lam"]: beat.sentence for beat, state in zip(scene.story, scene.states(), strict=True)}
    assert "z = 0.2 cannot pay more" in said[0.2]
    assert [six.survivors(lam) for lam in (0.15, 0.2, 0.85, 0.9, 1.0)] == [6, 5, 4, 3, 3]
    assert 0.9 in map(abs, six.EVIDENCE)
    assert "3 of 6 at lambda 1" in scene.alt


@pytest.mark.parametrize("lam", [0.05, 0.08, 1.0, 10.0, 40.0])
def test_every_coefficient_is_the_soft_threshold_of_its_evidence_without_itself(lam: float) -> None:
    scaled = diabetes_example().scaled
    X, y = scaled.X, scaled.y
    w = lasso(X, y, lam)
    full = X.T @ (y - X @ w) / len(y)
    z = full + w  # the columns have mean square 1
    np.testing.assert_allclose(soft_threshold(z, lam), w, atol=1e-9)
    assert ((np.abs(z) <= lam + 1e-9) == (w == 0)).all()
    np.testing.assert_allclose(np.abs(full[w != 0]), lam, rtol=1e-9)
    assert (np.abs(full[w == 0]) <= lam).all()


def test_shrinkage_from_least_squares_on_the_active_features() -> None:
    scaled = diabetes_example().scaled
    X, y = scaled.X, scaled.y
    w = lasso(X, y, 1.0)
    active = X[:, w != 0]
    free = np.linalg.lstsq(active, y, rcond=None)[0]
    gram = active.T @ active / len(y)
    shrinkage = np.linalg.solve(gram, np.sign(w[w != 0]))
    np.testing.assert_allclose(free - w[w != 0], shrinkage, rtol=1e-7)
    sizes = shrinkage * np.sign(w[w != 0])
    assert sizes.min() < 1 < sizes.max()


def test_two_features_leave_zero_where_the_formula_says() -> None:
    for rho in (-0.8, 0.0, 0.6):
        for ols in ((2.0, 0.5), (2.0, -0.5), (-0.7, 1.0)):
            gram = np.asarray(correlated_gram(rho))
            X = np.sqrt(2) * np.linalg.cholesky(gram).T
            knots = lasso_path(X, X @ np.array(ols)).knots
            weak = min(map(abs, ols))
            expected = [abs(gram @ ols).max(), weak * (1 + np.sign(ols[0] * ols[1]) * rho), 0]
            np.testing.assert_allclose(knots, expected, atol=1e-12)
            closed = two_feature_knots(gram @ ols, rho)
            np.testing.assert_allclose([closed.upper, closed.lower], expected[:2], atol=1e-12)


def test_the_chances_quoted() -> None:
    facts = chances.facts
    assert {name: text for name, text in facts().items() if name != "trials"} == {
        "one": "68.3 %",
        "half": "0.67",
        "most": "1.96",
        "all_of_100": "3.47",
    }
    assert math.erf(float(facts()["half"]) / math.sqrt(2)) == pytest.approx(0.5, abs=0.005)
    assert math.erf(float(facts()["most"]) / math.sqrt(2)) == pytest.approx(0.95, abs=0.0005)
    assert math.erf(float(facts()["all_of_100"]) / math.sqrt(2)) ** 100 == pytest.approx(0.95, abs=0.002)


def closed(spreads: float) -> float:
    """The chance that normal noise lies within so many standard deviations of 0."""
    return math.erf(spreads / math.sqrt(2))


def test_the_curve_is_the_closed_form() -> None:
    (points,) = drawn(chances.draw(0.1, "400").marks)["curve"].pieces
    assert len(points) > 100
    assert all(y == pytest.approx(closed(x), rel=1e-12, abs=1e-15) for x, y in points)


@pytest.mark.parametrize("n", chances.ROWS.values())
def test_the_simulated_shares_are_counted_and_agree_with_the_curve(n: int) -> None:
    marks = drawn(chances.draw(0.1, "400").marks)
    for row in range(4):
        dot = marks[f"share-{n}-{row}"]
        assert len(dot.solved) == chances.TRIALS
        assert {len(solved.problem.y) for solved in dot.solved} == {n}
        for solved in dot.solved:
            assert solved.problem.lam[row] * math.sqrt(n) == pytest.approx(dot.x, rel=1e-12)
        assert dot.y == np.mean([solved.w[row, 0] == 0 for solved in dot.solved])
        chance = closed(dot.x)
        assert abs(dot.y - chance) < 3 * math.sqrt(chance * (1 - chance) / chances.TRIALS)


def test_the_bars_are_intervals_of_the_level_that_is_written_above_them() -> None:
    """Both ends lie as many standard deviations from the share as that level takes: Wilson's interval."""
    marks = drawn(chances.draw(0.1, "400").marks)
    words = re.fullmatch(r"simulated, with (\d+) % intervals", marks["simulated"].text)
    assert words
    level = int(words[1]) / 100
    assert f"{words[1]} % intervals" in chances.SCENE.computed
    for n, spreads in chances.SPREADS.items():
        for row in range(len(spreads)):
            bar, dot = marks[f"bar-{n}-{row}"], marks[f"share-{n}-{row}"]
            assert bar.x1 == bar.x2 == dot.x
            assert bar.y1 < dot.y < bar.y2
            for end in (bar.y1, bar.y2):
                off = abs(dot.y - end) / math.sqrt(end * (1 - end) / chances.TRIALS)
                assert closed(off) == pytest.approx(level, rel=1e-9)


@pytest.mark.parametrize("rows", chances.ROWS)
def test_the_area_under_the_bell_is_the_chance_that_stands_at_its_dot(rows: str) -> None:
    for lam in chances.LAMBDAS:
        marks = drawn(chances.draw(lam, rows).marks)
        x, y = np.array(marks["area"].points).T
        area = abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2
        for n in chances.ROWS.values():
            dot, name, spreads = marks[f"now-{n}"], marks[f"now-{n}-name"], lam * math.sqrt(n)
            assert (dot.x, dot.y) == pytest.approx((spreads, closed(spreads)), abs=1e-12)
            assert name.lead == (n == int(rows)) == (dot.role == "fg")
            told = f"n = {n}: {chances.percent(dot.y)}"
            assert name.text == (f"{told} exactly 0" if n == int(rows) else told)
        assert area == pytest.approx(marks[f"now-{rows}"].y, abs=2e-4)
        assert (marks["low"].x1, marks["high"].x1) == (-lam, lam)
        assert marks["rows"].text.startswith(f"n = {rows}:")


def test_the_chance_grows_with_lambda_and_with_n_and_the_film_ends_high() -> None:
    for n in chances.ROWS.values():
        assert (np.diff([chances.chance(lam, n) for lam in chances.LAMBDAS]) > 0).all()
    for lam in chances.LAMBDAS[1:]:
        assert chances.chance(lam, 25) < chances.chance(lam, 100) < chances.chance(lam, 400)
        # Four times the rows are as good as twice the λ.
        assert chances.chance(lam, 400) == pytest.approx(chances.chance(2 * lam, 100), rel=1e-12)
    scene = chances.SCENE
    heights = [chances.chance(state["lam"], int(state["rows"])) for state in scene.states()]
    assert heights == sorted(heights)
    assert f"400 rows: exactly 0 in {100 * heights[-1]:.1f} % of" in scene.story[-1].sentence
    assert scene.states()[-1]["rows"] == "400"
    told = [f"{100 * closed(0.1 * math.sqrt(n)):.1f} %" for n in (25, 100, 400)]
    assert ", ".join(told) in scene.alt


def test_the_same_alpha_keeps_10_7_or_3_features() -> None:
    data = diabetes()
    centred = np.asarray(data.X) - np.mean(data.X, axis=0)
    scaled = standardize(data.X, data.y)
    unit = scaled.X / np.sqrt(len(scaled.y))
    kept = [int(np.count_nonzero(lasso(X, scaled.y, 1.0))) for X in (centred, scaled.X, unit)]
    assert kept == [10, 7, 3]

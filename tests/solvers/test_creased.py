"""The lasso's cost of two features: level lines at their height, corners on the axes and nowhere else."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import CreasedBowl, correlated_gram, creased_bowl, planar_elastic_net
from tests.solvers.oracles import load

ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
GRAM, OLS = correlated_gram(0.5), (2.0, 0.75)
shares = np.linspace(0, 1, 17)

grams = st.tuples(st.floats(0.2, 4), st.floats(0.2, 4), st.floats(-0.9, 0.9)).map(
    lambda one: np.array(
        [[one[0], one[2] * (one[0] * one[1]) ** 0.5], [one[2] * (one[0] * one[1]) ** 0.5, one[1]]]
    )
)
points = st.tuples(st.floats(-4, 4), st.floats(-4, 4))
bowls = st.builds(creased_bowl, grams, points, st.one_of(st.just(0.0), st.floats(0, 4)))
heights = st.floats(0.01, 5)


def along(outline: np.ndarray) -> np.ndarray:
    """Points (share, cubic, 2) of a closed outline of cubic Béziers."""
    t = shares[:, None, None]
    a, b, c, d = (outline[first : len(outline) - 3 + first : 3] for first in range(4))
    drawn: np.ndarray = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    return drawn


def cost(bowl: CreasedBowl, w: np.ndarray) -> np.ndarray:
    """Loss and penalty, term by term."""
    (a, r), (_, b) = bowl.gram
    x, y = (w - bowl.ols)[..., 0], (w - bowl.ols)[..., 1]
    whole: np.ndarray = (a * x * x + 2 * r * x * y + b * y * y) / 2 + bowl.lam * np.abs(w).sum(axis=-1)
    return whole


@settings(max_examples=200, deadline=None)
@given(bowls, heights)
def test_a_level_line_has_one_height_and_goes_round_once(bowl: CreasedBowl, height: float) -> None:
    outline = bowl.outline(height)
    assert outline.shape == (28, 2)
    np.testing.assert_array_equal(outline[0], outline[-1])
    drawn = along(outline)
    above = cost(bowl, drawn) - cost(bowl, bowl.least)
    np.testing.assert_allclose(above[[0, -1]], height, rtol=1e-9, atol=1e-9)
    # Of 135 degrees a cubic leaves its ellipse by 0.3 % of the axes.
    np.testing.assert_allclose(above, height, rtol=1e-2)
    away = (drawn - bowl.least).transpose(1, 0, 2).reshape(-1, 2)
    turn = np.unwrap(np.arctan2(away[:, 1], away[:, 0]))
    assert turn[-1] - turn[0] == pytest.approx(2 * np.pi)
    # No cubic crosses an axis: it ends there.
    reach = np.abs(drawn).max()
    for axis in (0, 1):
        across = drawn[..., axis]
        assert ((across > -1e-9 * reach).all(axis=0) | (across < 1e-9 * reach).all(axis=0)).all()


@settings(max_examples=100, deadline=None)
@given(bowls, heights)
def test_the_farthest_points_of_a_level_line(bowl: CreasedBowl, height: float) -> None:
    drawn = along(bowl.outline(height))
    for axis in (0, 1):
        for side in (-1, 1):
            end = bowl.farthest(height, axis, side)
            assert cost(bowl, end) - cost(bowl, bowl.least) == pytest.approx(height)
            reach = float((side * drawn[..., axis]).max())
            size = float(np.ptp(drawn[..., axis]))
            assert -1e-9 <= (side * end[axis] - reach) / size + 5e-3 <= 2e-2


@settings(max_examples=100, deadline=None)
@given(bowls, points.filter(lambda one: np.hypot(*one) > 0.1), heights)
def test_a_ray_goes_up_in_parabolas_to_its_height(
    bowl: CreasedBowl, towards: tuple[float, float], height: float
) -> None:
    ends = bowl.ray(towards, height)
    np.testing.assert_array_equal(ends[0], bowl.least)
    above = cost(bowl, ends) - cost(bowl, bowl.least)
    assert above[-1] == pytest.approx(height)
    assert (np.diff(above) >= -1e-12).all()
    assert (np.abs(ends[1:-1]).min(axis=1, initial=np.inf) < 1e-9).all()
    for a, b in pairwise(ends):
        # A parabola through the ends and the middle is right at a quarter too.
        low, middle, high, quarter = (float(cost(bowl, a + share * (b - a))) for share in (0, 0.5, 1, 0.25))
        assert quarter == pytest.approx(0.375 * low + 0.75 * middle - 0.125 * high, abs=1e-9)


@pytest.mark.parametrize("lam", ["1/2", "9/8", "3/2", "19/8"])
def test_the_exact_numbers_of_the_cost(lam: str) -> None:
    known = ITEMS[f"cost.lasso@{lam}"]["expected"]
    value = float(Fraction(lam))
    bowl = creased_bowl(GRAM, OLS, value)
    np.testing.assert_allclose(bowl.least, known["w"], atol=1e-12)
    np.testing.assert_array_equal(bowl.least == 0, np.array(known["w"]) == 0)
    assert creased_bowl(GRAM, OLS, 0).height(bowl.least) == pytest.approx(known["excess_loss"], abs=1e-12)
    assert cost(bowl, bowl.least) == pytest.approx(known["total"], abs=1e-12)
    ridge = planar_elastic_net(GRAM, GRAM @ OLS, value, 0.0)
    np.testing.assert_allclose(ridge, known["ridge_w"], atol=1e-12)


@pytest.mark.parametrize("lam", [0.0, 0.5, 1.125, 1.5, 2.0, 2.5])
def test_the_slope_jumps_by_twice_the_penalty(lam: float) -> None:
    bowl = creased_bowl(GRAM, OLS, lam)
    for first in (-0.5, 0.0, 0.875, 2.0):
        below, above = bowl.slopes((first, 0.0), 1)
        assert above - below == 2 * lam
        step = 1e-6
        for side, slope in ((-1, below), (1, above)):
            ends = cost(bowl, np.array([[first, side * step], [first, 0.0]]))
            assert side * (ends[0] - ends[1]) / step == pytest.approx(slope, abs=1e-5)
    # Off the crease both are one.
    assert len(set(bowl.slopes((1.0, 0.5), 1))) == 1


def test_the_slopes_across_the_crease_by_hand() -> None:
    assert creased_bowl(GRAM, OLS, 1.5).slopes((0.875, 0.0), 1) == (-45 / 16, 3 / 16)
    assert creased_bowl(GRAM, OLS, 2.0).slopes((0.375, 0.0), 1) == (-57 / 16, 7 / 16)


@pytest.mark.parametrize("lam", [0, 0.5, 1.125, 1.5, 10])
def test_ridges_ellipses_get_rounder(lam: float) -> None:
    known = ITEMS[f"cost.ridge_axis_ratio@{lam:g}"]
    assert creased_bowl(GRAM + lam * np.eye(2), (1.0, 1.0), 0.0).roundness == pytest.approx(known["expected"])


def test_level_lines_of_the_loss_are_the_known_ellipses() -> None:
    bowl = creased_bowl(GRAM, OLS, 0.0)
    for level, axes in zip((0.125, 0.5, 1.125, 2.0), ITEMS["bowl.levels"]["expected"], strict=True):
        for drawn in (along(bowl.ellipse(level)), along(bowl.outline(level))):
            away = drawn - OLS
            along_axes = np.stack([away[..., 0] - away[..., 1], away.sum(axis=-1)], axis=-1) / 2**0.5
            np.testing.assert_allclose(np.hypot(*np.moveaxis(along_axes / axes, -1, 0)), 1, atol=2e-3)
    with pytest.raises(ValueError, match="creased level line is no ellipse"):
        creased_bowl(GRAM, OLS, 0.5).ellipse(1.0)
    assert float(bowl.height((0.0, 0.0))) == 97 / 32


def test_bad_bowls_are_refused() -> None:
    with pytest.raises(ValueError, match="single number"):
        creased_bowl(GRAM, OLS, [0.5, 1.0])
    with pytest.raises(ValueError, match="positive definite"):
        creased_bowl([[1.0, 1.0], [1.0, 1.0]], OLS, 0.5)
    with pytest.raises(ValueError, match="height"):
        creased_bowl(GRAM, OLS, 0.5).outline(0.0)

"""Words for the plane of two coefficients show what they name, against closed forms without correlation."""

import numpy as np
import pytest

from figures.draw.budgets import fates, touching
from figures.draw.planes import between, contours, coordinates, reach
from figures.draw.vocabulary import method
from figures.film.certificate import ALLOWED, violation
from figures.solvers import correlated_gram

ALONE = np.eye(2)


@pytest.mark.parametrize(
    ("ols", "norm", "nearest"),
    [
        ((1.5, 0.5), 1, (0.75, 0.0)),
        ((1.5, 1.25), 1, (0.5, 0.25)),
        ((0.3, 0.4), 1, (0.3, 0.4)),
        ((3.0, 4.0), 2, (0.45, 0.6)),
        ((0.3, 0.4), 2, (0.3, 0.4)),
    ],
)
def test_contours_touch_each_shape_in_the_nearest_point(
    ols: tuple[float, float], norm: int, nearest: tuple[float, float]
) -> None:
    found = touching(ALONE, ols, 0.75, 1 if norm == 1 else 2)
    assert found.w == pytest.approx(nearest, abs=1e-12)
    assert method(found) == ("lasso" if norm == 1 else "ridge")
    assert violation(found) <= ALLOWED


def test_a_fate_is_what_becomes_of_the_points_in_its_region() -> None:
    regions = fates(ALONE, 0.75, 5.0)
    assert [region.role for region in regions].count("zero") == 4 == len(regions) / 2
    for region in regions:
        points = np.array(region.points)
        assert np.abs(points).max() == 5
        w = touching(ALONE, points.mean(axis=0), 0.75, 1).w
        assert region.role == ("zero" if (w == 0).any() else "lasso")
        assert region.key.startswith("corner" if region.role == "zero" else "edge")


def test_a_name_on_a_way_stands_between_its_ends() -> None:
    found = touching(ALONE, (3.0, 4.0), 0.5, 2)
    assert between((3.0, 4.0), found, 0.0) == pytest.approx((0.3, 0.4))
    assert between((3.0, 4.0), found, 1.0) == (3, 4)
    assert between((3.0, 4.0), found, 0.5) == pytest.approx((1.65, 2.2))


@pytest.mark.parametrize("rho", [0.0, 0.6, -0.5])
def test_a_contour_reaches_as_far_up_as_it_says(rho: float) -> None:
    gram = correlated_gram(rho)
    (ring,) = contours("ring", gram, (2.0, 0.75), touching(gram, (2.0, 0.75), 1.0, 1), shares=(1.0,))
    turn, round_it = np.radians(ring.angle), np.linspace(0, 2 * np.pi, 10_001)
    heights = ring.a * np.cos(round_it) * np.sin(turn) + ring.b * np.sin(round_it) * np.cos(turn)
    assert reach(ring) == pytest.approx(heights.max(), rel=1e-6)


def test_both_axes_run_through_zero_and_are_named_at_their_ends() -> None:
    across, up, first, second = coordinates((-1, 3), (-2, 2), 1.8, "right", key="left-", until=9)
    assert (across.key, up.key) == ("left-w1", "left-w2")
    assert (across.x1, across.y1, across.x2, across.y2) == (-1, 0, 9, 0)
    assert (up.x1, up.y1, up.x2, up.y2) == (0, -2, 0, 2)
    assert (first.text, first.x, first.y, first.sides) == ("w₁", 3, 0, ("below left",))
    assert (second.text, second.x, second.y, second.sides) == ("w₂", 0, 1.8, ("right",))

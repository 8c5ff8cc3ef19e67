"""Words for the plane of two coefficients show what they name, against closed forms without correlation."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from figures.draw.budgets import (
    both_ways,
    by_fate,
    fate_words,
    fates,
    over_budgets,
    straight_up,
    touch_plane,
    touching,
)
from figures.draw.marks import Mark
from figures.draw.planes import between, contours, coordinates, reach
from figures.draw.text import truncated
from figures.draw.vocabulary import method
from figures.film.certificate import ALLOWED, violation
from figures.solved import Alone, certified
from figures.solvers import correlated_gram

ALONE = np.eye(2)
BUDGETS = np.array([0.25, 0.5, 1.0, 1.25, 1.5, 1.75])
LIMITS = (-1.0, 3.0)


def by_key(marks: Iterable[Mark]) -> dict[str, Any]:
    return {mark.key: mark for mark in marks}


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


@pytest.mark.parametrize("norm", [1, 2])
def test_points_are_hollow_where_their_answer_has_a_zero(norm: int) -> None:
    points = [(2.0, 0.1), (1.0, 1.2), (0.3, 0.2), (0.0, 0.1), (0.0, 5.0)]
    answers = touching(ALONE, points, 0.75, 1 if norm == 1 else 2)
    marks: list[Any] = list(by_fate("p", points, answers))
    ways, dots = marks[: len(points)], marks[len(points) :]
    between = "lasso" if norm == 1 else "ridge"
    # Within the budget a point stays what it is, even on an axis.
    corner = "zero" if norm == 1 else "ridge"
    assert [dot.role for dot in dots] == [corner, between, "ols", "ols", "zero"]
    assert [dot.hollow for dot in dots] == [dot.role == "zero" for dot in dots]
    assert [(dot.x, dot.y) for dot in dots] == points
    assert [bool(dot.solved) for dot in dots] == [True, True, False, False, True]
    # Each but those leads from its point to its answer.
    assert [(way.x1, way.y1) for way in ways] == points
    assert [[way.x2, way.y2] for way in ways] == answers.w.tolist()
    assert [(way.role, way.visible) for way in ways] == [(dot.role, dot.role != "ols") for dot in dots]


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


def test_the_contour_of_a_plane_touches_the_shape_of_its_budget() -> None:
    gram, ols = correlated_gram(-0.5), (2.0, 0.75)
    lasso, diamonds = touching(gram, ols, 1.0, 1), touching(gram, ols, BUDGETS, 1)
    marks = by_key(touch_plane("a", lasso, diamonds, LIMITS, LIMITS))
    assert (marks["a-touch"].x, marks["a-touch"].y, marks["a-touch"].hollow) == (1, 0, True)
    assert marks["diamond"].points[0] == (1, 0)
    assert marks["a-title"].text == "lasso: |w₁| + |w₂| ≤ 1.00"
    bar = marks["a-trail-rest-0"]
    assert (bar.x1, bar.x2, bar.role) == (0.25, 1.25, "zero")
    assert marks["a-trail"].pieces[0][-1] == pytest.approx((1.5, 0.25))
    ridge, discs = touching(gram, ols, 0.5, 2), touching(gram, ols, BUDGETS, 2)
    marks = by_key(touch_plane("b", ridge, discs, LIMITS, LIMITS))
    assert (marks["disc"].a, marks["b-title"].text) == (0.5, "ridge: w₁² + w₂² ≤ 0.50²")
    assert (marks["b-touch"].x, marks["b-touch"].y, marks["b-ols"].x) == (0.5, 0, 2)
    # Above the contour, but not above the panel.
    assert marks["b-ols-name"].y == min(0.75 + reach(marks["b-contour-0"]), 2.8)


@pytest.mark.parametrize(("rho", "crossing"), [(-0.5, 0.5), (0.5, 0.0)])
def test_over_all_budgets_the_diamond_rests_and_the_disc_crosses(rho: float, crossing: float) -> None:
    gram, ols = correlated_gram(rho), (2.0, 0.75)
    answers = [touching(gram, ols, t, norm) for t in (BUDGETS, 1.5) for norm in (1, 2)]
    marks = by_key(over_budgets(BUDGETS, *answers))
    assert (marks["rest-0"].x1, marks["rest-0"].x2) == (0.25, 1.25)
    assert marks["lasso-course"].pieces[0][0] == (1.25, 0)
    assert (marks["crossing-1"].visible, marks["crossing-1"].x) == (crossing > 0, crossing)
    assert (marks["lasso-now-1"].x, marks["lasso-now-1"].y) == (1.5, pytest.approx(0.125))
    assert (marks["gap"].y1, marks["gap"].y2) == (marks["lasso-now-1"].y, marks["ridge-now-1"].y)


@pytest.mark.parametrize(
    ("ols", "told", "held", "slid"),
    [
        ((1.5, 0.5), "differ by 1 ≥ t = 0.75: w₂ = 0", True, False),
        ((0.5, 1.5), "differ by 1 ≥ t = 0.75: w₁ = 0", False, False),
        ((1.5, 1.25), "differ by 0.25 < t = 0.75: neither is 0", False, True),
        ((0.25, 0.25), "inside t = 0.75: it stays", False, False),
    ],
)
def test_the_ways_and_their_names_tell_the_fate(
    ols: tuple[float, float], told: str, held: bool, slid: bool
) -> None:
    lasso, ridge = touching(ALONE, ols, 0.75, 1), touching(ALONE, ols, 0.75, 2)
    assert fate_words(lasso) == told
    marks = by_key(both_ways(lasso, ridge))
    assert (marks["held"].visible, marks["slid"].visible) == (held, slid)
    for name, solved in (("lasso", lasso), ("ridge", ridge)):
        way = marks[f"to-{name}"]
        assert (way.x1, way.y1, way.x2, way.y2) == (*ols, *solved.w)
        assert (marks[name].x, marks[name].y) == tuple(solved.w)


def test_straight_up_the_lasso_is_flat_and_ridge_is_not() -> None:
    lasso, ridge = touching(ALONE, (1.5, 0.5), 0.75, 1), touching(ALONE, (1.5, 0.5), 0.75, 2)
    marks = by_key(straight_up(lasso, ridge, 2.0))
    assert (marks["flat-0"].x1, marks["flat-0"].x2) == (0, 0.75)
    assert marks["flat-name"].text == "lasso: 0 up to 0.75"
    assert marks["lasso-map"].pieces[-1][-1] == pytest.approx((2.0, 0.625))
    x, y = np.array([point for piece in marks["ridge-map"].pieces for point in piece]).T
    np.testing.assert_allclose(y, 0.75 * x / np.hypot(1.5, x), atol=1e-12)
    assert (marks["lasso-now-1"].x, marks["ridge-now-1"].y) == (0.5, ridge.w[1])


def test_less_than_the_budget_never_looks_like_it() -> None:
    assert [truncated(size) for size in (0.75, 0.7499999, 1.0, 0.0)] == ["0.75", "0.749", "1", "0"]


def test_what_has_no_budget_is_refused() -> None:
    with pytest.raises(TypeError, match="is that of a Budget, not of Alone"):
        fate_words(certified(Alone((1.0, 2.0), 1.0), (0.0, 1.0)))

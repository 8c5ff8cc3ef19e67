"""Two of six coefficients, the others held: their slice of the loss, and the rounded diamond in it."""

from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from figures.data.six import X, Y
from figures.solvers import (
    Slice,
    budget_at,
    excess_loss,
    fixed_alpha_path,
    lasso_path,
    project_l1,
    ridge_path,
    rounded_diamond,
    slice_of,
    touch_diamond,
    touch_disc,
)
from tests.solvers.oracles import Array, load

ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
G, C = X.T @ X / 20, X.T @ Y / 20
PATH, RIDGE, NET = lasso_path(X, Y), ridge_path(X, Y), fixed_alpha_path(X, Y, 0.5)
X4, X3 = 3, 2
GRID = np.linspace(0.01, 0.9, 90)


def sliced(w: Array, pair: tuple[int, int] = (X4, X3)) -> Slice:
    return slice_of(G, C, w, pair)


@pytest.mark.parametrize("lam", ["0.15", "0.08"])
def test_the_slice_of_x4_and_x3(lam: str) -> None:
    case = ITEMS[f"six.slice@{lam}.x4x3"]
    plane = sliced(PATH(float(lam)))
    exact = [float(Fraction(v)) for v in case["exact"]["slice_least_squares"]]
    np.testing.assert_allclose(plane.gram, [[1, 0.6], [0.6, 1]], rtol=1e-15)
    np.testing.assert_allclose(plane.ols, case["expected"]["slice_least_squares"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(plane.ols, exact, rtol=0, atol=1e-12)
    np.testing.assert_allclose(plane.budget, case["expected"]["budget_left"], rtol=1e-12)
    np.testing.assert_allclose(plane.budget, float(Fraction(case["exact"]["budget_left"])), rtol=1e-12)
    touch = touch_diamond(plane.gram, plane.ols, plane.budget)
    np.testing.assert_allclose(touch, case["expected"]["touch"], rtol=0, atol=1e-12)
    np.testing.assert_array_equal(touch == 0, plane.at == 0)


def test_the_slice_is_the_loss_of_all_six_with_four_held() -> None:
    w = PATH(0.15)
    plane = sliced(w)

    def loss(pair: Array) -> Array:
        moved = np.array([w] * len(pair))
        moved[:, [X4, X3]] = pair
        total: Array = ((Y - moved @ X.T) ** 2).sum(axis=1) / 40
        return total

    around = np.random.default_rng(0).normal(size=(20, 2))
    least = loss(plane.ols[np.newaxis])
    np.testing.assert_allclose(loss(around) - least, excess_loss(plane.gram, plane.ols, around), atol=1e-14)


def test_the_pair_of_all_least_squares_would_touch_elsewhere() -> None:
    plane = sliced(PATH(0.15))
    wrong = PATH(0.0)[[X4, X3]]
    assert np.round(wrong, 3).tolist() == [0.553, 0.218]
    nearest = project_l1(wrong, float(plane.budget))
    np.testing.assert_allclose(nearest, ITEMS["six.wrong_picture@0.15"]["expected"], rtol=0, atol=1e-12)
    assert np.abs(nearest - plane.at).max() > 0.17


def test_what_is_left_is_the_budget_less_what_the_others_have() -> None:
    others = [0, 1, 4, 5]
    left = budget_at(PATH, GRID) - np.abs(PATH(GRID)[:, others]).sum(axis=1)
    np.testing.assert_allclose(sliced(PATH(GRID)).budget, left, rtol=0, atol=1e-14)
    assert sliced(PATH(0.91)).budget == sliced(PATH(1.0)).budget == 0


@pytest.mark.parametrize("pair", [*permutations(range(6), 2)])
def test_every_pair_solves_its_own_slice(pair: tuple[int, int]) -> None:
    w = PATH(GRID)
    plane = sliced(w, pair)
    assert plane.ols.shape == (90, 2)
    pull = (plane.ols - plane.at) @ plane.gram
    lams = GRID[:, np.newaxis]
    off = np.where(plane.at == 0, np.abs(pull) - lams, np.abs(pull - lams * np.sign(plane.at)))
    assert off.max() <= 1e-12
    some = plane.budget > 0
    touch = touch_diamond(plane.gram, plane.ols[some], plane.budget[some])
    np.testing.assert_allclose(touch, plane.at[some], rtol=0, atol=1e-12)
    rest = sliced(RIDGE(GRID), pair)
    disc = touch_disc(rest.gram, rest.ols, rest.radius)
    np.testing.assert_allclose(disc, rest.at, rtol=0, atol=1e-12)
    # Among all points of its rounded diamond's outline, the net's is lowest.
    for lam in (0.05, 0.3, 1.0):
        net = sliced(NET(lam), pair)
        if net.at.any():
            outline = rounded_diamond(net.at, 0.5).points(64)
            least = excess_loss(net.gram, net.ols, net.at)
            assert (excess_loss(net.gram, net.ols, outline) >= least - 1e-15).all()


def test_bad_slices_are_named() -> None:
    for pair in ((0, 0), (0, 6), (-1, 2), (1,)):
        with pytest.raises(ValueError, match="pair must be two different columns from 0 to 5"):
            slice_of(G, C, PATH(0.1), pair)
    with pytest.raises(ValueError, match=r"gram must have shape \(p, p\), got \(5, 6\)"):
        slice_of(G[:5], C, PATH(0.1), (0, 1))
    with pytest.raises(ValueError, match="c must have length 6"):
        slice_of(G, C[:5], PATH(0.1), (0, 1))
    with pytest.raises(ValueError, match=r"w must have shape \(..., 6\)"):
        slice_of(G, C, PATH(0.1)[:5], (0, 1))


# The rounded diamond.


def penalty(v: Array, alpha: float) -> Array:
    value: Array = (alpha * np.abs(v) + (1 - alpha) / 2 * v**2).sum(axis=-1)
    return value


@pytest.mark.parametrize("alpha", [0.0, 0.2, 0.5, 0.99])
@pytest.mark.parametrize("through", [(0.6, 0.1), (0.7, 0.0), (0.0, -2.0), (-1.0, 3.0)])
def test_the_outline_is_a_level_of_the_penalty(alpha: float, through: tuple[float, float]) -> None:
    ring = rounded_diamond(through, alpha)
    level = penalty(np.array(through), alpha)
    np.testing.assert_allclose(ring.level, level, rtol=1e-15)
    points = ring.points(8)
    np.testing.assert_allclose(penalty(points, alpha), level, rtol=1e-12)
    corner = ring.corner
    ends = [[corner, 0], [0, corner], [-corner, 0], [0, -corner], [corner, 0]]
    np.testing.assert_array_equal(points[::8], ends)
    assert not np.signbit(points[points == 0]).any()
    np.testing.assert_allclose(penalty(np.array([[corner, 0]]), alpha), level, rtol=1e-14)
    if 0 in through:
        np.testing.assert_allclose(corner, np.abs(through).max(), rtol=1e-14)
    # The arcs end on the axes, each opposite its centre, and the point lies on the one of its quadrant.
    ends_of_arcs = ring.centres[:, np.newaxis] + ring.radius * np.stack(
        [np.cos(ring.angles), np.sin(ring.angles)], axis=-1
    )
    expected = [[ends[i], ends[i + 1]] for i in range(4)]
    np.testing.assert_allclose(ends_of_arcs, expected, rtol=0, atol=1e-12)
    away = np.hypot(*(np.array(through) - ring.centres).T)
    np.testing.assert_allclose(away.max(), ring.radius, rtol=1e-14)
    assert (ring.angles[:, 1] > ring.angles[:, 0]).all()


def test_half_and_half_has_its_centres_at_one() -> None:
    ring = rounded_diamond([0.6, 0.1], 0.5)
    assert ring.centres.tolist() == [[-1, -1], [1, -1], [1, 1], [-1, 1]]
    disc = rounded_diamond([3, 4], 0)
    assert (disc.radius, disc.corner, np.abs(disc.centres).max()) == (5, 5, 0)
    np.testing.assert_allclose(np.hypot(*disc.points(8).T), 5.0, rtol=1e-14)
    # Nearly without the ridge part it is nearly the diamond.
    size = np.abs(rounded_diamond([0.5, 0.5], 0.9999).points(8)).sum(axis=1)
    np.testing.assert_allclose(size, 1.0, rtol=0, atol=1e-4)


@pytest.mark.parametrize("lam", [0.05, 0.15, 0.3, 0.5, 0.7, 1.0, 1.5])
def test_the_contour_touches_the_rounded_diamond_at_the_solution(lam: float) -> None:
    net = sliced(NET(lam))
    ring = rounded_diamond(net.at, 0.5)
    np.testing.assert_allclose(np.hypot(*(net.at - ring.centres[0])), ring.radius, rtol=1e-14)
    pull = (net.ols - net.at) @ net.gram
    normal = net.at - ring.centres[0]
    across = pull @ np.array([-normal[1], normal[0]])
    if net.at[1] == 0:
        # At the corner the pull only has to lie between the normals of the two arcs that meet there.
        assert abs(pull[1]) * normal[0] <= normal[1] * pull[0]
        assert ring.corner == pytest.approx(net.at[0], rel=1e-14)
    else:
        # λ/2 (1, 1) + λ/2 w: the normal of the arc, λ/2 times as long.
        assert abs(across) <= 1e-12
        np.testing.assert_allclose(pull, lam / 2 * normal, rtol=0, atol=1e-12)


def test_bad_outlines_are_named() -> None:
    with pytest.raises(ValueError, match="through must be one point other than the origin"):
        rounded_diamond([0, 0], 0.5)
    with pytest.raises(ValueError, match="through must be one point"):
        rounded_diamond([[1, 0], [0, 1]], 0.5)
    with pytest.raises(ValueError, match="alpha must be < 1"):
        rounded_diamond([1, 0], 1)
    with pytest.raises(ValueError, match="quarter must be >= 1"):
        rounded_diamond([1, 0], 0.5).points(0)

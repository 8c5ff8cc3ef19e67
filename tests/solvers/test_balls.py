"""The octahedron of three features, and the balls of the bridge penalties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import lq_ball, project_l1

fast = settings(max_examples=150)
whole = st.integers(-6, 6)
budgets = st.one_of(st.floats(0.01, 12), st.integers(1, 6))


@fast
@given(st.tuples(*[st.one_of(whole, st.floats(-6, 6))] * 3), budgets)
def test_the_octahedron_keeps_what_exceeds_the_price(ols: tuple[float, float, float], budget: float) -> None:
    a = np.sort(np.abs(np.array(ols, dtype=float)))[::-1]
    t = float(budget)
    w = project_l1(ols, t)
    if a.sum() < t:
        np.testing.assert_array_equal(w, ols)
        return
    # The projection subtracts the one nu with sum max(a - nu, 0) = t: find it by bisection.
    low, high = -t, a[0]
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if np.maximum(a - middle, 0).sum() > t else (low, middle)
    if np.abs(a - high).min() > 1e-12 * (a[0] + t):
        assert np.count_nonzero(w) == (a > high).sum()


def test_vertices_edges_and_faces_by_hand() -> None:
    ols = np.array([[5, 1, 1], [3, 3, 0.5], [2, 2, 2], [-5, 4, 0], [0, 0, -9], [1, 0, 0]])
    assert np.count_nonzero(project_l1(ols, 1.0), axis=1).tolist() == [1, 2, 3, 1, 1, 1]


def along(ball: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Points (share, cubic, 2) of a closed outline of cubic Béziers."""
    t = share[:, None, None]
    start, handle, other, end = (ball[first : len(ball) - 3 + first : 3] for first in range(4))
    bent = 3 * (1 - t) * t * ((1 - t) * handle + t * other)
    points: np.ndarray = (1 - t) ** 3 * start + bent + t**3 * end
    return points


@pytest.mark.parametrize("q", [0.5, 0.7, 0.9, 0.999, 1.0, 1.001, 1.1, 1.5, 2.0, 3.0, 4.0])
def test_an_outline_follows_its_equation(q: float) -> None:
    ball = lq_ball(q, 3.0)
    assert not np.signbit(ball[ball == 0]).any()
    np.testing.assert_array_equal(ball[:: len(ball) // 4], [[3, 0], [0, 3], [-3, 0], [0, -3], [3, 0]])
    np.testing.assert_allclose((np.abs(ball[::3]) ** q).sum(axis=1), 3.0**q, rtol=1e-13)
    at = np.abs(along(ball, np.linspace(0, 1, 33)))
    size = (at**q).sum(axis=-1) ** (1 / q)
    steep = np.hypot(*np.moveaxis(np.maximum(at / size[..., None], 1e-300) ** (q - 1), -1, 0))
    assert (np.abs(size - 3) / steep).max() < 3e-3
    way = np.arctan2(at[..., 1], at[..., 0])
    assert (np.diff(way[:, : way.shape[1] // 4], axis=0) >= 0).all()


@pytest.mark.parametrize("q", [0.5, 0.8, 1.0, 1.1, 2.0, 4.0])
def test_an_outline_has_its_corners_on_the_axes_and_no_others(q: float) -> None:
    ball = lq_ball(q)
    out, into = ball[1::3] - ball[:-1:3], ball[3::3] - ball[2::3]
    turn = np.degrees(np.arctan2(*out.T[::-1]) - np.arctan2(*np.roll(into, 1, axis=0).T[::-1]))
    turn = np.abs((turn + 180) % 360 - 180)
    on_axis = (ball[:-1:3] == 0).any(axis=1)
    assert turn[~on_axis].max() < 1e-6
    np.testing.assert_allclose(turn[on_axis], 180 if q < 1 else 90 if q == 1 else 0, atol=1e-6)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="q must be > 0, got 0"):
        lq_ball(0)
    with pytest.raises(ValueError, match="q must be a single number"):
        lq_ball([1, 2])

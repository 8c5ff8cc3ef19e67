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


def test_lq_balls() -> None:
    for q in (0.5, 1, 2, 4):
        ball = lq_ball(q, 3.0, quarter=8)
        assert ball.shape == (33, 2)
        np.testing.assert_allclose((np.abs(ball) ** q).sum(axis=1), 3.0**q, rtol=1e-13)
        np.testing.assert_array_equal(ball[::8], [[3, 0], [0, 3], [-3, 0], [0, -3], [3, 0]])
        assert not np.signbit(ball[ball == 0]).any()
        assert (np.diff(np.unwrap(np.arctan2(ball[:, 1], ball[:, 0]))) > 0).all()
    np.testing.assert_allclose(np.abs(lq_ball(1)).sum(axis=1), 1.0, rtol=1e-15)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="q must be > 0, got 0"):
        lq_ball(0)
    with pytest.raises(ValueError, match="quarter must be >= 1, got 0"):
        lq_ball(1, quarter=0)
    with pytest.raises(ValueError, match="q must be a single number"):
        lq_ball([1, 2])

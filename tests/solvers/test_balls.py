"""The octahedron of three features, and the balls of the bridge penalties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import lq_ball, octahedron_fate

fast = settings(max_examples=150)
whole = st.integers(-6, 6)
budgets = st.one_of(st.floats(0.01, 12), st.integers(1, 6))


@fast
@given(st.tuples(*[st.one_of(whole, st.floats(-6, 6))] * 3), budgets)
def test_octahedron_fates_are_those_of_the_projection(ols: tuple[float, float, float], budget: float) -> None:
    a = np.sort(np.abs(np.array(ols, dtype=float)))[::-1]
    t = float(budget)
    if a.sum() < t:
        assert octahedron_fate(ols, t) == "inside"
        return
    # The projection subtracts the one nu with sum max(a - nu, 0) = t: find it by bisection.
    low, high = -t, a[0]
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if np.maximum(a - middle, 0).sum() > t else (low, middle)
    if np.abs(a - high).min() > 1e-12 * (a[0] + t):
        count = int((a > high).sum())
        assert octahedron_fate(ols, t) == ["vertex", "edge", "face"][count - 1]


def test_octahedron_fates_by_hand() -> None:
    ols = np.array([[0.1, 0.2, 0.3], [5, 1, 1], [3, 3, 0.5], [2, 2, 2], [-5, 4, 0], [0, 0, -9], [1, 0, 0]])
    expected = ["inside", "vertex", "edge", "face", "vertex", "vertex", "vertex"]
    assert octahedron_fate(ols, 1.0).tolist() == expected
    assert octahedron_fate(ols, [[1.0], [2.0]]).shape == (2, 7)


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
    with pytest.raises(ValueError, match="budget must be > 0, got -1"):
        octahedron_fate([1, 2, 3], -1)
    with pytest.raises(ValueError, match="q must be > 0, got 0"):
        lq_ball(0)
    with pytest.raises(ValueError, match="quarter must be >= 1, got 0"):
        lq_ball(1, quarter=0)
    with pytest.raises(ValueError, match="q must be a single number"):
        lq_ball([1, 2])

"""Descent methods: their iterates against bounds, closed forms and the exact solvers."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import (
    L1,
    L2,
    ElasticNet,
    NotConverged,
    SmoothedL1,
    adam,
    chatter_amplitude,
    coordinate_descent,
    end_cycle,
    fista,
    gradient_descent,
    hitting_time,
    ista,
    kkt_violation,
    lasso,
    lipschitz,
    objective,
    ridge,
    sgd,
    subgradient_descent,
    two_cycle,
)
from tests.solvers.oracles import Array, data, load

fast = settings(max_examples=100)
X, y = data("rnd_20x5")
METHODS: dict[str, Callable[..., Array]] = {
    "gradient": gradient_descent,
    "subgradient": subgradient_descent,
    "adam": adam,
    "ista": ista,
    "fista": fista,
    "sgd": lambda X, y, penalty, **rest: sgd(X, y, penalty, np.random.default_rng(7), **rest),
}


@pytest.mark.parametrize("share", ["0.5", "0.1", "0.01"])
def test_first_order_bounds(share: str) -> None:
    """Excess over Beck and Teboulle's bounds, and supports, as computed independently."""
    expected = load("first_order_bounds")[share]
    X, y = data("diabetes_sk")
    y = y - y.mean()
    lam = float(share) * np.abs(X.T @ y).max() / len(y)
    penalty, best = L1(lam), lasso(X, y, lam)
    least, L = objective(X, y, best, penalty), lipschitz(X)
    k = np.arange(1, 401)
    slow, quick = ista(X, y, penalty, steps=400), fista(X, y, penalty, steps=400)
    excess = objective(X, y, slow, penalty)[1:] - least
    ratio = excess / (L * best @ best / (2 * k))
    assert ratio.max() == pytest.approx(expected["ista_max_ratio_to_bound"], rel=1e-6)
    excess_quick = objective(X, y, quick, penalty)[1:] - least
    ratio = excess_quick / (2 * L * best @ best / (k + 1) ** 2)
    assert ratio.max() == pytest.approx(expected["fista_max_ratio"], rel=1e-6)
    assert (np.diff(objective(X, y, slow, penalty)) <= 1e-13 * least).all() == expected["ista_monotone"]
    for rows, key in ((slow, "ista_support_fixed_from"), (quick, "fista_support_fixed_from")):
        differs = ((rows != 0) != (best != 0)).any(axis=1)
        assert np.flatnonzero(differs)[-1] + 1 == expected[key]
    assert (best == 0).sum() == expected["true_zeros"]
    rough = subgradient_descent(X, y, penalty, step=1 / L, steps=5000)
    assert (rough[-1] == 0).sum() == expected["subgradient_exact_zeros_after_5000"] == 0


def test_methods_reach_the_exact_answers() -> None:
    for penalty, exact in (
        (L1(0.1), lasso(X, y, 0.1)),
        (L2(0.1), ridge(X, y, 0.1)),
    ):
        for rows in (
            ista(X, y, penalty, steps=3000),
            fista(X, y, penalty, steps=2000),
            coordinate_descent(X, y, penalty, sweeps=200),
        ):
            np.testing.assert_allclose(rows[-1], exact, rtol=1e-9, atol=1e-12)
            np.testing.assert_array_equal(rows[-1] == 0, exact == 0)
    net = ElasticNet(0.2, 0.5)
    w = coordinate_descent(X, y, net, sweeps=200)[-1]
    assert kkt_violation(X, y, w, 0.2, alpha=0.5) <= 1e-10
    rows = gradient_descent(X, y, L2(0.1), step=1 / (lipschitz(X) + 0.1), steps=2000)
    np.testing.assert_allclose(rows[-1], ridge(X, y, 0.1), rtol=1e-9)
    rounded = SmoothedL1(0.1, 0.05)
    rows = gradient_descent(X, y, rounded, step=1 / (lipschitz(X) + 2), steps=3000)
    np.testing.assert_allclose(rows[-1], ista(X, y, rounded, steps=2000)[-1], rtol=1e-8)
    assert (rows[-1] != 0).all()


def test_what_never_reaches_zero() -> None:
    """Subgradient steps, constant or decaying, SGD and Adam keep every coefficient off zero."""
    lam = 0.6 * float(np.abs(X.T @ y).max()) / len(y)
    assert (lasso(X, y, lam) == 0).sum() >= 3
    decaying = 0.1 / np.sqrt(1 + np.arange(2000))
    for name in ("subgradient", "sgd", "adam"):
        for step in (0.05, decaying):
            rows = METHODS[name](X, y, L1(lam), step=step, steps=2000)
            assert (rows[1:] != 0).all()
    for rows in (ista(X, y, L1(lam), steps=500), coordinate_descent(X, y, L1(lam), sweeps=50)):
        np.testing.assert_array_equal(rows[-1] == 0, lasso(X, y, lam) == 0)


def test_stochastic_steps_follow_their_seed_and_the_gradient_on_average() -> None:
    runs = [sgd(X, y, L1(0.1), np.random.default_rng(s), step=0.01, steps=50) for s in (1, 1, 2)]
    np.testing.assert_array_equal(runs[0], runs[1])
    assert (runs[0][-1] != runs[2][-1]).any()
    rng = np.random.default_rng(3)
    start = np.ones(5)
    steps = np.array([sgd(X, y, L1(0.1), rng, step=1, steps=1, start=start)[1] for _ in range(4000)])
    mean = subgradient_descent(X, y, L1(0.1), step=1, steps=1, start=start)[1]
    error = steps.std(axis=0) / np.sqrt(len(steps))
    assert (np.abs(steps.mean(axis=0) - mean) < 4 * error).all()


def test_the_first_adam_step_has_the_length_asked_for() -> None:
    rows = adam(X, y, L1(0.1), step=0.02, steps=1)
    np.testing.assert_allclose(np.abs(rows[1]), 0.02, rtol=1e-6)


@pytest.mark.parametrize("name", list(METHODS))
def test_iterates_have_the_start_first_and_one_row_a_step(name: str) -> None:
    start = np.arange(1.0, 6.0)
    rows = METHODS[name](X, y, L1(0.1), step=0.01, steps=7, start=start)
    assert rows.shape == (8, 5)
    np.testing.assert_array_equal(rows[0], np.arange(1.0, 6.0))
    np.testing.assert_array_equal(start, np.arange(1.0, 6.0))
    steps = np.full(7, 0.01)
    again = METHODS[name](X.tolist(), y.tolist(), L1(0.1), step=steps, steps=7, start=[1, 2, 3, 4, 5])
    np.testing.assert_array_equal(again, rows)
    assert METHODS[name](X, y, L1(0.1), step=0.01, steps=0).shape == (1, 5)


@pytest.mark.parametrize("name", list(METHODS))
def test_bad_input_is_named(name: str) -> None:
    method = METHODS[name]
    bad: list[tuple[dict[str, Any], str]] = [
        ({"step": 0.0, "steps": 3}, "step must be > 0, got 0.0"),
        ({"step": [0.1, 0.1], "steps": 3}, r"step must be a single number or have shape \(3,\)"),
        ({"step": np.nan, "steps": 3}, "step must be finite"),
        ({"step": 0.1, "steps": -1}, "steps must be >= 0, got -1"),
        ({"step": 0.1, "steps": 3, "start": [1, 2]}, "start must have length 5"),
    ]
    for arguments, words in bad:
        with pytest.raises(ValueError, match=words):
            method(X, y, L2(0.1), **arguments)
    with pytest.raises(ValueError, match="X must be 2-D"):
        method(y, y, L2(0.1), step=0.1, steps=1)


def test_steps_that_are_too_large_diverge_loudly() -> None:
    for name in ("gradient", "ista", "sgd"):
        with pytest.raises(NotConverged, match=r"step is too large: diverged after \d+ steps"):
            METHODS[name](X, y, L2(0.1), step=50.0, steps=2000)


def test_gradient_descent_stops_at_a_kink_and_says_so() -> None:
    with pytest.raises(ValueError, match="L1 has no slope but an interval"):
        gradient_descent(X, y, L1(0.1), step=0.1, steps=1)


def test_proximal_steps_need_a_step_where_there_is_no_gradient() -> None:
    zero = np.zeros((4, 2))
    with pytest.raises(ValueError, match="step must be given where X is 0"):
        ista(zero, np.ones(4), L1(1), steps=1)
    rows = ista(zero, np.ones(4), L1(1), step=1.0, steps=3, start=[2.0, 0.5])
    np.testing.assert_array_equal(rows[:, 0], [2, 1, 0, 0])


def test_coordinate_descent_leaves_a_zero_column_alone() -> None:
    design = np.column_stack([X, np.zeros(len(y))])
    rows = coordinate_descent(design, y, L1(0.1), sweeps=3)
    np.testing.assert_array_equal(rows[:, :5], coordinate_descent(X, y, L1(0.1), sweeps=3))
    np.testing.assert_array_equal(rows[:, 5], 0)
    values = objective(X, y, coordinate_descent(X, y, L1(0.1), sweeps=30), L1(0.1))
    assert (np.diff(values) <= 1e-15).all()
    with pytest.raises(ValueError, match="sweeps must be >= 0, got -1"):
        coordinate_descent(X, y, L1(0.1), sweeps=-1)


@fast
@given(st.floats(-0.99, 0.99), st.floats(0.01, 10), st.floats(0.01, 1), st.floats(-5, 5))
def test_subgradient_steps_end_in_the_two_cycle(share: float, lam: float, step: float, w0: float) -> None:
    amplitude = float(chatter_amplitude(lam, step))
    z = share * amplitude
    cycle = two_cycle(z, lam, step)
    np.testing.assert_allclose(cycle, [z - amplitude, z + amplitude], rtol=1e-15)
    # Were z and the start both 0, so would be every gradient. Each step takes its share of the way to the
    # cycle, so 30/step of them leave e^-30 of it.
    rows = subgradient_descent([[1.0]], [z], L1(lam), step=step, steps=int(30 / step), start=[w0 + 1 / 3])
    np.testing.assert_allclose(np.sort(rows[-2:, 0]), cycle, rtol=1e-6, atol=1e-9 * lam)


def test_beyond_the_two_cycle_subgradient_steps_stay_in_a_band() -> None:
    z, lam, step = 0.2, 0.5, 0.1
    assert abs(z) >= chatter_amplitude(lam, step)
    with pytest.raises(ValueError, match="the cycle is longer"):
        two_cycle(z, lam, step)
    rows = subgradient_descent([[1.0]], [z], L1(lam), step=step, steps=2000, start=[1.0])[500:, 0]
    assert (rows != 0).all()
    assert rows.min() >= -step * (lam - z)
    assert rows.max() <= step * (lam + z)


def test_the_end_cycle_is_the_shortest_repetition() -> None:
    np.testing.assert_array_equal(end_cycle([9.0, 1.0, 2.0, 3.0, 1.0, 2.0, 3.0]), [1, 2, 3])
    np.testing.assert_array_equal(end_cycle([5.0, 1.0, 1.0]), [1])
    np.testing.assert_array_equal(end_cycle([0.0, 1.0, 0.0, 1.0 + 1e-3], tolerance=1e-2), [0, 1 + 1e-3])
    with pytest.raises(ValueError, match="do not repeat within 2 steps"):
        end_cycle([1.0, 2.0, 3.0, 4.0])
    with pytest.raises(ValueError, match=r"iterates must have shape \(k,\), got \(1, 2\)"):
        end_cycle([[1.0, 2.0]])


@pytest.mark.parametrize("m", [1, 2, 3, 4])
def test_m_steps_right_and_one_left_are_a_cycle_where_the_oracle_says(m: int) -> None:
    """Just inside both ends of its window of z the cycle has m + 1 points, just outside it has not."""
    (item,) = (one for one in load("lessons_7_9")["items"] if one["id"] == f"two_cycle window {m}:1")
    low, high = item["expected"]["z_window"]
    for z, inside in ((low + 1e-6, True), (high - 1e-6, True), (low - 1e-6, False), (high + 1e-6, False)):
        rows = subgradient_descent([[1.0]], [z], L1(0.5), step=0.1, steps=6000, start=[1.0])[:, 0]
        assert (len(end_cycle(rows)) == m + 1) == inside


def test_the_hitting_times_of_the_page() -> None:
    """z = .2, lam = .5, w_0 = 1: step 14 at eta = .1, step 146 at eta = .01."""
    np.testing.assert_array_equal(hitting_time(0.2, 0.5, 1.0, [0.1, 0.01]), [14, 146])
    for step, k in ((0.1, 14), (0.01, 146)):
        rows = ista([[1.0]], [0.2], L1(0.5), step=step, steps=k, start=[1.0])[:, 0]
        assert (rows[:-1] != 0).all()
        assert rows[-1] == 0


@fast
@given(st.floats(-0.95, 0.95), st.floats(0.1, 10), st.floats(-20, 20), st.floats(0.02, 1))
def test_hitting_times_are_those_of_the_iteration(share: float, lam: float, w0: float, step: float) -> None:
    z = share * lam
    k = int(hitting_time(z, lam, w0, step))
    rows = ista([[1.0]], [z], L1(lam), step=step, steps=k + 1, start=[w0])[:, 0]
    first = int(np.flatnonzero(rows == 0)[0])
    # Where w arrives within rounding of 0, either count is right.
    assert first == k or np.abs(rows[min(first, k) : max(first, k)]).max() < 1e-12 * (1 + abs(w0))


def test_hitting_times_at_whole_numbers_and_edges() -> None:
    # (1 + 7)/2^k falls to 1 in exactly three halvings, whatever the logarithms round to.
    assert hitting_time(0.0, 1.0, 7.0, 0.5) == 3
    assert hitting_time(0.0, 1.0, 5.0, 1.0) == 1
    np.testing.assert_array_equal(hitting_time([0.5, -0.5], 1.0, [-3.0, 3.0], 0.1), [11, 11])
    assert hitting_time(0.3, 1.0, 0.0, 0.1) == 0
    assert hitting_time(0.3, 1.0, 1e-9, 0.1) == 1
    with pytest.raises(ValueError, match="z must be nearer to 0 than lam"):
        hitting_time(1.0, 1.0, 1.0, 0.1)
    with pytest.raises(ValueError, match=r"step must be in \(0, 1\], got 1.5"):
        hitting_time(0.0, 1.0, 1.0, 1.5)
    with pytest.raises(ValueError, match="step must be > 0, got 0"):
        chatter_amplitude(1.0, 0.0)

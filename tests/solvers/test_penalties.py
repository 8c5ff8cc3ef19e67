"""Penalties: values, slopes, dead zones, and prox maps judged by their optimality condition."""

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
    Penalty,
    SmoothedL1,
    hard_threshold,
    mcp_threshold,
    objective,
    scad_threshold,
    soft_threshold,
)
from figures.solvers.penalties import smoothed as smoothed_module

fast = settings(max_examples=150)
PAIR: Any = [1, 2]
KINDS = ["L1", "L2", "elastic net", "smoothed"]
sizes = st.one_of(st.just(0.0), st.floats(1e-6, 1e6))
positive = st.floats(1e-100, 1e6)
reals = st.one_of(positive, positive.map(lambda z: -z), st.sampled_from([0.0, -0.0, 1.0, -1.0]))


@st.composite
def penalties(draw: st.DrawFn) -> Penalty:
    lam = draw(sizes)
    kind = draw(st.sampled_from(KINDS))
    if kind == "L1":
        return L1(lam)
    if kind == "L2":
        return L2(lam)
    if kind == "elastic net":
        return ElasticNet(lam, draw(st.floats(0, 1)))
    return SmoothedL1(lam, draw(sizes))


@fast
@given(penalties(), reals, st.floats(1e-3, 1e3))
def test_a_prox_satisfies_its_optimality_condition(penalty: Penalty, z: float, step: float) -> None:
    w = penalty.prox(z, step)
    lower, upper = penalty.subdifferential(w)
    # Relative to z and to what the penalty pulls: w + step P'(w) = z.
    slack = 1e-13 * (abs(z) + step * max(abs(lower), abs(upper)))
    assert step * lower - slack <= z - w <= step * upper + slack
    assert not np.signbit(w) or w < 0


@fast
@given(penalties(), reals)
def test_a_prox_is_zero_exactly_in_the_dead_zone(penalty: Penalty, z: float) -> None:
    zone = penalty.dead_zone
    assert (penalty.prox(z) == 0.0) == (zone.lower <= z <= zone.upper)
    for edge in zone:
        assert penalty.prox(edge) == 0.0
        assert penalty.prox(edge + np.copysign(1e-3 + 1e-3 * abs(edge), edge)) != 0.0


@fast
@given(penalties(), reals, reals)
def test_a_prox_is_odd_monotone_and_not_expansive(penalty: Penalty, a: float, b: float) -> None:
    near, far = penalty.prox([a, b])
    slack = 1e-12 * (abs(a) + abs(b))
    assert abs(near - far) <= abs(a - b) + slack
    assert (near - far) * (a - b) >= 0.0
    np.testing.assert_array_equal(penalty.prox([-a, -b]), [-near, -far])


@fast
@given(penalties(), st.floats(-100, 100), st.floats(-100, 100))
def test_slopes_are_those_of_lines_below_the_penalty(penalty: Penalty, w: float, v: float) -> None:
    here, there = penalty.value(w), penalty.value(v)
    for slope in (*penalty.subdifferential(w), penalty.subgradient(w)):
        assert there >= here + slope * (v - w) - 1e-12 * (abs(here) + abs(there) + abs(slope * (v - w)))


def test_the_table_of_penalties() -> None:
    for penalty, width, slope in (
        (L1(0.5), 1.0, 0.5),
        (L2(0.5), 0.0, 1.0),
        (ElasticNet(0.5, 0.4), 0.4, 0.2 + 0.6),
        (SmoothedL1(0.5, 0.1), 0.0, 0.5 * 2 / np.hypot(2, 0.1)),
    ):
        assert penalty.dead_zone.width == width
        assert penalty.dead_zone.lower == -penalty.dead_zone.upper
        assert penalty.slope(2.0) == pytest.approx(slope, rel=1e-15)
        assert penalty.slope(-2.0) == -penalty.slope(2.0)
        assert penalty.subgradient(0.0) == 0.0
    np.testing.assert_allclose(ElasticNet(2, 0.25).value([-1, 0, 2]), [0.5 + 0.75, 0, 1 + 3], rtol=1e-15)
    np.testing.assert_array_equal(L2(0).slope([-1, 0, 2]), 0)
    assert SmoothedL1(2, 3).value(4) == 10.0
    np.testing.assert_array_equal(L2(1).prox([3.0, -1.0]), [1.5, -0.5])


def test_penalties_meet_at_their_limits() -> None:
    z = np.linspace(-3, 3, 61)
    np.testing.assert_array_equal(ElasticNet(0.7, 1).prox(z), L1(0.7).prox(z))
    np.testing.assert_array_equal(ElasticNet(0.7, 0).prox(z), L2(0.7).prox(z))
    np.testing.assert_array_equal(SmoothedL1(0.7, 0).prox(z), soft_threshold(z, 0.7))
    # At the edge of the dead zone the rounded corner leaves (lam eps^2 / 2)^(1/3), not eps.
    np.testing.assert_allclose(SmoothedL1(0.7, 1e-14).prox(z), L1(0.7).prox(z), atol=1e-9)
    assert SmoothedL1(0.7, 0).dead_zone.width == 1.4
    np.testing.assert_array_equal(L1(1).prox(z, [[0.5], [2.0]]), soft_threshold(z, [[0.5], [2.0]]))


def test_round_the_corner_numbers() -> None:
    """z = .3, lam = .5: no zero for any eps > 0."""
    small = [float(SmoothedL1(0.5, eps).prox(0.3)) for eps in (0.1, 0.01, 0.0)]
    assert [round(small[0], 3), round(small[1], 4), small[2]] == [0.056, 0.0072, 0.0]
    for eps, w in zip((0.1, 0.01), small, strict=False):
        assert w + 0.5 * w / np.hypot(w, eps) == pytest.approx(0.3, abs=1e-16)


@pytest.mark.parametrize("eps", [1e-12, 1e-100, 1e-200, 1e100])
def test_the_smoothed_prox_holds_for_any_corner(eps: float) -> None:
    z = np.array([1e-3, 0.3, 0.5, 0.5000001, 2.0])
    w = SmoothedL1(0.5, eps).prox(z)
    assert (w > 0).all()
    assert (np.diff(w) > 0).all()
    np.testing.assert_allclose(w + 0.5 * (w / np.hypot(w, eps)), z, rtol=1e-14)


def test_an_uncertified_smoothed_prox_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smoothed_module, "STEP_CAP", 1)
    with pytest.raises(NotConverged, match="could not be certified") as caught:
        SmoothedL1(0.5, 1e-3).prox([0.0, 0.5])
    assert 1e-10 < caught.value.residual < 1


def test_hard_threshold_jumps() -> None:
    np.testing.assert_array_equal(hard_threshold([-3, -1, 0, 0.5, 1, 2], 1), [-3, 0, 0, 0, 0, 2])
    assert hard_threshold([[1.0], [-4.0]], [0.0, 1.0, 2.0]).shape == (2, 3)
    assert not np.signbit(hard_threshold([-0.5, -0.0], 1.0)).any()
    with pytest.raises(ValueError, match="threshold must be >= 0"):
        hard_threshold(1.0, -1.0)
    # The best of the two candidates, 0 and z, at the price t^2/2 of a non-zero.
    z = np.linspace(-3, 3, 60)
    kept = 0.5 * z**2 > 0.5 * 1.3**2
    np.testing.assert_array_equal(hard_threshold(z, 1.3), np.where(kept, z, 0))


@pytest.mark.parametrize(
    ("answer", "cost"),
    [
        # The penalties as their papers have them, written out.
        (
            scad_threshold,
            lambda w, lam: np.select(
                [w <= lam, w <= 3.7 * lam],
                [lam * w, (2 * 3.7 * lam * w - w**2 - lam**2) / (2 * 2.7)],
                lam**2 * 4.7 / 2,
            ),
        ),
        (mcp_threshold, lambda w, lam: np.where(w <= 3 * lam, lam * w - w**2 / 6, 1.5 * lam**2)),
    ],
)
@pytest.mark.parametrize("lam", [0.0, 0.7, 1.0])
def test_scad_and_mcp_are_minimisers(answer: Any, cost: Any, lam: float) -> None:
    w = np.linspace(-6, 6, 120_001)
    for z in np.linspace(-5.2, 5.2, 27):
        best = w[(0.5 * (w - z) ** 2 + cost(np.abs(w), lam)).argmin()]
        assert float(answer(z, lam)) == pytest.approx(best, abs=2e-4)


@pytest.mark.parametrize(("answer", "back"), [(scad_threshold, 3.7), (mcp_threshold, 3.0)])
def test_scad_and_mcp_have_the_lassos_flat_zone_and_leave_the_strong(answer: Any, back: float) -> None:
    z = np.array([-1.0, -0.3, -0.0, 1.0])
    np.testing.assert_array_equal(answer(z, 1.0), np.zeros(4))
    assert not np.signbit(answer(z, 1.0)).any()
    assert answer(1.0 + 1e-9, 1.0) > 0
    np.testing.assert_array_equal(answer([back + 0.1, -7.0], 1.0), [back + 0.1, -7.0])
    assert float(answer(back, 1.0)) == pytest.approx(back, abs=1e-12)
    assert answer([[1.0], [-4.0]], [0.0, 1.0, 2.0]).shape == (2, 3)
    with pytest.raises(ValueError, match="lam must be >= 0"):
        answer(1.0, -1.0)


def test_scad_and_mcp_are_refused_where_they_would_jump() -> None:
    with pytest.raises(ValueError, match=r"a must be > 2, got 2\.0"):
        scad_threshold(1.0, 1.0, 2.0)
    with pytest.raises(ValueError, match=r"gamma must be > 1, got 1\.0"):
        mcp_threshold(1.0, 1.0, 1.0)


def test_objective_is_vectorised_over_w() -> None:
    X, y = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]]), np.array([1.0, 2.0, 2.0])
    w = np.linspace(-1, 1, 12).reshape(3, 2, 2)
    F = objective(X, y, w, L1(0.3))
    assert F.shape == (3, 2)
    by_hand = np.sum((y - X @ w[1, 0]) ** 2) / 6 + 0.3 * np.abs(w[1, 0]).sum()
    assert F[1, 0] == pytest.approx(by_hand, rel=1e-15)
    with pytest.raises(ValueError, match=r"w must have shape \(..., 2\), got \(3,\)"):
        objective(X, y, [1, 2, 3], L1(0.3))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: L1(-1), "lam must be >= 0, got -1"),
        (lambda: L2(np.nan), "lam must be finite"),
        (lambda: ElasticNet(1, 1.5), r"alpha must be a single number in \[0, 1\], got 1.5"),
        (lambda: SmoothedL1(1, -0.1), "eps must be >= 0, got -0.1"),
        (lambda: L1(PAIR), r"lam must be a single number, got shape \(2,\)"),
        (lambda: L1(1).prox(np.inf), "z must be finite"),
        (lambda: L1(1).prox(1, -1), "step must be >= 0, got -1"),
        (lambda: SmoothedL1(1, 1).prox(1, -1), "step must be >= 0, got -1"),
        (lambda: L2(1).value(1j), "w must hold real numbers"),
        (lambda: L1(2).slope([1, 0]), r"w must not be 0, where L1 has no slope .* \[-2.0, 2.0\]"),
    ],
)
def test_bad_input_is_named(make: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make()

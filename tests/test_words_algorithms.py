"""What the lessons on algorithms say beyond their figures, computed from data."""

import re
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.datasets import load_diabetes

from figures.data.diabetes import diabetes
from figures.data.forty import X
from figures.examples.paths import diabetes_example
from figures.scenes import race, rounding
from figures.solvers import L1, adam, coordinate_descent, ista, lipschitz, subgradient_descent
from tests.conftest import ROOT
from tests.solvers.oracles import load

Array = NDArray[np.float64]
LESSON, STEP = (
    " ".join((ROOT / "docs" / "lessons" / f"{name}.md").read_text("utf-8").split())
    for name in ("algorithms", "pytorch")
)
ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_7_9")["items"]}


def soft(u: Array | float, t: float) -> Any:
    return u - np.clip(u, -t, t)


def pushed(w: float, z: float, eta: float, lam: float, steps: int) -> list[float]:
    """One weight under gradient steps."""
    way = [w]
    for _ in range(steps):
        w = w - eta * (w - z + lam * np.sign(w))
        way.append(w)
    return way


# --- one weight ----------------------------------------------------------------------------------


def test_a_lucky_start_lands_on_zero_and_other_evidence_leaves_it() -> None:
    assert "with $\\eta = \\lambda = \\tfrac12$ the weight goes from 1.5 to 0.5 to 0." in LESSON
    assert pushed(1.5, 0, 0.5, 0.5, 4) == ITEMS["two_cycle luck"]["expected"]["orbit"] + [0.0]
    assert all(pushed(0.0, z, eta, 0.5, 1)[1] for z in (0.02, -0.3) for eta in (0.05, 0.5))


def test_the_windows_of_longer_cycles_are_those_published() -> None:
    said = re.search(
        r"three points for \$z\$ from ([\d.]+) to ([\d.]+) at η = 0.1, four from ([\d.]+) to ([\d.]+)", LESSON
    )
    assert said
    numbers = [float(number) for number in said.groups()]
    for window, period, at in (("2:1", 3, numbers[:2]), ("3:1", 4, numbers[2:])):
        item = ITEMS[f"two_cycle window {window}"]
        assert item["expected"]["period"] == period
        assert item["expected"]["z_window"] == pytest.approx(at, abs=5e-4)
        for z, same in (
            (at[0] + 0.001, True),
            (at[1] - 0.001, True),
            (at[0] - 0.001, False),
            (at[1] + 0.001, False),
        ):
            way = np.array(pushed(0.3, z, 0.1, 0.5, 6000)[5000:])
            assert bool(np.allclose(way[period:], way[:-period], atol=1e-12)) is same


def test_a_step_jumps_over_zero_if_it_is_nearer_than_its_length() -> None:
    """One step beside zero moves the weight by ηλ for the penalty, whatever the weight is."""
    for w in (1e-3, 1e-6, 1e-12):
        there = pushed(w, 0.02, 0.2, 0.5, 1)[1]
        assert there == pytest.approx(-0.2 * (0.5 - 0.02), abs=2e-3)


def test_at_zero_the_data_move_it_less_than_the_threshold_takes_off() -> None:
    assert "by ηz, which is 0.04, and the threshold takes off up to ηλ, which is 0.1" in LESSON
    assert pytest.approx((0.04, 0.1)) == (0.2 * 0.2, 0.2 * 0.5)
    assert soft(0.2 * 0.2, 0.2 * 0.5) == 0


# --- coordinate descent ---------------------------------------------------------------------------


@cache
def half_steps(start: tuple[float, float]) -> Array:
    """The weights of the figure at λ = 1.3, one coordinate after the other."""
    gram, c, w = np.array([[1, 0.8], [0.8, 1]]), np.array([2.06, 1.9]), np.array(start)
    way = [w.copy()]
    for k in range(60):
        j = k % 2
        w[j] = soft(c[j] - gram[j] @ w + w[j], 1.3)
        way.append(w.copy())
    return np.array(way)


def test_coordinate_descent_goes_the_way_that_is_told() -> None:
    way, item = half_steps((-0.5, 1.8)), ITEMS["coordinate_descent lam=1.3 start=(-0.5, 1.8)"]["expected"]
    np.testing.assert_allclose(way[:9], item["first_nine"], atol=1e-9)
    assert "to 0.6, 0.376, 0.233, and at [update 18]" in LESSON
    assert [round(float(w), 3) for w in way[[2, 4, 6], 1]] == [0.6, 0.376, 0.233]
    assert "puts $w_1$ at exactly 0, and the" in LESSON
    assert (way[1, 0], way[2, 0]) == (0, 0)
    assert way[3, 0] > 0
    zero = way[:, 1] == 0
    assert int(zero.argmax()) == item["first_exact_zero_half_step"] == 18
    assert zero[18:].all()
    np.testing.assert_allclose(way[-1], (0.76, 0), atol=1e-9)
    assert "the first update lands on the answer (0.76, 0)" in LESSON
    np.testing.assert_allclose(half_steps((0.0, 0.0))[1:], [[0.76, 0]] * 60, atol=1e-12)


def final(way: Array) -> int:
    """The first row from which on the zeros do not change any more."""
    zeros = way == 0
    return int(np.flatnonzero((zeros != zeros[-1]).any(axis=1))[-1]) + 1


@pytest.mark.parametrize(("lam", "sweeps", "steps"), [(2.0, 15, 117), (0.08, 139, 1099)])
def test_the_zeros_of_diabetes_are_final_when_it_is_said(lam: float, sweeps: int, steps: int) -> None:
    scaled = diabetes_example().scaled
    swept = coordinate_descent(scaled.X, scaled.y, L1(lam), sweeps=4 * sweeps)
    stepped = ista(scaled.X, scaled.y, L1(lam), steps=2 * steps, step=1 / lipschitz(scaled.X))
    assert (final(swept), final(stepped)) == (sweeps, steps)
    assert "final from sweep 15 on; ISTA, with the step $1/L$, needs 117 steps" in LESSON
    assert "139 sweeps and 1,099 steps at λ = 0.08" in LESSON


# --- the race ---------------------------------------------------------------------------------------


def test_shrinking_steps_lower_the_cost_but_not_every_last_weight() -> None:
    facts = race.facts()
    names = ("subgradient", "sgd", "adam")
    gaps = [(float(facts[f"{name}_constant_gap"]), float(facts[f"{name}_shrinking_gap"])) for name in names]
    assert all(shrinking < constant for constant, shrinking in gaps)
    sizes = [
        [abs(float(facts[f"{name}_{steps}"].replace("−", "-"))) for name in names]
        for steps in ("constant", "shrinking")
    ]
    assert [late > early for early, late in zip(*sizes, strict=True)] == [False, True, True]
    assert "for two of them more than with steps that stay" in LESSON


def test_the_race_is_run_on_the_rows_and_with_the_starts_that_are_named() -> None:
    assert "each pass sees the 40 rows once" in LESSON
    assert len(X) == 40
    for steps, pushing in race.STEPS.items():
        assert all(race.runs(steps)[name][:, 1].all() for name in pushing)
    assert "after 60 passes" in LESSON
    assert race.RUN == 60


# --- the PyTorch step ------------------------------------------------------------------------------


def falling(eta: float, steps: int) -> Array:
    """Gradients of the figure's problem with steps that fall evenly from ``eta`` to 0."""
    X, y, w = rounding.SCALED.X, rounding.SCALED.y, np.zeros(20)
    for k in range(steps):
        w = w - eta * (1 - k / steps) * (X.T @ (X @ w - y) / len(y) + rounding.LAM * np.sign(w))
    return np.sort(np.abs(w))[::-1]


def test_how_many_are_below_a_tolerance_depends_on_when_one_stops() -> None:
    X, y, penalty = rounding.SCALED.X, rounding.SCALED.y, L1(rounding.LAM)
    ways = (
        subgradient_descent(X, y, penalty, step=0.1, steps=2000),
        subgradient_descent(X, y, penalty, step=0.01, steps=4000),
        adam(X, y, penalty, step=0.1, steps=20000),
    )
    counts = [(np.abs(way[-100:]) <= 0.001).sum(axis=1) for way in ways]
    assert [(int(count.min()), int(count.max())) for count in counts] == [(0, 4), (5, 11), (0, 4)]
    assert "over the last 100 steps from 0 to 4, 5 to 11, and 0 to 4." in STEP


def test_steps_that_fall_to_zero_leave_a_gap() -> None:
    said = (
        "2,000 steps that fall evenly from 0.1 end with nine weights from 0.0079 on and eleven below 0.00002."
    )
    assert said in STEP
    sizes = falling(0.1, 2000)
    assert f"{sizes[8]:.4f}" == "0.0079"
    assert 0 < sizes[10] <= sizes[9] < 2e-5


def test_the_data_to_copy_are_those_of_the_figures() -> None:
    X, y = load_diabetes(return_X_y=True, scaled=False)
    np.testing.assert_array_equal(X, diabetes().X)
    np.testing.assert_array_equal(y, diabetes().y)
    assert "load_diabetes(return_X_y=True, scaled=False)" in STEP
    assert "This prints `3 zeros`, those of the lasso at λ = 2." in STEP


def test_the_limit_of_adam_and_the_factor_of_momentum_are_those_of_their_constants() -> None:
    assert pytest.approx(38) == 2 * (1 + 0.9) / (1 - 0.9)
    assert "in if lr·L/`lam` is below 38" in STEP
    assert pytest.approx(3.8) == 38 * 0.0001 / 0.001
    assert "At lr = 0.001 and `lam` = 0.0001 that allows L up to 3.8." in STEP
    assert pytest.approx(10) == 1 / (1 - 0.9)
    assert "each step moves a weight ten times as far as lr alone" in STEP
    item = ITEMS["pytorch momentum 0.9"]["expected"]
    np.testing.assert_allclose(item["threshold_lr_lam"], item["lasso_at_lam_times_1_minus_mu"], atol=1e-12)


def test_with_momentum_the_slope_of_a_weight_at_rest_adds_up() -> None:
    """The derivation: a lasting slope of −λ moves the weight by lr·λ/(1 − μ) a step."""
    moved = 0.0
    for _ in range(400):
        moved = 0.9 * moved - 0.5
    assert -0.01 * moved == pytest.approx(0.01 * 0.5 / (1 - 0.9))


def test_full_batches_find_the_zeros_in_the_steps_that_are_said() -> None:
    item = ITEMS["pytorch fix diabetes"]["expected"]
    assert "Or finish on all rows: 200 steps of plain SGD with lr = 0.1 are enough here." in STEP
    after = dict(zip((50, 100, 200, 500), item["nonzero_after_50_100_200_500_steps"], strict=True))
    assert after[100] != item["nonzero"] == after[200] == after[500]
    scaled = diabetes_example().scaled
    w = ista(scaled.X, scaled.y, L1(2.0), steps=2000, step=0.2)
    names = ["age", "sex", "bmi", "bp", *(f"s{k}" for k in range(1, 7))]
    assert [name for name, out in zip(names, w[200] == 0, strict=True) if out] == item["zeros"]
    np.testing.assert_array_equal(w[200:] == 0, np.tile(w[-1] == 0, (1801, 1)))

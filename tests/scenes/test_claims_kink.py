"""What the lesson "The kink" says, computed here again."""

import numpy as np
import pytest

from figures.examples import diabetes_example
from figures.film.film import shoot
from figures.scenes import force_balance, round_the_corner, slopes
from figures.solvers import L1, L2, ElasticNet, Penalty, SmoothedL1, ridge, two_cycle

LAM = 0.5
ROWS: dict[str, Penalty] = {
    "lasso": L1(LAM),
    "elastic": ElasticNet(LAM, 0.5),
    "ridge": L2(LAM),
    "round": SmoothedL1(LAM, 0.1),
    "rounder": SmoothedL1(LAM, 0.01),
}


@pytest.mark.parametrize("name", ROWS)
def test_the_answer_is_zero_exactly_in_a_zone_as_wide_as_the_jump_of_the_slope(
    name: str,
) -> None:
    penalty = ROWS[name]
    lower, upper = map(float, penalty.dead_zone)
    z = np.union1d(np.linspace(-1, 1, 401), [lower, upper])
    assert ((penalty.prox(z) == 0) == ((lower <= z) & (z <= upper))).all()
    tiny = 1e-9
    jump = float(penalty.slope(tiny)) - float(penalty.slope(-tiny))
    assert upper - lower == pytest.approx(jump, abs=1e-6)


@pytest.mark.parametrize("name", ROWS)
def test_the_answer_is_the_lowest_point_of_the_sum(name: str) -> None:
    penalty, grid = ROWS[name], np.linspace(-1.5, 1.5, 3001)
    for z in (-0.9, -0.3, 0.0, 0.3, 0.9):
        w = penalty.prox(z)
        least = 0.5 * (w - z) ** 2 + penalty.value(w)
        assert least <= (0.5 * (grid - z) ** 2 + penalty.value(grid)).min() + 1e-15


def test_a_ridge_coefficient_passes_through_zero_as_lambda_changes() -> None:
    scaled = diabetes_example().scaled
    w = np.array([ridge(scaled.X, scaled.y, lam) for lam in np.geomspace(1e-6, 10, 60)])
    crossing = (np.diff(np.sign(w), axis=0) != 0).any(axis=0)
    assert crossing.any()
    assert (w != 0).all()


def test_the_table_of_penalties() -> None:
    told = slopes.facts()
    columns = ("near", "far", "at_zero", "width", "answer")
    assert {name: tuple(told[f"{name}_{column}"] for column in columns) for name in ROWS} == {
        "lasso": ("0.5", "0.5", "−0.5 to 0.5", "1", "0"),
        "elastic": ("0.3", "0.75", "−0.25 to 0.25", "0.5", "0.04"),
        "ridge": ("0.1", "1", "0", "0", "0.2"),
        "round": ("0.447", "0.49938", "0", "0", "0.056"),
        "rounder": ("0.499", "0.49999", "0", "0", "0.0072"),
    }


def test_the_widths_in_letters() -> None:
    for lam in (0.2, 1.0, 3.0):
        assert float(L1(lam).dead_zone.width) == 2 * lam
        assert float(L2(lam).dead_zone.width) == 0
        for alpha in (0.1, 0.5, 0.9):
            assert float(ElasticNet(lam, alpha).dead_zone.width) == pytest.approx(2 * lam * alpha)


def test_constant_steps_end_jumping_between_the_two_numbers_of_the_page() -> None:
    lower, upper = map(float, two_cycle(0.02, LAM, 0.1))
    assert (f"{lower:.3f}", f"{upper:.3f}") == ("-0.006", "0.046")
    w = 1.0
    for _ in range(5000):
        w -= 0.1 * (w - 0.02 + LAM * np.sign(w))
    after = w - 0.1 * (w - 0.02 + LAM * np.sign(w))
    assert sorted([w, after]) == pytest.approx([lower, upper], abs=1e-12)


def test_the_rounded_corner_has_no_zero_but_at_zero_pull() -> None:
    for eps in round_the_corner.EPSILONS[1:]:
        z = np.array([-1.0, -0.3, -1e-6, 1e-6, 0.3, 1.0])
        assert (SmoothedL1(LAM, eps).prox(z) != 0).all()
        assert SmoothedL1(LAM, eps).prox(0.0) == 0
    film = shoot("round_the_corner", round_the_corner.SCENE)
    shown = [{readout.key: readout.text for readout in frame.readouts} for frame in film.frames]
    assert [row["w"] == "0" for row in shown] == [eps == 0 for eps in round_the_corner.EPSILONS]
    at = dict(zip(round_the_corner.EPSILONS, shown, strict=True))
    assert (at[0.1]["w"], at[0.01]["w"]) == ("0.056", "0.0072")


def test_blocks_rest_where_the_forces_balance() -> None:
    film = shoot("force_balance", force_balance.SCENE)
    frames = iter(film.frames)
    for lam in force_balance.LAMBDAS:
        for z in force_balance.PULLS:
            shown = {readout.key: readout.text for readout in next(frames).readouts}
            assert (shown["friction"] == "0") == (z <= lam)
            assert (shown["spring"] == "0") == (z == 0)
            assert float(shown["friction"]) == pytest.approx(max(z - lam, 0), abs=5.1e-3)
            assert float(shown["spring"]) == pytest.approx(z / (1 + lam), abs=5.1e-3)


def test_the_meeting_point_is_on_the_vertical_piece_exactly_where_the_answer_is_zero() -> None:
    film = shoot("slopes", slopes.SCENE)
    frames = iter(film.frames)
    for kind, edge in (("lasso", 1.0), ("elastic", 0.5), ("ridge", 0.0)):
        for z in slopes.PULLS:
            shown = {readout.key: readout.text for readout in next(frames).readouts}
            assert (shown["w"] == "0") == (abs(z) <= edge), (kind, z)

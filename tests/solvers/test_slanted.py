"""The cost with a kink between the axes: its minimum, its level lines, and where one at a time gets stuck."""

import numpy as np
import pytest

from figures.solvers import correlated_gram, slanted_bowl

OLS = (1.5, 0.7)
LAMS = (0.3, 0.6, 1.0, 1.3, 1.6)


def cost(w: np.ndarray, lam: float, rho: float = 0.8) -> float:
    gram = np.array([[1, rho], [rho, 1]])
    return float((w - OLS) @ gram @ (w - OLS) / 2 + lam * abs(w[0] - w[1]))


@pytest.mark.parametrize("lam", LAMS)
def test_no_point_nearby_costs_less_than_the_minimum(lam: float) -> None:
    bowl = slanted_bowl(correlated_gram(0.8), OLS, lam)
    least = cost(bowl.least, lam)
    for angle in np.linspace(0, 2 * np.pi, 73):
        for far in (1e-4, 0.1, 1.0):
            w = bowl.least + far * np.array([np.cos(angle), np.sin(angle)])
            assert cost(w, lam) > least
            assert bowl.height(w) == pytest.approx(cost(w, lam) - least, abs=1e-12)


@pytest.mark.parametrize("lam", LAMS)
@pytest.mark.parametrize("height", [0.02, 0.8, 1.6])
def test_a_level_line_has_its_height_and_corners_on_the_crease(lam: float, height: float) -> None:
    bowl = slanted_bowl(correlated_gram(0.8), OLS, lam)
    line = bowl.outline(height)
    assert line.shape == (19, 2)
    assert line[[0, 9, 18], 0] == pytest.approx(line[[0, 9, 18], 1])
    assert (line[1:9, 1] > line[1:9, 0]).all()
    assert (line[10:18, 1] < line[10:18, 0]).all()
    t = np.linspace(0, 1, 11)[:, None]
    for a, (b, c, d) in zip(line[:-1:3], line[1:].reshape(-1, 3, 2), strict=True):
        drawn = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
        assert bowl.height(drawn) == pytest.approx(np.full(11, height), rel=2e-3)


@pytest.mark.parametrize("lam", LAMS)
def test_each_update_is_the_least_along_its_axis_and_the_end_is_no_minimum(lam: float) -> None:
    bowl = slanted_bowl(correlated_gram(0.8), OLS, lam)
    way = bowl.descent((-0.5, 1.8), 40)
    for k, w in enumerate(way[1:]):
        assert w[(k + 1) % 2] == way[k][(k + 1) % 2]
        for step in (-0.3, -1e-4, 1e-4, 0.3):
            assert cost(w + step * np.eye(2)[k % 2], lam) > cost(w, lam)
    end = way[-1]
    assert end[0] == end[1]
    assert (way[-2] == end).all()
    # From there neither coefficient alone can do better, both together can.
    assert all(cost(end + s * e, lam) > cost(end, lam) for e in np.eye(2) for s in (-0.1, -1e-4, 1e-4, 0.1))
    assert cost(end + 0.01 * (bowl.least - end), lam) < cost(end, lam)


def test_the_textbook_case_is_stuck_at_zero() -> None:
    """1/2 ||w - (1, 1)||^2 + 2 |w_1 - w_2| costs 1 at zero, where no single move helps, and 0 at (1, 1)."""
    bowl = slanted_bowl(np.eye(2), (1.0, 1.0), 2.0)
    assert (bowl.descent((0.0, 0.0), 10) == 0).all()
    assert bowl.height((0.0, 0.0)) == 1
    assert bowl.least == pytest.approx((1, 1))


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        slanted_bowl(correlated_gram(0.8), OLS, 0.05)
    with pytest.raises(ValueError, match="unit diagonal"):
        slanted_bowl([[2.0, 0.5], [0.5, 1.0]], OLS, 1.0)
    with pytest.raises(ValueError, match="height"):
        slanted_bowl(correlated_gram(0.8), OLS, 1.0).outline(0.0)

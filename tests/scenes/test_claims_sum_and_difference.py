"""The twins told twice: what is drawn of one draw, found out again without the solvers."""

import numpy as np
import pytest
from numpy.typing import NDArray

from figures.draw.marks import Label, Polygon, Polyline
from tests.films import film

Array = NDArray[np.float64]
MARKS = {mark.key: mark for mark in film("sum_and_difference").frames[0].marks}


def line(key: str) -> Array:
    """The points of a path."""
    mark = MARKS[key]
    assert isinstance(mark, Polyline)
    return np.array(mark.points)


def shaded(key: str) -> tuple[float, float]:
    """From which λ to which one coefficient is alone."""
    mark = MARKS[key]
    assert isinstance(mark, Polygon)
    across = [x for x, _ in mark.points]
    return min(across), max(across)


def draw_of_twins() -> tuple[Array, Array]:
    """The figure's twins and their y."""
    shared, own = np.repeat([1.0, -1.0], 50), np.tile([1.0, -1.0], 50)
    X = np.sqrt(0.95) * shared[:, np.newaxis] + np.sqrt(0.05) * np.outer(own, [1, -1])
    y = X.sum(axis=1) + np.random.default_rng(6).standard_normal(100)
    return X, y - y.mean()


@pytest.mark.parametrize("kind", ["twin", "mixed"])
def test_both_paths_of_the_draw_balance_at_every_point_that_is_drawn(kind: str) -> None:
    X, y = draw_of_twins()
    if kind == "mixed":
        X = np.stack([X.sum(axis=1), X[:, 1] - X[:, 0]], axis=1)
        X /= np.sqrt((X**2).mean(axis=0))
        assert X[:, 0] @ X[:, 1] == pytest.approx(0, abs=1e-9)
    first, second = (line(f"{kind}-{j}") for j in (0, 1))
    for lam in np.unique(np.concatenate([first[:, 0], second[:, 0]])):
        w = np.array([np.interp(lam, *curve.T) for curve in (first, second)])
        pull = X.T @ (y - X @ w) / 100
        np.testing.assert_allclose(pull[w != 0], lam * np.sign(w[w != 0]), atol=1e-9)
        assert (np.abs(pull) <= lam + 1e-9).all()


def test_the_difference_is_zero_where_it_is_shaded_and_its_pull_was_the_coin() -> None:
    X, y = draw_of_twins()
    coin = float(X[:, 1] @ y - X[:, 0] @ y) / 100
    waits, first = shaded("mixed-alone")
    assert waits == pytest.approx(abs(coin) / np.sqrt(0.2))
    drawn = line("mixed-1")
    assert np.sign(drawn[0, 1]) == np.sign(coin)
    assert (drawn[drawn[:, 0] >= waits, 1] == 0).all()
    second_twin, first_twin = shaded("twin-alone")
    assert film("sum_and_difference").facts == {
        "sum": f"{first:.2f}",
        "difference": f"{waits:.2f}",
        "sum_alone": f"{100 * (1 - waits / first):.0f} %",
        "twin_alone": f"{100 * (1 - second_twin / first_twin):.0f} %",
    }
    scene = film("sum_and_difference").scene
    assert scene.claim == ("Same data, other features, other zeros: x₁ for 52 % of the way, x₂ − x₁ for 88 %")
    keys = ("twin-zero", "twin-share", "mixed-zero", "mixed-share")
    told = [mark.text for key in keys if isinstance(mark := MARKS[key], Label)]
    assert told == ["x₁ = 0", "for 52 %", "difference = 0", "for 88 %"]
    assert [panel.title for panel in scene.panels] == [
        "lasso on x₁ and x₂, ρ = 0.9", "refitted on x₁ + x₂ and x₂ − x₁",
    ]  # fmt: skip
    for number in (f"x2 leaves zero at {first_twin:.2f}, x1 at {second_twin:.2f}", f"only at {waits:.2f}"):
        assert number in scene.alt
    # The refit's difference is x₂ − x₁: x₂ is the larger twin, so it ends above zero.
    assert drawn[0, 1] == pytest.approx(waits)
    assert line("twin-0")[-1, 1] == line("twin-1")[-1, 1] == 0
    # The sum is first in any draw: its evidence is 1.95 with a standard deviation of 0.1, the other's 0.
    assert np.sqrt(2 * 1.9) / 0.1 > 19

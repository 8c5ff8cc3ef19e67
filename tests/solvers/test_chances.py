"""Chances of exact zeros: the numbers of the page, and simulations of what they describe."""

import math

import numpy as np
import pytest

from figures.solvers import (
    chance_of_zero,
    correlated_gram,
    fate_chances,
    project_l1,
    soft_threshold,
    vertex_chance,
)
from tests.solvers.problems import fate_of


def test_the_numbers_of_the_page() -> None:
    """Given that the budget binds, rho = 0: .754, .315, .085 at t = .25, 1 and 2 sigma."""
    given_binding = fate_chances(0.0, [0.25, 1.0, 2.0], 1.0).corner_if_binding
    assert [f"{chance:.3f}" for chance in given_binding] == ["0.754", "0.315", "0.085"]
    scaled = fate_chances(0.0, [0.5, 2.0, 4.0], 2.0).corner_if_binding
    np.testing.assert_allclose(scaled, given_binding, rtol=1e-15)


def test_the_closed_form_of_null_features() -> None:
    """With Q = P(N(0,1) > t/(sqrt2 sigma)): inside (1-2Q)^2, edge 4Q(1-2Q), corner 4Q^2."""
    t = np.linspace(0.01, 6, 40)
    q = np.array([0.5 * math.erfc(value / 2) for value in t])
    chances = fate_chances(0.0, t, 1.0)
    np.testing.assert_allclose(chances.inside, (1 - 2 * q) ** 2, rtol=1e-12)
    np.testing.assert_allclose(chances.edge, 4 * q * (1 - 2 * q), rtol=1e-12)
    np.testing.assert_allclose(chances.corner, 4 * q**2, rtol=1e-12)


def test_the_chances_add_up_and_depend_on_the_size_of_rho_only() -> None:
    rho = np.linspace(-0.99, 0.99, 9)[:, np.newaxis]
    t = np.linspace(0.1, 5, 7)
    chances = fate_chances(rho, t, 0.8)
    np.testing.assert_allclose(sum(chances), np.ones((9, 7)), rtol=1e-14)
    np.testing.assert_allclose(chances.corner, chances.corner[::-1], rtol=1e-12)
    assert (np.diff(chances.corner, axis=1) < 0).all()


@pytest.mark.parametrize("rho", [-0.6, 0.0, 0.9])
def test_a_simulation_agrees(rho: float) -> None:
    rng = np.random.default_rng(11)
    sigma, t, runs = 0.7, 0.9, 40_000
    gram = correlated_gram(rho)
    ols = rng.multivariate_normal([0, 0], sigma**2 * np.linalg.inv(gram), runs)
    fates = fate_of(gram, ols, t)
    for name, chance in fate_chances(rho, t, sigma)._asdict().items():
        assert abs((fates == name).mean() - chance) < 4 * np.sqrt(chance * (1 - chance) / runs)


def test_the_chance_of_an_exact_zero() -> None:
    """erf(lam sqrt(n) / (sigma sqrt 2)) for an orthonormal null feature."""
    lam, n, sigma, runs = 0.12, 100, 1.5, 40_000
    chance = float(chance_of_zero(lam, n, sigma))
    assert chance == pytest.approx(math.erf(lam * 10 / (sigma * math.sqrt(2))), rel=1e-14)
    assert f"{chance_of_zero(0.1, 100, 1.0):.4f}" == "0.6827"
    z = np.random.default_rng(3).normal(size=runs) * sigma / 10
    zeros = (soft_threshold(z, lam) == 0).mean()
    assert abs(zeros - chance) < 4 * np.sqrt(chance * (1 - chance) / runs)
    assert chance_of_zero(0.0, 10, 1.0) == 0.0
    assert chance_of_zero([[0.1], [0.2]], [10, 20, 30], 1).shape == (2, 3)


def test_with_two_features_a_vertex_is_a_corner() -> None:
    t = np.array([0.01, 0.3, 1.0, 2.0, 4.0, 6.0])
    np.testing.assert_allclose(vertex_chance(2, t, 1.0), fate_chances(0.0, t, 1.0).corner, rtol=1e-12)
    np.testing.assert_allclose(vertex_chance(2, 3 * t, 3.0), vertex_chance(2, t, 1.0), rtol=1e-14)
    # One feature: its answer has the size of the budget if least squares lies beyond.
    np.testing.assert_allclose(
        vertex_chance(1, t, 1.0), [math.erfc(value / math.sqrt(2)) for value in t], rtol=1e-12
    )


@pytest.mark.parametrize("p", [2, 10, 100, 1000])
@pytest.mark.parametrize("t", [0.3, 1.0])
def test_a_simulation_counts_as_many_vertices(p: int, t: float) -> None:
    sigma, runs = 0.7, 4000
    ols = sigma * np.random.default_rng([17, p]).standard_normal((runs, p))
    share = (np.count_nonzero(project_l1(ols, t * sigma), axis=1) == 1).mean()
    chance = float(vertex_chance(p, t * sigma, sigma))
    assert abs(share - chance) < 4 * np.sqrt(chance * (1 - chance) / runs)


def test_the_vertices_of_the_page() -> None:
    """As integrated by hand with another rule, at a budget of one standard deviation."""
    told = [f"{100 * vertex_chance(p, 1.0, 1.0):.4g}" for p in (2, 10, 100, 1000)]
    x = np.linspace(1, 16, 60_001)
    for p, number in zip((2, 10, 100, 1000), told, strict=True):
        below = np.array([math.erf((value - 1) / math.sqrt(2)) for value in x.tolist()]) ** (p - 1)
        share = 2 * p * np.trapezoid(np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi) * below, x)
        assert number == f"{100 * share:.4g}"
    assert [float(number) for number in told] == pytest.approx([22.99, 10.4, 4.2, 2.06], abs=0.05)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match=r"rho must be in \(-1, 1\), got \[1.0, 0.0\]"):
        fate_chances([1.0, 0.0], 1, 1)
    with pytest.raises(ValueError, match="budget must be > 0, got 0"):
        fate_chances(0, 0, 1)
    with pytest.raises(ValueError, match="sigma must be > 0, got -1"):
        fate_chances(0, 1, -1)
    with pytest.raises(ValueError, match="lam must be >= 0, got -1"):
        chance_of_zero(-1, 10, 1)
    with pytest.raises(ValueError, match="n must be > 0, got 0"):
        chance_of_zero(1, 0, 1)
    with pytest.raises(ValueError, match="p must be >= 1, got 0"):
        vertex_chance(0, 1, 1)

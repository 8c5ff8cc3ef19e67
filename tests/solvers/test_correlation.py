"""Two correlated features in closed form, and dead zones widened by correlation."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import (
    NotConverged,
    coefficient_dead_zone,
    correlated_gram,
    lasso,
    lasso_path,
    two_feature_knots,
    two_feature_lasso,
    vif,
)
from tests.solvers.oracles import Array

fast = settings(max_examples=150)
rhos = st.one_of(st.floats(-0.99, 0.99), st.sampled_from([-0.5, 0.0, 0.5, 0.8]))
positive = st.floats(1e-100, 10)
entry = st.one_of(positive, positive.map(lambda c: -c), st.integers(-3, 3))


def problem(gram: Array, c: Array) -> tuple[Array, Array]:
    """Return X (p, p) and y with X'X/n = gram and X'y/n = c."""
    root = np.linalg.cholesky(gram).T
    n = len(c)
    return np.sqrt(n) * root, np.sqrt(n) * np.linalg.solve(root.T, c)


@fast
@given(st.tuples(entry, entry), rhos, st.floats(0, 1.2))
def test_the_closed_form_is_the_lasso(c: tuple[float, float], rho: float, share: float) -> None:
    corr = np.array(c, dtype=float)
    X, y = problem(correlated_gram(rho), corr)
    lam = share * np.abs(corr).max()
    w = two_feature_lasso(corr, rho, lam)
    scale = np.abs(corr).max() / (1 - abs(rho))
    np.testing.assert_allclose(w, lasso(X, y, lam), atol=1e-11 * scale)
    assert not np.signbit(w[w == 0]).any()


@fast
@given(st.tuples(entry, entry).filter(any), rhos)
def test_the_knots_are_those_of_the_path(c: tuple[float, float], rho: float) -> None:
    corr = np.array(c, dtype=float)
    lower, upper = two_feature_knots(corr, rho)
    path = lasso_path(*problem(correlated_gram(rho), corr))
    tolerance = 1e-11 * upper / (1 - abs(rho))
    assert abs(path.knots[0] - upper) <= tolerance
    # Where the two knots meet, or the lower one is 0, the path has one knot fewer.
    if 2 * tolerance < lower < upper - 2 * tolerance:
        assert len(path.knots) == 3
        assert abs(path.knots[1] - lower) <= tolerance


def test_knots_in_exact_fractions() -> None:
    """c = (1, 0), rho = .8: a feature with zero correlation enters at .444."""
    # b = (1, -.8)/.36, s = -1: lam_2 = (.8/.36)(1 - .8) = 4/9.
    lower, upper = two_feature_knots([1.0, 0.0], 0.8)
    rho = Fraction(4, 5)
    assert rho / (1 - rho**2) * (1 - rho) == Fraction(4, 9)
    assert upper == 1.0
    assert lower == pytest.approx(4 / 9, rel=1e-15)
    assert f"{lower:.3f}" == "0.444"
    w = two_feature_lasso([1.0, 0.0], 0.8, [0.5, 0.4])
    assert w[0, 1] == 0
    assert w[1, 1] < 0
    # The miniature's first two features: c = (1, .7), rho = .4 join at 1 and 1/2.
    np.testing.assert_allclose(two_feature_knots([1.0, 0.7], 0.4), [0.5, 1.0], rtol=1e-15)


def test_equal_correlations_join_together() -> None:
    for rho in (-0.7, 0.0, 0.3):
        lower, upper = two_feature_knots([0.7, 0.7], rho)
        assert upper == 0.7
        assert lower == pytest.approx(0.7, rel=1e-15)
        np.testing.assert_allclose(
            two_feature_lasso([0.7, -0.7], rho, 0.1), np.array([1, -1]) * 0.6 / (1 - rho)
        )
    np.testing.assert_array_equal(two_feature_lasso([0.0, 0.0], 0.5, [0, 1]), np.zeros((2, 2)))


def test_the_closed_form_is_vectorised() -> None:
    c = np.random.default_rng(0).normal(size=(4, 1, 1, 2))
    rho = np.array([-0.5, 0.0, 0.9])[:, np.newaxis]
    lam = np.linspace(0, 1, 5)
    w = two_feature_lasso(c, rho, lam)
    assert w.shape == (4, 3, 5, 2)
    np.testing.assert_array_equal(w[2, 1, 3], two_feature_lasso(c[2, 0, 0], rho[1, 0], lam[3]))
    assert two_feature_knots(c, rho).width.shape == (4, 3, 1)
    with pytest.raises(NotConverged, match="two features too alike"):
        two_feature_lasso([1.0, 0.3], 1 - 1e-9, 1e-12)


@fast
@given(st.floats(-0.95, 0.95), st.floats(0.01, 5))
def test_the_dead_zone_of_two_features(rho: float, lam: float) -> None:
    """[-lam/(1 - rho), lam/(1 + rho)] for w_1 > 0, of width 2 lam VIF."""
    zone = coefficient_dead_zone(correlated_gram(rho), 1, [0], [1], lam)
    np.testing.assert_allclose(zone, [-lam / (1 - rho), lam / (1 + rho)], rtol=1e-12)
    assert vif(correlated_gram(rho), 1, [0]) == pytest.approx(1 / (1 - rho**2), rel=1e-12)
    assert zone.width == pytest.approx(2 * lam * vif(correlated_gram(rho), 1, [0]), rel=1e-12)
    alone = coefficient_dead_zone(correlated_gram(rho), 1, [], [], lam)
    np.testing.assert_allclose(alone, [-lam, lam], rtol=1e-15)


@fast
@given(st.integers(0, 2**32 - 1), st.integers(2, 5), st.floats(0.05, 0.5))
def test_a_coefficient_is_zero_exactly_within_its_dead_zone(seed: int, p: int, lam: float) -> None:
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(3 * p, p)) * rng.uniform(0.5, 2, p)
    gram = rows.T @ rows / (3 * p)
    signs = rng.choice([-1.0, 1.0], p - 1)
    active, j = list(range(p - 1)), p - 1
    zone = coefficient_dead_zone(gram, j, active, signs, lam)
    inner = gram[:j, :j]
    assert zone.width == pytest.approx(2 * lam * vif(gram, j, active) / gram[j, j], rel=1e-9)
    for share, is_zero in ((1e-6, True), (0.5, True), (1 - 1e-6, True), (-1e-3, False), (1 + 1e-3, False)):
        # Choose the least-squares point: b_j in or out of the zone, and the active coefficients of
        # the lasso on A equal to the signs.
        b_j = zone.lower + share * zone.width
        c = np.empty(p)
        c[:j] = inner @ signs + lam * signs
        schur = gram[j, j] - gram[j, :j] @ np.linalg.solve(inner, gram[:j, j])
        c[j] = gram[j, :j] @ np.linalg.solve(inner, c[:j]) + schur * b_j
        w = lasso(*problem(gram, c), lam)
        assert (w[j] == 0) == is_zero
        if is_zero:
            np.testing.assert_allclose(w[:j], signs, atol=1e-8)


def test_bad_input_is_named() -> None:
    gram = correlated_gram(0.5)
    with pytest.raises(ValueError, match="j and active must be distinct indices below 2, got 1 and"):
        vif(gram, 1, [1])
    with pytest.raises(ValueError, match="j and active must be distinct indices below 2, got 2 and"):
        vif(gram, 2, [])
    with pytest.raises(ValueError, match="gram must be square and symmetric"):
        vif([[1, 0.5], [0.4, 1]], 0, [1])
    with pytest.raises(ValueError, match=r"gram must be positive definite on features \[0, 1\]"):
        vif([[1, 1], [1, 1]], 1, [0])
    with pytest.raises(ValueError, match=r"signs must be -1 or 1, got \[0.0\]"):
        coefficient_dead_zone(gram, 1, [0], [0], 1)
    with pytest.raises(ValueError, match="signs must have length 1"):
        coefficient_dead_zone(gram, 1, [0], [], 1)
    with pytest.raises(ValueError, match="lam must be >= 0"):
        coefficient_dead_zone(gram, 1, [0], [1], -1)
    with pytest.raises(ValueError, match=r"rho must be in \(-1, 1\)"):
        two_feature_knots([1, 2], 1)
    with pytest.raises(ValueError, match=r"c must have shape \(..., 2\), got \(3,\)"):
        two_feature_lasso([1, 2, 3], 0, 1)

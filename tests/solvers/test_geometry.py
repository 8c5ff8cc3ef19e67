"""Two features: contours, touching points, fates, regions, chances, paths and dead zones."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import (
    NotConverged,
    contour,
    correlated_gram,
    crossing_budget,
    excess_loss,
    fate_regions,
    lq_ball,
    ridge,
    tilted_gram,
    touch_diamond,
    touch_disc,
    two_feature_lasso,
    uniform_corner_share,
)
from figures.solvers.plane.diamond import CORNERS, EDGES
from figures.solvers.plane.wedges import area
from tests.solvers.oracles import Array
from tests.solvers.problems import fate_of

fast = settings(max_examples=150)
rhos = st.floats(-0.99, 0.99)
whole = st.integers(-6, 6)
points = st.tuples(st.one_of(st.floats(-10, 10), whole), st.one_of(st.floats(-10, 10), whole))
budgets = st.one_of(st.floats(0.01, 12), st.integers(1, 6))


@st.composite
def grams(draw: st.DrawFn) -> Array:
    if draw(st.booleans()):
        return correlated_gram(draw(rhos))
    ratio = draw(st.floats(0.01, 100))
    return tilted_gram([ratio, 1.0], draw(st.floats(-np.pi, np.pi)))


@fast
@given(grams(), points, st.floats(0, 10))
def test_the_loss_is_level_on_a_contour(gram: Array, ols: tuple[float, float], level: float) -> None:
    ellipse = contour(gram, ols, level)
    assert 0 <= ellipse.angle <= np.pi / 2
    turn = np.array([np.cos(ellipse.angle), np.sin(ellipse.angle)])
    around = np.linspace(0, 2 * np.pi, 17)[:, np.newaxis]
    a, b = ellipse.semi_axes
    w = ellipse.centre + a * np.cos(around) * turn + b * np.sin(around) * np.array([-turn[1], turn[0]])
    # Far from the origin and long, an ellipse's points round in proportion to its size.
    np.testing.assert_allclose(excess_loss(gram, ols, w), level, rtol=1e-9, atol=1e-12)


def test_contours_of_standardised_features_never_turn() -> None:
    for rho in (-0.9, -1e-9, 0.0, 0.3, 0.95):
        ellipse = contour(correlated_gram(rho), [1, 2], 0.5)
        assert ellipse.angle == np.pi / 4
        np.testing.assert_allclose(ellipse.semi_axes, [(1 + rho) ** -0.5, (1 - rho) ** -0.5], rtol=1e-15)
    many = contour(correlated_gram(0.5), [[1, 2], [3, 4]], [[0.5], [2.0], [0.0]])
    assert many.centre.shape == many.semi_axes.shape == (3, 2, 2)
    upright = contour(tilted_gram([25, 1], 0), [0, 0], 0.5)
    assert upright.angle == 0
    np.testing.assert_allclose(upright.semi_axes, [0.2, 1.0], rtol=1e-15)


@fast
@given(grams(), points, budgets)
def test_touching_points_of_the_diamond_are_optimal(
    gram: Array, ols: tuple[float, float], budget: float
) -> None:
    w = touch_diamond(gram, ols, budget)
    t = float(budget)
    assert np.abs(w).sum() <= t + 1e-15 * np.abs(ols).sum()
    assert not np.signbit(w[w == 0]).any()
    pull = gram @ (np.array(ols) - w)
    # pull'(v - w) <= 0 for every v of the diamond: it is enough that it holds for the corners.
    scale = np.abs(gram @ np.array(ols)).max() * t
    assert t * np.abs(pull).max() - pull @ w <= 1e-12 * scale
    around = lq_ball(1, t)
    least = excess_loss(gram, ols, w)
    assert (excess_loss(gram, ols, around) >= least - 1e-12 * scale).all() or least == 0


@fast
@given(rhos, points, budgets)
def test_standardised_fates_are_euclidean_whatever_rho(
    rho: float, ols: tuple[float, float], budget: float
) -> None:
    """Corner iff ||b_1| - |b_2|| >= t; the touching point is the plain projection."""
    b, t = np.array(ols, dtype=float), float(budget)
    a = np.abs(b)
    w, name = touch_diamond(correlated_gram(rho), b, t), fate_of(correlated_gram(rho), b, t)
    plain = touch_diamond(np.eye(2), b, t)
    np.testing.assert_allclose(w, plain, atol=1e-13 * max(a.sum(), t))
    margin = 1e-12 * max(a.sum(), t)
    if abs(abs(a[0] - a[1]) - t) > margin and abs(a.sum() - t) > margin:
        by_rule = "inside" if a.sum() < t else "corner" if abs(a[0] - a[1]) >= t else "edge"
        assert name == by_rule == fate_of(np.eye(2), b, t)
        if by_rule == "edge":
            excess = (a.sum() - t) / 2
            np.testing.assert_allclose(plain, np.sign(b) * (a - excess), atol=margin)


@fast
@given(st.sampled_from([-0.5, 0.0, 0.25, 0.75]), st.tuples(whole, whole), st.integers(1, 6))
def test_fates_on_the_dividing_lines(rho: float, ols: tuple[int, int], budget: int) -> None:
    """Whole numbers lie exactly on the lines between the fates; with these rho nothing is rounded."""
    a = np.abs(ols)
    name = fate_of(correlated_gram(rho), ols, budget)
    if a.sum() < budget:
        assert name == "inside"
    else:
        assert name == ("corner" if abs(a[0] - a[1]) >= budget else "edge")


@fast
@given(rhos, points, st.floats(0.01, 0.99))
def test_budget_and_penalty_touch_at_the_same_point(rho: float, c: tuple[float, float], share: float) -> None:
    gram, corr = correlated_gram(rho), np.array(c, dtype=float)
    lam = share * np.abs(corr).max()
    w = two_feature_lasso(corr, rho, lam)
    budget = np.abs(w).sum()
    if budget > 1e-6:
        touching = touch_diamond(gram, np.linalg.solve(gram, corr), budget)
        np.testing.assert_allclose(touching, w, atol=1e-11 * np.abs(corr).max() / (1 - abs(rho)))


@fast
@given(grams(), points, budgets)
def test_touching_points_of_the_disc_are_ridge_solutions(
    gram: Array, ols: tuple[float, float], budget: float
) -> None:
    b, t = np.array(ols, dtype=float), float(budget)
    w = touch_disc(gram, b, t)
    size = float(np.hypot(*w))
    if np.hypot(*b) <= t:
        np.testing.assert_array_equal(w, b)
        return
    assert size == pytest.approx(t, rel=1e-10)
    pull = gram @ (b - w)
    mu = float(pull @ w) / size**2
    assert mu >= -1e-15 * np.abs(gram).max()
    np.testing.assert_allclose(pull, mu * w, atol=1e-11 * np.abs(gram @ b).max())
    root = np.linalg.cholesky(gram).T * np.sqrt(2)
    np.testing.assert_allclose(ridge(root, root @ b, max(mu, 0)), w, atol=1e-8 * t)


def test_the_disc_has_no_zeros_where_the_diamond_has() -> None:
    rng = np.random.default_rng(5)
    ols = rng.normal(size=(2000, 2)) * 3
    for rho in (-0.7, 0.0, 0.9):
        gram = correlated_gram(rho)
        assert (touch_disc(gram, ols, 1.0) != 0).all()
        assert (fate_of(gram, ols, 1.0) == "corner").mean() > 0.3
    assert touch_disc(np.eye(2), [3, 0], 1.0)[1] == 0


@pytest.mark.parametrize("rho", [-0.95, -0.75, -0.6, -0.5, -0.4, 0.35, 0.8])
def test_the_disc_gives_an_exact_zero_where_its_pull_is_along_an_axis(rho: float) -> None:
    """The second part of G(b - (t, 0)) is rho (b_1 - t) + b_2: 0 at t = b_1 + b_2/rho."""
    gram = correlated_gram(rho)
    for first, second in ((2.0, 0.75), (1.7, -0.3), (-2.0, 0.75), (-3.1, -0.9)):
        ols = np.array([first, second])
        at = np.array([first + second / rho, 0.0])
        t = abs(at[0])
        binds = t < np.hypot(first, second) and (gram @ (ols - at))[0] * at[0] > 0
        for touching in (touch_disc(gram, ols, t), touch_disc(gram, ols[::-1], t)[::-1]):
            assert (touching[1] == 0) == binds
            if binds:
                np.testing.assert_array_equal(touching, at)
        for nearby in (t * (1 - 1e-9), t * (1 + 1e-9)):
            assert touch_disc(gram, ols, nearby)[1] != 0
    # So little beside the axis is little, and no zero.
    assert touch_disc(np.eye(2), [3.0, 1e-200], 1.0)[1] > 0


@given(grams(), points)
def test_the_disc_crosses_the_first_axis_at_one_budget_or_none(gram: Array, ols: tuple[float, float]) -> None:
    b = np.array(ols, dtype=float)
    if abs(b[1]) < 1e-3 or abs(gram[0, 1]) < 1e-3 * np.abs(gram).max():
        return
    at, most = crossing_budget(gram, b), float(np.hypot(*b))
    seconds = touch_disc(gram, b, most * np.linspace(0.01, 0.99, 99))[:, 1]
    crossings = most * (np.flatnonzero(seconds[1:] * seconds[:-1] < 0) + 1.5) / 100
    if at and 0.02 * most < at < 0.98 * most:
        assert touch_disc(gram, b, at)[1] == pytest.approx(0, abs=1e-9 * most)
        assert (seconds == 0).any() or crossings == pytest.approx(at, abs=0.0101 * most)
    elif not at:
        assert len(crossings) == 0


def test_a_budget_of_crossing_is_exact_or_refused() -> None:
    assert [crossing_budget(correlated_gram(rho), (2, 0.75)) for rho in (-0.75, -0.5)] == [1.0, 0.5]
    assert [crossing_budget(correlated_gram(rho), (2, 0.75)) for rho in (0.0, 0.5, -0.2)] == [0, 0, 0]
    assert crossing_budget(correlated_gram(0.5), (-2, 0.75)) == 0.5
    for bad in ((2.0, 0.0), ((2.0, 0.75), (1.0, 1.0))):
        with pytest.raises(ValueError, match="ols must be one point off the first axis"):
            crossing_budget(np.eye(2), bad)


def test_touching_is_vectorised_over_points_and_budgets() -> None:
    gram = tilted_gram([4.0, 1.0], 0.3)
    ols = np.random.default_rng(2).normal(size=(3, 1, 2)) * 3
    t = np.array([0.5, 1.0, 2.0, 9.0])
    for touch in (touch_diamond, touch_disc):
        together = touch(gram, ols, t)
        assert together.shape == (3, 4, 2)
        for i in range(3):
            for k in range(4):
                np.testing.assert_allclose(together[i, k], touch(gram, ols[i, 0], t[k]), rtol=1e-12)
    assert fate_of(gram, ols, t).shape == (3, 4)
    assert fate_of(gram, [0.1, 0.1], 1.0) == "inside"


def test_edge_points_own_rays_and_corners_own_wedges() -> None:
    """The points w + nu G^-1 s, nu > 0, touch at w on the edge of s; those between a corner's rays, there."""
    gram = tilted_gram([25, 1], 0.2)
    rays = np.linalg.solve(gram, np.array(EDGES).T).T
    for ray, signs in zip(rays, EDGES, strict=True):
        on_edge = np.array([0.3, 0.7]) * signs
        np.testing.assert_allclose(
            touch_diamond(gram, on_edge + np.array([[0.1], [1], [8]]) * ray, 1.0),
            np.broadcast_to(on_edge, (3, 2)),
            rtol=1e-13,
        )
    for corner, before, after in zip(CORNERS, np.roll(rays, 1, axis=0), rays, strict=True):
        between = corner + np.array([[0.01, 2], [1, 1], [2, 0.01]]) @ np.stack([before, after])
        np.testing.assert_array_equal(touch_diamond(gram, between, 1.0), np.broadcast_to(corner, (3, 2)))


@settings(max_examples=30)
@given(grams(), st.floats(0.1, 3), st.floats(1, 5))
def test_regions_fill_the_square_and_hold_their_fates(gram: Array, budget: float, ratio: float) -> None:
    L = budget * ratio
    regions = fate_regions(gram, budget, L)
    areas = [area(region.polygon) for region in regions]
    assert min(areas) >= -1e-15 * L * L
    assert sum(areas) == pytest.approx(4 * L * L, rel=1e-12)
    assert [region.fate for region in regions] == ["inside", *["edge"] * 4, *["corner"] * 4]
    rng = np.random.default_rng(4)
    for region, size in zip(regions, areas, strict=True):
        if size < 1e-6 * L * L:
            continue
        weights = rng.dirichlet(np.ones(len(region.polygon)), size=20)
        inner = 0.999 * weights @ region.polygon + 0.001 * region.polygon.mean(axis=0)
        assert (fate_of(gram, inner, budget) == region.fate).all()
        if region.fate != "inside":
            signs = np.sign(touch_diamond(gram, inner, budget))
            np.testing.assert_array_equal(signs, np.broadcast_to(region.signs, signs.shape))


def test_uniform_corner_shares() -> None:
    """65.31 % for standardised features; ratio 25: 80.9 % at tilt 0, 65.3 % at 45 degrees."""
    exact = Fraction(2 * (10 - 2) ** 2, 2 * 10**2 - 2**2)
    assert f"{float(exact):.2%}" == "65.31%"
    for rho in (-0.9, 0.0, 0.4):
        assert uniform_corner_share(correlated_gram(rho), 2, 10) == pytest.approx(float(exact), rel=1e-12)
    assert f"{uniform_corner_share(tilted_gram([25, 1], 0), 2, 10):.1%}" == "80.9%"
    assert f"{uniform_corner_share(tilted_gram([25, 1], np.pi / 4), 2, 10):.1%}" == "65.3%"
    ols = np.random.default_rng(0).uniform(-10, 10, (40_000, 2))
    for tilt in (0.0, 0.3):
        gram = tilted_gram([25, 1], tilt)
        fates = fate_of(gram, ols, 2)
        share = uniform_corner_share(gram, 2, 10)
        outside = (fates != "inside").sum()
        error = np.sqrt(share * (1 - share) / outside)
        assert abs((fates == "corner").sum() / outside - share) < 4 * error
    with pytest.raises(ValueError, match="half_side must be > budget, got 2"):
        uniform_corner_share(np.eye(2), 2, 2)


def test_a_touching_point_without_certificate_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figures.solvers.plane.diamond.TOLERANCE", -1.0)
    with pytest.raises(NotConverged, match="could not be certified"):
        touch_diamond(np.eye(2), [3, 2], 1)
    monkeypatch.setattr("figures.solvers.plane.disc.STEP_CAP", 1)
    with pytest.raises(NotConverged, match="could not be certified") as caught:
        touch_disc(correlated_gram(0.5), [3, 1], 0.1)
    assert caught.value.residual > 1e-10


def test_bad_input_is_named() -> None:
    for bad, words in (
        (np.eye(3), r"gram must have shape \(2, 2\), got \(3, 3\)"),
        ([[1, 0.5], [0.4, 1]], "gram must be symmetric and positive definite"),
        ([[1, 1], [1, 1]], "gram must be symmetric and positive definite"),
        ([[-1, 0], [0, -1]], "gram must be symmetric and positive definite"),
    ):
        with pytest.raises(ValueError, match=words):
            touch_diamond(bad, [1, 1], 1)
        with pytest.raises(ValueError, match=words):
            touch_disc(bad, [1, 1], 1)
    with pytest.raises(ValueError, match=r"ols must have shape \(..., 2\), got \(3,\)"):
        fate_of(np.eye(2), [1, 2, 3], 1)
    with pytest.raises(ValueError, match="budget must be > 0, got 0"):
        touch_diamond(np.eye(2), [1, 2], 0)
    with pytest.raises(ValueError, match=r"rho must be in \(-1, 1\), got 1"):
        correlated_gram(1)
    with pytest.raises(ValueError, match="rho must be a single number"):
        correlated_gram([0.1, 0.2])
    with pytest.raises(ValueError, match="eigenvalues must be > 0, got 0"):
        tilted_gram([1, 0], 0)
    with pytest.raises(ValueError, match=r"eigenvalues must have shape \(2,\)"):
        tilted_gram([[1, 2]], 0)
    with pytest.raises(ValueError, match="level must be >= 0, got -1"):
        contour(np.eye(2), [0, 0], -1)
    with pytest.raises(ValueError, match=r"half_side must be >= budget = 2\.0, got 1\.0"):
        fate_regions(np.eye(2), 2, 1)
    with pytest.raises(ValueError, match="budget must be a single number"):
        fate_regions(np.eye(2), [1, 2], 3)

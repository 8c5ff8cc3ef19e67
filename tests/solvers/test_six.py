"""The six features made for this site: their paths under three penalties, and the λ of a size."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import ElasticNet

from figures.data.six import X, Y
from figures.solvers import (
    NotConverged,
    budget_at,
    elastic_net,
    fixed_alpha_path,
    kkt_violation,
    lam_at,
    lam_of_size,
    lasso_path,
    ridge,
    ridge_path,
)
from tests.solvers.oracles import Array, kkt, load

ORACLE = load("lessons_5_6")
ITEMS: dict[str, Any] = {item["id"]: item for item in ORACLE["items"]}
G, C = X.T @ X / 20, X.T @ Y / 20
PATH, RIDGE, NET = lasso_path(X, Y), ridge_path(X, Y), fixed_alpha_path(X, Y, 0.5)
X4 = 3
LEAST_SQUARES_SIZE = 5429 / 2244
SHARE = 2813 / 1900 / LEAST_SQUARES_SIZE


def at(name: str) -> Any:
    """What an oracle expects."""
    return ITEMS[name]["expected"]


def stretches() -> Array:
    """A λ between each two knots, falling."""
    middles: Array = (PATH.knots[1:] + PATH.knots[:-1]) / 2
    return middles


def pulls(lam: float) -> Array:
    found: Array = C - PATH(lam) @ G
    return found


# The lasso.


def test_knots_and_coefficients_are_the_exact_ones() -> None:
    np.testing.assert_allclose(PATH.knots, at("six.knots"), rtol=0, atol=1e-12)
    np.testing.assert_allclose(PATH.coefs, at("six.knot_coefs"), rtol=0, atol=1e-12)
    events = [f"x{j + 1} {kind}" for knot in PATH.events for j, kind in knot]
    assert events == [word for knot in ITEMS["six.knots"]["events"] for word in knot]
    assert -np.diff(PATH.knots).max() > 0.054


def test_the_exact_knots_are_optimal_in_fractions() -> None:
    # Then the oracle itself is right, whoever computed it.
    gram = [[Fraction(entry) for entry in row] for row in ORACLE["data"]["six"]["G"]]
    c = [Fraction(entry) for entry in ORACLE["data"]["six"]["c"]]
    knots = [Fraction(knot) for knot in ITEMS["six.knots"]["exact"]]
    told = ["91/100", "61/100", "209/500", "383/1450", "317/2800", "1889/32000", "0"]
    assert knots == [Fraction(knot) for knot in told]
    for lam, row in zip(knots, ITEMS["six.knot_coefs"]["exact"], strict=True):
        w = [Fraction(entry) for entry in row]
        pull = [c[j] - sum(g * v for g, v in zip(gram[j], w, strict=True)) for j in range(6)]
        for r, v in zip(pull, w, strict=True):
            assert r == lam * (1 if v > 0 else -1) if v else abs(r) <= lam


@pytest.mark.parametrize("lam", ["0.15", "0.5", "0.3"])
def test_between_knots(lam: str) -> None:
    case = ITEMS[f"six.w@{lam}"]
    w = PATH(float(lam))
    np.testing.assert_allclose(w, case["expected"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(w, [float(Fraction(v)) for v in case["exact"]], rtol=0, atol=1e-12)
    assert np.count_nonzero(w) == case["nonzero"]
    np.testing.assert_allclose(budget_at(PATH, float(lam)), case["l1"], rtol=1e-12)
    np.testing.assert_allclose(case["l1"] / LEAST_SQUARES_SIZE, case["share"], rtol=1e-12)
    np.testing.assert_allclose(pulls(float(lam)), at(f"six.pulls@{lam}"), rtol=0, atol=1e-12)


def test_one_feature_joins_at_each_knot_and_none_leaves() -> None:
    counts = [0, *np.count_nonzero(PATH(stretches()), axis=1).tolist()]
    assert counts == [0, 1, 2, 3, 4, 5, 6]
    entry = [j + 1 for knot in PATH.events for j, _ in knot]
    evidence = (np.argsort(-np.abs(C)) + 1).tolist()
    assert entry == [4, 1, 5, 2, 3, 6]
    assert evidence == [4, 1, 3, 5, 6, 2]
    assert not PATH([PATH.knots[0], 1.0]).any()


def test_at_015_the_four_are_not_those_with_the_largest_first_pulls() -> None:
    active = np.flatnonzero(PATH(0.15)) + 1
    assert active.tolist() == [1, 2, 4, 5]
    assert sorted((np.argsort(-np.abs(C))[:4] + 1).tolist()) == [1, 3, 4, 5]
    # There and then they do pull most: exactly λ, and the other two less.
    size = np.abs(pulls(0.15))
    np.testing.assert_allclose(size[active - 1], 0.15, rtol=1e-12)
    assert np.round(size[[2, 5]], 6).tolist() == [0.128316, 0.048947]


def test_x4_stands_still_while_lam_halves_and_then_shrinks() -> None:
    still = PATH(np.linspace(PATH.knots[5], PATH.knots[4], 9))[:, X4]
    np.testing.assert_allclose(still, 141 / 200, rtol=0, atol=1e-12)
    falling = PATH(np.linspace(0, PATH.knots[5], 9))[:, X4]
    assert (np.diff(falling) > 0).all()
    assert round(float(falling[0]), 6) == 0.553476


def test_the_pull_on_x2_grows_while_lam_falls() -> None:
    lams = [0.61, 0.5, 0.418, 0.3, PATH.knots[3]]
    size = [abs(float(pulls(lam)[1])) for lam in lams]
    assert np.round(size, 6).tolist() == [0.16, 0.196667, 0.224, 0.254783, 0.264138]
    waiting = [[round(abs(float(pulls(lam)[j])), 6) for lam in PATH.knots[:6]] for j in (2, 5)]
    assert waiting[0][:5] == [0.53, 0.35, 0.222, 0.175172, 0.113214]
    assert waiting[1] == [0.33, 0.15, 0.086, 0.052552, 0.047786, 0.059031]


# Ridge and the elastic net.


def test_ridge_keeps_all_six_and_crosses_zero_nowhere() -> None:
    for lam in ("0.15", "1.0"):
        np.testing.assert_allclose(RIDGE(float(lam)), at(f"six.ridge@{lam}"), rtol=0, atol=1e-11)
        np.testing.assert_array_equal(ridge(X, Y, float(lam)), RIDGE(float(lam)))
    assert RIDGE([0.0, 0.15, 1, 10]).all()
    assert [crossings.size for crossings in RIDGE.zero_crossings()] == [0] * 6


def test_ridge_at_the_share_of_the_lasso() -> None:
    case = at("six.ridge_same_l1")
    lam = lam_of_size(RIDGE, SHARE * LEAST_SQUARES_SIZE)
    assert round(SHARE, 6) == 0.611955
    np.testing.assert_allclose(lam, case["lam"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(RIDGE(lam), case["w"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(np.abs(RIDGE(lam)).sum(), 2813 / 1900, rtol=1e-14)
    np.testing.assert_allclose(lam_at(PATH, SHARE * LEAST_SQUARES_SIZE), 0.15, rtol=1e-12)
    # Up to λ = 1 ridge does not get below this share, so its axis has to reach further.
    assert np.abs(RIDGE(1.0)).sum() / LEAST_SQUARES_SIZE > 0.53


def test_all_sizes_fall_so_that_a_share_names_one_lam() -> None:
    lams = np.concatenate([[0.0], np.geomspace(1e-4, 100, 400)])
    shares = np.linspace(0.02, 1, 50) * LEAST_SQUARES_SIZE
    for path in (RIDGE, NET, PATH):
        size = np.abs(path(lams)).sum(axis=-1)
        assert (np.diff(size) < 0)[size[1:] > 0].all()
        found = lam_of_size(path, shares.reshape(5, 10))
        assert found.shape == (5, 10)
        np.testing.assert_allclose(np.abs(path(found)).sum(axis=-1).ravel(), shares, rtol=1e-12)
    np.testing.assert_allclose(lam_of_size(PATH, shares), lam_at(PATH, shares), rtol=0, atol=1e-12)
    np.testing.assert_array_equal(lam_of_size(RIDGE, [3, 1e9]), [0, 0])


@pytest.mark.parametrize("lam", ["0.15", "0.3", "0.5"])
def test_the_elastic_net(lam: str) -> None:
    case = ITEMS[f"six.en@{lam},0.5"]
    exact = [float(Fraction(v)) for v in case["exact"]]
    for w in (NET(float(lam)), elastic_net(X, Y, float(lam), 0.5)):
        np.testing.assert_allclose(w, case["expected"], rtol=0, atol=1e-12)
        np.testing.assert_allclose(w, exact, rtol=0, atol=1e-12)
        assert np.count_nonzero(w) == case["nonzero"]


def test_the_elastic_nets_joins() -> None:
    np.testing.assert_allclose(NET.knots, [*at("six.en_joins"), 0], rtol=0, atol=1e-9)
    assert [j + 1 for knot in NET.events for j, _ in knot] == [4, 1, 5, 2, 3, 6]
    for place, knot in enumerate(NET.knots[:-1]):
        # Exactly zero up to the knot, and not below: one solver for all λ, and one for each, agree.
        counts = [np.count_nonzero(NET(knot * factor)) for factor in (1 + 1e-9, 1, 1 - 1e-9)]
        assert counts == [place, place, place + 1]
        alone = [np.count_nonzero(elastic_net(X, Y, knot * (1 + d), 0.5)) for d in (1e-9, -1e-9)]
        assert alone == [place, place + 1]
    assert not np.signbit(NET(NET.knots)).any(where=NET(NET.knots) == 0)


@pytest.mark.parametrize("alpha", [0.02, 0.5, 0.98])
def test_curved_paths_agree_with_other_solvers(alpha: float) -> None:
    path = fixed_alpha_path(X, Y, alpha)
    lams = np.concatenate([[0.0], path.knots, np.geomspace(1e-3, 1.1 * path.knots[0], 40)])
    found = path(lams)
    assert path(lams.reshape(1, -1, 1)).shape == (1, lams.size, 1, 6)
    for lam, w in zip(lams, found, strict=True):
        assert kkt_violation(X, Y, w, lam, alpha) <= 1e-12
        np.testing.assert_allclose(w, elastic_net(X, Y, lam, alpha), rtol=0, atol=1e-12)
    peer = ElasticNet(alpha=0.3, l1_ratio=alpha, fit_intercept=False, tol=1e-14, max_iter=10**6)
    np.testing.assert_allclose(path(0.3), peer.fit(X, Y).coef_, atol=1e-9)


def drawn(seed: int) -> tuple[Array, Array]:
    """A problem with strong correlations, so that features leave."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(9, 5)) @ rng.normal(size=(5, 5)), rng.normal(size=9)


@pytest.mark.parametrize("seed", range(12))
def test_curved_paths_on_which_features_leave(seed: int) -> None:
    design, y = drawn(seed)
    path = fixed_alpha_path(design, y, 0.9)
    for lam in (*path.knots, *np.geomspace(1e-3 * path.knots[0], path.knots[0], 60)):
        w = elastic_net(design, y, lam, 0.9)
        np.testing.assert_allclose(path(lam), w, rtol=0, atol=1e-9 * np.abs(path(0)).max())
    for lam, events in zip(path.knots, path.events, strict=True):
        for j, kind in events:
            assert path(lam)[j] == 0
            above, below = (bool(path(lam * (1 + d))[j]) for d in (1e-7, -1e-7))
            assert (above, below) == ((False, True) if kind == "joins" else (True, False))


def test_that_some_of_these_do_leave() -> None:
    paths = [fixed_alpha_path(*drawn(seed), 0.9) for seed in range(12)]
    kinds = {kind for path in paths for knot in path.events for _, kind in knot}
    assert kinds == {"joins", "leaves"}


def test_what_has_no_curved_path() -> None:
    for alpha in (0, 1):
        with pytest.raises(ValueError, match=rf"alpha must be between 0 .* and 1 .*, got {alpha}"):
            fixed_alpha_path(X, Y, alpha)
    with pytest.raises(ValueError, match="X must have linearly independent columns"):
        fixed_alpha_path(np.column_stack([X, X[:, 0]]), Y, 0.5)
    with pytest.raises(NotConverged, match="fixed alpha could not be certified"):
        fixed_alpha_path(np.eye(2), [1, 1], 0.5)
    with pytest.raises(ValueError, match="lam must be >= 0"):
        NET(-0.1)
    with pytest.raises(ValueError, match="size must be > 0"):
        lam_of_size(RIDGE, 0)
    without = fixed_alpha_path([[1.0], [-1.0]], [1.0, 1.0], 0.5)
    assert without.knots.tolist() == [0]
    assert without([0, 1]).tolist() == [[0], [0]]


def test_all_three_are_certified_wherever_the_figure_looks() -> None:
    lams = np.concatenate([np.linspace(0, 2, 101), PATH.knots, NET.knots])
    for path, alpha in ((PATH, 1.0), (RIDGE, 0.0), (NET, 0.5)):
        for lam, w in zip(lams, path(lams), strict=True):
            assert kkt_violation(X, Y, w, lam, alpha) <= 1e-12
    assert max(kkt(X, Y, w, lam) for lam, w in zip(lams, PATH(lams), strict=True)) <= 1e-12

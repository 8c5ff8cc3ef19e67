"""Properties that hold for every lasso problem, on random and on tied designs."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import duality_gap, kkt_violation, lasso, lasso_path, lasso_paths
from tests.solvers.oracles import Array, kkt
from tests.solvers.problems import problems

fast = settings(max_examples=150)


@fast
@given(problems())
def test_every_answer_is_certified(problem: tuple[Array, Array]) -> None:
    X, y = problem
    path = lasso_path(X, y)
    assert path.knots[-1] == 0.0
    assert (np.diff(path.knots) < 0).all()
    assert len(path.events) == len(path.knots) == len(path.coefs)
    assert not np.signbit(path.coefs[path.coefs == 0]).any()
    for lam in [*path.knots, *(0.3 * path.knots[1:] + 0.7 * path.knots[:-1])]:
        w = path(lam)
        assert kkt_violation(X, y, w, lam) <= 1e-10
        if lam > 0:
            assert duality_gap(X, y, w, lam) <= 1e-10


@fast
@given(problems())
def test_events_tell_which_features_change(problem: tuple[Array, Array]) -> None:
    path = lasso_path(*problem)
    nonzero = np.zeros(path.coefs.shape[1], dtype=bool)
    for above, below, events in zip(path.knots, path.knots[1:], path.events, strict=False):
        for j, what in events:
            assert nonzero[j] == (what == "leaves")
            nonzero[j] = what == "joins"
        for share in (0.25, 0.5):
            np.testing.assert_array_equal(path((1 - share) * above + share * below) != 0, nonzero)


@fast
@given(problems(), st.integers(-300, 300), st.integers(-300, 300))
def test_powers_of_two_change_no_digit(problem: tuple[Array, Array], a: int, b: int) -> None:
    X, y = problem
    path = lasso_path(X, y)
    scaled = lasso_path(np.ldexp(X, a), np.ldexp(y, b))
    np.testing.assert_array_equal(scaled.knots, np.ldexp(path.knots, a + b))
    np.testing.assert_array_equal(scaled.coefs, np.ldexp(path.coefs, b - a))
    assert scaled.events == path.events


@fast
@given(problems(), st.sampled_from([1e-100, 1e-30, 1e30, 1e100]), st.sampled_from([1e-100, 1e100]))
def test_any_scale_is_certified(problem: tuple[Array, Array], a: float, b: float) -> None:
    X, y = problem[0] * a, problem[1] * b
    path = lasso_path(X, y)
    for lam in path.knots:
        assert kkt_violation(X, y, path(lam), lam) <= 1e-10


@fast
@given(problems())
def test_signs_order_and_rotation(problem: tuple[Array, Array]) -> None:
    X, y = problem
    n, p = X.shape
    rng = np.random.default_rng(n * 100 + p)
    rotation = np.linalg.qr(rng.normal(size=(n, n)))[0]
    order, signs = rng.permutation(p), rng.choice([-1.0, 1.0], p)
    path = lasso_path(X, y)
    moved = lasso_path(rotation @ (X * signs)[:, order], rotation @ y)
    for lam in np.linspace(0, path.knots[0], 7):
        w, v = path(lam), moved(lam)
        # Copies leave w undetermined; the fit and the norm are unique.
        fit = (X * signs)[:, order] @ v
        np.testing.assert_allclose(fit, X @ w, atol=1e-8 * max(1.0, np.abs(y).max()))
        if lam > 0.01 * path.knots[0]:
            np.testing.assert_allclose(np.abs(v).sum(), np.abs(w).sum(), rtol=1e-6, atol=1e-9)


@fast
@given(problems())
def test_norm_rises_and_rss_falls_as_lam_falls(problem: tuple[Array, Array]) -> None:
    X, y = problem
    path = lasso_path(X, y)
    w = path(np.linspace(path.knots[0], 0, 25))
    size = np.abs(w).sum(axis=1)
    rss = np.sum((y - w @ X.T) ** 2, axis=1)
    assert (np.diff(size) >= -1e-9 * (1 + size.max())).all()
    assert (np.diff(rss) <= 1e-9 * (1 + float(y @ y))).all()


@fast
@given(problems(), st.floats(0, 1))
def test_one_lam_agrees_with_the_path(problem: tuple[Array, Array], share: float) -> None:
    X, y = problem
    path = lasso_path(X, y)
    lam = share * path.knots[0]
    w = lasso(X, y, lam)
    assert kkt(X, y, w, lam) <= 1e-10
    np.testing.assert_allclose(X @ w, X @ path(lam), atol=1e-9 * max(1.0, np.abs(y).max()))


@fast
@given(problems())
def test_a_solve_at_a_knot_has_the_zeros_of_the_path(problem: tuple[Array, Array]) -> None:
    X, y = problem
    path = lasso_path(X, y)
    for lam, w in zip(path.knots[:-1], path.coefs, strict=False):
        np.testing.assert_array_equal(lasso(X, y, lam) != 0, w != 0)


@fast
@given(problems())
def test_repeated_rows_are_integer_weights(problem: tuple[Array, Array]) -> None:
    X, y = problem
    times = np.arange(len(y)) % 3 + 1
    repeated = lasso_path(np.repeat(X, times, axis=0), np.repeat(y, times))
    root = np.sqrt(times)
    # n differs between the two forms; lam is per row.
    weighted = lasso_path(X * root[:, np.newaxis], y * root)
    ratio = len(y) / times.sum()
    for lam in np.linspace(0, weighted.knots[0], 5):
        fit, other = X @ weighted(lam), X @ repeated(lam * ratio)
        np.testing.assert_allclose(fit, other, atol=1e-8 * max(1.0, np.abs(y).max()))


def test_mean_number_of_active_features_is_the_degrees_of_freedom() -> None:
    # df = sum_i cov(fit_i, y_i)/sigma^2 = E #active (Zou, Hastie and Tibshirani 2007).
    rng = np.random.default_rng(0)
    n, p, draws, sigma = 40, 6, 20_000, 2.0
    X = rng.normal(size=(n, p))
    signal = X @ [3.0, -2.0, 0, 0, 0.5, 0]
    y = signal + sigma * rng.normal(size=(draws, n))
    gram = np.broadcast_to(X.T @ X / n, (draws, p, p))
    w = lasso_paths(gram, y @ X / n)(0.7)
    active = (w != 0).sum(axis=1)
    covariance = ((w @ X.T) * (y - signal)).sum(axis=1) / sigma**2
    error = np.std(active - covariance) / np.sqrt(draws)
    assert abs(np.mean(active - covariance)) < 4 * error

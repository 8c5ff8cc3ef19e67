"""Many paths at once are the same paths one by one."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import NotConverged, lasso_path, lasso_paths
from figures.solvers.lasso import batch, certify
from tests.solvers.oracles import Array

fast = settings(max_examples=80)


def moments(X: Array, y: Array) -> tuple[Array, Array]:
    """Return X'X/n and X'y/n of problems X (m, n, p), y (m, n)."""
    n = y.shape[1]
    return X.mT @ X / n, (y[:, np.newaxis] @ X)[:, 0] / n


@fast
@given(st.integers(0, 2**32 - 1), st.integers(1, 8), st.integers(1, 6), st.booleans())
def test_batch_equals_loop(seed: int, n: int, p: int, tied: bool) -> None:
    rng = np.random.default_rng(seed)
    if tied:
        X = rng.integers(-1, 2, (7, n, p)).astype(float)
        y = rng.integers(-3, 4, (7, n)).astype(float)
    else:
        X, y = rng.normal(size=(7, n, p)), rng.normal(size=(7, n))
    paths = lasso_paths(*moments(X, y))
    assert paths.knots.shape == paths.coefs.shape[:2]
    for i in range(7):
        path = lasso_path(X[i], y[i])
        lams = np.linspace(0, 1.1 * path.knots[0], 9)
        w, reference = paths(lams)[i], path(lams)
        np.testing.assert_allclose(w @ X[i].T, reference @ X[i].T, atol=1e-8)
        # With unique answers the zeros agree as well.
        if n >= p and np.linalg.matrix_rank(X[i]) == p:
            np.testing.assert_array_equal(w[1:] != 0, reference[1:] != 0)
            np.testing.assert_allclose(w, reference, atol=1e-7 * (1 + np.abs(reference).max()))


def test_leading_axes_blocks_and_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(12, 20, 5)), rng.normal(size=(12, 20))
    gram, c = moments(X, y)
    flat = lasso_paths(gram, c)
    nested = lasso_paths(gram.reshape(3, 4, 5, 5), c.reshape(3, 4, 5))
    np.testing.assert_array_equal(nested.coefs.reshape(flat.coefs.shape), flat.coefs)
    lams = np.linspace(0, 1, 6).reshape(2, 3)
    assert nested(lams).shape == (3, 4, 2, 3, 5)
    assert nested(0.1).shape == (3, 4, 5)
    np.testing.assert_array_equal(nested(lams)[1, 2, 1, 0], flat(lams[1, 0])[6])
    monkeypatch.setattr(batch, "BLOCK", 1)
    monkeypatch.setattr(batch, "TEMPORARY", 1)
    np.testing.assert_allclose(lasso_paths(gram, c)(lams), flat(lams), atol=1e-14)
    alone = lasso_paths(gram[0], c[0])
    np.testing.assert_allclose(alone(lams), flat(lams)[0], atol=1e-14)


def test_zeros_are_plus_zero_and_exact() -> None:
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(50, 30, 6)), rng.normal(size=(50, 30))
    w = lasso_paths(*moments(X, y))(np.geomspace(1, 1e-3, 40))
    assert not np.signbit(w[w == 0]).any()
    assert (w[:, 0] == 0).all()


def test_scale() -> None:
    rng = np.random.default_rng(2)
    gram, c = moments(rng.normal(size=(9, 30, 6)), rng.normal(size=(9, 30)))
    paths = lasso_paths(gram, c)
    for a, b in ((2.0**300, 2.0**-300), (2.0**-300, 2.0**300)):
        scaled = lasso_paths(a * gram, b * c)
        np.testing.assert_array_equal(scaled.knots, b * paths.knots)
        np.testing.assert_array_equal(scaled.coefs, b / a * paths.coefs)


def test_nearly_singular_problems_are_solved_alone() -> None:
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(6, 30, 4)), rng.normal(size=(6, 30))
    X[3, :, 1] = X[3, :, 0] + 1e-5 * rng.normal(size=30)
    X[4, :, 2] = 0.0
    paths = lasso_paths(*moments(X, y))
    for i in range(6):
        path = lasso_path(X[i], y[i])
        lams = np.linspace(0.01, 1, 9) * path.knots[0]
        np.testing.assert_allclose(paths(lams)[i] @ X[i].T, path(lams) @ X[i].T, atol=1e-7)


def test_nothing_to_explain() -> None:
    paths = lasso_paths(np.eye(3), np.zeros(3))
    np.testing.assert_array_equal(paths([0.0, 1.0]), np.zeros((2, 3)))


def test_uncertified_paths_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "TOLERANCE", -1.0)
    monkeypatch.setattr(certify, "TOLERANCE", -1.0)
    with pytest.raises(NotConverged):
        lasso_paths(np.eye(2), np.ones(2))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((np.ones((2, 3)), [1, 1]), r"gram must have shape \(..., p, p\), got \(2, 3\)"),
        ((np.eye(2), [1, 1, 1]), r"c must have shape \(2,\) to match gram, got \(3,\)"),
        ((np.zeros((0, 2, 2)), np.zeros((0, 2))), "gram must not be empty"),
        (([[np.inf, 0], [0, 1]], [1, 1]), "gram must be finite"),
    ],
)
def test_bad_arguments_are_named(arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        lasso_paths(*arguments)


def test_bad_lam_is_named() -> None:
    with pytest.raises(ValueError, match="lam must be >= 0"):
        lasso_paths(np.eye(2), np.ones(2))(-1.0)

"""Two features in closed form, for many problems at once, against the path solver."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import NotConverged, elastic_net, planar_elastic_net
from figures.solvers.plane import planar
from tests.solvers.oracles import Array
from tests.solvers.problems import problems

fast = settings(max_examples=200)


def moments(X: Array, y: Array) -> tuple[Array, Array]:
    return X.T @ X / len(y), X.T @ y / len(y)


@fast
@given(problems(), st.sampled_from([0.0, 0.3, 1.0]), st.sampled_from([0.0, 0.1, 0.5, 1.0]))
def test_agrees_with_the_path_solver(problem: tuple[Array, Array], alpha: float, share: float) -> None:
    X, y = problem
    X = np.column_stack([X[:, 0], X[:, -1]])
    gram, c = moments(X, y)
    lam = share * float(np.abs(c).max())
    w = planar_elastic_net(gram, c, lam, alpha)
    reference = elastic_net(X, y, lam, alpha)
    np.testing.assert_allclose(X @ w, X @ reference, atol=1e-9)
    if alpha > 0 and lam > 0 and np.linalg.matrix_rank(X) == 2:
        np.testing.assert_array_equal(w == 0, reference == 0)


def test_batch_is_a_loop_over_any_leading_axes() -> None:
    rng = np.random.default_rng(0)
    rho = np.linspace(-0.99, 0.99, 7)
    gram = np.ones((7, 1, 2, 2))
    gram[:, 0, 0, 1] = gram[:, 0, 1, 0] = rho
    c, lam, alpha = rng.normal(size=(5, 2)), np.array([0.0, 0.2, 1.0]), np.array([1.0, 0.4])
    w = planar_elastic_net(
        gram[:, :, np.newaxis, np.newaxis], c[:, np.newaxis, np.newaxis], lam[:, np.newaxis], alpha
    )
    assert w.shape == (7, 5, 3, 2, 2)
    for i, j, k, m in np.ndindex(w.shape[:-1]):
        alone = planar_elastic_net(gram[i, 0], c[j], lam[k], alpha[m])
        np.testing.assert_array_equal(w[i, j, k, m], alone)


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    c, lam = rng.normal(size=(7, 11, 2)), rng.uniform(0, 1, 11)
    gram = np.array([[1.0, 0.5], [0.5, 2.0]])
    whole = planar_elastic_net(gram, c, lam)
    for block in (1, 4, 30):
        monkeypatch.setattr(planar, "BLOCK", block)
        np.testing.assert_array_equal(planar_elastic_net(gram, c, lam), whole)


def test_zeros_are_plus_zero_and_twins_are_decided() -> None:
    ones = np.ones((2, 2))
    np.testing.assert_array_equal(planar_elastic_net(ones, [1, 1], 0.25), [0.75, 0.0])
    # The longer of two proportional columns is cheaper.
    np.testing.assert_array_equal(planar_elastic_net([[1, 2], [2, 4]], [1, 2], 0.5), [0.0, 0.375])
    for w in (
        planar_elastic_net(np.eye(2), [-0.5, 0.5], 1.0),
        planar_elastic_net(np.zeros((2, 2)), [0, 0], 0.0),
    ):
        np.testing.assert_array_equal(w, [0.0, 0.0])
        assert not np.signbit(w).any()


@pytest.mark.parametrize("size", [1e-100, 1e100])
def test_scale(size: float) -> None:
    gram, c = np.array([[1.0, 0.5], [0.5, 2.0]]), np.array([1.0, -0.3])
    w = planar_elastic_net(gram, c, 0.1)
    np.testing.assert_allclose(planar_elastic_net(gram, size * c, size * 0.1), size * w)
    np.testing.assert_allclose(planar_elastic_net(size * gram, c, 0.1), w / size)


def test_uncertified_answers_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planar, "TOLERANCE", -1.0)
    with pytest.raises(NotConverged):
        planar_elastic_net(np.eye(2), [1, 1], 0.1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((np.eye(3), [1, 1], 0.1), r"gram must have shape \(..., 2, 2\), got \(3, 3\)"),
        ((np.eye(2), [1, 1, 1], 0.1), r"c must have shape \(..., 2\), got \(3,\)"),
        ((np.eye(2), [1, 1], -0.1), "lam must be >= 0"),
        ((np.eye(2), [1, 1], 0.1, 1.5), r"alpha must be in \[0, 1\], got 1.5 to 1.5"),
        (([[1, 2], [2, 1]], [1, 1], 0.1), "positive semi-definite"),
        (([[1, 0.5], [0.4, 1]], [1, 1], 0.1), "symmetric"),
        (([[1, np.nan], [0, 1]], [1, 1], 0.1), "gram must be finite"),
    ],
)
def test_bad_arguments_are_named(arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        planar_elastic_net(*arguments)

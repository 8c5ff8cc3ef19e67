"""Inputs: what is refused, with which words, and what is accepted."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from figures.solvers import (
    NotConverged,
    duality_gap,
    kkt_violation,
    lasso,
    lasso_path,
    soft_threshold,
    standardize,
)
from figures.solvers.lasso import certify
from figures.solvers.lasso.homotopy import Lines, follow

X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
y = np.array([1.0, 2.0, 2.0])


class Metres(NDArray[np.float64]):
    """Numbers with a unit, as packages for physics have them."""


SOLVERS: list[Callable[[Any, Any], Any]] = [
    lambda X, y: lasso(X, y, 0.1),
    lasso_path,
    lambda X, y: kkt_violation(X, y, np.zeros(2), 0.1),
    lambda X, y: duality_gap(X, y, np.zeros(2), 0.1),
    standardize,
]
BAD_DESIGNS: list[tuple[Any, str]] = [
    ([[1.0, np.nan], [0, 1], [2, 3]], "X must be finite, got 1 "),
    ([[1.0, -np.inf], [0, np.inf], [2, 3]], "X must be finite, got 2 "),
    ([1.0, 2.0, 3.0], r"X must be 2-D \(n, p\), got shape \(3,\)"),
    (np.zeros((2, 3, 1)), r"X must be 2-D \(n, p\), got shape \(2, 3, 1\)"),
    (np.zeros((0, 2)), r"X must not be empty, got shape \(0, 2\)"),
    (np.zeros((3, 0)), r"X must not be empty, got shape \(3, 0\)"),
    (X.astype(complex), "X must hold real numbers, got dtype complex128"),
    (X > 2, "X must hold real numbers, got dtype bool"),
    ([["a", "b"]] * 3, "X must hold real numbers, got dtype <U1"),
    ([[1.0, 2.0], [3.0]], "X must be a rectangular array"),
    (None, "X must hold real numbers, got dtype object of a NoneType: make it a dense array of floats first"),
    (np.ma.masked_equal(X, 7), "X must be a plain array, got a MaskedArray, .* fill or drop its masked"),
    ([np.ma.masked_equal(row, 7) for row in X], "X must be a plain array, got a MaskedArray"),
    ([[1, 2], (3, np.ma.masked), [5, 7]], "X must be a plain array, got a MaskedConstant"),
    (X.view(Metres), "X must be a plain array, got a Metres, whose mask or unit would be lost"),
    (csr_array(X), "X must hold real numbers, got dtype object of a csr_array: make it a dense array"),
    (np.array([[Fraction(1, 3)]] * 3), "X must hold real numbers, got dtype object of a ndarray"),
    (
        np.zeros(3, dtype=[("a", float), ("b", float)]),
        r"X must hold real numbers, got dtype \[\('a', '<f8'\)",
    ),
    (X.astype("M8[D]"), "X must hold real numbers, got dtype datetime64"),
    (X.astype("m8[D]"), "X must hold real numbers, got dtype timedelta64"),
]
BAD_RESPONSES: list[tuple[Any, str]] = [
    ([1.0, 2.0], "y must have length 3 to match X, got 2"),
    (y[:, np.newaxis], r"y must be 1-D, got shape \(3, 1\)"),
    ([1.0, np.nan, 2.0], "y must be finite"),
    (y.astype(complex), "y must hold real numbers, got dtype complex128"),
    ([True, False, True], "y must hold real numbers, got dtype bool"),
    (np.ma.masked_equal([1.0, -999.0, 2.0], -999), "y must be a plain array, got a MaskedArray"),
    (y[np.newaxis].view(np.matrix), r"y must be 1-D, got shape \(1, 3\)"),
]


@pytest.mark.parametrize("solve", SOLVERS)
@pytest.mark.parametrize(("bad", "words"), BAD_DESIGNS)
def test_a_bad_design_is_named(solve: Callable[[Any, Any], Any], bad: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        solve(bad, y)


@pytest.mark.parametrize("solve", SOLVERS)
@pytest.mark.parametrize(("bad", "words"), BAD_RESPONSES)
def test_a_bad_response_is_named(solve: Callable[[Any, Any], Any], bad: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        solve(X, bad)


@pytest.mark.parametrize(
    ("lam", "words"),
    [
        (-0.1, "lam must be >= 0, got -0.1"),
        (np.nan, "lam must be finite"),
        (np.inf, "lam must be finite"),
        ([0.1, 0.2], r"lam must be a single number, got shape \(2,\)"),
        (True, "lam must hold real numbers, got dtype bool"),
        (1j, "lam must hold real numbers, got dtype complex128"),
        ("0.1", "lam must hold real numbers, got dtype <U3"),
    ],
)
def test_a_bad_lam_is_named(lam: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        lasso(X, y, lam)


def test_a_bad_alpha_and_w_are_named() -> None:
    for alpha in (-0.1, 1.1):
        with pytest.raises(ValueError, match=rf"alpha must be a single number in \[0, 1\], got {alpha}"):
            kkt_violation(X, y, [0, 0], 0.1, alpha)
    with pytest.raises(ValueError, match="w must have length 2 to match X, got 3"):
        kkt_violation(X, y, [0, 0, 0], 0.1)


def test_a_path_refuses_lams_it_does_not_cover() -> None:
    path = lasso_path(X, y)
    with pytest.raises(ValueError, match="lam must be >= 0"):
        path(-1e-9)
    short = lasso_path(X, y, lam_min=1.0)
    assert short.knots[-1] == 1.0
    np.testing.assert_allclose(short(2.0), path(2.0), rtol=1e-14)
    with pytest.raises(ValueError, match=r"lam must be >= 1.0, where this path ends, got 0.5"):
        short([3.0, 0.5])


def test_integers_and_lists_give_the_bits_of_floats() -> None:
    whole = np.array([[1, 2, -1], [3, 4, 0], [5, 7, 2], [0, 1, 1]])
    target = [1, 2, 2, -3]
    path = lasso_path(whole.astype(float), np.array(target, dtype=float))
    alike = (
        whole,
        whole.tolist(),
        tuple(whole),
        whole.astype(np.int8),
        np.asfortranarray(whole),
        whole.view(np.matrix),
    )
    for other in alike:
        again = lasso_path(other, target)
        np.testing.assert_array_equal(again.knots, path.knots)
        np.testing.assert_array_equal(again.coefs, path.coefs)


def test_arguments_are_not_changed_and_paths_are_read_only() -> None:
    design, target = X.copy(), y.copy()
    path = lasso_path(design, target)
    np.testing.assert_array_equal(design, X)
    np.testing.assert_array_equal(target, y)
    with pytest.raises(ValueError, match="read-only"):
        path.coefs[0] = 1.0


def test_a_path_is_vectorised_over_lam_of_any_shape() -> None:
    path = lasso_path(X, y)
    lams = np.linspace(0, 1.2 * path.knots[0], 12).reshape(3, 2, 2)
    w = path(lams)
    assert w.shape == (3, 2, 2, 2)
    for index in np.ndindex(3, 2, 2):
        np.testing.assert_array_equal(w[index], path(lams[index]))
    np.testing.assert_array_equal(path(path.knots), path.coefs)


def test_numbers_beyond_float64_are_refused() -> None:
    with pytest.raises(ValueError, match="lam leaves the range of float64"):
        lasso_path(X * 1e200, y * 1e200)
    with pytest.raises(ValueError, match="lam leaves the range of float64"):
        lasso_path(X * 1e-200, y * 1e-200)
    with pytest.raises(ValueError, match="w leaves the range of float64"):
        lasso_path(X * 1e-200, y * 1e200)


def test_an_answer_without_certificate_raises_with_the_residual(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(certify, "TOLERANCE", -1.0)
    with pytest.raises(NotConverged, match="could not be certified") as caught:
        lasso_path(X, y)
    assert 0 <= caught.value.residual < 1e-14


def test_a_walk_without_end_raises() -> None:
    class Endless:
        """One feature that joins and leaves at lam = 1 for ever."""

        def lines(self) -> Lines:
            return [1.0], [0.0]

        def join(self, j: int, sign: float) -> Lines:
            return [-1.0], [-1.0]

        def leave(self, j: int, sign: float) -> Lines:
            return self.lines()

        def inverse_diagonal(self, j: int) -> float:
            return 1.0

    with pytest.raises(NotConverged, match="too many events") as caught:
        follow(Endless(), 0.0)
    assert caught.value.residual == np.inf


def test_soft_threshold() -> None:
    np.testing.assert_array_equal(soft_threshold([-3, -1, 0, 0.5, 2], 1), [-2, 0, 0, 0, 1])
    assert soft_threshold([[1.0], [-4.0]], [0.0, 1.0, 2.0]).shape == (2, 3)
    assert not np.signbit(soft_threshold([-0.5, -0.0], 1.0)).any()
    with pytest.raises(ValueError, match="lam must be >= 0"):
        soft_threshold(1.0, -1.0)
    with pytest.raises(ValueError, match="z must be finite"):
        soft_threshold(np.nan, 1.0)

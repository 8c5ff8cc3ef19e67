"""Ridge: certified at every penalty, and its zero crossings."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.data.diabetes import diabetes
from figures.solvers import (
    RIDGE,
    NotConverged,
    degrees_of_freedom,
    kkt_violation,
    lam_of_freedom,
    ridge,
    ridge_path,
    standardize,
)
from figures.solvers.ridge.crossings import sign_changes
from tests.solvers.oracles import Array, centred
from tests.solvers.problems import problems

fast = settings(max_examples=80)
X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
y = np.array([1.0, 2.0, 2.0])


@fast
@given(problems(), st.sampled_from([0.0, 1e-30, 1e-12, 1e-3, 1.0, 1e6, 1e40]))
def test_every_answer_is_certified(problem: tuple[Array, Array], lam: float) -> None:
    X, y = problem
    w = ridge(X, y, lam)
    assert kkt_violation(X, y, w, lam, alpha=0.0) <= 1e-10
    np.testing.assert_array_equal(ridge_path(X, y)(lam), w)


@fast
@given(problems(), st.sampled_from([1e-100, 1e-30, 1e100]), st.sampled_from([1e-100, 1e100]))
def test_any_scale_is_certified(problem: tuple[Array, Array], a: float, b: float) -> None:
    X, y = problem[0] * a, problem[1] * b
    for lam in (0.0, 1e-3 * a * a, a * a):
        assert kkt_violation(X, y, ridge(X, y, lam), lam, alpha=0.0) <= 1e-10


@fast
@given(problems(), st.integers(-300, 300), st.integers(-300, 300))
def test_powers_of_two_change_no_digit(problem: tuple[Array, Array], a: int, b: int) -> None:
    X, y = problem
    path, scaled = ridge_path(X, y), ridge_path(np.ldexp(X, a), np.ldexp(y, b))
    np.testing.assert_array_equal(scaled.eigenvalues, np.ldexp(path.eigenvalues, 2 * a))
    np.testing.assert_array_equal(scaled.terms, np.ldexp(path.terms, a + b))


@fast
@given(problems())
def test_at_zero_the_norm_is_least(problem: tuple[Array, Array]) -> None:
    X, y = problem
    w = ridge(X, y, 0)
    np.testing.assert_allclose(w, np.linalg.lstsq(X, y)[0], atol=1e-8 * (1 + np.abs(w).max()))


@fast
@given(problems())
def test_the_length_falls_as_lam_rises(problem: tuple[Array, Array]) -> None:
    path = ridge_path(*problem)
    size = np.linalg.norm(path(np.geomspace(1e-6, 1e6, 30)), axis=-1)
    assert (np.diff(size) <= 1e-12 * size[0]).all()


def test_agrees_with_scikit_learn_and_the_normal_equations() -> None:
    for name in ("diabetes_sk", "rnd_20x5", "rnd_12x30", "prostate_train_std97"):
        X, y = centred(name)
        n, p = X.shape
        for lam in (1e-4, 0.03, 2.0):
            w = ridge(X, y, lam)
            np.testing.assert_allclose(
                w, np.linalg.solve(X.T @ X / n + lam * np.eye(p), X.T @ y / n), rtol=1e-9, atol=1e-10
            )


def test_diabetes_zero_crossings() -> None:
    """Five of ten ridge coefficients pass through 0, in the form ||.||^2 + lam ||w||^2."""
    data = diabetes()
    scaled = standardize(data.X, data.y)
    n = len(data.y)
    design = scaled.X / np.sqrt(n)
    path = ridge_path(design, scaled.y)
    form_d = next(convention for convention in RIDGE if convention.name == "D")
    crossings = {
        name: form_d.from_house(roots, n=n, sd_y=1.0)
        for name, roots in zip(data.names, path.zero_crossings(), strict=True)
    }
    published = {
        "age": [".0826"],
        "sex": ["11.99"],
        "s1": [".812"],
        "s2": [".0321", "2.191"],
        "s3": [".00369"],
    }
    for name, roots in crossings.items():
        texts = published.get(name, [])
        assert len(roots) == len(texts)
        for root, text in zip(roots, texts, strict=True):
            digits = len(text.split(".")[1])
            assert f"{root:.{digits}f}".lstrip("0") == text
    for j, roots in enumerate(path.zero_crossings()):
        for root in roots:
            terms = np.abs(path.terms[:, j]) / (path.eigenvalues + root)
            assert abs(path(root)[j]) <= 1e-15 * terms.sum()


@fast
@given(problems())
def test_zero_crossings_are_all_sign_changes(problem: tuple[Array, Array]) -> None:
    path = ridge_path(*problem)
    lams = np.geomspace(1e-9, 1e9, 1500)
    w = path(lams)
    noise = 1e-12 * (1 / (path.eigenvalues + lams[:, np.newaxis])) @ np.abs(path.terms)
    for j, roots in enumerate(path.zero_crossings()):
        assert (np.diff(roots) > 0).all()
        assert len(roots) < max(1, len(path.eigenvalues))
        clear = np.abs(w[:, j]) > noise[:, j]
        seen, positive = lams[clear], w[clear, j] > 0
        # Between two points where the sign is clear, it differs if an odd number of roots lies there.
        between = np.diff(np.searchsorted(roots, seen))
        np.testing.assert_array_equal(between % 2 == 1, positive[1:] != positive[:-1])


def test_crossings_where_the_pencil_is_singular() -> None:
    # f vanishes at 0 only: 1/(1+t) - 2/(2+t) = -t/((1+t)(2+t)).
    assert sign_changes(np.array([2.0, 1.0]), np.array([-2.0, 1.0])).size == 0
    # f vanishes at infinity like 1/t^2: 1/(1+t) - 1/(2+t), and changes its sign nowhere.
    assert sign_changes(np.array([2.0, 1.0]), np.array([-1.0, 1.0])).size == 0
    # Both, and one root between: t (t - 3)/((1+t)(2+t)(4+t)(5+t)) in partial fractions.
    poles = np.array([5.0, 4.0, 2.0, 1.0])
    weights = np.array([p * (p + 3) / np.prod(poles[poles != p] - p) for p in poles])
    np.testing.assert_allclose(sign_changes(poles, weights), [3.0], rtol=1e-14)
    assert sign_changes(poles, np.zeros(4)).size == 0


def test_coefficients_that_are_zero_have_no_crossings() -> None:
    hadamard = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]])
    path = ridge_path(np.column_stack([hadamard, np.zeros(4)]), hadamard @ [1, 0, -2])
    assert all(roots.size == 0 for roots in path.zero_crossings())
    nothing = ridge_path(np.zeros((3, 2)), y)
    np.testing.assert_array_equal(nothing([0.0, 1.0]), np.zeros((2, 2)))
    assert all(roots.size == 0 for roots in nothing.zero_crossings())


def test_a_response_nearly_orthogonal_to_the_columns() -> None:
    design = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 0.5], [-1.0, -0.5]])
    for tiny in (0.0, 1e-13):
        target = 1e3 / 7 * np.ones(4) + tiny * design[:, 0]
        for lam in (0.0, 0.3):
            assert kkt_violation(design, target, ridge(design, target, lam), lam, alpha=0) <= 1e-10


def test_paths_are_vectorised_and_read_only() -> None:
    path = ridge_path(X, y)
    lams = np.linspace(0, 3, 12).reshape(3, 2, 2)
    assert path(lams).shape == (3, 2, 2, 2)
    np.testing.assert_allclose(path(lams)[2, 1, 0], path(lams[2, 1, 0]), rtol=1e-15)
    with pytest.raises(ValueError, match="read-only"):
        path.terms[0] = 1.0
    whole = ridge_path(X.astype(int).tolist(), [1, 2, 2])
    np.testing.assert_array_equal(whole.terms, path.terms)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="lam must be >= 0, got -1"):
        ridge(X, y, -1)
    with pytest.raises(ValueError, match="lam must be >= 0"):
        ridge_path(X, y)([1, -1])
    with pytest.raises(ValueError, match="y must have length 3 to match X, got 2"):
        ridge(X, y[:2], 1)
    with pytest.raises(ValueError, match="X must be finite"):
        ridge_path([[np.nan]], [1])
    with pytest.raises(ValueError, match="X: X'X leaves the range of float64"):
        ridge_path(X * 1e200, y)


def test_an_answer_without_certificate_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["figures.solvers.ridge.ridge"]
    monkeypatch.setattr(module, "kkt_violation", lambda *_, **__: 1e-9)
    with pytest.raises(NotConverged, match="ridge could not be certified") as caught:
        ridge(X, y, 1)
    assert caught.value.residual == 1e-9
    monkeypatch.setattr(module, "TOLERANCE", -1.0)
    with pytest.raises(NotConverged, match="ridge path could not be certified"):
        ridge_path(X, y)


@fast
@given(problems(), st.floats(1e-9, 1.0))
def test_degrees_of_freedom_are_the_trace_of_the_fit_and_lam_inverts_them(
    problem: tuple[Array, Array], share: float
) -> None:
    X, y = problem
    path = ridge_path(X, y)
    df = share * path.eigenvalues.size
    if df == 0:
        return
    lam = float(lam_of_freedom(path, df))
    assert degrees_of_freedom(path, lam) == pytest.approx(df, rel=1e-9)
    assert degrees_of_freedom(path, 0.0) == path.eigenvalues.size
    hat = X @ np.linalg.pinv(X.T @ X / len(X) + lam * np.eye(X.shape[1])) @ X.T / len(X)
    assert np.trace(hat) == pytest.approx(df, rel=1e-5)


def test_the_penalty_of_each_of_several_degrees_of_freedom() -> None:
    path = ridge_path(X, y)
    df = np.array([[2.0, 1.5], [1.0, 1e-12]])
    lam = lam_of_freedom(path, df)
    assert lam[0, 0] == 0
    assert (np.diff(lam.ravel()) > 0).all()
    np.testing.assert_allclose(degrees_of_freedom(path, lam), df, rtol=1e-12)
    for wrong in (0.0, -1.0, 2.1, np.nan):
        with pytest.raises(ValueError, match="df"):
            lam_of_freedom(path, wrong)

"""The elastic net against glmnet, scikit-learn, closed forms and its own lasso in disguise."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import ElasticNet

from figures.solvers import (
    duality_gap,
    elastic_net,
    elastic_net_path,
    kkt_violation,
    lasso,
    lasso_path,
)
from tests.solvers.oracles import Array, data, load
from tests.solvers.problems import problems

fast = settings(max_examples=100)
ALPHAS = [0.0, 0.1, 0.5, 0.95, 1.0]
GLMNET = load("glmnet")["runs"]


@pytest.mark.parametrize("name", sorted(GLMNET))
def test_glmnet(name: str) -> None:
    run: dict[str, Any] = GLMNET[name]
    X, y = data(run["dataset"])
    scale = X.std(axis=0) if run["standardize"] else np.ones(X.shape[1])
    if run["intercept"]:
        X, y = X - X.mean(axis=0), y - y.mean()
    alpha = run["alpha"][0]
    # glmnet scales y to mean square 1 first, which divides its ridge weight by that scale.
    y_scale = np.sqrt(np.mean(y**2))
    for lam, row in zip(run["lambda"], run["beta_rows"], strict=True):
        l1, l2 = lam * alpha, lam * (1 - alpha) / y_scale
        w = elastic_net(X / scale, y, l1 + l2, l1 / (l1 + l2)) / scale
        np.testing.assert_allclose(w * scale, np.array(row) * scale, atol=1e-8 * y_scale)


def test_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(30, 8)), rng.normal(size=30)
    for alpha in (0.2, 0.5, 0.9):
        peer = ElasticNet(alpha=0.1, l1_ratio=alpha, fit_intercept=False, tol=1e-14, max_iter=10**6)
        w = elastic_net(X, y, 0.1, alpha)
        np.testing.assert_allclose(w, peer.fit(X, y).coef_, atol=1e-9)
        np.testing.assert_array_equal(w == 0, peer.coef_ == 0)


def test_toy_values_of_scikit_learns_suite() -> None:
    case = next(c for c in load("sklearn_tests")["cases"] if c["name"] == "test_enet_toy")
    for lam, alpha, expected in case["alpha_l1ratio_coef"]:
        w = elastic_net(case["X"], case["y"], lam, alpha)
        np.testing.assert_allclose(w, [expected], atol=1e-5)
        closed = (2 - 3 * lam * alpha) / (2 + 3 * lam * (1 - alpha))
        np.testing.assert_allclose(w, [closed], rtol=1e-14)


def test_orthonormal_design_thresholds_then_shrinks() -> None:
    X, y = 2 * np.eye(4), 2 * np.array([3.0, -2.0, 1.0, 0.0])
    for lam, alpha in ((1.0, 0.5), (2.0, 0.9), (0.5, 0.0)):
        z = np.array([3.0, -2.0, 1.0, 0.0])
        shrunk = np.sign(z) * np.maximum(np.abs(z) - lam * alpha, 0) / (1 + lam * (1 - alpha))
        np.testing.assert_allclose(elastic_net(X, y, lam, alpha), shrunk, atol=1e-15)


@fast
@given(problems(), st.sampled_from(ALPHAS), st.floats(0, 1.2))
def test_every_answer_is_certified(problem: tuple[Array, Array], alpha: float, share: float) -> None:
    X, y = problem
    lam = share * float(np.abs(X.T @ y).max()) / len(y)
    w = elastic_net(X, y, lam, alpha)
    assert kkt_violation(X, y, w, lam, alpha) <= 1e-10
    if share * alpha > 1e-6:  # the gap says nothing where the L1 part vanishes
        assert duality_gap(X, y, w, lam, alpha) <= 1e-10


@fast
@given(
    problems(),
    st.sampled_from([0.1, 0.5, 0.95]),
    st.sampled_from([1e-100, 1e-30, 1e100]),
    st.sampled_from([1e-100, 1e100]),
)
def test_any_scale_is_certified(problem: tuple[Array, Array], alpha: float, a: float, b: float) -> None:
    # L1 and L2 weights have different units, so one lam suits both only near a = b.
    X, y = a * problem[0], b * problem[1]
    for lam in (1e-3 * a * a, 1e-3 * a * b):
        w = elastic_net(X, y, lam, alpha)
        assert kkt_violation(X, y, w, lam, alpha) <= 1e-10


@fast
@given(problems(), st.floats(0.01, 2))
def test_path_is_the_lasso_path_of_the_augmented_rows(problem: tuple[Array, Array], ridge: float) -> None:
    X, y = problem
    n, p = X.shape
    path = elastic_net_path(X, y, ridge)
    tall = np.concatenate([X, np.sqrt(n * ridge) * np.eye(p)])
    # The augmented problem has n + p rows, and so a lam of n/(n + p) times ours.
    augmented = lasso_path(tall, np.concatenate([y, np.zeros(p)]))
    for lam in np.linspace(0, path.knots[0], 7):
        np.testing.assert_allclose(path(lam), augmented(lam * n / (n + p)), atol=1e-9)
        if lam > 0:
            w = elastic_net(X, y, lam + ridge, lam / (lam + ridge))
            np.testing.assert_allclose(path(lam), w, atol=1e-9)


def test_its_ends_are_the_lasso_and_ridge() -> None:
    X, y = data("prostate_train_std97")
    np.testing.assert_array_equal(elastic_net(X, y, 0.3, 1.0), lasso(X, y, 0.3))
    gram = X.T @ X / len(y) + 0.3 * np.eye(8)
    ridge = np.linalg.solve(gram, X.T @ y / len(y))
    np.testing.assert_allclose(elastic_net(X, y, 0.3, 0.0), ridge, rtol=1e-10)


def test_twins_share_where_the_lasso_chooses() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=50)
    X, y = np.column_stack([x, x, rng.normal(size=50)]), 3 * x + 0.1 * rng.normal(size=50)
    w = elastic_net(X, y, 0.5, 0.9)
    assert w[0] == pytest.approx(w[1])
    assert w[0] > 0
    np.testing.assert_array_equal(lasso(X, y, 0.5)[1:] == 0, [True, True])


def test_bad_arguments_are_named() -> None:
    X, y = np.eye(2), np.ones(2)
    for alpha in (-0.1, 1.5, np.nan):
        with pytest.raises(ValueError, match="alpha must be"):
            elastic_net(X, y, 0.1, alpha)
    with pytest.raises(ValueError, match="lam must be >= 0, got -1"):
        elastic_net(X, y, -1, 0.5)
    with pytest.raises(ValueError, match="ridge must be >= 0, got -1"):
        elastic_net_path(X, y, -1)

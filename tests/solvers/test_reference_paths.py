"""Whole paths agree with exact rational arithmetic, R lars and scikit-learn."""

from typing import Any

import numpy as np
import pytest

from figures.solvers import lasso, lasso_path, standardize
from tests.solvers.oracles import Array, centred, data, kkt, load

EXACT = ["diabetes_sk", "diabetes_raw", "prostate_train_std97", "prostate_all"]
PEER = ["diabetes_sk", "prostate_train_std97", "rnd_20x5", "rnd_30x12_rho9", "rnd_50x8"]


def listed(events: list[dict[str, list[int]]]) -> list[tuple[tuple[int, str], ...]]:
    """Translate the oracle's events into ours."""
    return [
        tuple([(j, "joins") for j in event["enter"]] + [(j, "leaves") for j in event["leave"]])
        for event in events
    ]


@pytest.mark.parametrize("name", EXACT)
def test_knots_coefficients_and_events_match_exact_arithmetic(name: str) -> None:
    X, y = centred(name)
    exact = load("exact_paths")["sets"][name]
    path = lasso_path(X, y)
    # The oracle's lam belongs to 1/2 RSS: divide by n.
    np.testing.assert_allclose(path.knots, np.array(exact["knots"]) / len(y), rtol=1e-8, atol=1e-12)
    scale = np.abs(exact["coefs"]).max(axis=0)
    np.testing.assert_allclose(path.coefs / scale, np.array(exact["coefs"]) / scale, atol=1e-9)
    assert list(path.events) == [*listed(exact["events_0based"]), ()]


def test_diabetes_with_unit_variance_columns_has_the_published_events() -> None:
    s = standardize(*data("diabetes_raw"))
    path = lasso_path(s.X, s.y)
    # Unit-norm columns shrink X by sqrt(n), and the oracle's loss is n times ours.
    for oracle, key in (("exact_paths", "knots"), ("lars_sklearn", "lambda_half_rss")):
        sets = load(oracle)["sets"] if oracle == "exact_paths" else load(oracle)
        expected = np.array(sets["diabetes_sk"][key]) / np.sqrt(442)
        np.testing.assert_allclose(path.knots, expected, rtol=1e-8, atol=1e-10)
    order = [2, 8, 3, 6, 1, 9, 4, 7, 5, 0, 6, 6]
    what = ["joins"] * 10 + ["leaves", "joins"]
    assert list(path.events) == [((j, e),) for j, e in zip(order, what, strict=True)] + [()]
    midway = (path.knots[:-1] + path.knots[1:]) / 2
    assert (path(midway) != 0).sum(axis=1).tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 10]


@pytest.mark.parametrize("name", PEER)
def test_paths_match_scikit_learn(name: str) -> None:
    X, y = centred(name)
    peer = load("lars_sklearn")[name]
    path = lasso_path(X, y)
    np.testing.assert_allclose(path.knots, peer["alphas"], rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(path.coefs, peer["coefs"], atol=1e-8 * np.abs(peer["coefs"]).max())


R_RUNS = [name for name, run in load("lars_R")["runs"].items() if "type='lasso'" in run["command"]]


def r_data(run: dict[str, Any]) -> tuple[Array, Array]:
    """Return centred X and y of a run of R lars; the diabetes data of that package are its own."""
    if not run["dataset"].startswith("diabetes_R"):
        return centred(run["dataset"])
    table = load("data/diabetes_R")
    columns = dict(zip(table["names"], np.array(table["x"]).T, strict=True))
    # The 64 columns of its x2 are the ten, their squares and products, scaled to unit norm.
    for name in run["names"][10:]:
        first, second = (name[:-2], name[:-2]) if name.endswith("^2") else name.split(":")
        product = columns[first] * columns[second]
        product -= product.mean()
        columns[name] = product / np.linalg.norm(product)
    X = np.array([columns[name] for name in run["names"]]).T
    y = np.array(table["y"], dtype=float)
    return X - X.mean(axis=0), y - y.mean()


@pytest.mark.parametrize("name", R_RUNS)
def test_paths_match_r_lars(name: str) -> None:
    run: dict[str, Any] = load("lars_R")["runs"][name]
    X, y = r_data(run)
    norms = np.linalg.norm(X, axis=0) if "normalize=TRUE" in run["command"] else np.ones(X.shape[1])
    path = lasso_path(X / norms, y)
    lams = np.array([*run["lambda"], 0.0]) / len(y)
    # R stops a rank-deficient path by its own tolerance; compare what both have.
    k = min(len(lams), len(path.knots)) - 1
    np.testing.assert_allclose(path.knots[:k], lams[:k], rtol=1e-8, atol=1e-10 * lams[0])
    rows = np.array(run["beta_rows_original_scale"], dtype=float)[:k]
    np.testing.assert_allclose(path.coefs[:k] / norms, rows, atol=1e-8 * np.abs(rows).max())
    signed = [sign * (j + 1) for events in path.events for j, sign in signs(events)]
    actions = [action for step in run["actions_1based_signed"] for action in step]
    assert signed[: len(actions)] == actions[: len(signed)]


def signs(events: tuple[tuple[int, str], ...]) -> list[tuple[int, int]]:
    """Translate our events into R's: +1 for a feature that joins, -1 for one that leaves."""
    return [(j, 1 if what == "joins" else -1) for j, what in events]


def test_more_features_than_rows_matches_r_lars_and_keeps_at_most_n() -> None:
    X, y = centred("rnd_12x30")
    path = lasso_path(X, y)
    peer = load("lars_sklearn")["rnd_12x30"]
    np.testing.assert_allclose(path.knots, peer["alphas"], rtol=1e-8, atol=1e-10)
    assert (path.coefs != 0).sum(axis=1).max() <= 12


def test_a_path_that_changes_sign_matches_r_lars() -> None:
    case = load("issue7778_R_path")
    X, y = np.array(case["X"]), np.array(case["y"])
    path = lasso_path(X, y)
    expected = np.array(case["R_beta_columns_are_knots"]).T
    np.testing.assert_allclose(path.coefs, expected, rtol=1e-6, atol=1e-9)


def test_miniature_is_exact() -> None:
    # Correlations .4, .5, -.5 and c = (1, .7, .7): the most correlated feature is thrown out.
    gram = np.array([[1, 0.4, 0.5], [0.4, 1, -0.5], [0.5, -0.5, 1]])
    lower = np.linalg.cholesky(gram)
    X, y = np.sqrt(3) * lower.T, np.sqrt(3) * np.linalg.solve(lower, [1, 0.7, 0.7])
    path = lasso_path(X, y)
    np.testing.assert_allclose(path.knots, [1, 1 / 2, 9 / 20, 13 / 40, 13 / 140, 0], atol=1e-15)
    coefs: list[list[float]] = [
        [0, 0, 0],
        [1 / 2, 0, 0],
        [15 / 28, 1 / 28, 0],
        [0, 3 / 4, 3 / 4],
        [0, 17 / 14, 17 / 14],
        [-39 / 28, 73 / 28, 27 / 10],
    ]
    np.testing.assert_allclose(path.coefs, coefs, atol=1e-14)
    assert path.events == (
        ((0, "joins"),),
        ((1, "joins"),),
        ((2, "joins"),),
        ((0, "leaves"),),
        ((0, "joins"),),
        (),
    )


def test_orthonormal_design_is_soft_thresholding() -> None:
    X = np.sqrt(4) * np.eye(4)
    y = 2 * np.array([3.0, -2.0, 1.0, 0.0])
    for lam in (0.0, 0.5, 1.0, 2.5, 3.0):
        expected = np.array([3 - lam, -max(2 - lam, 0), max(1 - lam, 0), 0])
        np.testing.assert_allclose(lasso(X, y, lam), expected, atol=1e-15)


def test_worst_case_path_visits_every_sign_pattern() -> None:
    # Mairal and Yu (2012): (3^p + 1)/2 segments, the one beyond lam_max included.
    for p, segments in ((2, 5), (3, 14), (4, 41), (5, 122)):
        d = 16.0 ** -np.arange(p)
        X = np.triu(np.tile(2 * d, (p, 1)), 1) + np.diag(d)
        assert len(lasso_path(X, np.ones(p)).knots) == segments


def test_toy_values_of_scikit_learns_suite() -> None:
    cases = {case["name"]: case for case in load("sklearn_tests")["cases"]}
    toy = cases["test_coordinate_descent.py::test_lasso_toy"]
    for lam, expected in toy["alpha_to_coef"].items():
        np.testing.assert_allclose(lasso(toy["X"], toy["y"], float(lam)), [expected], atol=2e-8)
    jitter = next(case for name, case in cases.items() if name.startswith("test_lars_with_jitter"))
    np.testing.assert_allclose(lasso(jitter["X"], jitter["y"], 0.0), jitter["correct"], atol=1e-14)
    deficient = cases["test_rank_deficient_design"]
    for X in deficient["X"]:
        y = np.array(deficient["y"], dtype=float)
        w = lasso(X, y, deficient["alpha"])
        assert kkt(np.array(X, dtype=float), y, w, deficient["alpha"]) <= 1e-10

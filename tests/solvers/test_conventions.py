"""The lambda of every convention: real objectives, real packages, published numbers."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import ElasticNet, Lasso, Ridge

from figures.solvers import (
    ELASTIC_NET,
    LASSO,
    RIDGE,
    Convention,
    kkt_violation,
    lasso,
    response_scale,
    ridge,
)
from tests.solvers.oracles import Array, centred, data, load

BY_NAME = {kind: {c.name: c for c in table} for kind, table in (("lasso", LASSO), ("ridge", RIDGE))}
NETS = {c.name: c for c in ELASTIC_NET}
X, y = centred("rnd_20x5")
SCALES = {"n": len(y), "sd_y": response_scale(y)}


def run(code: str, **names: Any) -> Any:
    """Return the value of a convention's line of Python."""
    packages = {"np": np, "Lasso": Lasso, "Ridge": Ridge, "ElasticNet": ElasticNet}
    return eval(code, {**packages, "lasso": lasso, "ridge": ridge, "X": X, "y": y, **names})


@pytest.mark.parametrize("kind", ["lasso", "ridge"])
@pytest.mark.parametrize("name", ["A", "C", "D"])
def test_objectives_are_multiples_of_the_house_objective(kind: str, name: str) -> None:
    convention, lam = BY_NAME[kind][name], 0.37
    here = float(convention.from_house(lam, **SCALES))
    ratios = []
    for w in np.random.default_rng(1).normal(size=(20, 5)):
        penalty = np.abs(w).sum() if kind == "lasso" else 0.5 * w @ w
        house = np.sum((y - X @ w) ** 2) / (2 * len(y)) + lam * penalty
        ratios.append(run(convention.code.format(lam=here), w=w) / house)
    np.testing.assert_allclose(ratios, ratios[0], rtol=1e-14)
    loss = {"A": len(y), "C": 2, "D": 2 * len(y)}[name]
    assert ratios[0] == pytest.approx(loss, rel=1e-14)


@pytest.mark.parametrize(
    ("convention", "solve"),
    [
        (BY_NAME["lasso"]["scikit-learn Lasso"], lasso),
        (BY_NAME["lasso"]["B (house)"], lasso),
        (BY_NAME["ridge"]["scikit-learn Ridge"], ridge),
        (BY_NAME["ridge"]["B (house)"], ridge),
    ],
)
@pytest.mark.parametrize("lam", [0.02, 0.3])
def test_packages_give_the_house_answer(convention: Convention, solve: Any, lam: float) -> None:
    here = float(convention.from_house(lam, **SCALES))
    line = convention.code.format(lam=repr(here)).replace("fit_intercept=False", "**settings")
    tight = {"fit_intercept": False, "tol": 1e-12}
    np.testing.assert_allclose(run(line, settings=tight), solve(X, y, lam), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("alpha", [0.1, 0.5, 0.9])
def test_scikit_learn_elastic_net(alpha: float) -> None:
    convention = NETS["scikit-learn ElasticNet"]
    here, mix = convention.from_house(0.2, alpha, **{"sd_y": SCALES["sd_y"]})
    line = convention.code.format(lam=repr(here), alpha=repr(mix))
    w = run(line.replace("fit_intercept=False", "fit_intercept=False, tol=1e-14, max_iter=100000"))
    assert kkt_violation(X, y, w, 0.2, alpha) <= 1e-7


@pytest.mark.parametrize("name", list(load("glmnet")["runs"]))
def test_glmnet_numbers_are_optimal_at_the_converted_lambda(name: str) -> None:
    """112 glmnet runs: lasso, ridge and elastic net, with its standardisation of y and of X."""
    run = load("glmnet")["runs"][name]
    design, target = data(run["dataset"])
    spread = design.std(axis=0) if run["standardize"] else np.ones(design.shape[1])
    if run["intercept"]:
        design, target = design - design.mean(axis=0), target - target.mean()
    # Without an intercept glmnet does not centre y either.
    sd_y = float(np.sqrt(np.mean(target**2)))
    alpha = float(run["alpha"][0])
    for lam, row in zip(run["lambda"], run["beta_rows"], strict=True):
        house, mix = NETS["glmnet"].to_house(lam, alpha, sd_y=sd_y)
        if alpha in (0.0, 1.0):
            kind, key = ("lasso", "glmnet, alpha = 1") if alpha else ("ridge", "glmnet, alpha = 0")
            again = BY_NAME[kind][key].to_house(lam, n=len(target), sd_y=sd_y)
            assert again == pytest.approx(house, rel=1e-15)
            assert mix == alpha
        w = np.array(row, dtype=float) * spread
        # glmnet leaves coefficients of 1e-16 where the answer is 0.
        w[np.abs(w) < 1e-13 * max(np.abs(w).max(), np.abs(target).max())] = 0.0
        assert kkt_violation(design / spread, target, w, house, mix) <= 1e-10


def test_published_conversions() -> None:
    """The rows of the conventions oracle that concern these tables, from its own formulas."""
    rows = {row["row"]: row["conversion"] for row in load("conventions")["rows"]}
    n, sd = len(y), SCALES["sd_y"]
    lam_e = 3.7  # the lambda of form A
    house = BY_NAME["lasso"]["A"].to_house(lam_e, **SCALES)
    for row, target, name in (
        ("seed J=", "lamJ", "C"),
        ("sklearn Lasso", "alpha", "scikit-learn Lasso"),
        ("R glmnet standardize=FALSE", "lambda", "glmnet, alpha = 1"),
        ("R lars normalize=FALSE", "lambda", "A"),
        ("cvxpy sum_squares", "gamma", "D"),
        ("celer / skglm", "alpha", "B (house)"),
        ("statsmodels", "alpha", "B (house)"),
    ):
        text = next(conversion for key, conversion in rows.items() if key.startswith(row))
        expression = re.match(rf"{target} = ([^=]+)", text)
        assert expression is not None
        expected = eval(expression.group(1), {"lamE": lam_e, "n": n})
        assert BY_NAME["lasso"][name].from_house(house, **SCALES) == pytest.approx(expected, rel=1e-15)
    mu = 2.9  # the weight of 1/2 ||w||^2 in form A
    house = BY_NAME["ridge"]["A"].to_house(mu, **SCALES)
    for name, expected in (
        ("scikit-learn Ridge", mu),  # alpha = mu
        ("C", mu / n),  # lamJ2 = mu/n
        ("glmnet, alpha = 0", mu * sd / n),  # mu = n lambda / sd_n(y)
    ):
        assert BY_NAME["ridge"][name].from_house(house, **SCALES) == pytest.approx(expected, rel=1e-15)


@settings(max_examples=100)
@given(
    st.one_of(st.just(0.0), st.floats(1e-100, 1e6)),
    st.floats(0, 1),
    st.integers(1, 10**6),
    st.floats(1e-3, 1e3),
)
def test_there_and_back(lam: float, alpha: float, n: int, sd_y: float) -> None:
    for convention in (*LASSO, *RIDGE):
        here = convention.from_house(lam, n=n, sd_y=sd_y)
        assert convention.to_house(here, n=n, sd_y=sd_y) == pytest.approx(lam, rel=1e-14)
    for net in ELASTIC_NET:
        there = net.from_house(lam, alpha, sd_y=sd_y)
        back, mix = net.to_house(*there, sd_y=sd_y)
        assert back == pytest.approx(lam, rel=1e-12)
        assert mix == pytest.approx(alpha, rel=1e-9, abs=1e-9)


def test_tables_are_complete_and_vectorised() -> None:
    assert [len(table) for table in (LASSO, RIDGE, ELASTIC_NET)] == [6, 6, 3]
    for table in (LASSO, RIDGE):
        assert len({c.name for c in table}) == len(table)
        assert table[0].factor(n=50, sd_y=7.0) == 1.0
        assert all(c.code.count("{lam}") == 1 for c in table)
    assert all({"{lam}", "{alpha}"} <= set(re.findall(r"{\w+}", c.code)) for c in ELASTIC_NET)
    lams: Array = BY_NAME["lasso"]["D"].from_house([[0.1], [0.2]], n=[10, 20, 30], sd_y=1)
    np.testing.assert_allclose(lams, [[2, 4, 6], [4, 8, 12]], rtol=1e-15)


def test_bad_input_is_named() -> None:
    convention = LASSO[1]
    with pytest.raises(ValueError, match="lam must be >= 0, got -1"):
        convention.to_house(-1, n=3, sd_y=1)
    with pytest.raises(ValueError, match="n must be > 0, got 0"):
        convention.from_house(1, n=0, sd_y=1)
    with pytest.raises(ValueError, match="sd_y must be > 0, got 0"):
        convention.from_house(1, n=3, sd_y=0)
    with pytest.raises(ValueError, match=r"sd_y must be a single number, got shape \(2,\)"):
        ELASTIC_NET[2].to_house(1, 0.5, sd_y=[1, 2])
    with pytest.raises(ValueError, match="alpha must be a single number"):
        ELASTIC_NET[2].to_house(1, 1.5, sd_y=1)
    with pytest.raises(ValueError, match="y must be 1-D and not constant"):
        response_scale([2, 2, 2])

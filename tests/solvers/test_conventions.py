"""The lambda of every convention: real objectives, real packages, published numbers."""

import itertools
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.solvers import (
    ELASTIC_NET,
    LASSO,
    OTHERS,
    PAPER,
    PYTHON,
    RIDGE,
    Convention,
    ElasticNetConvention,
    kkt_violation,
    response_scale,
    standardize,
)
from tests.packages import answer, house_net
from tests.solvers.oracles import Array, centred, data, load

BY_NAME = {kind: {c.name: c for c in table} for kind, table in (("lasso", LASSO), ("ridge", RIDGE))}
NETS = {c.name: c for c in ELASTIC_NET}
X = standardize(*data("rnd_20x5")).X
y = centred("rnd_20x5")[1]
SCALES = {"n": len(y), "sd_y": response_scale(y)}


def fill(code: str, **numbers: float) -> str:
    """Return a convention's line of code with numbers in it."""
    for name, value in numbers.items():
        code = code.replace(f"{{{name}}}", repr(value))
    return code


def line(convention: Convention | ElasticNetConvention, lam: float, alpha: float) -> str:
    """Return a convention's line of code for a house lambda and alpha."""
    if isinstance(convention, Convention):
        return fill(convention.code, lam=float(convention.from_house(lam, **SCALES)))
    first, second = convention.from_house(lam, alpha, **SCALES)
    if convention.in_two_weights:
        return fill(convention.code, l1=first, l2=second)
    return fill(convention.code, lam=first, alpha=second)


@pytest.mark.parametrize(("table", "alpha"), [(LASSO, 1.0), (RIDGE, 0.0), (ELASTIC_NET, 0.3)])
def test_objectives_are_multiples_of_the_house_objective(table: Any, alpha: float) -> None:
    lam = 0.37
    for convention in table:
        code = line(convention, lam, alpha)
        if not code.startswith("np."):
            continue
        ratios = []
        for w in np.random.default_rng(1).normal(size=(20, 5)):
            penalty = alpha * np.abs(w).sum() + (1 - alpha) / 2 * w @ w
            house = np.sum((y - X @ w) ** 2) / (2 * len(y)) + lam * penalty
            ratios.append(eval(code, {"np": np, "X": X, "y": y, "n": len(y), "w": w}) / house)
        np.testing.assert_allclose(ratios, ratios[0], rtol=1e-14)
        loss = {"A": len(y), "B": 1, "C": 2, "D": 2 * len(y)}[convention.name[0]]
        assert ratios[0] == pytest.approx(loss, rel=1e-14)


SOLVED = [
    pytest.param(convention, alpha, id=f"{kind}-{convention.name}")
    for kind, table, alpha in (("lasso", LASSO, 1.0), ("ridge", RIDGE, 0.0), ("net", ELASTIC_NET, 0.3))
    for convention in table
    if not convention.code.startswith("np.")
]
NEAR = {"SGDRegressor": 3e-3, "mse_loss": 1e-3, "L1": 1e-3, "xgb": 1e-5}
"""How near those come that go downhill in steps, or count in single precision; relative to the largest."""


@pytest.mark.parametrize("lam", [0.15, 0.3])
@pytest.mark.parametrize(("convention", "alpha"), SOLVED)
def test_a_line_of_code_gives_the_house_answer(
    convention: Convention | ElasticNetConvention, alpha: float, lam: float
) -> None:
    code = line(convention, lam, alpha)
    expected = house_net(X, y, lam, alpha)
    assert kkt_violation(X, y, expected, lam, alpha) <= 1e-9
    near = max([1e-7, *(value for name, value in NEAR.items() if name in code)])
    size = np.abs(expected).max()
    np.testing.assert_allclose(answer(code, X, y), expected, atol=near * size, rtol=0)
    # Nobody could tell, if twice or half the numbers gave as much.
    for other in (2.0, 0.5):
        assert np.abs(house_net(X, y, other * lam, alpha) - expected).max() > 5 * near * size


@pytest.mark.parametrize(
    ("name", "run"),
    [("lars", "diabetes_raw_lasso_norm"), ("lars, normalize = FALSE", "diabetes_raw_lasso_raw")],
)
def test_lars_of_r_at_its_lambda_solves_the_house_problem(name: str, run: str) -> None:
    """R's own knots: by default its columns have length 1, so its lambda is not n times the house's."""
    recorded = load("lars_R")["runs"][run]
    design, target = data(recorded["dataset"])
    design, target = design - design.mean(axis=0), target - target.mean()
    # By default the length does not matter, so it may be the house's; without it X is as it came.
    spread = design.std(axis=0) if name == "lars" else np.ones(design.shape[1])
    convention = BY_NAME["lasso"][name]
    for lam, row in zip(recorded["lambda"], recorded["beta_rows_original_scale"], strict=False):
        house = float(convention.to_house(lam, n=len(target), sd_y=1.0))
        w = np.array(row, dtype=float) * spread
        assert kkt_violation(design / spread, target, w, house) <= 1e-8
    largest = np.abs((design / spread).T @ target).max() / len(target)
    assert convention.from_house(largest, n=len(target), sd_y=1.0) == pytest.approx(recorded["lambda"][0])


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
        house, mix = NETS["glmnet"].to_house(lam, alpha, n=len(target), sd_y=sd_y)
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
        ("R lars normalize=FALSE", "lambda", "lars, normalize = FALSE"),
        ("cvxpy sum_squares", "gamma", "D"),
        ("cvxpy sum_squares", "gamma", "cvxpy"),
        ("celer / skglm", "alpha", "B (house)"),
        ("statsmodels", "alpha", "statsmodels"),
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
        there = net.from_house(lam, alpha, n=n, sd_y=sd_y)
        back, mix = net.to_house(*there, n=n, sd_y=sd_y)
        assert back == pytest.approx(lam, rel=1e-12)
        # Two weights of zero tell no share.
        if lam or not net.in_two_weights:
            assert mix == pytest.approx(alpha, rel=1e-9, abs=1e-9)


def test_tables_are_complete_and_vectorised() -> None:
    assert [len(table) for table in (LASSO, RIDGE, ELASTIC_NET)] == [16, 12, 14]
    for table in (LASSO, RIDGE, ELASTIC_NET):
        assert len({c.name for c in table}) == len(table)
        # In the order of their groups, each together.
        assert [group for group, _ in itertools.groupby(c.group for c in table)] == [PAPER, PYTHON, OTHERS]
    for simple in (LASSO, RIDGE):
        assert simple[0].factor.at(n=50, sd_y=7.0) == 1.0
        assert all(c.code.count("{lam}") == 1 for c in simple)
    for net in ELASTIC_NET:
        taken = ["{l1}", "{l2}"] if net.in_two_weights else ["{alpha}", "{lam}"]
        assert sorted(re.findall(r"{\w+}", net.code)) == taken
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
        NETS["glmnet"].to_house(1, 0.5, n=3, sd_y=[1, 2])
    with pytest.raises(ValueError, match="n must be > 0, got 0"):
        NETS["cvxpy"].to_house(1, 0.5, n=0, sd_y=1)
    with pytest.raises(ValueError, match="alpha must be a single number"):
        NETS["glmnet"].to_house(1, 1.5, n=3, sd_y=1)
    with pytest.raises(ValueError, match="y must be 1-D and not constant"):
        response_scale([2, 2, 2])

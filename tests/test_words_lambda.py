"""What the page on λ says about packages, computed: with the packages, or by the rules that they document."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn import datasets, linear_model
from statsmodels.regression.linear_model import OLS

from figures.data.diabetes import diabetes
from figures.solvers import kkt_violation, lasso, lasso_path, ridge, soft_threshold, standardize
from tests.conftest import ROOT
from tests.packages import adamw, descend, ftrl
from tests.solvers.oracles import load

DATA = standardize(diabetes().X, diabetes().y)
X, Y, N = DATA.X, DATA.y, len(DATA.y)
PAGE = (ROOT / "docs" / "lambda.md").read_text("utf-8")
WORDS = " ".join(PAGE.split())


def test_the_threshold_of_the_mean_of_squared_errors_is_half_of_lambda() -> None:
    """J = (1/n) sum (y - x w)^2 + λ|w| is least at S(z, λ/(2 s^2)): its slopes on both sides say so."""
    for scale in (1.0, 0.6, 2.5):
        x, lam = scale * X[:, 2], 40.0 * scale
        s2 = np.mean(x**2)
        z = np.mean(x * Y) / s2
        w = float(soft_threshold(z, lam / (2 * s2)))
        assert w > 0
        assert -2 * np.mean(x * (Y - x * w)) + lam == pytest.approx(0, abs=1e-9)
        # On the edge of the zone zero is least, a little outside it is not.
        for size, inside in ((0.999, False), (1.001, True)):
            edge = size * 2 * s2 * abs(z)
            assert (abs(2 * np.mean(x * Y)) <= edge) == inside
    assert "**λ/2**" in WORDS
    assert r"$\lambda/(2s^2)$" in WORDS


def test_adamw_ends_at_one_over_its_decay() -> None:
    w = adamw(X, Y, 2.0)
    np.testing.assert_allclose(np.abs(w), 0.5, atol=1e-3)
    assert "a constant learning rate and `weight_decay=2`, all ten coefficients end at ½ or −½" in WORDS


def test_steps_downhill_do_not_reach_the_zeros() -> None:
    exact, stepped = lasso(X, Y, 3.0), descend(X, Y, 6.0, 0.0)
    assert np.count_nonzero(exact == 0) == 3
    assert not np.any(stepped == 0)
    np.testing.assert_allclose(stepped, exact, atol=0.01)
    assert "Where the minimum has exact zeros, they give small numbers." in WORDS
    # Not a term in the loss, but a part of the step.
    assert 0 < np.count_nonzero(ftrl(X, Y, 200.0) == 0) < 10
    assert not np.any(ftrl(X, Y, 0.0) == 0)
    assert "Keras' `Ftrl` can take the L1 part out of the loss" in WORDS


def test_alpha_is_lambda_but_for_ridge_where_it_is_n_times_lambda() -> None:
    lam = 3.0
    house = lasso(X, Y, lam)
    for found in (
        linear_model.Lasso(alpha=lam, tol=1e-12, max_iter=10**6).fit(X, Y).coef_,
        linear_model.ElasticNet(alpha=lam, l1_ratio=1, tol=1e-12, max_iter=10**6).fit(X, Y).coef_,
        OLS(Y, X).fit_regularized(alpha=lam, L1_wt=1, start_params=house).params,
    ):
        np.testing.assert_allclose(found, house, atol=1e-6)
    np.testing.assert_allclose(linear_model.Ridge(alpha=N * lam).fit(X, Y).coef_, ridge(X, Y, lam), atol=1e-9)
    assert "In scikit-learn's `Lasso` and `ElasticNet` and in statsmodels it is λ" in WORDS


def test_lars_says_another_lambda_max() -> None:
    said = re.search(r"zero from λ = ([\d.]+) on; lars says ([\d.]+)\.", WORDS)
    assert said is not None
    ours = lasso_path(X, Y).knots[0]
    assert float(said[1]) == round(ours, 2)
    of_r = load("lars_R")["runs"]["diabetes_raw_lasso_norm"]["lambda"][0]
    assert float(said[2]) == round(of_r, 2) == round(np.sqrt(N) * ours, 2)


def test_statsmodels_may_miss_the_minimum() -> None:
    said = re.search(r"at λ = 1 it keeps (\d+) features, and the lasso (\d+)\.", WORDS)
    assert said is not None
    found, exact = OLS(Y, X).fit_regularized(alpha=1.0, L1_wt=1).params, lasso(X, Y, 1.0)
    assert [np.count_nonzero(found), np.count_nonzero(exact)] == [int(said[1]), int(said[2])]
    assert kkt_violation(X, Y, found, 1.0) > 1e-3 > 1e-9 > kkt_violation(X, Y, exact, 1.0)
    # Begun at the minimum it stays there, so it is the way that goes wrong, not what is minimised.
    again = OLS(Y, X).fit_regularized(alpha=1.0, L1_wt=1, start_params=exact).params
    np.testing.assert_allclose(again, exact, atol=1e-9)


def test_how_many_features_stay_depends_on_the_scale_of_the_columns() -> None:
    said = re.search(
        r"keeps (\d+) features in their raw units, (\d+) with unit variance, and (\d+) with", WORDS
    )
    assert said is not None
    raw = diabetes().X
    shipped, target = datasets.load_diabetes(return_X_y=True)
    kept = [
        np.count_nonzero(linear_model.Lasso(alpha=1, max_iter=10**6, tol=1e-10).fit(design, y).coef_)
        for design, y in ((raw, diabetes().y), (X, Y), (shipped, target))
    ]
    assert kept == [int(said[place]) for place in (1, 2, 3)]


def test_the_check_runs_with_numpy_alone_and_prints_what_is_said(tmp_path: Path) -> None:
    ((program, printed),) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.S)
    (tmp_path / "diabetes.csv").write_bytes((ROOT / "figures" / "data" / "diabetes.csv").read_bytes())
    run = [sys.executable, "-I", "-c", program]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == printed

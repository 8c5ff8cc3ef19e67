"""Bias and variance: of one weight in closed form, of ridge by simulation, and of the lasso by definition."""

from typing import Any

import numpy as np
import pytest

from figures.data.truths import TRUTHS, fixed_rows
from figures.solvers import lasso, noisy_paths, ridge, ridge_tradeoff
from tests.solvers.oracles import load

RNG = np.random.default_rng(8)
X = RNG.normal(size=(30, 4)) @ np.triu(np.ones((4, 4)))
TRUTH = np.array([1.0, 0, -0.5, 0])
NOISES = RNG.normal(size=(400, 30))
GRAM, LAMS = X.T @ X / 30, np.array([0.05, 0.3, 1.0])


def test_the_lasso_is_off_by_what_its_answers_are_off_by() -> None:
    found = noisy_paths(X, TRUTH, NOISES).at(LAMS)
    for at, lam in enumerate(LAMS):
        w = np.array([lasso(X, X @ TRUTH + noise, lam) for noise in NOISES])
        losses = np.einsum("mi,ij,mj->m", w - TRUTH, GRAM, w - TRUTH)
        spread = np.trace(np.cov(w.T, ddof=1) @ GRAM)
        assert found.error[at] == pytest.approx(losses.mean())
        assert found.variance[at] == pytest.approx(spread)
        assert found.bias2[at] == pytest.approx(losses.mean() - spread)
        assert found.se[at] == pytest.approx(losses.std(ddof=1) / 20)


def test_ridge_is_what_its_answers_are_on_average() -> None:
    found = ridge_tradeoff(X, TRUTH, 1.0, LAMS)
    for at, lam in enumerate(LAMS):
        exact = ridge(X, X @ TRUTH, lam) - TRUTH
        assert found.bias2[at] == pytest.approx(exact @ GRAM @ exact)
        w = np.array([ridge(X, X @ TRUTH + noise, lam) for noise in NOISES])
        losses = np.einsum("mi,ij,mj->m", w - TRUTH, GRAM, w - TRUTH)
        assert abs(found.error[at] - losses.mean()) < 4 * losses.std() / 20
    # Least squares: noise² p/n, and no bias.
    least = ridge_tradeoff(X, TRUTH, 2.0, [0.0])
    assert (least.bias2[0], least.variance[0]) == pytest.approx((0.0, 4.0 * 4 / 30))


def test_the_oracle_has_the_same_numbers() -> None:
    """The lasso's with the same seed, ridge's in closed form."""
    (item,) = [one for one in load("lessons_7_9")["items"] if one["id"] == "bias_variance sparse"]
    rng = np.random.default_rng(141)
    rows = fixed_rows(rng)
    truth = TRUTHS["sparse"].scaled(1.0, rows.T @ rows / 100)
    noisy = noisy_paths(rows, truth, rng.normal(size=(2000, 100)))
    known = item["expected"]["lasso"]
    lam = np.geomspace(3, 0.003, 61)[31]
    found = noisy.at([lam])
    assert lam == pytest.approx(known["lam"], abs=1e-9)
    assert found.bias2[0] == pytest.approx(known["bias2"], abs=1e-9)
    assert found.variance[0] == pytest.approx(known["variance"], abs=1e-9)
    assert found.se[0] == pytest.approx(known["se"], abs=1e-7)
    known = item["expected"]["ridge"]
    exact = ridge_tradeoff(rows, truth, 1.0, [known["lam"]])
    assert (exact.bias2[0], exact.variance[0]) == pytest.approx((known["bias2"], known["variance"]), abs=1e-8)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: noisy_paths(X, TRUTH, np.ones((3, 5))), r"noises must have shape \(m, 30\)"),
        (lambda: noisy_paths(X, TRUTH, NOISES).at(1.0), r"lam must have shape \(l,\)"),
        (lambda: ridge_tradeoff(X, TRUTH, 1.0, 1.0), r"lam must have shape \(l,\)"),
        (lambda: ridge_tradeoff(X[:, [0, 0]], [1.0, 1.0], 1.0, [1.0]), "linearly independent columns"),
        (lambda: ridge_tradeoff(X, TRUTH, -1.0, [1.0]), "noise must be >= 0"),
    ],
)
def test_bad_arguments_are_named(call: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()

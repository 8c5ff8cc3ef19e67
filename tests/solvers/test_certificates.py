"""The judges: kkt_violation and duality_gap on answers known to be right or wrong."""

import numpy as np
import pytest

from figures.solvers import duality_gap, kkt_violation, lasso
from tests.solvers.oracles import kkt, objective

rng = np.random.default_rng(0)
X, y = rng.normal(size=(30, 6)), rng.normal(size=30)
LAM_MAX = float(np.abs(X.T @ y).max()) / 30


def test_violation_is_relative_to_lam_max() -> None:
    assert kkt_violation(X, y, np.zeros(6), 0.0) == pytest.approx(1.0)
    assert kkt_violation(X, y, np.zeros(6), 0.25 * LAM_MAX) == pytest.approx(0.75)
    assert kkt_violation(X, y, np.zeros(6), LAM_MAX) == pytest.approx(0.0, abs=1e-15)


def test_violation_agrees_with_a_plain_loop() -> None:
    for _ in range(20):
        w = rng.normal(size=6) * rng.integers(0, 2, 6)
        lam = float(rng.uniform(0, LAM_MAX))
        assert kkt_violation(X, y, w, lam) == pytest.approx(kkt(X, y, w, lam))


def test_gap_bounds_the_excess() -> None:
    lam = 0.3 * LAM_MAX
    best = objective(X, y, lasso(X, y, lam), lam)
    for size in (1e-6, 1e-3, 1.0):
        w = lasso(X, y, lam) + size * rng.normal(size=6)
        excess = (objective(X, y, w, lam) - best) / (0.5 * float(y @ y) / 30)
        assert 0 < excess <= duality_gap(X, y, w, lam) * (1 + 1e-9)


def test_elastic_net_certificates_are_those_of_the_augmented_lasso() -> None:
    lam, alpha = 0.3 * LAM_MAX, 0.4
    rows = np.sqrt(30 * lam * (1 - alpha)) * np.eye(6)
    tall, long = np.vstack([X, rows]), np.concatenate([y, np.zeros(6)])
    # 36 rows: the augmented 1/(2n) is 30/36 of ours.
    w = lasso(tall, long, lam * alpha * 30 / 36)
    assert kkt_violation(X, y, w, lam, alpha) <= 1e-14
    assert duality_gap(X, y, w, lam, alpha) <= 1e-14
    wrong = w + 0.01
    assert kkt_violation(X, y, wrong, lam, alpha) == pytest.approx(
        kkt_violation(tall, long, wrong, lam * alpha * 30 / 36), rel=1e-9
    )
    assert duality_gap(X, y, wrong, lam, alpha) == pytest.approx(
        duality_gap(tall, long, wrong, lam * alpha * 30 / 36), rel=1e-9
    )


@pytest.mark.parametrize("a", [1e-100, 1.0, 1e100])
@pytest.mark.parametrize("b", [1e-100, 1.0, 1e100])
def test_certificates_have_no_unit(a: float, b: float) -> None:
    w, lam = rng.normal(size=6), 0.1
    for judge in (kkt_violation, duality_gap):
        assert judge(a * X, b * y, b / a * w, a * b * lam) == pytest.approx(judge(X, y, w, lam))


def test_nothing_to_explain() -> None:
    assert kkt_violation(X, np.zeros(30), np.zeros(6), 0.1) == 0.0
    assert kkt_violation(X, np.zeros(30), np.ones(6), 0.1) == np.inf
    assert duality_gap(X, np.zeros(30), np.zeros(6), 0.1) == 0.0
    assert duality_gap(X, np.zeros(30), np.ones(6), 0.1) == np.inf
    assert kkt_violation([[1.0], [1.0]], [1.0, -1.0], [0.0], 0.0) == 0.0

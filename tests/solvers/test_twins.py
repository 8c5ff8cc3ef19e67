"""How long a twin is alone, and where partners come in, against laws and roots computed elsewhere."""

from typing import Any

import numpy as np
import pytest

from figures.solvers import (
    elastic_net,
    joining_shares,
    twin_opposite_chance,
    twin_ratio_median,
    two_feature_knots,
)
from tests.solvers.oracles import load

ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
MEDIANS = [item for name, item in ITEMS.items() if name.startswith("twins.median")]


@pytest.mark.parametrize("case", MEDIANS, ids=[case["id"] for case in MEDIANS])
def test_medians_are_those_of_the_oracle(case: dict[str, Any]) -> None:
    inputs = case["inputs"]
    found = twin_ratio_median(inputs["rho"], inputs["sigma"] / inputs["n"] ** 0.5)
    assert found == pytest.approx(case["expected"], abs=1e-9)


@pytest.mark.parametrize("rho", [0.99, 0.999])
def test_chances_of_opposite_signs_are_those_of_the_oracle(rho: float) -> None:
    assert twin_opposite_chance(rho, 0.1) == pytest.approx(
        ITEMS[f"twins.opposite@{rho}"]["expected"], abs=1e-9
    )


@pytest.mark.parametrize(("rho", "noise"), [(0.0, 0.1), (0.9, 0.3), (0.999, 0.1)])
def test_half_of_many_draws_lie_below_the_median(rho: float, noise: float) -> None:
    """The law of X'y/n itself, drawn: nothing of the derivation is used."""
    gram = np.array([[1.0, rho], [rho, 1.0]])
    c = gram.sum(axis=1) + noise * np.random.default_rng(0).multivariate_normal([0, 0], gram, 40_000)
    knots = two_feature_knots(c, rho)
    below = float((knots.lower / knots.upper <= twin_ratio_median(rho, noise)).mean())
    # Four standard errors.
    assert abs(below - 0.5) < 4 * 0.5 / 40_000**0.5


def test_a_smaller_noise_leaves_less_time_alone() -> None:
    medians = [twin_ratio_median(0.9, noise) for noise in (0.001, 0.01, 0.1)]
    assert medians == sorted(medians, reverse=True)
    # The first order in the noise, as the storyboards give it.
    assert medians[0] == pytest.approx(1 - 0.954 * 0.001 / (1.9 * 0.1**0.5), abs=1e-5)


def test_noise_has_to_be_positive() -> None:
    with pytest.raises(ValueError, match="noise"):
        twin_ratio_median(0.5, 0.0)


def test_partners_come_in_where_their_pull_meets_the_threshold() -> None:
    n, corr = 12, np.array([0.9, 0.87, 0.3])
    gram = np.array([[1.0, 0.95, 0.0], [0.95, 1.0, 0.0], [0.0, 0.0, 1.0]])
    X = np.sqrt(n) * np.eye(n, 3) @ np.linalg.cholesky(gram).T
    y = n * np.linalg.lstsq(X.T, corr, rcond=None)[0]
    found = joining_shares(X, y, lambda _: 0.35, 0.1)
    assert np.isnan(found[0])
    # The third feature is alone: it is in below α = 0.3/0.35.
    assert found[2] == pytest.approx(0.3 / 0.35, abs=1e-12)
    for j in (1, 2):
        assert elastic_net(X, y, 0.35, found[j])[j] == 0
        assert elastic_net(X, y, 0.35, found[j] - 1e-9)[j] != 0
    assert np.isnan(joining_shares(X, y, lambda _: 0.35, 0.99)).all()

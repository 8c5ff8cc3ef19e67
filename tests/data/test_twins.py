"""Twins and groups have the correlations they are told to have, whatever ρ and the noise are."""

import numpy as np
import pytest

from figures.data import groups
from figures.data.twins import ROWS, twins
from tests.solvers.oracles import load


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.999])
def test_twins_are_correlated_as_told_and_equal_in_effect(rho: float) -> None:
    X, y = twins(rho, 3)
    np.testing.assert_allclose(X.T @ X / ROWS, [[1, rho], [rho, 1]], rtol=0, atol=1e-14)
    np.testing.assert_allclose(X.sum(axis=0), 0, rtol=0, atol=1e-12)
    noise = np.random.default_rng(3).standard_normal(ROWS)
    np.testing.assert_allclose(y, X.sum(axis=1) + noise - noise.mean(), rtol=0, atol=1e-12)


def test_groups_are_those_of_the_oracle() -> None:
    known = load("lessons_5_6")["data"]["groups"]
    n, columns = groups.X.shape
    np.testing.assert_allclose(groups.X.T @ groups.X / n, groups.GRAM, rtol=0, atol=1e-13)
    np.testing.assert_allclose(groups.X.T @ groups.Y / n, [float(c) for c in known["c"]], rtol=0, atol=1e-13)
    inside = np.arange(columns)[:, None] // 3 == np.arange(columns) // 3
    expected = np.where(inside, float(known["rho"]), 0.0)
    np.fill_diagonal(expected, 1.0)
    np.testing.assert_array_equal(groups.GRAM, expected)
    np.testing.assert_allclose(groups.X.sum(axis=0), 0, rtol=0, atol=1e-12)
    assert not groups.X.flags.writeable

"""Many elastic nets at once are each what one alone is."""

import sys
from typing import Any

import numpy as np
import pytest

from figures.solvers import elastic_net, elastic_nets
from tests.solvers.oracles import Array

LAMS = np.array([0.02, 3.0, 0.5, 0.1, 1e-3])


def problems(m: int, p: int, seed: int) -> tuple[Array, Array]:
    """Designs (m, 30, p) with columns that are nearly copies of one another, and responses (m, 30)."""
    rng = np.random.default_rng(seed)
    shared = rng.normal(size=(m, 30, 1))
    X = 0.3 * rng.normal(size=(m, 30, p)) + shared * np.where(np.arange(p) % 2, 1.0, -1.0)
    return X, X @ rng.normal(size=p) + rng.normal(size=(m, 30))


def moments(X: Array, y: Array) -> tuple[Array, Array]:
    return X.mT @ X / 30, (y[:, np.newaxis] @ X)[:, 0] / 30


@pytest.mark.parametrize("alpha", [0.1, 0.5, 0.95])
def test_each_is_the_elastic_net_of_its_own_rows(alpha: float) -> None:
    X, y = problems(40, 7, 5)
    found = elastic_nets(*moments(X, y), LAMS, alpha)
    for row in range(40):
        for at, lam in enumerate(LAMS):
            alone = elastic_net(X[row], y[row], lam, alpha)
            np.testing.assert_allclose(found[row, at], alone, atol=1e-8)
            np.testing.assert_array_equal(found[row, at] == 0, alone == 0)


def test_who_cannot_be_exchanged_in_time_is_followed_along_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    X, y = problems(20, 7, 6)
    whole = elastic_nets(*moments(X, y), LAMS, 0.5)
    monkeypatch.setattr(sys.modules["figures.solvers.lasso.batch_net"], "EXCHANGES", 1)
    np.testing.assert_allclose(elastic_nets(*moments(X, y), LAMS, 0.5), whole, atol=1e-9)


def test_shapes_and_nothing_to_fit() -> None:
    X, y = problems(4, 3, 7)
    gram, c = moments(X, y)
    nested = elastic_nets(gram.reshape(2, 2, 3, 3), c.reshape(2, 2, 3), LAMS, 0.5)
    np.testing.assert_array_equal(nested.reshape(4, 5, 3), elastic_nets(gram, c, LAMS, 0.5))
    assert not elastic_nets(gram, 0 * c, LAMS, 0.5).any()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"c": np.ones(3)}, r"gram must be \(..., p, p\) and c \(..., p\), got \(2, 2\) and \(3,\)"),
        ({"lams": [0.0]}, "lams must have shape"),
        ({"alpha": 1.0}, "alpha must be between 0"),
        ({"alpha": 0.0}, "alpha must be between 0"),
    ],
)
def test_bad_arguments_are_named(change: dict[str, Any], words: str) -> None:
    arguments: dict[str, Any] = {"gram": np.eye(2), "c": np.ones(2), "lams": [1.0], "alpha": 0.5}
    with pytest.raises(ValueError, match=words):
        elastic_nets(**(arguments | change))

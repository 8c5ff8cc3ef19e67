"""Wilson's interval: published numbers, and the equation that its ends solve."""

from statistics import NormalDist

import numpy as np
import pytest

from figures.solvers import wilson
from tests.solvers.oracles import load


def test_the_published_intervals() -> None:
    oracle = load("wilson")
    for row in oracle["rows"]:
        found = wilson(row["hits"], row["trials"], oracle["level"])
        assert [round(float(end), oracle["digits"]) for end in found] == [row["lower"], row["upper"]]


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.999])
def test_both_ends_lie_z_standard_deviations_from_the_share(level: float) -> None:
    hits, trials = np.arange(41), 40
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, ends = hits / trials, wilson(hits, trials, level)
    for end in ends:
        np.testing.assert_allclose((share - end) ** 2, z**2 * end * (1 - end) / trials, rtol=1e-9, atol=1e-16)
    assert (ends.lower <= share).all()
    assert (share <= ends.upper).all()
    # Mirrored: misses are hits of the other kind.
    np.testing.assert_allclose(ends.lower, 1 - ends.upper[::-1], rtol=1e-12, atol=1e-15)


def test_the_closed_form_where_nothing_or_everything_was_counted() -> None:
    """0 to z²/(n + z²), and its mirror image."""
    z2 = NormalDist().inv_cdf(0.975) ** 2
    none, all_ = (wilson(hits, 1000, 0.95) for hits in (0, 1000))
    assert none.lower == 0
    assert none.upper == pytest.approx(z2 / (1000 + z2), rel=1e-12)
    assert all_.upper == 1
    assert all_.lower == pytest.approx(1000 / (1000 + z2), rel=1e-12)


def test_an_interval_covers_as_often_as_its_level_says() -> None:
    """Over all outcomes of 100 trials, in the mean over the chance: the coverage is the level's."""
    n, chances = 100, np.linspace(0.05, 0.95, 91)
    hits = np.arange(n + 1)
    log = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    ways = log[n] - log[hits] - log[n - hits]
    for level in (0.9, 0.95):
        low, high = wilson(hits, n, level)
        odds = np.exp(ways + np.outer(np.log(chances), hits) + np.outer(np.log(1 - chances), n - hits))
        covers = (low <= chances[:, None]) & (chances[:, None] <= high)
        assert abs((odds * covers).sum(axis=1).mean() - level) < 0.005


def test_it_broadcasts_and_refuses_what_is_no_share() -> None:
    assert wilson([[1], [2]], [10, 20, 30], 0.95).lower.shape == (2, 3)
    for hits, trials in ((-1, 10), (11, 10)):
        with pytest.raises(ValueError, match="hits must lie between 0 and trials"):
            wilson(hits, trials, 0.95)
    with pytest.raises(ValueError, match="trials must be > 0"):
        wilson(0, 0, 0.95)
    for level in (0.0, 1.0, 95):
        with pytest.raises(ValueError, match="level must lie between 0 and 1"):
            wilson(1, 10, level)

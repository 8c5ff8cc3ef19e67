"""What is known of one weight after the data, held to oracles, to sums and to draws."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from figures.solvers import LaplacePosterior, LumpPosterior, soft_threshold
from tests.solvers.oracles import load

ITEMS = {item["id"]: item for item in load("lessons_7_9")["items"]}
LAPLACE = [item for name, item in ITEMS.items() if name.startswith("posterior")]
CASES = [(0.3, 0.5, 0.3), (-0.7, 0.5, 0.3), (0.0, 0.2, 0.1), (1.5, 0.4, 1.2), (0.4, 0.0, 0.3)]


@pytest.mark.parametrize("item", LAPLACE, ids=lambda item: item["id"])
def test_the_posterior_is_that_of_the_oracle(item: dict[str, Any]) -> None:
    known, found = item["expected"], LaplacePosterior(**item["inputs"])
    assert float(soft_threshold(found.z, found.lam)) == pytest.approx(known["mode"], abs=1e-15)
    told = [found.mean, found.positive, found.within(0.01), found.within(0.1), float(found.density(0))]
    names = ("mean", "prob_positive", "prob_within_001", "prob_within_01", "density_at_0")
    assert told == pytest.approx([known[name] for name in names], rel=1e-10, abs=1e-15)
    assert found.within(0.0) == known["prob_exactly_0"] == 0


@pytest.mark.parametrize(("z", "lam", "tau"), CASES)
def test_the_closed_forms_are_the_sums_of_prior_times_likelihood(z: float, lam: float, tau: float) -> None:
    """Midpoints of fine cells, with 0 and the window's ends between two of them."""
    found, cell = LaplacePosterior(z, lam, tau), 1e-4
    w = (np.arange(-120000, 120000) + 0.5) * cell
    product = np.exp(-((w - z) ** 2) / (2 * tau**2)) * np.exp(-lam * np.abs(w) / tau**2)
    product /= product.sum() * cell
    np.testing.assert_allclose(found.density(w), product, rtol=1e-6, atol=1e-12)
    assert found.mean == pytest.approx((w * product).sum() * cell, abs=1e-7)
    assert found.positive == pytest.approx(product[w > 0].sum() * cell, abs=1e-7)
    assert found.within(0.2) == pytest.approx(product[np.abs(w) < 0.2].sum() * cell, abs=1e-7)
    # The top is the lasso's answer.
    assert w[product.argmax()] == pytest.approx(float(soft_threshold(z, lam)), abs=cell)


def test_only_without_evidence_is_the_mean_zero() -> None:
    assert LaplacePosterior(0.0, 0.5, 0.3).mean == 0
    means = [LaplacePosterior(z, 0.5, 0.3).mean for z in np.linspace(0.001, 1, 50).tolist()]
    assert means[0] > 0
    assert (np.diff(means) > 0).all()


def test_a_lump_is_as_likely_as_the_oracle_says_and_as_draws_show() -> None:
    inputs, known = (ITEMS["spike and slab"][part] for part in ("inputs", "expected"))
    for z, zero in zip(inputs["z"], known["prob_zero"], strict=True):
        found = LumpPosterior(z, inputs["tau"], inputs["prior_zero"], inputs["slab_variance"] ** 0.5)
        assert found.zero == pytest.approx(zero, rel=1e-12)
        assert found.within(0.0) == found.zero
    # Draw weights from the prior, data from the weights, and keep what has z near 0.3.
    rng, n = np.random.default_rng(4), 400_000
    w = np.where(rng.random(n) < 0.3, 0.0, 0.8 * rng.normal(size=n))
    near = w[np.abs(w + 0.4 * rng.normal(size=n) - 0.3) < 0.02]
    found, error = LumpPosterior(0.3, 0.4, 0.3, 0.8), 4 * 0.5 / len(near) ** 0.5
    assert found.zero == pytest.approx((near == 0).mean(), abs=error)
    assert found.within(0.25) == pytest.approx((np.abs(near) <= 0.25).mean(), abs=error)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (lambda: LaplacePosterior(0.3, -0.5, 0.3), "lam must be"),
        (lambda: LaplacePosterior(0.3, 0.5, 0.0), "tau must be > 0"),
        (lambda: LaplacePosterior(float("nan"), 0.5, 0.3), "z must be finite"),
        (lambda: LaplacePosterior(0.3, 0.5, 0.02), r"\(\|z\| \+ lam\)/tau must be <= 37, got 40"),
        (lambda: LaplacePosterior(0.3, 0.5, 0.3).within(-0.1), "reach must be"),
        (lambda: LumpPosterior(0.3, 0.3, 1.0, 1.0), "lump must lie between 0 and 1"),
        (lambda: LumpPosterior(0.3, 0.3, 0.5, 0.0), "tau and slab must be > 0"),
        (lambda: LumpPosterior([0.3, 0.4], 0.3, 0.5, 1.0), "z must be a single number"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_posterior_is_refused(of: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        of()

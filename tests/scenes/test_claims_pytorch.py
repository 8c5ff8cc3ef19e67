"""The PyTorch step: its strips show what the published listing and the lasso give."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from figures.draw.marks import Dot, Label
from figures.scenes import pytorch_step as scene
from figures.solvers import L1Place, Optimizer, lasso, optimizer_l1
from tests.conftest import ROOT
from tests.films import SCENES, film
from tests.solvers.oracles import Array, load
from tests.test_lasso_step import LAM, REAL, lasso_step, standardized, tensor, torch

SLUG = "pytorch_step"
ITEMS = {item["id"]: item for item in load("lessons_7_9")["items"]}


def drawn(kind: type[Dot | Label], key: str) -> Dot | Label:
    found = next(mark for mark in film(SLUG).frames[0].marks if mark.key == key)
    assert isinstance(found, kind)
    return found


def test_each_strip_shows_where_the_optimizer_ends() -> None:
    X, y = standardized()
    y = y - y.mean()
    exact = lasso(X, y, LAM / 2)
    ends = {
        **{(name, "own"): exact for name in scene.RATES},
        ("SGD", "plain"): exact,
        ("momentum", "plain"): lasso(X, y, LAM / 20),
        ("Adam", "plain"): np.zeros(10),
    }
    for place in scene.PLACES:
        for name in scene.RATES:
            dots = [drawn(Dot, f"{place}-{name}-{j}") for j in range(scene.P)]
            zeros = np.array([isinstance(dot, Dot) and dot.hollow for dot in dots])
            # With the penalty in the loss nothing is zero, and nothing is a lasso.
            expected = ends.get((name, place), np.ones(10))
            assert_array_equal(zeros, expected == 0)
            solved = (name, place) in ends
            assert all(bool(dot.solved) is solved for dot in dots)
            roles = ("zero", "lasso") if solved else ("quiet", "quiet")
            assert [dot.role for dot in dots] == [roles[0] if zero else roles[1] for zero in zeros]
            count = drawn(Label, f"{place}-{name}")
            assert isinstance(count, Label)
            assert count.text == f"{zeros.sum()} zeros"
            right = place == "own" or (name, place) == ("SGD", "plain")
            assert (count.lead, count.role) == (right, "zero" if right else "fg")
            which = drawn(Label, f"{place}-{name}-out")
            assert isinstance(which, Label)
            assert which.visible is right
            assert not right or which.text == "age, LDL, TCH"


@pytest.mark.parametrize("name", ["SGD", "momentum", "Adam"])
def test_the_published_listing_takes_the_steps_that_are_drawn(name: str) -> None:
    assert not REAL
    X, y = standardized()
    y, rate = y - y.mean(), scene.RATES[name]
    rule: Optimizer = "Adam" if name == "Adam" else "SGD"
    momentum = 0.9 if name == "momentum" else 0.0
    path = optimizer_l1(X, y, LAM, rule, "own", step=rate, steps=300, momentum=momentum)
    w = tensor(np.zeros(10))
    optimizer = {
        "SGD": lambda: torch.optim.SGD([w], lr=rate),
        "momentum": lambda: torch.optim.SGD([w], lr=rate, momentum=0.9),
        "Adam": lambda: torch.optim.Adam([w], lr=rate),
    }[name]()
    for row in path[1:]:
        w.grad = tensor(2 * X.T @ (X @ w - y) / len(y))
        lasso_step(optimizer, [w], LAM)
        assert_allclose(w, row, rtol=0, atol=1e-10)


def test_the_numbers_are_the_oracles() -> None:
    X, y = standardized()
    y = y - y.mean()
    expected = ITEMS["pytorch fix diabetes"]["expected"]
    path = optimizer_l1(X, y, LAM, "SGD", "own", step=0.1, steps=2000)
    counts = [np.count_nonzero(path[step]) for step in (50, 100, 200, 500)]
    assert counts == expected["nonzero_after_50_100_200_500_steps"]
    assert_allclose(path[-1], expected["w"], rtol=0, atol=1e-10)


def plane_of(item: dict[str, list[list[float]]]) -> tuple[Array, Array]:
    """Two rows whose G and c are the oracle's in the form of the mean squared error, which doubles both."""
    gram, c = np.array(item["gram"]), np.array(item["c"])
    X = np.linalg.cholesky(gram).T
    return X, np.linalg.solve(X.T, c)


def test_the_wrong_thresholds_end_where_the_oracle_says() -> None:
    momentum = ITEMS["pytorch momentum 0.9"]
    X, y = plane_of(momentum["inputs"])
    lam, rate = momentum["inputs"]["lam"], momentum["inputs"]["lr"]
    keys: dict[L1Place, str] = {"plain": "threshold_lr_lam", "own": "threshold_lr_lam_over_1_minus_mu"}
    for l1, key in keys.items():
        # Of two rows the mean squared error is ½‖y − Xw‖².
        end = optimizer_l1(X, y, lam, "SGD", l1, step=rate, steps=3000, momentum=0.9)[-1]
        assert_allclose(end, momentum["expected"][key], atol=momentum["tolerance"])
    frozen = ITEMS["pytorch adam unscaled by lam"]
    for lam, end in zip(frozen["inputs"]["lam"], frozen["expected"]["w"], strict=True):
        found = optimizer_l1(X, y, lam, "Adam", "plain", step=0.01, steps=8000)[-1]
        assert_allclose(found, end, atol=0.02 if lam < 1 else 0)


def test_the_words_tell_what_is_drawn() -> None:
    facts, told = scene.facts(), SCENES[SLUG]
    assert {facts[f"loss_{name}"] for name in ("sgd", "momentum", "adam")} == {"10"}
    assert [facts[f"plain_{name}"] for name in ("sgd", "momentum", "adam")] == ["7", "10", "0"]
    assert {facts[f"own_{name}"] for name in ("sgd", "momentum", "adam")} == {"7"}
    assert facts["zeros"] == "age, LDL, TCH"
    assert facts["zeros"] in told.alt
    assert re.findall(r"none of the ten|three(?= zeros|,)|none(?=,)|ten(?=\.)", told.alt) == [
        "none of the ten", "three", "none", "ten", "three",
    ]  # fmt: skip
    assert "lam/10" in told.caption
    X, y = standardized()
    first = 2 * np.abs(X.T @ (y - y.mean())).max() / len(y)
    assert f"lam ≥ {np.ceil(first):.0f}" in told.caption
    texts = [drawn(Label, f"{name}-plain-said") for name in scene.RATES]
    assert [label.text for label in texts if isinstance(label, Label)] == [
        f"solves lam = {LAM:g}", f"solves lam = {LAM / 10:g}", f"solves lam ≥ {np.ceil(first):.0f}",
    ]  # fmt: skip


def test_in_batches_the_zeros_flicker() -> None:
    """Of the three zeros some are missing in most steps, though each step's zeros are exact."""
    counts, facts = np.count_nonzero(scene.batches(""), axis=1), scene.facts()
    X, _ = standardized()
    assert counts.size == scene.LAST * (len(X) // scene.BATCH)
    assert (facts["batch_least"], facts["batch_most"]) == (str(counts.min()), str(counts.max()))
    assert 7 < counts.min() < counts.mean() < counts.max() == 10
    assert facts["batch_mean"] == f"{counts.mean():.1f}"
    assert facts["batch_right"] == "0 %"


def test_momentum_calms_the_zeros_of_batches() -> None:
    X, y = standardized()
    exact, facts = lasso(X, y - y.mean(), LAM / 2), scene.facts()
    assert (facts["batch_least_99"], facts["batch_most_99"]) == ("7", "8")
    share = np.mean([((w == 0) == (exact == 0)).all() for w in scene.batches("_99")])
    assert facts["batch_right_99"] == f"{100 * share:.0f} %"
    assert 0.6 < share < 0.8
    assert all(((w == 0) == (exact == 0)).all() for w in scene.batches("_999"))
    assert facts["batch_right_999"] == "100 %"
    # It is momentum that does it: without, the rate of the same reach leaves more.
    for _, kept, rate, _ in (scene.BATCHES[run] for run in ("_99", "_999", "_adam")):
        assert rate / (1 - kept) == pytest.approx(0.1)


@pytest.mark.parametrize("run", ["_adam", "_falling"])
def test_neither_adam_nor_falling_steps_calm_them(run: str) -> None:
    X, y = standardized()
    exact, facts = lasso(X, y - y.mean(), LAM / 2), scene.facts()
    kept, right = scene.batches(run) != 0, exact != 0
    assert facts[f"batch_mean{run}"] == f"{kept.sum(axis=1).mean():.1f}"
    assert kept.sum(axis=1).mean() > 8.5
    assert (kept == right).all(axis=1).mean() < 0.02


def test_a_clip_of_the_norm_bites_below_what_the_kept_weights_weigh() -> None:
    X, y = standardized()
    y, w = y - y.mean(), lasso(X, y - y.mean(), LAM / 2)
    slopes = 2 * X.T @ (X @ w - y) / len(y)
    assert np.linalg.norm(slopes[w != 0]) == pytest.approx(LAM * 7**0.5)
    assert "the root of the number of weights kept, here 10.6." in " ".join(
        (ROOT / "docs" / "lessons" / "pytorch.md").read_text("utf-8").split()
    )
    assert f"{LAM * 7**0.5:.1f}" == "10.6"
    assert np.linalg.norm(slopes) >= LAM * 7**0.5


def test_with_momentum_the_step_has_to_be_shorter_than_the_loss_alone_allows() -> None:
    """Near 2(1 + μ)/L one weight of many may circle; below 2/L none was seen to."""
    rng, circling = np.random.default_rng(1), {0.9: 0, 0.5: 0}
    for share in circling:
        for _ in range(8):
            X = rng.standard_normal((40, 6)) @ rng.standard_normal((6, 6))
            X = (X - X.mean(axis=0)) / X.std(axis=0)
            y = X @ (rng.standard_normal(6) * (rng.random(6) < 0.6)) + rng.standard_normal(40)
            curvature = 2 * np.linalg.eigvalsh(X.T @ X / 40)[-1]
            step = share * 2 * (1 + 0.9) / curvature
            late = optimizer_l1(X, y - y.mean(), 0.5, "SGD", "own", step=step, steps=6000, momentum=0.9)[-50:]
            circling[share] += bool(np.ptp(late, axis=0).max() > 1e-6)
    assert circling[0.5] == 0 < circling[0.9]

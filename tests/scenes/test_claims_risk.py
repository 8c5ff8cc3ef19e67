"""What the figures of risk say is computed here from the simulations, and held against the oracle."""

from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

from figures.data.truths import TRUTHS
from figures.draw.risks import REACH
from figures.examples.compared import DATA_SETS, FOLDS, ROWS, compared
from figures.scenes import bias_variance, risk_table
from figures.scenes.risk_table import KINDS, SIGNALS
from figures.solvers import compare_methods
from tests.films import film
from tests.solvers.oracles import load

RISK, PARTS = "risk_table", "bias_variance"
ORACLE = {one["id"]: one for one in load("lessons_7_9")["items"]}
NAMES = {"ols": "ols", "ridge": "ridge", "lasso": "lasso", "elastic net": "enet", "relaxed": "relaxed"}
STATES = tuple(product(KINDS, SIGNALS))


def marks(slug: str, **state: Any) -> dict[str, Any]:
    shown = film(slug)
    return {mark.key: mark for mark in shown.frames[shown.at(state)].marks}


@pytest.mark.parametrize("kind", KINDS)
def test_risks_are_the_oracle_s(kind: str) -> None:
    found = compared(kind, "1")
    for method, name in NAMES.items():
        known = ORACLE["risk_table"]["expected"][f"{kind}|1.0"][name]
        assert found.risk(method) == pytest.approx((known["mean"], known["se"]), abs=1e-9)
        assert found.difference(method) == pytest.approx((known["minus_lasso"], known["se_diff"]), abs=1e-9)


def test_truths_have_the_signal_and_the_correlation_that_they_are_called_by() -> None:
    known = {"sparse": 3, "dense": 20, "grouped": 10}
    for kind, snr in STATES:
        truth = TRUTHS[kind]
        beta = truth.scaled(float(snr))
        assert beta @ truth.covariance @ beta == pytest.approx(float(snr))
        assert np.count_nonzero(beta) == known[kind]
        assert KINDS[kind] == ("all 20" if kind == "dense" else f"{known[kind]} of 20")
    blocks = TRUTHS["grouped"].covariance
    assert (blocks[0, 4], blocks[0, 5], blocks[5, 6]) == (0.9, 0.0, 0.9)
    assert np.flatnonzero(TRUTHS["sparse"].beta).tolist() == [0, 7, 14]


@pytest.mark.parametrize(("kind", "snr"), STATES)
def test_the_claim_is_true_at_every_stop_beyond_its_interval(kind: str, snr: str) -> None:
    """Sparse: the lasso errs less than ridge. Dense or grouped: ridge errs least of all."""
    found = compared(kind, snr)
    mean, error = found.difference("ridge")
    assert (mean - REACH * error > 0) if kind == "sparse" else (mean + REACH * error < 0)
    least = min(found.losses, key=lambda method: found.risk(method)[0])
    assert (least == "ridge") == (kind != "sparse")
    drawn = marks(RISK, snr=snr)
    winner, loser = ("lasso", "ridge") if kind == "sparse" else ("ridge", "lasso")
    assert (drawn[f"{kind}-wins"].text, drawn[f"{kind}-wins"].role) == (f"{winner} beats {loser}", winner)
    assert drawn[f"{kind}-by"].text == f"by {abs(mean):.3f} ± {1.96 * error:.3f}"
    shorter, longer = (drawn[f"{kind}-{name}"].points[1][0] for name in (winner, loser))
    assert shorter < longer


def test_with_a_tenth_of_the_signal_ridge_is_ahead_in_the_sparse_setting_too() -> None:
    """Of whose sign a reader of the three strengths would be sure."""
    truth, rng = TRUTHS["sparse"], np.random.default_rng([14, 99])
    mean, error = compare_methods(
        truth.scaled(0.1), truth.covariance, 1.0, ROWS, FOLDS, DATA_SETS, rng
    ).difference("ridge")
    assert -0.02 < mean < -REACH * error
    mean, error = compared("dense", "1").difference("ols")
    assert -0.03 < mean < -REACH * error


@pytest.mark.parametrize(("kind", "snr"), STATES)
def test_bars_are_as_long_as_their_words(kind: str, snr: str) -> None:
    found, drawn = compared(kind, snr), marks(RISK, snr=snr)
    for method in ("ridge", "elastic net", "lasso", "relaxed"):
        (mean, error), bar = found.risk(method), drawn[f"{kind}-{method}"]
        assert {x for x, _ in bar.points} == {0.0, mean}
        assert drawn[f"{kind}-{method}-words"].text == f"{method} {mean:.3f}"
        interval = drawn[f"{kind}-{method}-interval"]
        assert (interval.x1, interval.x2) == pytest.approx(
            (mean - 1.96 * error, mean + 1.96 * error), abs=1e-6
        )
        assert bar.role == {"lasso": "lasso", "ridge": "ridge"}.get(method, bar.role)
        assert len(bar.solved) == (0 if method == "relaxed" else 250)
    assert drawn[f"{kind}-ols"].x1 == found.risk("ols")[0]
    none = np.mean(np.sum(found.w["lasso"] == 0, axis=1))
    truth = {"sparse": 17, "dense": 0, "grouped": 10}[kind]
    assert drawn[f"zeros-{kind}-words"].text == f"{kind}: {none:.1f}, truth {truth}"
    assert max(x for x, _ in drawn[f"zeros-{kind}"].points) == pytest.approx(none)
    assert drawn[f"zeros-{kind}"].role == "zero"
    assert drawn["none"].text == "ridge: none"
    assert not (found.w["ridge"] == 0).any()
    assert drawn["snr"].text == f"SNR {snr}, lasso:"


def test_what_the_words_of_the_risks_say() -> None:
    told = risk_table.facts()
    assert [told[f"sparse_{name}"] for name in ("ridge", "elastic_net", "lasso", "relaxed")] == [
        "0.184", "0.118", "0.102", "0.074",
    ]  # fmt: skip
    names = ("ridge", "elastic_net", "lasso")
    assert [told[f"dense_{name}"] for name in names] == ["0.210", "0.257", "0.266"]
    assert [told[f"grouped_{name}"] for name in names] == ["0.055", "0.068", "0.079"]
    assert told["theory"] == "0.253"
    # Near 0.25 in all; no better than least squares; the net lies in between, and the relaxed lasso is best.
    for kind, snr in STATES:
        assert 0.245 < compared(kind, snr).risk("ols")[0] < 0.265
    mean, error = compared("dense", "1").difference("ols")
    assert mean + REACH * error < 0
    for snr in SIGNALS:
        grouped = compared("grouped", snr)
        assert grouped.risk("ridge")[0] < grouped.risk("elastic net")[0] < grouped.risk("lasso")[0]
    sparse = compared("sparse", "1")
    assert min(sparse.losses, key=lambda method: sparse.risk(method)[0]) == "relaxed"
    # The elastic net's list is longer, and it keeps more of each true group.
    groups = {
        method: compared("grouped", "1").w[method][:, :10].reshape(250, 2, 5)
        for method in ("lasso", "elastic net")
    }
    kept = {method: np.count_nonzero(w, axis=2).mean(axis=0) for method, w in groups.items()}
    assert (kept["elastic net"] > kept["lasso"] + 0.5).all()
    told_kept = [told[f"group_{name}"] for name in ("lasso", "elastic_net")]
    assert told_kept == [f"{kept[method].mean():.1f}" for method in groups]
    for kind in KINDS:
        assert float(told[f"{kind}_elastic_net_kept"]) >= float(told[f"{kind}_lasso_kept"])


def test_both_stories_end_in_their_pose() -> None:
    for slug in (RISK, PARTS):
        scene = film(slug).scene
        assert dict(scene.pose[0]) == scene.states()[-1]


@pytest.mark.parametrize("kind", bias_variance.KINDS)
def test_more_lambda_is_more_bias_and_less_variance_and_the_best_lies_between(kind: str) -> None:
    every = np.geomspace(*bias_variance.END, 200)
    for name, found in bias_variance.tradeoffs(kind, every).items():
        assert (np.diff(found.bias2) > 0).all()
        assert (np.diff(found.variance) < 0).all()
        tried = bias_variance.TRIED[name]
        errors = bias_variance.tradeoffs(kind, tried)[name].error
        assert int(errors.argmin()) == bias_variance.BEST[kind][name]
        best = tried[errors.argmin()]
        assert every[0] < best < every[-1]
        assert errors.min() < found.error[[0, -1]].min()
        assert best in bias_variance.STOPS


@pytest.mark.parametrize(("lam", "truth"), [*product(bias_variance.STOPS, bias_variance.KINDS)])
def test_parts_are_drawn_as_they_are(lam: float, truth: str) -> None:
    drawn, grid = marks(PARTS, lam=lam, truth=truth), bias_variance.GRID
    for name, found in bias_variance.tradeoffs(truth, np.array([lam])).items():
        bias2, variance, error = (float(part[0]) for part in (found.bias2, found.variance, found.error))
        assert drawn[f"{name}-bias-now"].text == f"bias² {bias2:.3f}"
        assert drawn[f"{name}-variance-now"].text == f"variance {variance:.3f}"
        assert drawn[f"{name}-title"].text == f"{name}, λ = {lam:.2g}: error {error:.3f}"
        line = drawn[f"{name}-now"]
        assert (line.x1, line.y1, line.y2) == (lam, 0, min(error, bias_variance.TOP))
        whole = bias_variance.tradeoffs(truth, grid)[name]
        areas = {part: drawn[f"{name}-{part}"].points for part in ("bias", "variance")}
        for row, at in enumerate(grid.tolist()):
            assert areas["bias"][row] == (at, min(max(whole.bias2[row], 0), bias_variance.TOP))
            assert areas["variance"][row] == (at, min(whole.error[row], bias_variance.TOP))
            # The areas touch: what variance stands on is bias².
            assert areas["variance"][-1 - row] == areas["bias"][row]
        (piece,) = drawn[f"{name}-error"].pieces
        for (a, _), (b, _) in pairwise(piece):
            assert a < b
        best = bias_variance.tradeoffs(truth, np.array([bias_variance.AT[truth][name]]))[name]
        assert drawn[f"{name}-best"].y == float(best.error[0])
        assert drawn[f"{name}-best-name"].text == f"best {float(best.error[0]):.3f}"


def test_what_the_words_of_the_parts_say() -> None:
    told = bias_variance.facts()
    known = ORACLE["bias_variance sparse"]["expected"]
    for name in ("lasso", "ridge"):
        assert float(told[f"sparse_{name}_error"]) == pytest.approx(known[name]["mse"], abs=6e-4)
        assert float(told[f"sparse_{name}_bias"]) == pytest.approx(known[name]["bias2"], abs=6e-4)
        assert float(told[f"sparse_{name}_variance"]) == pytest.approx(known[name]["variance"], abs=6e-4)
        assert float(told[f"sparse_{name}_lam"]) == pytest.approx(known[name]["lam"], rel=0.02)
    assert told["ols"] == f"{known['ols']:g}" == f"{20 / 100:g}"
    assert float(told["sparse_zeros"]) == pytest.approx(20 - known["lasso"]["nonzero"], abs=0.06)
    errors = [told[f"{kind}_{name}_error"] for kind in bias_variance.KINDS for name in ("lasso", "ridge")]
    assert errors == ["0.086", "0.152", "0.197", "0.163"]
    for kind in bias_variance.KINDS:
        assert float(told[f"{kind}_lasso_se"]) <= 0.002

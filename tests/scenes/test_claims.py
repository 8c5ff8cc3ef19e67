"""What the prose says is computed here, or filled in from what is."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import sklearn

from figures.scenes.diabetes_path import EXAMPLE, HDL, NAMES, PATH, SCENE, facts
from figures.scenes.soft_threshold import EVIDENCE
from figures.solvers import lasso, soft_threshold
from tests.conftest import ROOT
from tests.solvers.oracles import load

LESSONS = sorted((ROOT / "docs" / "lessons").glob("*.md"))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_check_it_snippet_prints_what_the_page_says(lesson: Path, tmp_path: Path) -> None:
    text = lesson.read_text("utf-8").partition("## Check it")[2]
    snippet, printed = re.findall(r"```python\n(.*?)```\s+```text\n(.*?)```", text, re.S)[0]
    for data in (ROOT / "figures" / "data").glob("*.csv"):
        (tmp_path / data.name).write_bytes(data.read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", snippet], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == printed


def test_the_twelve_events_are_the_published_ones() -> None:
    exact = load("exact_paths")["sets"]["diabetes_sk"]
    ours = [event for events in PATH.events for event in events]
    expected = [
        (j, kind)
        for event in exact["events_0based"]
        for kind, key in (("joins", "enter"), ("leaves", "leave"))
        for j in event[key]
    ]
    assert ours == expected
    assert len(ours) == 12
    np.testing.assert_allclose(PATH.knots[:-1], np.array(exact["knots"][:-1]) / np.sqrt(442), rtol=1e-8)


def test_the_facts_quoted_from_the_diabetes_path() -> None:
    assert facts() == {
        "lam_max": "45.16",
        "first": "BMI",
        "second": "LTG",
        "second_knot": "42.30",
        "events": "12",
        "hdl_out": "0.1037",
        "hdl_back": "0.0624",
        "tc_ldl": "0.90",
        "hdl_tch": "−0.74",
        "tch_joins": "0.95",
        "ldl_joins": "0.26",
        "counts": "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 10",
    }


def test_hdl_turns_back_when_tch_joins_and_faster_after_ldl() -> None:
    at = {
        (NAMES[j], kind): k for k, events in enumerate(PATH.events) for j, kind in events
    }  # HDL joins twice; the later one stays in the table
    hdl = np.abs(PATH.coefs[:, HDL])
    turn, ldl, out = at["TCH", "joins"], at["LDL", "joins"], at["HDL", "leaves"]
    joined = next(k for k, events in enumerate(PATH.events) if (HDL, "joins") in events)
    assert (np.diff(hdl[joined : turn + 1]) > 0).all()
    assert (np.diff(hdl[turn : out + 1]) < 0).all()
    speed = np.abs(np.diff(PATH.coefs[:, HDL]) / np.diff(PATH.knots))
    assert speed[ldl:out].min() > speed[turn:ldl].max()
    assert PATH.coefs[out, HDL] == 0
    assert PATH.coefs[joined + 1, HDL] < 0 < PATH.coefs[-1, HDL]


def test_the_norm_never_grows_and_the_residual_never_shrinks_with_lambda() -> None:
    scaled = EXAMPLE.scaled
    lam = np.linspace(0, PATH.knots[0], 2000)
    w = PATH(lam)
    assert (np.diff(np.abs(w).sum(axis=1)) <= 1e-9).all()
    rss = ((scaled.y[:, None] - scaled.X @ w.T) ** 2).sum(axis=0)
    assert (np.diff(rss) >= -1e-6).all()


def test_the_alt_text_names_the_features_in_the_order_they_join() -> None:
    order = [NAMES[j] for events in PATH.events for j, kind in events if kind == "joins"][:10]
    assert order == ["BMI", "LTG", "BP", "HDL", "sex", "GLU", "TC", "TCH", "LDL", "age"]
    told = re.findall(rf"\b({'|'.join(NAMES)})\b", SCENE.alt)
    assert told[-10:] == order


def test_uncorrelated_features_go_their_own_way_at_the_same_speed() -> None:
    """With XᵀX/n = I the lasso is the soft threshold of each least-squares coefficient."""
    X = np.sqrt(8) * np.linalg.qr(np.random.default_rng(1).normal(size=(8, 5)))[0]
    z = np.array(EVIDENCE)
    for lam in (0.0, 0.3, 1.0, 1.5):
        np.testing.assert_allclose(lasso(X, X @ z, lam), soft_threshold(z, lam), atol=1e-12)


def test_the_proofs_page_tells_how_many_tied_designs_went_wrong() -> None:
    # A process of its own, whose arithmetic is the one that the page names, whatever the processor here.
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.degenerate"],
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_CORETYPE": "Haswell"},
        capture_output=True,
        text=True,
        check=True,
    )
    _, *kinds, total = done.stdout.splitlines()
    _, designs, ours, lars, stopped = total.split()
    told = (ROOT / "docs" / "proofs.md").read_text("utf-8")
    assert [kind.split()[-4] for kind in kinds] == ["1000"] * 10
    assert "1,000 of each of ten kinds" in told
    assert "| solver | designs with a wrong answer |" in told
    assert designs == "10000"
    assert f"| the path solver of this site | {ours} |" in told
    assert f'scikit-learn {sklearn.__version__}, `lars_path(method="lasso")` | {int(lars):,} |' in told
    assert f"of scikit-learn's that was so for {stopped}." in told
    assert ours == "0"

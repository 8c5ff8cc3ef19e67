"""What the page on correlated features says of resamples is counted here."""

import math
from functools import cache
from typing import Any

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.examples.paths import diabetes_example
from figures.solvers import Paths, lasso_paths
from tests.solvers.oracles import load
from tests.test_words_correlated import rows_below, told

KNOWN: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
EXAMPLE = diabetes_example()
NAMES, HDL = EXAMPLE.names, EXAMPLE.column("HDL")


@cache
def resampled(part: float) -> Paths:
    """The paths of 1,000 resamples, each standardized by itself, with a ridge part in the loss."""
    data = diabetes()
    rows = np.random.default_rng(0).integers(442, size=(1000, 442))
    X, y = data.X[rows], data.y[rows]
    X = X - X.mean(axis=1, keepdims=True)
    X /= X.std(axis=1, keepdims=True)
    y = y - y.mean(axis=1, keepdims=True)
    gram = np.einsum("bij,bik->bjk", X, X) / 442
    return lasso_paths(gram + part * np.eye(10), np.einsum("bij,bi->bj", X, y) / 442)


def kept(name: str, lam: float, part: float = 0.0) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return np.asarray(resampled(part)(lam)[:, EXAMPLE.column(name)] != 0)


def test_what_resamples_keep_at_lambda_3() -> None:
    known = KNOWN["boot@l1=3,ridge=0"]
    for name, share in known["expected"]["freq"].items():
        assert kept(name, 3.0).mean() == pytest.approx(share, abs=0.002)
    for name in ("BMI", "BP", "LTG"):
        assert kept(name, 3.0).all()
    tc, ldl = kept("TC", 3.0), kept("LDL", 3.0)
    one, both, neither = told(r"(\d+) % of the resamples keep exactly one of them, (\d+) % both and (\d+) %")
    assert [round(100 * float(part.mean())) for part in (tc ^ ldl, tc & ldl, ~(tc | ldl))] == [
        one,
        both,
        neither,
    ]
    assert told(r"it would be both in (\d+) %") == (round(100 * tc.mean() * ldl.mean()),)
    assert told(r"uncertain by up to ([\d.]+) points") == (round(100 * math.sqrt(0.25 / 1000), 1),)
    large = known["large_sample_40000"]
    assert told(r"40,000 give (\d+) %, (\d+) % and (\d+) %") == tuple(
        round(100 * large[key]) for key in ("exactly_one_of_TC_LDL", "TC_and_LDL", "neither")
    )
    correlation = EXAMPLE.gram[EXAMPLE.column("TC"), EXAMPLE.column("LDL")]
    assert told(r"TC and LDL, which correlate at ([\d.]+),") == (round(correlation, 2),)


def test_the_frequency_of_tc_depends_on_lambda() -> None:
    three, one = told(r"TC is kept in (\d+) % at λ = 3, in (\d+) % at \[λ = 1\]")
    assert [round(100 * kept("TC", lam).mean()) for lam in (3.0, 1.0, 10.0)] == [three, one, 0]
    assert not kept("TC", 10.0).any()


def test_what_a_ridge_part_brings_together_and_what_it_costs() -> None:
    table = rows_below("ridge part")
    assert [row[0] for row in table] == [0, 1, 3, 10]
    for part, *counts, size in table:
        one = {name: kept(name, 3.0, part) for name in NAMES}
        tc_or_ldl = one["TC"] | one["LDL"]
        found = (one["HDL"] & one["TCH"], one["TC"] & one["LDL"], ~tc_or_ldl, one["age"], one["sex"])
        # A tie in rounding may move one of a thousand.
        np.testing.assert_allclose([group.sum() for group in found], counts, atol=1)
        assert round(float(sum(group.mean() for group in one.values())), 1) == size
        known = KNOWN.get(f"boot@l1=3,ridge={part:g}")
        if known:
            large = known["large_sample_40000"]
            expected = [large[key] for key in ("HDL_and_TCH", "TC_and_LDL", "neither")]
            expected += [large["freq"]["age"], large["freq"]["sex"]]
            np.testing.assert_allclose(np.array(counts) / 1000, expected, atol=0.0632)


def test_the_signs_of_both_pairs() -> None:
    tc, ldl, tch = (EXAMPLE.column(name) for name in ("TC", "LDL", "TCH"))
    assert told(r"HDL and TCH correlate at (−[\d.]+)") == (round(EXAMPLE.gram[HDL, tch], 2),)
    assert EXAMPLE.gram[tc, ldl] > -EXAMPLE.gram[HDL, tch]
    for part in (0.0, 1.0, 3.0, 10.0):
        w = resampled(part)(3.0)
        assert (w[:, HDL] <= 0).all()
        assert (w[:, tch] >= 0).all()
        assert (w[:, tc] * w[:, ldl] >= 0).all()
    lassos, ridges = resampled(0.0)(3.0)[:, [tc, ldl]], resampled(10.0)(3.0)[:, [tc, ldl]]
    assert (lassos <= 0).all()
    assert (lassos < 0).any(axis=0).all()
    assert (ridges >= 0).all()

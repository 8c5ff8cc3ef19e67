"""What the figure of the resamples says is computed here, from the rows, and held against the oracle."""

import math
from itertools import product
from typing import Any

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.draw.marks import Label, Polygon
from figures.draw.shares import FULL, percent
from figures.scene import Frame
from figures.scenes import bootstrap_selection as scene
from figures.scenes.bootstrap_selection import RESAMPLES
from figures.solved import Regression
from figures.solvers import elastic_net_path, selection_frequencies, standardize
from tests.films import film
from tests.solvers.oracles import load

SLUG = "bootstrap_selection"
ITEMS: list[dict[str, Any]] = [one for one in load("lessons_5_6")["items"] if one["figure"] == SLUG]
SIGNS = tuple(product((-1, 0, 1), repeat=2))
ALL = tuple(product(scene.STOPS, scene.RIDGES, scene.PAIRS))


def frame(lam: float, ridge: str = "0", pair: str = "tc-ldl") -> Frame:
    shown = film(SLUG)
    return shown.frames[shown.at({"lam": lam, "ridge": ridge, "pair": pair})]


def marks(lam: float, ridge: str = "0", pair: str = "tc-ldl") -> dict[str, Any]:
    return {mark.key: mark for mark in frame(lam, ridge, pair).marks}


def height(mark: Polygon) -> float:
    ups = [y for _, y in mark.points]
    return max(ups) - min(ups)


def cells(lam: float, ridge: str = "0", pair: str = "tc-ldl") -> dict[tuple[int, int], int]:
    """On how many resamples the pair has these signs, read off how full the cells are drawn."""
    drawn = marks(lam, ridge, pair)
    return {(x, y): round(RESAMPLES * height(drawn[f"share{x}_{y}"]) / FULL) for x, y in SIGNS}


def test_a_resample_is_standardized_by_itself_and_its_problem_is_that_of_its_rows() -> None:
    """The problems that the film certifies have the moments of the rows drawn, and the ridge part."""
    table = diabetes()
    n, p = table.X.shape
    rows = np.random.default_rng(0).integers(n, size=(RESAMPLES, n))
    for ridge, row in product(("0", "3"), (0, 500, 999)):
        found = scene.resamples(float(ridge))
        paths, solved = found.paths, found.solved
        own = standardize(table.X[rows[row]], table.y[rows[row]])
        problem = solved[row].problem
        assert isinstance(problem, Regression)
        X, y = np.asarray(problem.X), np.asarray(problem.y)
        np.testing.assert_allclose(X.T @ X / len(X), own.X.T @ own.X / n + int(ridge) * np.eye(p), atol=1e-12)
        np.testing.assert_allclose(X.T @ y / len(X), own.X.T @ own.y / n, atol=1e-11)
        path = elastic_net_path(own.X, own.y, int(ridge))
        for lam in scene.STOPS:
            np.testing.assert_allclose(paths(lam)[row], path(lam), atol=1e-9)
            np.testing.assert_array_equal(paths(lam)[row] == 0, path(lam) == 0)


@pytest.mark.parametrize("item", ITEMS, ids=[one["id"] for one in ITEMS])
def test_shares_are_those_of_the_oracle_and_of_40000_resamples(item: dict[str, Any]) -> None:
    """Exactly with the seed; and no more than four standard errors from far more draws."""
    lam, ridge = item["inputs"]["l1"], str(item["inputs"]["ridge"])
    resamples = scene.resamples(float(ridge))
    neither, one, both = (count / RESAMPLES for count in resamples.counts(lam, scene.PAIRS["tc-ldl"]))
    found = {
        "TC_and_LDL": both,
        "exactly_one_of_TC_LDL": one,
        "neither": neither,
        "HDL_and_TCH": resamples.counts(lam, scene.PAIRS["hdl-tch"])[2] / RESAMPLES,
        **dict(zip(scene.NAMES, selection_frequencies(resamples.paths, lam).tolist(), strict=True)),
    }
    for known, within in ((item["expected"], None), (item["large_sample_40000"], 4.0)):
        told = {**known, **known["freq"]}
        for name, share in found.items():
            # An event that 40,000 draws hardly saw may be missing, or be there twice.
            error = math.sqrt(max(told[name] * (1 - told[name]), 1 / RESAMPLES) / RESAMPLES)
            assert abs(share - told[name]) <= (0.002 if within is None else within * error), name
    assert sum(found[name] for name in scene.NAMES) == pytest.approx(item["expected"]["mean_size"], abs=0.01)


def test_the_claim_is_true_and_stands_in_the_pose() -> None:
    neither, one, both = scene.resamples(0.0).counts(3.0, scene.PAIRS["tc-ldl"])
    assert (neither, one, both) == (399, 552, 49)
    assert scene.SCENE.claim.replace("\N{NO-BREAK SPACE}", " ") == (
        "Lasso, λ = 3: 55 % of 1,000 resamples keep only one of TC and LDL, 5 % both"
    )
    shown = film(SLUG)
    assert (
        dict(shown.scene.pose[0]) == shown.scene.states()[-1] == {"lam": 3.0, "ridge": "0", "pair": "tc-ldl"}
    )
    drawn = marks(3.0)
    assert drawn["pair-title"].text.replace("\N{NO-BREAK SPACE}", " ") == "λ = 3, lasso: one 55 %, both 5 %"
    words = {
        key: (drawn[f"who{key}"].text, drawn[f"number{key}"].text[:2]) for key in ("-1_0", "0_-1", "0_0")
    }
    assert words == {"-1_0": ("only TC", "31"), "0_-1": ("only LDL", "24"), "0_0": ("neither", "40")}
    assert drawn["who-1_-1"].text == "both"


@pytest.mark.parametrize(("lam", "ridge", "pair"), ALL)
def test_every_resample_is_in_one_cell_and_the_columns_count_the_same(
    lam: float, ridge: str, pair: str
) -> None:
    drawn, found, w = (
        marks(lam, ridge, pair),
        cells(lam, ridge, pair),
        scene.resamples(float(ridge)).of(lam, scene.PAIRS[pair]),
    )
    assert sum(found.values()) == RESAMPLES
    for (x, y), count in found.items():
        assert count == ((np.sign(w[:, 0]) == x) & (np.sign(w[:, 1]) == y)).sum()
        full, at = drawn[f"share{x}_{y}"], f"{x}_{y}"
        assert full.role == ("zero" if x == 0 or y == 0 else "lasso" if ridge == "0" else "fg")
        assert full.visible == drawn[f"who{at}"].visible == drawn[f"number{at}"].visible == (count > 0)
        assert drawn[f"number{at}"].text == percent(count, RESAMPLES)
        # From the foot of the cell, which stands where its signs are named.
        assert [np.mean([p[0] for p in full.points]), full.points[0][1]] == pytest.approx([x, y - FULL / 2])
        whole = drawn[f"cell{at}"]
        assert height(whole) == pytest.approx(FULL)
        assert (whole.role == "zero") == (x == 0 or y == 0)
    shares = selection_frequencies(scene.resamples(float(ridge)).paths, lam)
    for name, share in zip(scene.NAMES, shares.tolist(), strict=True):
        kept, gone = drawn[f"kept-{name}"], drawn[f"zero-{name}"]
        assert (height(kept), height(gone)) == pytest.approx((share, 1 - share))
        assert (drawn[f"name-{name}"].weight == "semibold") == (scene.NAMES.index(name) in scene.PAIRS[pair])
    across = {x: sum(found[x, y] for y in (-1, 0, 1)) for x in (-1, 0, 1)}
    first = scene.NAMES[scene.PAIRS[pair][0]]
    assert RESAMPLES - across[0] == round(RESAMPLES * height(drawn[f"kept-{first}"]))
    assert drawn["kept"].text == f"kept on average: {shares.sum():.1f} of 10"


def test_what_the_beats_say() -> None:
    assert cells(10.0)[0, 0] == RESAMPLES
    lasso, little, more, most = (cells(3.0, ridge) for ridge in scene.RIDGES)
    # Often one, often neither, seldom both; both are negative wherever they are kept.
    assert {at for at, count in lasso.items() if count} == {(-1, -1), (-1, 0), (0, -1), (0, 0)}
    # A little ridge drops both: either is now kept with either sign, and fewer keep any.
    assert little[0, 0] > 1.5 * lasso[0, 0]
    assert all(little[at] for at in ((-1, -1), (1, 1), (1, 0), (0, -1)))
    # More brings both back, positive.
    assert lasso[-1, -1] < more[1, 1] == 445 < most[1, 1] == 967
    assert more[-1, -1] == most[-1, -1] == 0
    sizes = [float(scene.TOLD[f"size_{ridge}"]) for ridge in scene.RIDGES]
    assert sizes == [6.5, 7.8, 8.8, 9.3]


@pytest.mark.parametrize("ridge", scene.RIDGES)
def test_at_lambda_3_no_resample_gives_tc_and_ldl_opposite_signs(ridge: str) -> None:
    found = cells(3.0, ridge)
    assert found[-1, 1] == found[1, -1] == 0


def test_hdl_and_tch_are_both_kept_by_all_with_a_little_ridge_and_oppose_each_other() -> None:
    assert cells(3.0, "1", "hdl-tch")[-1, 1] == RESAMPLES
    assert sum(cells(3.0, "0", "hdl-tch")[at] for at in ((-1, 1), (1, -1), (1, 1), (-1, -1))) == 101


def test_the_elastic_net_of_a_state_has_that_l1_weight_and_that_ridge_part() -> None:
    for lam, ridge in product(scene.STOPS, scene.RIDGES):
        text = next(one.text for one in frame(lam, ridge).readouts if one.label == "as elastic net")
        whole, alpha = (float(part.split("=")[1]) for part in text.split(","))
        assert whole * alpha == pytest.approx(lam, rel=0.06)
        assert whole * (1 - alpha) == pytest.approx(float(ridge), rel=0.06, abs=0.21)


def test_words_tell_what_is_counted() -> None:
    told = {name: text.replace("\N{NO-BREAK SPACE}", " ") for name, text in scene.TOLD.items()}
    assert (told["patients"], told["correlation"], told["standard_error"]) == ("442", "0.90", "1.6")
    assert (told["one_at_083"], told["opposite_at_03"]) == ("88 %", "40 %")
    # The standard error of a share is largest at one half.
    assert max(math.sqrt(p * (1 - p) / RESAMPLES) for p in np.linspace(0, 1, 101)) < 0.0159
    alt = scene.SCENE.alt.replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "neither is kept in 40 %",
        "neither is kept in 66 %",
        "both are in 97 %, positive",
        "6.5 of 10",
    ):
        assert words in alt


def test_a_percentage_is_0_or_100_only_of_none_and_all() -> None:
    texts = [percent(count, 1000) for count in (0, 1, 4, 5, 445, 994, 995, 999, 1000)]
    assert [text.replace("\N{NO-BREAK SPACE}%", "") for text in texts] == [
        "0", "< 1", "< 1", "1", "45", "99", "> 99", "> 99", "100",
    ]  # fmt: skip


def test_letters_of_the_table_say_both_names() -> None:
    for pair, two in scene.PAIRS.items():
        first, second = (scene.NAMES[j] for j in two)
        said = [mark.text for mark in marks(3.0, "0", pair).values() if isinstance(mark, Label)]
        for sign in "<=>":
            assert {f"{first} {sign} 0", f"{second} {sign} 0"} <= set(said)

"""What the figure of cross-validation says is held to glmnet's numbers, and computed here from the rows."""

from collections import Counter
from itertools import product
from typing import Any

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.scenes import cross_validation as scene
from figures.solvers import lasso_path, standardize
from tests.films import film
from tests.solvers.oracles import load

SLUG = "cross_validation"
RUN: dict[str, Any] = load("cv_glmnet")["diabetes_raw_a1"]
ITEMS = {item["id"]: item["expected"] for item in load("lessons_7_9")["items"] if item["figure"] == SLUG}
KNOWN = ITEMS["cv diabetes_raw"]
STATES = tuple(product(scene.STOPS, range(1, scene.SHOWN + 1)))


def marks(lam: float, folding: int = 1) -> dict[str, Any]:
    shown = film(SLUG)
    return {mark.key: mark for mark in shown.frames[shown.at({"lam": lam, "folding": folding})].marks}


def told(lam: float, folding: int = 1) -> dict[str, str]:
    shown = film(SLUG)
    frame = shown.frames[shown.at({"lam": lam, "folding": folding})]
    return {readout.key: readout.text for readout in frame.readouts}


def test_the_curve_and_what_is_picked_are_glmnets() -> None:
    at, (cvm, cvsd) = marks(scene.RULE), (np.array(RUN[name])[::-1] for name in ("cvm", "cvsd"))
    lam, error = np.array(at["error"].pieces[0]).T
    np.testing.assert_allclose(lam, RUN["lambda"][::-1], rtol=1e-12)
    np.testing.assert_allclose(error, cvm, rtol=1e-8)
    upper, lower = np.split(np.array(at["error-band"].points), 2)
    np.testing.assert_allclose(upper[:, 1], cvm + cvsd, rtol=1e-8)
    np.testing.assert_allclose(lower[::-1, 1], cvm - cvsd, rtol=1e-8)
    assert at["dot-min"].x == pytest.approx(KNOWN["lam_min"], rel=1e-12)
    assert at["dot-1se"].x == pytest.approx(KNOWN["lam_1se"], rel=1e-12)
    assert at["dot-min"].y == pytest.approx(KNOWN["cvm_min"], rel=1e-8)
    assert at["dot-1se"].y == pytest.approx(KNOWN["cvm_1se"], rel=1e-8)
    # The rule's bound: one standard error above the lowest point, and the next λ lies above it.
    bound = KNOWN["cvm_min"] + KNOWN["se_min"]
    assert at["bound"].y1 == at["bound"].y2 == at["se"].y2 == pytest.approx(bound, rel=1e-8)
    assert at["dot-1se"].y < bound < error[np.searchsorted(lam, at["dot-1se"].x * 1.01)]
    assert at["list-min-name"].text == f"lowest: {KNOWN['count_min']}"
    assert at["list-1se-name"].text == f"1-SE: {KNOWN['count_1se']}"


def test_another_folding_is_that_of_fits_to_nine_folds_one_by_one() -> None:
    """Each standardized by itself, judged on the fold left out."""
    table, folding = diabetes(), scene.OTHER
    turn, rng = np.arange(442) % 10, np.random.default_rng(15)
    fold = [rng.permutation(turn) for _ in range(folding - 1)][-1]
    lams = np.array([scene.RULE, 0.08077546642832058])
    squares = np.zeros((442, 2))
    for left in range(10):
        out = fold == left
        own = standardize(table.X[~out], table.y[~out])
        w = lasso_path(own.X, own.y)(lams) / own.x_scale
        residual = (
            table.y[out, None] - table.y[~out].mean() - (table.X[out] - table.X[~out].mean(axis=0)) @ w.T
        )
        squares[out] = residual**2
    sizes = np.bincount(fold) / 442
    errors = np.array([squares[fold == left].mean(axis=0) for left in range(10)])
    se = np.sqrt(sizes @ (errors - squares.mean(axis=0)) ** 2 / 9)
    at = marks(scene.RULE, folding)
    assert [at["cursor"].y1, at["cursor"].y2] == pytest.approx(
        [squares.mean(axis=0)[0] - se[0], squares.mean(axis=0)[0] + se[0]], rel=1e-9
    )
    assert (at["dot-min"].x, at["dot-min"].y) == pytest.approx((lams[1], squares.mean(axis=0)[1]), rel=1e-9)
    # "Now it is lowest at 0.081, with nine."
    assert at["list-min-name"].text == "lowest: 9"


def test_the_rules_list_is_shorter_in_every_folding() -> None:
    """Yet it is no part of the longer one where that is taken at the λ at which HDL is back at zero."""
    known, foldings = ITEMS["cv random folds diabetes"], scene.FOLDINGS
    for row, name in enumerate(("count_min", "count_1se")):
        found = Counter(map(str, foldings.counts[row].tolist()))
        assert found.keys() == known[name].keys()
        assert all(abs(found[count] - times) <= 10 for count, times in known[name].items())
    assert (foldings.counts[0] > foldings.counts[1]).all()
    kept = scene.EXAMPLE.path(foldings.lams) != 0
    lost = (kept[1] & ~kept[0]).any(axis=1)
    assert film(SLUG).facts["lost"] == str(lost.sum()) == "44"
    assert not kept[0][lost][:, scene.NAMES.index("HDL")].any()
    for folding in range(1, scene.SHOWN + 1):
        at = marks(scene.RULE, folding)
        lowest, rule = (int(at[f"list-{key}-name"].text.split()[-1]) for key in ("min", "1se"))
        assert lowest > rule
        assert (at["list-min"].x1, at["list-1se"].x1) == (at["dot-min"].x, at["dot-1se"].x)
    low, _, high = known["lam_min_q05_q50_q95"]
    assert np.quantile(foldings.lams[0], (0.05, 0.95)) == pytest.approx((low, high), rel=1e-6)


def test_sticks_count_where_200_foldings_pick() -> None:
    at = marks(scene.RULE)
    for row, (key, words) in enumerate({"lowest": "7–10 kept", "rule": "4–6 kept"}.items()):
        counts = Counter(scene.FOLDINGS.lams[row].tolist())
        drawn = {foot[0]: (top[1] - foot[1]) / 18 for foot, top in at[key].pieces}
        assert drawn == pytest.approx(dict(counts))
        assert sum(counts.values()) == scene.ALL == 200
        assert at[f"{key}-kept"].text == words


@pytest.mark.parametrize("folding", [1, scene.OTHER])
def test_a_feature_is_purple_where_its_coefficient_is_exactly_zero(folding: int) -> None:
    for lam in scene.STOPS:
        at, w = marks(lam, folding), scene.EXAMPLE.path(lam)
        for name, coefficient in zip(scene.NAMES, w, strict=True):
            role = "lasso" if coefficient else "zero"
            dot = at[f"now-{name}"]
            assert (dot.role, at[f"name-{name}"].role, dot.hollow) == (role, role, coefficient == 0)
            # And the dot stands on a bar of that kind.
            bars = [
                mark for key, mark in at.items() if key.rsplit("-", 1)[0] in (f"kept-{name}", f"zero-{name}")
            ]
            under = {bar.role for bar in bars if bar.visible and bar.x1 < lam < bar.x2}
            assert under == {role} or (not under and lam in (scene.STOPS[0], scene.STOPS[-1]))
            assert {bar.y1 for bar in bars if bar.visible} == {dot.y}
        assert at["list-title"].text == f"λ = {lam:.3g}: {np.count_nonzero(w)} of 10 kept"


def test_words_tell_what_is_computed() -> None:
    shown = film(SLUG)
    expected = {
        "patients": "442", "folds": "10", "foldings": "200", "none": "5,927", "end": "2,984",
        "shorter": "200", "lam_lowest": "0.83", "error_lowest": "2,977", "se_lowest": "211",
        "kept_lowest": "8", "from_lowest": "0.029", "to_lowest": "1.3", "out_lowest": "LDL, age",
        "least_lowest": "7", "most_lowest": "10", "lowest_7": "100", "lowest_10": "20", "lam_rule": "7.7",
        "error_rule": "3,181", "kept_rule": "4", "list_rule": "BMI, LTG, BP, HDL", "least_rule": "4",
        "most_rule": "6", "rule_4": "135", "rule_5": "64", "rule_6": "1",
    }  # fmt: skip
    assert {name: shown.facts[name] for name in expected} == expected
    prostate = ITEMS["cv prostate_train_std97"]
    assert shown.facts["prostate_lowest"] == str(prostate["count_min"])
    assert shown.facts["prostate_rule"] == str(prostate["count_1se"])
    first = scene.FIRST
    # "As features enter, the error falls": at each λ of the grid down to the lowest.
    lowest = int(np.argmin(first.mean))
    assert (np.diff(first.mean[: lowest + 1]) < 0).all()
    # "Flat near 2,980 up to lambda 2".
    assert np.abs(first.mean[first.lams < 2] - 2980).max() < 20
    assert told(scene.STOPS[-1])["error ± se"].startswith(f"{round(KNOWN['cvm_null']):,} ± ")
    said = " ".join((shown.scene.alt, *(beat.sentence for beat in shown.scene.story)))
    for number in ("5,927", "0.83", "7.7", "0.081", "7 to 10", "4 to 6"):
        assert number in said
    assert dict(shown.scene.pose[-1]) == shown.scene.states()[-1]

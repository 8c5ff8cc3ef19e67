"""What the figures of refits and of false features say is computed here another way, and held to oracles."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from figures.draw.recovery import bricks
from figures.film.film import Film
from figures.scenes import bias_and_refit, true_and_false
from figures.solvers import lasso_path, standardize
from tests.films import film
from tests.solvers.oracles import load

REFIT, FALSE = "bias_and_refit", "true_and_false"
ITEMS: dict[str, Any] = {item["id"]: item["expected"] for item in load("lessons_7_9")["items"]}
KNOWN = {"strong": ITEMS["refit sparse strong"], "weak": ITEMS["refit dense weak"]}


def marks(slug: str, **state: Any) -> dict[str, Any]:
    """The marks of a state that is made of stops, by their keys."""
    shown = film(slug)
    return {mark.key: mark for mark in shown.frames[shown.at(state)].marks}


def told(slug: str, **state: Any) -> dict[str, str]:
    """The readouts of a state."""
    shown = film(slug)
    return {readout.key: readout.text for readout in shown.frames[shown.at(state)].readouts}


def words(shown: Film) -> str:
    """All that is said of a figure, without its marks."""
    scene = shown.scene
    return " ".join((scene.claim, scene.alt, scene.notes, *(beat.sentence for beat in scene.story)))


# --- bias and refit ------------------------------------------------------------------------------


def simulated(effects: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """X, y, the true effects and C, drawn as the oracle says."""
    places = np.arange(20)
    C = 0.3 ** np.abs(places[:, None] - places)
    beta = np.where(np.isin(places, (0, 5, 10)), 2.0, 0.0) if effects == "strong" else 0.15 * (-1.0) ** places
    rng = np.random.default_rng(70)
    X = rng.normal(size=(400, 100, 20)) @ np.linalg.cholesky(C).T
    return X, X @ beta + rng.normal(size=(400, 100)), beta, C


@pytest.mark.parametrize("effects", KNOWN)
def test_the_errors_drawn_are_those_of_the_oracle(effects: str) -> None:
    at, known = marks(REFIT, lam=bias_and_refit.OWN[effects], effects=effects), KNOWN[effects]
    lasso, refit = (known[f"{name}_best"] for name in ("lasso", "refit"))
    assert at["now-lasso"].x == at["best-lasso"].x == lasso["lam"]
    assert at["now-lasso"].y == pytest.approx(lasso["risk"], abs=1e-9)
    assert at["best-lasso"].y == pytest.approx(lasso["risk"], abs=1e-9)
    assert at["best-refit"].y == pytest.approx(refit["risk"], abs=1e-9)
    worse, _ = known["refit_minus_lasso_at_lasso_best"]
    assert at["now-refit"].y - at["now-lasso"].y == pytest.approx(worse, abs=1e-9)
    # The curve's lowest points are those marked; the band is 1.96 standard errors to either side.
    for name, best in (("lasso", lasso), ("refit", refit)):
        points = np.array(at[f"error-{name}"].pieces[0])
        assert points[:, 1].min() == pytest.approx(best["risk"], abs=1e-9)
        upper, lower = np.split(np.array(at[f"error-{name}-band"].points), 2)
        row = int(np.argmin(np.abs(points[:, 0] - best.get("lam", 2))))
        np.testing.assert_allclose((upper + lower[::-1]) / 2, points, atol=1e-12)
        if "se" in best:
            assert upper[row, 1] - points[row, 1] == pytest.approx(1.959964 * best["se"], abs=1e-6)
    if effects == "strong":
        assert at["best-refit"].x == refit["lam"]


@pytest.mark.parametrize("effects", KNOWN)
def test_the_means_drawn_are_those_of_paths_followed_one_by_one(effects: str) -> None:
    X, y, beta, C = simulated(effects)
    lam, sums, count, errors = bias_and_refit.SOON, np.zeros(2), 0, []
    for design, response in zip(X, y, strict=True):
        w = lasso_path(design, response)(lam)
        kept, again = w != 0, np.zeros(20)
        again[kept] = np.linalg.lstsq(design[:, kept], response, rcond=None)[0]
        true = kept & (beta != 0)
        sums += [(coefs * np.sign(beta))[true].sum() for coefs in (w, again)]
        count += int(np.count_nonzero(true))
        errors.append([(coefs - beta) @ C @ (coefs - beta) for coefs in (w, again)])
    at, size = marks(REFIT, lam=lam, effects=effects), bias_and_refit.SIZE[effects]
    for row, name in enumerate(("lasso", "refit")):
        assert size * at[f"mean-{name}"].y == pytest.approx(sums[row] / count, abs=1e-9)
        assert at[f"mean-{name}-name"].text == f"{name} {sums[row] / count:.2f}"
        assert at[f"now-{name}"].y == pytest.approx(np.mean(errors, axis=0)[row], abs=1e-9)
    if effects == "strong":
        survivors = KNOWN[effects]["survivors_at_lam_0_31309"]
        assert sums / count == pytest.approx([survivors["lasso"], survivors["refit"]], abs=1e-8)
        # "The lasso keeps all".
        assert count == 1200
    else:
        assert count > 100


def test_refitting_pays_for_strong_effects_and_costs_for_weak_ones() -> None:
    """Each at its own best λ, by more than four standard errors; and the pose shows it."""
    shown = film(REFIT)
    for effects, sign in (("strong", -1), ("weak", 1)):
        both = bias_and_refit.found(effects)
        (a, _), (b, _) = both.best
        paired = both.errors([b])[1] - both.errors([a])[0]
        error = paired.std(ddof=1) / np.sqrt(len(paired))
        assert sign * paired.mean() > 4 * error
        at = marks(REFIT, **shown.scene.pose[("strong", "weak").index(effects)])
        assert sign * (at["best-refit"].y - at["best-lasso"].y) > 0
        assert (at["error-lasso"].role, at["error-refit"].role) == ("lasso", "ols")
        assert (at["best-lasso-name"].role, at["best-refit-name"].role) == ("lasso", "ols")
        if effects == "strong":
            known = KNOWN[effects]["paired_best_minus_best"]
            assert [paired.mean(), error] == pytest.approx(known, abs=1e-8)
    assert dict(shown.scene.pose[-1]) == shown.scene.states()[-1]


def test_no_refit_of_weak_effects_is_better_than_no_feature_at_all() -> None:
    _, _, beta, C = simulated("weak")
    nothing = beta @ C @ beta
    means = bias_and_refit.found("weak").errors(bias_and_refit.GRID)[1].mean(axis=0)
    assert means.min() == pytest.approx(nothing, abs=1e-12)
    assert marks(REFIT, lam=bias_and_refit.LATE, effects="weak")["none"].visible
    # "This λ keeps none."
    assert told(REFIT, lam=bias_and_refit.LATE, effects="weak")["features kept"] == "0.0 of 20"


def test_words_about_the_refit_tell_what_is_computed() -> None:
    shown = film(REFIT)
    facts, said = shown.facts, words(shown)
    expected = {
        "lasso_strong": "0.088", "refit_strong": "0.030", "same_strong": "0.161", "lasso_weak": "0.202",
        "refit_weak": "0.250", "kept_lasso_strong": "1.68", "kept_refit_strong": "2.00",
        "kept_lasso_weak": "0.04", "kept_refit_weak": "0.32", "lam_lasso_strong": "0.095",
        "equal_1": "1.55", "equal_2": "1.70", "soft_0": "0.15", "hard_0": "0.80", "soft_2": "1.59",
        "hard_2": "1.24", "bias_2": "−1.20", "bias_4": "−1.94", "sets": "400",
    }  # fmt: skip
    assert {name: facts[name] for name in expected} == expected
    for name in ("lasso_strong", "refit_strong", "same_strong", "lam_lasso_strong"):
        assert facts[name] in said
    for effects, name in product(KNOWN, ("lasso", "refit")):
        assert facts[f"kept_{name}_{effects}"] in said
    for name in ("lasso", "refit"):
        assert facts[f"{name}_weak"] in said
    # "A third of the error", "twice the truth".
    assert 3 * KNOWN["strong"]["refit_best"]["risk"] == pytest.approx(0.0889, abs=1e-4)
    assert float(facts["kept_refit_weak"]) / 0.15 == pytest.approx(2.1, abs=0.05)


# --- true and false ------------------------------------------------------------------------------


@pytest.mark.parametrize("row", range(6))
def test_the_counts_drawn_are_those_of_the_oracle(row: int) -> None:
    known = ITEMS["true_and_false"]
    at = marks(FALSE, lam=known["lams"][row], effect="0.5")
    for name in ("true", "false"):
        assert at[f"now-{name}"].y == pytest.approx(known[name][row], abs=1e-9)
        points = np.array(at[name].pieces[0])
        upper = np.array(at[f"{name}-band"].points)[: len(points)]
        place = int(np.argmin(np.abs(points[:, 0] - known["lams"][row])))
        reach = upper[place, 1] - points[place, 1]
        assert reach == pytest.approx(1.959964 * known[f"{name}_se"][row], abs=1e-6)
    assert at["true"].role == "lasso" != at["false"].role


def test_what_is_in_when_the_tenth_enters_is_that_of_paths_followed_one_by_one() -> None:
    known, shown = ITEMS["true_and_false"], true_and_false.found(0.5)
    rng, places = np.random.default_rng(8), np.arange(50)
    root = np.linalg.cholesky(0.5 ** np.abs(places[:, None] - places))
    true = places % 5 == 0
    X = rng.normal(size=(200, 100, 50)) @ root.T
    y = X @ (0.5 * true) + rng.normal(size=(200, 100))
    lam, false, fewest = shown.complete
    assert false.mean() == pytest.approx(known["mean_false_when_the_tenth_enters"])
    assert fewest.mean() == pytest.approx(known["fewest_false_on_a_piece_with_all_true_in"])
    assert (fewest == 0).sum() == known["exact_somewhere_on_path"] == 5
    assert np.median(false) == known["median_false_when_all_true_in"] == 4
    for row in (0, 1, 50, 199):
        scaled = standardize(X[row], y[row])
        path = lasso_path(scaled.X, scaled.y)
        before, after = path(lam[row] * (1 + 1e-9)) != 0, path(lam[row] * (1 - 1e-9)) != 0
        assert not before[true].all()
        assert after[true].all()
        assert after[~true].sum() == false[row]


@pytest.mark.parametrize("effect", true_and_false.EFFECTS)
def test_each_brick_is_a_data_set_that_is_complete_and_purple_means_no_false_one(effect: str) -> None:
    entered, beside, _ = true_and_false.found(float(effect)).complete
    for lam in true_and_false.GRID:
        at, here = marks(FALSE, lam=lam, effect=effect), beside[entered > lam]
        for k in range(11):
            count = int((here == k).sum() if k < 10 else (here >= 10).sum())
            brick = at[f"entered-{k}"]
            assert brick.visible == (count > 0)
            assert area(brick.points) == pytest.approx(count * 0.3)
            assert brick.role == ("lasso" if k else "zero")
            assert np.mean([x for x, _ in brick.points[:2]]) == pytest.approx(k)
        clean = int((here == 0).sum())
        assert at["tally-zero"].text == f"none false: {clean} of 200"
        assert at["tally-lasso"].text == f"some: {len(here) - clean} of 200"
        assert at["tally-late"].visible == (len(here) < 200)
        numbers = told(FALSE, lam=lam, effect=effect)
        assert numbers["all ten in"] == f"{len(here)} of 200"
        true, false = numbers["true, of 10"], numbers["false, of 40"]
        assert at["kept"].text == f"kept: {true} of 10 true, {false} of 40 false"
    waiting = [mark for key, mark in at.items() if key.startswith("waiting-")]
    assert sum(area(mark.points) for mark in waiting) == pytest.approx(200 * 0.3)
    assert {mark.role for mark in waiting} == {"quiet"}


def area(points: tuple[tuple[float, float], ...]) -> float:
    """What an outline encloses, by the shoelace formula."""
    x, y = np.array(points).T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def test_a_column_of_bricks_has_one_for_each_count() -> None:
    for count in range(8):
        (drawn,) = bricks("a", [count], ["lasso"])
        assert area(drawn.points) == pytest.approx(0.3 * count)  # type: ignore[attr-defined]


@pytest.mark.parametrize("effect", ["0.5", "1"])
def test_all_true_ones_seldom_enter_without_false_ones(effect: str) -> None:
    """In fewer than a quarter of the data sets, at whatever λ the slider stands; the pose shows how few."""
    entered, beside, _ = true_and_false.found(float(effect)).complete
    assert (beside == 0).sum() < 50
    for lam in true_and_false.GRID:
        assert (beside[entered > lam] == 0).sum() < 50
    shown = film(FALSE)
    assert [state["effect"] for state in shown.scene.pose] == ["0.5", "1"]
    assert dict(shown.scene.pose[0]) == shown.scene.states()[-1]


def test_cross_validation_keeps_as_many_false_ones_as_the_oracle() -> None:
    known, (picked, counts) = ITEMS["true_and_false at CV"], true_and_false.cross_validated()
    means, errors = counts.mean(axis=1), counts.std(axis=1, ddof=1) / np.sqrt(200)
    assert means == pytest.approx([known["true"], known["false"]], abs=1e-9)
    assert errors == pytest.approx([known["true_se"], known["false_se"]], abs=1e-6)
    assert (counts[1] / counts.sum(axis=0)).mean() == pytest.approx(known["share_false"], abs=1e-6)
    at = marks(FALSE, lam=true_and_false.PICKED, effect="0.5")
    assert (at["picked"].x1, at["picked"].x2) == pytest.approx(np.quantile(picked, (0.25, 0.75)))
    assert at["picked"].y1 == at["picked"].y2 == pytest.approx(known["false"], abs=1e-9)
    assert at["picked-name"].text.startswith("14.5 ")
    # The stop is the one next to the median.
    near = min(true_and_false.GRID, key=lambda lam: abs(lam - float(np.median(picked))))
    assert near == true_and_false.PICKED
    assert not marks(FALSE, lam=true_and_false.PICKED, effect="1")["picked"].visible


def test_words_about_true_and_false_ones_tell_what_is_computed() -> None:
    shown = film(FALSE)
    facts, said = shown.facts, words(shown)
    expected = {
        "clean_03": "0", "exact_03": "0", "clean_05": "5", "exact_05": "5", "clean_1": "37", "exact_1": "38",
        "median_05": "4", "false_05": "4.8", "true_at_155": "9.87", "false_at_155": "6.60",
        "false_at_322": "2.65", "picked_false": "14.5", "picked_true": "9.97", "picked_share": "57 %",
    }  # fmt: skip
    assert {name: facts[name] for name in expected} == expected
    for phrase in ("2.65 false", "6.6 false", "14.5 false", "5 of 200; with effects of 1, 37"):
        assert phrase in said
    assert "37 of 200" in said
    assert "18.6 at lambda 0.052" in said
    assert "none for 5 of them, 4 in the median; none for 37 with effects of 1" in said
    assert "five of two hundred" in said
    assert round(ITEMS["true_and_false"]["false"][-1], 1) == 18.6
    # "Five of the ten true ones are in, and one false one."
    assert (facts["true_at_464"][0], facts["false_at_464"][0]) == ("5", "1")


def test_uncorrelated_strong_features_do_come_without_false_ones() -> None:
    """377 of 500 other data sets did: within four standard errors of the difference."""
    alone, share = int(film(FALSE).facts["exact_alone"]) / 200, 377 / 500
    assert abs(alone - share) < 4 * np.sqrt(share * (1 - share) * (1 / 200 + 1 / 500))

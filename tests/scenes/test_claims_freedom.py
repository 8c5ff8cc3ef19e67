"""What the figure of degrees of freedom draws and says is held to oracles, and computed another way."""

from typing import Any

import numpy as np
import pytest

from figures.examples.noise_draws import DRAWS
from figures.examples.paths import diabetes_example
from figures.scenes import degrees_of_freedom as scene_of
from figures.solvers import lasso_path
from tests.films import film
from tests.solvers.oracles import load

SLUG = "degrees_of_freedom"
ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_7_9")["items"]}
TRUTHS = {"diabetes": ITEMS["df counts ols truth"], "none": ITEMS["df null and refit"]}


def marks(**state: Any) -> dict[str, Any]:
    """The marks of a state that is made of stops, by their keys."""
    shown = film(SLUG)
    return {mark.key: mark for mark in shown.frames[shown.at(state)].marks}


def test_counts_and_degrees_of_freedom_are_those_of_the_oracle() -> None:
    for signal, item in TRUTHS.items():
        known = item["expected"]
        for row, lam in enumerate(item["inputs"]["lams"]):
            now, at = scene_of.found(lam, signal), marks(lam=lam, signal=signal)
            assert now.kept.mean() == pytest.approx(known["mean_count"][row], abs=1e-9)
            assert now.kept.std(ddof=1) / DRAWS**0.5 == pytest.approx(known["se"][row], abs=1e-9)
            assert at["now"].y == pytest.approx(known["cov_df"][row], abs=1e-6)
            assert at["mean"].x1 == now.kept.mean()
            if refit := known.get("refit_cov_df", {}).get(f"lam {lam}"):
                # Other draws of its control variate: within four errors of a difference.
                error = known["refit_se"][f"lam {lam}"]
                assert at["now-refit"].y == pytest.approx(refit, abs=4 * 2**0.5 * error)


@pytest.mark.parametrize("signal", scene_of.SIGNALS)
def test_on_average_kept_is_free_at_every_stop_and_a_refit_is_freer(signal: str) -> None:
    for lam in scene_of.STOPS:
        now, at = scene_of.found(lam, signal), marks(lam=lam, signal=signal)
        difference = now.kept - now.lasso
        assert abs(difference.mean()) <= 4 * difference.std(ddof=1) / DRAWS**0.5
        assert at["now-refit"].y >= at["now"].y
        if lam <= 5:
            gap = now.refit - now.lasso
            assert gap.mean() > 4 * gap.std(ddof=1) / DRAWS**0.5
        line = dict(at["kept"].pieces[0])
        assert line[lam] == now.kept.mean()
        assert dict(at["refit"].pieces[0])[lam] == at["now-refit"].y
        row = scene_of.STOPS.index(lam)
        dot, bar = at[f"freedom-{row}"], at[f"interval-{row}"]
        assert (dot.x, dot.y) == (lam, at["now"].y)
        assert bar.y2 - bar.y1 == pytest.approx(2 * 1.959964 * now.lasso.std(ddof=1) / DRAWS**0.5, abs=1e-6)
        heights = [max(y for _, y in at[f"column-{count}"].points) for count in range(11)]
        assert heights == pytest.approx([(now.kept == count).mean() for count in range(11)])


def test_draws_are_lassos_and_refits_of_responses_made_one_by_one() -> None:
    """The first hundred, with NumPy's least squares and covariances over rows."""
    example, draws = diabetes_example(), scene_of.draws_of("diabetes")
    X, n = example.scaled.X, len(example.scaled.y)
    beta = np.linalg.lstsq(X, example.scaled.y, rcond=None)[0]
    rss = ((example.scaled.y - X @ beta) ** 2).sum()
    assert draws.sigma == pytest.approx((rss / (n - 11)) ** 0.5, rel=1e-12)
    assert draws.sigma == pytest.approx(TRUTHS["diabetes"]["inputs"]["sigma"], rel=1e-12)
    noise = np.random.default_rng(12).normal(size=(500, n)) * draws.sigma
    w = draws.paths(5.0)
    refits = draws.refitted(w)
    for row in range(100):
        y = X @ beta + noise[row] - noise[row].mean()
        one = lasso_path(X, y)(5.0)
        np.testing.assert_allclose(w[row], one, atol=1e-9)
        kept, again = one != 0, np.zeros(10)
        again[kept] = np.linalg.lstsq(X[:, kept], y, rcond=None)[0]
        np.testing.assert_allclose(refits[row], again, atol=1e-9)


def test_least_squares_on_fixed_features_is_as_free_as_they_are_many() -> None:
    draws = scene_of.draws_of("none")
    fixed = np.zeros((DRAWS, 10))
    fixed[:, [0, 3, 7]] = 1.0
    free = draws.followed(draws.refitted(fixed))
    assert free.mean() == pytest.approx(3, abs=4 * free.std(ddof=1) / DRAWS**0.5)
    full = draws.followed(draws.refitted(np.ones((DRAWS, 10))))
    assert full.mean() == pytest.approx(10, abs=0.01)
    assert full.std() < 0.2


def test_words_tell_what_is_computed() -> None:
    shown = film(SLUG)
    scene, facts = shown.scene, shown.facts
    sentences = " ".join(beat.sentence for beat in scene.story)
    for name, text in {
        "kept_diabetes_20": "2.78", "df_diabetes_20": "2.78", "kept_diabetes_2": "7.20",
        "df_diabetes_2": "7.19", "kept_none_2": "3.19", "df_none_2": "3.19", "refit_none_2": "6.82",
    }.items():  # fmt: skip
        assert facts[name] == text
        assert text in sentences
    for name in ("kept_none_2", "refit_none_2", "kept_none_005", "kept_diabetes_2", "df_diabetes_2"):
        assert facts[name] in scene.alt
    assert facts["refit_diabetes_2"] in scene.alt
    assert facts["kept_none_2"] in scene.notes
    assert facts["refit_none_2"] in scene.notes
    assert (facts["few"], facts["many"], facts["kept_none_20"]) == ("1", "6", "0")
    kept = scene_of.found(2.0, "none").kept
    assert (kept < 1).mean() <= 0.025 <= (kept <= 1).mean()
    assert (kept > 6).mean() <= 0.025 <= (kept >= 6).mean()
    ridge = ITEMS["ridge df [0.1, 1.0]"]["expected"]["df"]
    assert [facts["ridge_01"], facts["ridge_1"]] == [f"{free:.2f}" for free in ridge]
    assert f"{scene_of.draws_of('diabetes').sigma:.2f}" in scene.computed
    assert facts["draws"] == f"{DRAWS:,}" == scene.caption.split()[0]
    # The claim stands in the pose, and the film ends there.
    (pose,) = scene.pose
    assert dict(pose) == scene.states()[-1]
    at = marks(**pose)
    told = [at[f"told-{name}"].text.split()[-1] for name in ("kept", "free", "refit")]
    assert told == ["3.19", "3.19", "6.82"]

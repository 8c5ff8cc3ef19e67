"""What the figure of nudged data says is computed here from the rows, and held to oracles."""

from typing import Any

import numpy as np
import pytest

from figures.examples.nudged import Nudged
from figures.scenes import stability as scene
from figures.solvers import lasso_path, ridge
from tests.films import film
from tests.solvers.oracles import load

SLUG = "stability"
ITEMS = {item["id"]: item for item in load("lessons_7_9")["items"] if item["figure"] == SLUG}
SHARES = ITEMS["stability shares"]
X, Y = scene.EXAMPLE.scaled.X, scene.EXAMPLE.scaled.y


def marks(eps: float) -> dict[str, Any]:
    shown = film(SLUG)
    return {mark.key: mark for mark in shown.frames[shown.at({"eps": eps})].marks}


def noise() -> np.ndarray:
    """As the oracle says: default_rng(13), centred by row, at the size of y."""
    drawn = np.random.default_rng(13).normal(size=(1000, 442))
    sized: np.ndarray = (drawn - drawn.mean(axis=1, keepdims=True)) * 77.00574586945
    return sized


@pytest.mark.parametrize("eps", [0.0, 0.1, 0.5])
def test_dots_are_the_answers_to_the_rows_with_noise(eps: float) -> None:
    at, lam = marks(eps), SHARES["expected"]["ridge_lam"]
    assert scene.NUDGED.ridge_lam == pytest.approx(lam, rel=1e-9)
    for row, drawn in enumerate(noise()[: scene.SHOWN]):
        y = Y + eps * drawn
        w, age = lasso_path(X, y)(2.0), ridge(X, y, lam)[scene.AGE]
        for name, j in zip(scene.NAMES, scene.ZEROS, strict=True):
            dot, z = at[f"{name}-{row}"], (X[:, j] @ (y - X @ w) / 442 + w[j]) / 2
            assert (dot.role, dot.hollow) == (("lasso", False) if w[j] else ("zero", True))
            assert dot.visible == (abs(z) <= scene.EVIDENCE[1])
            assert not dot.visible or dot.x == pytest.approx(z, abs=1e-9)
            # Hollow within the band, and only there.
            assert (w[j] == 0) == (abs(z) <= 1)
        dot = at[f"ridge-{row}"]
        # One has the colour of its method and its numbers in the table.
        assert (dot.role, dot.hollow) == ("fg" if row else "ridge", False)
        assert dot.visible == (abs(age) <= scene.COEFFICIENT[1])
        assert not dot.visible or dot.x == pytest.approx(age, abs=1e-6)


def test_a_small_nudge_spares_the_lassos_zeros_and_not_ridges() -> None:
    """The claim, at every stop up to a tenth, where the pose and the last beat are; ridge's at every stop."""
    for eps in scene.STOPS[1:]:
        stay = int((scene.NUDGED.lasso(eps)[:, scene.ZEROS] == 0).all(axis=1).sum())
        assert marks(eps)["lasso-title"].text == f"Lasso: all three 0 in {stay:,} of 1,000"
        assert marks(eps)["ridge-title"].text == "Ridge: age exactly 0 in none of 1,000"
        if eps <= 0.1:
            assert stay == 1000
    shown = film(SLUG)
    assert dict(shown.scene.pose[0]) == shown.scene.states()[-1] == {"eps": 0.1}
    # Without noise it is zero, but for rounding.
    assert np.abs(scene.NUDGED.ridge(0.0)[:, scene.AGE]).max() < 1e-12
    assert marks(0.0)["typical"].text == "age 0 to rounding"


def test_counts_are_those_of_the_oracle() -> None:
    facts, known = film(SLUG).facts, SHARES["expected"]
    zeros = scene.EXAMPLE.path(2.0) == 0
    for eps, same, rms in zip(
        SHARES["inputs"]["eps"], known["same_zero_set"], known["ridge_age_rms"], strict=True
    ):
        w, age = scene.NUDGED.lasso(eps), scene.NUDGED.ridge(eps)[:, scene.AGE]
        assert ((w == 0) == zeros).all(axis=1).mean() == same
        assert np.sqrt(np.mean(age**2)) == pytest.approx(rms, rel=1e-7)
    assert [facts[f"stay_{at}"] for at in ("10", "20", "50", "100")] == ["1,000", "957", "532", "214"]
    assert [facts[f"same_{at}"] for at in ("10", "20", "50", "100")] == ["1,000", "920", "363", "109"]
    assert {facts[name] for name in facts if name.startswith("exact")} == {"0"}
    expected = {
        "nudges": "1,000", "lam": "2", "zeros": "age, LDL, TCH", "ridge_lam": "0.083", "radius": "27",
        "safe": "1.66 %", "ridge_01": "0.0037", "ridge_10": "0.37",
    }  # fmt: skip
    assert {name: facts[name] for name in expected} == expected


@pytest.mark.parametrize("lam", [2.0, 10.0])
def test_no_nudge_shorter_than_the_radius_changes_the_list(lam: float) -> None:
    """And one that is a thousandth longer does, straight towards the nearest face."""
    known = ITEMS[f"stability radius lam={lam}"]["expected"]
    nudged = Nudged(scene.EXAMPLE, lam, "age", 10, 13)
    assert nudged.radius == pytest.approx(known["radius"], rel=1e-6)
    assert nudged.radius / np.linalg.norm(Y) == pytest.approx(known["relative"], rel=1e-6)
    w = scene.EXAMPLE.path(lam)
    joins = {"s2": "LDL", "s6": "GLU"}[known["event"].split()[0]]
    kept, j = w != 0, scene.EXAMPLE.column(joins)
    rest = X[:, j] - X[:, kept] @ np.linalg.lstsq(X[:, kept], X[:, j], rcond=None)[0]
    way = rest / np.linalg.norm(rest) * np.sign(X[:, j] @ (Y - X @ w))
    for share, same in ((0.999, True), (1.001, False)):
        again = lasso_path(X, Y + share * nudged.radius * way)(lam)
        assert np.array_equal(np.sign(again), np.sign(w)) == same

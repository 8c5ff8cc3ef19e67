"""What the figure of the posterior draws and says is computed here another way, and held to oracles."""

from typing import Any

import numpy as np
import pytest

from figures.scenes import posterior
from tests.films import film
from tests.solvers.oracles import load

SLUG = "posterior"
ITEMS: dict[str, Any] = {item["id"]: item["expected"] for item in load("lessons_7_9")["items"]}
KNOWN = ITEMS["posterior (0.3, 0.5, 0.3)"]


def marks(**state: Any) -> dict[str, Any]:
    """The marks of a state that is made of stops, by their keys."""
    shown = film(SLUG)
    return {mark.key: mark for mark in shown.frames[shown.at(state)].marks}


def sizes(z: float) -> tuple[np.ndarray, np.ndarray]:
    """Midpoints of fine cells of w, and how much of the posterior lies in each."""
    w = (np.arange(-30000, 30000) + 0.5) * 1e-4
    cost = 0.5 * (w - z) ** 2 + 0.5 * np.abs(w)
    inside = np.exp(-(cost - cost.min()) / 0.3**2)
    return w, inside / inside.sum()


@pytest.mark.parametrize("z", posterior.EVIDENCE)
def test_the_top_is_exactly_zero_up_to_lambda_and_zero_itself_has_no_chance(z: float) -> None:
    w, share = sizes(z)
    for within in posterior.REACHES:
        at = marks(within=within, z=z)
        assert at["top"].x == pytest.approx(w[share.argmax()], abs=1e-4)
        assert at["top"].hollow == (at["top"].x == 0) == (z <= 0.5)
        assert (at["top-name"].role == "zero") == at["top"].hollow
        chance = share[np.abs(w) < within].sum()
        assert at["laplace-now"].x == at["lump-now"].x == at["now"].x1 == within
        assert at["laplace-now"].y == pytest.approx(chance, abs=1e-6)
        assert (at["laplace-now"].y == 0) == (within == 0)
        assert at["lump-now"].y > 0.1
        # The chance is the area drawn, by the shoelace.
        x, y = np.array(at["window"].points).T
        area = 0.5 * np.abs(x @ np.roll(y, 1) - y @ np.roll(x, 1))
        assert area == pytest.approx(chance, abs=2e-3)
        told = float(at["chance-now"].text.removeprefix("w = 0: ").removesuffix(" %"))
        assert told == pytest.approx(100 * chance, abs=0.5 if chance > 0.0995 else 0.05)
    for name, side in (("above", w > 0), ("below", w < 0)):
        told = float(at[name].text.split(" %")[0])
        assert told == pytest.approx(100 * share[side].sum(), abs=0.5 + 1e-4)


@pytest.mark.parametrize("z", [0.0, 0.3, 0.8])
def test_lines_are_densities_and_chances(z: float) -> None:
    w, share = sizes(z)
    at = marks(within=0.1, z=z)
    lines = {key: np.concatenate(at[key].pieces) for key in ("prior", "data", "posterior")}
    for key, line in lines.items():
        assert (np.diff(line[:, 0]) >= 0).all(), key
        area = np.trapezoid(line[:, 1], line[:, 0])
        # A tail of the data lies beyond the axis.
        assert area == pytest.approx(1, abs=0.1 if key == "data" else 0.02), key
    product = lines["prior"][:, 1] * lines["data"][:, 1]
    ratio = lines["posterior"][:, 1] / product
    np.testing.assert_allclose(ratio, ratio[0], rtol=1e-9)
    reach, chance = np.array(at["laplace"].pieces[0]).T
    np.testing.assert_allclose(chance, [share[np.abs(w) < end].sum() for end in reach], atol=5e-4)
    known = dict(zip([0.0, 0.3, 0.8], ITEMS["spike and slab"]["prob_zero"], strict=True))
    assert at["lump"].pieces[0][0] == (0, pytest.approx(known[z], rel=1e-9))
    assert at["lump-zero"].text == f"{100 * known[z]:.0f} %"


def test_words_tell_what_is_computed() -> None:
    shown = film(SLUG)
    scene, facts = shown.scene, shown.facts
    narrow, strong = ITEMS["posterior (0.3, 0.5, 0.1)"], ITEMS["posterior (0.8, 0.5, 0.3)"]
    for name, known in (("", KNOWN), ("narrow_", narrow), ("strong_", strong)):
        assert facts[f"{name}mean"] == f"{known['mean']:.3f}"
        assert facts[f"{name}above"] == f"{100 * known['prob_positive']:.0f} %"
        assert facts[f"{name}near"] == f"{100 * known['prob_within_01']:.0f} %"
        assert facts[f"{name}zero"] == "0 %"
    assert (facts["mode"], facts["narrow_mode"], facts["strong_mode"]) == ("0", "0", "0.30")
    assert (facts["nearer"], facts["narrow_nearer"]) == ("5.8 %", "29 %")
    assert (facts["lump"], facts["strong_lump"], facts["no_evidence_lump"]) == ("69 %", "12 %", "78 %")
    sentences = " ".join(beat.sentence for beat in scene.story)
    for number in (facts["above"], facts["near"], facts["lump"]):
        assert number in sentences
        assert number in scene.alt
    assert facts["nearer"] in scene.alt
    for number in (facts["above"], facts["near"], facts["nearer"]):
        assert number.removesuffix(" %") in scene.notes
    assert "30 %" in scene.alt
    # The claim stands in the pose, and the film ends there.
    (pose,) = scene.pose
    assert dict(pose) == scene.states()[-1] == {"within": 0.0, "z": 0.3}
    at = marks(**pose)
    assert (at["top-name"].text, at["chance-now"].text) == ("posterior’s top: exactly 0", "w = 0: 0 %")
    assert not at["window"].visible

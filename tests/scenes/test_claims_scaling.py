"""What the figure of units says is computed here another way, and held to the oracle and to the words."""

from typing import Any

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.scenes import scaling
from tests.films import film
from tests.solvers.oracles import load

SLUG, DATA = "scaling", diabetes()
ITEMS: dict[str, Any] = {item["id"]: item["expected"] for item in load("lessons_7_9")["items"]}
KNOWN = ITEMS["scaling 10/7/3"]
NAMES, CENTRED, Y = scaling.NAMES, DATA.X - DATA.X.mean(axis=0), DATA.y - DATA.y.mean()
SD = np.sqrt((CENTRED**2).mean(axis=0))
STATES = [(unit, lam) for unit in scaling.UNITS for lam in scaling.LAMS]


def marks(unit: float, lam: float) -> dict[str, Any]:
    """The marks of a state that is made of stops, by their keys."""
    shown = film(SLUG)
    return {mark.key: mark for mark in shown.frames[shown.at({"unit": unit, "lam": lam})].marks}


def kept(key: str, unit: float, lam: float) -> set[str]:
    """The features whose effect is seen in a panel; of the others a hollow dot and a 0 are."""
    at = marks(unit, lam)
    found = {name for name in NAMES if at[f"{key}-{name}-beyond"].visible}
    for name in NAMES:
        dot, told = at[f"{key}-{name}-dot"], at[f"{key}-{name}-effect"]
        assert dot.visible == (told.text == "0") == (name not in found)
        assert (told.role, at[f"{key}-{name}"].role) == (("lasso",) * 2 if name in found else ("zero",) * 2)
    return found


@pytest.mark.parametrize(("unit", "lam"), STATES)
def test_a_bar_is_the_evidence_and_what_sticks_out_of_its_threshold_is_the_effect(
    unit: float, lam: float
) -> None:
    at = marks(unit, lam)
    larger = np.where(np.isin(NAMES, ["TC", "LDL", "HDL"]), unit, 1.0)
    for key, columns in (("own", CENTRED / larger), ("equal", CENTRED / SD)):
        sd = np.sqrt((columns**2).mean(axis=0))
        (w,) = {
            one.w.tobytes(): one.w for mark in at.values() for one in mark.solved if mark.panel == key
        }.values()
        pull = columns.T @ (Y - columns @ w) / len(Y)
        assert (np.abs(pull[w == 0]) <= lam * (1 + 1e-9)).all()
        np.testing.assert_allclose(pull[w != 0], lam * np.sign(w[w != 0]), rtol=1e-9)
        for j, name in enumerate(NAMES):
            # Per standard deviation: the effect is w·sd, the evidence what the data say beyond the others.
            bar, beyond = at[f"{key}-{name}-within"].points, at[f"{key}-{name}-beyond"]
            evidence, threshold = abs(pull[j] / sd[j] + w[j] * sd[j]), lam / sd[j]
            assert bar[1][0] == pytest.approx(min(evidence, threshold), abs=1e-9)
            assert at[f"{key}-{name}-zone"].points[1][0] == pytest.approx(min(threshold, scaling.END))
            assert at[f"{key}-{name}-edge"].visible == (threshold < scaling.END)
            assert beyond.visible == (w[j] != 0)
            if beyond.visible:
                assert beyond.points[1][0] - beyond.points[0][0] == pytest.approx(abs(w[j]) * sd[j], abs=1e-9)
                assert beyond.points[1][0] < scaling.END
                told = at[f"{key}-{name}-effect"].text.replace("−", "-")
                assert float(told) == pytest.approx(w[j] * sd[j], abs=0.06)


def test_three_scalings_keep_ten_seven_and_three() -> None:
    told = scaling.facts()
    for key, name in (("raw", "raw"), ("standard", "unit_variance"), ("norm", "unit_norm")):
        assert told[f"{key}_count"] == str(KNOWN[name]["count"])
    np.testing.assert_allclose(scaling.path(1.0)(1.0), KNOWN["raw"]["coef"], rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(scaling.solved(1.0, 1.0).w, KNOWN["raw"]["coef"], rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(
        scaling.EXAMPLE.path(1.0), KNOWN["unit_variance"]["coef"], rtol=1e-6, atol=1e-9
    )
    np.testing.assert_allclose(1 / SD, KNOWN["effective_lam_raw"], rtol=1e-12)
    # Columns of norm 1 are √n times smaller than standardized ones; the slider has that λ, rounded.
    times = KNOWN["effective_lam_unit_norm"]
    assert (times, told["norm"]) == (pytest.approx(len(Y) ** 0.5), f"{times:.2f}")
    np.testing.assert_allclose(
        times * scaling.EXAMPLE.path(times), KNOWN["unit_norm"]["coef"], rtol=1e-6, atol=1e-9
    )
    assert len(kept("own", 1.0, 1.0)) == 10
    assert len(kept("equal", 1.0, 1.0)) == 7
    assert len(kept("equal", 1.0, scaling.NORM)) == 3


def test_another_unit_keeps_other_features_at_every_stop_and_standardized_none_matters() -> None:
    for lam in scaling.LAMS:
        assert kept("own", 1.0, lam) != kept("own", scaling.MMOL, lam)
        assert len({frozenset(kept("equal", unit, lam)) for unit in scaling.UNITS}) == 1


def test_the_words_are_true_where_they_are_said() -> None:
    shown, lam = film(SLUG), scaling.AT
    assert [dict(state) for state in shown.scene.pose] == [
        {"unit": unit, "lam": lam} for unit in (1.0, scaling.MMOL)
    ]
    assert shown.scene.states()[-1] == dict(shown.scene.pose[-1])
    lipids, always = {"TC", "LDL", "HDL"}, {"BMI", "BP", "GLU"}
    assert kept("own", 1.0, lam) == lipids | always
    assert kept("own", scaling.MMOL, lam) == {"TCH", "LTG"} | always
    assert kept("equal", 1.0, lam) == {"BMI", "BP", "HDL", "LTG"}
    titles = [marks(unit, lam)["own-title"].text for unit in (1.0, 5.0, scaling.MMOL)]
    assert titles == [
        "Cholesterol in mg/dL: 6 kept", "Cholesterol in 5 mg/dL: 6 kept", "Cholesterol in mmol/L: 5 kept",
    ]  # fmt: skip
    # "In mg/dL they have low thresholds", "38.67 times as long", "every threshold is λ".
    for name in lipids:
        first, last = (marks(unit, lam)[f"own-{name}-zone"].points[1][0] for unit in (1.0, scaling.MMOL))
        assert first < 0.6
        assert last == pytest.approx(38.67 * first)
    at = marks(scaling.MMOL, lam)
    assert {at[f"equal-{name}-zone"].points[1][0] for name in NAMES} == {lam}


def test_least_squares_does_not_care() -> None:
    larger = np.where(np.isin(NAMES, ["TC", "LDL", "HDL"]), scaling.MMOL, 1.0)
    mg, mmol = (X @ np.linalg.lstsq(X, Y, rcond=None)[0] for X in (CENTRED, CENTRED / larger))
    np.testing.assert_allclose(mg, mmol, atol=1e-9)


def test_facts_of_other_units() -> None:
    told = scaling.facts()
    assert [told[f"{key}_kept"] for key in ("mg", "mmol", "standardized")] == [
        "BMI, BP, TC, LDL, HDL, GLU", "BMI, BP, TCH, LTG, GLU", "BMI, BP, HDL, LTG",
    ]  # fmt: skip
    # Blood pressure in kPa at λ = 5: only that column changes, and age is gone.
    assert told["mmhg_kept"] == f"age, {told['kpa_kept']}"
    assert (told["mmhg_count"], told["kpa_count"]) == ("7", "6")
    hdl, sex = NAMES.index("HDL"), NAMES.index("sex")
    assert (told["hdl_sd"], told["hdl_mg"]) == (f"{SD[hdl]:.1f}", f"{7.5 / SD[hdl]:.2f}")
    assert (told["hdl_sd_mmol"], told["hdl_mmol"]) == (
        f"{SD[hdl] / 38.67:.2f}",
        f"{7.5 * 38.67 / SD[hdl]:.1f}",
    )
    assert (told["sex_sd"], told["sex_threshold"]) == (f"{SD[sex]:.2f}", f"{7.5 / SD[sex]:.1f}")
    # Of a hundred patients one has a one.
    rare = np.arange(100) == 0
    assert (told["rare"], told["rare_times"]) == ("1\N{NO-BREAK SPACE}%", f"{1 / rare.std():.2f}")

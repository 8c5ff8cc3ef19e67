"""Cholesterol in mg/dL or mmol/L: the same patients, the same λ, and other features are kept."""

from functools import cache

import numpy as np

from figures.data.diabetes import SOURCE
from figures.draw import vocabulary as v
from figures.draw.marks import Mark
from figures.draw.panels import axis, main, read
from figures.draw.sticking_out import sticking_out
from figures.draw.text import number
from figures.examples.paths import diabetes_example
from figures.scene import Frame, Scene, Slider
from figures.solved import Array, Regression, Solved, certified
from figures.solvers import Path, lasso_path
from figures.story import Beat

EXAMPLE = diabetes_example()
NAMES, SPREADS = EXAMPLE.names, EXAMPLE.scaled.x_scale
CHANGED = ("TC", "LDL", "HDL")
"""The measurements of cholesterol; TCH, their ratio, has no unit."""
ROWS = [NAMES.index(name) for name in (*CHANGED, "TCH", "LTG", "age", "sex", "BMI", "BP", "GLU")]
MMOL, KPA, NORM = 38.67, 7.5006, 21.02
"""mg/dL in a mmol/L of cholesterol, mmHg in a kPa; what λ = 1 is for columns of norm 1: √442, rounded."""
AT, END, RARE = 7.5, 52.0, 0.01
"""λ of the pose, where the axes end, and the share of ones in a rare 0/1 column."""
UNITS, LAMS = (1.0, 2.0, 5.0, 10.0, 20.0, MMOL), (1.0, 2.0, 3.0, 5.0, AT, 10.0, 15.0, NORM)


def spreads(unit: float, changed: tuple[str, ...] = CHANGED) -> Array:
    """The standard deviations (10,) of the columns as measured, some of them in larger units."""
    return SPREADS / np.where(np.isin(NAMES, changed), unit, 1.0)


@cache
def path(unit: float, changed: tuple[str, ...] = CHANGED) -> Path:
    return lasso_path(EXAMPLE.scaled.X * spreads(unit, changed), EXAMPLE.scaled.y)


def solved(lam: float, unit: float) -> Solved:
    """The weights of the columns as measured, with their problem."""
    X = EXAMPLE.scaled.X * spreads(unit)
    return certified(Regression(X, EXAMPLE.scaled.y, lam), path(unit)(lam))


def evidence(effects: Array) -> Array:
    """The evidence (10,) on each feature, per standard deviation, when these are the effects."""
    X, y = EXAMPLE.scaled.X, EXAMPLE.scaled.y
    z: Array = (y - X @ effects) @ X / len(y) + effects
    return z


def named(w: Array) -> str:
    """Those that are kept."""
    return ", ".join(name for name, value in zip(NAMES, w, strict=True) if value)


def unit_name(unit: float) -> str:
    return {1.0: "mg/dL", MMOL: "mmol/L"}.get(unit, f"{unit:.3g} mg/dL")


def rows(key: str, title: str, w: Solved, sd: Array, lam: float) -> tuple[Mark, ...]:
    """A panel: what the answer keeps when the columns have these standard deviations (10,)."""
    return v.on(
        key, v.heading(f"{key}-title", title.format(np.count_nonzero(w.w))),
        sticking_out(key, NAMES, evidence(w.w * sd), lam / sd, w, order=ROWS, end=END),
    )  # fmt: skip


def draw(unit: float, lam: float) -> Frame:
    own, equal, sd, words = solved(lam, unit), EXAMPLE.solved(lam), spreads(unit), unit_name(unit)
    return Frame.of(
        rows("own", f"Cholesterol in {words}: {{}} kept", own, sd, lam),
        rows("equal", "Standardized: {} kept, in any unit", equal, np.ones(len(sd)), lam),
        read("λ", f"{lam:g}"), read("unit of cholesterol", words),
        read("kept as measured", named(own.w) or "none"), read("kept standardized", named(equal.w) or "none"),
        read("thresholds of TC, LDL, HDL", ", ".join(number(lam / sd[j]) for j in ROWS[:3])),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: who is kept in which unit, and how often in which scaling."""
    mg, mmol, kpa, sd = path(1.0), path(MMOL), path(KPA, ("BP",)), dict(zip(NAMES, SPREADS, strict=True))
    norm = EXAMPLE.path(len(EXAMPLE.scaled.y) ** 0.5)
    counts = {"raw": mg(1.0), "standard": EXAMPLE.path(1.0), "norm": norm}
    kept = {
        "mg": mg(AT),
        "mmol": mmol(AT),
        "standardized": EXAMPLE.path(AT),
        "mmhg": mg(5.0),
        "kpa": kpa(5.0),
    }
    return {
        "lam": f"{AT:g}", "unit": f"{MMOL:g}", "norm": f"{NORM:g}", "rows": str(len(EXAMPLE.scaled.y)),
        **{f"{name}_count": str(np.count_nonzero(w)) for name, w in (counts | kept).items()},
        **{f"{name}_kept": named(w) for name, w in kept.items()},
        "hdl_sd": number(sd["HDL"]), "hdl_sd_mmol": number(sd["HDL"] / MMOL),
        "hdl_mg": number(AT / sd["HDL"]), "hdl_mmol": number(MMOL * AT / sd["HDL"]),
        "sex_sd": number(sd["sex"]), "sex_threshold": number(AT / sd["sex"]),
        "rare": f"{100 * RARE:g}\N{NO-BREAK SPACE}%", "rare_times": f"{(RARE * (1 - RARE)) ** -0.5:.2f}",
    }  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="A unit changes the choice",
    claim="Change a column’s units and the lasso may keep other features",
    caption=(
        "The ten features of the diabetes data. Bars: the evidence on each, per standard deviation; tinted, "
        "its threshold. What sticks out is the coefficient times that, its value at the end; a bar that "
        "stays within gives exactly zero. First panel: the columns as measured, with a threshold of λ over "
        "the column’s standard deviation. Second panel: the columns standardized, with λ for all."
    ),
    alt=(
        "Ten bars, each in a tinted threshold, twice. λ = 7.5, cholesterol in mg/dL: the thresholds of TC, "
        "LDL and HDL are short and they are kept, with BMI, BP and GLU. In mmol/L their thresholds are "
        "38.67 times as long and all three are zero; TCH and LTG are kept instead. Standardized, all "
        "thresholds are alike, and BMI, BP, HDL and LTG are kept in any unit."
    ),
    notes=(
        "Ten features, one λ. Each bar is what the data say of a feature, and the tinted part is the price "
        "of entry: λ divided by the column’s spread. In mg/dL cholesterol has large numbers, so small "
        "weights do, and they are cheap. Now measure it in mmol/L. The same blood, but smaller numbers, "
        "larger weights, a higher price. All three leave, and TCH and LTG come in. Least squares would not "
        "care. So standardize first, or say why your units are the right ones."
    ),
    computed=(
        "The diabetes data of Efron, Hastie, Johnstone and Tibshirani (2004), 442 patients, centred. The "
        "file names no units; by their size the serum values are in mg/dL. 1 mmol/L of cholesterol is 38.67 "
        "mg/dL. The exact path for each unit, the evidence from what it leaves unexplained."
    ),
    lesson="lessons/meaning",
    source=SOURCE,
    convention="Objective 1/(2n)‖y − Xw‖² + λ‖w‖₁, columns of mean 0 in their own units, or standardized",
    panels=tuple(
        main(
            key, axis("|evidence| per standard deviation", 0, END, 0, 10, 20, 30, 40),
            axis(f"purple: threshold {threshold}; blue: {blue}", -0.5, len(NAMES) - 0.5), grid="none",
            room=("BMI", ""),
        )
        for key, threshold, blue in (("own", "λ/sd", "w × sd"), ("equal", "λ", "w"))
    ),
    controls=(
        Slider(name="unit", label="unit, in mg/dL", stops=UNITS, continuous="log"),
        Slider(name="lam", label="λ", stops=LAMS),
    ),
    story=(
        Beat("In mg/dL TC, LDL and HDL have low thresholds: kept.", {"unit": 1.0}, lit=("own",)),
        Beat(
            "A larger unit: smaller numbers, larger weights, dearer.", {"unit": MMOL}, 4, 0.6, ("own",), True
        ),
        Beat("In mmol/L all three are zero; TCH and LTG are in.", hold=2.4, lit=("own",)),
        Beat("Standardized, every threshold is λ, in any unit.", hold=2.4, lit=("equal",)),
        Beat("Same people, same λ: other units, other features.", hold=3.5),
    ),
    pose=tuple({"unit": unit, "lam": AT} for unit in (1.0, MMOL)),
    pose_panels=("own",),
    facts=facts,
)  # fmt: skip

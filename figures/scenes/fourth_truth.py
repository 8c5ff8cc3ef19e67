"""The errors of four methods without their names, under a truth that is neither sparse nor dense."""

from figures.draw import vocabulary as v
from figures.draw.panels import axis, main
from figures.draw.risks import REACH, Row, bars, no_penalty
from figures.examples.compared import DATA_SETS, ROWS, compared
from figures.scene import Frame, Scene
from figures.solvers import Comparison

METHODS = {"A": "lasso", "B": "relaxed", "C": "ridge", "D": "elastic net"}
TOP, LAST, NEXT = 5.5, "B", "C"


def found() -> Comparison:
    """The methods on the same data sets."""
    return compared("mixed", "1")


def draw() -> Frame:
    rows = [Row(letter, told(letter), "muted", *found().risk(name)) for letter, name in METHODS.items()]
    return Frame.of(
        v.on("errors", no_penalty("errors", found().risk("ols")[0], TOP), bars("errors", rows, 4)),
        says="; ".join(row.words for row in rows),
    )


def told(letter: str) -> str:
    """Its error, and by how much the last method is behind the next, on the same data sets."""
    words = f"{letter} {found().risk(METHODS[letter])[0]:.3f}"
    if letter != LAST:
        return words
    mean, error = found().difference(METHODS[LAST], METHODS[NEXT])
    return f"{words}, on the same data {mean:.3f} ± {REACH * error:.3f} more than {NEXT}"


def facts() -> dict[str, str]:
    """The errors, their differences to the lasso’s with 95 % intervals, and what is kept."""
    told = {"level": "95 %"}
    for letter, name in METHODS.items():
        key, (mean, error) = name.replace(" ", "_"), found().difference(name)
        told |= {key: f"{found().risk(name)[0]:.3f}", f"{key}_letter": letter}
        told[f"{key}_minus_lasso"] = f"{mean:+.3f} ± {1.96 * error:.3f}".replace("-", "−")
        told[f"{key}_kept"] = f"{20 - found().zeros(name)[0]:.1f}"
    return told


SCENE = Scene(
    draw=draw,
    title="A fourth truth",
    claim="Three strong effects, seventeen a fifth as strong: one method is behind",
    caption=(
        "The mean excess prediction error of ridge, elastic net, lasso and relaxed lasso, in another order "
        "and without their names, on simulated data; thin lines are 95 % intervals. All twenty "
        "features matter: three of them strongly, each of the others a fifth as much. The upright line is "
        "least squares."
    ),
    alt=(
        "Four bars without names, with their intervals: A 0.183, B 0.198, C 0.187 and D 0.182. B is longer "
        "than the others, whose intervals overlap. A dashed line for least squares stands at 0.249."
    ),
    notes=(
        "Here is a truth of another kind. Three of the twenty features are strong, and the other seventeen "
        "are not zero, only a fifth as strong. Four methods, with λ by cross-validation, and I do not tell "
        "you which is which. One of them errs more than the others. Which one, and why? And between the "
        "three that are left, on what would you decide? Look at the intervals before you answer."
    ),
    computed=(
        f"n = {ROWS} rows, p = 20 normal features with correlation 0.5^|i−j|, noise of variance 1, βᵀCβ = 1; "
        f"NumPy’s default_rng([14, 30]), {DATA_SETS} data sets. As in the figure “Which truth, which method”."
    ),
    lesson="lessons/choice",
    convention="Objective 1/(2n)‖y − Xw‖² + λ(α‖w‖₁ + (1 − α)/2·‖w‖²), columns as drawn",
    panels=(main("errors", axis("prediction error", 0, 0.27, 0, 0.1, 0.2), axis("", 0.9, TOP), grid="none"),),
    pose=({},),
    facts=facts,
    uncertified="it draws means of methods without their names",
)

"""The twins, and the same data told by their sum and their difference: two paths of one draw."""

from collections.abc import Iterator

import numpy as np

from figures.data.twins import ROWS, twins
from figures.draw import vocabulary as v
from figures.draw.marks import Mark
from figures.draw.panels import axis, main
from figures.draw.text import number
from figures.scene import Frame, Scene
from figures.solved import Regression, certified, with_middles
from figures.solvers import soft_threshold, two_feature_knots, two_feature_lasso

RHO, NOISE, AT = 0.9, 6, 0.5
"""Of the twins, and the λ that is marked."""
END, LOW, HIGH = 2.35, -0.45, 2.35
X, Y = twins(RHO, NOISE)
TWINS = X.T @ Y / ROWS
"""The pulls on both twins while all coefficients are zero."""
SECOND, FIRST = (float(end) for end in two_feature_knots(TWINS, RHO))
LEADER = int(np.abs(TWINS).argmax())
MIXED = np.stack([X[:, 0] + X[:, 1], X[:, 0] - X[:, 1]], axis=1) / np.sqrt([2 * (1 + RHO), 2 * (1 - RHO)])
"""Sum and difference, each divided so that its mean square is 1. They are uncorrelated."""
SUM, DIFFERENCE = (float(pull) for pull in MIXED.T @ Y / ROWS)
WAITS = abs(DIFFERENCE)
"""The λ down to which the difference is exactly zero."""

TWIN_BENDS, MIXED_BENDS = np.array([0, SECOND, FIRST, END]), np.array([0, WAITS, SUM, END])
TWIN_LAMS, ON_TWINS = with_middles(TWIN_BENDS, two_feature_lasso(TWINS, RHO, TWIN_BENDS))
MIXED_LAMS, ON_MIXED = with_middles(
    MIXED_BENDS, np.stack([soft_threshold(pull, MIXED_BENDS) for pull in (SUM, DIFFERENCE)], axis=-1)
)
TWIN_PATH = certified(Regression(X, Y, TWIN_LAMS), ON_TWINS)
MIXED_PATH = certified(Regression(MIXED, Y, MIXED_LAMS), ON_MIXED)
TWINS_NOW = certified(Regression(X, Y, AT), two_feature_lasso(TWINS, RHO, AT))
MIXED_NOW = certified(Regression(MIXED, Y, AT), soft_threshold([SUM, DIFFERENCE], AT))


def alone(low: float, high: float) -> str:
    """Which share of the way from the first knot to 0 one is alone."""
    return f"{100 * (1 - low / high):.0f} %"


def twin_marks() -> Iterator[Mark]:
    """The path of the twins, and where one of them is alone."""
    yield v.zone("alone", SECOND, FIRST, (LOW, HIGH))
    yield v.zero_line((0, END))
    for j in (0, 1):
        yield v.curve(f"twin-{j}", TWIN_LAMS, TWIN_PATH, of=j, width=3.8, dash="9 5" if j else "")
        yield from v.rest(f"twin-rest-{j}", TWIN_LAMS, TWIN_PATH, of=j)
        yield v.tag(
            f"twin-name-{j}", 0, float(ON_TWINS[0, j]), f"x{'₁₂'[j]}", "left", role="lasso", bold=True
        )
    yield v.cursor("cursor", AT, (LOW, float(TWINS_NOW.w.max())))
    yield from v.answers("twin-now", AT, TWINS_NOW, radius=7)
    told = f"x{'₂₁'[LEADER]} = 0"
    yield v.tag("alone-name", (SECOND + FIRST) / 2, 2.1, told, "at", role="zero", bold=True)


def mixed_marks() -> Iterator[Mark]:
    """The path of sum and difference, and where the sum is alone."""
    yield v.zone("sum-alone", WAITS, SUM, (LOW, HIGH))
    yield v.zero_line((0, END), "mixed-zero-line")
    for j in (0, 1):
        yield v.curve(f"mixed-{j}", MIXED_LAMS, MIXED_PATH, of=j, width=3.8, dash="9 5" if j else "")
        yield from v.rest(f"mixed-rest-{j}", MIXED_LAMS, MIXED_PATH, of=j)
    yield v.cursor("mixed-cursor", AT, (LOW, float(MIXED_NOW.w.max())))
    yield from v.answers("mixed-now", AT, MIXED_NOW, radius=7)
    yield v.tag("sum-name", SUM / 2, SUM / 2, "sum", "above right", role="lasso", bold=True)
    yield v.tag("difference-name", AT, DIFFERENCE, "difference", "right", role="lasso", bold=True)
    yield v.tag("sum-alone-name", (WAITS + SUM) / 2, 2.1, "difference = 0", "at", role="zero", bold=True)


def draw() -> Frame:
    return Frame.of(
        v.on("twins", twin_marks()),
        v.on("mixed", mixed_marks()),
        says=(
            f"one twin is alone from λ = {number(FIRST)} to {number(SECOND)}, "
            f"the sum from {number(SUM)} to {number(WAITS)}"
        ),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Where the path of sum and difference has its knots, and how long one is alone on either path."""
    return {
        "sum": f"{SUM:.2f}", "difference": f"{WAITS:.2f}", "sum_alone": alone(WAITS, SUM),
        "twin_alone": alone(SECOND, FIRST),
    }  # fmt: skip


HEIGHTS = axis("", LOW, HIGH, 0, 1, 2)
ACROSS = axis("λ", 0, END, 0, 0.5, 1, 1.5, 2)

SCENE = Scene(
    draw=draw,
    title="Sum and difference",
    claim=f"Told by sum and difference: the difference is zero for {alone(WAITS, SUM)} of the way",
    caption=(
        f"One draw of the twins, ρ = {RHO:g}, told in two ways: by x₁ (solid) and x₂ (dashed), and by "
        "their sum (solid) and their difference (dashed), each divided so that its mean square is 1. "
        "Shaded: one coefficient is exactly zero, and the other is not."
    ),
    alt=(
        "Two graphs of coefficients over lambda, of the same data. Of the twins x2 leaves zero at "
        f"{FIRST:.2f}, x1 at {SECOND:.2f}. Their sum leaves zero at {SUM:.2f}, their difference only at "
        f"{WAITS:.2f}, and then it goes a little below zero."
    ),
    notes=(
        "These are the twins once more, in one draw of the noise. In one graph, as we know them: x₂ happens "
        f"to be first, and x₁ follows at λ = {SECOND:.2f}. In the other nothing is new but the features: "
        "they are the twins’ sum and difference. The sum is first. The difference waits until λ is as small "
        f"as {WAITS:.2f}. Same data, same noise, other zeros. What has become of the coin?"
    ),
    computed=(
        f"The lasso of two features of correlation {RHO:g} in closed form; soft thresholds, as "
        f"sum and difference are uncorrelated. {ROWS} observations, both true effects 1, the noise NumPy’s "
        f"default generator’s with seed {NOISE}."
    ),
    lesson="lessons/correlated",
    panels=(
        main("twins", ACROSS, HEIGHTS, f"the twins, ρ = {RHO:g}", room=("x₁", "")),
        main("mixed", ACROSS, HEIGHTS, "their sum and difference"),
    ),
    pose=({},),
    facts=facts,
)  # fmt: skip

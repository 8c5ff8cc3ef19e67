"""The twins, and the lasso refitted on their sum and their difference: two paths of one draw."""

from functools import partial

import numpy as np

from figures.data.twins import ROWS, twins
from figures.draw import vocabulary as v
from figures.draw.marks import Mark
from figures.draw.panels import axis, main
from figures.draw.text import number
from figures.scene import Frame, Scene
from figures.solved import Array, Regression, Solved, certified, with_middles
from figures.solvers import soft_threshold, two_feature_knots, two_feature_lasso

RHO, NOISE, AT = 0.9, 6, 0.5
"""Of the twins, and the λ that is marked."""
END, LOW, HIGH = 2.35, -0.45, 2.35
X, Y = twins(RHO, NOISE)
TWINS = X.T @ Y / ROWS
"""The pulls on both twins while all coefficients are zero."""
SECOND, FIRST = (float(end) for end in two_feature_knots(TWINS, RHO))
WAITING = f"x{'₂₁'[int(np.abs(TWINS).argmax())]}"
"""The twin that is zero while the other is alone."""
MIXED = np.stack([X[:, 0] + X[:, 1], X[:, 1] - X[:, 0]], axis=1) / np.sqrt([2 * (1 + RHO), 2 * (1 - RHO)])
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


def path(
    key: str, lams: Array, solved: Solved, now: Solved, band: tuple[float, float], zero: str
) -> tuple[Mark, ...]:
    """Both coefficients over λ, and the band where one is alone: which other is zero, for which share."""
    middle, share = sum(band) / 2, f"for {alone(*band)}"
    return (
        v.zone(f"{key}-alone", *band, (LOW, HIGH)), v.zero_line((0, END), f"{key}-zero-line"),
        *(
            v.curve(f"{key}-{j}", lams, solved, of=j, width=3.8, dash="9 5" if j else "") for j in (0, 1)
        ),
        *(bar for j in (0, 1) for bar in v.rest(f"{key}-rest-{j}", lams, solved, of=j)),
        v.cursor(f"{key}-cursor", AT, (LOW, float(now.w.max()))), *v.answers(f"{key}-now", AT, now, radius=7),
        v.tag(f"{key}-zero", middle, 2.12, f"{zero} = 0", "at", role="zero", bold=True),
        v.tag(f"{key}-share", middle, 1.86, share, "at", role="zero", bold=True),
    )  # fmt: skip


def draw() -> Frame:
    name = partial(v.tag, role="lasso", bold=True)
    return Frame.of(
        v.on("twins", path("twin", TWIN_LAMS, TWIN_PATH, TWINS_NOW, (SECOND, FIRST), WAITING)),
        v.on("twins", (name(f"twin-name-{j}", 0, ON_TWINS[0, j], f"x{'₁₂'[j]}", "left") for j in (0, 1))),
        v.on("mixed", path("mixed", MIXED_LAMS, MIXED_PATH, MIXED_NOW, (WAITS, SUM), "difference")),
        v.on("mixed", name("sum-name", SUM / 2, SUM / 2, "sum", "above right")),
        v.on("mixed", name("difference-name", AT, 0, "difference", "below right")),
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
    title="Same data, other features, other zeros",
    claim=(
        f"Same data, other features, other zeros: {WAITING} for {alone(SECOND, FIRST)} of the way, "
        f"x₂ − x₁ for {alone(WAITS, SUM)}"
    ),
    caption=(
        f"One draw of the twins, ρ = {RHO:g}. One panel: the lasso on x₁ (solid) and x₂ (dashed). The other: "
        "the lasso refitted on two other features, x₁ + x₂ (solid) and x₂ − x₁ (dashed), each divided so "
        "that its mean square is 1. Shaded: one coefficient is exactly zero, the other is not, and for which "
        "share of the way from the first knot to λ = 0."
    ),
    alt=(
        "Two graphs of coefficients over lambda, of the same data. Of the twins x2 leaves zero at "
        f"{FIRST:.2f}, x1 at {SECOND:.2f}. In the refit the sum leaves zero at {SUM:.2f}, the difference "
        f"only at {WAITS:.2f}, and ends a little above it. One is alone for {alone(SECOND, FIRST)} and for "
        f"{alone(WAITS, SUM)} of the way."
    ),
    notes=(
        "These are the twins once more, in one draw of the noise. In one graph, as we know them: x₂ is "
        f"first, and x₁ follows at λ = {SECOND:.2f}. In the other the lasso is fitted anew, on two other "
        "features made of the same columns: x₁ + x₂ and x₂ − x₁. The sum is first. The difference waits "
        f"until λ is down to {WAITS:.2f}. Same data, same noise, other zeros. What has become of the coin?"
    ),
    computed=(
        f"The lasso of two features of correlation {RHO:g} in closed form; soft thresholds, as sum and "
        f"difference are uncorrelated. {ROWS} observations, both true effects 1, the noise NumPy’s default "
        f"generator’s with seed {NOISE}."
    ),
    lesson="lessons/correlated",
    panels=(
        main("twins", ACROSS, HEIGHTS, f"lasso on x₁ and x₂, ρ = {RHO:g}", room=("x₁", "")),
        main("mixed", ACROSS, HEIGHTS, "refitted on x₁ + x₂ and x₂ − x₁"),
    ),
    pose=({},),
    facts=facts,
)  # fmt: skip

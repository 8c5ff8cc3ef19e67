"""One path, two names for its points: the budget t and the price λ, on two axes that the data link."""

import numpy as np

from figures.data.plane import OLS, RHOS
from figures.draw import vocabulary as v
from figures.draw.exchange import arrow, other_line, price_line, whole_diamond
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.text import pair, signed
from figures.scene import Frame, Scene, Slider
from figures.solved import Array, Budget, Regression, Solved, certified, with_middles
from figures.solvers import correlated_gram, touch_diamond, two_feature_knots
from figures.story import Beat

ALL, CORNER_UNTIL = sum(OLS), OLS[0] - OLS[1]
BUDGETS = tuple(step / 8 for step in range(24))
END, HEIGHTS = 3.3, (-0.85, 3.05)
X, Y = (-4.7, 6.6), (-3.0, 4.2)
OTHER = 0.5
"""The correlation that stays in grey beside any other one."""


def solution(budget: float, rho: float) -> tuple[Array, float]:
    """The answer within a budget, and its λ: the largest pull that is left."""
    gram = correlated_gram(rho)
    w = touch_diamond(gram, OLS, budget) if budget > 0 else np.zeros(2)
    return w, float(np.abs((np.array(OLS) - w) @ gram).max())


def priced(rho: float, w: Array, lam: Array | float) -> Solved:
    """Answers at their λ, for two observations that have this Gram matrix and this least squares."""
    X = np.sqrt(2) * np.linalg.cholesky(correlated_gram(rho)).T
    return certified(Regression(X, X @ np.array(OLS), lam), w)


def knots(rho: float) -> tuple[float, float]:
    """λ where the second coefficient reaches 0, and λ_max."""
    pair = two_feature_knots(correlated_gram(rho) @ np.array(OLS), rho)
    return float(pair.lower), float(pair.upper)


def along(rho: float) -> tuple[Solved, tuple[Solved, Solved]]:
    """Answers all along the line of budgets over λ, and those at its bends."""
    second, first = knots(rho)
    lams, line = with_middles([0.0, second, first], [OLS, (CORNER_UNTIL, 0.0), (0.0, 0.0)])
    return priced(rho, line, lams), (priced(rho, line[2], second), priced(rho, line[4], first))


def draw(budget: float, rho: float) -> Frame:
    gram, (second, first), known = correlated_gram(rho), knots(rho), rho == OTHER
    w, lam = solution(budget, rho)
    (before, last), there = knots(OTHER), solution(budget, OTHER)[1]
    within, paid = certified(Budget(gram, OLS, budget), w), priced(rho, w, lam)
    t = f"t ≥ {ALL:g}" if budget >= ALL else f"t = {budget:.4g}"
    price = f"λ ≥ {first:g}" if budget == 0 else f"λ = {lam:.4g}"
    at = signed(f"correlation ρ = {rho:g}")
    other = f"at ρ = {OTHER:g}: λ {'=' if budget else '≥'} {there:.4g}"
    return Frame.of(
        v.on("both", v.heading("title", at, "lasso")),
        v.on("both", v.tag("pair", END, 2.4, f"{t} ↔ {price}", "left", lead=True)),
        v.on("both", other_line(
            ALL, (before, CORNER_UNTIL), last, (there, budget), lam, along(OTHER)[0], other, (END, 1.9),
            not known,
        )),
        v.on("both", price_line(ALL, (second, CORNER_UNTIL), first, END, *along(rho), known)),
        v.on("both", arrow(lam, budget, price, t)),
        v.on("plane", whole_diamond(
            gram, correlated_gram(OTHER), OLS, budget, within, paid, X, Y, not known and 0 < budget < ALL,
        )),
        read("budget", t.removeprefix("t = ")),
        read("λ", price.removeprefix("λ = ")),
        read("w₁, w₂", pair(w)),
        says=f"{at}: budget {t} is {price}, answer {pair(w)}",
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    found = {"all": f"{ALL:g}", "corner_until": f"{CORNER_UNTIL:g}"}
    for name, rho in (("negative", -0.5), ("none", 0.0), ("positive", 0.5)):
        found |= {f"lam_{name}": f"{solution(1.0, rho)[1]:g}", f"second_{name}": f"{knots(rho)[0]:g}"}
        found |= {f"first_{name}": f"{knots(rho)[1]:g}"}
    return found


BUDGET_AXIS = axis("budget t = |w₁| + |w₂|", *HEIGHTS, 0, CORNER_UNTIL, ALL)
TOUCH = "where the diamond and the contour touch"
AT_ONE = {rho: f"{solution(1.0, rho)[1]:g}" for rho in (-0.5, 0.5)}
SCENE = Scene(
    draw=draw,
    title="Budget and λ",
    claim="Budget and λ give the same answers; the data set the exchange rate",
    caption=(
        "The line pairs each budget t, which up to 2.75 is the size |w₁| + |w₂| of its answer, with its λ. "
        f"Read the arrows either way. The line bends where w₂ reaches 0, at t = {CORNER_UNTIL:g}; from the "
        f"second ring on the budget is 0, and at λ = 0 any budget of {ALL:g} or more gives least squares. "
        "Diamond and contour touch at the answer. In grey: correlation ρ = 0.5, another λ, the same answer."
    ),
    alt=(
        "The budget over lambda: a falling line of straight pieces, from 2.75 at lambda 0 down to 1.25, "
        "where the second coefficient reaches 0, then to 0 at lambda max, from where it stays at 0. From the "
        "line’s point at budget 1 one arrow leads to the budget, another down to lambda. At correlation 0.5 "
        f"that is {AT_ONE[0.5]}, in grey, at −0.5 it is {AT_ONE[-0.5]}; both lines bend at the budget 1.25. "
        "In the plane of both coefficients a contour of either touches the diamond of this budget at (1, 0)."
    ),
    notes=(
        "One line, two names for each of its points. Go from the budget t across to the line, then down the "
        "arrow to λ. Move t down: the diamond shrinks and λ grows, because a tighter budget leaves a "
        f"stronger pull of the data unanswered. At t = {CORNER_UNTIL:g} the line bends; there w₂ reaches "
        "zero. Now change ρ. The diamond’s answer stays, but its λ is another. Keep this: budget and λ give "
        "the same answers, and the data set the exchange rate."
    ),
    computed=(
        "The minimum of the loss over the diamond in closed form; its λ is the largest pull that is left. "
        "The pair is certified as a solution of the penalized problem. Two standardized features of "
        "correlation ρ, least squares at (2, 0.75)."
    ),
    lesson="lessons/corners",
    panels=(
        main("both", axis("λ", 0, END, 0, 1, 2, 3), BUDGET_AXIS, grid="none", room=("t = 1.625", "")),
        beside("plane", axis(TOUCH, *X), axis("", *Y), aspect=plane(X, Y), grid="none"),
    ),
    controls=(
        Slider(
            name="budget", label="t", stops=BUDGETS, beats=(0.0, CORNER_UNTIL, ALL), drag=("point", "y"),
            continuous="linear",
        ),
        Slider(name="rho", label="ρ", stops=RHOS),
    ),
    story=(
        Beat(f"A budget of {ALL:g} or more binds nothing: λ is 0.", {"budget": ALL, "rho": 0.5}),
        Beat(f"Tighter is dearer. At t = {CORNER_UNTIL:g} w₂ reaches 0.", {"budget": CORNER_UNTIL}, way=2.5),
        Beat(f"Read across and down: t = 1 is λ = {AT_ONE[0.5]}.", {"budget": 1.0}, way=1, hold=2.5),
        Beat(f"Other data, the same budget: here it is λ = {AT_ONE[-0.5]}.", {"rho": -0.5}, lit=("both",)),
        Beat("Yet the answer is the same: (1, 0).", lit=("plane",)),
        Beat("Budget and λ give the same answers. The data set the rate.", hold=3.5),
    ),
    pose=({"budget": 1.0, "rho": -0.5},),
    facts=facts,
)  # fmt: skip

"""The growing contour touches the diamond at a corner, and the circle beside the axis."""

from functools import cache
from typing import Literal

import numpy as np

from figures.data.plane import OLS, RHOS
from figures.draw import vocabulary as v
from figures.draw.budgets import touching
from figures.draw.marks import Mark
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.planes import answer, contours, coordinates, diamond, disc, least_squares, reach
from figures.draw.text import number, pair, signed
from figures.scene import BUDGET_CONVENTION, Frame, Scene, Slider
from figures.solved import Solved
from figures.solvers import correlated_gram
from figures.story import Beat

CORNER_UNTIL = OLS[0] - OLS[1]
COURSE = np.array([2.0**-20, *(round(0.05 * step, 2) for step in range(1, 36))])
"""From hardly any budget to the largest, among them those where w₂ reaches or leaves zero."""
BUDGETS, END = tuple(COURSE[8:].tolist()), float(COURSE[-1])
X, Y = (-1.25, 3.65), (-2.3, 2.9)


@cache
def course(rho: float, norm: Literal[1, 2]) -> Solved:
    """The answers at all budgets."""
    return touching(correlated_gram(rho), OLS, COURSE, norm)


def crossing(rho: float) -> float:
    """The budget at which ridge's w₂ is zero, or 0 if there is none.

    There the pull G(b − (t, 0)) runs along the first axis: ρ(b₁ − t) + b₂ = 0.
    """
    at = OLS[0] + OLS[1] / rho if rho else 0.0
    return at if 0 < at < np.hypot(*OLS) else 0.0


CROSSING, AT_ONE = crossing(-0.5), touching(correlated_gram(-0.5), OLS, 1.0, 2).w[1]
"""At ρ = −0.5, the pose's: where ridge crosses zero, and its w₂ at t = 1."""


def draw(budget: float, rho: float) -> Frame:
    gram = correlated_gram(rho)
    lasso, ridge = touching(gram, OLS, budget, 1), touching(gram, OLS, budget, 2)
    return Frame.of(
        v.on("lasso", v.heading("lasso-title", f"lasso: |w₁| + |w₂| ≤ {budget:.2f}", "lasso")),
        v.on("lasso", diamond("diamond", budget), touched("lasso", lasso, budget, rho)),
        v.on("ridge", v.heading("ridge-title", f"ridge: w₁² + w₂² ≤ {budget:.2f}²", "ridge")),
        v.on("ridge", disc("disc", budget), touched("ridge", ridge, budget, rho)),
        v.on("course", over_budgets(budget, rho, lasso, ridge)),
        read("budget t", f"{budget:.2f}"),
        read("lasso: w₁, w₂", pair(lasso.w)),
        read("ridge: w₁, w₂", pair(ridge.w)),
        says=f"t = {budget:.2f}, ρ = {signed(f'{rho:g}')}: lasso {pair(lasso.w)}, ridge {pair(ridge.w)}",
    )


def touched(name: str, solved: Solved, budget: float, rho: float) -> list[Mark]:
    """The plane of one method: the contour that touches its shape, where, and least squares."""
    rings = contours(f"{name}-contour", correlated_gram(rho), OLS, solved, shares=(1.0, 0.7))
    top, held = min(OLS[1] + reach(rings[0]), 2.7), bool(solved.w[1] == 0)
    zero = "w₂ = 0, exactly" if name == "lasso" else "w₂ = 0, just here"
    words = zero if held else f"w₂ = {number(solved.w[1])}"
    # Level with the shape's lowest point, the number is clear of the shape and of the contour.
    low = -max(1.4, budget)
    return [
        *coordinates(X, Y, Y[1] - 0.15, "right", key=f"{name}-"), *rings, *trail(name, rho),
        least_squares(f"{name}-ols", OLS, radius=6),
        v.tag(f"{name}-ols-name", OLS[0] + 0.42, top, "least squares", "above", role="ols"),
        answer(f"{name}-touch", solved, radius=7),
        v.tag(f"{name}-value", X[1], low, words, "left", role="zero" if held else name, lead=True),
        v.tag(f"{name}-range", X[1], low - 0.45, within(name, rho), "left", role=name),
    ]  # fmt: skip


def within(name: str, rho: float) -> str:
    """At which budgets w₂ is zero."""
    if name == "lasso":
        return f"0 up to t = {CORNER_UNTIL:g}"
    return f"0 at t = {crossing(rho):g} only" if crossing(rho) else "never 0"


def trail(name: str, rho: float) -> tuple[Mark, ...]:
    """The answers at all budgets: the lasso’s first run along the axis, purple, ridge’s only cross it."""
    answers = course(rho, 1 if name == "lasso" else 2)
    first = answers.w[:, 0]
    line = v.curve(f"{name}-trail", first, answers, of=1, kinks=(), width=2.2, dash="2 4")
    return line, *v.rest(f"{name}-trail-rest", first, answers, of=1, width=5)


def over_budgets(budget: float, rho: float, lasso: Solved, ridge: Solved) -> list[Mark]:
    """w₂ of both over the budget: a stretch at zero, and one point at most."""
    t, diamonds, discs, at = COURSE, course(rho, 1), course(rho, 2), crossing(rho)
    crossed = touching(correlated_gram(rho), OLS, at or 1.0, 2)
    lowest, highest = min(discs.w[:, 1].min(), 0.0), discs.w[:, 1].max()
    held, passed = f"lasso: 0 up to {CORNER_UNTIL:g}", f"ridge: 0 only at {at:g}" if at else "ridge: never 0"
    return [
        v.zero_line((0, END)),
        v.curve("ridge-course", t, discs, of=1, kinks=()),
        v.curve("lasso-course", t, diamonds, of=1, skip_zeros=True),
        *v.rest("rest", t, diamonds, of=1),
        v.cursor("gap", budget, (float(lasso.w[1]), float(ridge.w[1]))),
        *v.answers("crossing", at, crossed, only=(1,), radius=4, visible=at > 0),
        *v.answers("ridge-now", budget, ridge, only=(1,)), *v.answers("lasso-now", budget, lasso, only=(1,)),
        v.tag("rest-name", END, lowest, held, "below left", role="zero", bold=True, gap=13),
        v.tag("crossing-name", END, highest, passed, "above left", role="ridge", bold=True, gap=17),
    ]  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    told = {"corner_until": CORNER_UNTIL, "first": OLS[0], "second": OLS[1], "crossing": CROSSING}
    return {name: f"{value:g}" for name, value in told.items()} | {"ridge_at_one": number(AT_ONE)}


SCENE = Scene(
    draw=draw,
    title="The touching contour",
    claim=f"The diamond holds w₂ at exactly 0 up to t = {CORNER_UNTIL:g}; the circle does not",
    caption=(
        "On each ellipse round least squares the loss is the same, and outward it grows. The thick one is "
        "the first that meets the budget: |w₁| + |w₂| ≤ t for the lasso, w₁² + w₂² ≤ t² for ridge; where it "
        "touches is the answer. The graph “w₂ of both” shows w₂ at every budget, purple where it is exactly "
        f"0. At ρ = −0.5 the circle passes through zero at t = {CROSSING:g}, and at no other t above 0."
    ),
    alt=(
        "Two planes of the coefficients w1 and w2 with least squares at (2, 0.75) and two ellipses of equal "
        "loss round it. In the lasso’s plane the outer ellipse touches a diamond of budget 1 at its corner, "
        "where w2 is exactly 0; in ridge’s it touches a circle of radius 1 beside the axis, where w2 is "
        f"{number(AT_ONE)}. A graph of w2 over the budget: the lasso’s is exactly 0 up to {CORNER_UNTIL:g}, "
        f"then rises along a straight line; ridge’s is 0 only at {CROSSING:g} and rises along a curve."
    ),
    notes=(
        "The green dot is least squares; along each ellipse the loss is the same. The outer one just touches "
        "the budget, and where it touches is the answer: a diamond for the lasso, a circle for ridge. Make t "
        f"smaller. At {CORNER_UNTIL:g} the diamond’s corner catches the ellipse, and from there w₂ is "
        f"exactly zero. The circle only passes through zero, at t = {CROSSING:g}. Change ρ: its answer "
        "moves, the diamond’s does not. A corner holds a zero; a circle has no corner."
    ),
    computed=(
        "The least loss over the diamond in closed form, over the disc by Newton’s method to machine "
        "precision, exactly on the axis where the pull runs along it. The thick contour passes through that "
        "minimum, so it only touches. Two standardized features of correlation ρ, least squares (2, 0.75)."
    ),
    lesson="lessons/geometry",
    convention=BUDGET_CONVENTION,
    panels=(
        main("lasso", axis("", *X), axis("", *Y), aspect=plane(X, Y), grid="none"),
        main("ridge", axis("", *X), axis("", *Y), aspect=plane(X, Y), grid="none"),
        beside("course", axis("budget t", 0, END, 0, 0.5, 1.25), axis("w₂ of both", -0.35, 1.12, 0, 0.5)),
    ),
    controls=(
        Slider(
            name="budget", label="t", stops=BUDGETS, beats=(0.5, 1.0, CORNER_UNTIL),
            drag=("lasso-touch", "x"), continuous="linear",
        ),
        Slider(name="rho", label="ρ", stops=RHOS),
    ),
    story=(
        Beat("Each ellipse: equal loss. The first to meet the shape wins.", {"budget": END}, hold=2.5),
        Beat(
            f"At t = {CORNER_UNTIL:g} the corner catches it: w₂ = 0, exactly.", {"budget": CORNER_UNTIL},
            way=2, lit=("lasso", "rest-0", "rest-name", "lasso-now-1"),
        ),
        Beat(
            f"On the circle w₂ is 0 at t = {CROSSING:g}, and only there.", {"budget": CROSSING},
            way=2.5, lit=("ridge", "ridge-course", "crossing-1", "crossing-name", "ridge-now-1"),
        ),
        Beat("The corner holds w₂ at 0. The circle has no corner.", {"budget": 1.0}, way=2, hold=3.5),
    ),
    pose=({"budget": 1.0, "rho": -0.5},),
    pose_panels=("lasso", "ridge"),
    facts=facts,
)  # fmt: skip

"""The growing contour touches the diamond at a corner, and the circle beside the axis."""

import numpy as np

from figures.data.plane import OLS, RHOS
from figures.draw import vocabulary as v
from figures.draw.budgets import over_budgets, touch_plane, touching
from figures.draw.marks import Mark
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.text import number, pair, signed
from figures.scene import BUDGET_CONVENTION, Frame, Scene, Slider
from figures.solved import Solved
from figures.solvers import correlated_gram, crossing_budget
from figures.story import Beat

CORNER_UNTIL = OLS[0] - OLS[1]
COURSE = np.array([2.0**-20, *(round(0.05 * step, 2) for step in range(1, 36))])
"""From hardly any budget to the largest, among them those where w₂ reaches or leaves zero."""
BUDGETS, END = tuple(COURSE[8:].tolist()), float(COURSE[-1])
X, Y = (-1.25, 3.65), (-2.3, 2.9)
CROSSING = crossing_budget(correlated_gram(-0.5), OLS)
AT_ONE = number(touching(correlated_gram(-0.5), OLS, 1.0, 2).w[1])
"""At ρ = −0.5, the pose's: where ridge crosses zero, and its w₂ at t = 1."""


def draw(budget: float, rho: float) -> Frame:
    gram = correlated_gram(rho)
    lasso, ridge = touching(gram, OLS, budget, 1), touching(gram, OLS, budget, 2)
    diamonds, discs = touching(gram, OLS, COURSE, 1), touching(gram, OLS, COURSE, 2)
    at, lowest, highest = crossing_budget(gram, OLS), min(discs.w[:, 1].min(), 0.0), discs.w[:, 1].max()
    held, passed = f"lasso: 0 up to {CORNER_UNTIL:g}", f"ridge: 0 only at {at:g}" if at else "ridge: never 0"
    return Frame.of(
        v.on("lasso", touch_plane("lasso", lasso, diamonds, X, Y)),
        v.on("lasso", words(lasso, budget, "exactly", f"0 up to t = {CORNER_UNTIL:g}")),
        v.on("ridge", touch_plane("ridge", ridge, discs, X, Y)),
        v.on("ridge", words(ridge, budget, "just here", f"0 at t = {at:g} only" if at else "never 0")),
        v.on(
            "course", over_budgets(COURSE, diamonds, discs, lasso, ridge),
            v.tag("rest-name", END, lowest, held, "below left", role="zero", bold=True, gap=13),
            v.tag("crossing-name", END, highest, passed, "above left", role="ridge", bold=True, gap=17),
        ),
        read("budget t", f"{budget:.2f}"),
        read("lasso: w₁, w₂", pair(lasso.w)),
        read("ridge: w₁, w₂", pair(ridge.w)),
        says=f"t = {budget:.2f}, ρ = {signed(f'{rho:g}')}: lasso {pair(lasso.w)}, ridge {pair(ridge.w)}",
    )  # fmt: skip


def words(solved: Solved, budget: float, zero: str, when: str) -> tuple[Mark, Mark]:
    """w₂, and the budgets at which it is 0, level with the shape’s lowest point: clear of the drawing."""
    name, held, low = v.method(solved), bool(solved.w[1] == 0), -max(1.4, budget)
    value = f"w₂ = 0, {zero}" if held else f"w₂ = {number(solved.w[1])}"
    return (
        v.tag(f"{name}-value", X[1], low, value, "left", role="zero" if held else name, lead=True),
        v.tag(f"{name}-range", X[1], low - 0.45, when, "left", role=name),
    )


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    told = {"corner_until": CORNER_UNTIL, "first": OLS[0], "second": OLS[1], "crossing": CROSSING}
    return {name: f"{value:g}" for name, value in told.items()} | {"ridge_at_one": AT_ONE}


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
        f"{AT_ONE}. A graph of w2 over the budget: the lasso’s is exactly 0 up to {CORNER_UNTIL:g}, then "
        f"rises along a straight line; ridge’s dips a little below 0, crosses it at {CROSSING:g} and rises "
        "along a curve."
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
            f"On the circle w₂ is 0 at t = {CROSSING:g}, and at no other t above 0.", {"budget": CROSSING},
            way=2.5, lit=("ridge", "ridge-course", "crossing-1", "crossing-name", "ridge-now-1"),
        ),
        Beat("The corner holds w₂ at 0. The circle has no corner.", {"budget": 1.0}, way=2, hold=3.5),
    ),
    pose=({"budget": 1.0, "rho": -0.5},),
    pose_panels=("lasso", "ridge"),
    facts=facts,
)  # fmt: skip

"""The elastic net's mix: with more ridge the partners of a feature come in and even out, and zeros go."""

from functools import cache
from itertools import pairwise

import numpy as np

from figures.data.groups import NAMES, WITHIN, X, Y
from figures.draw import vocabulary as v
from figures.draw.mixes import group_bars, over_mix
from figures.draw.panels import axis, beside, main, read
from figures.draw.paths import apart
from figures.draw.text import coefficient
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Regression, Solved, certified
from figures.solvers import elastic_net, joining_shares
from figures.story import Beat

LAM = 0.35
ALPHAS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 1.0)
HOLDS = {"lam": "λ", "l1": "the L1 part λα"}
AT, GROUPS = (1.0, 2.0, 3.0, 5.0, 6.0, 7.0), (slice(0, 3), slice(3, 6))
TOP, RIGHT, LESS = 0.68, 1.04, 5e-4
"""Curves end so much before α = 1, which is the lasso's."""


def penalty(alpha: float, hold: str) -> float:
    """λ at an L1 share α, if λ itself or the L1 part λα is held at 0.35."""
    return LAM if hold == "lam" else LAM / alpha


def answer(alpha: float, hold: str) -> Solved:
    """The elastic net’s coefficients there."""
    lam = penalty(alpha, hold)
    return certified(Regression(X, Y, lam, alpha), elastic_net(X, Y, lam, alpha))


@cache
def joins(hold: str) -> dict[str, float]:
    """The α below which each feature that the lasso leaves at zero is in."""
    shares = joining_shares(X, Y, lambda alpha: penalty(alpha, hold), ALPHAS[0])
    return {name: share for name, share in zip(NAMES, shares.tolist(), strict=True) if share == share}


@cache
def line(hold: str) -> tuple[list[float], list[Solved]]:
    """Rising α, all joins among them, and the answers."""
    edges = [ALPHAS[0], *sorted(joins(hold).values()), 1 - LESS]
    alphas = np.unique([np.linspace(a, b, 12) for a, b in pairwise(edges)]).tolist()
    return alphas, [answer(alpha, hold) for alpha in alphas]


def draw(alpha: float, hold: str) -> Frame:
    w, (alphas, whole) = answer(alpha, hold), line(hold)
    zeros, kinks = int((w.w == 0).sum()), list(joins(hold).values())
    lasso, net = ("", ", the lasso")[alpha == 1], ("no zero", "1 zero", *(f"{k} zeros" for k in (2, 3, 4)))
    ends = zip(("x₁–x₃", "x₄–x₆"), apart(whole[0].w.reshape(2, 3).mean(axis=1), 0.06), strict=True)
    lam = penalty(alpha, hold)
    return Frame.of(
        v.on(
            "bars", v.heading("zeros", f"α = {alpha:.3g}{lasso}: {net[zeros]}", "zero" if zeros else "fg"),
            v.zero_line((0, 8), "bars-zero"), group_bars(AT, w, GROUPS, TOP),
        ),
        v.on(
            "over", v.hairlines("join", kinks, (0, TOP)), v.zero_line((0, RIGHT)),
            over_mix(NAMES, alphas, whole, kinks, GROUPS[0]), v.cursor("cursor", alpha, (0, TOP)),
            v.answers("w", alpha, w, radius=5),
            (v.tag(f"name-{name}", ALPHAS[0], y, name, "left", bold=True) for name, y in ends),
        ),
        read("L1 part λα", coefficient(lam * alpha)),
        read("ridge part λ(1 − α)", coefficient(lam * (1 - alpha))),
        read("non-zero", f"{6 - zeros} / 6"), read("‖w‖₁", f"{np.abs(w.w).sum():.3f}"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: where partners come in, how many are in, and the spreads of the first group."""
    found: dict[str, str] = {}
    for hold in HOLDS:
        found |= {f"joins_{NAMES.index(name) + 1}_{hold}": f"{at:.3f}" for name, at in joins(hold).items()}
        for alpha in (1.0, 0.9, 0.5, 0.1):
            w, key = answer(alpha, hold).w, f"{round(10 * alpha)}_{hold}"
            found[f"spread_{key}"], found[f"kept_{key}"] = f"{np.ptp(w[GROUPS[0]]):.3f}", f"{(w != 0).sum()}"
    return found


SCENE = Scene(
    draw=draw,
    title="The elastic net’s mix",
    claim="At λ = 0.35, more ridge lets partners in and evens them out, but costs zeros",
    caption=(
        f"Two groups of three features, correlated {WITHIN:g} within and not at all between. The bars: their "
        "coefficients, rings where exactly zero, and each group’s spread, its largest less its smallest. "
        "The curves: the same over the L1 share α, 1 for the lasso; purple is zero, hairlines are where a "
        "feature comes in. A smaller α also has a smaller L1 part λα; hold that, and λ grows instead: then "
        "only ridge is added."
    ),
    alt=(
        "Bars of six coefficients. At alpha 1, the lasso, x1 is 0.55 and x4 is 0.10, and x2, x3, x5 and x6 "
        "are rings at zero. At alpha 0.5 there are six bars: 0.33, 0.19 and 0.17 in the first group, 0.13, "
        "0.07 and 0.06 in the second. Six curves over alpha: with falling alpha x2, x3, x5 and x6 leave "
        "zero one after the other, and in each group the curves draw together."
    ),
    notes=(
        "Six features in two groups; within a group they nearly say the same. The lasso keeps one of each, "
        "and four are zero. Now mix in some ridge. x₂ and x₃ come in, and x₁ gives way. Then x₅ and x₆, "
        "in the weaker group, just the same: ridge does not ask which group is worth it. From there on each "
        "group draws together, though it never gets quite even. That is grouping, and this is its price: "
        "the four zeros are gone."
    ),
    computed=(
        "The elastic net by an exact path at each ridge part, at 13 values of α, for 12 observations made "
        "for this site with exact correlations; where one comes in, by halving."
    ),
    lesson="lessons/correlated",
    convention="Objective 1/(2n)‖y − Xw‖² + λ(α‖w‖₁ + (1 − α)/2‖w‖²), columns with mean 0, mean square 1",
    panels=(
        main(
            "bars",
            axis(f"two groups of three, ρ = {WITHIN:g} within", 0.3, 7.7, names=zip(AT, NAMES, strict=True)),
            axis("", 0, 0.74, 0, 0.2, 0.4, 0.6),
        ),
        beside(
            "over", axis("L1 share α", ALPHAS[0], RIGHT, 0.2, 0.4, 0.6, 0.8, 1), axis("", -0.03, 0.74, 0),
            "coefficients over α", room=("x₁–x₃", ""), grid="none",
        ),
    ),
    controls=(
        Slider(name="alpha", label="α", stops=ALPHAS, drag=("cursor", "x1"), continuous="linear"),
        Choice(name="hold", label="hold", options=tuple(HOLDS.items())),
    ),
    story=(
        Beat("Two groups of three. The lasso keeps one of each.", {"alpha": 1.0, "hold": "lam"}, hold=2.5),
        Beat("A little ridge, and x₂ and x₃ come in.", {"alpha": 0.9}, way=2.5, hold=1.5),
        Beat("Then x₅ and x₆. No zero is left.", {"alpha": 0.7}, way=2, hold=1.5),
        Beat("Partners that are in draw together.", {"alpha": 0.5}, way=2, hold=1.5, along=True),
        Beat("All six are in, more even. The price: four zeros.", hold=3.5),
    ),
    pose=({"alpha": 1.0, "hold": "lam"}, {"alpha": 0.5, "hold": "lam"}),
    pose_panels=("bars",), facts=facts,
)  # fmt: skip

"""Six methods on one lasso problem: three have a soft threshold in their step, and reach exactly zero."""

from functools import cache

import numpy as np

from figures.data.forty import OLS, RHO, X, Y
from figures.draw import vocabulary as v
from figures.draw.bowls import level_lines
from figures.draw.panels import axis, beside, main, read
from figures.draw.races import LANE, across, at_zero, sizes, ways
from figures.draw.text import pair, signed
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Array, Regression, certified
from figures.solvers import L1, lipschitz, objective, side_by_side, two_feature_lasso
from figures.story import Beat

LAM, START, RUN = 0.5, (-0.6, 1.4), 60
PASSES = (*map(float, range(11)), 12.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0)
STEPS = {
    "constant": {"subgradient": 0.1, "SGD": 0.002, "Adam": 0.05},
    "shrinking": {"subgradient": 0.5, "SGD": 0.1, "Adam": 0.2},
}
"""The step of each method that has one, or what is divided by √k in step k: the best of ``GRID``."""
GRID = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
TOP, FLOOR = 0.4, -4.45
TICKS = [(across(k), f"{k}") for k in (0, 1, 2, 5, 10, 20, 40, 60)]
POWERS = [*((-float(k), f"{0.1**k:g}") for k in range(5)), (FLOOR - 1.5 * LANE, "exactly 0")]
ACROSS, UP, HEIGHTS = (-0.8, 1.4), (-0.6, 1.7), (0.7, 1.4)
BEST = certified(Regression(X, Y, LAM), two_feature_lasso(X.T @ Y / len(Y), RHO, LAM))


@cache
def runs(steps: str) -> dict[str, Array]:
    """The iterates (61, 2) of each method: at the start and after each pass."""
    shrinking = steps == "shrinking"
    return side_by_side(X, Y, L1(LAM), STEPS[steps], passes=RUN, start=START, shrinking=shrinking)


def draw(passes: float, steps: str) -> Frame:
    shown, done = runs(steps), int(passes)
    left = {name: abs(float(run[done, 1])) for name, run in shown.items()}
    return Frame.of(
        v.on("sizes", v.heading("sizes-title", f"{steps} steps"), sizes(shown, BEST, passes, FLOOR, TOP)),
        v.on(
            "plane", v.zero_line(ACROSS, "w1"), v.upright(UP, "w2"),
            v.tag("w1-name", ACROSS[0], 0, "w₁", "below right", role="muted", gap=6),
            v.tag("w2-name", 0, 1.6, "w₂", "right", role="muted", gap=6),
            level_lines("level", BEST, HEIGHTS, role="quiet", width=1.2), ways(shown, BEST, passes),
        ),
        read("passes", f"{done}"),
        read("exactly 0", ", ".join(name for name, size in left.items() if size == 0) or "none"),
        *(read(f"{name}: |w₂|", f"{left[name]:.2g}") for name in STEPS[steps]),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: the race’s outcome, the steps chosen, and what is left after pass 60."""
    zeros, least = at_zero(runs("constant")), float(objective(X, Y, BEST.w, L1(LAM)))
    keys = {"coordinate descent": "pass_cd", "FISTA": "pass_fista", "ISTA": "pass_ista"}
    found = {keys[name]: f"{at}" for name, at in zeros.items()}
    found |= {"answer": pair(BEST.w), "pull": f"{X[:, 1] @ (Y - X @ BEST.w) / len(Y):g}"}
    smallest = []
    for steps, chosen in STEPS.items():
        for name, step in chosen.items():
            run, key = runs(steps)[name], f"{name.lower()}_{steps}"
            gap = float(objective(X, Y, run[51:], L1(LAM)).mean()) - least
            found |= {
                f"{key}_step": f"{step:g}",
                key: signed(f"{run[-1, 1]:.2g}"),
                f"{key}_gap": f"{gap:.2g}",
            }
            smallest.append(np.abs(run[:, 1]).min())
    return found | {"smallest": f"{min(smallest):.5f}", "lipschitz": f"{lipschitz(X):g}"}


SCENE = Scene(
    draw=draw,
    title="The race to zero",
    claim="Of these six methods, only the three with a soft threshold reach exactly zero",
    caption=(
        "|w₂| after each pass in powers of ten, a scale without 0: what is exactly 0 falls into the purple "
        "zone. The plane: the ways, over level lines of the cost. What is fair: one start, one cost; a pass "
        f"is one gradient, one sweep, or {len(Y)} draws of SGD, one a row. Subgradient, SGD and Adam each "
        f"take the best of {len(GRID)} steps, 0.001 to 1, constant or over √k in step k: that of least mean "
        "cost over the last 10 passes. ISTA and FISTA take 1/L, L the largest curvature of the loss. "
        "Coordinate descent has no step."
    ),
    alt=(
        "Six lines over 60 passes: the size of w2 in powers of ten. Those of coordinate descent, FISTA and "
        "ISTA fall into a zone “exactly 0”, at passes 2, 5 and 7, each to a hollow ring, and stay. Those of "
        "subgradient, SGD and Adam come down too, then go up and down above it, whether steps are constant "
        "or shrinking. In a plane six ways lead from one start to the answer on the axis w2 = 0."
    ),
    notes=(
        "Six methods, one problem, one start; each that has a step to choose has its best of ten. Drawn is "
        "how large w₂ still is. Each line down is a power of ten, so zero is nowhere on this scale: you have "
        "to leave it. Coordinate descent leaves at pass two, FISTA at five, ISTA at seven. These three have "
        "a soft threshold in their step. The others jump over zero, to and fro. Shrinking steps calm them, "
        "but do not stop one of them at zero."
    ),
    computed=(
        f"{len(Y)} rows made for this, least squares {pair(OLS)}, correlation {RHO:g}; λ = {LAM:g}, answer "
        f"{pair(BEST.w)}, start {pair(START)}. Steps: subgradient 0.1 or 0.5/√k, SGD 0.002 or 0.1/√k (seed "
        "0), Adam 0.05 or 0.2/√k. Exactly zero is the float 0.0."
    ),
    lesson="lessons/algorithms",
    panels=(
        main(
            "sizes", axis("passes over the data, root scale", 0, across(RUN), names=TICKS),
            axis("|w₂|", FLOOR - 3 * LANE, TOP, names=POWERS), room=("", "subgradient"),
        ),
        beside("plane", axis("", *ACROSS), axis("", *UP), "same start, same cost", grid="none"),
    ),
    controls=(
        Slider(name="passes", label="passes", stops=PASSES, beats=(2.0, 5.0, 7.0), continuous="linear"),
        Choice(name="steps", label="steps", options=(("constant", "constant"), ("shrinking", "shrinking"))),
    ),
    story=(
        Beat("Six methods, one start.", {"passes": 0.0, "steps": "constant"}),
        Beat("Coordinate descent: w₂ is 0 already.", {"passes": 2.0}, way=1),
        Beat("FISTA’s threshold cuts w₂ off.", {"passes": 5.0}, way=1.2),
        Beat("ISTA too. Three lines have left.", {"passes": 7.0}, way=0.8),
        Beat("The others: small, never zero.", {"passes": 60.0}, way=1.7),
        Beat("Shrinking steps: still not zero.", {"steps": "shrinking"}, hold=3.5),
    ),
    pose=({"passes": 60.0, "steps": "shrinking"},),
    facts=facts,
)  # fmt: skip

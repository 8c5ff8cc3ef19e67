"""A penalty whose kink lies at 0.2: the loss, the penalty and their sum, at one λ."""

import numpy as np
from numpy.typing import ArrayLike

from figures.data.five_points import X, Y
from figures.draw import vocabulary as v
from figures.draw.panels import axis, main
from figures.draw.shapes import graph
from figures.draw.text import coefficient
from figures.scene import Frame, Scene
from figures.solved import Array, Regression, certified
from figures.solvers import L1, one_weight_lasso, one_weight_loss, one_weight_threshold

LAM, KINK = 5.0, 0.2
LOW, HIGH, TOP, MARKED = -0.25, 0.85, 5.2, 4.6
BENDS = (LOW, KINK, HIGH)
SHIFTED = np.subtract(Y, np.multiply(KINK, X))
"""What y is if w is counted from the kink: the penalty is the lasso's then, at half of this λ."""
LEAST = certified(Regression([[x] for x in X], SHIFTED, LAM / 2), [float(one_weight_lasso(X, SHIFTED, LAM))])
AT = KINK + float(LEAST.w[0])
THRESHOLD = one_weight_threshold(X, SHIFTED)
"""From this λ on the sum is lowest at the kink."""


def loss(w: ArrayLike) -> Array:
    """The mean squared error, 11(w − ½)²."""
    return one_weight_loss(X, Y, w)


def penalty(w: ArrayLike) -> Array:
    """λ|w − 0.2|."""
    return L1(LAM).value(np.subtract(w, KINK))


def draw() -> Frame:
    said, lowest = f"{LAM:g}|w − {KINK:g}|", f"lowest at {coefficient(AT)}"

    def total(w: ArrayLike) -> Array:
        return loss(w) + penalty(w)

    return Frame.of(
        v.on(
            "cost",
            v.upright((0, float(total(KINK))), "kink", KINK),
            v.cursor("drop", AT, (0, MARKED)),
            graph("loss", "loss", loss, *BENDS, points=3, width=3),
            graph("penalty", "lasso", penalty, *BENDS, points=3, width=3, dash="7 5"),
            graph("sum", "lasso", total, *BENDS, points=3, width=4.2),
            v.in_or_out("lowest", AT, float(total(AT)), LEAST, 0, radius=8),
            v.tag("loss-name", 0.66, float(loss(0.66)), "loss", "above left", role="loss", bold=True),
            v.tag("penalty-name", 0.63, float(penalty(0.63)), said, "below right", role="lasso", bold=True),
            v.tag("sum-name", 0.7, float(total(0.7)), "their sum", "above left", role="lasso", bold=True),
            v.tag("at", AT, MARKED, lowest, "right", role="lasso", bold=True),
        ),
        says=f"λ = {LAM:g}: the sum is {lowest}",
    )  # fmt: skip


def facts() -> dict[str, str]:
    """The λ from which the sum stays lowest at the kink, and where it is lowest here."""
    numbers = {"threshold": THRESHOLD, "kink": KINK, "lam": LAM, "lowest": AT}
    return {name: coefficient(value) for name, value in numbers.items()}


SCENE = Scene(
    draw=draw,
    title="A kink elsewhere",
    claim="This penalty has its kink at 0.2, not at zero",
    caption=(
        f"The loss, the penalty λ|w − {KINK:g}| (dashed) and their sum (thick), at λ = {LAM:g}. The "
        "dot is the lowest point of the sum."
    ),
    alt=(
        "A graph of cost over the weight w. The loss is a parabola, lowest at 0.5. The penalty is a V with "
        f"its tip on the floor at w = 0.2. Their sum has a corner there; at lambda {LAM:g} it is lowest to "
        f"the right of that, at {coefficient(AT)}."
    ),
    notes=(
        "The loss is the one we know, lowest at one half. The penalty is the lasso’s V, but somebody moved "
        "its tip to 0.2: it charges for being away from 0.2, not for being away from zero. At this λ their "
        f"sum is lowest at {coefficient(AT)}. Now raise λ in your mind. Where does the lowest point go, and "
        f"where does it stay? To the kink, wherever that is: here exactly 0.2, from λ = {THRESHOLD:g} on. "
        "And zero is then nothing special at all."
    ),
    computed=(
        f"The minimiser of 11(w − ½)² + λ|w − 0.2| at λ = {LAM:g}: 0.2 + S(0.3, λ/22), with S the soft "
        "threshold; the loss is 1/n·Σ(y − wx)² for x = 1, 2, 3, 4, 5 and y = x/2. The smallest λ at which "
        f"it is exactly 0.2 is the loss’s slope there, 2 · 11 · 0.3 = {THRESHOLD:g}."
    ),
    convention="Objective 1/n·Σ(y − wx)² + λ|w − 0.2|, x and y as they are",
    lesson="lessons/one-weight",
    panels=(main("cost", axis("weight w", LOW, HIGH, 0, KINK, 0.5), axis("cost", 0, TOP, 0, 2, 4)),),
    pose=({},),
    facts=facts,
    coefficients=("w − 0.2",),
)  # fmt: skip

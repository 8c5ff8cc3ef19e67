"""The answer in one minute: one λ, one cause, three views of the same coefficient."""

import numpy as np

from figures.draw import views
from figures.draw import vocabulary as v
from figures.draw.panels import axis, beside, main, read
from figures.draw.text import number
from figures.scene import Frame, Scene, Slider
from figures.solved import Regression, certified
from figures.solvers import lasso
from figures.story import Beat

Z = (1.0, 0.5)
"""Least squares of two uncorrelated features; the weak one, w₂, is the subject."""
X, Y = np.sqrt(2) * np.eye(2), np.sqrt(2) * np.array(Z)
WEAK = Z[1]
LAMBDAS = tuple(round(0.05 * step, 2) for step in range(4, 15))
SIDE, END, HEIGHTS = 1.1, 1.3, (-0.4, 0.62)
"""Half the width of forces and map, the end of the path, and the heights of map and path."""


def draw(lam: float) -> Frame:
    w = certified(Regression(X, Y, lam), lasso(X, Y, lam))
    told = number(w.w[1])
    return Frame.of(
        v.on("forces", views.title("forces", w, "w₂ = 0: the kink holds it", f"w₂ = {told}: the pull wins")),
        v.on("forces", views.forces(WEAK, lam, w)),
        v.on("map", views.title("map", w, "the lasso’s map is flat", "past the flat part")),
        v.on("map", views.threshold(WEAK, lam, w)),
        v.on("path", views.title("path", w, "at rest on zero", "on its way to zero")),
        v.on("path", views.path(WEAK, lam, w, END, HEIGHTS)),
        read("λ, the most the kink holds", f"{lam:.2f}", key="lam"),
        read("evidence for w₂", f"{WEAK:.2f}", key="pull"),
        read("w₂", told, weight=True),
    )


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    return {"weak": f"{WEAK:g}", "strong": f"{Z[0]:g}"}


TALL = axis("w₂", *HEIGHTS, 0, 0.5)
SCENE = Scene(
    draw=draw,
    title="The answer in one minute",
    claim="The penalty’s kink holds a coefficient at zero against any pull up to λ",
    caption=(
        "Three views of one λ, purple where w₂ is zero. Main panel: the data’s pull meets what the penalty "
        "can hold, its slope: λ or −λ, and at zero anything between. Second: the map from evidence to "
        "coefficient is flat from −λ to λ. Third: the path of w₂ over λ runs into zero and stays. All turn "
        f"at the same λ = {WEAK:g}, the strength of the evidence for w₂."
    ),
    alt=(
        "Three linked graphs, purple where w2 is zero. First, forces on w2: the penalty’s slope is lambda "
        "right of zero, minus lambda left of it, and at zero a thick bar holds anything between; a falling "
        "line, the pull of the data, crosses that at the solution. Second, the soft-threshold map with its "
        "flat part. Third, the coefficient over lambda. "
        f"When lambda reaches {WEAK:g}, w2 is exactly zero in all three."
    ),
    notes=(
        "Three views of one answer, purple where w₂ is zero. Look at the forces first. The falling line "
        "is the pull of the data on w₂, the rest is what the penalty can hold: at zero anything from −λ to "
        f"λ. Move λ up to {WEAK:g}. The purple bar grows until it meets the pull, and w₂ is exactly zero in "
        "all three views. Move on, and it stays there. At its kink the penalty can balance any pull up to λ. "
        "That is why the lasso makes zeros."
    ),
    computed=(
        "Two uncorrelated standardized features with least-squares coefficients 1 and 0.5; the lasso is "
        f"solved exactly at {len(LAMBDAS)} values of λ from {LAMBDAS[0]:g} to {LAMBDAS[-1]:g}, and all three "
        "views draw that one solution."
    ),
    lesson="index",
    panels=(
        main(
            "forces", axis("w₂", -SIDE, SIDE, 0, WEAK), axis("force on w₂", -SIDE, SIDE, 0, WEAK), grid="none"
        ),
        beside("map", axis("evidence z", -SIDE, SIDE, 0, WEAK), TALL, grid="none"),
        beside("path", axis("λ", 0.0, END, 0, WEAK, 1), TALL, grid="none"),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=LAMBDAS, beats=(WEAK,), drag=("hold-right", "y1"),
            continuous="linear",
        ),
    ),
    story=(
        Beat("The pull meets the purple bar: w₂ is exactly 0.", {"lam": 0.6}, hold=2.5),
        Beat("Lower λ: the kink holds less than the pull, and w₂ moves.", {"lam": 0.3}, way=2.5, hold=2),
        Beat(f"At λ = {WEAK:g} the bar meets the pull: w₂ = 0.", {"lam": WEAK}, way=2, lit=("forces",)),
        Beat("Beyond, the map is flat, the path rests on zero.", {"lam": 0.7}, way=1.5, lit=("map", "path")),
        Beat("The kink holds any pull up to λ. So w₂ is exactly 0.", {"lam": 0.6}, way=1, hold=3.5),
    ),
    pose=({"lam": 0.6},),
    facts=facts,
)  # fmt: skip

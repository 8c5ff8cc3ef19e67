"""The size of one weight under three methods without their names, on a scale that has no zero."""

from collections.abc import Callable

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark, Polyline
from figures.draw.panels import axis, main
from figures.draw.text import coefficient
from figures.scene import Frame, Scene
from figures.solved import Array
from figures.solvers import L1, L2, Penalty, gradient_descent, hitting_time, ista, ridge, subgradient_descent

Z, LAM, ETA, START, LAST = 0.2, 0.5, 0.1, 1.0, 40
FOOT, TOP, OFF = 5e-4, 1.5, 1e-9
"""The ends of the scale, and where a line goes that leaves it: out of sight."""
X, Y = [[1.0]], [Z]
WAYS: dict[str, tuple[Callable[..., Array], Penalty]] = {
    "A": (subgradient_descent, L1(LAM)),
    "B": (gradient_descent, L2(LAM)),
    "C": (ista, L1(LAM)),
}
"""The method of each letter, and its penalty."""


def sizes(letter: str) -> Array:
    """|w| after each step, (41,)."""
    method, penalty = WAYS[letter]
    return np.abs(method(X, Y, penalty, step=ETA, steps=LAST, start=[START])[:, 0])


def draw() -> Frame:
    hit = int(hitting_time(Z, LAM, START, ETA))
    return Frame.of(
        v.on(
            "sizes",
            way("C", hit + 1, width=8, role="quiet"), way("B", LAST + 1, dash="8 5"), way("A", LAST + 1),
            (
                Dot(key=f"step-{k}", x=k, y=size, radius=3.5)
                for k, size in enumerate(sizes("A").tolist()[: LAST + 1])
            ),
            v.tag("A", LAST, float(sizes("A")[-3:].max()), "A", "right", lead=True),
            v.tag("B", 38, float(sizes("B")[38]), "B", "above", lead=True),
            v.tag("edge", LAST, 7e-4, f"edge: {FOOT:g}, not 0", "left", role="muted", gap=0),
            v.tag("C", hit, 1.1e-3, "C", "right", lead=True, role="muted"),
        ),
        says="three lines: A goes up and down, B grows level, C leaves the scale at its foot",
    )  # fmt: skip


def way(letter: str, count: int, width: float = 3.0, dash: str = "", role: str = "fg") -> Mark:
    """The first ``count`` sizes of a weight, joined; where it is zero the line is off the scale."""
    points = tuple(
        (float(k), size if size > 0 else OFF) for k, size in enumerate(sizes(letter)[:count].tolist())
    )
    return Polyline(key=f"way-{letter}", points=points, width=width, dash=dash, role=role)


def facts() -> dict[str, str]:
    """Where B ends, between which sizes A goes up and down, and when C is zero."""
    hit = int(hitting_time(Z, LAM, START, ETA))
    level, late = float(ridge(X, Y, LAM)[0]), sizes("A")[hit:]
    return {
        "level": coefficient(level), "near": f"{level:.2f}", "least": coefficient(float(late.min())),
        "most": f"{late.max():.2f}", "before": f"{sizes('C')[hit - 1]:.2f}", "last": f"{hit - 1}",
        "hit": f"{hit}", "z": f"{Z:g}", "lam": f"{LAM:g}",
    }  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="Three ways of one weight",
    claim="One problem, one start, three methods: only C leaves the scale",
    caption=(
        "The size of one weight after each step, on a scale on which equal distances are equal factors, so "
        f"that zero is nowhere on it. Evidence z = {Z:g}, λ = {LAM:g}, steps of {ETA:g}, from w = {START:g}. "
        "A and C run together at first. C leaves the scale at its foot."
    ),
    alt=(
        "Three lines of the size of a weight over 40 steps, on a logarithmic scale. All fall from 1. B, "
        "dashed, grows level near 0.13. A and C run together down to 0.03, at step 13; then A goes up and "
        "down, between 0.07 and 0.001, without end, and C drops out of the picture."
    ),
    notes=(
        "One problem, one start, three methods, and I do not tell you which is which. One of them is ridge, "
        "followed by its gradient. One is the lasso, followed by its gradient. And one is the lasso with a "
        "soft threshold in each step. The scale is in factors of ten, so that zero is nowhere on it. Line B "
        "grows level. Line A goes up and down. Line C leaves. Which is which, and how can you tell?"
    ),
    computed=(
        f"{LAST} steps on ½(w − z)² and a penalty: gradient steps with λ|w| or with λw²/2, and proximal "
        "steps with λ|w|. A size of exactly 0 is not drawn: the line leads there."
    ),
    lesson="lessons/algorithms",
    convention="Objective ½(w − z)² + λ|w|, or ½(w − z)² + λw²/2",
    panels=(
        main(
            "sizes", axis("step", 0, LAST, 0, 10, 20, 30, 40),
            axis("|w|", FOOT, TOP, 1, 0.1, 0.01, 0.001, log=True), room=("", "A"),
        ),
    ),
    pose=({},),
    facts=facts,
    uncertified="it draws the ways of three methods; where they lead is another figure’s matter",
)  # fmt: skip

"""Gradient steps on one lasso weight: near zero they jump across it, for ever."""

from functools import cache

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.iterates import FEW, cobweb, end_names, gradient_map, staying, stepped
from figures.draw.marks import Segment
from figures.draw.panels import axis, beside, main, read
from figures.draw.text import coefficient, signed
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Alone, Array, certified
from figures.solvers import L1, chatter_amplitude, end_cycle, soft_threshold, subgradient_descent, two_cycle
from figures.story import Beat

LAM, START, RUN, LAST, SEEN = 0.5, 0.3, 5000, 24, 12
"""λ, the first weight, how long it is followed, the steps drawn, and when one sees the end."""
EVIDENCE, SIZES = (0.0, 0.02, 0.2, 0.3), ("0.2", "0.1", "0.05")
POSED = 0.02
BEGIN, NEAR = -0.7, (-0.13, 0.33)
COUNTED = ("", "one point", "two points", "three points", "four points")
LOW, HIGH = (signed(f"{end:.3f}") for end in two_cycle(POSED, LAM, float(SIZES[0])))
STEPS = tuple(map(float, range(LAST + 1)))


@cache
def orbit(z: float, eta: float) -> tuple[Array, Array]:
    """The weight after each of many steps w ← w − η(w − z + λ sign w), and in which points that ends."""
    w = subgradient_descent([[1.0]], [z], L1(LAM), step=eta, steps=RUN, start=[START])[:, 0]
    return w, np.sort(end_cycle(w))


def draw(step: float, z: float, eta: str) -> Frame:
    size = float(eta)
    w, ends = orbit(z, size)
    seen, few = step >= SEEN and w[: int(step) + 1].min() < 0, len(ends) <= FEW
    number = COUNTED[len(ends)] if few else f"{len(ends)} points"
    told = f"{number} for ever, {'neither' if len(ends) == 2 else 'none'} is 0"
    return Frame.of(
        v.on(
            "steps",
            Segment(key="zero", role="zero", x1=BEGIN, y1=0, x2=LAST, y2=0, width=3, dash="8 5"),
            end_names(ends if few else ends[:0], seen, (BEGIN, LAST)), stepped("w", w[: LAST + 1], step),
            v.tag("ever", 0.56 * LAST, 0.25, told, "at", lead=True, visible=seen),
        ),
        v.on(
            "map", staying(NEAR), gradient_map("map", z, LAM, size, NEAR, "loss"),
            v.answers("rest", 0.0, certified(Alone(z, LAM), soft_threshold(z, LAM))),
            cobweb("web", w[: LAST + 1], step, 4),
            v.tag("stays", 0.25, 0.25, "here w would stay", "above left", role="muted"),
            v.tag("over", NEAR[1], -0.095, "the line jumps over 0", "left", bold=True),
        ),
        read("step", f"{step:.0f}"),
        read("w", coefficient(float(w[int(step)])), weight=True),
        read("ends in", number),
        read("the nearest to 0", f"{np.abs(ends).min():.4f}"),
        read(f"exact zeros in {RUN:,} steps", str(np.count_nonzero(w == 0))),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose, by 100 z and the digits of η: the points in which it ends, and zeros met."""
    states = [(z, eta, *orbit(z, float(eta))) for z in EVIDENCE for eta in SIZES]
    found = {
        "lam": f"{LAM:g}",
        "run": f"{RUN:,}",
        "zeros": str(sum(int((w == 0).sum()) for _, _, w, _ in states)),
    }
    for z, eta, _, ends in states:
        name = f"{100 * z:.0f}_{eta[2:]}"
        found |= {f"count_{name}": str(len(ends)), f"nearest_{name}": f"{np.abs(ends).min():.4f}"}
        found |= {f"low_{name}": signed(f"{ends[0]:.3f}"), f"high_{name}": f"{ends[-1]:.3f}"}
    return found | {f"miss_{eta[2:]}": f"{float(chatter_amplitude(LAM, float(eta))):.3f}" for eta in SIZES}


SCENE = Scene(
    draw=draw,
    title="Two points for ever",
    claim="Constant gradient steps on a lasso weight jump around zero for ever",
    caption=(
        f"One weight, λ = {LAM:g}, evidence |z| < λ: the answer is exactly 0 (purple). “Weight w”: from "
        f"{START:g}, each step is w ← w − η(w − z + λ sign w). “One step”: the next w over w, a line on "
        "either side of zero. Go up or down to the line, then across to the dashed diagonal. On it w would "
        "stay, but at 0 the line jumps over it."
    ),
    alt=(
        f"Two graphs. In the first a weight starts at {START:g}, falls below zero in three steps, and then "
        f"jumps to and fro across it, in the end between {HIGH} and {LOW}; a dashed purple line marks the "
        "answer, zero, on which it never is. In the second, two parallel lines give the next weight; between "
        "them, at zero, is a gap, through which the diagonal passes. A square around zero joins lines and "
        "diagonal."
    ),
    notes=(
        f"One lasso weight. The data say {POSED:g}, less than λ, so the answer is exactly zero. Follow the "
        "gradient: the penalty pushes with full strength, λ, however near the weight has come. So the third "
        "step lands on the other side. There the push points back, and the weight jumps again. It ends in "
        "two points, and neither is zero. “One step” shows why: w can rest only where the line meets the "
        "diagonal, and at zero the line jumps over it."
    ),
    computed=(
        f"Subgradient descent on ½(w − z)² + λ|w|, λ = {LAM:g}, from w = {START:g}, {RUN:,} steps for each "
        f"of {len(EVIDENCE)} z and {len(SIZES)} η; {LAST} are drawn. For |z| < ηλ/(2 − η) it ends in "
        "z ± ηλ/(2 − η), otherwise in a longer cycle, found by comparing its last steps."
    ),
    lesson="lessons/algorithms",
    convention="Objective ½(w − z)² + λ|w|",
    panels=(
        main(
            "steps", axis("step", BEGIN, LAST, 0, 4, 8, 12, 16, 20, 24),
            axis("weight w", *NEAR, -0.1, 0, 0.1, 0.2, 0.3), room=("", "answer: 0"),
        ),
        beside("map", axis("w", *NEAR, 0, 0.2), axis("next w", *NEAR, 0, 0.2), "one step", grid="none"),
    ),
    controls=(
        Slider(name="step", label="step", stops=STEPS, continuous="linear"),
        Slider(name="z", label="evidence z", stops=EVIDENCE),
        Choice(name="eta", label="step size η", options=tuple((eta, f"η = {eta}") for eta in SIZES)),
    ),
    story=(
        Beat(f"w starts at {START:g}. Each step pushes it towards 0.", {"step": 2.0}),
        Beat("Step 3 jumps over 0, to the other side.", {"step": 3.0}, way=1.5, hold=1.5),
        Beat("There the push turns round. It jumps back.", {"step": 4.0}, way=0.8, hold=1.5),
        Beat("It ends in two points, on either side of 0.", {"step": float(LAST)}, way=4, hold=2),
        Beat("Half the step: smaller jumps, and again no rest.", {"eta": SIZES[1]}, hold=2),
        Beat("Two points for ever; neither is 0.", {"eta": SIZES[0]}, hold=3.5),
    ),
    pose=({"step": float(LAST), "z": POSED, "eta": SIZES[0]},),
    facts=facts,
)  # fmt: skip

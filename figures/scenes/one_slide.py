"""The whole reason on one slide: the kink, what it can hold, and the zeros that follow."""

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.marks import Curve, Mark, Polyline, Segment
from figures.draw.panels import axis, beside, main, read
from figures.draw.text import number
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, Solved, certified, with_middles
from figures.solvers import L1, L2
from figures.story import Beat

LAM = 1.0
LASSO, RIDGE = L1(LAM), L2(LAM)
EVIDENCE = tuple(round(0.1 * step, 1) for step in range(5, 17))
WEAK, STRONG = 0.6, EVIDENCE[-1]
EDGE = 1.8
ACROSS, HEIGHTS, SLOPES, ANSWERS = (-EDGE, EDGE), (-0.55, 1.9), (-1.8, 2.2), (-1.2, 1.15)


def lasso(z: float | np.ndarray) -> Solved:
    """The lasso's answers to evidence."""
    return certified(Alone(z, LAM), LASSO.prox(z))


def ridge(z: float | np.ndarray) -> Solved:
    """Ridge's answers to evidence."""
    return certified(Alone(z, LAM, 0.0), RIDGE.prox(z))


def draw(z: float) -> Frame:
    return Frame.of(
        v.on("penalty", penalties(z)),
        v.on("hold", forces(z)),
        v.on("answer", answers(z)),
        read("evidence z", f"{z:.1f}"),
        read("lasso", number(float(lasso(z).w)), weight=True),
        read("ridge", number(float(ridge(z).w)), weight=True),
    )


def penalties(z: float) -> list[Mark]:
    """A V and a parabola, with both answers on them."""
    w = np.linspace(*ACROSS, 37)
    parabola = tuple(zip(w.tolist(), RIDGE.value(w).tolist(), strict=True))
    corner = tuple((x, float(LASSO.value(x))) for x in (-EDGE, 0.0, EDGE))
    at = [
        (float(one.w), float(penalty.value(one.w))) for one, penalty in ((ridge(z), RIDGE), (lasso(z), LASSO))
    ]
    return [
        v.zero_line(ACROSS, "penalty-zero"),
        Curve(key="parabola", role="ridge", pieces=(parabola,), width=3.0, dash="8 5"),
        Polyline(key="corner", role="lasso", points=corner, width=3.5),
        v.in_or_out("ridge-pays", *at[0], ridge(z), 0, radius=6),
        v.in_or_out("lasso-pays", *at[1], lasso(z), 0, radius=7),
        v.tag("corner-name", 0, 1.6, "lasso: λ|w|", "at", role="lasso", bold=True),
        v.tag("parabola-name", EDGE, -0.32, "ridge: λw²/2", "left", role="ridge", bold=True),
        v.tag("kink", 0, 0, "kink", "below left", role="zero", bold=True, gap=12),
    ]


def forces(z: float) -> list[Mark]:
    """The slopes of both, and the pull of the data, which meets each of them at its answer."""
    at = [(float(one.w), z - float(one.w)) for one in (ridge(z), lasso(z))]
    steps = (("slope-below", -EDGE, 0, -LAM), ("slope-above", 0, EDGE, LAM))
    return [
        Segment(
            key="slack", role="ridge", x1=-EDGE, y1=-LAM * EDGE, x2=EDGE, y2=LAM * EDGE, width=3.0, dash="8 5"
        ),
        *(Segment(key=key, role="lasso", x1=a, y1=y, x2=b, y2=y, width=3.5) for key, a, b, y in steps),
        Segment(key="held", role="zero", x1=0, y1=-LAM, x2=0, y2=LAM, width=6),
        Segment(key="pull", role="loss", x1=-EDGE, y1=z + EDGE, x2=EDGE, y2=z - EDGE, width=2.6),
        v.in_or_out("ridge-held", *at[0], ridge(z), 0, radius=6),
        v.in_or_out("lasso-held", *at[1], lasso(z), 0, radius=7),
        v.tag("held-name", 0, -0.5, "kink", "right", role="zero", bold=True),
        v.tag("pull-name", 1.75, z - 1.75, "pull", "below left", role="loss", bold=True, gap=6),
        v.tag("slope-name", -EDGE, -0.9 * LAM, "lasso", "above right", role="lasso", bold=True, gap=6),
        v.tag("slack-name", 1.5, 1.5, "ridge", "above left", role="ridge", bold=True),
    ]


def answers(z: float) -> list[Mark]:
    """The answers to all evidence: one is flat at zero, the other runs through it."""
    bends, ends = (with_middles(at, at)[0] for at in ([-EDGE, -LAM, LAM, EDGE], ACROSS))
    w = float(ridge(z).w)
    return [
        # Below the line only: ridge’s colour on its tint could not be read.
        v.zone("zone", -LAM, LAM, (ANSWERS[0], 0.0)),
        v.zero_line(ACROSS, "answer-zero"),
        v.curve("ridge-map", ends, ridge(ends), dash="8 5"),
        v.curve("lasso-map", bends, lasso(bends), width=3.5, skip_zeros=True),
        *v.rest("flat", bends, lasso(bends)),
        *v.answers("ridge-at", z, ridge(z)),
        *v.answers("lasso-at", z, lasso(z), radius=7),
        v.tag("exactly", 0, -0.75, "exactly 0", "at", role="zero", lead=True),
        v.tag("ridge-name", z, w, f"ridge: {number(w)}", "above left", role="ridge", bold=True),
        v.tag("lasso-name", -1.4, 0, "lasso", "above", role="lasso", bold=True),
    ]


SCENE = Scene(
    draw=draw,
    title="The reason on one slide",
    claim="The lasso’s kink at zero holds weak evidence at exactly 0; ridge has no kink",
    caption=(
        "First panel: the two penalties. Second: their slopes and the pull of the data. At zero the lasso’s "
        "has a vertical piece, from −λ to λ, and balances any pull in between; ridge’s is zero there and "
        "balances none. Third: the answers to all evidence z, flat at zero where the kink holds."
    ),
    alt=(
        "Three graphs. In the first the lasso penalty, a V with a kink at zero, and the ridge penalty, a "
        "smooth parabola. In the second their slopes: the lasso’s is a step with a vertical piece at zero, "
        "ridge’s a straight line; a falling line, the pull of the data, meets the vertical piece at zero and "
        f"ridge’s line at {number(float(ridge(WEAK).w))}. In the third the answers against the evidence: the "
        "lasso’s is flat at zero for weak evidence, ridge’s is a straight line through zero."
    ),
    notes=(
        "Read this slide from one to three. One: both penalties are zero at zero, but only the lasso’s has a "
        "kink there. Two: their slopes. At the kink the lasso’s slope jumps from −λ to λ, so it "
        "can balance the pull of the data right at zero. Ridge’s slope is zero there, so its balance lies "
        "off zero. Three: the lasso’s answers are flat at zero for weak evidence, ridge’s are not. A kink "
        "holds; a smooth bottom cannot."
    ),
    computed=(
        f"One feature with mean square 1 and λ = {LAM:g}: the minimisers of ½(w − z)² + λ|w| and of "
        "½(w − z)² + (λ/2)w², in closed form S(z, λ) and z/(1 + λ)."
    ),
    lesson="index",
    convention="Objective ½(w − z)² + penalty: λ|w| or (λ/2)w²",
    panels=(
        main("penalty", axis("coefficient w", *ACROSS, 0), axis("", *HEIGHTS), "1  A penalty with a kink"),
        main(
            "hold", axis("coefficient w", *ACROSS, 0),
            axis("", *SLOPES, names=((-LAM, "−λ"), (0, "0"), (LAM, "λ"))), "2  holds any pull up to λ,",
        ),
        beside(
            "answer", axis("evidence z", *ACROSS, names=((-LAM, "−λ"), (0, "0"), (LAM, "λ"))),
            axis("", *ANSWERS, 0), "3  so weak evidence gives 0",
        ),
    ),
    controls=(
        Slider(
            name="z", label="evidence z", stops=EVIDENCE, beats=(WEAK, LAM, STRONG), drag=("lasso-at-0", "x"),
            continuous="linear",
        ),
    ),
    story=(
        Beat("Strong evidence: both answers lie off zero.", {"z": STRONG}),
        Beat("Evidence no stronger than λ: the lasso is at its kink.", {"z": LAM}, way=2.5),
        Beat("The kink holds it: its slope is whatever the pull is.", {"z": WEAK}, way=1.5, lit=("hold",)),
        Beat(
            f"Weak evidence: the lasso is exactly 0, ridge {number(float(ridge(WEAK).w))}.", hold=3.5,
        ),
    ),
    pose=({"z": WEAK},),
)  # fmt: skip

"""Six coefficients pay λ each, or all they have, and are exactly zero then."""

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark, Polygon, Segment, Side
from figures.draw.panels import axis, beside, main, read
from figures.draw.text import coefficient, number
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, Solved, certified
from figures.solvers import soft_threshold
from figures.story import Beat

EVIDENCE = (0.2, 1.4, -1.9, 2.4, -0.5, 0.9)
"""Least-squares answers of six features that are uncorrelated with one another.

In this order no number stands in its neighbour's way.
"""
SIZES, COUNT, STRONGEST = sorted(map(abs, EVIDENCE)), len(EVIDENCE), EVIDENCE.index(max(EVIDENCE)) + 1
NAMED = EVIDENCE.index(1.4) + 1
"""The lane beside whose dot there is room for a name."""
LAMBDAS = tuple(round(0.05 * step, 2) for step in range(53))
LANES, ACROSS, HEIGHTS = range(1, COUNT + 1), (-1.0, 8.3), (-2.7, 2.95)
END, STEPS = 3.7, (-1.9, 8)


def survivors(lam: float) -> int:
    """How many coefficients are not zero."""
    return int(np.count_nonzero(soft_threshold(EVIDENCE, lam)))


def draw(lam: float) -> Frame:
    w, left = certified(Alone(EVIDENCE, lam), soft_threshold(EVIDENCE, lam)), survivors(lam)
    return Frame.of(
        v.on("six", band(lam), lanes(lam, w), names(lam, COUNT - left)),
        v.on("count", staircase(lam, left)),
        read("λ", f"{lam:.2f}"),
        read("non-zero", f"{left} of {COUNT}"),
    )


def band(lam: float) -> list[Mark]:
    """The evidence too weak to survive, from −λ to λ; its edges show left of the lanes."""
    low, high = ACROSS
    corners = ((low, -lam), (high, -lam), (high, lam), (low, lam))
    edges = (
        Segment(key=key, role="zero", x1=low, y1=y, x2=0.5, y2=y, width=2.8)
        for key, y in (("edge", lam), ("edge-below", -lam))
    )
    return [Polygon(key="band", role="zero", points=corners, opacity=0.15), v.zero_line(ACROSS), *edges]


def lanes(lam: float, w: Solved) -> list[Mark]:
    """For each feature a bar at its evidence, what λ takes from that, and what is left; all numbers."""
    marks: list[Mark] = []
    for lane, z, left in zip(LANES, EVIDENCE, w.w.tolist(), strict=True):
        sides: tuple[Side, Side] = ("above", "below") if z > 0 else ("below", "above")
        # Names and numbers stay clear of the bars beside them.
        said = f"lasso: {number(left)}" if lane == NAMED else number(left)
        clear = lam >= 0.4 and abs(left) >= (0.6 if lane == STRONGEST else 0.3)
        marks += [
            Segment(key=f"paid-{lane}", role="fg", x1=lane, y1=z, x2=lane, y2=left, width=2.0, dash="2 4"),
            Segment(key=f"kept-{lane}", role="lasso", x1=lane, y1=0, x2=lane, y2=left, width=4.0),
            Segment(key=f"z-{lane}", role="ols", x1=lane - 0.3, y1=z, x2=lane + 0.3, y2=z, width=4.0),
            v.tag(f"z-{lane}-name", lane, z, coefficient(z), sides[0], role="ols", gap=11),
            v.tag(
                f"w-{lane}-name", lane, left, said, "right", role="lasso", bold=True, gap=12, visible=clear
            ),
            v.tag(f"zero-{lane}", lane, 0, "0", sides[1], role="zero", bold=True, gap=12, visible=left == 0),
        ]
    return [*marks, *v.answers("w", LANES, w, radius=7)]


def names(lam: float, zeros: int) -> list[Mark]:
    """What the green bars and the band are, and how many coefficients have become zero."""
    return [
        v.tag("least", STRONGEST + 0.3, max(EVIDENCE), "least squares", "right", role="ols", bold=True),
        v.tag("λ", ACROSS[0], lam, f"λ = {round(lam, 2):g}", "above right", role="zero", bold=True, gap=9),
        v.tag("−λ", ACROSS[0], -lam, "−λ", "above right", role="zero", bold=True, gap=9, visible=lam >= 0.6),
        v.tag("zeros", 7.3, -0.5, f"{zeros} exactly 0", "at", role="zero", lead=True, visible=zeros > 0),
    ]


def staircase(lam: float, left: int) -> list[Mark]:
    """How many are left over λ: one step down at the size of each green bar."""
    edges = [0.0, *SIZES, END]
    return [
        *v.hairlines("step", SIZES, (-1.15, COUNT)),
        v.steps("stairs", edges, range(COUNT, -1, -1), "quiet"),
        *(Dot(key=f"size-{row}", role="ols", x=size, y=-1.15, radius=4) for row, size in enumerate(SIZES)),
        v.tag("sizes", END, -1.15, "sizes |z|", "left", role="ols"),
        v.cursor("cursor", lam, STEPS),
        Dot(key="now", x=lam, y=left, radius=7),
        v.tag("left", lam, left, f"{left} left", "above right", bold=True, gap=13),
    ]  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="Six coefficients through the threshold",
    claim="Each moves towards 0 by λ, or by all it has: then it is exactly zero",
    caption=(
        "Green bars: the least-squares answers z of six features that are uncorrelated with one another. "
        "Dots: the lasso’s coefficients. The dotted line is what λ takes away: from a green bar inside the "
        "shaded band everything. The staircase counts the survivors: with uncorrelated features it can only "
        "go down, one step at the size |z| of each green bar."
    ),
    alt=(
        f"Six features side by side with least-squares answers {', '.join(map(coefficient, EVIDENCE))}. Each "
        "has a dot, its lasso coefficient, closer to zero by lambda or by all it has. Where the answer lies "
        "within the band from minus lambda to lambda, the dot is hollow and at exactly zero: "
        f"{COUNT - survivors(1.0)} of {COUNT} at lambda 1. Beside it a staircase over lambda falls from 6 to "
        "0, one step at each absolute value."
    ),
    notes=(
        "Six green bars are the evidence, six dots the lasso’s coefficients. The features are uncorrelated, "
        "so each goes its own way. Move λ up. Every dot goes towards zero by λ, but never past it; the "
        "dotted line shows what it paid. Once its bar lies inside the band, a dot rests at exactly zero, "
        f"because evidence that weak cannot pay λ. The weakest is out at {SIZES[0]:g}, the strongest last, "
        f"at {SIZES[-1]:g}. The staircase counts survivors. All pay λ or all they have."
    ),
    computed=(
        "The closed form S(z, λ) = sign(z) max(|z| − λ, 0), which is the lasso when the features are "
        "uncorrelated and have mean square 1. The six values of z are chosen for the picture. A coefficient "
        "is zero from λ = |z| on, and every |z| is a stop of the slider."
    ),
    lesson="lessons/threshold",
    panels=(
        main("six", axis("", *ACROSS), axis("six features, each on its own", *HEIGHTS), grid="none"),
        beside(
            "count", axis("λ", -0.1, END, 0, 1, 2, 3), axis("non-zero coefficients", *STEPS, 0, 2, 4, 6),
        ),
    ),
    controls=(
        Slider(
            name="lam", label="λ", stops=LAMBDAS, beats=(0.0, *SIZES), drag=("edge", "y1"),
            continuous="linear",
        ),
    ),
    story=(
        Beat("Six features on their own. Without λ: least squares.", {"lam": 0.0}),
        Beat("Each pays λ. z = 0.2 cannot pay more: exactly 0.", {"lam": 0.2}, way=1.5, lit=("six",)),
        Beat("The others pay on, all the same λ.", {"lam": 0.6}, way=1.5, lit=("six",)),
        Beat("Each green bar that λ reaches is one step down.", {"lam": 0.9}, way=1.5, lit=("count",)),
        Beat("Green bars within λ = 1 of zero cannot pay: exactly 0.", {"lam": 1.0}, way=1, hold=3.5),
    ),
    pose=({"lam": 1.0},),
)  # fmt: skip

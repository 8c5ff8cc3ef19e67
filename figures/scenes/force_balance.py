"""The same pull on two blocks: dry friction holds one at exactly zero, a spring lets the other follow."""

from figures.draw import vocabulary as v
from figures.draw.blocks import FORCES, SPRING, handle, with_friction, with_spring
from figures.draw.marks import Mark, Segment
from figures.draw.panels import axis, beside, main, read
from figures.draw.text import number
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, Solved, certified, with_middles
from figures.solvers import L1, L2
from figures.story import Beat

LAM, POSE = 1.0, 0.8
PULLS = tuple(round(0.05 * step, 2) for step in range(33))
END, ACROSS, HEIGHTS = PULLS[-1], (-1.95, 2.5), (-0.55, 9.95)
"""The largest pull; as far as the floors go."""
ROUGH, HANDLE, SMOOTH = 6.4, 4.25, 1.1
"""How high both floors are, and the handle between them."""


def draw(z: float) -> Frame:
    lasso, ridge = certified(Alone(z, LAM), L1(LAM).prox(z)), certified(Alone(z, LAM, 0.0), L2(LAM).prox(z))
    return Frame.of(
        v.on(
            "blocks",
            Segment(key="zero", role="rule", x1=0, y1=SMOOTH, x2=0, y2=9, width=2, dash="4 4"),
            with_friction("lasso", z, LAM, lasso, ROUGH, ACROSS),
            with_spring("ridge", z, LAM, ridge, SMOOTH, ACROSS),
            handle("z", z, HANDLE, (ROUGH + FORCES, SMOOTH + SPRING), "ols"),
            v.tag("z-name", z, HANDLE, f"z = {z:.2f}", "right", role="ols", bold=True, gap=26),
        ),
        v.on("stops", stops(z, lasso, ridge)),
        read("evidence z", f"{z:.2f}"),
        read("lasso: w", number(float(lasso.w)), weight=True),
        read("ridge: w", number(float(ridge.w)), weight=True),
    )


def stops(z: float, lasso: Solved, ridge: Solved) -> list[Mark]:
    """Where both blocks come to rest, for every pull."""
    bends, line = with_middles([0, LAM, END], L1(LAM).prox([0, LAM, END]))
    ends, straight = with_middles([0, END], L2(LAM).prox([0, END]))
    friction, spring = certified(Alone(bends, LAM), line), certified(Alone(ends, LAM, 0.0), straight)
    return [
        v.zero_line((0, END), "stops-zero"),
        v.curve("ridge-stops", ends, spring), v.curve("lasso-stops", bends, friction),
        *v.rest("held", bends, friction), v.cursor("gap", z, (float(lasso.w), float(ridge.w))),
        *v.answers("ridge-stop", z, ridge), *v.answers("lasso-stop", z, lasso),
        v.tag("held-name", LAM / 2, 0, "exactly 0 up to λ", "below", role="zero", bold=True, gap=14),
        v.tag("ridge-name", 1.1, 0.55, "ridge", "above left", role="ridge", bold=True),
        v.tag("lasso-name", 1.32, 0.32, "lasso", "below right", role="lasso", bold=True),
    ]  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="Friction and spring",
    claim="Dry friction holds w at exactly 0 up to λ; a spring gives way to every pull",
    caption=(
        "Drag z. Each position is that of two blocks pulled slowly from zero to z; w is where a block’s "
        "front edge stands. The data, a spring, pull each towards z with force z − w. Dry friction holds the "
        "lasso’s: at rest with what the pull needs, up to λ, and while sliding with λ; a spring holds "
        "ridge’s with λw. Arrows: both forces on a block, always equal. The graph “w of both blocks” shows "
        "every z, purple where w is exactly 0."
    ),
    alt=(
        "Two blocks on two floors, each pulled by a spring, the data, towards the same point z. The upper "
        "block, the lasso’s, lies on a rough floor. Its front edge stays at exactly 0 until the pull exceeds "
        "lambda, then stops lambda short of z. The lower one, ridge’s, rolls and is held back by a second "
        f"spring: at z = {POSE:g} it stands at {number(POSE / (1 + LAM))}. Over each block two arrows of one "
        "length, pull and hold. A graph of w over z: the lasso’s is exactly 0 up to lambda, then rises with "
        "slope one; ridge’s is a slanted line through the origin."
    ),
    notes=(
        "Two blocks start at zero, and the data pull both towards z. The upper one lies on a rough floor; "
        "the lower one rolls, held by a spring. Put z to zero, then pull slowly. Ridge’s block follows at "
        "once: at zero its spring is slack. Friction answers with whatever force is needed, up to λ, so the "
        "lasso’s block stays. Past λ it slides, and turns blue. Against a pull only the friction, not the "
        "spring, can hold a weight at zero."
    ),
    computed=(
        "The resting places S(z, λ), with S the soft threshold, and z/(1 + λ): the minimisers of ½(w − z)² + "
        f"λ|w| and ½(w − z)² + ½λw², for λ = {LAM:g} and {len(PULLS)} values of z from 0 to {END:g}."
    ),
    lesson="lessons/kink",
    convention="Objective ½(w − z)² + penalty: λ|w| for the lasso, ½λw² for ridge",
    panels=(
        main(
            "blocks", axis("w: where the front edge stands", *ACROSS, 0, 1), axis("", *HEIGHTS), grid="none"
        ),
        beside(
            "stops", axis("evidence z", -0.1, END, 0, 0.5, 1.5, names=((LAM, f"λ = {LAM:g}"),)),
            axis("w of both blocks", -0.4, 0.9, 0, 0.5),
        ),
    ),
    controls=(
        Slider(
            name="z", label="evidence z", stops=PULLS, beats=(0.0, LAM, END), drag=("z", "x"),
            continuous="linear",
        ),
    ),
    story=(
        Beat("Two blocks at zero. Pull both, slowly.", {"z": 0.0}),
        Beat("One z for both: ridge’s block gives way, the lasso’s holds.", {"z": POSE}, way=3, hold=2),
        Beat("At λ friction is at its limit. It still holds: w = 0.", {"z": LAM}, way=1.5, lit=("blocks",)),
        Beat("Past λ the lasso’s block slides too: no zero any more.", {"z": END}, way=2.5),
        Beat("Up to λ the lasso’s block stays: w = 0, exactly.", {"z": POSE}, hold=3.5),
    ),
    pose=({"z": POSE},),
)  # fmt: skip

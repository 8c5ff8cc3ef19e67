"""The corner of the penalty rounded off by ε, as it is and enlarged until ε is large."""

import numpy as np

from figures.draw import vocabulary as v
from figures.draw.marks import Curve, Mark, Polygon, Polyline, Segment
from figures.draw.panels import axis, beside, main, read
from figures.draw.paths import scale_of
from figures.draw.text import signed
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, certified
from figures.solvers import L1, SmoothedL1
from figures.story import Beat

LAM, Z = 0.5, 0.3
EPSILONS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25)
ZOOMS, FULL = (0.0, 0.25, 0.5, 0.75, 1.0), EPSILONS[-1]
"""How near the tip is seen: its unit is ``FULL`` at 0, and ε at 1."""
X, Y, TICKS, ACROSS = (-3.2, 3.6), (-1.0, 3.3), (-2, 0, 2), "weight w"
"""What is seen of the tip, across in units h and upward in λh: there the lasso's penalty is always |x|."""
WHOLE, HIGH = (-1.0, 1.0), (-0.1, 0.56)
SHARP = certified(Alone(Z, LAM), L1(LAM).prox(Z))


def rounded_answer(eps: float) -> str:
    """The answer to the pull, in two digits."""
    return f"{float(SmoothedL1(LAM, eps).prox(Z)):.2g}"


def draw(eps: float, zoom: float) -> Frame:
    penalty, unit = SmoothedL1(LAM, eps), FULL ** (1 - zoom) * eps**zoom
    return Frame.of(
        v.on("tip", tip(eps, float(penalty.prox(Z)), unit)),
        v.on("whole", whole(eps, unit)),
        read("ε", f"{eps:g}"),
        read(f"answer for z = {Z:g}", rounded_answer(eps), key="w", weight=True),
        read("exactly zero for", "z = 0 only" if penalty.dead_zone.width == 0 else f"|z| ≤ {LAM:g}"),
        read("slope at w = 1", f"{float(penalty.slope(1.0)):.3f}"),
    )


def hyperbola(eps: float, end: float, height: float) -> tuple[v.Point, ...]:
    """The rounded |x| from −end to end, ``height`` times, denser towards zero, however small ε is."""
    x = eps * np.sinh(np.linspace(-1, 1, 25) * np.arcsinh(end / eps))
    return tuple(zip(x.tolist(), (height * np.hypot(x, eps)).tolist(), strict=True))


def tip(eps: float, w: float, unit: float) -> list[Mark]:
    """Both penalties near zero, and the line of slope z − w that touches each at its answer."""
    x, y, solved = w / unit, float(np.hypot(w, eps)) / unit, certified(Alone(Z, LAM, eps=eps), w)
    scale = [(side, signed(f"{side * unit:.2g}")) for side in TICKS]
    seen = f", {FULL / unit:.0f} times closer" if unit < FULL else ""
    return [
        v.heading("title", f"Rounded by ε = {eps:.2g}{seen}"), *scale_of("scale", ACROSS, scale, (X, Y)),
        v.zero_line(X), v.upright((Y[0], y + 0.5)),
        Polyline(key="sharp", role="lasso", points=((-4, 4), (0, 0), (4, 4)), width=3.4),
        Curve(key="rounded", role="fg", pieces=(hyperbola(eps / unit, 4, 1),), width=3.4),
        touching("sharp", 0, 0, Z / LAM), touching("rounded", x, y, (Z - w) / LAM),
        Segment(key="off", role="fg", x1=0, y1=y, x2=x, y2=y, width=4),
        v.in_or_out("at-sharp", 0, 0, SHARP, 0, radius=9),
        v.in_or_out("at-rounded", x, y, solved, 0, radius=6),
        v.tag("says-rounded", 0, 2.5, f"rounded: w = {rounded_answer(eps)}, not 0", "at", lead=True),
        v.tag("says-sharp", 0.1, 0, "sharp: w = 0, exactly", "below right", role="zero", bold=True, gap=14),
        v.tag("lasso", X[0], 0.55, "lasso: λ|w|", "right", role="lasso", bold=True),
        v.tag("slope", 2.05, 1.23, "slope z − w", "below right", role="loss"),
    ]  # fmt: skip


def touching(key: str, x: float, y: float, slope: float) -> Segment:
    """The line of that slope through (x, y), as far as the tip is seen."""
    (x1, x2), (y1, y2) = X, (y + slope * (end - x) for end in X)
    name = f"touching-{key}"
    return Segment(key=name, role="loss", x1=x1, y1=y1, x2=x2, y2=y2, width=2.2, dash="6 5")


def whole(eps: float, unit: float) -> list[Mark]:
    """Both penalties, and the window of the other panel."""
    (left, right), (low, high) = (unit * np.array(X)).tolist(), (LAM * unit * np.array(Y)).tolist()
    box, small = ((left, low), (right, low), (right, high), (left, high)), right < 0.05
    return [
        v.zero_line(WHOLE, "whole-zero"),
        Polyline(key="whole-sharp", role="lasso", points=((-1, LAM), (0, 0), (1, LAM)), width=2.6),
        Curve(key="whole-rounded", role="fg", pieces=(hyperbola(eps, 1, LAM),), width=3),
        Polygon(key="window", role="fg", points=box, opacity=0.06, width=1.6),
        Segment(key="pointer", role="loss", x1=0, y1=0.19, x2=0, y2=0.03, width=2.6, visible=small),
        v.tag("looks", 0, 0.19, "the tip", "above", role="loss", bold=True, gap=4, visible=small),
    ]  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="Round the corner",
    claim=f"For evidence of {Z:g} a corner gives exactly 0; rounded, however little, it does not",
    caption=(
        "The lasso’s penalty λ|w| has a corner at zero; the other one has it rounded off by ε. Dashed, the "
        f"line that touches each at its answer for evidence z = {Z:g}; its slope is z − w, the pull left "
        "there. At the corner it touches at exactly 0, on the rounded tip beside it. Seen near enough, the "
        "tip looks alike at every ε: only the numbers on its axis shrink (“closer” counts from the left end "
        "of its slider). There only z = 0 gives 0, though far out the slope comes as near to the lasso’s λ "
        "as one likes."
    ),
    alt=(
        "Two graphs of the penalty over the weight. In the enlarged tip the lasso’s V has its corner at "
        "zero, where a dashed line touches it: w is exactly 0. Over it a rounded curve, which a second, "
        f"almost parallel line touches a little right of zero: at ε = {EPSILONS[0]:g}, w is "
        f"{rounded_answer(EPSILONS[0])}. In the graph of the whole penalty the two cannot be told apart, and "
        "the rounded one looks sharp; a line points to its tip."
    ),
    notes=(
        "Is it really the corner? Start with a large ε. The dashed line of the pull touches the V at its "
        "corner: w is exactly zero. It touches the rounded curve beside zero. Now make ε smaller. Far out "
        "hardly anything changes, and soon it looks sharp. But look closer, and the tip is as round as "
        f"before, and the answer is {rounded_answer(EPSILONS[0])}, not zero. A rounded tip is level at zero "
        "and can hold no pull. Only a corner can."
    ),
    computed=(
        "The minimiser of ½(w − z)² + λ√(w² + ε²), by Newton’s method from the left of its only root, to "
        f"machine precision, at {len(EPSILONS)} values of ε and at all that a film passes; for the corner "
        "the soft threshold. The certificate is how far slope and pull differ, relative to z."
    ),
    lesson="lessons/kink",
    convention=f"Objective ½(w − z)² + penalty, z the evidence; here z = {Z:g} and λ = {LAM:g}",
    panels=(
        main("tip", axis(ACROSS, *X, *TICKS, changes=True), axis("penalty", *Y), grid="none"),
        beside(
            "whole", axis(ACROSS, *WHOLE, -1, 0, 1), axis("penalty", *HIGH, names=((0, "0"), (LAM, "λ"))),
            "The whole penalty",
        ),
    ),
    controls=(
        Slider(name="eps", label="ε", stops=EPSILONS, beats=(0.01, 0.1), continuous="log"),
        Slider(name="zoom", label="look closer", stops=ZOOMS, continuous="linear"),
    ),
    story=(
        Beat("Rounded off: the line touches beside zero.", {"eps": FULL, "zoom": 0.0}, hold=2.5),
        Beat("Round it less: the answer shrinks towards 0.", {"eps": 0.05}, way=2.5, lit=("tip",)),
        Beat("Now the tip looks sharp, and the answer like 0.", {"eps": 0.001}, way=3, lit=("tip",)),
        Beat("Look closer: as round as before, and not 0.", {"zoom": 1.0}, way=3.5, hold=3.5),
    ),
    pose=({"eps": 0.001, "zoom": 1.0},),
)  # fmt: skip

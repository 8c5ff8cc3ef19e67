"""The slope of a penalty against the pull of the data: a zero is a pull that meets a vertical piece."""

from typing import NamedTuple

from figures.draw import vocabulary as v
from figures.draw.kinks import penalty_touched, slope_and_pull
from figures.draw.panels import axis, main, read
from figures.draw.text import number, signed
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Alone, certified
from figures.solvers import L1, L2, ElasticNet, Penalty, SmoothedL1
from figures.story import Beat

LAM, POSE, SIDE = 1.0, 0.6, -0.3
PULLS = tuple(step / 10 for step in range(-15, 16))
REACH, HEIGHTS = 1.9, (-2.35, 2.0)
"""How far w and the pull are drawn."""


class Kind(NamedTuple):
    """A penalty with its name, formula and slope beside zero; ``alpha`` is its share of the lasso's."""

    name: str
    formula: str
    edge: str
    penalty: Penalty
    alpha: float


KINDS = {
    "lasso": Kind("lasso", "λ|w|", "λ", L1(LAM), 1.0),
    "elastic": Kind("elastic net", "λ(½|w| + ¼w²)", "½λ", ElasticNet(LAM, 0.5), 0.5),
    "ridge": Kind("ridge", "½λw²", "0", L2(LAM), 0.0),
}


def draw(z: float, penalty: str) -> Frame:
    kind = KINDS[penalty]
    w, edge = certified(Alone(z, LAM, kind.alpha), kind.penalty.prox(z)), float(kind.penalty.dead_zone.upper)
    said = f"w = {number(float(w.w))}" if w.w else "w = 0, exactly"
    return Frame.of(
        v.on("touch", v.heading("answer", f"{kind.name}: {said}", v.method(w) if w.w else "zero")),
        v.on("touch", penalty_touched("touch", kind.penalty, kind.formula, z, w, REACH)),
        v.on("slope", slope_and_pull("slope", kind.penalty, kind.edge, z, w, REACH, HEIGHTS)),
        read("evidence z", signed(f"{z:.2f}"), key="z"),
        read("answer w", number(float(w.w)), key="w", weight=True),
        read("exactly zero for", f"|z| ≤ {edge:g}" if edge else "z = 0 only", key="zone"),
        says=f"{kind.name}, evidence {number(z)}: {said}",
    )


def facts() -> dict[str, str]:
    """Slopes, dead zones and answers for the table, computed for λ = 0.5 and z = 0.3."""
    lam = 0.5
    told: dict[str, str] = {}
    rows: dict[str, Penalty] = {
        "lasso": L1(lam), "elastic": ElasticNet(lam, 0.5), "ridge": L2(lam),
        "round": SmoothedL1(lam, 0.1), "rounder": SmoothedL1(lam, 0.01),
    }  # fmt: skip
    for name, penalty in rows.items():
        zone, w = penalty.dead_zone, float(penalty.prox(0.3))
        lower, upper = (signed(f"{float(end):g}") for end in zone)
        told |= {
            f"{name}_at_zero": f"{lower} to {upper}" if zone.width > 0 else "0",
            f"{name}_width": f"{float(zone.width):g}",
            f"{name}_answer": "0" if w == 0 else f"{w:.2g}",
            f"{name}_far": f"{float(penalty.slope(2.0)):.5g}",
            f"{name}_near": f"{float(penalty.slope(0.2)):.3g}",
        }
    return told


OURS = {"z": POSE, "penalty": "lasso"}
AXIS = axis("weight w", -REACH, REACH, -1, 0, 1)
SLOPES = axis("slope", *HEIGHTS, names=((-LAM, "−λ"), (0, "0"), (LAM, "λ")))
SCENE = Scene(
    draw=draw,
    title="Slopes that meet the pull",
    claim="The corner of λ|w| fits all slopes from −λ to λ: such z give exactly 0",
    caption=(
        "The penalty: thin, the line of slope z − w that touches it at the answer; any line within the tint "
        "touches only its tip. Its slope: dashed, the pull of the data, z − w. Where they meet is the "
        "answer; on the purple vertical piece it is exactly 0 (hollow dot). Choose the elastic net, half "
        "lasso and half ridge, and its piece is half as long; ridge has none. Drawn for λ = 1."
    ),
    alt=(
        "The lasso’s penalty, a V, and a thin line through its corner, in a tinted fan of all lines that "
        "touch there. Another graph has its slope: minus lambda left of zero, lambda right of it, and at "
        "zero a vertical piece between. A dashed line falls with slope minus one, the pull of the data: at "
        f"z = {POSE:g} it meets the vertical piece, where w is exactly 0. Ridge’s slope is one slanted line "
        f"through the origin, which the pull meets at {number(POSE / (1 + LAM))}."
    ),
    notes=(
        "Find the dot on the purple piece. There the pull of the data meets the slope of the penalty: that "
        "is the answer. Move the evidence z. While the dashed line crosses the vertical piece, the answer is "
        "exactly zero, and the line that touches the V only pivots about the corner. The corner takes every "
        "slope from −λ to λ, and one of them fits. Ridge’s slope has no jump, so any pull moves it. The "
        "wider the jump, the more pulls give zero."
    ),
    computed=(
        f"The minimisers of ½(w − z)² + P(w) for λ = {LAM:g} and {len(PULLS)} values of z from "
        f"{signed(f'{PULLS[0]:g}')} to {PULLS[-1]:g}: S(z, 1) for P = |w|, S(z, ½)/1.5 for P = ½|w| + ¼w², "
        "and z/2 for P = ½w², with S the soft threshold."
    ),
    lesson="lessons/kink",
    convention="Objective ½(w − z)² + penalty: λ|w|, λ(½|w| + ¼w²) or ½λw²",
    panels=(
        main("touch", AXIS, axis("", -1.4, 2.0, 0, 1), grid="none"),
        main("slope", AXIS, SLOPES, "its slope, and the pull", grid="none"),
    ),
    controls=(
        Slider(
            name="z", label="evidence z", stops=PULLS, beats=(-1.0, -0.5, 0.0, 0.5, 1.0), continuous="linear"
        ),
        Choice(name="penalty", label="penalty", options=tuple((key, one.name) for key, one in KINDS.items())),
    ),
    story=(
        Beat("The answer is where the data’s pull meets the slope.", {"z": PULLS[-1], "penalty": "lasso"}),
        Beat("At z = λ the pull reaches the vertical piece: w = 0.", {"z": LAM}, way=2, lit=("slope",)),
        Beat("All along the piece w stays 0. The touching line pivots.", {"z": SIDE}, way=3.5, hold=1.5),
        Beat(f"Ridge’s slope has no jump. Its w is {number(SIDE / (1 + LAM))}.", {"penalty": "ridge"}),
        Beat("The corner takes every slope from −λ to λ: exactly 0.", OURS, way=2, hold=3.5),
    ),
    pose=(OURS,),
    facts=facts,
)  # fmt: skip

"""The slope of three penalties against the pull of the data: a zero is a pull that meets a vertical piece."""

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot, Label, Mark, Polyline, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import number, signed, ticks
from figures.draw.theme import ink
from figures.scene import Choice, Frame, Scene, Slider
from figures.solved import Alone, Solved, certified, with_middles
from figures.solvers import L1, L2, ElasticNet, Penalty, SmoothedL1

LAM = 1.0
REACH = 2.2
PULLS = tuple(step / 10 for step in range(-20, 21))
PENALTIES: dict[str, Penalty] = {
    "lasso": L1(LAM),
    "elastic": ElasticNet(LAM, 0.5),
    "ridge": L2(LAM),
}
ALPHA = {"lasso": 1.0, "elastic": 0.5, "ridge": 0.0}
ROLE = {"lasso": "lasso", "elastic": "fg", "ridge": "ridge"}
DASH = {"lasso": "", "elastic": "14 4", "ridge": "9 5"}


def draw(z: float, penalty: str) -> Frame:
    chosen = PENALTIES[penalty]
    w = float(chosen.prox(z))
    edge = float(chosen.dead_zone.upper)
    zone = f"|z| ≤ {edge:g}" if edge else "z = 0 only"
    answer, slope = number(w), number(round(z - w, 12))
    return Frame(
        marks=(*_slopes(z, penalty, w), *_touch(z, penalty, w)),
        readouts=(
            Readout(key="z", label="pull at zero, z", text=signed(f"{z:.2f}"), lead=True),
            Readout(key="w", label="answer w", text=answer, lead=True),
            Readout(key="slope", label="slope in use, z − w", text=slope, lead=True),
            Readout(key="zone", label="exactly zero for", text=zone, lead=True),
        ),
        says=f"{_name(penalty)}, pull {number(z)}: the answer is {'exactly 0' if w == 0 else answer}",
        solved=(certified(Alone(z, LAM, ALPHA[penalty]), w), _zone(penalty)),
    )


def _zone(penalty: str) -> Solved:
    """The dead zone: zero up to its edge, and from there the answer rises in a straight line."""
    edge, far = float(PENALTIES[penalty].dead_zone.upper), PULLS[-1]
    z, w = with_middles([edge, far], [0.0, float(PENALTIES[penalty].prox(far))])
    return certified(Alone(z, LAM, ALPHA[penalty]), w)


def _name(penalty: str) -> str:
    return "elastic net" if penalty == "elastic" else penalty


def _branches(kind: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The slope left and right of zero; each is a straight line for these three penalties."""
    zone = PENALTIES[kind].dead_zone
    far = PENALTIES[kind].slope([-REACH, REACH])
    left = ((-REACH, float(far[0])), (0.0, float(zone.lower)))
    right = ((0.0, float(zone.upper)), (REACH, float(far[1])))
    return left, right


def _slopes(z: float, penalty: str, w: float) -> list[Mark]:
    """The slope of the chosen penalty, its vertical piece, the pull z − w, and where they meet."""
    marks: list[Mark] = []
    for kind in PENALTIES:
        for side, points in zip(("left", "right"), _branches(kind), strict=True):
            marks.append(
                Polyline(
                    key=f"{kind}-{side}", panel="slope", role=ROLE[kind], points=points, width=4,
                    dash=DASH[kind], visible=kind == penalty,
                )
            )  # fmt: skip
    edge = float(PENALTIES[penalty].dead_zone.upper)
    marks.append(
        Segment(
            key="vertical", panel="slope", role="zero", x1=0, y1=-edge, x2=0, y2=edge, width=7,
            visible=edge > 0,
        )
    )  # fmt: skip
    pull = Segment(
        key="pull", panel="slope", role="loss", x1=-3, y1=z + 3, x2=3, y2=z - 3, width=2.5, dash="3 4"
    )
    up = z >= 0
    pull_name = Label(
        key="pull-name", panel="slope", role="loss", text="pull z − w", x=z - 2 if up else z + 2,
        y=2 if up else -2, anchor="start" if up else "end", dx=12 if up else -12, dy=-3 if up else 13,
    )  # fmt: skip
    meet = Dot(
        key="meet", panel="slope", role="zero" if w == 0 else ROLE[penalty], x=w, y=z - w, radius=8,
        hollow=w == 0,
    )  # fmt: skip
    return [*marks, pull, pull_name, meet]


def _touch(z: float, penalty: str, w: float) -> list[Mark]:
    """The penalty and the line of slope z − w that touches it at the answer."""
    grid = np.linspace(-REACH, REACH, 45)
    marks: list[Mark] = [
        Polyline(
            key=f"penalty-{kind}", panel="touch", role=ROLE[kind], width=3, dash=DASH[kind],
            points=tuple(zip(map(float, grid), map(float, value.value(grid)), strict=True)),
            visible=kind == penalty,
        )
        for kind, value in PENALTIES.items()
    ]  # fmt: skip
    height, slope = float(PENALTIES[penalty].value(w)), z - w
    ends = [(x, height + slope * (x - w)) for x in (-REACH, REACH)]
    line = Segment(
        key="line", panel="touch", role="loss", x1=ends[0][0], y1=ends[0][1], x2=ends[1][0], y2=ends[1][1],
        width=2.5, dash="3 4",
    )  # fmt: skip
    role = "zero" if w == 0 else ROLE[penalty]
    return [
        *marks, line, Dot(key="touch", panel="touch", role=role, x=w, y=height, radius=7, hollow=w == 0)
    ]  # fmt: skip


def draw_cross(axes: Axes) -> None:
    axes.grid(False)
    axes.axhline(0, color=ink("rule"), linewidth=1)
    axes.axvline(0, color=ink("rule"), linewidth=1)
    for level in (-LAM, LAM):
        axes.axhline(level, color=ink("rule"), linewidth=0.8)


def draw_axis(axes: Axes) -> None:
    axes.grid(False)
    axes.axhline(0, color=ink("rule"), linewidth=1)


def facts() -> dict[str, str]:
    """Dead zones and answers for the table, computed for λ = 0.5 and z = 0.3."""
    lam, z = 0.5, 0.3
    rows: dict[str, Penalty] = {
        "lasso": L1(lam),
        "elastic": ElasticNet(lam, 0.5),
        "ridge": L2(lam),
        "round": SmoothedL1(lam, 0.1),
        "rounder": SmoothedL1(lam, 0.01),
    }
    told: dict[str, str] = {}
    for name, penalty in rows.items():
        zone, w = penalty.dead_zone, float(penalty.prox(z))
        lower, upper = (signed(f"{float(end):g}") for end in zone)
        told |= {
            f"{name}_at_zero": f"{lower} to {upper}" if zone.width > 0 else "0",
            f"{name}_width": f"{float(zone.width):g}",
            f"{name}_answer": "0" if w == 0 else f"{w:.2g}",
            f"{name}_far": f"{float(penalty.slope(2.0)):.5g}",
            f"{name}_near": f"{float(penalty.slope(0.2)):.3g}",
        }
    return told


SCENE = Scene(
    draw=draw,
    title="Slopes that meet the pull",
    claim="At its corner λ|w| takes every slope from −λ to λ: all those pulls end at exactly 0",
    caption=(
        "Left: the slope of the penalty and, dotted, the pull of the data, z − w; the answer is where they "
        "meet. On the vertical piece that is exactly zero (hollow dot). Right: the penalty, and the line of "
        "slope z − w that touches it at the answer. Drawn for λ = 1; the elastic net is half lasso, "
        "half ridge."
    ),
    alt=(
        "Two graphs. Left, the slope of the chosen penalty over w. For the lasso: minus lambda left of zero, "
        "a vertical piece from minus lambda to lambda at zero, lambda right of it. For the elastic net: two "
        "slanted lines and a vertical piece half as long. For ridge: one slanted line through the origin, no "
        "vertical piece. A dotted line falls with slope minus one, the pull of the data; a dot marks where "
        "it meets the slope. Right, the penalty and a dotted line that touches it at the answer."
    ),
    notes=(
        "On the left, find the dot. There the pull of the data meets the slope of the penalty: that is the "
        "answer. Move the pull z. While the dotted line crosses the vertical piece, the answer is exactly "
        "zero, and the touching line on the right only pivots about the corner. The corner offers every "
        "slope from −λ to λ, and one of them fits. The elastic net has a shorter piece, ridge none. The "
        "wider the jump, the more pulls give zero."
    ),
    computed=(
        "The minimisers of ½(w − z)² + P(w) for λ = 1 and 41 pulls z from −2 to 2: S(z, 1) for P = |w|, "
        "S(z, ½)/1.5 for P = ½|w| + ¼w², and z/2 for P = ½w², with S the soft threshold."
    ),
    lesson="lessons/kink",
    panels=(
        Panel(
            key="slope",
            width=500,
            height=440,
            x=Axis(label="weight w", limits=(-REACH, REACH), ticks=ticks(-2, -1, 0, 1, 2)),
            y=Axis(
                label="slope of the penalty",
                limits=(-REACH, REACH),
                ticks=((-LAM, "−λ"), (0, "0"), (LAM, "λ")),
            ),
            margins=(40, 14, 34, 54),
            backdrop=draw_cross,
        ),
        Panel(
            key="touch",
            width=330,
            height=270,
            x=Axis(label="weight w", limits=(-REACH, REACH), ticks=ticks(-2, -1, 0, 1, 2)),
            y=Axis(label="penalty", limits=(-0.8, 2.4), ticks=ticks(0, 1, 2)),
            margins=(40, 18, 34, 54),
            backdrop=draw_axis,
        ),
    ),
    controls=(
        Slider(
            name="z", label="pull z", stops=PULLS, start=0.6, beats=(-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)
        ),
        Choice(
            name="penalty",
            label="penalty",
            options=(("lasso", "lasso"), ("elastic", "elastic net"), ("ridge", "ridge")),
            start="lasso",
        ),
    ),
    facts=facts,
)

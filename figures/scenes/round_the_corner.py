"""The corner of the penalty rounded off by ε: the flat zone tilts and every exact zero is gone."""

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot, Label, Mark, Polyline, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import signed, ticks
from figures.draw.theme import ink
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, Solved, certified, with_middles
from figures.solvers import L1, SmoothedL1

LAM, Z = 0.5, 0.3
EPSILONS = (0.0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
NEAR = np.array([0, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.14, 0.2, 0.28, 0.4, 0.6, 0.8, 1.0])
GRID = np.concatenate([-NEAR[:0:-1], NEAR])
CORNERS = (-1.0, -LAM, LAM, 1.0)
SHARP = with_middles(CORNERS, L1(LAM).prox(CORNERS))
PULLS = np.union1d(np.linspace(-1, 1, 41).round(3), [-0.525, -0.475, 0.475, 0.525])


def draw(eps: float) -> Frame:
    penalty = SmoothedL1(LAM, eps)
    w = float(penalty.prox(Z))
    answer = "0" if w == 0 else f"{w:.2g}"
    zone = f"|z| ≤ {LAM:g}" if penalty.dead_zone.width > 0 else "z = 0 only"
    at_zero = signed(f"−{LAM:g} to {LAM:g}") if eps == 0 else "0 only"
    return Frame(
        marks=(*_corner(penalty, w), *_map(penalty, w)),
        readouts=(
            Readout(key="eps", label="ε", text=f"{eps:g}" if eps else "0, sharp", lead=True),
            Readout(key="w", label=f"answer for z = {Z:g}", text=answer, lead=True),
            Readout(key="zone", label="exactly zero for", text=zone, lead=True),
            Readout(key="at_zero", label="slope at 0", text=at_zero),
            Readout(key="far", label="slope at 1", text=f"{float(penalty.slope(1.0)):.3f}"),
        ),
        says=f"ε = {eps:g}: the answer for z = {Z:g} is {'exactly 0' if w == 0 else answer}",
        solved=(
            certified(Alone((Z, *PULLS), LAM, eps=eps), (w, *penalty.prox(PULLS))),
            certified(Alone(SHARP[0], LAM), SHARP[1]),
            *_zone(penalty),
        ),
    )


def _zone(penalty: SmoothedL1) -> list[Solved]:
    """The dead zone, if there is one: zero up to its edge, and from there on a straight line."""
    edge = float(penalty.dead_zone.upper)
    z, w = with_middles([edge, 1.0], [0.0, float(penalty.prox(1.0))])
    return [certified(Alone(z, LAM), w)] if edge > 0 else []


def _corner(penalty: SmoothedL1, w: float) -> list[Mark]:
    """The rounded penalty, and the line of slope z − w that touches it at the answer."""
    height = float(penalty.value(w))
    ends = [(x, height + (Z - w) * (x - w)) for x in (-1.0, 1.0)]
    points = tuple(zip(map(float, GRID), map(float, penalty.value(GRID)), strict=True))
    return [
        Polyline(key="penalty", panel="penalty", role="lasso", points=points, width=4),
        Segment(
            key="touching", panel="penalty", role="loss", x1=ends[0][0], y1=ends[0][1], x2=ends[1][0],
            y2=ends[1][1], width=2.2, dash="3 4",
        ),
        Label(
            key="name", panel="penalty", role="lasso", x=0, y=float(penalty.value(0.25)),
            text="λ√(w² + ε²)", dy=-12,
        ),
        Dot(
            key="answer", panel="penalty", role="zero" if w == 0 else "lasso", x=w, y=height, radius=8,
            hollow=w == 0,
        ),
    ]  # fmt: skip


def _map(penalty: SmoothedL1, w: float) -> list[Mark]:
    """The answer for every pull; the flat zone if there is one."""
    points = tuple(zip(map(float, PULLS), map(float, penalty.prox(PULLS)), strict=True))
    edge = float(penalty.dead_zone.upper)
    return [
        Polyline(key="map", panel="map", role="lasso", points=points, width=3),
        Segment(
            key="flat", panel="map", role="zero", x1=-edge, y1=0, x2=edge, y2=0, width=6, visible=edge > 0
        ),
        Dot(
            key="at-z", panel="map", role="zero" if w == 0 else "lasso", x=Z, y=w, radius=6, hollow=w == 0
        ),
    ]  # fmt: skip


def draw_corner(axes: Axes) -> None:
    reach = [-1.0, 0.0, 1.0]
    axes.plot(reach, L1(LAM).value(reach), color=ink("quiet"), linewidth=1.6)
    axes.text(-0.72, 0.27, "λ|w|", ha="right", color=ink("muted"))


def draw_soft_threshold(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.plot(CORNERS, L1(LAM).prox(CORNERS), color=ink("quiet"), linewidth=1.6)


SCENE = Scene(
    draw=draw,
    title="Round the corner",
    claim="Round the corner off, however little, and no exact zero is left but at z = 0",
    caption=(
        "Left: the lasso’s penalty (thin) and the same with its corner rounded by ε; dotted, the line that "
        f"touches it at the answer for a pull of {Z:g}. Right: the answer for every pull. With a small "
        "ε the slope far from zero hardly changes; the corner goes, and the flat zone goes with it. "
        f"Drawn for λ = {LAM:g}."
    ),
    alt=(
        "Two graphs. Left, the V of lambda times the absolute value, and on it a curve with a rounded "
        "bottom that approaches the V far from zero; a dotted line touches it a little right of zero. Right, "
        "the answer over the pull: for epsilon zero it is flat at zero from minus lambda to lambda; for a "
        "positive epsilon it rises everywhere and crosses zero only at pull zero."
    ),
    notes=(
        "Is it really the corner? Set ε to zero: the corner is sharp, and the answer is exactly zero. Now "
        "raise ε by one step. The curve looks the same, yet the answer is no longer zero, only small. Far "
        "away the slope has hardly changed; but at zero the rounded penalty is level, so it can hold no "
        "pull there. Raise ε further, and on the right you see the flat zone tilt. Without the kink, only a "
        "pull of zero gives zero."
    ),
    computed=(
        "The minimiser of ½(w − z)² + λ√(w² + ε²) for λ = 0.5, by Newton’s method from the left of its only "
        "root, to machine precision, at 16 values of ε; for ε = 0 the soft threshold. Here the certificate "
        "is how far slope and pull differ, relative to z."
    ),
    lesson="lessons/kink",
    panels=(
        Panel(
            key="penalty",
            width=500,
            height=440,
            x=Axis(label="weight w", limits=(-1, 1), ticks=ticks(-1, -0.5, 0, 0.5, 1)),
            y=Axis(label="penalty", limits=(-0.06, 0.58), ticks=((0, "0"), (LAM / 2, "λ/2"), (LAM, "λ"))),
            margins=(40, 14, 34, 54),
            backdrop=draw_corner,
        ),
        Panel(
            key="map",
            width=330,
            height=270,
            x=Axis(label="pull z", limits=(-1, 1), ticks=((-1, "−1"), (-LAM, "−λ"), (LAM, "λ"), (1, "1"))),
            y=Axis(label="answer w", limits=(-0.7, 0.7), ticks=ticks(-0.5, 0, 0.5)),
            margins=(44, 18, 34, 54),
            backdrop=draw_soft_threshold,
        ),
    ),
    controls=(
        Slider(name="eps", label="ε", stops=EPSILONS, start=0.2, beats=(0.0, 0.01, 0.1, 0.5)),
    ),
)  # fmt: skip

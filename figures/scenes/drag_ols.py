"""A least-squares point to move about, and where the diamond and the disc send it."""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot, Polyline, Segment
from figures.draw.text import number, signed, ticks
from figures.draw.theme import ink
from figures.scene import Axis, Frame, Panel, Readout, Scene, Slider
from figures.solved import Array, Budget, Solved, certified
from figures.solvers import correlated_gram, fate, fate_regions, touch_diamond, touch_disc

BUDGET = 0.75
GRAM = correlated_gram(0.0)
STEPS = tuple(step / 8 for step in range(-16, 17))
"""Sums of powers of two, as the budget is: points on the very border of two fates are exact."""
Y = (-2.45, 2.45)
X = (Y[0] * 426 / 366, Y[1] * 426 / 366)
"""As many pixels a unit as upward."""


def draw(b2: float, b1: float) -> Frame:
    ols = (b1, b2)
    lasso, ridge = touch_diamond(GRAM, ols, BUDGET), touch_disc(GRAM, ols, BUDGET)
    kind = str(fate(lasso, ols, BUDGET))
    zero = bool((lasso == 0).any())
    text = in_words(kind, b1, b2)
    role = "zero" if zero else "lasso"
    flat = max(abs(b1) - BUDGET, 0.0)
    return Frame(
        marks=(
            Segment(
                key="to-ridge", panel="plane", role="ridge", width=1.4, dash="4 4",
                x1=b1, y1=b2, x2=float(ridge[0]), y2=float(ridge[1]),
            ),
            Segment(
                key="to-lasso", panel="plane", role="lasso", width=1.6,
                x1=b1, y1=b2, x2=float(lasso[0]), y2=float(lasso[1]),
            ),
            Dot(
                key="ridge", panel="plane", role="ridge", x=float(ridge[0]), y=float(ridge[1]), radius=6,
                hollow=bool((ridge == 0).any()),
            ),
            Dot(
                key="lasso", panel="plane", role=role, x=float(lasso[0]), y=float(lasso[1]), radius=7,
                hollow=zero,
            ),
            Dot(key="ols", panel="plane", role="ols", x=b1, y=b2, radius=9),
            Polyline(key="map", panel="map", role="lasso", points=curve(b1), width=3),
            Segment(key="flat", panel="map", role="zero", x1=-flat, y1=0, x2=flat, y2=0, width=6),
            Dot(
                key="on-map", panel="map", role="zero" if lasso[1] == 0 else "lasso", x=b2, y=float(lasso[1]),
                radius=6, hollow=bool(lasso[1] == 0),
            ),
        ),
        readouts=(
            Readout(key="fate", label="lasso", text=text, lead=True),
            Readout(key="b1", label="least squares w₁", text=signed(f"{b1:g}")),
            Readout(key="b2", label="least squares w₂", text=signed(f"{b2:g}")),
            Readout(key="lasso1", label="lasso w₁", text=number(lasso[0])),
            Readout(key="lasso2", label="lasso w₂", text=number(lasso[1])),
            Readout(key="ridge1", label="ridge w₁", text=number(ridge[0])),
            Readout(key="ridge2", label="ridge w₂", text=number(ridge[1])),
        ),
        says=f"{signed(f'{b1:g}, {b2:g}')}: lasso {text}",
        solved=(
            certified(Budget(GRAM, ols, BUDGET), lasso),
            certified(Budget(GRAM, ols, BUDGET, 2), ridge),
            course(b1)[1],
        ),
    )  # fmt: skip


@cache
def course(b1: float) -> tuple[Array, Solved]:
    """The least-squares points where the lasso's w₂ bends while theirs runs upward, and its answers there."""
    bends = (STEPS[-1], abs(b1) + BUDGET, abs(abs(b1) - BUDGET))
    b2 = np.sort(np.clip([sign * bend for bend in (*bends, 0.0) for sign in (-1, 1)], STEPS[0], STEPS[-1]))
    ols = np.stack([np.full_like(b2, b1), b2], axis=1)
    return ols, certified(Budget(GRAM, ols, BUDGET), touch_diamond(GRAM, ols, BUDGET))


def curve(b1: float) -> tuple[tuple[float, float], ...]:
    """The lasso's w₂ over that of least squares."""
    ols, solved = course(b1)
    return tuple(zip(map(float, ols[:, 1]), map(float, solved.w[:, 1]), strict=True))


def draw_map(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)


def in_words(kind: str, b1: float, b2: float) -> str:
    """The fate of a least-squares point."""
    if kind == "inside":
        return "inside: stays"
    if kind == "edge":
        on_border = abs(b1) + abs(b2) == BUDGET and 0 not in (b1, b2)
        return "on the edge: stays" if on_border else "edge: both non-zero"
    gap = abs(b1) - abs(b2)
    if (abs(b1) + abs(b2)) == BUDGET:
        return "on the corner: stays"
    return f"{'border, ' if abs(gap) == BUDGET else ''}corner: {'w₂' if gap > 0 else 'w₁'} = 0"


def draw_plane(axes: Axes) -> None:
    axes.grid(visible=False)
    for region in fate_regions(GRAM, BUDGET, 4.0):
        role, opacity = {"inside": ("lasso", 0), "edge": ("lasso", 0.07), "corner": ("zero", 0.1)}[
            region.fate
        ]
        axes.fill(*region.polygon.T, color=ink(role), alpha=opacity, linewidth=0)
    axes.axhline(0, color=ink("rule"), linewidth=1)
    axes.axvline(0, color=ink("rule"), linewidth=1)
    turn = np.linspace(0, 2 * np.pi, 181)
    axes.plot(BUDGET * np.cos(turn), BUDGET * np.sin(turn), "--", color=ink("ridge"), linewidth=2)
    corners = BUDGET * np.array([[1, 0], [0, 1], [-1, 0], [0, -1], [1, 0]])
    axes.fill(*corners.T, color=ink("ground"), linewidth=0)
    axes.plot(*corners.T, color=ink("lasso"), linewidth=2.5)
    for x, y, text, role in (
        (2.49, -0.22, "w₂ = 0", "zero"), (-2.49, -0.22, "w₂ = 0", "zero"),
        (0.42, 2.28, "w₁ = 0", "zero"), (0.42, -2.28, "w₁ = 0", "zero"),
        (2.58, 2.28, "edge", "lasso"), (-2.58, 2.28, "edge", "lasso"),
        (2.58, -2.28, "edge", "lasso"), (-2.58, -2.28, "edge", "lasso"),
    ):  # fmt: skip
        axes.text(x, y, text, ha="center", va="center", color=ink(role), fontsize=15)


SCENE = Scene(
    draw=draw,
    title="Move least squares",
    claim="If the least-squares sizes differ by t or more, the lasso sets the smaller one to exactly zero",
    caption=(
        "Drag the large green dot, or move it with the two sliders. The full line leads to the lasso's "
        "answer on the diamond, the dashed one to ridge's on the circle. Both budgets are t = 0.75, the "
        "features standardized; the circle is drawn for uncorrelated ones, the diamond's answer is "
        "the same for every correlation. Beside: the lasso's w₂ while the dot moves straight up, with "
        "its flat zone."
    ),
    alt=(
        "The plane of two coefficients with a diamond and, through its corners, a circle. Four wedges of 90 "
        "degrees open from the corners; a least-squares point in one of them is sent to the corner, one in "
        "the four strips between goes straight to the nearest point of an edge. At the start the point "
        "(1.5, 0.5) lies in the right wedge: the lasso's answer is (0.75, 0), ridge's is (0.71, "
        "0.24). A graph beside shows the lasso's w2 over the least-squares w2, with a flat zone at zero."
    ),
    notes=(
        "Two lines leave the large green dot, least squares. The full line leads to the lasso’s answer, the "
        "dashed one to ridge’s. Move “up”. Within the right-hand wedge ridge’s answer turns with every "
        "step, while the lasso’s stays at the corner, with w₂ exactly zero. Past the border it slides along "
        "the edge, without a jump. A corner owns a whole wedge, a point of an edge only one ray. If the two "
        "sizes differ by t or more, the smaller one becomes zero."
    ),
    computed=(
        "At 33 × 33 least-squares points the minimum of the loss over the diamond, in closed form, and over "
        "the disc, by Newton's method to machine precision. Points and budget are sums of powers of two, so "
        "that the points on the very border between two fates are exact."
    ),
    lesson="lessons/geometry",
    panels=(
        Panel(
            key="plane", width=500, height=440, margins=(58, 16, 20, 54), backdrop=draw_plane,
            x=Axis(label="w₁", limits=X, ticks=ticks(-2, -1, 0, 1, 2)),
            y=Axis(label="w₂", limits=Y, ticks=ticks(-2, -1, 0, 1, 2)),
        ),
        Panel(
            key="map", width=330, height=240, margins=(46, 18, 34, 54), backdrop=draw_map,
            x=Axis(label="least-squares w₂", limits=(-2, 2), ticks=ticks(-2, -1, 0, 1, 2)),
            y=Axis(label="the lasso’s w₂, with w₁ held", limits=(-0.9, 0.9), ticks=ticks(-0.5, 0, 0.5)),
        ),
    ),
    controls=(
        # Up first: playing then runs through the flat zone, and the tracks are shorter.
        Slider(
            name="b2", label="up", stops=STEPS, start=0.5, beats=(-2.0, -0.75, 0.75, 2.0), drag=("ols", "cy"),
        ),
        Slider(name="b1", label="across", stops=STEPS, start=1.5, drag=("ols", "cx")),
    ),
)  # fmt: skip

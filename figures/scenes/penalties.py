"""Both penalties under a magnifying glass at zero: one keeps its corner, the other goes flat."""

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Label, Polygon, Polyline
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import ticks
from figures.draw.theme import ink
from figures.scene import ONE_WEIGHT_CONVENTION, Frame, Scene, Slider
from figures.solvers import L1, L2

REACH = 1.1
ZOOMS = (2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0, 14.0, 20.0, 30.0, 50.0, 70.0, 100.0)
LASSO, RIDGE = L1(1.0), L2(2.0)
"""λ|w| and λw², both at λ = 1; the solvers' ridge penalty is half of its λ times w²."""
UNIT = np.linspace(-1, 1, 41)
DASH = "9 5"


def draw(zoom: float) -> Frame:
    half = 1 / zoom
    curve = RIDGE.value(UNIT * half) / half
    corner = LASSO.value([-half, 0.0, half]) / half
    name_at = 0.94
    square, edge = float(RIDGE.value(half)), float(LASSO.value(half))
    marks = (
        Polygon(
            key="window", panel="penalty", role="muted", opacity=0.16,
            points=((-half, 0), (half, 0), (half, half), (-half, half)),
        ),
        Polyline(
            key="lasso", panel="window", role="lasso", width=3.5,
            points=tuple(zip((-1.0, 0.0, 1.0), map(float, corner), strict=True)),
        ),
        Polyline(
            key="ridge", panel="window", role="ridge", width=3.5, dash=DASH,
            points=tuple(zip(map(float, UNIT), map(float, curve), strict=True)),
        ),
        Label(key="lasso-name", panel="window", role="lasso", x=-0.42, y=0.82, text="λ|w|"),
        Label(
            key="ridge-name", panel="window", role="ridge", x=name_at, y=half * name_at**2, text="λw²",
            anchor="end", dy=-8,
        ),
    )  # fmt: skip
    return Frame(
        marks=marks,
        readouts=(
            Readout(key="zoom", label="magnified", text=f"{zoom:g} times", lead=True),
            Readout(key="half", label="edge of the window, h", text=f"{half:.2g}", lead=True),
            Readout(key="lasso", label="λ|w| there", text=f"{edge:.2g} λ", lead=True),
            Readout(key="ridge", label="λw² there", text=f"{square:.2g} λ", lead=True),
        ),
        says=f"magnified {zoom:g} times: at w = {half:.2g} λ|w| is {edge:.2g} λ, λw² is {square:.2g} λ",
    )


def draw_penalties(axes: Axes) -> None:
    grid = np.linspace(-REACH, REACH, 111)
    axes.plot(grid, LASSO.value(grid), color=ink("lasso"), linewidth=3.5, label="λ|w|")
    axes.plot(grid, RIDGE.value(grid), color=ink("ridge"), linewidth=3.5, dashes=(2.6, 1.4), label="λw²")
    axes.text(-0.5, 0.86, "λ|w|", ha="center", color=ink("lasso"))
    axes.text(0.86, 0.52, "λw²", ha="left", color=ink("ridge"))


SCENE = Scene(
    draw=draw,
    title="The two penalties",
    claim="Near zero λ|w| keeps its corner, while λw² turns flat",
    caption=(
        "Left: what a weight w costs under each penalty. Right: the grey window, enlarged; its edges lie at "
        "w = ±h. However small h is, the lasso’s penalty (solid) looks the same. Ridge’s (dashed) sinks to "
        "the floor: near zero it charges next to nothing. "
        "(On the other pages ridge’s penalty is written ½λw².)"
    ),
    alt=(
        "Two graphs. Left, the penalties over w: lambda times the absolute value, a V with its corner at "
        "zero, and lambda times the square, a parabola that touches zero smoothly. Right, a window around "
        "zero, enlarged: the V looks the same at every magnification, the parabola gets flatter and flatter."
    ),
    notes=(
        "What does a small weight cost? The grey window at zero on the left is enlarged on the right. Move "
        "“magnify”. The V of the lasso looks the same every time: its corner remains a corner. Ridge’s "
        "dashed curve sinks to the floor, because the square of a small number is far smaller still. "
        f"Magnified {ZOOMS[-1]:g} times, it costs "
        f"{100 * RIDGE.value(1 / ZOOMS[-1]) / LASSO.value(1 / ZOOMS[-1]):.0f} % of the lasso’s price at the "
        "window’s edge. The last step to zero saves something under the lasso, next to nothing under ridge."
    ),
    computed=(
        "The penalties λ|w| and λw² themselves, in units of λ; the window shows them for |w| ≤ h, at 13 "
        "magnifications. Nothing is solved in this figure."
    ),
    convention=ONE_WEIGHT_CONVENTION,
    lesson="lessons/one-weight",
    panels=(
        Panel(
            key="penalty",
            width=500,
            height=440,
            x=Axis(label="weight w", limits=(-REACH, REACH), ticks=ticks(-1, -0.5, 0, 0.5, 1)),
            y=Axis(label="penalty", limits=(0, 1.15), ticks=((0, "0"), (0.5, "λ/2"), (1, "λ"))),
            margins=(40, 14, 34, 54),
            backdrop=draw_penalties,
        ),
        Panel(
            key="window",
            width=330,
            height=270,
            x=Axis(label="the window, enlarged", limits=(-1, 1), ticks=((-1, "−h"), (0, "0"), (1, "h"))),
            y=Axis(label="penalty", limits=(0, 1.12), ticks=((0, "0"), (1, "λh"))),
            margins=(40, 18, 34, 54),
        ),
    ),
    controls=(
        Slider(
            name="zoom", label="magnify", stops=ZOOMS, start=10.0, beats=(2.0, 10.0, 100.0),
        ),
    ),
    uncertified="it draws the values of two penalties, and minimises nothing",
)  # fmt: skip

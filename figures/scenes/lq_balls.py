"""The balls of |w|^q: where corners begin, and where convexity ends."""

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot, Label, Polygon, Polyline
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import ticks
from figures.draw.theme import ink
from figures.scene import Frame, Scene, Slider
from figures.solvers import lq_ball

POWERS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0)
NAMED = {1.0: "lasso", 2.0: "ridge"}
Y = (-1.3, 1.3)
X = (Y[0] * 426 / 366, Y[1] * 426 / 366)
"""As many pixels a unit as upward."""
REACH = 1.2
QUARTER = 16


def draw(q: float) -> Frame:
    ball = tuple((float(x), float(y)) for x, y in lq_ball(q, quarter=QUARTER))
    role = NAMED.get(q, "fg")
    corner = q <= 1
    steep = "infinite" if q < 1 else "1" if q == 1 else "none: flat"
    # Denser towards 0, where the curve turns.
    half = np.linspace(0, 1, 18) ** 1.6 * REACH
    bowl = [(float(w), float(abs(w) ** q)) for w in (*-half[:0:-1], *half)]
    tips = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
    shape = f"{'corners on the axes' if corner else 'no corners'}, {'convex' if q >= 1 else 'not convex'}"
    return Frame(
        marks=(
            Polygon(key="ball", panel="ball", role=role, points=ball, opacity=0.12, width=3),
            *(
                Dot(
                    key=f"tip-{j}", panel="ball", role="zero", x=x, y=y, radius=6, hollow=True, visible=corner
                )
                for j, (x, y) in enumerate(tips)
            ),
            Polyline(key="penalty", panel="penalty", role=role, points=tuple(bowl), width=3),
            Dot(key="kink", panel="penalty", role="zero", x=0, y=0, radius=6, hollow=True, visible=corner),
            Label(
                key="says-kink", panel="penalty", role="zero", x=0, y=0, text="kink", dy=26, visible=corner
            ),
            Label(
                key="says-none", panel="penalty", role="muted", x=0, y=0, text="smooth", dy=26,
                visible=not corner,
            ),
        ),
        readouts=(
            Readout(key="q", label="power q", text=f"{q:g}", lead=True),
            Readout(key="corner", label="corners on the axes", text="yes" if corner else "no", lead=True),
            Readout(key="convex", label="convex", text="yes" if q >= 1 else "no", lead=True),
            Readout(key="slope", label="slope right of 0", text=steep, lead=True),
        ),
        says=f"q = {q:g}: {shape}",
    )  # fmt: skip


def draw_ball(axes: Axes) -> None:
    axes.grid(visible=False)
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.axvline(0, color=ink("muted"), linewidth=1)
    for q, dash in ((1, "-"), (2, "--")):
        axes.plot(*lq_ball(q).T, dash, color=ink("quiet"), linewidth=1, label=f"q = {q}")


def draw_penalty(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)


SCENE = Scene(
    draw=draw,
    title="From star to square",
    claim="Corners on the axes need q ≤ 1, convexity needs q ≥ 1: only q = 1, the lasso, has both",
    caption=(
        "The shape holds all points with |w₁|^q + |w₂|^q ≤ 1; thin lines show the diamond (q = 1, full) and "
        "the circle (q = 2, dashed). Beside: the penalty |w|^q of one coefficient. The shape has corners on "
        "the axes exactly where the penalty has a kink at zero."
    ),
    alt=(
        "A shape around the origin that changes with the power q. At 0.5 it is a four-pointed star with "
        "hollow points on the axes, curved inward; at 1 a diamond with straight edges and corners; at 2 a "
        "circle; at 4 nearly a square with round corners off the axes. A graph beside shows the penalty of "
        "one coefficient: a cusp at zero below 1, a kink at 1, smooth above 1."
    ),
    notes=(
        f"Set q to {POWERS[-1]:g} first: a rounded square. Now move q down and watch where the shape meets "
        "the axes. At 2 it is the circle of ridge. At 1 it becomes the diamond, with corners on the axes, "
        "exactly when the penalty beside it gets its kink. Below 1 the corners get sharper, but the sides "
        "bend inward, so a local minimum need not be the best. Corners need q at most one, convexity at "
        "least one. Only the lasso has both."
    ),
    computed=(
        "Closed forms: the outline is (cos^(2/q) s, sin^(2/q) s) in each quadrant, the penalty |w|^q. No "
        "problem is solved here."
    ),
    lesson="lessons/geometry",
    panels=(
        Panel(
            key="ball", width=500, height=440, margins=(58, 16, 20, 54), backdrop=draw_ball,
            x=Axis(label="w₁", limits=X, ticks=ticks(-1, 0, 1)),
            y=Axis(label="w₂", limits=Y, ticks=ticks(-1, 0, 1)),
        ),
        Panel(
            key="penalty", width=330, height=240, margins=(40, 18, 34, 54), backdrop=draw_penalty,
            x=Axis(label="w", limits=(-REACH, REACH), ticks=ticks(-1, 0, 1)),
            y=Axis(label="penalty |w|^q", limits=(-0.35, 1.3), ticks=ticks(0, 1)),
        ),
    ),
    controls=(Slider(name="q", label="q", stops=POWERS, start=1.0, beats=(0.5, 1.0, 2.0, 4.0)),),
    uncertified="it draws the unit balls of the powers q from their equation, and minimises nothing",
)  # fmt: skip

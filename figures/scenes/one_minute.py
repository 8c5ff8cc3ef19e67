"""The answer in one minute: one λ, one cause, four views of the same two coefficients."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from figures.draw.marks import Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import number, ticks
from figures.draw.theme import ink
from figures.scene import Frame, Scene, Slider
from figures.solved import Alone, Regression, Solved, certified, with_middles
from figures.solvers import lasso, soft_threshold

Z = np.array([1.0, 0.5])
"""Least squares of two uncorrelated features; the weak one, w₂, is the subject of the first two views."""
X, Y = np.sqrt(2) * np.eye(2), np.sqrt(2) * Z
WEAK = float(Z[1])
LAMBDAS = tuple(round(0.05 * step, 2) for step in range(25))
END = LAMBDAS[-1]


def draw(lam: float) -> Frame:
    w = lasso(X, Y, lam)
    holds = w[1] == 0
    verdict = "the kink holds" if holds else "the pull wins"
    readouts = (
        Readout(key="lam", label="λ, the most the kink holds", text=f"{lam:.2f}", lead=True),
        Readout(key="pull", label="pull of the data on w₂", text=f"{WEAK:.2f}", lead=True),
        Readout(key="verdict", label="so", text=verdict, lead=True),
        Readout(key="w2", label="w₂", text=number(w[1]), lead=True),
        Readout(key="w1", label="w₁, which has more evidence", text=number(w[0]), lead=True),
    )
    return Frame(
        marks=(*_forces(lam, w[1]), *_map(lam, w[1]), *_plane(w), *_paths(lam, w)),
        readouts=readouts,
        says=f"λ = {lam:.2f}: {verdict}, w₂ is {number(w[1])}, w₁ is {number(w[0])}",
        solved=(
            certified(Regression(X, Y, lam), w),
            _line(lam),
            *map(_straight_path, Z),
        ),
    )


def _dot(key: str, panel: str, x: float, y: float, w: float, radius: float = 6) -> Dot:
    zero = w == 0
    return Dot(
        key=key, panel=panel, role="zero" if zero else "lasso", x=x, y=y, hollow=zero, radius=radius
    )  # fmt: skip


def _forces(lam: float, w: float) -> list[Mark]:
    """The penalty's slope, a step with a vertical piece at zero, meets the falling pull of the data."""
    return [
        Segment(key="slope-left", panel="forces", role="lasso", x1=-0.8, y1=-lam, x2=0, y2=-lam, width=3),
        Segment(key="slope-right", panel="forces", role="lasso", x1=0, y1=lam, x2=1.2, y2=lam, width=3),
        Segment(key="kink", panel="forces", role="zero", x1=0, y1=-lam, x2=0, y2=lam, width=5),
        _dot("forces-w", "forces", float(w), WEAK - float(w), float(w)),
    ]


def _map(lam: float, w: float) -> list[Mark]:
    z = _bends(lam)
    corners = tuple(zip(z, map(float, soft_threshold(z, lam)), strict=True))
    return [
        Polyline(key="map", panel="map", role="lasso", points=corners, width=3),
        Segment(key="flat", panel="map", role="zero", x1=z[1], y1=0, x2=z[2], y2=0, width=5),
        Segment(key="evidence", panel="map", role="ols", x1=WEAK, y1=-1, x2=WEAK, y2=1, dash="5 4"),
        _dot("map-w", "map", WEAK, float(w), float(w)),
    ]


def _bends(lam: float) -> tuple[float, ...]:
    """The evidence between which the map is straight, as far as the panel goes."""
    return (-1.0, -lam, lam, 1.0) if lam < 1 else (-1.0, -1.0, 1.0, 1.0)


def _line(lam: float) -> Solved:
    """The map as it is drawn."""
    z, w = with_middles(_bends(lam), soft_threshold(_bends(lam), lam))
    return certified(Alone(z, lam), w)


def _straight_path(z: float) -> Solved:
    """A coefficient's path as it is drawn."""
    lam, w = with_middles([0, z, END], [z, 0, 0])
    return certified(Alone(z, lam), w)


def _plane(w: NDArray[np.float64]) -> list[Mark]:
    """The diamond of this budget and the loss contour that touches it, a circle round least squares."""
    t = float(np.abs(w).sum())
    x, y = map(float, w)
    reach = float(np.hypot(*(Z - w)))
    return [
        Polygon(key="diamond", panel="plane", role="lasso", points=((t, 0), (0, t), (-t, 0), (0, -t))),
        Ellipse(key="contour", panel="plane", role="loss", x=Z[0], y=Z[1], a=reach, b=reach, width=1.5),
        Dot(key="ols", panel="plane", role="ols", x=Z[0], y=Z[1]),
        _dot("plane-w", "plane", x, y, y),
    ]


def _paths(lam: float, w: NDArray[np.float64]) -> list[Mark]:
    return [
        Segment(key="cursor", panel="path", role="fg", x1=lam, y1=-0.08, x2=lam, y2=1.15, width=1.5),
        _dot("path-w1", "path", lam, float(w[0]), float(w[0]), 4.5),
        _dot("path-w2", "path", lam, float(w[1]), float(w[1])),
        Label(key="name-w1", panel="path", role="muted", x=0.1, y=0.96, text="w₁", anchor="start", dy=-7),
        Label(key="name-w2", panel="path", role="lasso", x=0.1, y=0.46, text="w₂", anchor="start", dy=-7),
    ]


def draw_pull(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.plot([-0.8, 1.2], [WEAK + 0.8, WEAK - 1.2], color=ink("loss"), linewidth=1.8)
    axes.text(1.15, -1.12, "pull of the data", color=ink("loss"), fontsize=15, ha="right", va="center")


def draw_map(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.plot([-1, 1], [-1, 1], "--", color=ink("quiet"), linewidth=1.3)


def draw_plane(axes: Axes) -> None:
    axes.grid(visible=False)
    axes.axhline(0, color=ink("rule"), linewidth=1)
    axes.axvline(0, color=ink("rule"), linewidth=1)
    # In the one corner that neither the diamond nor the growing circle ever reaches.
    axes.text(2.7, -1.48, "● least squares", color=ink("ols"), fontsize=15, ha="right")


def draw_paths(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    for z, colour in ((Z[0], "quiet"), (Z[1], "lasso")):
        axes.plot([0, z, END], [z, 0, 0], color=ink(colour), linewidth=2)


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    return {"weak": f"{WEAK:g}"}


SIZE: Any = {"width": 296, "height": 262, "margins": (34, 10, 32, 52)}

SCENE = Scene(
    draw=draw,
    title="The answer in one minute",
    claim="The penalty’s kink holds a coefficient at zero against any pull up to λ",
    caption=(
        "Four views of one λ. The pull of the data meets the step of the penalty’s slope; the map from "
        "evidence to coefficient is flat at zero; the touching point is the diamond’s corner; the path "
        "runs into zero and stays. They turn at the same λ, the strength of the evidence for w₂."
    ),
    alt=(
        "Four linked graphs. First, the slope of the penalty is a step from minus lambda to lambda with a"
        " vertical piece at zero; a falling line, the pull of the data, crosses it at the solution. "
        "Second, the soft-threshold map with its flat zone. Third, a diamond and a circular loss contour "
        "that touches it. Fourth, two coefficients over lambda. When lambda reaches 0.5, w2 is exactly "
        "zero in all four."
    ),
    notes=(
        "These are four views of one answer. Look at the forces first. The falling line is the pull of the "
        f"data on w₂, the step is the slope of the penalty. Move λ up to {WEAK:g}. The vertical piece grows "
        "until it meets the pull, and w₂ is exactly zero in all four views: forces, map, diamond and path. "
        "Move on, and it stays there. At its kink the penalty can balance any pull up to λ. That is why the "
        "lasso makes zeros."
    ),
    computed=(
        "Two uncorrelated standardized features with least-squares coefficients 1 and 0.5; the lasso is "
        "solved exactly at 25 values of λ from 0 to 1.2, and all four views draw that one solution."
    ),
    lesson="index",
    layout="grid",
    panels=(
        Panel(
            key="forces",
            x=Axis(label="w₂", limits=(-0.8, 1.2), ticks=ticks(0, 1)),
            y=Axis(label="forces on w₂", limits=(-1.4, 1.4), ticks=ticks(-1, 0, 1)),
            backdrop=draw_pull,
            **SIZE,
        ),
        Panel(
            key="map",
            x=Axis(label="evidence z", limits=(-1, 1), ticks=ticks(-0.5, 0, 0.5)),
            y=Axis(label="answer w₂", limits=(-1, 1), ticks=ticks(-0.5, 0, 0.5)),
            backdrop=draw_map,
            **SIZE,
        ),
        Panel(
            key="plane",
            x=Axis(label="w₁", limits=(-1.9, 2.77), ticks=ticks(-1, 0, 1, 2)),
            y=Axis(label="w₂", limits=(-1.62, -1.62 + 4.67 * 178 / 252), ticks=ticks(-1, 0, 1)),
            backdrop=draw_plane,
            **SIZE,
        ),
        Panel(
            key="path",
            x=Axis(label="λ", limits=(0, END), ticks=ticks(0, 0.5, 1)),
            y=Axis(label="both coefficients", limits=(-0.08, 1.15), ticks=ticks(0, 0.5, 1)),
            backdrop=draw_paths,
            **SIZE,
        ),
    ),
    controls=(
        Slider(
            name="lam",
            label="λ",
            stops=LAMBDAS,
            start=0.3,
            beats=(0.0, 0.25, 0.5, 0.75, 1.0, 1.2),
            drag=("slope-right", "y1"),
        ),
    ),
    facts=facts,
)

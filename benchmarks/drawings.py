"""Twelve pictures of the lasso, drawn in plain matplotlib, for every gallery that is timed.

Each function draws on given axes from numpy alone. Its source goes as it stands into an example
script of a peer (``script``) and into a still scene of ours (``scene``), which hands it a pen in the place
of axes, so that all sides draw the same picture. ``WIDTH``, the width of the main lines, is what an edit
changes.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from figures.draw.theme import ink

WIDTH = 2.5
LASSO, RIDGE, MUTED = ink("lasso"), ink("ridge"), ink("muted")

Z = np.linspace(-3, 3, 121)


@dataclass(frozen=True)
class Drawing:
    """A picture with its title, and the labels and limits of its axes."""

    draw: Callable[[Axes], None]
    title: str
    x: tuple[str, float, float]
    y: tuple[str, float, float]

    @property
    def name(self) -> str:
        """Its name everywhere."""
        return self.draw.__name__


def soft_threshold(axes: Axes) -> None:
    axes.plot(Z, Z, "--", color=MUTED, linewidth=1)
    axes.plot(Z, np.sign(Z) * np.maximum(np.abs(Z) - 1, 0), color=LASSO, linewidth=WIDTH)


def hard_threshold(axes: Axes) -> None:
    axes.plot(Z, Z, "--", color=MUTED, linewidth=1)
    axes.plot(Z, np.where(np.abs(Z) > 1, Z, 0), color=LASSO, linewidth=WIDTH)


def ridge_shrinkage(axes: Axes) -> None:
    axes.plot(Z, Z, "--", color=MUTED, linewidth=1)
    axes.plot(Z, Z / 2, color=RIDGE, linewidth=WIDTH)


def elastic_net(axes: Axes) -> None:
    for share in (0, 0.25, 0.5, 0.75, 1):
        shrunk = np.sign(Z) * np.maximum(np.abs(Z) - share, 0) / (2 - share)
        axes.plot(Z, shrunk, color=LASSO if share == 1 else RIDGE, linewidth=WIDTH)


def two_penalties(axes: Axes) -> None:
    axes.plot(Z, np.abs(Z), color=LASSO, linewidth=WIDTH)
    axes.plot(Z, Z**2 / 2, color=RIDGE, linewidth=WIDTH)


def powers(axes: Axes) -> None:
    for q in (0.5, 1, 1.5, 2):
        axes.plot(Z, np.abs(Z) ** q, color=LASSO if q == 1 else MUTED, linewidth=WIDTH)


def balls(axes: Axes) -> None:
    angle = np.linspace(0, 2 * np.pi, 241)
    for q in (0.5, 1, 2, 4):
        w = [np.sign(part) * np.abs(part) ** (2 / q) for part in (np.cos(angle), np.sin(angle))]
        axes.plot(*w, color=LASSO if q == 1 else MUTED, linewidth=WIDTH)


def contours(axes: Axes) -> None:
    angle = np.linspace(0, 2 * np.pi, 241)
    for level in (0.1, 0.4, 0.9, 1.6, 2.5):
        # Of u² + v² + uv = level the axes lie along u = v and u = −v.
        along, across = np.sqrt(level / 3) * np.cos(angle), np.sqrt(level) * np.sin(angle)
        axes.plot(1.2 + along + across, 0.7 + along - across, color=MUTED, linewidth=1.5)
    axes.fill([1, 0, -1, 0], [0, 1, 0, -1], color=LASSO, alpha=0.2)


def subgradient(axes: Axes) -> None:
    axes.plot([-3, 0, 0, 3], [-1, -1, 1, 1], color=LASSO, linewidth=WIDTH)
    axes.plot(Z, Z, color=RIDGE, linewidth=WIDTH)


def smoothed(axes: Axes) -> None:
    for edge in (0.25, 0.5, 1, 2):
        huber = np.where(np.abs(Z) < edge, Z**2 / (2 * edge), np.abs(Z) - edge / 2)
        axes.plot(Z, huber, color=MUTED, linewidth=WIDTH)
    axes.plot(Z, np.abs(Z), color=LASSO, linewidth=WIDTH)


def penalized_loss(axes: Axes) -> None:
    for lam in (0, 0.5, 1, 1.5, 2):
        total = (Z - 1) ** 2 / 2 + lam * np.abs(Z)
        axes.plot(Z, total, color=LASSO if lam == 1 else MUTED, linewidth=WIDTH)


def path(axes: Axes) -> None:
    lam = np.linspace(0, 2, 41)
    for z in (2, 1.6, 1.1, 0.5, -0.8, -1.4):
        axes.plot(lam, np.sign(z) * np.maximum(np.abs(z) - lam, 0), color=LASSO, linewidth=WIDTH)


DRAWINGS = (
    Drawing(soft_threshold, "The soft threshold", ("z", -3, 3), ("w", -3, 3)),
    Drawing(hard_threshold, "The hard threshold", ("z", -3, 3), ("w", -3, 3)),
    Drawing(ridge_shrinkage, "What ridge does", ("z", -3, 3), ("w", -3, 3)),
    Drawing(elastic_net, "From ridge to lasso", ("z", -3, 3), ("w", -3, 3)),
    Drawing(two_penalties, "Two penalties", ("w", -3, 3), ("penalty", 0, 4)),
    Drawing(powers, "Powers as penalties", ("w", -3, 3), ("penalty", 0, 4)),
    Drawing(balls, "Balls of four powers", ("w₁", -1.2, 1.2), ("w₂", -1.2, 1.2)),
    Drawing(contours, "Contours and a diamond", ("w₁", -1.5, 2), ("w₂", -1.5, 2)),
    Drawing(subgradient, "Two slopes", ("w", -3, 3), ("slope", -3, 3)),
    Drawing(smoothed, "Corners made round", ("w", -3, 3), ("penalty", 0, 3)),
    Drawing(penalized_loss, "Loss and penalty", ("w", -3, 3), ("sum", 0, 6)),
    Drawing(path, "Six coefficients", ("λ", 0, 2), ("w", -2, 2)),
)


def script(drawing: Drawing, width: float = WIDTH) -> str:
    """The picture as an example script, as sphinx-gallery and mkdocs-gallery read it."""
    (x, left, right), (y, low, high) = drawing.x, drawing.y
    return f'''"""
{drawing.title}
{"=" * len(drawing.title)}

{drawing.title}: drawn for the comparison of builds.
"""

import matplotlib.pyplot as plt
import numpy as np

{_source(drawing, width)}

figure, axes = plt.subplots()
{drawing.name}(axes)
axes.set(xlabel="{x}", ylabel="{y}", xlim=({left}, {right}), ylim=({low}, {high}))
plt.show()
'''


def scene(drawing: Drawing, width: float = WIDTH) -> str:
    """The picture as a module of ``figures/scenes/``: it stands still, without controls."""
    (x, left, right), (y, low, high) = drawing.x, drawing.y
    return f'''"""{drawing.title}."""

import numpy as np

from figures.draw.marks import Polygon, Polyline
from figures.draw.panels import axis, main
from figures.scene import Frame, Scene

{_source(drawing, width)}


class Pen:
    """Draws marks where matplotlib's axes would draw lines and areas."""

    def __init__(self):
        self.marks = []

    def plot(self, x, y, dash="", *, color, linewidth):
        look = {{"width": linewidth, "dash": "7 5" if dash else ""}}
        self.marks.append(Polyline(points=points(x, y), **look, **self.named(color)))

    def fill(self, x, y, *, color, alpha):
        self.marks.append(Polygon(points=points(x, y), opacity=alpha, **self.named(color)))

    def named(self, color):
        role = {{LASSO: "lasso", RIDGE: "ridge", MUTED: "muted"}}[color]
        return {{"key": f"mark-{{len(self.marks)}}", "panel": "panel", "role": role}}


def points(x, y):
    return tuple(zip(np.asarray(x, float).tolist(), np.asarray(y, float).tolist()))


def draw():
    pen = Pen()
    {drawing.name}(pen)
    return Frame(marks=tuple(pen.marks), readouts=(), says="{drawing.title}")


SCENE = Scene(
    draw=draw,
    title="{drawing.title}",
    claim="{drawing.title}",
    caption="Drawn for the comparison of builds.",
    alt="{drawing.title}: drawn for the comparison of builds.",
    notes="This is {drawing.title[0].lower()}{drawing.title[1:]}.",
    computed="Closed forms.",
    lesson="index",
    panels=(
        main(
            "panel",
            axis("{x}", {left}, {right}, *np.linspace({left}, {right}, 7)),
            axis("{y}", {low}, {high}, *np.linspace({low}, {high}, 7)),
        ),
    ),
    pose=({{}},),
    uncertified="Drawn to time builds.",
)
'''


def _source(drawing: Drawing, width: float) -> str:
    """The function with the constants it needs, as a script can hold it."""
    constants = {"WIDTH": width, "LASSO": LASSO, "RIDGE": RIDGE, "MUTED": MUTED}
    lines = [f"{name} = {value!r}" for name, value in constants.items()]
    function = inspect.getsource(drawing.draw).replace("axes: Axes", "axes").replace(" -> None", "")
    return "\n".join([*lines, "Z = np.linspace(-3, 3, 121)", "", "", function])

"""The soft threshold: a flat zone at zero, and the paths it makes of five coefficients."""

from collections.abc import Iterator
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from figures.draw.marks import Dot, Label, Mark, Polygon, Polyline, Segment
from figures.draw.text import ticks
from figures.draw.theme import ink
from figures.scene import Axis, Frame, Panel, Readout, Scene, Slider
from figures.solved import Alone, Solved, certified, with_middles
from figures.solvers import soft_threshold

REACH = 3.0
LAMBDAS = tuple(round(0.05 * step, 2) for step in range(41))
EVIDENCE = (2.6, 1.7, 0.8, -0.5, -1.3)
"""Least-squares answers of five features that are uncorrelated with one another."""


def draw(lam: float) -> Frame:
    w = soft_threshold(EVIDENCE, lam)
    marks = (*_map(lam), *_dots(lam, w))
    count = int(np.count_nonzero(w))
    edges = "z = 0 only" if lam == 0 else f"|z| ≤ {lam:.2f}"
    readouts = (
        Readout(key="lam", label="λ", text=f"{lam:.2f}", lead=True),
        Readout(key="zone", label="exactly zero for", text=edges, lead=True),
        Readout(key="count", label="non-zero", text=f"{count} of {len(EVIDENCE)}", lead=True),
    )
    says = f"λ = {lam:.2f}: exactly zero for {edges}, {count} of {len(EVIDENCE)} non-zero"
    solved = (
        certified(Alone(EVIDENCE, lam), w),
        _line(lam),
        *map(_straight_path, EVIDENCE),
    )
    return Frame(marks=marks, readouts=readouts, says=says, solved=solved)


def _bends(lam: float) -> tuple[float, ...]:
    """The evidence between which the map is straight."""
    return -REACH, -lam, lam, REACH


def _line(lam: float) -> Solved:
    """The map as it is drawn."""
    z, w = with_middles(_bends(lam), soft_threshold(_bends(lam), lam))
    return certified(Alone(z, lam), w)


def _straight_path(z: float) -> Solved:
    """A coefficient's path as it is drawn."""
    lam, w = with_middles(_path(z), soft_threshold(z, _path(z)))
    return certified(Alone(z, lam), w)


def _path(z: float) -> NDArray[np.float64]:
    """The λ between which a coefficient's path is straight."""
    return np.unique([0.0, min(abs(z), LAMBDAS[-1]), LAMBDAS[-1]])


def _map(lam: float) -> tuple[Mark, ...]:
    """The map for one λ: two slanted parts and the flat zone between −λ and λ."""
    z = _bends(lam)
    corners = tuple(zip(z, map(float, soft_threshold(z, lam)), strict=True))
    band = ((-lam, -REACH), (lam, -REACH), (lam, REACH), (-lam, REACH))
    return (
        Polygon(key="zone", panel="map", role="zero", points=band, opacity=0.09),
        Polyline(key="map", panel="map", role="lasso", points=corners, width=3.5),
        Segment(key="flat", panel="map", role="zero", x1=-lam, y1=0, x2=lam, y2=0, width=6),
        _edge_name("−λ", -lam, "end", dx=-9, dy=-10),
        _edge_name("λ", lam, "start", dx=9, dy=22),
        Segment(key="cursor", panel="path", role="fg", x1=lam, y1=-REACH, x2=lam, y2=REACH, width=1.5),
    )


def _edge_name(text: str, z: float, anchor: Literal["start", "end"], dx: float, dy: float) -> Label:
    """The name of an end of the flat zone, hidden where the zone is a point."""
    return Label(
        key=text, panel="map", role="zero", x=z, y=0, text=text, anchor=anchor, dx=dx, dy=dy,
        weight="semibold", visible=z != 0,
    )  # fmt: skip


def _dots(lam: float, w: NDArray[np.float64]) -> Iterator[Dot]:
    """Each feature on the map and, at the same height, on its path."""
    for row, (z, answer) in enumerate(zip(EVIDENCE, map(float, w), strict=True)):
        role = "zero" if answer == 0 else "lasso"
        for panel, x in (("map", z), ("path", lam)):
            yield Dot(key=f"{panel}-{row}", panel=panel, role=role, x=x, y=answer, hollow=answer == 0)


def draw_identity(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.plot([-REACH, REACH], [-REACH, REACH], "--", color=ink("ols"), linewidth=1.6, label="no penalty")
    axes.text(2.4, 2.62, "no penalty", color=ink("ols"), fontsize=15, ha="right")


def draw_paths(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    for z in EVIDENCE:
        axes.plot(_path(z), soft_threshold(z, _path(z)), color=ink("quiet"))


SCENE = Scene(
    draw=draw,
    title="The soft threshold",
    claim="Evidence no stronger than λ gives a coefficient of exactly zero",
    caption=(
        "Left: the lasso's answer for a feature that is uncorrelated with the others, against z, the "
        "least-squares answer. It is zero from −λ to λ; outside, it lies λ closer to zero than the dashed "
        "line. Right: what this makes of five features as λ grows."
    ),
    alt=(
        "Two graphs. Left, the soft-threshold function: it rises with slope one up to minus lambda on the "
        "horizontal axis, is exactly zero from minus lambda to lambda, and rises with slope one again; a "
        "dashed diagonal, the answer without a penalty, is parallel to both slanted parts. Right, five "
        "coefficients over lambda: each falls along a straight line to zero and stays there."
    ),
    notes=(
        "The dashed diagonal is life without a penalty: the answer is z itself. The solid line is the "
        "lasso’s answer. Move λ up. The flat piece widens from −λ to λ, and outside it every answer lies λ "
        "closer to zero. On the right five features feel it. They all move towards zero at one speed, and "
        "those that arrive stay, since a pull no stronger than λ cannot move them off. Evidence no stronger "
        "than λ gives a coefficient of exactly zero."
    ),
    computed=(
        "The map S(z, λ) = sign(z)·max(|z| − λ, 0), the exact minimiser of ½(w − z)² + λ|w|, at 41 values "
        "of λ from 0 to 2, for z = 2.6, 1.7, 0.8, −0.5 and −1.3."
    ),
    lesson="lessons/path",
    panels=(
        Panel(
            key="map",
            width=500,
            height=440,
            x=Axis(
                label="z, the least-squares answer",
                limits=(-REACH, REACH),
                ticks=ticks(-2, -1, 0, 1, 2),
            ),
            y=Axis(
                label="the lasso’s answer S(z, λ)",
                limits=(-REACH, REACH),
                ticks=ticks(-2, -1, 0, 1, 2),
            ),
            margins=(44, 14, 34, 54),
            backdrop=draw_identity,
        ),
        Panel(
            key="path",
            width=330,
            height=290,
            x=Axis(label="λ", limits=(0.0, LAMBDAS[-1]), ticks=ticks(0, 0.5, 1, 1.5, 2)),
            y=Axis(label="S(z, λ) of five features", limits=(-REACH, REACH), ticks=ticks(-2, 0, 2)),
            margins=(40, 18, 34, 54),
            backdrop=draw_paths,
        ),
    ),
    controls=(
        Slider(
            name="lam",
            label="λ",
            stops=LAMBDAS,
            start=1.0,
            beats=(0.0, 0.5, 0.8, 1.3, 1.7, 2.0),
            drag=("flat", "x2"),
        ),
    ),
)

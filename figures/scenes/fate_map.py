"""Where the diamond and the circle send least-squares points: wedges against rays."""

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot, Mark, Segment
from figures.draw.panels import Axis, Panel
from figures.draw.text import signed, ticks
from figures.draw.theme import ink
from figures.scene import Frame, Scene, Slider
from figures.solved import Array, Budget, Solved, certified
from figures.solvers import (
    correlated_gram,
    fate,
    fate_regions,
    tilted_gram,
    touch_diamond,
    touch_disc,
    uniform_corner_share,
)

BUDGET = 1.0
COUNT = 48
INNER = 2.3
"""Half the side of the square in which the points lie; the labels stand around it."""
Y = (-3.2, 3.2)
X = (Y[0] * 406 / 396, Y[1] * 406 / 396)
"""As many pixels a unit as upward."""
WAY = tuple(step / 10 for step in range(11))
RHOS = (-0.75, 0.0, 0.75)
POINTS = np.random.default_rng(4).uniform(-INNER, INNER, (COUNT, 2))
FATES = fate(touch_diamond(correlated_gram(0.0), POINTS, BUDGET), POINTS, BUDGET)
IN_WEDGES = int((FATES == "corner").sum())


def draw(way: float, rho: float) -> Frame:
    gram = correlated_gram(rho)
    lasso, ridge = touch_diamond(gram, POINTS, BUDGET), touch_disc(gram, POINTS, BUDGET)
    zeros, none = (int((w == 0).any(axis=1).sum()) for w in (lasso, ridge))
    says = f"{way:.0%} of the way, correlation {signed(f'{rho:g}')}: "
    return Frame(
        marks=(*_rays(gram), *_dots("lasso", way, lasso), *_dots("ridge", way, ridge)),
        readouts=(),
        says=f"{says}lasso sends {zeros} of {COUNT} points to a corner, ridge sends {none} to an axis",
        solved=(
            certified(Budget(gram, POINTS, BUDGET), lasso),
            certified(Budget(gram, POINTS, BUDGET, 2), ridge),
            *_ends(gram),
        ),
    )


def _dots(panel: str, way: float, w: Array) -> list[Mark]:
    """Each point on its straight way from least squares to the answer, in the role of its fate."""
    marks: list[Mark] = []
    for row, (start, end) in enumerate(zip(POINTS, w, strict=True)):
        at = start + way * (end - start)
        zero = bool((end == 0).any())
        role = "ols" if (start == end).all() else "zero" if zero else panel
        marks.append(
            Dot(
                key=f"{panel}-{row}", panel=panel, role=role, x=float(at[0]), y=float(at[1]), radius=3.6,
                hollow=zero,
            )
        )  # fmt: skip
    return marks


def _rays(gram: Array) -> list[Mark]:
    """The least-squares points that ridge sends to an axis: w + μ G⁻¹w for the four w on an axis."""
    marks: list[Mark] = []
    for j in range(2):
        for sign in (1.0, -1.0):
            w = np.zeros(2)
            w[j] = sign * BUDGET
            x1, y1, x2, y2 = map(float, (*w, *_end(gram, w)))
            marks.append(
                Segment(key=f"ray-{j}-{sign:g}", panel="ridge", role="zero", x1=x1, y1=y1, x2=x2, y2=y2)
            )
    return marks


def _end(gram: Array, w: Array) -> Array:
    """Where the ray that begins at w ends, outside the panel."""
    direction = np.linalg.solve(gram, w)
    end: Array = w + 9 * direction / np.hypot(*direction)
    return end


def _ends(gram: Array) -> list[Solved]:
    """Ridge's answers to the ends of the rays: where each begins."""
    axes = BUDGET * np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    return [certified(Budget(gram, _end(gram, w), BUDGET, 2), w) for w in axes]


def _cross(axes: Axes) -> None:
    axes.grid(visible=False)
    axes.plot([-INNER, INNER], [0, 0], color=ink("rule"), linewidth=1)
    axes.plot([0, 0], [-INNER, INNER], color=ink("rule"), linewidth=1)


def draw_lasso(axes: Axes) -> None:
    _cross(axes)
    looks = {"inside": ("ols", 0.1), "edge": ("lasso", 0.1), "corner": ("zero", 0.13)}
    for region in fate_regions(correlated_gram(0.0), BUDGET, 4.0):
        role, opacity = looks[region.fate]
        axes.fill(*region.polygon.T, color=ink(role), alpha=opacity, linewidth=0)
    corners = BUDGET * np.array([[1, 0], [0, 1], [-1, 0], [0, -1], [1, 0]])
    axes.plot(*corners.T, color=ink("lasso"), linewidth=2.5)
    for x, y, text in ((2.82, 0, "w₂ = 0"), (-2.82, 0, "w₂ = 0"), (0, 2.97, "w₁ = 0"), (0, -2.97, "w₁ = 0")):
        axes.text(x, y, text, ha="center", va="center", color=ink("zero"), fontsize=15)
    axes.text(2.9, 2.97, "edge", ha="center", va="center", color=ink("lasso"), fontsize=15)


def draw_ridge(axes: Axes) -> None:
    _cross(axes)
    turn = np.linspace(0, 2 * np.pi, 181)
    axes.fill(4 * np.array([-1, 1, 1, -1]), 4 * np.array([-1, -1, 1, 1]), color=ink("ridge"), alpha=0.1, lw=0)
    axes.fill(BUDGET * np.cos(turn), BUDGET * np.sin(turn), color=ink("ground"), linewidth=0)
    axes.fill(BUDGET * np.cos(turn), BUDGET * np.sin(turn), color=ink("ols"), alpha=0.1, linewidth=0)
    axes.plot(BUDGET * np.cos(turn), BUDGET * np.sin(turn), color=ink("ridge"), linewidth=2.5)
    # Below the axes: the rays turn with ρ and would cross these words anywhere in the panel.
    axes.set_xlabel("w₁   (a zero only on the four rays)")


def share(gram: Array, digits: int) -> str:
    """How many least-squares points of a large square, outside the diamond, go to a corner."""
    return f"{100 * uniform_corner_share(gram, 2.0, 10.0):.{digits}f}\N{NO-BREAK SPACE}%"


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    return {
        "count": str(COUNT),
        "corner": str(IN_WEDGES),
        "edge": str((FATES == "edge").sum()),
        "inside": str((FATES == "inside").sum()),
        "share": share(correlated_gram(0.0), 2),
        "upright": share(tilted_gram((25.0, 1.0), 0.0), 1),
        "diagonal": share(tilted_gram((25.0, 1.0), np.pi / 4), 1),
    }


def _panel(key: str, title: str, backdrop: object) -> Panel:
    return Panel(
        key=key, width=480, height=470, backdrop=backdrop,  # type: ignore[arg-type]
        x=Axis(label="w₁", limits=X, ticks=ticks(-2, 0, 2)),
        y=Axis(label=title, limits=Y, ticks=ticks(-2, 0, 2)),
    )  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="The map of fates",
    claim="The lasso sends whole wedges of least-squares points to a zero, ridge only four rays",
    caption=(
        "Each dot is a least-squares answer, w₁ across and w₂ up; “way” moves it straight to the answer "
        "within the budget t = 1. Hollow dots end at an exact zero. Left, a corner owns all points of a "
        "wedge of 90 degrees, whatever the correlation ρ. Right, only points on four rays, which have no "
        "area."
    ),
    alt=(
        "Two maps of the plane of least-squares points. Left, around the lasso's diamond, four wedges of 90 "
        "degrees open outward from its corners; points in them end with one coefficient zero. Between them "
        "lie four straight strips, whose points end on an edge. Right, around ridge's circle, only four rays "
        f"end at a zero. Of {COUNT} points, {IN_WEDGES} lie in the lasso's wedges and "
        "none on ridge's rays."
    ),
    notes=(
        "Each dot is a least-squares answer: lasso left, ridge right. Move “way” to its end, and every dot "
        f"goes straight to its answer. With the lasso {IN_WEDGES} of {COUNT} end at a corner; with ridge "
        "none gets a zero. From outside the circle only four rays lead to a zero, and a ray has no area. A "
        "corner collects everything between the rays of its two edges. Change ρ: the rays turn, the wedges "
        "stay. Wedges catch points, rays do not."
    ),
    computed=(
        "The regions are exact polygons. The points are drawn at random with a fixed seed, uniformly on a "
        "square; where each ends is the minimum of the loss over the diamond, in closed form, and over the "
        "disc, by Newton's method to machine precision. Two standardized features."
    ),
    lesson="lessons/geometry",
    panels=(
        _panel("lasso", f"lasso, |w₁| + |w₂| ≤ 1: {IN_WEDGES} of {COUNT} get a zero", draw_lasso),
        _panel("ridge", f"ridge, √(w₁² + w₂²) ≤ 1: none of {COUNT}", draw_ridge),
    ),
    controls=(
        Slider(name="way", label="way", stops=WAY, start=0.0, beats=(0.0, 1.0)),
        Slider(name="rho", label="ρ", stops=RHOS, start=0.75),
    ),
    layout="grid",
    facts=facts,
)

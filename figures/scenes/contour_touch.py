"""The contours of the loss touch the diamond at a corner, and the circle beside the axis."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes

from figures.data.plane import OLS, RHOS
from figures.draw.contours import Array, contour_through, line, outline
from figures.draw.labels import free_place
from figures.draw.marks import Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.draw.text import number, signed, ticks
from figures.draw.theme import ink
from figures.scene import Axis, Choice, Frame, Panel, Readout, Scene, Slider
from figures.solved import Budget, Solved, certified
from figures.solvers import correlated_gram, touch_diamond, touch_disc

BUDGETS = tuple(step / 8 for step in range(1, 25))
CORNER_UNTIL = OLS[0] - OLS[1]
LENGTH = float(np.hypot(*OLS))
GRID = tuple(sorted({*BUDGETS, LENGTH}))
X = (-1.5, 3.5)
EVERYWHERE = np.stack(np.meshgrid(np.linspace(-2, 4, 99), np.linspace(-2, 3, 99)), axis=-1).reshape(-1, 2)
Y = (-1.5, -1.5 + 5 * 366 / 426)
"""As many pixels a unit as across."""


@cache
def answer(budget: float, rho: float, shape: str) -> Solved:
    """The point of the shape with the smallest loss."""
    gram = correlated_gram(rho)
    if shape == "diamond":
        return certified(Budget(gram, OLS, budget), touch_diamond(gram, OLS, budget))
    return certified(Budget(gram, OLS, budget, 2), touch_disc(gram, OLS, budget))


def draw(budget: float, rho: float, shape: str) -> Frame:
    w = answer(budget, rho, shape).w
    where = place(w, budget, shape)
    readouts = (
        Readout(key="budget", label="budget t", text=f"{budget:g}", lead=True),
        Readout(key="first", label="w₁", text=number(w[0]), lead=True),
        Readout(key="second", label="w₂", text=number(w[1]), lead=True),
        Readout(key="where", label="touches", text=where, lead=True),
    )
    name = f"{shape}, budget {budget:g}, correlation {signed(f'{rho:g}')}"
    return Frame(
        marks=(*_plane(budget, rho, shape, w), *_course(budget, rho, shape, w)),
        readouts=readouts,
        says=f"{name}: w₁ = {number(w[0])}, w₂ = {number(w[1])}, touches {where}",
        solved=(answer(budget, rho, shape), *(answer(t, rho, shape) for t in GRID)),
    )


def place(w: Array, budget: float, shape: str) -> str:
    """Where the contour touches, in words."""
    if shape == "circle":
        return "the circle" if budget < LENGTH else "nowhere: it is inside"
    if w[1] == 0:
        return "a corner"
    return "an edge" if budget < sum(OLS) else "nowhere: it is inside"


def _plane(budget: float, rho: float, shape: str, w: Array) -> tuple[Mark, ...]:
    """The shape, three contours, and the point where the last one touches it."""
    gram, diamond = correlated_gram(rho), shape == "diamond"
    corners = ((budget, 0.0), (0.0, budget), (-budget, 0.0), (0.0, -budget))
    zero = bool(w[1] == 0)
    role = "zero" if zero else "lasso" if diamond else "ridge"
    at: tuple[float, float] = (float(w[0]), float(w[1]))
    inner = contour_through("inner", "plane", gram, OLS, w, share=0.6, width=1.2)
    outer = contour_through("contour", "plane", gram, OLS, w)
    lines = [line((X[0], 0), (X[1], 0)), line((0, Y[0]), (0, Y[1])), outline(inner), outline(outer)]
    if diamond:
        lines += [line(*ends) for ends in pairwise((*corners, corners[0]))]
    obstacles = np.concatenate([*lines, [at]])
    long = _label("least squares", "ols", OLS, (86, 11), obstacles)
    return (
        Polygon(key="diamond", panel="plane", role="lasso", points=corners, opacity=0.12, visible=diamond),
        Polyline(key="outline", panel="plane", role="lasso", points=(*corners, corners[0]), visible=diamond),
        Ellipse(
            key="disc", panel="plane", role="ridge", x=0, y=0, a=budget, b=budget, width=2.5, opacity=0.12,
            visible=not diamond,
        ),
        inner,
        outer,
        Dot(key="touch", panel="plane", role=role, x=at[0], y=at[1], radius=7, hollow=zero),
        long,
        replace(_label("OLS", "ols", OLS, (30, 11), obstacles), visible=not long.visible),
        _label("w₂ = 0", "zero", at, (52, 12), obstacles if zero else EVERYWHERE),
    )  # fmt: skip


def _label(
    text: str, role: str, at: tuple[float, float], size: tuple[float, float], obstacles: Array
) -> Label:
    """Letters near a point, hidden where they would cover a line."""
    width, height = size
    offsets = (
        (14.0, -10.0), (14.0, height + 10), (-width / 2, -14.0), (-width / 2, height + 14),
        (-width - 14, -10.0), (-width - 14, height + 10), (14.0, -26.0), (14.0, height + 26),
        (-width / 2, -26.0), (-width / 2, height + 26),
    )  # fmt: skip
    place = free_place(at, size, 85.2, offsets, obstacles)
    dx, dy = place or (0.0, 0.0)
    return Label(
        key=text, panel="plane", role=role, x=at[0], y=at[1], text=text, anchor="start", dx=dx, dy=dy,
        weight="semibold" if role == "zero" else "regular", visible=place is not None,
    )  # fmt: skip


def _course(budget: float, rho: float, shape: str, w: Array) -> tuple[Mark, ...]:
    """Both coefficients over the budget, and where w₂ rests at zero."""
    diamond = shape == "diamond"
    role = "lasso" if diamond else "ridge"
    return (
        Segment(
            key="cursor", panel="course", role="fg", x1=budget, y1=-1, x2=budget, y2=2.4, width=1.2,
        ),
        *(
            Polyline(key=f"course-{j}", panel="course", role=role, points=points, width=2.5)
            for j, points in enumerate(curves(rho, shape))
        ),
        Segment(
            key="rest", panel="course", role="zero", x1=0, y1=0, x2=CORNER_UNTIL, y2=0, width=5,
            visible=diamond,
        ),
        *(
            Dot(
                key=f"w-{j}", panel="course", x=budget, y=float(w[j]), hollow=bool(w[j] == 0),
                role="zero" if w[j] == 0 else role,
            )
            for j in range(2)
        ),
    )  # fmt: skip


@cache
def curves(rho: float, shape: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Both coefficients at all budgets, and at the one from which least squares lies in the disc."""
    points = [answer(t, rho, shape).w for t in GRID]
    return tuple(
        ((0.0, 0.0), *((t, float(w[j])) for t, w in zip(GRID, points, strict=True))) for j in range(2)
    )


def draw_plane(axes: Axes) -> None:
    axes.grid(visible=False)
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.axvline(0, color=ink("muted"), linewidth=1)
    axes.plot([OLS[0]], [OLS[1]], "o", markersize=9, color=ink("ols"))


def draw_course(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    for name, height in zip(("w₁", "w₂"), OLS, strict=True):
        axes.text(3.17, height, name, color=ink("fg"), va="center")


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    return {
        "corner_until": f"{CORNER_UNTIL:g}",
        "sum": f"{sum(OLS):g}",
        "first": f"{OLS[0]:g}",
        "second": f"{OLS[1]:g}",
        "ridge_at_one": number(answer(1.0, -0.5, "circle").w[1]),
    }


SCENE = Scene(
    draw=draw,
    title="The touching contour",
    claim="The diamond holds w₂ at exactly zero over a whole range of budgets, the circle does not",
    caption=(
        "The green dot is least squares (OLS); along each ellipse the loss is the same, and outward it "
        "grows. The drawn contour is the first that meets the budget: |w₁| + |w₂| ≤ t for the diamond, "
        "√(w₁² + w₂²) ≤ t for the circle. Beside: both coefficients over the budget."
    ),
    alt=(
        "The plane of two coefficients with least squares at w1 = 2, w2 = 0.75, and three elliptic contours "
        "of the loss around it. The outermost touches a diamond round the origin at its right corner, where "
        "w2 is zero. A graph beside shows both coefficients over the budget: w2 is exactly zero up to a "
        "budget of 1.25, then both grow along straight lines to least squares. With the circle instead of "
        "the diamond, the contour touches beside the axis and w2 does not rest at zero."
    ),
    notes=(
        "The green dot is least squares; along each ellipse the loss is the same. The outermost one just "
        f"touches the diamond: there is the lasso’s answer. Move t. Up to {CORNER_UNTIL:g} it touches at the "
        "corner, and w₂ is exactly zero. Switch the shape to the circle and move t again. Now w₂ may pass "
        "through zero but does not rest there. One corner is the best point for a whole wedge of "
        "least-squares answers. A corner holds a zero; a circle has no corner."
    ),
    computed=(
        "The minimum of the loss over the diamond, in closed form, and over the disc, by Newton's method to "
        "machine precision. The contour drawn is the one through that minimum, so it touches and does not "
        "cross. Two standardized features of correlation ρ, least squares at (2, 0.75)."
    ),
    lesson="lessons/geometry",
    panels=(
        Panel(
            key="plane", width=500, height=440, margins=(58, 16, 20, 54), backdrop=draw_plane,
            x=Axis(label="w₁", limits=X, ticks=ticks(-1, 0, 1, 2, 3)),
            y=Axis(label="w₂", limits=Y, ticks=ticks(-1, 0, 1, 2)),
        ),
        Panel(
            key="course", width=330, height=240, margins=(40, 40, 34, 54), backdrop=draw_course,
            x=Axis(label="budget t", limits=(0, 3), ticks=ticks(0, 1, 2, 3)),
            y=Axis(label="coefficients", limits=(-0.8, 2.3), ticks=ticks(0, 1, 2)),
        ),
    ),
    controls=(
        Slider(
            name="budget", label="t", stops=BUDGETS, start=1.0,
            beats=(BUDGETS[0], CORNER_UNTIL, sum(OLS), BUDGETS[-1]), drag=("touch", "cx"),
        ),
        Slider(name="rho", label="ρ", stops=RHOS, start=-0.5),
        Choice(
            name="shape", label="shape",
            options=(("diamond", "diamond · lasso"), ("circle", "circle · ridge")), start="diamond",
        ),
    ),
    facts=facts,
)  # fmt: skip

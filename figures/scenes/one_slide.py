"""The whole reason on one slide: the kink, what it can hold, and the zeros that follow."""

import numpy as np
from matplotlib.axes import Axes

from figures.draw.marks import Dot
from figures.draw.panels import Axis, Panel
from figures.draw.text import ticks
from figures.draw.theme import ink
from figures.scene import Frame, Scene
from figures.solved import Alone, Regression, certified, with_middles
from figures.solvers import lasso, ridge, soft_threshold

LAM, PULL = 1.0, 0.6
X, Y = [[1.0]], [PULL]
LASSO, RIDGE = float(lasso(X, Y, LAM)[0]), float(ridge(X, Y, LAM)[0])
EDGE = 2.0
BENDS = np.array([-EDGE, -LAM, LAM, EDGE])
LINE = with_middles(BENDS, soft_threshold(BENDS, LAM))


def draw() -> Frame:
    answers = (
        Dot(key="lasso", panel="hold", role="zero", x=LASSO, y=PULL - LASSO, hollow=LASSO == 0, radius=7),
        Dot(key="ridge", panel="hold", role="ridge", x=RIDGE, y=PULL - RIDGE, radius=7),
    )
    solved = (
        certified(Regression(X, Y, LAM), [LASSO]),
        certified(Regression(X, Y, LAM, 0.0), [RIDGE]),
        certified(Alone(LINE[0], LAM), LINE[1]),
        certified(Alone((-EDGE, EDGE), LAM, 0.0), np.array([-EDGE, EDGE]) / (1 + LAM)),
    )
    return Frame(marks=answers, readouts=(), says="", solved=solved)


def draw_penalties(axes: Axes) -> None:
    w = np.linspace(-EDGE, EDGE, 81)
    axes.plot(w, w**2 / 2, "--", color=ink("ridge"), linewidth=2.5)
    axes.plot([-EDGE, 0, EDGE], [EDGE, 0, EDGE], color=ink("lasso"), linewidth=3.5)
    axes.plot([0], [0], "o", color=ink("zero"), markersize=11)
    axes.text(0, 0.42, "kink", color=ink("zero"), fontsize=17, ha="center")
    axes.text(0, 1.7, "lasso  λ|w|", color=ink("lasso"), fontsize=17, ha="center")
    axes.text(1.97, 0.16, "ridge  λw²/2", color=ink("ridge"), fontsize=17, ha="right")


def draw_forces(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.plot([-EDGE, EDGE], [-LAM * EDGE, LAM * EDGE], "--", color=ink("ridge"), linewidth=2.5)
    axes.plot([-EDGE, 0], [-LAM, -LAM], color=ink("lasso"), linewidth=3.5)
    axes.plot([0, EDGE], [LAM, LAM], color=ink("lasso"), linewidth=3.5)
    axes.plot([0, 0], [-LAM, LAM], color=ink("zero"), linewidth=6)
    axes.plot([-EDGE, EDGE], [PULL + EDGE, PULL - EDGE], color=ink("loss"), linewidth=1.8)
    axes.text(-0.2, 0.4, "anything\nfrom −λ to λ", color=ink("zero"), fontsize=17, ha="right", va="center")
    axes.text(-1.9, 1.45, "pull of\nthe data", color=ink("loss"), fontsize=17, va="center")


def draw_map(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)
    axes.plot([-EDGE, EDGE], [-EDGE / (1 + LAM), EDGE / (1 + LAM)], "--", color=ink("ridge"), linewidth=2.5)
    axes.plot(BENDS, soft_threshold(BENDS, LAM), color=ink("lasso"), linewidth=3.5)
    axes.plot([-LAM, LAM], [0, 0], color=ink("zero"), linewidth=6)
    axes.text(0.0, -0.34, "exactly 0", color=ink("zero"), fontsize=17, ha="center", va="center")
    axes.text(-1.9, 0.55, "ridge is 0\nonly at z = 0", color=ink("ridge"), fontsize=17, va="center")


def _panel(key: str, title: str, x: str, low: float, high: float, backdrop: object) -> Panel:
    return Panel(
        key=key,
        width=350,
        height=490,
        x=Axis(label=x, limits=(-EDGE, EDGE), ticks=ticks(-1, 0, 1)),
        y=Axis(label=title, limits=(low, high), ticks=ticks(0)),
        margins=(22, 10, 40, 54),
        backdrop=backdrop,  # type: ignore[arg-type]
    )


SCENE = Scene(
    draw=draw,
    title="The reason on one slide",
    claim="The lasso’s penalty has a kink at zero, so weak evidence gives exactly zero; ridge’s has none",
    caption=(
        "Left: the two penalties. Middle: their slopes. At zero the lasso’s can take any value from −λ to"
        " λ and balance a pull that is no stronger; ridge’s is zero there and balances none. Right: the "
        "answers."
    ),
    alt=(
        "Three graphs. Left, the lasso penalty, a V with a kink at zero, and the ridge penalty, a smooth "
        "parabola. Middle, their slopes: the lasso's is a step with a vertical piece at zero, ridge's a "
        "straight line; a falling line, the pull of the data, meets the vertical piece at zero and "
        "ridge's line right of zero. Right, the answers against the evidence: the lasso's is flat at zero"
        " for weak evidence, ridge's is a straight line through zero."
    ),
    notes=(
        "Read this slide from left to right; nothing moves. One: both penalties are zero at zero, but only "
        "the lasso’s has a kink there. Two: their slopes. At the kink the lasso’s slope can be anything "
        "from −λ to λ, so it can balance the pull of the data right at zero. Ridge’s slope is zero there, "
        "so its balance lies off zero. Three: the lasso’s answers are flat at zero for weak evidence, "
        "ridge’s are not. A kink holds; a smooth bottom cannot."
    ),
    computed=(
        "One observation with x = 1, y = 0.6 and λ = 1, solved exactly by the lasso (0) and by ridge "
        "(0.3); the maps are the closed forms S(z, λ) and z/(1 + λ)."
    ),
    lesson="index",
    layout="grid",
    panels=(
        _panel("penalties", "1  A penalty with a kink", "coefficient w", -0.12, 2.3, draw_penalties),
        _panel("hold", "2  holds any pull up to λ,", "coefficient w", -2.05, 2.3, draw_forces),
        _panel("answers", "3  so weak evidence gives 0", "evidence z", -1.35, 1.35, draw_map),
    ),
)

"""The loss over all guesses: dots of random guesses on a parabola whose bottom they never hit."""

import numpy as np
from matplotlib.axes import Axes

from figures.data.five_points import X, Y
from figures.draw.marks import Dot, Mark, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import signed, ticks
from figures.draw.theme import ink
from figures.scene import ONE_WEIGHT_CONVENTION, Frame, Scene, Slider
from figures.solved import Regression, certified
from figures.solvers import one_weight_lasso, one_weight_loss

LOW, HIGH = -0.5, 1.5
COUNT = 24
GUESSES = tuple(float(w) for w in np.random.default_rng(2).uniform(LOW, HIGH, COUNT).round(3))
LOSSES = tuple(map(float, one_weight_loss(X, Y, GUESSES)))
BOTTOM = float(one_weight_lasso(X, Y, 0.0))
END = 5.4


def draw(count: float) -> Frame:
    best = min(range(int(count)), key=LOSSES.__getitem__)
    marks: list[Mark] = []
    for row, (w, loss) in enumerate(zip(GUESSES, LOSSES, strict=True)):
        shown = row < count
        marks += (
            Segment(
                key=f"line-{row}", panel="data", role="quiet", x1=0, y1=0, x2=END, y2=w * END, width=0.9,
                visible=shown,
            ),
            Dot(key=f"guess-{row}", panel="loss", role="loss", x=w, y=loss, radius=4, visible=shown),
        )  # fmt: skip
    w, loss = GUESSES[best], LOSSES[best]
    marks += (
        Segment(key="line-best", panel="data", role="fg", x1=0, y1=0, x2=END, y2=w * END, width=3),
        Dot(key="best", panel="loss", role="fg", x=w, y=loss, radius=7),
        *(Dot(key=f"point-{x:g}", panel="data", role="ols", x=x, y=y) for x, y in zip(X, Y, strict=True)),
    )
    return Frame(
        marks=tuple(marks),
        readouts=(
            Readout(key="count", label="random guesses", text=f"{count:.0f}", lead=True),
            Readout(key="best", label="best of them", text=signed(f"w = {w:.3f}"), lead=True),
            Readout(key="loss", label="its loss", text=f"{loss:.4f}", lead=True),
        ),
        says=f"{count:.0f} guesses: the best is w = {signed(f'{w:.3f}')} with loss {loss:.4f}",
        solved=(certified(Regression([[x] for x in X], Y, 0.0), [BOTTOM]),),
    )


def draw_parabola(axes: Axes) -> None:
    grid = np.linspace(LOW, HIGH, 161)
    axes.plot(grid, one_weight_loss(X, Y, grid), color=ink("quiet"), linewidth=1.6)
    axes.plot([BOTTOM, BOTTOM], [0, 1.9], color=ink("ols"), linewidth=2, linestyle=(0, (1, 1.6)))
    axes.text(BOTTOM, 2.1, f"least squares\nw = {BOTTOM:g}", ha="center", color=ink("ols"), fontsize=15)


def draw_points(axes: Axes) -> None:
    axes.axhline(0, color=ink("muted"), linewidth=1)


def facts() -> dict[str, str]:
    """Numbers for the prose."""
    best = min(range(COUNT), key=LOSSES.__getitem__)
    return {
        "count": str(COUNT),
        "best": f"{GUESSES[best]:.3f}",
        "best_loss": f"{LOSSES[best]:.4f}",
        "bottom": f"{BOTTOM:g}",
    }


SCENE = Scene(
    draw=draw,
    title="One weight: the loss",
    claim=f"The loss of one weight is a parabola, and its lowest point is at w = {BOTTOM:g}",
    caption=(
        "Left: random guesses of w with their losses; the large dot is the best so far, the green line "
        "the least-squares answer. Right: the line of each guess and, as green dots, the data. "
        "Guesses come near the lowest point but do not hit it."
    ),
    alt=(
        "Two graphs. Left, a parabola of the loss over w with its lowest point, loss zero, at "
        f"w = {BOTTOM:g}, marked by a dotted line; dots of up to {COUNT} random guesses lie on it, the best "
        "a little beside the lowest point. Right, the lines of these guesses fan out from the origin; the "
        "line of the best passes close to the five data points."
    ),
    notes=(
        "Let us guess. Set “guesses” to one: one dot, at the height of its loss. Now add more. All dots lie "
        "on a parabola, because each squared error is a parabola in w, and so is their mean. The large dot "
        f"is the best so far. After {COUNT} guesses it stands at {facts()['best']}; the lowest point is at "
        f"{BOTTOM:g}. Beside it, the line of that guess nearly fits the data. Guessing comes near the lowest "
        "point but does not hit it, so we compute it."
    ),
    computed=(
        f"The mean of (y − wx)² over x = 1, 2, 3, 4, 5 with y = x/2, for {COUNT} guesses of w drawn evenly "
        f"from {signed(f'{LOW:g}')} to {HIGH:g} (numpy, seed 2). The lowest point is Σxy/Σx² = {BOTTOM:g}."
    ),
    convention=ONE_WEIGHT_CONVENTION,
    lesson="lessons/one-weight",
    panels=(
        Panel(
            key="loss",
            width=500,
            height=440,
            x=Axis(label="guess w", limits=(LOW - 0.05, HIGH + 0.05), ticks=ticks(-0.5, 0, 0.5, 1, 1.5)),
            y=Axis(label="loss", limits=(0, 11.6), ticks=ticks(0, 2, 4, 6, 8, 10)),
            margins=(34, 14, 34, 54),
            backdrop=draw_parabola,
        ),
        Panel(
            key="data",
            width=330,
            height=290,
            x=Axis(label="x", limits=(0, 5.5), ticks=ticks(0, 1, 2, 3, 4, 5)),
            y=Axis(label="y", limits=(-2.8, 6), ticks=ticks(-2, 0, 2, 4, 6)),
            margins=(34, 18, 34, 54),
            backdrop=draw_points,
        ),
    ),
    controls=(
        Slider(
            name="count", label="guesses", stops=tuple(map(float, range(1, COUNT + 1))), start=float(COUNT)
        ),
    ),
    facts=facts,
)

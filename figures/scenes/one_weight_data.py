"""Five points, one weight: a guessed line, its errors, and the mean of their squares."""

from matplotlib.axes import Axes

from figures.data.five_points import X, Y
from figures.draw.marks import Dot, Label, Mark, Polygon, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import number, ticks
from figures.draw.theme import ink
from figures.scene import ONE_WEIGHT_CONVENTION, Frame, Scene, Slider
from figures.solvers import one_weight_loss

GUESSES = tuple(step / 20 for step in range(21))
END = 5.4
BAR = 0.34


def draw(w: float) -> Frame:
    loss = float(one_weight_loss(X, Y, w))
    return Frame(
        marks=(*_line(w), *_squares(w, loss)),
        readouts=(
            Readout(key="w", label="guess w", text=f"{w:.2f}", lead=True),
            Readout(key="loss", label="loss: mean squared error", text=_text(loss), lead=True),
        ),
        says=f"w = {w:.2f}: the mean squared error is {_text(loss)}",
    )


def _text(loss: float) -> str:
    return "exactly 0" if loss == 0 else f"{loss:.3f}" if loss < 0.1 else number(loss)


def _line(w: float) -> list[Mark]:
    """The guessed line, and how far it passes each point by."""
    errors = [
        Segment(key=f"error-{row}", panel="data", role="loss", x1=x, y1=y, x2=x, y2=w * x, dash="5 4")
        for row, (x, y) in enumerate(zip(X, Y, strict=True))
    ]
    line = Segment(key="line", panel="data", role="fg", x1=0, y1=0, x2=END, y2=w * END, width=3)
    name = Label(key="name", panel="data", role="fg", x=END, y=w * END, text="wx", anchor="start", dx=8, dy=5)
    dots = [
        Dot(key=f"point-{row}", panel="data", role="ols", x=x, y=y, radius=6)
        for row, (x, y) in enumerate(zip(X, Y, strict=True))
    ]
    return [*errors, line, name, *dots]


def _squares(w: float, loss: float) -> list[Mark]:
    """One bar a point, as high as its squared error, and the height of their mean."""
    bars = []
    for row, (x, y) in enumerate(zip(X, Y, strict=True)):
        top, left, right = (y - w * x) ** 2, x - BAR, x + BAR
        corners = ((left, 0.0), (right, 0.0), (right, top), (left, top))
        bars.append(Polygon(key=f"square-{row}", panel="squares", role="loss", points=corners, opacity=0.32))
    mean = Segment(key="mean", panel="squares", role="fg", x1=0.4, y1=loss, x2=5.6, y2=loss, width=2.5)
    name = Label(
        key="mean-name",
        panel="squares",
        role="fg",
        x=0.5,
        y=loss,
        text="their mean: the loss",
        anchor="start",
        dy=-9,
    )
    return [*bars, mean, name]


def draw_ground(axes: Axes) -> None:
    axes.grid(False)
    axes.axhline(0, color=ink("muted"), linewidth=1)


SCENE = Scene(
    draw=draw,
    title="One weight: the data",
    claim="The loss of a guess w is the mean of its squared errors",
    caption=(
        "Left: five points with y = ½x, without noise, and the line of a guessed weight w. Dashed: its "
        "errors. Right: the square of each error, and the mean of the five, which is the loss. "
        "It is zero at w = 0.5 because a line through all points exists."
    ),
    alt=(
        "Two graphs. Left, five points at x from 1 to 5 on a line of slope one half, a guessed line through "
        "the origin, and dashed vertical errors between them. Right, five bars, the squared errors; they "
        "grow with x, and a horizontal line marks their mean, the loss."
    ),
    notes=(
        "Five points, one line through the origin, and one number to choose: its slope w. The dashed pieces "
        "are the errors of our guess. Drag the line, or move w. Each bar is one squared error, and the last "
        "bar is the tallest, because a wrong slope misses most where x is large. The level line is their "
        f"mean, the loss. At w = {Y[0] / X[0]:g} all bars vanish, since these points have no noise. The loss "
        "is one number that judges a guess."
    ),
    computed=(
        "The mean of (y − wx)² over x = 1, 2, 3, 4, 5 with y = x/2, at 21 guesses of w from 0 to 1. It "
        "equals 11·(w − ½)². Nothing is solved in this figure."
    ),
    convention=ONE_WEIGHT_CONVENTION,
    lesson="lessons/one-weight",
    panels=(
        Panel(
            key="data",
            width=500,
            height=440,
            x=Axis(label="x", limits=(0, 6), ticks=ticks(0, 1, 2, 3, 4, 5)),
            y=Axis(label="five points, y = x/2", limits=(0, 5.8), ticks=ticks(0, 1, 2, 3, 4, 5)),
            margins=(34, 14, 34, 54),
        ),
        Panel(
            key="squares",
            width=330,
            height=290,
            x=Axis(label="x of the point", limits=(0.3, 5.7), ticks=ticks(1, 2, 3, 4, 5)),
            y=Axis(label="squared errors", limits=(0, 7), ticks=ticks(0, 2, 4, 6)),
            margins=(34, 18, 34, 54),
            backdrop=draw_ground,
        ),
    ),
    controls=(
        Slider(name="w", label="w", stops=GUESSES, start=0.8, beats=(0.0, 0.5, 1.0), drag=("line", "y2")),
    ),
    uncertified="it draws the loss of the weight that is chosen, and minimises nothing",
)

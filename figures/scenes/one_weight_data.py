"""Five points, one weight: the squares on the errors of a guess, and the mean of their areas."""

from collections.abc import Iterator

from figures.data.five_points import X, Y
from figures.draw import vocabulary as v
from figures.draw.marks import Dot, Mark, Segment
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.shapes import box
from figures.draw.text import number
from figures.scene import ONE_WEIGHT_CONVENTION, Frame, Scene, Slider
from figures.solvers import one_weight_loss
from figures.story import Beat

GUESSES = tuple(round(0.1 + 0.05 * step, 2) for step in range(17))
POSED, BEST, FLAT = 0.8, Y[0] / X[0], 0.2
ACROSS, HEIGHTS, FAR = (0.0, 7.4), (0.0, 5.4), 20.0
HANDLE = ("error-4", "y2")
"""The line's point above the last x."""
CORNER = (0.35, 5.05)
"""The upper left corner of the square that is as large as the mean."""


def draw(w: float) -> Frame:
    loss = float(one_weight_loss(X, Y, w))
    text = said(loss)
    return Frame.of(
        v.on("plane", line(w, loss), squares(w), mean_square(loss, text)),
        v.on(
            "areas", v.zero_line((0.4, 5.6)),
            (
                box(f"bar-{x:g}", (x - 0.36, x + 0.36), (0, (w * x - y) ** 2), "loss")
                for x, y in zip(X, Y, strict=True)
            ),
            Segment(key="level", x1=0.4, y1=loss, x2=5.6, y2=loss, width=3),
            v.tag("level-name", 0.45, loss, f"loss = mean {text}", "above right", lead=True),
        ),
        read("guess w", f"{w:.2f}"),
        read("loss: mean squared error", text),
        says=f"w = {w:.2f}: the mean squared error is {text}",
    )  # fmt: skip


def said(loss: float) -> str:
    """A loss in words."""
    return "exactly 0" if loss == 0 else f"{loss:.3f}" if loss < 0.1 else number(loss)


def squares(w: float) -> Iterator[Mark]:
    """A square on each error, on the side where the line leaves it room."""
    for row, (x, y) in enumerate(zip(X, Y, strict=True)):
        error = w * x - y
        yield box(f"square-{row}", (x, x + error), (y, y + error), "loss", opacity=0.16, width=1.8)
        yield Segment(key=f"error-{row}", role="loss", x1=x, y1=y, x2=x, y2=y + error, width=4)
    yield from (Dot(key=f"point-{row}", role="loss", x=X[row], y=Y[row]) for row in range(len(X)))


def mean_square(loss: float, text: str) -> tuple[Mark, ...]:
    """The square whose area is the mean of the others."""
    (left, top), side = CORNER, loss**0.5
    return (
        box("mean", (left, left + side), (top - side, top), "fg", width=2.6),
        # Between two lines of the grid.
        v.tag("loss", left + side, 4.5, f"mean {text}", "right", lead=True),
    )


def line(w: float, loss: float) -> tuple[Mark, ...]:
    """The guessed line; without a loss it is that of least squares."""
    role, at = "fg" if loss else "ols", min(7.3, 4.9 / w)
    return (
        Segment(key="line", role=role, x1=0, y1=0, x2=FAR, y2=w * FAR, width=3.4),
        v.tag("line-name", at, w * at, f"w = {w:.2f}", "above left", role=role, bold=True),
    )


LOSS = said(float(one_weight_loss(X, Y, POSED)))
SCENE = Scene(
    draw=draw,
    title="One weight: the data",
    claim=f"The loss is the mean of the squared errors: exactly 0 only at w = {BEST:g}",
    caption=(
        "The plane: five points with y = ½x, without noise, and the line of a guessed weight w. On each "
        "error stands its square; in the corner the square of mean area, which is the loss. The lines "
        f"are 1 apart. The bars: the five areas, and their mean. It is 0 at w = {BEST:g} because a line "
        "through all points exists."
    ),
    alt=(
        "Five points at x from 1 to 5 on a line of slope one half, and a steeper guessed line through the "
        "origin. On each upright error stands a square; the squares grow with x. A further square has their "
        f"mean area: {LOSS} at w = {POSED:g}. A bar chart shows the five areas and a level line at their "
        f"mean. At w = {BEST:g} the line passes through all points and no square is left."
    ),
    notes=(
        "Five points, one line through the origin, and one number to choose: its slope w. The thick upright "
        "pieces are the errors of our guess, and each carries its square. The last square is the largest, "
        "because a wrong slope misses most where x is large. Pour the five bars level: that height is their "
        f"mean, the loss. Lower w: the squares vanish, then return on the other side. Only at {BEST:g} "
        "none is left, as these points have no noise. The loss is one number that judges a guess."
    ),
    computed=(
        "The mean of (y − wx)² over x = 1, 2, 3, 4, 5 with y = x/2, at 17 guesses of w from 0.1 to 0.9. It "
        "equals 11·(w − ½)². Nothing is solved in this figure."
    ),
    convention=ONE_WEIGHT_CONVENTION,
    lesson="lessons/one-weight",
    panels=(
        main(
            "plane", axis("x", *ACROSS, *range(8)), axis("y", *HEIGHTS, *range(6)),
            "loss = mean of the squares", aspect=plane(ACROSS, HEIGHTS), runs_on=True,
        ),
        beside("areas", axis("x", 0.4, 5.6, *range(1, 6)), axis("areas of the squares", 0, 4.2, *range(5))),
    ),
    controls=(Slider(name="w", label="w", stops=GUESSES, beats=(BEST,), drag=HANDLE, continuous="linear"),),
    story=(
        Beat("A guess w misses the points. On each error: its square.", {"w": 0.9}, hold=2.5),
        Beat("A better guess: smaller errors, smaller squares.", {"w": POSED}, way=1.5, lit=("plane",)),
        Beat(f"The mean of the five areas is the loss: {LOSS}.", hold=2.5, lit=("areas", "mean", "loss")),
        Beat("A line too flat: squares on the other side.", {"w": FLAT}, way=3, hold=2),
        Beat(f"Only at w = {BEST:g} all squares vanish: the loss is 0.", {"w": BEST}, way=2, hold=3.5),
    ),
    pose=({"w": POSED}, {"w": BEST}),
    pose_panels=("plane",),
    uncertified="it draws the loss of the weight that is chosen, and minimises nothing",
)  # fmt: skip

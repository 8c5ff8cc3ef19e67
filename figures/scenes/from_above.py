"""The bowl of the loss, cut level four times: seen from straight above, the cuts are the ellipses."""

from dataclasses import replace

from figures.data.plane import OLS
from figures.draw import vocabulary as v
from figures.draw.budgets import touching
from figures.draw.heights import Sight, bowl, from_the_side, ground, placed
from figures.draw.panels import axis, beside, main, plane, read
from figures.draw.planes import answer, least_squares
from figures.examples.two_features import two_features
from figures.scene import Choice, Frame, Scene, Slider
from figures.solvers import correlated_gram, excess_loss
from figures.story import Beat

EYES = tuple(float(eye) for eye in range(20, 95, 5))
BUDGET = OLS[0] - OLS[1]
GRAM = correlated_gram(0.5)
TOUCH = touching(GRAM, OLS, BUDGET, 1)
RISE, AT_ZERO = (float(excess_loss(GRAM, OLS, w)) for w in (TOUCH.w, (0.0, 0.0)))
"""How high the loss lies above its minimum at the corner that it touches, and at zero."""
HEIGHTS = (RISE / 2, RISE, 3 * RISE / 2, 2 * RISE)
CUTS = tuple(f"{name}-{row}" for name in ("level", "fallen", "cut") for row in range(len(HEIGHTS)))
LAM = 0.5
WIDE, HIGH = (-3.9, 3.1), (-1.9, 4.6)
X, Y, NAMED, EDGE = (-1.9, 4.4), (-2.55, 3.3), (-1.9, -1.9), 5.0


def draw(eye: float, cost: str) -> Frame:
    loss, sight = cost == "loss", Sight(eye)
    solved = two_features(0.0 if loss else LAM)
    least = least_squares("least", OLS, radius=6) if loss else answer("least", solved, radius=6)
    view = "from straight above" if eye == 90 else f"seen from {eye:.0f}°"
    what = "the loss" if loss else f"cost at λ = {LAM:g}"
    return Frame.of(
        v.on(
            "view",
            v.heading("title", f"{what}, {view}"),
            ground(sight, NAMED, EDGE, BUDGET, shown=loss),
            bowl(solved, HEIGHTS, 1, sight),
            placed(answer("touch", TOUCH, radius=7, visible=loss), sight.under(TOUCH.w)),
            placed(least, sight.over(solved.w, 0.0)),
            placed(replace(least, key="below"), sight.under(solved.w)),
        ),
        v.on("side", from_the_side(solved, HEIGHTS, sight, least)),
        read("eye", f"{eye:.0f}°"),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """Numbers for the prose: how high the cuts lie above the bowl’s lowest point, and the diamond’s t."""
    cuts = {f"cut_{row}": f"{height:g}" for row, height in enumerate(HEIGHTS, 1)}
    return {
        "budget": f"{BUDGET:g}",
        "touching": f"{RISE:g}",
        **cuts,
        "at_zero": f"{AT_ZERO:g}",
        "lam": f"{LAM:g}",
    }


SCENE = Scene(
    draw=draw,
    title="The bowl from above",
    claim="The ellipses are level lines of a bowl, seen from straight above",
    caption=(
        "The loss is a bowl over the plane of w₁ and w₂, lowest at least squares (green). Four cuts at equal "
        "steps of height, the thick lines, are repeated on the plane below, where threads lead down to them. "
        "With the eye at 90° both coincide: what is left is the usual picture of ellipses, with the lasso’s "
        f"budget |w₁| + |w₂| ≤ {BUDGET:g} and the point where the second one touches it. “The lasso’s cost” "
        f"shows loss and penalty at λ = {LAM:g}: a bowl with folds along both axes."
    ),
    alt=(
        "The loss as a bowl of wires above the plane of w1 and w2, seen from 30 degrees: four thick level "
        "lines at equal steps of height, and below them on the plane the same four ellipses, with dashed "
        "threads between. Beside it the same from 90 degrees, straight above: the ellipses round least "
        f"squares, and a diamond of budget {BUDGET:g} whose corner the second ellipse touches."
    ),
    notes=(
        "Where do the ellipses come from? The loss is a bowl over the plane, lowest at least squares. Cut it "
        "level, four times, at equal steps of height, and drop the cuts onto the plane. Each is an ellipse, "
        "and along it the loss is the same. Now raise the eye. Bowl and plane slide over one another, until "
        "you look straight down. What remains is the usual picture: ellipses, and the diamond, whose corner "
        "the second one touches. An ellipse is a level line of the loss."
    ),
    computed=(
        "Heights are those of the loss above its minimum, for two standardized features of correlation 0.5 "
        "and least squares (2, 0.75), seen without perspective. Level lines are exact ellipses; those of the "
        "lasso’s cost are arcs of ellipses that meet on the axes. Both minima are computed in closed form."
    ),
    lesson="lessons/geometry",
    panels=(
        main("view", axis("", *X), axis("", *Y), aspect=plane(X, Y), grows=True, grid="none"),
        beside(
            "side", axis("", *WIDE), axis("", *HIGH), "the eye, from the side", aspect=plane(WIDE, HIGH),
            grows=True, grid="none",
        ),
    ),
    controls=(
        Slider(name="eye", label="eye height", stops=EYES, continuous="linear"),
        Choice(name="cost", label="bowl of", options=(("loss", "the loss"), ("cost", "the lasso’s cost"))),
    ),
    story=(
        Beat("The loss is a bowl over the plane of w₁ and w₂.", {"eye": 20.0}, hold=2),
        Beat("Cut it level, four times; drop the cuts onto the plane.", {"eye": 40.0}, way=2, lit=CUTS),
        Beat("Seen from straight above, the cuts are the ellipses.", {"eye": 90.0}, way=3, hold=3.5),
    ),
    pose=({"eye": 30.0, "cost": "loss"}, {"eye": 90.0, "cost": "loss"}),
    pose_panels=("view",),
    facts=facts,
)  # fmt: skip

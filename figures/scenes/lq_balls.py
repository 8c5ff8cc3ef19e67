"""The balls of powers: which have corners on the axes, and which are convex."""

from figures.draw import vocabulary as v
from figures.draw.marks import Ellipse, Label, Mark, Polygon, Segment
from figures.draw.panels import axis, plane, read, small
from figures.scene import Frame, Scene, Slider
from figures.solvers import lq_ball
from figures.story import Beat

POWERS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0)
FIXED = {"one": 1.0, "two": 2.0, "four": 4.0}
KNOWN = {1.0: ("lasso", ", lasso"), 2.0: ("ridge", ", ridge")}
X, Y, FAR = (-1.3, 1.3), (-2.65, 1.2), 9.0
"""The least that a panel shows, and as far as axes go where it has room."""
TIPS = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))


def draw(q: float) -> Frame:
    return Frame.of(
        *(v.on(key, ball(key, power)) for key, power in {"any": q, **FIXED}.items()),
        read("power q", f"{q:g}"),
        read("corners on the axes", has(q <= 1)),
        read("convex", has(q >= 1)),
    )


def has(it: bool) -> str:
    return "yes" if it else "no"


def ball(key: str, q: float) -> list[Mark]:
    """The points whose coefficients' sizes, to the power q, sum to 1 or less; rings at its corners."""
    role, name = KNOWN.get(q, ("fg", ""))
    corners, convex, both = q <= 1, q >= 1, q == 1
    outline = tuple((x, y) for x, y in lq_ball(q).tolist())
    return [
        v.heading(f"{key}-q", f"q = {round(q, 2):g}{name}", role),
        v.zero_line((-FAR, FAR), f"{key}-w1"), v.upright((-1.3, FAR), f"{key}-w2"),
        Polygon(
            key=f"{key}-ball", role=role, points=outline, cubic=True, width=3,
            opacity=0.22 if both else 0.1,
        ),
        *(
            Ellipse(
                key=f"{key}-corner-{row}", role="zero", x=x, y=y, a=0.1, b=0.1, width=2.6, visible=corners
            )
            for row, (x, y) in enumerate(TIPS)
        ),
        Segment(key=f"{key}-chord", role="loss", x1=1, y1=0, x2=0, y2=1, width=2.6, dash="5 4"),
        v.tag(f"{key}-leaves", 0.5, 0.5, "leaves", "above right", role="loss", bold=True, visible=not convex),
        word(f"{key}-corners", -1.55, "corners", "zero", corners),
        word(f"{key}-convex", -2.03, "convex", "fg", convex),
        v.tag(f"{key}-both", 0, -2.51, "both", "at", role=role, lead=True, visible=both),
    ]  # fmt: skip


def word(key: str, y: float, what: str, role: str, yes: bool) -> Label:
    """Whether a shape has it, in the middle below it."""
    return v.tag(key, 0, y, f"{what}: {has(yes)}", "at", role=role if yes else "muted", lead=True)


SCENE = Scene(
    draw=draw,
    title="From star to square",
    claim="Corners on axes need q ≤ 1, convexity needs q ≥ 1: of all powers only the lasso’s has both",
    caption=(
        "A budget for each power q: all pairs w₁, w₂ whose sizes, each raised to the power q, sum to 1 or "
        "less. Rings mark corners on the axes, where one coefficient is exactly zero. A shape is convex if "
        "no straight line between two of its points leaves it: the dashed one leaves the star and is an "
        "edge of the diamond. The first shape’s power can be moved. Only powers are compared here: the "
        "elastic net, which mixes two, has corners and is convex too."
    ),
    alt=(
        "Four shapes round the origin, each with a dashed line between the same two points on the axes. For "
        "q = 0.5 a star with four corners on the axes; the line leaves it: not convex. For q = 1, the "
        "lasso, a diamond: corners, convex, both. For q = 2, ridge, a circle, and for q = 4 nearly a square "
        "with rounded corners off the axes: convex, without corners on the axes."
    ),
    notes=(
        "Four budgets, for four powers of the coefficients. Look where each meets the axes: there one "
        "coefficient is zero, and only a corner holds it there. Move the first shape down from q = 4. It "
        "stays smooth on the axes, even as a circle at 2. At 1 it gets its corners. Below 1 they grow "
        "sharper, but the sides bend inward, so that a local minimum need not be the best. Of all powers, "
        "only the lasso’s is convex and has corners on the axes."
    ),
    computed=(
        "The outline from its equation, between exact points with exact tangents. No problem is solved here."
    ),
    lesson="lessons/corners",
    convention="Budgets: both coefficients’ sizes, each raised to the power q, sum to at most 1",
    panels=tuple(
        small(key, axis("", *X), axis("", *Y), aspect=plane(X, Y), grows=True, grid="none")
        for key in ("any", *FIXED)
    ),
    controls=(Slider(name="q", label="q", stops=POWERS, beats=(0.5, 1.0, 2.0, 4.0), continuous="log"),),
    story=(
        Beat("Four budgets. The power q of the first one moves.", {"q": 4.0}),
        Beat("Ridge’s circle is convex, but smooth on the axes.", {"q": 2.0}, way=2, lit=("any", "two")),
        Beat("At q = 1 there are corners: the lasso’s diamond.", {"q": 1.0}, way=2.5, lit=("any", "one")),
        Beat("Below, corners stay, but the sides bend inward.", {"q": 0.5}, way=2.5, lit=("any",)),
        Beat("Of all powers only q = 1 is convex with corners on the axes.", hold=3.5),
    ),
    pose=({"q": 0.5},),
    uncertified="it draws the unit balls of the powers q from their equation, and minimises nothing",
)  # fmt: skip

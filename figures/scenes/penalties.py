"""Both penalties under a magnifying glass at zero: one keeps its corner, the other turns flat."""

from collections.abc import Iterator

from figures.draw import vocabulary as v
from figures.draw.marks import Curve, Mark, Segment
from figures.draw.panels import axis, beside, main, read
from figures.draw.shapes import box, graph
from figures.scene import ONE_WEIGHT_CONVENTION, Frame, Scene, Slider
from figures.solvers import L1, L2, Penalty
from figures.story import Beat

ZOOMS = (
    2.0, 2.2, 2.5, 2.8, 3.2, 3.6, 4.0, 4.5, 5.0, 5.6, 6.3, 7.1, 8.0, 9.0, 10.0, 11.0, 12.5, 14.0, 16.0, 18.0,
    20.0, 22.0, 25.0, 28.0, 32.0, 36.0, 40.0, 45.0, 50.0, 56.0, 63.0, 71.0, 80.0, 90.0, 100.0,
)  # fmt: skip
POSED, CLOSEST = 10.0, ZOOMS[-1]
LASSO, RIDGE = L1(1.0), L2(2.0)
"""λ|w| and λw², both at λ = 1; the solvers' ridge penalty is half of its λ times w²."""
LIFT = 1.45
"""The height at which the floor of the enlargement stands."""
ACROSS, HEIGHTS = (-1.04, 1.04), (0.0, LIFT + 1.04)


def draw(zoom: float) -> Frame:
    half = 1 / zoom
    edge, square = (float(penalty.value(half)) for penalty in (LASSO, RIDGE))
    return Frame.of(
        v.on(
            "penalty",
            v.heading("title", f"enlarged {zoom:.3g} times: h = {half:.2g}"),
            window(half),
            near("lasso", LASSO, 1), near("ridge", RIDGE, 1),
            v.tag("ridge-name", 0.66, 0.44, "λw²", "below right", role="ridge", bold=True),
            near("near-ridge", RIDGE, half, LIFT), near("near-lasso", LASSO, half, LIFT),
            v.tag("across", 0, LIFT, "w from −h to h", "below", role="muted"),
            v.tag("lasso-name", -0.5, LIFT + 0.79, "λ|w|", "at", role="lasso", bold=True),
        ),
        v.on(
            "price", v.zero_line((0, 2)), v.heading("price-title", f"what w = {half:.2g} costs"),
            box("lasso-bar", (0.2, 0.8), (0, 1), "lasso", opacity=0.75),
            box("ridge-bar", (1.2, 1.8), (0, square / edge), "ridge", opacity=0.75),
            v.tag("lasso-price", 0.5, 1, f"{edge:.2g} λ", "above", role="lasso", bold=True),
            v.tag("ridge-price", 1.5, square / edge, f"{square:.2g} λ", "above", role="ridge", lead=True),
        ),
        read("enlarged", f"{zoom:.3g} times"),
        read("edge of the window, h", f"{half:.2g}"),
        read("λ|w| there", f"{edge:.2g} λ"),
        read("λw² there", f"{square:.2g} λ"),
        says=f"enlarged {zoom:.3g} times: at w = {half:.2g} λ|w| is {edge:.2g} λ, λw² is {square:.2g} λ",
    )  # fmt: skip


def near(key: str, penalty: Penalty, half: float, lift: float = 0.0) -> Curve:
    """A penalty for |w| ≤ half, enlarged to the width of the panel, its floor at ``lift``."""
    role = key.removeprefix("near-")
    return graph(key, role, lambda share: lift + penalty.value(share * half) / half, -1, 0, 1, width=4)


def window(half: float) -> Iterator[Mark]:
    """The window round zero, the frame of its enlargement, and the lines from corner to corner."""
    yield box("window", (-half, half), (0, half), "muted", width=1.2)
    yield box("frame", (-1, 1), (LIFT, LIFT + 1), "muted", opacity=0.08, width=1.2)
    for x in (-1, 1):
        key = f"beam{x:+}"
        yield Segment(key=key, role="muted", x1=x * half, y1=half, x2=x, y2=LIFT, width=1.4, dash="5 4")


SHARE = f"{float(100 * RIDGE.value(1 / CLOSEST) / LASSO.value(1 / CLOSEST)):g} %"
SCENE = Scene(
    draw=draw,
    title="The two penalties",
    claim="However near one looks, λ|w| keeps its corner at zero, while λw² turns flat",
    caption=(
        "Below: what a weight w costs under each penalty. Above: the grey window round zero, enlarged; its "
        "edges lie at w = ±h. The bars: what h costs under each. However small h is, the lasso’s penalty "
        "looks the same. Ridge’s sinks to the floor: near zero it charges next to nothing. (On the other "
        "pages ridge’s penalty is written ½λw².)"
    ),
    alt=(
        "The two penalties over w: lambda times the absolute value, a V with its corner at zero, and lambda "
        "times the square, a parabola that touches zero smoothly. Lines lead from a window round zero to its "
        "enlargement above. There the V looks the same at every magnification, the parabola gets flatter: "
        f"enlarged {CLOSEST:g} times it lies on the floor."
    ),
    notes=(
        "What does a small weight cost? The grey window at zero is enlarged above. Move “magnify”. The V of "
        "the lasso looks the same every time: its corner remains a corner. Ridge’s curve sinks to the floor, "
        f"because the square of a small number is far smaller still. Enlarged {CLOSEST:g} times, it costs "
        f"{SHARE} of the lasso’s price at the window’s edge. The last step to zero saves something under the "
        "lasso, next to nothing under ridge."
    ),
    computed=(
        "The penalties λ|w| and λw² themselves, in units of λ, and for |w| ≤ h, in units of h, at "
        f"{len(ZOOMS)} magnifications; the enlargement’s heights begin at {LIFT:g}. Nothing is solved here."
    ),
    convention=ONE_WEIGHT_CONVENTION,
    lesson="lessons/one-weight",
    panels=(
        main(
            "penalty", axis("weight w", *ACROSS, -1, 0, 1),
            axis("penalty", *HEIGHTS, names=((0, "0"), (1, "λ"), (LIFT, "0"), (LIFT + 1, "λh"))),
            grid="none",
        ),
        beside(
            "price", axis("", 0, 2, names=((0.5, "λ|w|"), (1.5, "λw²"))),
            axis("as a share of λ|w|", 0, 1.2, 0, 0.5, 1),
        ),
    ),
    controls=(Slider(name="zoom", label="magnify", stops=ZOOMS, beats=(2, POSED, 100), continuous="log"),),
    story=(
        Beat("Two prices for a weight, and a window round zero.", {"zoom": 2.0}),
        Beat("Ten times enlarged: the V is the same, the curve is not.", {"zoom": POSED}, way=3, hold=2.5),
        Beat("A hundred times: still a corner, and a flat floor.", {"zoom": CLOSEST}, way=4, hold=3.5),
    ),
    pose=({"zoom": POSED}, {"zoom": CLOSEST}),
    pose_panels=("penalty",),
    uncertified="it draws the values of two penalties, and minimises nothing",
)  # fmt: skip

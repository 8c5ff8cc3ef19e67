"""Words for penalties: the slope, upright at a kink, and the line that touches one at the answer."""

import numpy as np

from figures.draw.marks import Curve, Dot, Label, Mark, Polygon, Segment, Side
from figures.draw.text import number
from figures.draw.vocabulary import Limits, in_or_out, method, tag, upright, zero_line
from figures.solved import Solved
from figures.solvers import Penalty


def slope_and_pull(
    key: str, penalty: Penalty, edge: str, z: float, solved: Solved, reach: float, heights: Limits
) -> list[Mark]:
    """The slope P'(w) of the penalty, the pull z − w of the data, and where they meet; w to ±``reach``.

    At a kink the slope is upright, in the colour of zero: it takes all from minus ``edge`` to ``edge``, the
    name of a number. P' is straight on either side of zero, as a lasso's, a ridge's and an elastic net's are;
    ``solved`` is the answer w.
    """
    zone, role = penalty.dead_zone, method(solved)
    low, high = float(zone.lower), float(zone.upper)
    left, right = map(float, penalty.slope([-reach, reach]))
    # Names keep clear of the pull, which falls through either the upper or the lower quarter.
    up = z >= -0.3

    def held(end: str, y: float, side: Side, visible: bool) -> Label:
        shown = low < high and visible
        words = f"slopes −{edge} to {edge}"
        return tag(f"{key}-held{end}", 0, y, words, side, role="zero", bold=True, gap=12, visible=shown)

    def pull(end: str, x: float, side: Side, visible: bool) -> Label:
        return tag(
            f"{key}-pull-name{end}", x, z - x, "pull z − w", side, role="loss", bold=True, visible=visible
        )

    return [
        zero_line((-reach, reach), f"{key}-zero"), upright(heights, f"{key}-upright"),
        Segment(
            key=f"{key}-pull", role="loss", x1=-reach, y1=z + reach, x2=reach, y2=z - reach, width=3,
            dash="6 5",
        ),
        Curve(
            key=f"{key}-of", role=role, width=4,
            pieces=(((-reach, left), (0.0, low)), ((0.0, high), (reach, right))),
        ),
        Segment(key=f"{key}-jump", role="zero", x1=0, y1=low, x2=0, y2=high, width=8, visible=low < high),
        _answer(f"{key}-meet", z - float(solved.w), solved),
        held("-below", low / 2, "left", up), held("-above", high / 2, "right", not up),
        tag(
            f"{key}-smooth", 0, 0.8 * heights[1], "no jump", "right", role=role, lead=True,
            visible=low == high and 2 * z <= heights[1],
        ),
        tag(f"{key}-name", -reach, left, "slope", "below right", role=role, bold=True),
        pull("-below", z / 3 + 1.4, "below left", up), pull("-above", z / 3 - 1.4, "above right", not up),
    ]  # fmt: skip


def penalty_touched(
    key: str, penalty: Penalty, name: str, z: float, solved: Solved, reach: float
) -> list[Mark]:
    """The penalty for w to ±``reach``, and the line of slope z − w that touches it at the answer w.

    Tinted is where all lines lie that touch it at its kink at zero, if it has one.
    """
    w, right, role = float(solved.w), np.linspace(0, reach, 11), method(solved)
    height, slope, beside = float(penalty.value(w)), round(z - w, 12), 0.63 * reach
    pieces = tuple(
        tuple(zip(side.tolist(), penalty.value(side).tolist(), strict=True)) for side in (-right[::-1], right)
    )
    low, high = (float(end) * reach for end in penalty.dead_zone)
    fan = ((0.0, 0.0), (reach, high), (reach, low), (0.0, 0.0), (-reach, -high), (-reach, -low))
    # Words keep clear of the line: its own stand below it, the fan's under the tip.
    way = 1 if 3 * slope * reach >= low else -1
    under = min(height + slope * (way * share * reach - w) for share in (0.28, 0.97)) - 0.1 * reach
    return [
        Polygon(key=f"{key}-fan", role="zero", points=fan, opacity=0.15, visible=low < high),
        Curve(key=f"{key}-of", role=role, pieces=pieces, width=6),
        # Over the penalty, along which it may run, so thinner; not dashed, as the pull is.
        Segment(
            key=f"{key}-line", role="loss", x1=-reach, y1=height - slope * (reach + w), x2=reach,
            y2=height + slope * (reach - w), width=2.6,
        ),
        _answer(f"{key}-at", height, solved),
        tag(f"{key}-name", beside, float(penalty.value(beside)), name, "above left", role=role, bold=True),
        tag(
            f"{key}-fan-name", 0, -0.66 * reach, "touch only the tip", "at", role="zero", bold=True,
            visible=low < high,
        ),
        tag(
            f"{key}-slope", way * 0.66 * reach, under, f"slope {number(slope)}", "at", role="loss", bold=True
        ),
    ]  # fmt: skip


def _answer(key: str, y: float, solved: Solved) -> Dot:
    return in_or_out(key, float(solved.w), y, solved, 0, radius=8)

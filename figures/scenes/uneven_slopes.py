"""A penalty that is steeper on one side of zero, and its slope with a few pulls of the data."""

from figures.draw import vocabulary as v
from figures.draw.marks import Curve, Segment
from figures.draw.panels import axis, beside, main
from figures.draw.text import coefficient, signed
from figures.scene import Frame, Scene
from figures.solvers import soft_threshold

LOW, HIGH = -0.2, 0.8
"""The penalty's slopes left and right of zero."""
PULLS = (-0.5, -0.1, 0.6, 1.1)
ANSWERS = soft_threshold([z - (LOW + HIGH) / 2 for z in PULLS], (HIGH - LOW) / 2).tolist()
"""The penalty is 0.3w + 0.5|w|: the lasso's at λ = 0.5, with 0.3 taken off each pull."""
REACH, FLOOR, TOP, NAMED = 2.5, -1.35, 1.75, -1.0


def draw() -> Frame:
    left, right = -REACH * LOW, REACH * HIGH
    return Frame.of(
        v.on(
            "penalty",
            v.zero_line((-REACH, REACH), "floor"), v.upright((-0.3, 2.3), "penalty-upright"),
            Curve(key="of", width=5, pieces=(((-REACH, left), (0, 0)), ((0, 0), (REACH, right)))),
            v.tag("low", -0.55 * REACH, 0.75 * left, f"slope {signed(f'{LOW:g}')}", "above", bold=True),
            v.tag("high", 0.9 * REACH, 0.9 * right, f"slope {HIGH:g}", "above left", bold=True),
        ),
        v.on(
            "slope",
            v.zero_line((-REACH, REACH)), v.upright((FLOOR, TOP)),
            *(
                Segment(
                    key=f"pull-{row}", role="loss", x1=z - TOP, y1=TOP, x2=z - NAMED, y2=NAMED, width=2.6,
                    dash="6 5",
                )
                for row, z in enumerate(PULLS)
            ),
            Curve(key="slope-of", width=5, pieces=(((-REACH, LOW), (0, LOW)), ((0, HIGH), (REACH, HIGH)))),
            Segment(key="jump", role="zero", x1=0, y1=LOW, x2=0, y2=HIGH, width=8),
            *(
                v.tag(f"z-{row}", z - NAMED, NAMED, signed(f"{z:g}"), "below", role="loss", bold=True)
                for row, z in enumerate(PULLS)
            ),
            v.tag("pulls", -0.1, FLOOR + 0.22, "pulls z − w with z =", "left", role="loss", bold=True),
            v.tag("slope-name", REACH, HIGH, "slope", "above left", bold=True),
        ),
        says=f"slopes {signed(f'{LOW:g} and {HIGH:g}')}, pulls {signed(', '.join(f'{z:g}' for z in PULLS))}",
    )  # fmt: skip


def facts() -> dict[str, str]:
    """The slopes, the pulls, which of them give exactly zero, and what the others give."""
    pairs = [(signed(f"{z:g}"), coefficient(round(w, 12))) for z, w in zip(PULLS, ANSWERS, strict=True)]
    zeros, others = ([pair for pair in pairs if (pair[1] == "0") == zero] for zero in (True, False))
    return {
        "low": signed(f"{LOW:g}"), "high": f"{HIGH:g}", "pulls": ", ".join(z for z, _ in pairs),
        "zeros": " and ".join(z for z, _ in zeros), "others": " and ".join(z for z, _ in others),
        "answers": " and ".join(w for _, w in others),
    }  # fmt: skip


AXIS = axis("weight w", -REACH, REACH, -1, 0, 1)
SCENE = Scene(
    draw=draw,
    title="Uneven slopes",
    claim="This penalty is four times as steep right of zero as left of it",
    caption=(
        "The penalty has slope −0.2 left of zero and 0.8 right of it. The graph of its slope has a vertical "
        "piece at zero, in purple; dashed, four pulls z − w of the data, each marked with its z."
    ),
    alt=(
        "A graph of a penalty over the weight w, a V that falls with slope −0.2 to zero and rises with "
        "slope 0.8. Another graph has its slope: −0.2 left of zero, 0.8 right of it, and at zero a "
        f"vertical piece between. Four parallel dashed lines fall with slope minus one; at zero they stand "
        f"at {signed(', '.join(f'{z:g}' for z in PULLS))}."
    ),
    notes=(
        "Here is a V that leans. Left of zero it has slope −0.2, right of zero 0.8. So its slope jumps at "
        "zero from one to the other, and the vertical piece takes all numbers between. Four pulls are drawn "
        "as dashed lines. Which of them give exactly zero? Those that meet the vertical piece. The pull of "
        "−0.1 does, and that of 0.6 does; −0.5 is weaker than 0.6, and yet it escapes, because on that side "
        "the jump ends at −0.2."
    ),
    computed=(
        "The penalty’s slopes themselves. The answers, which are not drawn, are the minimisers of "
        "½(w − z)² + 0.3w + 0.5|w|: S(z − 0.3, 0.5), with S the soft threshold, and so exactly zero for z "
        "from −0.2 to 0.8."
    ),
    convention="Objective ½(w − z)² + penalty: −0.2w left of zero, 0.8w right of it",
    lesson="lessons/kink",
    panels=(
        main("slope", AXIS, axis("", FLOOR, TOP, LOW, HIGH), "its slope, and four pulls", grid="none"),
        beside("penalty", AXIS, axis("", -0.3, 2.3, 0, 1, 2), "the penalty", grid="none"),
    ),
    pose=({},),
    facts=facts,
    uncertified="it draws slopes and pulls, and leaves the answers to the reader",
)  # fmt: skip

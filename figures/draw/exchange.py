"""Words for two axes that a line links: where one is read, the other is told."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from numpy.typing import ArrayLike

from figures.draw.marks import Dot, Mark, Polygon, Segment
from figures.draw.planes import answer, contours, diamond, least_squares, reach
from figures.draw.text import pair
from figures.draw.vocabulary import Limits, Point, heading, tag, upright, zero_line
from figures.solved import Solved

HEAD = (0.12, 0.17)
"""How long an arrow's heads are, along either axis and in its units."""


def price_line(
    whole: float,
    joins: Point,
    first: float,
    end: float,
    line: Solved,
    knots: tuple[Solved, Solved],
    named: bool,
) -> tuple[Mark, ...]:
    """The budget over λ: ``whole`` at 0, 0 from λ = ``first`` as far as ``end``, bent where w₂ ``joins``.

    ``line`` are answers all along it, ``knots`` those at its bends, where a coefficient is just 0. The first
    may be ``named``.
    """
    bends = ((0.0, 2 * whole), (0.0, whole), joins, (first, 0.0))
    ends = ((f"knot-{row}", at, knot) for row, (at, knot) in enumerate(zip(bends[2:], knots, strict=True)))
    return (
        zero_line((0, end)),
        *(
            Segment(
                key=f"line-{row}", role="lasso", x1=x1, y1=y1, x2=x2, y2=y2, width=3.6, solved=(line,)
            )
            for row, ((x1, y1), (x2, y2)) in enumerate(pairwise(bends))
        ),
        Segment(key="rest", role="zero", x1=first, y1=0, x2=end, y2=0, width=6, solved=(knots[1],)),
        *(
            Dot(key=key, role="zero", hollow=True, x=x, y=y, radius=5, solved=(knot,), shows=(0.0,))
            for key, (x, y), knot in ends
        ),
        tag("joins", *joins, "w₂ reaches 0", "above right", role="zero", bold=True, visible=named),
        tag("none", end, 0, "both 0", "above left", role="zero", bold=True),
    )  # fmt: skip


def arrow(x: float, y: float, across: str, up: str) -> tuple[Mark, ...]:
    """From the axis at the left to the line at (x, y), from there down to the other, with what is read."""
    along, high = min(HEAD[0], x), min(HEAD[1], y)
    left = ((0.0, y), (along, y + 0.5 * HEAD[1]), (along, y - 0.5 * HEAD[1]))
    down = ((x, 0.0), (x - 0.5 * HEAD[0], high), (x + 0.5 * HEAD[0], high))
    return (
        Segment(key="across", role="fg", x1=along, y1=y, x2=x, y2=y, width=2.6),
        Segment(key="down", role="fg", x1=x, y1=y, x2=x, y2=high, width=2.6),
        Polygon(key="at-left", role="fg", points=left, opacity=1, visible=x > 0),
        Polygon(key="at-foot", role="fg", points=down, opacity=1, visible=y > 0),
        Dot(key="point", role="fg", x=x, y=y, radius=6),
        tag("up", 0, y, up, "left", bold=True),
        tag("across-name", x, 0, across, "below", bold=True),
    )


def other_line(
    whole: float,
    joins: Point,
    first: float,
    at: Point,
    beside: float,
    line: Solved,
    words: str,
    named_at: Point,
    shown: bool,
) -> tuple[Mark, ...]:
    """The line of other data in grey, from (0, ``whole``) on, and what it makes of the same budget.

    That is its point ``at``, as high as the point that is read, whose abscissa is ``beside``. Its ``words``
    end at ``named_at``.
    """
    (x, y), within = at, shown and 0 < at[1] < whole
    dashed: Any = {"role": "quiet", "x2": x, "width": 2.0, "dash": "6 5", "visible": within}
    return (
        *(
            Segment(
                key=f"other-{row}", role="quiet", x1=x1, y1=y1, x2=x2, y2=y2, width=2.4, visible=shown,
                solved=(line,),
            )
            for row, ((x1, y1), (x2, y2)) in enumerate(pairwise(((0.0, whole), joins, (first, 0.0))))
        ),
        Segment(key="same", x1=beside, y1=y, y2=y, **dashed),
        Segment(key="other-down", x1=x, y1=y, y2=0.0, **dashed),
        Dot(key="other-point", role="quiet", x=x, y=y, radius=5, visible=within),
        tag("other-name", *named_at, words, "left", role="muted", bold=True, visible=shown),
    )  # fmt: skip


def whole_diamond(
    gram: ArrayLike, other: ArrayLike, ols: Point, budget: float, within: Solved, priced: Solved, x: Limits,
    y: Limits, shown: bool,
) -> tuple[Mark, ...]:  # fmt: skip
    """The plane of an answer ``within`` a budget, which is the ``priced`` one too, on axes of these limits.

    The contour for the Gram matrix of ``other`` data through the same answer is grey, if it is ``shown``.
    Names of axes stand at their upper ends.
    """
    (ring,) = contours("contour", gram, ols, within, shares=(1.0,))
    (grey,) = contours("other-contour", other, ols, within, shares=(1.0,))
    grey = replace(grey, role="quiet", width=2.0, visible=shown)
    top, highest = ols[1] + max(reach(ring), shown * reach(grey)), y[1] - 0.5
    dot = answer("answer", priced, radius=7)
    return (
        heading("answer-title", f"{'same' if shown else 'the'} answer: {pair(within.w)}", dot.role),
        zero_line(x, "w1"), upright(y, "w2"), diamond("diamond", budget), grey, ring,
        tag("w1-name", x[1], 0, "w₁", "below left", role="muted"),
        tag("w2-name", 0, y[1] - 0.2, "w₂", "left", role="muted"),
        least_squares("ols", ols, radius=6), dot,
        tag(
            "ols-name", ols[0], min(top, highest), "least squares", "above right", role="ols", gap=14,
            visible=top <= highest,
        ),
    )  # fmt: skip

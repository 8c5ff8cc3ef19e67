"""All coefficients of a path with one bold before the others, and which of them are zero now."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from figures.draw.marks import Mark, Segment
from figures.draw.paths import apart, curves_and_rests
from figures.draw.vocabulary import Limits, method, tag, zero_line
from figures.solved import Array, Solved

APART = 0.11
"""How far apart names stand, as a share of the panel's height: a line on the lowest of all sheets."""


def one_bold(
    key: str, names: Sequence[str], subject: str, x: Array, solved: Solved, kinks: Iterable[float]
) -> tuple[Mark, ...]:
    """The coefficients of the answers (k, p) over x (k,), smooth between ``kinks``, and where they are zero.

    The ``subject``'s curve is bold, and so is its bar on zero: the other bars, thin, may go on. Keys begin
    with the ``key``, so that a figure may have several such panels.
    """
    marks = curves_and_rests([f"{key}-{name}" for name in names], x, solved, kinks, [names.index(subject)])
    line = zero_line((float(x[0]), float(x[-1])), f"{key}-zero-line")
    bar = f"rest-{key}-{subject}-0"
    return (
        line, *(replace(m, width=2.6) if isinstance(m, Segment) and m.key != bar else m for m in marks)
    )  # fmt: skip


def names_now(
    key: str, names: Sequence[str], subject: str, solved: Solved, x: float, ends: Array, heights: Limits
) -> tuple[Mark, ...]:
    """The names right of the curves' ends (p,) at x, with "= 0" where the answer (p,) has an exact zero.

    They are moved apart within the panel, whose ``heights`` are the limits of its y axis.
    """
    places, bold = apart(ends, APART * (heights[1] - heights[0])), names.index(subject)
    marks = []
    for j, (name, y) in enumerate(zip(names, places, strict=True)):
        zero = bool(solved.w[j] == 0)
        role = "zero" if zero else method(solved) if j == bold else "muted"
        text = f"{name} = 0" if zero else name
        marks += [tag(f"{key}-{name}", x, y, text, "right", role=role, bold=zero or j == bold, gap=12)]
    return tuple(marks)

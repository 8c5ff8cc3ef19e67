"""All coefficients of a path with one bold before the others, and which of them are zero now."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from figures.draw.marks import Mark, Polyline, Segment
from figures.draw.paths import apart, curves_and_rests
from figures.draw.text import coefficient
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
    key: str, names: Sequence[str], subject: str, solved: Solved, across: Limits, ends: Array,
    heights: Limits, *, told: Sequence[str] = (),
) -> tuple[Mark, ...]:  # fmt: skip
    """The names of the curves, with "= 0" where the answer (p,) has an exact zero.

    The curves end at the first of ``across`` at the heights ``ends`` (p,); a thin line leads from there to
    the second, where the names stand, moved apart within the panel, whose ``heights`` are the limits of its
    y axis. Of those that are ``told`` the coefficient is written even if it is not zero.
    """
    places, bold = apart(ends, APART * (heights[1] - heights[0])), names.index(subject)
    marks: list[Mark] = []
    for j, (name, y) in enumerate(zip(names, places, strict=True)):
        zero = bool(solved.w[j] == 0)
        role = "zero" if zero else method(solved) if j == bold else "muted"
        text = f"{name} = {coefficient(solved.w[j])}" if zero or name in told else name
        line = ((across[0], float(ends[j])), (across[1], y))
        marks += [
            Polyline(key=f"{key}-{name}-leader", role="muted", points=line, width=1.0),
            tag(f"{key}-{name}", across[1], y, text, "right", role=role, bold=zero or j == bold, gap=6),
        ]
    return tuple(marks)

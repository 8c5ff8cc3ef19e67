"""Words for what many answers share: how often each coefficient is kept, and a pair with which signs."""

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Mark, Polygon
from figures.draw.paths import scale_of
from figures.draw.vocabulary import Limits, heading, tag
from figures.solved import Array, Solved

SIGNS: Limits = (-1.5, 1.5)
"""The limits of a table of signs, on both axes: its cells have sides of 1."""
FULL, COLUMN = 0.92, 0.72
"""The sides of a cell's vessel, and the width of a column in a row of width 1."""


def percent(count: int, of: int) -> str:
    """So many in percent; only none is ``0 %``, and only all are ``100 %``."""
    whole = (200 * count + of) // (2 * of)
    near = {0: "< 1", 100: "> 99"}.get(whole, str(whole)) if 0 < count < of else str(whole)
    return f"{near}\N{NO-BREAK SPACE}%"


def box(
    key: str,
    role: str,
    x: Limits,
    y: Limits,
    opacity: float,
    width: float = 0.0,
    solved: Sequence[Solved] = (),
) -> Polygon:
    """A rectangle, hidden if it has no height."""
    (left, right), (low, high) = x, y
    return Polygon(
        key=key, role=role, points=((left, low), (right, low), (right, high), (left, high)), opacity=opacity,
        width=width, visible=low < high, solved=tuple(solved),
    )  # fmt: skip


def sign_table(names: tuple[str, str], pairs: Array, solved: Sequence[Solved], ink: str) -> Iterator[Mark]:
    """How many of the pairs of coefficients (m, 2) have which signs: nine vessels, as full as their shares.

    The first of the ``names`` runs across, the second up, each negative, 0.0 or positive. A filling has the
    colour of zeros if one of the two is 0.0, else ``ink``. ``solved`` are the answers that hold the pairs.
    """
    (first, second), low, half, signs = names, SIGNS[0], FULL / 2, np.sign(pairs)
    ticks = [(float(x), f"{first} {sign} 0") for x, sign in zip((-1, 0, 1), "<=>", strict=True)]
    yield from scale_of("signs", f"signs of {first} and {second}", ticks, (SIGNS, SIGNS))
    for y, sign in zip((1, 0, -1), ">=<", strict=True):
        yield tag(f"row{y}", low, y, f"{second} {sign} 0", "left", role="muted", gap=6)
        for x in (-1, 0, 1):
            count, zero, at = int((signs == (x, y)).all(axis=1).sum()), x == 0 or y == 0, f"{x}_{y}"
            who = "both" if not zero else "neither" if x == y else f"only {first if x else second}"
            role, across, foot = "zero" if zero else ink, (x - half, x + half), y - half
            # The tint of zeros and an outline: two tints as faint as these some files could not tell apart.
            look = ("zero", 0.14, 0.0) if zero else ("quiet", 0.0, 1.5)
            yield box(f"cell{at}", look[0], across, (foot, y + half), *look[1:])
            filled = (foot, foot + FULL * count / len(pairs))
            yield box(f"share{at}", role, across, filled, 0.34, solved=solved if zero else ())
            yield tag(f"who{at}", x, y + 0.33, who, "at", visible=count > 0)
            words = percent(count, len(pairs))
            yield tag(f"number{at}", x, y + 0.05, words, "at", lead=True, visible=count > 0)


def kept_columns(names: Sequence[str], shares: ArrayLike, bold: Collection[int], ink: str) -> Iterator[Mark]:
    """In which shares (p,) of many answers each coefficient is kept, as columns of 1; above, it is zero.

    Each has a width of 1 on its axis. Those numbered in ``bold`` have the colour ``ink``.
    """
    for j, (name, share) in enumerate(zip(names, np.asarray(shares).tolist(), strict=True)):
        across, strong = (j + 0.5 - COLUMN / 2, j + 0.5 + COLUMN / 2), j in bold
        yield box(f"kept-{name}", ink if strong else "quiet", across, (0.0, share), 1.0 if strong else 0.6)
        yield box(f"zero-{name}", "zero", across, (share, 1.0), 0.16)
        yield tag(
            f"name-{name}", j + 0.5, 0, name, "below", role=ink if strong else "muted", bold=strong,
            gap=9 + 17 * (j % 2),
        )  # fmt: skip
    yield heading("kept", f"kept on average: {np.sum(shares):.1f} of {len(names)}")

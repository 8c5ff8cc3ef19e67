"""Names at the ends of lines, on an axis that can be turned round."""

from collections.abc import Collection, Iterator, Sequence

from figures.draw.marks import Label, Side
from figures.draw.vocabulary import Limits, tag
from figures.solved import Array


def names_at_ends(
    names: Sequence[str], heights: Array, ends: Limits, role: str, bold: Collection[int], *, turned: bool
) -> Iterator[Label]:
    """A name for each of the lines (p,), beside the end of the axis at which they all end.

    That is left of the first of ``ends``, or right of the second if the axis is ``turned``: letters keep
    their side, so each name is there twice, once hidden. Those numbered in ``bold`` have the ``role``.
    """
    sides: tuple[tuple[str, float, Side, bool], ...] = (
        ("name", ends[0], "left", not turned), ("end", ends[1], "right", turned),
    )  # fmt: skip
    for key, x, side, shown in sides:
        for j, (name, y) in enumerate(zip(names, heights.tolist(), strict=True)):
            ink = role if j in bold else "muted"
            yield tag(f"{key}-{name}", x, y, name, side, role=ink, bold=j in bold, visible=shown)

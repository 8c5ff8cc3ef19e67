"""Words for the list of features that the lasso keeps: a row for each over λ, and the list at one λ."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from figures.draw.marks import Mark, Segment
from figures.draw.vocabulary import in_or_out, rest, tag
from figures.solved import Array, Solved


def kept_rows(names: Sequence[str], order: Sequence[int], lam: Array, solved: Solved) -> Iterator[Mark]:
    """A row for each feature, the first of the ``order`` on top, the last at y = 1: where it is kept.

    ``solved`` are the answers (k, p) at rising λ (k,), with all knots among them. A thick bar runs where the
    coefficient is not zero, a thin one where it is exactly zero.
    """
    for row, j in enumerate(order):
        y, starts = float(len(order) - row), (solved.w[:-1, j] == 0) & (solved.w[1:, j] == 0)
        stretches = [
            list(group) for zero, group in groupby(range(len(starts)), starts.__getitem__) if not zero
        ]
        for number, rows in enumerate(stretches):
            yield Segment(
                key=f"kept-{names[j]}-{number}", role="lasso", x1=float(lam[rows[0]]), y1=y,
                x2=float(lam[rows[-1] + 1]), y2=y, width=5.0, solved=(solved,),
            )  # fmt: skip
        for bar in rest(f"zero-{names[j]}", lam, solved, of=j, stretches=2, width=2.6):
            yield replace(bar, y1=y, y2=y)


def list_now(
    names: Sequence[str], order: Sequence[int], lam: float, left: float, solved: Solved
) -> Iterator[Mark]:
    """Which of those rows are kept by the answer (p,) at λ, as dots; and their names at x = ``left``."""
    for row, j in enumerate(order):
        y, zero = float(len(order) - row), bool(solved.w[j] == 0)
        yield in_or_out(f"now-{names[j]}", lam, y, solved, j, radius=6.0)
        yield tag(
            f"name-{names[j]}",
            left,
            y,
            names[j],
            "left",
            role="zero" if zero else "lasso",
            bold=not zero,
            gap=6,
        )

"""Words for who comes first and who waits: two coefficients over λ, and a row for each of many such races."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Dot, Mark, Segment
from figures.draw.paths import apart
from figures.draw.shapes import box
from figures.draw.vocabulary import Limits, curve, rest, tag, zero_line, zone
from figures.solved import Array, Regression, Solved, certified, with_middles
from figures.solvers import two_feature_knots, two_feature_lasso

HALF = 0.34
"""Of a bar's height, in rows."""


@dataclass(frozen=True, eq=False)
class Race:
    """The lasso's path of two features: ``leader``, 0 or 1, enters at λ = ``first``, the other at ``second``.

    ``solved`` are both coefficients at λ (...) with their problem, ``line`` those at rising λ (7,) from 0 on,
    with all bends among them.
    """

    leader: int
    first: float
    second: float
    solved: Callable[[ArrayLike], Solved]
    line: tuple[Array, Solved]

    @property
    def end(self) -> float:
        """λ₂/λ₁, where on the way from λ₁ to 0 the wait ends: 1 if both enter at once."""
        return self.second / self.first


def race(X: Array, y: Array, rho: float, end: float) -> Race:
    """The race of two standardized features (n, 2) of correlation ρ, up to λ = ``end``, above both knots."""
    pulls = X.T @ y / len(y)
    knots = two_feature_knots(pulls, rho)
    first, second = float(knots.upper), float(knots.lower)

    def solved(lam: ArrayLike) -> Solved:
        return certified(Regression(X, y, np.asarray(lam)), two_feature_lasso(pulls, rho, lam))

    bends = (0.0, second, first, end)
    lam, _ = with_middles(bends, bends)
    return Race(int(np.abs(pulls).argmax()), first, second, solved, (lam, solved(lam)))


def one_alone(names: Sequence[str], shown: Race, truth: float, heights: Limits) -> Iterator[Mark]:
    """Both coefficients over λ in a panel of these ``heights``: the first solid, the second dashed.

    Where one is alone the panel is tinted, and the other exactly zero. Dotted is the ``truth`` of both. Names
    stand at the left ends, or where these leave the panel.
    """
    (lam, solved), (low, high) = shown.line, heights
    end, waits = float(lam[-1]), names[1 - shown.leader]
    yield zone("alone", shown.second, shown.first, heights)
    yield Segment(key="truth", role="muted", x1=0, y1=truth, x2=end, y2=truth, width=1.5, dash="2 4")
    yield tag("truth-name", end, truth, f"truth: {truth:g} and {truth:g}", "above left", role="muted")
    yield zero_line((0, end))
    ends = apart(np.clip(solved.w[0], low + 0.1, high - 0.1), (high - low) / 12)
    for j, (name, y) in enumerate(zip(names, ends, strict=True)):
        yield curve(f"path-{j}", lam, solved, of=j, width=3.8, dash="9 5" if j else "")
        yield from rest(f"rest-{j}", lam, solved, of=j)
        yield tag(f"name-{j}", 0, min(y, high), name, "left", role="lasso", bold=True)
    middle = (shown.first + shown.second) / 2
    yield tag("alone-name", middle, high - 0.15, f"{waits} = 0", "at", role="zero", lead=True)


def first_and_wait(
    key: str, races: Sequence[Race], now: int, columns: Sequence[tuple[float, str]]
) -> Iterator[Mark]:
    """Rows of height 1, the first on top, the last from 0 to 1: who is first, and how long the other waits.

    Each has a dot in one of the ``columns``, pairs of x and the name above it, and a purple bar from the end
    of the wait to 1, where all begin: there one coefficient is exactly zero. The row ``now`` is bold.
    """
    for row, one in enumerate(races):
        middle, held = len(races) - row - 0.5, row == now
        up, opacity = (middle - HALF, middle + HALF), 1 if held else 0.4
        yield replace(box(f"{key}-{row}", (one.end, 1.0), up, "zero", opacity=opacity), solved=(one.line[1],))
        at, ink = columns[one.leader][0], "fg" if held else "quiet"
        yield Dot(key=f"{key}-{row}-first", role=ink, x=at, y=middle, radius=7)
    for column, (x, name) in enumerate(columns):
        yield tag(f"{key}-name-{column}", x, len(races) + 0.6, name, "at", bold=True)

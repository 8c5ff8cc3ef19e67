"""Lasso paths in fractions: answers and pulls, as curves and as words that are not rounded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Dot, Label, Mark, Polygon, Polyline, Segment, Side
from figures.draw.text import signed
from figures.draw.vocabulary import Limits, cursor, curve, hairlines, in_or_out, rest, tag, zero_line
from figures.solved import Regression, Solved, certified
from figures.solvers import ExactPath, exact_path

PIECES = 10
"""Of so many pieces of equal length between knots curves consist, however many knots there are."""
SLOTS = 3
"""So many features are drawn; fewer leave some hidden."""

Place = tuple[int, int, Side]
"""A coefficient at a knot: the number of the knot, the column, and the side on which it is written."""


def fraction(value: Fraction) -> str:
    """A fraction in its lowest terms, with a minus sign: ``−39/28``; or a whole number."""
    return signed(str(value))


class Rational(Protocol):
    """A regression in fractions: X (n, p) by rows and y (n,), G = XᵀX/n by rows, c = Xᵀy/n."""

    @property
    def X(self) -> Sequence[Sequence[Fraction]]: ...
    @property
    def y(self) -> Sequence[Fraction]: ...
    @property
    def gram(self) -> Sequence[Sequence[Fraction]]: ...
    @property
    def first_pulls(self) -> Sequence[Fraction]: ...


@dataclass(frozen=True)
class RationalPath:
    """The path of a problem of at most three features, and the column of one of them, its ``subject``."""

    data: Rational
    subject: int

    @cached_property
    def path(self) -> ExactPath:
        """The exact path."""
        return exact_path(self.data.gram, self.data.first_pulls)

    @property
    def slots(self) -> tuple[int, ...]:
        """The columns drawn, from the back to the subject; with too few features the first is there twice."""
        others = [j for j in range(len(self.data.gram)) if j != self.subject]
        return (others[0], others[-1], self.subject)

    @property
    def shown(self) -> tuple[bool, ...]:
        """Which of the ``slots`` are not hidden."""
        return (True, len(self.data.gram) == SLOTS, True)

    def solved(self, lams: Sequence[Fraction]) -> Solved:
        """The answers (k, p) at these λ (k,), rounded from fractions."""
        return certified(self._regression(_floats(lams)), [self._coefficients(lam) for lam in lams])

    def answer(self, lam: Fraction) -> Solved:
        """The answer (p,) at λ, rounded from fractions."""
        return certified(self._regression(float(lam)), self._coefficients(lam))

    def _regression(self, lam: ArrayLike) -> Regression:
        """Columns of zeros stand for features that are not there: a table has one width for all examples."""
        X = [_floats(row) + [0.0] * (SLOTS - len(row)) for row in self.data.X]
        return Regression(np.array(X), np.array(_floats(self.data.y)), np.array(lam))

    def _coefficients(self, lam: Fraction) -> list[float]:
        """Rounded; those of columns of zeros are 0."""
        w = _floats(self.path(lam))
        return w + [0.0] * (SLOTS - len(w))

    def pulls(self, lam: Fraction) -> list[Fraction]:
        """x_jᵀ(y − Xw)/n of each feature at λ."""
        w, rows = self.path(lam), zip(self.data.first_pulls, self.data.gram, strict=True)
        return [c - sum(g * value for g, value in zip(row, w, strict=True)) for c, row in rows]

    def curves(self, heights: Limits) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
        """The coefficients over λ, and the pulls with the band of ±λ, from λ = 0 to the first knot.

        Those of the subject are bold; where it is zero there is a bar. Knots are hairlines between
        ``heights`` of the coefficients.
        """
        knots = self.path.knots[::-1]
        parts = PIECES // (len(knots) - 1)
        lams = [a + (b - a) * k / parts for a, b in pairwise(knots) for k in range(parts)] + [knots[-1]]
        x, solved, pulls = _floats(lams), self.solved(lams), [_floats(self.pulls(lam)) for lam in lams]
        end = x[-1]
        padded = [float(lam) for lam in knots] + [end] * (6 - len(knots))
        path: list[Mark] = [*hairlines("knot", padded, heights), zero_line((0, end))]
        forces: list[Mark] = [
            Polygon(key="band", role="zero", points=((0, 0), (end, end), (end, -end)), opacity=0.2),
            zero_line((0, end), "no-pull"),
            Segment(key="edge-above", role="zero", x1=0, y1=0, x2=end, y2=end, width=2.8),
            Segment(key="edge-below", role="zero", x1=0, y1=0, x2=end, y2=-end, width=2.8),
        ]
        for slot, (j, seen) in enumerate(zip(self.slots, self.shown, strict=True)):
            bold = slot == SLOTS - 1
            width = 4.2 if bold else 2.6
            role = "" if bold else "quiet"
            path.append(curve(f"path-{slot}", x, solved, of=j, role=role, width=width, visible=seen))
            line = tuple((lam, pull[j]) for lam, pull in zip(x, pulls, strict=True))
            ink = "fg" if bold else "quiet"
            forces.append(Polyline(key=f"pull-{slot}", role=ink, points=line, width=width, visible=seen))
        path += rest("rest", x, solved, of=self.subject)
        return tuple(path), tuple(forces)

    def letters(self, foot: float, written: Sequence[Place], ticks: Sequence[int]) -> Iterator[Mark]:
        """Numbers of the panel of coefficients: at knots, the subject's at the left end, λ below the axis.

        ``written`` are the coefficients to write at knots, ``ticks`` the numbers of the knots whose λ stands
        below its hairline, at the height ``foot``. What is repeated is hidden.
        """
        knots, coefs = self.path.knots, self.path.coefs
        for row, (knot, j, side) in enumerate(written):
            number = self._number(f"value-{row}", float(knots[knot]), coefs[knot], j, side)
            yield replace(number, visible=written.index((knot, j, side)) == row)
        for row, knot in enumerate(ticks):
            lam, shown = knots[knot], ticks.index(knot) == row
            name = f"knot-{row}-name"
            yield tag(name, float(lam), foot, fraction(lam), "below", role="muted", gap=8, visible=shown)
        yield replace(self._number("end", 0, coefs[-1], self.subject, "left"), gap=10)

    def _number(self, key: str, x: float, w: Sequence[Fraction], j: int, side: Side) -> Label:
        bold = j == self.subject
        role = "lasso" if bold else "muted"
        return tag(key, x, float(w[j]), fraction(w[j]), side, role=role, bold=bold, gap=16)

    def now(self, lam: float, exact: Fraction, foot: float) -> tuple[Mark, ...]:
        """The answer at λ as dots, and a cursor that leaves the letters between the curves alone."""
        answer = self.answer(exact)
        dots = [
            in_or_out(f"now-{slot}", lam, float(answer.w[j]), answer, j, radius=6)
            for slot, j in enumerate(self.slots)
        ]
        shown = (replace(dot, visible=seen) for dot, seen in zip(dots, self.shown, strict=True))
        return (cursor("cursor", lam, (foot, foot + 0.45), width=3), *shown)

    def pull_now(self, lam: float, exact: Fraction, reach: float, foot: float) -> tuple[Mark, ...]:
        """The pull on the subject at λ as a dot, with a cursor; hidden beyond the panel's end, ``reach``."""
        pull, x, seen = float(self.pulls(exact)[self.subject]), min(lam, reach), lam <= reach
        return (
            cursor("pull-cursor", x, (foot, foot + 0.06), width=3, visible=seen),
            Dot(key="pull-now", role="fg", x=x, y=pull, radius=6, visible=seen),
        )


def _floats(values: Sequence[Fraction]) -> list[float]:
    return [float(value) for value in values]

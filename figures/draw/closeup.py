"""One coefficient near a zero of its path, magnified about it, and where whole paths are zero, row by row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp, log

import numpy as np

from figures.draw.marks import Mark, Polygon, Segment, Side
from figures.draw.panels import Axis
from figures.draw.paths import scale_of
from figures.draw.vocabulary import Limits, curve, method, rest, tag, zero_line
from figures.solved import Array, Regression, Solved, certified

WIDEST = 4.0
"""Without magnification the window reaches from its middle divided by this to its middle times this."""
CLOSEST = 256.0
"""The largest magnification for which there is room above and below."""
POINTS = np.linspace(-1, 1, 33)
ROOM = 0.5
"""How far right of the middle, by the panel's half width, a number still has room."""
FULL = 0.86
"""How much of the panel's half height the curve takes at most."""


@dataclass(frozen=True, eq=False)
class CloseUp:
    """Coefficient ``j`` of the answers at λ, seen round a λ at which it is zero, the ``middle``.

    ``solve`` gives the answers (..., p) at λ (...), ``bends`` are the λ at which they bend. The window is
    logarithmic in λ. Both axes are magnified alike: a smooth curve becomes a line, a corner stays one.
    """

    solve: Callable[[float | Array], Solved]
    j: int
    middle: float
    bends: tuple[float, ...] = ()

    def window(self, zoom: float) -> Limits:
        """The λ at its ends."""
        factor = exp(log(WIDEST) / zoom)
        return self.middle / factor, self.middle * factor

    def _seen(self, zoom: float) -> tuple[Array, Solved]:
        """Points from −1 to 1, always as many, and the answers there."""
        inside = self.middle * np.exp(POINTS * log(WIDEST) / zoom)
        lams = np.sort(np.concatenate([inside, np.clip(self.bends, *self.window(zoom))]))
        x: Array = np.clip(np.log(lams / self.middle) * zoom / log(WIDEST), -1, 1)
        return x, self.solve(lams)

    @cached_property
    def height(self) -> float:
        """The coefficient that the panel's half height stands for, without magnification."""
        return max(
            zoom * float(np.abs(self._seen(zoom)[1].w[:, self.j]).max()) / FULL for zoom in (1.0, CLOSEST)
        )

    def marks(
        self, key: str, zoom: float, name: str, told: Sequence[tuple[float, str]]
    ) -> tuple[Mark, ...]:  # fmt: skip
        """The curve in a panel from −1 to 1 both ways, zero in the middle, over λ, called ``name``.

        ``told`` are the λ, one or two and rising, that are written on the axis, with their words; hidden
        where it has no room for them, or if they were there before.
        """
        x, solved = self._seen(zoom)
        lifted = _in_units(solved, self.height / zoom)
        lasso = method(solved) == "lasso"
        return (
            *scale_of(f"{key}-scale", name, (), ((-1, 1), (-1, 1))),
            *(mark for row in range(len(told)) for mark in self._told(f"{key}-told-{row}", zoom, told, row)),
            zero_line((-1, 1), f"{key}-line"),
            curve(key, x, lifted, of=self.j, width=4.2),
            *(rest(f"{key}-rest", x, lifted, of=self.j, width=7) if lasso else ()),
            *(() if lasso else (_tick(f"{key}-tick", 0.0, 0.0, 0.16, self.solve(self.middle)),)),
        )

    def _told(
        self, key: str, zoom: float, told: Sequence[tuple[float, str]], row: int
    ) -> tuple[Mark, ...]:  # fmt: skip
        """A tick of the axis and its number: alone below it, two on their own sides."""
        lam, text = told[row]
        x = log(lam / self.middle) * zoom / log(WIDEST)
        seen, at = x <= ROOM and told.index(told[row]) == row, min(x, 1.0)
        sides: tuple[Side, Side] = ("below left", "below right")
        side: Side = sides[row] if len(told) > 1 else "below"
        return (
            Segment(key=key, role="muted", x1=at, y1=-1, x2=at, y2=-0.97, width=1.0, visible=seen),
            # A corner's side is nearer than one below: so all stand on one line.
            tag(
                f"{key}-name",
                at,
                -1,
                text,
                side,
                role="muted",
                gap=8 if side == "below" else 10,
                visible=seen,
            ),
        )


def _in_units(solved: Solved, unit: float) -> Solved:
    """The answers in other units of y: so magnified they still are answers, and can be certified.

    The lasso's λ is in these units too, ridge's is not.
    """
    problem = solved.problem
    if not isinstance(problem, Regression) or problem.alpha not in (0, 1):
        raise TypeError(f"a close-up is of the lasso or of ridge, not of {problem}")
    lam, y = np.asarray(problem.lam), np.asarray(problem.y) / unit
    return certified(replace(problem, y=y, lam=lam / unit if problem.alpha else lam), solved.w / unit)


def _tick(key: str, x: float, y: float, reach: float, solved: Solved) -> Segment:
    """The place where a coefficient crosses zero: a tick of the method's colour, since no float is there."""
    return Segment(
        key=key, role=method(solved), x1=x, y1=y - reach, x2=x, y2=y + reach, width=3.4, solved=(solved,)
    )


def chosen_row(key: str, row: int, across: Axis, window: Limits) -> tuple[Mark, ...]:
    """The row of a list that a close-up shows, tinted, and in it the ``window`` of λ that this magnifies."""
    return (
        Polygon(key=f"{key}-row", role="fg", points=_box(across.limits, row, 0.46), opacity=0.06),
        Polygon(key=f"{key}-window", role="fg", points=_box(window, row, 0.46), opacity=0.1, width=1.5),
    )


def _box(x: Limits, row: float, reach: float) -> tuple[tuple[float, float], ...]:
    """The corners of a rectangle round y = ``row``."""
    (a, b), low, high = x, row - reach, row + reach
    return ((a, low), (b, low), (b, high), (a, high))


def zero_bars(
    key: str, solve: Callable[[Array], Solved], knots: Iterable[float], across: Axis, columns: Sequence[int]
) -> tuple[Mark, ...]:
    """Where each of the ``columns`` of a path is exactly zero, as bars in rows 0, 1, … over λ.

    Between neighbouring ``knots`` a coefficient is zero throughout or nowhere.
    """
    low, high = across.limits
    lams = np.array([low, *sorted(knot for knot in knots if low < knot < high), high])
    solved = solve(lams)
    return tuple(
        # Not a thick line, whose round ends would reach beyond the knots.
        Polygon(
            key=bar.key, role=bar.role, points=_box((bar.x1, bar.x2), row, 0.26), opacity=1,
            visible=bar.visible, solved=bar.solved,
        )
        for row, j in enumerate(columns)
        for bar in rest(f"{key}-{row}", lams, solved, of=j, stretches=2)
    )  # fmt: skip


def crossing_ticks(
    key: str, solve: Callable[[float], Solved], crossings: Iterable[Iterable[float]]
) -> tuple[Mark, ...]:
    """The λ at which coefficients change their sign, in rows 0, 1, …: a tick for each."""
    found = [(row, float(lam)) for row, lams in enumerate(crossings) for lam in lams]
    return tuple(_tick(f"{key}-{k}", lam, row, 0.36, solve(lam)) for k, (row, lam) in enumerate(found))

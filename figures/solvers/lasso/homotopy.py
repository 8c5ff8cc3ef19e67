"""Follow the lasso's piecewise-linear path from lam_max down, one event after another.

Between two knots the active features A keep their signs s, and with G = X'X/n and c = X'y/n
    w_A = G_AA^-1 c_A - lam G_AA^-1 s,        r_j = x_j'(y - Xw)/n = c_j - G_jA w_A
are straight lines in lam. Optimal is r_j = lam s_j for active features and |r_j| <= lam for the
others. So a line stays valid until the first event: an active coefficient arrives at 0 and its
feature leaves, or |r_j| of an inactive one arrives at lam and its feature joins.

`textbook` does this in thirty lines for designs on which no two events ever coincide. What is added
here is for those on which they do. Events at one lam are taken one after another and make one knot;
the order, lowest index first, excludes cycles (Murty 1974). Three questions then arise, each
answered by a function: is the bound really approached (`next_event`), does a feature that joined
stay at 0 for all that (`drop_idle`), and is an event only nearly at this knot (`is_late`)?
"""

from typing import Literal, NamedTuple, Protocol

import numpy as np

from figures.solvers.checks import Array
from figures.solvers.optimality import NotConverged

Event = tuple[int, Literal["joins", "leaves"]]
Lines = tuple[list[float], list[float]]

TIE = 1e-13
"""Events closer than this fraction of lam share a knot: their distance is rounding."""

APPROACHED = 1e-11
"""A bound counts as approached only at a speed above this; a copy of an active column has 0."""

AT_ZERO = 1e-9
"""A coefficient that shares a knot is at 0 if it is below this fraction of its two terms."""


class System(Protocol):
    """What the walk needs from the linear system on the active set.

    Its lines (q, d) say how things stand as lam falls: q_j - lam d_j is the coefficient w_j if j is
    active, and the correlation r_j = x_j'(y - Xw)/n if it is not.
    """

    def lines(self) -> Lines:
        """Return the lines (q, d) of the empty active set."""

    def join(self, j: int, sign: float) -> Lines | None:
        """Make j active; return the new lines, or None if j depends on the active features."""

    def leave(self, j: int, sign: float) -> Lines:
        """Make j inactive and return the new lines."""

    def inverse_diagonal(self, j: int) -> float:
        """Return (G_AA^-1)_jj of an active feature."""


class Walk(NamedTuple):
    """A path by its knots: where (k,), coefficients (k, p), what happens, and the signs below."""

    knots: Array
    coefs: Array
    events: tuple[tuple[Event, ...], ...]
    signs: list[list[float]]


def follow(system: System, lam_min: float) -> Walk:
    """Walk from lam_max = max_j |c_j| down to lam_min, and return every knot on the way.

    Raises NotConverged past the step cap: the number of segments can reach (3^p + 1)/2, but only
    for a design made to do so (Mairal and Yu 2012).

    Source: Osborne, Presnell and Turlach (2000), "A new approach to variable selection in least
    squares problems"; Efron, Hastie, Johnstone and Tibshirani (2004), "Least angle regression".
    """
    walker = _Walker(system)
    q, _ = walker.lines
    p, lam = len(q), max(map(abs, q))
    if lam_min >= lam * (1.0 - TIE):
        return Walk(np.array([min(lam, lam_min)]), np.zeros((1, p)), ((),), [[0.0] * p])
    for _ in range(min(3**p, 200 * p) + 64):
        reach, j, w = walker.next_event(lam)
        due = lam * (1.0 - TIE)
        if reach < due or walker.is_late(j, lam):
            # Nothing more happens at this knot.
            if walker.drop_idle():
                continue
            walker.close_knot(lam, w)
            if reach <= lam_min * (1.0 - TIE) or reach <= TIE * lam:
                break
            lam = max(min(reach, due), lam_min)
            walker.arrival = walker.lines
        walker.exchange(j)
    else:
        raise NotConverged("the lasso path has too many events to follow", np.inf)
    if lam_min < walker.knots[-1] * (1.0 - TIE):
        walker.end_between_knots(lam_min)
    walker.knots[-1] = lam_min
    return Walk(np.array(walker.knots), np.array(walker.coefs), tuple(walker.events), walker.below)


class _Walker:
    """Where a walk stands, and the knots behind it."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.lines = system.lines()
        self.features = range(len(self.lines[0]))
        self.signs = [0.0] * len(self.features)  # of the active features; 0 for the others
        self.barred: set[int] = set()  # features that depend on the active ones
        self.toggled: list[int] = []  # features that joined or left at the current knot
        self.arrival = self.lines  # the lines just above the current knot
        self.knots: list[float] = []
        self.coefs: list[list[float]] = []
        self.events: list[tuple[Event, ...]] = []
        self.below: list[list[float]] = []  # the signs just below each knot

    def next_event(self, lam: float) -> tuple[float, int, list[float]]:
        """Return the lam at which the next bound is met, whose it is (0 and -1 if none), and w at lam.

        The coefficient q - lam d of an active feature with sign s meets 0 at q/d; the correlation
        of an inactive one meets lam t, t = sign(q), where |q| - lam t d = lam:
            leaves at lam' = (-s q)/(-s d),        joins at lam' = |q|/(1 + t d).
        Either denominator is the speed at which the bound comes nearer as lam falls. An event is
        one only if the bound is *approached*, at a positive speed: one that is left behind has the
        same lam' on its line, and with ties, where lam' = lam, only the speed tells them apart.

        Of events at this very knot the lowest index is due, else the largest lam' is next.
        """
        due = lam * (1.0 - TIE)
        reach, next_ = 0.0, -1
        w: list[float] = []  # found on the way, because this loop is most of a walk's cost
        for j, q, d, s in zip(self.features, *self.lines, self.signs, strict=True):
            # Compared as products: distance / speed > reach, without dividing by 0.
            if s:
                here = q - lam * d
                w.append(here if here * s > 0.0 else 0.0)  # the wrong sign is rounding around 0
                distance, speed = -q * s, -d * s
                if speed > 0.0 and distance > reach * speed and reach < due:
                    reach, next_ = distance / speed, j
            else:
                w.append(0.0)
                if q <= 0.0:
                    q, d = -q, -d
                speed = 1.0 + d
                if q > reach * speed and reach < due and speed > APPROACHED and j not in self.barred:
                    reach, next_ = q / speed, j
        return reach, next_, w

    def is_late(self, j: int, lam: float) -> bool:
        """Return whether active j, due to leave at the current knot, is in truth still away from 0.

        Of two nearly equal columns one replaces the other within a TIE, but it does so along a line:
        its end must be a knot of its own, or the path would jump.
        """
        if not self.toggled or not self.signs[j] or j in self.toggled:
            return False
        q, d = self.arrival
        at_zero = AT_ZERO * (abs(q[j]) + abs(lam * d[j]))
        return abs(q[j] - lam * d[j]) > at_zero

    def drop_idle(self) -> bool:
        """Make a feature inactive again that joined at this knot but would stay at 0; say if any did.

        Of features that meet their bounds together, a later one can take all that pulled an earlier.
        Below the knot w_j grows by -d_j as lam rises, so it leaves 0 in its own direction only if
        s_j d_j > 0; d_j = (G_AA^-1 s)_j is measured by (G_AA^-1)_jj, its value were j alone.
        """
        if len(self.toggled) < 2:
            return False
        d = self.lines[1]
        for j in sorted(self.toggled):
            s = self.signs[j]
            if s and s * d[j] <= APPROACHED * self.system.inverse_diagonal(j):
                self.lines = self.system.leave(j, s)
                self.signs[j] = 0.0
                self.toggled.remove(j)
                return True
        return False

    def close_knot(self, lam: float, w: list[float]) -> None:
        """Record the current knot, if anything happened there: who joined or left is at 0."""
        toggled, signs = self.toggled, self.signs
        if not toggled:
            return
        for j in toggled:
            w[j] = 0.0
        toggled.sort()
        self.knots.append(lam)
        self.coefs.append(w)
        self.events.append(tuple([(j, "joins" if signs[j] else "leaves") for j in toggled]))
        self.below.append(signs.copy())
        self.toggled = []

    def exchange(self, j: int) -> None:
        """Let j join if it is inactive, and leave if it is active; bar it if it cannot join."""
        if self.signs[j]:
            self.lines = self.system.leave(j, self.signs[j])
            self.signs[j] = 0.0
            self.barred.clear()
        else:
            sign = 1.0 if self.lines[0][j] > 0.0 else -1.0
            lines = self.system.join(j, sign)
            if lines is None:
                self.barred.add(j)
                return
            self.lines = lines
            self.signs[j] = sign
        # Who joins and leaves at one knot, or the other way round, has done nothing there.
        if j in self.toggled:
            self.toggled.remove(j)
        else:
            self.toggled.append(j)

    def end_between_knots(self, lam_min: float) -> None:
        """Record the end of the path on the line below the last knot."""
        w, ends = [0.0] * len(self.signs), []
        for j, q, d, s in zip(self.features, *self.lines, self.signs, strict=True):
            here = q - lam_min * d
            # A line that meets 0 at lam_min meets it there exactly, whatever rounding says.
            if s and abs(here) <= TIE * self.knots[-1] * abs(d):
                ends.append(j)
            elif here * s > 0.0:
                w[j] = here
        self.knots.append(lam_min)
        self.coefs.append(w)
        self.events.append(tuple([(j, "leaves") for j in ends]))
        self.below.append(self.signs)

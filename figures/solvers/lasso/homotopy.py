"""Follow the lasso's piecewise-linear path from lam_max down, one event after another."""

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

    Its lines (q, d) say how things stand as lam falls: q_j - lam d_j is the coefficient of j if j
    is active, and the correlation x_j'(y - Xw)/n if it is not.
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

    As lam falls, an inactive feature joins where its correlation q - lam d meets +-lam, an active
    one leaves where its coefficient q - lam d meets 0. Either way, with t = sign(q_j),
        lam' = |q_j| / ([j inactive] + t d_j),
    provided the denominator is positive: the bound is then being *approached*. Without this
    condition ties send the path the wrong way. Ties are taken one at a time, lowest index first,
    which excludes cycles (Murty 1974), and share a knot. Raises NotConverged past the step cap.

    Source: Osborne, Presnell and Turlach (2000), "A new approach to variable selection in least
    squares problems"; Efron, Hastie, Johnstone and Tibshirani (2004), "Least angle regression".
    """
    q, d = system.lines()
    p = len(q)
    lam = max(map(abs, q))
    if lam_min >= lam * (1.0 - TIE):
        return Walk(np.array([min(lam, lam_min)]), np.zeros((1, p)), ((),), [[0.0] * p])

    features = range(p)
    sign = [0.0] * p
    barred: set[int] = set()  # features that depend on the active ones
    toggled: list[int] = []  # features that joined or left at the current knot
    arrival = q, d  # the lines just above the current knot
    knots: list[float] = []
    coefs: list[list[float]] = []
    signs: list[list[float]] = []
    events: list[tuple[Event, ...]] = []
    # The number of segments can reach (3^p + 1)/2, but only for a design made to do so.
    for _ in range(min(3**p, 200 * p) + 64):
        due = lam * (1.0 - TIE)
        reach, j = 0.0, -1
        w: list[float] = []  # at lam; found on the way, because this loop is most of the cost
        for i, a, b, s in zip(features, q, d, sign, strict=True):
            if s:
                here = a - lam * b
                w.append(here if here * s > 0.0 else 0.0)  # the wrong sign is rounding around 0
                distance, speed = -a * s, -b * s
                if speed > 0.0 and distance > reach * speed and reach < due:
                    reach, j = distance / speed, i
            else:
                w.append(0.0)
                if a > 0.0:
                    speed = 1.0 + b
                else:
                    a, speed = -a, 1.0 - b
                if a > reach * speed and reach < due and speed > APPROACHED and i not in barred:
                    reach, j = a / speed, i
        if reach < due or (toggled and sign[j] and _is_late(j, toggled, arrival, lam)):
            if len(toggled) > 1 and (idle := _idle(system, d, sign, toggled)) >= 0:
                q, d = system.leave(idle, sign[idle])
                sign[idle] = 0.0
                toggled.remove(idle)
                continue
            if toggled:
                for i in toggled:
                    w[i] = 0.0
                toggled.sort()
                knots.append(lam)
                coefs.append(w)
                events.append(tuple([(i, "joins" if sign[i] else "leaves") for i in toggled]))
                signs.append(sign.copy())
                toggled = []
            if reach <= lam_min * (1.0 - TIE) or reach <= TIE * lam:
                break
            lam = max(min(reach, due), lam_min)
            arrival = q, d
        if sign[j]:
            q, d = system.leave(j, sign[j])
            sign[j] = 0.0
            barred.clear()
        else:
            toward = 1.0 if q[j] > 0.0 else -1.0
            lines = system.join(j, toward)
            if lines is None:
                barred.add(j)
                continue
            q, d = lines
            sign[j] = toward
        if j in toggled:
            toggled.remove(j)
        else:
            toggled.append(j)
    else:
        raise NotConverged("the lasso path has too many events to follow", np.inf)

    if lam_min < knots[-1] * (1.0 - TIE):
        w, ends = [0.0] * p, []
        for i, a, b, s in zip(features, q, d, sign, strict=True):
            here = a - lam_min * b
            # A line that meets 0 at lam_min meets it there exactly, whatever rounding says.
            if s and abs(here) <= TIE * knots[-1] * abs(b):
                ends.append(i)
            elif here * s > 0.0:
                w[i] = here
        knots.append(lam_min)
        coefs.append(w)
        events.append(tuple([(i, "leaves") for i in ends]))
        signs.append(sign)
    knots[-1] = lam_min
    return Walk(np.array(knots), np.array(coefs), tuple(events), signs)


def _is_late(j: int, toggled: list[int], arrival: Lines, lam: float) -> bool:
    """Return whether an active feature due to leave is in truth still away from 0.

    Of two nearly equal columns one replaces the other within a TIE, but it does so along a line:
    its end must be a knot of its own, or the path would jump.
    """
    q, d = arrival[0][j], lam * arrival[1][j]
    return j not in toggled and abs(q - d) > AT_ZERO * (abs(q) + abs(d))


def _idle(system: System, d: list[float], sign: list[float], toggled: list[int]) -> int:
    """Return a feature that joined at this knot but would stay at 0 below it, or -1.

    Of features that meet their bounds together, a later one can take all that pulled an earlier.
    """
    for j in sorted(toggled):
        if sign[j] and sign[j] * d[j] <= APPROACHED * system.inverse_diagonal(j):
            return j
    return -1

"""Follow the lasso's piecewise-linear path from lam_max down, one event after another."""

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from figures.solvers.checks import Array
from figures.solvers.optimality import NotConverged

Event = tuple[int, Literal["joins", "leaves"]]

TIE = 1e-13
"""Events closer than this fraction of lam are one event: their distance is rounding."""

APPROACHED = 1e-11
"""A bound counts as approached only at a speed above this; a copy of an active column has 0."""


class System(Protocol):
    """What the walk needs from a linear system on the active set: z = q - lam d, and pivots."""

    q: Array
    d: Array

    def join(self, j: int, sign: float) -> bool:
        """Make j active, or return False if its column depends on the active ones."""

    def leave(self, j: int, sign: float) -> None:
        """Make j inactive."""

    def inverse_diagonal(self, j: int) -> float:
        """Return (G_AA^-1)_jj."""


@dataclass(frozen=True)
class Walk:
    """A path by its knots: where (k,), coefficients and their signs (k, p), and what happens."""

    knots: Array
    coefs: Array
    signs: Array
    events: tuple[tuple[Event, ...], ...]


def follow(system: System, lam_min: float) -> Walk:
    """Walk from lam_max = max_j |c_j| down to lam_min, and return every knot on the way.

    Between events z = q - lam d. As lam falls, an inactive feature joins where its correlation
    meets +-lam, an active one leaves where its coefficient meets 0. Either way, with t = sign(q),
        lam' = |q_j| / ([j inactive] + t d_j),
    provided the denominator is positive: the bound is then being *approached*. Without this
    condition ties send the path the wrong way. Ties are taken one at a time, lowest index first,
    which excludes cycles (Murty 1974). Raises NotConverged past the step cap.

    Source: Osborne, Presnell and Turlach (2000), "A new approach to variable selection in least
    squares problems"; Efron, Hastie, Johnstone and Tibshirani (2004), "Least angle regression".
    """
    p = system.q.size
    lam = float(np.abs(system.q).max())
    if lam_min >= lam * (1.0 - TIE):
        zero = np.zeros((1, p))
        return Walk(np.array([min(lam, lam_min)]), zero, zero, ((),))

    sign = np.zeros(p)
    above = sign.copy()  # the signs just above the current knot
    barred = np.zeros(p, dtype=bool)  # depends on the active features
    knots: list[float] = []
    coefs: list[Array] = []
    signs: list[Array] = []
    events: list[tuple[Event, ...]] = []
    # The number of segments can reach (3^p + 1)/2, but only for a design made to do so.
    for _ in range(min(3**p, 200 * p) + 64):
        lams = _event_lams(system, sign, barred)
        j = int(np.argmax(np.minimum(lams, lam * (1.0 - TIE))))
        if lams[j] < lam * (1.0 - TIE):
            j_idle = _idle(system, above, sign)
            if j_idle is not None:
                system.leave(j_idle, sign[j_idle])
                sign[j_idle] = 0.0
                continue
            changes = _changes(above, sign)
            if changes:
                knots.append(lam)
                signs.append(above * (above == sign))
                coefs.append(_coefficients(system, signs[-1], lam))
                events.append(changes)
                above = sign.copy()
            if lams[j] <= max(lam_min * (1.0 - TIE), TIE * lam):
                break
            lam = max(float(lams[j]), lam_min)
        toward = float(np.sign(system.q[j]))
        if sign[j] != 0.0:
            system.leave(j, sign[j])
            sign[j] = 0.0
            barred[:] = False
        elif system.join(j, toward):
            sign[j] = toward
        else:
            barred[j] = True
    else:
        raise NotConverged("the lasso path has too many events to follow", np.inf)

    if lam_min < knots[-1] * (1.0 - TIE):
        # A line that meets 0 at lam_min meets it there exactly, whatever rounding says.
        reach = np.abs(system.q - lam_min * system.d) > TIE * knots[-1] * np.abs(system.d)
        signs.append(sign * reach)
        coefs.append(_coefficients(system, signs[-1], lam_min))
        knots.append(lam_min)
        events.append(_changes(sign, signs[-1]))
    knots[-1] = lam_min
    return Walk(np.array(knots), np.array(coefs), np.array(signs), tuple(events))


def _event_lams(system: System, sign: Array, barred: NDArray[np.bool_]) -> Array:
    """Return per feature the lam of its next event, 0 where nothing is approached."""
    toward = np.sign(system.q)
    inactive = sign == 0.0
    speed = toward * system.d + inactive
    approached = (speed > APPROACHED * inactive) & (toward != sign) & ~barred
    lams = np.zeros(sign.size)
    np.divide(np.abs(system.q), speed, out=lams, where=approached)
    return lams


def _idle(system: System, above: Array, sign: Array) -> int | None:
    """Return a feature that joined at this knot but would stay at 0 below it.

    Of features that meet their bounds together, a later one can take all that pulled an earlier.
    """
    for j in np.flatnonzero((sign != 0.0) & (above == 0.0)):
        if sign[j] * system.d[j] <= APPROACHED * system.inverse_diagonal(int(j)):
            return int(j)
    return None


def _coefficients(system: System, sign: Array, lam: float) -> Array:
    """Return w at lam, exactly 0 where sign is 0; the wrong sign can only be rounding around 0."""
    w = system.q - lam * system.d
    w[~(w * sign > 0.0)] = 0.0
    return w


def _changes(above: Array, below: Array) -> tuple[Event, ...]:
    """Return the features that are zero on exactly one side of a knot."""
    changed = np.flatnonzero((above != 0.0) != (below != 0.0))
    return tuple((int(j), "joins" if above[j] == 0.0 else "leaves") for j in changed)

"""The map of a method, from the evidence on a feature on its own to its coefficient."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from numpy.typing import ArrayLike

from figures.draw.marks import Mark, Segment
from figures.draw.vocabulary import answers, curve, diagonal, method, rest, zero_line, zone
from figures.solved import Alone, Array, BestSubset, Solved, certified, with_middles
from figures.solvers import Penalty, hard_threshold


class Map(NamedTuple):
    """A method's map z ↦ argmin ½(w − z)² + P(w), P being its ``penalty`` at λ, ``alpha`` the L1 share of P.

    Best subset has no ``penalty`` that is convex: None. It keeps z where |z| > λ.
    """

    name: str
    penalty: Callable[[float], Penalty] | None
    alpha: float = 1.0

    def answer(self, z: ArrayLike, lam: float) -> Array:
        """The coefficients that evidence z (...) gets."""
        return self.penalty(lam).prox(z) if self.penalty else hard_threshold(z, lam)

    def solved(self, z: ArrayLike, lam: float, w: ArrayLike | None = None) -> Solved:
        """These answers, or the map's, with their problem: best subset has two at its edge."""
        problem = Alone(z, lam, self.alpha) if self.penalty else BestSubset(z, lam)
        return certified(problem, self.answer(z, lam) if w is None else w)

    def edge(self, lam: float) -> float:
        """The largest evidence that gets exactly zero."""
        return float(self.penalty(lam).dead_zone.upper) if self.penalty else lam


def map_of(
    key: str, one: Map, lam: float, evidence: Sequence[float], reach: float, height: float
) -> tuple[Mark, ...]:
    """The map over ±``reach``, ±``height`` high: the zone that it sends to zero, its slanted parts, dots.

    The dots are what the ``evidence`` gets. Keys end with ``key``: zone-``key``, flat-``key``-0 and so on.
    """
    edge, w = one.edge(lam), one.solved(evidence, lam)
    inside = (-edge, 0.0, edge)
    slanted: list[Mark] = []
    for side in (-1, 1):
        # Only best subset jumps at the edge, from zero onto the diagonal.
        jump, end = 0.0 if one.penalty else side * edge, float(one.answer(side * reach, lam))
        z, part = with_middles([side * edge, side * reach], [jump, end])
        slanted += [
            curve(f"map-{key}{side:+}", z, one.solved(z, lam, part), width=3.5),
            Segment(
                key=f"jump-{key}{side:+}", role=method(w), x1=side * edge, y1=0.0, x2=side * edge, y2=jump,
                width=1.6, dash="2 4", visible=jump != 0,
            ),
        ]  # fmt: skip
    return (
        zone(f"zone-{key}", -edge, edge, (-height, height)),
        zero_line((-reach, reach), f"zero-{key}"),
        diagonal((-reach, reach), f"diagonal-{key}"),
        *slanted,
        *rest(f"flat-{key}", inside, one.solved(inside, lam)),
        *answers(f"at-{key}", evidence, w),
    )

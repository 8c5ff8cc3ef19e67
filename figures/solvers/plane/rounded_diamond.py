"""The level sets of the elastic net's penalty: a diamond with bowed sides and blunter corners."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_alpha, as_points


@dataclass(frozen=True, eq=False)
class RoundedDiamond:
    """{v: alpha ||v||_1 + (1 - alpha)/2 ||v||^2 <= level}, bounded by four arcs of circles.

    level           the penalty's value on the outline.
    corner          how far from the origin it meets the axes.
    radius          of the arcs, one a quadrant, counter-clockwise from the first.
    centres (4, 2)  theirs, (-k, -k) for the first, k = alpha/(1 - alpha): each opposite its arc.
    angles  (4, 2)  where each starts and ends as seen from its centre, in radians, rising. The normal
                    at angle s is (cos s, sin s), the tangent (-sin s, cos s). From one arc's end to
                    the next one's start they turn by atan2(k, k + corner) twice: that is the corner.
    """

    level: float
    corner: float
    radius: float
    centres: Array
    angles: Array

    def points(self, quarter: int = 32) -> Array:
        """Return the closed outline (4 quarter + 1, 2), counter-clockwise from (corner, 0).

        `quarter` >= 1 is the number of pieces per quadrant; the corners are exact.
        """
        if quarter < 1:
            raise ValueError(f"quarter must be >= 1, got {quarter}")
        start, end = self.angles[0]
        turn = np.linspace(start, end, quarter + 1)[:-1]
        first = self.centres[0] + self.radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
        first[0] = self.corner, 0.0
        quadrants = [first]
        for _ in range(3):
            x, y = quadrants[-1].T
            quadrants.append(np.stack([-y, x], axis=1))
        return np.concatenate([*quadrants, first[:1]]) + 0.0

    def cubics(self) -> Array:
        """Return the outline (13, 2) as four cubic Béziers, counter-clockwise from (corner, 0).

        Its first point, then for each quadrant two handles and an end. A handle is 4/3 tan(turn/4) radius
        long, so the curve leaves the arc by less than 3e-4 of the radius.
        """
        start, end = self.angles[0]
        reach = 4.0 / 3.0 * np.tan((end - start) / 4.0) * self.radius
        first = np.array([self.corner, 0.0])
        last = first[::-1]
        handles = [first + reach * np.array([-np.sin(start), np.cos(start)])]
        handles.append(last - reach * np.array([-np.sin(end), np.cos(end)]))
        quadrants = [np.array([*handles, last])]
        for _ in range(3):
            x, y = quadrants[-1].T
            quadrants.append(np.stack([-y, x], axis=1))
        return np.concatenate([first[np.newaxis], *quadrants]) + 0.0


def rounded_diamond(through: ArrayLike, alpha: ArrayLike) -> RoundedDiamond:
    """Return the level set of the elastic net's penalty in two coefficients that passes through a point.

    In the first quadrant alpha (v_1 + v_2) + (1 - alpha)/2 (v_1^2 + v_2^2) = level is the circle
        ||v - (-k, -k)||^2 = 2 level/(1 - alpha) + 2 k^2,    k = alpha/(1 - alpha),
    and its corner solves alpha v + (1 - alpha)/2 v^2 = level. alpha = 0 gives the disc.

    through is (2,), not the origin; alpha is in [0, 1), for at 1 the sides are straight: the diamond,
    `lq_ball` of q = 1. Raises ValueError on bad input.
    """
    point, mix = as_points(through, 2, "through"), as_alpha(alpha)
    if point.ndim != 1 or not point.any():
        raise ValueError(f"through must be one point other than the origin, got {point.tolist()}")
    if mix == 1.0:
        raise ValueError("alpha must be < 1: at 1 the outline is the diamond, lq_ball(1, budget)")
    level = float(mix * np.abs(point).sum() + 0.5 * (1.0 - mix) * (point @ point))
    # Not as a difference of roots, which would lose digits for alpha near 1.
    corner = 2.0 * level / (mix + float(np.sqrt(mix**2 + 2.0 * level * (1.0 - mix))))
    k = mix / (1.0 - mix)
    start = float(np.arctan2(k, k + corner))
    quadrants = np.arange(4.0)[:, np.newaxis] * (np.pi / 2.0)
    return RoundedDiamond(
        level=level,
        corner=corner,
        radius=float(np.hypot(k, k + corner)),
        centres=k * np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]),
        angles=quadrants + np.array([start, np.pi / 2.0 - start]),
    )

"""The lasso's whole cost of two features: its level lines are elliptic arcs with corners on the axes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_points, as_positive_number
from figures.solvers.plane.contours import as_gram
from figures.solvers.plane.planar import planar_elastic_net

_PARTS = (2, 2, 2, 3)
"""Béziers of each arc. Of 90 degrees, as in a whole ellipse, they leave it by 0.03 % of its axes."""


@dataclass(frozen=True, eq=False)
class CreasedBowl:
    """The cost F(w) = 1/2 (w - ols)'G(w - ols) + lam ||w||_1 of two coefficients, above its minimum.

    In the quadrant of signs s it is 1/2 (w - m)'G(w - m) and a constant, m = ols - lam G^-1 s. Across an
    axis its slope jumps by 2 lam: a crease. Without a penalty it is the loss, smooth everywhere.

    gram   (2, 2)  G, positive definite.
    ols    (2,)    the least-squares point.
    lam            the penalty, >= 0.
    least  (2,)    the minimiser, whose zeros are exactly +0.0.
    """

    gram: Array
    ols: Array
    lam: float
    least: Array

    @property
    def roundness(self) -> float:
        """How many times as long as wide the ellipses are that its level lines are made of."""
        small, large = np.linalg.eigvalsh(self.gram)
        return float(np.sqrt(large / small))

    def height(self, w: ArrayLike) -> Array:
        """Return by how much the cost at w (..., 2) exceeds its minimum, (...)."""
        points = as_points(w, 2, "w")
        above: Array = self._cost(points) - self._cost(self.least)
        return above

    def slopes(self, w: ArrayLike, j: int) -> tuple[float, float]:
        """Return the slopes along w_j at w (2,), towards smaller and towards larger w_j."""
        at = as_points(w, 2, "w")
        pull = float((self.gram @ (at - self.ols))[j])
        below, above = (np.sign(at[j]) if at[j] else side for side in (-1.0, 1.0))
        return pull + self.lam * float(below), pull + self.lam * float(above)

    def outline(self, height: float) -> Array:
        """Return the level line at a height above the minimum, > 0: 9 cubic Béziers, closed, (28, 2).

        First a point, then for each cubic two handles and an end, counter-clockwise. Its four arcs end
        exactly on the axes, or where it does not reach an axis, at its point next to it: so all points move
        steadily with lam and height.
        """
        rise = as_positive_number(height, "height")
        crossings = [self._crossings(rise, axis) for axis in (0, 1)]
        ends = np.concatenate(
            [
                found
                if len(found)
                else np.tile(self.farthest(rise, axis, -np.sign(self.least[axis])), (2, 1))
                for axis, found in enumerate(crossings)
            ]
        )
        # Outwards, away from both axes, lies no end: the order begins there.
        away, out = ends - self.least, np.where(self.ols < 0.0, -1.0, 1.0)
        turn = (np.arctan2(away[:, 1], away[:, 0]) - np.arctan2(out[1], out[0])) % (2.0 * np.pi)
        ends = ends[np.argsort(turn, kind="stable")]
        pairs = zip(ends, np.roll(ends, -1, axis=0), _PARTS, strict=True)
        arcs = [self._arc(rise, *pair) for pair in pairs]
        drawn: Array = np.concatenate([ends[:1], *arcs])
        return drawn

    def ellipse(self, height: float) -> Array:
        """Return the level line of a bowl without creases: 4 cubic Béziers, closed, (13, 2).

        Raises ValueError if lam is not 0.
        """
        if self.lam:
            raise ValueError(f"lam must be 0, got {self.lam:g}: a creased level line is no ellipse")
        rise = as_positive_number(height, "height")
        cubics = self._cubics(self.least, rise, np.linspace(0.0, 2.0 * np.pi, 5))
        return np.concatenate([cubics[-1:], cubics])

    def farthest(self, height: float, axis: int, side: float) -> Array:
        """Return the point of the level line that lies farthest to a side, -1 or 1, along w_axis, (2,)."""
        points, towards = list(self._crossings(height, 1 - axis)), np.linalg.solve(self.gram, np.eye(2)[axis])
        for signs in np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]]):
            m, excess = self._ellipse(height, signs)
            point = m + side * towards * np.sqrt(max(2.0 * excess, 0.0) / towards[axis])
            # It lies on this quadrant's ellipse: does it in the quadrant too?
            points += [point] if excess >= 0.0 and (point * signs >= 0.0).all() else []
        found: Array = max(points, key=lambda point: float(side * point[axis]))
        return found

    def ray(self, towards: ArrayLike, height: float) -> Array:
        """Return where the straight way from the minimum up to a height crosses axes, (k, 2), k from 2 to 4.

        Its first point is the minimum, its last has the height; between two of them the cost along the way
        is a parabola. ``towards`` is (2,), not 0; height is > 0.
        """
        way, rise = as_points(towards, 2, "towards"), as_positive_number(height, "height")
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            crossed = np.unique(-self.least / way)
        steps = [0.0, *(step for step in crossed.tolist() if 0.0 < step < np.inf)]
        steep = float(way @ self.gram @ way)
        for row, step in enumerate(steps):
            at = self.least + step * way
            # Beyond a crossing each coefficient has the sign with which the way goes on.
            signs = np.where(np.abs(at) > 1e-12, np.sign(at), np.sign(way))
            slope = float(way @ (self.gram @ (at - self.ols) + self.lam * signs))
            left = rise - float(self.height(at))
            end = step + (np.sqrt(slope**2 + 2.0 * steep * left) - slope) / steep
            if row + 1 == len(steps) or end <= steps[row + 1]:
                break
        found: Array = self.least + np.array([*steps[: row + 1], end])[:, np.newaxis] * way
        return found

    def _cost(self, w: Array) -> Array:
        away = w - self.ols
        loss = 0.5 * np.einsum("...i,ij,...j", away, self.gram, away)
        cost: Array = loss + self.lam * np.abs(w).sum(axis=-1)
        return cost

    def _ellipse(self, rise: float, signs: Array) -> tuple[Array, float]:
        """Return centre and excess of the ellipse that the level line follows in a quadrant."""
        m = self.ols - self.lam * np.linalg.solve(self.gram, signs)
        bottom = 0.5 * float(self.ols @ self.gram @ self.ols - m @ self.gram @ m)
        return m, float(self._cost(self.least)) + rise - bottom

    def _crossings(self, rise: float, axis: int) -> Array:
        """Return where the level line crosses w_axis = 0: (2, 2), or (0, 2) if it does not."""
        other, c, found = 1 - axis, self.gram @ self.ols, []
        square = self.gram[other, other]
        left = (float(self._cost(self.least)) + rise - float(self._cost(np.zeros(2)))) / square
        for sign in (-1.0, 1.0):
            # On this half of the line the cost is 1/2 square x^2 - (c - lam sign) x above that of zero.
            middle = (c[other] - self.lam * sign) / square
            inner = middle**2 + 2.0 * left
            roots = middle + np.array([-1.0, 1.0]) * np.sqrt(inner) if inner >= 0.0 else np.empty(0)
            found += [x for x in roots.tolist() if x * sign > 0.0 or (x == 0.0 and sign > 0.0)]
        ends = np.zeros((2 if len(found) == 2 else 0, 2))
        ends[:, other] = found[: len(ends)]
        return ends

    def _arc(self, rise: float, start: Array, end: Array, parts: int) -> Array:
        """Return the cubics of the arc from one end to the next, counter-clockwise, (3 parts, 2)."""
        if np.allclose(start, end, rtol=0.0, atol=1e-12):
            return np.tile(end, (3 * parts, 1))
        middle, along = start + end, end - start
        # An arc between two points of one axis lies on the right of the way from one to the other.
        signs = np.sign(np.where(middle, middle, (along[1], -along[0])))
        m, excess = self._ellipse(rise, signs)
        first, last = (
            np.arctan2(*((point - m) @ np.linalg.cholesky(self.gram))[::-1]) for point in (start, end)
        )
        cubics = self._cubics(
            m, excess, np.linspace(first, first + (last - first) % (2.0 * np.pi), parts + 1)
        )
        cubics[-1] = end
        return cubics

    def _cubics(self, m: Array, excess: float, angles: Array) -> Array:
        """Return handles and ends along an ellipse round m, at k + 1 equally distant angles, (3k, 2)."""
        reach = 4.0 / 3.0 * np.tan((angles[1] - angles[0]) / 4.0)
        circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        ahead = reach * np.stack([-circle[:, 1], circle[:, 0]], axis=1)
        drawn = np.stack([circle[:-1] + ahead[:-1], circle[1:] - ahead[1:], circle[1:]], axis=1)
        stretched = drawn.reshape(-1, 2) @ np.linalg.inv(np.linalg.cholesky(self.gram))
        cubics: Array = m + np.sqrt(2.0 * excess) * stretched
        return cubics


def creased_bowl(gram: ArrayLike, ols: ArrayLike, lam: ArrayLike) -> CreasedBowl:
    """Return the lasso's cost of two coefficients as a bowl over their plane; at lam = 0 the loss.

    gram is (2, 2), positive definite; ols is (2,); lam >= 0 is a single number. Ridge's cost is that of no
    penalty with gram + lam I and its own minimiser, up to a constant. Raises ValueError on bad input.
    """
    G, b, level = as_gram(gram), as_points(ols, 2, "ols"), as_lams(lam)
    if b.shape != (2,) or level.ndim != 0:
        raise ValueError(f"ols must have shape (2,) and lam be a single number, got {b.shape}, {level.shape}")
    return CreasedBowl(G, b, float(level), planar_elastic_net(G, G @ b, level))

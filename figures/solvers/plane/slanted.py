"""Two coefficients under lam |w_1 - w_2|: a kink between the axes, where one at a time gets stuck."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_lams, as_points, as_positive_number
from figures.solvers.plane.contours import as_gram

_PARTS = 3
"""Béziers of each side of a level line."""


@dataclass(frozen=True, eq=False)
class SlantedBowl:
    """The cost F(w) = 1/2 (w - ols)'G(w - ols) + lam |w_1 - w_2|, creased along w_1 = w_2.

    gram   (2, 2)  G, positive definite, with ones on its diagonal.
    ols    (2,)    the least-squares point.
    lam            the penalty, large enough that the minimum lies on the crease.

    The penalty is the fused lasso's part that is not separable: Tibshirani, Saunders, Rosset, Zhu and Knight
    (2005), "Sparsity and smoothness via the fused lasso".
    """

    gram: Array
    ols: Array
    lam: float

    @property
    def least(self) -> Array:
        """The minimiser (2,), whose coefficients are equal."""
        level = float((self.gram @ self.ols).sum() / self.gram.sum())
        return np.array([level, level])

    def height(self, w: ArrayLike) -> Array:
        """Return by how much the cost at w (..., 2) exceeds its minimum, (...)."""
        above: Array = self._cost(as_points(w, 2, "w")) - self._cost(self.least)
        return above

    def descent(self, start: ArrayLike, updates: int) -> Array:
        """Return the points (updates + 1, 2) of cyclic coordinate descent, one after each coordinate.

        With the other coefficient v and z = c_j - G_12 v, w_j = z - clip(z - v, -lam, lam): v plus a soft
        threshold of z - v.
        """
        rows, pulls = [as_points(start, 2, "start")], self.gram @ self.ols
        for update in range(updates):
            w, j = rows[-1].copy(), update % 2
            other = w[1 - j]
            z = pulls[j] - self.gram[0, 1] * other
            # On the kink exactly equal, which z - (z - v) need not be.
            w[j] = other if abs(z - other) <= self.lam else z - np.sign(z - other) * self.lam
            rows.append(w)
        return np.array(rows)

    def outline(self, height: float) -> Array:
        """Return the level line at a height above the minimum, > 0: 6 cubic Béziers, closed, (19, 2).

        First its upper end on the crease, then for each cubic two handles and an end: two arcs of ellipses
        that meet in corners on w_1 = w_2.
        """
        rise = as_positive_number(height, "height")
        reach = np.sqrt(2.0 * rise / self.gram.sum())
        high, low = self.least + reach, self.least - reach
        return np.concatenate([[high], self._arc(high, low, -1.0), self._arc(low, high, 1.0)])

    def _cost(self, w: Array) -> Array:
        away = w - self.ols
        loss = 0.5 * np.einsum("...i,ij,...j", away, self.gram, away)
        cost: Array = loss + self.lam * np.abs(w[..., 0] - w[..., 1])
        return cost

    def _arc(self, start: Array, end: Array, side: float) -> Array:
        """Return the cubics where w_1 - w_2 has the sign ``side``, counter-clockwise, (3 parts, 2)."""
        m = self.ols - self.lam * side * np.linalg.solve(self.gram, [1.0, -1.0])
        root = np.linalg.cholesky(self.gram)
        (x1, y1), (x2, y2) = ((point - m) @ root for point in (start, end))
        first, radius = np.arctan2(y1, x1), np.hypot(x1, y1)
        turn = (np.arctan2(y2, x2) - first) % (2.0 * np.pi)
        angles = first + np.linspace(0.0, turn, _PARTS + 1)
        circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        ahead = 4.0 / 3.0 * np.tan(turn / _PARTS / 4.0) * np.stack([-circle[:, 1], circle[:, 0]], axis=1)
        drawn = np.stack([circle[:-1] + ahead[:-1], circle[1:] - ahead[1:], circle[1:]], axis=1)
        cubics: Array = m + radius * drawn.reshape(-1, 2) @ np.linalg.inv(root)
        return cubics


def slanted_bowl(gram: ArrayLike, ols: ArrayLike, lam: ArrayLike) -> SlantedBowl:
    """Return that cost as a bowl over the plane of two coefficients.

    gram is (2, 2), positive definite with a unit diagonal; ols is (2,); lam > 0 is a single number. Raises
    ValueError on bad input, and where lam is so small that the minimum does not lie on the crease.
    """
    G, b, level = as_gram(gram), as_points(ols, 2, "ols"), as_lams(lam)
    if b.shape != (2,) or level.ndim != 0 or (np.diag(G) != 1.0).any():
        raise ValueError("ols must have shape (2,), lam be a single number and gram have a unit diagonal")
    bowl = SlantedBowl(G, b, float(level))
    if not abs(float((G @ (bowl.least - b))[0])) < level:
        raise ValueError(f"lam must hold the minimum on the crease, {float(level):g} is too small")
    return bowl

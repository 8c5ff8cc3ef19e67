"""Which least-squares points end where on the diamond: rays, wedges, regions and their areas."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_positive_number
from figures.solvers.plane.contours import as_gram
from figures.solvers.plane.diamond import CORNERS, EDGES


class Region(NamedTuple):
    """A convex polygon of least-squares points with the same fate.

    fate     "inside", "edge" or "corner", as in `fate`.
    signs    of the touching point: (0, 0) inside, (1, 0) at the right corner, (1, 1) on the upper
             right edge, and so on.
    polygon  (k, 2), counter-clockwise; (0, 2) where the square cuts the region off.
    """

    fate: str
    signs: tuple[int, int]
    polygon: Array


def fate_regions(gram: ArrayLike, budget: ArrayLike, half_side: ArrayLike) -> tuple[Region, ...]:
    """Return how the square |ols_1|, |ols_2| <= half_side divides: the diamond, 4 edges, 4 corners.

    The regions are exact polygons and fill the square. The points that touch the diamond at w, on the
    edge with signs s, are those on the ray w + nu G^-1 s, nu >= 0: an edge point owns one ray. A corner
    owns all points between the rays of its two edges: for standardised features 90 degrees, whatever
    rho, the normal cone of the corner.

    gram is (2, 2), positive definite; half_side >= budget > 0 are single numbers in the units of w.
    Raises ValueError on bad input.
    """
    G = as_gram(gram)
    t, L = _sizes(budget, half_side)
    regions = [Region("inside", (0, 0), t * CORNERS)]
    for i, signs in enumerate(EDGES):
        start, end = t * CORNERS[i], t * CORNERS[(i + 1) % 4]
        # Along an edge, the loss must fall from either end towards the middle.
        along = G @ (end - start)
        polygon = _square(L)
        for normal, point in ((signs, start), (along, start), (-along, end)):
            polygon = _clip(polygon, normal, float(normal @ point))
        regions.append(_region("edge", signs, polygon))
    for corner in CORNERS:
        at = t * corner
        polygon = _square(L)
        for other in (corner[::-1], -corner[::-1]):
            normal = G @ (corner + other)
            polygon = _clip(polygon, normal, float(normal @ at))
        regions.append(_region("corner", corner, polygon))
    return tuple(regions)


def uniform_corner_share(gram: ArrayLike, budget: ArrayLike, half_side: ArrayLike) -> float:
    """Return P(corner | the budget binds) for a least-squares point uniform on a square.

    It is the share of the corner wedges in the area of the square |ols_1|, |ols_2| <= half_side
    outside the diamond. For standardised features, whatever rho, with L = half_side, t = budget:
        2 (L - t)^2 / (2 L^2 - t^2).
    Arguments and errors as in `fate_regions`, but half_side > budget.
    """
    t, L = _sizes(budget, half_side)
    if t == L:
        raise ValueError(f"half_side must be > budget, got {L}")
    corners = [r.polygon for r in fate_regions(gram, t, L) if r.fate == "corner"]
    return sum(map(area, corners)) / (4.0 * L * L - 2.0 * t * t)


def area(polygon: ArrayLike) -> float:
    """Return the area of a polygon (k, 2) given counter-clockwise, by the shoelace formula."""
    x, y = np.asarray(polygon, dtype=np.float64).T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2.0


def _sizes(budget: ArrayLike, half_side: ArrayLike) -> tuple[float, float]:
    t, L = as_positive_number(budget, "budget"), as_positive_number(half_side, "half_side")
    if t > L:
        raise ValueError(f"half_side must be >= budget = {t}, got {L}")
    return t, L


def _square(half_side: float) -> Array:
    return half_side * np.array([[1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0]])


def _clip(polygon: Array, normal: Array, level: float) -> Array:
    """Return the part of a convex polygon where normal'x >= level (Sutherland and Hodgman 1974)."""
    height = polygon @ normal - level
    kept = []
    for i, point in enumerate(polygon):
        if height[i - 1] * height[i] < 0.0:
            share = height[i - 1] / (height[i - 1] - height[i])
            kept.append((1.0 - share) * polygon[i - 1] + share * point)
        if height[i] >= 0.0:
            kept.append(point)
    return np.array(kept).reshape(-1, 2)


def _region(fate: str, signs: Array, polygon: Array) -> Region:
    return Region(fate, (int(signs[0]), int(signs[1])), polygon)

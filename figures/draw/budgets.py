"""Words for two coefficients within a budget: their answer, and what becomes of least squares."""

from typing import Literal

from numpy.typing import ArrayLike

from figures.draw.marks import Polygon
from figures.solved import Budget, Solved, certified
from figures.solvers import fate_regions, touch_diamond, touch_disc


def touching(gram: ArrayLike, ols: ArrayLike, budget: ArrayLike, norm: Literal[1, 2]) -> Solved:
    """The answer within a budget: where contours first touch the diamond (``norm`` 1) or the disc (2).

    G is (2, 2), ``ols`` (..., 2) and ``budget`` (...). Least squares within the budget stay as they are.
    """
    touch = touch_diamond if norm == 1 else touch_disc
    return certified(Budget(gram, ols, budget, norm), touch(gram, ols, budget))


def fates(gram: ArrayLike, budget: float, far: float) -> tuple[Polygon, ...]:
    """The wedges, from where a coefficient becomes 0, and the strips between them, out to ±``far``.

    Regions of least-squares points, G being (2, 2), under the lasso.
    """
    looks = {"corner": ("zero", 0.13), "edge": ("lasso", 0.05)}
    return tuple(
        Polygon(
            key=f"{region.fate}-{place}", role=looks[region.fate][0], opacity=looks[region.fate][1],
            points=tuple((float(x), float(y)) for x, y in region.polygon),
        )
        for place, region in enumerate(fate_regions(gram, budget, far))
        if region.fate in looks
    )  # fmt: skip

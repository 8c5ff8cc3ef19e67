"""Six features and twenty observations, made for this site: one named problem for whole lasso paths.

Every entry of X is ±1 and each column holds ten of each, so that columns have mean 0 and mean square 1
exactly; y has one decimal and mean 0. So X'X/n and X'y/n are short fractions, and with them every knot and
every coefficient of the lasso path. The signs were chosen for the path that they give: six features join,
none leaves, and the order in which they join is not that of their correlations with y.
"""

import numpy as np
from numpy.typing import NDArray

NAMES = ("x₁", "x₂", "x₃", "x₄", "x₅", "x₆")

_COLUMNS = (
    "++++++++++----------",
    "+++-------+++++++---",
    "+--+++----++++---++-",
    "+--+--++--++++---++-",
    "-++---++--+---++-+++",
    "-+--++--+-+---++++-+",
)

_TENTHS = (-1, -12, -12, 1, -13, -13, 8, 4, -15, -14, 8, 16, 11, -5, 1, -10, -12, 24, 25, 9)

X: NDArray[np.float64] = np.array([[1.0 if sign == "+" else -1.0 for sign in signs] for signs in _COLUMNS]).T
"""The design (20, 6)."""

Y: NDArray[np.float64] = np.array(_TENTHS) / 10
"""The response (20,)."""

for _constant in (X, Y):
    _constant.setflags(write=False)

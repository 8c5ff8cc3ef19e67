"""The fewest of many values that tell how an attribute moves."""

import re
from collections.abc import Sequence

import numpy as np

_NUMBERS = re.compile(r"-?\d*\.?\d+")


def keyframes(values: Sequence[str], tolerance: float, times: Sequence[float]) -> list[int]:
    """The fewest indices found between which straight lines keep every number within ``tolerance``.

    Ramer, Douglas and Peucker's division, with the distance taken at the values' ``times``.
    """
    clock = np.asarray(times, dtype=np.float64)
    table = np.array([[float(number) for number in _NUMBERS.findall(value)] for value in values])
    kept = {0, len(values) - 1}
    waiting = [(0, len(values) - 1)]
    while waiting:
        first, last = waiting.pop()
        share = ((clock[first : last + 1] - clock[first]) / (clock[last] - clock[first]))[:, None]
        straight = table[first] + share * (table[last] - table[first])
        away = np.abs(table[first : last + 1] - straight).max(axis=1)
        if away.max() > tolerance:
            middle = first + int(away.argmax())
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return sorted(kept)

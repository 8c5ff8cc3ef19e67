"""Numbers as readers see them, in ticks, readouts and prose."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray


def number(value: float) -> str:
    """A coefficient with three digits or so; ``0`` is an exact zero, a tiny number is ``0.00``.

    Halves, to twelve digits, are rounded away from zero, as readers do: 0.125 is ``0.13``, 0.875 ``0.88``.
    """
    if value == 0:
        return "0"
    digits = Decimal("0.1") if abs(value) >= 10 else Decimal("0.01")
    return signed(str(Decimal(f"{value:.12f}").quantize(digits, ROUND_HALF_UP)))


def pair(values: Sequence[float] | NDArray[np.float64]) -> str:
    """Two coefficients as a point: ``(0.75, 0)``."""
    return f"({coefficient(values[0])}, {coefficient(values[1])})"


def coefficient(value: float) -> str:
    """A coefficient with three digits after the point, or fewer if they are all: eighths are exact.

    ``0`` is an exact zero, a tiny number is ``0.000``.
    """
    text = f"{value:.3f}"
    return "0" if value == 0 else signed(text if float(text) == 0 else f"{float(text):g}")


def truncated(size: float) -> str:
    """A size with three digits after the point, the rest cut off: rounded, less than t could look like t."""
    return f"{math.floor(1000 * size) / 1000:g}"


def signed(text: str) -> str:
    """With a minus sign instead of a hyphen."""
    return text.replace("-", "−")


def ticks(*values: float) -> tuple[tuple[float, str], ...]:
    """Ticks of an axis at these values, with their texts."""
    return tuple((value, signed(f"{value:g}")) for value in values)

"""Numbers as readers see them, in ticks, readouts and prose."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def number(value: float) -> str:
    """A coefficient with three digits or so; ``0`` is an exact zero, a tiny number is ``0.00``."""
    if value == 0:
        return "0"
    return signed(f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}")


def pair(values: Sequence[float] | NDArray[np.float64]) -> str:
    """Two coefficients as a point: ``(0.75, 0)``."""
    return f"({coefficient(values[0])}, {coefficient(values[1])})"


def coefficient(value: float) -> str:
    """A coefficient with three digits after the point, or fewer if they are all: eighths are exact.

    ``0`` is an exact zero, a tiny number is ``0.000``.
    """
    text = f"{value:.3f}"
    return "0" if value == 0 else signed(text if float(text) == 0 else f"{float(text):g}")


def lam_text(lam: float) -> str:
    """A λ with three significant digits."""
    return "0" if lam == 0 else f"{lam:.3g}" if lam < 10 else f"{lam:.1f}"


def signed(text: str) -> str:
    """With a minus sign instead of a hyphen."""
    return text.replace("-", "−")


def ticks(*values: float) -> tuple[tuple[float, str], ...]:
    """Ticks of an axis at these values, with their texts."""
    return tuple((value, signed(f"{value:g}")) for value in values)

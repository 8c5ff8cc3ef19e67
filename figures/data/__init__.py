"""The data sets of the figures, as they were published; ``figures/data/README.md`` has their sources."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Problem:
    """A regression problem: ``X`` (n, p) in the data's own units, ``y`` (n,), a name per column."""

    X: NDArray[np.float64]
    y: NDArray[np.float64]
    names: tuple[str, ...]


def diabetes() -> Problem:
    """442 patients, 10 baseline measurements, disease progression after a year (Efron et al. 2004)."""
    return _read("diabetes.csv")


def _read(name: str) -> Problem:
    path = Path(__file__).parent / name
    with path.open(encoding="ascii") as lines:
        *names, _ = next(lines).strip().split(",")
        table = np.loadtxt(lines, delimiter=",")
    return Problem(table[:, :-1].copy(), table[:, -1].copy(), tuple(names))

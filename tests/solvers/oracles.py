"""Read the independently computed numbers in tests/oracles, and judge answers without our code."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
FOLDER = Path(__file__).parents[1] / "oracles"


@cache
def load(name: str) -> Any:
    """Return the content of one oracle file."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def data(name: str) -> tuple[Array, Array]:
    """Return X and y of one data set; y is the last column of its file."""
    table = np.loadtxt(FOLDER / "data" / f"{name}.csv", delimiter=",", skiprows=1)
    return table[:, :-1].copy(), table[:, -1].copy()


def centred(name: str) -> tuple[Array, Array]:
    """Return X and y of one data set with column means removed."""
    X, y = data(name)
    return X - X.mean(axis=0), y - y.mean()


def kkt(X: Array, y: Array, w: Array, lam: float) -> float:
    """Return the relative KKT violation of the lasso, written independently of the solvers."""
    corr = [float(column @ (y - X @ w)) / len(y) for column in X.T]
    worst = 0.0
    for r, coefficient in zip(corr, w, strict=True):
        if coefficient > 0:
            worst = max(worst, abs(r - lam))
        elif coefficient < 0:
            worst = max(worst, abs(r + lam))
        else:
            worst = max(worst, abs(r) - lam)
    lam_max = max(abs(float(column @ y)) for column in X.T) / len(y)
    return worst / lam_max if lam_max > 0 else worst


def objective(X: Array, y: Array, w: Array, lam: float) -> float:
    """Return 1/(2n) ||y - Xw||^2 + lam ||w||_1."""
    return float(np.sum((y - X @ w) ** 2) / (2 * len(y)) + lam * np.abs(w).sum())

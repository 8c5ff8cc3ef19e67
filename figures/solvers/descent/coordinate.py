"""Cyclic coordinate descent: solve for one weight at a time, exactly."""

from collections.abc import Iterator

from numpy.typing import ArrayLike

from figures.solvers.checks import Array
from figures.solvers.descent.iterates import collect, inputs
from figures.solvers.penalties.penalties import Penalty


def coordinate_steps(X: Array, y: Array, penalty: Penalty, sweeps: int, w: Array) -> Iterator[Array]:
    """Yield the iterates of coordinate descent, one after each sweep over the features."""
    square = (X**2).mean(axis=0)
    residual = y - X @ w
    for _ in range(sweeps):
        w = w.copy()
        for j in square.nonzero()[0]:
            alone = w[j] + X[:, j] @ residual / len(y) / square[j]
            new = penalty.prox(alone, 1 / square[j])
            residual = residual + X[:, j] * (w[j] - new)
            w[j] = new
        yield w


def coordinate_descent(
    X: ArrayLike, y: ArrayLike, penalty: Penalty, *, sweeps: int, start: ArrayLike | None = None
) -> Array:
    """Return the coefficients (sweeps + 1, p) before the first sweep and after each one.

    With s_j = x_j'x_j/n and the residual r of the current w,
        w_j <- prox(w_j + x_j'r/(n s_j), 1/s_j),
    which minimises the objective over w_j alone: for L1 a soft threshold, so zeros are exact. The
    objective never rises, and there is no step size to choose. The weight of a zero column stays
    as it is.

    X is (n, p), y (n,) and `start` (p,), 0 by default. Raises ValueError on bad input.

    Source: Friedman, Hastie, Höfling and Tibshirani (2007), "Pathwise coordinate optimization".
    """
    if sweeps < 0:
        raise ValueError(f"sweeps must be >= 0, got {sweeps}")
    design, target, w = inputs(X, y, start)
    return collect(w, coordinate_steps(design, target, penalty, sweeps, w))

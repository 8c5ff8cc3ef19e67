"""Adam on the whole data set: a subgradient method with a step of its own for every weight."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array
from figures.solvers.descent.iterates import collect, inputs, step_sizes
from figures.solvers.penalties.penalties import Penalty


def adam_steps(X: Array, y: Array, penalty: Penalty, etas: Array, w: Array) -> Iterator[Array]:
    """Yield the iterates of Adam, one for each step size in etas."""
    mean = square = np.zeros_like(w)
    for k, eta in enumerate(etas, start=1):
        gradient = X.T @ (X @ w - y) / len(y) + penalty.subgradient(w)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        scale = np.sqrt(square / (1 - 0.999**k)) + 1e-8
        w = w - eta * mean / (1 - 0.9**k) / scale
        yield w


def adam(
    X: ArrayLike,
    y: ArrayLike,
    penalty: Penalty,
    *,
    step: ArrayLike,
    steps: int,
    start: ArrayLike | None = None,
) -> Array:
    """Return the iterates (steps + 1, p) of Adam with its usual constants .9, .999 and 1e-8.

    The gradient is that of the whole objective, with the subgradient of least size at a kink.
    `step` is in the units of w: a first step has this length in every coordinate. Arguments and
    errors as in `subgradient_descent`.

    Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization", algorithm 1.
    """
    design, target, w = inputs(X, y, start)
    return collect(w, adam_steps(design, target, penalty, step_sizes(step, steps), w))

"""Stochastic gradient descent: one randomly drawn row of the data at a time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array
from figures.solvers.descent.iterates import collect, inputs, step_sizes
from figures.solvers.penalties.penalties import Penalty


def sgd_steps(
    X: Array, y: Array, penalty: Penalty, etas: Array, w: Array, rng: "np.random.Generator"
) -> Iterator[Array]:
    """Yield the iterates of stochastic (sub)gradient descent, one for each step size in etas."""
    for eta in etas:
        i = rng.integers(len(y))
        gradient = X[i] * (X[i] @ w - y[i])
        w = w - eta * (gradient + penalty.subgradient(w))
        yield w


def sgd(
    X: ArrayLike,
    y: ArrayLike,
    penalty: Penalty,
    rng: "np.random.Generator",
    *,
    step: ArrayLike,
    steps: int,
    start: ArrayLike | None = None,
) -> Array:
    """Return the iterates (steps + 1, p) of w <- w - step (x_i (x_i'w - y_i) + g), g in dP(w).

    Each step draws a row i from `rng`, uniformly and with replacement, so that the expected step
    is that of `subgradient_descent`. A decaying `step`, for example c / sqrt(1 + k), quiets the
    noise. Other arguments and errors as there; the same seed gives the same iterates.

    Source: Robbins and Monro (1951), "A stochastic approximation method".
    """
    design, target, w = inputs(X, y, start)
    etas = step_sizes(step, steps)
    return collect(w, sgd_steps(design, target, penalty, etas, w, rng))

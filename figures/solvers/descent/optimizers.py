"""SGD, SGD with momentum and Adam as PyTorch runs them, with three ways to add an L1 penalty."""

from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.solvers.checks import Array
from figures.solvers.descent.iterates import collect, inputs, step_sizes
from figures.solvers.penalties.threshold import soft_threshold

Rows = NDArray[np.intp]
Optimizer = Literal["SGD", "Adam"]
L1Place = Literal["loss", "plain", "own"]


def optimizer_steps(
    X: Array,
    y: Array,
    lam: float,
    optimizer: Optimizer,
    l1: L1Place,
    etas: Array,
    w: Array,
    kept: float,
    rows: Iterator[Rows],
) -> Iterator[Array]:
    """Yield the iterates of an optimizer, one for each learning rate, each on the next ``rows``."""
    buffer = mean = square = np.zeros_like(w)
    for k, eta in enumerate(etas, start=1):
        batch = next(rows)
        slope = 2 * X[batch].T @ (X[batch] @ w - y[batch]) / len(batch)
        slope = slope + lam * np.sign(w) if l1 == "loss" else slope
        if optimizer == "Adam":
            mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
            reach = eta / (np.sqrt(square / (1 - 0.999**k)) + 1e-8)
            w = w - reach * mean / (1 - 0.9**k)
        else:
            buffer, reach = kept * buffer + slope, eta / (1 - kept)
            w = w - eta * buffer
        if l1 != "loss":
            w = soft_threshold(w, lam * (reach if l1 == "own" else eta))
        yield w


def optimizer_l1(
    X: ArrayLike,
    y: ArrayLike,
    lam: float,
    optimizer: Optimizer,
    l1: L1Place,
    *,
    step: ArrayLike,
    steps: int,
    momentum: float = 0.0,
    batch: int | None = None,
    rng: "np.random.Generator | None" = None,
) -> Array:
    """Return the iterates (steps + 1, p), from 0, of an optimizer that shall minimise mse + lam ‖w‖₁.

    mse is the mean of the squared errors, so ``lam`` is twice the house λ. ``l1`` says where the penalty
    goes: into the "loss", by the slope lam sign(w), as automatic differentiation does; or into a soft
    threshold after the step, of size "plain", step · lam, or its "own". That is lam times how far a lasting
    slope of 1 moves the weight: step for SGD, step/(1 − μ) with ``momentum`` μ, step/(√v̂ + ε) for Adam,
    v̂ the corrected mean of squared slopes. With "own" a resting point is the lasso's answer and nothing else.

    Each step takes all rows, or the next ``batch`` of them, shuffled by ``rng`` in each pass; what does not
    fill a batch is left out of its pass. X is (n, p), y (n,). Errors as in `subgradient_descent`.

    Source: the update rules that PyTorch documents for ``torch.optim.SGD`` and ``torch.optim.Adam``.
    """
    design, target, w = inputs(X, y, None)
    rows = _batches(len(target), batch, rng)
    etas = step_sizes(step, steps)
    return collect(w, optimizer_steps(design, target, lam, optimizer, l1, etas, w, momentum, rows))


def _batches(n: int, batch: int | None, rng: "np.random.Generator | None") -> Iterator[Rows]:
    """Yield the rows of one step after another, for ever."""
    if batch is None or rng is None:
        everything = np.arange(n)
        while True:
            yield everything
    while True:
        order = rng.permutation(n)
        yield from (order[first : first + batch] for first in range(0, n - batch + 1, batch))

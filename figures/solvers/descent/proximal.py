"""Proximal gradient descent, plain (ISTA) and accelerated (FISTA)."""

from collections.abc import Iterator

from numpy.typing import ArrayLike

from figures.solvers.checks import Array
from figures.solvers.descent.iterates import collect, inputs, lipschitz, step_sizes
from figures.solvers.penalties.penalties import Penalty


def ista_steps(X: Array, y: Array, penalty: Penalty, etas: Array, w: Array) -> Iterator[Array]:
    """Yield the iterates of proximal gradient descent, one for each step size in etas."""
    for eta in etas:
        gradient = X.T @ (X @ w - y) / len(y)
        w = penalty.prox(w - eta * gradient, eta)
        yield w


def fista_steps(X: Array, y: Array, penalty: Penalty, etas: Array, w: Array) -> Iterator[Array]:
    """Yield the iterates of accelerated proximal gradient descent."""
    ahead, momentum = w, 1.0
    for eta in etas:
        gradient = X.T @ (X @ ahead - y) / len(y)
        previous, w = w, penalty.prox(ahead - eta * gradient, eta)
        last, momentum = momentum, (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = w + (last - 1) / momentum * (w - previous)
        yield w


def ista(
    X: ArrayLike,
    y: ArrayLike,
    penalty: Penalty,
    *,
    steps: int,
    step: ArrayLike | None = None,
    start: ArrayLike | None = None,
) -> Array:
    """Return the iterates (steps + 1, p) of w <- prox(w - step X'(Xw - y)/n, step).

    For L1 the prox is the soft threshold, which returns exact zeros. With step = 1/L (the default,
    L = `lipschitz(X)`) the objective F never rises and F(w_k) - F* <= L ||w_0 - w*||^2 / (2k).

    X is (n, p) and y (n,); `step` is one number or (steps,); `start` is (p,), 0 by default. Raises
    ValueError on bad input, and where X is 0 and no step is given; NotConverged on divergence.

    Source: Beck and Teboulle (2009), "A fast iterative shrinkage-thresholding algorithm for linear
    inverse problems", theorem 3.1.
    """
    design, target, w = inputs(X, y, start)
    etas = step_sizes(_step(design, step), steps)
    return collect(w, ista_steps(design, target, penalty, etas, w))


def fista(
    X: ArrayLike,
    y: ArrayLike,
    penalty: Penalty,
    *,
    steps: int,
    step: ArrayLike | None = None,
    start: ArrayLike | None = None,
) -> Array:
    """Return the iterates (steps + 1, p) of accelerated proximal gradient descent.

    The step is taken from a point ahead of w, w_k + (t_k - 1)/t_{k+1} (w_k - w_{k-1}) with t_1 = 1
    and t_{k+1} = (1 + sqrt(1 + 4 t_k^2))/2. With step = 1/L (the default) F(w_k) - F* <=
    2 L ||w_0 - w*||^2 / (k + 1)^2, though F may rise on the way. Arguments and errors as in `ista`.

    Source: Beck and Teboulle (2009), "A fast iterative shrinkage-thresholding algorithm for linear
    inverse problems", theorem 4.4.
    """
    design, target, w = inputs(X, y, start)
    etas = step_sizes(_step(design, step), steps)
    return collect(w, fista_steps(design, target, penalty, etas, w))


def _step(X: Array, step: ArrayLike | None) -> ArrayLike:
    if step is not None:
        return step
    if not X.any():
        raise ValueError("step must be given where X is 0 and 1/lipschitz(X) is infinite")
    return 1.0 / lipschitz(X)

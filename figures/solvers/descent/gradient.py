"""Gradient descent, and what is done where a penalty has no gradient: subgradient descent."""

from collections.abc import Iterator

from numpy.typing import ArrayLike

from figures.solvers.checks import Array
from figures.solvers.descent.iterates import collect, inputs, step_sizes
from figures.solvers.penalties.penalties import Penalty


def gradient_steps(X: Array, y: Array, penalty: Penalty, etas: Array, w: Array) -> Iterator[Array]:
    """Yield the iterates of gradient descent, one for each step size in etas."""
    for eta in etas:
        gradient = X.T @ (X @ w - y) / len(y)
        w = w - eta * (gradient + penalty.slope(w))
        yield w


def subgradient_steps(X: Array, y: Array, penalty: Penalty, etas: Array, w: Array) -> Iterator[Array]:
    """Yield the iterates of subgradient descent, one for each step size in etas."""
    for eta in etas:
        gradient = X.T @ (X @ w - y) / len(y)
        w = w - eta * (gradient + penalty.subgradient(w))
        yield w


def gradient_descent(
    X: ArrayLike,
    y: ArrayLike,
    penalty: Penalty,
    *,
    step: ArrayLike,
    steps: int,
    start: ArrayLike | None = None,
) -> Array:
    """Return the iterates (steps + 1, p) of w <- w - step (X'(Xw - y)/n + P'(w)).

    X is (n, p) and y (n,); `step` is one number or (steps,), in units of w over gradient; `start`
    is (p,), 0 by default. Raises ValueError on bad input and where an iterate meets a kink of the
    penalty, which has no slope there, and NotConverged where the iterates diverge.

    Source: Cauchy (1847), "Méthode générale pour la résolution des systèmes d'équations
    simultanées".
    """
    design, target, w = inputs(X, y, start)
    return collect(w, gradient_steps(design, target, penalty, step_sizes(step, steps), w))


def subgradient_descent(
    X: ArrayLike,
    y: ArrayLike,
    penalty: Penalty,
    *,
    step: ArrayLike,
    steps: int,
    start: ArrayLike | None = None,
) -> Array:
    """Return the iterates (steps + 1, p) of w <- w - step (X'(Xw - y)/n + g), g in dP(w).

    g is the subgradient of least size: P'(w), and 0 for |w| at 0. This is what automatic
    differentiation does with an L1 penalty. It is not a descent method, and with a constant step
    it ends in a cycle or a band around the minimum (see `chatter`). Arguments and errors as in
    `gradient_descent`, except that kinks are no obstacle.

    Source: Shor (1985), "Minimization Methods for Non-Differentiable Functions".
    """
    design, target, w = inputs(X, y, start)
    return collect(w, subgradient_steps(design, target, penalty, step_sizes(step, steps), w))

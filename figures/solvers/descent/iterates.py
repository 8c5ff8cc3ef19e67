"""Run a descent method and keep every iterate.

Each method is a generator `*_steps(X, y, penalty, etas, w, ...)` of a few lines, the text that a
page can show, and a public function that checks its input and collects what the generator yields.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_positive, as_vector
from figures.solvers.optimality import NotConverged

DIVERGED = 1e150
"""An iterate this large has diverged; its square is still a float64."""


def inputs(X: ArrayLike, y: ArrayLike, start: ArrayLike | None) -> tuple[Array, Array, Array]:
    """Return X (n, p), y (n,) and the first iterate (p,), zeros unless given, or raise ValueError."""
    design = as_design(X)
    target = as_vector(y, design.shape[0], "y")
    if start is None:
        return design, target, np.zeros(design.shape[1])
    return design, target, as_vector(start, design.shape[1], "start")


def step_sizes(step: ArrayLike, steps: int) -> Array:
    """Return one step size > 0 per step: `step` itself if it has shape (steps,), else repeated."""
    if steps < 0:
        raise ValueError(f"steps must be >= 0, got {steps}")
    sizes = as_positive(step, "step")
    if sizes.shape not in ((), (steps,)):
        raise ValueError(f"step must be a single number or have shape ({steps},), got {sizes.shape}")
    return np.broadcast_to(sizes, (steps,))


def lipschitz(X: ArrayLike) -> float:
    """Return the largest eigenvalue of X'X/n, by how much the gradient of the loss changes with w.

    Gradient methods with a constant step converge for steps below 2 / lipschitz(X), on the loss
    alone; 1 / lipschitz(X) is the usual choice. X is (n, p); the units are those of X'X/n.
    """
    design = as_design(X)
    return float(np.linalg.norm(design, 2) ** 2 / design.shape[0])


def collect(start: Array, following: Iterator[Array]) -> Array:
    """Return the first iterate and all that follow as rows of one array (k + 1, p).

    Raises NotConverged as soon as an iterate exceeds 1e150: the step is then too large.
    """
    rows = [start.copy()]
    for w in following:
        if not np.abs(w).max() < DIVERGED:
            raise NotConverged(f"step is too large: diverged after {len(rows)} steps", np.inf)
        rows.append(w.copy())
    return np.array(rows)

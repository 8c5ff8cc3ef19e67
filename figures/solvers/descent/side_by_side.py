"""Six methods on one problem, counted in passes over the data: who has a soft threshold, and who has not."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array
from figures.solvers.descent.adam import adam
from figures.solvers.descent.coordinate import coordinate_descent
from figures.solvers.descent.gradient import subgradient_descent
from figures.solvers.descent.proximal import fista, ista
from figures.solvers.descent.stochastic import sgd
from figures.solvers.penalties.penalties import Penalty


def side_by_side(
    X: ArrayLike, y: ArrayLike, penalty: Penalty, steps: Mapping[str, float], *,
    passes: int, start: ArrayLike, shrinking: bool = False, seed: int = 0,
) -> dict[str, Array]:  # fmt: skip
    """Return the iterates (passes + 1, p) of six methods by name, at the start and after each pass.

    A pass is a sweep of coordinate descent, n draws of SGD from `seed`, or one gradient of all n rows.
    `steps` are those of "subgradient", "SGD" and "Adam"; if `shrinking`, step k is divided by sqrt(k).
    ISTA and FISTA take 1/L, and coordinate descent has none. `start` is (p,). Arguments and errors as
    those of each method; KeyError where a step is missing.
    """
    n = len(np.asarray(y))

    def sizes(name: str, count: int) -> Array:
        counted = np.arange(1.0, count + 1.0)
        return steps[name] / np.sqrt(counted) if shrinking else np.full(count, steps[name])

    draws = passes * n
    rng = np.random.default_rng(seed)
    by_rows = sgd(X, y, penalty, rng, step=sizes("SGD", draws), steps=draws, start=start)
    return {
        "coordinate descent": coordinate_descent(X, y, penalty, sweeps=passes, start=start),
        "FISTA": fista(X, y, penalty, steps=passes, start=start),
        "ISTA": ista(X, y, penalty, steps=passes, start=start),
        "subgradient": subgradient_descent(
            X, y, penalty, step=sizes("subgradient", passes), steps=passes, start=start
        ),
        "SGD": by_rows[::n],
        "Adam": adam(X, y, penalty, step=sizes("Adam", passes), steps=passes, start=start),
    }


def settled(iterates: ArrayLike) -> int:
    """Return from which of the iterates (k, p) on the same coefficients are 0.0 as in the last one."""
    zero = np.asarray(iterates) == 0.0
    other = (zero != zero[-1]).any(axis=1)
    return int(np.flatnonzero(other)[-1]) + 1 if other.any() else 0

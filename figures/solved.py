"""Answers with the problems they claim to solve: a scene draws the answer, the film checks the claim.

Nothing is computed here, so that a scene states its problem in its own words and cannot state how well it
was solved. ``figures/film/certificate.py`` finds that out.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Regression:
    """Minimise 1/(2n)‖y − Xw‖² + λ(α‖w‖₁ + (1 − α)/2·‖w‖²): the elastic net, at α = 1 the lasso, at 0 ridge.

    ``X`` is (n, p), ``y`` (n,), ``lam`` one λ or an array (...), whose answers are (..., p).
    """

    X: ArrayLike
    y: ArrayLike
    lam: ArrayLike
    alpha: float = 1.0


@dataclass(frozen=True, eq=False)
class Alone:
    """For each evidence z on its own, minimise ½(w − z)² + λ(α√(w² + ε²) + (1 − α)/2·w²); ε = 0 gives |w|.

    What a regression is for a feature that is uncorrelated with the others. ``z`` and ``lam`` are numbers or
    arrays that fit together.
    """

    z: ArrayLike
    lam: ArrayLike
    alpha: float = 1.0
    eps: float = 0.0


@dataclass(frozen=True, eq=False)
class BestSubset:
    """For each evidence z on its own, minimise ½(w − z)² + τ²/2 wherever w is not 0, τ the ``threshold``."""

    z: ArrayLike
    threshold: ArrayLike


@dataclass(frozen=True, eq=False)
class Folded:
    """For each evidence z on its own, minimise ½(w − z)² + P(|w|), P of slope min(λ, (aλ − |w|)₊/b).

    The lasso's slope near zero, and none from ``a`` λ on: SCAD with b = a − 1, MCP with b = a. P is concave,
    but the sum is strictly convex, since its ``b`` > 1.
    """

    z: ArrayLike
    lam: ArrayLike
    a: float
    b: float


@dataclass(frozen=True, eq=False)
class Budget:
    """Minimise ½(w − b)ᵀG(w − b) within ‖w‖ ≤ t, b the least-squares point ``ols``, t the ``budget``.

    ``norm`` 1 is the lasso's diamond, 2 ridge's disc, infinity a square. ``gram`` G is (p, p), the identity
    if None; ``ols`` and the answers are (..., p), ``budget`` is (...).
    """

    gram: ArrayLike | None
    ols: ArrayLike
    budget: ArrayLike
    norm: float = 1


Problem = Regression | Alone | BestSubset | Folded | Budget


@dataclass(frozen=True, eq=False)
class Solved:
    """An answer, ``w``, that claims to minimise its ``problem``."""

    problem: Problem
    w: Array


def certified(problem: Problem, answer: ArrayLike) -> Solved:
    """The answer with its problem, for ``Frame.solved``; the film refuses the figure unless it is optimal.

    Both are kept as they are now: who checks later must not see what somebody wrote since.
    """
    stated = vars(problem).items()
    arrays: Any = {name: _kept(value) for name, value in stated if isinstance(value, np.ndarray)}
    return Solved(replace(problem, **arrays), _kept(answer))


def _kept(values: ArrayLike) -> Array:
    """A copy that cannot be written to."""
    copy = np.array(values, dtype=np.float64)
    copy.setflags(write=False)
    return copy


def with_middles(bends: ArrayLike, answers: ArrayLike) -> tuple[Array, Array]:
    """Bends (k,) of a line drawn straight between them, and the middles; likewise answers (k, ...).

    Answers at the bends alone would be right of a line that bends elsewhere too.
    """
    return _halved(np.asarray(bends, dtype=np.float64)), _halved(np.asarray(answers, dtype=np.float64))


def _halved(ends: Array) -> Array:
    halved = np.empty((2 * len(ends) - 1, *ends.shape[1:]))
    halved[::2], halved[1::2] = ends, (ends[1:] + ends[:-1]) / 2
    return halved

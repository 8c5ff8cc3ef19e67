"""Answers with the problems they claim to solve: a scene draws the answer, the film checks the claim.

Nothing is computed here, so that a scene states its problem in its own words and cannot state how well it
was solved. ``figures/film/certificate.py`` finds that out.
"""

from dataclasses import dataclass
from typing import Literal

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
class Budget:
    """Minimise ½(w − b)ᵀG(w − b) within ‖w‖ ≤ t, b the least-squares point ``ols``, t the ``budget``.

    ``norm`` 1 is the lasso's diamond, 2 ridge's disc. ``gram`` G is (p, p), the identity if None; ``ols``
    and the answers are (..., p), ``budget`` is (...).
    """

    gram: ArrayLike | None
    ols: ArrayLike
    budget: ArrayLike
    norm: Literal[1, 2] = 1


Problem = Regression | Alone | BestSubset | Budget


@dataclass(frozen=True, eq=False)
class Solved:
    """An answer, ``w``, that claims to minimise its ``problem``."""

    problem: Problem
    w: Array


def certified(problem: Problem, answer: ArrayLike) -> Solved:
    """The answer with its problem, for ``Frame.solved``; the film refuses the figure unless it is optimal."""
    return Solved(problem, np.asarray(answer, dtype=np.float64))

"""Words for resamples of the rows of a data set: their lasso paths, with the problems that these solve."""

import numpy as np
from numpy.typing import ArrayLike

from figures.solved import Array, Regression, Solved, certified, with_middles
from figures.solvers import Paths, bootstrap_paths


def resampled(
    X: ArrayLike, y: ArrayLike, draws: int, seed: int, ridge: float = 0.0
) -> tuple[Paths, tuple[Solved, ...]]:
    """The exact lasso paths of so many resamples, each standardized by itself, with ridge/2·‖w‖² in the loss.

    Rows of ``X`` (n, p) and ``y`` (n,) are drawn with replacement by NumPy's default generator: the same for
    every ``ridge``. A problem is stated as a lasso of few rows that have the resample's moments, and below
    them the ridge part's (Zou and Hastie 2005, lemma 1), with the answers at all knots and midway: between
    these they are straight.
    """
    paths = bootstrap_paths(X, y, draws, np.random.default_rng(seed), ridge=ridge)
    p = paths.coefs.shape[-1]
    below = np.sqrt(ridge) * np.eye(p, p + 1)
    solved = []
    for few, knots, coefs in zip(_few_rows(X, y, draws, seed), paths.knots, paths.coefs, strict=True):
        rows = np.sqrt(len(few) + p) * np.concatenate([few, below])
        lams, w = with_middles(knots, coefs)
        solved.append(certified(Regression(rows[:, :-1], rows[:, -1], lams), w))
    return paths, tuple(solved)


def _few_rows(X: ArrayLike, y: ArrayLike, draws: int, seed: int) -> Array:
    """Of each resample, drawn row by row and standardized, R (p + 1, p + 1) with RᵀR = [X y]ᵀ[X y]/n."""
    both = np.column_stack([np.asarray(X), np.asarray(y)])
    both = both[np.random.default_rng(seed).integers(len(both), size=(draws, len(both)))]
    both -= both.mean(axis=1, keepdims=True)
    both[..., :-1] /= both[..., :-1].std(axis=1, keepdims=True)
    few: Array = np.linalg.qr(both, mode="r") / np.sqrt(both.shape[1])
    return few

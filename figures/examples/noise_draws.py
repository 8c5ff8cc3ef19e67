"""Many draws of noise on the rows of the diabetes data."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from figures.examples.paths import diabetes_example

Array = NDArray[np.float64]

DRAWS, SEED, BLOCK = 20_000, 12, 500
"""Draws of noise, made in blocks: those are what the seed fixes."""


class Noise(NamedTuple):
    """The features' ``gram`` G (p, p), their least squares ``ols`` (p,), and Xᵀε/n of draws ε, (m, p).

    Each draw of ``rows`` numbers is normal with standard deviation ``sigma``, then centred.
    """

    gram: Array
    ols: Array
    pulls: Array
    sigma: float
    rows: int


@cache
def diabetes_noise() -> Noise:
    """Noise as large as that of the diabetes data after least squares."""
    example = diabetes_example()
    X, y = example.scaled.X, example.scaled.y
    n, p = X.shape
    ols = np.asarray(np.linalg.solve(example.gram, example.first_pulls))
    sigma = float(np.sqrt(((y - X @ ols) ** 2).sum() / (n - p - 1)))
    rng, pulls = np.random.default_rng(SEED), []
    for _ in range(DRAWS // BLOCK):
        noise = sigma * rng.normal(size=(BLOCK, n))
        pulls.append((noise - noise.mean(axis=1, keepdims=True)) @ X / n)
    return Noise(example.gram, ols, np.concatenate(pulls), sigma, n)

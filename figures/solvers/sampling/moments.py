"""Standardised Gram matrices of reweighted data: what resampling and folds have in common."""

from dataclasses import dataclass

import numpy as np

from figures.solvers.checks import Array
from figures.solvers.scaling import ROUNDING

CONSTANT = 1e-12
"""A variance below this fraction of that in all rows is rounding: the column is constant."""


@dataclass(frozen=True, eq=False)
class Moments:
    """Means and covariances of (X, y) under m weightings of the rows.

    mean   (m, p + 1)         of each column of X, then of y, in original units.
    cov    (m, p + 1, p + 1)  covariances (divided by the total weight), in original units; 0 if constant.
    scale  (m, p)             root mean square of each column of X about its mean; 1 if constant.
    gram   (m, p, p)          X'X/n and
    c      (m, p)             X'y/n after standardising under the weights; y is centred only.
    """

    mean: Array
    cov: Array
    scale: Array
    gram: Array
    c: Array


def weighted_moments(X: Array, y: Array, weights: Array) -> Moments:
    """Return the moments of X (n, p) and y (n,) under weights (m, n) with positive row sums.

    A weight is how often a row counts: 0 or 1 for a fold, the number of draws in a resample.
    Centring under the weights comes last, from products of columns that are centred already, so
    that large means lose no digits. One matrix product serves all m weightings.
    """
    p = X.shape[1]
    data = np.concatenate([X.T, y[np.newaxis]])
    largest = np.abs(data).max(axis=1)
    offset = data.mean(axis=1)
    data -= offset[:, np.newaxis]
    upper = np.triu_indices(p + 1)
    products = data[upper[0]] * data[upper[1]]
    total = weights.sum(axis=1, keepdims=True)
    mean = weights @ data.T / total
    cov = np.empty((len(weights), p + 1, p + 1))
    cov[:, upper[0], upper[1]] = weights @ products.T / total
    cov[:, upper[1], upper[0]] = cov[:, upper[0], upper[1]]
    cov -= mean[:, :, np.newaxis] * mean[:, np.newaxis]
    # As `is_constant` has it for all rows; what varies in others may still be constant under weights.
    rounding = np.maximum(CONSTANT * np.mean(data**2, axis=1), (ROUNDING * largest) ** 2)
    variance = np.einsum("mjj->mj", cov)
    constant = variance <= rounding
    if constant.any():
        cov[constant[:, :, np.newaxis] | constant[:, np.newaxis]] = 0.0
    scale = np.sqrt(np.where(constant, 1.0, variance))[:, :p]
    unit = np.where(constant[:, :p], 0.0, 1.0 / scale)
    gram = cov[:, :p, :p] * unit[:, :, np.newaxis] * unit[:, np.newaxis]
    return Moments(mean + offset, cov, scale, gram, cov[:, :p, p] * unit)

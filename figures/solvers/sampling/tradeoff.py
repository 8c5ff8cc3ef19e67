"""Bias and variance along λ on a fixed design: the lasso's by simulation, ridge's in closed form."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_design, as_lam, as_lams, as_real_array, as_vector
from figures.solvers.lasso.batch import Paths, lasso_paths


@dataclass(frozen=True, eq=False)
class Tradeoff:
    """What an answer is off along lam (l,), in the units of y squared: error = bias2 + variance.

    With G = X'X/n, bias2 (l,) is (E w - truth)' G (E w - truth), variance (l,) is E (w - E w)' G (w - E w),
    and se (l,) is the standard error of error; 0 for a closed form.
    """

    bias2: Array
    variance: Array
    se: Array

    @property
    def error(self) -> Array:
        """The expected squared error of the fit, (l,): E (w - truth)' G (w - truth)."""
        return self.bias2 + self.variance


@dataclass(frozen=True, eq=False)
class Noisy:
    """The lasso's exact paths for many noises on the same rows.

    gram (p, p) is X'X/n, truth (p,), c (m, p) are X'y/n for each noise, paths theirs.
    """

    gram: Array
    truth: Array
    c: Array
    paths: Paths

    def at(self, lam: ArrayLike) -> Tradeoff:
        """Return bias and variance at lam (l,), estimated over the noises without a bias of their own."""
        lams = as_lams(lam)
        if lams.ndim != 1 or lams.size == 0:
            raise ValueError(f"lam must have shape (l,) with l >= 1, got {lams.shape}")
        w = self.paths(lams)
        off = w - self.truth
        losses = np.sum((off @ self.gram) * off, axis=-1)
        m, mean = len(off), off.mean(axis=0)
        error = losses.mean(axis=0)
        variance = (error - np.sum((mean @ self.gram) * mean, axis=-1)) * m / (m - 1)
        return Tradeoff(error - variance, variance, losses.std(axis=0, ddof=1) / np.sqrt(m))


def noisy_paths(X: ArrayLike, truth: ArrayLike, noises: ArrayLike) -> Noisy:
    """Return the lasso's paths of y = X truth + noise for each noise: X (n, p), truth (p,), noises (m, n).

    Raises ValueError on bad input, and NotConverged where a path cannot be certified.
    """
    design = as_design(X)
    n, p = design.shape
    beta, noise = as_vector(truth, p, "truth"), as_real_array(noises, "noises")
    if noise.ndim != 2 or len(noise) < 2 or noise.shape[1] != n:
        raise ValueError(f"noises must have shape (m, {n}) with m >= 2, got {noise.shape}")
    gram = design.T @ design / n
    c = gram @ beta + noise @ design / n
    return Noisy(gram, beta, c, lasso_paths(np.broadcast_to(gram, (len(c), p, p)), c))


def ridge_tradeoff(X: ArrayLike, truth: ArrayLike, noise: ArrayLike, lam: ArrayLike) -> Tradeoff:
    """Return ridge's bias and variance at lam (l,), for noise of that standard deviation, in closed form.

    With G = V diag(d) V', b = V' truth and n rows,
        bias2 = sum_j d_j (lam b_j / (d_j + lam))^2,   variance = noise^2/n sum_j (d_j / (d_j + lam))^2.
    At lam = 0 the variance is noise^2 p/n, that of least squares. X is (n, p) of rank p, truth (p,).

    Source: Hastie, Tibshirani and Friedman (2009), "The Elements of Statistical Learning", section 7.3.
    """
    design, sigma, lams = as_design(X), as_lam(noise, "noise"), as_lams(lam)
    n, p = design.shape
    if lams.ndim != 1 or lams.size == 0:
        raise ValueError(f"lam must have shape (l,) with l >= 1, got {lams.shape}")
    size, vectors = np.linalg.eigh(design.T @ design / n)
    if size[0] <= 1e-12 * size[-1]:
        raise ValueError("X must have linearly independent columns")
    b = as_vector(truth, p, "truth") @ vectors
    level = lams[:, np.newaxis]
    bias2 = np.sum(size * (level * b / (size + level)) ** 2, axis=-1)
    variance = sigma**2 / n * np.sum((size / (size + level)) ** 2, axis=-1)
    return Tradeoff(bias2, variance, np.zeros_like(bias2))

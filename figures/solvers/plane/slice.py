"""Two of many coefficients, the others held where they are: the plane in which a pair is solved."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.solvers.checks import Array, as_points, as_real_array, as_vector
from figures.solvers.plane.contours import as_gram


@dataclass(frozen=True, eq=False)
class Slice:
    """The loss of p features as a function of two: 1/2 (v - ols)'G(v - ols), and a constant.

    gram  (2, 2)    G of the pair, the same in every slice.
    ols   (..., 2)  the slice's least-squares point. It moves with the coefficients held, and is not
                    the pair of the least squares of all p features.
    at    (..., 2)  the pair's own coefficients.
    """

    gram: Array
    ols: Array
    at: Array

    @property
    def budget(self) -> Array:
        """What is left of ||w||_1 for the pair when the others have theirs: |v_1| + |v_2|, (...)."""
        left: Array = np.abs(self.at).sum(axis=-1)
        return left

    @property
    def radius(self) -> Array:
        """The same for ||w||_2: the radius of the disc that is left, (...)."""
        return np.hypot(self.at[..., 0], self.at[..., 1])


def slice_of(gram: ArrayLike, c: ArrayLike, w: ArrayLike, pair: Sequence[int]) -> Slice:
    """Return the slice of 1/2 w'Gw - c'w through w along the two coefficients `pair`.

    With r = c - Gw, the pull at w, and H the pair's block of G, its least-squares point is
        ols = w_pair + H^-1 r_pair.
    If w minimises the loss within a budget of a norm, or with a penalty that is a sum over features,
    then w_pair minimises the slice's within what the others leave of it: a minimum remains one when
    fewer coefficients may move. So the lasso's pair is `touch_diamond` of gram, ols and budget, and
    ridge's `touch_disc` of gram, ols and radius, unless both coefficients are 0.

    gram is (p, p), c (p,) and w (..., p), as for a whole path; pair are two different columns,
    counted from 0, in the order of the plane's axes. Raises ValueError on bad input.
    """
    G, coefs = as_real_array(gram, "gram"), as_real_array(w, "w")
    if G.ndim != 2 or G.shape[0] != G.shape[1]:
        raise ValueError(f"gram must have shape (p, p), got {G.shape}")
    pull_at_zero, coefs = as_vector(c, len(G), "c"), as_points(coefs, len(G), "w")
    chosen = list(pair)
    if len(chosen) != 2 or len({*chosen} & {*range(len(G))}) != 2:
        raise ValueError(f"pair must be two different columns from 0 to {len(G) - 1}, got {chosen}")
    H = as_gram(G[np.ix_(chosen, chosen)])
    at = coefs[..., chosen]
    pull = (pull_at_zero - coefs @ G)[..., chosen]
    return Slice(H, at + pull @ np.linalg.inv(H), at)

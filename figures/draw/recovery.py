"""Words for which features an answer keeps that are true, and which false; data sets as bricks of a wall."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from figures.draw.marks import Curve, Mark, Polygon
from figures.draw.simulated import Simulated
from figures.solved import Array, Solved
from figures.solvers import cross_validate

ABREAST, HALF = 3, 0.45
"""How many bricks stand side by side in a column, and half of its width."""


@dataclass(frozen=True, eq=False)
class Recovery:
    """Data sets X (m, n, p) and y (m, n), each standardized by itself; the features in ``true`` (p,) are."""

    X: Array
    y: Array
    true: NDArray[np.bool_]

    @cached_property
    def sets(self) -> Simulated:
        """The data sets with their paths."""
        return Simulated(self.X, self.y, standardized=True)

    def counts(self, lams: ArrayLike) -> Array:
        """How many true and how many false features are kept at λ (k,), (2, sets, k)."""
        kept = self.sets.paths(lams) != 0
        return np.array([kept[..., self.true].sum(axis=2), kept[..., ~self.true].sum(axis=2)], dtype=float)

    @cached_property
    def complete(self) -> tuple[Array, Array, Array]:
        """As λ falls, where all true features are in first: λ, the false ones then, the fewest below."""
        knots, coefs = self.sets.paths.knots, self.sets.paths.coefs
        # Between two knots the same features are kept; where a path has ended nothing lies between.
        kept = (coefs[:, 1:] != 0) | (coefs[:, :-1] != 0)
        all_in = kept[..., self.true].all(axis=2) & (knots[:, :-1] > knots[:, 1:])
        false, first = kept[..., ~self.true].sum(axis=2), (np.arange(len(knots)), all_in.argmax(axis=1))
        return knots[first], false[first], np.where(all_in, false, len(self.true)).min(axis=1)

    def cross_validated(self, folds: int, lams: Array) -> tuple[Array, Array]:
        """What each set's cross-validation picks of falling ``lams`` (k,), and the counts there, (2, sets).

        Row i is in fold i mod ``folds``.
        """
        labels = np.arange(self.X.shape[1]) % folds
        picked = [cross_validate(X, y, labels, lams).lam_min for X, y in zip(self.X, self.y, strict=True)]
        at = np.searchsorted(-lams, -np.array(picked))
        return np.array(picked), self.counts(lams)[:, np.arange(len(at)), at]


def columns(values: Array, last: int) -> list[int]:
    """How often each of the whole numbers 0, 1, … occurs, the ``last`` one or more."""
    counts: list[int] = np.bincount(np.minimum(values, last).astype(int), minlength=last + 1).tolist()
    return counts


def bricks(
    key: str, counts: Sequence[int], roles: Sequence[str], opacity: float = 1.0, solved: Sequence[Solved] = ()
) -> Iterator[Mark]:
    """Columns of bricks, one a data set: ``counts`` of them in column k, round x = k, in the role k.

    Three are abreast, and a row has height 1. ``joints`` part them. ``solved`` are the answers counted.
    """
    for k, (count, role) in enumerate(zip(counts, roles, strict=True)):
        left, right, (full, over) = k - HALF, k + HALF, divmod(count, ABREAST)
        step, top = left + over * 2 * HALF / ABREAST, full + (over > 0)
        outline = ((left, 0), (right, 0), (right, full), (step, full), (step, top), (left, top))
        yield Polygon(
            key=f"{key}-{k}",
            role=role,
            points=outline,
            opacity=opacity,
            visible=count > 0,
            solved=tuple(solved),
        )


def joints(rows: Sequence[int]) -> Curve:
    """Lines in the ground's colour between bricks, up to so many rows in each column; the counts fall."""
    lines = [
        ((-HALF, row), (sum(most > row for most in rows) - 1 + HALF, row)) for row in range(1, max(rows))
    ]
    for k, most in enumerate(rows):
        parts = (k - HALF + 2 * HALF * part / ABREAST for part in range(1, ABREAST))
        lines += [((x, 0), (x, most)) for x in parts]
    return Curve(key="joints", role="ground", pieces=tuple(lines), width=2.0)

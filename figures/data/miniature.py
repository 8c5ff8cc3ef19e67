"""Two problems made for this site whose columns, responses and lasso paths are short fractions.

All columns have mean 0 and mean square 1 exactly, and so has each response mean 0: the second half of the
rows are the negatives of the first. In ``THREE`` the feature with the largest first pull leaves again and
returns with the other sign; in ``TWO`` a feature that is uncorrelated with the response joins.
"""

from dataclasses import dataclass
from fractions import Fraction

Row = tuple[Fraction, ...]


@dataclass(frozen=True)
class Rational:
    """A regression in fractions: the rows of X, n of them with p entries each, and the response (n,)."""

    X: tuple[Row, ...]
    y: Row

    @property
    def gram(self) -> tuple[Row, ...]:
        """G = XᵀX/n, p rows of p."""
        columns = list(zip(*self.X, strict=True))
        return tuple(tuple(_mean(a, b) for b in columns) for a in columns)

    @property
    def first_pulls(self) -> Row:
        """c = Xᵀy/n, (p,)."""
        return tuple(_mean(column, self.y) for column in zip(*self.X, strict=True))


def _mean(a: Row, b: Row) -> Fraction:
    """The mean of the products."""
    return sum((u * v for u, v in zip(a, b, strict=True)), Fraction()) / len(a)


def _and_negatives(*rows: str) -> Rational:
    """The problem of these rows, the response last in each, and of their negatives."""
    half = [tuple(map(Fraction, row.split())) for row in rows]
    both = half + [tuple(-entry for entry in row) for row in half]
    return Rational(tuple(row[:-1] for row in both), tuple(row[-1] for row in both))


THREE = _and_negatives(
    "2 4/5    1    2",
    "2 4/5    1    2",
    "0 8/5 -4/3  4/7",
    "0   2 -5/3  5/7",
    "0 2/5 -1/3  1/7",
    "0   0  2/3  9/5",
    "0   0  2/3  9/5",
    "0   0  2/3  9/5",
)
"""16 rows of three features; ρ₁₂ = 2/5, ρ₁₃ = 1/2, ρ₂₃ = −1/2, and c = (1, 7/10, 7/10)."""

TWO = _and_negatives(
    "1 7/5 -1/3",
    "1 1/5  7/3",
)
"""Four rows of two features; ρ₁₂ = 4/5, and c = (1, 0)."""

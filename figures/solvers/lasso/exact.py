"""The lasso path in fractions, from its two optimality conditions alone: for small, exact examples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

Row = Sequence[Fraction]


@dataclass(frozen=True)
class ExactPath:
    """A lasso path in fractions, straight from knot to knot, and zero above the first.

    knots  (k,)    falling, the last is 0.
    coefs  (k, p)  the coefficients at them.
    """

    knots: tuple[Fraction, ...]
    coefs: tuple[tuple[Fraction, ...], ...]

    def __call__(self, lam: Fraction) -> tuple[Fraction, ...]:
        """Return w (p,) at lam >= 0."""
        ends = pairwise(zip(self.knots, self.coefs, strict=True))
        for (high, above), (low, below) in ends:
            if low <= lam <= high:
                share = (lam - low) / (high - low)
                return tuple(a * share + b * (1 - share) for a, b in zip(above, below, strict=True))
        if lam < 0:
            raise ValueError(f"lam must be >= 0, got {lam}")
        return self.coefs[0]


def exact_path(gram: Sequence[Row], c: Row) -> ExactPath:
    """Return the path of 1/2 w'Gw - c'w + lam ||w||_1, G (p, p) positive definite and c (p,), not all 0.

    No homotopy: for each of the 3^p lists of signs s, w_A = G_AA^-1 (c_A - lam s_A) is optimal exactly if
    its signs are s and |c_j - (Gw)_j| <= lam wherever s_j = 0. Both are linear in lam, so they hold on one
    interval of it, and those intervals that are longer than a point are the pieces of the path.

    Raises ValueError for c = 0, and ZeroDivisionError if G has no inverse.
    """
    if not any(c):
        raise ValueError("c must not be all 0: the answer is 0 at every lam")
    found = {}
    for signs in product((0, 1, -1), repeat=len(c)):
        if any(signs):
            active = [j for j, sign in enumerate(signs) if sign]
            # w = start - lam * slope.
            start, slope = (_solved(gram, active, right) for right in (c, [Fraction(s) for s in signs]))
            low, high = _interval(_conditions(gram, c, signs, start, slope))
            if low < high:
                for lam in (high, low):
                    found[lam] = tuple(a - lam * b for a, b in zip(start, slope, strict=True))
    knots = tuple(sorted(found, reverse=True))
    return ExactPath(knots, tuple(found[lam] for lam in knots))


def _conditions(
    gram: Sequence[Row], c: Row, signs: Sequence[int], start: Row, slope: Row
) -> Iterator[tuple[Fraction, Fraction]]:
    """All p + q lam >= 0 that have to hold, as pairs (p, q)."""
    yield Fraction(0), Fraction(1)
    for row, pull, sign, a, b in zip(gram, c, signs, start, slope, strict=True):
        if sign:
            # A coefficient that is 0 throughout has no sign.
            yield (sign * a, -sign * b) if a or b else (Fraction(-1), Fraction(0))
        else:
            left = pull - sum((g * v for g, v in zip(row, start, strict=True)), Fraction())
            drift = sum((g * v for g, v in zip(row, slope, strict=True)), Fraction())
            yield -left, 1 - drift
            yield left, 1 + drift


def _interval(conditions: Iterator[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """From which to which lam all p + q lam >= 0; if nowhere, the first is not below the second.

    No list of signs but the empty one can hold up to infinity.
    """
    told = list(conditions)
    low = max(-p / q for p, q in told if q > 0)
    high = min((-p / q for p, q in told if q < 0), default=low)
    return low, low if any(p < 0 and not q for p, q in told) else high


def _solved(gram: Sequence[Row], active: Sequence[int], right: Row) -> list[Fraction]:
    """G_AA^-1 right_A at the active places, 0 at the others, by Gauss and Jordan.

    Pivots of a positive definite matrix are positive, in any order.
    """
    rows = [[*(gram[i][j] for j in active), right[i]] for i in active]
    for i in range(len(rows)):
        rows[i] = [entry / rows[i][i] for entry in rows[i]]
        for k in range(len(rows)):
            if k != i:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    answer = [Fraction(0)] * len(gram)
    for j, row in zip(active, rows, strict=True):
        answer[j] = row[-1]
    return answer

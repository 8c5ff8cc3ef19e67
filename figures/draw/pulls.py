"""Words for the pulls of the data on all features, as shares of λ: none leaves the band from −λ to λ."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from figures.draw.marks import Curve, Dot, Mark, Polygon, Segment, Side
from figures.draw.text import number
from figures.draw.vocabulary import Limits, in_or_out, method, tag
from figures.solved import Array, Regression, Solved

HALF = 0.38
"""Half a bar's width in its column of 1."""
FULL = 1 - 1e-9
"""A pull of this share of λ is λ but for rounding. Whether a coefficient is zero is not told by it."""


def shares_of_lam(solved: Solved) -> Array:
    """The pulls g = Xᵀ(y − Xw)/n of a regression's answers (..., p), each divided by its λ > 0: (..., p).

    For the lasso they are sign(w) where w is not 0, and from −1 to 1 elsewhere: the optimality conditions.
    """
    problem = _regression(solved)
    X, y, lam = (np.asarray(one, dtype=np.float64) for one in (problem.X, problem.y, problem.lam))
    shares: Array = (y - solved.w @ X.T) @ X / len(y) / lam[..., None]
    return shares


def band(key: str, across: Limits, up: Limits) -> Iterator[Mark]:
    """Zero, the edges at −λ and λ, and a tint beyond them, to both ends of ``up``: no pull can be there."""
    (left, right), (low, high) = across, up
    for end, edge, far in (("above", 1.0, high), ("below", -1.0, low)):
        corners = ((left, edge), (right, edge), (right, far), (left, far))
        yield Polygon(key=f"{key}-{end}", role="quiet", points=corners, opacity=0.14)
        yield Segment(key=f"{key}-edge-{end}", role="fg", x1=left, y1=edge, x2=right, y2=edge)
    yield Segment(key=f"{key}-zero", role="muted", x1=left, y1=0, x2=right, y2=0, width=1)


def pull_columns(names: Sequence[str], solved: Solved, order: Sequence[int]) -> Iterator[Mark]:
    """A bar a feature, in this ``order``: how large a share of λ the pull on it is, hollow if w is 0.0.

    Beyond the edge to which it reaches stands that share, beside its foot the sign of w, and the pull if it
    is less than λ.
    """
    lam, shares = _lam(solved), shares_of_lam(solved)
    for x, j in enumerate(order):
        share, name, dot = float(shares[j]), names[j], in_or_out("", x, 0, solved, j)
        outside, inside = _sides(share)
        told = f"{min(round(100 * abs(share)), 99)} % of λ"
        if abs(share) >= FULL:
            told = "joins" if dot.hollow else "= λ" if share > 0 else "= −λ"
        sign = "= 0" if dot.hollow else "> 0" if solved.w[j] > 0 else "< 0"
        yield Polygon(
            key=f"pull-{name}", role=dot.role, opacity=0.16 if dot.hollow else 1, width=3, solved=(solved,),
            points=((x - HALF, 0), (x - HALF, share), (x + HALF, share), (x + HALF, 0)),
        )  # fmt: skip
        yield tag(f"share-{name}", x, np.sign(share), told, outside, role=dot.role, bold=True)
        yield tag(f"w-{name}", x, 0, f"{name.replace('x', 'w')} {sign}", inside, role=dot.role, bold=True)
        size, less = f"pull {number(share * lam)}", abs(share) < FULL
        yield tag(f"size-{name}", x, 0, size, inside, role=dot.role, gap=32, visible=less)


def pull_curves(names: Sequence[str], lam: Array, solved: Solved, knots: Array) -> Iterator[Mark]:
    """The shares over rising λ (k,), smooth between ``knots``: thin while w is 0, else thick, on an edge.

    ``solved`` are the answers (k, p) at ``lam``, which holds the knots.
    """
    shares, look = shares_of_lam(solved), (("waits", "zero", 2.8), ("rides", method(solved), 6.0))
    ends = np.flatnonzero(np.isin(lam, [lam[0], *knots, lam[-1]]))
    for j, name in enumerate(names):
        points = list(zip(lam.tolist(), shares[:, j].tolist(), strict=True))
        pieces = [(bool(solved.w[a : b + 1, j].any()), tuple(points[a : b + 1])) for a, b in pairwise(ends)]
        for held, (kind, role, width) in enumerate(look):
            kept = tuple(piece for rides, piece in pieces if rides == held)
            yield Curve(key=f"{kind}-{name}", role=role, pieces=kept, width=width)


def join(name: str, j: int, solved: Solved) -> tuple[Mark, ...]:
    """Where feature j reaches an edge and joins, with its name: at the λ of the answer (p,), a knot."""
    lam, edge = _lam(solved), float(np.sign(shares_of_lam(solved)[j]))
    dot = in_or_out(f"joins-{name}", lam, edge, solved, j, radius=4.5)
    return dot, tag(f"name-{name}", lam, edge, name, _sides(edge)[0], role=dot.role, bold=True)


def pulls_now(key: str, solved: Solved, radius: float = 6.0) -> Iterator[Dot]:
    """The shares of one answer (p,) as dots over its λ, named ``key``-0, …; hollow where w is 0.0."""
    for j, share in enumerate(shares_of_lam(solved).tolist()):
        yield in_or_out(f"{key}-{j}", _lam(solved), share, solved, j, radius=radius)


def _sides(share: float) -> tuple[Side, Side]:
    """Where letters stand that belong to the end of a bar, and to its foot."""
    return ("above", "below") if share > 0 else ("below", "above")


def _regression(solved: Solved) -> Regression:
    if not isinstance(solved.problem, Regression):
        raise TypeError(f"pulls are those of a Regression, not of a {type(solved.problem).__name__}")
    return solved.problem


def _lam(solved: Solved) -> float:
    return float(np.asarray(_regression(solved).lam))

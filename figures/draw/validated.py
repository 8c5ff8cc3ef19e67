"""Words for cross-validation: its error over λ, the two λ that one picks, and where other foldings pick."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from figures.draw.marks import Curve, Dot, Mark, Polygon, Segment, Side
from figures.draw.vocabulary import Limits, tag
from figures.solved import Array
from figures.solvers import CrossValidation

PICKS = {"min": "fg", "1se": "lasso"}
"""The λ of the lowest error and that of the one-standard-error rule, with their roles."""


def error_curve(lams: Array, found: CrossValidation, grid: CrossValidation) -> Iterator[Mark]:
    """The error over rising ``lams`` (l,) in a band of one standard error, and the λ picked on a ``grid``.

    A bar of one standard error stands at the lowest error. From its top a dashed line runs along the panel;
    the rule takes the largest λ of the grid whose error is not above that. Of the points every second is
    drawn, from the first to the last.
    """
    errors, se, at = found.mean, found.se, (grid.lam_min, grid.lam_1se)
    lowest, foot = float(grid.mean.min()), float((errors - se).min())
    bound = lowest + float(grid.se[np.flatnonzero(grid.lams == grid.lam_min)[0]])
    points = np.array([lams, errors, se])[:, ::2]
    x, y, reach = points
    band = np.concatenate([[x, y + reach], np.array([x, y - reach])[:, ::-1]], axis=1).T
    yield Polygon(key="error-band", role="quiet", points=tuple(map(tuple, band.tolist())), opacity=0.3)
    yield Segment(
        key="bound", role="fg", x1=float(lams[0]), y1=bound, x2=float(lams[-1]), y2=bound, width=2, dash="7 5"
    )
    yield tag("bound-name", lams[0], bound, "lowest + 1 se", "above right", gap=9)
    yield Curve(key="error", role="loss", pieces=(tuple(map(tuple, points[:2].T.tolist())),), width=3.4)
    yield Segment(key="se", role="fg", x1=at[0], y1=2 * lowest - bound, x2=at[0], y2=bound, width=3)
    sides: tuple[tuple[Side, ...], ...] = (("below left", "below"), ("below right", "below"))
    for (key, role), lam, name, side in zip(PICKS.items(), at, ("lowest", "1-SE rule"), sides, strict=True):
        yield Dot(key=f"dot-{key}", x=lam, y=float(np.interp(lam, lams, errors)), radius=7)
        yield tag(f"dot-{key}-name", lam, foot, name, *side, role=role, bold=True, gap=5)


def picks(
    key: str, lams: Iterable[float], kept: Array, foot: float, unit: float, role: str, side: Side
) -> Iterator[Mark]:
    """How often each λ is picked: sticks on the ``foot``, so high as often times a ``unit``.

    Beside the longest stand the least and the largest of the numbers of features ``kept`` there.
    """
    sticks = sorted(Counter(lams).items())
    pieces = tuple(((lam, foot), (lam, foot + unit * count)) for lam, count in sticks)
    often, times = max(sticks, key=lambda stick: stick[1])
    words = f"{kept.min()}–{kept.max()} kept"
    yield Curve(key=key, role=role, pieces=pieces, width=4)
    yield tag(f"{key}-kept", often, foot + unit * times, words, side, role=role, bold=True, gap=9)


def picked_names(found: CrossValidation, counts: Sequence[int], heights: Limits) -> Iterator[Mark]:
    """Upright lines between these ``heights`` at both λ picked; above, how many features are kept there."""
    # Side and gap put both on one line.
    words: tuple[tuple[str, Side, float], ...] = (("lowest", "above left", 8), ("1-SE", "above", 4))
    at, (foot, top) = (found.lam_min, found.lam_1se), heights
    for (key, role), lam, count, (name, side, gap) in zip(PICKS.items(), at, counts, words, strict=True):
        yield Segment(key=f"list-{key}", role=role, x1=lam, y1=foot, x2=lam, y2=top, width=2, dash="3 4")
        yield tag(f"list-{key}-name", lam, top, f"{name}: {count}", side, role=role, lead=True, gap=gap)

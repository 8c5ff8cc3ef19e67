"""Words for what methods miss on simulated data: bars of risk, and bias and variance along λ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Curve, Dot, Mark, Polygon, Segment
from figures.draw.vocabulary import heading, tag
from figures.solved import Array, Regression, Solved, certified, with_middles
from figures.solvers import Paths, Tradeoff

REACH = 1.959963984540054
"""Standard errors to either side of a mean in a 95 % interval."""
BAR = (0.08, 0.42)
"""Where a bar lies in a row of height 1, below its words."""


def of_moments(gram: Array, c: Array, lam: ArrayLike, w: Array, alpha: float = 1.0) -> Solved:
    """Answers with their problem, stated with as few rows as there are features: XᵀX/n = G, Xᵀy/n = c."""
    root, p = np.linalg.cholesky(gram).T, len(c)
    X, y = np.sqrt(p) * root, np.sqrt(p) * np.linalg.solve(root.T, c)
    return certified(Regression(X, y, lam, alpha), w)


def path_of_moments(gram: Array, c: Array, paths: Paths) -> tuple[Solved, ...]:
    """The paths of many pulls c (m, p), at all knots and midway: between these they are straight."""
    found = []
    for pulls, knots, coefs in zip(c, paths.knots, paths.coefs, strict=True):
        found.append(of_moments(gram, pulls, *with_middles(knots, coefs)))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Row:
    """A bar as long as a ``mean``, with its standard ``error``, under its ``words``."""

    key: str
    words: str
    role: str
    mean: float
    error: float
    solved: tuple[Solved, ...] = ()


def bars(panel: str, rows: Sequence[Row], top: int) -> Iterator[Mark]:
    """The rows' bars with their 95 % intervals, from height ``top`` down, one below the other."""
    for at, row in zip(range(top, top - len(rows), -1), rows, strict=True):
        low, high, middle, key = at + BAR[0], at + BAR[1], at + sum(BAR) / 2, f"{panel}-{row.key}"
        strong, mean, reach = row.role not in ("quiet", "fg"), row.mean, REACH * row.error
        corners = ((0.0, low), (mean, low), (mean, high), (0.0, high))
        opacity = 0.85 if strong else 0.5
        yield Polygon(key=key, role=row.role, points=corners, opacity=opacity, solved=row.solved)
        yield Segment(
            key=f"{key}-interval",
            role="fg",
            x1=mean - reach,
            y1=middle,
            x2=mean + reach,
            y2=middle,
            width=2.6,
        )
        ink = row.role if strong else "muted"
        yield tag(f"{key}-words", 0, at + 0.73, row.words, "right", role=ink, bold=strong, gap=1)


def no_penalty(panel: str, risk: float, top: float) -> Iterator[Mark]:
    """Least squares, whose risk is an upright line behind the bars, named above them."""
    key, ink = f"{panel}-ols", "ols"
    yield Segment(key=key, role=ink, x1=risk, y1=0.9, x2=risk, y2=top, width=2.6, dash="7 5")
    yield tag(f"{key}-name", risk, top - 0.25, f"least squares {risk:.3f}", "left", role=ink)


def verdict(panel: str, difference: tuple[float, float]) -> Iterator[Mark]:
    """Which of lasso and ridge errs less and by how much: ridge minus lasso, mean and standard error."""
    mean, error = difference
    winner, words = ("lasso", "lasso beats ridge") if mean > 0 else ("ridge", "ridge beats lasso")
    by = f"by {abs(mean):.3f} ± {REACH * error:.3f}"
    yield tag(f"{panel}-wins", 0, 0.8, words, "right", role=winner, bold=True, gap=1)
    yield tag(f"{panel}-by", 0, 0.25, by, "right", role=winner, lead=True, gap=1)


def parts(key: str, lams: Array, found: Tradeoff, top: float, solved: Sequence[Solved]) -> Iterator[Mark]:
    """A method's bias² and variance over rising λ as areas, and their sum as a line, up to ``top``."""
    last = int(np.argmax(np.append(found.error, np.inf) > top))
    if last < len(lams):
        # The line ends where it leaves the panel.
        share = (top - found.error[last - 1]) / (found.error[last] - found.error[last - 1])
        end = float(lams[last - 1] * (lams[last] / lams[last - 1]) ** share)
    for name, lower, upper, ink, opacity in (
        ("bias", np.zeros_like(lams), found.bias2, key, 0.42),
        ("variance", found.bias2, found.error, "quiet", 0.34),
    ):
        over = zip(lams.tolist(), np.clip(upper, 0.0, top).tolist(), strict=True)
        under = zip(lams[::-1].tolist(), np.clip(lower, 0.0, top)[::-1].tolist(), strict=True)
        yield Polygon(
            key=f"{key}-{name}", role=ink, points=(*over, *under), opacity=opacity, solved=tuple(solved)
        )
    line = [*zip(lams[:last].tolist(), found.error[:last].tolist(), strict=True)]
    if last < len(lams):
        line.append((end, top))
    yield Curve(key=f"{key}-error", role=key, pieces=(tuple(line),), width=4.0)


def lowest(key: str, lam: float, error: float, height: float, least: float) -> Iterator[Mark]:
    """The least error along λ, with its number at a ``height`` above it, but not left of ``least``."""
    yield Segment(key=f"{key}-thread", role="muted", x1=lam, y1=error, x2=lam, y2=height - 0.012, width=1.0)
    yield Dot(key=f"{key}-best", role="fg", x=lam, y=error, radius=6.5)
    yield tag(
        f"{key}-best-name", max(lam, least), height, f"best {error:.3f}", "above left", lead=True, gap=4
    )


def at_lam(key: str, lam: float, found: Tradeoff, left: float, top: float) -> Iterator[Mark]:
    """The sum at λ as an upright line and in the title, its parts in the areas' colours at the ``left``."""
    bias2, variance, error = (float(part[0]) for part in (found.bias2, found.variance, found.error))
    yield Segment(key=f"{key}-now", role="fg", x1=lam, y1=0, x2=lam, y2=min(error, top), width=2.6)
    yield heading(f"{key}-title", f"{key}, λ = {lam:.2g}: error {error:.3f}", key)
    yield tag(f"{key}-bias-now", left, 0.83 * top, f"bias² {bias2:.3f}", "right", role=key, bold=True, gap=8)
    yield tag(
        f"{key}-variance-now",
        left,
        0.72 * top,
        f"variance {variance:.3f}",
        "right",
        role="muted",
        bold=True,
        gap=8,
    )

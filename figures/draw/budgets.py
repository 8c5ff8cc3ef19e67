"""Words for two coefficients within a budget: their answer, and what becomes of least squares."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Dot, Mark, Polygon, Segment
from figures.draw.planes import (
    answer,
    between,
    contours,
    coordinates,
    diamond,
    disc,
    least_squares,
    reach,
    way,
)
from figures.draw.text import coefficient, truncated
from figures.draw.vocabulary import (
    Limits,
    Point,
    answers,
    cursor,
    curve,
    heading,
    method,
    rest,
    tag,
    zero_line,
)
from figures.solved import Array, Budget, Solved, certified
from figures.solvers import crossing_budget, fate_regions, touch_diamond, touch_disc


def touching(gram: ArrayLike, ols: ArrayLike, budget: ArrayLike, norm: Literal[1, 2]) -> Solved:
    """The answer within a budget: where contours first touch the diamond (``norm`` 1) or the disc (2).

    G is (2, 2), ``ols`` (..., 2) and ``budget`` (...). Least squares within the budget stay as they are.
    """
    touch = touch_diamond if norm == 1 else touch_disc
    return certified(Budget(gram, ols, budget, norm), touch(gram, ols, budget))


def fates(gram: ArrayLike, budget: float, far: float) -> tuple[Polygon, ...]:
    """The wedges, from where a coefficient becomes 0, and the strips between them, out to ±``far``.

    Regions of least-squares points, G being (2, 2), under the lasso.
    """
    looks = {"corner": ("zero", 0.13), "edge": ("lasso", 0.05)}
    return tuple(
        Polygon(
            key=f"{region.fate}-{place}", role=looks[region.fate][0], opacity=looks[region.fate][1],
            points=tuple((float(x), float(y)) for x, y in region.polygon),
        )
        for place, region in enumerate(fate_regions(gram, budget, far))
        if region.fate in looks
    )  # fmt: skip


def by_fate(key: str, ols: ArrayLike, solved: Solved, *, radius: float = 4.0) -> tuple[Mark, ...]:
    """Least-squares points (k, 2) and their ways to the answers, in the colours of what these are.

    Hollow where the lasso's answer has a zero, in the lasso's colour where it has none, and in that of least
    squares where it is the point itself, which goes nowhere.
    """
    ways: list[Mark] = []
    dots: list[Mark] = []
    for row, (point, w) in enumerate(zip(np.asarray(ols).tolist(), solved.w.tolist(), strict=True)):
        zero, stays, (x, y) = 0.0 in w, point == w, point
        role, by = "ols" if stays else "zero" if zero else method(solved), () if stays else (solved,)
        ways.append(
            Segment(
                key=f"{key}-way-{row}", role=role, x1=x, y1=y, x2=w[0], y2=w[1], width=2.6, visible=not stays,
                solved=by,
            )
        )  # fmt: skip
        dots.append(
            Dot(
                key=f"{key}-{row}", role=role, hollow=zero and not stays, x=x, y=y, radius=radius,
                solved=by, shows=tuple(w),
            )
        )  # fmt: skip
    return (*ways, *dots)


def touch_plane(key: str, solved: Solved, trail: Solved, x: Limits, y: Limits) -> tuple[Mark, ...]:
    """The plane of an answer: the contour that just touches its shape, that point, and least squares.

    The title is the budget. ``trail`` are the answers (k, 2) at rising budgets, dotted, purple on the axis.
    The shape's key is "diamond" or "disc", those of the rest are ``key``-contour-0 and so on.
    """
    gram, ols, budget = _asked(solved)
    lasso = method(solved) == "lasso"
    title = f"lasso: |w₁| + |w₂| ≤ {budget:.2f}" if lasso else f"ridge: w₁² + w₂² ≤ {budget:.2f}²"
    rings = contours(f"{key}-contour", gram, ols, solved, shares=(1.0, 0.7))
    top, first = min(ols[1] + reach(rings[0]), y[1] - 0.2), trail.w[:, 0]
    return (
        heading(f"{key}-title", title, method(solved)),
        diamond("diamond", budget) if lasso else disc("disc", budget),
        *coordinates(x, y, y[1] - 0.15, "right", key=f"{key}-"),
        *rings,
        curve(f"{key}-trail", first, trail, of=1, kinks=(), width=2.2, dash="2 4"),
        *rest(f"{key}-trail-rest", first, trail, of=1, width=5),
        least_squares(f"{key}-ols", ols, radius=6),
        tag(f"{key}-ols-name", ols[0] + 0.42, top, "least squares", "above", role="ols"),
        answer(f"{key}-touch", solved, radius=7),
    )


def over_budgets(
    budgets: Array, diamonds: Solved, discs: Solved, lasso: Solved, ridge: Solved
) -> tuple[Mark, ...]:
    """w₂ of both over rising ``budgets`` (k,): a bar where it rests at zero, a dot where ridge's crosses it.

    ``diamonds`` and ``discs`` are the answers (k, 2) there, ``lasso`` and ``ridge`` those at the state shown.
    """
    gram, ols, budget = _asked(lasso)
    at = crossing_budget(gram, ols)
    crossed = touching(gram, ols, at or 1.0, 2)
    return (
        zero_line((0, float(budgets[-1]))),
        curve("ridge-course", budgets, discs, of=1, kinks=()),
        curve("lasso-course", budgets, diamonds, of=1, skip_zeros=True),
        *rest("rest", budgets, diamonds, of=1),
        cursor("gap", budget, (float(lasso.w[1]), float(ridge.w[1]))),
        *answers("crossing", at, crossed, only=(1,), radius=4, visible=at > 0),
        *answers("ridge-now", budget, ridge, only=(1,)),
        *answers("lasso-now", budget, lasso, only=(1,)),
    )


def fate_words(solved: Solved) -> str:
    """What the difference of the two least-squares sizes makes of the lasso's answer."""
    _, (b1, b2), t = _asked(solved)
    if abs(b1) + abs(b2) <= t:
        return f"inside t = {t:g}: it stays"
    none = " = ".join(name for name, w in zip(("w₁", "w₂"), solved.w, strict=True) if w == 0)
    gap = f"differ by {truncated(abs(abs(b1) - abs(b2)))}"
    return f"{gap} ≥ t = {t:g}: {none} = 0" if none else f"{gap} < t = {t:g}: neither is 0"


def difference(solved: Solved, height: float, apart: float) -> tuple[Mark, ...]:
    """The budget t from x = 0 on, under the diamond, and ``apart`` below it how far the two sizes differ.

    Sizes of least squares, of one answer of the lasso; the second length is in the colour of what becomes of
    it. Both lie from ``height`` downwards, and an upright line at t leads from the corner down to both.
    """
    _, (b1, b2), t = _asked(solved)
    gap, low, zero = abs(abs(b1) - abs(b2)), height - apart, bool((solved.w == 0).any())
    role = "zero" if zero else "ols" if tuple(solved.w) == (b1, b2) else "lasso"
    return (
        Segment(key="budget-end", role="muted", x1=t, y1=0, x2=t, y2=low - apart / 2, width=1.2),
        Segment(key="budget", role="lasso", x1=0, y1=height, x2=t, y2=height, width=6),
        Segment(key="difference", role=role, x1=0, y1=low, x2=gap, y2=low, width=6, visible=gap > 0),
        tag("budget-name", t, height, f"t = {t:g}", "right", role="lasso", bold=True),
        tag(
            "difference-name", max(gap, t), low, f"difference {truncated(gap)}", "right", role=role, bold=True
        ),
    )  # fmt: skip


def both_ways(lasso: Solved, ridge: Solved) -> tuple[Mark, ...]:
    """Both shapes of a budget, and the ways from least squares, not below 0, to both answers, with names.

    Names on ways need room. Of two uncorrelated features the lasso's way lies below ridge's where b₁ is the
    larger, and above it elsewhere.
    """
    _, (b1, b2), t = _asked(lasso)
    ols, steep, zero = (b1, b2), b2 > b1, bool((lasso.w == 0).any())
    small = 0 if steep else 1
    words = f"lasso: {('w₁', 'w₂')[small]} = {coefficient(lasso.w[small])}"
    free, held = not zero, zero and not steep and b1 + b2 > t
    far = float(np.hypot(*(lasso.w - ols))) > 0.4
    apart = far and float(np.hypot(*(lasso.w - ridge.w))) > 0.2
    below, above = far and not steep, far and steep
    half, at = between(ols, lasso, 0.5), between(ols, ridge, 0.5 if steep else 0.85)
    return (
        disc("disc", t, opacity=0), diamond("diamond", t),
        way("to-ridge", ols, ridge, dash="6 5", width=2.6), way("to-lasso", ols, lasso),
        answer("ridge", ridge, radius=7), answer("lasso", lasso), least_squares("ols", ols),
        tag("ols-name", *ols, "least squares", "above right", role="ols", bold=True, gap=14),
        tag("held", t, 0, words, "below right", role="zero", lead=True, gap=17, visible=held),
        tag("held-above", 0, t, "lasso", "above left", role="zero", bold=True, visible=zero and above),
        tag("slid", *half, words, "below right", role="lasso", bold=True, visible=free and below),
        tag("slid-above", *half, "lasso", "above left", role="lasso", bold=True, visible=free and above),
        tag("shrunk", *at, "ridge", "above left", role="ridge", bold=True, gap=12, visible=apart and below),
        tag("shrunk-below", *at, "ridge", "below right", role="ridge", bold=True, visible=apart and above),
    )  # fmt: skip


def straight_up(lasso: Solved, ridge: Solved, end: float) -> tuple[Mark, ...]:
    """w₂ of both while least squares moves from (b₁, 0) up to (b₁, ``end``): a flat zone, and none.

    b₁ ≥ 0 and b₂ are those of ``lasso`` and ``ridge``, the answers at the state shown, for two standardized
    features. The lasso's line bends at b₂ = |b₁ − t| and b₁ + t, ridge's where least squares leaves the disc.
    """
    gram, (b1, b2), t = _asked(lasso)
    bends = np.clip([0.0, abs(b1 - t), b1 + t, end], 0.0, end)
    bends = np.sort(np.concatenate([bends, (bends[1:] + bends[:-1]) / 2]))
    kink = max(t**2 - b1**2, 0.0) ** 0.5
    rise = np.unique(np.concatenate([np.linspace(0, kink, 9), np.linspace(kink, end, 33)]))
    lassos = touching(gram, np.stack([np.full_like(bends, b1), bends], axis=1), t, 1)
    ridges = touching(gram, np.stack([np.full_like(rise, b1), rise], axis=1), t, 2)
    # Clear of ridge's dot, wherever that is on its curve.
    named = (0.4 * end, np.interp(0.4 * end, rise, ridges.w[:, 1]) + 0.06)
    words = f"lasso: 0 up to {truncated(b1 - t)}"
    return (
        zero_line((0, end), "map-zero"),
        curve("ridge-map", rise, ridges, of=1, kinks=(kink,)),
        curve("lasso-map", bends, lassos, of=1, skip_zeros=True),
        *rest("flat", bends, lassos, of=1),
        tag("flat-name", 0.04, 0, words, "below right", role="zero", bold=True, gap=15, visible=b1 > t),
        tag("ridge-map-name", *named, "ridge", "above left", role="ridge", bold=True),
        *answers("ridge-now", b2, ridge, only=(1,)),
        *answers("lasso-now", b2, lasso, only=(1,)),
    )


def _asked(solved: Solved) -> tuple[ArrayLike, Point, float]:
    """G, the least-squares point and the budget of one answer; ``TypeError`` if it has no budget."""
    if not isinstance(solved.problem, Budget):
        raise TypeError(f"an answer within a budget is that of a Budget, not of {solved.problem!r:.40}")
    gram, (b1, b2) = solved.problem.gram, np.asarray(solved.problem.ols, dtype=np.float64).tolist()
    return np.eye(2) if gram is None else gram, (b1, b2), float(np.asarray(solved.problem.budget))

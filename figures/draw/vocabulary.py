"""The words that scenes are written in: marks with the house's meaning built in.

What draws a solver's numbers takes them from a ``Solved``, an answer with its problem. So a colour is that of
the method that was solved, a zero is the solver's 0.0, and the film checks all that is seen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Curve, Dot, Label, Mark, Polygon, Polyline, Segment, Side
from figures.solved import Alone, BestSubset, Budget, Folded, Regression, Solved

Point = tuple[float, float]
Limits = tuple[float, float]


def on(panel: str, *parts: Mark | Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks, put on the panel, in the order they are painted."""
    marks: list[Mark] = []
    for part in parts:
        marks += [part] if isinstance(part, Mark) else part
    return tuple(_moved(mark, panel) for mark in marks)


def _moved(mark: Mark, panel: str) -> Mark:
    """The mark on that panel: ``replace`` in a fifth of its time, which was a tenth of shooting a film."""
    moved = object.__new__(type(mark))
    vars(moved).update(vars(mark), panel=panel)
    return moved


# --- answers -------------------------------------------------------------------------------------


def method(solved: Solved) -> str:
    """The role of the method whose problem was solved; "fg" for one without a colour of its own."""
    match solved.problem:
        case Alone(alpha=alpha, eps=eps) if eps == 0:
            pure = alpha
        case Regression(alpha=alpha):
            pure = alpha
        case Budget(norm=norm):
            pure = 1.0 if norm == 1 else 0.0 if norm == 2 else 0.5
        case BestSubset() | Folded() | Alone():
            pure = 0.5
    return {1.0: "lasso", 0.0: "ridge"}.get(pure, "fg")


def answers(
    key: str,
    x: ArrayLike,
    solved: Solved,
    *,
    only: Sequence[int] | None = None,
    radius: float = 6.0,
    visible: bool = True,
) -> tuple[Dot, ...]:
    """The coefficients of one answer as dots at (x, w), named ``key``-0, …; hollow where w is 0.0.

    ``x`` is one number, or one for each coefficient. ``only`` names the coefficients to show.
    """
    w = np.atleast_1d(solved.w)
    across = np.broadcast_to(np.asarray(x, dtype=np.float64), w.shape)
    return tuple(
        Dot(
            key=f"{key}-{j}", role="zero" if w[j] == 0 else method(solved), hollow=bool(w[j] == 0),
            x=float(across[j]), y=float(w[j]), radius=radius, visible=visible, solved=(solved,),
            shows=(float(w[j]),),
        )
        for j in (range(len(w)) if only is None else only)
    )  # fmt: skip


def in_or_out(key: str, x: float, y: float, solved: Solved, j: int, *, radius: float = 3.4) -> Dot:
    """Whether coefficient j is 0.0, as a dot at a place of its own: in a list of names."""
    (dot,) = answers(key, x, solved, only=(j,), radius=radius)
    return replace(dot, key=key, y=y)


def curve(
    key: str,
    x: ArrayLike,
    solved: Solved,
    *,
    of: int | None = None,
    role: str = "",
    width: float = 3.0,
    dash: str = "",
    kinks: Iterable[float] | None = None,
    skip_zeros: bool = False,
    visible: bool = True,
) -> Mark:
    """The answers (k,), or the coefficient ``of`` answers (k, p), over x (k,), rising, as a line.

    Straight from point to point, or smooth but for ``kinks``, values of x. ``skip_zeros`` leaves out what
    runs along zero, which ``rest`` draws. A ``role`` other than the method's is "quiet", for context.
    """
    across = np.asarray(x, dtype=np.float64)
    w = solved.w if of is None else solved.w[:, of]
    points = list(zip(across.tolist(), w.tolist(), strict=True))
    ink = role or method(solved)
    if kinks is None and not skip_zeros:
        return Polyline(
            key=key, role=ink, points=tuple(points), width=width, dash=dash, visible=visible, solved=(solved,)
        )  # fmt: skip
    # Without kinks every point is a corner.
    corners = set(across.tolist() if kinks is None else kinks) | {points[0][0], points[-1][0]}
    if strange := [at for at in corners - set(across.tolist()) if across[0] < at < across[-1]]:
        raise ValueError(f"the kink {min(strange)!r} of '{key}' is no point of x, and would be rounded off")
    ends = [row for row, (at, _) in enumerate(points) if at in corners]
    pieces = tuple(
        tuple(points[first : last + 1])
        for first, last in pairwise(ends)
        if not (skip_zeros and not w[first : last + 1].any())
    )
    if any(a[0] >= b[0] for piece in pieces if len(piece) > 2 for a, b in pairwise(piece)):
        raise ValueError(f"x of '{key}' has to rise between kinks: a smooth line has one height at each x")
    return Curve(
        key=key, role=ink, pieces=pieces, width=width, dash=dash, visible=visible, solved=(solved,)
    )  # fmt: skip


def rest(
    key: str,
    x: ArrayLike,
    solved: Solved,
    *,
    of: int | None = None,
    stretches: int = 1,
    width: float = 6.0,
    visible: bool = True,
) -> tuple[Segment, ...]:
    """Where the answers over x are 0.0 from one point to the next: a bar on zero for each such stretch.

    There are so many ``stretches`` at most in any state; those that are not there now are hidden. More are
    a ``ValueError``.
    """
    across = np.asarray(x, dtype=np.float64)
    zero = np.concatenate([[False], (solved.w if of is None else solved.w[:, of]) == 0, [False]])
    starts, ends = np.flatnonzero(zero[1:] & ~zero[:-1]), np.flatnonzero(~zero[1:] & zero[:-1]) - 1
    found = [(float(across[a]), float(across[b])) for a, b in zip(starts, ends, strict=True)]
    bars = [(a, b) for a, b in found if b > a]
    if len(bars) > stretches:
        raise ValueError(f"'{key}' rests at zero {len(bars)} times; say stretches={len(bars)}")
    point = found[0][0] if found else float(across[0])
    bars += [(point, point)] * (stretches - len(bars))
    return tuple(
        Segment(
            key=f"{key}-{row}", role="zero", x1=a, y1=0.0, x2=b, y2=0.0, width=width,
            visible=visible and b > a, solved=(solved,),
        )
        for row, (a, b) in enumerate(bars)
    )  # fmt: skip


def zone(key: str, low: float, high: float, heights: Limits, *, visible: bool = True) -> Polygon:
    """The tinted band from ``low`` to ``high``, over all ``heights``, whatever becomes zero in it."""
    corners = ((low, heights[0]), (high, heights[0]), (high, heights[1]), (low, heights[1]))
    return Polygon(key=key, role="zero", points=corners, opacity=0.15, visible=visible and low < high)


# --- lines that guide the eye --------------------------------------------------------------------


def cursor(key: str, x: float, heights: Limits, *, width: float = 1.5, visible: bool = True) -> Segment:
    """The upright line at the state shown."""
    return Segment(
        key=key, role="fg", x1=x, y1=heights[0], x2=x, y2=heights[1], width=width, visible=visible
    )  # fmt: skip


def zero_line(across: Limits, key: str = "zero-line") -> Segment:
    """The horizontal line at zero."""
    return Segment(key=key, role="muted", x1=across[0], y1=0.0, x2=across[1], y2=0.0, width=1.0)


def upright(heights: Limits, key: str = "upright", x: float = 0.0) -> Segment:
    """The upright line at x: the other axis of a plane."""
    return Segment(key=key, role="muted", x1=x, y1=heights[0], x2=x, y2=heights[1], width=1.0)


def diagonal(limits: Limits, key: str = "diagonal") -> Segment:
    """The answers without a penalty: as large as the evidence."""
    (low, high) = limits
    return Segment(key=key, role="ols", x1=low, y1=low, x2=high, y2=high, width=2.2, dash="7 5")


def hairlines(key: str, at: Iterable[float], heights: Limits) -> tuple[Segment, ...]:
    """Thin upright lines at values of x: knots."""
    return tuple(
        Segment(key=f"{key}-{row}", role="rule", x1=x, y1=heights[0], x2=x, y2=heights[1], width=1.0)
        for row, x in enumerate(at)
    )


def steps(key: str, x: Sequence[float], heights: Sequence[float], role: str, width: float = 2.5) -> Polyline:
    """A line of stairs: ``heights`` (k,) between the edges x (k + 1,)."""
    corners = [
        corner
        for (a, b), height in zip(pairwise(x), heights, strict=True)
        for corner in ((a, height), (b, height))
    ]
    return Polyline(key=key, role=role, points=tuple(corners), width=width)


def spread(
    key: str, x: float, low: float, high: float, role: str, level: str, *, name: bool = False
) -> tuple[Mark, ...]:
    """An error bar from ``low`` to ``high``; its ``level`` (``"95 % interval"``) is written at one of all."""
    bar = Segment(key=key, role=role, x1=x, y1=low, x2=x, y2=high, width=2.0)
    return (bar, tag(f"{key}-level", x, high, level, "right", "left", role=role)) if name else (bar,)


def stack(key: str, width: float, parts: Iterable[tuple[str, int, str]]) -> Iterator[Mark]:
    """A column of so many of each kind, from the foot up: (words, number, role). Its words stand in it."""
    foot = 0
    for row, (words, count, role) in enumerate(parts):
        top, corners = foot + count, ((0.0, foot), (width, foot), (width, foot + count), (0.0, foot + count))
        yield Polygon(key=f"{key}-{row}", role=role, opacity=0.16, points=corners)
        yield Segment(key=f"{key}-{row}-top", role="ground", x1=0, y1=top, x2=width, y2=top, width=4)
        yield tag(
            f"{key}-{row}-words", width / 2, (foot + top) / 2, f"{count} {words}", "at", role=role, bold=True,
            visible=bool(words),
        )  # fmt: skip
        foot = top


# --- letters -------------------------------------------------------------------------------------


def tag(
    key: str,
    x: float,
    y: float,
    text: str,
    *sides: Side,
    role: str = "fg",
    lead: bool = False,
    bold: bool = False,
    gap: float = 10.0,
    visible: bool = True,
) -> Label:
    """A name next to its mark, on the first of these sides where it touches nothing."""
    weight: Literal["regular", "semibold"] = "semibold" if lead or bold else "regular"
    return Label(
        key=key, role=role, x=float(x), y=float(y), text=text, sides=sides or ("right", "left"), lead=lead,
        weight=weight, gap=gap, visible=visible,
    )  # fmt: skip


def heading(key: str, text: str, role: str = "fg") -> Label:
    """The title of a panel, where its words or colour change with the state."""
    return Label(key=key, role=role, x=0.0, y=0.0, text=text, sides=("title",), weight="semibold")

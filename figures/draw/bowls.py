"""Words for the cost of two coefficients, a bowl over their plane: level lines, creases, a cut across."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from figures.draw.marks import Mark, Polygon, Segment
from figures.draw.shapes import graph
from figures.draw.text import number
from figures.draw.vocabulary import Limits, in_or_out, method, tag, upright, zero_line
from figures.solved import Array, Regression, Solved
from figures.solvers import CreasedBowl, creased_bowl


def bowl_of(solved: Solved) -> CreasedBowl:
    """The cost that one answer of a regression with two features minimises; ``TypeError`` for others."""
    problem = solved.problem
    if not isinstance(problem, Regression):
        raise TypeError(f"the cost is that of a Regression, not of a {type(problem).__name__}")
    X, y, lam = (np.asarray(part, dtype=np.float64) for part in (problem.X, problem.y, problem.lam))
    gram = X.T @ X / len(y) + lam * (1 - problem.alpha) * np.eye(2)
    return creased_bowl(gram, np.linalg.solve(gram, X.T @ y / len(y)), lam * problem.alpha)


def level_lines(
    key: str, solved: Solved, heights: Iterable[float], *, whole: bool = False, role: str = "",
    width: float = 2.0, seen: Callable[[Array, float], Array] = lambda points, _: points,
) -> Iterator[Polygon]:  # fmt: skip
    """The lines on which the cost exceeds its minimum by ``heights``, in the colour of the method.

    They are ``whole`` ellipses, which takes fewer points, if nothing in the film creases them. ``seen`` says
    where points (k, 2) of the plane, at a height, are drawn; it has to keep lines straight.
    """
    bowl = bowl_of(solved)
    for row, height in enumerate(heights):
        line = bowl.ellipse(height) if whole else bowl.outline(height)
        yield Polygon(
            key=f"{key}-{row}", role=role or method(solved), opacity=0, width=width, cubic=True,
            points=tuple((x, y) for x, y in seen(line, height).tolist()), solved=(solved,),
        )  # fmt: skip


def creased_axes(key: str, solved: Solved, x: Limits, y: Limits) -> Iterator[Mark]:
    """Both axes with their names: bold, in the method's colour, where they crease the cost."""
    creased = bowl_of(solved).lam > 0
    for name, (x1, x2), (y1, y2) in (("w1", x, (0.0, 0.0)), ("w2", (0.0, 0.0), y)):
        line = Segment(key=f"{key}-{name}", role="muted", x1=x1, y1=y1, x2=x2, y2=y2, width=1.0)
        yield line
        yield replace(line, key=f"{key}-{name}-crease", role=method(solved), width=3.0, visible=creased)
    yield tag(f"{key}-w1-name", x[0], 0, "w₁", "below right", role="muted", gap=6)
    yield tag(f"{key}-w2-name", 0, y[1], "w₂", "below left", role="muted", gap=6)


def cut_across(key: str, solved: Solved, across: Limits, top: float) -> tuple[Mark, ...]:
    """The cost above its minimum over w₂, up to ``top``, at the answer's w₁; its lowest point, the answer.

    Under w₂ = 0, its slopes on either side: the answer rests there if they lead up on both.
    """
    bowl, role = bowl_of(solved), method(solved)
    first, second = solved.w.tolist()
    slopes, ink = bowl.slopes((first, 0.0), 1), "zero" if second == 0 else role

    def height(w2: Array) -> Array:
        return bowl.height(np.stack([np.full_like(w2, first), w2], axis=-1))

    below, above = ("+" * (slope > 0) + number(slope) for slope in slopes)
    return (
        zero_line(across, f"{key}-floor"), upright((0, top), f"{key}-wall"),
        graph(f"{key}-cut", role, height, across[0], 0.0, across[1], points=3, width=4),
        in_or_out(f"{key}-cut-least", second, 0.0, solved, 1, radius=7),
        tag(f"{key}-slope-below", 0, -0.5 * top, below, "left", role=ink, lead=True),
        tag(f"{key}-slope-above", 0, -0.5 * top, above, "right", role=ink, lead=True),
    )  # fmt: skip

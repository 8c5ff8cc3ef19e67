"""A figure's numbers as people expect them: one row a state of the controls, a column a quantity.

The quantities are the answers that the figure's dots stand for, with all their digits, and then the readouts
that tell something else. Where the dots stand for answers to many problems at once there is a row for each.
What is drawn besides, ``figures/files/data.py`` writes.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from figures.draw.marks import Dot
from figures.files.data import cell
from figures.film.film import Film, settings
from figures.solved import Alone, BestSubset, Budget, Folded, Problem, Regression, Solved

Column = Sequence[float | str]
_NUMBER = re.compile(r"([−-]?)(\d+)(?:\.(\d+))?(\s*%)?")


def spreadsheet(film: Film) -> str:
    """The table as CSV: the controls by name, the coefficients, the readouts."""
    states = list(settings(film.scene))
    columns: dict[str, Column] = {name: [state[name] for state in states] for name in states[0]}
    shown = _shown(film)
    points = max((one.points for one in shown), default=1)
    columns = {name: [value for value in column for _ in range(points)] for name, column in columns.items()}
    if points > 1:
        columns["point"] = [*range(1, points + 1)] * len(states)
    for one in shown:
        prefix = f"{one.method}_" if len({other.method for other in shown}) > 1 else ""
        columns |= one.columns(film, prefix, points)
    for readout, texts in zip(film.frames[0].readouts, film.texts, strict=True):
        name, told = _told(readout.label, texts)
        repeated = [value for value in told for _ in range(points)]
        if name not in columns and not _known(texts, points, columns.values()):
            columns[name] = repeated
    text = io.StringIO()
    # RFC 4180 but for its CRLF: with it, line tools would keep a CR in the last column.
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(map(cell, columns))
    there = [not shown or any(one.solved[state] for one in shown) for state in range(len(states))]
    for number, row in enumerate(zip(*columns.values(), strict=True)):
        if there[number // points]:
            rows.writerow([cell(value) for value in row])
    return text.getvalue()


@dataclass(frozen=True)
class _Answers:
    """The answers of one method, state by state: to one problem, or to several ``points`` each.

    In states in which no dot stands for them they are None, and their cells empty.
    """

    method: str
    solved: Sequence[Solved | None]

    @property
    def known(self) -> list[Solved]:
        return [one for one in self.solved if one is not None]

    @property
    def points(self) -> int:
        first = self.known[0].w
        return len(first) if first.ndim == 2 else 1

    @property
    def variety(self) -> tuple[int, int]:
        """In how many states they differ, and how many numbers each has."""
        return len({one.w.tobytes() for one in self.known}), self.known[0].w.size

    def columns(self, film: Film, prefix: str, points: int) -> dict[str, Column]:
        """Each coefficient's column; before them the least-squares points, where each row has its own."""
        ols = [one.problem.ols if one and isinstance(one.problem, Budget) else None for one in self.solved]
        before = self._named(film, "ols_", ols, points) if self.points > 1 and any(map(_there, ols)) else {}
        return before | self._named(film, prefix, [one.w if one else None for one in self.solved], points)

    def _named(
        self, film: Film, prefix: str, values: Sequence[ArrayLike | None], points: int
    ) -> dict[str, Column]:
        width = self.known[0].w.shape[-1] if self.known[0].w.ndim else 1
        empty = np.full((points, width), "", dtype=object)
        rows = np.concatenate(
            [
                empty if w is None else np.atleast_2d(w).repeat(points // self.points, axis=0).astype(object)
                for w in values
            ]
        )
        names = film.scene.coefficients or _names(self.known, width)
        return {f"{prefix}{name}": column.tolist() for name, column in zip(names, rows.T, strict=True)}


def _there(value: object) -> bool:
    return value is not None


def _shown(film: Film) -> list[_Answers]:
    """The answers that dots stand for, of each method those that change most from state to state."""
    best: dict[str, _Answers] = {}
    for row in range(len(film.frames[0].marks)):
        dots = [frame.marks[row] for frame in film.frames]
        solved = [
            dot.solved[0] if isinstance(dot, Dot) and dot.shows and dot.solved else None for dot in dots
        ]
        known = [one for one in solved if one is not None]
        if not known or len({one.w.shape for one in known}) > 1 or known[0].w.ndim > 2:
            continue
        methods = list(dict.fromkeys(_method(one.problem) for one in known))
        found = _Answers(methods[0] if len(methods) == 1 else "", solved)
        key = " ".join(methods)
        if key not in best or found.variety > best[key].variety:
            best[key] = found
    return list(best.values())


def _method(problem: Problem) -> str:
    match problem:
        case Budget(norm=1) | Regression(alpha=1) | Alone(alpha=1, eps=0):
            return "lasso"
        case Budget(norm=2) | Regression(alpha=0) | Alone(alpha=0):
            return "ridge"
        case BestSubset():
            return "subset"
        case Folded(a=a, b=b):
            return "mcp" if a == b else "scad"
        case Budget():
            return "square"
        case Alone(alpha=1):
            return "rounded"
    return "net"


def _names(solved: Sequence[Solved], count: int) -> Iterator[str]:
    """``w`` for one coefficient, ``w1`` and so on for several; told apart by their evidence if that stays."""
    apart = [one.problem for one in solved if isinstance(one.problem, Alone | BestSubset | Folded)]
    evidence = [np.ravel(problem.z) for problem in apart]
    stays = len(evidence) == len(solved) and all(np.array_equal(z, evidence[0]) for z in evidence)
    for j in range(count):
        yield "w" if count == 1 else f"w(z={evidence[0][j]:g})" if stays else f"w{j + 1}"


def _told(label: str, texts: Sequence[str]) -> tuple[str, Column]:
    """A readout's name and values: numbers if all its texts are, its unit then in the name."""
    found = [_NUMBER.fullmatch(text) for text in texts]
    if not all(found):
        return label, list(texts)
    unit = " (%)" if any(match and match[4] for match in found) else ""
    return f"{label}{unit}", [_value(match) for match in found if match]


def _value(match: re.Match[str]) -> float:
    return float(f"{'-' if match[1] else ''}{match[2]}.{match[3] or 0}")


def _known(texts: Sequence[str], points: int, columns: Iterable[Column]) -> bool:
    """Whether a readout only rounds what a column holds, or puts several together in brackets."""
    if all(text.startswith("(") for text in texts):
        return True
    found = [_NUMBER.fullmatch(text) for text in texts]
    if not all(found):
        return False
    values = np.array([_value(match) for match in found if match])
    # A number without a point is exact.
    half = [0.501 * 10.0 ** -len(match[3]) if match[3] else 1e-9 for match in found if match]
    numbers = [column[::points] for column in columns if not any(isinstance(one, str) for one in column)]
    return any(np.isclose(np.array(one, float), values, rtol=0.005, atol=half).all() for one in numbers)

"""Reading a CSV file of numbers, each cell checked, so that a slip of the pen is told with its place."""

import re
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np
from numpy.typing import NDArray

from figures.build.errors import SourceError
from figures.build.layout import ROOT, SOURCE

_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


class DataError(SourceError):
    """A data file that does not hold what it should; the message names file, line and column."""


@dataclass(frozen=True)
class Table:
    """Observations: ``X`` (n, p) in the data's own units, ``y`` (n,), a name per column of ``X``."""

    X: NDArray[np.float64]
    y: NDArray[np.float64]
    names: tuple[str, ...]


def read(name: str, *columns: str) -> Table:
    """The file ``figures/data/<name>``, whose header names these columns, of which the last is the response.

    ``DataError`` names the first line and column that are not as they should be. A cell holds a decimal
    number and nothing else: no blank, no quotation mark, no NaN or infinity.
    """
    path = SOURCE / "data" / name
    try:
        # Not `splitlines`, to which other characters end a line as well: no editor would count as it does.
        header, *lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise _error(name, f"cannot be read ({error})", "restore it from version control") from None
    _check_header(f"{name}:1", header.split(","), columns)
    if not lines:
        raise _error(f"{name}:2", "no rows follow the header", "restore them from version control")
    table = np.array([_row(name, number, line, columns) for number, line in enumerate(lines, 2)])
    return Table(table[:, :-1].copy(), table[:, -1].copy(), columns[:-1])


def _check_header(where: str, found: list[str], columns: tuple[str, ...]) -> None:
    mend = f"let it be {','.join(columns)}"
    for place, (is_, should) in enumerate(zip(found, columns, strict=False), 1):
        if is_ != should:
            raise _error(where, f"column {place} is called {is_!r}, not {should!r}", mend)
    if len(found) != len(columns):
        raise _error(where, f"{len(found)} columns, not {len(columns)}", mend)


def _row(name: str, number: int, line: str, columns: tuple[str, ...]) -> list[float]:
    cells = line.split(",")
    if len(cells) != len(columns):
        raise _error(
            f"{name}:{number}", f"{len(cells)} cells, not {len(columns)}", "give each column one number"
        )
    return [_number(f"{name}:{number}", cell, column) for cell, column in zip(cells, columns, strict=True)]


def _number(where: str, cell: str, column: str) -> float:
    # Python would also read 1_000, and digits of every script.
    value = float(cell) if _DECIMAL.fullmatch(cell) else nan
    if not isfinite(value):
        raise _error(where, f"column {column}: {cell!r} is no number", "write one with digits and a point")
    return value


def _error(where: str, what: str, mend: str) -> DataError:
    folder = (SOURCE / "data").relative_to(ROOT).as_posix()
    return DataError(f"{folder}/{where}: {what}; {mend}, then build again")

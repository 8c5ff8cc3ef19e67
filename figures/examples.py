"""Worked examples that several scenes share: data sets with their solutions."""

from dataclasses import dataclass
from functools import cache

from figures.data.diabetes import diabetes
from figures.solvers import Path, Standardized, lasso_path, standardize


@dataclass(frozen=True, eq=False)
class PathExample:
    """A standardized problem, its exact lasso path, and the features' short names."""

    names: tuple[str, ...]
    scaled: Standardized
    path: Path

    def column(self, name: str) -> int:
        """The column of a feature; ``ValueError`` if there is none of that name."""
        return self.names.index(name)

    def knots_of(self, name: str, kind: str) -> list[float]:
        """The λ at which a feature "joins" or "leaves", falling."""
        event = (self.column(name), kind)
        pairs = zip(self.path.knots, self.path.events, strict=True)
        return [float(lam) for lam, events in pairs if event in events]


@cache
def diabetes_example() -> PathExample:
    """The ten features of the diabetes data; the serum columns under the names of the measurements."""
    data = diabetes()
    scaled = standardize(data.X, data.y)
    names = ("age", "sex", "BMI", "BP", "TC", "LDL", "HDL", "TCH", "LTG", "GLU")
    return PathExample(names, scaled, lasso_path(scaled.X, scaled.y))

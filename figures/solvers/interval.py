"""An interval of real numbers: a set of slopes, or a dead zone."""

from typing import NamedTuple

from figures.solvers.checks import Array


class Interval(NamedTuple):
    """The closed intervals [lower, upper], one for each entry of two arrays of the same shape."""

    lower: Array
    upper: Array

    @property
    def width(self) -> Array:
        """upper - lower, in the shape of both."""
        return self.upper - self.lower

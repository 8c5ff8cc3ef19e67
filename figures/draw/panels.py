"""What stands around the marks of a figure: axes, panels, and the numbers beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log10, nan
from typing import Literal, TypedDict, Unpack


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One axis of a panel: what it measures, its limits in data units, its ticks as (value, text).

    If what it measures ``changes`` with the state, a layout keeps the room for name and ticks, and marks
    write them (``scale_of`` in the vocabulary).
    """

    label: str
    limits: tuple[float, float]
    ticks: tuple[tuple[float, str], ...]
    scale: Literal["linear", "log"] = "linear"
    changes: bool = False

    def share(self, value: float) -> float:
        """How far along the axis the value lies: 0 at its lower limit, 1 at its upper; nan without a log."""
        low, high = self.limits
        if self.scale == "log":
            low, high = log10(low), log10(high)
            value = log10(value) if value > 0 else nan
        return (value - low) / (high - low)

    def at(self, share: float) -> float:
        """The value that lies that far along the axis."""
        low, high = self.limits
        return low * (high / low) ** share if self.scale == "log" else low + share * (high - low)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One pair of axes; a layout decides where it stands on a sheet and how large it is.

    ``part`` is what it does in its figure: the "main" picture, a "second" one that explains it, or a "small"
    one of several alike. ``aspect`` is the width of the axes by their height, free if None; ``title`` stands
    above. With ``runs_on`` the x axis goes on beyond its upper limit, at the same scale, where a sheet has
    room. A panel that ``grows`` fills its room with one scale on both axes: their limits move away from zero.
    In both the marks have to go on there too. ``grid`` says along which axes hairlines run; ``room`` are the
    longest names that stand left and right of the axes.
    """

    key: str
    x: Axis
    y: Axis
    title: str = ""
    part: Literal["main", "second", "small"] = "main"
    aspect: float | None = None
    runs_on: bool = False
    grows: bool = False
    grid: Literal["both", "y", "none"] = "y"
    room: tuple[str, str] = ("", "")

    def running_on(self, times: float) -> "Panel":
        """It with an x axis that is so many times as long, at the same scale."""
        low, high = self.x.limits
        return replace(self, x=replace(self.x, limits=(low, low + (high - low) * times)))

    def grown(self, width: float, height: float) -> "Panel":
        """It with limits so far from zero that axes of this size have one scale."""
        (left, right), (low, high) = self.x.limits, self.y.limits
        wide, tall = width / (right - left), height / (high - low)
        across, up = wide / min(wide, tall), tall / min(wide, tall)
        x = replace(self.x, limits=(left * across, right * across))
        return replace(self, x=x, y=replace(self.y, limits=(low * up, high * up)))


@dataclass(frozen=True, kw_only=True)
class Readout:
    """A number shown beside the figure: ``label`` stays, ``text`` changes with the controls.

    The text of an exact zero is ``"0"``; a number that rounds to zero keeps its digits (``"0.00"``).
    That of a ``weight`` has the zero's colour, that of a λ, a count or a cost has not.
    """

    key: str
    label: str
    text: str
    weight: bool = False


def axis(
    label: str,
    low: float,
    high: float,
    *at: float,
    log: bool = False,
    names: Iterable[tuple[float, str]] = (),
    changes: bool = False,
) -> Axis:
    """An axis from ``low`` to ``high`` with ticks ``at`` numbers, and at others that have ``names``."""
    # Imported here, so that a fault in it is blamed on the scene that needs it, and stops no build unsaid.
    from figures.draw.text import ticks

    return Axis(
        label=label,
        limits=(low, high),
        ticks=(*ticks(*at), *names),
        scale="log" if log else "linear",
        changes=changes,
    )


class Look(TypedDict, total=False):
    """What a panel may say of itself beside its axes: see ``Panel``."""

    aspect: float | None
    runs_on: bool
    grows: bool
    grid: Literal["both", "y", "none"]
    room: tuple[str, str]


def main(key: str, x: Axis, y: Axis, title: str = "", **look: Unpack[Look]) -> Panel:
    """The panel that shows the claim."""
    return Panel(key=key, x=x, y=y, title=title, part="main", **look)


def beside(key: str, x: Axis, y: Axis, title: str = "", **look: Unpack[Look]) -> Panel:
    """A panel that explains the main one: another view of the same state."""
    return Panel(key=key, x=x, y=y, title=title, part="second", **look)


def small(key: str, x: Axis, y: Axis, title: str = "", **look: Unpack[Look]) -> Panel:
    """One of several panels alike, to compare."""
    return Panel(key=key, x=x, y=y, title=title, part="small", **look)


def plane(x: tuple[float, float], y: tuple[float, float]) -> float:
    """The aspect at which a panel with these limits has one scale on both axes."""
    return (x[1] - x[0]) / (y[1] - y[0])


def read(label: str, text: str, *, key: str = "", weight: bool = False) -> Readout:
    """A number beside the figure, on its page."""
    return Readout(key=key or label, label=label, text=text, weight=weight)

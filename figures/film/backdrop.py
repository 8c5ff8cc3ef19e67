"""What a backdrop drew, read back from matplotlib in data units."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Literal

import numpy as np
from matplotlib import cbook
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Transform
from numpy.typing import ArrayLike, NDArray

from figures.scene import SceneError

Kind = Literal["dot", "line", "area", "text"]


@dataclass(frozen=True)
class Drawn:
    """One thing of a backdrop: its colour as ``#rrggbb``, its label or "", its points in data units.

    Each point of a ``dot`` is a dot of its own; a ``text`` stands at one point.
    """

    kind: Kind
    colour: str
    label: str
    points: tuple[tuple[float, float], ...]
    text: str = ""


def read(axes: Axes, artist: Artist) -> Iterator[Drawn]:
    """What one artist shows; ``SceneError`` for a kind of artist that no figure has needed yet.

    A line that spans the axes, as ``axhline`` draws, ends at their limits.
    """
    holders = (holder for holder in axes.containers if artist in holder.get_children())
    label = str(next(holders, artist).get_label() or "")
    label = "" if label.startswith("_") else label  # matplotlib's own names

    def drawn(kind: Kind, colour: Any, points: ArrayLike, transform: Transform, text: str = "") -> Drawn:
        x, y = _in_data(axes, transform, points).T.tolist()
        return Drawn(kind, to_hex(colour), label, tuple(zip(x, y, strict=True)), text)

    if isinstance(artist, Line2D):
        loose = artist.get_linestyle() == "None"
        ink = artist.get_markeredgecolor() if loose else artist.get_color()
        for run in _runs(artist):
            yield drawn("dot" if loose else "line", ink, run, artist.get_transform())
    elif isinstance(artist, Patch):
        filled = artist.get_fill()
        paint = artist.get_facecolor() if filled else artist.get_edgecolor()
        for part in artist.get_path().to_polygons(artist.get_patch_transform(), closed_only=False):
            yield drawn("area" if filled else "line", paint, part, artist.get_data_transform())
    elif isinstance(artist, PathCollection):
        for colour, offset in zip(
            cycle(artist.get_facecolor()), np.asarray(artist.get_offsets()), strict=False
        ):
            yield drawn("dot", colour, [offset], artist.get_offset_transform())
    elif isinstance(artist, Collection):
        filled = artist.get_fill()
        colours = artist.get_facecolor() if filled else artist.get_edgecolor()
        for colour, path in zip(cycle(colours), artist.get_paths(), strict=False):
            for part in path.to_polygons(closed_only=False):
                yield drawn("area" if filled else "line", colour, part, artist.get_transform())
    elif type(artist) is Text:
        point, words = artist.get_position(), artist.get_text()
        yield drawn("text", artist.get_color(), [point], artist.get_transform(), words)
    else:
        raise SceneError(
            f"the backdrop draws a {type(artist).__name__}, which the figure's data cannot hold; "
            "draw lines, areas, dots or plain text, or teach figures/film/backdrop.py to read it"
        )


def _runs(line: Line2D) -> Iterator[NDArray[np.float64]]:
    """The corners of a line, stairs included, in one piece per stretch of finite numbers."""
    steps = cbook.STEP_LOOKUP_MAP[line.get_drawstyle()]
    corners = np.transpose(steps(*np.asarray(line.get_xydata(), dtype=float).T))
    finite = np.isfinite(corners).all(axis=1)
    for run in np.split(corners, np.flatnonzero(np.diff(finite)) + 1):
        if np.isfinite(run).all():
            yield run


def _in_data(axes: Axes, transform: Transform, points: ArrayLike) -> NDArray[np.float64]:
    """Points given in the units of ``transform``, in data units: untouched where they are already."""
    given = np.asarray(points, dtype=float)
    found = axes.transData.inverted().transform(transform.transform(given))
    already = transform.contains_branch_seperately(axes.transData)
    for column, limits in enumerate((axes.get_xlim(), axes.get_ylim())):
        if already[column]:
            found[:, column] = given[:, column]
        for limit in limits if not already[column] else ():
            # The way back from pixels leaves rounding errors: 1e-16 for a limit that is zero.
            found[np.isclose(found[:, column], limit, rtol=1e-12, atol=1e-12), column] = limit
    return found

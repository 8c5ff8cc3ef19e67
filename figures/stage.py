"""The stage: what stands still in a panel, drawn by matplotlib, and the way from data to pixels.

The one module that draws with matplotlib. Its SVG is cut down to what a slide program and a browser read
alike: presentation attributes in the light scheme's colours, no classes, no style sheet, no unused
ids.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import matplotlib as mpl
import matplotlib.style
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.path import Path as PathCode
from matplotlib.textpath import TextPath
from matplotlib.ticker import NullFormatter, NullLocator
from matplotlib.transforms import Transform

from figures.drawn import Drawn, read
from figures.marks import fixed
from figures.scene import Panel

Weight = Literal["regular", "semibold"]

_TYPEFACE = Path(__file__).parents[1] / "node_modules" / "source-sans" / "OTF"
_FONTS: dict[Weight, Path] = {
    "regular": _TYPEFACE / "SourceSans3-Regular.otf",
    "semibold": _TYPEFACE / "SourceSans3-Semibold.otf",
}
_SVG = "{http://www.w3.org/2000/svg}"
# A scale has no pixels to be rounded to.
_NUMBER = re.compile(r"(scale\([^)]*\))|(-?\d+\.\d+)")
_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True)
class Stage:
    """A panel's still part: ``markup`` inside ``width`` × ``height`` pixels, and its projection.

    ``frame`` is the axes rectangle (left, top, width, height) to which marks are clipped; ``drawn`` is
    what the backdrop drew, without axes, ticks and grid.
    """

    key: str
    width: int
    height: int
    frame: tuple[float, float, float, float]
    markup: str
    transform: Transform
    drawn: tuple[Drawn, ...]

    def project(self, x: float, y: float) -> tuple[float, float]:
        """Pixels, y down, of the point (x, y) in data units."""
        px, py = self.transform.transform((x, y))
        return float(px), float(self.height - py)


def set_stage(panel: Panel, prefix: str) -> Stage:
    """Draw the panel's axes and backdrop; ids begin with ``prefix``, so that figures can share a page."""
    _load_typeface()
    left, right, top, bottom = panel.margins
    inner = (panel.width - left - right, panel.height - top - bottom)
    style = Path(__file__).with_name("base.mplstyle")
    with matplotlib.style.context(style), mpl.rc_context({"svg.hashsalt": prefix}):
        # A fixed rectangle: any layout engine would move the projection at draw time.
        figure = Figure(figsize=(panel.width / 72, panel.height / 72))
        axes = figure.add_axes(
            (
                left / panel.width,
                bottom / panel.height,
                inner[0] / panel.width,
                inner[1] / panel.height,
            )
        )
        _set_axes(axes, panel)
        bare = axes.get_children()
        if panel.backdrop is not None:
            panel.backdrop(axes)
        added = (artist for artist in axes.get_children() if artist not in bare and artist.get_visible())
        drawn = tuple(thing for artist in added for thing in read(axes, artist))
        raw = io.BytesIO()
        FigureCanvasSVG(figure).print_figure(
            raw, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    return Stage(
        panel.key,
        panel.width,
        panel.height,
        (left, top, *inner),
        _clean(raw.getvalue(), prefix),
        axes.transData,
        drawn,
    )


@cache
def outline(text: str, size: float, weight: Weight = "regular") -> tuple[str, float]:
    """The letters of ``text`` as an SVG path with its baseline at y = 0, and its width in pixels.

    Relative commands on a grid of a tenth of a pixel: letters are most of a slide's bytes.
    """
    path = TextPath((0, 0), text, size=size, prop=FontProperties(fname=_FONTS[weight]))
    parts = []
    pen = np.zeros(2, dtype=int)
    for vertices, code in path.iter_segments(curves=True, simplify=False):
        if code == PathCode.CLOSEPOLY:
            parts.append("z")
            continue
        points = np.rint(vertices.reshape(-1, 2) * (10, -10)).astype(int)
        command = {PathCode.MOVETO: "M", PathCode.LINETO: "l", PathCode.CURVE4: "c"}[code]
        moves = points if command == "M" else points - pen
        parts.append(command + "".join(map(_tenths, moves.ravel())).lstrip())
        pen = points[-1]
    return "".join(parts), text_width(text, size, weight)


def _tenths(tenths: int) -> str:
    """A number given in tenths, with the separator SVG needs before it: `` 1.2``, ``-.3``."""
    whole, tenth = divmod(abs(tenths), 10)
    text = f"{whole or ''}.{tenth}" if tenth else f"{whole}"
    return f"-{text}" if tenths < 0 else f" {text}"


@cache
def text_width(text: str, size: float, weight: Weight = "regular") -> float:
    """The advance width of ``text`` in pixels, from its letters' ink and spaces."""
    if not text:
        return 0.0
    # TextPath measures ink; a closing stop on both sides makes the spaces at the ends count.
    prop = FontProperties(fname=_FONTS[weight])
    wide = TextPath((0, 0), f"|{text}|", size=size, prop=prop).get_extents().width
    narrow = TextPath((0, 0), "||", size=size, prop=prop).get_extents().width
    return float(wide - narrow)


@cache
def _load_typeface() -> None:
    if not _FONTS["regular"].exists():
        raise FileNotFoundError(f"{_FONTS['regular']} is missing: run `make site`, which installs it")
    fontManager.addfont(_FONTS["regular"])


def _set_axes(axes: Axes, panel: Panel) -> None:
    for axis, name in ((panel.x, "x"), (panel.y, "y")):
        getattr(axes, f"set_{name}scale")(axis.scale)
        getattr(axes, f"set_{name}lim")(axis.limits)
        ticker = getattr(axes, f"{name}axis")
        ticker.set_minor_locator(NullLocator())
        ticker.set_minor_formatter(NullFormatter())
        ticker.set_ticks([value for value, _ in axis.ticks], [text for _, text in axis.ticks])
    axes.set_xlabel(panel.x.label)
    # The y label reads horizontally above its axis: nobody turns the head in a lecture hall.
    axes.set_title(panel.y.label, loc="left", x=-panel.margins[0] / (panel.width - panel.margins[0]))
    axes.title.set_fontsize(16)


def _clean(raw: bytes, prefix: str) -> str:
    """The children of matplotlib's ``<svg>`` as markup without metadata, style sheet or unused ids."""
    root = ElementTree.fromstring(raw)
    used = set(re.findall(rb'(?:url\(#|href="#)([^)"]+)', raw))
    names = {name.decode(): f"{prefix}{index}" for index, name in enumerate(sorted(used))}
    for element in root.iter():
        _clean_element(element, names)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{_SVG}metadata", f"{_SVG}style"):
                parent.remove(child)
    return "".join(_write(child) for child in _drawing(root))


def _clean_element(element: ElementTree.Element, names: dict[str, str]) -> None:
    element.text = element.tail = None
    old = element.attrib.pop("id", None)
    if old in names:
        element.set("id", names[old])
    for declaration in filter(None, element.attrib.pop("style", "").split(";")):
        name, value = declaration.split(":", 1)
        element.set(name.strip(), value.strip())
    for name, value in list(element.attrib.items()):
        if name == _HREF:
            value = "#" + names[value[1:]]
        value = re.sub(r"url\(#([^)]+)\)", lambda match: f"url(#{names[match[1]]})", value)
        if not value.startswith("#") and "url(" not in value:
            value = _NUMBER.sub(lambda match: match[0] if match[1] else fixed(float(match[2])), value)
        element.set(name, " ".join(value.split()))


def _write(element: ElementTree.Element) -> str:
    tag = element.tag.removeprefix(_SVG)
    attributes = "".join(
        f' {"xlink:href" if name == _HREF else name}="{value}"' for name, value in element.attrib.items()
    )
    inner = "".join(_write(child) for child in _drawing(element))
    if not attributes and (tag == "g" or not inner):
        return inner
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}/>"


def _drawing(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Children that draw something or are drawn from; the rest would only cost bytes."""
    for child in element:
        empty = child.tag in (f"{_SVG}g", f"{_SVG}defs") and len(child) == 0
        unpainted = child.get("fill") == "none" and child.get("stroke", "none") == "none"
        if not empty and not (child.tag == f"{_SVG}path" and unpainted and not child.get("id")):
            yield child

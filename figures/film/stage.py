"""The stage: what stands still in a panel, drawn by matplotlib, and the way from data to pixels.

Matplotlib's SVG is cut down to what a slide program and a browser read alike: presentation attributes
in the light scheme's colours, no classes, no style sheet, no unused ids. Letters are used by name
(``lettering.letter``) and defined by whoever composes a document, once for all its panels.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, NullLocator

from figures.draw.lettering import UNITS, compact, letter, letter_name, load_typeface
from figures.draw.marks import fixed
from figures.draw.matplotlib_defaults import DEFAULTS
from figures.draw.panels import Axis, Panel
from figures.film.backdrop import Drawn, read

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+")
_SCALE = re.compile(r"scale\((\S+) -\S+\)")
_DRAWN = re.compile(r"([MLQCz])([^MLQCz]*)")
_ALONG = re.compile(r"translate\((\S+) 0\)")
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
    x: Axis
    y: Axis
    drawn: tuple[Drawn, ...]

    def project(self, x: float, y: float) -> tuple[float, float]:
        """Pixels, y down, of the point (x, y) in data units; nan where it has no logarithm.

        What matplotlib's ``transData`` gives, which takes fifty times as long for one point: most of
        shooting a film was spent there.
        """
        left, top, width, height = self.frame
        return left + width * self.x.share(x), top + height * (1 - self.y.share(y))


def set_stage(panel: Panel, prefix: str) -> Stage:
    """Draw the panel's axes and backdrop; ids begin with ``prefix``, so that figures can share a page."""
    load_typeface()
    left, right, top, bottom = panel.margins
    inner = (panel.width - left - right, panel.height - top - bottom)
    ours = mpl.rc_params_from_file(Path(__file__).with_suffix(".mplstyle"), use_default_template=False)
    with mpl.rc_context(DEFAULTS | ours | {"svg.hashsalt": prefix}):
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
        raw = _printed(figure)
    return Stage(
        panel.key,
        panel.width,
        panel.height,
        (left, top, *inner),
        _clean(raw, prefix),
        panel.x,
        panel.y,
        drawn,
    )


def set_bare(panel: Panel, prefix: str, size: tuple[float, float], stroke: float) -> str:
    """The axes of a panel that a layout places, ``size`` pixels wide and high, as markup without letters.

    They begin at the origin; ticks stand out below. Lines are ``stroke`` times as wide as on a page.
    """
    wide, high = size
    ours = mpl.rc_params_from_file(Path(__file__).with_suffix(".mplstyle"), use_default_template=False)
    with mpl.rc_context(DEFAULTS | ours | {"svg.hashsalt": prefix}):
        figure = Figure(figsize=(wide / 72, high / 72))
        axes = figure.add_axes((0, 0, 1, 1))
        _set_scales(axes, panel)
        for ticker, axis in ((axes.xaxis, panel.x), (axes.yaxis, panel.y)):
            ticks = () if axis.changes else axis.ticks
            ticker.set_ticks([value for value, _ in ticks], [""] * len(ticks))
        for spine in axes.spines.values():
            spine.set_linewidth(stroke)
        # A line without numbers measures nothing.
        axes.spines["bottom"].set_visible(bool(panel.x.ticks))
        axes.spines["left"].set_visible(bool(panel.y.ticks))
        axes.tick_params(axis="x", length=5 * stroke, width=0.8 * stroke)
        axes.grid(visible=False)
        if panel.grid != "none":
            axes.grid(visible=True, axis=panel.grid, linewidth=0.8 * stroke)
        return _clean(_printed(figure), prefix)


def _printed(figure: Figure) -> bytes:
    raw = io.BytesIO()
    FigureCanvasSVG(figure).print_figure(
        raw, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
    )
    return raw.getvalue()


def _set_scales(axes: Axes, panel: Panel) -> None:
    for axis, name in ((panel.x, "x"), (panel.y, "y")):
        getattr(axes, f"set_{name}scale")(axis.scale)
        getattr(axes, f"set_{name}lim")(axis.limits)
        ticker = getattr(axes, f"{name}axis")
        ticker.set_minor_locator(NullLocator())
        ticker.set_minor_formatter(NullFormatter())


def _set_axes(axes: Axes, panel: Panel) -> None:
    _set_scales(axes, panel)
    for axis, name in ((panel.x, "x"), (panel.y, "y")):
        ticker = getattr(axes, f"{name}axis")
        ticker.set_ticks([value for value, _ in axis.ticks], [text for _, text in axis.ticks])
    axes.set_xlabel(panel.x.label)
    # The y label reads horizontally above its axis: nobody turns the head in a lecture hall.
    # Without a y matplotlib measures every label, to move the title above those that stand on top.
    axes.set_title(panel.y.label, loc="left", x=-panel.margins[0] / (panel.width - panel.margins[0]), y=1)


def _clean(raw: bytes, prefix: str) -> str:
    """The children of matplotlib's ``<svg>`` as markup without metadata, style sheet or unused ids."""
    root = ElementTree.fromstring(raw)
    used = set(re.findall(rb'(?:url\(#|href="#)([^)"]+)', raw))
    names = {
        name: letter_name(name) if name.startswith("SourceSans3-") else f"{prefix}{index}"
        for index, name in enumerate(sorted(name.decode() for name in used))
    }
    for parent in list(root.iter()):
        for child in list(parent):
            glyph = child.get("id", child.get(_HREF, "")).removeprefix("#")
            outlined = glyph.startswith("SourceSans3-") and child.tag == f"{_SVG}path"
            blank = glyph.startswith("SourceSans3-") and not letter(letter_name(glyph))
            if outlined or blank or child.tag in (f"{_SVG}metadata", f"{_SVG}style"):
                parent.remove(child)
    for element in root.iter():
        _clean_element(element, names)
    return _children(root)


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
        if name == "d":
            value = _relative(value)
        elif scale := _SCALE.search(value):
            # Only letters are scaled: by what their size is to an em.
            size = f"{float(scale[1]) / UNITS:g}"
            value = _fixed(value[: scale.start()]) + f"scale({size} -{size})"
        elif not value.startswith("#") and "url(" not in value:
            value = _fixed(value)
        element.set(name, " ".join(value.split()))
    if element.tag == f"{_SVG}use" and (moved := _ALONG.fullmatch(element.get("transform", ""))):
        # Letters stand on one line; `x` says it in fewer bytes.
        del element.attrib["transform"]
        element.set("x", f"{float(moved[1]) * UNITS:.0f}")


def _fixed(text: str) -> str:
    return _NUMBER.sub(lambda match: fixed(float(match[0])), text)


def _relative(d: str) -> str:
    """Matplotlib's path, which is absolute, in fewer bytes."""
    return compact(
        ((command.lower(), _points(numbers.split())) for command, numbers in _DRAWN.findall(d)), 10
    )


def _points(numbers: list[str]) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _write(element: ElementTree.Element) -> str:
    tag = element.tag.removeprefix(_SVG)
    attributes = "".join(
        f' {"xlink:href" if name == _HREF else name}="{value}"' for name, value in element.attrib.items()
    )
    inner = _children(element)
    if not attributes and (tag == "g" or not inner):
        return inner
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}/>"


def _children(element: ElementTree.Element) -> str:
    """Neighbours with one clip share it: a clip costs a renderer as much as a picture."""
    written = ""
    for clip, group in groupby(_drawing(element), lambda child: child.attrib.pop("clip-path", "")):
        inner = "".join(map(_write, group))
        written += f'<g clip-path="{clip}">{inner}</g>' if clip else inner
    return written


def _drawing(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Children that draw something or are drawn from; the rest would only cost bytes."""
    for child in element:
        empty = child.tag in (f"{_SVG}g", f"{_SVG}defs") and len(child) == 0
        unpainted = child.get("fill") == "none" and child.get("stroke", "none") == "none"
        unpainted = (unpainted and not child.get("id")) or not child.get("d")
        if not empty and not (child.tag == f"{_SVG}path" and unpainted):
            yield child

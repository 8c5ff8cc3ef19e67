"""A film's slide as a figure of matplotlib, whose artists follow the story: what our films are timed beside.

It is built once, from where our layout puts axes, marks and letters. From picture to picture only those
artists are changed whose mark has changed, as matplotlib's manual advises.
"""

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch
from matplotlib.patches import Polygon as Region
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.ticker import NullFormatter, NullLocator
from matplotlib.transforms import Affine2D

from figures.draw.marks import Curve, Dot, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Panel
from figures.draw.theme import FONT_FAMILY, ink
from figures.film.shots import Shot
from figures.sheets.elements import path
from figures.sheets.labels import letters
from figures.sheets.layout import Letters, Place
from figures.sheets.setting import Setting

INCH = 72
"""Pixels of the slide in one of matplotlib's inches: a point is a pixel."""

STYLE: dict[str, Any] = {
    "font.family": FONT_FAMILY,
    "text.hinting": "none",
    "axes.facecolor": "none",
    "axes.edgecolor": ink("rule"),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": ink("rule"),
    "ytick.major.size": 0,
    "grid.color": ink("rule"),
    "lines.solid_capstyle": "round",
    "path.simplify_threshold": 0.05,
}
"""Settings of matplotlib in which its axes look like ours."""

_CODES = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4}
_SIDES = {"start": "left", "middle": "center", "end": "right"}


class Picture:
    """Artists on the figure, one a mark; ``TypeError`` for a mark of a kind that the film timed has not.

    The figure is as many of matplotlib's inches wide as the slide is of ``INCH`` pixels.
    """

    def __init__(self, figure: Figure, setting: Setting) -> None:
        self._figure, self._setting = figure, setting
        sheet = setting.sheet
        self._slide = Affine2D().scale(1, -1).translate(0, sheet.height).scale(figure.dpi / INCH)
        for line in (*setting.letters, *(line for place in setting.places for line in place.letters)):
            figure.add_artist(self._text(line))
        self._sentence = self._text(Letters("", *setting.sentence, sheet.sentence, "fg"))
        figure.add_artist(self._sentence)
        self._places = {place.panel.key: place for place in setting.places}
        self._marks = setting.film.shots[0].frame.marks
        self._axes = {key: self._add_axes(place) for key, place in self._places.items()}
        self._artists = [self._artist(mark) for mark in self._marks]
        for row, (mark, artist) in enumerate(zip(self._marks, self._artists, strict=True)):
            # Above the frame of the axes, in the order in which our marks are painted.
            artist.set_zorder(3 + row)
            self._axes[mark.panel].add_artist(artist)
            artist.set_clip_on(not isinstance(mark, Dot | Label))
            self._change(artist, mark)

    def animate(self, shot: Shot) -> list[Artist]:
        """Change every artist whose mark differs from that of the picture before."""
        self._sentence.set_text(shot.sentence)
        changed: list[Artist] = [self._sentence]
        for before, mark, artist in zip(self._marks, shot.frame.marks, self._artists, strict=True):
            if mark is not before and mark != before:
                self._change(artist, mark)
                changed.append(artist)
        self._marks = shot.frame.marks
        return changed

    def _add_axes(self, place: Place) -> Axes:
        sheet, panel = self._setting.sheet, place.panel
        left, top, width, height = place.axes
        wide, high = sheet.width, sheet.height
        axes = self._figure.add_axes((left / wide, 1 - (top + height) / high, width / wide, height / high))
        axes.set(xscale=panel.x.scale, xlim=panel.x.limits, yscale=panel.y.scale, ylim=panel.y.limits)
        for ticker, axis in ((axes.xaxis, panel.x), (axes.yaxis, panel.y)):
            ticker.set_minor_locator(NullLocator())
            ticker.set_minor_formatter(NullFormatter())
            ticker.set_ticks([value for value, _ in axis.ticks], [""] * len(axis.ticks))
        for spine in axes.spines.values():
            spine.set_linewidth(sheet.stroke)
        axes.tick_params(axis="x", length=5 * sheet.stroke, width=0.8 * sheet.stroke)
        axes.grid(visible=False)
        if panel.grid != "none":
            axes.grid(visible=True, axis=panel.grid, linewidth=0.8 * sheet.stroke)
        return axes

    def _artist(self, mark: Mark) -> Artist:
        """An artist with all of a mark's look that never changes."""
        stroke = self._setting.sheet.stroke
        match mark:
            case Dot():
                return Circle((0, 0), linewidth=2.4 * stroke, transform=self._slide)
            case Label():
                return self._text(self._letters(mark))
            case Polygon():
                return Region(mark.points, linewidth=mark.width * stroke)
            case Curve():
                outline = smooth(mark, self._places[mark.panel].panel)
                return PathPatch(
                    outline, fill=False, linewidth=mark.width * stroke, capstyle="round", joinstyle="round",
                    transform=self._axes[mark.panel].transAxes,
                )  # fmt: skip
            case Segment() | Polyline():
                dash = [float(part) / mark.width for part in mark.dash.split()]
                return Line2D(
                    [], [], linewidth=mark.width * stroke, linestyle=(0, dash) if dash else "-",
                    dash_capstyle="round",
                )  # fmt: skip
        raise TypeError(f"the film holds a {type(mark).__name__}, which the peer does not draw; add it")

    def _change(self, artist: Artist, mark: Mark) -> None:
        """Give the artist the place, the words and the colour of its mark."""
        artist.set_visible(mark.visible)
        colour = ink(mark.role)
        match mark, artist:
            case Dot(), Circle():
                artist.set_center(self._places[mark.panel].project(mark.x, mark.y))
                artist.set_radius(mark.radius * self._setting.sheet.stroke)
                artist.set(edgecolor=colour, facecolor=ink("ground") if mark.hollow else colour)
            case Label(), Text():
                line = self._letters(mark)
                artist.set(text=line.text, position=(line.x, line.y), color=colour)
            case Polygon(), Region():
                artist.set_xy(mark.points)
                artist.set(
                    facecolor=to_rgba(colour, mark.opacity), edgecolor=colour if mark.width else "none"
                )
            case Curve(), PathPatch():
                artist.set_path(smooth(mark, self._places[mark.panel].panel))
                artist.set_edgecolor(colour)
            case Segment(), Line2D():
                artist.set_data([mark.x1, mark.x2], [mark.y1, mark.y2])
                artist.set_color(colour)
            case Polyline(), Line2D():
                artist.set_data(*zip(*mark.points, strict=True))
                artist.set_color(colour)

    def _letters(self, label: Label) -> Letters:
        place = self._places[label.panel]
        return letters(self._setting.sheet, place, label, self._setting.sides[place.key][label.key])

    def _text(self, line: Letters) -> Text:
        return Text(
            line.x, line.y, line.text, size=line.size, color=ink(line.role), weight=line.weight,
            ha=_SIDES[line.anchor], va="baseline", transform=self._slide,
        )  # fmt: skip


def smooth(mark: Curve, panel: Panel) -> Path:
    """Return the curve as ours bends it, in shares of its axes."""
    outline = path(mark, panel)
    return Path(
        [(x, 1 - y) for _, points in outline for x, y in points],
        [_CODES[command] for command, points in outline for _ in points],
    )

"""A figure as a small picture: its main panels at their pose, with no more words than there is room for."""

from collections.abc import Iterator
from dataclasses import replace

from figures.draw.marks import Label, Mark, Polygon
from figures.draw.panels import Axis, Panel
from figures.film.film import Film
from figures.scene import Frame
from figures.sheets.axes import draw_axes
from figures.sheets.drawing import document, fixtures, marks
from figures.sheets.labels import letters, sides, touching
from figures.sheets.layout import Place, arrange
from figures.sheets.setting import Setting
from figures.sheets.sheet import SMALL, Sheet

_FEW = 13.0 / 15.0
"""Letters of several panels beside one another, in those of one."""
_SOLID = 0.4
"""The opacity from which what is filled is no tint."""


def small(film: Film) -> str:
    """The figure on ``SMALL``, in the light scheme's colours."""
    setting = _setting(film)
    down = (SMALL.height - setting.height) / 2
    body = "".join(
        fixtures(setting, place) + marks(setting, place, _legible(setting, place)) for place in setting.places
    )
    return document(setting, f'<g transform="translate(0 {down:.2f})">{body}</g>', True)


def _setting(film: Film) -> Setting:
    """The panels that show the claim, in each state of the pose."""
    scene = film.scene
    names = scene.pose_panels or [panel.key for panel in scene.panels]
    panels = [_bare(panel) for panel in scene.panels if panel.part != "second" and panel.key in names]
    headed = {mark.panel for mark in film.frames[0].marks if _heads(mark)}
    shown = [
        (panel, pose, bool(panel.title) or panel.key in headed)
        for pose in range(len(film.poses))
        for panel in panels
    ]
    sheet = SMALL if len(shown) == 1 else _with_less_room(SMALL)
    edge = sheet.edge
    places = arrange(sheet, shown, (edge, 0.0, sheet.width - 2 * edge, sheet.height - edge))
    beside = {place.key: sides(sheet, place, (_frame(film, place),)) for place in places}
    axes = {
        place.key: draw_axes(place.panel, f"{film.slug}-{place.key}-", place.axes[2:], sheet.stroke)
        for place in places
    }
    height = max(place.cell[1] + place.cell[3] for place in places)
    return Setting(film, sheet, places, beside, axes, (), (0.0, 0.0), height)


def _with_less_room(sheet: Sheet) -> Sheet:
    letters = {name: getattr(sheet, name) * _FEW for name in ("letter", "lead", "title")}
    return replace(sheet, **letters)


def _bare(panel: Panel) -> Panel:
    """The panel without names and numbers on its axes."""

    def bare(axis: Axis) -> Axis:
        return replace(axis, label="", ticks=tuple((at, "") for at, _ in axis.ticks))

    return replace(panel, x=bare(panel.x), y=bare(panel.y))


def _legible(setting: Setting, place: Place) -> Iterator[Mark]:
    """The marks of a place, of labels those that touch nothing: the weightiest first, then the others."""
    frame = _frame(setting.film, place)
    chosen = setting.sides[place.key]
    labels = [mark for mark in frame.marks if isinstance(mark, Label) and mark.key in chosen and mark.visible]
    kept: dict[str, Label] = {}
    for label in sorted(labels, key=lambda one: (not _heads(one), not one.lead, one.weight == "regular")):
        tried = kept | {label.key: label}
        rest = (_edged(mark) for mark in frame.marks if not isinstance(mark, Label) or mark.key in tried)
        alone = Frame(marks=tuple(rest), readouts=(), says="", solved=())
        where = {key: chosen[key] for key in tried}
        if label.key not in touching(setting.sheet, place, alone, where) and _fits(setting, place, label):
            kept = tried
    return (mark for mark in frame.marks if not isinstance(mark, Label) or mark.key in kept)


def _edged(mark: Mark) -> Mark:
    """The mark, a solid bar with the edges that its colour gives it: larger letters would stand on these."""
    if isinstance(mark, Polygon) and mark.opacity >= _SOLID:
        return replace(mark, width=1.0)
    return mark


def _fits(setting: Setting, place: Place, label: Label) -> bool:
    """Whether a label stays within its cell, which a title may leave."""
    left, _, width, _ = letters(setting.sheet, place, label, setting.sides[place.key][label.key]).box
    return left + width <= place.cell[0] + place.cell[2] + 1


def _heads(mark: Mark) -> bool:
    return isinstance(mark, Label) and mark.sides == ("title",)


def _frame(film: Film, place: Place) -> Frame:
    return film.frames[film.poses[place.pose]]

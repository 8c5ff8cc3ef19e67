"""What a pointer takes hold of on a page: the marks that sliders move, and the handles drawn over them."""

import html
from typing import Any

from figures.draw.marks import Dot, Mark
from figures.draw.panels import Panel
from figures.scene import Frame, Scene, Slider
from figures.sheets.drawing import Scale
from figures.sheets.elements import Point
from figures.sheets.layout import Place
from figures.sheets.setting import Setting

_ARROWS = {"x": "M-13-5l-6 5 6 5M13-5l6 5-6 5", "y": "M-5-13l5-6 5 6M-5 13l5 6 5-6"}
"""Two arrow heads along an axis, around the middle of a handle."""


def axes(scene: Scene) -> dict[str, str]:
    """Along which axes each mark can be dragged, by the mark's key: "x", "y" or "xy"."""
    found: dict[str, set[str]] = {}
    for key, attribute in _drags(scene):
        found.setdefault(key, set()).add(attribute[0])
    return {key: "".join(sorted(letters)) for key, letters in found.items()}


def name(key: str) -> str:
    """What the handle of a mark is called beside the marks."""
    return f"handle:{key}"


def dragged(control: Slider) -> dict[str, Any] | None:
    """Which handle moves a slider, and along which axis: 0 across, 1 up and down."""
    if control.drag is None:
        return None
    key, attribute = control.drag
    return {"mark": name(key), "axis": int(attribute.startswith("y"))}


def point(scene: Scene, frame: Frame, key: str, panel: Panel) -> Point:
    """The point of the mark that a slider names, in shares of the panel's axes, y down."""
    end = next(attribute[1:] for dragged_, attribute in _drags(scene) if dragged_ == key)
    mark = next(mark for mark in frame.marks if mark.key == key)
    return panel.x.share(getattr(mark, f"x{end}")), 1 - panel.y.share(getattr(mark, f"y{end}"))


def svg(setting: Setting, place: Place, frame: Frame, mark: Mark) -> str:
    """A disc of a fingertip's size at the mark, and arrows that say whither it can be dragged."""
    scene = setting.film.scene
    x, y = Scale(place)(point(scene, frame, mark.key, place.panel))
    arrows = "".join(f'<path d="{_ARROWS[axis]}"/>' for axis in axes(scene)[mark.key])
    dot = "" if isinstance(mark, Dot) else '<circle class="handle__dot" r="5"/>'
    return (
        f'<g class="handle" data-mark="{html.escape(name(mark.key))}" transform="translate({x:.1f} {y:.1f})">'
        f'<circle class="handle__grip" r="{setting.sheet.grip:g}"/>{dot}{arrows}</g>'
    )


def _drags(scene: Scene) -> list[tuple[str, str]]:
    return [control.drag for control in scene.controls if isinstance(control, Slider) and control.drag]

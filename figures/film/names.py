"""Names in a film that somebody looks up only later: on a page, in a browser."""

import re
from typing import TYPE_CHECKING

from figures.build.errors import nearest
from figures.scene import SceneError, Slider

if TYPE_CHECKING:
    from figures.film.film import Film

_PLACES = ("x", "y", "x1", "y1", "x2", "y2")
"""The attributes that say where a mark stands, across or upright."""


def check_names(film: "Film") -> None:
    """Raise ``SceneError`` for a readout, fact, light or drag whose name leads nowhere, or to another's."""
    where = f"figures/scenes/{film.slug}.py"
    keys = [readout.key for readout in film.frames[0].readouts]
    for key in keys:
        if keys.count(key) > 1:
            raise SceneError(f"{where}: two readouts share the key '{key}'; give each its own")
    for fact in film.facts:
        if not re.fullmatch(r"\w+", fact):
            raise SceneError(f"{where}: no page can quote the fact '{fact}'; use letters, digits and _")
    known = [*(panel.key for panel in film.scene.panels), *(mark.key for mark in film.frames[0].marks)]
    for number, beat in enumerate(film.scene.story, 1):
        for name in beat.lit:
            if name not in known:
                # Everything would step back, and nothing be lit.
                raise SceneError(
                    f"{where}: beat {number} lights '{name}', no panel or mark; {nearest(name, known)}"
                )
    for control, stride in zip(film.scene.controls, film.strides(), strict=True):
        if isinstance(control, Slider) and control.drag:
            _check_drag(f"{where}: drag of '{control.name}'", film, control, stride)


def _check_drag(where: str, film: "Film", control: Slider, stride: int) -> None:
    """A pointer over the mark's panel asks for the stop at which the mark is where it points to."""
    key, name = control.drag or ("", "")
    rows = {mark.key: row for row, mark in enumerate(film.frames[0].marks)}
    if key not in rows:
        raise SceneError(f"{where} names no mark '{key}'; {nearest(key, rows)}")
    course = [frame.marks[rows[key]] for frame in film.frames]
    last = len(control.stops) - 1
    steps = [
        (mark, course[row + stride])
        for row, mark in enumerate(course)
        if row // stride % len(control.stops) < last
    ]
    moving = [
        place
        for place in _PLACES
        if any(getattr(mark, place, None) != getattr(other, place, None) for mark, other in steps)
    ]
    if name not in moving:
        raise SceneError(f"{where}: no '{name}' of mark '{key}' moves with it; {nearest(name, moving)}")

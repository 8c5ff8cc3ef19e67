"""One frame of a scene: drawn, checked and certified, at whatever state of its controls."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np

from figures.build.errors import misnamed, nearest
from figures.draw.lettering import LetterError, check_letters
from figures.draw.marks import Dot, Label, Mark
from figures.draw.panels import Panel
from figures.draw.theme import ROLES
from figures.film.certificate import ALLOWED, bound, violation
from figures.scene import Frame, Scene, SceneError, blamed
from figures.solved import Solved

_OFF = 0.002
"""How far a point may lie off the axes, in shares of them, before it is outside."""


@dataclass
class Takes:
    """The frames of one scene; each is held against the first, and no answer is certified twice."""

    slug: str
    scene: Scene
    _first: Frame | None = None
    _sound: dict[str, Mark] = field(default_factory=dict)
    _known: dict[Solved, float] = field(default_factory=dict)

    def frame(self, values: Mapping[str, Any]) -> tuple[Frame, float | None]:
        """The frame in that state, and what its violations do not exceed.

        ``SceneError`` if it breaks a rule.
        """
        at = ", ".join(f"{name}={value!r}" for name, value in values.items())
        place = f" at {at}" if at else ""
        where = f"figures/scenes/{self.slug}.py{place}"
        with blamed(self.slug, place):
            frame = self.scene.draw(**values)
            self._first = self._first or frame
            self._check(where, frame, self._first)
            return frame, self._certify(where, frame)

    def _check(self, where: str, frame: Frame, first: Frame) -> None:
        cast = [(type(mark), mark.key, mark.panel) for mark in frame.marks]
        if cast != [(type(mark), mark.key, mark.panel) for mark in first.marks]:
            raise SceneError(f"{where}: other marks than at the first stop; keep keys, types and order")
        if len({mark.key for mark in frame.marks}) != len(frame.marks):
            raise SceneError(f"{where}: two marks share a key; give each its own")
        if [(r.key, r.label) for r in frame.readouts] != [(r.key, r.label) for r in first.readouts]:
            raise SceneError(f"{where}: other readouts than at the first stop; keep keys and labels")
        labels = [mark.text for mark in frame.marks if isinstance(mark, Label)]
        check_words(where, [*labels, *(r.label + r.text for r in frame.readouts)])
        panels = {panel.key: panel for panel in self.scene.panels}
        for mark in frame.marks:
            # Most marks are as they were in the frame before, which was in order.
            if self._sound.get(mark.key) == mark:
                continue
            if mark.panel not in panels:
                raise SceneError(
                    f"{where}: mark '{mark.key}' has no panel '{mark.panel}'; {nearest(mark.panel, panels)}"
                )
            if mark.role not in ROLES:
                raise SceneError(
                    f"{where}: mark '{mark.key}' has no role '{mark.role}'; {nearest(mark.role, ROLES)}"
                )
            for fault in misnamed(mark):
                raise SceneError(f"{where}: mark '{mark.key}': {fault}")
            if name := _spoiled(mark, panels[mark.panel]):
                raise SceneError(
                    f"{where}: {name} of mark '{mark.key}' has no place on its axes; draw finite numbers, "
                    "above 0 where an axis is logarithmic"
                )
            if isinstance(mark, Dot | Label) and mark.visible:
                _check_place(where, mark, panels[mark.panel])
            self._sound[mark.key] = mark

    def _certify(self, where: str, frame: Frame) -> float | None:
        """What the violations of the answers in the frame do not exceed; None if there are none.

        ``SceneError`` for one above what is allowed, and for a figure without answers that does not say why.
        """
        uncertified = self.scene.uncertified
        if bool(frame.solved) == bool(uncertified):
            raise SceneError(
                f"{where}: "
                + (
                    f"answers are drawn, yet 'uncertified' says: {uncertified}; take that away"
                    if uncertified
                    else "no answer is certified; give Frame solved=(certified(…),), or say in SCENE why it "
                    "has none: uncertified=…"
                )
            )
        known = self._known
        for solved in frame.solved:
            if solved not in known:
                try:
                    known[solved] = violation(solved)
                except ValueError as error:
                    raise SceneError(f"{where}: {error}; mend it, then build again") from None
            if not known[solved] <= ALLOWED:
                raise SceneError(
                    f"{where}: an answer to a problem of the kind {type(solved.problem).__name__} violates "
                    f"its optimality conditions by {known[solved]:.2g}, above {ALLOWED:g}; draw the minimiser"
                )
        return bound(max(known[solved] for solved in frame.solved)) if frame.solved else None


def words(scene: Scene) -> Iterator[str]:
    """What is written in every frame and on every slide."""
    yield from (scene.claim, scene.convention, scene.source)
    yield from (beat.sentence for beat in scene.story)
    for panel in scene.panels:
        yield panel.title
        for axis in (panel.x, panel.y):
            yield axis.label
            yield from (text for _, text in axis.ticks)


def check_words(where: str, texts: Iterable[str]) -> None:
    """Raise ``SceneError`` if the typeface lacks a letter."""
    try:
        check_letters("".join(texts))
    except LetterError as error:
        raise SceneError(f"{where}: {error}") from None


def _check_place(where: str, mark: Dot | Label, panel: Panel) -> None:
    """Lines and regions are clipped to the axes; a dot or label outside them would just be wrong."""
    shares = (0.0, 0.0) if _is_title(mark) else (panel.x.share(mark.x), panel.y.share(mark.y))
    if any(share < -_OFF or share > 1 + _OFF for share in shares):
        raise SceneError(
            f"{where}: mark '{mark.key}' at ({mark.x:g}, {mark.y:g}) leaves its panel; widen the axis limits"
        )


def _spoiled(mark: Mark, panel: Panel) -> str:
    """The first attribute of a mark that holds what its panel cannot show; nothing if there is none."""
    for name, value in vars(mark).items():
        if name in ("points", "pieces"):
            pieces = value if name == "pieces" else (value,)
            points = np.array([point for piece in pieces for point in piece], dtype=np.float64).reshape(-1, 2)
            both = [(points[:, 0], panel.x.scale), (points[:, 1], panel.y.scale)]
            if any(not np.isfinite(at).all() or (scale == "log" and (at <= 0).any()) for at, scale in both):
                return name
        elif isinstance(value, float | int) and not _is_title(mark):
            axis = {"x": panel.x, "y": panel.y}.get(name[0])
            # An array of one number would take ten times as long.
            if not isfinite(value) or (axis and axis.scale == "log" and value <= 0):
                return name
    return ""


def _is_title(mark: Mark) -> bool:
    return isinstance(mark, Label) and "title" in mark.sides

"""Film: a scene run over all its stops and kept as tracks of SVG attributes.

The one table serves every output: the still picks an index, an animation joins the values, the
slider on a page indexes by its value, a raster frame is a still.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, product
from operator import mul
from typing import Any

from figures.build.errors import misnamed, nearest
from figures.draw.lettering import LetterError, check_letters, load_typeface, outline
from figures.draw.marks import Attributes, Dot, Label, Mark, fixed
from figures.draw.theme import ROLES
from figures.film.certificate import ALLOWED, bound, violation
from figures.film.names import check_names
from figures.film.stage import Stage, set_stage
from figures.scene import Control, Frame, Panel, Scene, SceneError, Slider, blamed
from figures.solved import Solved

_NO_NUMBER = re.compile(r"\b(nan|inf)\b")


@dataclass(frozen=True)
class Actor:
    """A mark across the film: what stays (``still``) and what changes (``tracks``), as SVG text.

    ``label`` is the mark itself if it is letters, for files that set them one by one.
    """

    key: str
    panel: str
    tag: str
    still: dict[str, str]
    tracks: dict[str, tuple[str, ...]]
    label: Label | None

    def at(self, index: int) -> dict[str, str]:
        """All attributes at a stop."""
        return self.still | {name: values[index] for name, values in self.tracks.items()}


@dataclass(frozen=True, eq=False)
class Film:
    """A scene shot at all its stops, certified: ``residuals`` bound the violations, frame by frame.

    They are None for a film that draws no answers. A film equals itself alone, so that what is made of one
    can be kept.
    """

    slug: str
    scene: Scene
    stages: tuple[Stage, ...]
    actors: tuple[Actor, ...]
    frames: tuple[Frame, ...]
    residuals: tuple[float | None, ...]
    facts: Mapping[str, str]

    @property
    def start(self) -> int:
        """The frame of which the still picture is taken."""
        return sum(stride * place for _, stride, place in self._places())

    @property
    def residual(self) -> float | None:
        """What no violation in the film exceeds, or None if it draws no answers."""
        return max((residual for residual in self.residuals if residual is not None), default=None)

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """What each readout says, frame by frame."""
        rows = zip(*(frame.readouts for frame in self.frames), strict=True)
        return tuple(tuple(readout.text for readout in row) for row in rows)

    @cached_property
    def sweep(self) -> tuple[int, ...]:
        """The frames along the first slider, the other controls at their start."""
        for control, stride, place in self._places():
            if isinstance(control, Slider):
                first = self.start - stride * place
                return tuple(first + stride * stop for stop in range(len(control.stops)))
        return (self.start,)

    def strides(self) -> tuple[int, ...]:
        """By how many frames one step of each control goes; the first control is the fastest."""
        sizes = [len(control.stops) for control in self.scene.controls]
        return tuple(accumulate(sizes[:-1], mul, initial=1)) if sizes else ()

    def _places(self) -> list[tuple[Control, int, int]]:
        controls = self.scene.controls
        places = (control.stops.index(control.start) for control in controls)
        return list(zip(controls, self.strides(), places, strict=True))


def shoot(slug: str, scene: Scene) -> Film:
    """Run the scene over its stops; ``SceneError`` names the scene and stop that break a rule."""
    # What is missing on this machine is no fault of the scene.
    load_typeface()
    with blamed(slug):
        film = _shoot(slug, scene)
        check_names(film)
        return film


def _shoot(slug: str, scene: Scene) -> Film:
    stages = {panel.key: _set_stage(slug, panel) for panel in scene.panels}
    _check_words(f"figures/scenes/{slug}.py", _words(scene, stages.values()))
    frames: list[Frame] = []
    residuals: list[float | None] = []
    known: dict[Solved, float] = {}
    looks: list[list[dict[str, str]]] = []
    for values in settings(scene):
        at = ", ".join(f"{name}={value!r}" for name, value in values.items())
        place = f" at {at}" if at else ""
        where = f"figures/scenes/{slug}.py{place}"
        with blamed(slug, place):
            frame = scene.draw(**values)
            _check_frame(where, frame, frames[0] if frames else frame, stages)
            residuals.append(_certify(where, frame, scene.uncertified, known))
            before = frames[-1].marks if frames else ()
            looks.append(
                [
                    # Most marks stand still from stop to stop, and long lines take long to write.
                    looks[-1][row]
                    if frames and mark == before[row]
                    else _texts(where, mark, stages[mark.panel])
                    for row, mark in enumerate(frame.marks)
                ]
            )
        frames.append(frame)
    if scene.draw(**next(iter(settings(scene)))) != frames[0]:
        raise SceneError(f"figures/scenes/{slug}.py: draw gives two pictures for one stop; seed it")
    with blamed(slug, ", facts"):
        facts = dict(scene.facts())
    return Film(
        slug,
        scene,
        tuple(stages.values()),
        tuple(
            _follow(f"figures/scenes/{slug}.py", mark, [look[row] for look in looks])
            for row, mark in enumerate(frames[0].marks)
        ),
        tuple(frames),
        tuple(residuals),
        facts,
    )


def _set_stage(slug: str, panel: Panel) -> Stage:
    place = f", panel '{panel.key}'"
    with blamed(slug, place):
        try:
            return set_stage(panel, f"{slug}-{panel.key}-")
        except SceneError as error:
            raise SceneError(f"figures/scenes/{slug}.py{place}: {error}") from error


def settings(scene: Scene) -> Iterator[dict[str, Any]]:
    """The values of all controls, frame by frame; the first control is the fastest."""
    names = [control.name for control in reversed(scene.controls)]
    for values in product(*(control.stops for control in reversed(scene.controls))):
        yield dict(zip(reversed(names), reversed(values), strict=True))


def _check_frame(where: str, frame: Frame, first: Frame, stages: Mapping[str, Stage]) -> None:
    cast = [(type(mark), mark.key, mark.panel) for mark in frame.marks]
    if cast != [(type(mark), mark.key, mark.panel) for mark in first.marks]:
        raise SceneError(f"{where}: other marks than at the first stop; keep keys, types and order")
    if len({mark.key for mark in frame.marks}) != len(frame.marks):
        raise SceneError(f"{where}: two marks share a key; give each its own")
    if [(r.key, r.label) for r in frame.readouts] != [(r.key, r.label) for r in first.readouts]:
        raise SceneError(f"{where}: other readouts than at the first stop; keep keys and labels")
    labels = [mark.text for mark in frame.marks if isinstance(mark, Label)]
    _check_words(where, [*labels, *(r.label + r.text for r in frame.readouts)])
    for mark in frame.marks:
        if mark.panel not in stages:
            raise SceneError(
                f"{where}: mark '{mark.key}' has no panel '{mark.panel}'; {nearest(mark.panel, stages)}"
            )
        if mark.role not in ROLES:
            raise SceneError(
                f"{where}: mark '{mark.key}' has no role '{mark.role}'; {nearest(mark.role, ROLES)}"
            )
        if isinstance(mark, Dot | Label) and mark.visible:
            _check_place(where, mark, stages[mark.panel])


def _certify(where: str, frame: Frame, uncertified: str, known: dict[Solved, float]) -> float | None:
    """What the violations of the answers in the frame do not exceed; None if there are none.

    Those ``known`` are not computed again.

    ``SceneError`` for one above what is allowed, and for a figure without answers that does not say why.
    """
    if bool(frame.solved) == bool(uncertified):
        raise SceneError(
            f"{where}: "
            + (
                f"answers are drawn, yet 'uncertified' says: {uncertified}; take that away"
                if uncertified
                else "no answer is certified; give Frame solved=(certified(…),), or say in SCENE why it has "
                "none: uncertified=…"
            )
        )
    for solved in frame.solved:
        if solved not in known:
            try:
                known[solved] = violation(solved)
            except ValueError as error:
                raise SceneError(f"{where}: {error}; mend it, then build again") from None
        if not known[solved] <= ALLOWED:
            raise SceneError(
                f"{where}: an answer to a problem of the kind {type(solved.problem).__name__} violates its "
                f"optimality conditions by {known[solved]:.2g}, above {ALLOWED:g}; draw the minimiser"
            )
    return bound(max(known[solved] for solved in frame.solved)) if frame.solved else None


def _words(scene: Scene, stages: Iterable[Stage]) -> Iterator[str]:
    """What is written in every frame and on every slide."""
    yield from (scene.claim, scene.convention)
    for panel in scene.panels:
        yield panel.title
        for axis in (panel.x, panel.y):
            yield axis.label
            yield from (text for _, text in axis.ticks)
    for stage in stages:
        yield from (thing.text for thing in stage.drawn)


def _check_words(where: str, texts: Iterable[str]) -> None:
    try:
        check_letters("".join(texts))
    except LetterError as error:
        raise SceneError(f"{where}: {error}") from None


def _check_place(where: str, mark: Dot | Label, stage: Stage) -> None:
    """Lines and regions are clipped to the frame; a dot or label outside it would just be wrong."""
    px, py = stage.project(mark.x, mark.y)
    left, top, width, height = stage.frame
    # What is not a number is told with the attribute that it spoils.
    if px < left - 1 or px > left + width + 1 or py < top - 1 or py > top + height + 1:
        raise SceneError(
            f"{where}: mark '{mark.key}' at ({mark.x:g}, {mark.y:g}) leaves its panel; widen the axis limits"
        )


def _follow(where: str, mark: Mark, looks: list[dict[str, str]]) -> Actor:
    """One mark, as at the first stop, across its looks at all stops."""
    if any(look.keys() != looks[0].keys() for look in looks):
        raise SceneError(f"{where}: mark '{mark.key}' changes its look; keep dash and angle present")
    if any(look.get("points", "").count(",") != looks[0].get("points", "").count(",") for look in looks):
        raise SceneError(f"{where}: mark '{mark.key}' changes its number of points; keep it the same")
    still, tracks = {}, {}
    for name in looks[0]:
        values = tuple(look[name] for look in looks)
        if len(set(values)) == 1:
            still[name] = values[0]
        else:
            tracks[name] = values
    label = mark if isinstance(mark, Label) else None
    if label and "d" in tracks:
        raise SceneError(f"{where}: label '{mark.key}' changes its words; make it a readout")
    return Actor(mark.key, mark.panel, mark.tag, still, tracks, label)


def _texts(where: str, mark: Mark, stage: Stage) -> dict[str, str]:
    """The mark's attributes at one stop, as they are written."""
    for fault in misnamed(mark):
        raise SceneError(f"{where}: mark '{mark.key}': {fault}")
    attributes: Attributes = mark.attributes(stage.project)
    attributes["visibility"] = "visible" if mark.visible else "hidden"
    if isinstance(mark, Label):
        path, width = outline(mark.text, mark.size, mark.weight)
        shift = {"start": 0.0, "middle": -width / 2, "end": -width}[mark.anchor]
        x, y = float(attributes.pop("x")) + shift, float(attributes.pop("y"))
        attributes |= {"transform": f"translate({fixed(x)} {fixed(y)})", "d": path}
    texts = {name: value if isinstance(value, str) else fixed(value) for name, value in attributes.items()}
    for name, text in texts.items():
        if wrong := _NO_NUMBER.search(text):
            raise SceneError(f"{where}: {name} of mark '{mark.key}' is {wrong[0]}; draw finite numbers")
    return texts

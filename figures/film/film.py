"""Film: a scene run over all its stops and kept as tracks of SVG attributes.

The one table serves every output: the still picks an index, an animation joins the values, the
slider on a page indexes by its value, a raster frame is a still.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, product
from operator import mul
from typing import Any

from figures.draw.lettering import load_typeface, outline
from figures.draw.marks import Attributes, Label, Mark, fixed
from figures.draw.panels import Panel
from figures.film.names import check_names
from figures.film.shots import Shot, told
from figures.film.stage import Stage, set_stage
from figures.film.take import Takes, check_words, words
from figures.scene import Control, Frame, Scene, SceneError, Slider, blamed

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
        """The frame that a page shows before it is touched."""
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

    @cached_property
    def shots(self) -> tuple[Shot, ...]:
        """The story, picture by picture, each drawn and certified in its own state."""
        return tuple(told(Takes(self.slug, self.scene)))

    def at(self, state: Mapping[str, Any]) -> int:
        """The frame of a state that is made of stops."""
        controls = zip(self.scene.controls, self.strides(), strict=True)
        return sum(stride * control.stops.index(state[control.name]) for control, stride in controls)

    def thinned(self, values: Sequence[Any]) -> list[Any]:
        """One value a frame, told only over the controls on which it depends: steps and values.

        The value at places p of the controls is the one at index Σ steps·p. A control does not matter if no
        step of it ever changes a value.
        """
        sizes = [len(control.stops) for control in self.scene.controls]
        at = [
            (stride, size, [frame // stride % size for frame in range(len(values))])
            for stride, size in zip(self.strides(), sizes, strict=True)
        ]
        idle = [
            all(value == values[frame - stride * place[frame]] for frame, value in enumerate(values))
            for stride, _, place in at
        ]
        steps, step = [], 1
        for (_, size, _), still in zip(at, idle, strict=True):
            steps.append(0 if still else step)
            step *= 1 if still else size
        kept = [
            value
            for frame, value in enumerate(values)
            if not any(place[frame] for (_, _, place), still in zip(at, idle, strict=True) if still)
        ]
        return [steps, kept]

    @cached_property
    def poses(self) -> tuple[int, ...]:
        """The frames that show the claim, side by side."""
        return tuple(map(self.at, self.scene.pose)) or (self.start,)

    def strides(self) -> tuple[int, ...]:
        """By how many frames one step of each control goes; the first control is the fastest."""
        sizes = [len(control.stops) for control in self.scene.controls]
        return tuple(accumulate(sizes[:-1], mul, initial=1)) if sizes else ()

    def _places(self) -> list[tuple[Control, int, int]]:
        controls = self.scene.controls
        start = self.scene.start
        places = (control.stops.index(start[control.name]) for control in controls)
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
    stages = {panel.key: _set_stage(slug, panel) for panel in scene.panels if not panel.placed}
    check_words(f"figures/scenes/{slug}.py", words(scene, stages.values()))
    takes = Takes(slug, scene, stages)
    states = list(settings(scene))
    shot = [takes.frame(values) for values in states]
    frames = tuple(frame for frame, _ in shot)
    if scene.draw(**states[0]) != frames[0]:
        raise SceneError(f"figures/scenes/{slug}.py: draw gives two pictures for one stop; seed it")
    with blamed(slug, ", facts"):
        facts = dict(scene.facts())
    actors = tuple(_actors(takes, states, frames, stages)) if stages else ()
    residuals = tuple(residual for _, residual in shot)
    return Film(slug, scene, tuple(stages.values()), actors, frames, residuals, facts)


def _actors(
    takes: Takes, states: list[dict[str, Any]], frames: tuple[Frame, ...], stages: Mapping[str, Stage]
) -> Iterator[Actor]:
    """The marks of a scene of the older kind, each across all frames."""
    looks: list[list[dict[str, str]]] = []
    for number, (values, frame) in enumerate(zip(states, frames, strict=True)):
        place = takes.place(values)
        before = frames[number - 1].marks if number else ()
        with blamed(takes.slug, place):
            looks.append(
                [
                    # Most marks stand still from stop to stop, and long lines take long to write.
                    looks[-1][row]
                    if number and mark == before[row]
                    else _texts(f"figures/scenes/{takes.slug}.py{place}", mark, stages[mark.panel])
                    for row, mark in enumerate(frame.marks)
                ]
            )
    for row, mark in enumerate(frames[0].marks):
        yield _follow(f"figures/scenes/{takes.slug}.py", mark, [look[row] for look in looks])


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

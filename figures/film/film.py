"""Film: a scene run over all its stops and along its story, each frame checked and certified.

The frames at the stops serve every output: a still picks one, the slider on a page indexes by its value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, product
from operator import mul
from typing import Any

from figures.draw.lettering import require_typeface
from figures.film.names import check_names
from figures.film.shots import Shot, told
from figures.film.take import Takes, check_words, words
from figures.scene import Frame, Scene, SceneError, Slider, blamed


@dataclass(frozen=True, eq=False)
class Film:
    """A scene shot at all its stops, certified: ``residuals`` bound the violations, frame by frame.

    They are None for a film that draws no answers. A film equals itself alone, so that what is made of one
    can be kept.
    """

    slug: str
    scene: Scene
    frames: tuple[Frame, ...]
    residuals: tuple[float | None, ...]
    facts: Mapping[str, str]

    @property
    def start(self) -> int:
        """The frame that a page shows before it is touched."""
        return self.poses[0]

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
    def along_first_slider(self) -> tuple[int, ...]:
        """The frames at every stop of the first slider, the other controls at their start."""
        start = self.scene.start
        sliders = [control for control in self.scene.controls if isinstance(control, Slider)]
        return tuple(self.at(start | {one.name: stop}) for one in sliders[:1] for stop in one.stops)

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
        return tuple(map(self.at, self.scene.pose))

    def strides(self) -> tuple[int, ...]:
        """By how many frames one step of each control goes; the first control is the fastest."""
        sizes = [len(control.stops) for control in self.scene.controls]
        return tuple(accumulate(sizes[:-1], mul, initial=1)) if sizes else ()


def shoot(slug: str, scene: Scene) -> Film:
    """Run the scene over its stops; ``SceneError`` names the scene and stop that break a rule."""
    # What is missing on this machine is no fault of the scene.
    require_typeface()
    with blamed(slug):
        film = _shoot(slug, scene)
        check_names(film)
        return film


def _shoot(slug: str, scene: Scene) -> Film:
    check_words(f"figures/scenes/{slug}.py", words(scene))
    takes = Takes(slug, scene)
    states = list(settings(scene))
    shot = [takes.frame(values) for values in states]
    frames = tuple(frame for frame, _ in shot)
    if scene.draw(**states[0]) != frames[0]:
        raise SceneError(f"figures/scenes/{slug}.py: draw gives two pictures for one stop; seed it")
    with blamed(slug, ", facts"):
        facts = dict(scene.facts())
    residuals = tuple(residual for _, residual in shot)
    return Film(slug, scene, frames, residuals, facts)


def settings(scene: Scene) -> Iterator[dict[str, Any]]:
    """The values of all controls, frame by frame; the first control is the fastest."""
    names = [control.name for control in reversed(scene.controls)]
    for values in product(*(control.stops for control in reversed(scene.controls))):
        yield dict(zip(reversed(names), reversed(values), strict=True))

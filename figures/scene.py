"""A scene is one declaration from which every output of a figure is made.

A scene is a pure function of its controls' values to marks, computed by the solvers. Every module in
``figures/scenes/`` is one; the file's stem is the figure's name everywhere: in a
fence, in its address, in its downloads and in the tests.
"""

import importlib
import inspect
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

from figures.build.errors import SourceError, misnamed, nearest
from figures.build.layout import ROOT, SOURCE
from figures.draw.marks import Mark
from figures.draw.panels import Panel, Readout
from figures.solved import Solved
from figures.story import Beat, State, check_story, nearest_stop

HOUSE_CONVENTION = "Objective 1/(2n)‖y − Xw‖² + λ‖w‖₁, columns with mean 0 and mean square 1"
"""What λ means in every figure that does not say otherwise."""
ONE_WEIGHT_CONVENTION = "Objective 1/n·Σ(y − wx)² + λ|w| or + λw², x and y as they are"
"""What λ means in the lesson of one weight: the form with the mean squared error."""

BUDGET_CONVENTION = "Smallest squared loss within a budget t, columns with mean 0 and mean square 1"
"""What t means in figures of a budget, which have no λ."""


class SceneError(SourceError):
    """A scene that cannot be published; the message names the scene, what is wrong and the mend."""


@contextmanager
def blamed(slug: str, place: str = "", folder: str = "scenes") -> Iterator[None]:
    """Whatever is raised in the block is a ``SceneError`` in one line, with the places it came through.

    They are the scene's line, and that of another module of ours if it arose there. What else is drawn is
    no scene but stands in another ``folder`` of ours.
    """
    try:
        yield
    except SourceError:
        raise
    except (Exception, SystemExit) as error:
        file = f"figures/{folder}/{slug}.py"
        places = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, SyntaxError) and error.filename:
            places.append((Path(error.filename), error.lineno))
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        scenes = [line for path, line in places if path == ROOT / file]
        inner = [(path, line) for path, line in places if path.is_relative_to(ROOT / "figures")][-1:]
        where = "".join(
            [
                f"{file}{place}",
                *(f", line {line}" for line in scenes[-1:]),
                *(f" ({path.relative_to(ROOT)}, line {line})" for path, line in inner if path != ROOT / file),
            ]
        )
        what = ": ".join(filter(None, (type(error).__name__, " ".join(said.split()))))
        raise SceneError(f"{where}: {what}; mend it, then build again") from error


@dataclass(frozen=True, kw_only=True)
class Slider:
    """A control with stops in rising order: the parameter of ``draw`` it sets.

    ``continuous`` says how ``draw`` may be asked between the stops, and how a film moves there: in equal
    steps ("linear") or by equal factors ("log"). Without it a film changes from stop to stop at once.
    ``beats`` are stops worth halting at (knots): Page Up and Page Down go from one to the next.
    ``drag`` names the mark and its attribute at which pages show a handle: the slider follows it across,
    or up and down if the attribute is one of y.
    """

    name: str
    label: str
    stops: tuple[float, ...]
    beats: tuple[float, ...] = ()
    drag: tuple[str, str] | None = None
    continuous: Literal["", "linear", "log"] = ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A control with a few named options, pairs (value, label): the parameter of ``draw`` it sets."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]

    @property
    def stops(self) -> tuple[str, ...]:
        """The values, as a slider has stops."""
        return tuple(value for value, _ in self.options)


Control = Slider | Choice


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What a scene shows in one state of its controls.

    ``says`` is the sentence a screen reader speaks for it; ``solved`` are the answers drawn, with their
    problems, which the film checks.
    """

    marks: tuple[Mark, ...]
    readouts: tuple[Readout, ...]
    says: str
    solved: tuple[Solved, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, *parts: Mark | Readout | Iterable[Mark], says: str = "") -> "Frame":
        """The frame of these marks, in the order they are painted, and readouts; of all answers they show.

        What a screen reader says is joined from the readouts, unless ``says`` says it better.
        """
        readouts = tuple(part for part in parts if isinstance(part, Readout))
        marks: list[Mark] = []
        for part in parts:
            if isinstance(part, Mark):
                marks.append(part)
            elif not isinstance(part, Readout):
                marks += part
        told = "; ".join(f"{readout.label} {readout.text}" for readout in readouts)
        solved = dict.fromkeys(answer for mark in marks for answer in mark.solved)
        return cls(marks=tuple(marks), readouts=readouts, says=says or told, solved=tuple(solved))


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A figure's declaration: ``draw`` and everything said about it.

    ``title`` names it, ``claim`` is the one sentence it shows, ``caption`` explains how to read it,
    ``alt`` describes it to somebody who cannot see it, ``notes`` are the words a speaker says while it is
    shown, half a minute of them, ``computed`` says from which data and by which solver, ``lesson`` names
    the page below ``docs/`` that explains it, ``facts`` gives the numbers that prose may quote, formatted,
    ``convention`` says what λ means where it is not the house's, and ``uncertified`` why it draws a solver's
    numbers without an answer that can be checked, which only a figure of no answers may. ``coefficients``
    names those of its answers in its table, if they have names; ``source`` names measured data and who
    published them, for the credit of its slides. Without controls the figure stands still.

    ``story`` is what its film tells, beat by beat; the last beat is the claim. ``pose`` are the states in
    which the claim is visible, for everything that stands still: a page before it is touched shows the first,
    a slide all of them side by side, each with the panels that ``pose_panels`` names. On
    slides the film shows the ``film_panels``; all, if none is named, as a page does.
    """

    draw: Callable[..., Frame]
    title: str
    claim: str
    caption: str
    alt: str
    notes: str
    computed: str
    lesson: str
    panels: tuple[Panel, ...]
    controls: tuple[Control, ...] = ()
    story: tuple[Beat, ...] = ()
    pose: tuple[State, ...] = ()
    pose_panels: tuple[str, ...] = ()
    film_panels: tuple[str, ...] = ()
    facts: Callable[[], Mapping[str, str]] = field(default=dict)
    convention: str = HOUSE_CONVENTION
    uncertified: str = ""
    coefficients: tuple[str, ...] = ()
    source: str = ""

    @property
    def start(self) -> dict[str, Any]:
        """The values of all controls before anybody touches them."""
        return {control.name: self.pose[0][control.name] for control in self.controls}

    def states(self) -> tuple[dict[str, Any], ...]:
        """The values of all controls at each beat of the story."""
        return tuple(accumulate(self.story, lambda now, beat: {**now, **beat.state}, initial=self.start))[1:]

    def check(self, slug: str) -> None:
        """Raise ``SceneError`` unless the declaration holds together."""

        def refuse(what: str, mend: str) -> None:
            raise SceneError(f"figures/scenes/{slug}.py: {what}; {mend}")

        for name in ("title", "claim", "caption", "alt", "notes", "computed", "lesson", "convention"):
            if not str(getattr(self, name)).strip():
                refuse(f"'{name}' is missing", f"write {name}=… in SCENE")
        axes = (axis for panel in self.panels for axis in (panel.x, panel.y))
        for thing in (self, *self.controls, *self.panels, *axes):
            for wrong in misnamed(thing):
                raise SceneError(f"figures/scenes/{slug}.py: {wrong}")
        parameters = list(inspect.signature(self.draw).parameters)
        names = [control.name for control in self.controls]
        if parameters != names:
            strange = next((name for name in names if name not in parameters), "") or str(names)
            refuse(f"draw takes {parameters}, but its controls are {names}", nearest(strange, parameters))
        for control in self.controls:
            stops = control.stops
            if list(stops) != list(dict.fromkeys(stops)) or (
                isinstance(control, Slider) and list(stops) != sorted(stops)
            ):
                refuse(f"the stops of '{control.name}' repeat or do not rise", "sort them, drop repeats")
            labels = [label for _, label in getattr(control, "options", ())]
            if len(set(labels)) != len(labels):
                refuse(f"two options of '{control.name}' are called alike", "give each a label of its own")
            for beat in getattr(control, "beats", ()):
                if beat not in stops:
                    refuse(f"beat {beat!r} is no stop", nearest_stop(beat, stops))
        if not self.panels or len({panel.key for panel in self.panels}) != len(self.panels):
            refuse("panels need keys of their own", "give each Panel another key")
        for panel in self.panels:
            # It becomes part of ids.
            if not re.fullmatch(r"[\w-]+", panel.key):
                refuse(f"'{panel.key}' is no key of a panel", "use letters, digits, - and _")
        check_story(self.story, self.pose, {control.name: control.stops for control in self.controls}, refuse)
        keys = [panel.key for panel in self.panels]
        for where, named in (("pose", self.pose_panels), ("film", self.film_panels)):
            for name in named:
                if name not in keys:
                    refuse(f"the {where} shows no panel '{name}'", nearest(name, keys))


def slugs(folder: Path = SOURCE / "scenes") -> list[str]:
    """The names of all scenes, the stems of their files, in alphabetical order.

    ``SceneError`` for a file that would be overlooked: one in a folder of its own, or whose name is none in
    Python.
    """
    files = [file for file in folder.rglob("*.py") if file.name != "__init__.py"]
    for file in files:
        place = f"figures/scenes/{file.relative_to(folder).as_posix()}"
        if file.parent != folder:
            raise SceneError(f"{place}: no scene is looked for in a folder; move it up to figures/scenes/")
        if not file.stem.isidentifier():
            name = re.sub(r"\W+", "_", file.stem)
            raise SceneError(f"{place}: '{file.stem}' is no name in Python; call it {name}.py, say")
    return sorted(file.stem for file in files)


def load(slug: str) -> Scene:
    """The scene of that name; ``SceneError`` if its module has none or it does not hold together."""
    with blamed(slug):
        module = importlib.import_module(f"figures.scenes.{slug}")
        scene = getattr(module, "SCENE", None)
        if not isinstance(scene, Scene):
            raise SceneError(f"figures/scenes/{slug}.py: no SCENE; end the file with SCENE = Scene(…)")
        scene.check(slug)
        return scene


def scenes() -> dict[str, Scene]:
    """Every scene by its name."""
    return {slug: load(slug) for slug in slugs()}

"""What is drawn is what was solved: goldens, and what holds of every figure."""

import re
from collections.abc import Iterator

import numpy as np
import pytest

from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polyline, Segment
from figures.draw.vocabulary import method
from figures.film.film import Film
from figures.solved import Alone
from tests.films import SCENES, film
from tests.golden import FOLDER, golden

_NUMBER = re.compile(r"(?<![\w.])[−-]?\d+(?:\.\d+)?")


@pytest.mark.parametrize("slug", SCENES)
def test_a_figure_draws_what_its_golden_says(slug: str) -> None:
    """`python -m tests.golden` writes it anew; read the difference before you keep it."""
    assert golden(film(slug)) == (FOLDER / f"{slug}.txt").read_text("utf-8")


def test_no_golden_is_left_over() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(SCENES)


def marks(shown: Film) -> Iterator[Mark]:
    for frame in shown.frames:
        yield from frame.marks


@pytest.mark.parametrize("slug", SCENES)
def test_a_hollow_dot_is_a_zero_and_a_zero_is_hollow(slug: str) -> None:
    for mark in marks(film(slug)):
        if isinstance(mark, Dot) and mark.visible:
            assert mark.hollow == (mark.role == "zero"), mark


@pytest.mark.parametrize("slug", SCENES)
def test_a_dot_is_hollow_where_the_solver_says_zero(slug: str) -> None:
    """What a dot shows are numbers of the answer that it belongs to, and it is hollow if one is 0.0."""
    for mark in marks(film(slug)):
        if isinstance(mark, Dot) and mark.role in ("lasso", "ridge", "zero"):
            (solved,) = mark.solved
            assert mark.shows, mark
            assert set(mark.shows) <= set(np.ravel(solved.w).tolist()), mark
            assert mark.hollow == (0.0 in mark.shows), mark


@pytest.mark.parametrize("slug", SCENES)
def test_a_role_carries_the_numbers_of_its_method(slug: str) -> None:
    """A mark in the lasso's colour is of answers to lasso problems, one in ridge's of ridge's.

    Without a penalty it may have the colour of least squares.
    """
    for mark in set(marks(film(slug))):
        for solved in mark.solved:
            allowed = {method(solved), "zero", "quiet", "loss"}
            allowed |= {"ols"} if not np.any(getattr(solved.problem, "lam", 1.0)) else set()
            assert mark.role in allowed, mark
        if isinstance(mark, Dot) and mark.role in ("lasso", "ridge"):
            assert mark.solved, f"{mark} is in a method's colour, yet no answer of it"


@pytest.mark.parametrize("slug", SCENES)
def test_lines_of_answers_go_through_them(slug: str) -> None:
    for mark in set(marks(film(slug))):
        if not mark.solved or not mark.visible:
            continue
        w = np.unique(np.concatenate([np.ravel(solved.w) for solved in mark.solved]))
        # Evidence, not what becomes of it.
        z = [np.ravel(solved.problem.z) for solved in mark.solved if isinstance(solved.problem, Alone)]
        w = np.concatenate([w, *z]) if mark.role == "loss" else w
        if isinstance(mark, Polyline):
            assert {y for _, y in mark.points} <= set(w.tolist()), mark.key
        if isinstance(mark, Curve):
            assert {y for piece in mark.pieces for _, y in piece} <= set(w.tolist()), mark.key
        if isinstance(mark, Segment) and mark.role == "zero":
            assert 0.0 in w, mark.key


@pytest.mark.parametrize("slug", SCENES)
def test_contours_go_through_the_answer(slug: str) -> None:
    """The first contour of each panel touches: the answer lies on it."""
    for mark in set(marks(film(slug))):
        if isinstance(mark, Ellipse) and mark.role == "loss" and mark.key.endswith("-0"):
            (solved,) = mark.solved
            w = np.atleast_1d(solved.w)
            pairs = [(a, b) for a in w for b in w] if len(w) > 2 else [tuple(w)]
            turn = np.radians(mark.angle)
            off = []
            for a, b in pairs:
                x, y = a - mark.x, b - mark.y
                along, across = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
                if mark.a > 0 and mark.b > 0:
                    off.append(abs((along / mark.a) ** 2 + (across / mark.b) ** 2 - 1))
            assert not off or min(off) < 1e-9, mark.key


def words(shown: Film) -> set[str]:
    """All numbers that stand in the picture at some state, in its ticks, readouts, facts and claim."""
    scene = shown.scene
    said = [scene.claim, scene.convention, *shown.facts.values(), *(beat.sentence for beat in scene.story)]
    for panel in scene.panels:
        said += [
            panel.title,
            panel.x.label,
            panel.y.label,
            *(text for _, text in (*panel.x.ticks, *panel.y.ticks)),
        ]
    for control in scene.controls:
        said += [str(stop) for stop in control.stops]
    for frame in shown.frames:
        said += [mark.text for mark in frame.marks if isinstance(mark, Label)]
        said += [f"{readout.label} {readout.text}" for readout in frame.readouts]
    return {_plain(number) for text in said for number in _NUMBER.findall(text)}


def _plain(number: str) -> str:
    return f"{float(number.replace('−', '-')):g}"


@pytest.mark.parametrize("slug", SCENES)
def test_numbers_in_words_are_numbers_of_the_picture(slug: str) -> None:
    """What caption, description and spoken words name is drawn somewhere, or computed as a fact."""
    shown = film(slug)
    known = words(shown)
    told = [shown.scene.alt, shown.scene.caption, *(frame.says for frame in shown.frames)]
    strange = {number for text in told for number in _NUMBER.findall(text) if _plain(number) not in known}
    # Small whole numbers count things.
    assert {number for number in strange if not (number.isdigit() and int(number) <= 12)} == set()

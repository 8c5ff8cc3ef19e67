"""The short tracks of a page's tables: what the player makes of them in a browser is the film."""

import json
import re
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from figures.draw.theme import on_page, recolour
from figures.sheets import inline
from figures.sheets.drawing import Scale
from figures.sheets.elements import path
from figures.sheets.setting import set_on
from figures.sheets.sheet import PAGE
from figures.site.tracks import shortened
from tests.films import film
from tests.visit import Visit

LESSON = "/lessons/geometry/"
NUMBER = re.compile(r"-?\d*\.?\d+")
READ = """() => Object.fromEntries([...document.querySelectorAll("lasso-figure")]
    .filter((figure) => figure.film).map((figure) => [figure.id, figure.film.marks]))"""
OUTLINES = """([slug, keys, states]) => {
    const figure = document.getElementById(slug);
    const marks = keys.map((key) => figure.querySelector(`.panel--page [data-mark="${key}"]`));
    return states.map((state) => {
        state.forEach((place, row) => figure.set(row, place));
        figure.paint();
        return marks.map((mark) => mark.getAttribute("d"));
    });
}"""


def same(value: str) -> str:
    """Numbers written alike: ``1`` and ``1.0`` are one."""
    return NUMBER.sub(lambda number: f"{float(number[0]) + 0.0:.2f}", value)


def numbers(text: str) -> NDArray[np.float64]:
    return np.array(NUMBER.findall(text), dtype=np.float64)


def test_the_player_reads_every_track_as_it_was(visit: Visit) -> None:
    read = visit.open(LESSON).evaluate(READ)
    assert {"from_above", "contour_touch", "drag_ols", "total_cost_2d"} <= {*read}
    for slug, marks in read.items():
        told = json.loads(recolour(json.dumps(inline.tracks(film(slug))), on_page))
        assert {*marks} == {*told}
        for key, tracks in told.items():
            for name, (steps, values, *smooth) in tracks.items():
                found_steps, found, *found_smooth = marks[key][name]
                assert (found_steps, found_smooth) == (steps, smooth)
                assert list(map(same, found)) == list(map(same, values)), (slug, key, name)


@pytest.mark.parametrize(
    ("slug", "keys"),
    [
        ("contour_touch", ("lasso-contour-0", "ridge-contour-1", "disc", "diamond")),
        ("from_above", ("level-3", "fallen-0", "meridian-8")),
    ],
)
def test_each_state_is_drawn_where_it_is(visit: Visit, slug: str, keys: tuple[str, ...]) -> None:
    """To a tenth of a pixel: half of one where it is written, and what thousandths of the axes leave out."""
    of = film(slug)
    places = {place.panel.key: place for place in set_on(of, PAGE).places}
    sizes = [len(control.stops) for control in of.scene.controls]
    states = [at[::-1] for at in product(*map(range, reversed(sizes)))]
    drawn = visit.open(LESSON).evaluate(OUTLINES, [slug, keys, states])
    for frame, texts in zip(of.frames, drawn, strict=True):
        marks = {mark.key: mark for mark in frame.marks}
        for mark, text in zip(map(marks.__getitem__, keys), texts, strict=True):
            if not mark.visible:
                continue
            place = places[mark.panel]
            project = Scale(place)
            points = [project(point) for _, some in path(mark, place.panel) for point in some]
            np.testing.assert_allclose(numbers(text), np.ravel(points), atol=0.11)


def told(*values: str, name: str = "d") -> list[Any]:
    return list(shortened([[1], list(values), [0]], name))


def test_what_goes_on_straight_is_nought() -> None:
    assert told("M1 2", "M1.5 2", "M2 2", "M2.6 2") == [[1], ["M1 2", [5, 0], [0, 0], [1, 0]], [0]]
    assert told("1.2", "1.2", "1.3", name="cx") == [[1], ["1.2", 0, [1]], [0]]
    # An ellipse has two digits behind the point.
    assert told("O1 2 3 4 5 6", "O1 2 3.01 4 5 6")[1][1] == [0, 0, 1, 0, 0, 0]


def test_other_letters_begin_anew() -> None:
    assert told("M1 2", "M1 2L3 4", "M1 3L3 4")[1] == ["M1 2", "M1 2L3 4", [0, 10, 0, 0]]
    assert told("none", "M1 2", "none", name="d")[1] == ["none", "M1 2", "none"]


def test_words_keep_their_numbers() -> None:
    assert told("t = 1", "t = 2", "t = 2", name="words")[1] == ["t = 1", "t = 2", 0]

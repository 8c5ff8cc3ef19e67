"""A film's still and moving parts together are its picture, and no more than needed is painted anew."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from figures.files.paint import Canvas, raster, shapes
from figures.film.film import Film, shoot
from figures.film.shots import Shot
from figures.scene import Frame
from figures.sheets.drawing import backdrop, document, fixtures, foreground, frame, marks, moves, said
from figures.sheets.setting import Setting, set_on
from figures.sheets.sheet import WIDE
from tests.told import TOLD, changed


def draw(lam: float, kind: str) -> Frame:
    """The small figure, with a title of the second panel that changes, before all that stands below it."""
    shown = TOLD.draw(lam, kind)
    title = replace(next(mark for mark in shown.marks if mark.key == "method"), key="title", panel="path")
    return Frame.of((title, *shown.marks), *shown.readouts)


@cache
def titled() -> Film:
    return shoot("told", changed(draw=draw))


def whole(setting: Setting, shot: Shot) -> str:
    """The slide at a shot, all marks in their order."""
    body = "".join(
        fixtures(setting, place) + marks(setting, place, shot.frame.marks, shot) for place in setting.places
    )
    sentence = shot.sentence
    return document(setting, frame(setting) + body + said(setting, sentence), True)


def test_what_stands_still_is_painted_once_though_a_title_changes_above_it() -> None:
    moving = moves(titled())
    still = {mark.key for mark in titled().frames[0].marks} - moving
    assert {"title", "path-0", "cursor", "on-path-0"} <= moving
    assert "path-zero" in still
    # The zone, which changes, lies below it.
    assert "map-zero" in moving


@pytest.mark.parametrize("number", [0, 20, -20, -1])
def test_what_moves_over_what_stands_still_is_the_whole_picture(number: int) -> None:
    setting, shot = set_on(titled(), WIDE), titled().shots[number]
    size = (WIDE.width, WIDE.height)
    canvas = Canvas(size, 1)
    for part in (backdrop(setting, shot), foreground(setting, shot)):
        canvas.paint(shapes(part))
    np.testing.assert_array_equal(canvas.pixels, raster(shapes(whole(setting, shot)), size, 1))

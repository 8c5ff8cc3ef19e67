"""A page's table of what changes says everything, and no more than is true between stops."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from math import prod
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from figures.draw.marks import Dot, Label, Mark
from figures.draw.panels import Panel
from figures.draw.theme import on_page, recolour
from figures.film.film import Film, settings, shoot
from figures.scene import Frame, SceneError, Slider
from figures.sheets import handles, inline
from figures.sheets.elements import element, path
from figures.sheets.setting import set_on
from figures.sheets.sheet import PAGE, PHONE
from tests.films import SCENES, film
from tests.told import KIND, LAM, TOLD, changed, told

SLUGS = [*SCENES, "told"]
OUTLINES = {"bootstrap_selection", "lq_balls"}
"""Between two stops an outline bends by more than half a pixel: that of a power, or of counted shares."""
NUMBER = re.compile(r"-?\d*\.?\d+")
Array = NDArray[np.float64]
tracks = cache(inline.tracks)


def shown(slug: str) -> Film:
    return told() if slug == "told" else film(slug)


def controlled(sizes: tuple[int, ...]) -> Film:
    """A film of which only the controls matter."""
    sliders = tuple(
        Slider(name=f"c{row}", label="c", stops=tuple(map(float, range(size))))
        for row, size in enumerate(sizes)
    )
    return Film("controlled", replace(TOLD, controls=sliders), (), (), {})


def picked(track: Any, places: tuple[int, ...]) -> Any:
    """What a track says at these places of the controls, as the player reads it."""
    steps, values = track[:2]
    return values[sum(step * place for step, place in zip(steps, places, strict=True))]


@given(st.data())
def test_a_thinned_track_says_the_same_at_every_frame(data: st.DataObject) -> None:
    sizes = tuple(data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=4)))
    matters = tuple(data.draw(st.booleans()) for _ in sizes)
    kept = [size if does else 1 for size, does in zip(sizes, matters, strict=True)]
    table = data.draw(st.lists(st.integers(0, 2), min_size=prod(kept), max_size=prod(kept)))
    # The first control is the fastest, as in a film.
    states = [places[::-1] for places in product(*map(range, reversed(sizes)))]
    values = [
        table[int(np.ravel_multi_index([p * does for p, does in zip(places, matters, strict=True)], kept))]
        for places in states
    ]
    track = controlled(sizes).thinned(values)
    assert [picked(track, places) for places in states] == values
    # What does not matter costs nothing.
    assert len(track[1]) <= prod(kept)
    assert all(step == 0 for step, does in zip(track[0], matters, strict=True) if not does)


def test_what_stands_still_is_told_once() -> None:
    assert controlled((3, 4)).thinned(["same"] * 12) == [[0, 0], ["same"]]
    assert controlled((2, 3)).thinned(list("aabbcc")) == [[0, 1], ["a", "b", "c"]]
    assert controlled(()).thinned(["only"]) == [[], ["only"]]


def truth(mark: Mark, panel: Panel, axes: Array, name: str) -> Array:
    """Where an attribute puts a mark, in pixels of a sheet, unrounded."""
    left, top, width, height = axes
    if isinstance(mark, Dot | Label):
        x, y = left + width * panel.x.share(mark.x), top + height * (1 - panel.y.share(mark.y))
        return np.array([x if name in ("cx", "x") else y])
    points = np.array([point for _, some in path(mark, panel) for point in some])
    return np.ravel(points * (width, height) + (left, top))


def ring(centre: Array, one: Array, other: Array) -> Array:
    """The thirteen points of the four cubics of an ellipse, from the ends of two half-diameters."""
    arc = 4 / 3 * (2**0.5 - 1)
    quarters = [(1, 0), (0, 1), (-1, 0), (0, -1)]
    along = [(1.0, 0.0)]
    for a, b in quarters:
        along += [(a - arc * b, b + arc * a), (a * arc - b, b * arc + a), (-b, a)]
    return np.ravel(centre + np.array(along) @ (one - centre, other - centre))


def placed(text: str, name: str, box: Array) -> Array:
    """What the table says, in the box of a panel: as the player works it out, before it rounds."""
    shares = np.array(NUMBER.findall(text), dtype=float) / 1000
    if text.startswith("O"):
        shares = ring(*shares.reshape(3, 2))
    left, top, width, height = box
    if name in ("cx", "x"):
        return np.asarray(left + width * shares)
    if name in ("cy", "y"):
        return np.asarray(top + height * shares)
    return np.ravel(shares.reshape(-1, 2) * (width, height) + (left, top))


def boxes(root: ElementTree.Element, sheet: str) -> dict[str, Array]:
    (drawing,) = (svg for svg in root if svg.get("class") == f"panel panel--{sheet}")
    return {
        group.attrib["data-panel"]: np.array(group.attrib["data-box"].split(), dtype=float)
        for group in drawing.iter("g")
        if "data-box" in group.attrib
    }


def drawn(of: Film) -> ElementTree.Element:
    prefix = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return ElementTree.fromstring(f"<div {prefix}>{inline.drawings(of)}</div>")


def moving(of: Film) -> Iterator[tuple[int, str, Any]]:
    """The places that the table holds: the row of a mark, an attribute, its track."""
    for row, mark in enumerate(of.frames[0].marks):
        for name, track in tracks(of).get(mark.key, {}).items():
            if name in ("cx", "cy", "x", "y", "d"):
                yield row, name, track


@pytest.mark.parametrize("sheet", [PAGE, PHONE], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("slug", SLUGS)
def test_one_table_puts_every_mark_in_its_place_on_each_sheet(slug: str, sheet: Any) -> None:
    of = shown(slug)
    box = boxes(drawn(of), sheet.name)
    axes = {place.panel.key: np.array(place.axes) for place in set_on(of, sheet).places}
    # As they are there: an axis may run on.
    panels = {place.panel.key: place.panel for place in set_on(of, sheet).places}
    places = list(product(*(range(len(control.stops)) for control in reversed(of.scene.controls))))
    worst = 0.0
    for row, name, track in moving(of):
        # Many states show the same.
        states = zip(places, of.frames, strict=True)
        looks = {(frame.marks[row], picked(track, at[::-1])) for at, frame in states}
        # Where a mark that is hidden would be is nobody's business.
        for mark, text in ((mark, text) for mark, text in looks if mark.visible):
            should = truth(mark, panels[mark.panel], axes[mark.panel], name)
            told_ = placed(text, name, box[mark.panel])
            worst = max(worst, float(np.abs(told_ - should).max()))
    assert worst < 0.06
    assert (worst > 0) == any(moving(of))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_table_holds_all_that_changes(slug: str) -> None:
    of = shown(slug)
    panels = {panel.key: panel for panel in of.scene.panels}
    for row, mark in enumerate(of.frames[0].marks):
        looks = [
            element(
                frame.marks[row], panels[mark.panel], lambda share: (1000 * share[0], 1000 * share[1]), 1.0
            )[1]
            for frame in of.frames
        ]
        before = list(looks)
        # While it is hidden a mark stays as it was.
        for at, look in enumerate(looks[1:], 1):
            if look.get("display") == "none":
                looks[at] = looks[at - 1] | {"display": "none"}
        names, table = {name for look in looks for name in look}, set(tracks(of).get(mark.key, {}))
        assert table >= {name for name in names if len({look.get(name, "") for look in looks}) > 1}, mark.key
        # All else is as it is drawn at the start, even if it is hidden there.
        start, held = before[of.start], looks[of.start]
        ever = any(look.get("display") != "none" for look in before)
        told = {name for name in names if ever and start.get(name) != held.get(name)}
        assert table == told | {name for name in names if len({look.get(name, "") for look in looks}) > 1}
        for look in before:
            if look.get("display") != "none":
                assert not [name for name in names - table if look.get(name) != start.get(name)], mark.key


def sliders(track: Any) -> list[int]:
    """Along which the player draws straight."""
    return [number for numbers in track[2:] for number in numbers]


@pytest.mark.parametrize("slug", SLUGS)
def test_places_are_straight_between_stops_where_the_table_says_so(slug: str) -> None:
    """Half a pixel, and half a tenth for each of three numbers that were rounded.

    Something is straight in each figure with a continuous slider, but where only outlines move.
    """
    of = shown(slug)
    axes = {place.panel.key: np.array(place.axes) for place in set_on(of, PAGE).places}
    panels = {place.panel.key: place.panel for place in set_on(of, PAGE).places}
    states = list(settings(of.scene))
    found = list(moving(of))
    through = [getattr(control, "continuous", "") for control in of.scene.controls]
    assert any(track[2:] for _, _, track in found) == (any(through) and slug not in OUTLINES)
    for number, (control, stride) in enumerate(zip(of.scene.controls, of.strides(), strict=True)):
        if not (isinstance(control, Slider) and control.continuous):
            assert not any(number in sliders(track) for _, _, track in found)
            continue
        smooth = [(row, name) for row, name, track in found if number in sliders(track)]
        for at, state in enumerate(states):
            place = control.stops.index(state[control.name])
            if place + 1 == len(control.stops):
                continue
            a, b = control.stops[place : place + 2]
            # No factor leads to 0.
            middle = (a * b) ** 0.5 if control.continuous == "log" and a > 0 else (a + b) / 2
            true = of.scene.draw(**state | {control.name: middle})
            for row, name in smooth:
                ends = [of.frames[at].marks[row], of.frames[at + stride].marks[row], true.marks[row]]
                if not all(mark.visible for mark in ends):
                    continue
                low, high, mid = (truth(one, panels[one.panel], axes[one.panel], name) for one in ends)
                off = np.abs((low + high) / 2 - mid).max()
                assert off <= 0.5 + 0.15, (true.marks[row].key, name, off)


def test_what_bends_between_two_stops_waits_for_the_nearer_one() -> None:
    """The lasso's first answer reaches zero at λ = 1.6, between two stops; ridge's are bent everywhere."""
    table = tracks(told())
    assert table["cursor"]["d"][2:] == [[0]]
    assert table["on-path-0"]["cx"][2:] == [[0]]
    assert table["on-path-0"]["cy"][2:] == []
    # Words and colours are always those of a stop.
    assert all(not track[2:] for name, track in table["edge"].items() if name not in ("x", "y"))


@pytest.mark.parametrize("slug", SLUGS)
def test_both_drawings_show_the_start_as_the_table_tells_it(slug: str) -> None:
    of = shown(slug)
    root = drawn(of)
    start = tuple(control.stops.index(of.scene.start[control.name]) for control in of.scene.controls)
    keys = [mark.key for mark in of.frames[0].marks]
    for svg in root:
        box = boxes(root, svg.attrib["class"].removeprefix("panel panel--"))
        found = {one.attrib["data-mark"]: one for one in svg.iter() if "data-mark" in one.attrib}
        grips = set(map(handles.name, handles.axes(of.scene)))
        assert sorted(found) == sorted({*keys, *grips})
        for key, attributes in tracks(of).items():
            if key in grips:
                at = np.array(NUMBER.findall(found[key].attrib["transform"]), dtype=float)
                panel = next(m.panel for m in of.frames[0].marks if f"handle:{m.key}" == key)
                told_ = placed(picked(attributes["at"], start), "d", box[panel]).ravel()
                np.testing.assert_allclose(told_, at, atol=0.12)
                continue
            mark = next(mark for mark in of.frames[of.start].marks if mark.key == key)
            # Of one that is hidden only that is told.
            seen = attributes if mark.visible else {"display": attributes["display"]}
            for name, track in seen.items():
                said = recolour(picked(track, start), on_page)
                if name == "words":
                    assert found[key].text == said
                elif name in ("cx", "cy", "x", "y", "d"):
                    at = np.array(NUMBER.findall(found[key].attrib[name]), dtype=float)
                    # The drawing itself is rounded to a tenth.
                    np.testing.assert_allclose(placed(said, name, box[mark.panel]).ravel(), at, atol=0.12)
                else:
                    usual = {"display": "inline", "font-weight": "400"}.get(name)
                    assert found[key].get(name, usual) == said, (key, name)


def test_what_a_table_for_all_sheets_cannot_hold_is_refused() -> None:
    def growing(lam: float, kind: str) -> Frame:
        frame = TOLD.draw(lam=lam, kind=kind)
        marks = [replace(mark, radius=5 + lam) if isinstance(mark, Dot) else mark for mark in frame.marks]
        return replace(frame, marks=tuple(marks))

    with pytest.raises(SceneError, match=r"growing\.py: r of mark 'on-map-0' changes; keep it the same"):
        inline.tracks(shoot("growing", changed(draw=growing)))


def test_a_handle_stands_at_its_mark_at_each_stop() -> None:
    assert handles.dragged(LAM) == {"mark": "handle:cursor", "axis": 0}
    steps, places, smooth = tracks(told())["handle:cursor"]["at"]
    # The cursor's lower end.
    assert (steps, smooth) == ([1, 0], [0])
    assert places == [f"{500 * stop:g} 1000" for stop in LAM.stops]
    assert handles.dragged(replace(LAM, drag=None)) is None
    assert handles.dragged(replace(LAM, drag=("on-path-0", "y"))) == {"mark": "handle:on-path-0", "axis": 1}
    up = tracks(shoot("up", changed(controls=(replace(LAM, drag=("on-path-0", "y")), KIND))))
    assert up["handle:on-path-0"]["at"][1][0] == "0 100"


def test_a_page_is_told_the_story_in_places_of_the_controls() -> None:
    story = inline.told(told())
    assert [beat["to"] for beat in story] == [[0, 0], [4, 0], [4, 1], [5, 0]]
    assert [(beat["way"], beat["hold"], beat["says"]) for beat in story] == [
        (beat.way, beat.hold, beat.sentence) for beat in TOLD.story
    ]

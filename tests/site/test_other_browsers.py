"""The figures in browsers that are not Chromium: moved by keys and mouse, left and found again, printed."""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

from figures.draw.marks import Dot
from figures.draw.text import number
from figures.scene import scenes
from figures.sheets.setting import set_on
from figures.sheets.sheet import PAGE
from figures.site.block import addresses
from figures.site.hero import answers
from tests.draw.test_theme import contrast
from tests.films import film, slider
from tests.firefox import Firefox
from tests.site.test_every_page import PAGES
from tests.webdriver import MAIN, SECOND, Tab

LESSON = "/lessons/real-data/"
OWN_PAGE = "/figures/diabetes_path/"
WORDS = [page for page in PAGES if not page.startswith("/figures/")]
FIRST, LAST = "diabetes_path", "prostate_path"
"""Two figures of the lesson: one in sight, one far below."""


class State(NamedTuple):
    """What a figure shows, in words and in its drawing."""

    readouts: dict[str, str]
    says: str
    dots: dict[str, tuple[float, float]]


@cache
def certified(slug: str, stops: tuple[int, ...]) -> State:
    """What the figure has to show with its controls at these stops, from its film."""
    places = {place.panel.key: place for place in set_on(film(slug), PAGE).places}
    set_to = {one.name: one.stops[at] for one, at in zip(film(slug).scene.controls, stops, strict=True)}
    frame = film(slug).frames[film(slug).at(set_to)]
    dots = [mark for mark in frame.marks if isinstance(mark, Dot) and mark.visible]
    return State(
        {readout.key: readout.text for readout in frame.readouts},
        frame.says,
        {dot.key: places[dot.panel].project(dot.x, dot.y) for dot in dots},
    )


def handle(slug: str) -> str:
    return f"#{slug} input[type=range]"


def shown(tab: Tab, slug: str) -> int:
    """Where its first slider stands; what the figure shows once painted has to agree with its controls."""
    controls, readouts, says, dots = tab.run(
        """const slug = arguments[0];
        const painted = new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return painted.then(() => {
        const figure = document.getElementById(slug);
        const slider = figure.querySelector("input[type=range]");
        const inputs = [...figure.querySelectorAll("[data-control]")];
        const set = inputs.filter((input) => input.type === "range" || input.checked);
        const rows = [...figure.querySelectorAll("[data-readout]")];
        const dots = [...figure.querySelectorAll(".panel--page circle[data-mark]")];
        const number = (element, name) => Number(element.getAttribute(name));
        return [
          set.map((input) => [input.dataset.control, Number(input.value)]),
          rows.map((row) => [row.dataset.readout, row.lastElementChild.textContent]),
          slider.getAttribute("aria-valuetext"),
          dots.map((dot) => [dot.dataset.mark, [number(dot, "cx"), number(dot, "cy")]]),
        ];
        });""",
        slug,
    )
    places = dict(controls)
    wanted = certified(slug, tuple(places[control.name] for control in film(slug).scene.controls))
    assert dict(readouts) == wanted.readouts
    assert says == wanted.says
    drawn = dict(dots)
    assert wanted.dots
    for key, at in wanted.dots.items():
        assert drawn[key] == pytest.approx(at, abs=0.15)
    return int(places[slider(slug).name])


def away_and_back(tab: Tab) -> None:
    tab.open("/lessons/kink/")
    tab.back()


def fill(letters: pypdfium2.PdfObject) -> str:
    channels = [ctypes.c_uint() for _ in range(4)]
    assert raw.FPDFPageObj_GetFillColor(letters, *channels)
    return "#" + bytes(channel.value for channel in channels[:3]).hex()


FOUND_AGAIN = pytest.mark.parametrize("again", [Tab.reload, away_and_back])


def test_no_page_of_words_writes_an_error_to_the_console(reader: Tab) -> None:
    said = {}
    for page in WORDS:
        reader.open(page)
        # Firefox says so also of a formula that has come in part; tests/site/test_site.py counts.
        said[page] = [error for error in reader.errors() if "Incorrect number of children" not in error]
    assert {page: errors for page, errors in said.items() if errors} == {}


def test_keys_step_and_go_from_knot_to_knot(reader: Tab) -> None:
    reader.open(LESSON)
    start = shown(reader, FIRST)
    lam = slider(FIRST)
    # Below a guess it stands where its story begins.
    assert start == lam.stops.index(scenes()[FIRST].states()[0][lam.name])
    beats = [lam.stops.index(beat) for beat in lam.beats]
    above = min(beat for beat in beats if beat > start + 1)
    for key, place in (
        ("ArrowRight", start + 1),
        ("PageUp", above),
        ("ArrowLeft", above - 1),
        ("Home", 0),
        ("PageUp", beats[1] if beats[0] == 0 else beats[0]),
        ("End", len(lam.stops) - 1),
    ):
        reader.press(handle(FIRST), key)
        assert shown(reader, FIRST) == place


@pytest.mark.parametrize("page", [LESSON, OWN_PAGE])
@FOUND_AGAIN
def test_a_figure_found_again_shows_one_state(reader: Tab, page: str, again: Callable[[Tab], None]) -> None:
    reader.open(page)
    reader.press(handle(FIRST), "PageUp", "PageUp", "ArrowRight")
    place = shown(reader, FIRST)
    assert place != film(FIRST).start
    settle(reader, place)
    again(reader)
    reader.wake()
    assert shown(reader, FIRST) == place


@FOUND_AGAIN
def test_so_does_one_that_still_sleeps(reader: Tab, again: Callable[[Tab], None]) -> None:
    reader.open(LESSON)
    reader.press(handle(LAST), "PageUp", "ArrowRight")
    reader.press(handle(FIRST), "PageUp", "ArrowRight")
    again(reader)
    shown(reader, LAST)


CONVERTER = """const part = document.querySelector("lambda-converter");
const shown = [...part.querySelectorAll("[data-penalty]")].filter((one) => !one.hidden);
return {
  n: part.querySelector("[name=n]").value,
  chosen: part.querySelector("[name=penalty]:checked").value,
  shown: shown.map((one) => one.dataset.penalty),
  numbers: [...shown[0].querySelectorAll("[name=λ]")].map((field) => field.value),
  says: part.querySelector("output").value,
};"""


@pytest.mark.parametrize("wrong", ["", "-5"])
def test_a_converter_found_again_agrees_with_its_fields(reader: Tab, wrong: str) -> None:
    reader.open("/lambda/")
    reader.run(
        """const part = document.querySelector("lambda-converter");
        const [n, ridge] = [part.querySelector("[name=n]"), part.querySelector("[value=ridge]")];
        ridge.checked = true;
        ridge.dispatchEvent(new Event("input", { bubbles: true }));
        n.value = arguments[0];
        n.dispatchEvent(new Event("input", { bubbles: true }));""",
        wrong,
    )
    left = reader.run(CONVERTER)
    assert left["says"].startswith("n, the number of rows: ")
    reader.reload()
    found = reader.run(CONVERTER)
    assert found["shown"] == [found["chosen"]]
    if reader.name == "firefox":
        # It puts back what stood there, which is refused as before.
        assert found == left
    elif found["n"] == wrong:
        assert found["says"] == left["says"]
    else:
        assert found["says"] == ""


HERO = """const hero = document.querySelector("friction-spring");
const numbers = [...hero.querySelectorAll("p[data-of] span")].map((one) => one.textContent);
const shown = hero.querySelector("[data-of=lasso] .pull__body").getBoundingClientRect();
const slider = hero.querySelector("input").valueAsNumber;
return { z: hero.z, numbers, slider, x: shown.x + shown.width / 2 };"""


def hero(tab: Tab) -> float:
    """How far the blocks of the home page are pulled: all that stands there says the same."""
    seen = tab.run(HERO)
    z = float(seen["z"])
    assert seen["numbers"] == [number(w) for w in answers(z).values()]
    assert seen["slider"] == pytest.approx(z, abs=0.006)
    return z


@FOUND_AGAIN
def test_the_blocks_are_pulled_by_keys_and_mouse_and_found_again_in_one_state(
    reader: Tab, again: Callable[[Tab], None]
) -> None:
    reader.open("/")
    start = hero(reader)
    reader.press(".pull__slider", "ArrowRight", "ArrowRight")
    assert hero(reader) == pytest.approx(start + 0.02, abs=1e-9)
    held = reader.run(HERO)["x"]
    disc = reader.box(".pull__disc")
    x, y = disc["x"] + disc["width"] / 2, disc["y"] + disc["height"] / 2
    reader.move(x, y)
    reader.down(MAIN)
    reader.move(x + 90, y)
    moved = hero(reader)
    reader.up(MAIN)
    assert moved > 1
    assert reader.run(HERO)["x"] > held + 10
    reader.move(x, y)
    assert hero(reader) == moved
    again(reader)
    hero(reader)


def settle(tab: Tab, place: int) -> None:
    """Wait until the address tells the place."""
    told = addresses(slider(FIRST))[place]
    for _ in range(100):
        if f"lam={told}" in str(tab.run("return location.href")):
            return
        tab.run("return new Promise((done) => setTimeout(done, 50))")
    raise AssertionError(f"the address never told lam={told}")


def taken(tab: Tab) -> None:
    """Move the mouse onto the handle."""
    box = tab.box(f"#{FIRST} .panel--page .handle__grip")
    tab.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def dragged_to(tab: Tab, place: int) -> tuple[float, float]:
    """Where in the window the drawing has the mark that is dragged, with the slider there."""
    drag = slider(FIRST).drag
    assert drag
    mark = next(one for one in film(FIRST).frames[place].marks if one.key == drag[0])
    panel = next(one for one in set_on(film(FIRST), PAGE).places if one.panel.key == mark.panel)
    x, y = panel.project(getattr(mark, drag[1]), 0.0)
    box = tab.box(f"#{FIRST} .panel--page")
    scale = box["width"] / PAGE.width
    return box["x"] + scale * x, box["y"] + scale * y


def test_dragging_the_handle_moves_the_slider_until_the_button_is_released(reader: Tab) -> None:
    reader.open(LESSON)
    taken(reader)
    reader.down(MAIN)
    for place in (70, 40, 5):
        reader.move(*dragged_to(reader, place))
        # Between the stops while it is held, on the nearest once it is let go.
        assert reader.run(f"return document.querySelector('{handle(FIRST)}').valueAsNumber") == pytest.approx(
            place, abs=1
        )
    reader.up(MAIN)
    at = shown(reader, FIRST)
    assert at == pytest.approx(5, abs=1)
    reader.move(*dragged_to(reader, 70))
    assert shown(reader, FIRST) == at


def test_the_second_button_drags_nothing(reader: Tab) -> None:
    reader.open(LESSON)
    start = shown(reader, FIRST)
    taken(reader)
    reader.down(SECOND)
    try:
        reader.move(*dragged_to(reader, 5))
        assert shown(reader, FIRST) == start
    finally:
        reader.up(SECOND)


@pytest.mark.parametrize("engine", ["firefox"], indirect=True)
def test_the_dark_scheme_is_printed_dark_on_light(reader: Firefox) -> None:
    reader.set_scheme("dark")
    reader.open(LESSON)
    assert reader.run("return document.body.dataset.mdColorScheme") == "slate"
    for page in pypdfium2.PdfDocument(reader.print()):
        letters = page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=15)
        assert {colour for colour in map(fill, letters) if contrast(colour, "#ffffff") < 4.5} == set()
        pixels = page.render().to_numpy()
        assert (pixels.min(axis=2) > 230).mean() > 0.7

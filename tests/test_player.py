"""The figures in a real browser: sliding, dragging, keys, schemes, no scripts, accessibility."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from figures.scene import Choice, Slider, scenes
from figures.scenes.diabetes_path import NAMES, PATH
from figures.text import lam_text, number
from figures.theme import ROLES
from tests.conftest import ROOT
from tests.test_films import film, slider

LESSON = "/lessons/path/"
LESSONS = sorted(f"/lessons/{path.stem}/" for path in (ROOT / "docs" / "lessons").glob("*.md"))
PAGES = [
    "/",
    *LESSONS,
    "/figures/",
    "/proofs/",
    *(f"/figures/{slug}/" for slug in scenes()),
    "/contributing/",
    "/404.html",
]


class Visit:
    """A page with what went wrong on it: console errors, and requests to other hosts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda note: self.errors.append(note.text) if note.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(url)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Visit]:
    visit = Visit(context.new_page(), address)
    yield visit
    assert visit.errors == []
    assert visit.strangers == []


def readouts(page: Page, slug: str) -> dict[str, str]:
    rows = page.locator(f"lasso-figure#{slug} [data-readout]")
    found: dict[str, str] = rows.evaluate_all(
        "rows => Object.fromEntries(rows.map(r => [r.dataset.readout, r.lastElementChild.textContent]))"
    )
    return found


def solved(lam: float) -> dict[str, str]:
    """What the page must show at λ, straight from the solver."""
    w = PATH(lam)
    return {
        "lam": lam_text(lam),
        "count": f"{sum(w != 0)} of 10",
        **{name: number(w[j]) for j, name in enumerate(NAMES)},
    }


STOPS = slider("diabetes_path").stops


def test_sliding_shows_the_solvers_numbers_at_every_stop(visit: Visit) -> None:
    page = visit.open(LESSON)
    handle = page.locator("#diabetes_path input[type=range]")
    shown = film("diabetes_path")
    actors = {actor.key: actor for actor in shown.actors}
    for index, lam in enumerate(STOPS):
        handle.evaluate(
            "(handle, i) => { handle.value = i; handle.dispatchEvent(new Event('input')); }", index
        )
        assert readouts(page, "diabetes_path") == solved(lam)
        assert handle.get_attribute("aria-valuetext") == shown.frames[index].says
        dot = page.locator('#diabetes_path [data-mark="HDL"]')
        assert dot.get_attribute("cy") == actors["HDL"].at(index)["cy"]


def test_arrow_keys_step_and_page_keys_go_from_knot_to_knot(visit: Visit) -> None:
    page = visit.open(LESSON)
    handle = page.locator("#diabetes_path input[type=range]")
    handle.focus()
    start = int(handle.input_value())
    page.keyboard.press("ArrowRight")
    assert readouts(page, "diabetes_path") == solved(STOPS[start + 1])
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert readouts(page, "diabetes_path") == solved(STOPS[start - 1])
    page.keyboard.press("Home")
    assert readouts(page, "diabetes_path") == solved(0.0)
    knots = sorted(map(float, PATH.knots))
    for knot in knots[1:]:
        page.keyboard.press("PageUp")
        assert readouts(page, "diabetes_path") == solved(knot)
    for knot in reversed(knots[:-1]):
        page.keyboard.press("PageDown")
        assert readouts(page, "diabetes_path") == solved(knot)


def test_dragging_over_the_figure_moves_lambda(visit: Visit) -> None:
    page = visit.open(LESSON)
    panel = page.locator("#diabetes_path .figure__main svg")
    panel.scroll_into_view_if_needed()
    box = panel.bounding_box()
    assert box is not None
    shown = film("diabetes_path")
    cursor = next(actor for actor in shown.actors if actor.key == "cursor")
    width = shown.stages[0].width
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.9, middle)
    page.mouse.down()
    for index in (100, 40, 20, 5):
        x = float(cursor.at(index)["x1"])
        page.mouse.move(box["x"] + box["width"] * x / width, middle, steps=4)
        assert readouts(page, "diabetes_path") == solved(STOPS[index])
    page.mouse.up()
    page.mouse.move(box["x"] + 5, middle)
    assert readouts(page, "diabetes_path") == solved(STOPS[5])


def test_the_reader_can_rest_the_slider_on_the_hdl_gap(visit: Visit) -> None:
    page = visit.open(LESSON)
    handle = page.locator("#diabetes_path input[type=range]")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box is not None
    resting = 0
    for pixel in range(0, int(box["width"]), 2):
        page.mouse.click(box["x"] + pixel, box["y"] + box["height"] / 2)
        shown = readouts(page, "diabetes_path")
        resting += shown["HDL"] == "0" and shown["count"] == "9 of 10"
    # Two pixels apart: at least forty pixels of the slider, a fingertip's width.
    assert resting >= 20


def test_playing_runs_to_the_end_and_stops(visit: Visit) -> None:
    page = visit.open(LESSON)
    button = page.locator("#soft_threshold .figure__play")
    handle = page.locator("#soft_threshold input[type=range]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(handle).to_have_value(str(len(slider("soft_threshold").stops) - 1), timeout=10_000)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_with_reduced_motion_playing_goes_from_beat_to_beat(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + LESSON)
    page.clock.install()
    handle = page.locator("#soft_threshold input[type=range]")
    handle.focus()
    page.keyboard.press("Home")
    page.locator("#soft_threshold .figure__play").click()
    control = slider("soft_threshold")
    for beat in control.beats[1:]:
        page.clock.run_for(1200)
        assert handle.input_value() == str(control.stops.index(beat))
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
def test_pages_open_without_errors_or_sideways_scrolling(
    browser: Browser, address: str, path: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    visit = Visit(context.new_page(), address)
    page = visit.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (visit.errors, visit.strangers) == ([], [])
    context.close()


def test_without_scripts_figure_text_and_numbers_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + LESSON)
    start = slider("diabetes_path").start
    assert page.locator("#diabetes_path dd").all_text_contents() == list(solved(start).values())
    panel = page.locator("#diabetes_path .figure__main svg").bounding_box()
    assert panel is not None
    assert panel["width"] > 300
    assert panel["height"] > 250
    expect(page.locator("#diabetes_path .figure__controls")).to_be_hidden()
    expect(page.locator("#diabetes_path figcaption")).to_contain_text("HDL is the one that leaves")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_figure_wears_the_schemes_colours(browser: Browser, address: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address + LESSON)
    for mark, role in (("cursor", "fg"), ("BMI", "lasso"), ("LDL", "zero")):
        colour = page.locator(f'#diabetes_path [data-mark="{mark}"]').evaluate(
            "mark => getComputedStyle(mark).stroke"
        )
        hexes = "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])
        assert hexes == getattr(ROLES[role], scheme)
    context.close()


# A figure's page has the colours of every other page, so one scheme tells.
@pytest.mark.parametrize(
    ("path", "scheme"),
    [(path, "light") for path in PAGES] + [(path, "dark") for path in PAGES if "/figures/" not in path],
)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address + path)
    page.add_script_tag(path=ROOT / "node_modules" / "axe-core" / "axe.min.js")
    found = page.evaluate("axe.run().then(result => result.violations)")
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
    context.close()


def test_lines_of_text_are_about_68_characters_long(visit: Visit) -> None:
    page = visit.open(LESSON)
    lengths = page.evaluate(
        """() => [...document.querySelectorAll('article > p:not([class])')].flatMap(paragraph => {
          const range = document.createRange(), lines = new Map();
          const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
          if (paragraph.querySelector('.katex')) return [];
          while (walker.nextNode()) {
            for (let i = 0; i < walker.currentNode.length; i++) {
              range.setStart(walker.currentNode, i); range.setEnd(walker.currentNode, i + 1);
              const top = Math.round(range.getBoundingClientRect().top / 12);
              lines.set(top, (lines.get(top) ?? 0) + 1);
            }
          }
          return [...lines.values()].slice(0, -1);
        })"""
    )
    lengths.sort()
    assert 60 <= lengths[len(lengths) // 2] <= 76


def test_the_film_in_the_page_is_the_films_tracks(site: Path) -> None:
    text = (site / "lessons" / "path" / "index.html").read_text("utf-8")
    data = re.search(r"id=\"diabetes_path\" data-film='([^']*)'", text)
    assert data is not None
    told = json.loads(data[1].replace("&#39;", "'").replace("&lt;", "<").replace("&amp;", "&"))
    assert told["says"] == [frame.says for frame in film("diabetes_path").frames]


def expected(slug: str, index: int) -> dict[str, str]:
    """The readouts of a frame, as the solvers gave them to the film."""
    return {readout.key: readout.text for readout in film(slug).frames[index].readouts}


MOVING = [slug for slug, scene in scenes().items() if scene.controls]


@pytest.mark.parametrize("slug", MOVING)
def test_every_control_works_by_keyboard_and_pointer(visit: Visit, slug: str) -> None:
    page = visit.open(f"/figures/{slug}/")
    shown = film(slug)
    strides = dict(zip((c.name for c in shown.scene.controls), shown.strides(), strict=True))
    places = {c.name: c.stops.index(c.start) for c in shown.scene.controls}

    def check() -> None:
        index = sum(strides[name] * place for name, place in places.items())
        assert readouts(page, slug) == expected(slug, index)

    check()
    for control in shown.scene.controls:
        inputs = page.locator(f'#{slug} [data-control="{control.name}"]')
        last = len(control.stops) - 1
        if isinstance(control, Choice):
            for place in range(last + 1):
                page.locator(f'#{slug} label:has([data-control="{control.name}"][value="{place}"])').click()
                places[control.name] = place
                check()
            page.keyboard.press("ArrowLeft")
            places[control.name] = last - 1
        else:
            inputs.focus()
            for key, place in (
                ("Home", 0),
                ("ArrowRight", min(1, last)),
                ("End", last),
                ("ArrowLeft", last - 1),
            ):
                page.keyboard.press(key)
                places[control.name] = place
                check()
            box = inputs.bounding_box()
            assert box is not None
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            places[control.name] = int(inputs.input_value())
            assert 0 < places[control.name] < last or last == 1
        check()


@pytest.mark.parametrize(
    "slug", [slug for slug in MOVING if any(getattr(c, "drag", None) for c in scenes()[slug].controls)]
)
def test_every_draggable_mark_follows_the_pointer(visit: Visit, slug: str) -> None:
    page = visit.open(f"/figures/{slug}/")
    panel = page.locator(f"#{slug} .figure__main svg").first
    panel.scroll_into_view_if_needed()
    box = panel.bounding_box()
    assert box is not None
    shown = film(slug)
    dragged = [c for c in shown.scene.controls if isinstance(c, Slider) and c.drag]
    actors = {actor.key: actor for actor in shown.actors}
    scale = box["width"] / shown.stages[0].width
    strides = dict(zip((c.name for c in shown.scene.controls), shown.strides(), strict=True))
    target = shown.start
    for control in dragged:
        target += strides[control.name] * (len(control.stops) // 3 - control.stops.index(control.start))
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for control in dragged:
        assert control.drag is not None
        mark, name = control.drag
        place = float(actors[mark].at(target)[name]) * scale
        if "y" in name:
            y = box["y"] + place
        else:
            x = box["x"] + place
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3, y + 3)
    page.mouse.move(x, y, steps=3)
    page.mouse.up()
    assert readouts(page, slug) == expected(slug, target)

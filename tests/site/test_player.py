"""The figures in a real browser: sliding, dragging, keys, playing, schemes, no scripts."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from figures.draw.text import number, signed
from figures.draw.theme import ROLES
from figures.scenes.diabetes_path import EXAMPLE, HDL, PATH
from figures.sheets.setting import set_on
from figures.sheets.sheet import PAGE
from tests.films import film, slider
from tests.visit import Visit, readouts, rgb

LESSON = "/lessons/real-data/"


def solved(lam: float) -> dict[str, str]:
    """What the page must show at λ, straight from the solver."""
    w, (X, y) = PATH(lam), (EXAMPLE.scaled.X, EXAMPLE.scaled.y)
    z = float(X[:, HDL] @ (y - X @ w) / len(y) + w[HDL])
    evident = number(z) if abs(z) >= 0.1 else signed(f"{z:.2g}")
    return {
        "λ": f"{EXAMPLE.rounded(lam):g}",
        "non-zero": f"{sum(w != 0)} of 10",
        "HDL": number(w[HDL]),
        "evidence z": f"{evident}, {'beyond' if w[HDL] else 'within'} ±{EXAMPLE.rounded(lam):g}",
    }


PLACES = {place.panel.key: place for place in set_on(film("diabetes_path"), PAGE).places}
"""Where the panels stand on a laptop's drawing."""
DRAWING = "#diabetes_path .panel--page"


STOPS = slider("diabetes_path").stops


def test_sliding_shows_the_solvers_numbers_at_every_stop(visit: Visit) -> None:
    page = visit.open(LESSON)
    handle = page.locator("#diabetes_path input[type=range]")
    shown = film("diabetes_path")
    seen = handle.evaluate(
        """async (handle, stops) => {
          const figure = handle.closest("lasso-figure");
          const seen = [];
          for (const i of stops.keys()) {
            handle.value = i;
            handle.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise(requestAnimationFrame);
            const rows = [...figure.querySelectorAll("[data-readout]")];
            seen.push({
              readouts: rows.map(row => [row.dataset.readout, row.lastElementChild.textContent]),
              says: handle.getAttribute("aria-valuetext"),
              dot: figure.querySelector('[data-mark="now-6"]').getAttribute("cy"),
            });
          }
          return seen;
        }""",
        STOPS,
    )
    for index, (lam, at) in enumerate(zip(STOPS, seen, strict=True)):
        assert dict(at["readouts"]) == solved(lam)
        assert at["says"] == shown.frames[index].says
        _, down = PLACES["path"].project(1.0, PATH(lam)[HDL])
        assert float(at["dot"]) == pytest.approx(down, abs=0.15)


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


def test_dragging_the_handle_moves_lambda(visit: Visit) -> None:
    page = visit.open(LESSON)
    panel = page.locator(DRAWING)
    panel.scroll_into_view_if_needed()
    box, handle = panel.bounding_box(), page.locator(f"{DRAWING} .handle__grip").bounding_box()
    assert box is not None
    assert handle is not None
    middle = handle["y"] + handle["height"] / 2
    page.mouse.move(handle["x"] + handle["width"] / 2, middle)
    page.mouse.down()
    for index in (70, 40, 20, 5):
        x, _ = PLACES["close-up"].project(STOPS[index], 0.0)
        page.mouse.move(box["x"] + box["width"] * x / PAGE.width, middle, steps=4)
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
    handle.evaluate(
        """handle => {
          const read = key => document.querySelector(`#diabetes_path [data-readout="${key}"] dd`).textContent;
          window.clicks = [];
          handle.addEventListener("click", () => clicks.push([read("HDL"), read("non-zero")]));
        }"""
    )
    places = range(0, int(box["width"]), 2)
    for pixel in places:
        page.mouse.click(box["x"] + pixel, box["y"] + box["height"] / 2)
    clicks = page.evaluate("clicks")
    assert len(clicks) == len(places)
    # Two pixels apart: at least forty pixels of the slider, a fingertip's width.
    assert clicks.count(["0", "9 of 10"]) >= 20


def test_a_figure_that_leaves_the_page_stops_playing(visit: Visit) -> None:
    page = visit.open(LESSON)
    page.locator("#diabetes_path .figure__play").click()
    went_on = page.evaluate(
        """async () => {
          const figure = document.getElementById("diabetes_path");
          const slider = figure.querySelector("input[type=range]");
          const wait = (ms) => new Promise((done) => setTimeout(done, ms));
          const moves = async () => {
            const before = slider.value;
            await wait(300);
            return slider.value !== before;
          };
          // It rests at its first beat.
          await wait(2500);
          const playing = await moves();
          figure.remove();
          return [playing, await moves()];
        }"""
    )
    assert went_on == [True, False]


def test_without_scripts_figure_text_and_numbers_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + LESSON)
    start = film("diabetes_path").scene.start["lam"]
    assert page.locator("#diabetes_path dd").all_text_contents() == list(solved(start).values())
    panel = page.locator(DRAWING).bounding_box()
    assert panel is not None
    assert panel["width"] > 300
    assert panel["height"] > 250
    expect(page.locator("#diabetes_path .figure__controls")).to_be_hidden()
    expect(page.locator("#diabetes_path figcaption")).to_contain_text("HDL is the one that leaves")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_figure_wears_the_schemes_colours(visit: Visit, scheme: Any) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(f"{LESSON}?diabetes_path.lam=0.08")
    for mark, role in (("cursor", "fg"), ("BMI", "quiet"), ("HDL", "lasso"), ("rest-0", "zero")):
        colour = page.locator(f'{DRAWING} [data-mark="{mark}"]').evaluate(
            "mark => getComputedStyle(mark).stroke"
        )
        assert colour == rgb(getattr(ROLES[role], scheme))


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


def test_the_table_of_a_figure_is_its_film(site: Path) -> None:
    script = (site / "figures" / "diabetes_path" / "film.js").read_text("utf-8")
    name, told = json.loads(script[script.index("[") : script.rindex("]") + 1])
    assert name == "diabetes_path"
    steps, says = told["says"]
    for row, text in enumerate(says):
        says[row] = text or says[row - 1]
    assert (steps, says) == ([1], [frame.says for frame in film("diabetes_path").frames])


def test_tables_come_when_their_figures_come_near(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/lessons/threshold/", wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => {})")
    assert not [url for url in asked if url.endswith("chance_of_zero/film.js")]
    top = page.evaluate("document.querySelector('#chance_of_zero').getBoundingClientRect().top")
    page.locator("#chance_of_zero").scroll_into_view_if_needed()
    for _ in range(50):
        if page.evaluate("Boolean(document.querySelector('#chance_of_zero').film)"):
            break
        page.wait_for_timeout(100)
    assert [url for url in asked if url.endswith("chance_of_zero/film.js")]
    # Nothing moves when it wakes.
    scrolled = page.evaluate("scrollY")
    now = page.evaluate("document.querySelector('#chance_of_zero').getBoundingClientRect().top")
    assert now + scrolled == pytest.approx(top, abs=1)
    page.close()

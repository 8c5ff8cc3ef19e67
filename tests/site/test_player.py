"""The figures in a real browser: sliding, dragging, keys, playing, schemes, no scripts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from figures.draw.text import lam_text, number
from figures.draw.theme import ROLES
from figures.scenes.diabetes_path import NAMES, PATH
from tests.films import film, slider
from tests.visit import Visit, readouts, rgb

LESSON = "/lessons/path/"


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
    seen = handle.evaluate(
        """(handle, stops) => {
          const figure = handle.closest("lasso-figure");
          return stops.map((_, i) => {
            handle.value = i;
            handle.dispatchEvent(new Event("input"));
            const rows = [...figure.querySelectorAll("[data-readout]")];
            return {
              readouts: rows.map(row => [row.dataset.readout, row.lastElementChild.textContent]),
              says: handle.getAttribute("aria-valuetext"),
              dot: figure.querySelector('[data-mark="HDL"]').getAttribute("cy"),
            };
          });
        }""",
        STOPS,
    )
    for index, (lam, at) in enumerate(zip(STOPS, seen, strict=True)):
        assert dict(at["readouts"]) == solved(lam)
        assert at["says"] == shown.frames[index].says
        assert at["dot"] == actors["HDL"].at(index)["cy"]


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
    handle.evaluate(
        """handle => {
          const read = key => document.querySelector(`#diabetes_path [data-readout="${key}"] dd`).textContent;
          window.clicks = [];
          handle.addEventListener("click", () => clicks.push([read("HDL"), read("count")]));
        }"""
    )
    places = range(0, int(box["width"]), 2)
    for pixel in places:
        page.mouse.click(box["x"] + pixel, box["y"] + box["height"] / 2)
    clicks = page.evaluate("clicks")
    assert len(clicks) == len(places)
    # Two pixels apart: at least forty pixels of the slider, a fingertip's width.
    assert clicks.count(["0", "9 of 10"]) >= 20


def test_playing_runs_to_the_end_and_stops(visit: Visit) -> None:
    page = visit.open(LESSON)
    button = page.locator("#soft_threshold .figure__play")
    handle = page.locator("#soft_threshold input[type=range]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(handle).to_have_value(str(len(slider("soft_threshold").stops) - 1), timeout=10_000)
    expect(button).to_have_attribute("aria-pressed", "false")


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
          const playing = await moves();
          figure.remove();
          return [playing, await moves()];
        }"""
    )
    assert went_on == [True, False]


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
def test_the_figure_wears_the_schemes_colours(visit: Visit, scheme: Any) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(LESSON)
    for mark, role in (("cursor", "fg"), ("BMI", "lasso"), ("LDL", "zero")):
        colour = page.locator(f'#diabetes_path [data-mark="{mark}"]').evaluate(
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


def test_the_film_in_the_page_is_the_films_tracks(site: Path) -> None:
    text = (site / "lessons" / "path" / "index.html").read_text("utf-8")
    data = re.search(r"id=\"diabetes_path\" data-film='([^']*)'", text)
    assert data is not None
    told = json.loads(data[1].replace("&#39;", "'").replace("&lt;", "<").replace("&amp;", "&"))
    assert told["says"] == [frame.says for frame in film("diabetes_path").frames]

"""A figure alone in a frame on somebody else's page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from figures.edition import edition
from figures.scene import scenes
from figures.site.embed import HEIGHT, WIDTH
from tests.axe import violations
from tests.site.test_address import shown_at
from tests.visit import Visit, drawn


def test_every_embedded_figure_fits_its_frame_and_a_phone(visit: Visit) -> None:
    page = visit.page
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    boxes = """[...document.querySelectorAll(".figure__main, .figure__beside, .figure__controls, .credit")]
      .map(part => part.getBoundingClientRect().bottom)"""
    panels = """[...document.querySelectorAll(".figure__main .panel")]
      .filter(panel => panel.checkVisibility()).flatMap(panel => [panel.clientWidth, panel.clientHeight])"""
    for slug in scenes():
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        visit.open(f"/figures/{slug}/embed/")
        assert page.evaluate(size) == [WIDTH, HEIGHT], slug
        assert max(page.evaluate(boxes)) <= HEIGHT, slug
        # Small, but large enough to read.
        assert min(page.evaluate(panels)) >= 150, slug
        for width in (390, 640, 1280):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert page.evaluate(size)[0] == width, slug


@pytest.mark.parametrize("size", [(960, 420), (600, 900)])
def test_a_mark_follows_the_pointer_where_the_frame_is_too_wide_or_too_high(
    visit: Visit, size: tuple[int, int]
) -> None:
    page = visit.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit.open("/figures/drag_ols/embed/")
    dot = page.locator('.panel--page [data-mark="ols"]')
    before = dot.bounding_box()
    assert before is not None
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    x, y = x - 18, y + 18
    page.mouse.move(x, y)
    drawn(page)
    held = dot.bounding_box()
    assert held is not None
    # Along both axes it moves between the stops.
    assert held["x"] + held["width"] / 2 == pytest.approx(x, abs=1.5)
    assert held["y"] + held["height"] / 2 == pytest.approx(y, abs=1.5)
    page.mouse.up()
    drawn(page)
    after = dot.bounding_box()
    assert after is not None
    # The nearest stop is half a step away at most.
    assert after["x"] + after["width"] / 2 == pytest.approx(x, abs=6)
    assert after["y"] + after["height"] / 2 == pytest.approx(y, abs=6)


def test_the_snippet_shows_the_figure_with_its_slider(visit: Visit) -> None:
    page = visit.open("/figures/soft_threshold/")
    snippet = page.locator("#embed-code").text_content() or ""
    assert f'src="{edition().permalink("soft_threshold")}embed/"' in snippet
    # A page that holds nothing but the snippet.
    talk = f"{visit.address}/talk.html"
    snippet = snippet.replace(edition().root, f"{visit.address}/")
    page.route(talk, lambda route: route.fulfill(body=snippet, content_type="text/html"))
    page.goto(talk)
    frame = page.frame_locator("iframe")
    handle = frame.locator("input[type=range]")
    # Hidden until the frame's script has run.
    expect(handle).to_be_visible()
    handle.focus()
    page.keyboard.press("Home")
    expect(frame.locator('[data-readout="λ"] dd')).to_have_text(shown_at("soft_threshold", lam=0)["λ"])


@pytest.mark.parametrize(
    ("system", "query", "scheme"),
    [
        ("light", "", "light"),
        ("dark", "", "dark"),
        ("light", "?scheme=dark", "dark"),
        ("dark", "?scheme=light", "light"),
    ],
)
def test_an_embedded_figure_follows_the_viewer_or_its_address(
    visit: Visit, system: Any, query: str, scheme: str
) -> None:
    visit.page.emulate_media(color_scheme=system)
    page = visit.open(f"/figures/one_weight_sums/embed/{query}")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(253, 252, 249)", "dark": "rgb(20, 23, 28)"}[scheme]
    assert violations(page) == []


def test_nothing_runs_or_styles_from_within_the_page(site: Path) -> None:
    for path in (site / "figures").glob("*/embed/index.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son\w+=", text), path
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert not [entry for entry in index["docs"] if "embed" in entry["location"]]

"""The pages a speaker uses: a figure's own page, its embedded page, the gallery, the manifest."""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from mkdocs.utils.meta import get_data
from playwright.sync_api import Browser, Page, expect

from figures.export.block import addresses
from figures.export.edition import edition
from figures.export.embed import HEIGHT, WIDTH
from figures.export.gallery import gallery
from figures.export.history import changed
from figures.export.page import records
from figures.export.permalink import Place, permalink, size_text
from figures.scene import Choice, Slider, scenes
from tests.conftest import ROOT
from tests.test_films import film
from tests.visit import Visit, readouts

SETTLED = 450
"""Milliseconds after which a figure at rest has told its state."""

HOSTILE = 'Zeros & "kinks" <b>'


def shown_at(slug: str, **places: int) -> dict[str, str]:
    """The film's readouts with some controls at other places than their start."""
    shown = film(slug)
    index = shown.start
    for control, stride in zip(shown.scene.controls, shown.strides(), strict=True):
        index += stride * (
            places.get(control.name, control.stops.index(control.start)) - control.stops.index(control.start)
        )
    return {readout.key: readout.text for readout in shown.frames[index].readouts}


def fragment(page: Page) -> str:
    return urlsplit(page.url).fragment


# --- the state in the address --------------------------------------------------------------------


@pytest.mark.parametrize("slug", scenes())
def test_every_stop_has_an_address_of_its_own_nearest_to_it(slug: str) -> None:
    for control in scenes()[slug].controls:
        told = addresses(control)
        assert len(set(told)) == len(control.stops)
        if isinstance(control, Slider):
            for place, text in enumerate(told):
                away = [abs(float(str(text)) - stop) for stop in control.stops]
                assert away.index(min(away)) == place
        else:
            assert told == list(control.stops)


def test_round_stops_are_told_exactly() -> None:
    slider = next(c for c in scenes()["soft_threshold"].controls if isinstance(c, Slider))
    assert json.dumps(addresses(slider)[:4]) == "[0, 0.05, 0.1, 0.15]"


@pytest.mark.parametrize(
    ("slug", "where"), [("one_weight_sums", ""), ("force_balance", "embed/"), ("slopes", "")]
)
def test_controls_take_their_values_from_the_address_and_write_them_there(
    visit: Visit, slug: str, where: str
) -> None:
    page = visit.open(f"/figures/{slug}/{where}")
    controls = scenes()[slug].controls
    assert fragment(page) == ""
    asked = {control.name: (len(control.stops) * 2) // 3 for control in controls}

    def told() -> str:
        return "&".join(f"{control.name}={addresses(control)[asked[control.name]]}" for control in controls)

    page.evaluate("text => { location.hash = text; }", told())
    page.wait_for_timeout(SETTLED)
    assert readouts(page, slug) == shown_at(slug, **asked)
    assert fragment(page) == told()
    for control in controls:
        if isinstance(control, Choice):
            page.locator(f'#{slug} label:has([data-control="{control.name}"][value="0"])').click()
        else:
            page.locator(f'#{slug} [data-control="{control.name}"]').focus()
            page.keyboard.press("Home")
        asked[control.name] = 0
        expect(page).to_have_url(f"{visit.address}/figures/{slug}/{where}#{told()}")
        assert readouts(page, slug) == shown_at(slug, **asked)
    page.reload()
    assert readouts(page, slug) == shown_at(slug, **asked)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("lam=2.24", {"lam": 4}),
        ("lam=1e9&penalty=l2", {"lam": 33, "penalty": 1}),
        ("lam=&penalty=l3", {}),
        ("lam=much", {}),
        ("lam=Infinity&penalty=0", {}),
        ("lamda=3&files", {}),
    ],
)
def test_the_nearest_stop_answers_and_what_cannot_be_read_is_ignored(
    visit: Visit, text: str, places: dict[str, int]
) -> None:
    page = visit.open(f"/figures/one_weight_sums/#{text}")
    assert readouts(page, "one_weight_sums") == shown_at("one_weight_sums", **places)


def test_playing_tells_the_address_only_at_rest(visit: Visit) -> None:
    page = visit.open("/figures/soft_threshold/")
    page.evaluate(
        "() => { window.told = []; const real = history.replaceState.bind(history);"
        " history.replaceState = (state, title, url) => { told.push(url); real(state, title, url); }; }"
    )
    button = page.locator(".figure__play")
    button.click()
    page.wait_for_timeout(900)
    assert page.evaluate("told") == []
    button.click()
    page.wait_for_timeout(SETTLED)
    assert page.evaluate("told") == [f"#{fragment(page)}"]


def test_in_a_lesson_the_caption_leads_to_the_state_and_the_address_stays(visit: Visit) -> None:
    page = visit.open("/lessons/path/#soft_threshold")
    link = page.locator("#soft_threshold .figure__link")
    expect(link).to_have_attribute("href", "../../figures/soft_threshold/#files")
    handle = page.locator("#soft_threshold input[type=range]")
    start = handle.input_value()
    handle.focus()
    page.keyboard.press("Home")
    expect(link).to_have_attribute("href", re.compile(r"/figures/soft_threshold/#lam=0$"))
    assert fragment(page) == "soft_threshold"
    for _ in range(int(start)):
        page.keyboard.press("ArrowRight")
    expect(link).to_have_attribute("href", re.compile(r"/figures/soft_threshold/#files$"))
    page.keyboard.press("Home")
    expect(link).to_have_attribute("href", re.compile("lam=0$"))
    link.click()
    page.wait_for_load_state("networkidle")
    assert readouts(page, "soft_threshold") == shown_at("soft_threshold", lam=0)


# --- the figure's own page -----------------------------------------------------------------------


def test_copy_buttons_copy_the_text_that_stands_there(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    visit = Visit(context.new_page(), address)
    page = visit.open("/figures/diabetes_path/")
    buttons = page.locator("[data-copy]").all()
    assert len(buttons) >= 6
    for details in page.locator("details.cite").all():
        details.locator("summary").click()
    for button in buttons:
        button.click()
        expect(button).to_contain_text("Copied")
        source = page.locator(f"#{button.get_attribute('data-copy')}")
        assert page.evaluate("navigator.clipboard.readText()") == source.evaluate("e => e.textContent")
    for ending in ("bib", "ris", "csl.json"):
        link = page.locator(f'a[download][href$=".{ending}"]')
        text = link.evaluate("async link => (await fetch(link.href)).text()")
        shown = link.locator("xpath=ancestor::details").locator("code").evaluate("e => e.textContent")
        # RIS ends its lines as Windows does; a page has one way only.
        assert text.replace("\r\n", "\n") == shown
    assert visit.errors == []
    context.close()


def test_without_scripts_every_text_to_copy_is_there_and_no_dead_button(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/figures/diabetes_path/")
    assert page.locator("article button:visible").count() == 0
    expect(page.locator("#cite-credit")).to_be_visible()
    page.locator("details.cite summary").first.click()
    expect(page.locator("#cite-bibtex")).to_be_visible()
    context.close()


def test_a_figures_page_offers_its_files_source_and_neighbours(site: Path) -> None:
    known = records()
    for slug, entry in known.items():
        folder = site / "figures" / slug
        text = (folder / "index.html").read_text("utf-8")
        for file in entry["files"]:
            size = size_text((folder / file["name"]).stat().st_size)
            assert f'<a href="{file["name"]}" download>' in text
            assert size in text
        assert (folder / f"{slug}.py").read_bytes() == (ROOT / "figures/scenes" / f"{slug}.py").read_bytes()
        assert 'class="kn">from</span>' in text
        for scheme in ("light", "dark"):
            assert (folder / f"thumb-{scheme}.png").stat().st_size <= 25_000
        for other in re.findall(r'rel="(?:prev|next)" href="\.\./(\w+)/"', text.split("neighbours")[-1]):
            assert known[other]["lesson"] == entry["lesson"]
    text = (site / "figures" / "fate_map" / "index.html").read_text("utf-8")
    assert 'rel="prev" href="../contour_touch/"' in text
    assert 'rel="next" href="../drag_ols/"' in text


@pytest.mark.parametrize(
    ("released", "told"),
    [
        ([], "Not released yet"),
        ([("1.0", {"other": "a"})], "Not released yet"),
        ([("1.0", {"it": "a"})], "New in 1.0"),
        ([("1.0", {"it": "a"}), ("1.1", {"it": "a"})], "New in 1.0"),
        ([("1.0", {"it": "b"}), ("1.1", {"it": "a"}), ("1.2", {"it": "a"})], "Changed in 1.1"),
        ([("1.0", {"it": "a"}), ("1.1", {"it": "b"}), ("1.2", {"it": "a"})], "Changed in 1.2"),
        ([("1.0", {"it": "a"}), ("1.1", {"it": "b"})], "Changed since 1.1"),
        ([("1.0", {}), ("1.1", {"it": "a"})], "New in 1.1"),
    ],
)
def test_a_page_says_when_its_figure_changed(released: Any, told: str) -> None:
    assert changed("it", "a", released) == told


class Head(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, str | None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        assert tag in ("meta", "link"), tag
        if tag == "meta":
            self.found[str(told.get("name") or told.get("property"))] = told["content"]


def test_meta_data_reach_the_head_escaped() -> None:
    entry = records()["diabetes_path"] | {"title": HOSTILE, "claim": HOSTILE, "notes": f"One.\n\n{HOSTILE}"}
    files = {file["name"]: b"1" for file in entry["files"]}
    text = permalink("diabetes_path", entry, Place("L", None, None), files, "pass", edition(), [])
    _, head = get_data(text)
    base = DictLoader({"base.html": "{% block extrahead %}{% endblock %}"})
    environment = Environment(loader=ChoiceLoader([FileSystemLoader(ROOT / "docs/templates"), base]))
    environment.filters["url"] = str
    template = environment.get_template("main.html")
    context = template.new_context({"page": {"meta": head}})
    found = Head("".join(template.blocks["extrahead"](context))).found
    assert found["og:title"] == HOSTILE
    assert str(found["og:image"]).endswith("/figures/diabetes_path/why-lasso_diabetes-path_light.png")
    assert HOSTILE not in text.split("---", 2)[2]
    assert HOSTILE not in gallery({"it": entry}, {entry["lesson"]: "L"})


def test_only_a_figures_page_carries_its_meta_data(site: Path) -> None:
    for path in (site / "index.html", site / "figures" / "index.html", site / "lessons/path/index.html"):
        assert "og:image" not in path.read_text("utf-8")
    assert "og:image" in (site / "figures/diabetes_path/index.html").read_text("utf-8")


# --- embedding -----------------------------------------------------------------------------------


def test_every_embedded_figure_fits_its_frame_and_a_phone(visit: Visit) -> None:
    page = visit.page
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    boxes = """[...document.querySelectorAll(".figure__main, .figure__beside, .figure__controls, .credit")]
      .map(part => part.getBoundingClientRect().bottom)"""
    panels = """[...document.querySelectorAll(".figure__main .panel")]
      .flatMap(panel => [panel.clientWidth, panel.clientHeight])"""
    for slug in scenes():
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        page.goto(f"{visit.address}/figures/{slug}/embed/")
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
    dot = page.locator('[data-mark="ols"]')
    before = dot.bounding_box()
    assert before is not None
    x, y = before["x"] + before["width"] / 2 - 30, before["y"] + before["height"] / 2 + 30
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.up()
    after = dot.bounding_box()
    assert after is not None
    # The nearest stop is half a step away at most.
    assert after["x"] + after["width"] / 2 == pytest.approx(x, abs=6)
    assert after["y"] + after["height"] / 2 == pytest.approx(y, abs=6)


def test_the_snippet_shows_the_figure_with_its_slider(visit: Visit) -> None:
    page = visit.open("/figures/soft_threshold/")
    snippet = page.locator("#embed-code").text_content() or ""
    assert f'src="{edition().permalink("soft_threshold")}embed/"' in snippet
    snippet = snippet.replace(edition().root, f"{visit.address}/")
    page.evaluate("snippet => { document.body.innerHTML = snippet; }", snippet)
    frame = page.frame_locator("iframe")
    handle = frame.locator("input[type=range]")
    handle.focus()
    page.keyboard.press("Home")
    expect(frame.locator('[data-readout="lam"] dd')).to_have_text(shown_at("soft_threshold", lam=0)["lam"])


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
    browser: Browser, address: str, system: Any, query: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=system)
    page = context.new_page()
    page.goto(f"{address}/figures/one_weight_sums/embed/{query}")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(253, 252, 249)", "dark": "rgb(20, 23, 28)"}[scheme]
    # Not as a script of the page, which its policy would stop.
    page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
    context.close()


def test_nothing_runs_or_styles_from_within_the_page(site: Path) -> None:
    for path in (site / "figures").glob("*/embed/index.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son\w+=", text), path
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert not [entry for entry in index["docs"] if "embed" in entry["location"]]


# --- the gallery ---------------------------------------------------------------------------------


def titles(page: Page) -> list[str]:
    return page.locator(".gallery > li:visible strong").all_text_contents()


def test_the_gallery_filters_and_searches_by_keyboard(visit: Visit) -> None:
    known = records()
    page = visit.open("/figures/")
    status = page.locator(".gallery__controls [role=status]")
    assert len(titles(page)) == len(known)
    expect(status).to_have_text(f"{len(known)} figures")
    page.locator('[name="lesson"]').first.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    here = [entry["title"] for entry in known.values() if entry["lesson"] == "lessons/path"]
    assert sorted(titles(page)) == sorted(here)
    expect(status).to_have_text(f"{len(here)} figures of {len(known)}")
    page.wait_for_url("**/figures/?lesson=path")
    page.locator('[name="q"]').focus()
    page.keyboard.type("DIABETES  joins one")
    expect(page.locator(".gallery__none")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("hdl FALLS")
    assert titles(page) == ["The diabetes path"]
    expect(status).to_have_text(f"1 figure of {len(known)}")
    page.wait_for_url("**/figures/?lesson=path&q=hdl+FALLS")
    page.reload()
    assert titles(page) == ["The diabetes path"]
    page.locator('[name="q"]').fill("no such word")
    page.locator(".gallery__none button").press("Enter")
    assert len(titles(page)) == len(known)
    expect(page.locator('[name="q"]')).to_be_focused()
    assert urlsplit(page.url).query == ""


def test_an_unknown_lesson_in_the_address_shows_all(visit: Visit) -> None:
    page = visit.open("/figures/?lesson=nowhere")
    assert len(titles(page)) == len(records())


def test_the_gallery_needs_no_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/figures/")
    assert len(titles(page)) == len(records())
    expect(page.locator(".gallery__controls")).to_be_hidden()
    expect(page.locator(".gallery__none")).to_be_hidden()
    context.close()


# --- both schemes --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/figures/", "/figures/diabetes_path/"])
def test_axe_finds_nothing_in_the_dark_either(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address + path)
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    # Not as a script of the page, which its policy would stop.
    page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
    context.close()


# --- for programs --------------------------------------------------------------------------------


def test_the_manifest_is_true_for_every_file(site: Path) -> None:
    told = json.loads((site / "figures.json").read_text("utf-8"))
    assert {figure["slug"] for figure in told["figures"]} == set(scenes())
    assert told["licence"]["url"].startswith("https://creativecommons.org/")
    for figure in told["figures"]:
        assert figure["claim"] == scenes()[figure["slug"]].claim
        for url in (figure["permalink"], figure["lesson"]):
            assert (site / url.removeprefix(told["url"]) / "index.html").is_file()
        assert figure["files"]
        for file in figure["files"]:
            data = (site / file["url"].removeprefix(told["url"])).read_bytes()
            assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
    digests = [figure["digest"] for figure in told["figures"]]
    assert len(set(digests)) == len(digests)

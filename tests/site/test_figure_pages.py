"""A figure's own page and the manifest: what a speaker and a program take from them."""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from mkdocs.utils.meta import get_data
from playwright.sync_api import Browser, expect

from figures.edition import edition
from figures.scene import scenes
from figures.site.contents import records
from figures.site.figure_page import Place, figure_page, size_text
from figures.site.gallery import gallery
from figures.site.history import changed
from tests.conftest import ROOT
from tests.visit import Visit

HOSTILE = 'Zeros & "kinks" <b>'


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
        assert page.evaluate("navigator.clipboard.readText()") == source.evaluate("e => e.textContent.trim()")
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
        # One without controls stands still: nothing plays, nothing moves it, and no file of it moves.
        moves = bool(scenes()[slug].controls)
        assert (folder / "film.js").exists() == moves
        assert ("<p>The figure with its controls, for a page of yours." in text) == moves
        assert ("<h3>Moving</h3>" in text) == moves
        for scheme in ("light", "dark"):
            assert (folder / f"thumb-{scheme}.png").stat().st_size <= 30_000
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
    since = {file["name"]: "unreleased" for file in entry["files"]}
    text = figure_page("diabetes_path", entry, Place("L", None, None), edition(), [], since)
    _, head = get_data(text)
    base = DictLoader({"base.html": "{% block extrahead %}{% endblock %}"})
    environment = Environment(loader=ChoiceLoader([FileSystemLoader(ROOT / "docs/templates"), base]))
    environment.filters["url"] = str
    template = environment.get_template("main.html")
    context = template.new_context({"page": {"meta": head}})
    found = Head("".join(template.blocks["extrahead"](context))).found
    assert found["og:title"] == HOSTILE
    assert str(found["og:image"]).endswith("/figures/diabetes_path/card.png")
    assert HOSTILE not in text.split("---", 2)[2]
    assert HOSTILE not in gallery({"it": entry}, {entry["lesson"]: "L"})


@pytest.mark.parametrize(
    ("page", "card"),
    [
        ("", "assets/cards/index.png"),
        ("figures/", "assets/cards/figures-index.png"),
        ("lessons/path/", "assets/cards/lessons-path.png"),
        ("figures/diabetes_path/", "figures/diabetes_path/card.png"),
    ],
)
def test_each_page_carries_meta_data_of_its_own(site: Path, page: str, card: str) -> None:
    text = (site / page / "index.html").read_text("utf-8")
    (image,) = re.findall(r'<meta property="og:image" content="http://[^/]+/([^"]+)">', text)
    assert image == card
    assert (site / card).read_bytes().startswith(b"\x89PNG")
    (said,) = re.findall(r'<meta property="og:title" content="([^"]+)">', text)
    assert said in text.split("</head>")[1].replace("&#39;", "'")


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

"""Every page of the site: opened once, looked at narrow and wide, in light and in dark."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from figures.draw.theme import ROLES, Scheme, in_scheme
from figures.scene import scenes
from tests.axe import COLOURS, violations
from tests.conftest import ROOT
from tests.visit import LAID_OUT, Visit, drawn, rgb, wake

PAGES = [
    "/",
    *sorted(f"/lessons/{path.stem}/" for path in (ROOT / "docs" / "lessons").glob("*.md")),
    "/said-true/",
    "/questions/",
    "/lambda/",
    "/figures/",
    "/proofs/",
    *(f"/figures/{slug}/" for slug in scenes()),
    "/contributing/",
    "/publish/",
    "/changelog/",
    "/404.html",
]
# Opened by tests/site/test_embed.py, in frames of several sizes.
EMBEDDED = [f"/figures/{slug}/embed/" for slug in scenes()]


def test_these_are_all_pages_of_the_site(site: Path) -> None:
    files = {f"/{file.relative_to(site).as_posix()}" for file in site.rglob("*.html")}
    assert {*PAGES, *EMBEDDED} == {file.removesuffix("index.html") for file in files}


def overflow(page: Page, width: int) -> int:
    page.set_viewport_size({"width": width, "height": 844})
    # The theme slides its drawer in and out.
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    return int(page.evaluate("document.documentElement.scrollWidth")) - width


WIDE_FORMULAS = """() => [...document.querySelectorAll('.katex-display')].filter((formula) => {
    const { left, right } = formula.closest('article').getBoundingClientRect();
    const parts = [...formula.querySelectorAll('.katex-html > *')].map((one) => one.getBoundingClientRect());
    return parts.some((part) => part.left < left || part.right > right);
}).map((formula) => formula.textContent)"""


SHIFT = """() => new Promise((done) => {
    let sum = 0;
    const add = (list) => list.getEntries().forEach(({ value }) => { sum += value; });
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""
"""How far what is in sight has been pushed since the page began: 0 if nothing was."""


def shift(visit: Visit, path: str, width: int) -> float:
    """That of a page whose fonts come when all else has."""
    late: list[str] = []
    page, inside = visit.page, visit.inside

    def keep(font: dict[str, str]) -> None:
        late.append(font["requestId"])

    page.set_viewport_size({"width": width, "height": 844})
    # A route of the page would do as well, but then nothing comes from the browser's cache, and no script
    # is there compiled: a visit took half as long again.
    inside.on("Fetch.requestPaused", keep)
    inside.send("Fetch.enable", {"patterns": [{"urlPattern": "*.woff2"}]})
    page.goto(visit.address + path, wait_until="domcontentloaded")
    wake(page)
    drawn(page)
    for font in late:
        inside.send("Fetch.continueRequest", {"requestId": font})
    inside.send("Fetch.disable")
    inside.remove_listener("Fetch.requestPaused", keep)
    page.evaluate("document.fonts.ready.then(() => {})")
    page.evaluate(LAID_OUT)
    drawn(page)
    assert late
    return float(page.evaluate(SHIFT))


def worn(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def ground(scheme: Scheme) -> str:
    return rgb(in_scheme(scheme)(ROLES["ground"]))


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wrong_narrow_or_wide_in_light_or_in_dark(visit: Visit, path: str) -> None:
    page = visit.page
    for width in (1280, 390):
        assert shift(visit, path, width) <= 0.02, width
        assert overflow(page, width) <= 0, width
    # What comes late, an error or a request, comes while axe is at work.
    # 320: 400 % of magnification.
    assert overflow(page, 320) <= 0
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    assert overflow(page, 320) <= 0
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(WIDE_FORMULAS) == []
    page.set_viewport_size({"width": 1280, "height": 844})
    assert worn(page) == ground("light")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", ground("dark"))
    assert violations(page, *COLOURS) == []
    assert (visit.errors, visit.strangers) == ([], [])

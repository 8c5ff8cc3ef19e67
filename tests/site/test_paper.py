"""Printed pages: light whatever the screen shows, figures whole, nothing to click or to unfold."""

import io
from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page, PdfMargins

from figures.draw.theme import ROLES
from tests.site.test_zoom import LESSONS
from tests.visit import Visit, rgb

MARGIN: PdfMargins = {"top": "15mm", "right": "15mm", "bottom": "15mm", "left": "15mm"}


@pytest.fixture
def printed(visit: Visit) -> Iterator[Visit]:
    """A reader who reads in the dark scheme."""
    visit.page.emulate_media(color_scheme="dark")
    yield visit
    visit.page.emulate_media(media="screen")


def colours(page: Page, selector: str) -> set[str]:
    found: list[str] = page.locator(selector).evaluate_all(
        """found => found.filter((one) => one.checkVisibility())
          .map((one) => getComputedStyle(one)[one.closest("svg") ? "fill" : "color"])"""
    )
    assert found, selector
    return set(found)


def test_paper_is_light_and_bears_no_controls(printed: Visit) -> None:
    page = printed.open("/lessons/threshold/")
    page.emulate_media(color_scheme="dark", media="print")
    # The theme fades from colour to colour.
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    light = {role.name: rgb(role.light) for role in ROLES.values()}
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    for selector in (
        "article > p:not([class])",
        "article > :is(p:not([class]), div.arithmatex) .katex",
        "article td",
        "article pre code",
        "summary",
    ):
        assert colours(page, selector) <= {light["fg"]}, selector
    assert colours(page, "article pre code span") <= set(light.values())
    assert colours(page, "article p a[href]") <= {light["lasso"], light["fg"], light["muted"]}
    assert colours(page, ".panel--page text[fill='var(--fig-fg)']") == {light["fg"]}
    white = "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--fig-ground')") == "white"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (white, "rgba(0, 0, 0, 0)")
    gone = (
        ".figure__controls, .converter__controls, .md-header, .md-footer, .md-sidebar, .headerlink, .md-top"
    )
    assert page.locator(gone).evaluate_all("all => all.filter((one) => one.checkVisibility()).length") == 0
    # Folded on the page, open on paper.
    assert page.locator("details[open]").count() == 0
    folded = page.locator("details > p, details > div").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert folded
    assert min(folded) > 0


FIGURES = """() => [...document.querySelectorAll("lasso-figure")].map((figure) => {
  const words = [...figure.querySelectorAll(".panel--page text")].filter((one) => one.checkVisibility())
    .map((one) => one.textContent).filter((text) => text.length > 3);
  // Some drawings bear no words but those of their axes.
  return [...words.slice(0, 1), ...words.slice(-1), figure.querySelector("figcaption strong").textContent,
    figure.querySelector(".figure__link").textContent];
})"""


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_prints_clean(printed: Visit, path: str) -> None:
    page = printed.open(path)
    figures = page.evaluate(FIGURES)
    headings = page.locator("article :is(h2, h3)").evaluate_all(
        "all => all.map((one) => one.firstChild.textContent)"
    )
    # Backgrounds too, as readers may ask for: margins then have the colour of the browser's own ground.
    paper = page.pdf(format="A4", margin=MARGIN, print_background=True)
    sheets = pdfium.PdfDocument(io.BytesIO(paper))
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    for words in figures:
        assert any(all(plain(word) in plain(text) for word in words) for text in texts), f"split: {words}"
    for heading in headings:
        assert plain(heading) in plain("".join(texts))
    for sheet, text in zip(sheets, texts, strict=True):
        assert plain(text.strip().splitlines()[-1]) not in map(plain, headings), "a heading ends a sheet"
        grey = np.asarray(sheet.render(scale=0.5).to_pil().convert("L"))
        assert np.median(grey) == grey[0].min() == 255


def plain(text: str) -> str:
    return "".join(text.split())

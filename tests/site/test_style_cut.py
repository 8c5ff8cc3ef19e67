"""The theme's styles without what no page uses: what goes, what stays, and that pages look the same."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from playwright.sync_api import Page

from figures.site.style_cut import (
    Named,
    cut,
    in_the_dark_without_scripts,
    without_properties,
    words_of_page,
    words_of_script,
)
from figures.site.typefaces import math_styles
from tests.visit import Visit

NAMED = Named(
    frozenset(words_of_page('<body dir="ltr" class="no-js"><p id="here" class="said two">rtl absent</p>')),
    frozenset(words_of_script('a.querySelector(".asked"); b.classList.add("added"); c.dir === "rtl"')),
)


@pytest.mark.parametrize(
    "stays",
    [
        "p", ".said", "p.two:hover", "#here", ".added", "p:not(.absent)", ":is(.absent,.said)", "*", ":root",
        "[dir=ltr] p", "[class]", '[class^="sa"]', "p::before", "p:nth-child(2n)", "::-webkit-absent",
    ],
)  # fmt: skip
def test_a_rule_stays_that_may_match(stays: str) -> None:
    assert cut(f"{stays}{{color:red}}", NAMED) == f"{stays}{{color:red}}"


@pytest.mark.parametrize(
    "goes",
    [".absent", "p .absent", "table", "#absent", "[dir=rtl] p", "[absent]", ":is(.absent,table)", ".asked"],
)
def test_a_rule_goes_that_matches_nothing(goes: str) -> None:
    assert cut(f"{goes}{{color:red}}", NAMED) == ""
    assert cut(f"@media print{{{goes}{{color:red}}}}", NAMED) == ""
    assert cut(f"{goes},p{{color:red}}", NAMED) == "p{color:red}"


def test_other_rules_stay_and_comments_go() -> None:
    css = "@media print{p{color:red}}@keyframes turn{to{color:red}}"
    assert cut(f"/* note */{css}", NAMED) == css


def test_properties_go_that_nobody_reads() -> None:
    css = ":root{--a:url('data:;(x(y))');--b:var(--c);--c:1;--d:var(--a)}p{color:var(--b)}"
    assert without_properties(css) == ":root{--b:var(--c);--c:1;}p{color:var(--b)}"
    assert without_properties(css, {"--d"}) == css


def test_the_dark_scheme_holds_for_pages_without_scripts() -> None:
    slate = "[data-md-color-scheme=slate]{color:white}"
    found = in_the_dark_without_scripts(f"p{{color:red}}@media screen{{{slate}}}@media print{{{slate}}}")
    condition = "@media screen and (prefers-color-scheme:dark) and (scripting:none)"
    assert found == f"{condition}{{[data-md-color-scheme=default]{{color:white}}}}"


LOOKS = """() => {
    document.getAnimations().forEach((animation) => animation.finish());
    const parts = [null, "::before", "::after"];
    return [...document.querySelectorAll("body, body *:not(svg *):not(math *)")].map((element) =>
        [element.className, ...parts.map((part) => getComputedStyle(element, part).cssText)].join());
}"""
PAGES = {
    "/": [],
    "/lessons/one-weight/": ["details > summary", ".md-search__input"],
    "/figures/one_slide/": [".scheme"],
    "/contributing/": [],
    "/404.html": [],
}
"""Pages, with what is clicked on them."""


def looks(page: Page, url: str, clicks: list[str]) -> list[str]:
    page.goto(url)
    for click in clicks:
        page.locator(click).first.click()
    page.mouse.move(0, 0)
    page.evaluate("document.fonts.ready.then(() => {})")
    found: list[str] = page.evaluate(LOOKS)
    return found


def whole_styles(cut_down: str) -> str:
    """The page's style sheet with all of the theme's and of KaTeX's."""
    theme = Path(str(distribution("mkdocs-material").locate_file("material/templates/assets/stylesheets")))
    files = [next(theme.glob(f"{name}.*.min.css")) for name in ("main", "palette")]
    math = re.sub(r"@font-face\{[^}]*\}", "", math_styles())
    ours = cut_down[cut_down.index("@font-face") :]
    return "".join([*(file.read_text("utf-8") for file in files), math, ours])


@pytest.mark.parametrize("path", PAGES)
def test_pages_look_as_with_the_whole_theme(visit: Visit, site: Path, path: str) -> None:
    page = visit.page
    page.emulate_media(reduced_motion="reduce")
    (sheet,) = site.glob("assets/pages.*.css")
    light = looks(page, visit.address + path, PAGES[path])
    body = whole_styles(sheet.read_text("utf-8"))
    assert len(body) > 1.5 * sheet.stat().st_size
    page.evaluate("localStorage.clear()")
    page.route("**/assets/pages.*.css", lambda route: route.fulfill(body=body, content_type="text/css"))
    assert looks(page, visit.address + path, PAGES[path]) == light
    page.emulate_media(reduced_motion="no-preference")

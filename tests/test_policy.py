"""The policy on every page: nothing of ours breaks under it, and nothing foreign runs."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from figures.export.markup import Markup
from figures.export.policy import PolicyError, seal
from tests.visit import Visit

TELL = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
    console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`))"""


@pytest.fixture
def watched(context: BrowserContext, address: str) -> Visit:
    """A visit whose errors hold each violation too."""
    context.add_init_script(TELL)
    return Visit(context.new_page(), address)


def test_every_page_opens_without_a_violation(site: Path, watched: Visit) -> None:
    for file in sorted(site.rglob("*.html")):
        watched.page.goto(f"{watched.address}/{file.relative_to(site).as_posix()}", wait_until="load")
    assert watched.errors == []


def test_a_reader_meets_no_violation(watched: Visit) -> None:
    page = watched.open("/lessons/path/")
    page.locator("label[title='Switch to the dark scheme']").click()
    page.locator("lasso-figure input[type=range]").first.press("ArrowRight")
    page.locator("lasso-figure .figure__play").first.click()
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("friction")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/lessons/kink/**")
    page.goto(f"{watched.address}/lessons/threshold/", wait_until="networkidle")
    page.locator("lambda-converter input[type=range]").press("ArrowRight")
    assert watched.errors == []


def test_nothing_foreign_runs(watched: Visit) -> None:
    page = watched.open("/")
    page.evaluate(
        """() => {
            const add = (what) => document.body.append(Object.assign(document.createElement("script"), what));
            add({ text: "window.ran = 1" });
            add({ src: "https://example.org/" });
            document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror='window.ran = 1'>");
            setTimeout("window.ran = 1", 0);
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    blocked = [line.split()[1] for line in watched.errors if line.startswith("policy: ")]
    assert sorted(blocked) == ["script-src", "script-src-attr", "script-src-elem", "script-src-elem"]


def test_the_policy_stands_before_all_it_governs_and_allows_no_script_at_large(site: Path) -> None:
    for file in site.rglob("*.html"):
        head, tag, rest = file.read_text("utf-8").partition(
            '<meta http-equiv="Content-Security-Policy" content="'
        )
        assert tag, file
        assert not re.search(r"<(script|style|link)\b", head), file
        # Browsers look for the character set in the first 1024 bytes.
        assert 0 <= head.find('<meta charset="utf-8">') < 1000, file
        rules = dict(rule.split(" ", 1) for rule in rest.partition('"')[0].split("; "))
        assert rules["default-src"] == "'self'"
        assert re.fullmatch(r"'self'( 'sha256-[\w+/]{43}=')*", rules["script-src"]), file
        assert re.fullmatch(r"'self'( 'sha256-[\w+/]{43}=')*", rules["style-src"]), file


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<title>no character set</title>", "no <meta charset"),
        ('<meta charset="utf-8"><p onclick="go()">', "onclick holds a script"),
    ],
)
def test_a_page_that_cannot_be_sealed_is_refused(page: str, reason: str) -> None:
    with pytest.raises(PolicyError, match=reason):
        seal(Markup(page))

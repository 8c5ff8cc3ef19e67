"""The policy on every page: nothing of ours breaks under it, and nothing foreign runs."""

import re
from pathlib import Path

import pytest

from figures.export.markup import Markup
from figures.export.policy import PolicyError, seal
from tests.visit import Visit


def test_a_reader_meets_no_violation(visit: Visit) -> None:
    page = visit.open("/lessons/path/")
    page.locator("label[title='Switch to the dark scheme']").click()
    page.locator("lasso-figure input[type=range]").first.press("ArrowRight")
    page.locator("lasso-figure .figure__play").first.click()
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("friction")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/lessons/kink/**")
    visit.open("/lessons/threshold/", until="networkidle")
    page.locator("lambda-converter input[type=range]").press("ArrowRight")


def test_nothing_foreign_runs(visit: Visit) -> None:
    page = visit.open("/")
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
    blocked = [line.split()[1] for line in visit.errors if line.startswith("policy: ")]
    # All this was meant to be stopped.
    visit.errors.clear()
    visit.strangers.clear()
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

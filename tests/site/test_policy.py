"""The policy on every page: nothing of ours breaks under it, and nothing foreign runs."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from figures.site.markup import Markup
from figures.site.policy import PolicyError, seal
from tests.conftest import served
from tests.project import Project, duplicate
from tests.small import scene
from tests.visit import Visit


def test_a_reader_meets_no_violation(visit: Visit) -> None:
    page = visit.open("/lessons/path/")
    page.get_by_role("button", name="Dark colours").click()
    page.locator("lasso-figure input[type=range]").first.press("ArrowRight")
    page.locator("lasso-figure .figure__play").first.click()
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("friction")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/lessons/kink/**")
    visit.open("/lambda/", until="networkidle")
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


HOSTILE = "\"'></article><script>alert(1)</script>&<b>"
WORDS = f"{HOSTILE} `a<b` *a* [a](b) {{{{ dot_one.half }}}} {{ #files }}"


def test_the_words_of_a_scene_are_words_everywhere(small: Project, tmp_path: Path, browser: Browser) -> None:
    project = duplicate(small, tmp_path / "project")
    given = {
        "title": "Dot dot_one",
        "claim": "A dot falls",
        "caption": "Drawn to try the build.",
        "alt": "A dot at λ.",
        "notes": "Look at the dot.",
        "computed": "The lasso with one feature.",
    }
    for name, words in given.items():
        project.edit(scene("dot_one"), f'{name}="{words}"', f"{name}={WORDS!r}")
    project.edit(scene("dot_one"), '"half": f"', f'"words": {HOSTILE!r}, "half": f"')
    project.edit("docs/index.md", "# Two dots", "# Two dots\n\nIt is {{ dot_one.words }}")
    project.edit(scene("dot_one"), 'label="coefficient"', f"label={WORDS!r}")
    project.edit(scene("dot_one"), 'label="λ"', f"label={WORDS!r}")
    project.edit(scene("dot_one"), 'label="x"', f"label={WORDS!r}")
    project.edit(scene("dot_one"), 'says=f"w', f'says={WORDS!r} + f"w')
    project.site()
    context = browser.new_context()
    with served(project.folder / "site") as address:
        visit = Visit(context.new_page(), address)
        ran: list[str] = []

        def close(dialog: Dialog) -> None:
            ran.append(dialog.message)
            dialog.dismiss()

        page = visit.page
        page.on("dialog", close)
        assert HOSTILE in visit.open("/").locator("article").inner_text()
        for path in ("/figures/", "/figures/dot_two/", "/figures/dot_one/embed/", "/figures/dot_one/"):
            page = visit.open(path, until="networkidle")
        assert page.title().startswith(f"{WORDS} - ")
        assert page.locator("meta[name=description]").get_attribute("content") == WORDS
        assert page.locator(".md-header__topic").last.inner_text() == WORDS
        for text in ("h1", ".claim", "figcaption", "blockquote", "dt"):
            assert WORDS in page.locator(text).first.inner_text(), text
        for section in ("#description", "#what-is-computed"):
            assert page.locator(f"{section} + p").inner_text() == WORDS, section
        assert page.locator("[role=img]").first.get_attribute("aria-label") == WORDS
    context.close()
    assert (ran, visit.errors, visit.strangers) == ([], [], [])


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

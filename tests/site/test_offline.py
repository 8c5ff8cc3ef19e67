"""The copy that a browser opens from a folder: pages, sliders, links and the search."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from figures.site.links import Ends, broken, name_pages
from figures.site.markup import Markup
from tests.conftest import ROOT
from tests.visit import Visit, readouts, wake


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make offline` makes, in a folder of the tests' own."""
    target = tmp_path_factory.mktemp("stick") / "a folder"
    command = [sys.executable, str(ROOT / "scripts" / "build_site.py"), "--offline", "--out", str(target)]
    subprocess.run(command, check=True)
    return target


def test_everything_but_versions_works_from_a_folder(folder: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    visit = Visit(context.new_page(), folder.as_uri())
    for file in [
        *folder.glob("*.html"),
        *folder.glob("lessons/*/*.html"),
        *folder.glob("figures/one_*/**/*.html"),
    ]:
        visit.page.goto(file.as_uri())
    page = visit.open("/index.html")
    page.locator(".pull__slider").press("End")
    assert page.locator(".pull__w--lasso span").inner_text() == "0.60"
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("friction")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/lessons/kink/index.html**")
    page = visit.open("/figures/index.html")
    page.get_by_role("link", name="The soft threshold").first.click()
    page.wait_for_url("**/figures/soft_threshold/index.html")
    wake(page)
    before = readouts(page, "soft_threshold")
    page.locator("lasso-figure input[type=range]").first.press("ArrowRight")
    assert readouts(page, "soft_threshold") != before
    page = visit.open("/lessons/threshold/index.html")
    page.locator("#soft_threshold input[type=range]").press("Home")
    page.wait_for_url("**/index.html?soft_threshold.lam=0")
    told = readouts(page, "soft_threshold")
    page.reload()
    wake(page)
    assert readouts(page, "soft_threshold") == told
    assert visit.errors == []
    assert visit.strangers == []
    context.close()


def test_the_search_comes_when_somebody_goes_there(folder: Path, browser: Browser) -> None:
    context = browser.new_context()
    visit = Visit(context.new_page(), folder.as_uri())
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url.removeprefix(f"{folder.as_uri()}/")))
    page = visit.open("/lessons/path/index.html")
    ours = ["javascripts/search.js", "search/search_index.js"]
    assert "javascripts/figures.js" in asked
    assert not {*ours} & {*asked}
    page.locator(".md-search__input").focus()
    # Pasted by mouse: no key is let go.
    page.evaluate("document.execCommand('insertText', false, 'subgradient')")
    expect(page.locator(".md-search-result__link").first).to_have_attribute(
        "href", f"{folder.as_uri()}/lessons/kink/index.html"
    )
    assert sorted({*ours} & {*asked}) == ours
    assert visit.errors == []
    context.close()


def test_nothing_for_servers_or_search_engines_is_there(folder: Path) -> None:
    assert (folder / "figures.json").exists()
    assert not [
        folder / name for name in ("404.html", "sitemap.xml", "sitemap.xml.gz") if (folder / name).exists()
    ]


def test_no_link_leads_to_a_folder(folder: Path) -> None:
    for file in folder.rglob("*.html"):
        text = file.read_text("utf-8")
        assert name_pages(text) == text, file


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("figures/fate_map/", "figures/fate_map/index.html"),
        ("../figures/fate_map/#files", "../figures/fate_map/index.html#files"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../a.b/c.svg", "../a.b/c.svg"),
        ("#files", "#files"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_folders_in_links_are_completed(link: str, named: str) -> None:
    assert name_pages(f'<a href="{link}">') == f'<a href="{named}">'


@pytest.mark.parametrize(
    ("link", "lost"),
    [
        ("../other/", False),
        ("../other/#part", False),
        ("../other/#lam=0.5", False),
        ("../gone/#lam=0.5", True),
        ("../../latest/other/", False),
        ("/below/1.0/other/", False),
        ("https://example.org/", False),
        ("../other/#gone", True),
        ("../gone/", True),
        ("../other/gone.svg", True),
        ("/1.0/other/", True),
        ("../../1.1/other/", True),
        # The page stands in `latest` too, from where only an address with a version leads to a file to take.
        ("../../1.0/page/new.png", False),
        ("../page/new.png", True),
        ("new.png", True),
        ("../../latest/page/new.png", True),
        ("../../0.9/page/old.png", False),
        ("../../0.9/page/new.png", True),
        ("../../0.9/page/", True),
        ("../../../0.9/page/old.png", True),
    ],
)
def test_a_link_that_leads_nowhere_is_found(tmp_path: Path, link: str, lost: bool) -> None:
    pages = {}
    for name, text in (("page", f'<a href="{link}">'), ("other", '<p id="part">')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").touch()
        pages[f"{name}/index.html"] = Ends(Markup(text).links, [*Markup(text).ids])
    (tmp_path / "page" / "new.png").touch()
    found = broken(tmp_path, pages, "/below/1.0/", ["page/new.png"], ["0.9/page/old.png"])
    assert found == ([f"page/index.html: {link}"] if lost else [])

"""What is published, in a browser: old versions lead to the newest, unknown addresses to a way on."""

import functools
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import served
from tests.repository import Released
from tests.visit import Visit, readouts


class _Host(SimpleHTTPRequestHandler):
    """A host as GitHub Pages is one: the site below a path, and its 404 page for every unknown address."""

    def send_error(self, code: int, *_: object, **__: object) -> None:
        page = (Path(self.directory) / "below" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host(released: Released, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the branch gh-pages in ``below``."""
    root = tmp_path_factory.mktemp("host")
    (root / "below").mkdir()
    archive = subprocess.run(
        ["git", "archive", "gh-pages"], cwd=released.folder, capture_output=True, check=True
    )
    subprocess.run(["tar", "-x", "-C", root / "below"], input=archive.stdout, check=True)
    return root


@pytest.fixture(scope="module")
def published(host: Path) -> Iterator[str]:
    """Where the branch gh-pages is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(host))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/below"
        server.shutdown()


@pytest.fixture
def reader(browser: Browser, published: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    visit = Visit(context.new_page(), published)
    yield visit
    context.close()
    assert visit.strangers == []


def banner(page: Page) -> str | None:
    """Where the banner of an old version leads; None where it does not show."""
    link = page.locator("[data-md-component=outdated] a")
    return str(link.evaluate("link => new URL(link.href).pathname")) if link.is_visible() else None


def test_an_old_version_leads_to_the_same_page_of_the_newest(reader: Visit) -> None:
    # From there a page leads on by itself.
    reader.page.goto(f"{reader.address}/")
    reader.page.wait_for_url("**/below/latest/", wait_until="networkidle")
    assert banner(reader.page) is None
    page = reader.open("/1.0/figures/dot_one/", until="networkidle")
    assert banner(page) == "/below/latest/figures/dot_one/"
    # This page is gone in 1.1.
    assert banner(reader.open("/1.0/old/", until="networkidle")) == "/below/latest/"
    assert banner(reader.open("/1.1/figures/dot_one/", until="networkidle")) is None
    assert reader.errors == []


def test_a_reader_changes_versions_and_stays_on_the_page(reader: Visit) -> None:
    page = reader.open("/latest/figures/dot_one/", until="networkidle")
    assert page.locator(".md-version__link").all_text_contents() == ["1.1", "1.0.1", "1.0"]
    page.locator(".md-version__current").focus()
    page.locator(".md-version__link", has_text=re.compile(r"^1\.0$")).click()
    page.wait_for_url("**/below/1.0/figures/dot_one/")
    assert reader.errors == []


def test_a_file_to_take_comes_from_the_version_that_first_had_it(reader: Visit) -> None:
    for version, slug, since in (
        ("1.0", "dot_two", "1.0"),
        ("latest", "dot_two", "1.1"),
        ("latest", "dot_one", "1.0"),
    ):
        page = reader.open(f"/{version}/figures/{slug}/")
        with page.expect_download() as taken:
            page.locator('a[download][href$="_light.svg"]').click()
        assert f"/below/{since}/figures/{slug}/" in taken.value.url
        assert (
            f"<dc:identifier>https://example.org/below/{since}/figures/{slug}/<"
            in taken.value.path().read_text()
        )
    assert reader.errors == []


def test_a_version_works_alone(browser: Browser, host: Path, tmp_path: Path) -> None:
    """Copied out of the branch, without the other versions."""
    shutil.copytree(host / "below" / "1.1", tmp_path / "1.1")
    with served(tmp_path) as address:
        context = browser.new_context()
        visit = Visit(context.new_page(), address)
        missing: list[str] = []
        visit.page.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
        page = visit.open("/1.1/figures/dot_one/", until="networkidle")
        for picture in page.locator("img").all():
            picture.scroll_into_view_if_needed()
        before = readouts(page, "dot_one")
        page.locator("lasso-figure input[type=range]").press("ArrowRight")
        assert readouts(page, "dot_one") != before
        assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth)")
        context.close()
    # The list of versions is the branch's.
    assert {*missing} == {f"{address}/versions.json"}
    assert len(visit.errors) == len(missing)


def test_without_scripts_the_banner_says_nothing(browser: Browser, published: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{published}/1.0/figures/dot_one/")
    assert page.locator("h1").is_visible()
    assert not page.locator("[data-md-component=outdated]").is_visible()
    context.close()


@pytest.mark.parametrize("address", ["/nowhere/at/all/", "/1.0/figures/nowhere/", "/1.0/404.html"])
def test_an_unknown_address_says_what_to_do_at_any_depth(reader: Visit, address: str) -> None:
    missing: list[str] = []
    reader.page.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
    page = reader.open(address, until="networkidle")
    assert page.locator("h1").text_content() == "There is no such page"
    assert [url for url in missing if not url.endswith(address)] == []
    page.get_by_text("Go to the newest version").click()
    page.wait_for_url("**/below/latest/")

"""What a reader has to load: each page's budget, from the files as they are built."""

import gzip
import hashlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.conftest import ROOT
from tests.visit import wake

KB = 1024
LESSONS = sorted(f"/lessons/{path.stem}/" for path in (ROOT / "docs" / "lessons").glob("*.md"))
FIRST = {"/": 140 * KB, **dict.fromkeys(LESSONS, 165 * KB)}
"""The most bytes, compressed, until a page's first figure answers."""
TO_THE_END = 225 * KB
REQUESTS = 17
OUR_SCRIPTS = 7 * KB
ANSWER = """async (figure) => {
    await customElements.whenDefined("lasso-figure");
    await figure.wake();
}"""
"""What a figure does when it comes near: it takes its table, if it has none."""
SHOW_PICTURES = """() => {
    const shown = [...document.images].filter((image) => image.offsetParent);
    for (const image of shown) image.loading = "eager";
    return Promise.all(shown.map((image) => image.decode()));
}"""


def weight(path: Path) -> int:
    """The file's bytes on their way: what is not packed already is compressed by any host."""
    if path.suffix in (".woff2", ".png"):
        return path.stat().st_size
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


@pytest.mark.parametrize("path", FIRST)
def test_a_visit_is_light(site: Path, address: str, browser: Browser, path: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def weights() -> dict[str, int]:
        assert all(url.startswith((address, "data:")) for url in asked)
        places = [site / urlsplit(url).path.lstrip("/") for url in asked if url.startswith(address)]
        files = [place / "index.html" if place.is_dir() else place for place in places]
        return {file.relative_to(site).as_posix(): weight(file) for file in files}

    # On a busy machine the network is also idle before a page has asked for its scripts.
    page.goto(address + path, wait_until="load")
    page.locator("lasso-figure[data-film]").first.evaluate(ANSWER)
    page.wait_for_load_state("networkidle")
    first = weights()
    wake(page)
    page.evaluate(SHOW_PICTURES)
    whole = weights()
    page.close()
    assert "javascripts/figures.js" in first
    assert len(first) <= REQUESTS, sorted(first)
    assert sum(first.values()) <= FIRST[path], first
    assert sum(whole.values()) <= TO_THE_END, whole
    assert sum(first[name] for name in first if name.startswith("javascripts/")) <= OUR_SCRIPTS, first


def test_what_may_be_kept_for_ever_is_named_by_its_content(site: Path) -> None:
    named = [*site.glob("assets/**/*.woff2"), *site.glob("assets/pages.*.css")]
    assert len(named) > 5
    for path in named:
        assert path.name.split(".")[1] == hashlib.sha256(path.read_bytes()).hexdigest()[:8]

"""What the tests of the built site share: the site itself, a server for it, a browser on it."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import find_or_install
from tests.visit import Visit

if TYPE_CHECKING:
    from tests.repository import Project
    from tests.small import Small

ROOT = Path(__file__).parents[1]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Render once, before the processes that share the tests read what was rendered."""
    if not hasattr(session.config, "workerinput"):
        subprocess.run([sys.executable, ROOT / "scripts" / "render.py"], check=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make site` builds it, in a folder of the tests' own."""
    target = tmp_path_factory.mktemp("built") / "site"
    subprocess.run([sys.executable, ROOT / "scripts" / "build_site.py", "--out", target], check=True)
    return target


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> "Small":
    """A small project with its site, to be left as it is: ``duplicate`` it to change or build it."""
    from tests.small import make

    project = make(tmp_path_factory.mktemp("small") / "project")
    project.site()
    return project


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> "Project":
    """1.0; 1.1 with a figure changed and a page gone; 1.0 once more; 1.0.1, a fix of it."""
    from tests.repository import copied

    project = copied(tmp_path_factory.mktemp("releases") / "project")
    build = project.folder / "build"
    (project.folder / "docs" / "old.md").write_text("---\ndescription: It goes.\n---\n# Old\n")
    project.edit("mkdocs.yml", "  - Contributing:", "  - Old: old.md\n  - Contributing:")
    first = project.commit("Add a page")
    project.printed["1.0"] = project.release("1.0")
    project.trees["1.0"] = project.git("rev-parse", "gh-pages:1.0")
    rendered = shutil.copytree(build, project.folder.with_name("rendered"), copy_function=os.link)

    project.git("rm", "--quiet", "docs/old.md")
    project.edit("mkdocs.yml", "  - Old: old.md\n", "")
    # It stands still, so drawing it anew takes the least time.
    project.edit("figures/scenes/one_slide.py", "ticks=ticks(-1, 0, 1)", "ticks=ticks(-1, 1)")
    project.tell("1.1")
    project.commit("Change a figure, remove a page")
    project.printed["1.1"] = project.release("1.1")
    project.trees["1.1"] = project.git("rev-parse", "gh-pages:1.1")

    project.git("checkout", "--quiet", "-b", "fixes", first)
    shutil.rmtree(build)
    rendered.rename(build)
    project.printed["1.0 again"] = project.release("1.0", FORCE="1")
    project.tell("1.0.1")
    project.commit("Tell of a fix")
    project.printed["1.0.1"] = project.release("1.0.1")
    project.git("checkout", "--quiet", "main")
    return project


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served while the tests run."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, headless."""
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, as whom continuous integration often runs. Its process for a
        # graphics card that is not there cannot always take a picture when all cores are busy.
        flags = ["--no-sandbox", "--disable-gpu"]
        chromium = playwright.chromium.launch(executable_path=find_or_install(), args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tab(browser: Browser, address: str) -> Iterator[Visit]:
    """One tab for all visits: one of its own, with a process and caches, takes a visit twice the time."""
    context = browser.new_context()
    yield Visit(context.new_page(), address)
    context.close()


@pytest.fixture
def visit(tab: Visit) -> Iterator[Visit]:
    """A new reader's visit, on which nothing may go wrong."""
    tab.forget()
    yield tab
    assert tab.errors == []
    assert tab.strangers == []

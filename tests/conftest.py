"""What the tests of the built site share: the site itself, a server for it, a browser on it."""

import functools
import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from figures.build.swap import alone

# Each where it is needed: most tests need no browser, and those of solvers nothing of a build.
if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.project import Project
    from tests.repository import Released
    from tests.visit import Visit
    from tests.webdriver import Tab

# One commit passes or fails, whatever the day and the machine's load.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

# Films are many values in no circles: to look for these among every 700 of them took a tenth of their time.
gc.set_threshold(100_000)

Once = Callable[[str, Callable[[Path], object]], Path]
ROOT = Path(__file__).parents[1]


def pytest_xdist_auto_num_workers() -> int:
    """One process more than cores, since many tests wait: for a browser, a lock, a process that is killed."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of a figure one after another: their process has its film, and how it lies on sheets."""
    first: dict[str, int] = {}

    def place(row: int) -> int:
        figure = _figure(items[row])
        return first.setdefault(figure, row) if figure else row

    items[:] = [items[row] for row in sorted(range(len(items)), key=place)]


def _figure(item: pytest.Item) -> str:
    """The figure that a test is about: its parameter ``slug``, or all of its module by ``SLUG``; or none."""
    if not isinstance(item, pytest.Function):
        return ""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    return str(parameters.get("slug") or getattr(item.module, "SLUG", ""))


@pytest.fixture(scope="session")
def rendered() -> None:
    """All figures rendered, by the process that comes first: the rooms whose tests read them ask for it."""
    subprocess.run([sys.executable, ROOT / "scripts" / "render.py"], check=True)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder in the process that needs it first; all that share the tests have it then.

    What making it returns stands in the file ``made.json`` of the folder.
    """
    here = tmp_path_factory.getbasetemp()
    # Each of several processes has its own folder below the one of the run.
    shared = here.parent if "PYTEST_XDIST_WORKER" in os.environ else here

    def make_once(name: str, make: Callable[[Path], object]) -> Path:
        folder = shared / name
        with alone(folder):
            if not (folder / "made.json").exists():
                folder.mkdir(exist_ok=True)
                (folder / "made.json").write_text(json.dumps(make(folder)), "utf-8")
        return folder

    return make_once


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The site as `make site` builds it, in a folder of the tests' own."""

    def make(folder: Path) -> None:
        script = str(ROOT / "scripts" / "build_site.py")
        subprocess.run([sys.executable, script, "--out", str(folder / "site")], check=True)

    return once("built", make) / "site"


@pytest.fixture(scope="session")
def small(once: Once) -> "Project":
    """A small project with its site, to be left as it is: ``duplicate`` it to change or build it."""
    from tests.project import Project
    from tests.small import make

    return Project(once("small", lambda folder: make(folder / "project").site()) / "project")


@pytest.fixture(scope="session")
def released(once: Once, small: "Project") -> "Released":
    """The small project with four releases, to be left as it is: clone it to release more."""
    from tests.repository import Released, release_all

    folder = once("releases", lambda folder: release_all(small, folder / "project"))
    return Released(folder / "project", **json.loads((folder / "made.json").read_text("utf-8")))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def end_headers(self) -> None:
        # Fonts come anew on each visit, so that a test can let them come late.
        if self.path.endswith(".woff2"):
            self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the folder is served during the block."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served while the tests run."""
    with served(site) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A real Chromium, headless."""
    from playwright.sync_api import sync_playwright

    from tests.browser import find_or_install

    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, as whom continuous integration often runs. Its process for a
        # graphics card that is not there cannot always take a picture when all cores are busy.
        flags = ["--no-sandbox", "--disable-gpu"]
        chromium = playwright.chromium.launch(executable_path=find_or_install(), args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tab(browser: "Browser", address: str) -> "Iterator[Visit]":
    """One tab for all visits: one of its own, with a process and caches, takes a visit twice the time."""
    from tests.visit import Visit

    context = browser.new_context()
    yield Visit(context.new_page(), address)
    context.close()


@pytest.fixture
def visit(tab: "Visit") -> "Iterator[Visit]":
    """A new reader's visit, on which nothing may go wrong."""
    tab.forget()
    yield tab
    assert tab.errors == []
    assert tab.strangers == []


@pytest.fixture(scope="session", params=["firefox", pytest.param("webkit", marks=pytest.mark.webkit)])
def engine(request: pytest.FixtureRequest, address: str) -> "Iterator[Tab]":
    """One tab of another real browser for all its visits."""
    from tests.firefox import firefox
    from tests.webkit import webkit

    with {"firefox": firefox, "webkit": webkit}[request.param](address) as tab:
        yield tab


@pytest.fixture
def reader(engine: "Tab") -> "Iterator[Tab]":
    """A new reader in another browser, in whose console no error may stand."""
    engine.forget()
    yield engine
    assert engine.errors() == []

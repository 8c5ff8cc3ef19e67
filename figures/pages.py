"""The pages as MkDocs writes them, kept while all that they are made from stays as it is.

They have slots where a drawing goes, so a build that finds nothing but drawings changed starts no MkDocs.
"""

import json
import os
import shutil
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path

from figures.build import STAMP, Entry
from figures.dependencies import ROOT, closure, key
from figures.export.edition import edition
from figures.export.published import Published, published
from figures.swap import alone, replacing, writing

ALONE = "PAGES_ALONE"
"""The environment's name for the file in which MkDocs tells what it read, when it writes pages alone."""

_KEPT = ROOT / ".cache" / "pages"
_DOCS = ROOT / "docs"
_SCRIPTS = (ROOT / "scripts" / "hooks.py", ROOT / "scripts" / "publish.py")
_TOLD = "told.json"
_SETTINGS = (
    "CANONICAL_URL", "EDITION_PATH", "MIKE_DOCS_VERSION", "OFFLINE", "SITE_URL", "SOURCE_DATE_EPOCH",
    "VERSION_PROVIDER",
)  # fmt: skip
"""What mkdocs.yml and our code read from the environment."""
_PACKAGES = (
    "jinja2", "markdown", "mkdocs", "mkdocs-gen-files", "mkdocs-material", "pygments",
    "pymdown-extensions", "quickjs-ng",
)  # fmt: skip
"""The packages whose version can change a page's bytes."""


class PagesError(Exception):
    """MkDocs wrote no pages, and said why."""


def write_pages(work: Path, environment: Mapping[str, str]) -> Published:
    """Fill ``work`` with the pages of that edition and all that MkDocs puts beside them; what is published.

    ``PagesError``, ``SceneError`` or ``HistoryError`` leave the pages that were kept.
    """
    name = environment["MIKE_DOCS_VERSION"] + ("-offline" if environment["OFFLINE"] == "true" else "")
    pages = _KEPT / name
    entry = Entry(name, key(_sources(), _PACKAGES, json.dumps([environment.get(one) for one in _SETTINGS])))
    with alone(pages):
        found = _kept(entry, environment) or _made(entry, environment)
        for file in pages.rglob("*"):
            if file.is_file() and file.name not in (STAMP, _TOLD):
                target = work / file.relative_to(pages)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
    return found


def tell(nav: object, read: str) -> None:
    """Say, in MkDocs's own process, of what it wrote the pages: ``Published.read`` of the site's ``nav``."""
    Path(os.environ[ALONE]).write_text(json.dumps({"nav": nav, "read": read}), "utf-8")


def _sources() -> set[Path]:
    docs = (path for path in _DOCS.rglob("*") if path.is_file())
    settings = (*ROOT.glob("*.yml"), ROOT / "package-lock.json")
    return {*docs, *settings, *_SCRIPTS, *closure("figures.export.page", "figures.pages")}


def _kept(entry: Entry, environment: Mapping[str, str]) -> Published | None:
    """What is published, if MkDocs would write the pages that are kept."""
    if not entry.is_whole(_KEPT):
        return None
    told = json.loads((_KEPT / entry.folder / _TOLD).read_text("utf-8"))
    found = published(told["nav"], _DOCS, edition(environment))
    return found if found.read == told["read"] else None


def _made(entry: Entry, environment: Mapping[str, str]) -> Published:
    pages = _KEPT / entry.folder
    with replacing(pages) as work, writing(pages):
        # A copy of this process, which has imported half of what MkDocs needs.
        mkdocs = get_context("fork").Process(target=_run_mkdocs, args=(work, environment))
        mkdocs.start()
        mkdocs.join()
        if mkdocs.exitcode:
            raise PagesError("the reason stands above")
        told = json.loads((work / _TOLD).read_text("utf-8"))
        entry.seal(work)
    return published(told["nav"], _DOCS, edition(environment))


def _run_mkdocs(work: Path, environment: Mapping[str, str]) -> None:
    from mkdocs.__main__ import cli

    os.environ |= {**environment, ALONE: str(work / _TOLD)}
    os.chdir(ROOT)
    cli(["build", "--strict", "--site-dir", str(work)], prog_name="mkdocs")

"""The whole site in a folder: figures rendered, pages written by MkDocs, and each page finished here.

Not by a plugin of MkDocs: `make serve` puts a script of its own on each page, which a policy would stop.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from figures.build import render
from figures.dependencies import ROOT
from figures.export.edition import UNRELEASED, edition
from figures.export.links import broken, name_pages, named
from figures.export.markup import Markup
from figures.export.policy import PolicyError, seal
from figures.export.published import Content
from figures.export.releases import HistoryError
from figures.export.slots import fill
from figures.pages import PagesError, write_pages
from figures.scene import SceneError
from figures.swap import alone, replacing

LATEST = "latest"
"""The folder of the newest version, beside those of all versions."""


class WebsiteError(Exception):
    """A site that was not built; the message says why."""


def build(target: Path, *, version: str = UNRELEASED, offline: bool = False) -> None:
    """The site in the folder ``target``, which stays as it was after a ``WebsiteError`` or ``OutputError``.

    A released ``version`` stands in a folder of its name below the address SITE_URL. ``offline`` makes it
    one that a browser opens from a folder, without a server.
    """
    environment = os.environ | _settings(version, offline=offline)
    try:
        render()
        with alone(target), replacing(target) as work:
            found = write_pages(work, environment)
            _put_beside(work, found.files)
            if offline:
                _prepare_for_folder(work)
            finished = {
                page: _finished(page, found.slots, offline=offline) for page in sorted(work.rglob("*.html"))
            }
            lost = broken(work, finished, environment["EDITION_PATH"])
            if lost:
                raise WebsiteError("\n".join(["these links lead nowhere:", *lost]))
    except (SceneError, HistoryError, PagesError) as error:
        raise WebsiteError(str(error)) from None


def _settings(version: str, *, offline: bool) -> dict[str, str]:
    """What mkdocs.yml and the pages read from the environment."""
    here = replace(edition(), version=version)
    released = version != UNRELEASED
    settings = {
        "MIKE_DOCS_VERSION": version,
        "EDITION_PATH": urlsplit(here.root).path,
        "OFFLINE": str(offline).lower(),
    }
    if released or "SOURCE_DATE_EPOCH" not in os.environ:
        # Files and the sitemap carry dates: the commit's, so that the same commit gives the same bytes.
        settings["SOURCE_DATE_EPOCH"] = commit_time()
    if "SITE_URL" in os.environ:
        # Whatever version a search engine meets, it is to send its readers to the newest.
        settings["CANONICAL_URL"] = urljoin(here.site_url, f"{LATEST}/" if released else "")
    if released:
        settings["VERSION_PROVIDER"] = "mike"
    return settings


def commit_time() -> str:
    command = ["git", "log", "-1", "--format=%ct"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "0"


def _prepare_for_folder(work: Path) -> None:
    """The search index as a script, since pages opened from a folder may not ask for data."""
    index = json.loads((work / "search" / "search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        path, mark, part = entry["location"].partition("#")
        entry["location"] = named(path) + mark + part
    script = f"var __index = {json.dumps(index, ensure_ascii=False)};"
    (work / "search" / "search_index.js").write_text(script, "utf-8")
    # Nobody shows it there, and its links start at a server's root.
    (work / "404.html").unlink()


def _put_beside(work: Path, files: Mapping[str, Content]) -> None:
    """Write what is published beside the pages; Markdown is MkDocs's."""
    for name, content in files.items():
        if name.endswith(".md"):
            continue
        file = work / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, file)
        else:
            file.write_bytes(content)


def _finished(page: Path, slots: Mapping[str, str], *, offline: bool) -> Markup:
    """What stands on the page, which is now filled, sealed and, if need be, names each page it leads to."""
    text = fill(page.read_text("utf-8"), slots)
    markup = Markup(name_pages(text) if offline else text)
    try:
        page.write_text(seal(markup), "utf-8")
    except PolicyError as error:
        raise WebsiteError(f"{page}: {error}") from None
    return markup

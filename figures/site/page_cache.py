"""The pages as MkDocs writes them, kept while all that they are made from stays as it is.

They have slots where a drawing goes, so a build that finds nothing but drawings changed starts no MkDocs.
What MkDocs would only copy stays where it is until the site is put together.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from figures.build.dependencies import closure, forget, sources
from figures.build.entry import STAMPS, Entry, read_stamps, reasons, write_stamps
from figures.build.errors import STOPPED
from figures.build.layout import CACHE, DOCS, INSTALLED, LOCK, ROOT
from figures.build.swap import Content, alone, files_in, held, replacing, writing
from figures.build.temporary import temporary
from figures.edition import edition
from figures.site.contents import Contents, contents
from figures.site.finish import finish
from figures.site.links import Ends, named
from figures.site.listing import LISTED
from figures.site.slots import fill

ALONE = "PAGES_ALONE"
"""The environment's name for the file in which MkDocs reports what it read, when it writes pages alone."""

_KEPT = CACHE / "pages"
_SCRIPTS = (ROOT / "scripts" / "hooks.py", ROOT / "scripts" / "generate_pages.py")
_MODULES = (
    "figures.site.fences", "figures.site.mkdocs_files", "figures.site.page_cache", "figures.site.preview",
    "figures.site.prose", "figures.site.search_index", "figures.site.social",
)  # fmt: skip
"""What writes pages."""
_PAGES = "pages"
_REPORT = "report.json"
_SETTINGS = (
    "CANONICAL_URL", "EDITION_PATH", "MIKE_DOCS_VERSION", "OFFLINE", "SITE_URL", "SOURCE_DATE_EPOCH",
    "VERSION_PROVIDER",
)  # fmt: skip
"""What mkdocs.yml and our code read from the environment."""
_PACKAGES = (
    "brotli", "fonttools", "jinja2", "markdown", "markupsafe", "matplotlib", "mkdocs", "mkdocs-gen-files",
    "mkdocs-material", "mkdocs-material-extensions", "pygments", "pymdown-extensions", "pyyaml", "quickjs-ng",
    "rcssmin", "tinycss2", "uharfbuzz",
)  # fmt: skip
"""The packages whose version can change the bytes of a page, of its style sheet or its fonts."""


class PagesError(Exception):
    """MkDocs wrote no pages, and said why."""


Ended = dict[str, Ends]
"""Pages by address, with where their links lead."""


def site_files(environment: Mapping[str, str], *, offline: bool) -> tuple[dict[str, Content], Ended]:
    """All files of that edition's site by address, and those pages among them that are finished.

    ``PagesError``, ``PolicyError``, ``SceneError`` or ``HistoryError`` leave the pages that were kept.
    """
    kept = _kept(environment, offline=offline)
    pages = kept / _PAGES
    with alone(kept):
        said = _found(kept, environment) or _made(kept, environment, offline=offline)
        found = contents(said["nav"], DOCS, edition(environment))
        ends = {name: Ends(*page) for name, page in said["pages"].items()}
        # Read before somebody replaces them.
        beside = {
            name: (pages / name).read_bytes() for name in files_in(pages) if name not in (*ends, _REPORT)
        }
        written = {name: fill((pages / name).read_text("utf-8"), found.slots).encode() for name in ends}
    places = {name: ROOT / place for name, place in said["places"].items()}
    return {**found.files, **places, **beside, **written}, ends


def pending_pages(environment: Mapping[str, str], *, offline: bool, rendered: bool) -> list[str]:
    """Why MkDocs would write that edition's pages again, a few words each; empty if it would not.

    Whether words of a figure reach a page is known only once all figures are ``rendered``.
    """
    kept = _kept(environment, offline=offline)
    why = reasons(_entry(environment), kept, read_stamps(kept / STAMPS))
    return why if why or not rendered or _found(kept, environment) else ["words or files of figures"]


def _kept(environment: Mapping[str, str], *, offline: bool) -> Path:
    return _KEPT / (environment["MIKE_DOCS_VERSION"] + ("-offline" if offline else ""))


def report(nav: object, read: str, places: Mapping[str, str]) -> None:
    """Say, in MkDocs's own process, of what it wrote the pages: ``Contents.read`` of the site's ``nav``.

    ``places`` are those of files that it left where they stand, by address.
    """
    seen = {name: _from_root(Path(place)) for name, place in places.items()}
    said = {"nav": nav, "read": read, "places": seen}
    Path(os.environ[ALONE]).write_text(json.dumps(said), "utf-8")


def _from_root(place: Path) -> str:
    """The place of a file of the project as seen from there, for it may be moved or copied with its pages."""
    ours = place.is_relative_to(ROOT) and not place.is_relative_to(sys.prefix)
    return place.relative_to(ROOT).as_posix() if ours else str(place)


def _entry(environment: Mapping[str, str]) -> Entry:
    # The theme's files are told of by their places in this environment.
    settings = [*map(environment.get, _SETTINGS), sys.prefix]
    return Entry.of(_PAGES, sources(_files(), _PACKAGES, json.dumps(settings)))


def _files() -> set[Path]:
    # An editor may keep a link to nothing there while somebody writes.
    docs = (DOCS / name for name in files_in(DOCS) if (DOCS / name).is_file())
    settings = (*ROOT.glob("*.yml"), LOCK, INSTALLED)
    return {*docs, *settings, *_SCRIPTS, *LISTED.values(), *closure(*_MODULES)}


def _found(kept: Path, environment: Mapping[str, str]) -> dict[str, Any] | None:
    """What was reported of the pages that are kept, if MkDocs would write them again."""
    if not _entry(environment).is_whole(kept, read_stamps(kept / STAMPS)):
        return None
    said: dict[str, Any] = json.loads((kept / _PAGES / _REPORT).read_text("utf-8"))
    return said if contents(said["nav"], DOCS, edition(environment)).read == said["read"] else None


def _made(kept: Path, environment: Mapping[str, str], *, offline: bool) -> dict[str, Any]:
    """What is reported of the pages that MkDocs writes now."""
    # Imported here, so that finding nothing changed costs no start of fontTools.
    from multiprocessing import get_context

    from figures.site.lighter import is_replaced

    entry = _entry(environment)
    with replacing(kept) as folder, writing(kept):
        work = folder / _PAGES
        # A copy of this process, which has imported half of what MkDocs needs.
        mkdocs = get_context("fork").Process(target=_run_mkdocs, args=(work, environment))
        with temporary():
            mkdocs.start()
            mkdocs.join()
        if (mkdocs.exitcode or 0) < 0:
            raise PagesError(f"the process that writes pages {STOPPED}")
        if mkdocs.exitcode:
            raise PagesError("the reason stands above")
        if offline:
            _prepare_for_folder(work)
        said: dict[str, Any] = json.loads((work / _REPORT).read_text("utf-8"))
        found = contents(said["nav"], DOCS, edition(environment))
        said |= {"pages": _light(work, found, said["places"], offline=offline)}
        said["places"] = {name: place for name, place in said["places"].items() if not is_replaced(name)}
        (work / _REPORT).write_text(json.dumps(said), "utf-8")
        forget()
        if entry != _entry(environment) or found.read != said["read"]:
            raise PagesError("a source changed while pages were written; build again")
        write_stamps(folder / STAMPS, {entry.folder: entry.stamp(folder)}, [entry.sources])
    return said


def _light(work: Path, found: Contents, places: Mapping[str, str], *, offline: bool) -> Ended:
    """Make the pages in that folder light, and seal them.

    No plugin of MkDocs does it: `serve` puts a script of its own on pages, which a policy would stop, and
    shows what no page has shown before.
    """
    from figures.site.lighter import lighten

    def read(address: str) -> str:
        there = ROOT / places[address] if address in places else found.files[address]
        return held(there).decode()

    pages = {name: (work / name).read_text("utf-8") for name in files_in(work) if name.endswith(".html")}
    light, files = lighten(pages, read, found.shown)
    ends: Ended = {}
    for name, page in light.items():
        files[name], ends[name] = finish(name, page, offline=offline)
    for name, data in files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_bytes(data)
    return ends


def _prepare_for_folder(work: Path) -> None:
    """The search index as a script, since pages opened from a folder may not ask for data."""
    index = json.loads((work / "search" / "search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        path, mark, part = entry["location"].partition("#")
        entry["location"] = named(path) + mark + part
    script = f"var __index = {json.dumps(index, ensure_ascii=False)};"
    (work / "search" / "search_index.js").write_text(script, "utf-8")
    # Nobody shows it there, and its links start at a server's root; nor do search engines come by.
    for name in ("404.html", "sitemap.xml", "sitemap.xml.gz"):
        (work / name).unlink()


def _run_mkdocs(work: Path, environment: Mapping[str, str]) -> None:
    from mkdocs.__main__ import cli

    os.environ |= {**environment, ALONE: str(work / _REPORT)}
    os.chdir(ROOT)
    cli(["build", "--strict", "--site-dir", str(work)], prog_name="mkdocs")

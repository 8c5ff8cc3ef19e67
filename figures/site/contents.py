"""What the site publishes of ``build/``: files with their descriptions, pages, the manifest, drawings.

It only reads what rendering left there, so a site generator's long-lived process never holds a stale scene.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from figures.build.errors import SourceError, nearest
from figures.build.layout import ASSETS, BUILD, CONVERTER, FIGURES, HERO, RECORDS, ROOT
from figures.build.swap import Content, files_in, held
from figures.edition import UNRELEASED, Edition
from figures.files.citation import project
from figures.site.embed import embed
from figures.site.figure_page import Place, citation_files, figure_page, size_text
from figures.site.gallery import gallery
from figures.site.history import MANIFEST, Released, released
from figures.site.manifest import manifest
from figures.site.shared import Offered, Shelf, offered, shelf
from figures.site.slots import split
from figures.site.social import CARD, cards

_NAMES = re.compile(r"<(\w+)|\bclass=\"([^\"]*)\"")
_FIGURE = re.compile(r"^```figure\n(\w+)\n```$", re.M)


@dataclass(frozen=True)
class Contents:
    """``pages`` of Markdown and ``files`` by address, and what goes into ``slots`` by name.

    ``shown`` are the letters, and the names of elements and classes, that slots and tables bring to pages.
    ``read`` is a digest of all that is read here to write pages; drawings, which only fill slots, are not.
    """

    pages: dict[str, bytes]
    files: dict[str, Content]
    slots: dict[str, str]
    shown: tuple[frozenset[str], frozenset[str]]
    read: str


def records() -> dict[str, dict[str, Any]]:
    """The records of all rendered figures, by slug."""
    return _records(*_rendering())


def _rendering() -> tuple[int, int]:
    """What tells one rendering from the next."""
    table = (BUILD / RECORDS).stat()
    return table.st_mtime_ns, table.st_ino


@lru_cache(maxsize=1)
def _records(*_: int) -> dict[str, dict[str, Any]]:
    """Read once for each rendering: every fact and fence of every page asks."""
    found: dict[str, dict[str, Any]] = json.loads((BUILD / RECORDS).read_text("utf-8"))
    return found


def contents(nav: Any, docs: Path, now: Edition) -> Contents:
    """Assets, the gallery, each figure's files, page and page to embed, the manifest; drawings for slots.

    ``nav`` is the site's navigation, ``docs`` the folder of its prose. ``SourceError`` for a figure of no
    lesson, ``HistoryError`` for versions that cannot be read.
    """
    lessons = _titles(nav)
    known = _in_order(records(), lessons, docs)
    history = _history(known, now)
    there = {} if now.version == UNRELEASED else shelf(ROOT, now.version)
    return _contents(json.dumps([list(known), lessons, history, there]), now, *_rendering())


@lru_cache(maxsize=1)
def _contents(asked: str, now: Edition, *_: int) -> Contents:
    """Made once for each rendering: while somebody writes prose, it stays."""
    order, lessons, history, there = json.loads(asked)
    known = {slug: records()[slug] for slug in order}
    assets = BUILD / ASSETS
    found: dict[str, Content] = {name: assets / name for name in files_in(assets)}
    files: dict[str, dict[str, Content]] = {}
    told: dict[str, dict[str, Offered]] = {}
    for slug, entry in known.items():
        files[slug], told[slug] = _files(slug, entry, now, there)
    pages = {"figures/index.md": gallery(known, lessons).encode()}
    slots: dict[str, str] = {}
    fences = [
        (BUILD / CONVERTER / "converter.html").read_text("utf-8"),
        (BUILD / HERO / "hero.html").read_text("utf-8"),
    ]
    for slug, entry in known.items():
        folder = BUILD / FIGURES / slug
        page: dict[str, Content] = {name: folder / "page" / name for name in files_in(folder / "page")}
        place = _place(slug, known, lessons)
        since = {name: file.since for name, file in told[slug].items()}
        pages[f"figures/{slug}/index.md"] = figure_page(slug, entry, place, now, history, since).encode()
        figure = (folder / "figure.html").read_text("utf-8")
        fence, drawn = split(slug, figure)
        fences.append(fence)
        slots |= drawn | {f"digest/{slug}": entry["digest"][:12]}
        slots |= {f"size/{slug}/{name}": size_text(file.size) for name, file in told[slug].items()}
        slots[f"source/{slug}"] = (folder / "source.html").read_text("utf-8")
        page["embed/index.html"] = embed(slug, entry, figure, now).encode()
        for name, content in (files[slug] | citation_files(slug, entry, now) | page).items():
            found[f"figures/{slug}/{name}"] = content
    found |= {card.address: BUILD / card.folder / CARD for card in cards(known)}
    found["CITATION.cff"] = project((ROOT / "CITATION.cff").read_text("utf-8"), now).encode()
    found[MANIFEST] = manifest(known, told, now, [name for name, _ in history if name != now.version])
    facts = {slug: {name: entry[name] for name in entry if name != "digest"} for slug, entry in known.items()}
    words = {name: page.decode() for name, page in pages.items()}
    tables = [held(content).decode() for name, content in found.items() if name.endswith("/film.js")]
    shown = _shown([*slots.values(), *tables])
    whole = json.dumps([words, list(found), fences, facts, history, *map(sorted, shown)])
    return Contents(pages, found, slots, shown, hashlib.sha256(whole.encode()).hexdigest())


def _shown(texts: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The letters of these texts, and the names of their elements and classes: few, whatever is drawn."""
    letters: set[str] = set()
    names: set[str] = set()
    for text in texts:
        letters |= set(html.unescape(text))
        names |= {word for found in set(_NAMES.findall(text)) for part in found for word in part.split()}
    return frozenset(letters), frozenset(names)


def _history(known: dict[str, dict[str, Any]], now: Edition) -> Released:
    """The versions so far and the digests of their figures, the version being released among them."""
    past = released(ROOT, now.version)
    current = {slug: str(entry["digest"]) for slug, entry in known.items()}
    return past if now.version == UNRELEASED else [*past, (now.version, current)]


def _files(
    slug: str, entry: dict[str, Any], now: Edition, there: Shelf
) -> tuple[dict[str, Content], dict[str, Offered]]:
    """The figure's files that stand in this version, each with its description inside; all that it offers.

    One that has no place for a description is published from where it stands.
    """
    files: dict[str, Content] = {}
    told: dict[str, Offered] = {}
    for file in entry["files"]:
        name, path = file["name"], BUILD / file["kind"] / slug / file["name"]
        data = path.read_bytes()
        told[name], published = offered(name, data, slug, entry, now, there)
        if told[name].since == now.version:
            files[name] = path if published is data else published
    return files, told


def _titles(nav: Any) -> dict[str, str]:
    """The titles of the navigation's pages in its order, by their names below ``docs/``."""
    titles: dict[str, str] = {}
    for item in nav:
        for title, target in item.items():
            titles |= _titles(target) if isinstance(target, list) else {target.removesuffix(".md"): title}
    return titles


def _in_order(
    known: dict[str, dict[str, Any]], lessons: dict[str, str], docs: Path
) -> dict[str, dict[str, Any]]:
    """The records as a reader meets the figures: lesson by lesson, down each page."""
    for slug, entry in known.items():
        if entry["lesson"] not in lessons:
            raise SourceError(
                f"figures/scenes/{slug}.py: lesson '{entry['lesson']}' is no page of the navigation; "
                f"{nearest(entry['lesson'], lessons)}"
            )
    places = list(lessons)
    met = {
        lesson: _FIGURE.findall((docs / f"{lesson}.md").read_text("utf-8"))
        for lesson in {entry["lesson"] for entry in known.values()}
    }

    def rank(slug: str) -> tuple[int, int]:
        lesson = known[slug]["lesson"]
        down = met[lesson].index(slug) if slug in met[lesson] else len(met[lesson])
        return places.index(lesson), down

    return {slug: known[slug] for slug in sorted(known, key=rank)}


def _place(slug: str, known: dict[str, dict[str, Any]], lessons: dict[str, str]) -> Place:
    lesson = known[slug]["lesson"]
    beside = [other for other, entry in known.items() if entry["lesson"] == lesson]
    at = beside.index(slug)
    before, after = beside[:at][-1:], beside[at + 1 :][:1]
    return Place(
        lessons[lesson],
        *((near[0], known[near[0]]["title"]) if near else None for near in (before, after)),
    )

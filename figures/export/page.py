"""The page: figure fences, facts and formulas in prose, permalink pages. The one module that knows MkDocs.

It only reads what rendering left in ``build/``, so a site generator's long-lived process never holds a
stale scene.
"""

import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from pymdownx.superfences import SuperFencesException

from figures.build import BUILD, CONVERTER
from figures.dependencies import ROOT
from figures.export import releases
from figures.export.edition import UNRELEASED, Edition, edition
from figures.export.embed import embed
from figures.export.gallery import gallery
from figures.export.history import Released
from figures.export.manifest import manifest
from figures.export.math import typeset
from figures.export.permalink import Place, citation_files, permalink
from figures.export.root import ROOT_MARK
from figures.export.stamp import stamped
from figures.scene import nearest

_FENCE = re.compile(r"^(?P<ticks>`{3,}|~{3,})[ \t]*(?P<language>\w*)")
_FIGURE = re.compile(r"^```figure\n(\w+)\n```$", re.M)
_FACT = re.compile(r"\{\{ *(?P<figure>\w+)\.(?P<fact>\w+) *\}\}")

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_KEPT = re.compile(r"<!--kept ([0-9a-f]{64})-->")

Write = Callable[[str, bytes], None]


class PageError(BuildError):
    """A page that cannot be made; the message says where and what to do."""


def records() -> dict[str, dict[str, Any]]:
    """The records of all rendered figures, by slug."""
    path = BUILD / "figures.json"
    return _records(path.stat().st_mtime_ns, path.stat().st_ino)


@lru_cache(maxsize=1)
def _records(*_: int) -> dict[str, dict[str, Any]]:
    """Read once for each rendering: every fact and fence of every page asks."""
    found: dict[str, dict[str, Any]] = json.loads((BUILD / "figures.json").read_text("utf-8"))
    return found


_kept: dict[str, str] = {}
"""Drawings and formulas by digest, for ``put``."""


def keep(markup: str) -> str:
    """A comment in the place of HTML that nothing need read before it is on the finished page.

    Markdown, the search index and the theme each read a page whole; drawings and formulas were most of it.
    """
    digest = hashlib.sha256(markup.encode()).hexdigest()
    _kept[digest] = markup
    return f"<!--kept {digest}-->"


def put(page: str) -> str:
    """The finished page with all that was kept in its place."""
    return _KEPT.sub(lambda match: _kept[match[1]], page)


def fence(source: str, *_: Any, **__: Any) -> str:
    """The SuperFences formatter of a ``figure`` fence, whose only line names the figure."""
    slug = source.strip()
    known = records()
    if slug not in known:
        # The only exception that SuperFences does not turn into a silent code block.
        raise SuperFencesException(f"no figure '{slug}'; {nearest(slug, known)}")
    figure = (BUILD / "figures" / slug / "figure.html").read_text("utf-8")
    return _DRAWING.sub(lambda drawing: keep(drawing[0]), figure)


def source(name: str, *_: Any, **__: Any) -> str:
    """The formatter of a ``source`` fence, whose only line names the figure whose scene it shows."""
    return (BUILD / "figures" / name.strip() / "source.html").read_text("utf-8")


def certificates(*_: Any, **__: Any) -> str:
    """The formatter of a ``certificates`` fence: what each figure solved, and how exactly."""
    rows = "".join(
        f'<tr><td><a href="{ROOT_MARK}/figures/{slug}/">{html.escape(entry["title"])}</a></td>'
        f"<td>{entry['stops']}</td><td>{entry['residual'] or 'nothing solved'}</td></tr>"
        for slug, entry in records().items()
    )
    head = "<tr><th>figure</th><th>stops</th><th>largest KKT violation</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def converter(*_: Any, **__: Any) -> str:
    """The SuperFences formatter of a ``converter`` fence, which is empty."""
    return (BUILD / CONVERTER / "converter.html").read_text("utf-8")


def changes(source: str, *_: Any, **__: Any) -> str:
    """The formatter of a ``changes`` fence, whose only line names a version: its new and changed figures."""
    current = {slug: (entry["title"], entry["digest"]) for slug, entry in records().items()}
    try:
        return releases.listing(source.strip(), edition().version, current, ROOT)
    except releases.HistoryError as error:
        raise SuperFencesException(str(error)) from None


class _Facts(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [_FACT.sub(self._fill, line) for line in lines]

    @staticmethod
    def _fill(match: re.Match[str]) -> str:
        return str(records()[match["figure"]]["facts"][match["fact"]])


class _Formulas(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.get("class") != "arithmatex" or not element.text:
                continue
            display = element.tag == "div"
            tex = element.text.strip()[2:-2].strip()
            try:
                # Block formulas arrive escaped, inline ones as they were typed.
                markup = typeset(html.unescape(tex) if display else tex, display=display)
            except ValueError as error:
                raise PageError(str(error)) from None
            element.text = self.md.htmlStash.store(keep(markup))


class FigureExtension(Extension):
    """Let figures stand as blocks, fill in facts, and set the formulas that arithmatex (generic) finds."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Otherwise Markdown wraps a figure in a paragraph, which a browser then tears apart.
        md.block_level_elements += ["lasso-figure", "lambda-converter"]
        # After SuperFences (25) has put code aside, before raw HTML (20) is.
        md.preprocessors.register(_Facts(md), "facts", 22)
        # After the inline patterns (20), which leave the formulas in the tree.
        md.treeprocessors.register(_Formulas(md), "formulas", 5)


def makeExtension(**options: Any) -> FigureExtension:
    """The entry point Python-Markdown looks for."""
    return FigureExtension(**options)


def check_pages(docs: Path) -> None:
    """Raise ``PageError`` listing each fence and fact in ``docs`` that names what does not exist.

    Also refuses the same figure twice on one page: its ids would no longer be unique.
    """
    known = records()
    mistakes = [
        f"{path.relative_to(docs.parent)}:{number}: {mistake}"
        for path in sorted(docs.rglob("*.md"))
        for number, mistake in _mistakes(path.read_text("utf-8").splitlines(), known)
    ]
    if mistakes:
        raise PageError("\n".join(mistakes))


def _mistakes(lines: list[str], known: dict[str, dict[str, Any]]) -> Iterator[tuple[int, str]]:
    open_fence, language = "", ""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        start = _FENCE.match(line)
        if start and not open_fence:
            open_fence, language = start["ticks"], start["language"]
        elif open_fence and line.strip().startswith(open_fence) and not line.strip(" `~"):
            open_fence = ""
        elif open_fence and language == "figure" and line.strip():
            slug = line.strip()
            if slug not in known:
                yield number, f"no figure '{slug}'; {nearest(slug, known)}"
            elif slug in seen:
                yield number, f"figure '{slug}' stands on this page already; link to it instead"
            seen.add(slug)
        elif not open_fence:
            yield from ((number, mistake) for mistake in _unknown_facts(line, known))


def _unknown_facts(line: str, known: dict[str, dict[str, Any]]) -> Iterator[str]:
    for match in _FACT.finditer(line):
        figure, fact = match["figure"], match["fact"]
        if figure not in known:
            yield f"no figure '{figure}' in {match[0]}; {nearest(figure, known)}"
        elif fact not in known[figure]["facts"]:
            yield f"no fact '{fact}' in {match[0]}; {nearest(fact, known[figure]['facts'])}"


def generate(write: Write, config: MkDocsConfig) -> None:
    """Publish ``build/``: assets, the gallery, and each figure's files, page and page to embed."""
    for path in sorted((BUILD / "site").rglob("*")):
        if path.is_file():
            write(path.relative_to(BUILD / "site").as_posix(), path.read_bytes())
    now, lessons = edition(), _titles(config.nav)
    known = _in_order(records(), lessons, Path(config.docs_dir))
    history = _history(known, now)
    files = {}
    for slug, entry in known.items():
        folder = BUILD / "figures" / slug
        files[slug] = dict(_files(slug, entry, now))
        page = {path.name: path.read_bytes() for path in sorted((folder / "page").iterdir())}
        place = _place(slug, known, lessons)
        page["index.md"] = permalink(slug, entry, place, files[slug], now, history).encode()
        figure = (folder / "figure.html").read_text("utf-8")
        page["embed/index.html"] = embed(slug, entry, figure, now).encode()
        for name, data in (files[slug] | citation_files(slug, entry, now) | page).items():
            write(f"figures/{slug}/{name}", data)
    write("figures/index.md", gallery(known, lessons).encode())
    write("figures.json", manifest(known, files, now))


def _history(known: dict[str, dict[str, Any]], now: Edition) -> Released:
    """The versions so far and the digests of their figures, the version being released among them."""
    try:
        past = releases.released(ROOT, now.version)
    except releases.HistoryError as error:
        raise PageError(str(error)) from None
    current = {slug: str(entry["digest"]) for slug, entry in known.items()}
    return past if now.version == UNRELEASED else [*past, (now.version, current)]


def _files(slug: str, entry: dict[str, Any], now: Edition) -> Iterator[tuple[str, bytes]]:
    """The figure's files by name, each with its description inside."""
    for file in entry["files"]:
        data = (BUILD / file["kind"] / slug / file["name"]).read_bytes()
        permalink = now.permalink(slug)
        yield file["name"], stamped(file["name"], data, entry["title"], entry["claim"], permalink, now)


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
            raise PageError(
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

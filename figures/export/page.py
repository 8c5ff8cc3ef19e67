"""The page: figure fences, facts and formulas in prose. The one module that knows MkDocs."""

import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from pymdownx.superfences import SuperFencesException

from figures.build import BUILD
from figures.dependencies import ROOT
from figures.export import releases
from figures.export.edition import edition
from figures.export.markup import Markup
from figures.export.math import typeset
from figures.export.published import Published, published, records
from figures.export.root import ROOT_MARK
from figures.export.slots import slot, split
from figures.parts import CONVERTER
from figures.scene import SceneError, nearest
from figures.swap import Content

_FENCE = re.compile(r"^(?P<ticks>`{3,}|~{3,})[ \t]*(?P<language>\w*)")
_FACT = re.compile(r"\{\{ *(?P<figure>\w+)\.(?P<fact>\w+) *\}\}")

_FORMULA = re.compile(r"<!--formula ([0-9a-f]{64})-->")


class PageError(BuildError):
    """A page that cannot be made; the message says where and what to do."""


_formulas: dict[str, str] = {}
"""Formulas by digest, for ``put``."""


def keep(formula: str) -> str:
    """A comment in the place of a formula: it is long, and nothing need read it before ``put``."""
    digest = hashlib.sha256(formula.encode()).hexdigest()
    _formulas[digest] = formula
    return f"<!--formula {digest}-->"


def put(page: str) -> str:
    """The page with its formulas."""
    return _FORMULA.sub(lambda place: _formulas[place[1]], page)


def fence(source: str, *_: Any, **__: Any) -> str:
    """The SuperFences formatter of a ``figure`` fence, whose only line names the figure."""
    slug = source.strip()
    known = records()
    if slug not in known:
        # The only exception that SuperFences does not turn into a silent code block.
        raise SuperFencesException(f"no figure '{slug}'; {nearest(slug, known)}")
    figure = (BUILD / "figures" / slug / "figure.html").read_text("utf-8")
    return split(slug, figure)[0]


def source(name: str, *_: Any, **__: Any) -> str:
    """The formatter of a ``source`` fence, whose only line names the figure whose scene it shows."""
    return slot(f"source/{name.strip()}")


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
        return html.escape(str(records()[match["figure"]]["facts"][match["fact"]]), quote=False)


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


def check_words(content: str, page: str) -> None:
    """Raise ``PageError`` if a script stands in a page's words, where templates do not put theirs.

    The page's policy allows what stands inline, since the theme needs that, so nobody else may use it.
    """
    if "<script" in content.lower() and Markup(content).hashes["script"]:
        raise PageError(
            f"{page}: a script stands among its words; name a file in its front matter, `scripts`"
        )


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
    opened = 0
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        start = _FENCE.match(line)
        if start and not open_fence:
            open_fence, language, opened = start["ticks"], start["language"], number
        elif open_fence and line.strip().startswith(open_fence) and not line.strip(" `~"):
            open_fence = ""
            if language == "changes":
                try:
                    changes(" ".join(lines[opened : number - 1]))
                except SuperFencesException as error:
                    yield opened, str(error)
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


def generate(config: MkDocsConfig) -> Published:
    """All that is published of what was rendered."""
    try:
        return published(config.nav, Path(config.docs_dir), edition())
    except (SceneError, releases.HistoryError) as error:
        raise PageError(str(error)) from None


class _Elsewhere(File):
    """A file that pages may lead to and somebody else writes."""

    def copy_file(self, dirty: bool = False) -> None:
        pass


def beside(found: Mapping[str, Content], config: MkDocsConfig, *, elsewhere: bool) -> Iterator[File]:
    """What is published beside pages as MkDocs's files, in memory or where they stand.

    MkDocs only knows of them if they are written ``elsewhere``.
    """
    for name, content in found.items():
        if elsewhere:
            yield _Elsewhere.generated(config, name, content=b"")
        elif isinstance(content, Path):
            yield File.generated(config, name, abs_src_path=str(content))
        else:
            yield File.generated(config, name, content=content)


def leave(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """The places, by address, of the files that MkDocs would copy: it leaves them to somebody else."""
    places: dict[str, str] = {}
    for file in list(files):
        if file.abs_src_path and not file.is_documentation_page() and file.inclusion.is_included():
            places[file.dest_uri] = file.abs_src_path
            files.remove(file)
            files.append(_Elsewhere.generated(config, file.src_uri, content=b""))
    return places


class CompiledTemplates(BytecodeCache):
    """The theme's templates, compiled once for all builds of one process: `serve` makes many."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket what was kept for it, if anything."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket."""
        self._kept[bucket.key] = bucket.bytecode_to_string()

"""The page: figure fences, facts and formulas in prose, permalink pages. The one module that knows MkDocs.

It only reads what rendering left in ``build/``, so a site generator's long-lived process never holds a
stale scene.
"""

import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from mkdocs.exceptions import BuildError
from pymdownx.superfences import SuperFencesException

from figures.build import BUILD, CONVERTER
from figures.dependencies import ROOT
from figures.export import releases
from figures.export.edition import edition
from figures.export.math import typeset
from figures.export.root import ROOT_MARK
from figures.export.stamp import stamped
from figures.scene import HOUSE_CONVENTION, nearest

_FENCE = re.compile(r"^(?P<ticks>`{3,}|~{3,})[ \t]*(?P<language>\w*)")
_FACT = re.compile(r"\{\{ *(?P<figure>\w+)\.(?P<fact>\w+) *\}\}")

Write = Callable[[str, bytes], None]


class PageError(BuildError):
    """A page that cannot be made; the message says where and what to do."""


def records() -> dict[str, dict[str, Any]]:
    """The records of all rendered figures, by slug."""
    found: dict[str, dict[str, Any]] = json.loads((BUILD / "figures.json").read_text("utf-8"))
    # STAND-IN until records carry their digest.
    for slug, entry in found.items():
        html_bytes = (BUILD / "figures" / slug / "figure.html").read_bytes()
        entry.setdefault("digest", hashlib.sha256(html_bytes).hexdigest())
    return found


def fence(source: str, *_: Any, **__: Any) -> str:
    """The SuperFences formatter of a ``figure`` fence, whose only line names the figure."""
    slug = source.strip()
    known = records()
    if slug not in known:
        # The only exception that SuperFences does not turn into a silent code block.
        raise SuperFencesException(f"no figure '{slug}'; {nearest(slug, known)}")
    return (BUILD / "figures" / slug / "figure.html").read_text("utf-8")


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
            element.text = self.md.htmlStash.store(markup)


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


def generate(write: Write) -> None:
    """Publish ``build/``: assets, each figure's files and permalink page, and the gallery."""
    for path in sorted((BUILD / "site").rglob("*")):
        if path.is_file():
            write(path.relative_to(BUILD / "site").as_posix(), path.read_bytes())
    known = records()
    now = edition()
    for slug, entry in known.items():
        sizes = {}
        for file in entry["files"]:
            name = file["name"]
            raw = (BUILD / file["kind"] / slug / name).read_bytes()
            data = stamped(name, raw, entry["title"], entry["claim"], now.permalink(slug), now)
            sizes[name] = len(data)
            write(f"figures/{slug}/{name}", data)
        write(f"figures/{slug}/index.md", _permalink(slug, entry, sizes).encode())
    write("figures/index.md", _gallery(known).encode())
    # STAND-IN until the manifest is written elsewhere.
    rows = [
        {"slug": slug, "title": entry["title"], "digest": entry["digest"]} for slug, entry in known.items()
    ]
    write(releases.MANIFEST, json.dumps({"version": edition().version, "figures": rows}).encode())


def _permalink(slug: str, entry: dict[str, Any], sizes: dict[str, int]) -> str:
    rows = [
        f"| {file['purpose']} | [{file['name']}]({file['name']}) | {sizes[file['name']] / 1024:.0f} KB |"
        for file in entry["files"]
    ]
    return "\n".join(
        [
            "---",
            f"title: {json.dumps(entry['title'])}",
            f"description: {json.dumps(entry['claim'])}",
            # The lesson and the gallery are found instead: each page's words cost every visit a request
            # that much larger, for the whole index is fetched.
            "search: { exclude: true }",
            "---",
            f"# {entry['title']}",
            "",
            f"```figure\n{slug}\n```",
            "",
            "## Files",
            "",
            "| for | file | size |",
            "| --- | --- | ---: |",
            *rows,
            "",
            "Figures and text are licensed CC BY 4.0: use them, change them, and name “The Why-Lasso",
            "authors”.",
            "",
            "## What is computed",
            "",
            entry["computed"],
            "",
            *_convention(entry["convention"]),
            "",
            _certificate(entry),
            "",
            "## Description",
            "",
            entry["alt"],
            "",
            f"Explained in [its lesson](../../{entry['lesson']}.md).",
            "",
        ]
    )


def _certificate(entry: dict[str, Any]) -> str:
    if entry["residual"] is None:
        return "**Certificate.** This figure draws closed forms; no optimisation problem is solved for it."
    stops = "The solution drawn satisfies" if entry["stops"] == 1 else f"All {entry['stops']} stops satisfy"
    return (
        f"**Certificate.** {stops} the optimality (KKT) conditions; the largest violation, relative to "
        f"λ~max~, is {entry['residual']}."
    )


def _convention(convention: str) -> list[str]:
    """What λ means in a figure; the house's way with its names in two packages."""
    if convention != HOUSE_CONVENTION:
        return [f"{html.escape(convention)}."]
    return [
        r"The objective is $\tfrac{1}{2n}\lVert y-Xw\rVert^2+\lambda\lVert w\rVert_1$, with columns",
        "of mean 0 and mean square 1 and a centred response. This λ is scikit-learn's `alpha` and",
        "glmnet's `lambda`.",
    ]


def _gallery(known: dict[str, dict[str, Any]]) -> str:
    return "\n".join(
        [
            "# Figures",
            "",
            "Every figure has its own page with files for slides, the way it was computed, and the",
            "certificate of its numbers.",
            "",
            '<div class="cards">',
            *(_card(slug, entry) for slug, entry in known.items()),
            "</div>",
            "",
        ]
    )


def _card(slug: str, entry: dict[str, Any]) -> str:
    return (
        f'<a class="card" href="{slug}/">'
        f'<img src="{slug}/{entry["files"][0]["name"]}" width="640" height="360" loading="lazy" '
        f'alt="{html.escape(entry["alt"])}"><strong>{html.escape(entry["title"])}</strong>'
        f"<span>{html.escape(entry['claim'])}.</span></a>"
    )

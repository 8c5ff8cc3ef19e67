"""What Markdown becomes on a page: figure fences and their kin, facts and formulas in prose."""

import hashlib
import html
import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from mkdocs.exceptions import BuildError
from pymdownx.superfences import SuperFencesException

from figures.build.errors import nearest
from figures.build.layout import BUILD, CONVERTER, FIGURES, HERO, ROOT
from figures.edition import edition
from figures.site import history
from figures.site.contents import records
from figures.site.formula_text import formula_text
from figures.site.formulas import typeset
from figures.site.listing import LISTED, listing
from figures.site.slots import ROOT_MARK, slot, split
from figures.site.source_code import source_code
from figures.site.typography import well_set

FACT = re.compile(r"\{\{ *(?P<figure>\w+)\.(?P<fact>\w+) *\}\}")

SETS = re.compile(r"figure:(?P<figure>\w*)(?:#(?P<state>[^\s)]*))?")
"""The address of a link that sets a figure of its page, as authors write it: `figure:slopes#z=0.3`."""

_STOP = re.compile(r"[,.;:)?!’”]+")
_UNBROKEN = '<span class="katex-base">'
"""What KaTeX makes of a part of a formula within which no line breaks."""
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


def put_as_text(page: str) -> str:
    """The page with its formulas as plain text."""
    return _FORMULA.sub(lambda place: html.escape(formula_text(_formulas[place[1]]), quote=False), page)


def fence(source: str, *_: Any, **__: Any) -> str:
    """The SuperFences formatter of a ``figure`` fence, whose only line names the figure."""
    slug = source.strip()
    known = records()
    if slug not in known:
        # The only exception that SuperFences does not turn into a silent code block.
        raise SuperFencesException(f"no figure '{slug}'; {nearest(slug, known)}")
    figure = (BUILD / FIGURES / slug / "figure.html").read_text("utf-8")
    return split(slug, figure)[0]


def source(name: str, *_: Any, **__: Any) -> str:
    """The formatter of a ``source`` fence, whose only line names the figure whose scene it shows."""
    return slot(f"source/{name.strip()}")


def listed(name: str, *_: Any, **__: Any) -> str:
    """The formatter of a ``listing`` fence, whose only line names the function whose text it shows."""
    if name.strip() not in LISTED:
        raise SuperFencesException(f"no function '{name.strip()}' to list; {nearest(name.strip(), LISTED)}")
    return source_code(listing(name.strip()))


def certificates(*_: Any, **__: Any) -> str:
    """The formatter of a ``certificates`` fence: what each figure solved, and how exactly."""
    rows = "".join(
        f'<tr><td><a href="{ROOT_MARK}/figures/{slug}/">{html.escape(entry["title"])}</a></td>'
        f"<td>{entry['stops']}</td><td>{entry['residual'] or _none(entry['uncertified'])}</td></tr>"
        for slug, entry in records().items()
    )
    head = "<tr><th>figure</th><th>stops</th><th>KKT violation, at most</th></tr>"
    return f"<table data-search-exclude><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _none(uncertified: str) -> str:
    """Why a figure has no certificate."""
    return f"none: {html.escape(uncertified, quote=False)}"


def converter(*_: Any, **__: Any) -> str:
    """The SuperFences formatter of a ``converter`` fence, which is empty."""
    return (BUILD / CONVERTER / "converter.html").read_text("utf-8")


def hero(*_: Any, **__: Any) -> str:
    """The SuperFences formatter of a ``hero`` fence, which is empty."""
    return (BUILD / HERO / "hero.html").read_text("utf-8")


def changes(source: str, *_: Any, **__: Any) -> str:
    """The formatter of a ``changes`` fence, whose only line names a version: its new and changed figures."""
    current = {slug: (entry["title"], entry["digest"]) for slug, entry in records().items()}
    try:
        return history.listing(source.strip(), edition().version, current, ROOT)
    except history.HistoryError as error:
        raise SuperFencesException(str(error)) from None


class _Facts(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [FACT.sub(self._fill, line) for line in lines]

    @staticmethod
    def _fill(match: re.Match[str]) -> str:
        return html.escape(str(records()[match["figure"]]["facts"][match["fact"]]), quote=False)


class _Formulas(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, element in enumerate(parent):
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
                stop = _STOP.match(element.tail or "")
                if stop and not display and markup.count(_UNBROKEN) == 1:
                    parent[place] = _whole(element, stop[0])


def _whole(formula: Element, stop: str) -> Element:
    """A formula and the comma or full stop after it, which must not begin a line."""
    whole = Element("span", {"class": "whole"})
    whole.append(formula)
    formula.tail, whole.tail = stop, (formula.tail or "").removeprefix(stop)
    return whole


class _Typography(Treeprocessor):
    """Words are well set, where they are no code and no formula."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and element.tag != "code" and element.get("class") != "arithmatex":
                element.text = well_set(element.text)
            if element.tail:
                element.tail = well_set(element.tail)


class _Settings(Treeprocessor):
    """Links that set a figure lead to its own page, in that state; on theirs address.js moves the figure."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if found := SETS.fullmatch(link.get("href", "")):
                link.set("href", f"{ROOT_MARK}/figures/{found['figure']}/#{found['state']}")
                link.set("data-sets", found["figure"])


class FigureExtension(Extension):
    """Let figures stand as blocks and links set them, fill in facts, set formulas that arithmatex finds."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Otherwise Markdown wraps a figure in a paragraph, which a browser then tears apart.
        md.block_level_elements += ["lasso-figure", "lambda-converter", "friction-spring"]
        # After SuperFences (25) has put code aside, before raw HTML (20) is.
        md.preprocessors.register(_Facts(md), "facts", 22)
        # After the inline patterns (20), which leave formulas and code in the tree.
        md.treeprocessors.register(_Typography(md), "typography", 6)
        md.treeprocessors.register(_Formulas(md), "formulas", 5)
        # After MkDocs (0) has looked up all other links.
        md.treeprocessors.register(_Settings(md), "settings", -5)


def makeExtension(**options: Any) -> FigureExtension:
    """The entry point Python-Markdown looks for."""
    return FigureExtension(**options)

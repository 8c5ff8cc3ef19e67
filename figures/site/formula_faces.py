"""Which letters of formulas are set in which of KaTeX's faces.

KaTeX's style sheet tells by rules such as ``.katex .mathbf{font-family:KaTeX_Main;font-weight:700}``. A
letter counts for a face if all classes of such a rule stand on what encloses it: in doubt for one too many.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from html.parser import HTMLParser
from typing import NamedTuple

import tinycss2

from figures.site.style_cut import selectors

FORMULA = re.compile(r"<bdi>.*?</bdi>", re.DOTALL)
"""A formula on a page, as ``formulas.typeset`` put it there."""

_VISIBLE = "katex-html"
_ITALIC = {"mathnormal"}
"""What is only ever set in a face of its own: such letters, the most, are none of the main face's."""
_SETS = ("font-family", "font-style", "font-weight")


class _Rule(NamedTuple):
    classes: frozenset[str]
    family: str | None
    bold: bool
    italic: bool


class _Face(NamedTuple):
    name: str
    family: str
    bold: bool
    italic: bool


def letters_of_faces(pages: Iterable[str], css: str) -> Mapping[str, Set[str]]:
    """The letters of all formulas of the ``pages`` by the face's file, its name without ending.

    ``css`` is KaTeX's style sheet. A face of no letter is left out.
    """
    faces, rules = _read(css)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for formula in {formula for page in pages for formula in FORMULA.findall(page)}:
        for classes, shown in _Runs(formula).runs:
            held = [rule for rule in rules if rule.classes <= classes]
            families = {rule.family for rule in held} - {None}
            if not classes >= _ITALIC:
                families.add("KaTeX_Main")
            bold, italic = any(rule.bold for rule in held), any(rule.italic for rule in held)
            for face in faces:
                if face.family in families and face.bold <= bold and face.italic <= italic:
                    found[face.name] |= shown
    return found


def _read(css: str) -> tuple[list[_Face], list[_Rule]]:
    faces, rules = [], []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        said = {
            one.lower_name: tinycss2.serialize(one.value).strip('" ')
            for one in tinycss2.parse_blocks_contents(rule.content or [])
            if one.type == "declaration"
        }
        looks = said.get("font-weight") == "700", said.get("font-style") == "italic"
        if rule.type == "at-rule":
            (name,) = re.findall(r"fonts/([\w-]+)\.woff2", said["src"])
            faces.append(_Face(name, said["font-family"], *looks))
        elif said.keys() & set(_SETS):
            for selector in selectors(rule.prelude):
                classes = set(re.findall(r"\.([\w-]+)", tinycss2.serialize(selector)))
                family = said.get("font-family")
                rules.append(_Rule(frozenset(classes), family, *looks))
    return faces, rules


class _Runs(HTMLParser):
    """The runs of letters in a formula's visible half, each with the classes of all that encloses it."""

    def __init__(self, formula: str) -> None:
        super().__init__()
        self._open: list[frozenset[str]] = [frozenset()]
        self.runs: list[tuple[frozenset[str], set[str]]] = []
        # Drawings of roots and braces have no letters, and elements that are never closed.
        self.feed(re.sub(r"<svg\b.*?</svg>", "", formula, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = (dict(attrs).get("class") or "").split()
        self._open.append(self._open[-1] | frozenset(own))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if _VISIBLE in self._open[-1]:
            self.runs.append((self._open[-1], set(data)))

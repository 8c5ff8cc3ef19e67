"""Prose checked before MkDocs reads it: each name in it of a figure, a fact, a file or a language."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import YAML_RE, get_data
from pygments.lexers import get_all_lexers
from pymdownx.superfences import SuperFencesException

from figures.build.errors import nearest
from figures.build.layout import ASSETS, BUILD
from figures.build.swap import files_in
from figures.site.contents import records
from figures.site.fences import FACT, SETS, PageError, changes
from figures.site.markup import Markup

_FENCE = re.compile(r"[> ]*(?P<ticks>`{3,}(?=[^`]*$)|~{3,})[ \t]*\{?[ \t]*\.?(?P<language>[\w#.+-]*)")
_ASIDE = re.compile(
    r"(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\1(?!`)"  # code
    r"|\$\$.+?\$\$|\$[^$\n]+\$|\\\[.+?\\\]|\\\(.+?\\\)|\\begin\{(\w+\*?)\}.+?\\end\{\2\}",  # formulas
    re.S,
)
_LINK = re.compile(rf"\]\(({SETS.pattern})\)")
_BRACES = re.compile(r"\{\{[^{}\n]*\}{0,2}|\}\}")
_KEYS = ("description", "hide", "meta", "scripts", "search", "stylesheets", "title")
"""What a page's front matter may tell."""
_HIDES = ("feedback", "footer", "navigation", "path", "tags", "toc")
"""What of a page the theme can hide."""

Records = Mapping[str, Mapping[str, Any]]
Mistakes = Iterator[tuple[int, str]]
"""Numbers of lines, each with what is wrong there."""


@dataclass(frozen=True)
class _Fence:
    """A block of code or what we make of one: the line it opens on, its language and the lines in it."""

    line: int
    language: str
    content: list[str]


def check_words(content: str, page: str) -> None:
    """Raise ``PageError`` if a script stands in a page's words, where templates do not put theirs.

    The page's policy allows what stands inline, since the theme needs that, so nobody else may use it.
    """
    if "<script" in content.lower() and Markup(content).hashes["script"]:
        raise PageError(
            f"{page}: a script stands among its words; name a file in its front matter, `scripts`"
        )


def check_pages(docs: Path, own: Collection[str]) -> None:
    """Raise ``PageError`` listing each fence, fact and file in ``docs`` that names what does not exist.

    ``own`` are the languages of fences that are ours. Also refuses the same figure twice on one page: its
    ids would no longer be unique.
    """
    known = records()
    files = {*files_in(docs), *files_in(BUILD / ASSETS)}
    mistakes = [
        f"{path.relative_to(docs.parent)}:{number}: {mistake}"
        for path in sorted(docs.rglob("*.md"))
        # An editor's lock is a link of such a name, which leads nowhere.
        if path.is_file() and not path.name.startswith(".")
        for number, mistake in sorted(_mistakes(path, known, own, files))
    ]
    if mistakes:
        raise PageError("\n".join(mistakes))


def _mistakes(page: Path, known: Records, own: Collection[str], files: Collection[str]) -> Mistakes:
    try:
        text = page.read_text("utf-8")
    except UnicodeDecodeError as error:
        yield error.object.count(b"\n", 0, error.start) + 1, "this is not UTF-8; save the page in that"
        return
    front = YAML_RE.match(text)
    if front:
        yield from ((1, mistake) for mistake in _wrong_front(front[0], files))
        text = "\n" * front[0].count("\n") + text[front.end() :]
    fences: list[_Fence] = []
    words: list[str] = []
    ticks = ""
    for number, line in enumerate(text.splitlines(), 1):
        start = _FENCE.match(line)
        if not ticks and start:
            ticks = start["ticks"]
            fences.append(_Fence(number, start["language"], []))
        elif ticks and line.strip("> \t") == ticks:
            ticks = ""
        elif ticks:
            fences[-1].content.append(line.strip("> \t"))
        words.append("" if ticks or start else line)
    if ticks:
        yield fences[-1].line, f"this block is not closed; end it with a line {ticks}"
    yield from _wrong_fences(fences, known, own)
    yield from _wrong_facts("\n".join(words), known)
    here = {name for fence in fences if fence.language == "figure" for name in fence.content}
    yield from _wrong_settings("\n".join(words), known, here)


def _wrong_fences(fences: list[_Fence], known: Records, own: Collection[str]) -> Mistakes:
    seen: set[str] = set()
    for fence in fences:
        language, names = fence.language, list(filter(None, fence.content))
        if language and language not in own and language.lower() not in _languages():
            yield fence.line, f"no language '{language}'; {nearest(language, {*own, *_languages()})}"
        elif language == "changes":
            try:
                changes(" ".join(names))
            except SuperFencesException as error:
                yield fence.line, str(error)
        elif language in ("figure", "source"):
            if len(names) != 1:
                yield fence.line, f"{len(names)} lines in a {language} block; name one figure in it"
            for name in names:
                line = fence.line + 1 + fence.content.index(name)
                if name not in known:
                    yield line, f"no figure '{name}'; {nearest(name, known)}"
                elif language == "figure" and name in seen:
                    yield line, f"figure '{name}' stands on this page already; link to it instead"
                elif language == "figure":
                    seen.add(name)


@cache
def _languages() -> frozenset[str]:
    """What code may be marked as."""
    return frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)


def _wrong_facts(text: str, known: Records) -> Mistakes:
    """Facts that there are none of; and braces that look like one, unless they stand in code or a formula."""

    for match in FACT.finditer(text):
        figure, fact = match["figure"], match["fact"]
        if figure not in known:
            yield _line(match), f"no figure '{figure}' in {match[0]}; {nearest(figure, known)}"
        elif fact not in known[figure]["facts"]:
            yield _line(match), f"no fact '{fact}' in {match[0]}; {nearest(fact, known[figure]['facts'])}"
    for match in _BRACES.finditer(_without_asides(FACT.sub("", text))):
        yield _line(match), f"{match[0]} is no fact; write {{{{ figure.fact }}}}, or put it in code"


def _wrong_settings(text: str, known: Records, here: Collection[str]) -> Mistakes:
    """Links that set a figure which is not on the page, or to what none of its stops is."""
    for link in _LINK.finditer(_without_asides(text)):
        slug, state = link["figure"], link["state"] or ""
        if slug not in known or slug not in here:
            on_page = [name for name in here if name in known]
            yield _line(link), f"no figure '{slug}' on this page to set; {nearest(slug, on_page)}"
            continue
        controls = known[slug]["controls"]
        for setting in state.split("&"):
            name, _, value = setting.partition("=")
            stops = list(map(str, controls.get(name, ())))
            if name not in controls:
                yield _line(link), f"figure '{slug}' has no control '{name}'; {nearest(name, controls)}"
            elif value not in stops:
                yield _line(link), f"'{value}' is no stop of {slug}'s {name}; choose of: {', '.join(stops)}"


def _without_asides(text: str) -> str:
    """The text without its code and formulas, each line where it was."""
    return _ASIDE.sub(lambda aside: "\n" * aside[0].count("\n"), text)


def _line(place: re.Match[str]) -> int:
    return place.string.count("\n", 0, place.start()) + 1


def _wrong_front(front: str, files: Collection[str]) -> Iterator[str]:
    told = get_data(front)[1]
    if not told:
        yield "its front matter cannot be read; write it as YAML, `key: value` on each line"
    if braces := _BRACES.search(front):
        yield f"{braces[0]} stands in its front matter; facts are for the words of a page"
    valid: dict[str, Collection[str]] = {"hide": _HIDES}
    for key, ending in (("scripts", ".js"), ("stylesheets", ".css")):
        valid[key] = [name for name in files if name.endswith(ending)]
    for key, value in told.items():
        if key not in _KEYS:
            yield f"no '{key}' in front matter; {nearest(key, _KEYS)}"
        elif key in valid and not isinstance(value, list):
            yield f"'{key}' is no list; write {key}: [{value}]"
        elif key in valid:
            for name in value:
                if name not in valid[key]:
                    yield f"no '{name}' for {key}; {nearest(str(name), valid[key])}"

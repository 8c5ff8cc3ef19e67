"""Prose checked before MkDocs reads it: each name in it that leads to a figure, a fact or a version."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pymdownx.superfences import SuperFencesException

from figures.build.errors import nearest
from figures.site.contents import records
from figures.site.fences import FACT, PageError, changes
from figures.site.markup import Markup

_FENCE = re.compile(r"^(?P<ticks>`{3,}|~{3,})[ \t]*(?P<language>\w*)")


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
    for match in FACT.finditer(line):
        figure, fact = match["figure"], match["fact"]
        if figure not in known:
            yield f"no figure '{figure}' in {match[0]}; {nearest(figure, known)}"
        elif fact not in known[figure]["facts"]:
            yield f"no fact '{fact}' in {match[0]}; {nearest(fact, known[figure]['facts'])}"

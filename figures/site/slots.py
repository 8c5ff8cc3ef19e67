"""Slots: places on a page for what changes when somebody draws, filled when the page is finished.

So the pages that MkDocs writes stay good while a drawing changes. Nor does it read what goes there:
Markdown, the search index and the theme each read a page whole, and drawings were most of it.
"""

import re
from collections.abc import Mapping

ROOT_MARK = "@site-root@"
"""The site's root in HTML that cannot know how deep its page lies; the theme's template puts it there."""

_SLOT = re.compile(r"<!--slot ([\w/.-]+)-->")
_DRAWN = re.compile(r"<svg\b.*?</svg>|(?<= data-film=')[^']*", re.DOTALL)


def slot(name: str) -> str:
    """The place for what has that name: a comment, which everybody leaves alone."""
    return f"<!--slot {name}-->"


def fill(page: str, found: Mapping[str, str]) -> str:
    """The finished page, each slot with what was ``found`` of its name; ``KeyError`` if that is nothing."""
    return _SLOT.sub(lambda place: found[place[1]], page)


def split(slug: str, figure: str) -> tuple[str, dict[str, str]]:
    """A figure's HTML with slots for its drawings and its film, and what goes there."""
    taken: dict[str, str] = {}

    def take(drawn: re.Match[str]) -> str:
        name = f"drawing/{slug}/{len(taken)}"
        taken[name] = drawn[0]
        return slot(name)

    return _DRAWN.sub(take, figure), taken

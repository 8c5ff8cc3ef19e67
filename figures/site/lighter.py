"""Pages with one style sheet, and in that and in the fonts no more than all pages together need.

MkDocs links six style sheets on every page, and its theme's are written for all that other sites use.
"""

import hashlib
import html
import posixpath
import re
from collections.abc import Callable, Mapping
from itertools import takewhile

import rcssmin
from pygments.token import STANDARD_TYPES

from figures.site.formula_faces import FORMULA, letters_of_faces
from figures.site.style_cut import (
    Named,
    cut,
    in_the_dark_without_scripts,
    properties,
    without_properties,
    words_of_page,
    words_of_script,
)
from figures.site.typefaces import KATEX, KEYBOARD, TYPE, math_fonts, math_styles, typeface

_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]*)">\s*')
_SCRIPT = re.compile(r'<script src="([^"]*)"')
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_THEME = "assets/stylesheets/"
_URL = re.compile(r"url\(([\"']?)([\w./-]+)\1\)")
_CODE = frozenset(STANDARD_TYPES.values())
"""The classes of code, which a page may have once its slots are filled."""


def is_replaced(address: str) -> bool:
    """Whether nobody asks for the file of MkDocs's at that address any more."""
    return address.startswith(_THEME)


def lighten(
    pages: Mapping[str, str], read: Callable[[str], str], shown: tuple[frozenset[str], frozenset[str]]
) -> tuple[dict[str, str], dict[str, bytes]]:
    """Those pages, and the files that they ask for now, by address.

    ``read`` gives the text of a style sheet or script by its address. ``shown`` are the letters, and the
    names of elements and classes, that slots and scripts bring to pages.
    """
    roots = {name: _SHEET.findall(page)[0].partition(_THEME)[0] for name, page in pages.items()}
    shared = _shared([_addresses(_SHEET, page, roots[name]) for name, page in pages.items()])
    scripts = {script for name, page in pages.items() for script in _addresses(_SCRIPT, page, roots[name])}
    on_pages = set().union(shown[1], _CODE, *map(words_of_page, pages.values()))
    inline = {script for page in pages.values() for script in _INLINE.findall(page)}
    texts = [*map(read, sorted(scripts)), *sorted(inline)]
    named = Named(frozenset(on_pages), frozenset().union(*map(words_of_script, texts)))

    faces = letters_of_faces(pages.values(), math_styles())
    here = Named(named.on_pages)
    math = cut(math_styles(), here, faces=lambda rule: any(f"/{name}." in rule for name in faces))
    files = math_fonts(math, faces) | typeface(_letters(pages, *shown[0], *texts))
    # Frames show figures without formulas.
    sheets = {KATEX: files.pop(KATEX).decode(), TYPE: files[TYPE].decode()}
    ours = [_moved(sheets.get(sheet) or read(sheet), sheet) for sheet in shared if not is_replaced(sheet)]
    theirs = cut("".join(read(sheet) for sheet in shared if is_replaced(sheet)), named)
    theirs += in_the_dark_without_scripts(theirs)
    theirs = without_properties(theirs, *map(properties, [*ours, *texts, *pages.values()]))
    style = (theirs + rcssmin.cssmin("".join(ours))).encode()
    address = f"assets/pages.{hashlib.sha256(style).hexdigest()[:8]}.css"
    link = f'<link rel="stylesheet" href="{{}}{address}">\n'
    light = {
        name: _relinked(page, [roots[name] + sheet for sheet in shared], link.format(roots[name]))
        for name, page in pages.items()
    }
    return light, files | {address: style}


def _addresses(kind: re.Pattern[str], page: str, root: str) -> list[str]:
    return [posixpath.normpath(place.removeprefix(root)) for place in kind.findall(page)]


def _shared(linked: list[list[str]]) -> list[str]:
    """What all of these lists begin with."""
    return [sheets[0] for sheets in takewhile(lambda sheets: len({*sheets}) == 1, zip(*linked, strict=False))]


def _letters(pages: Mapping[str, str], *more: str) -> set[str]:
    """All letters that are not in formulas alone; what the typeface has not, it is not asked for."""
    prose = [html.unescape(FORMULA.sub("", page)) for page in pages.values()]
    return set().union(KEYBOARD, *prose, *more)


def _moved(css: str, address: str) -> str:
    """The style sheet as it stands in `assets/`, with the files that it names where they are."""
    folder = posixpath.relpath(posixpath.dirname(address), "assets")

    def move(found: re.Match[str]) -> str:
        return f'url("{posixpath.normpath(posixpath.join(folder, found[2]))}")'

    return _URL.sub(move, css)


def _relinked(page: str, places: list[str], link: str) -> str:
    """The page with that one link where the style sheets at these ``places`` are linked."""
    found = [one for one in _SHEET.finditer(page) if one[1] in places]
    for one in reversed(found):
        page = page[: one.start()] + (link if one is found[0] else "") + page[one.end() :]
    return page

"""The links of a finished site, checked on what was built, since raw HTML is in nobody's sight before."""

import posixpath
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from figures.build.swap import files_in
from figures.edition import LATEST

_LOCAL = re.compile(r'(?<=\shref=")[^"#?:]+(?=[#"])')


class Ends(NamedTuple):
    """Where a page's links lead, and the ids on it that links may lead to."""

    links: list[str]
    ids: list[str]


def broken(
    site: Path,
    pages: Mapping[str, Ends],
    root: str = "/",
    apart: Collection[str] = (),
    others: Collection[str] = (),
) -> list[str]:
    """Each link from one of the ``pages`` of ``site``, by address, to nowhere in it, as "page: link".

    ``root`` is the path of the site's address, with which links on its 404 page begin. ``../latest/``
    leads out of a released version to the newest one, which has no folder here: it counts as this one.
    The files ``apart`` are not in that one, where all pages stand too, so a link to one has to name the
    version. ``others`` are the addresses, below that of all versions, of files in other ones.
    """
    found = []
    root = unquote(root).rstrip("/")
    above = posixpath.dirname(root)
    newest = posixpath.join(above, LATEST)
    files = frozenset(files_in(site))
    elsewhere = {posixpath.join(above, name) for name in others}
    places = {root: files, newest: files - {*apart}}
    starts = [root, newest] if apart or others else [root]

    def led(absolute: str) -> str | None:
        """The file of this site, or of another version, that has the address."""
        for place, held in places.items():
            if absolute == place or absolute.startswith(f"{place}/"):
                name = absolute[len(place) :].lstrip("/")
                index = posixpath.join(name, "index.html")
                return index if index in held else name if name in held else None
        return absolute if absolute in elsewhere else None

    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path, fragment = unquote(parts.path), unquote(parts.fragment)
            # The state of a figure is no place on its page; figures/site/prose.py looks it up.
            fragment = "" if "=" in fragment else fragment
            for start in starts:
                target = led(_absolute(f"{start}/{name}", path))
                if target is None or (fragment and target in pages and fragment not in pages[target].ids):
                    found.append(f"{name}: {link}")
                    break
    return found


def _absolute(page: str, path: str) -> str:
    """Where a link's path leads from a page."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def name_pages(page: str) -> str:
    """The page with ``index.html`` named where a link leads to a folder, which no server completes here."""
    return _LOCAL.sub(lambda link: named(link[0]), page)


def named(path: str) -> str:
    """The path with ``index.html`` if it is a folder's."""
    folder = path.rsplit("/", 1)[-1] in ("", ".", "..")
    return posixpath.join(path, "index.html") if folder else path

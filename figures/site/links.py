"""The links of a finished site, checked on what was built, since raw HTML is in nobody's sight before."""

import posixpath
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from figures.build.swap import files_in

_LOCAL = re.compile(r'(?<=\shref=")[^"#?:]+(?=[#"])')


class Ends(NamedTuple):
    """Where a page's links lead, and the ids on it that links may lead to."""

    links: list[str]
    ids: list[str]


def broken(site: Path, pages: Mapping[str, Ends], root: str = "/") -> list[str]:
    """Each link from one of the ``pages`` of ``site``, by address, to nowhere in it, as "page: link".

    ``root`` is the path of the site's address, with which links on its 404 page begin. ``../latest/``
    leads out of a released version to the newest one, which has no folder here: it counts as this one.
    """
    found = []
    files = frozenset(files_in(site))
    root = unquote(root)
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = _target(files, root, name, unquote(parts.path))
            fragment = unquote(parts.fragment)
            unmarked = fragment and target in pages and fragment not in pages[target].ids
            if target not in files or unmarked:
                found.append(f"{name}: {link}")
    return found


def _target(files: Collection[str], root: str, page: str, path: str) -> str:
    """The name of the file to which a link's path on a page leads, if it is one of the site's."""
    if not path:
        return page
    absolute = posixpath.normpath(posixpath.join(posixpath.dirname(root + page), path))
    newest = posixpath.join(posixpath.dirname(root.rstrip("/")), "latest")
    for base in (root.rstrip("/"), newest):
        if absolute == base or absolute.startswith(f"{base}/"):
            name = absolute[len(base) :].lstrip("/")
            index = posixpath.join(name, "index.html")
            return index if index in files else name
    return absolute


def name_pages(page: str) -> str:
    """The page with ``index.html`` named where a link leads to a folder, which no server completes here."""
    return _LOCAL.sub(lambda link: named(link[0]), page)


def named(path: str) -> str:
    """The path with ``index.html`` if it is a folder's."""
    folder = path.rsplit("/", 1)[-1] in ("", ".", "..")
    return posixpath.join(path, "index.html") if folder else path

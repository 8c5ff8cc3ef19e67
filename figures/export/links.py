"""The links of a finished site, checked on what was built, since raw HTML is in nobody's sight before."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

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
    ids = {site / name: frozenset(page.ids) for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = _target(site, root, site / name, unquote(parts.path))
            fragment = unquote(parts.fragment)
            if not target.exists() or (fragment and fragment not in ids.get(target, {fragment})):
                found.append(f"{name}: {link}")
    return found


def _target(site: Path, root: str, page: Path, link: str) -> Path:
    if not link:
        return page
    start = root + page.relative_to(site).as_posix()
    absolute = posixpath.normpath(posixpath.join(posixpath.dirname(start), link))
    newest = posixpath.join(posixpath.dirname(root.rstrip("/")), "latest")
    for base in (root.rstrip("/"), newest):
        if absolute == base or absolute.startswith(f"{base}/"):
            target = site / absolute[len(base) :].lstrip("/")
            return target / "index.html" if target.is_dir() else target
    return site.parent / "outside" / absolute.lstrip("/")


def name_pages(page: str) -> str:
    """The page with ``index.html`` named where a link leads to a folder, which no server completes here."""
    return _LOCAL.sub(lambda link: named(link[0]), page)


def named(path: str) -> str:
    """The path with ``index.html`` if it is a folder's."""
    folder = path.rsplit("/", 1)[-1] in ("", ".", "..")
    return posixpath.join(path, "index.html") if folder else path

"""``figures.json``: every figure and file of the site with its hash, for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any
from urllib.parse import urljoin

from figures.edition import AUTHOR, LICENCE, LICENCE_URL, SITE, UNRELEASED, Edition
from figures.site.shared import Offered

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".json": "application/json",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".zip": "application/zip",
}
"""The type of each kind of file a figure is offered as; Python's own table differs between machines."""


def manifest(
    known: Mapping[str, dict[str, Any]],
    files: Mapping[str, Mapping[str, Offered]],
    edition: Edition,
    earlier: Sequence[str],
) -> bytes:
    """The manifest as JSON, of the records ``known`` and their ``files``, both by slug.

    That of a released version names the ``earlier`` ones, and of each file the one in which it stands.
    """
    released = edition.version != UNRELEASED
    whole = {
        "site": SITE,
        "url": edition.root,
        "version": edition.version,
        **({"earlier": list(earlier)} if released else {}),
        "licence": {"name": LICENCE, "url": LICENCE_URL},
        "author": AUTHOR,
        "figures": [_figure(slug, entry, files[slug], edition) for slug, entry in known.items()],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _figure(
    slug: str, entry: dict[str, Any], files: Mapping[str, Offered], edition: Edition
) -> dict[str, Any]:
    permalink = edition.permalink(slug)
    return {
        "slug": slug,
        **{name: entry[name] for name in ("title", "claim", "alt", "digest")},
        "residual": None if entry["residual"] is None else float(entry["residual"]),
        "permalink": permalink,
        "lesson": urljoin(edition.root, lesson_folder(entry["lesson"])),
        "files": [_file(slug, file, files[file["name"]], edition) for file in entry["files"]],
    }


def _file(slug: str, file: dict[str, Any], offered: Offered, edition: Edition) -> dict[str, Any]:
    shared = {"since": offered.since, "content": offered.content}
    return {
        "name": file["name"],
        "url": urljoin(replace(edition, version=offered.since).permalink(slug), file["name"]),
        "bytes": offered.size,
        "sha256": offered.sha256,
        **(shared if edition.version != UNRELEASED else {}),
        "purpose": file["purpose"],
        "media_type": MEDIA_TYPES[PurePath(file["name"]).suffix],
    }


def lesson_folder(lesson: str) -> str:
    """The address of a page below the site's root, from its name below ``docs/``: ``lessons/path/``."""
    return "" if lesson == "index" else f"{lesson}/"

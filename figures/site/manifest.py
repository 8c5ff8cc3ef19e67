"""``figures.json``: every figure and file of the site with its hash, for programs."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import urljoin

from figures.edition import AUTHOR, LICENCE, LICENCE_URL, SITE, Edition

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
    known: Mapping[str, dict[str, Any]], files: Mapping[str, Mapping[str, bytes]], edition: Edition
) -> bytes:
    """The manifest as JSON, of the records ``known`` and the bytes of their ``files``, both by slug."""
    whole = {
        "site": SITE,
        "url": edition.root,
        "version": edition.version,
        "licence": {"name": LICENCE, "url": LICENCE_URL},
        "author": AUTHOR,
        "figures": [_figure(slug, entry, files[slug], edition) for slug, entry in known.items()],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _figure(slug: str, entry: dict[str, Any], files: Mapping[str, bytes], edition: Edition) -> dict[str, Any]:
    permalink = edition.permalink(slug)
    return {
        "slug": slug,
        **{name: entry[name] for name in ("title", "claim", "alt", "digest")},
        "residual": None if entry["residual"] is None else float(entry["residual"]),
        "permalink": permalink,
        "lesson": urljoin(edition.root, lesson_folder(entry["lesson"])),
        "files": [
            {
                "name": file["name"],
                "url": urljoin(permalink, file["name"]),
                "bytes": len(files[file["name"]]),
                "sha256": hashlib.sha256(files[file["name"]]).hexdigest(),
                "purpose": file["purpose"],
                "media_type": MEDIA_TYPES[PurePath(file["name"]).suffix],
            }
            for file in entry["files"]
        ],
    }


def lesson_folder(lesson: str) -> str:
    """The address of a page below the site's root, from its name below ``docs/``: ``lessons/path/``."""
    return "" if lesson == "index" else f"{lesson}/"

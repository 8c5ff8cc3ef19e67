"""Files to take away, each published once: in the version in which its bytes first appeared.

A later version with the same bytes leads there, so a release adds no more than what changed. A manifest
tells of each file its ``content``, a digest of its bytes without version and address, and ``since``, the
version in whose folder it stands. What a manifest does not tell so is shared with nobody.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from figures.edition import UNRELEASED, Edition, edition
from figures.files.metadata import described
from figures.site.history import earlier, manifests


class Offered(NamedTuple):
    """A file as a version offers it: where it stands, and what it holds there."""

    since: str
    content: str
    size: int
    sha256: str


Shelf = Mapping[str, Mapping[str, tuple[str, str, int, str]]]
"""What stands in older versions, an ``Offered`` each: by address below the version's, and by content."""

_NOWHERE = edition({})
"""What a file is told to belong to when only the rest of it counts."""


def offered(
    name: str, data: bytes, slug: str, entry: Mapping[str, Any], now: Edition, shelf: Shelf
) -> tuple[Offered, bytes]:
    """A figure's file in the edition ``now``, of its bytes and the figure's record; and these, described.

    It stands in an older version that holds the same. An unreleased edition shares nothing, whatever is
    on the shelf.
    """
    words = (entry["title"], entry["claim"])
    content = ""
    if now.version != UNRELEASED:
        # Its words count: they stand in it too.
        content = _digest(described(name, data, *words, "", _NOWHERE, entry["alt"]))
        if held := shelf.get(_address(slug, name), {}).get(content):
            return Offered(*held), data
    published = described(name, data, *words, now.permalink(slug), now, entry["alt"])
    return Offered(now.version, content, len(published), _digest(published)), published


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _address(slug: str, name: str) -> str:
    return f"figures/{slug}/{name}"


def shelf(repo: Path, version: str) -> Shelf:
    """What stands in the versions that this one is told beside; the oldest of several with the same."""
    found: dict[str, dict[str, tuple[str, str, int, str]]] = {}
    for older, manifest in earlier(repo, version):
        for address, file in standing(older, manifest).items():
            found.setdefault(address, {}).setdefault(file.content, file)
    return found


def standing(version: str, manifest: Mapping[str, Any]) -> dict[str, Offered]:
    """The files in a version's own folder, by their addresses below it, as its manifest tells."""
    return {address: file for address, file in _told(manifest).items() if file.since == version}


def _told(manifest: Mapping[str, Any]) -> dict[str, Offered]:
    """All files that a version offers and tells the content of."""
    return {
        _address(figure["slug"], file["name"]): Offered(
            file["since"], file["content"], file["bytes"], file["sha256"]
        )
        for figure in manifest["figures"]
        for file in figure.get("files", ())
        if file.keys() >= {"name", "since", "content", "bytes", "sha256"}
    }


def reachable(repo: Path, version: str) -> frozenset[str]:
    """The addresses, below that of all versions, of the files that ``shelf`` may lead to."""
    return frozenset(
        f"{older}/{address}"
        for older, manifest in earlier(repo, version)
        for address in standing(older, manifest)
    )


def lost(repo: Path, version: str, manifest: Mapping[str, Any]) -> dict[str, list[str]]:
    """What other versions show of this one and would not find in it as it was, if this were its manifest.

    The addresses below its own, by the version that shows them.
    """
    here = standing(version, manifest)
    shown = {
        other: [
            address
            for address, file in _told(told).items()
            if file.since == version and (address not in here or here[address].sha256 != file.sha256)
        ]
        for other, told in manifests(repo)
        if other != version
    }
    return {other: addresses for other, addresses in shown.items() if addresses}

"""Which published state of the site a file or a citation belongs to: version, address, date."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urljoin, urlsplit

SITE = "Why the lasso makes zeros"
AUTHOR = "The Why-Lasso authors"
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
PREVIEW_URL = "http://127.0.0.1:8000/"
"""Where a build stands for which nobody named the site's address: `make serve`."""
UNRELEASED = "unreleased"
LATEST = "latest"
"""The folder of the newest version, beside those of all versions."""

# Of RFC 3987: what ends an address where it is written down, and what stands for a byte there.
_STRANGE = re.compile(r"[\s\x00-\x1f\x7f\"'<>\\^`{|}]|%(?![0-9a-fA-F]{2})")
_HOST = re.compile(r"(\w([\w-]*\w)?\.)*\w([\w-]*\w)?|[0-9a-f]*:[0-9a-f:.]+")
_YEAR_10000 = 253402300800


class EditionError(ValueError):
    """An environment that describes no edition; the message says what is wrong in it, and an example."""


@dataclass(frozen=True)
class Edition:
    """One edition of the site: its version, the address of the whole site (ending in /), its date.

    A released version lives in a folder of its own and never changes, so permalinks lead there.
    """

    version: str
    site_url: str
    date: date

    @property
    def root(self) -> str:
        """The address of this edition, ending in /."""
        return self.site_url if self.version == UNRELEASED else urljoin(self.site_url, f"{self.version}/")

    @property
    def newest(self) -> str:
        """The address where search engines are to send their readers, whatever version they meet."""
        return self.site_url if self.version == UNRELEASED else urljoin(self.site_url, f"{LATEST}/")

    def permalink(self, slug: str) -> str:
        """The address of a figure's page, whose bytes a later release does not change."""
        return urljoin(self.root, f"figures/{slug}/")


def edition(environment: Mapping[str, str] = os.environ) -> Edition:
    """The edition that an environment describes: SITE_URL, MIKE_DOCS_VERSION, SOURCE_DATE_EPOCH.

    ``EditionError`` unless the first is the address of a folder on the web, and the last a date.
    """
    site = environment.get("SITE_URL", PREVIEW_URL)
    for wrong in _faults(site):
        raise EditionError(
            f"SITE_URL is {site!r}: {wrong}; say where the site will stand, "
            "as in SITE_URL=https://example.org/lasso/"
        )
    seconds = environment.get("SOURCE_DATE_EPOCH", "0")
    if not (re.fullmatch("[0-9]{1,12}", seconds) and int(seconds) < _YEAR_10000):
        raise EditionError(
            f"SOURCE_DATE_EPOCH is {seconds!r}: it must be the seconds since 1970, "
            "as in SOURCE_DATE_EPOCH=1700000000; or leave it out"
        )
    day = datetime.fromtimestamp(int(seconds), UTC).date()
    return Edition(environment.get("MIKE_DOCS_VERSION", UNRELEASED), site.rstrip("/") + "/", day)


def _faults(address: str) -> Iterator[str]:
    """What keeps an address from being that of a folder on the web."""
    if strange := _STRANGE.search(address):
        yield f"{strange[0]!r} has no place in an address"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        yield f"it has no host that can be read ({error})"
        return
    if parts.scheme not in ("http", "https"):
        yield "it must begin with https:// or http://"
    if "@" in parts.netloc:
        yield "it names a user, which everybody would read"
    if not _HOST.fullmatch(host):
        yield "it names no host" if not host else f"'{host}' is no host"
    if "?" in address or "#" in address:
        yield "links below it cannot follow a ? or #"
    if {"", ".", ".."} & set(parts.path.rstrip("/").split("/")[1:]):
        yield "its path has an empty part, . or .."

"""Which published state of the site a file or a citation belongs to: version, address, date."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urljoin

SITE = "Why the lasso makes zeros"
AUTHOR = "The Why-Lasso authors"
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
PREVIEW_URL = "http://127.0.0.1:8000/"
"""Where a build stands for which nobody named the site's address: `make serve`."""
UNRELEASED = "unreleased"
LATEST = "latest"
"""The folder of the newest version, beside those of all versions."""


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
    """The edition that an environment describes: SITE_URL, MIKE_DOCS_VERSION, SOURCE_DATE_EPOCH."""
    site = environment.get("SITE_URL", PREVIEW_URL).rstrip("/") + "/"
    seconds = int(environment.get("SOURCE_DATE_EPOCH", "0"))
    day = datetime.fromtimestamp(seconds, UTC).date()
    return Edition(environment.get("MIKE_DOCS_VERSION", UNRELEASED), site, day)

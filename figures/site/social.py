"""What chats and social sites show of a link to a page of words: its title beside a figure of the page."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from figures.build.layout import CARDS, DOCS
from figures.edition import SITE, Edition, edition
from figures.files.citation import IMAGE_SIZE

CARD = "card.png"
"""The name of a page's picture in its folder of ``BUILD``."""
_PAGES = ("*.md", "lessons/*.md")
_GALLERY = ("figures/index", "Figures")
"""Its name and title, which no file of ``docs/`` tells."""
_ELSE = "soft_threshold"
"""What is drawn for a page without figures, if it is there."""
_HEADING = re.compile(r"^# (.+?)(?: *\{.*\})?$", re.M)
_FIGURE = re.compile(r"^```figure\n(\w+)\n```$", re.M)


@dataclass(frozen=True)
class Card:
    """The picture of the page ``name``, below ``docs/`` without its ending: its title and a figure."""

    name: str
    title: str
    figure: str

    @property
    def folder(self) -> str:
        """Its folder in ``BUILD``."""
        return f"{CARDS}/{self.name.replace('/', '-')}"

    @property
    def address(self) -> str:
        """Where it stands in the site."""
        return f"assets/{self.folder}.png"


def cards(known: Collection[str], docs: Path = DOCS) -> Iterator[Card]:
    """The card of every page of words, as its file says now; the figure is the first on it of those known.

    There is none without figures. Whoever writes pages knows their names from what is rendered: to ask the
    scenes would make pages depend on all that draws.
    """
    if not known:
        return
    plain = _ELSE if _ELSE in known else min(known)
    for path in sorted(file for pattern in _PAGES for file in docs.glob(pattern)):
        # An editor's lock is a link of such a name, which leads nowhere.
        if path.is_file() and not path.name.startswith("."):
            text = path.read_text("utf-8", errors="replace")
            heading = _HEADING.search(text)
            figure = next((slug for slug in _FIGURE.findall(text) if slug in known), plain)
            name = path.relative_to(docs).with_suffix("").as_posix()
            yield Card(name, heading[1] if heading else SITE, figure)
    yield Card(*_GALLERY, plain)


def meta(
    title: str, description: str, address: str, card: Card | None, edition: Edition
) -> list[tuple[str, str, str]]:
    """A page's tags as (attribute, its value, content), not escaped; ``address`` is below the site's."""
    told = {
        "og:title": title,
        "og:type": "website",
        "og:url": urljoin(edition.root, address),
        "og:description": description,
        "og:site_name": SITE,
    }
    names = {"twitter:card": "summary_large_image"} if card else {}
    if card:
        width, height = map(str, IMAGE_SIZE)
        told |= {
            "og:image": urljoin(edition.root, card.address),
            "og:image:type": "image/png",
            "og:image:width": width,
            "og:image:height": height,
            "og:image:alt": f"{title}. {description}",
        }
    return [("name", *tag) for tag in names.items()] + [("property", *tag) for tag in told.items()]


def introduce(page: Any, known: Collection[str]) -> None:
    """Let MkDocs's page carry its meta data, with a card of figures known; a figure's page has its own."""
    if "meta" in page.meta:
        return
    name = page.file.src_uri.removesuffix(".md")
    card = next((card for card in cards(known) if card.name == name), None)
    description = str(page.meta.get("description", SITE))
    page.meta["meta"] = meta(str(page.title), description, page.url, card, edition())

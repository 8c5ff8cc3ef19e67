"""The parts of ``build/``: of what each is made, and the files that belong into its folder."""

import json
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from figures.build.dependencies import closure, forget, sources
from figures.build.entry import Entry
from figures.build.layout import (
    ASSETS,
    BUILD,
    CARDS,
    CONVERTER,
    DOCS,
    FIGURES,
    HERO,
    INSTALLED,
    LOCK,
    SOURCE,
)
from figures.build.render import ChangedError, Parts
from figures.scene import SceneError, blamed, load, slugs
from figures.site.social import CARD, Card, cards

if TYPE_CHECKING:
    from figures.film.film import Film

KINDS = ("movie", "picture", "vector", "data")
"""What a figure's files are kept under: ``downloads.Kind``, said again to spare an import of matplotlib.

The longest work comes first, so that one figure's parts end together on two cores."""
_COMMON = (Path(__file__), LOCK, INSTALLED)
_IMPORTED = (
    "figures.draw.matplotlib_defaults",
    "figures.site.block",
    "figures.files.downloads",
    "figures.site.source_code",
    "figures.files.thumbnail",
)
"""What takes long to import and is needed whatever is rendered, in this order."""


def entries() -> list[Entry]:
    """All parts, the sources looked at anew."""
    forget()
    read = (*(SOURCE / "data").glob("*.csv"), *(DOCS / "javascripts").rglob("*.js"))
    return [
        Entry.of(ASSETS, sources({*_COMMON, *read, *closure("figures.site.assets")})),
        Entry.of(CONVERTER, sources({*_COMMON, *closure("figures.site.converter")})),
        Entry.of(HERO, sources({*_COMMON, *closure("figures.site.hero")})),
        *(entry for slug in slugs() for entry in _of_figure(slug)),
        *map(_of_page, cards(slugs())),
    ]


def _of_page(card: Card) -> Entry:
    """The picture of a page: of its words only the title counts."""
    made_of = sources({*_COMMON, *closure(f"figures.scenes.{card.figure}", "figures.files.thumbnail")})
    return Entry.of(card.folder, {**made_of, f"the title of {card.name}.md": card.title})


def _card(folder: str) -> Card:
    """The card that belongs into that folder; ``ChangedError`` if its page has just been removed."""
    for card in cards(slugs()):
        if card.folder == folder:
            return card
    raise ChangedError(f"{BUILD / folder}: its page was removed while figures were rendered; build again")


def _shown(entry: Entry) -> str:
    """The figure whose film the entry is made from; for what has none, the entry's own name."""
    if entry.folder.startswith(f"{CARDS}/"):
        return _card(entry.folder).figure
    return entry.folder.rpartition("/")[2]


def _of_figure(slug: str) -> list[Entry]:
    """The figure's HTML, and its files, those made alike together: a new layout makes no film again."""
    scene = {*_COMMON, *closure(f"figures.scenes.{slug}")}
    ways = ("figures.site.block", "figures.site.source_code", "figures.files.thumbnail")
    files = Entry.of("", sources(scene | closure("figures.files.downloads")))
    return [
        *(Entry(f"{kind}/{slug}", files.sources, files.fingerprint) for kind in KINDS),
        Entry.of(f"{FIGURES}/{slug}", sources(scene | closure(*ways))),
    ]


def shares(entries: list[Entry]) -> list[list[Entry]]:
    """What one process renders at a time: a figure's files and the cards it stands on, its film shot once.

    Of a lone figure that moves each part is a share, and its film is shot before the processes part. A
    still is drawn here: processes to share it would take nearly as long as they save.
    """
    shares: dict[str, list[Entry]] = {}
    for entry in entries:
        shares.setdefault(_shown(entry), []).append(entry)
    if shares.keys() <= {ASSETS, CONVERTER, HERO}:
        return [entries]
    # Before this process is copied: once for all copies.
    for module in _IMPORTED:
        import_module(module)
    if len(shares) > 1:
        return list(shares.values())
    ((slug, parts),) = shares.items()
    return [[part] for part in parts] if len(film(slug).frames) > 1 else [parts]


def files(entry: Entry) -> dict[str, bytes]:
    """What belongs into the entry's folder, by name; ``SceneError`` if a figure cannot be drawn."""
    # Imported here, so that finding nothing changed costs no start of matplotlib.
    if entry.folder == ASSETS:
        with blamed("assets", folder="site"):
            from figures.site.assets import assets

            return assets()
    if entry.folder == CONVERTER:
        with blamed("converter", folder="site"):
            from figures.site import converter

            return {"converter.html": converter.block().encode()}
    if entry.folder == HERO:
        with blamed("hero", folder="site"):
            from figures.site import hero

            return {"hero.html": hero.block().encode()}
    from figures.files.downloads import downloads

    kind, slug = entry.folder.split("/")
    if kind == CARDS:
        from figures.files.thumbnail import page_card

        card = _card(entry.folder)
        return {CARD: page_card(card.title, film(card.figure))}
    if kind == FIGURES:
        return _page(slug)
    chosen = [download for download in downloads(load(slug)) if download.kind == kind]
    return {download.name(slug): download.made(film(slug)) for download in chosen}


def _page(slug: str) -> dict[str, bytes]:
    """The figure's HTML with what its own page shows beside it."""
    from figures.files.thumbnail import card, thumbnail
    from figures.site import block
    from figures.site.source_code import source_code

    shot = film(slug)
    table = {"page/film.js": block.table(shot).encode()} if shot.scene.controls else {}
    scene = (SOURCE / "scenes" / f"{slug}.py").read_bytes()
    return {
        **table,
        "page/thumb-light.png": thumbnail(shot, "light"),
        "page/thumb-dark.png": thumbnail(shot, "dark"),
        "page/card.png": card(shot),
        f"page/{slug}.py": scene,
        "source.html": source_code(scene.decode()).encode(),
        "figure.html": block.block(shot).encode(),
        "record.json": json.dumps(block.record(shot), ensure_ascii=False, indent=1).encode(),
    }


@lru_cache(maxsize=4)
def film(slug: str) -> "Film":
    """The figure's film, kept for the other parts of it that the same process makes."""
    from figures.film.film import shoot

    return shoot(slug, load(slug))


def table(build: Path = BUILD) -> str:
    """One table of all figures; two with the same title could not be told apart in a search."""
    records = {
        slug: json.loads((build / FIGURES / slug / "record.json").read_text("utf-8")) for slug in slugs()
    }
    titles: dict[str, str] = {}
    for slug, record in records.items():
        other = titles.setdefault(record["title"], slug)
        if other != slug:
            raise SceneError(
                f"figures/scenes/{slug}.py: its title is also that of {other}; give one of them another"
            )
    return json.dumps(records, ensure_ascii=False, indent=1)


PARTS = Parts(entries, shares, files, table)

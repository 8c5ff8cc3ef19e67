"""The parts of ``build/``: of what each is made, and the files that belong into its folder."""

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from figures.dependencies import ROOT, closure, forget, key
from figures.entry import Entry
from figures.scene import load, slugs

if TYPE_CHECKING:
    from figures.film import Film

ASSETS = "site"
FIGURES = "figures"
KINDS = ("movie", "picture", "vector", "data")
"""What a figure's files are kept under: ``files.Kind``, said again to spare an import of matplotlib.

The longest work comes first, so that one figure's parts end together on two cores."""
CONVERTER = "converter"
_DATA = ROOT / "figures" / "data"
_COMMON = (Path(__file__), ROOT / "package-lock.json")


def entries() -> list[Entry]:
    """All parts, the sources looked at anew."""
    forget()
    common = {*_COMMON, *_DATA.glob("*.csv")}
    return [
        Entry(ASSETS, key(common | closure("figures.export.assets"))),
        Entry(CONVERTER, key(common | closure("figures.export.converter"))),
        *(entry for slug in slugs() for entry in _of_figure(slug, common)),
    ]


def _of_figure(slug: str, common: set[Path]) -> list[Entry]:
    """The figure's HTML, and its files, those made alike together: a new layout makes no film again."""
    style = ROOT / "figures" / "base.mplstyle"
    ways = ("block", "source", "thumbnail")
    scene = {style} | common | closure(f"figures.scenes.{slug}")
    page = key(scene | closure(*(f"figures.export.{way}" for way in ways)))
    files = key(scene | closure("figures.export.files"))
    return [*(Entry(f"{kind}/{slug}", files) for kind in KINDS), Entry(f"{FIGURES}/{slug}", page)]


def files(entry: Entry) -> dict[str, bytes]:
    """What belongs into the entry's folder, by name; ``SceneError`` if a figure cannot be drawn."""
    # Imported here, so that finding nothing changed costs no start of matplotlib.
    if entry.folder == ASSETS:
        from figures.export.assets import assets

        return assets()
    if entry.folder == CONVERTER:
        from figures.export import converter

        return {"converter.html": converter.block().encode()}
    from figures.export.files import downloads

    kind, slug = entry.folder.split("/")
    if kind == FIGURES:
        return _page(slug)
    chosen = [download for download in downloads(load(slug)) if download.kind == kind]
    return {download.name(slug): download.made(film(slug)) for download in chosen}


def _page(slug: str) -> dict[str, bytes]:
    """The figure's HTML with what its own page shows beside it."""
    from figures.export.block import block, record
    from figures.export.source import source
    from figures.export.thumbnail import thumbnail

    shot = film(slug)
    scene = (ROOT / "figures" / "scenes" / f"{slug}.py").read_bytes()
    return {
        "page/thumb-light.png": thumbnail(shot, "light"),
        "page/thumb-dark.png": thumbnail(shot, "dark"),
        f"page/{slug}.py": scene,
        "source.html": source(scene.decode()).encode(),
        "figure.html": block(shot).encode(),
        "record.json": json.dumps(record(shot), ensure_ascii=False, indent=1).encode(),
    }


@lru_cache(maxsize=4)
def film(slug: str) -> "Film":
    """The figure's film, kept for the other parts of it that the same process makes."""
    from figures.film import shoot

    return shoot(slug, load(slug))

"""Render what changed into ``build/``: each figure's HTML and files, and the assets of the site."""

import json
import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING

from figures.dependencies import ROOT, closure, forget, key
from figures.entry import STAMPS, Entry, Stamps, read_stamps, write_stamps
from figures.scene import SceneError, load, slugs
from figures.swap import OutputError, alone, fill_folder, leftovers, replacing, writing

if TYPE_CHECKING:
    from figures.film import Film

BUILD = ROOT / "build"
ASSETS = "site"
FIGURES = "figures"
KINDS = ("movie", "picture", "vector", "data")
"""What a figure's files are kept under: ``files.Kind``, said again to spare an import of matplotlib.

The longest work comes first, so that one figure's parts end together on two cores."""
CONVERTER = "converter"
_IMPORTED = (
    "figures.defaults",
    "figures.export.block",
    "figures.export.files",
    "figures.export.source",
    "figures.export.thumbnail",
)
"""What takes long to import and is needed whatever is rendered, in this order."""
_TABLE = "figures.json"
_DATA = ROOT / "figures" / "data"
_LOCK = ROOT / "package-lock.json"


def render() -> None:
    """Bring ``build/`` up to date; ``SceneError`` or ``OutputError`` leave it as it was.

    A figure is rendered again when a file that its scene imports, directly or not, or the machinery,
    data, style or typeface changed. What is found damaged or foreign is rendered again too.
    """
    entries = _entries()
    with alone(BUILD):
        stamps = read_stamps(BUILD / STAMPS)
        stale = _stale(entries, stamps)
        if stale or not _holds_only(entries, stamps):
            _replace(entries, stale, stamps)


def is_current() -> bool:
    """Whether ``render`` has nothing to do."""
    entries = _entries()
    stamps = read_stamps(BUILD / STAMPS)
    return not _stale(entries, stamps) and _holds_only(entries, stamps) and not leftovers(BUILD)


def _entries() -> list[Entry]:
    forget()
    figures = (entry for slug in slugs() for entry in _figure_entries(slug))
    return [_assets_entry(), _converter_entry(), *figures]


def _stale(entries: list[Entry], stamps: Stamps) -> list[Entry]:
    return [entry for entry in entries if not entry.is_whole(BUILD, stamps)]


def _replace(entries: list[Entry], stale: list[Entry], stamps: Stamps) -> None:
    with replacing(BUILD) as work:
        kept = {entry.folder: stamps[entry.folder] for entry in entries if entry not in stale}
        files = (f"{folder}/{name}" for folder, stamp in kept.items() for name in stamp["files"])
        # Links, because a finished file is never written to again.
        fill_folder(work, {name: BUILD / name for name in files}, BUILD)
        _show(_finished(stale, work), len(stale))
        # Or what was drawn from one state of a file would be kept under another's key.
        if not set(stale) <= set(_entries()):
            raise OutputError(f"{BUILD}: a source changed while figures were rendered; build again")
        (work / _TABLE).write_text(_records(work), "utf-8")
        made = {entry.folder: entry.stamp(work) for entry in stale}
        write_stamps(work / STAMPS, {entry.folder: (kept | made)[entry.folder] for entry in entries})


def _show(finished: Iterable[Entry], total: int) -> None:
    """Tell of each part as it is done: a terminal by a bar, a log by a line."""
    if not sys.stdout.isatty():
        for number, entry in enumerate(finished, 1):
            print(f"rendered {entry.folder} ({number} of {total})", flush=True)
        return
    # Imported here, because it takes as long as drawing a panel.
    from tqdm import tqdm

    # Processes are copied while it runs, and a copy may not find a thread's locks as they should be.
    tqdm.monitor_interval = 0
    with tqdm(total=total, file=sys.stdout, unit="part", leave=False) as bar:
        for entry in finished:
            bar.update()
            # Draws the bar anew, which `update` does only now and then.
            bar.set_description(entry.folder)


def _holds_only(entries: list[Entry], stamps: Stamps) -> bool:
    """Whether ``build/``, which has these entries whole, has no others, and their tables."""
    if stamps.keys() != {entry.folder for entry in entries}:
        return False
    filled = {folder for folder, stamp in stamps.items() if stamp["files"]}
    parts = {folder.partition("/")[0] for folder in filled}
    try:
        there = {path.name for path in BUILD.iterdir()} | {
            f"{kind}/{path.name}" for kind in parts & {FIGURES, *KINDS} for path in (BUILD / kind).iterdir()
        }
        same = (BUILD / _TABLE).read_bytes() == _records(BUILD).encode()
        return there == {_TABLE, STAMPS} | parts | filled and same
    except OSError:
        return False


def _assets_entry() -> Entry:
    files = {*closure("figures.export.assets"), _LOCK, *_DATA.glob("*.csv")}
    return Entry(ASSETS, key(files))


def _converter_entry() -> Entry:
    return Entry(CONVERTER, key({*closure("figures.export.converter"), *_DATA.glob("*.csv")}))


def _figure_entries(slug: str) -> list[Entry]:
    """The figure's HTML, and its files, those made alike together: a new layout makes no film again."""
    common = {ROOT / "figures" / "base.mplstyle", _LOCK, *_DATA.glob("*.csv")}
    ways = ("block", "source", "thumbnail")
    page = key(common | closure(f"figures.scenes.{slug}", *(f"figures.export.{way}" for way in ways)))
    files = key(common | closure(f"figures.scenes.{slug}", "figures.export.files"))
    return [*(Entry(f"{kind}/{slug}", files) for kind in KINDS), Entry(f"{FIGURES}/{slug}", page)]


def _finished(entries: list[Entry], work: Path) -> Iterable[Entry]:
    """Render the entries on all cores, and give each back as it is done."""
    shares = _shares(entries)
    if len(shares) == 1:
        _render(shares[0], work)
        yield from shares[0]
        return
    # Imported here, because a build that draws one still needs no processes.
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(mp_context=get_context("fork"), initializer=_follow_parent) as pool:
        waiting = {pool.submit(_render, share, work): share for share in shares}
        try:
            for future in as_completed(waiting):
                future.result()
                yield from waiting[future]
        except BrokenProcessPool:
            raise OutputError(
                f"{BUILD}: a process that renders was stopped from outside; see to it that there is "
                "memory enough, then build again"
            ) from None
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _shares(entries: list[Entry]) -> list[list[Entry]]:
    """What one process renders at a time: a figure with all its files, whose film it shoots once.

    Of a lone figure that moves each part is a share, and its film is shot before the processes part. A
    still is drawn here: processes to share it would take nearly as long as they save.
    """
    shares: dict[str, list[Entry]] = {}
    for entry in entries:
        shares.setdefault(entry.folder.rpartition("/")[2], []).append(entry)
    if shares.keys() <= {ASSETS, CONVERTER}:
        return [entries]
    _import()
    if len(shares) > 1:
        return list(shares.values())
    ((slug, parts),) = shares.items()
    return [[part] for part in parts] if len(_film(slug).frames) > 1 else [parts]


def _import() -> None:
    """Import what takes long to, before this process is copied: once for all copies."""
    for module in _IMPORTED:
        import_module(module)


def _follow_parent() -> None:
    """Let a process of the pool end with the one it works for, whose death it would not notice."""
    Thread(target=_end_with_parent, args=(writing(BUILD),), daemon=True).start()


def _end_with_parent(_: IO[str]) -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _render(entries: list[Entry], work: Path) -> None:
    for entry in entries:
        files = {f"{entry.folder}/{name}": data for name, data in _files(entry).items()}
        fill_folder(work, files, BUILD)


def _files(entry: Entry) -> dict[str, bytes]:
    """What belongs into the entry's folder, by name."""
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
    return {download.name(slug): download.made(_film(slug)) for download in chosen}


def _page(slug: str) -> dict[str, bytes]:
    """The figure's HTML with what its own page shows beside it."""
    from figures.export.block import block, record
    from figures.export.source import source
    from figures.export.thumbnail import thumbnail

    film = _film(slug)
    scene = (ROOT / "figures" / "scenes" / f"{slug}.py").read_bytes()
    return {
        "page/thumb-light.png": thumbnail(film, "light"),
        "page/thumb-dark.png": thumbnail(film, "dark"),
        f"page/{slug}.py": scene,
        "source.html": source(scene.decode()).encode(),
        "figure.html": block(film).encode(),
        "record.json": json.dumps(record(film), ensure_ascii=False, indent=1).encode(),
    }


@lru_cache(maxsize=4)
def _film(slug: str) -> "Film":
    """Kept for the other parts of the figure that the same process makes."""
    from figures.film import shoot

    return shoot(slug, load(slug))


def _records(build: Path) -> str:
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

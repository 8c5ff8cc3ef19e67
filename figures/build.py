"""Render what changed into ``build/``: each figure's HTML and files, and the assets of the site."""

import json
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING

from figures.dependencies import ROOT, closure, digest, forget, key
from figures.scene import SceneError, load, slugs
from figures.swap import OutputError, alone, files_in, fill_folder, leftovers, replacing, writing

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
STAMP = "stamp.json"
_TABLE = "figures.json"
_DATA = ROOT / "figures" / "data"
_LOCK = ROOT / "package-lock.json"


@dataclass(frozen=True)
class Entry:
    """A folder made as a whole, mostly one of ``build/``, and the key of all it depends on."""

    folder: str
    key: str

    def stamp(self, folder: Path) -> None:
        """Say in the folder, now that it is finished, what it holds and of what it was made."""
        said = {"key": self.key, "files": _digests(folder)}
        (folder / STAMP).write_text(json.dumps(said, indent=1), "utf-8")

    def is_whole(self, parent: Path) -> bool:
        """Whether the folder is in ``parent``, of this key, and every file in it as it was written."""
        folder = parent / self.folder
        try:
            stamp = json.loads((folder / STAMP).read_text("utf-8"))
            return bool(stamp == {"key": self.key, "files": _digests(folder)})
        except (OSError, ValueError):
            return False


def render() -> None:
    """Bring ``build/`` up to date; ``SceneError`` or ``OutputError`` leave it as it was.

    A figure is rendered again when a file that its scene imports, directly or not, or the machinery,
    data, style or typeface changed. What is found damaged or foreign is rendered again too.
    """
    entries = _entries()
    with alone(BUILD):
        stale = _stale(entries)
        if stale or not _holds_only(entries):
            _replace(entries, stale)


def is_current() -> bool:
    """Whether ``render`` has nothing to do."""
    entries = _entries()
    return not _stale(entries) and _holds_only(entries) and not leftovers(BUILD)


def _entries() -> list[Entry]:
    forget()
    figures = (entry for slug in slugs() for entry in _figure_entries(slug))
    return [_assets_entry(), _converter_entry(), *figures]


def _stale(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry.is_whole(BUILD)]


def _replace(entries: list[Entry], stale: list[Entry]) -> None:
    with replacing(BUILD) as work:
        kept = (entry.folder for entry in entries if entry not in stale)
        files = (f"{folder}/{name}" for folder in kept for name in files_in(BUILD / folder))
        # Links, because a finished file is never written to again.
        fill_folder(work, {name: BUILD / name for name in files}, BUILD)
        _show(_finished(stale, work), len(stale))
        # Or what was drawn from one state of a file would be kept under another's key.
        if not set(stale) <= set(_entries()):
            raise OutputError(f"{BUILD}: a source changed while figures were rendered; build again")
        (work / _TABLE).write_text(_records(work), "utf-8")


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


def _holds_only(entries: list[Entry]) -> bool:
    """Whether ``build/``, which has these entries whole, has no others, and their table."""
    try:
        there = {path.name for path in BUILD.iterdir()} | {
            f"{kind}/{path.name}" for kind in (FIGURES, *KINDS) for path in (BUILD / kind).iterdir()
        }
        wanted = {_TABLE, FIGURES, *KINDS, *(entry.folder for entry in entries)}
        return there == wanted and (BUILD / _TABLE).read_bytes() == _records(BUILD).encode()
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
        folder = work / entry.folder
        folder.mkdir(parents=True)
        if entry.folder == ASSETS:
            _render_assets(folder)
        elif entry.folder == CONVERTER:
            from figures.export.converter import block

            (folder / "converter.html").write_text(block(), "utf-8")
        else:
            _render_figure(entry, folder)
        entry.stamp(folder)


def _render_figure(entry: Entry, folder: Path) -> None:
    # Imported here, so that finding nothing changed costs no start of matplotlib.
    from figures.export.block import block, record
    from figures.export.files import downloads
    from figures.export.source import source
    from figures.export.thumbnail import thumbnail

    kind, slug = entry.folder.split("/")
    chosen = [download for download in downloads(load(slug)) if download.kind == kind]
    if kind != FIGURES and not chosen:
        return
    film = _film(slug)
    if kind == FIGURES:
        page = folder / "page"
        page.mkdir()
        (page / "thumb-light.png").write_bytes(thumbnail(film, "light"))
        (page / "thumb-dark.png").write_bytes(thumbnail(film, "dark"))
        scene = Path(shutil.copy(ROOT / "figures" / "scenes" / f"{slug}.py", page))
        (folder / "source.html").write_text(source(scene.read_text("utf-8")), "utf-8")
        (folder / "figure.html").write_text(block(film), "utf-8")
        said = json.dumps(record(film), ensure_ascii=False, indent=1)
        (folder / "record.json").write_text(said, "utf-8")
    for download in chosen:
        (folder / download.name(slug)).write_bytes(download.made(film))


@lru_cache(maxsize=4)
def _film(slug: str) -> "Film":
    """Kept for the other parts of the figure that the same process makes."""
    from figures.film import shoot

    return shoot(slug, load(slug))


def _render_assets(folder: Path) -> None:
    from figures.export.assets import assets

    for name, data in assets().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


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


def _digests(folder: Path) -> dict[str, str]:
    return {name: digest(folder / name) for name in files_in(folder) if name != STAMP}

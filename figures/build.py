"""Render what changed into ``build/``: each figure's HTML and files, and the assets of the site."""

import json
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import IO

from figures.dependencies import ROOT
from figures.entry import STAMPS, Entry, Stamps, read_stamps, write_stamps
from figures.parts import ASSETS, CONVERTER, FIGURES, KINDS, entries, files, film
from figures.scene import SceneError, slugs
from figures.swap import OutputError, alone, fill_folder, leftovers, replacing, writing

BUILD = ROOT / "build"
_IMPORTED = (
    "figures.defaults",
    "figures.export.block",
    "figures.export.files",
    "figures.export.source",
    "figures.export.thumbnail",
)
"""What takes long to import and is needed whatever is rendered, in this order."""
_TABLE = "figures.json"


def render() -> None:
    """Bring ``build/`` up to date; ``SceneError`` or ``OutputError`` leave it as it was.

    A figure is rendered again when a file that its scene imports, directly or not, or the machinery,
    data, style or typeface changed. What is found damaged or foreign is rendered again too.
    """
    wanted = entries()
    with alone(BUILD):
        stamps = read_stamps(BUILD / STAMPS)
        stale = _stale(wanted, stamps)
        if stale or not _holds_only(wanted, stamps):
            _replace(wanted, stale, stamps)


def is_current() -> bool:
    """Whether ``render`` has nothing to do."""
    wanted = entries()
    stamps = read_stamps(BUILD / STAMPS)
    return not _stale(wanted, stamps) and _holds_only(wanted, stamps) and not leftovers(BUILD)


def _stale(wanted: list[Entry], stamps: Stamps) -> list[Entry]:
    return [entry for entry in wanted if not entry.is_whole(BUILD, stamps)]


def _replace(wanted: list[Entry], stale: list[Entry], stamps: Stamps) -> None:
    with replacing(BUILD) as work:
        kept = {entry.folder: stamps[entry.folder] for entry in wanted if entry not in stale}
        names = (f"{folder}/{name}" for folder, stamp in kept.items() for name in stamp["files"])
        # Links, because a finished file is never written to again.
        fill_folder(work, {name: BUILD / name for name in names}, BUILD)
        _show(_finished(stale, work), len(stale))
        # Or what was drawn from one state of a file would be kept under another's key.
        if not set(stale) <= set(entries()):
            raise OutputError(f"{BUILD}: a source changed while figures were rendered; build again")
        (work / _TABLE).write_text(_records(work), "utf-8")
        known = kept | {entry.folder: entry.stamp(work) for entry in stale}
        write_stamps(work / STAMPS, {entry.folder: known[entry.folder] for entry in wanted})


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


def _holds_only(wanted: list[Entry], stamps: Stamps) -> bool:
    """Whether ``build/``, which has these entries whole, has no others, and their tables."""
    if stamps.keys() != {entry.folder for entry in wanted}:
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
    return [[part] for part in parts] if len(film(slug).frames) > 1 else [parts]


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
        made = {f"{entry.folder}/{name}": data for name, data in files(entry).items()}
        fill_folder(work, made, BUILD)


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

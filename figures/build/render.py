"""Bring ``build/`` up to date: render the parts whose sources changed, on all cores, and swap them in."""

import gc
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO

from figures.build.entry import STAMPS, Entry, Stamps, read_stamps, reasons, write_stamps
from figures.build.errors import STOPPED
from figures.build.layout import BUILD, RECORDS, SHEETS
from figures.build.swap import OutputError, alone, fill_folder, leftovers, replacing, writing
from figures.build.temporary import temporary


class ChangedError(OutputError):
    """Somebody saved a source while it was read, so what was drawn is of no use; the next try may be."""


@dataclass(frozen=True)
class Parts:
    """What ``build/`` is made of, told by whoever knows.

    ``entries`` looks at the sources anew; ``shares`` splits entries into what one process renders at a
    time, and imports what these processes need; ``files`` gives what belongs into an entry's folder, by
    name; ``table`` the records of all figures, read from a rendered folder.
    """

    entries: Callable[[], list[Entry]]
    shares: Callable[[list[Entry]], list[list[Entry]]]
    files: Callable[[Entry], dict[str, bytes]]
    table: Callable[[Path], str]


def render(parts: Parts) -> None:
    """Bring ``build/`` up to date; ``SourceError`` or ``OutputError`` leave it as it was.

    A part is rendered again when a file that it is made by or from changed, or a package. What is found
    damaged or foreign is rendered again too.
    """
    wanted = parts.entries()
    with alone(BUILD):
        stamps = read_stamps(BUILD / STAMPS)
        stale = _stale(wanted, stamps)
        if stale or not _holds_only(parts, wanted, stamps):
            _replace(parts, wanted, stale, stamps)


def is_current(parts: Parts) -> bool:
    """Whether ``render`` has nothing to do."""
    wanted = parts.entries()
    stamps = read_stamps(BUILD / STAMPS)
    return not _stale(wanted, stamps) and _holds_only(parts, wanted, stamps) and not leftovers(BUILD)


def pending(parts: Parts) -> dict[str, list[str]]:
    """What ``render`` would make now, by folder, each with the reasons."""
    stamps = read_stamps(BUILD / STAMPS)
    found = {entry.folder: reasons(entry, BUILD, stamps) for entry in parts.entries()}
    return {folder: why for folder, why in found.items() if why}


def _stale(wanted: list[Entry], stamps: Stamps) -> list[Entry]:
    return [entry for entry in wanted if not entry.is_whole(BUILD, stamps)]


def _replace(parts: Parts, wanted: list[Entry], stale: list[Entry], stamps: Stamps) -> None:
    with replacing(BUILD) as work, temporary():
        kept = {entry.folder: stamps.of[entry.folder] for entry in wanted if entry not in stale}
        names = (f"{folder}/{name}" for folder, stamp in kept.items() for name in stamp["files"])
        # Links, because a finished file is never written to again.
        fill_folder(work, {name: BUILD / name for name in names}, BUILD)
        _show(_finished(parts, stale, work), len(stale))
        # Or what was drawn from one state of a file would be kept under another's fingerprint.
        if not set(stale) <= set(parts.entries()):
            raise ChangedError(f"{BUILD}: a source changed while figures were rendered; build again")
        (work / RECORDS).write_text(parts.table(work), "utf-8")
        known = kept | {entry.folder: entry.stamp(work) for entry in stale}
        ordered = {entry.folder: known[entry.folder] for entry in wanted}
        write_stamps(work / STAMPS, ordered, (entry.sources for entry in wanted))


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


def _holds_only(parts: Parts, wanted: list[Entry], stamps: Stamps) -> bool:
    """Whether ``build/``, which has these entries whole, has no others, and their tables."""
    if stamps.damaged or stamps.of.keys() != {entry.folder for entry in wanted}:
        return False
    filled = {folder for folder, stamp in stamps.of.items() if stamp["files"]}
    above = {folder.partition("/")[0] for folder in filled}
    try:
        there = {path.name for path in BUILD.iterdir()} | {
            f"{kind}/{path.name}" for kind in above - filled for path in (BUILD / kind).iterdir()
        }
        same = (BUILD / RECORDS).read_bytes() == parts.table(BUILD).encode()
        return there - {SHEETS} == {RECORDS, STAMPS} | above | filled and same
    except OSError:
        return False


def _finished(parts: Parts, entries: list[Entry], work: Path) -> Iterable[Entry]:
    """Render the entries on all cores, and give each back as it is done."""
    # Films are many values in no circles: to look for these after every 700 took a tenth of the time.
    gc.set_threshold(100_000)
    shares = parts.shares(entries)
    if len(shares) == 1:
        _render(parts, shares[0], work)
        yield from shares[0]
        return
    # Imported here, because a build that draws one still needs no processes.
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(mp_context=get_context("fork"), initializer=_follow_parent) as pool:
        waiting = {pool.submit(_render, parts, share, work): share for share in shares}
        try:
            for future in as_completed(waiting):
                future.result()
                yield from waiting[future]
        except BrokenProcessPool:
            raise OutputError(f"{BUILD}: a process that renders {STOPPED}") from None
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _follow_parent() -> None:
    """Let a process of the pool end with the one it works for, whose death it would not notice."""
    Thread(target=_end_with_parent, args=(writing(BUILD),), daemon=True).start()


def _end_with_parent(_: IO[str]) -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _render(parts: Parts, entries: list[Entry], work: Path) -> None:
    for entry in entries:
        made = {f"{entry.folder}/{name}": data for name, data in parts.files(entry).items()}
        fill_folder(work, made, BUILD)

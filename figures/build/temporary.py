"""Temporary files, which go in any case: with the process that made them, or by the next one's hand."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from figures.build.layout import CACHE
from figures.build.swap import OutputError, explained

_HOME = CACHE / "temporary"


@contextmanager
def temporary() -> Iterator[None]:
    """Whatever asks Python for a temporary place during the block gets one that is removed after it.

    What a killed process left goes now, unless a child of it still works there. ``OutputError`` if there
    can be no such place.
    """
    former = tempfile.tempdir
    try:
        folder, held = _open()
    except OSError as error:
        raise OutputError(f"{_HOME}: {explained(error)}") from error
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = former
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _open() -> tuple[Path, int]:
    """A new folder, and what holds it for this process and its children."""
    _HOME.mkdir(parents=True, exist_ok=True)
    # Between the making of a folder and its lock nobody looks which are forsaken.
    with (_HOME / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in filter(Path.is_dir, _HOME.iterdir()):
            if _is_forsaken(left):
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(dir=_HOME))
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_SH)
    return folder, held


def _is_forsaken(folder: Path) -> bool:
    try:
        held = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        # Who made it has just removed it.
        return False
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(held)
    return True

"""Putting a finished folder in the place of an old one, so that a reader never sees half of either."""

import ctypes
import errno
import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import IO

from figures.build.layout import ROOT

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_BARRED = (errno.EACCES, errno.EPERM)


Content = bytes | Path
"""What a file is to hold: bytes, or a copy of what stands elsewhere."""


class OutputError(Exception):
    """A folder that could not be written; the message says which, why and what to do."""


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Nobody else replaces ``target`` during the block: others wait until it ends.

    Where an earlier process was killed, its children are waited for and what it left is removed.
    ``OutputError`` stands for every ``OSError`` in the block, which is to do nothing but make ``target``.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _beside(target, "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with _beside(target, "writers").open("a") as writers:
                fcntl.flock(writers, fcntl.LOCK_EX)
            _tidy(target)
            yield
    except OSError as error:
        raise OutputError(f"{target}: {explained(error)}") from error


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A folder to fill, which takes the place of ``target`` when the block ends without an error.

    To be used while ``alone`` with the target. ``OSError`` if what stands there could not be removed then.
    """
    _check_removable(target)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    try:
        # mkdtemp keeps others out; a web server must get in.
        work.chmod(0o777 & ~_umask())
        yield work
        _swap(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def writing(target: Path) -> IO[str]:
    """Until it is closed, here and in every process that inherits it, the next build waits.

    For what a process still writes into the folder to fill when the one that was ``alone`` is killed.
    """
    writers = _beside(target, "writers").open("r")
    fcntl.flock(writers, fcntl.LOCK_SH)
    return writers


def files_in(folder: Path) -> list[str]:
    """The names of all files in the folder and in those it holds, sorted."""
    start = len(f"{folder}/")
    found = os.walk(folder, onerror=_refuse)
    return sorted(f"{parent}/{name}"[start:] for parent, _, names in found for name in names)


def _refuse(error: OSError) -> None:
    # What cannot be listed is not empty.
    raise error


def fill_folder(folder: Path, files: Mapping[str, Content], former: Path) -> None:
    """Put files into the folder, which will replace ``former``, by name.

    A file that the former folder holds alike is linked: that is quicker than making one, and its date
    tells who mirrors the folder that nothing changed.
    """
    mode = 0o666 & ~_umask()
    for parent in {(folder / name).parent for name in files}:
        parent.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if not _link(former / name, folder / name, content, mode):
            # Never into a file that is there: it might be a link to one that is read.
            with (folder / name).open("xb") as file:
                file.write(held(content))


def held(content: Content) -> bytes:
    """What a file is to hold."""
    return content.read_bytes() if isinstance(content, Path) else content


def _link(old: Path, new: Path, content: Content, mode: int) -> bool:
    """Link the old file if a new one would be the same."""
    try:
        plain = old.lstat().st_mode == stat.S_IFREG | mode
        if plain and (content == old or old.read_bytes() == held(content)):
            os.link(old, new)
            return True
    except OSError:
        # Nothing stands there, or the file system knows no links: then a file is made.
        pass
    return False


def leftovers(target: Path) -> list[Path]:
    """What replaces ``target``, or was to when a process was killed."""
    old = _beside(target, "new-old")
    # mkdtemp's names end in eight letters; what else looks alike is somebody's own.
    return [*target.parent.glob(f".{target.name}.new-{'?' * 8}"), *([old] if old.exists() else [])]


def explained(error: OSError) -> str:
    """What went wrong, with which file if that is known, and what to do."""
    if error.errno is None:
        # Not the system's, so its message says all that.
        return str(error)
    # A copy names its source first.
    name = error.filename2 or error.filename
    file = f" ({name})" if name else ""
    remedy = "see to it that all of this can be read and written, or choose another folder"
    if error.errno in _FULL:
        remedy = "make room on the disk"
    elif name and error.errno in _BARRED and (barred := _barred(Path(name))):
        remedy = f"run: {_opening(barred)}"
    return f"{error.strerror}{file}; {remedy}, then build again"


def _tidy(target: Path) -> None:
    old = _beside(target, "new-old")
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in leftovers(target):
        _check_removable(leftover)
        shutil.rmtree(leftover)


def _check_removable(folder: Path) -> None:
    """``OSError`` names a folder in it that cannot be emptied, and the command that mends it.

    Found before anything is exchanged: what is in nobody's power afterwards would be in the way for good.
    """
    within = (Path(parent, name) for parent, folders, _ in os.walk(folder) for name in folders)
    for place in (folder, *within):
        if place.is_dir() and not place.is_symlink() and not os.access(place, os.R_OK | os.W_OK | os.X_OK):
            raise OSError(f"{place} cannot be emptied by you; run: {_opening(folder)}, then build again")


def _barred(path: Path) -> Path | None:
    """What of the user's project bars the way to a file there: it, or the nearest folder above it."""
    whole = path.absolute()
    for place in (whole, *whole.parents):
        if place.is_relative_to(ROOT) and os.path.lexists(place) and not os.access(place, os.R_OK | os.W_OK):
            return place if {place.stat().st_uid, ROOT.stat().st_uid} & {os.geteuid()} else None
    return None


def _opening(path: Path) -> str:
    """The command that gives it to the user: with all of the project, if another has made part of that."""
    user = os.geteuid()
    if path.stat().st_uid == user:
        return f"chmod -R u+rwX {quote(str(path))}"
    whole = path.is_relative_to(ROOT) and ROOT.stat().st_uid == user
    return f"sudo chown -R $(id -u) {quote(str(ROOT if whole else path))}"


def _swap(new: Path, target: Path) -> None:
    """Exchange the two folders in one step where the system can, else in two quick ones."""
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        old = _beside(target, "new-old")
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name}.{ending}")


def _exchange(a: Path, b: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS):
        # This kernel or file system does not know the exchange.
        return False
    raise OSError(code, os.strerror(code), str(a))


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

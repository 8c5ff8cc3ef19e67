"""Putting a finished folder in the place of an old one, so that a reader never sees half of either."""

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A folder to fill, which takes the place of ``target`` when the block ends without an error.

    Two processes that replace the same folder wait for one another; whatever an earlier one left
    behind when it was killed is removed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with (target.parent / f".{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in target.parent.glob(f".{target.name}.new-*"):
            shutil.rmtree(leftover)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        # mkdtemp keeps others out; a web server must get in.
        work.chmod(0o777 & ~_umask())
        try:
            yield work
            _swap(work, target)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    """Exchange the two folders in one step where the system can, else in two quick ones."""
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        old = target.with_name(f".{target.name}.new-old")
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old)


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

"""What an output depends on: the files behind a module, read from its imports, and one key for all."""

import hashlib
import platform
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("av", "brotli", "fonttools", "matplotlib", "numpy", "pillow", "pygments")
"""The packages whose version can change a figure's bytes."""

# Read by pattern, because parsing every file took longer than all else of finding nothing changed. It may
# find too much, never too little: a test holds it against Python's own reading.
_COMMENT = re.compile(r"#.*|\\\n")
_IMPORT = re.compile(r"^[ \t]*(?:from|import) +(figures[\w.]*)(?: +import +(\([^)]*\)|.*))?", re.M)


def closure(*modules: str) -> frozenset[Path]:
    """The files of these modules of ours and of all they import, directly or not."""
    return frozenset().union(*map(_closure, modules))


@cache
def _closure(module: str) -> frozenset[Path]:
    found: set[Path] = set()
    waiting = [*_files(module)]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _imported(file)
    return frozenset(found)


def key(files: Iterable[Path]) -> str:
    """A digest of the files' names and contents, and of the versions that draw from them."""
    whole = hashlib.sha256(_versions().encode())
    for file in sorted(files):
        whole.update(f"{file.relative_to(ROOT).as_posix()}\0{digest(file)}\n".encode())
    return whole.hexdigest()


def digest(file: Path) -> str:
    """The SHA-256 of what is in the file, in hexadecimal digits; read once while nobody writes to it."""
    return _digest(file, *_state(file))


def forget() -> None:
    """Look for modules anew: what was found is kept, and a server of pages outlives it."""
    for found in (_closure, _files):
        found.cache_clear()


@cache
def _versions() -> str:
    return "\n".join([platform.python_version(), *(f"{name} {version(name)}" for name in PACKAGES)])


def _state(file: Path) -> tuple[int, int, int]:
    """What changes when somebody writes to the file, or puts another in its place."""
    found = file.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


@cache
def _digest(file: Path, *_: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _imported(file: Path) -> Iterator[Path]:
    for name in _names(file, *_state(file)):
        yield from _files(name)


@cache
def _names(file: Path, *_: int) -> frozenset[str]:
    """What a file of ours imports, or may."""
    names: set[str] = set()
    for match in _IMPORT.finditer(_COMMENT.sub("", file.read_text("utf-8"))):
        # `from figures.export import svg` may name a module or something in one.
        names |= {match[1], *(f"{match[1]}.{name}" for name in re.findall(r"\w+", match[2] or ""))}
    return frozenset(names)


@cache
def _files(module: str) -> tuple[Path, ...]:
    """The file of a module of ours and those of the packages around it; nothing for others' modules."""
    parts = module.split(".")
    if parts[0] != "figures":
        return ()
    around = [ROOT.joinpath(*parts[:depth], "__init__.py") for depth in range(1, len(parts) + 1)]
    candidates = [*around, ROOT.joinpath(*parts).with_suffix(".py")]
    return tuple(file for file in candidates if file.exists())

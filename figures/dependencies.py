"""What an output depends on: the files behind a module, read from its imports, and one key for all."""

import hashlib
import platform
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = (
    "av", "brotli", "fonttools", "matplotlib", "numpy", "pillow", "pygments", "pypng", "uharfbuzz",
)  # fmt: skip
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
            waiting += _imports(file)
    return frozenset(found)


def key(files: Iterable[Path], packages: Iterable[str] = PACKAGES, settings: str = "") -> str:
    """A digest of the files' names and contents, of the packages' versions and of any settings."""
    versions = [platform.python_version(), *(f"{name} {_version(name)}" for name in packages)]
    whole = hashlib.sha256("\n".join([*versions, settings]).encode())
    for line in sorted(map(_line, files)):
        whole.update(line)
    return whole.hexdigest()


def digest(file: Path) -> str:
    """The SHA-256 of what is in the file, in hexadecimal digits; read once while nobody writes to it."""
    return _digest(file, *_state(file))


def forget() -> None:
    """Look at the sources anew: what was found is kept, and a server of pages outlives it."""
    for found in (_closure, _imports, _files, _line):
        found.cache_clear()


@cache
def _line(file: Path) -> bytes:
    return f"{file.relative_to(ROOT).as_posix()}\0{digest(file)}\n".encode()


_version = cache(version)


def _state(file: Path) -> tuple[int, int, int]:
    """What changes when somebody writes to the file, or puts another in its place."""
    found = file.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


@cache
def _digest(file: Path, *_: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@cache
def _imports(file: Path) -> tuple[Path, ...]:
    return tuple(chain.from_iterable(map(_files, _names(file, *_state(file)))))


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

"""What an output depends on: the files behind a module, read from its imports, and one key for all."""

import hashlib
import platform
import re
from collections.abc import Iterable
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
    digest = hashlib.sha256(_versions().encode())
    for file in sorted(files):
        digest.update(f"{file.relative_to(ROOT).as_posix()}\0".encode() + _digest(file))
    return digest.hexdigest()


def forget() -> None:
    """Read every file anew: what was read is kept, and a server of pages outlives it."""
    for read in (_closure, _digest, _imported, _files):
        read.cache_clear()


@cache
def _versions() -> str:
    return "\n".join([platform.python_version(), *(f"{name} {version(name)}" for name in PACKAGES)])


@cache
def _digest(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()


@cache
def _imported(file: Path) -> tuple[Path, ...]:
    names: set[str] = set()
    for match in _IMPORT.finditer(_COMMENT.sub("", file.read_text("utf-8"))):
        # `from figures.export import svg` may name a module or something in one.
        names |= {match[1], *(f"{match[1]}.{name}" for name in re.findall(r"\w+", match[2] or ""))}
    return tuple(found for name in sorted(names) for found in _files(name))


@cache
def _files(module: str) -> tuple[Path, ...]:
    """The file of a module of ours and those of the packages around it; nothing for others' modules."""
    parts = module.split(".")
    if parts[0] != "figures":
        return ()
    around = [ROOT.joinpath(*parts[:depth], "__init__.py") for depth in range(1, len(parts) + 1)]
    candidates = [*around, ROOT.joinpath(*parts).with_suffix(".py")]
    return tuple(file for file in candidates if file.exists())

"""What an output depends on: the files behind a module, read from its imports, and one fingerprint of all."""

import hashlib
import json
import platform
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from figures.build.layout import ROOT, SOURCE

PACKAGES = (
    "av", "brotli", "fonttools", "matplotlib", "numpy", "pillow", "pygments", "pypng", "rjsmin", "uharfbuzz",
)  # fmt: skip
"""The packages whose version can change a figure's bytes."""

Sources = Mapping[str, str]
"""What something is made of: the digest of each file by its name in the project, and versions."""

# Read by pattern, because parsing every file took longer than all else of finding nothing changed. It may
# find too much, never too little: a test holds it against Python's own reading.
_COMMENT = re.compile(r"#.*|\\\r?\n")
_IMPORT = re.compile(r"^[ \t]*(?:from|import) +(figures[\w.]*)(?: +import +(\([^)]*\)|.*))?", re.M)
_BESIDE = ".csv"
"""The ending of what a module reads: a file beside it that bears its name."""


def closure(*modules: str) -> frozenset[Path]:
    """The files of these modules of ours, of all they import, directly or not, and of what they read."""
    return frozenset().union(*map(_closure, modules))


@cache
def _closure(module: str) -> frozenset[Path]:
    found: set[Path] = set()
    waiting = [*_files(module, ())]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _used(file) - found
    return frozenset(found)


def sources(files: Iterable[Path], packages: Iterable[str] = PACKAGES, settings: str = "") -> Sources:
    """What stands in the files now, which versions are installed, and any settings."""
    said = {_version(package): "" for package in packages} | {"settings": settings}
    said[f"python-{platform.python_version()}"] = ""
    return dict(sorted({**said, **{_name(file): _source(file).digest for file in files}}.items()))


def fingerprint(made_of: Sources) -> str:
    """A digest of all sources, names included."""
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()


def digest(file: Path) -> str:
    """The SHA-256 of what is in the file, in hexadecimal digits; read once while nobody writes to it."""
    return _digest(file, *_state(file))


def forget() -> None:
    """Look at the sources anew: what was found is kept, and a server of pages outlives it."""
    for found in (_closure, _used, _source, _files, _modules):
        found.cache_clear()


@cache
def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def _version(package: str) -> str:
    """Name and version of an installed package, which are also the name of the folder that describes it.

    ``importlib.metadata`` says the same, and took a tenth of finding nothing changed. Source: PyPA's
    specification "Recording installed projects".
    """
    start = f"{package.replace('-', '_')}-"
    for folder in _descriptions():
        if folder.startswith(start):
            return folder
    raise LookupError(f"the package {package} is not installed: run `make clean site`, which installs it")


@cache
def _descriptions() -> list[str]:
    """The names of all such folders; as in an import, what stands first on the path counts."""
    places = filter(Path.is_dir, map(Path, sys.path))
    return [folder.stem.lower() for place in places for folder in place.glob("*.dist-info")]


def _state(file: Path) -> tuple[int, int, int]:
    """What changes when somebody writes to the file, or puts another in its place."""
    found = file.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


@cache
def _digest(file: Path, *_: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


Imports = frozenset[tuple[str, tuple[str, ...]]]
"""Modules or packages of ours, each with the names that are taken from it."""


class _Source(NamedTuple):
    """A file's digest, and what it imports of ours, or may."""

    digest: str
    imports: Imports


@cache
def _source(file: Path) -> _Source:
    return _read(file, *_state(file))


@cache
def _read(file: Path, *_: int) -> _Source:
    data = file.read_bytes()
    found: set[tuple[str, tuple[str, ...]]] = set()
    if file.suffix == ".py":
        for match in _IMPORT.finditer(_COMMENT.sub("", data.decode(errors="replace"))):
            found.add((match[1], tuple(re.findall(r"\w+", match[2] or ""))))
    return _Source(hashlib.sha256(data).hexdigest(), frozenset(found))


@cache
def _used(file: Path) -> frozenset[Path]:
    """The files that a file imports, and those that it reads."""
    read = frozenset(filter(Path.is_file, [file.with_suffix(_BESIDE)] if file.suffix == ".py" else ()))
    return read.union(chain.from_iterable(_files(module, names) for module, names in _source(file).imports))


@cache
def _files(module: str, names: tuple[str, ...]) -> tuple[Path, ...]:
    """The files behind names taken from a module of ours; nothing for others' modules.

    A package only hands on what its modules define, which a test asserts. So it stands for the modules of
    the names taken from it, and for all of them if no name is.
    """
    file = _modules().get(module)
    if file is None or file.name != "__init__.py":
        return () if file is None else (file,)
    handed = {name: source for source, taken in _source(file).imports for name in taken}
    found: set[Path] = set()
    for name in names or handed:
        if name in handed:
            found.update(_files(handed[name], (name,)))
        found.update(_files(f"{module}.{name}", ()))
    return tuple(sorted(found))


@cache
def _modules() -> dict[str, Path]:
    """The files of our modules and packages, by the names they are imported by."""
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in SOURCE.rglob("*.py")
    }

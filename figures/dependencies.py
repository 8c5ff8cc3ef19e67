"""What an output depends on: the files behind a module, read from its imports, and one key for all."""

import hashlib
import platform
import re
import sys
from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGES = (
    "av", "brotli", "fonttools", "matplotlib", "numpy", "pillow", "pygments", "pypng", "uharfbuzz",
)  # fmt: skip
"""The packages whose version can change a figure's bytes."""

# Read by pattern, because parsing every file took longer than all else of finding nothing changed. It may
# find too much, never too little: a test holds it against Python's own reading.
_COMMENT = re.compile(r"#.*|\\\r?\n")
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
            waiting += _imports(file) - found
    return frozenset(found)


def key(files: Iterable[Path], packages: Iterable[str] = PACKAGES, settings: str = "") -> str:
    """A digest of the files' names and contents, of the packages' versions and of any settings."""
    versions = [platform.python_version(), *map(_version, packages)]
    whole = hashlib.sha256("\n".join([*versions, settings]).encode())
    for line in sorted(map(_line, files)):
        whole.update(line)
    return whole.hexdigest()


def digest(file: Path) -> str:
    """The SHA-256 of what is in the file, in hexadecimal digits; read once while nobody writes to it."""
    return _digest(file, *_state(file))


def forget() -> None:
    """Look at the sources anew: what was found is kept, and a server of pages outlives it."""
    for found in (_closure, _imports, _source, _files, _line, _modules):
        found.cache_clear()


@cache
def _line(file: Path) -> bytes:
    return f"{file.relative_to(ROOT).as_posix()}\0{_source(file).digest}\n".encode()


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


class _Source(NamedTuple):
    """A file's digest, and the names that it imports, or may, if it is a module of ours."""

    digest: str
    names: frozenset[str]


@cache
def _source(file: Path) -> _Source:
    return _read(file, *_state(file))


@cache
def _read(file: Path, *_: int) -> _Source:
    data = file.read_bytes()
    names: set[str] = set()
    if file.suffix == ".py":
        for match in _IMPORT.finditer(_COMMENT.sub("", data.decode(errors="replace"))):
            # `from figures.export import svg` may name a module or something in one.
            names |= {match[1], *(f"{match[1]}.{name}" for name in re.findall(r"\w+", match[2] or ""))}
    return _Source(hashlib.sha256(data).hexdigest(), frozenset(names))


@cache
def _imports(file: Path) -> frozenset[Path]:
    return frozenset(chain.from_iterable(map(_files, _source(file).names)))


@cache
def _files(module: str) -> tuple[Path, ...]:
    """The file of a module of ours and those of the packages around it; nothing for others' modules."""
    parts = module.split(".")
    around = (".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return tuple(_modules()[name] for name in around if name in _modules())


@cache
def _modules() -> dict[str, Path]:
    """The files of our modules and packages, by the names they are imported by."""
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in (ROOT / "figures").rglob("*.py")
    }

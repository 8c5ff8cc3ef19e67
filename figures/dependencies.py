"""What an output depends on: the files behind a module, read from its imports, and one key for all."""

import ast
import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("av", "brotli", "fonttools", "matplotlib", "numpy", "pillow")
"""The packages whose version can change a figure's bytes."""


def closure(*modules: str) -> frozenset[Path]:
    """The files of these modules of ours and of all they import, directly or not."""
    found: set[Path] = set()
    waiting = [file for module in modules for file in _files(module)]
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


@cache
def _versions() -> str:
    return "\n".join([platform.python_version(), *(f"{name} {version(name)}" for name in PACKAGES)])


@cache
def _digest(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()


@cache
def _imported(file: Path) -> tuple[Path, ...]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from figures.export import svg` may name a module or something in one.
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
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

"""What a figure depends on is read from the text of its modules as Python reads it."""

import ast
import os
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from figures.build.dependencies import PACKAGES, _used, _version, closure
from figures.build.layout import ASSETS, CONVERTER, HERO, ROOT, SOURCE
from figures.scene import slugs
from figures.site.listing import LISTED
from figures.site.page_cache import _PACKAGES, _entry
from figures.site.parts import entries

PLAIN = {"MIKE_DOCS_VERSION": "unreleased", "EDITION_PATH": "/", "OFFLINE": "false"}

MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py")
FACADE = "figures.solvers"


def parsed(file: Path) -> set[Path]:
    """The files that Python finds imported, one step deep: of the facade, those that define what is taken."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == FACADE:
            facade = import_module(FACADE)
            names |= {defined_in(facade, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    ours = [ROOT.joinpath(*name.split(".")) for name in names if name.split(".")[0] == "figures"]
    return {path for path in (one.with_suffix(".py") for one in ours) if path.exists()}


def defined_in(facade: ModuleType, name: str) -> str:
    """The module that defines what the facade hands on; for a constant, that which it takes it from."""
    value = getattr(facade, name)
    if hasattr(value, "__module__") and isinstance(value, type | FunctionType):
        return str(value.__module__)
    taken = ast.parse(Path(str(facade.__file__)).read_text("utf-8")).body
    return next(
        str(node.module)
        for node in taken
        if isinstance(node, ast.ImportFrom) and name in [alias.name for alias in node.names]
    )


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_import_is_overlooked(file: Path) -> None:
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    assert parsed(file) <= closure(name)


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_way_to_write_an_import_is_read(tmp_path: Path, ends: str) -> None:
    module = tmp_path / "module.py"
    text = (
        "import figures.draw.text\nimport figures.build.swap\n"
        "from figures.draw import marks as m, theme\n"
        "from figures.site import (\n    block,  # the page's (part)\n    embed,\n)\n"
        "from figures.solvers \\\n    import soft_threshold\n"
        "def late():\n    from figures.film import film\n"
    )
    module.write_bytes(text.replace("\n", ends).encode())
    found = {path.relative_to(SOURCE).as_posix() for path in _used(module)}
    assert found == {
        "draw/text.py",
        "build/swap.py",
        "draw/marks.py",
        "draw/theme.py",
        "site/block.py",
        "site/embed.py",
        "solvers/penalties/threshold.py",
        "film/film.py",
    }


def made_from(*modules: str) -> set[str]:
    return {path.relative_to(SOURCE).as_posix() for path in closure(*modules)}


def test_a_scene_depends_on_the_solvers_that_it_reaches_and_no_others() -> None:
    reached = {
        name for name in made_from("figures.scenes.soft_threshold") if name.startswith("solvers/penalties/")
    }
    assert reached == {"solvers/penalties/threshold.py"}
    assert "solvers/lasso/homotopy.py" in made_from("figures.scenes.diabetes_path")
    assert "solvers/lasso/textbook.py" not in set().union(
        *(made_from(f"figures.scenes.{slug}") for slug in slugs())
    )


def test_what_a_module_reads_belongs_to_it() -> None:
    assert "data/diabetes.csv" in made_from("figures.scenes.diabetes_path")
    assert "data/diabetes.csv" not in made_from("figures.scenes.soft_threshold")
    for entry in entries():
        assert {"package-lock.json", "node_modules/.package-lock.json"} <= entry.sources.keys(), entry.folder
        drawn = entry.folder not in (ASSETS, CONVERTER, HERO)
        assert ("figures/sheets/axes.py" in entry.sources) is drawn, entry.folder
    assets = next(entry for entry in entries() if entry.folder == ASSETS)
    assert "figures/data/diabetes.csv" in assets.sources


def test_pages_depend_on_what_writes_pages() -> None:
    written = {name.removeprefix("figures/") for name in _entry(os.environ | PLAIN).sources}
    assert {"site/fences.py", "site/contents.py", "site/figure_page.py", "files/citation.py"} <= written
    assert {"package-lock.json", "node_modules/.package-lock.json", "site/preview.py"} <= written
    # What draws, paints or solves only fills slots, but for functions that a page lists.
    listed = {path.relative_to(SOURCE).as_posix() for path in LISTED.values() if path.is_relative_to(SOURCE)}
    assert listed <= written
    others = sorted(written - listed)
    assert not [
        name for name in others if name.startswith(("solvers/", "scenes/", "film/", "sheets/", "draw/m"))
    ]
    assert not written & {"files/paint.py", "files/movie.py", "site/parts.py", "build/render.py"}


def test_the_versions_of_packages_are_those_that_are_installed() -> None:
    for package in (*PACKAGES, *_PACKAGES):
        assert _version(package) == f"{package.replace('-', '_')}-{version(package)}"
    with pytest.raises(LookupError, match="package no_such_package is not installed"):
        _version("no_such_package")

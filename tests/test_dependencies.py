"""What a figure depends on is read from the text of its modules as Python reads it."""

import ast
from importlib.metadata import version
from pathlib import Path

import pytest

from figures.dependencies import PACKAGES, ROOT, _version, closure
from figures.pages import _PACKAGES

MODULES = sorted((ROOT / "figures").rglob("*.py"))


def parsed(file: Path) -> set[Path]:
    """The files that Python's parser finds imported, one step deep."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    ours = [ROOT.joinpath(*name.split(".")) for name in names if name.split(".")[0] == "figures"]
    files = {path.with_suffix(".py") for path in ours} | {path / "__init__.py" for path in ours}
    return {path for path in files if path.exists()}


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_import_is_overlooked(file: Path) -> None:
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    found = closure(name)
    assert parsed(file) <= found


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_way_to_write_an_import_is_read(tmp_path: Path, ends: str) -> None:
    from figures.dependencies import _imports

    module = tmp_path / "module.py"
    text = (
        "import figures.text\nimport figures.swap\n"
        "from figures import marks as m, theme\n"
        "from figures.export import (\n    block,  # the page's (part)\n    slide,\n)\n"
        "from figures.solvers \\\n    import lasso\n"
        "def late():\n    from figures import film\n"
    )
    module.write_bytes(text.replace("\n", ends).encode())
    found = {path.relative_to(ROOT).as_posix() for path in _imports(module)}
    assert found >= {
        f"figures/{name}.py"
        for name in (
            "text",
            "swap",
            "marks",
            "theme",
            "export/block",
            "export/slide",
            "solvers/lasso",
            "film",
        )
    }


def test_the_versions_of_packages_are_those_that_are_installed() -> None:
    for package in (*PACKAGES, *_PACKAGES):
        assert _version(package) == f"{package.replace('-', '_')}-{version(package)}"
    with pytest.raises(LookupError, match="package no_such_package is not installed"):
        _version("no_such_package")

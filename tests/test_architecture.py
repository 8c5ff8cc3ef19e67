"""The one-way arrow and the house rules, read off the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# What each part may import of the others; everything may import its own kind and below.
ARROW = {
    "figures.solvers": (),
    "figures.data": (),
    "figures.theme": (),
    "figures.text": (),
    "figures.defaults": (),
    "figures.labels": (),
    "figures.examples": ("figures.data", "figures.solvers"),
    "figures.marks": ("figures.theme",),
    "figures.scene": ("figures.dependencies", "figures.marks", "figures.scenes"),
    "figures.lettering": (),
    "figures.drawn": ("figures.scene",),
    "figures.stage": (
        "figures.defaults",
        "figures.drawn",
        "figures.lettering",
        "figures.marks",
        "figures.scene",
    ),
    "figures.film": (
        "figures.lettering",
        "figures.marks",
        "figures.scene",
        "figures.solvers",
        "figures.stage",
        "figures.theme",
    ),
    "figures.geometry": ("figures.marks", "figures.solvers"),
    "figures.entry": ("figures.dependencies", "figures.swap"),
    "figures.parts": (
        "figures.dependencies",
        "figures.entry",
        "figures.export",
        "figures.film",
        "figures.scene",
    ),
    "figures.build": (
        "figures.dependencies",
        "figures.entry",
        "figures.parts",
        "figures.scene",
        "figures.swap",
    ),
    "figures.pages": ("figures.dependencies", "figures.entry", "figures.export", "figures.swap"),
    "figures.website": (
        "figures.build",
        "figures.dependencies",
        "figures.export",
        "figures.pages",
        "figures.scene",
        "figures.swap",
    ),
    "figures.release": ("figures.dependencies", "figures.export", "figures.website"),
    "figures.scenes": (
        "figures.examples",
        "figures.geometry",
        "figures.labels",
        "figures.marks",
        "figures.scene",
        "figures.solvers",
        "figures.text",
        "figures.theme",
    ),
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted((ROOT / "figures").rglob("*.py"))
    }


@pytest.mark.parametrize("part", ARROW)
def test_the_arrow_points_one_way(part: str) -> None:
    for name, path in modules().items():
        if name != part and not name.startswith(f"{part}."):
            continue
        for used in imports(path):
            if used.startswith("figures") and not used.startswith(part):
                assert used.startswith(ARROW[part]), f"{name} imports {used}"


def test_a_scene_imports_no_other_so_that_editing_one_renders_one() -> None:
    for path in (ROOT / "figures" / "scenes").glob("*.py"):
        assert not [used for used in imports(path) if used.startswith("figures.scenes")], path


def test_solvers_need_numpy_alone() -> None:
    for name, path in modules().items():
        if name.startswith("figures.solvers"):
            foreign = {used.split(".")[0] for used in imports(path)} - set(sys.stdlib_module_names)
            assert foreign <= {"numpy", "figures"}, name


# Its settings; axes and backdrops, and their data; outlines of letters; pixels and PDF pages of drawings.
PAINTERS = (
    "figures.defaults",
    "figures.stage",
    "figures.drawn",
    "figures.lettering",
    "figures.export.paint",
)


def test_only_pages_know_the_site_generator_and_only_painters_know_matplotlib() -> None:
    for name, path in modules().items():
        used = {module.split(".")[0] for module in imports(path)}
        if name not in ("figures.export.page", "figures.pages"):
            assert not used & {"mkdocs", "markdown", "pymdownx", "mkdocs_gen_files"}, name
        if name != "figures.release":
            assert "mike" not in used, name
        if name not in PAINTERS:
            allowed = {"matplotlib.axes"}  # the type of what a backdrop draws on
            assert {m for m in imports(path) if m.startswith("matplotlib")} <= allowed, name


def test_all_artists_set_their_properties_by_one_function() -> None:
    # In a process of its own, since the tests import matplotlib as they like.
    program = """
from figures.build import _import
_import()
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
assert Line2D.set is Artist.set
line = Line2D([0], [0])
line.set(lw=3, color="red")
assert (line.get_linewidth(), line.get_color()) == (3, "red")
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_scripts_only_call() -> None:
    for path in (ROOT / "scripts").glob("*.py"):
        if path.name != "setup.py":
            assert len(path.read_text("utf-8").splitlines()) <= 60, path.name


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_registry_is_named_and_locks_hold_hashes_not_addresses() -> None:
    # The brackets keep this line from finding itself.
    hosts = re.compile(r"py[p]i\.|python[h]osted|npm[j]s\.|deb[i]an\.org")
    for path in tracked():
        assert not hosts.search(path.read_text("utf-8", errors="ignore")), path
    for lock in ("requirements.txt", "requirements-test.txt", "benchmarks/peers.txt"):
        text = (ROOT / lock).read_text("utf-8")
        assert "://" not in text
        assert len(re.findall(r"^[a-z][^=\n]*==", text, re.M)) <= text.count("--hash=sha256:")
    npm = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in npm
    assert npm.count('"integrity"') == npm.count('"node_modules/')


def test_nothing_generated_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    # By the first part of their names, so that a link of such a name is found too.
    first = {name.split("/")[0] for name in listed.stdout.splitlines()}
    assert not first & {"site", "build", "offline", "node_modules", ".venv", ".cache"}
    for path in tracked():
        assert not path.read_bytes().startswith(b"wOF2")


def test_files_are_short_enough_to_hold_one_idea() -> None:
    for path in [*(ROOT / "figures").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]:
        assert len(path.read_text("utf-8").splitlines()) <= 300, path

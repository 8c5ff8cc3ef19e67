"""The one-way arrow and the house rules, read off the code."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

from figures import solvers
from figures.build.dependencies import closure
from tests.rooms import ARROW, ROOT, STOCK, circles, edges, imports, modules, room


def test_the_arrow_points_one_way_and_says_no_more_than_is_true() -> None:
    for place, (name, used) in enumerate(ARROW.items()):
        assert set(used) <= set(list(ARROW)[:place]), f"{name} comes before what it imports"
    assert edges() == {name: set(used) for name, used in ARROW.items()}
    assert circles(edges()) == []


def test_a_circle_is_found_lazy_or_not(tmp_path: Path) -> None:
    late = tmp_path / "late.py"
    late.write_text("def later():\n    from figures.site import fences\n    import figures.film.film\n")
    assert imports(late) == {"figures.site.fences", "figures.film.film"}
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}) == ["a", "b", "c", "d"]
    assert circles({"a": {"b"}, "b": set()}) == []


def test_few_modules_lie_outside_a_room() -> None:
    assert len(list((ROOT / "figures").glob("*.py"))) <= 6


def test_packages_only_hand_on_what_their_modules_define() -> None:
    # Or a figure would depend on more than the modules of the names that it takes.
    for name, path in modules().items():
        if path.name == "__init__.py":
            for node in ast.parse(path.read_text("utf-8")).body:
                named = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
                said = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
                # Under another name one could pass for another, and no figure would be drawn again.
                taken = isinstance(node, ast.ImportFrom) and all(
                    alias.name != "*" and alias.asname is None for alias in node.names
                )
                assert named or said or taken, f"{name}: {ast.unparse(node)}"


LOADERS = ("figures.scene", "figures.site.parts")
"""They import by a name that they compute: scenes, and what takes long to import."""


def test_imports_are_written_so_that_they_can_be_read() -> None:
    for name, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{name}: {ast.unparse(node)}"
            called = isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node).split(".")[-1]
            if called in ("import_module", "__import__"):
                assert name in LOADERS, name


def test_a_data_set_is_read_by_the_module_of_its_name() -> None:
    for path in (ROOT / "figures" / "data").glob("*.py"):
        for file in re.findall(r"\bread\(\s*\"([^\"]+)\"", path.read_text("utf-8")):
            assert file == f"{path.stem}.csv"


def test_from_elsewhere_solvers_are_taken_by_their_names_alone() -> None:
    for name, path in modules().items():
        if not name.startswith("figures.solvers"):
            assert not [used for used in imports(path) if used.startswith("figures.solvers.")], name


def test_the_map_names_each_room_with_its_modules() -> None:
    text = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([\w/]+?)(?:/|\.py)` \| [^|]+ \| ([^|]*) \|$", text, re.M))
    mapped = {name: set(re.findall(r"`([\w]+)`", listed)) for name, listed in rows.items()}
    found: dict[str, set[str]] = {name: set() for name in ARROW}
    for path in modules().values():
        # A scene is a figure, and the gallery lists these.
        if path.name != "__init__.py" and path.parent.name not in ("figures", "scenes"):
            found[room(path)].add(path.stem)
    assert mapped == found
    assert list(mapped) == list(ARROW)


def test_a_scene_imports_no_other_so_that_editing_one_renders_one() -> None:
    for path in (ROOT / "figures" / "scenes").glob("*.py"):
        assert not [used for used in imports(path) if used.startswith("figures.scenes")], path


def names_taken(inside: bool) -> set[str]:
    """The names of solvers that figures take, or that solvers take from one another."""
    found: set[str] = set()
    for path in modules().values():
        if path.is_relative_to(ROOT / "figures" / "solvers") is inside and path.name != "__init__.py":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("figures.solvers"):
                    found |= {alias.name for alias in node.names}
    return found


def test_each_solver_serves_a_figure_or_is_in_stock_for_one() -> None:
    handed = {name: getattr(solvers, name) for name in solvers.__all__}
    told = " ".join(str(inspect.signature(f)) for f in handed.values() if inspect.isfunction(f))
    results = {name for name, kind in handed.items() if inspect.isclass(kind) and name in told}
    assert not STOCK.keys() - handed.keys()
    assert not STOCK.keys() & names_taken(inside=False), "no longer in stock: a figure takes it"
    assert handed.keys() - names_taken(inside=False) - names_taken(inside=True) - results == STOCK.keys()
    scenes = [name for name in modules() if name.startswith("figures.scenes.")]
    behind = [handed[name].__module__ for name in STOCK]
    served = closure("figures.site.converter", *scenes, *behind)
    idle = {name: path for name, path in modules().items() if name.startswith("figures.solvers.")}
    assert [name for name, path in idle.items() if path not in served and path.name != "__init__.py"] == []


def test_solvers_need_numpy_alone() -> None:
    for name, path in modules().items():
        if name.startswith("figures.solvers"):
            foreign = {used.split(".")[0] for used in imports(path)} - set(sys.stdlib_module_names)
            assert foreign <= {"numpy", "figures"}, name


# Its settings; outlines of letters; pixels and PDF pages of drawings.
PAINTERS = (
    "figures.draw.matplotlib_defaults",
    "figures.draw.lettering",
    "figures.files.paint",
)


GENERATOR = (
    "figures.site.fences",
    "figures.site.mkdocs_files",
    "figures.site.page_cache",
    "figures.site.preview",
    "figures.site.prose",
    "figures.site.search_index",
)


def test_only_pages_know_the_site_generator_and_only_painters_know_matplotlib() -> None:
    for name, path in modules().items():
        used = {module.split(".")[0] for module in imports(path)}
        if name not in GENERATOR:
            assert not used & {"mkdocs", "markdown", "pymdownx", "mkdocs_gen_files"}, name
        if name != "figures.release.commit":
            assert "mike" not in used, name
        if name not in PAINTERS:
            assert "matplotlib" not in used, name


def test_all_artists_set_their_properties_by_one_function() -> None:
    # In a process of its own, since the tests import matplotlib as they like.
    program = """
from importlib import import_module
from figures.site.parts import _IMPORTED
for module in _IMPORTED:
    import_module(module)
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
assert Line2D.set is Artist.set
line = Line2D([0], [0])
line.set(lw=3, color="red")
assert (line.get_linewidth(), line.get_color()) == (3, "red")
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_tests_of_solvers_need_neither_a_browser_nor_a_build() -> None:
    program = """
import sys
from importlib import import_module
from pathlib import Path
stems = [file.stem for file in Path("tests/solvers").glob("*.py")]
for module in ("tests.conftest", *(f"tests.solvers.{stem}" for stem in stems)):
    import_module(module)
print({"playwright", "matplotlib", "mkdocs"} & set(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_no_test_measures_speed() -> None:
    # The brackets keep this line from finding itself.
    clocks = re.compile(r"perf_[c]ounter|process_[t]ime|time[i]t|benchmarks\.[t]iming")
    for path in (ROOT / "tests").rglob("*.py"):
        assert not clocks.search(path.read_text("utf-8")), path


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
    for lock in (
        "requirements.txt",
        "requirements-test.txt",
        "requirements-torch.txt",
        "benchmarks/peers.txt",
    ):
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
        assert not path.read_bytes().startswith((b"wOF2", b"PK\x03\x04")), path
        assert path.stat().st_size <= 500_000, path


def test_files_are_short_enough_to_hold_one_idea() -> None:
    for path in [*(ROOT / "figures").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]:
        assert len(path.read_text("utf-8").splitlines()) <= 300, path

"""The rooms of ``figures/`` and what each imports, read off the code: ``python -m tests.rooms`` prints them.

A room is a folder of ``figures/``, or one of the few modules beside these; each family of solvers is one too.
"""

import ast
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

from figures.build.terminal import print_anywhere

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "figures"

ARROW: dict[str, tuple[str, ...]] = {
    "build": (),
    "edition": (),
    "data": ("build",),
    "solvers": (),
    "solvers/penalties": ("solvers",),
    "solvers/ridge": ("solvers",),
    "solvers/lasso": ("solvers", "solvers/ridge"),
    "solvers/plane": ("solvers",),
    "solvers/descent": ("solvers", "solvers/penalties"),
    "solvers/sampling": ("solvers", "solvers/lasso", "solvers/plane"),
    "solved": (),
    "draw": ("build", "solved", "solvers"),
    "story": ("build",),
    "scene": ("build", "draw", "solved", "story"),
    "examples": ("data", "solved", "solvers"),
    "scenes": ("data", "draw", "examples", "scene", "solved", "solvers", "story"),
    "film": ("build", "draw", "scene", "solved", "story"),
    "sheets": ("draw", "edition", "film", "scene"),
    "files": ("build", "draw", "edition", "film", "scene", "sheets", "solved"),
    "site": ("build", "data", "draw", "edition", "files", "film", "scene", "sheets", "solvers"),
    "release": ("build", "edition", "site"),
}
"""The rooms in order, each with those that it imports, all of which stand above it."""

STOCK: dict[str, str] = {
    "duality_gap": "race: how far a method may still be from the minimum",
    "elastic_net_path": "bootstrap_selection: ridge added, the L1 part held",
    "textbook_path": "the lesson on the path, which shows its text",
}
"""Solvers that no figure takes yet, each with the figure that will."""


@cache
def modules() -> dict[str, Path]:
    """The files of all modules and packages, by the names they are imported by."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(SOURCE.rglob("*.py"))
    }


def room(path: Path) -> str:
    """The room in which a module lies."""
    *folders, file = path.relative_to(SOURCE).parts
    return "/".join(folders) or file.removesuffix(".py")


def imports(path: Path) -> set[str]:
    """What a module imports, anywhere in it: modules, and the modules behind what packages hand on."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            taken = {f"{node.module}.{alias.name}" for alias in node.names}
            known = {name for name in taken if name in modules() and modules()[name].name != "__init__.py"}
            found |= known or {node.module}
    return found


def edges() -> dict[str, set[str]]:
    """The rooms that each room imports, itself left out."""
    known = modules()
    found: dict[str, set[str]] = defaultdict(set)
    for path in known.values():
        # A package's own file only hands on what its modules define.
        if path.name == "__init__.py":
            continue
        used = {room(known[name]) for name in imports(path) if name in known}
        found[room(path)] |= used - {room(path)}
    return dict(found)


def circles(graph: dict[str, set[str]]) -> list[str]:
    """The rooms that import each other, directly or not."""
    left = dict(graph)
    while free := [name for name, used in left.items() if not used & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)


if __name__ == "__main__":
    print_anywhere()
    graph = edges()
    for name in [*(name for name in ARROW if name in graph), *sorted(graph.keys() - ARROW.keys())]:
        print(f"{name:18} ◄─ {', '.join(sorted(graph[name])) or '–'}")
    round_ = circles(graph)
    sys.exit(f"These rooms import one another in a circle: {', '.join(round_)}" if round_ else 0)

"""What a build would make is told with what it would be made because of, and is what it makes."""

from pathlib import Path

import pytest

from tests.project import Project, duplicate
from tests.small import CARDS, scene

NOTHING = "Nothing: all that a build would make is there."
DOT = [*CARDS, "data/dot_one", "figures/dot_one", "movie/dot_one", "picture/dot_one", "vector/dot_one"]


@pytest.fixture
def project(small: Project, tmp_path: Path) -> Project:
    return duplicate(small, tmp_path / "project")


def plan(project: Project) -> dict[str, list[str]]:
    """What would be made, by what it would be made because of."""
    done = project.run("plan")
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = {}
    names: list[str] = []
    for line in done.stdout.splitlines():
        if line.startswith("because of "):
            names = found.setdefault(line.removeprefix("because of ").removesuffix(":"), [])
        elif line != NOTHING:
            names += line.strip().strip(",").split(", ")
    return {why: sorted(names) for why, names in found.items()}


def test_a_scene_a_solver_and_a_page(project: Project) -> None:
    assert project.run("plan").stdout == f"{NOTHING}\n"
    project.edit(scene("dot_one"), "A dot falls", "A dot goes down")
    assert plan(project) == {scene("dot_one"): DOT}
    project.edit("docs/index.md", "# Two dots", "# Two more dots")
    title = {"docs/index.md": ["pages"], f"{scene('dot_one')}, the title of index.md": ["cards/index"]}
    assert plan(project) == {scene("dot_one"): [part for part in DOT if part != "cards/index"], **title}
    assert project.render() == DOT
    assert plan(project) == {"docs/index.md": ["pages"]}
    project.site()
    assert plan(project) == {}


def test_what_no_figure_reaches_makes_nothing(project: Project) -> None:
    project.edit("figures/solvers/descent/adam.py", '"""Adam', '"""Adam,')
    assert plan(project) == {}


def test_what_paints_runs_no_mkdocs(project: Project) -> None:
    project.edit("figures/files/paint.py", "import re", "import re  # for paths")
    made = plan(project)
    assert list(made) == ["figures/files/paint.py"]
    assert "pages" not in made["figures/files/paint.py"]
    assert {"movie/dot_one", "picture/dot_two"} <= set(made["figures/files/paint.py"])


def test_what_is_new_gone_or_damaged(project: Project) -> None:
    (project.folder / "docs" / "more.md").write_text("# More\n", "utf-8")
    assert plan(project) == {"docs/more.md, new": ["pages"], "never made": ["cards/more"]}
    (project.folder / "docs" / "more.md").unlink()
    film = project.folder / "build" / "movie" / "dot_one" / "why-lasso_dot-one_movie.gif"
    film.write_bytes(b"")
    assert plan(project) == {"what was made is damaged": ["movie/dot_one"]}
    project.render()
    (project.folder / "figures" / "sheets" / "keyframes.py").unlink()
    made = plan(project)
    assert list(made) == ["figures/sheets/keyframes.py, gone"]
    assert "movie/dot_one" in made["figures/sheets/keyframes.py, gone"]


def test_words_of_a_figure_reach_the_pages_once_it_is_rendered(project: Project) -> None:
    project.edit(scene("dot_two"), "Look at the dot.", "Look at this dot.")
    project.render()
    assert plan(project) == {"words or files of figures": ["pages"]}

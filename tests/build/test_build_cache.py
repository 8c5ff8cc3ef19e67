"""What was rendered is kept by what it depends on, found when damaged, and told of while it is made."""

import json
import os
import pty
import shutil
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.project import Project, duplicate
from tests.small import CARDS, NAMES, scene

KINDS = ("data", "figures", "movie", "picture", "vector")


@pytest.fixture
def project(small: Project, tmp_path: Path) -> Project:
    return duplicate(small, tmp_path / "project")


def parts(*names: str) -> list[str]:
    return sorted(f"{kind}/{name}" for kind in KINDS for name in names)


def test_an_edit_renders_again_what_depends_on_it_and_nothing_else(project: Project) -> None:
    assert project.render() == []
    project.edit("docs/index.md", "[All]", "More words. [All]")
    assert project.render() == []
    project.edit("docs/index.md", "# Two dots", "# Both dots")
    assert project.render() == ["cards/index"]
    project.edit(scene("dot_one"), "A dot falls", "A dot goes down")
    assert project.render() == [*CARDS, *parts("dot_one")]
    project.edit(scene("dot_two"), "A dot falls", "A dot goes down")
    assert project.render() == parts("dot_two")
    project.edit("figures/draw/theme.py", '"""', '"""One more word. ')
    assert set(project.render()) >= {*CARDS, *parts(*NAMES), "site"}
    project.edit("figures/site/parts.py", '"""', '"""One more word. ')
    assert set(project.render()) == {*CARDS, *parts(*NAMES), "converter", "hero", "site"}


SAVES_ITSELF = """
from pathlib import Path

SCENE_FILE = Path(__file__)
if not SCENE_FILE.read_text("utf-8").endswith("saved"):
    with SCENE_FILE.open("a", encoding="utf-8") as file:
        file.write("# saved")

X, Y ="""


def test_what_is_saved_while_it_is_rendered_is_not_kept_as_what_it_was(project: Project) -> None:
    before = project.tree("build")
    project.edit(scene("dot_one"), "X, Y =", SAVES_ITSELF)
    done = project.run("render")
    assert done.returncode == os.EX_TEMPFAIL
    assert done.stderr.endswith("/project/build: a source changed while figures were rendered; build again\n")
    assert len(done.stderr.splitlines()) == 1
    assert project.tree("build") == before
    assert project.render() == [*CARDS, *parts("dot_one")]
    assert project.render() == []


def test_damaged_and_foreign_entries_are_found_and_mended(project: Project) -> None:
    build = project.folder / "build"
    before = project.tree("build")
    page = build / "figures" / "dot_one" / "figure.html"
    page.write_text(page.read_text("utf-8").replace("dot", "dog", 1), "utf-8")
    picture = build / "picture" / "dot_one" / "why-lasso_dot-one_light.png"
    picture.write_bytes(picture.read_bytes()[:100])
    (build / "vector" / "dot_one" / "more.svg").write_text("<svg/>")
    (build / "data" / "dot_one" / "why-lasso_dot-one_data.json").unlink()
    stamps = json.loads((build / "stamps.json").read_text("utf-8"))
    del stamps["stamps"]["movie/dot_one"]
    stamps["stamps"]["vector/dot_two"]["fingerprint"] = "0" * 64
    (build / "stamps.json").write_text(json.dumps(stamps))
    shutil.rmtree(build / "data" / "dot_two")
    assert project.render() == sorted([*parts("dot_one"), "data/dot_two", "vector/dot_two"])
    assert project.tree("build") == before


DAMAGES = [
    b"",
    b"\xff{",
    b"[]",
    b'{"stamps": {"site": {"fingerprint"',
    b'{"stamps": {"site": 5}, "sources": {}}',
    b'{"stamps": {"site": {"fingerprint": "0", "files": {}}}, "sources": {"0": {}}}',
    b"[" * 200_000,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_its_stamps_all_is_rendered_again(project: Project, damage: bytes) -> None:
    before = project.tree("build")
    (project.folder / "build" / "stamps.json").write_bytes(damage)
    assert set(project.render()) == {*CARDS, *parts(*NAMES), "converter", "hero", "site"}
    assert project.tree("build") == before


@pytest.mark.parametrize(
    "damage",
    [
        "table",
        "no table",
        "foreign stamp",
        "foreign sources",
        "foreign figure",
        "foreign files",
        "empty folder",
        "foreign folder",
    ],
)
def test_what_is_no_entry_is_mended_without_rendering(project: Project, damage: str) -> None:
    build = project.folder / "build"
    before = project.tree("build")
    match damage:
        case "table":
            (build / "figures.json").write_text('{"dot_one": ')
        case "no table":
            (build / "figures.json").unlink()
        case "foreign stamp":
            stamps = json.loads((build / "stamps.json").read_text("utf-8"))
            stamps["stamps"] = {"movie/dot_six": 3, **stamps["stamps"]}
            (build / "stamps.json").write_text(json.dumps(stamps))
        case "foreign sources":
            stamps = json.loads((build / "stamps.json").read_text("utf-8"))
            stamps["sources"]["a"] = {"b": "c"}
            (build / "stamps.json").write_text(json.dumps(stamps))
        case "foreign figure":
            shutil.copytree(build / "figures" / "dot_one", build / "figures" / "dot_six")
        case "foreign files":
            shutil.copytree(build / "movie" / "dot_one", build / "movie" / "dot_six")
        case "empty folder":
            # It changes nothing that is published, so it may stay.
            (build / "figures" / "dot_one" / "page" / "notes").mkdir()
            project.site()
        case "foreign folder":
            (build / "notes").mkdir()
            (build / "notes" / "x.txt").write_text("x")
    assert project.render() == []
    assert project.tree("build") == before


def test_a_bar_names_the_figures_on_a_terminal_and_a_log_gets_lines(project: Project) -> None:
    project.edit(scene("dot_two"), "A dot falls", "A dot goes down")
    reader, terminal = pty.openpty()
    # A new one is 0 columns wide.
    termios.tcsetwinsize(terminal, (25, 100))
    with subprocess.Popen(
        [sys.executable, "scripts/render.py"],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": str(project.folder)},
        stdout=terminal,
    ) as process:
        os.close(terminal)
        shown = read(reader)
    assert process.returncode == 0
    for part in parts("dot_two"):
        assert f"\r{part}: " in shown
    assert "5/5" in shown
    assert "rendered" not in shown
    project.edit(scene("dot_two"), "A dot goes down", "A dot sinks")
    done = project.run("render")
    lines = done.stdout.splitlines()
    assert [line.rpartition(" (")[2] for line in lines] == [f"{n} of 5)" for n in range(1, 6)]
    assert sorted(line.split()[1] for line in lines) == parts("dot_two")
    assert "\r" not in done.stdout
    assert done.stderr == ""


def read(reader: int) -> str:
    """All that a terminal was sent until its last writer closed it."""
    text = b""
    while True:
        try:
            more = os.read(reader, 4096)
        except OSError:
            # Linux's way to say that nobody writes any more.
            more = b""
        if not more:
            os.close(reader)
            return text.decode()
        text += more

"""A small project, quick enough to be built many times: this one with two scenes and one page of prose."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.test_site import copy, tree

SCENE = '''"""A dot that rises."""

from figures.marks import Dot
from figures.scene import Axis, Frame, Panel, Readout, Scene, Slider
from figures.text import ticks


def draw(w: float) -> Frame:
    return Frame(
        marks=(Dot(key="w", panel="panel", role="lasso", x=w, y=w),),
        readouts=(Readout(key="w", label="coefficient", text=f"{w:.1f}", lead=True),),
        says=f"w = {w:.1f}",
        residual=None,
    )


SCENE = Scene(
    draw=draw,
    title="Dot TITLE",
    claim="A dot rises",
    caption="Drawn to try the build.",
    alt="A dot.",
    notes="Look at the dot.",
    computed="Nothing.",
    lesson="index",
    panels=(
        Panel(
            key="panel",
            width=300,
            height=200,
            x=Axis(label="x", limits=(0, 2), ticks=ticks(0, 1, 2)),
            y=Axis(label="y", limits=(0, 2), ticks=ticks(0, 1, 2)),
        ),
    ),
    controls=(Slider(name="w", label="w", stops=(0.5, 1.5), start=0.5),),
)
'''

FILES = """

DOWNLOADS = (
    Download("vector", "light.svg", "Drawing", lambda film: slide(film, "light").encode(), "On a slide"),
    Download("picture", "light.png", "Picture", lambda film: picture(film, "light", 740), "On a slide"),
    Download("movie", "movie.gif", "Moving", lambda film: gif(film, "light"), "Moving", moving=True),
    Download("data", "data.json", "Numbers", lambda film: document(film).encode(), "Data", None),
)
"""
# Large pictures and the film are most of the time that rendering takes.

NAMES = ("dot_one", "dot_two")


@dataclass(frozen=True)
class Small:
    """The project's folder, and the commands that build it."""

    folder: Path

    def scene(self, name: str) -> Path:
        return self.folder / "figures" / "scenes" / f"{name}.py"

    def start(self, script: str, **environment: str) -> subprocess.Popen[str]:
        """A script at work in a process group of its own; all that it prints comes through one pipe."""
        return subprocess.Popen(
            [sys.executable, f"scripts/{script}.py"],
            cwd=self.folder,
            env=self._environment(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, script: str, *flags: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, f"scripts/{script}.py", *flags],
            cwd=self.folder,
            env=self._environment(environment),
            capture_output=True,
            text=True,
            check=False,
        )

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        """With the project's own code, and a date."""
        known = {"PYTHONPATH": str(self.folder), "SOURCE_DATE_EPOCH": "1700000000"}
        return os.environ | known | more

    def render(self, **environment: str) -> list[str]:
        """Render what changed; the parts that were rendered."""
        done = self.run("render", **environment)
        assert done.returncode == 0, done.stderr
        return sorted(line.split()[1] for line in done.stdout.splitlines() if line.startswith("rendered"))

    def site(self, **environment: str) -> None:
        done = self.run("build_site", **environment)
        assert done.returncode == 0, done.stdout + done.stderr

    def tree(self, name: str) -> dict[str, bytes]:
        return tree(self.folder / name)

    def leftovers(self) -> list[Path]:
        return list(self.folder.glob(".*.new-*"))


def make(folder: Path) -> Small:
    """The project with nothing built but the fonts, which are those of the whole project."""
    project = Small(copy(folder, rendered=False))
    for path in project.scene("x").parent.glob("*.py"):
        if path.name != "__init__.py":
            path.unlink()
    for name in NAMES:
        project.scene(name).write_text(SCENE.replace("TITLE", name), "utf-8")
    with (folder / "figures" / "export" / "files.py").open("a", encoding="utf-8") as files:
        files.write(FILES)
    shutil.rmtree(folder / "docs" / "lessons")
    for path in (folder / "docs").glob("*.md"):
        path.unlink()
    (folder / "docs" / "index.md").write_text("# Two dots\n\n[All](figures/index.md)\n", "utf-8")
    (folder / "mkdocs.yml").rename(folder / "site.yml")
    nav = [{"Home": "index.md"}, {"Figures": "figures/index.md"}]
    (folder / "mkdocs.yml").write_text(f"INHERIT: site.yml\nnav: {json.dumps(nav)}\n", "utf-8")
    shutil.copytree(ROOT / "build" / "site", folder / "build" / "site")
    return project


def duplicate(project: Small, folder: Path) -> Small:
    """The project elsewhere, with all that was built."""
    shutil.copytree(project.folder, folder, symlinks=True)
    return Small(folder)

"""The project in another folder, to be changed and built there."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.galleries import copy_machinery, copy_project
from figures.build.entry import STAMPS, read_stamps, write_stamps
from figures.build.layout import ASSETS
from tests.conftest import ROOT


@dataclass(frozen=True)
class Project:
    """A copy of the project, and the commands that build it."""

    folder: Path

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def add_page(self, title: str, file: str, text: str) -> None:
        """A page of prose, last in the navigation."""
        page = self.folder / "docs" / file
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, "utf-8")
        with (self.folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
            settings.write(f"  - {title}: {file}\n")

    def start(self, script: str) -> subprocess.Popen[str]:
        """A script at work in a process group of its own; all that it prints comes through one pipe."""
        return subprocess.Popen(
            [sys.executable, f"scripts/{script}.py"],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, script: str, *flags: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """A script until it ends, with more in its environment."""
        return subprocess.run(
            [sys.executable, f"scripts/{script}.py", *flags],
            cwd=self.folder,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            check=False,
        )

    def environment(self, **more: str) -> dict[str, str]:
        """With the project's own code, compiled once, and a date; without what asks for another site."""
        dropped = ("FORCE", "PYTHONDONTWRITEBYTECODE", "SITE_URL", "VERSION")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return kept | {"PYTHONPATH": str(self.folder), "SOURCE_DATE_EPOCH": "1700000000"} | more

    def render(self) -> list[str]:
        """Render what changed; the parts that were rendered."""
        done = self.run("render")
        assert done.returncode == 0, done.stderr
        return sorted(line.split()[1] for line in done.stdout.splitlines() if line.startswith("rendered"))

    def site(self) -> None:
        done = self.run("build_site")
        assert done.returncode == 0, done.stdout + done.stderr

    def tree(self, name: str) -> dict[str, bytes]:
        return tree(self.folder / name)

    def temporaries(self) -> list[str]:
        """The names of the temporary folders in it."""
        return [path.name for path in (self.folder / ".cache" / "temporary").iterdir() if path.is_dir()]

    def leftovers(self) -> list[Path]:
        return [*self.folder.glob(".*.new-*"), *self.folder.glob(".cache/pages/.*.new-*")]


def whole(folder: Path) -> Project:
    """All of it, with what was rendered."""
    copy_project(folder)
    shutil.copytree(ROOT / "build", folder / "build")
    return Project(folder)


def machinery(folder: Path, home: str) -> Project:
    """Without scenes, with a home page, and nothing rendered but the fonts, which are the same."""
    copy_machinery(folder, home)
    shutil.copytree(ROOT / "build" / ASSETS, folder / "build" / ASSETS)
    stamps = read_stamps(ROOT / "build" / STAMPS)
    stamp = stamps.of[ASSETS]
    write_stamps(folder / "build" / STAMPS, {ASSETS: stamp}, [stamps.sources[stamp["fingerprint"]]])
    return Project(folder)


def duplicate(project: Project, folder: Path) -> Project:
    """The project elsewhere, with all that was built."""
    shutil.copytree(project.folder, folder, symlinks=True)
    return Project(folder)


def tree(folder: Path) -> dict[str, bytes]:
    """What is in the files of a folder, by their names."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }

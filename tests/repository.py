"""A copy of the project in a repository of its own, from which versions are released."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT

GIT = ("git", "-c", "user.name=A Tester", "-c", "user.email=tester@example.org")
SITE_URL = "https://example.org/below/"


@dataclass
class Project:
    """A copy of the project in a repository of its own, with what was rendered."""

    folder: Path
    trees: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)

    def git(self, *command: str) -> str:
        done = subprocess.run([*GIT, *command], cwd=self.folder, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text("utf-8")
        assert old in text
        (self.folder / file).write_text(text.replace(old, new, 1), "utf-8")

    def tell(self, version: str) -> None:
        self.edit("docs/changelog.md", "## 1.0\n", f"## {version}\n\n```changes\n{version}\n```\n\n## 1.0\n")

    def run(self, *flags: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`make release` without `make check`, which judges code, and this copy's is the project's."""
        identity = {f"GIT_{who}_{what}": f"{what.lower()}@example.org"
                    for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
        return subprocess.run(
            [sys.executable, "scripts/release.py", *flags],
            cwd=self.folder,
            env=os.environ | identity | {"PYTHONPATH": str(self.folder), "SITE_URL": SITE_URL} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def release(self, version: str, **environment: str) -> str:
        done = self.run(VERSION=version, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def copied(folder: Path) -> Project:
    """What git tracks or would track, committed, and build/ beside it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in filter(lambda name: (ROOT / name).is_file(), listed):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    project = Project(folder)
    project.git("init", "--quiet", "--initial-branch=main")
    # Pictures and films do not get smaller; trying to make them takes longer than all else here.
    project.git("config", "core.compression", "0")
    furnish(project, ROOT / "build")
    project.commit("Start")
    return project


def furnish(project: Project, build: Path) -> None:
    """What a release needs and git does not bring."""
    # A link to it is no folder, which is all that .gitignore leaves out.
    (project.folder / ".git" / "info" / "exclude").write_text("node_modules\n")
    (project.folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(build, project.folder / "build", copy_function=os.link)


def cloned(project: Project, folder: Path) -> Project:
    """A clone, which knows the releases from their branch at origin."""
    project.git("clone", "--quiet", "--branch", "main", str(project.folder), str(folder))
    furnish(Project(folder), ROOT / "build")
    return Project(folder)

"""A small project in a repository of its own, from which versions are released."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.project import Project, duplicate
from tests.small import scene

SITE_URL = "https://example.org/below/"
IDENTITY = {
    f"GIT_{who}_{what}": f"{what.lower()}@example.org"
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}
FIXES = "fixes"
"""The branch of the last release."""


@dataclass(frozen=True)
class Repository(Project):
    """A project under version control."""

    def git(self, *command: str) -> str:
        done = subprocess.run(
            ["git", *command],
            cwd=self.folder,
            env=self.environment(**IDENTITY),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def begin(self) -> None:
        """With a changelog that tells of 1.0, and nothing committed yet."""
        shutil.copy(ROOT / ".gitignore", self.folder)
        self.add_page("Changelog", "changelog.md", (ROOT / "docs" / "changelog.md").read_text("utf-8"))
        self.git("init", "--quiet", "--initial-branch=main")

    def tell(self, version: str) -> None:
        """A section of the changelog."""
        self.edit("docs/changelog.md", "## 1.0\n", f"## {version}\n\n```changes\n{version}\n```\n\n## 1.0\n")

    def release(self, *flags: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`make release` without `make check`, which judges code, and this copy's is the project's."""
        return self.run("release", *flags, **IDENTITY, **{"SITE_URL": SITE_URL} | environment)


@dataclass(frozen=True)
class Released(Repository):
    """A repository with releases: what each printed, and its tree as it was then."""

    printed: dict[str, str]
    trees: dict[str, str]


def release_all(small: Project, folder: Path) -> dict[str, dict[str, str]]:
    """1.0; 1.1 with a figure changed and a page gone; 1.0 once more; 1.0.1, a fix of it.

    Returns what ``Released`` tells of the repository in the folder.
    """
    project = Repository(duplicate(small, folder).folder)
    printed, trees = {}, {}

    def release(version: str, **environment: str) -> str:
        done = project.release(VERSION=version, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    project.add_page("Old", "old.md", "# Old\n")
    project.begin()
    first = project.commit("Start")
    printed["1.0"] = release("1.0")
    trees["1.0"] = project.git("rev-parse", "gh-pages:1.0")

    project.git("rm", "--quiet", "docs/old.md")
    project.edit("mkdocs.yml", "  - Old: old.md\n", "")
    project.edit(scene("dot_two"), 'label="y", limits=(0, 2)', 'label="y", limits=(0, 3)')
    project.tell("1.1")
    project.commit("Change a figure, remove a page")
    printed["1.1"] = release("1.1")
    trees["1.1"] = project.git("rev-parse", "gh-pages:1.1")

    project.git("checkout", "--quiet", "-b", FIXES, first)
    printed["1.0 again"] = release("1.0", FORCE="1")
    project.tell("1.0.1")
    project.commit("Tell of a fix")
    printed["1.0.1"] = release("1.0.1")
    return {"printed": printed, "trees": trees}


def cloned(project: Repository, folder: Path) -> Repository:
    """A clone of the branch of the last release, which knows the releases from their branch at origin."""
    project.git("clone", "--quiet", "--branch", FIXES, str(project.folder), str(folder))
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(project.folder / "build", folder / "build")
    return Repository(folder)

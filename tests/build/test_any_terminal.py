"""A build does not fail for a letter that the terminal lacks."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.project import Project, duplicate
from tests.small import scene

ASCII = {"PYTHONIOENCODING": "ascii"}
C = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""Python's own ways out of a terminal that knows no letters, which a user may have closed."""

ANYWHERE = pytest.mark.parametrize("environment", [ASCII, C], ids=["told", "asked"])
STARTED = sorted(
    path.stem for path in (ROOT / "scripts").glob("*.py") if "sys.exit" in path.read_text("utf-8")
)
"""The scripts that users and make start; the others are MkDocs's to run."""


@pytest.fixture
def project(small: Project, tmp_path: Path) -> Project:
    """With words in its figures and pages that no ASCII terminal can show."""
    project = duplicate(small, tmp_path / "project")
    project.edit(scene("dot_one"), 'title="Dot dot_one"', 'title="Dot λ → 0"')
    project.edit("docs/index.md", "# Two dots", "# Two dots, λ → 0")
    return project


@ANYWHERE
def test_a_build_that_succeeds_says_so(project: Project, environment: dict[str, str]) -> None:
    for command in (["plan"], ["build_site"], ["build_site", "--offline"], ["plan"]):
        done = project.run(*command, **environment)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stdout + done.stderr
    made = project.tree("site")
    elsewhere = project.run("build_site", "--out", "łasso", **environment)
    assert "The site stands in" in elsewhere.stdout, elsewhere.stderr
    assert project.tree("łasso") == made
    assert "λ → 0" in made["figures/dot_one/index.html"].decode()
    project.site()
    assert project.tree("site") == made


@ANYWHERE
def test_a_fault_is_told_in_one_line(project: Project, environment: dict[str, str]) -> None:
    project.edit(scene("dot_one"), 'role="lasso"', 'role="łasso"')
    done = project.run("render", **environment)
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "role" in done.stderr


@pytest.mark.parametrize("script", STARTED)
def test_every_script_can_print_any_letter(project: Project, script: str) -> None:
    path = project.folder / "scripts" / f"{script}.py"
    # Set-up itself is not to be started here, and prints no word that is not its own.
    if script == "setup":
        assert path.read_text("utf-8").isascii()
        return
    path.write_text(
        "import atexit\natexit.register(lambda: print('λ says this'))\n" + path.read_text("utf-8"), "utf-8"
    )
    # An address that is none, or the one that serves would go on for ever.
    done = project.run(script, SITE_URL="nowhere", **ASCII)
    assert done.stdout.splitlines()[-1] == "? says this", done.stderr
    assert "Traceback" not in done.stderr

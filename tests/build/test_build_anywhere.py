"""The same bytes wherever and however a site is built; one line where it cannot be written."""

import locale
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from figures.build.layout import BUILD, FIGURES
from figures.site.assembly import commit_time
from figures.site.parts import KINDS
from tests.conftest import ROOT
from tests.project import Project, duplicate, tree, whole
from tests.small import scene

SETTINGS = """
axes.linewidth: 9
xtick.direction: in
lines.dashed_pattern: 1, 5
path.simplify: False
path.snap: False
agg.path.chunksize: 100
text.hinting_factor: 1
pdf.compression: 0
svg.image_inline: False
"""
"""What a user may have told matplotlib, in ``matplotlibrc``."""


def elsewhere(folder: Path) -> dict[str, str]:
    """An environment unlike the one that the tests run in, with a home of its own."""
    home = folder / "home"
    (home / "matplotlib").mkdir(parents=True)
    (home / "matplotlib" / "matplotlibrc").write_text(SETTINGS)
    return {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Chatham",
        "LC_ALL": "C" if locale.getlocale()[1] == "UTF-8" else "C.UTF-8",
        "HOME": str(home),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "COLUMNS": "40",
    }


def modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}


def build_elsewhere(project: Path, script: str, environment: dict[str, str]) -> None:
    """From another working folder, which no other user of the machine may look into."""
    done = subprocess.run(
        [sys.executable, project / "scripts" / f"{script}.py"],
        cwd=project.parent,
        env=os.environ | {"PYTHONPATH": str(project), "SOURCE_DATE_EPOCH": "1700000000"} | environment,
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_same_bytes_elsewhere(small: Project, tmp_path: Path) -> None:
    other = duplicate(small, tmp_path / "other place" / "project")
    shutil.rmtree(other.folder / "build")
    shutil.rmtree(other.folder / "site")
    build_elsewhere(other.folder, "build_site", elsewhere(tmp_path))
    assert other.tree("build") == small.tree("build")
    assert other.tree("site") == small.tree("site")
    # As the one who builds wants it for new files, whatever the sources allow.
    umask = os.umask(0)
    os.umask(umask)
    assert modes(small.folder / "site") == {0o666 & ~umask}
    assert modes(other.folder / "site") == {0o600}


# Rendering everything twice took a quarter of the suite's time. What a folder, a language or a setting can
# change is seen in the small project; what its few light files leave out, large pictures and films, in
# three figures, one of them drawn from random numbers.
AGAIN = ("one_slide", "penalties", "corner_probability")


def test_the_whole_site_has_the_same_bytes_elsewhere(site: Path, tmp_path: Path) -> None:
    project = whole(tmp_path / "other place" / "project")
    for kind in (FIGURES, *KINDS):
        for name in AGAIN:
            rendered = project.folder / "build" / kind / name
            # Not every figure has files of every kind.
            if rendered.exists():
                shutil.rmtree(rendered)
    # It knows the commit and its date, and the releases before it.
    history = {"GIT_DIR": str(ROOT / ".git"), "SOURCE_DATE_EPOCH": commit_time()}
    build_elsewhere(project.folder, "build_site", elsewhere(tmp_path) | history)
    assert project.tree("build") == tree(BUILD)
    assert project.tree("site") == tree(site)


def test_no_file_names_a_folder_of_the_machine_that_built_it(small: Project, site: Path) -> None:
    for built, project in ((small.folder / "site", small.folder), (site, ROOT)):
        folders = [f"{folder}/".encode() for folder in (project, Path.home(), Path(sys.prefix), site.parent)]
        for name, data in tree(built).items():
            assert not [folder for folder in folders if folder in data], name


THESIS = """
from pathlib import Path

www = Path(__file__).parents[2] / "www"
www.mkdir(exist_ok=True)
(www / "thesis.txt").write_text("precious")

X, Y ="""
"""Put before a scene's data, it makes a folder when the figure is rendered."""


# --- no room, no right ----------------------------------------------------------------------------


def limited(project: Project, script: str, size: int) -> subprocess.CompletedProcess[str]:
    """A script that may write files of so many bytes, which to it is a disk that is full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        return project.run(script)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on stderr."""
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


@pytest.fixture
def project(small: Project, tmp_path: Path) -> Project:
    return duplicate(small, tmp_path / "project")


def test_a_full_disk_while_rendering_is_told_in_one_line(project: Project) -> None:
    whole = project.tree("build")
    shutil.rmtree(project.folder / "build" / "picture")
    before = project.tree("build")
    line = complaint(limited(project, "render", 4000))
    assert re.search(r"/project/build: File too large.*; make room on the disk, then build again", line)
    assert project.tree("build") == before
    assert project.leftovers() == []
    assert project.render() == ["picture/dot_one", "picture/dot_two"]
    assert project.tree("build") == whole


def test_a_full_disk_while_kept_pages_are_put_together_is_told_in_one_line(project: Project) -> None:
    # What stands as it should needs no room.
    assert limited(project, "build_site", 20_000).returncode == 0
    page = project.folder / "site" / "figures" / "dot_one" / "index.html"
    assert page.stat().st_size > 20_000
    page.unlink()
    before = project.tree("site")
    line = complaint(limited(project, "build_site", 20_000))
    assert f"{project.folder / 'site'} is as it was" in line
    assert f"{project.folder / 'site'}: File too large; make room on the disk, then build again" in line
    assert project.tree("site") == before
    assert project.leftovers() == []


def test_a_full_disk_while_pages_are_written_leaves_the_site(project: Project) -> None:
    before = project.tree("site")
    project.edit("docs/index.md", "[All]", "More words. [All]")
    done = limited(project, "build_site", 20_000)
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    # Before them stands what MkDocs is doing.
    why, so = done.stderr.splitlines()[-2:]
    assert "File too large" in why
    assert "; make room on the disk, then build again" in why
    assert f"{project.folder / 'site'} is as it was" in so
    assert project.tree("site") == before
    assert project.leftovers() == []


@pytest.mark.parametrize("place", ["../file/site", "/sys/site"], ids=["below-a-file", "read-only"])
def test_a_folder_that_cannot_be_written_is_told_in_one_line(project: Project, place: str) -> None:
    (project.folder.parent / "file").touch()
    target = (project.folder / place).resolve()
    before = project.tree("site")
    line = complaint(project.run("build_site", "--out", place))
    assert f"The site was not built; {target} is as it was." in line
    assert "or choose another folder, then build again" in line
    assert project.tree("site") == before


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("thesis", "holds what is no site of ours, which the site would replace; choose another folder"),
        ("chapter.txt", "holds what is no site of ours"),
        ("build", "holds what is no site of ours"),
        ("repository", "holds .git, which the site would replace; choose another folder, or remove it"),
        (".", "holds the project or lies among its files; choose a folder of its own"),
        ("..", "holds the project or lies among its files"),
        ("docs/www", "holds the project or lies among its files"),
    ],
)
def test_what_is_no_site_is_not_replaced(project: Project, place: str, reason: str) -> None:
    (project.folder / "thesis").mkdir()
    (project.folder / "thesis" / "chapter.txt").write_text("precious")
    (project.folder / "chapter.txt").write_text("precious")
    shutil.copytree(project.folder / "site", project.folder / "repository")
    (project.folder / "repository" / ".git").mkdir()
    # An earlier site around the project.
    shutil.copytree(project.folder / "site", project.folder.parent, dirs_exist_ok=True)
    before = tree(project.folder.parent)
    line = complaint(project.run("build_site", "--out", place))
    assert f"{(project.folder / place).resolve()} {reason}" in line
    assert tree(project.folder.parent) == before


def test_what_is_put_into_the_folder_while_figures_are_rendered_stays(project: Project) -> None:
    project.edit(scene("dot_one"), "X, Y =", THESIS)
    line = complaint(project.run("build_site", "--out", "www"))
    assert "/www holds what is no site of ours" in line
    assert (project.folder / "www" / "thesis.txt").read_text() == "precious"


def test_what_only_looks_like_a_leftover_stays(project: Project) -> None:
    ideas, lock = project.folder / ".site.new-ideas", project.folder / ".site.lock"
    ideas.mkdir()
    lock.write_text("precious")
    project.site()
    assert ideas.exists()
    assert lock.read_text() == "precious"


def test_an_empty_folder_and_an_earlier_site_are_replaced(project: Project) -> None:
    (project.folder / "www").mkdir()
    for _ in range(2):
        assert project.run("build_site", "--out", "www").returncode == 0
        assert project.tree("www") == project.tree("site")
        # A system leaves such a file wherever somebody looks.
        (project.folder / "www" / ".DS_Store").touch()


def test_who_builds_without_an_address_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nor does it matter to what address the one who tests publishes.
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    told = (
        "Its citations name http://127.0.0.1:8000/; before you publish it, build it with SITE_URL=https://…/"
    )
    assert told in project.run("build_site").stdout.splitlines()
    assert "SITE_URL" not in project.run("build_site", SITE_URL="https://example.org/").stdout


@pytest.mark.parametrize("script", ["build_site", "plan"])
@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("SITE_URL", "example.org", "SITE_URL is 'example.org': it must begin with https:// or http://; say"),
        ("SITE_URL", "https://example.org/?a=1", "links below it cannot follow a ? or #; say where the site"),
        ("SOURCE_DATE_EPOCH", "today", "SOURCE_DATE_EPOCH is 'today': it must be the seconds since 1970"),
    ],
)
def test_what_no_edition_can_have_is_told_in_one_line(
    small: Project, script: str, name: str, value: str, reason: str
) -> None:
    before = small.tree("site")
    assert reason in complaint(small.run(script, **{name: value}))
    assert small.tree("site") == before


@pytest.mark.parametrize("path", ["na%C3%AFve", "naïve"])
def test_a_path_of_any_letters_may_be_the_sites(project: Project, path: str) -> None:
    done = project.run("build_site", SITE_URL=f"https://bücher.example/{path}/")
    assert done.returncode == 0, done.stderr
    assert f'href="/{path}/figures/"' in (project.folder / "site" / "404.html").read_text("utf-8")


def test_who_stops_the_process_that_writes_pages_is_told_so(project: Project) -> None:
    before = project.tree("site")
    project.edit(
        "scripts/hooks.py",
        "def on_env(",
        "def on_nav(*_, **__):\n    os.kill(os.getpid(), 9)\n\n\ndef on_env(",
    )
    done = project.run("build_site")
    assert done.returncode != 0
    assert "Reason: the process that writes pages was stopped from outside; see to it" in done.stderr
    assert project.tree("site") == before
    assert project.leftovers() == []


def test_a_rendered_folder_that_cannot_be_written_is_told_in_one_line(project: Project) -> None:
    before = project.tree("build")
    lock = project.folder / ".build.lock"
    lock.unlink()
    lock.mkdir()
    project.edit(scene("dot_one"), "A dot falls", "A dot goes down")
    line = complaint(project.run("render"))
    assert f"{project.folder / 'build'}: Is a directory ({lock}); " in line
    assert project.tree("build") == before


def test_a_renderer_that_is_killed_is_told_in_one_line(project: Project) -> None:
    # A lone figure's film is shot by the process that was called, and whoever kills that knows.
    project.edit(scene("dot_two"), "A dot falls", "A dot goes down")
    project.edit(
        scene("dot_one"), "    w = lasso", "    import os\n    os.kill(os.getpid(), 9)\n    w = lasso"
    )
    before = project.tree("build")
    assert "a process that renders was stopped from outside" in complaint(project.run("render"))
    assert project.tree("build") == before
    assert project.leftovers() == []
    project.edit(scene("dot_two"), "A dot goes down", "A dot falls")
    assert project.run("render").returncode == -signal.SIGKILL
    assert project.tree("build") == before
    project.edit(scene("dot_one"), "    import os\n    os.kill(os.getpid(), 9)\n", "")
    assert project.render() == []
    assert project.leftovers() == []

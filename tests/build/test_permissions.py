"""A folder that cannot be emptied is told before anything is exchanged, with the command that mends it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from figures.build import swap
from figures.build.swap import OutputError, alone, replacing
from tests.conftest import ROOT

ROOTS = os.geteuid() == 0
USER = 65534 if ROOTS else os.geteuid()
"""Somebody whom permissions bind: root may do everything."""


@contextmanager
def bound() -> Iterator[None]:
    """What is done in the block, ``USER`` does."""
    if ROOTS:
        os.setresuid(USER, USER, 0)
    try:
        yield
    finally:
        if ROOTS:
            os.setresuid(0, 0, 0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """The user's own, with a site in it; not in pytest's, which others may not enter."""
    place = Path(tempfile.mkdtemp())
    for name in ("site/figures/a.html", "site/index.html"):
        file = place / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text("old")
    for path in (place, *place.rglob("*")):
        os.chown(path, USER, -1)
    yield place
    for path in [place, *place.rglob("*")]:
        path.chmod(0o700)
    shutil.rmtree(place)


def exchange(target: Path) -> None:
    with alone(target), replacing(target):
        pass


def replaced(target: Path) -> str:
    """What is said when the user's build replaces the folder; nothing if it is replaced."""
    with bound():
        try:
            with alone(target), replacing(target) as work:
                (work / "index.html").write_text("new")
        except OutputError as error:
            return str(error)
    return ""


@pytest.mark.parametrize("closed", ["site", "site/figures"])
@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_that_cannot_be_emptied_is_told_and_left(folder: Path, closed: str, mode: int) -> None:
    target = folder / "site"
    (folder / closed).chmod(mode)
    for _ in range(2):
        told = f"{folder / closed} cannot be emptied by you; run: chmod -R u+rwX {target}, then build again"
        assert replaced(target) == f"{target}: {told}"
        assert sorted(path.name for path in folder.iterdir()) == [".site.lock", ".site.writers", "site"]
    with bound():
        subprocess.run(["chmod", "-R", "u+rwX", target], check=True)
    assert (target / "figures" / "a.html").read_text() == "old"
    assert replaced(target) == ""
    assert [path.name for path in target.iterdir()] == ["index.html"]


def test_a_leftover_that_cannot_be_removed_is_told_by_its_own_name(folder: Path) -> None:
    target, leftover = folder / "site", folder / ".site.new-abcdefgh"
    shutil.copytree(target, leftover)
    for path in (leftover, *leftover.rglob("*")):
        os.chown(path, USER, -1)
    (leftover / "figures").chmod(0o500)
    closed = leftover / "figures"
    assert f"{closed} cannot be emptied by you; run: chmod -R u+rwX {leftover}, " in replaced(target)
    assert (target / "index.html").read_text() == "old"
    closed.chmod(0o700)
    assert replaced(target) == ""
    assert not leftover.exists()


def test_what_another_user_made_is_asked_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = folder / "site"
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "geteuid", lambda: USER + 1)
    with pytest.raises(OutputError, match=rf"run: sudo chown -R \$\(id -u\) {target}, then build again"):
        exchange(target)
    # All of a project at once: who built it as another user once has more than one such folder.
    real = Path.stat
    monkeypatch.setattr(swap, "ROOT", folder)

    def stat(path: Path, **options: bool) -> os.stat_result:
        found = real(path, **options)
        return os.stat_result((*found[:4], USER + 1, *found[5:])) if path == folder else found

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(OutputError, match=rf"run: sudo chown -R \$\(id -u\) {folder}, then build again"):
        exchange(target)


def test_a_file_of_the_project_that_cannot_be_written_is_told_with_the_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "ROOT", folder)
    lock = folder / ".site.lock"
    lock.touch()
    os.chown(lock, USER, -1)
    lock.chmod(0o400)
    told = f"Permission denied ({lock}); run: chmod -R u+rwX {lock}, then build again"
    assert replaced(folder / "site") == f"{folder / 'site'}: {told}"


def test_clean_names_what_it_cannot_remove_and_keeps_the_environment(folder: Path) -> None:
    shutil.copy(ROOT / "Makefile", folder)
    for name in (".venv", "build", ".site.lock.d"):
        (folder / name).mkdir()
        os.chown(folder / name, USER, -1)
    (folder / "site" / "figures").chmod(0o500)

    def clean() -> subprocess.CompletedProcess[str]:
        command = ["make", "--no-print-directory", "clean"]
        return subprocess.run(
            command, cwd=folder, user=USER if ROOTS else None, capture_output=True, text=True, check=False
        )

    done = clean()
    assert done.returncode != 0
    assert "These cannot be removed: site. Run: sudo rm -rf site; then make clean" in done.stderr
    assert (folder / ".venv").exists()
    assert not (folder / "build").exists()
    (folder / "site" / "figures").chmod(0o700)
    marks = folder / ".venv" / "site.ready"
    marks.touch()
    (folder / ".venv").chmod(0o500)
    done = clean()
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == (
        "These cannot be removed: .venv. Run: sudo rm -rf .venv; then make clean"
    )
    (folder / ".venv").chmod(0o700)
    assert clean().returncode == 0
    assert [path.name for path in folder.iterdir()] == ["Makefile"]

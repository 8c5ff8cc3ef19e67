"""What set-up cannot bring it names in one line, and fails."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import browser, firefox, office, webkit
from tests.conftest import ROOT


@pytest.mark.parametrize("version", ["2.7", "3.10"])
def test_a_python_that_is_too_old_is_refused_in_one_line(version: str) -> None:
    pretend = (
        # The oldest one has no such function.
        "import runpy, shutil, sys; del shutil.which;"
        f"sys.version_info = ({version.replace('.', ', ')}, 0, 'final', 0); sys.argv = ['setup.py', 'site'];"
        "runpy.run_path('scripts/setup.py', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend],
        cwd=ROOT,
        env=os.environ | {"PATH": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    assert line.startswith(
        f"Python 3.11 or newer is needed, this is {version}: install one as your system does"
    )


BARRED = """
import os, runpy, sys
def barred(path, *_):
    raise PermissionError(13, "Permission denied", path)
os.open = barred
sys.argv = ["setup.py", "site"]
runpy.run_path("scripts/setup.py", run_name="__main__")
"""


def test_after_a_set_up_by_root_the_file_in_the_way_is_named_and_all_asked_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BARRED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        f"set-up: Permission denied ({ROOT / '.venv.lock'}); run: sudo chown -R $(id -u) ., then make again\n"
    )


def test_set_up_calls_no_print_which_to_the_oldest_python_is_no_function() -> None:
    words = ast.walk(ast.parse((ROOT / "scripts" / "setup.py").read_text("utf-8")))
    assert "print" not in {word.id for word in words if isinstance(word, ast.Name)}


def programs(folder: Path, **scripts: str) -> str:
    """A search path of make and its shell alone, and of programs that are shell scripts."""
    for name in ("make", "sh", "rm"):
        (folder / name).symlink_to(str(shutil.which(name)))
    for name, text in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    return str(folder)


def test_without_a_python_set_up_is_refused_in_one_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "bin").mkdir()
    for name in ("requirements.txt", "package-lock.json", "pyproject.toml", "scripts/setup.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    done = subprocess.run(
        ["make", "site"],
        cwd=tmp_path,
        env={"PATH": programs(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    (line,) = (done.stdout + done.stderr).splitlines()
    assert "Python 3.11 or newer is needed, and there is none: install one as your system does" in line


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        (["python3.12"], "python3.12"),
        (["python", "python3.12"], "python3.12"),
        (["python", "python3", "python3.12"], "python3"),
        (["python"], "python"),
    ],
)
def test_a_python_that_goes_by_its_number_alone_is_found(
    tmp_path: Path, there: list[str], taken: str
) -> None:
    """In a folder whose name holds a blank, too; before one that may be as old as Python 2."""
    folder = tmp_path / "some programs"
    folder.mkdir()
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", "site"],
        cwd=ROOT,
        env={"PATH": programs(folder, **dict.fromkeys(there, "exit 0"))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(f"{taken} scripts/setup.py site\n")


def test_without_a_browser_and_a_way_to_get_one_the_tests_fail_in_one_line(tmp_path: Path) -> None:
    """Where Debian's packages are out of reach, and so is the server of Playwright's browsers."""
    done = subprocess.run(
        [sys.executable, "scripts/setup.py", "test"],
        cwd=ROOT,
        env={
            "PATH": str(tmp_path),
            "HOME": str(tmp_path),
            "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
            "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == "set-up: downloading a browser with Playwright\n"
    assert done.stderr == "No browser for the tests: install Chromium (Debian: chromium) or Google Chrome.\n"


def test_where_apt_has_no_browser_one_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def run(command: list[str], **_: object) -> None:
        asked.append(" ".join(command))

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(browser, "find", lambda: "there" if "playwright" in "".join(asked) else None)
    assert browser.find_or_install() == "there"
    assert [re.findall("apt-get|playwright", command) for command in asked] == [
        ["apt-get"],
        ["apt-get"],
        ["playwright"],
    ]


def test_where_debian_refuses_its_packages_the_tests_fail_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path, **{"apt-get": "echo W: no; echo E: no >&2; exit 100"}))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(office, "find", lambda: None)
    with pytest.raises(office.OfficeMissingError):
        office.find_or_install()
    assert capfd.readouterr() == ("set-up: installing Debian's libreoffice-impress\n", "")


def test_without_an_office_and_a_way_to_get_one_the_tests_fail_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "find", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(
        office.OfficeMissingError, match=r"install LibreOffice \(Debian: libreoffice-impress\)"
    ):
        office.find_or_install()


@pytest.mark.parametrize(
    ("other", "packages"), [(firefox, "Debian: firefox-esr"), (webkit, "Debian: webkit2gtk-driver, xvfb")]
)
def test_without_another_browser_and_a_way_to_get_one_the_tests_fail_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: Any, packages: str
) -> None:
    monkeypatch.setattr(firefox, "find", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(browser.BrowserMissingError, match=rf"^No [^\n]* install [^\n]* \({packages}\)\.$"):
        other.find_or_install()


def test_the_readme_tells_what_set_up_may_ask_its_user_to_install() -> None:
    asked = re.findall(r"install (\w+)", f"{browser.MISSING} {firefox.MISSING} {office.MISSING}")
    assert asked == ["Chromium", "Firefox", "LibreOffice"]
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    need = re.search(r"The tests also need ([^.]*)\.", text)
    assert need
    assert all(name in need[1] for name in asked)
    assert "It downloads a Chromium that no package brings" in text
    assert "asks you to install a Firefox or a LibreOffice" in text


@pytest.mark.parametrize("there", [True, False])
def test_pytorch_comes_from_where_pip_looks_or_else_from_its_own_index(tmp_path: Path, there: bool) -> None:
    """Either way with the lock's hashes and without the builds for graphics cards; then it is marked."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.py", tmp_path / "scripts")
    said = f"""echo "$*" >> '{tmp_path}/said'; case "$*" in '-m pip'*) exit {0 if there else 1};; esac"""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    programs(tmp_path / ".venv" / "bin", python=said)
    subprocess.run(
        [sys.executable, tmp_path / "scripts" / "setup.py", "torch"], check=True, capture_output=True
    )
    _, *installs = (tmp_path / "said").read_text().splitlines()
    assert len(installs) == (1 if there else 2)
    assert ("--torch-backend cpu" in installs[-1]) is not there
    assert all(line.endswith("--require-hashes -r requirements-torch.txt") for line in installs)
    assert (tmp_path / ".venv" / "torch.ready").exists()


def test_make_help_lists_every_target_whosever_sed_it_is(tmp_path: Path) -> None:
    # One that takes \\t for a t, as that of macOS does.
    sed = f"""exec {shutil.which("sed")} "$(printf '%s' "$2" | {shutil.which("sed")} 's/[\\]t/t/g')" "$3" """
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        env=os.environ | {"PATH": f"{programs(tmp_path, sed=sed)}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    phony = (ROOT / "Makefile").read_text().split(".PHONY: ")[1].splitlines()[0].split()
    assert [line.split()[0] for line in listed.splitlines()] == phony
    assert all(line[12] == " " and line[13] != " " for line in listed.splitlines())


def test_the_environment_is_set_up_once() -> None:
    """Right after `make test` set up, nothing is left to do."""
    made = subprocess.run(
        ["make", "--dry-run", "site"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "setup.py" not in made
    assert Path(ROOT / ".venv" / "site.ready").exists()

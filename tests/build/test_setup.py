"""What set-up cannot bring it names in one line, and fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import browser, office
from tests.conftest import ROOT


def test_a_python_that_is_too_old_is_refused_in_one_line() -> None:
    pretend = (
        "import runpy, sys; sys.version_info = (3, 10, 0, 'final', 0); sys.argv = ['setup.py', 'site'];"
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
    assert done.stderr.strip() == "Python 3.11 or newer is needed, this is 3.10: install it."


def test_without_a_browser_and_a_way_to_get_one_the_tests_fail_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 1)
    with pytest.raises(browser.BrowserMissingError, match="install Chromium or Google Chrome"):
        browser.find_or_install()


def test_without_an_office_and_a_way_to_get_one_the_tests_fail_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "find", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(
        office.OfficeMissingError, match=r"install LibreOffice \(Debian: libreoffice-impress\)"
    ):
        office.find_or_install()


def test_make_help_lists_every_target() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    phony = (ROOT / "Makefile").read_text().split(".PHONY: ")[1].splitlines()[0].split()
    assert [line.split()[0] for line in listed.splitlines()] == phony


def test_the_environment_is_set_up_once() -> None:
    """Right after `make test` set up, nothing is left to do."""
    made = subprocess.run(
        ["make", "--dry-run", "site"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "setup.py" not in made
    assert Path(ROOT / ".venv" / "site.ready").exists()

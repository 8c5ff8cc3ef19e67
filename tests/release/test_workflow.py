"""The workflows that test and publish, and the audit that one asks for."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.repository import SITE_URL, Released, Repository, cloned

WORKFLOWS = ROOT / ".github" / "workflows"
READ = {"contents": "read"}


def workflow(name: str) -> Any:
    return yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text("utf-8"))


def test_the_workflows_pin_what_they_use_and_keep_no_token() -> None:
    for name in ("publish", "test"):
        steps = [step for job in workflow(name)["jobs"].values() for step in job["steps"]]
        for step in steps:
            if "uses" in step:
                assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"])
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            # What others may write, such as a branch's name, must not become part of a command.
            assert "${{" not in step.get("run", "")
        pinned = re.findall(r"uses: \S+@[0-9a-f]{40}(.*)", (WORKFLOWS / f"{name}.yml").read_text("utf-8"))
        assert len(pinned) == sum("uses" in step for step in steps)
        assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", version) for version in pinned)


def test_publishing_asks_first_and_takes_the_least_rights() -> None:
    assert workflow("publish")["permissions"] == {}
    jobs = workflow("publish")["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "ask": READ,
        "test": READ,
        "release": READ,
        "push": {"contents": "write"},
        "pages": {"pages": "write"},
    }
    assert [job.get("needs") for job in jobs.values()] == [None, *list(jobs)[:-1]]
    # Who may be asked before something is pushed.
    assert [name for name, job in jobs.items() if "environment" in job] == ["push"]
    # Until then what is to be pushed is kept, for the 30 days after which GitHub ends a job that waits.
    kept = [step["with"] for step in jobs["release"]["steps"] if "upload-artifact" in step.get("uses", "")]
    assert [artifact["retention-days"] for artifact in kept] == [30]
    commands = "\n".join(step.get("run", "") for job in jobs.values() for step in job["steps"])
    assert re.search(
        r"release\.py --ask.*make test.*make audit.*make release.*git bundle.*git .*push", commands, re.S
    )
    # All else would be code of somebody.
    pushing = "\n".join(step["run"].replace("\\\n", "") for step in jobs["push"]["steps"] if "run" in step)
    assert {line.split()[0] for line in pushing.splitlines()} == {"git"}


def test_the_tests_do_not_see_what_is_released() -> None:
    """They build sites of other versions and addresses, and of none."""
    publish = workflow("publish")
    assert "env" not in publish
    told = {name for name, job in publish["jobs"].items() if {"VERSION", "SITE_URL"} & {*job.get("env", {})}}
    assert told == {"ask", "release"}


def test_what_is_proposed_is_tested_without_rights() -> None:
    tests = workflow("test")
    # YAML takes the word `on` for true.
    assert tests[True] == {"pull_request": None, "push": {"branches": ["main"]}}
    assert tests["permissions"] == READ
    assert all("permissions" not in job for job in tests["jobs"].values())
    runs = {name: job["steps"][-1]["run"] for name, job in tests["jobs"].items()}
    assert runs == {"test": "bash .ci/run", "pytorch": "make check-torch"}
    assert "secrets" not in (WORKFLOWS / "test.yml").read_text("utf-8")


TOKEN = "very-secret"
SEES = '#!/bin/sh\n(echo "$0"; env) >> {folder}/seen\n'
"""A program that somebody planted, which keeps what it sees."""


@dataclass(frozen=True)
class Runner:
    """Runs jobs by their own commands in a folder; one below it stands for GitHub's server."""

    folder: Path
    version: str

    @property
    def host(self) -> Path:
        return self.folder / "host" / "someone" / "why"

    def plant(self, program: Path, then: str = "") -> None:
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(SEES.format(folder=self.folder) + then)
        program.chmod(0o755)

    def run(self, name: str, project: Repository) -> None:
        """A job's steps, each with the environment alone that the workflow gives it."""
        job = workflow("publish")["jobs"][name]
        for step in job["steps"]:
            uses, given = step.get("uses", ""), step.get("with", {})
            if "/upload-artifact@" in uses:
                shutil.copytree(project.folder, self.folder / given["name"], ignore=all_but(given["path"]))
            if "/download-artifact@" in uses:
                shutil.copytree(self.folder / given["name"], project.folder, dirs_exist_ok=True)
            if "run" in step:
                stated = {**job.get("env", {}), **step.get("env", {})}
                subprocess.run(
                    ["bash", "-e", "-c", step["run"]],
                    cwd=project.folder,
                    env=project.environment(**self._set, **{key: self._said[stated[key]] for key in stated}),
                    check=True,
                )

    @property
    def _set(self) -> dict[str, str]:
        """What GitHub sets."""
        return {
            "GITHUB_ACTOR": "someone",
            "GITHUB_REPOSITORY": "someone/why",
            "GITHUB_SERVER_URL": "https://server.example",
            "HOME": str(self.folder),
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        }

    @property
    def _said(self) -> dict[str, str]:
        """What the workflow's expressions stand for."""
        return {
            "${{ inputs.version || github.ref_name }}": f"v{self.version}",
            "${{ vars.SITE_URL }}": SITE_URL,
            "${{ github.token }}": TOKEN,
        }


def all_but(name: str) -> Callable[[str, list[str]], list[str]]:
    return lambda _, names: [one for one in names if one != name]


@pytest.fixture
def runner(released: Released, tmp_path: Path) -> Runner:
    """What runs the release of 1.0.2, with planted hooks in each repository that is made there."""
    runner = Runner(tmp_path, "1.0.2")
    released.git("clone", "--quiet", "--bare", str(released.folder), str(runner.host))
    (tmp_path / ".gitconfig").write_text(
        f'[url "{runner.host.parents[1].as_uri()}/"]\n'
        f"insteadOf = https://x-access-token:{TOKEN}@server.example/\n"
        f"[init]\ntemplateDir = {tmp_path}/template\n"
    )
    for hook in ("pre-push", "reference-transaction", "post-checkout"):
        runner.plant(tmp_path / "template" / "hooks" / hook)
    # `make release` without set-up and checks; the Python of a system, which has none of our packages.
    runner.plant(
        tmp_path / "bin" / "make", f'[ "$*" = release ] && exec {sys.executable} scripts/release.py\n'
    )
    runner.plant(tmp_path / "bin" / "python3", f'exec {sys.executable} -S "$@"\n')
    runner.plant(tmp_path / "bin" / "gh", f'echo "$*" > {tmp_path}/asked\n')
    return runner


def told(runner: Runner, released: Released) -> Repository:
    """A clone that tells of the version, with planted hooks."""
    copy = cloned(released, runner.folder / "clone")
    copy.tell(runner.version)
    copy.commit("Tell of another fix")
    shutil.copytree(runner.folder / "template" / "hooks", copy.folder / ".git" / "hooks", dirs_exist_ok=True)
    return copy


def test_its_own_commands_ask_release_and_push_and_nothing_planted_sees_the_token(
    runner: Runner, released: Released
) -> None:
    copy = told(runner, released)
    pusher = Repository(runner.folder / "pusher")
    pusher.folder.mkdir()
    for job in ("ask", "release"):
        runner.run(job, copy)
    before = released.git("rev-parse", "gh-pages")
    new = copy.git("rev-parse", "gh-pages")
    assert copy.git("rev-parse", f"{new}^") == before
    assert copy.git("ls-tree", "--name-only", new, "1.0.2") == "1.0.2"
    assert copy.git("show", "--no-patch", "--format=%an %ae", new) == (
        "someone someone@users.noreply.github.com"
    )
    runner.run("push", pusher)
    host = Repository(runner.host)
    assert host.git("rev-parse", "gh-pages") == new
    assert host.git("rev-parse", "main") == released.git("rev-parse", "main")
    runner.run("pages", pusher)
    assert (runner.folder / "asked").read_text() == "api --method POST repos/someone/why/pages/builds\n"
    # They ran where packages may, and in the clone that pushes until it had the token.
    asked_for_pages = runner.folder / "bin" / "gh"
    seen = (runner.folder / "seen").read_text("utf-8").split(str(asked_for_pages))[0]
    assert {str(runner.folder / "bin" / "make"), ".git/hooks/reference-transaction"} <= set(seen.splitlines())
    assert (pusher.folder / "released" / "hooks" / "pre-push").exists()
    assert TOKEN not in seen


def test_a_wrong_version_is_refused_before_anything_is_installed(runner: Runner, released: Released) -> None:
    copy = told(runner, released)
    with pytest.raises(subprocess.CalledProcessError):
        Runner(runner.folder, "1.0.1").run("ask", copy)
    with pytest.raises(subprocess.CalledProcessError):
        Runner(runner.folder, "1.3").run("ask", copy)
    runner.run("ask", copy)


def test_a_release_needs_no_program_that_its_job_does_not_install() -> None:
    """Its runner has a browser, but no office; only the tests' job installs one."""
    recipe = subprocess.run(
        ["make", "--dry-run", "--always-make", "release"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert set(re.findall(r"setup\.py (\w+)", recipe)) == {"site", "tools"}
    assert "scripts/release.py" in recipe


def test_an_audit_without_its_database_fails(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("numpy==2.4.6 --hash=sha256:" + "0" * 64 + "\n")
    recipe = subprocess.run(
        ["make", "--dry-run", "audit"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    flags = re.search(r"-m (pip_audit .*) --requirement", recipe)
    assert flags
    done = subprocess.run(
        [sys.executable, "-m", *flags[1].split(), "--requirement", str(lock)],
        # No proxy answers there, so nothing outside does.
        env=os.environ | {"https_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0

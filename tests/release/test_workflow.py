"""The workflow that publishes, and the audit that it asks for."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT
from tests.repository import SITE_URL, Released, cloned

WORKFLOW = ROOT / ".github" / "workflows" / "publish.yml"


def workflow() -> Any:
    return yaml.safe_load(WORKFLOW.read_text("utf-8"))


def test_the_workflow_pins_what_it_uses_and_takes_the_least_rights() -> None:
    assert workflow()["permissions"] == {}
    jobs = workflow()["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "test": {"contents": "read"},
        "release": {"contents": "write"},
        "pages": {"pages": "write"},
    }
    assert (jobs["release"]["needs"], jobs["pages"]["needs"]) == ("test", "release")
    steps = [step for job in jobs.values() for step in job["steps"]]
    for step in steps:
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
            assert step["with"]["persist-credentials"] is False
        # What others may write, such as a branch's name, must not become part of a command.
        assert "${{" not in step.get("run", "")
    commands = "\n".join(step.get("run", "") for step in steps)
    assert re.search(r"make test.*make audit.*make release.*git push", commands, re.S)
    pinned = re.findall(r"uses: \S+@[0-9a-f]{40}(.*)", WORKFLOW.read_text("utf-8"))
    assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", version) for version in pinned)


def test_its_own_commands_release_and_push(released: Released, tmp_path: Path) -> None:
    copy = cloned(released, tmp_path / "clone")
    copy.tell("1.0.2")
    copy.commit("Tell of another fix")
    host = tmp_path / "host" / "someone" / "why"
    released.git("clone", "--quiet", "--bare", str(released.folder), str(host))
    # What GitHub sets, a name for the folder that stands for its server, and `make release` without checks.
    given = {
        "GITHUB_ACTOR": "someone",
        "GITHUB_REPOSITORY": "someone/why",
        "GITHUB_SERVER_URL": "https://server.example",
        "TOKEN": "secret",
        "VERSION": "v1.0.2",
        "SITE_URL": SITE_URL,
        "HOME": str(tmp_path),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{host.parents[1].as_uri()}/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://x-access-token:secret@server.example/",
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
    }
    for name, does in {
        "make": f'[ "$*" = release ] && exec {sys.executable} scripts/release.py',
        "gh": f'echo "$*" > {tmp_path}/asked',
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    jobs = workflow()["jobs"]
    for step in [*jobs["release"]["steps"], *jobs["pages"]["steps"]]:
        if "run" in step:
            subprocess.run(
                ["bash", "-e", "-c", step["run"]], cwd=copy.folder, env=copy.environment(**given), check=True
            )
    new = copy.git("rev-parse", "gh-pages")
    assert copy.git("ls-tree", "--name-only", new, "1.0.2") == "1.0.2"
    assert copy.git("show", "--no-patch", "--format=%an %ae", new) == (
        "someone someone@users.noreply.github.com"
    )
    pushed = subprocess.run(
        ["git", "rev-parse", "gh-pages"], cwd=host, capture_output=True, text=True, check=True
    )
    assert pushed.stdout.strip() == new
    assert (tmp_path / "asked").read_text() == "api --method POST repos/someone/why/pages/builds\n"


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

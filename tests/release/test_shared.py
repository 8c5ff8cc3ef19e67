"""What a version shares with older ones, as manifests on a branch tell it."""

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from figures.edition import UNRELEASED, Edition
from figures.site.history import earlier
from figures.site.shared import lost, offered, reachable, shelf
from tests.repository import IDENTITY

NAME, SLUG = "dot_data.json", "dot"
ADDRESS = f"figures/{SLUG}/{NAME}"
ENTRY = {"title": "A dot", "claim": "It falls", "alt": "A dot below a line"}
NOW = Edition("1.5", "https://example.org/", date(2026, 3, 9))

Branch = Callable[[Mapping[str, Any]], Path]


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    """Puts manifests, by version, on the branch of releases of a repository."""

    def put(manifests: Mapping[str, Any]) -> Path:
        (tmp_path / "versions.json").write_text(json.dumps([{"version": version} for version in manifests]))
        for version, manifest in manifests.items():
            (tmp_path / version).mkdir()
            (tmp_path / version / "figures.json").write_text(json.dumps(manifest))
        for command in (["init", "-b", "gh-pages"], ["add", "--all"], ["commit", "-m", "Releases"]):
            environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **IDENTITY}
            subprocess.run(["git", *command], cwd=tmp_path, env=environment, capture_output=True, check=True)
        return tmp_path

    return put


def told(since: str | None, content: str = "a", **more: Any) -> dict[str, Any]:
    """A manifest of one file; of a version from before files were shared, for None."""
    file = {"name": NAME, "bytes": 3, "sha256": f"{content} in {since}"}
    shared = {"since": since, "content": content} if since else {}
    return {"figures": [{"slug": SLUG, "digest": "d", "files": [file | shared]}], **more}


def since(repo: Path, version: str, content: str = "a") -> str | None:
    """The version in which what has that content stands."""
    found = shelf(repo, version).get(ADDRESS, {}).get(content)
    return found[0] if found else None


def test_a_file_stands_where_its_bytes_first_appeared(branch: Branch) -> None:
    repo = branch(
        {"1.0": told("1.0"), "1.1": told("1.1", "b"), "1.2": told("1.0"), "1.10": told("1.10", "c")}
    )
    assert [since(repo, "1.11", content) for content in "abcd"] == ["1.0", "1.1", "1.10", None]
    assert reachable(repo, "1.11") == {f"{version}/{ADDRESS}" for version in ("1.0", "1.1", "1.10")}
    # A fix looks at older versions only.
    assert [since(repo, "1.0.1", content) for content in "ab"] == ["1.0", None]
    assert [since(repo, "1.0", content) for content in "ab"] == [None, None]


def test_versions_that_tell_no_content_share_nothing(branch: Branch) -> None:
    repo = branch({"1.0": told(None), "1.1": {"figures": [{"slug": SLUG, "digest": "d"}]}})
    assert shelf(repo, "1.2") == {}
    assert reachable(repo, "1.2") == frozenset()
    assert lost(repo, "1.2", told("1.2")) == {}


def test_a_version_that_went_is_led_to_by_no_new_one(branch: Branch) -> None:
    """Somebody may have deleted 1.0, in which the file stood."""
    repo = branch({"1.1": told("1.0")})
    assert since(repo, "1.2") is None


def test_a_version_built_again_sees_what_it_saw(branch: Branch) -> None:
    repo = branch({"1.0": told("1.0"), "1.0.1": told("1.0.1", "b"), "1.1": told("1.1", "b", earlier=["1.0"])})
    assert [version for version, _ in earlier(repo, "1.1")] == ["1.0"]
    assert since(repo, "1.1", "b") is None
    assert since(repo, "1.2", "b") == "1.0.1"


def test_what_others_show_must_stay(branch: Branch) -> None:
    repo = branch({"1.0": told("1.0"), "1.1": told("1.0"), "1.2": told("1.2", "b")})
    assert lost(repo, "1.0", told("1.0")) == {}
    assert lost(repo, "1.0", told("1.0", "c")) == {"1.1": [ADDRESS]}
    assert lost(repo, "1.0", {"figures": []}) == {"1.1": [ADDRESS]}
    assert lost(repo, "1.2", told("1.2", "c")) == {}


@pytest.mark.parametrize("name", ["dot.png", "dot.svg", "dot_data.json"])
def test_content_is_all_but_version_and_address(name: str) -> None:
    data = b"\x89PNG" + bytes(40) + b"<desc>d</desc>"

    def content(data: bytes = data, now: Edition = NOW, **words: str) -> str:
        return offered(name, data, SLUG, ENTRY | words, now, {})[0].content

    assert content() == content(now=replace(NOW, version="1.6", site_url="https://example.net/"))
    assert content() != content(data + b" ")
    # Words stand in a file that has a place for them.
    assert (content() != content(title="Another")) == (not name.endswith("json"))
    assert (content() != content(claim="It rises")) == (not name.endswith("json"))


def test_an_unreleased_site_is_complete() -> None:
    now = replace(NOW, version=UNRELEASED)
    content = offered(NAME, b"{}", SLUG, ENTRY, NOW, {})[0].content
    held = {ADDRESS: {content: ("1.0", content, 2, "sha")}}
    assert offered(NAME, b"{}", SLUG, ENTRY, NOW, held)[0] == ("1.0", content, 2, "sha")
    file, data = offered(NAME, b"{}", SLUG, ENTRY, now, held)
    assert (file.since, b"unreleased" in data) == (UNRELEASED, True)

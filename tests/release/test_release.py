"""Releases of a small project: versions stay, `latest` is the newest, failures change nothing."""

import json
import re
from pathlib import Path

import pytest

from figures.site import history
from tests.repository import FIXES, SITE_URL, Released, cloned
from tests.small import NAMES, scene


def test_a_released_version_never_changes(released: Released) -> None:
    for version, tree in released.trees.items():
        assert released.git("rev-parse", f"gh-pages:{version}") == tree
    assert "these very bytes of 1.0 already" in released.printed["1.0 again"]
    assert released.git("rev-list", "--count", "gh-pages") == "3"


def test_a_version_gets_its_bytes_again_after_a_fix_of_an_older_one(
    released: Released, tmp_path: Path
) -> None:
    copy = cloned(released, tmp_path / "clone")
    copy.git("checkout", "--quiet", "-b", "again", "origin/main")
    done = copy.release(VERSION="1.1", FORCE="1")
    assert "these very bytes of 1.1 already" in done.stdout, done.stderr


def test_no_draft_stays(released: Released) -> None:
    assert released.git("for-each-ref", "--format=%(refname)", "refs/heads/*draft*") == ""


def test_latest_is_the_newest_by_number(released: Released) -> None:
    listed = json.loads(released.git("show", "gh-pages:versions.json"))
    assert [(entry["version"], entry["aliases"]) for entry in listed] == [
        ("1.1", ["latest"]),
        ("1.0.1", []),
        ("1.0", []),
    ]
    assert released.git("rev-parse", "gh-pages:latest/changelog") == released.git(
        "rev-parse", "gh-pages:1.1/changelog"
    )
    assert 'url=latest/"' in released.git("show", "gh-pages:index.html")
    assert released.git("show", "gh-pages:404.html") == released.git("show", "gh-pages:1.1/404.html")
    assert f"Sitemap: {SITE_URL}latest/sitemap.xml" in released.git("show", "gh-pages:robots.txt")


def test_every_version_sends_search_engines_to_the_newest_and_bears_its_commits_date(
    released: Released,
) -> None:
    for version in ("1.0", "1.1"):
        page = released.git("show", f"gh-pages:{version}/changelog/index.html")
        assert f'<link rel="canonical" href="{SITE_URL}latest/changelog/">' in page
        for name in ("", "embed/"):
            page = released.git("show", f"gh-pages:{version}/figures/dot_one/{name}index.html")
            assert f'<link rel="canonical" href="{SITE_URL}latest/figures/dot_one/">' in page
    newest = released.git("log", "-1", "--format=%cs", "main")
    assert f"<lastmod>{newest}</lastmod>" in released.git("show", "gh-pages:1.1/sitemap.xml")
    assert released.git("log", "-1", "--format=%ct", "gh-pages") == released.git(
        "log", "-1", "--format=%ct", FIXES
    )


def test_the_changelog_names_the_figures_that_changed(released: Released) -> None:
    told = {
        version: released.git("show", f"gh-pages:{version}/changelog/index.html")
        for version in ("1.0", "1.1")
    }
    assert f"The first version, with {len(NAMES)} figures." in told["1.0"]
    assert f"The first version, with {len(NAMES)} figures." in told["1.1"]
    changed = re.search(r"Figures since 1\.0:</p><ul>(.*?)</ul>", told["1.1"])
    assert changed
    assert changed[1] == '<li>changed: <a href="../figures/dot_two/">Dot dot_two</a></li>'
    assert "Figures since 1.0:\nchanged: dot_two\n" in released.printed["1.1"]
    assert "No figure differs from 1.0." in released.git("show", "gh-pages:1.0.1/changelog/index.html")


def test_released_versions_are_read_where_the_system_knows_no_letters(
    released: Released, tmp_path: Path
) -> None:
    copy = cloned(released, tmp_path / "clone")
    done = copy.run("build_site", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr
    assert "Figures since 1.1:" in done.stdout


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"VERSION": ""}, "'' is no version"),
        ({"VERSION": "v1.2"}, "'v1.2' is no version"),
        ({"VERSION": "1.02"}, "'1.02' is no version"),
        ({"VERSION": "1.2", "SITE_URL": ""}, "SITE_URL is not set"),
        ({"VERSION": "1.2", "SITE_URL": "example.org"}, "SITE_URL is 'example.org'"),
        ({"VERSION": "1.2"}, "no section '## 1.2'"),
        ({"VERSION": "1.0.1"}, "1.0.1 is on gh-pages already"),
    ],
)
def test_what_may_not_be_released_is_refused_in_one_line(
    released: Released, environment: dict[str, str], reason: str
) -> None:
    done = released.release("--ask", **environment)
    assert done.returncode != 0
    assert reason in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_another_spelling_of_a_released_version_is_refused(released: Released, tmp_path: Path) -> None:
    copy = cloned(released, tmp_path / "clone")
    copy.tell("1.1.0")
    copy.commit("Tell of the same number")
    done = copy.release("--ask", VERSION="1.1.0", FORCE="1")
    assert "1.1 is on gh-pages already" in done.stderr


def test_releases_that_went_two_ways_are_refused(released: Released, tmp_path: Path) -> None:
    clone = cloned(released, tmp_path / "clone")
    other = clone.git(
        "commit-tree", "origin/gh-pages^{tree}", "-p", "origin/gh-pages~1", "-m", "Another 1.0.1"
    )
    clone.git("branch", "gh-pages", other)
    done = clone.release("--ask", VERSION="1.0.1", FORCE="1")
    assert done.returncode != 0
    assert "gh-pages and origin/gh-pages have different releases" in done.stderr


@pytest.mark.parametrize("name", ["mkdocs.yml", "new.txt"])
def test_what_is_not_committed_is_not_released(released: Released, tmp_path: Path, name: str) -> None:
    copy = cloned(released, tmp_path / "clone")
    (copy.folder / name).write_text("not committed")
    done = copy.release(VERSION="1.0.1", FORCE="1")
    assert done.returncode != 0
    assert f"{name} not committed: commit or remove" in done.stderr


def test_a_failed_release_leaves_the_branch_as_it_was(released: Released, tmp_path: Path) -> None:
    copy = cloned(released, tmp_path / "clone")
    copy.tell("1.2")
    copy.edit("docs/changelog.md", "# Changelog", '<a href="../nowhere/">lost</a>\n\n# Changelog')
    copy.commit("Lose a link")
    before = copy.git("for-each-ref")
    done = copy.release(VERSION="1.2")
    assert done.returncode != 0
    assert "lead nowhere:\nchangelog/index.html: ../nowhere/" in done.stderr
    assert "Traceback" not in done.stderr
    assert copy.git("for-each-ref") == before


def test_an_older_version_is_not_replaced_where_the_changelog_tells_of_newer_ones(
    released: Released, tmp_path: Path
) -> None:
    copy = cloned(released, tmp_path / "clone")
    copy.tell("1.2")
    copy.commit("Tell of a newer one")
    before = copy.git("for-each-ref")
    done = copy.release(VERSION="1.0.1", FORCE="1")
    assert done.returncode != 0
    assert re.search(
        r"docs/changelog\.md:\d+: the changelog tells of 1\.2, which is neither 1\.0\.1", done.stderr
    )
    assert "Traceback" not in done.stderr
    assert copy.git("for-each-ref") == before


def test_a_version_whose_files_others_show_is_replaced_only_if_these_stay(
    released: Released, tmp_path: Path
) -> None:
    copy = cloned(released, tmp_path / "clone")
    copy.edit("docs/index.md", "# Two dots", "# Two dots, mended")
    copy.commit("Mend a word")
    done = copy.release(VERSION="1.0.1", FORCE="1")
    assert "1.0.1 stands on gh-pages" in done.stdout, done.stderr
    assert "mended" in copy.git("show", "gh-pages:1.0.1/index.html")
    copy.git("checkout", "--quiet", "-b", "first", f"origin/{FIXES}~1")
    copy.edit(scene("dot_one"), 'label="y", limits', 'label="height", limits')
    copy.commit("Change a figure")
    before = copy.git("for-each-ref")
    done = copy.release(VERSION="1.0", FORCE="1")
    assert done.returncode != 0
    said = done.stderr.strip().splitlines()[-1]
    assert "pages of 1.0.1, 1.1 lead to files of it that would change, figures/dot_one/" in said
    assert "take the next number instead" in said
    assert copy.git("for-each-ref") == before


@pytest.mark.parametrize(
    "manifest", ["", "[]", '{"figures": [{"slug": "a"}]}', '{"figures": [{"slug": "a", "digest": 1}]}']
)
def test_a_malformed_manifest_is_refused(manifest: str) -> None:
    with pytest.raises(history.HistoryError, match=r"gh-pages:1\.0/figures\.json"):
        history.digests(manifest, "gh-pages:1.0/figures.json")


def test_versions_are_ordered_by_number() -> None:
    shuffled = ["unreleased", "1.10", "1.0", "2.0", "1.9.1", "1.9"]
    assert sorted(shuffled, key=history.order) == ["1.0", "1.9", "1.9.1", "1.10", "2.0", "unreleased"]

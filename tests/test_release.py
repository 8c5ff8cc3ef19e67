"""Releases in a copy of the project: versions stay, `latest` is the newest, failures change nothing."""

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from figures.export import releases
from tests.conftest import ROOT
from tests.visit import Visit

GIT = ("git", "-c", "user.name=A Tester", "-c", "user.email=tester@example.org")
SITE_URL = "https://example.org/below/"


@dataclass
class Project:
    """A copy of the project in a repository of its own, with what was rendered."""

    folder: Path
    trees: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)

    def git(self, *command: str) -> str:
        done = subprocess.run([*GIT, *command], cwd=self.folder, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text("utf-8")
        assert old in text
        (self.folder / file).write_text(text.replace(old, new, 1), "utf-8")

    def tell(self, version: str) -> None:
        self.edit("docs/changelog.md", "## 1.0\n", f"## {version}\n\n```changes\n{version}\n```\n\n## 1.0\n")

    def run(self, *flags: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`make release` without `make check`, which judges code, and this copy's is the project's."""
        identity = {f"GIT_{who}_{what}": f"{what.lower()}@example.org"
                    for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
        return subprocess.run(
            [sys.executable, "scripts/release.py", *flags],
            cwd=self.folder,
            env=os.environ | identity | {"PYTHONPATH": str(self.folder), "SITE_URL": SITE_URL} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def release(self, version: str, **environment: str) -> str:
        done = self.run(VERSION=version, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def copied(folder: Path) -> Project:
    """What git tracks or would track, committed, and build/ beside it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in filter(lambda name: (ROOT / name).is_file(), listed):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    project = Project(folder)
    project.git("init", "--quiet", "--initial-branch=main")
    # Pictures and films do not get smaller; trying to make them takes longer than all else here.
    project.git("config", "core.compression", "0")
    furnish(project, ROOT / "build")
    project.commit("Start")
    return project


def furnish(project: Project, build: Path) -> None:
    """What a release needs and git does not bring."""
    # A link to it is no folder, which is all that .gitignore leaves out.
    (project.folder / ".git" / "info" / "exclude").write_text("node_modules\n")
    (project.folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(build, project.folder / "build", copy_function=os.link)


def cloned(project: Project, folder: Path) -> Project:
    """A clone, which knows the releases from their branch at origin."""
    project.git("clone", "--quiet", "--branch", "main", str(project.folder), str(folder))
    furnish(Project(folder), ROOT / "build")
    return Project(folder)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """1.0; 1.1 with a figure changed and a page gone; 1.0 once more; 1.0.1, a fix of it."""
    project = copied(tmp_path_factory.mktemp("releases") / "project")
    build = project.folder / "build"
    (project.folder / "docs" / "old.md").write_text("---\ndescription: It goes.\n---\n# Old\n")
    project.edit("mkdocs.yml", "  - Contributing:", "  - Old: old.md\n  - Contributing:")
    first = project.commit("Add a page")
    project.printed["1.0"] = project.release("1.0")
    project.trees["1.0"] = project.git("rev-parse", "gh-pages:1.0")
    rendered = shutil.copytree(build, project.folder.with_name("rendered"), copy_function=os.link)

    project.git("rm", "--quiet", "docs/old.md")
    project.edit("mkdocs.yml", "  - Old: old.md\n", "")
    # It stands still, so drawing it anew takes the least time.
    project.edit("figures/scenes/one_slide.py", "ticks=ticks(-1, 0, 1)", "ticks=ticks(-1, 1)")
    project.tell("1.1")
    project.commit("Change a figure, remove a page")
    project.printed["1.1"] = project.release("1.1")
    project.trees["1.1"] = project.git("rev-parse", "gh-pages:1.1")

    project.git("checkout", "--quiet", "-b", "fixes", first)
    shutil.rmtree(build)
    rendered.rename(build)
    project.printed["1.0 again"] = project.release("1.0", FORCE="1")
    project.tell("1.0.1")
    project.commit("Tell of a fix")
    project.printed["1.0.1"] = project.release("1.0.1")
    project.git("checkout", "--quiet", "main")
    return project


def test_a_released_version_never_changes(project: Project) -> None:
    for version, tree in project.trees.items():
        assert project.git("rev-parse", f"gh-pages:{version}") == tree
    assert "these very bytes of 1.0 already" in project.printed["1.0 again"]
    assert project.git("rev-list", "--count", "gh-pages") == "3"


def test_latest_is_the_newest_by_number(project: Project) -> None:
    listed = json.loads(project.git("show", "gh-pages:versions.json"))
    assert [(entry["version"], entry["aliases"]) for entry in listed] == [
        ("1.1", ["latest"]),
        ("1.0.1", []),
        ("1.0", []),
    ]
    assert project.git("rev-parse", "gh-pages:latest") == project.trees["1.1"]
    assert 'url=latest/"' in project.git("show", "gh-pages:index.html")
    assert project.git("show", "gh-pages:404.html") == project.git("show", "gh-pages:1.1/404.html")
    assert f"Sitemap: {SITE_URL}latest/sitemap.xml" in project.git("show", "gh-pages:robots.txt")


def test_every_version_sends_search_engines_to_the_newest_and_bears_its_commits_date(
    project: Project,
) -> None:
    for version in ("1.0", "1.1"):
        page = project.git("show", f"gh-pages:{version}/proofs/index.html")
        assert f'<link rel="canonical" href="{SITE_URL}latest/proofs/">' in page
    newest = project.git("log", "-1", "--format=%cs", "main")
    assert f"<lastmod>{newest}</lastmod>" in project.git("show", "gh-pages:1.1/sitemap.xml")
    assert project.git("log", "-1", "--format=%ct", "gh-pages") == project.git(
        "log", "-1", "--format=%ct", "fixes"
    )


def test_the_changelog_names_the_figures_that_changed(project: Project) -> None:
    total = len(json.loads((project.folder / "build" / "figures.json").read_text("utf-8")))
    told = {
        version: project.git("show", f"gh-pages:{version}/changelog/index.html") for version in ("1.0", "1.1")
    }
    assert f"The first version, with {total} figures." in told["1.0"]
    assert f"The first version, with {total} figures." in told["1.1"]
    changed = re.search(r"Figures since 1\.0:</p><ul>(.*?)</ul>", told["1.1"])
    assert changed
    assert changed[1] == '<li>changed: <a href="../figures/one_slide/">The reason on one slide</a></li>'
    assert "Figures since 1.0:\nchanged: one_slide\n" in project.printed["1.1"]
    assert "No figure differs from 1.0." in project.git("show", "gh-pages:1.0.1/changelog/index.html")


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"VERSION": ""}, "'' is no version"),
        ({"VERSION": "v1.2"}, "'v1.2' is no version"),
        ({"VERSION": "1.02"}, "'1.02' is no version"),
        ({"VERSION": "1.2", "SITE_URL": ""}, "SITE_URL is not set"),
        ({"VERSION": "1.2"}, "no section '## 1.2'"),
        ({"VERSION": "1.1"}, "1.1 is on gh-pages already"),
    ],
)
def test_what_may_not_be_released_is_refused_in_one_line(
    project: Project, environment: dict[str, str], reason: str
) -> None:
    done = project.run("--ask", **environment)
    assert done.returncode != 0
    assert reason in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_another_spelling_of_a_released_version_is_refused(project: Project, tmp_path: Path) -> None:
    copy = cloned(project, tmp_path / "clone")
    copy.tell("1.1.0")
    copy.commit("Tell of the same number")
    done = copy.run("--ask", VERSION="1.1.0", FORCE="1")
    assert "1.1 is on gh-pages already" in done.stderr


def test_releases_that_went_two_ways_are_refused(project: Project, tmp_path: Path) -> None:
    clone = cloned(project, tmp_path / "clone")
    other = clone.git(
        "commit-tree", "origin/gh-pages^{tree}", "-p", "origin/gh-pages~1", "-m", "Another 1.0.1"
    )
    clone.git("branch", "gh-pages", other)
    done = clone.run("--ask", VERSION="1.1", FORCE="1")
    assert done.returncode != 0
    assert "gh-pages and origin/gh-pages have different releases" in done.stderr


@pytest.mark.parametrize("name", ["README.md", "new.txt"])
def test_what_is_not_committed_is_not_released(project: Project, name: str) -> None:
    file = project.folder / name
    before = file.read_bytes() if file.exists() else None
    file.write_text("not committed")
    done = project.run(VERSION="1.1", FORCE="1")
    file.write_bytes(before) if before else file.unlink()
    assert done.returncode != 0
    assert "not committed: commit or remove" in done.stderr


def test_a_failed_release_leaves_the_branch_as_it_was(project: Project, tmp_path: Path) -> None:
    copy = cloned(project, tmp_path / "clone")
    copy.tell("1.2")
    copy.edit("docs/proofs.md", "# Proofs", '<a href="../nowhere/">lost</a>\n\n# Proofs')
    copy.commit("Lose a link")
    before = copy.git("for-each-ref")
    done = copy.run(VERSION="1.2")
    assert done.returncode != 0
    assert "lead nowhere:\nproofs/index.html: ../nowhere/" in done.stderr
    assert "Traceback" not in done.stderr
    assert copy.git("for-each-ref") == before


@pytest.mark.parametrize(
    "manifest", ["", "[]", '{"figures": [{"slug": "a"}]}', '{"figures": [{"slug": "a", "digest": 1}]}']
)
def test_a_malformed_manifest_is_refused(manifest: str) -> None:
    with pytest.raises(releases.HistoryError, match=r"gh-pages:1\.0/figures\.json"):
        releases.digests(manifest, "gh-pages:1.0/figures.json")


def test_versions_are_ordered_by_number() -> None:
    shuffled = ["unreleased", "1.10", "1.0", "2.0", "1.9.1", "1.9"]
    assert sorted(shuffled, key=releases.order) == ["1.0", "1.9", "1.9.1", "1.10", "2.0", "unreleased"]


# --- published -----------------------------------------------------------------------------------


class _Host(SimpleHTTPRequestHandler):
    """A host as GitHub Pages is one: the site below a path, and its 404 page for every unknown address."""

    def send_error(self, code: int, *_: object, **__: object) -> None:
        page = (Path(self.directory) / "below" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def published(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the branch gh-pages is served."""
    root = tmp_path_factory.mktemp("host")
    (root / "below").mkdir()
    archive = subprocess.run(
        # Films and the like are most of the bytes, and no page shows them.
        ["git", "archive", "gh-pages", ".", *(f":!*.{kind}" for kind in ("gif", "mp4", "pdf", "zip"))],
        cwd=project.folder,
        capture_output=True,
        check=True,
    )
    subprocess.run(["tar", "-x", "-C", root / "below"], input=archive.stdout, check=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/below"
        server.shutdown()


@pytest.fixture
def reader(browser: Browser, published: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    visit = Visit(context.new_page(), published)
    yield visit
    context.close()
    assert visit.strangers == []


def banner(page: Page) -> str | None:
    """Where the banner of an old version leads; None where it does not show."""
    link = page.locator("[data-md-component=outdated] a")
    return str(link.evaluate("link => new URL(link.href).pathname")) if link.is_visible() else None


def test_an_old_version_leads_to_the_same_page_of_the_newest(reader: Visit) -> None:
    assert reader.open("/").url.endswith("/below/latest/")
    assert banner(reader.page) is None
    page = reader.open("/1.0/lessons/path/")
    assert banner(page) == "/below/latest/lessons/path/"
    # This page is gone in 1.1.
    assert banner(reader.open("/1.0/old/")) == "/below/latest/"
    assert banner(reader.open("/1.1/lessons/path/")) is None
    assert reader.errors == []


def test_a_reader_changes_versions_and_stays_on_the_page(reader: Visit) -> None:
    page = reader.open("/latest/lessons/path/")
    assert page.locator(".md-version__link").all_text_contents() == ["1.1", "1.0.1", "1.0"]
    page.locator(".md-version__current").focus()
    page.locator(".md-version__link", has_text=re.compile(r"^1\.0$")).click()
    page.wait_for_url("**/below/1.0/lessons/path/")
    assert reader.errors == []


def test_without_scripts_the_banner_says_nothing(browser: Browser, published: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{published}/1.0/lessons/path/")
    assert page.locator("h1").is_visible()
    assert not page.locator("[data-md-component=outdated]").is_visible()
    context.close()


@pytest.mark.parametrize("address", ["/nowhere/at/all/", "/1.0/figures/nowhere/", "/1.0/404.html"])
def test_an_unknown_address_says_what_to_do_at_any_depth(reader: Visit, address: str) -> None:
    missing: list[str] = []
    reader.page.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
    page = reader.open(address)
    assert page.locator("h1").text_content() == "There is no such page"
    assert [url for url in missing if not url.endswith(address)] == []
    page.get_by_text("Go to the newest version").click()
    page.wait_for_url("**/below/latest/")


# --- the workflow --------------------------------------------------------------------------------


def test_the_workflow_pins_what_it_uses_and_takes_the_least_rights() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "test": {"contents": "read"},
        "release": {"contents": "write"},
    }
    assert jobs["release"]["needs"] == "test"
    steps = [step for job in jobs.values() for step in job["steps"]]
    for step in steps:
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
            assert step["with"]["persist-credentials"] is False
        # What others may write, such as a branch's name, must not become part of a command.
        assert "${{" not in step.get("run", "")
    commands = "\n".join(step.get("run", "") for step in steps)
    assert re.search(r"make test.*make audit.*make release.*git push", commands, re.S)
    pinned = re.findall(
        r"uses: \S+@[0-9a-f]{40}(.*)", (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    )
    assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", version) for version in pinned)


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

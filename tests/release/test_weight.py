"""Ten releases of a small project in which a quarter of the figures change: each file is published once."""

import hashlib
import json
import posixpath
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest

from benchmarks.release_weight import Weights
from figures.files.metadata import ROOM
from figures.site.parts import KINDS
from tests.conftest import Once
from tests.project import Project, duplicate, tree
from tests.repository import SITE_URL, Repository
from tests.small import NAMES, add_scene, scene

FIGURES = (*NAMES, "dot_three", "dot_four")
VERSIONS = tuple(f"1.{number}" for number in range(10))
LABELS = dict(zip(VERSIONS[1:], ("a", "b", "c", "d", "e", "f", "g", "y", "h"), strict=True))
"""What an axis is called from that version on: in 1.8 again as in 1.0."""

_NAMED = re.compile(rf'\s(?:href|src)="([^"#]+)|\scontent="({re.escape(SITE_URL)}[^"#]+)')
"""Links, what a browser loads, and addresses in a page's meta data."""


def release_ten(small: Project, folder: Path) -> dict[str, Any]:
    """One figure of four changes each time. What was offered then is kept in ``raw``, the end in ``branch``.

    Returns each branch's files (blob and bytes by path) and the trees of its versions.
    """
    project = Repository(duplicate(small, folder / "project").folder)
    for name in set(FIGURES) - set(NAMES):
        add_scene(project, name)
    project.begin()
    labels = dict.fromkeys(FIGURES, "y")
    listings, trees = {}, {}
    for number, version in enumerate(VERSIONS):
        if number:
            project.tell(version)
            name = FIGURES[(number - 1) % len(FIGURES)]
            project.edit(scene(name), f'label="{labels[name]}", limits', f'label="{LABELS[version]}", limits')
            labels[name] = LABELS[version]
        project.commit(f"Go on to {version}")
        done = project.release(VERSION=version)
        assert done.returncode == 0, done.stdout + done.stderr
        for kind in KINDS:
            shutil.copytree(project.folder / "build" / kind, folder / "raw" / version, dirs_exist_ok=True)
        lines = project.git("ls-tree", "-r", "-l", "gh-pages").splitlines()
        rows = [(path, *said.split()) for said, path in (line.split("\t") for line in lines)]
        assert {mode for _, mode, *_ in rows} == {"100644"}
        listings[version] = {path: (blob, int(size)) for path, _, _, blob, size in rows}
        trees[version] = {known: project.git("rev-parse", f"gh-pages:{known}") for known in listings}
    (folder / "branch").mkdir()
    archive = project.git("archive", "--output", str(folder / "branch.tar"), "gh-pages")
    assert archive == ""
    subprocess.run(["tar", "-x", "-C", folder / "branch", "-f", folder / "branch.tar"], check=True)
    return {"listings": listings, "trees": trees}


class Ten:
    """The ten releases: what stood on the branch after each, and all of it in a folder."""

    def __init__(self, folder: Path) -> None:
        made = json.loads((folder / "made.json").read_text("utf-8"))
        self.folder = folder / "branch"
        self.trees: dict[str, dict[str, str]] = made["trees"]
        self.listings: dict[str, dict[str, tuple[str, int]]] = made["listings"]
        self.raw = {version: tree(folder / "raw" / version) for version in VERSIONS}

    def sizes(self, version: str, below: str) -> dict[str, int]:
        """The bytes of the files below a folder, by their paths there, right after a release."""
        return {
            path.removeprefix(f"{below}/"): size
            for path, (_, size) in self.listings[version].items()
            if path.startswith(f"{below}/")
        }

    def new(self, version: str) -> set[str]:
        """The files, as figure/name, whose bytes no version before it offered."""
        before = VERSIONS[: VERSIONS.index(version)]
        return {
            name
            for name, data in self.raw[version].items()
            if not any(self.raw[one].get(name) == data for one in before)
        }

    def offered(self, version: str) -> dict[str, dict[str, Any]]:
        """What the version's manifest tells of each file, by figure/name."""
        told = json.loads((self.folder / version / "figures.json").read_text("utf-8"))
        return {
            f"{figure['slug']}/{file['name']}": file for figure in told["figures"] for file in figure["files"]
        }


@pytest.fixture(scope="module")
def ten(once: Once, small: Project) -> Ten:
    return Ten(once("ten", lambda folder: release_ten(small, folder)))


def test_a_version_holds_the_files_whose_bytes_are_new_and_no_others(ten: Ten) -> None:
    for version in VERSIONS:
        held = {name.removeprefix("figures/") for name in ten.sizes(version, version)}
        assert held & ten.raw[version].keys() == ten.new(version), version
    changed = {version: {name.split("/")[0] for name in ten.new(version)} for version in VERSIONS}
    assert changed["1.0"] == set(FIGURES)
    assert changed["1.1"] == {"dot_one"}
    # As it was before, so nothing of it is new.
    assert changed["1.8"] == set()


def test_the_branch_grows_by_what_changed_and_by_pages(ten: Ten) -> None:
    total = newest = 0
    for version in VERSIONS:
        sizes = ten.sizes(version, version)
        new = {f"figures/{name}" for name in ten.new(version)}
        changed = sum(sizes[name] for name in new)
        drawn = sum(len(ten.raw[version][name]) for name in ten.new(version))
        assert drawn <= changed <= drawn + ROOM * len(new)
        pages = sum(size for name, size in sizes.items() if name not in new)
        # The newest's pages take the place of those of the newest before.
        total += changed + pages + pages - newest
        newest = pages
        assert sum(size for path, (_, size) in ten.listings[version].items() if "/" in path) == total


def test_the_estimate_of_many_releases_is_right_for_these(ten: Ten) -> None:
    weights = Weights.of(ten.folder / VERSIONS[0])
    # One figure of four changed in eight of the nine releases after the first.
    estimate = weights.branch(len(FIGURES), len(VERSIONS), 8 / 9 / 4)
    measured = sum(size for _, size in ten.listings[VERSIONS[-1]].values())
    assert estimate == pytest.approx(measured, rel=0.02)
    assert weights.copied(len(FIGURES), len(VERSIONS)) > estimate


def test_no_release_changes_what_an_older_one_published(ten: Ten) -> None:
    for version, later in pairwise(VERSIONS):
        assert ten.trees[later].items() >= ten.trees[version].items()


def test_the_newest_has_the_pages_of_its_version_and_no_file_to_take(ten: Ten) -> None:
    for version in VERSIONS:
        listing = ten.listings[version]
        newest, own = (
            {path.removeprefix(top): blob for path, (blob, _) in listing.items() if path.startswith(top)}
            for top in ("latest/", f"{version}/")
        )
        assert {path: own[path] for path in own.keys() & newest.keys()} == newest
        assert {path.removeprefix("figures/") for path in own.keys() - newest.keys()} == ten.new(version)


def test_what_pages_name_is_on_the_branch(ten: Ten) -> None:
    there = {*ten.listings[VERSIONS[-1]]}
    lost = []
    for page in sorted(ten.folder.glob("*/**/*.html")):
        place = page.relative_to(ten.folder).as_posix()
        for link in map("".join, _NAMED.findall(page.read_text("utf-8"))):
            address = urljoin(SITE_URL + place, link)
            name = unquote(address.removeprefix(SITE_URL))
            found = {name, posixpath.join(name, "index.html")} & there
            if address.startswith(SITE_URL) and not found:
                lost.append(f"{place}: {link}")
    assert not lost


def holds(data: bytes, raw: bytes, name: str) -> bool:
    """Whether a published file is the one that was made, and what describes it."""
    match Path(name).suffix:
        case ".json":
            made = json.loads(raw)
            return bool({key: json.loads(data)[key] for key in made} == made)
        case ".csv":
            rows, made = data.splitlines(), raw.splitlines()
            return all(row.startswith(one) for row, one in zip(rows, made, strict=True))
        case ".zip":
            files, made = zipfile.ZipFile(BytesIO(data)), zipfile.ZipFile(BytesIO(raw))
            pictures = [one for one in made.namelist() if one.endswith(".png")]
            return bool(pictures) and all(files.read(one).endswith(made.read(one)[33:]) for one in pictures)
    # Behind the header, behind the words, or at the end.
    return data.startswith(raw[:6]) and raw[-1000:] in data


def test_a_page_leads_to_the_bytes_that_its_version_drew(ten: Ten) -> None:
    for version in VERSIONS:
        for name, file in ten.offered(version).items():
            slug = name.split("/")[0]
            address = f"{file['since']}/figures/{name}"
            assert file["url"] == SITE_URL + address
            for top in (version, "latest") if version == VERSIONS[-1] else (version,):
                page = (ten.folder / top / "figures" / slug / "index.html").read_text("utf-8")
                assert f'href="../../../{address}" download' in page
                # The card is one of the page's own files.
                card = f"{version}/figures/{slug}/card.png"
                assert f'<meta property="og:image" content="{SITE_URL}{card}">' in page
                assert (ten.folder / card).is_file()
                assert page.count(f"same as in {file['since']}<") == (file["since"] != version) * 4
            data = (ten.folder / address).read_bytes()
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (file["sha256"], file["bytes"])
            raw = ten.raw[version][name]
            assert holds(data, raw, name), (version, name)
            if name.endswith(".svg"):
                assert re.sub(rb"\n<metadata>.*?</metadata>", b"", data) == raw
                assert f"<prism:versionIdentifier>{file['since']}<".encode() in data
                assert f"<dc:identifier>{SITE_URL}{file['since']}/figures/{slug}/<".encode() in data


def test_a_version_needs_no_other_to_show_its_pages(ten: Ten) -> None:
    """All that a browser loads for a page, tables of films too, stands in the version's own folder."""
    loads = re.compile(r'<(?:img|script|link rel="(?:stylesheet|icon)")[^>]*\s(?:src|href)="([^"]+)"')
    for version in (*VERSIONS, "latest"):
        root = ten.folder / version
        for page in root.glob("**/*/index.html"):
            text = page.read_text("utf-8")
            names = [*loads.findall(text), *re.findall(r'data-film="([^"]+)"', text)]
            files = {(page.parent / unquote(name)).resolve() for name in names}
            assert names
            assert all(file.is_file() and file.is_relative_to(root) for file in files), page

"""Releasing a version: refuse or build, check, and write one commit to the branch gh-pages; push nothing."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mike.commands import AliasType, deploy
from mike.git_utils import Commit, FileInfo, GitError

from figures.build.layout import DOCS, ROOT
from figures.edition import LATEST, SITE, Edition, EditionError, edition
from figures.site.assembly import build, commit_time
from figures.site.history import BRANCH, MANIFEST, VERSION, digests, order, released, summary, tip, versions
from figures.site.markup import Markup
from figures.site.policy import seal

CHANGELOG = DOCS / "changelog.md"


class ReleaseError(Exception):
    """A release that was refused; the message says why and what to do."""


def refuse(version: str, *, force: bool) -> None:
    """``ReleaseError`` unless this version may be released from this working tree; takes no time."""
    if not VERSION.fullmatch(version):
        raise ReleaseError(f"'{version}' is no version: say make release VERSION=1.0, or VERSION=1.0.1")
    if not os.environ.get("SITE_URL"):
        raise ReleaseError("SITE_URL is not set: say where the site will stand, SITE_URL=https://…/")
    try:
        edition()
    except EditionError as error:
        raise ReleaseError(str(error)) from None
    changed = _git("status", "--porcelain").splitlines()
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise ReleaseError(
            f"{changed[0].split(maxsplit=1)[1]}{more} not committed: commit or remove what git status lists"
        )
    if not re.search(rf"^## {re.escape(version)}$", CHANGELOG.read_text("utf-8"), re.MULTILINE):
        raise ReleaseError(f"docs/changelog.md has no section '## {version}': write what changed")
    same = [known for known in versions(ROOT, tip(ROOT)) if order(known) == order(version)]
    if same and not (force and same == [version]):
        raise ReleaseError(
            f"{same[0]} is on {BRANCH} already: take the next number, or FORCE=1 to replace it"
        )


def release(version: str, *, force: bool) -> list[str]:
    """Write the version to gh-pages; what happened, a line each. An error leaves the branch as it was.

    The newest version, by number, is also what the address ``latest`` and the site's root lead to.
    """
    refuse(version, force=force)
    here = replace(edition(), version=version)
    base = tip(ROOT)
    newest = all(order(known) <= order(version) for known in versions(ROOT, base))
    with TemporaryDirectory() as folder, chdir(ROOT):
        site = Path(folder) / version
        build(site, version=version)
        current = digests((site / MANIFEST).read_text("utf-8"), MANIFEST)
        with _draft(base) as draft:
            # One way of the three that works on every host; git stores equal files once.
            with deploy(
                {"site_dir": site},
                version,
                aliases=[LATEST] if newest else [],
                update_aliases=True,
                alias_type=AliasType.copy,
                branch=draft,
                allow_empty=True,
            ):
                pass
            if newest:
                _write(draft, _root_files(here, site))
            said = _accept(f"{draft}^{{tree}}", base, version)
    return [*summary(current, released(ROOT, version)), *said]


@contextmanager
def _draft(base: str | None) -> Iterator[str]:
    """A branch that starts where the releases end, and goes in any case."""
    name = f"{BRANCH}-draft"
    try:
        _git("update-ref", "-d", f"refs/heads/{name}")
        if base:
            _git("update-ref", f"refs/heads/{name}", base)
        yield name
    except GitError as error:
        raise ReleaseError(f"git refused: {error}") from None
    finally:
        _git("update-ref", "-d", f"refs/heads/{name}")


def _root_files(here: Edition, site: Path) -> dict[str, bytes]:
    """What stands beside the versions: the way to the newest, its 404 page, and word for search engines."""
    index = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{SITE}</title>'
        f'<meta http-equiv="refresh" content="0; url={LATEST}/"><link rel="canonical" href="{here.newest}">'
        f'<link rel="icon" href="{LATEST}/assets/favicon.svg"></head>'
        f'<body><p><a href="{LATEST}/">{SITE}</a></p></body></html>\n'
    )
    robots = f"User-agent: *\nAllow: /\nSitemap: {here.newest}sitemap.xml\n"
    return {
        "index.html": seal(Markup(index)).encode(),
        # Its links start at the server's root, so it is whole at any address. Many hosts show no other.
        "404.html": (site / "404.html").read_bytes(),
        "robots.txt": robots.encode(),
    }


def _write(branch: str, files: dict[str, bytes]) -> None:
    with Commit(branch, "Lead to the newest version", allow_empty=True) as commit:
        for name, data in files.items():
            commit.add_file(FileInfo(name, data))


def _accept(tree: str, base: str | None, version: str) -> list[str]:
    """Put the tree on gh-pages in one commit of the date of what it was built from."""
    if base and _git("rev-parse", tree) == _git("rev-parse", f"{base}^{{tree}}"):
        return [f"{BRANCH} holds these very bytes of {version} already; nothing to push."]
    message = f"Release {version} from {_git('rev-parse', '--short', 'HEAD')}"
    parent = ["-p", base] if base else []
    commit = _git("commit-tree", tree, *parent, "-m", message, date=f"{commit_time()} +0000")
    _git("update-ref", f"refs/heads/{BRANCH}", commit)
    return [f"{version} stands on {BRANCH}. To publish it: git push origin {BRANCH}"]


def _git(*command: str, date: str | None = None) -> str:
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
    asked = subprocess.run(
        ["git", *command], cwd=ROOT, env=os.environ | dates, capture_output=True, text=True, check=False
    )
    if asked.returncode:
        raise ReleaseError(f"git {command[0]} failed: {asked.stderr.strip()}")
    return asked.stdout.strip()

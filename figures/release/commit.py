"""A version, built and checked, as one commit on the branch gh-pages; pushes nothing."""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mike.commands import AliasType, deploy
from mike.git_utils import Commit, FileInfo, GitError

from figures.build.layout import ROOT
from figures.build.swap import OutputError
from figures.edition import LATEST, SITE, Edition, edition
from figures.release.refusal import ReleaseError, git, refuse
from figures.site.assembly import WebsiteError, build, commit_time
from figures.site.history import BRANCH, MANIFEST, digests, order, released, summary, tip, versions
from figures.site.markup import Markup
from figures.site.policy import seal
from figures.site.shared import lost, standing


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
        try:
            build(site, version=version)
        except (WebsiteError, OutputError) as error:
            raise ReleaseError(str(error)) from None
        told = (site / MANIFEST).read_text("utf-8")
        current, manifest = digests(told, MANIFEST), json.loads(told)
        _keep_promises(version, manifest)
        with _draft(base) as draft:
            with deploy(
                {"site_dir": site},
                version,
                aliases=[LATEST] if newest else [],
                update_aliases=True,
                # For a moment: a link works on few hosts.
                alias_type=AliasType.symlink,
                branch=draft,
                allow_empty=True,
            ):
                pass
            if newest:
                _write(draft, _root_files(here, site))
            tree = git("rev-parse", f"{draft}^{{tree}}")
            if newest:
                tree = _with_newest(tree, version, standing(version, manifest), Path(folder) / "index")
            said = _accept(tree, base, version)
    return [*summary(current, released(ROOT, version)), *said]


def _keep_promises(version: str, manifest: Mapping[str, Any]) -> None:
    """``ReleaseError`` if another version shows a file that this one would no longer have as it was."""
    missing = lost(ROOT, version, manifest)
    if missing:
        addresses = sorted({address for addresses in missing.values() for address in addresses})
        more = f" and {len(addresses) - 1} more" if len(addresses) > 1 else ""
        raise ReleaseError(
            f"{version} is not replaced: pages of {', '.join(missing)} lead to files of it that would "
            f"change, {addresses[0]}{more}; take the next number instead"
        )


@contextmanager
def _draft(base: str | None) -> Iterator[str]:
    """A branch that starts where the releases end, and goes in any case."""
    name = f"{BRANCH}-draft"
    try:
        git("update-ref", "-d", f"refs/heads/{name}")
        if base:
            git("update-ref", f"refs/heads/{name}", base)
        yield name
    except GitError as error:
        raise ReleaseError(f"git refused: {error}") from None
    finally:
        git("update-ref", "-d", f"refs/heads/{name}")


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


def _with_newest(tree: str, version: str, apart: Collection[str], index: Path) -> str:
    """The tree in which all of the version but the files ``apart`` stands as the newest, too.

    Pages lead to these by the version. Git hears of names only, so nothing is written a second time.
    """
    git("read-tree", tree, index=index)
    git("update-index", "--force-remove", LATEST, index=index)
    git("read-tree", f"--prefix={LATEST}/", f"{tree}:{version}", index=index)
    git("update-index", "--force-remove", "--", *(f"{LATEST}/{name}" for name in apart), index=index)
    return git("write-tree", index=index)


def _accept(tree: str, base: str | None, version: str) -> list[str]:
    """Put the tree on gh-pages in one commit of the date of what it was built from."""
    if base and tree == git("rev-parse", f"{base}^{{tree}}"):
        return [f"{BRANCH} holds these very bytes of {version} already; nothing to push."]
    message = f"Release {version} from {git('rev-parse', '--short', 'HEAD')}"
    parent = ["-p", base] if base else []
    commit = git("commit-tree", tree, *parent, "-m", message, date=f"{commit_time()} +0000")
    git("update-ref", f"refs/heads/{BRANCH}", commit)
    return [f"{version} stands on {BRANCH}. To publish it: git push origin {BRANCH}"]

"""Which figures each released version holds, read from the branch of releases without checking it out."""

import html
import json
import re
import subprocess
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from figures.edition import UNRELEASED
from figures.site.slots import ROOT_MARK

BRANCH = "gh-pages"
MANIFEST = "figures.json"
VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){1,2}")
"""Two or three numbers; no zeros before them, or one version could have two names."""

Digests = dict[str, str]
"""The digest of what each figure draws, by slug."""

Released = list[tuple[str, Digests]]
"""The versions in order, each with its figures."""

Manifests = list[tuple[str, dict[str, Any]]]
"""The versions in order, each with all that its manifest tells."""


class HistoryError(ValueError):
    """A history that cannot be read; the message says where and what to do."""


def order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: 1.0 = 1.0.0 < 1.0.1 < 1.9 < 1.10; ``unreleased`` comes last."""
    if version == UNRELEASED:
        return (10**9,)
    numbers = tuple(map(int, version.split(".")))
    return numbers + (0,) * (3 - len(numbers))


def tip(repo: Path) -> str | None:
    """The commit of the branch of releases, here or at origin, whichever is ahead; None if there is none.

    ``HistoryError`` if each has releases that the other lacks.
    """
    places = (f"refs/heads/{BRANCH}", f"refs/remotes/origin/{BRANCH}")
    listed = _git(repo, "for-each-ref", "--format=%(refname) %(objectname)", *places) or ""
    commits = dict(line.split() for line in listed.splitlines())
    here, there = map(commits.get, places)
    if here is None or there is None:
        return here or there
    if _git(repo, "merge-base", "--is-ancestor", there, here) is not None:
        return here
    if _git(repo, "merge-base", "--is-ancestor", here, there) is not None:
        return there
    raise HistoryError(
        f"{BRANCH} and origin/{BRANCH} have different releases; look at both, then: "
        f"git branch --force {BRANCH} origin/{BRANCH}"
    )


def versions(repo: Path, commit: str | None) -> list[str]:
    """The versions released up to a commit of the branch, oldest first."""
    if commit is None:
        return []
    where = f"{BRANCH}:versions.json"
    listed = _git(repo, "show", f"{commit}:versions.json")
    try:
        names = [str(entry["version"]) for entry in json.loads(listed or "")]
        return sorted(names, key=order)
    except (ValueError, TypeError, KeyError):
        raise HistoryError(f"{where} is not a list of versions as mike writes it; restore it") from None


def manifests(repo: Path) -> Manifests:
    """All released versions, oldest first."""
    return _all(repo, tip(repo))


def earlier(repo: Path, version: str) -> Manifests:
    """The versions that one is told beside: the older ones.

    Of a version that is released already, those among them that were there then, so that it gets the same
    bytes when it is built again, whatever came later.
    """
    there = dict(manifests(repo)).get(version, {}).get("earlier")
    return [one for one in _older(repo, version) if not isinstance(there, list) or one[0] in there]


def _older(repo: Path, version: str) -> Manifests:
    return [one for one in manifests(repo) if order(one[0]) < order(version)]


def released(repo: Path, before: str = UNRELEASED) -> Released:
    """The versions that ``before`` is told beside, oldest first, with their figures."""
    return _digested(earlier(repo, before))


def _digested(told: Manifests) -> Released:
    return [(version, _figures(manifest)) for version, manifest in told]


@lru_cache(maxsize=1)
def _all(repo: Path, commit: str | None) -> Manifests:
    """Read once for each commit: every section of the changelog asks."""
    return [
        (
            version,
            _read(_git(repo, "show", f"{commit}:{version}/{MANIFEST}"), f"{BRANCH}:{version}/{MANIFEST}"),
        )
        for version in versions(repo, commit)
    ]


def digests(manifest: str | None, where: str) -> Digests:
    """The figures of a manifest, a file at the root of each version; ``HistoryError`` if malformed."""
    return _figures(_read(manifest, where))


def _read(manifest: str | None, where: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(manifest or "")
        if all(isinstance(digest, str) and digest for digest in _figures(told).values()):
            return told
    except (ValueError, TypeError, KeyError):
        pass
    raise HistoryError(f"{where} is missing or is no list of figures with slug and digest; release it again")


def _figures(manifest: Mapping[str, Any]) -> Digests:
    return {str(figure["slug"]): figure["digest"] for figure in manifest["figures"]}


def compare(old: Digests, new: Digests) -> dict[str, list[str]]:
    """The slugs that are new, changed and removed in ``new`` against ``old``."""
    return {
        "new": sorted(new.keys() - old.keys()),
        "changed": sorted(slug for slug in new.keys() & old.keys() if new[slug] != old[slug]),
        "removed": sorted(old.keys() - new.keys()),
    }


def changed(slug: str, digest: str, released: Released) -> str:
    """ "New in 1.0", "Changed in 1.1", "Changed since 1.1" or "Not released yet", for the digest of today."""
    versions = [(version, digests[slug]) for version, digests in released if slug in digests]
    if not versions:
        return "Not released yet"
    latest, held = versions[-1]
    if held != digest:
        return f"Changed since {latest}"
    first = len(versions) - 1
    while first and versions[first - 1][1] == digest:
        first -= 1
    return f"{'Changed' if first else 'New'} in {versions[first][0]}"


def summary(current: Digests, earlier: Released) -> list[str]:
    """What became of the figures since the newest of the earlier versions, a line each, for a terminal."""
    if not earlier:
        return [f"No version is released yet; {len(current)} figures are new."]
    version, old = earlier[-1]
    changes = [f"{kind}: {', '.join(slugs)}" for kind, slugs in compare(old, current).items() if slugs]
    return [f"Figures since {version}: {'' if changes else 'none differs'}".rstrip(), *changes]


def listing(version: str, building: str, current: Mapping[str, tuple[str, str]], repo: Path) -> str:
    """The figures that changed with ``version``, as HTML; ``current`` has the title and digest of each now.

    ``HistoryError`` if that is no version, or a released one is to be built whose history lacks it.
    """
    if not VERSION.fullmatch(version):
        raise HistoryError(f"'{version}' is no version; name one, such as 1.0")
    now = {slug: digest for slug, (_, digest) in current.items()}
    known = released(repo, building)
    if version not in (building, *dict(known)):
        # A fix that came later; a changelog written after it may tell of it.
        known = _digested(_older(repo, building))
    if version == building:
        known.append((version, now))
    place = next((place for place, (name, _) in enumerate(known) if name == version), None)
    if place is None:
        if building != UNRELEASED:
            raise HistoryError(
                f"the changelog tells of {version}, which is neither {building} nor an older version on "
                f"{BRANCH}: fetch that branch, or take the section away"
            )
        return f"<p>Version {html.escape(version)} is not released, or its branch is not in this copy.</p>"
    figures = known[place][1]
    if place == 0:
        return f"<p>The first version, with {len(figures)} figures.</p>"
    previous, before = known[place - 1]
    changes = {kind: slugs for kind, slugs in compare(before, figures).items() if slugs}
    if not changes:
        return f"<p>No figure differs from {previous}.</p>"
    rows = "".join(
        f"<li>{kind}: {', '.join(_named(slug, current) for slug in slugs)}</li>"
        for kind, slugs in changes.items()
    )
    return f"<p>Figures since {previous}:</p><ul>{rows}</ul>"


def _named(slug: str, current: Mapping[str, tuple[str, str]]) -> str:
    """A figure's title with its link; of one that is gone, what it was called in addresses."""
    if slug not in current:
        return f"<code>{html.escape(slug)}</code>"
    return f'<a href="{ROOT_MARK}/figures/{slug}/">{html.escape(current[slug][0])}</a>'


def _git(repo: Path, *command: str) -> str | None:
    """What git prints, or None if it fails."""
    asked = subprocess.run(
        ["git", *command], cwd=repo, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return asked.stdout.strip() if asked.returncode == 0 else None

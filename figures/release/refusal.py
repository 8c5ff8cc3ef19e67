"""Whether a release may start, asked with nothing but Python: before packages come and tests run."""

import os
import re
import subprocess
from pathlib import Path

from figures.build.layout import DOCS, ROOT
from figures.edition import EditionError, edition
from figures.site.history import BRANCH, VERSION, order, tip, versions

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
    changed = git("status", "--porcelain").splitlines()
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


def git(*command: str, date: str | None = None, index: Path | None = None) -> str:
    """What git prints of the project; ``ReleaseError`` if it fails.

    Commits bear the ``date``, and the ``index`` is the project's own unless named.
    """
    more = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
    if index:
        more["GIT_INDEX_FILE"] = str(index)
    asked = subprocess.run(
        ["git", *command],
        cwd=ROOT,
        env=os.environ | more,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if asked.returncode:
        raise ReleaseError(f"git {command[0]} failed: {asked.stderr.strip()}")
    return asked.stdout.strip()

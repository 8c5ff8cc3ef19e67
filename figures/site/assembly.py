"""The whole site in a folder: figures rendered, pages written by MkDocs, files put beside them."""

import json
import os
import subprocess
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from figures.build import render
from figures.build.errors import SourceError
from figures.build.layout import ROOT
from figures.build.swap import alone, fill_folder, held, replacing
from figures.edition import UNRELEASED, EditionError, edition
from figures.site.finish import finish
from figures.site.history import MANIFEST, HistoryError, digests
from figures.site.links import broken
from figures.site.page_cache import PagesError, pending_pages, site_files
from figures.site.parts import PARTS
from figures.site.policy import PolicyError
from figures.site.shared import reachable, standing


class WebsiteError(Exception):
    """A site that was not built; the message says why."""


def build(target: Path, *, version: str = UNRELEASED, offline: bool = False) -> None:
    """The site in the folder ``target``, which stays as it was after a ``WebsiteError`` or ``OutputError``.

    A released ``version`` stands in a folder of its name below the address SITE_URL. ``offline`` makes it
    one that a browser opens from a folder, without a server.
    """
    # And again below: rendering can take minutes.
    _refuse_foreign(target)
    environment = os.environ | _settings(version, offline=offline)
    try:
        render.render(PARTS)
        with alone(target), replacing(target) as work:
            _refuse_foreign(target)
            files, ends = site_files(environment, offline=offline)
            for name in [name for name in files if name.endswith(".html") and name not in ends]:
                files[name], ends[name] = finish(name, held(files[name]).decode(), offline=offline)
            fill_folder(work, files, target)
            lost = broken(work, ends, environment["EDITION_PATH"], *_apart(work, version))
            if lost:
                raise WebsiteError("\n".join(["these links lead nowhere:", *lost]))
    except (SourceError, HistoryError, PagesError, PolicyError) as error:
        raise WebsiteError(str(error)) from None


def _apart(site: Path, version: str) -> tuple[Collection[str], Collection[str]]:
    """The files of a released version that its copy as the newest has not; and those in other versions."""
    if version == UNRELEASED:
        return (), ()
    return standing(version, json.loads((site / MANIFEST).read_text("utf-8"))), reachable(ROOT, version)


def pending(*, offline: bool = False) -> dict[str, list[str]]:
    """What ``build`` would make now, each with the reasons: parts of ``build/`` by folder, and ``pages``."""
    parts = render.pending(PARTS)
    environment = os.environ | _settings(UNRELEASED, offline=offline)
    why = pending_pages(environment, offline=offline, rendered=not parts)
    return parts | ({"pages": why} if why else {})


def _refuse_foreign(target: Path) -> None:
    """``WebsiteError`` if something else than an earlier site would be replaced, or end among sources."""
    if ROOT.is_relative_to(target) or (target.is_relative_to(ROOT) and target.parent != ROOT):
        raise WebsiteError(f"{target} holds the project or lies among its files; choose a folder of its own")
    try:
        if target.exists() and any(target.iterdir()):
            digests((target / MANIFEST).read_text("utf-8"), MANIFEST)
        # Somebody keeps the site there, with its history.
        foreign = ".git" if (target / ".git").exists() else ""
    except (OSError, ValueError):
        foreign = "what is no site of ours"
    if foreign:
        raise WebsiteError(
            f"{target} holds {foreign}, which the site would replace; choose another folder, or remove it"
        )


def _settings(version: str, *, offline: bool) -> dict[str, str]:
    """What mkdocs.yml and the pages read from the environment."""
    try:
        here = replace(edition(), version=version)
    except EditionError as error:
        raise WebsiteError(str(error)) from None
    released = version != UNRELEASED
    settings = {
        "MIKE_DOCS_VERSION": version,
        "EDITION_PATH": urlsplit(here.root).path,
        "OFFLINE": str(offline).lower(),
    }
    if released or "SOURCE_DATE_EPOCH" not in os.environ:
        # Files and the sitemap carry dates: the commit's, so that the same commit gives the same bytes.
        settings["SOURCE_DATE_EPOCH"] = commit_time()
    if "SITE_URL" in os.environ:
        settings["CANONICAL_URL"] = here.newest
    if released:
        settings["VERSION_PROVIDER"] = "mike"
    return settings


def commit_time() -> str:
    command = ["git", "log", "-1", "--format=%ct"]
    asked = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return asked.stdout.strip() or "0"

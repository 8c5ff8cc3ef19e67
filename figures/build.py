"""Render every scene into ``build/``, or find that nothing changed and leave it."""

import hashlib
import json
import platform
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"

_INPUTS = ("figures", "requirements.txt", "package-lock.json")


def render() -> bool:
    """Render all figures and the site's assets; ``False`` if ``build/`` already holds them.

    Works in a folder of its own and swaps it in at the end: a failure leaves the last good output.
    """
    key = _key()
    stamp = BUILD / "key"
    if stamp.exists() and stamp.read_text("ascii") == key:
        return False
    work = ROOT / "build.new"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    _render_into(work)
    (work / "key").write_text(key, "ascii")
    swap(work, BUILD)
    return True


def swap(new: Path, target: Path) -> None:
    """Put the folder ``new`` in the place of ``target``."""
    old = target.with_name(f"{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _key() -> str:
    """A digest of everything the output depends on: code, data, style, locked versions, Python."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in _INPUTS:
        path = ROOT / name
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(ROOT)}\0{file.stat().st_size}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _render_into(work: Path) -> None:
    # Imported here, so that finding nothing changed costs no matplotlib start.
    from figures.export import block, converter, type
    from figures.export.files import downloads
    from figures.film import shoot
    from figures.scene import scenes
    from figures.theme import css

    records = {}
    for slug, scene in scenes().items():
        film = shoot(slug, scene)
        folder = work / "figures" / slug
        (folder / "files").mkdir(parents=True)
        (folder / "figure.html").write_text(block.block(film), "utf-8")
        for download in downloads(scene):
            (folder / "files" / download.name(slug)).write_bytes(download.make(film))
        records[slug] = block.record(film)
    (work / "figures.json").write_text(json.dumps(records, ensure_ascii=False, indent=1), "utf-8")
    (work / "converter.html").write_text(converter.block(), "utf-8")
    assets = type.typeface() | type.math_fonts() | {"stylesheets/roles.css": css().encode()}
    # Readers check the numbers against the same files that the figures are made from.
    assets |= {f"data/{path.name}": path.read_bytes() for path in (ROOT / "figures" / "data").glob("*.csv")}
    for name, data in assets.items():
        target = work / "site" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

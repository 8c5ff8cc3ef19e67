"""Three galleries of the same twelve pictures: ours, and those of two peers.

Each is a folder that holds its sources and whatever its own command makes of them.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.drawings import DRAWINGS, Drawing, scene, script
from figures.build.layout import ROOT

_COMPARABLE = """
from dataclasses import replace

DOWNLOADS = tuple(
    replace(one, make=lambda film: picture(film, "light", 740), size_text="740 × 416")
    for one in DOWNLOADS
    if one.ending == "light.png"
)
"""
# 740 × 416 is as many pixels as matplotlib's 640 × 480, in which the peers save.

_PARTS = ("benchmarks", "docs", "figures", "scripts", "mkdocs.yml", "package-lock.json", "CITATION.cff")

_SETTINGS = """\
INHERIT: site.yml
nav:
  - Home: index.md
  - Figures: figures/index.md
"""

_CONF = """
project = "Twelve pictures"
extensions = ["sphinx_gallery.gen_gallery"]
sphinx_gallery_conf = {"examples_dirs": "examples", "gallery_dirs": "gallery"}
"""


@dataclass(frozen=True)
class Gallery:
    """A folder with sources, the command that builds it, and what that command makes.

    ``sources`` holds one file a picture, ``prefix`` and its name; ``made`` are the folders that a cold
    build finds gone, ``pages`` the pattern of the pictures' pages.
    """

    folder: Path
    command: tuple[str | Path, ...]
    sources: Path
    write: Callable[..., str]
    made: tuple[str, ...]
    pages: str
    prefix: str = ""

    def edit(self, drawing: Drawing, width: float) -> None:
        """Give the picture's main lines this width."""
        target = self.sources / f"{self.prefix}{drawing.name}.py"
        target.write_text(self.write(drawing, width), "utf-8")

    def clean(self) -> None:
        """Remove all that a build made."""
        for name in self.made:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def check(self) -> None:
        """Raise ``RuntimeError`` unless every picture has its page."""
        pages = len(list(self.folder.glob(self.pages)))
        if pages != len(DRAWINGS):
            raise RuntimeError(f"{self.folder}: {pages} pages like {self.pages}, not {len(DRAWINGS)}")


def copy_project(folder: Path) -> None:
    """A copy of this project as it stands in the working tree, with nothing built."""
    folder.mkdir(parents=True)
    for name in _PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")


def copy_machinery(folder: Path, home: str) -> None:
    """A copy of this project without its scenes, and with a home page as its only prose."""
    copy_project(folder)
    for path in (folder / "figures" / "scenes").glob("*.py"):
        if path.name != "__init__.py":
            path.unlink()
    shutil.rmtree(folder / "docs" / "lessons")
    for path in (folder / "docs").glob("*.md"):
        path.unlink()
    (folder / "docs" / "index.md").write_text(home, "utf-8")
    (folder / "mkdocs.yml").rename(folder / "site.yml")
    (folder / "mkdocs.yml").write_text(_SETTINGS, "utf-8")


def ours(folder: Path, python: Path, *, comparable: bool = True) -> Gallery:
    """This project with the twelve pictures as its only scenes, and a home page as its only prose.

    If ``comparable``, each picture comes as few files like a peer's, else as all that the site offers.
    """
    copy_machinery(folder, "# Twelve pictures\n\n[All](figures/index.md)\n")
    if comparable:
        with (folder / "figures" / "files" / "downloads.py").open("a", encoding="utf-8") as files:
            files.write(_COMPARABLE)
    return _filled(
        Gallery(
            folder,
            (python, "scripts/build_site.py"),
            folder / "figures" / "scenes",
            scene,
            (".cache", "build", "site"),
            "site/figures/*/index.html",
        )
    )


def mkdocs_gallery(folder: Path, python: Path) -> Gallery:
    """Pages by mkdocs-gallery in the Material theme, with its search."""
    docs = folder / "docs"
    (docs / "examples").mkdir(parents=True)
    (docs / "index.md").write_text("# Twelve pictures\n\n[All](gallery/index.md)\n", "utf-8")
    (docs / "examples" / "README.md").write_text("# Figures\n\nTwelve pictures.\n", "utf-8")
    settings = {"examples_dirs": "docs/examples", "gallery_dirs": "docs/gallery"}
    config = {
        "site_name": "Twelve pictures",
        "nav": [{"Home": "index.md"}, {"Figures": "gallery"}],
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"gallery": settings}],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    return _filled(
        Gallery(
            folder,
            (python, "-m", "mkdocs", "build", "-q"),
            docs / "examples",
            script,
            ("docs/gallery", "site"),
            "site/gallery/plot_*/index.html",
            "plot_",
        )
    )


def sphinx_gallery(folder: Path, python: Path) -> Gallery:
    """Pages by sphinx-gallery in Sphinx's own theme, with its search."""
    examples = folder / "examples"
    examples.mkdir(parents=True)
    (folder / "conf.py").write_text(_CONF, "utf-8")
    tree = "Twelve pictures\n===============\n\n.. toctree::\n\n   gallery/index\n"
    (folder / "index.rst").write_text(tree, "utf-8")
    (examples / "README.rst").write_text("Figures\n=======\n\nTwelve pictures.\n", "utf-8")
    return _filled(
        Gallery(
            folder,
            (python, "-m", "sphinx", "-q", "-b", "html", ".", "site"),
            examples,
            script,
            ("gallery", "site"),
            "site/gallery/plot_*.html",
            "plot_",
        )
    )


def _filled(gallery: Gallery) -> Gallery:
    for drawing in DRAWINGS:
        gallery.edit(drawing, width=2.5)
    return gallery

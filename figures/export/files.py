"""The files of a figure that readers take away: what each is for, its name, how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import resvg_py

from figures.export.slide import slide
from figures.film import Film
from figures.scene import Scene
from figures.theme import Scheme


@dataclass(frozen=True)
class Download:
    """One file a figure is offered as; ``ending`` completes its name, ``make`` its bytes.

    ``group`` is the use under which a page lists it, ``size_text`` what it measures, ``ground`` what
    its picture stands on, None for a file that is no picture. ``moving`` files are made of figures that
    move only.
    """

    ending: str
    purpose: str
    make: Callable[[Film], bytes]
    group: str = "On a slide"
    ground: Literal["light", "dark", "none"] | None = "light"
    size_text: str = ""
    moving: bool = False

    def name(self, slug: str) -> str:
        """A stable, readable name: ``why-lasso_diabetes-path_dark.png``."""
        return f"why-lasso_{slug.replace('_', '-')}_{self.ending}"


def png(svg: str, width: int) -> bytes:
    """The SVG at ``width`` pixels, its height in proportion.

    Made from the very SVG that is offered for slides, so that the two cannot differ; letters are
    outlines, so no font of this machine takes part.
    """
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))


def _picture(scheme: Scheme) -> Callable[[Film], bytes]:
    return lambda film: png(slide(film, scheme), 1920)


def _vector(scheme: Scheme, *, looping: bool = False) -> Callable[[Film], bytes]:
    return lambda film: slide(film, scheme, looping=looping).encode()


DOWNLOADS = (
    Download("light.svg", "Sharp at any size, on light ground", _vector("light"), size_text="vector"),
    Download(
        "dark.svg", "Sharp at any size, on dark ground", _vector("dark"), ground="dark", size_text="vector"
    ),
    Download("light.png", "For any program, on light ground", _picture("light"), size_text="1920 × 1080"),
    Download(
        "dark.png",
        "For any program, on dark ground",
        _picture("dark"),
        ground="dark",
        size_text="1920 × 1080",
    ),
    Download(
        "loop.svg",
        "Runs by itself in web pages",
        _vector("light", looping=True),
        group="Moving",
        size_text="vector",
        moving=True,
    ),
)


def downloads(scene: Scene) -> tuple[Download, ...]:
    """The files that a scene is offered as."""
    return tuple(download for download in DOWNLOADS if scene.controls or not download.moving)

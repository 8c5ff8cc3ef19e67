"""The files of a figure that readers take away: what each is for, its name, how it is made."""

from collections.abc import Callable
from dataclasses import dataclass

import resvg_py

from figures.export.data import document, table
from figures.export.slide import slide
from figures.film import Film
from figures.scene import Scene
from figures.theme import Scheme


@dataclass(frozen=True)
class Download:
    """One file a figure is offered as; ``ending`` completes its name, ``make`` its bytes.

    ``moving`` files are made of figures that move only.
    """

    ending: str
    purpose: str
    make: Callable[[Film], bytes]
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
    Download("light.svg", "Vector, light: slides and print", _vector("light")),
    Download("dark.svg", "Vector, dark: slides on dark ground", _vector("dark")),
    Download("light.png", "Picture, light, 1920 × 1080", _picture("light")),
    Download("dark.png", "Picture, dark, 1920 × 1080", _picture("dark")),
    Download("loop.svg", "Moving vector, light: web pages", _vector("light", looping=True), moving=True),
    Download("data.csv", "Data, table: spreadsheets, R, pandas", lambda film: table(film).encode()),
    Download("data.json", "Data, structured: programs", lambda film: document(film).encode()),
)


def downloads(scene: Scene) -> tuple[Download, ...]:
    """The files that a scene is offered as."""
    return tuple(download for download in DOWNLOADS if scene.controls or not download.moving)

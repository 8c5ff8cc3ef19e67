"""The files of a figure that readers take away: what each is for, its name, how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from figures.export.data import document, table
from figures.export.movie import build, gif, mp4
from figures.export.paint import pdf, shapes
from figures.export.picture import picture
from figures.export.slide import SQUARE, WIDE, looping, slide
from figures.export.stamp import ROOM
from figures.film import Film
from figures.scene import Scene, SceneError
from figures.theme import BUDGETS, Scheme

Kind = Literal["vector", "picture", "movie", "data"]
"""What is made, and kept, together."""


@dataclass(frozen=True)
class Download:
    """One file a figure is offered as; ``ending`` completes its name, ``make`` its bytes.

    ``moving`` files are made of figures that move only.
    """

    kind: Kind
    ending: str
    purpose: str
    make: Callable[[Film], bytes]
    moving: bool = False

    def name(self, slug: str) -> str:
        """A stable, readable name: ``why-lasso_diabetes-path_dark.png``."""
        return f"why-lasso_{slug.replace('_', '-')}_{self.ending}"

    def made(self, film: Film) -> bytes:
        """Its bytes; ``SceneError`` if they exceed the budget of their kind of file."""
        data = self.make(film)
        budget = BUDGETS.get(PurePath(self.ending).suffix, len(data) + ROOM)
        if len(data) + ROOM > budget:
            raise SceneError(
                f"figures/scenes/{film.slug}.py: {self.name(film.slug)} weighs {len(data):,} bytes, above "
                f"{budget - ROOM:,}; draw fewer marks or points"
            )
        return data


def _vector(scheme: Scheme) -> Callable[[Film], bytes]:
    return lambda film: slide(film, scheme).encode()


def _picture(scheme: Scheme, *, ground: bool = True) -> Callable[[Film], bytes]:
    return lambda film: picture(film, scheme, 3840, ground=ground)


DOWNLOADS = (
    Download("vector", "light.svg", "Vector, light: slides and print", _vector("light")),
    Download("vector", "dark.svg", "Vector, dark: slides on dark ground", _vector("dark")),
    Download("picture", "light.png", "Picture, light, 3840 × 2160", _picture("light")),
    Download("picture", "dark.png", "Picture, dark, 3840 × 2160", _picture("dark")),
    Download(
        "picture", "transparent.png", "Picture without a ground, for light slides, 3840 × 2160",
        _picture("light", ground=False),
    ),
    Download(
        "picture", "square.png", "Square picture, light, 2160 × 2160: posts and posters",
        lambda film: picture(film, "light", 2160, SQUARE),
    ),
    Download(
        "vector", "slide.pdf", "Vector PDF: LaTeX and Beamer",
        lambda film: pdf(shapes(slide(film, "light", ground=False)), (WIDE.width, WIDE.height)),
    ),
    Download(
        "movie", "movie.mp4", "Video, 1920 × 1080: PowerPoint, Keynote, Google Slides by way of Drive",
        lambda film: mp4(film, "light"), moving=True,
    ),
    Download(
        "movie", "movie.gif", "Moving picture, 800 × 450: Google Slides, chats",
        lambda film: gif(film, "light"), moving=True,
    ),
    Download(
        "vector", "loop.svg", "Moving vector, light: web pages",
        lambda film: looping(film, "light", BUDGETS[".svg"] - ROOM).encode(), moving=True,
    ),
    Download(
        "picture", "build.zip", "Numbered pictures, 1920 × 1080: one a slide, to build the figure up",
        lambda film: build(film, "light"), moving=True,
    ),
    Download(
        "data", "data.csv", "Data, table: spreadsheets, R, pandas", lambda film: table(film).encode()
    ),
    Download("data", "data.json", "Data, structured: programs", lambda film: document(film).encode()),
)  # fmt: skip


def downloads(scene: Scene) -> tuple[Download, ...]:
    """The files that a scene is offered as."""
    return tuple(download for download in DOWNLOADS if scene.controls or not download.moving)

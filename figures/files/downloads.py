"""The files of a figure that readers take away: what each is for, its name, how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from figures.draw.theme import BUDGETS
from figures.files.data import document
from figures.files.metadata import ROOM
from figures.files.movie import build, gif, mp4
from figures.files.paint import shapes
from figures.files.pdf import pdf
from figures.files.picture import picture
from figures.files.spreadsheet import spreadsheet
from figures.film.film import Film
from figures.scene import Scene, SceneError
from figures.sheets.drawing import still
from figures.sheets.replay import replay
from figures.sheets.sheet import SQUARE, WIDE

Kind = Literal["vector", "picture", "movie", "data"]
"""What is made, and kept, together: about as long for each of the first two."""


@dataclass(frozen=True)
class Download:
    """One file a figure is offered as; ``ending`` completes its name, ``make`` its bytes.

    ``group`` is the use under which a page lists it, ``size_text`` what it measures, ``ground`` what
    its picture stands on, None for a file that is no picture. ``moving`` files are made of figures that
    have a story only, a ``table`` of those that have states or answers to put into it.
    """

    kind: Kind
    ending: str
    purpose: str
    make: Callable[[Film], bytes]
    group: str
    ground: Literal["light", "dark", "none", "none-dark"] | None = "light"
    size_text: str = ""
    moving: bool = False
    table: bool = False

    def name(self, slug: str) -> str:
        """A stable, readable name: ``why-lasso_diabetes-path_dark.png``."""
        return f"why-lasso_{slug.replace('_', '-')}_{self.ending}"

    def made(self, film: Film) -> bytes:
        """Its bytes; ``SceneError`` if they exceed the budget of their kind of file."""
        data = self.make(film)
        budget = next((most for end, most in BUDGETS.items() if self.ending.endswith(end)), len(data) + ROOM)
        if len(data) + ROOM > budget:
            raise SceneError(
                f"figures/scenes/{film.slug}.py: {self.name(film.slug)} weighs {len(data):,} bytes, above "
                f"{budget - ROOM:,}; draw fewer marks or points"
            )
        return data


DOWNLOADS = (
    Download(
        "picture", "light.png", "For any program, on light ground",
        lambda film: picture(film, "light", 3840), "On a slide", size_text="3840 × 2160",
    ),
    Download(
        "picture", "dark.png", "For any program, on dark ground",
        lambda film: picture(film, "dark", 3840), "On a slide", "dark", "3840 × 2160",
    ),
    Download(
        "picture", "transparent.png", "For a light slide with a ground of its own",
        lambda film: picture(film, "light", 3840, ground=False), "On a slide", "none", "3840 × 2160",
    ),
    Download(
        "picture", "transparent_dark.png", "For a dark slide with a ground of its own",
        lambda film: picture(film, "dark", 3840, ground=False), "On a slide", "none-dark", "3840 × 2160",
    ),
    Download(
        "vector", "light.svg", "Sharp at any size, on light ground",
        lambda film: still(film, "light", WIDE).encode(), "On a slide", size_text="vector",
    ),
    Download(
        "vector", "dark.svg", "Sharp at any size, on dark ground",
        lambda film: still(film, "dark", WIDE).encode(), "On a slide", "dark", "vector",
    ),
    Download(
        "picture", "square.png", "Square: for posts and posters",
        lambda film: picture(film, "light", 2160, SQUARE), "On a slide", size_text="2160 × 2160",
    ),
    Download(
        "movie", "movie.mp4", "Video: PowerPoint, Keynote, Google Slides by way of Drive",
        lambda film: mp4(film, "light"), "Moving", size_text="1920 × 1080", moving=True,
    ),
    Download(
        "movie", "movie_dark.mp4", "Video on dark ground",
        lambda film: mp4(film, "dark", (1280, 720)), "Moving", "dark", "1280 × 720", moving=True,
    ),
    Download(
        "picture", "movie.gif", "Moving picture: Google Slides, chats",
        lambda film: gif(film, "light"), "Moving", size_text="800 × 450", moving=True,
    ),
    Download(
        "vector", "loop.svg", "Runs by itself in web pages",
        lambda film: replay(film, "light", BUDGETS["loop.svg"] - ROOM).encode(), "Moving",
        size_text="vector", moving=True,
    ),
    Download(
        "picture", "build.zip", "Numbered pictures, one a slide, to build the figure up, and words to say",
        lambda film: build(film, "light"), "Moving", size_text="1920 × 1080 each", moving=True,
    ),
    Download(
        "vector", "slide.pdf", "LaTeX and Beamer, print; no ground",
        lambda film: pdf(
            shapes(still(film, "light", WIDE, ground=False)), (WIDE.width, WIDE.height), film.scene.alt
        ),
        "Print and LaTeX", "none", "vector",
    ),
    Download(
        "data", "data.csv", "A table for spreadsheets, R, pandas: one row a state",
        lambda film: spreadsheet(film).encode(), "Data", None, "all stops", table=True,
    ),
    Download(
        "data", "data.json", "All that is drawn, structured for programs",
        lambda film: document(film).encode(), "Data", None, "all stops",
    ),
)  # fmt: skip


def downloads(scene: Scene) -> tuple[Download, ...]:
    """The files that a scene is offered as."""
    moves, tells = bool(scene.story), bool(scene.controls) or not scene.uncertified
    return tuple(one for one in DOWNLOADS if moves >= one.moving and tells >= one.table)

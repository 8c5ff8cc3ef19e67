"""A small project, quick enough to be built many times: this one with two scenes and one page of prose."""

from pathlib import Path

from tests.project import Project, machinery

SCENE = '''"""A dot that falls."""

from figures.draw.marks import Dot
from figures.draw.text import ticks
from figures.draw.panels import Axis, Panel, Readout
from figures.scene import Frame, Scene, Slider
from figures.solved import Regression, certified
from figures.solvers import lasso
from figures.story import Beat

X, Y = [[0.3], [-1.1], [1.7]], [0.2, -1.3, 1.9]


def draw(lam: float) -> Frame:
    w = lasso(X, Y, lam)
    return Frame(
        marks=(Dot(key="w", panel="panel", role="lasso", x=lam, y=float(w[0])),),
        readouts=(Readout(key="w", label="coefficient", text=f"{w[0]:.1f}", weight=True),),
        says=f"w = {w[0]:.1f}",
        solved=(certified(Regression(X, Y, lam), w),),
    )


def facts() -> dict[str, str]:
    return {"half": f"{lasso(X, Y, 0.5)[0]:.1f}"}


SCENE = Scene(
    draw=draw,
    title="Dot TITLE",
    claim="A dot falls",
    caption="Drawn to try the build.",
    alt="A dot at λ.",
    notes="Look at the dot.",
    computed="The lasso with one feature.",
    lesson="index",
    panels=(
        Panel(
            key="panel",
            x=Axis(label="x", limits=(0, 2), ticks=ticks(0, 1, 2)),
            y=Axis(label="y", limits=(0, 2), ticks=ticks(0, 1, 2)),
        ),
    ),
    controls=(Slider(name="lam", label="λ", stops=(0.3, 0.9)),),
    story=(
        Beat("Here it is high.", hold=1.5),
        Beat("Here it is low.", {"lam": 0.9}, hold=0.2),
        Beat("High again.", {"lam": 0.3}, hold=1.5),
    ),
    pose=({"lam": 0.3},),
    facts=facts,
)
'''

FILES = """

DOWNLOADS = (
    Download("vector", "light.svg", "Drawing", lambda film: still(film, "light", WIDE).encode(), "Slide"),
    Download("picture", "light.png", "Picture", lambda film: picture(film, "light", 740), "On a slide"),
    Download("movie", "movie.gif", "Moving", lambda film: gif(film, "light"), "Moving", moving=True),
    Download("data", "data.json", "Numbers", lambda film: document(film).encode(), "Data", None),
)
"""
# Large pictures and the film are most of the time that rendering takes.

NAMES = ("dot_one", "dot_two")
CARDS = ["cards/figures-index", "cards/index"]
"""The parts that show its pages of words, both drawn from its first scene."""


def scene(name: str) -> str:
    """Where a scene stands in a project."""
    return f"figures/scenes/{name}.py"


def add_scene(project: Project, name: str) -> None:
    (project.folder / scene(name)).write_text(SCENE.replace("TITLE", name), "utf-8")


def make(folder: Path) -> Project:
    """The small project with nothing built but the fonts."""
    project = machinery(folder, "# Two dots\n\n[All](figures/index.md)\n")
    for name in NAMES:
        add_scene(project, name)
    with (folder / "figures" / "files" / "downloads.py").open("a", encoding="utf-8") as files:
        files.write(FILES)
    return project

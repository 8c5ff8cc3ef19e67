"""What each figure draws, written down to be read: ``python -m tests.golden [SLUG …]`` writes it anew.

One file a figure in ``tests/scenes/golden/``: its marks and readouts at three states of its story, numbers to
three digits. Whoever changes a drawing reads the difference.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from figures.build.terminal import print_anywhere
from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.film.film import Film
from figures.scene import slugs
from tests.films import film

FOLDER = Path(__file__).parent / "scenes" / "golden"
_MOST = 9
"""Points of a line that are written; of more, so many evenly spread."""


def golden(shown: Film) -> str:
    """The figure at its pose, at its first beat and in the middle of its story."""
    states = shown.scene.states()
    chosen = [*shown.scene.pose[:1], *(states[:1]), *states[len(states) // 2 : len(states) // 2 + 1]]
    parts = []
    for state in chosen:
        frame = shown.frames[shown.at(state)]
        at = ", ".join(f"{name} = {value}" for name, value in state.items())
        lines = [f"# {at or 'as it stands'}", *(_line(mark) for mark in frame.marks if mark.visible)]
        lines += [f"read  {readout.label}: {readout.text}" for readout in frame.readouts]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _line(mark: Mark) -> str:
    return f"{mark.panel:<10} {mark.key:<18} {type(mark).__name__.lower():<9} {mark.role:<6} {_shape(mark)}"


def _shape(mark: Mark) -> str:
    match mark:
        case Dot():
            return f"{'hollow ' if mark.hollow else ''}{_point((mark.x, mark.y))} r {mark.radius:g}"
        case Label():
            return f"“{mark.text}” {_point((mark.x, mark.y))}{' lead' if mark.lead else ''}"
        case Segment():
            ends = f"{_point((mark.x1, mark.y1))} – {_point((mark.x2, mark.y2))}"
            return f"{ends} wide {mark.width:g}{_dash(mark)}"
        case Polyline():
            return f"{_points(mark.points)} wide {mark.width:g}{_dash(mark)}"
        case Polygon():
            return f"{_points(mark.points)} tint {mark.opacity:g} wide {mark.width:g}"
        case Curve():
            corners = [mark.pieces[0][0], *(piece[-1] for piece in mark.pieces)] if mark.pieces else []
            return f"corners {_points(corners)} wide {mark.width:g}{_dash(mark)}"
        case Ellipse():
            axes = f"{_number(mark.a)} × {_number(mark.b)} turned {_number(mark.angle)}°"
            return f"{_point((mark.x, mark.y))} axes {axes} tint {mark.opacity:g} wide {mark.width:g}"
    raise TypeError(f"tests/golden.py cannot write a {type(mark).__name__}; add it there")


def _dash(mark: Segment | Polyline | Curve) -> str:
    return f" dashed {mark.dash}" if mark.dash else ""


def _points(points: Iterable[tuple[float, float]]) -> str:
    found = list(points)
    if len(found) > _MOST:
        found = [found[round(row * (len(found) - 1) / (_MOST - 1))] for row in range(_MOST)]
    return " ".join(map(_point, found))


def _point(point: tuple[float, float]) -> str:
    return f"({_number(point[0])}, {_number(point[1])})"


def _number(value: float) -> str:
    """Three digits; an exact zero is 0, a rounding error would be 1.0e-17."""
    if value == 0:
        return "0"
    return f"{value:.3g}" if abs(value) >= 1e-3 else f"{value:.1e}"


if __name__ == "__main__":
    print_anywhere()
    FOLDER.mkdir(exist_ok=True)
    for slug in sys.argv[1:] or slugs():
        file = FOLDER / f"{slug}.txt"
        text = golden(film(slug))
        changed = not file.exists() or file.read_text("utf-8") != text
        file.write_text(text, "utf-8")
        print(f"{file.relative_to(FOLDER.parents[2])}: {'written' if changed else 'as it was'}")

"""The data files of a figure hold what it draws, number for number."""

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes

from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis, Panel, Readout
from figures.draw.text import ticks
from figures.draw.theme import ink
from figures.files.data import cell, document, table
from figures.film.film import Film, settings, shoot
from figures.film.stage import set_stage
from figures.scene import Choice, Frame, Scene, SceneError, Slider, scenes
from figures.scenes.diabetes_path import EXAMPLE, HDL, NAMES, place
from figures.solvers import lasso_path
from tests.conftest import ROOT
from tests.films import film, slider

SCENES = scenes()
LINES = {Segment: "line", Polyline: "line", Curve: "line"}
KINDS = LINES | {Dot: "dot", Polygon: "area", Ellipse: "ellipse", Label: "text"}
MARKS = set(KINDS.values())
LIMIT, A_STATE = 1_000_000, 4_200
"""Bytes of a table, and how many a state may take in one of many states."""

Row = dict[str, str]
Points = list[tuple[float, float]]


def read(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@cache
def rows(slug: str) -> list[Row]:
    return read(table(film(slug)))


@cache
def written(slug: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(document(film(slug)), parse_constant=pytest.fail)
    return content


def at(slug: str, values: Mapping[str, Any]) -> Iterator[Row]:
    """The rows that hold at a stop."""
    for row in rows(slug):
        if all(row[name] == "" or row[name] == cell(value) for name, value in values.items()):
            yield row


def shown(slug: str, values: Mapping[str, Any]) -> dict[str, tuple[str, str, str, str, Points]]:
    """The marks at a stop, from the table: panel, kind, role, words and points by key."""
    marks: dict[str, tuple[str, str, str, str, Points]] = {}
    for row in at(slug, values):
        if row["kind"] in MARKS and not row["mark"].startswith("backdrop-"):
            look = (row["panel"], row["kind"], row["role"], row["text"])
            points = marks.setdefault(row["mark"], (*look, []))[-1]
            if not row["x"]:
                # A title stands at no point.
                continue
            assert int(row["point"]) == len(points)
            points.append((float(row["x"]), float(row["y"])))
    return marks


def points_of(mark: Mark) -> Points:
    match mark:
        case Segment():
            return [(mark.x1, mark.y1), (mark.x2, mark.y2)]
        case Polygon(cubic=True):
            corners = np.array([mark.points[0], *mark.points[1:]])
            t = np.linspace(0, 1, 5)[1:, None]
            sides = (corners[row : row + 4] for row in range(0, len(corners) - 1, 3))
            along = [
                a * (1 - t) ** 3 + 3 * b * (1 - t) ** 2 * t + 3 * c * (1 - t) * t**2 + d * t**3
                for a, b, c, d in sides
            ]
            return [mark.points[0], *map(tuple, np.concatenate(along).tolist())]
        case Polyline() | Polygon():
            return list(mark.points)
        case Curve():
            return list(dict.fromkeys(point for piece in mark.pieces for point in piece))
        case Ellipse():
            ends = [(mark.a, mark.angle), (mark.b, mark.angle + 90)]
            turned = [
                (half * math.cos(turn * math.pi / 180), half * math.sin(turn * math.pi / 180))
                for half, turn in ends
            ]
            return [(mark.x, mark.y), *((mark.x + x, mark.y + y) for x, y in turned)]
        case Label(sides=("title",)):
            return []
        case Dot() | Label():
            return [(mark.x, mark.y)]
    raise AssertionError(mark)


def some_stops(slug: str) -> list[tuple[int, dict[str, Any]]]:
    """Nine stops or so, spread over all controls, the first, the start and the last among them."""
    everything = list(enumerate(settings(SCENES[slug])))
    step = max(1, len(everything) // 7 | 1)
    return [*everything[::step], everything[film(slug).start], everything[-1]]


@pytest.mark.parametrize("slug", SCENES)
def test_the_table_holds_the_marks_of_the_scene_at_its_stops(slug: str) -> None:
    header = list(rows(slug)[0])
    assert len(set(header)) == len(header), "a control has the name of a column"
    for index, values in some_stops(slug):
        frame = SCENES[slug].draw(**values)
        found = shown(slug, values)
        visible = {mark.key: mark for mark in frame.marks if mark.visible}
        assert list(found) == list(visible)
        for key, mark in visible.items():
            *look, points = found[key]
            words = cell(mark.text) if isinstance(mark, Label) else ""
            assert look == [mark.panel, KINDS[type(mark)], mark.role, words]
            assert np.array(points) == pytest.approx(np.array(points_of(mark)), rel=1e-12, abs=1e-15)
        texts = {
            row["mark"]: (row["label"], row["text"]) for row in at(slug, values) if row["kind"] == "readout"
        }
        assert texts == {r.key: (r.label, cell(r.text)) for r in frame.readouts}
        residuals = [float(row["text"]) for row in at(slug, values) if row["kind"] == "residual"]
        assert residuals == [one for one in [film(slug).residuals[index]] if one is not None]


@pytest.mark.parametrize("slug", SCENES)
def test_the_document_and_the_table_tell_the_same(slug: str) -> None:
    content, scene = written(slug), SCENES[slug]
    assert {panel["key"] for panel in content["panels"]} == {panel.key for panel in scene.panels}
    assert content["licence"] == "CC BY 4.0"
    assert [stop["values"] for stop in content["stops"]] == list(settings(scene))
    for index, values in some_stops(slug):
        frame = film(slug).frames[index]
        stop = content["stops"][index]
        assert (stop["says"], stop["residual"]) == (frame.says, film(slug).residuals[index])
        assert stop["readouts"] == {readout.key: readout.text for readout in frame.readouts}
        drawn = {}
        for mark in content["marks"]:
            states = [state for state in mark["states"] if state["when"].items() <= values.items()]
            assert len(states) <= 1
            for state in states:
                look = (mark["panel"], mark["kind"], state["role"], cell(state.get("text", "")))
                drawn[mark["mark"]] = (*look, [tuple(point) for point in state["points"]])
        moving = {key: look for key, look in drawn.items() if not key.startswith("backdrop-")}
        assert moving == shown(slug, values)
        backdrop = [row for row in rows(slug) if row["mark"].startswith("backdrop-")]
        assert len(backdrop) == sum(len(drawn[key][-1]) for key in drawn.keys() - moving.keys())


@pytest.mark.parametrize("slug", SCENES)
def test_data_files_are_small(slug: str) -> None:
    """What does not depend on a control is not repeated for its stops."""
    most = max(LIMIT, A_STATE * len(film(slug).frames))
    assert len(table(film(slug)).encode()) < most
    assert len(document(film(slug)).encode()) < most


def test_the_diabetes_data_are_the_path() -> None:
    path = lasso_path(EXAMPLE.scaled.X, EXAMPLE.scaled.y)
    for lam in slider("diabetes_path").stops:
        found = shown("diabetes_path", {"lam": lam})
        ((x, y),) = found[f"now-{HDL}"][-1]
        assert y == pytest.approx(path(lam)[HDL], rel=1e-9, abs=0)
        assert x == place(lam)
    for j, name in enumerate(NAMES):
        lams, curve = np.array(found[name][-1]).T
        assert curve == pytest.approx(path(lams)[:, j], rel=1e-9, abs=1e-12)


def test_the_documented_program_reads_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    program = next(code for code in re.findall(r"```python\n(.*?)```", guide, re.S) if "_data.json" in code)
    (tmp_path / "why-lasso_diabetes-path_data.json").write_text(document(film("diabetes_path")), "utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(program, names)
    path = lasso_path(EXAMPLE.scaled.X, EXAMPLE.scaled.y)
    assert len(names["curve"]) == len(slider("diabetes_path").stops)
    for lam, w in names["curve"]:
        assert w == pytest.approx(path(lam)[NAMES.index("HDL")], rel=1e-9, abs=0)


def backdrop(slug: str, label: str, kind: str = "line") -> Points:
    """The points of a backdrop's line or dots of that label."""
    return [
        (float(row["x"]), float(row["y"]))
        for row in rows(slug)
        if (row["label"], row["kind"]) == (label, kind) and row["mark"].startswith("backdrop-")
    ]


def test_the_backdrops_are_the_curves_they_are_said_to_be() -> None:
    for q in (1, 2):
        ball = np.abs(backdrop("lq_balls", f"q = {q}"))
        assert len(ball) > 100
        assert (ball**q).sum(axis=1) == pytest.approx(1, rel=1e-12)
    lasso, ridge = (np.array(backdrop("penalties", name)).T for name in ("λ|w|", "λw²"))
    assert len(lasso[0]) == len(ridge[0]) > 100
    assert lasso[1] == pytest.approx(np.abs(lasso[0]), rel=1e-12)
    assert ridge[1] == pytest.approx(ridge[0] ** 2, rel=1e-12)
    for n in (25, 100, 400):
        chances = backdrop("chance_of_zero", f"n = {n}")
        assert len(chances) > 100
        for lam, chance in chances:
            assert chance == pytest.approx(math.erf(lam * math.sqrt(n / 2)), rel=1e-12)
    # P(corner) = 4 q₊ q₋; both panels draw a curve of each correlation, this one first.
    t, corner = np.array(backdrop("corner_probability", "ρ = 0.8")[:150]).T
    tails = [[math.erfc(b * math.sqrt(1 + rho) / 2) / 2 for b in t] for rho in (0.8, -0.8)]
    assert corner == pytest.approx(4 * np.prod(tails, axis=0), rel=1e-12)
    assert len(backdrop("corner_probability", "ρ = 0.8, simulated", "dot")) == 2 * 6


def panel(backdrop: Any, y: tuple[float, float] = (0, 2)) -> Panel:
    x = Axis(label="x", limits=(1, 100), ticks=ticks(1, 100), scale="log")
    return Panel(
        key="panel", width=300, height=200, x=x, y=Axis(label="y", limits=y, ticks=()), backdrop=backdrop
    )


def test_every_artist_is_read_in_data_units() -> None:
    def draw(axes: Axes) -> None:
        axes.axhline(0.5, label="level")
        axes.axvspan(2, 4, color="#941b91")
        axes.step([1, 2, 3], [0, 1, 2], where="post")
        axes.fill_between([1, 2], [0, 0], [1, 1], color="#073bbd")
        axes.scatter([5, 6], [1, 2])
        axes.text(7, 1, "words")
        axes.plot([1, 2], [1, 2], visible=False)

    level, span, step, area, *dots, words = set_stage(panel(draw), "test-").drawn
    assert (level.kind, level.label, level.points) == ("line", "level", ((1, 0.5), (100, 0.5)))
    assert (span.kind, span.colour) == ("area", "#941b91")
    assert set(span.points) == {(2, 0), (4, 0), (4, 2), (2, 2)}
    assert step.points == ((1, 0), (2, 0), (2, 1), (3, 1), (3, 2))
    assert {(1, 0), (2, 0), (2, 1), (1, 1)} <= set(area.points)
    assert [(dot.kind, *dot.points) for dot in dots] == [("dot", (5, 1)), ("dot", (6, 2))]
    assert (words.kind, words.text, words.points) == ("text", "words", ((7, 1),))


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(SceneError, match=r"draws a AxesImage.*draw lines"):
        set_stage(panel(lambda axes: axes.imshow([[0, 1]], aspect="auto")), "test-")


HOSTILE = '=HYPERLINK("//evil","x")</script><script>alert(1)</script>\n,\''


WORDS = HOSTILE.replace("\n", " ")


@cache
def hostile() -> Film:
    """A figure whose every word wants to be more than a word."""

    def draw(lam: float, how: str) -> Frame:
        return Frame(
            marks=(
                Label(key=HOSTILE, panel="panel", role="fg", x=2, y=-0.0, text=WORDS),
                Dot(key="@dot", panel="panel", role="zero", x=2, y=lam, visible=how == "-up"),
            ),
            readouts=(Readout(key="+r", label="\t=1+1", text="-1+1"),),
            says=HOSTILE,
        )

    scene = Scene(
        draw=draw,
        title=HOSTILE,
        claim=HOSTILE,
        caption=HOSTILE,
        alt=HOSTILE,
        uncertified=HOSTILE,
        notes=HOSTILE,
        computed=HOSTILE,
        lesson=HOSTILE,
        convention=HOSTILE,
        panels=(panel(lambda axes: axes.plot([1, 2], [0, 1], color=ink("fg"), label="=1+1")),),
        controls=(
            Slider(name="lam", label=HOSTILE, stops=(0.0, 0.1), start=0.0),
            Choice(name="how", label=HOSTILE, options=(("-up", HOSTILE), ("down", "down")), start="down"),
        ),
    )
    return shoot("hostile", scene)


def test_hostile_words_stay_words() -> None:
    found = read(table(hostile()))
    cells = [value for row in found for value in row.values()]
    formulas = [text for text in cells if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert formulas == []
    assert {row["mark"] for row in found} >= {"'@dot", "'+r", cell(HOSTILE)}
    assert {row["label"] for row in found} >= {"'=1+1", "'\t=1+1"}
    assert all("\n" not in text for text in cells)
    assert {row["text"] for row in found} >= {"'-1+1", f"'{WORDS}"}
    text = document(hostile())
    assert "<" not in text
    assert json.loads(text)["title"] == HOSTILE


def test_numbers_stay_numbers_and_rows_are_not_repeated() -> None:
    found = read(table(hostile()))
    dots = [(row["lam"], row["how"], row["x"], row["y"]) for row in found if row["mark"] == "'@dot"]
    assert dots == [("0", "'-up", "2", "0"), ("0.1", "'-up", "2", "0.1")]
    labels = [row for row in found if row["kind"] == "text"]
    assert [(row["lam"], row["how"], row["y"]) for row in labels] == [("", "", "0")]
    assert cell(-1e-300) == "-1e-300"
    assert cell("−0.5") == "−0.5"

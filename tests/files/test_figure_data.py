"""The data files of a figure hold what it draws, number for number: a row a state, and everything."""

import csv
import io
import json
import math
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Panel, Readout, axis
from figures.draw.paths import broken
from figures.files.data import cell, document
from figures.files.spreadsheet import spreadsheet
from figures.film.film import Film, settings, shoot
from figures.scene import Choice, Frame, Scene, Slider
from figures.scenes.diabetes_path import EXAMPLE, HDL, LEAST_SQUARES_AT, LOG_FROM, NAMES
from figures.solved import Alone, certified
from figures.solvers import lasso_path
from tests.conftest import ROOT
from tests.films import SCENES, TABLED, film, slider

LINES = {Segment: "line", Polyline: "line", Curve: "line"}
KINDS = LINES | {Dot: "dot", Polygon: "area", Ellipse: "ellipse", Label: "text"}
MARKS = set(KINDS.values())
MOST, TABLE, IN_THE_MEAN = 700_000, 200_000, 200_000
"""Bytes: of the largest document, of a table, and of both."""

Row = dict[str, str]
Points = list[tuple[float, float]]


def read(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@cache
def rows(slug: str) -> list[Row]:
    return read(spreadsheet(film(slug)))


@cache
def written(slug: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(document(film(slug)), parse_constant=pytest.fail)
    return content


def shown(slug: str, values: Mapping[str, Any]) -> dict[str, tuple[str, str, str, str, Points]]:
    """What is drawn at a stop, read as the file says: panel, kind, role, words and points by key."""
    stops = {control["name"]: control["stops"] for control in written(slug)["controls"]}
    found = {}
    for mark in written(slug)["marks"]:
        place, step = 0, 1
        for name in mark["over"]:
            place += step * stops[name].index(values[name])
            step *= len(stops[name])
        assert len(mark["at"]) == step
        if mark["at"][place] is not None:
            look = mark["looks"][mark["at"][place]]
            points = [tuple(point) for point in look["points"]]
            found[mark["mark"]] = (mark["panel"], mark["kind"], look["role"], look.get("text", ""), points)
    return found


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
def test_the_document_holds_the_marks_of_the_scene_at_its_stops(slug: str) -> None:
    content, scene = written(slug), SCENES[slug]
    assert {panel["key"] for panel in content["panels"]} == {panel.key for panel in scene.panels}
    assert (content["licence"], content["alt"]) == ("CC BY 4.0", scene.alt)
    assert [stop["values"] for stop in content["stops"]] == list(settings(scene))
    for index, values in some_stops(slug):
        frame = scene.draw(**values)
        stop = content["stops"][index]
        assert (stop["says"], stop["residual"]) == (frame.says, film(slug).residuals[index])
        assert stop["readouts"] == {readout.key: readout.text for readout in frame.readouts}
        found = shown(slug, values)
        visible = {mark.key: mark for mark in frame.marks if mark.visible}
        assert list(found) == list(visible)
        for key, mark in visible.items():
            *look, points = found[key]
            words = mark.text if isinstance(mark, Label) else ""
            assert look == [mark.panel, KINDS[type(mark)], mark.role, words]
            assert np.array(points) == pytest.approx(np.array(points_of(mark)), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("slug", TABLED)
def test_a_table_has_a_row_a_state_that_begins_with_the_controls(slug: str) -> None:
    scene, table = SCENES[slug], rows(slug)
    header = list(table[0])
    names = [control.name for control in scene.controls]
    assert header[: len(names)] == names
    assert len(set(header)) == len(header) > len(names)
    states = [{name: cell(value) for name, value in state.items()} for state in settings(scene)]
    told = [{name: row[name] for name in names} for row in table]
    if "point" in header:
        told = [state for state, row in zip(told, table, strict=True) if row["point"] == "1"]
    # A state in which no dot stands for an answer, on a way, is left out.
    assert [state for state in states if state in told] == told
    if "point" not in header:
        assert told == states


@pytest.mark.parametrize("slug", TABLED)
def test_a_table_holds_every_coefficient_that_a_dot_stands_for(slug: str) -> None:
    """But for those of fixed states, which are drawn for comparison."""
    table = rows(slug)
    points = max((int(row.get("point", 1)) for row in table), default=1)
    rowed = {tuple(row[c.name] for c in SCENES[slug].controls): n for n, row in reversed([*enumerate(table)])}
    changing = {
        mark.key
        for mark in film(slug).frames[0].marks
        if len({dot.shows for dot in dots(slug, mark.key)}) > 0.6 * len(film(slug).frames) > 1
    }
    for index, values in some_stops(slug):
        first = rowed.get(tuple(map(cell, values.values())))
        if first is None:
            continue
        cells = {text for row in table[first : first + points] for text in row.values()}
        for mark in film(slug).frames[index].marks:
            if isinstance(mark, Dot) and mark.key in changing:
                assert {cell(value) for value in mark.shows} <= cells, (values, mark.key)


def dots(slug: str, key: str) -> list[Dot]:
    marks = (mark for frame in film(slug).frames for mark in frame.marks if mark.key == key)
    return [mark for mark in marks if isinstance(mark, Dot)]


def test_tables_have_the_columns_people_expect() -> None:
    headers = {slug: list(rows(slug)[0]) for slug in ("diabetes_path", "contour_touch", "soft_threshold")}
    assert headers["diabetes_path"][:11] == ["lam", *NAMES]
    assert headers["contour_touch"] == ["budget", "rho", "lasso_w1", "lasso_w2", "ridge_w1", "ridge_w2"]
    assert list(rows("other_maps")[0]) == ["scad_w(z=0.6)", "scad_w(z=4.4)", "mcp_w(z=0.6)", "mcp_w(z=4.4)"]
    assert headers["soft_threshold"][:3] == ["lam", "w(z=2.6)", "w(z=1.7)"]
    assert [header for header in headers["diabetes_path"][11:]] == ["non-zero", "evidence z"]


def test_the_table_of_the_diabetes_data_is_the_path() -> None:
    path = lasso_path(EXAMPLE.scaled.X, EXAMPLE.scaled.y)
    table = rows("diabetes_path")
    found = np.array([[float(row[name]) for name in NAMES] for row in table])
    lams = np.array(slider("diabetes_path").stops)
    assert [float(row["lam"]) for row in table] == pytest.approx(lams, rel=1e-12)
    assert found == pytest.approx(path(lams), rel=1e-9, abs=1e-12)
    # An exact zero is 0, and nothing else is.
    assert np.array_equal(found == 0, path(lams) == 0)


def test_data_files_are_small() -> None:
    """What does not depend on a control is not repeated for its stops."""
    tables = [len(spreadsheet(film(slug)).encode()) for slug in SCENES]
    documents = [len(document(film(slug)).encode()) for slug in SCENES]
    assert max(tables) < TABLE
    assert max(documents) < MOST
    assert np.mean(tables) + np.mean(documents) < IN_THE_MEAN


def test_the_diabetes_data_are_the_path() -> None:
    path = lasso_path(EXAMPLE.scaled.X, EXAMPLE.scaled.y)
    for lam in slider("diabetes_path").stops:
        found = shown("diabetes_path", {"lam": lam})
        ((x, y),) = found[f"now-{HDL}"][-1]
        assert y == pytest.approx(path(lam)[HDL], rel=1e-9, abs=0)
        assert x == pytest.approx(broken(lam, LOG_FROM, LEAST_SQUARES_AT), rel=1e-12)
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


HOSTILE = '=HYPERLINK("//evil","x")</script><script>alert(1)</script>\n,\''


WORDS = HOSTILE.replace("\n", " ")


@cache
def hostile() -> Film:
    """A figure whose every word wants to be more than a word."""

    def draw(lam: float, how: str) -> Frame:
        return Frame(
            marks=(
                Label(key=HOSTILE, panel="panel", role="fg", x=2, y=-0.0, text=WORDS, sides=("right",)),
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
        panels=(Panel(key="panel", x=axis("x", 1, 100, 1, 100, log=True), y=axis("y", 0, 2)),),
        controls=(
            Slider(name="lam", label=HOSTILE, stops=(0.0, 0.1)),
            Choice(name="how", label=HOSTILE, options=(("-up", HOSTILE), ("down", "down"))),
        ),
        pose=({"lam": 0.0, "how": "down"},),
    )
    return shoot("hostile", scene)


def test_hostile_words_stay_words() -> None:
    found = read(spreadsheet(hostile()))
    cells = [text for row in found for pair in row.items() for text in pair]
    formulas = [text for text in cells if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert formulas == []
    assert list(found[0]) == ["lam", "how", "'\t=1+1"]
    assert all("\n" not in text for text in cells)
    assert {row["'\t=1+1"] for row in found} == {"'-1+1"}
    text = document(hostile())
    assert "<" not in text
    assert json.loads(text)["title"] == HOSTILE


def test_numbers_stay_numbers_and_looks_are_not_repeated() -> None:
    marks = {mark["mark"]: mark for mark in json.loads(document(hostile()))["marks"]}
    dot, label = marks["@dot"], marks[HOSTILE]
    assert (dot["over"], dot["at"]) == (["lam", "how"], [0, 1, None, None])
    assert [look["points"] for look in dot["looks"]] == [[[2, 0]], [[2, 0.1]]]
    assert (label["over"], label["at"], label["looks"][0]["points"]) == ([], [0], [[2, 0]])
    assert cell(-1e-300) == "-1e-300"
    assert cell("−0.5") == "−0.5"


def test_readouts_are_numbers_where_they_can_be_and_told_once() -> None:
    """A readout that only rounds a column, or joins several in brackets, is left out."""
    answer = certified(Alone(1.0, np.array(0.3)), np.array(0.7))

    def draw(lam: float) -> Frame:
        dot = Dot(key="w", panel="panel", x=2, y=1, shows=(0.7,), solved=(answer,))
        texts = {
            "λ": f"{lam:.1f}",
            "pair": "(1, 2)",
            "share": f"{10 * lam:g} %",
            "sign": "−0.5",
            "word": "yes",
        }
        readouts = [Readout(key=name, label=name, text=text) for name, text in texts.items()]
        return Frame.of(dot, *readouts)

    lam = Slider(name="lam", label="λ", stops=(0.0, 0.31))
    scene = replace(hostile().scene, draw=draw, controls=(lam,), pose=({"lam": 0.0},), uncertified="")
    table = read(spreadsheet(shoot("told", scene)))
    assert table == [
        {"lam": "0", "w": "0.7", "share (%)": "0", "sign": "-0.5", "word": "yes"},
        {"lam": "0.31", "w": "0.7", "share (%)": "3.1", "sign": "-0.5", "word": "yes"},
    ]

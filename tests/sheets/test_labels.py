"""Names stand where they touch nothing, for the whole film; what touches is found out."""

from dataclasses import replace

import pytest

from figures.draw.marks import Dot, Label, Mark, Polygon, Segment, Side
from figures.draw.panels import axis, main
from figures.draw.vocabulary import hairlines, heading, tag, zone
from figures.scene import Frame
from figures.sheets.labels import letters, offset, sides, touching
from figures.sheets.layout import Place, arrange
from figures.sheets.sheet import PAGE, PHONE, WIDE, Sheet

PANEL = main("p", axis("x", 0, 10, 0, 5, 10), axis("y", 0, 10, 0, 5, 10), "Title")
EVERY: tuple[Side, ...] = (
    "right", "left", "above", "below", "above right", "above left", "below right", "below left",
)  # fmt: skip


def place(sheet: Sheet = WIDE) -> Place:
    (found,) = arrange(
        sheet, [(PANEL, 0, True)], (40.0, 90.0, 900.0, 500.0) if sheet.slide else (0, 0, 358, 300)
    )
    return found


def frame(*marks: Mark) -> Frame:
    return Frame.of(*(replace(mark, panel="p") for mark in marks), says="")


def name(*where: Side, x: float = 5.0, y: float = 5.0, text: str = "name", key: str = "name") -> Label:
    return tag(key, x, y, text, *where)


DOT = Dot(key="dot", x=5, y=5, radius=6)
LINE = Segment(key="line", x1=5, y1=5, x2=10, y2=5, width=3)
OBSTACLES: dict[str, Mark] = {
    "a line": LINE,
    "a dot": replace(DOT, x=5.4),
    "another name": name("right", key="other"),
    "an outline": Polygon(key="box", points=((5.2, 4), (5.2, 6), (5.4, 6), (5.4, 4)), width=2.0),
}


@pytest.mark.parametrize("what", OBSTACLES)
def test_a_name_that_touches_something_is_told_and_put_on_another_side(what: str) -> None:
    other = OBSTACLES[what]
    at = frame(DOT, other, name("right", "left", "below right"))
    where = place()
    fixed: dict[str, Side] = {"other": "right"} if what == "another name" else {}
    assert "name" in touching(WIDE, where, at, {**fixed, "name": "right"})
    assert "name" not in touching(WIDE, where, at, {**fixed, "name": "left"})
    chosen = sides(WIDE, where, [at])
    assert chosen["name"] == "left"
    assert touching(WIDE, where, at, chosen) == []


@pytest.mark.parametrize("other", [
    zone("zone", 4, 6, (0, 10)), hairlines("knot", (5.5,), (0, 10))[0], replace(LINE, visible=False),
    replace(DOT, x=5.4, visible=False), replace(name("right", key="other"), visible=False),
])  # fmt: skip
def test_names_may_stand_on_tints_hairlines_and_what_is_hidden(other: Mark) -> None:
    at = frame(DOT, other, name("right", "left"))
    assert sides(WIDE, place(), [at])["name"] == "right"


@pytest.mark.parametrize(("x", "y", "side"), [
    (9.9, 5.0, "right"), (0.1, 5.0, "left"), (5.0, 0.1, "below"), (0.0, 5.0, "left"),
])  # fmt: skip
def test_a_name_that_meets_an_edge_or_a_tick_is_told(x: float, y: float, side: Side) -> None:
    """At the right the cell ends; at the left and below stand ticks."""
    at = frame(name(side, x=x, y=y, text="a longer name"))
    assert touching(WIDE, place(), at, {"name": side}) == ["name"]


def test_the_first_side_that_is_free_is_taken() -> None:
    for row, side in enumerate(EVERY):
        at = frame(DOT, name(*EVERY[row:], *EVERY[:row]))
        assert sides(WIDE, place(), [at]) == {"name": side}


@pytest.mark.parametrize("sheet", [WIDE, PAGE, PHONE], ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("side", EVERY)
def test_on_no_side_does_a_name_touch_its_own_dot(sheet: Sheet, side: Side) -> None:
    at = frame(DOT, name(side))
    assert touching(sheet, place(sheet), at, {"name": side}) == []


def test_a_side_is_chosen_for_the_whole_film() -> None:
    """What stands free in the first frame and touches in the second stands elsewhere in both."""
    free, met = (
        frame(DOT, replace(LINE, x1=8.0), name("right", "left")),
        frame(DOT, LINE, name("right", "left")),
    )
    assert sides(WIDE, place(), [free])["name"] == "right"
    assert sides(WIDE, place(), [free, met])["name"] == "left"


def test_where_every_side_touches_it_is_that_which_does_so_least() -> None:
    left, right = replace(LINE, key="left", x2=0.0), LINE
    frames = [frame(DOT, left, right, name("right", "left"))]
    frames += 2 * [frame(DOT, replace(left, visible=False), right, name("right", "left"))]
    assert sides(WIDE, place(), frames)["name"] == "left"


def test_names_make_way_for_those_before_them() -> None:
    at = frame(DOT, name("right", "left"), name("right", "left", key="second"))
    assert sides(WIDE, place(), [at]) == {"name": "right", "second": "left"}


def test_a_title_stands_above_its_panel_whatever_is_there() -> None:
    at = frame(LINE, heading("head", "lasso", "lasso"))
    where = place()
    assert sides(WIDE, where, [at]) == {"head": "title"}
    line = letters(WIDE, where, heading("head", "lasso", "lasso"), "title")
    assert (line.x, line.y, line.size, line.weight) == (*where.title, WIDE.title, "semibold")
    assert line.y < where.axes[1]


def test_only_the_names_of_the_place_are_looked_at() -> None:
    elsewhere = replace(name("right", key="far"), panel="q")
    at = Frame.of(replace(name("right"), panel="p"), elsewhere, says="")
    assert sides(WIDE, place(), [at]) == {"name": "right"}


def test_letters_keep_their_gap_and_the_decisive_ones_are_larger() -> None:
    where, label = place(), name("right")
    x, y = where.project(5, 5)
    line = letters(WIDE, where, label, "right")
    assert (line.x, line.anchor) == (x + label.gap * WIDE.stroke, "start")
    assert line.y == pytest.approx(y + 0.34 * WIDE.letter)
    assert line.size == WIDE.letter
    lead = letters(WIDE, where, replace(label, lead=True), "left")
    assert (lead.size, lead.anchor, lead.x) == (WIDE.lead, "end", x - label.gap * WIDE.stroke)


def test_opposite_sides_mirror_each_other() -> None:
    for a, b in (("right", "left"), ("above right", "above left"), ("below right", "below left")):
        (ax, ay, start), (bx, by, end) = offset(a, 24, 17), offset(b, 24, 17)  # type: ignore[arg-type]
        assert (ax, ay, start, end) == (-bx, by, "start", "end")

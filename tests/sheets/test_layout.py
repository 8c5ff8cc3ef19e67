"""Panels stand where their letters have room: inside the sheet, in their shape, alike and in line."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.draw.panels import Axis, Panel, axis, beside, main, small
from figures.sheets.layout import Box, Place, Shown, arrange
from figures.sheets.setting import set_on
from figures.sheets.sheet import PAGE, PHONE, SQUARE, WIDE, Sheet
from tests.films import SCENES, film
from tests.told import told

SHEETS = (WIDE, SQUARE, PAGE, PHONE)
ACROSS, UP = axis("λ", 0, 2, 0, 1, 2), axis("w", -2, 2, -2, 0, 2)
NAMELESS, BARE = axis("", 0, 2, 0, 1, 2), axis("", -2, 2)


def area(sheet: Sheet) -> Box:
    """About what the words of a slide leave."""
    if sheet.slide:
        return sheet.edge, 90.0, sheet.width - 2 * sheet.edge, sheet.height - 170.0
    return 0.0, 0.0, float(sheet.width), float(sheet.height)


def panels(
    mains: int,
    seconds: int,
    aspects: tuple[float | None, float | None],
    axes: tuple[Axis, Axis],
    titled: bool,
) -> list[Shown]:
    """That many main panels of one shape and second ones of another, with or without ticks and names."""
    across, up = axes
    first = [main(f"m{row}", across, up, "panel" * titled, aspect=aspects[0]) for row in range(mains)]
    others = [beside(f"s{row}", across, up, aspect=aspects[1]) for row in range(seconds)]
    return [(panel, 0, bool(panel.title)) for panel in (*first, *others)]


aspects = st.one_of(st.none(), st.floats(0.8, 1.6))
arrangements = st.builds(
    panels,
    st.integers(1, 4),
    st.integers(0, 2),
    st.tuples(aspects, aspects),
    st.tuples(st.sampled_from([ACROSS, NAMELESS, BARE]), st.sampled_from([UP, replace(UP, label=""), BARE])),
    st.booleans(),
)


def inside(inner: Box, outer: Box, slack: float = 1e-6) -> bool:
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[0] + inner[2] <= outer[0] + outer[2] + slack
        and inner[1] + inner[3] <= outer[1] + outer[3] + slack
    )


def apart(a: Box, b: Box) -> bool:
    return (
        a[0] + a[2] <= b[0] + 1e-6
        or b[0] + b[2] <= a[0] + 1e-6
        or a[1] + a[3] <= b[1] + 1e-6
        or b[1] + b[3] <= a[1] + 1e-6
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@given(shown=arrangements)
def test_every_panel_has_a_cell_of_its_own_with_room_for_its_letters(
    sheet: Sheet, shown: list[Shown]
) -> None:
    places = arrange(sheet, shown, area(sheet))
    assert [place.panel for place in places] == [panel for panel, _, _ in shown]
    for place in places:
        assert min(place.axes[2:]) > 0
        assert inside(place.cell, area(sheet))
        assert inside(place.axes, place.cell)
        for line in place.letters:
            # Descenders and half a stroke.
            assert inside(line.box, place.cell, sheet.letter * 0.1), line
    for row, a in enumerate(places):
        assert all(apart(a.cell, b.cell) for b in places[row + 1 :])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@given(shown=arrangements)
def test_a_shape_is_kept_and_panels_alike_are_of_one_size(sheet: Sheet, shown: list[Shown]) -> None:
    places = arrange(sheet, shown, area(sheet))
    for place in places:
        _, _, width, height = place.axes
        if place.panel.aspect is not None:
            assert width / height == pytest.approx(place.panel.aspect, rel=1e-9)
    for part in ("main", "second"):
        sizes = [place.axes[2:] for place in places if place.panel.part == part]
        assert all(size == pytest.approx(sizes[0]) for size in sizes)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@given(shown=arrangements)
def test_panels_stand_in_rows_and_columns(sheet: Sheet, shown: list[Shown]) -> None:
    """Axes of main panels begin at few heights and few lefts, each a row or a column."""
    places = [place for place in arrange(sheet, shown, area(sheet)) if place.panel.part == "main"]
    tops = sorted({round(place.axes[1], 6) for place in places})
    lefts = sorted({round(place.axes[0], 6) for place in places})
    assert len(tops) * len(lefts) < len(places) + max(len(tops), len(lefts))
    rows = {top: [place for place in places if round(place.axes[1], 6) == top] for top in tops}
    for one in rows.values():
        assert len({round(place.axes[1] + place.axes[3], 6) for place in one}) == 1


def places_of(sheet: Sheet, shown: Sequence[Panel]) -> tuple[Place, ...]:
    return arrange(sheet, [(panel, 0, False) for panel in shown], area(sheet))


def test_what_explains_stands_beside_on_a_wide_sheet_and_below_on_a_high_one() -> None:
    shown = (main("m", ACROSS, UP), beside("a", ACROSS, UP), beside("b", ACROSS, UP))
    for sheet in SHEETS:
        first, a, b = places_of(sheet, shown)
        if sheet.stacked:
            assert min(a.cell[1], b.cell[1]) >= first.cell[1] + first.cell[3]
            assert a.axes[1] == pytest.approx(b.axes[1])
        else:
            assert min(a.cell[0], b.cell[0]) >= first.cell[0] + first.cell[2]
            assert a.axes[0] == pytest.approx(b.axes[0])
    assert [sheet.stacked for sheet in SHEETS] == [False, True, False, True]


def test_four_panels_are_two_by_two_on_a_phone() -> None:
    places = places_of(PHONE, [small(f"p{row}", ACROSS, UP) for row in range(4)])
    assert len({round(place.axes[0]) for place in places}) == 2
    assert len({round(place.axes[1]) for place in places}) == 2


def test_names_beside_the_axes_have_their_room() -> None:
    """Left of it stand the ticks."""
    named = replace(main("m", ACROSS, UP), room=("long name", "longer name"))
    (plain,), (place,) = places_of(WIDE, (main("m", ACROSS, UP),)), places_of(WIDE, (named,))
    assert place.axes[0] - place.cell[0] > plain.axes[0] - plain.cell[0] + 80
    right = place.cell[0] + place.cell[2] - place.axes[0] - place.axes[2]
    assert right > plain.cell[0] + plain.cell[2] - plain.axes[0] - plain.axes[2] + 80
    ticks = [line for line in place.letters if line.anchor == "end"]
    assert len(ticks) == 3
    assert max(line.box[0] + line.box[2] for line in ticks) < place.axes[0] - 80


def test_ticks_stand_centred_on_their_lines_and_titles_at_one_edge() -> None:
    (place,) = arrange(WIDE, [(main("m", ACROSS, UP, "title"), 0, True)], area(WIDE))
    by_text = {line.text: line for line in place.letters}
    for value, text in ACROSS.ticks[1:2]:
        assert by_text[text].anchor == "middle"
        assert by_text[text].x == pytest.approx(place.project(value, 0)[0])
    for value, text in UP.ticks[:1]:
        _, top, _, height = by_text[text].box
        # Digits reach from the baseline to their full height.
        assert top + 0.72 * WIDE.letter / 2 == pytest.approx(place.project(0, value)[1], abs=1.0)
        assert height > 0
    assert by_text["title"].x == by_text["w"].x == place.cell[0] == place.title[0]


def test_a_point_is_projected_into_the_axes() -> None:
    (place,) = places_of(WIDE, (main("m", ACROSS, UP),))
    left, top, width, height = place.axes
    assert place.project(0, 2) == pytest.approx((left, top))
    assert place.project(2, -2) == pytest.approx((left + width, top + height))
    assert place.project(1, 1) == pytest.approx((left + width / 2, top + height / 4))


@pytest.mark.parametrize("slug", [*SCENES, "told"])
def test_a_figure_with_its_slider_fits_a_phone(slug: str) -> None:
    """390 × 700 CSS pixels, of which the slider and what stands round it take 52 and 16 at each side."""
    shown = told() if slug == "told" else film(slug)
    setting = set_on(shown, PHONE)
    assert setting.height + 52 <= 700
    assert setting.sheet.width + 2 * 16 <= 390
    assert setting.sheet.letter >= 12


def test_the_states_of_a_pose_stand_side_by_side_in_panels_alike() -> None:
    lasso, ridge = set_on(told(), WIDE, "pose").places
    assert (lasso.key, ridge.key, lasso.panel.key, ridge.panel.key) == ("map", "map-1", "map", "map")
    assert lasso.axes[1:] == pytest.approx((ridge.axes[1], *lasso.axes[2:]))
    assert lasso.axes[2:] == pytest.approx(ridge.axes[2:])
    in_film = set_on(told(), WIDE).places
    assert [place.key for place in in_film] == ["map", "path"]


def test_the_words_of_a_slide_do_not_cover_one_another() -> None:
    for sheet in (WIDE, SQUARE):
        setting = set_on(told(), sheet)
        lines = [*setting.letters, *(line for place in setting.places for line in place.letters)]
        for row, a in enumerate(lines):
            assert all(apart(a.box, b.box) for b in lines[row + 1 :]), a.text
        heights = [line.y for line in setting.letters if line.size == sheet.claim]
        assert all(below - above > sheet.claim for above, below in pairwise(heights))
        assert max(place.cell[1] + place.cell[3] for place in setting.places) <= setting.sentence[1]


AREA = (40.0, 100.0, 820.0, 680.0)


def the_first(*, runs_on: bool) -> Place:
    panel = main("plane", axis("", -1, 3), axis("", -1, 2), aspect=4 / 3, runs_on=runs_on)
    graph = beside("graph", axis("x", 0, 1, 0, 1), axis("y", 0, 1, 0, 1))
    return arrange(SQUARE, [(panel, 0, True), (graph, 0, False)], AREA)[0]


def test_a_panel_that_runs_on_fills_its_row_at_the_same_scale() -> None:
    still, running = the_first(runs_on=False), the_first(runs_on=True)
    assert still.axes[2] < 0.8 * AREA[2]
    assert running.axes[2] == pytest.approx(AREA[2], abs=5)
    for x, y in ((-1.0, -1.0), (3.0, 2.0), (0.3, 1.1)):
        assert running.project(x, y) == pytest.approx(still.project(x, y))


def test_a_pose_shows_its_own_panels_and_the_others_where_there_is_room_below() -> None:
    shown = film("drag_ols")
    wide, square = (set_on(shown, sheet, "pose").places for sheet in (WIDE, SQUARE))
    assert [place.key for place in wide] == ["plane", "plane-1"]
    assert [place.key for place in square] == ["plane", "plane-1", "map", "map-1"]


def test_a_film_on_slides_shows_its_own_panels_and_a_page_all() -> None:
    shown = film("six_feature_path")
    slides, pages = ([set_on(shown, sheet).places for sheet in pair] for pair in (SHEETS[:2], SHEETS[2:]))
    assert {tuple(place.key for place in places) for places in slides} == {("pulls", "path")}
    assert {tuple(place.key for place in places) for places in pages} == {("pulls", "path", "slice")}


def test_a_panel_that_grows_fills_its_room_with_one_scale_and_keeps_zero_in_place() -> None:
    panel = main("plane", axis("", -1, 3), axis("", -1, 2), aspect=4 / 3, grows=True)
    for area in (AREA, (0.0, 0.0, 300.0, 900.0)):
        (place,) = arrange(SQUARE, [(panel, 0, True)], area)
        (x0, y0), (x1, y1) = place.project(0, 0), place.project(1, 1)
        assert x1 - x0 == pytest.approx(y0 - y1)
        assert place.axes[2:] == pytest.approx((area[2], area[3]), abs=60)
        left, top, width, height = place.axes
        assert (x0 - left) / width == pytest.approx(1 / 4)
        assert (y0 - top) / height == pytest.approx(2 / 3)
        low, high = place.project(-1, -1), place.project(3, 2)
        # What the panel declares is all there.
        assert min(low[0] - left, left + width - high[0]) >= -1e-9
        assert min(high[1] - top, top + height - low[1]) >= -1e-9

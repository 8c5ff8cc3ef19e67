"""Each word of the vocabulary draws what it says, and says it in the colour of what was solved."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.draw import planes
from figures.draw import vocabulary as say
from figures.draw.marks import Curve, Dot, Label, Polygon, Polyline, Segment
from figures.draw.panels import axis, main, plane, read
from figures.solved import Alone, BestSubset, Budget, Folded, Problem, Regression, Solved, certified

X, Y = [[1.0], [2.0]], [1.0, 2.0]
ROLES: list[tuple[Problem, str]] = [
    (Regression(X, Y, 0.1), "lasso"),
    (Regression(X, Y, 0.1, alpha=0.0), "ridge"),
    (Regression(X, Y, 0.1, alpha=0.5), "fg"),
    (Alone(1.0, 0.1), "lasso"),
    (Alone(1.0, 0.1, alpha=0.0), "ridge"),
    (Alone(1.0, 0.1, alpha=0.9), "fg"),
    (Alone(1.0, 0.1, eps=0.2), "fg"),
    (BestSubset(1.0, 0.5), "fg"),
    (Budget(None, (1.0, 1.0), 0.5), "lasso"),
    (Budget(None, (1.0, 1.0), 0.5, norm=2), "ridge"),
    (Budget(None, (1.0, 1.0), 0.5, norm=np.inf), "fg"),
    (Folded(1.0, 0.5, 3.0, 3.0), "fg"),
]
"""Problems with the colour of their method: a rounded corner and best subset have none."""


def solved(*w: float, alpha: float = 1.0) -> Solved:
    return certified(Alone(1.0, 0.1, alpha), w)


@pytest.mark.parametrize(("problem", "role"), ROLES)
def test_an_answer_has_the_colour_of_the_method_that_was_solved(problem: Problem, role: str) -> None:
    found = certified(problem, (0.3, 0.4))
    assert say.method(found) == role
    drawn = [*say.answers("w", 0.0, found), planes.answer("w", found), say.curve("w", (0, 1), found)]
    assert {mark.role for mark in drawn} == {role}


@pytest.mark.parametrize("alpha", [1.0, 0.0, 0.5])
def test_a_dot_is_hollow_where_the_answer_is_zero_and_nowhere_else(alpha: float) -> None:
    """A tiny number is none, however it is drawn: it is the solver who says zero."""
    found = solved(0.0, -0.0, 1e-17, -1e-300, 0.4, alpha=alpha)
    dots = say.answers("w", (1, 2, 3, 4, 5), found)
    assert [dot.hollow for dot in dots] == [True, True, False, False, False]
    assert [dot.role == "zero" for dot in dots] == [dot.hollow for dot in dots]
    assert [(dot.key, dot.x, dot.y) for dot in dots] == [
        (f"w-{row}", row + 1.0, float(found.w[row])) for row in range(5)
    ]
    assert {dot.solved for dot in dots} == {(found,)}


def test_only_some_coefficients_are_shown_with_their_own_numbers() -> None:
    dots = say.answers("w", 0.5, solved(1.0, 0.0, 3.0), only=(2, 1))
    assert [(dot.key, dot.x, dot.y, dot.hollow) for dot in dots] == [
        ("w-2", 0.5, 3.0, False),
        ("w-1", 0.5, 0.0, True),
    ]


@pytest.mark.parametrize(
    ("w", "hollow"),
    [((0.0, 0.5), True), ((0.5, 0.0), True), ((0.0, 0.0), True), ((0.5, 1e-17), False)],
)
def test_a_point_of_the_plane_is_hollow_if_one_coordinate_is_zero(
    w: tuple[float, float], hollow: bool
) -> None:
    dot = planes.answer("w", solved(*w))
    assert (dot.x, dot.y, dot.hollow, dot.role == "zero") == (*w, hollow, hollow)
    third = planes.answer("w", solved(9.0, *w), pair=(1, 2))
    assert (third.x, third.y, third.hollow) == (*w, hollow)


AT = (0.0, 1.0, 2.0, 3.0, 4.0)
BENT = (2.0, 1.0, 0.0, 0.0, 0.0)


def test_a_line_of_answers_goes_through_all_of_them() -> None:
    line = say.curve("w", AT, solved(*BENT))
    assert isinstance(line, Polyline)
    assert line.points == tuple(zip(AT, BENT, strict=True))
    table = certified(Alone(1.0, 0.1), np.stack([BENT, AT], axis=1))
    second = say.curve("w", AT, table, of=1)
    assert isinstance(second, Polyline)
    assert second.points == tuple(zip(AT, AT, strict=True))


def test_a_smooth_line_is_cut_at_its_kinks() -> None:
    line = say.curve("w", AT, solved(*BENT), kinks=(2.0, 9.0))
    assert isinstance(line, Curve)
    points = tuple(zip(AT, BENT, strict=True))
    assert line.pieces == (points[:3], points[2:])
    whole = say.curve("w", AT, solved(*BENT), kinks=())
    assert isinstance(whole, Curve)
    assert whole.pieces == (points,)


def test_a_kink_between_two_points_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the kink 2\.5 of 'w' is no point of x"):
        say.curve("w", AT, solved(*BENT), kinks=(2.5,))


def test_a_smooth_line_has_one_height_at_each_point() -> None:
    doubled = (0.0, 1.0, 1.0, 2.0, 3.0)
    with pytest.raises(ValueError, match="x of 'w' has to rise between kinks"):
        say.curve("w", doubled, solved(*BENT), kinks=(2.0,))
    say.curve("w", doubled, solved(*BENT), kinks=(1.0,))


def test_a_line_may_leave_out_what_runs_along_zero() -> None:
    points = tuple(zip(AT, BENT, strict=True))
    smooth = say.curve("w", AT, solved(*BENT), kinks=(2.0,), skip_zeros=True)
    assert isinstance(smooth, Curve)
    assert smooth.pieces == (points[:3],)
    straight = say.curve("w", AT, solved(*BENT), skip_zeros=True)
    assert isinstance(straight, Curve)
    assert straight.pieces == tuple(pairwise(points[:3]))
    tiny = say.curve("w", AT, solved(2.0, 1.0, 1e-17, 1e-17, 1e-17), kinks=(2.0,), skip_zeros=True)
    assert isinstance(tiny, Curve)
    assert len(tiny.pieces) == 2


def stretches(bars: tuple[Segment, ...]) -> list[tuple[float, float]]:
    return [(bar.x1, bar.x2) for bar in bars if bar.visible]


def test_a_bar_lies_on_exactly_the_stretches_at_zero() -> None:
    w = solved(0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0)
    at = np.arange(8) / 2
    bars = say.rest("rest", at, w, stretches=3)
    assert stretches(bars) == [(0.0, 0.5), (2.5, 3.5)]
    assert [bar.key for bar in bars] == ["rest-0", "rest-1", "rest-2"]
    assert {(bar.role, bar.y1, bar.y2) for bar in bars} == {("zero", 0.0, 0.0)}
    assert stretches(say.rest("rest", at, solved(*(8 * [1e-17])), stretches=2)) == []
    assert stretches(say.rest("rest", at, solved(*(8 * [0.0])))) == [(0.0, 3.5)]
    assert stretches(say.rest("rest", at, w, stretches=2, visible=False)) == []
    table = certified(Alone(1.0, 0.1), np.stack([np.ones(8), w.w], axis=1))
    assert stretches(say.rest("rest", at, table, of=1, stretches=2)) == [(0.0, 0.5), (2.5, 3.5)]


def test_a_hidden_bar_waits_where_the_first_zero_is() -> None:
    """So that it grows from there when the zero becomes a stretch."""
    (bar,) = say.rest("rest", (0.0, 1.0, 2.0), solved(1.0, 0.0, 1.0))
    assert (bar.visible, bar.x1, bar.x2) == (False, 1.0, 1.0)


def test_more_stretches_than_are_said_are_refused() -> None:
    with pytest.raises(ValueError, match=r"'rest' rests at zero 2 times; say stretches=2"):
        say.rest("rest", range(5), solved(0.0, 0.0, 1.0, 0.0, 0.0))


def test_a_zone_of_one_point_is_none() -> None:
    band = say.zone("zone", -0.5, 0.5, (-1.0, 2.0))
    assert set(band.points) == {(-0.5, -1.0), (0.5, -1.0), (0.5, 2.0), (-0.5, 2.0)}
    assert (band.role, band.visible) == ("zero", True)
    assert not say.zone("zone", 0.0, 0.0, (-1.0, 2.0)).visible


@pytest.mark.parametrize("gram", [[[1.0, 0.6], [0.6, 1.0]], [[2.0, -0.3], [-0.3, 0.5]]])
def test_the_first_contour_goes_through_the_answer_and_the_others_inside(gram: Any) -> None:
    ols, w = np.array([1.5, -0.4]), solved(0.3, 0.0)
    rings = planes.contours("loss", gram, (1.5, -0.4), w, shares=(1.0, 0.5, 0.25))
    away = w.w - ols
    for ring, share in zip(rings, (1.0, 0.5, 0.25), strict=True):
        turn = np.radians(ring.angle)
        frame = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        # The ellipse is {u: uᵀ A u = 1} round least squares; G is a multiple of A.
        shape = frame @ np.diag([ring.a**-2.0, ring.b**-2.0]) @ frame.T
        point = share * away
        assert point @ shape @ point == pytest.approx(1.0)
        np.testing.assert_allclose(shape / shape[0, 0], np.array(gram) / gram[0][0], rtol=1e-9)
        assert (ring.x, ring.y, ring.role, ring.solved) == (1.5, -0.4, "loss", (w,))


def test_budgets_are_a_diamond_and_a_disc_in_their_methods_colours() -> None:
    diamond, disc = planes.diamond("d", 0.75), planes.disc("c", 0.75)
    assert {abs(x) + abs(y) for x, y in diamond.points} == {0.75}
    assert len(set(diamond.points)) == 4
    assert (disc.x, disc.y, disc.a, disc.b) == (0.0, 0.0, 0.75, 0.75)
    assert (diamond.role, disc.role) == ("lasso", "ridge")


def test_an_error_bar_has_its_level_beside_it() -> None:
    bar, level = say.spread("bar", 1.0, 0.2, 0.6, "lasso", "95 % interval", name=True)
    assert isinstance(bar, Segment)
    assert (bar.x1, bar.y1, bar.x2, bar.y2) == (1.0, 0.2, 1.0, 0.6)
    assert isinstance(level, Label)
    assert (level.text, level.x, level.y, level.role) == ("95 % interval", 1.0, 0.6, "lasso")
    assert say.spread("bar", 1.0, 0.2, 0.6, "lasso", "95 % interval") == (bar,)


def test_names_have_sides_and_the_decisive_one_is_bold() -> None:
    assert say.tag("t", 1, 2, "w").sides == ("right", "left")
    assert say.tag("t", 1, 2, "w", "above").sides == ("above",)
    plain, bold, lead = (
        say.tag("t", 1, 2, "w"), say.tag("t", 1, 2, "w", bold=True), say.tag("t", 1, 2, "w", lead=True)
    )  # fmt: skip
    assert (plain.weight, bold.weight, lead.weight) == ("regular", "semibold", "semibold")
    assert (plain.lead, bold.lead, lead.lead) == (False, False, True)
    title = say.heading("h", "ridge", "ridge")
    assert (title.sides, title.text, title.role) == (("title",), "ridge", "ridge")


def test_guides_run_where_they_say() -> None:
    ends = {
        mark.key: ((mark.x1, mark.y1), (mark.x2, mark.y2))
        for mark in (
            say.cursor("cursor", 0.5, (-1.0, 2.0)),
            say.zero_line((-3.0, 3.0)),
            say.upright((-1.0, 2.0), x=0.25),
            say.diagonal((-3.0, 3.0)),
            *say.hairlines("knot", (0.1, 0.2), (0.0, 1.0)),
        )
    }
    assert ends == {
        "cursor": ((0.5, -1.0), (0.5, 2.0)),
        "zero-line": ((-3.0, 0.0), (3.0, 0.0)),
        "upright": ((0.25, -1.0), (0.25, 2.0)),
        "diagonal": ((-3.0, -3.0), (3.0, 3.0)),
        "knot-0": ((0.1, 0.0), (0.1, 1.0)),
        "knot-1": ((0.2, 0.0), (0.2, 1.0)),
    }


def test_a_stack_is_as_high_as_its_counts_one_on_the_other_and_says_them() -> None:
    marks = list(say.stack("t", 1.0, [("two zeros", 9, "zero"), ("", 0, "zero"), ("none", 6, "lasso")]))
    boxes = [mark for mark in marks if isinstance(mark, Polygon)]
    words = [mark for mark in marks if isinstance(mark, Label)]
    assert [({y for _, y in box.points}, box.role) for box in boxes] == [
        ({0, 9}, "zero"), ({9}, "zero"), ({9, 15}, "lasso"),
    ]  # fmt: skip
    assert [(label.text, label.y) for label in words if label.visible] == [
        ("9 two zeros", 4.5),
        ("6 none", 12),
    ]


def test_stairs_keep_their_height_from_edge_to_edge() -> None:
    stairs = say.steps("s", (0.0, 1.0, 3.0), (0.2, 0.7), "ols")
    assert stairs.points == ((0.0, 0.2), (1.0, 0.2), (1.0, 0.7), (3.0, 0.7))
    with pytest.raises(ValueError, match="shorter"):
        say.steps("s", (0.0, 1.0, 3.0), (0.2,), "ols")


def test_marks_are_put_on_their_panel_in_the_order_they_are_painted() -> None:
    dots = tuple(Dot(key=f"dot-{row}", x=0.0, y=0.0) for row in range(2))
    marks = say.on("map", say.zero_line((0, 1)), dots, say.heading("h", "w"))
    assert [(mark.key, mark.panel) for mark in marks] == [
        ("zero-line", "map"), ("dot-0", "map"), ("dot-1", "map"), ("h", "map"),
    ]  # fmt: skip


def test_an_axis_has_its_ticks_and_names() -> None:
    across = axis("λ", 0.1, 10, 0.1, 1, log=True, names=((10, "max"),))
    assert (across.scale, across.limits) == ("log", (0.1, 10))
    assert across.ticks == ((0.1, "0.1"), (1, "1"), (10, "max"))
    assert [across.share(at) for at in (0.1, 1, 10)] == pytest.approx([0, 0.5, 1])
    assert np.isnan(across.share(0.0))
    assert axis("w", -2, 2, -1).ticks == ((-1, "−1"),)
    panel = main("map", across, axis("w", -2, 2), aspect=plane((0, 3), (-1, 1)))
    assert (panel.part, panel.aspect) == ("main", 1.5)
    assert (read("λ", "0.5").key, read("λ", "0.5", key="lam").key) == ("λ", "lam")

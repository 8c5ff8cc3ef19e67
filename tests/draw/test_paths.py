"""Words for whole paths: what they draw of evidence is what the lasso makes of it."""

from typing import Any

import numpy as np
import pytest

from figures.draw.marks import Curve, Dot, Mark, Polygon, Polyline, Segment
from figures.draw.panels import axis
from figures.draw.paths import (
    alone,
    broken,
    coefficient_now,
    curves_and_rests,
    evidence_now,
    pull_bars,
    through_band,
    whole_path,
)
from figures.examples.paths import diabetes_example, six_example
from figures.film.certificate import ALLOWED, violation

LAM, Z = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.5, 0.2, -0.3, -0.6])
W = np.array([0.4, 0.0, 0.0, -0.2])
UP = axis("", -1.0, 1.0)


def named(marks: tuple[Mark, ...]) -> dict[str, Any]:
    return {mark.key: mark for mark in marks}


def test_what_sticks_out_of_the_band_is_the_coefficient() -> None:
    marks = named(through_band("x₁", LAM, Z, W, UP, (0.25, -0.4)))
    line = marks["evidence"]
    assert isinstance(line, Polyline)
    assert line.points == tuple(zip(LAM, Z, strict=True))
    assert [violation(answer) <= ALLOWED for answer in line.solved] == [True]
    for key, at, w in (("positive", 0.1, 0.4), ("negative", 0.4, -0.2)):
        part = marks[key]
        assert isinstance(part, Polygon)
        z, edge = (y for x, y in part.points if x == at)
        assert z - edge == pytest.approx(w)
        assert abs(edge) == at
    # Tinted where w is zero, over the whole height.
    assert marks["reason-stretch"].points == ((0.2, -1.0), (0.3, -1.0), (0.3, 1.0), (0.2, 1.0))
    name = marks["sticks-out"]
    assert (name.text, name.x, name.y) == ("x₁", 0.4, -0.4)
    assert (marks["z"].x, marks["z"].y) == (0.25, -0.4)


def test_evidence_is_held_against_the_coefficient_that_it_gives() -> None:
    across = axis("λ", 0.05, 0.4)
    (right, wrong) = (named(evidence_now(0.1, 0.5, w, across, UP))["z-now"] for w in (0.4, 0.3))
    assert violation(right.solved[0]) <= ALLOWED < violation(wrong.solved[0])
    assert (right.x, right.y) == (0.1, 0.5)


@pytest.mark.parametrize(
    ("lam", "z", "cursor", "dot"),
    [
        (0.1, 0.5, (0.5, 1.0), True),
        (0.1, -0.5, (-0.1, 1.0), True),
        (0.1, -1.5, (-0.1, 1.0), False),
        (0.1, 1.5, (-0.1, 1.0), False),
        (0.5, 0.5, None, False),
        (0.01, 0.5, None, False),
    ],
)
def test_evidence_and_its_cursor_show_only_within_their_panel(
    lam: float, z: float, cursor: tuple[float, float] | None, dot: bool
) -> None:
    w = np.sign(z) * max(abs(z) - lam, 0)
    line, point = evidence_now(lam, z, float(w), axis("λ", 0.05, 0.4), UP)
    assert isinstance(line, Segment)
    assert (line.visible, point.visible) == (cursor is not None, dot)
    assert cursor in (None, (line.y1, line.y2))


def test_behind_the_break_of_an_axis_stands_least_squares() -> None:
    assert [broken(lam, 0.03, 0.016) for lam in (0.0, 0.01, 0.03, 2.0)] == [0.016, 0.03, 0.03, 2.0]


def test_the_coefficient_shown_hangs_on_its_cursor_and_leaves_with_the_axis() -> None:
    example = diabetes_example()
    hdl, w = example.column("HDL"), example.solved(0.08)
    line, dot = coefficient_now(0.08, w, hdl, axis("λ", 0.04, 2.0, log=True), 4.0, key="close-")
    assert isinstance(line, Segment)
    assert isinstance(dot, Dot)
    assert (line.key, dot.key) == ("close-cursor", f"close-now-{hdl}")
    assert (line.x1, line.y1, line.y2) == (0.08, 0.0, 4.0)
    assert (dot.x, dot.y, dot.hollow) == (0.08, 0.0, True)
    for x, end in ((0.03, 0.04), (3.0, 2.0)):
        line, dot = coefficient_now(x, example.solved(x), hdl, axis("λ", 0.04, 2.0, log=True), 4.0)
        assert isinstance(dot, Dot)
        assert (line.visible, dot.visible, dot.x) == (False, False, end)


def test_a_coefficient_alone_is_tinted_where_it_rests_and_lettered_where_it_turns() -> None:
    example = diabetes_example()
    lam = example.log_grid(0.04, 2.0)
    at = example.joins()["TCH"]
    turns = [("TCH", at, example.solved(at))]
    up = axis("", -15, 4)
    marks = named(alone("near", example.names, "HDL", lam, example.solved(lam), example.knots, up, turns))
    low, high = example.rest("HDL")
    bar, line = marks["near-rest-0"], marks["near-HDL"]
    assert (bar.x1, bar.x2, bar.y1, bar.role) == (low, high, 0.0, "zero")
    assert marks["near-stretch"].points[0] == (low, -15)
    assert marks["near-stretch"].points[2] == (high, 4)
    assert isinstance(line, Curve)
    assert all(y == example.path(x)[6] for piece in line.pieces for x, y in piece)
    assert {piece[-1][0] for piece in line.pieces[:-1]} <= set(example.knots)
    dot, words = marks["at-TCH-6"], marks["joins-TCH"]
    assert (dot.x, dot.y) == (words.x, words.y) == (at, example.path(at)[6])
    assert words.text == "TCH joins"


def test_curves_stop_where_their_bars_at_zero_begin() -> None:
    example = six_example()
    lam = np.unique([*example.path.knots, *np.linspace(0, 1, 21)])
    marks = named(curves_and_rests(example.names, lam, example.solved(lam), example.path.knots, (2,)))
    for name, knot in example.joins().items():
        line, bar = marks[f"path-{name}"], marks[f"rest-{name}-0"]
        assert line.pieces[-1][-1] == (knot, 0.0)
        assert (bar.x1, bar.x2, bar.y1) == (knot, 1.0, 0.0)
        assert (line.role, line.width > 3) == (("lasso", True) if name == "x₃" else ("quiet", False))


def test_bars_of_pulls_fall_whatever_their_sign_and_are_hollow_for_zeros() -> None:
    example = six_example()
    marks = named(pull_bars(example.names, example.first_pulls, example.solved(0.15)))
    bars = [mark for mark in marks.values() if isinstance(mark, Polygon)]
    assert [bar.key for bar in bars] == [f"pull-x{j}" for j in "₄₁₃₅₆₂"]
    assert [bar.points[1][0] for bar in bars] == pytest.approx([0.91, 0.67, 0.53, 0.45, 0.33, 0.16])
    assert [(bar.points[0][1] + bar.points[2][1]) / 2 for bar in bars] == [5.5, 4.5, 3.5, 2.5, 1.5, 0.5]
    assert [bar.key[-1] for bar in bars if bar.role == "zero" and bar.opacity < 0.2] == ["₃", "₆"]
    assert (marks["largest"].y1, marks["largest-name"].text) == (2, "top 4")
    words = {j: marks[f"pull-x{j}-size"] for j in "₄₁₃₅₆₂"}
    assert [label.text for label in words.values()] == [
        "0.91", "0.67", "0.53, third largest, yet zero", "0.45", "0.33, zero", "0.16, smallest, yet kept",
    ]  # fmt: skip
    assert [j for j, label in words.items() if label.weight == "semibold"] == ["₃", "₂"]


def test_a_whole_path_lights_one_curve_before_the_others() -> None:
    example = six_example()
    knots, lam = example.knots, example.log_grid(0.02, 2.0)
    marks = whole_path(
        example.names, axis("λ", 0.01, 2.0, log=True), lam, example.solved(lam), example.solved(0.0), knots,
        subject="x₃", at=0.012, uprights=(-1, 1),
    )  # fmt: skip
    curves = {mark.key: mark.role for mark in marks if mark.key in example.names}
    assert [key for key, role in curves.items() if role == "lasso"] == ["x₃"] == [list(curves)[-1]]
    lines = [mark for mark in marks if isinstance(mark, Segment) and mark.key.startswith("knot-")]
    assert [line.x1 for line in lines] == knots.tolist()


def test_a_whole_path_is_tinted_where_its_subject_returned() -> None:
    example = diabetes_example()
    lam = example.log_grid(0.03, 60.0)
    marks = named(
        whole_path(
            example.names, axis("λ", 0.0125, 60.0, log=True), lam, example.solved(lam), example.solved(0.0),
            example.knots, subject="HDL", stretches=2, at=0.016, uprights=(-44, 38),
        )
    )  # fmt: skip
    low, high = example.rest("HDL")
    assert marks["stretch"].points == ((low, -44), (high, -44), (high, 38), (low, 38))

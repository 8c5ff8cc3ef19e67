"""Words for whole paths: what they draw of evidence is what the lasso makes of it."""

import numpy as np
import pytest

from figures.draw.marks import Label, Polygon, Polyline, Segment
from figures.draw.panels import axis
from figures.draw.paths import evidence, through_band, whole_path
from figures.examples import six_example
from figures.film.certificate import ALLOWED, violation

LAM, Z = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.5, 0.2, -0.3, -0.6])
W = np.array([0.4, 0.0, 0.0, -0.2])


def test_what_sticks_out_of_the_band_is_the_coefficient() -> None:
    marks = {mark.key: mark for mark in through_band(LAM, Z, W)}
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


def test_a_dot_of_evidence_is_held_against_the_coefficient_that_it_gives() -> None:
    (alone,) = evidence("z", 2.0, 0.5, 0.1, 0.4).solved
    (wrong,) = evidence("z", 2.0, 0.5, 0.1, 0.3).solved
    assert violation(alone) <= ALLOWED < violation(wrong)


def test_a_whole_path_counts_between_its_knots_and_lights_one_curve() -> None:
    example = six_example()
    knots, lam = example.path.knots[example.path.knots > 0], example.log_grid(0.02, 2.0)
    marks = whole_path(
        example.names, axis("λ", 0.01, 2.0, log=True), lam, example.solved(lam), example.solved(0.0), knots,
        subject="x₃", at=0.012, gap=0.1, uprights=(-1, 1), height=1.2, lit=4,
    )  # fmt: skip
    counted = [mark for mark in marks if isinstance(mark, Label) and mark.key.startswith("count-")]
    assert [int(mark.text) for mark in counted] == example.counts() == [0, 1, 2, 3, 4, 5, 6]
    assert [mark.text for mark in counted if mark.weight == "semibold"] == ["4"]
    curves = {mark.key: mark.role for mark in marks if mark.key in example.names}
    assert [key for key, role in curves.items() if role == "lasso"] == ["x₃"] == [list(curves)[-1]]
    lines = [mark for mark in marks if isinstance(mark, Segment) and mark.key.startswith("knot-")]
    assert [line.x1 for line in lines] == knots.tolist()

"""The kink along the diagonal: its level lines, where coordinate descent stops, and what is lower."""

import numpy as np
import pytest

from figures.draw.marks import Curve, Dot, Mark, Polyline, Segment
from figures.scenes import shared_kink
from tests.films import SCENES, film

MARKS: dict[str, Mark] = {mark.key: mark for mark in film("shared_kink").frames[0].marks}


def cost(first: float, second: float) -> float:
    return ((first - 1) ** 2 + (second - 1) ** 2) / 2 + 2 * abs(first - second)


def test_each_line_is_one_of_equal_cost_from_tip_to_tip() -> None:
    lines = [mark for mark in MARKS.values() if isinstance(mark, Polyline)]
    assert len(lines) == 8
    for line in lines:
        height = float(line.key.split("-")[1])
        assert [cost(*point) for point in line.points] == pytest.approx([height] * len(line.points))
        for end in (line.points[0], line.points[-1]):
            assert end[0] == pytest.approx(end[1])
        side = 1 if line.key.endswith("-0") else -1
        assert all(side * (y - x) > 0 for x, y in line.points[1:-1])
    thick = [line for line in lines if line.role == "loss"]
    assert [min(line.points) for line in thick] == [(0, 0), (0, 0)]


def test_every_way_along_an_axis_leads_up_and_that_along_the_diagonal_down() -> None:
    start, best = MARKS["start"], MARKS["best"]
    assert isinstance(start, Dot)
    assert isinstance(best, Dot)
    assert (start.x, start.y, best.x, best.y) == (0, 0, 1, 1)
    steps = np.linspace(0.01, 3, 300)
    for step in np.concatenate([steps, -steps]).tolist():
        assert cost(step, 0) > cost(0, 0)
        assert cost(0, step) > cost(0, 0)
    assert all(cost(step, step) < cost(0, 0) for step in np.linspace(0.01, 1.99, 99))
    grid = np.linspace(-2, 3, 101).round(2).tolist()
    assert min((cost(a, b), a, b) for a in grid for b in grid) == (0, 1, 1)
    for key in ("across", "up"):
        way = MARKS[key]
        assert isinstance(way, Segment)
        assert 0 in (way.x2, way.y2)
        assert (way.x1, way.y1) == (-way.x2, -way.y2)
    assert shared_kink.facts() == {"stuck": "1", "best": "0"}


def test_the_costs_are_those_of_moving_one_weight_and_both() -> None:
    for key in ("alone", "both"):
        curve = MARKS[key]
        assert isinstance(curve, Curve)
        for piece in curve.pieces:
            for at, height in piece:
                assert height == pytest.approx(cost(at, at if key == "both" else 0))
    corner = MARKS["alone"]
    assert isinstance(corner, Curve)
    assert [piece[0][0] for piece in corner.pieces][1] == 0
    assert "it rises from 1 on either side" in SCENES["shared_kink"].alt
    assert "it falls from 1 to 0" in SCENES["shared_kink"].alt

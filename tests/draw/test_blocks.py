"""Words for blocks: a force points where it acts, a spring reaches from end to end."""

import pytest

from figures.draw.blocks import LENGTH, SWING, coil, force, with_friction, with_spring
from figures.draw.marks import Polygon, Polyline, Segment
from figures.solved import Alone, certified


@pytest.mark.parametrize("size", [-1.5, -0.05, 0.05, 0.8])
def test_a_force_points_the_way_it_acts_and_is_as_long_as_it_is_large(size: float) -> None:
    shaft, head = force("pull", 0.25, size, 2.0, "loss")
    tip, *sides = (x for x, _ in head.points)
    assert tip == pytest.approx(0.25 + size)
    assert sides == pytest.approx([shaft.x2, shaft.x2])
    assert shaft.x1 == 0.25
    # The head begins between start and tip.
    assert 0 <= (shaft.x2 - 0.25) / size <= 1
    assert (shaft.visible, head.visible) == (True, True)


def test_no_force_is_not_drawn() -> None:
    assert [part.visible for part in force("pull", 0.25, 0.0, 2.0, "loss")] == [False, False]


@pytest.mark.parametrize(("start", "end"), [(0.0, 0.8), (-1.8, -0.3), (0.4, 0.4)])
def test_a_spring_reaches_from_end_to_end_and_has_as_many_points_at_any_length(
    start: float, end: float
) -> None:
    spring = coil("spring", start, end, 1.0, "loss")
    across = [x for x, _ in spring.points]
    assert (across[0], across[-1]) == pytest.approx((start, end))
    assert across == sorted(across)
    assert len(spring.points) == len(coil("spring", 0, 1, 1.0, "loss").points)
    assert {y for _, y in spring.points} == {1.0 - SWING, 1.0, 1.0 + SWING}


def test_a_block_is_hollow_where_the_solver_says_zero_and_not_where_it_is_nearly_so() -> None:
    zero, nearly = certified(Alone(0.5, 1.0), 0.0), certified(Alone(1.0 + 1e-9, 1.0), 1e-9)
    for solved, role in ((zero, "zero"), (nearly, "lasso")):
        marks = {mark.key: mark for mark in with_friction("block", 1.0, 1.0, solved, 0.0, (-2, 2))}
        block = marks["block-block"]
        assert isinstance(block, Polygon)
        assert (block.role, block.opacity == 1) == (role, role == "lasso")


def test_a_spring_leads_from_the_wall_to_the_block() -> None:
    solved = certified(Alone(0.8, 1.0, 0.0), 0.4)
    marks = {mark.key: mark for mark in with_spring("ridge", 0.8, 1.0, solved, 0.0, (-2, 2))}
    spring, block, wall = marks["ridge-spring"], marks["ridge-block"], marks["ridge-wall"]
    assert isinstance(spring, Polyline)
    assert isinstance(block, Polygon)
    assert isinstance(wall, Segment)
    assert spring.points[0][0] == wall.x1 == wall.x2
    assert spring.points[-1][0] == pytest.approx(min(x for x, _ in block.points))


@pytest.mark.parametrize("z", [0.0, 0.3, 0.8, 1.6])
def test_springs_are_longer_than_slack_by_their_force_so_equal_forces_open_them_alike(z: float) -> None:
    solved = certified(Alone(z, 1.0, 0.0), z / 2)
    marks = {mark.key: mark for mark in with_spring("ridge", z, 1.0, solved, 0.0, (-2, 2))}
    for key, force_on_it in (("ridge-data", z - z / 2), ("ridge-spring", z / 2)):
        spring = marks[key]
        assert isinstance(spring, Polyline)
        assert spring.points[-1][0] - spring.points[0][0] == pytest.approx(LENGTH + force_on_it)

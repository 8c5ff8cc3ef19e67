"""Boxes and graphs are where they are said to be."""

import numpy as np

from figures.draw.shapes import box, graph


def test_a_box_has_its_four_corners_in_turn_whichever_comes_first() -> None:
    assert box("it", (1, 0), (2, 5), "loss").points == ((1, 2), (0, 2), (0, 5), (1, 5))


def test_a_graph_bends_where_it_is_told_and_goes_through_the_function() -> None:
    curve = graph("it", "lasso", np.abs, -1, 0, 2, points=5)
    assert [(piece[0], piece[-1]) for piece in curve.pieces] == [((-1, 1), (0, 0)), ((0, 0), (2, 2))]
    assert [len(piece) for piece in curve.pieces] == [5, 5]
    assert {y - abs(x) for piece in curve.pieces for x, y in piece} == {0.0}

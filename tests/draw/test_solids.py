"""Space is seen without distortion, and the octahedron's hidden sides are the pale ones."""

from itertools import product

import numpy as np
import pytest

from figures.draw.marks import Polygon, Segment
from figures.draw.solids import half_axes, octahedron, seen, spot


@pytest.mark.parametrize("angle", [-30.0, 0.0, 12.5])
def test_a_view_keeps_lengths_and_angles(angle: float) -> None:
    axes = seen(np.eye(3), angle)
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1)
    # The third axis is upright; at 0 the two others are seen alike, the first at the left.
    assert axes[2, 0] == pytest.approx(0, abs=1e-12)
    assert axes[2, 1] > 0.9
    if angle == 0:
        assert axes[0] == pytest.approx(axes[1] * (-1, 1, 1))
        assert axes[0, 0] < 0 < axes[0, 2]


@pytest.mark.parametrize("angle", [-15.0, 0.0, 15.0])
def test_the_hidden_faces_and_edges_of_an_octahedron_are_pale(angle: float) -> None:
    marks = list(octahedron("t", 2.0, angle))
    faces = [mark for mark in marks if isinstance(mark, Polygon)]
    edges = [mark for mark in marks if isinstance(mark, Segment)]
    assert (len(faces), len(edges)) == (8, 12)
    corners = {tuple(np.round(spot(2 * s * row, angle), 9)) for row in np.eye(3) for s in (1, -1)}
    assert {tuple(np.round(point, 9)) for face in faces for point in face.points} == corners
    towards = [seen(sign, angle)[2] > 0 for sign in product((1, -1), repeat=3)]
    assert [face.opacity > 0.1 for face in faces] == towards
    # An edge is hidden if both of its faces are.
    for edge in edges:
        ends = {(round(edge.x1, 9), round(edge.y1, 9)), (round(edge.x2, 9), round(edge.y2, 9))}
        own = [face for face in faces if ends <= {tuple(np.round(point, 9)) for point in face.points}]
        assert len(own) == 2
        assert (edge.role == "lasso") == any(face.opacity > 0.1 for face in own)


def test_axes_go_from_the_solid_to_their_names_and_beyond() -> None:
    marks = {mark.key: mark for mark in half_axes(0.0, 1.0, 2.0, 5.0)}
    for name, row, end in (("w₁", (1, 0, 0), 5.0), ("w₃", (0, 0, 1), 2.0)):
        line, letters = marks[f"axis-{name}"], marks[f"name-{name}"]
        assert isinstance(line, Segment)
        assert (line.x1, line.y1) == pytest.approx(spot(row, 0.0))
        assert (line.x2, line.y2) == pytest.approx(spot(end * np.array(row), 0.0))
        assert (getattr(letters, "x", 0.0), getattr(letters, "y", 0.0)) == pytest.approx(
            spot(2 * np.array(row), 0.0)
        )

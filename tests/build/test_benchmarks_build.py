"""The benchmark of builds compares the same pictures."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import patches
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from benchmarks.drawings import DRAWINGS, Drawing, scene, script
from figures.draw.marks import Polygon, Polyline
from figures.draw.theme import ink
from figures.film.film import shoot
from figures.scene import Scene

mpl.use("agg")


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.name)
def test_both_sides_draw_the_same_curves_and_an_edit_changes_them(drawing: Drawing) -> None:
    import matplotlib.pyplot as plt

    peer: dict[str, object] = {}
    exec(script(drawing).replace("plt.show()", ""), peer)
    ours: dict[str, object] = {}
    exec(scene(drawing), ours)
    made = ours["SCENE"]
    assert isinstance(made, Scene)
    made.check(drawing.name)
    marks = shoot(drawing.name, made).frames[0].marks
    theirs = peer["axes"]
    assert isinstance(theirs, Axes)
    lines = [mark for mark in marks if isinstance(mark, Polyline)]
    for one, other in zip(lines, theirs.lines, strict=True):
        np.testing.assert_array_equal(np.array(one.points), np.asarray(other.get_xydata(), dtype=float))
        look = (other.get_color(), other.get_linewidth(), other.get_linestyle() != "-")
        assert (ink(one.role), one.width, bool(one.dash)) == look
    areas = [mark for mark in marks if isinstance(mark, Polygon)]
    for area, patch in zip(areas, theirs.patches, strict=True):
        assert isinstance(patch, patches.Polygon)
        np.testing.assert_array_equal(np.array([*area.points, area.points[0]]), patch.get_xy())
        assert (ink(area.role), area.opacity) == (to_hex(patch.get_facecolor()), patch.get_alpha())
    assert len(lines) + len(areas) == len(marks) > 0
    assert made.panels[0].x.limits == theirs.get_xlim()
    assert made.panels[0].y.limits == theirs.get_ylim()
    assert script(drawing) != script(drawing, width=3)
    assert scene(drawing) != scene(drawing, width=3)
    plt.close("all")

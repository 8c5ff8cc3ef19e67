"""The benchmark of builds compares the same pictures."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.drawings import DRAWINGS, Drawing, scene, script

mpl.use("agg")


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.name)
def test_both_sides_draw_the_same_curves_and_an_edit_changes_them(drawing: Drawing) -> None:
    import matplotlib.pyplot as plt

    peer: dict[str, object] = {}
    exec(script(drawing).replace("plt.show()", ""), peer)
    ours: dict[str, object] = {}
    exec(scene(drawing), ours)
    made = ours["SCENE"]
    made.check(drawing.name)  # type: ignore[attr-defined]
    axes = Figure().add_subplot()
    made.panels[0].backdrop(axes)  # type: ignore[attr-defined]
    theirs = peer["axes"]
    assert isinstance(theirs, Axes)
    assert len(axes.lines) == len(theirs.lines)
    for one, other in zip(axes.lines, theirs.lines, strict=True):
        np.testing.assert_array_equal(one.get_xydata(), other.get_xydata())
    assert len(axes.collections) == len(theirs.collections)
    assert [type(patch) for patch in axes.patches] == [type(patch) for patch in theirs.patches]
    assert made.panels[0].x.limits == theirs.get_xlim()  # type: ignore[attr-defined]
    assert script(drawing) != script(drawing, width=3)
    assert scene(drawing) != scene(drawing, width=3)
    plt.close("all")

"""One coefficient bold before the others, and names that say which of them are zero now."""

import numpy as np
import pytest

from figures.draw.marks import Curve, Label, Polyline, Segment
from figures.draw.one_bold import APART, names_now, one_bold
from figures.draw.text import coefficient
from figures.draw.vocabulary import on
from figures.examples.paths import six_example
from figures.solved import with_middles

EXAMPLE = six_example()
LAMS, _ = with_middles(EXAMPLE.path.knots[::-1], EXAMPLE.path.coefs[::-1])


def test_one_curve_and_its_bar_are_bold_and_bars_end_where_features_join() -> None:
    drawn = one_bold("some", EXAMPLE.names, "x₂", LAMS, EXAMPLE.solved(LAMS), LAMS[::2].tolist())
    marks = {mark.key: mark for mark in on("p", drawn)}
    assert len(marks) == len(drawn)
    for name, joins in EXAMPLE.joins().items():
        line, bar = marks[f"path-some-{name}"], marks[f"rest-some-{name}-0"]
        assert isinstance(line, Curve)
        assert isinstance(bar, Segment)
        assert (line.role, bar.width) == (("lasso", 6.0) if name == "x₂" else ("quiet", 2.6))
        assert (bar.role, bar.x1, bar.x2) == ("zero", joins, LAMS[-1])
    zero = marks["some-zero-line"]
    assert isinstance(zero, Segment)
    assert (zero.x1, zero.x2) == (LAMS[0], LAMS[-1])


@pytest.mark.parametrize("lam", [1.0, 0.15, 0.0])
def test_names_say_which_are_zero_and_stand_apart_in_their_order(lam: float) -> None:
    solved, ends = EXAMPLE.solved(lam), EXAMPLE.path(0.0)
    marks = names_now("some", EXAMPLE.names, "x₂", solved, (1.0, 1.1), ends, (-1.0, 1.0), told=("x₄",))
    shown = [mark for mark in marks if isinstance(mark, Label)]
    assert [label.x for label in shown] == [1.1] * len(ends)
    leaders = [mark for mark in marks if isinstance(mark, Polyline)]
    for leader, label, end in zip(leaders, shown, ends.tolist(), strict=True):
        assert leader.points == ((1.0, end), (1.1, label.y))
    for name, label, w in zip(EXAMPLE.names, shown, solved.w, strict=True):
        told = f"{name} = {coefficient(w)}" if w == 0 or name == "x₄" else name
        assert label.text == told
        assert label.role == ("zero" if w == 0 else "lasso" if name == "x₂" else "muted")
    heights = np.array([label.y for label in shown])
    np.testing.assert_array_equal(np.argsort(heights), np.argsort(ends))
    assert np.diff(np.sort(heights)).min() >= 2 * APART - 1e-12

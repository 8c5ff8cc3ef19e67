"""The benchmarks, in small."""

import warnings
from pathlib import Path

import pytest

from benchmarks import animation, degenerate


def test_no_degenerate_design_is_wrong() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn's, about the designs it gives up on
        ours, peer = degenerate.main(total=300)
    assert ours == 0
    assert peer > 100


def test_an_animation_looks_as_matplotlib_draws_it(capsys: pytest.CaptureFixture[str]) -> None:
    # Compares size, number and look of the frames itself.
    animation.main(frames=4, rounds=1, size=(960, 540))
    table = capsys.readouterr().out
    assert all(row in table for row in ("4 frames", "ours", "FuncAnimation.save", "ratio"))


def test_another_animation_does_not_look_alike(tmp_path: Path) -> None:
    size, one, other = (960, 540), tmp_path / "one.mp4", tmp_path / "other.mp4"
    animation.ours(animation.moving(2), size, one)
    animation.ours(animation.moving(2, start=45.0), size, other)
    animation.check(one, one, 2, size)
    with pytest.raises(AssertionError, match=r"frame 0 is .* grey levels off"):
        animation.check(one, other, 2, size)
    with pytest.raises(AssertionError, match="2 and 2 frames instead of 3"):
        animation.check(one, one, 3, size)

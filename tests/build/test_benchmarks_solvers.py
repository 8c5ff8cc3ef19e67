"""The benchmarks, in small."""

import warnings

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
    animation.main(frames=3, rounds=1)
    table = capsys.readouterr().out
    assert all(row in table for row in ("3 frames", "ours", "FuncAnimation.save", "ratio"))

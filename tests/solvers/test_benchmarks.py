"""The benchmark of degenerate designs, in small."""

import warnings

from benchmarks.degenerate import main


def test_no_degenerate_design_is_wrong() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn's, about the designs it gives up on
        ours, peer = main(total=300)
    assert ours == 0
    assert peer > 100

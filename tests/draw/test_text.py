"""Numbers are written as readers round them."""

import pytest

from figures.draw.text import number, pair


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.125, "0.13"), (0.875, "0.88"), (-0.125, "−0.13"), (0.375, "0.38"), (10.25, "10.3"), (8.25, "8.25"),
        # Halves in decimals, none of them exact in binary; and one a computation has missed by a hair.
        (2.675, "2.68"), (1.005, "1.01"), (0.1 * 1.15, "0.12"), (0.125 - 1e-15, "0.13"),
        (0.1249, "0.12"), (0.0, "0"), (1e-9, "0.00"),
    ],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero(value: float, told: str) -> None:
    assert number(value) == told


def test_an_eighth_is_written_in_full_in_a_pair() -> None:
    assert pair((0.875, 0.125)) == "(0.875, 0.125)"

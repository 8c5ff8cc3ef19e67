"""The plane of two coefficients: its title and its letters say what its marks show."""

from typing import Any

import numpy as np
import pytest

from figures.draw.two_of_many import slice_panel, two_of_many
from figures.examples.paths import six_example
from figures.examples.six_paths import six_paths

EXAMPLE = six_example()
NAMED = (0.78, 0.55)


def panel(lam: float, penalty: str = "lasso") -> dict[str, Any]:
    """What is drawn of the coefficients w₄ and w₃ of the six."""
    solved = six_paths()[penalty].solved(lam)
    two = two_of_many("slice", EXAMPLE.gram, EXAMPLE.first_pulls, solved, (3, 2))
    return {mark.key: mark for mark in slice_panel(two, "w₄", "w₃", -1.2, -1.08, NAMED)}


@pytest.mark.parametrize(
    ("lam", "penalty", "told", "role"),
    [
        (1.0, "lasso", "w₄ = w₃ = 0: no budget", "zero"),
        (0.15, "lasso", "w₃ = 0: at a corner", "zero"),
        (0.08, "lasso", "w₃ = 0.044: off the corner", "lasso"),
        (0.15, "ridge", "w₃ = 0.217: no corner", "ridge"),
        (0.15, "net", f"w₃ = {six_paths()['net'].path(0.15)[2]:.3f}: off the corner", "fg"),
    ],
)
def test_the_title_says_where_on_the_outline_the_answer_lies(
    lam: float, penalty: str, told: str, role: str
) -> None:
    marks = panel(lam, penalty)
    assert marks["slice-contour-0"].visible == (lam < 1)
    assert (marks["event"].text, marks["event"].role) == (told, role)
    assert marks["slice-touch"].hollow == (role == "zero")


def test_one_zero_of_two_is_a_corner_whichever_it_is() -> None:
    solved = EXAMPLE.solved(0.15)
    two = two_of_many("slice", EXAMPLE.gram, EXAMPLE.first_pulls, solved, (2, 3))
    event = slice_panel(two, "w₃", "w₄", -1.2, -1.08, NAMED)[0]
    assert getattr(event, "text", "") == "w₄ = 0.678: at a corner"


def test_the_name_of_least_squares_is_above_the_contour_or_hidden() -> None:
    for lam in np.linspace(0, 1, 51):
        solved = EXAMPLE.solved(float(lam))
        two = two_of_many("slice", EXAMPLE.gram, EXAMPLE.first_pulls, solved, (3, 2))
        name = panel(float(lam))["ols-name"]
        assert name.visible == (two.reach < 0.6)
        assert name.y == pytest.approx(max(two.ols[1] + two.reach, 0.55))

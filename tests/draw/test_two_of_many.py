"""The plane of two coefficients: its title and its letters say what its marks show."""

from typing import Any

import numpy as np
import pytest

from figures.draw.two_of_many import letters, slice_panel, two_of_many
from figures.examples import six_example, six_paths

EXAMPLE = six_example()
ACROSS, UP = (-0.84, 1.38), (-0.82, 0.92)


def panel(lam: float, penalty: str = "lasso") -> dict[str, Any]:
    """What is drawn of the coefficients w₄ and w₃ of the six."""
    solved = six_paths()[penalty].solved(lam)
    two = two_of_many("slice", EXAMPLE.gram, EXAMPLE.first_pulls, solved, (3, 2))
    return {mark.key: mark for mark in slice_panel(two, "w₄", "w₃", ACROSS, UP, 0.78)}


@pytest.mark.parametrize(
    ("lam", "penalty", "told", "role"),
    [
        (1.0, "lasso", "w₄ = w₃ = 0: no budget yet", "zero"),
        (0.15, "lasso", "w₃ = 0, exactly: at a corner", "zero"),
        (0.08, "lasso", "w₃ = 0.044: off the corner", "lasso"),
        (0.15, "ridge", "w₃ = 0.217: a circle has no corner", "ridge"),
        (0.15, "net", f"w₃ = {six_paths()['net'].path(0.15)[2]:.3f}: off the corner", "fg"),
    ],
)
def test_the_title_says_where_on_the_outline_the_answer_lies(
    lam: float, penalty: str, told: str, role: str
) -> None:
    marks = panel(lam, penalty)
    assert (marks["event"].text, marks["event"].role) == (told, role)
    assert marks["slice-touch"].hollow == (role == "zero")


def test_one_zero_of_two_is_a_corner_whichever_it_is() -> None:
    solved = EXAMPLE.solved(0.15)
    two = two_of_many("slice", EXAMPLE.gram, EXAMPLE.first_pulls, solved, (2, 3))
    event = slice_panel(two, "w₃", "w₄", ACROSS, UP, 0.78)[0]
    assert getattr(event, "text", "") == "w₄ = 0.678: at a corner"


def test_the_region_says_what_it_is() -> None:
    w = six_paths()["lasso"].solved(0.08).w
    assert panel(0.08)["left"].text == f"|w₄| + |w₃| ≤ {abs(w[3]) + abs(w[2]):.3f}"
    assert panel(0.08)["left"].y == pytest.approx(abs(w[3]) + abs(w[2]))
    w = six_paths()["ridge"].solved(0.08).w
    assert panel(0.08, "ridge")["left"].text == f"w₄² + w₃² ≤ {np.hypot(w[3], w[2]):.3f}²"
    assert panel(0.08, "net")["left"].text == "equal penalty"
    assert [panel(lam)["left"].visible for lam in (0.15, 0.85)] == [True, False]


def test_the_name_of_least_squares_is_at_the_contour_or_within_it_or_hidden() -> None:
    seen = set()
    for lam in np.linspace(0, 1, 51):
        solved = EXAMPLE.solved(float(lam))
        two = two_of_many("slice", EXAMPLE.gram, EXAMPLE.first_pulls, solved, (3, 2))
        name, _ = letters(two, "w₄", "w₃", 0.78)
        place = "within" if name.gap == 15 else "at the contour"
        seen.add(place if name.visible else "hidden")
        if name.visible:
            assert two.reach > 0.95 if place == "within" else two.reach < 0.6
            assert name.y == pytest.approx(two.ols[1] + (0 if place == "within" else two.reach))
    assert seen == {"within", "at the contour", "hidden"}

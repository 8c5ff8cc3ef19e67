"""What the home page and its two figures say, computed here."""

import numpy as np

from figures.scenes import one_minute, one_slide
from figures.solvers import lasso


def test_the_weak_coefficient_is_zero_from_its_own_evidence_on() -> None:
    told = one_minute.facts()["weak"]
    for lam in one_minute.LAMBDAS:
        w = lasso(one_minute.X, one_minute.Y, lam)
        assert (w[1] == 0) == (lam >= float(told))
    assert f"When lambda reaches {told}, w2 is exactly zero" in one_minute.SCENE.alt
    assert float(told) in one_minute.LAMBDAS


def test_the_solution_touches_the_diamond_at_the_end_of_the_contour() -> None:
    """For uncorrelated features no point of the diamond is nearer to least squares than the one drawn."""
    for lam in one_minute.LAMBDAS:
        w = lasso(one_minute.X, one_minute.Y, lam)
        budget = np.abs(w).sum()
        share = np.linspace(0, 1, 1001)
        edge = budget * np.stack([share, 1 - share], axis=1)
        assert np.linalg.norm(edge - one_minute.Z, axis=1).min() >= np.linalg.norm(w - one_minute.Z) - 1e-12


def test_the_slide_says_what_lasso_and_ridge_answer() -> None:
    assert one_slide.LASSO == 0
    assert f"({one_slide.LASSO:g}) and by ridge ({one_slide.RIDGE:g})" in one_slide.SCENE.computed
    # Where the falling pull meets each slope: λ·w for ridge, anything from −λ to λ at zero for the lasso.
    assert np.isclose(one_slide.PULL - one_slide.RIDGE, one_slide.LAM * one_slide.RIDGE)
    assert abs(one_slide.PULL) <= one_slide.LAM

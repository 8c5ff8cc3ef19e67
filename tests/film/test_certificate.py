"""The film finds out by itself how well an answer solves its problem."""

from typing import Any

import numpy as np
import pytest

from figures.film.certificate import ALLOWED, bound, violation
from figures.solved import (
    Alone,
    Array,
    BestSubset,
    Budget,
    Folded,
    Problem,
    Regression,
    Solved,
    certified,
    with_middles,
)

RANDOM = np.random.default_rng(11)
X = RANDOM.normal(size=(20, 3))
Y = X @ [2.0, -1.0, 0.05] + 0.1 * RANDOM.normal(size=20)
Z = np.array([-1.7, -0.4, 0.0, 0.3, 2.0])
GRAM = np.array([[1.0, 0.5], [0.5, 1.0]])


def cost(problem: Problem, w: Array) -> float:
    """The objective as ``figures/solved.py`` writes it; of one λ or budget, and infinite beyond a budget."""
    given = {
        name: np.asarray(value, dtype=float) for name, value in vars(problem).items() if value is not None
    }
    off = w - given.get("z", given.get("ols", np.zeros(())))
    match problem:
        case Regression():
            r = given["y"] - given["X"] @ w
            total = r @ r / (2 * len(r)) + given["lam"] * penalty(problem.alpha, np.abs(w), w).sum()
        case Alone():
            size = np.sqrt(w**2 + problem.eps**2)
            total = (off**2 / 2 + given["lam"] * penalty(problem.alpha, size, w)).sum()
        case Folded():
            # The penalty is the integral of its slope.
            near = np.linspace(0, np.abs(w), 4001)
            slope = np.minimum(problem.lam, np.maximum(problem.a * given["lam"] - near, 0) / problem.b)
            total = (off**2 / 2 + np.trapezoid(slope, near, axis=0)).sum()
        case BestSubset():
            total = (off**2 / 2 + given["threshold"] ** 2 / 2 * (w != 0)).sum()
        case Budget():
            size = np.linalg.norm(w, problem.norm, axis=-1)
            inside = (size <= given["budget"] * (1 + 1e-12)).all()
            total = (off @ given.get("gram", np.eye(2)) * off).sum() / 2 if inside else np.inf
    return float(total)


def penalty(alpha: float, size: Array, w: Array) -> Array:
    found: Array = alpha * size + (1 - alpha) / 2 * w**2
    return found


CASES: dict[str, tuple[Any, Any]] = {
    # Closed forms for the lasso's answers: soft thresholds, and the residual correlations equal to λ.
    "lasso": (Regression(np.eye(2) * 2**0.5, 2**0.5 * np.array([1.5, -0.2]), 0.5), np.array([1.0, 0.0])),
    "ridge": (Regression(X, Y, 0.5, 0.0), np.linalg.solve(X.T @ X / 20 + np.eye(3) / 2, X.T @ Y / 20)),
    "least squares": (Regression(X, Y, 0.0), np.linalg.lstsq(X, Y, rcond=None)[0]),
    "zero": (Regression(X, Y, float(np.abs(X.T @ Y).max()) / 20), np.zeros(3)),
    "several λ": (Regression([[1.0]], [2.0], [0.5, 3.0]), np.array([[1.5], [0.0]])),
    "soft": (Alone(Z, 0.5), np.sign(Z) * np.maximum(np.abs(Z) - 0.5, 0)),
    "net": (Alone(Z, 0.5, 0.5), np.sign(Z) * np.maximum(np.abs(Z) - 0.25, 0) / 1.25),
    "shrunk": (Alone(Z, 0.5, 0.0), Z / 1.5),
    "rounded": (Alone(1.0 + 0.5 * 0.6, 0.5, eps=4 / 3), np.array(1.0)),
    "subset": (BestSubset(Z, 0.4), np.where(np.abs(Z) > 0.4, Z, 0)),
    # Fan and Li's three pieces with a = 3.7, Zhang's two with γ = 3.
    "SCAD": (Folded([0.5, -1.5, 3.0, -4.0], 1.0, 3.7, 2.7), np.array([0, -0.5, 4.4 / 1.7, -4.0])),
    "MCP": (Folded([0.5, -2.0, 4.0], 1.0, 3.0, 3.0), np.array([0, -1.5, 4.0])),
    "diamond": (Budget(None, [[2.0, 0.5], [0.1, 0.2]], 1.0), np.array([[1.0, 0.0], [0.1, 0.2]])),
    "edge": (Budget(np.eye(2), [1.0, 0.75], 1.25), np.array([0.75, 0.5])),
    "disc": (Budget(None, [3.0, 4.0], 1.0, 2), np.array([0.6, 0.8])),
    # The pull at (1, 0) is G(1, −½)ᵀ = (¾, 0)ᵀ: the one exact zero of a disc.
    "tilted disc": (Budget(GRAM, [2.0, -0.5], 1.0, 2), np.array([1.0, 0.0])),
    "in the disc": (Budget(GRAM, [0.3, 0.4], 1.0, 2), np.array([0.3, 0.4])),
    "no budget": (Budget(GRAM, [0.3, 0.4], 0.0), np.zeros(2)),
    "no disc": (Budget(GRAM, [0.3, 0.4], 0.0, 2), np.zeros(2)),
    "square": (Budget(None, [[2.0, -1.5], [0.4, 3.0]], 1.0, np.inf), np.array([[1.0, -1.0], [0.4, 1.0]])),
    # On the side w₁ = 1 the pull G(1, b)ᵀ has no second part where b = −½.
    "tilted square": (Budget(GRAM, [2.0, 0.0], 1.0, np.inf), np.array([1.0, 0.5])),
    "in the square": (Budget(GRAM, [0.3, 0.4], 1.0, np.inf), np.array([0.3, 0.4])),
    "no square": (Budget(GRAM, [0.3, 0.4], 0.0, np.inf), np.zeros(2)),
    "nothing to do": (Budget(GRAM, [0.0, 0.0], 1.0, 2), np.zeros(2)),
}


@pytest.mark.parametrize("name", CASES)
def test_closed_forms_are_optimal(name: str) -> None:
    assert violation(certified(*CASES[name])) < 1e-14


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("size", [1e-9, 1e-3, 1.0])
def test_no_answer_can_be_moved_unnoticed(name: str, size: float) -> None:
    problem, w = CASES[name]
    for place in np.ndindex(w.shape):
        for sign in (1, -1):
            moved = w.copy()
            moved[place] += sign * size
            assert violation(certified(problem, moved)) > 1e-10, (place, sign)


@pytest.mark.parametrize("name", [name for name in CASES if name != "several λ"])
def test_no_answer_nearby_costs_less(name: str) -> None:
    """The closed forms above are minimisers, found out by nothing but what answers cost."""
    problem, w = CASES[name]
    random, least = np.random.default_rng(5), cost(problem, w)
    assert np.isfinite(least)
    for size in np.geomspace(1e-3, 3, 400):
        moved = w + size * random.normal(size=w.shape)
        if isinstance(problem, Budget):
            length = np.linalg.norm(moved, problem.norm, axis=-1, keepdims=True)
            moved = moved * np.minimum(1, np.asarray(problem.budget) / length)
        keep = random.random(w.shape) < 0.5
        for tried in (moved, np.where(keep, moved, w), np.where(keep, moved, 0)):
            assert cost(problem, tried) >= least - 1e-12


def test_a_kink_holds_no_more_than_its_slope() -> None:
    assert violation(certified(Alone(0.5 + 1e-9, 0.5), 0.0)) == pytest.approx(2e-9, rel=1e-3)
    assert violation(certified(Alone(-0.5, 0.5), 0.0)) == 0


def test_a_zero_must_be_optimal_beside_others() -> None:
    # At least squares of (2, −0.5) on correlated features the second must be negative within 2.2.
    assert violation(certified(Budget(GRAM, [2.0, -0.5], 2.2), [2.2, 0.0])) > 0.01


@pytest.mark.parametrize("norm", [1, 2, np.inf])
def test_least_squares_beyond_the_budget_is_no_answer(norm: Any) -> None:
    assert violation(certified(Budget(None, [3.0, 4.0], 1.0, norm), [3.0, 4.0])) > 1


def test_best_subset_takes_the_better_of_its_candidates() -> None:
    assert violation(certified(BestSubset(0.3, 0.4), 0.3)) > 0.1
    assert violation(certified(BestSubset(0.5, 0.4), 0.0)) > 0.1


def test_a_penalty_must_fall_slower_than_the_loss_rises() -> None:
    """Else the sum is not convex, and what its conditions tell may be no minimum."""
    with pytest.raises(ValueError, match=r"slopes that fall by 1/1 to 0 at 2 λ cannot be certified"):
        violation(certified(Folded(0.5, 1.0, 2.0, 1.0), 0.0))
    with pytest.raises(ValueError, match="of norm 3 cannot"):
        violation(certified(Budget(GRAM, [0.3, 0.4], 1.0, 3), [0.3, 0.4]))


def test_signs_count() -> None:
    assert violation(certified(Budget(None, [3.0, 3.0], 1.0, np.inf), [1.0, -1.0])) > 0.1
    assert violation(certified(Folded(2.0, 1.0, 3.7, 2.7), -1.0)) > 0.1
    assert violation(certified(Alone(2.0, 0.5), 2.5)) > 0.1
    assert violation(certified(Budget(None, [3.0, 4.0], 1.0, 2), [-0.6, -0.8])) > 0.1
    assert violation(certified(Budget(None, [3.0, 0.0], 1.0), [-1.0, 0.0])) > 0.1


def test_the_worst_of_many_answers_counts() -> None:
    assert violation(certified(Alone([1.0, 2.0], 0.5), [0.5, 1.4])) == pytest.approx(0.05)
    lams = Regression([[1.0]], [2.0], [0.5, 3.0])
    assert violation(certified(lams, [[1.5], [0.1]])) > 0.1


def test_what_is_no_number_is_not_optimal() -> None:
    assert not violation(certified(Alone(1.0, 0.5), np.nan)) <= ALLOWED


@pytest.mark.parametrize(
    ("problem", "answer"),
    [
        (Regression(X, Y, 0.5), [0.0, 0.0]),
        (Regression(X, Y, [0.5, 0.6]), [0.0, 0.0, 0.0]),
        (Alone(Z, 0.5), 0.0),
        (BestSubset(Z, 0.5), 0.0),
        (Folded(Z, 0.5, 3.0, 3.0), 0.0),
        (Budget(GRAM, [[1.0, 2.0]], 1.0), [1.0, 0.0]),
    ],
)
def test_an_answer_of_another_shape_is_refused(problem: Problem, answer: Any) -> None:
    with pytest.raises(ValueError, match=r"of shape .* was to be certified for a problem of shape"):
        violation(certified(problem, answer))


def test_nothing_is_no_answer() -> None:
    with pytest.raises(ValueError, match="an empty answer"):
        violation(certified(Alone([], 0.5), []))


def test_an_unknown_problem_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot check a str"):
        violation(Solved("minimise!", np.zeros(1)))  # type: ignore[arg-type]


def test_what_is_certified_cannot_be_changed_afterwards() -> None:
    X, w = np.eye(2) * 2**0.5, np.array([1.0, 0.0])
    solved = certified(Regression(X, 2**0.5 * np.array([1.5, -0.2]), 0.5), w)
    w[:] = 7
    X[:] = 0
    assert violation(solved) < 1e-14
    with pytest.raises(ValueError, match="read-only"):
        solved.w[0] = 7


def test_a_line_that_bends_elsewhere_too_is_seen_at_its_middles() -> None:
    z, w = with_middles([-2.0, -0.5, 0.5, 2.0], [-1.5, 0.0, 0.0, 1.5])
    assert z.tolist() == [-2.0, -1.25, -0.5, 0.0, 0.5, 1.25, 2.0]
    assert violation(certified(Alone(z, 0.5), w)) == 0
    # Every answer at its ends is right, also where the flat zone is drawn too narrow.
    z, w = with_middles([-0.4, 0.4, 2.0], [0.0, 0.0, 1.5])
    assert violation(certified(Alone(z[::2], 0.5), w[::2])) == 0
    assert violation(certified(Alone(z, 0.5), w)) > 0.01
    _, rows = with_middles([0.0, 1.0], [[0.0, 2.0], [4.0, 0.0]])
    assert rows.tolist() == [[0.0, 2.0], [2.0, 1.0], [4.0, 0.0]]


def test_bounds_are_powers_of_ten_that_no_processor_changes() -> None:
    assert [bound(value) for value in (0.0, 3e-17, 9.9e-14, 1.1e-13, 1e-12, 2e-11)] == [
        1e-13, 1e-13, 1e-13, 1e-12, 1e-12, 1e-10,
    ]  # fmt: skip
    assert np.isnan(violation(certified(Alone(1.0, 0.5), np.nan)))

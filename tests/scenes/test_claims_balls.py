"""What the figures of other powers, of three coefficients and of chances say is computed here again."""

import math
from typing import Any

import numpy as np
import pytest

from figures.draw.marks import Ellipse, Label, Polygon, Segment
from figures.draw.solids import spot
from figures.examples.null_features import null_answers
from figures.film.certificate import ALLOWED, violation
from figures.scene import Frame
from figures.scenes import corner_probability, lq_balls, octahedron
from figures.solved import Budget, certified
from figures.solvers import lasso, project_l1


def at(frame: Frame) -> dict[str, Any]:
    """The marks of a frame by their keys."""
    return {mark.key: mark for mark in frame.marks}


def outline(q: float, count: int = 400) -> np.ndarray:
    """The first quadrant of a ball, from its equation, dense at both axes."""
    turn = np.sin(np.linspace(0, np.pi / 2, count)) ** 2 * np.pi / 2
    return np.stack([np.cos(turn), np.sin(turn)], axis=1) ** (2 / q)


@pytest.mark.parametrize("q", lq_balls.POWERS)
def test_only_the_diamond_is_convex_and_has_corners(q: float) -> None:
    marks = at(lq_balls.draw(q))
    chords = np.diff(outline(q), axis=0)
    turns = chords[:-1, 0] * chords[1:, 1] - chords[:-1, 1] * chords[1:, 0]
    convex = bool((turns > -1e-12).all())
    # The direction in which the outline leaves the axis at (1, 0): straight up if it is smooth.
    near = 1e-6
    corners = bool((1 - (1 - near**q) ** (1 / q)) / near > 0.5)
    yes = {True: "yes", False: "no"}
    for key, says in (("any-corners", f"corners: {yes[corners]}"), ("any-convex", f"convex: {yes[convex]}")):
        assert isinstance(marks[key], Label)
        assert marks[key].text == says
    assert marks["any-both"].visible == (corners and convex) == (q == 1)
    rings = [mark for key, mark in marks.items() if key.startswith("any-corner-")]
    assert [ring.visible for ring in rings if isinstance(ring, Ellipse)] == [corners] * 4
    assert marks["any-q"].text.startswith(f"q = {q:g}")


@pytest.mark.parametrize("q", lq_balls.POWERS)
def test_the_shape_drawn_is_the_ball_and_the_chord_leaves_it_or_not(q: float) -> None:
    marks = at(lq_balls.draw(q))
    for key, power in {"any": q, **lq_balls.FIXED}.items():
        ball = marks[f"{key}-ball"]
        assert isinstance(ball, Polygon)
        assert (np.abs(ball.points[::3]) ** power).sum(axis=1) == pytest.approx(1, rel=1e-12)
        # A line between two points of the ball, which leaves it where the ball is not convex, as is said.
        chord, says = marks[f"{key}-chord"], marks[f"{key}-leaves"]
        assert isinstance(chord, Segment)
        ends, share = np.array([[chord.x1, chord.y1], [chord.x2, chord.y2]]), np.linspace(0, 1, 51)[:, None]
        assert (np.abs(ends) ** power).sum(axis=1) == pytest.approx(1)
        sizes = (np.abs(share * ends[0] + (1 - share) * ends[1]) ** power).sum(axis=1)
        assert chord.visible
        assert bool((sizes > 1 + 1e-12).any()) == says.visible == (power < 1)


# --- the chance of a corner ----------------------------------------------------------------------


def chances(t: float, rho: float = 0.0) -> tuple[float, float]:
    """P(corner) and P(inside) by the formulas of the lesson."""
    plus, minus = (math.erfc(t * math.sqrt((1 + s * rho) / 2) / math.sqrt(2)) / 2 for s in (1, -1))
    return 4 * plus * minus, (1 - 2 * plus) * (1 - 2 * minus)


def binding(t: float, rho: float) -> float:
    """P(corner) among samples for which the budget binds."""
    corner, inside = chances(t, rho)
    return corner / (1 - inside)


def test_the_facts_of_the_chances_by_the_formula_on_the_page() -> None:
    facts = corner_probability.facts()
    for name, t in (("quarter", 0.25), ("one", 1.0), ("two", 2.0), ("three", 3.0)):
        told = {"corner": chances(t)[0], "binding": binding(t, 0.0), "high": binding(t, 0.99)}
        for key, share in told.items():
            assert facts[f"{key}_{name}"] == f"{100 * share:.{1 if share > 0.02 else 2}f}\u00a0%"
    assert (facts["binding_three"], facts["high_three"]) == ("1.72\u00a0%", "0.28\u00a0%")
    assert [facts[f"binding_{name}"] for name in ("quarter", "one", "two")] == [
        "75.4\u00a0%", "31.5\u00a0%", "8.5\u00a0%",
    ]  # fmt: skip
    assert facts["band_one"] == "30\u00a0%"
    # Up to τ correlation shifts the chance by little, beyond several-fold.
    near, one, far = (binding(t, 0.99) / binding(t, 0.0) for t in (0.25, 1.0, 3.0))
    assert (abs(near - 1) < 0.06, abs(one - 1) < 0.06, far < 0.2) == (True, True, True)


@pytest.mark.parametrize("t", corner_probability.BUDGETS)
def test_the_chances_drawn_are_those_of_the_formula(t: float) -> None:
    marks = at(corner_probability.draw(t))
    corner, inside = chances(t)
    assert corner_probability.chance(t, of="inside") == pytest.approx(inside)
    assert marks["lead"].text == f"{100 * corner:.2g}\u00a0%"
    assert marks["title"].text == f"budget {t:.4g} τ: {100 * corner:.2g}\u00a0% at a corner"
    # Mostly with a tight budget, seldom with a loose one.
    assert (corner > 0.5) == (t <= 0.5)
    assert (corner < 0.1) == (t > 1.4)


@pytest.mark.parametrize("t", corner_probability.BUDGETS)
def test_a_sample_is_hollow_in_a_wedge_and_green_in_the_diamond(t: float) -> None:
    """By the lesson's three cases; the counted share and its interval are those of these samples."""
    marks = at(corner_probability.draw(t))
    hits, ends = 0, set()
    for row, (x, y) in enumerate(corner_probability.OLS.tolist()):
        dot, gap = marks[f"sample-{row}"], abs(abs(x) - abs(y))
        inside = abs(x) + abs(y) <= t
        fate = "ols" if inside else "zero" if gap >= t else "lasso"
        assert (dot.x, dot.y, dot.role, dot.hollow) == (x, y, fate, fate == "zero")
        hits += fate == "zero"
        # The way to the nearest point of the diamond, for features without a correlation.
        way, sizes = marks[f"sample-way-{row}"], np.abs([x, y])
        end = np.sign([x, y]) * np.clip(sizes - (sizes.sum() - t) / 2, 0, t)
        assert (way.role, way.visible, way.x1, way.y1) == (fate, not inside, x, y)
        assert (way.x2, way.y2) == (pytest.approx(end, abs=1e-12) if not inside else (x, y))
        if fate == "zero":
            ends.add((way.x2, way.y2))
    for j, corner in enumerate(((t, 0), (0, t), (-t, 0), (0, -t))):
        dot = marks[f"corner-{j}"]
        assert ((dot.x, dot.y), dot.hollow, dot.visible) == (corner, True, corner in ends)
    share, bar = marks["share"], marks["counted"]
    assert (share.x, share.y) == (t, hits / 40)
    assert marks["level"].text == "dot: counted, with 95\u00a0% interval"
    # Both ends lie 1.96 standard deviations from the share.
    for p in {bar.y1, bar.y2} - {0.0}:
        assert abs(share.y - p) / math.sqrt(p * (1 - p) / 40) == pytest.approx(1.959964, rel=1e-6)
    assert bar.y1 <= chances(t)[0] <= bar.y2


def test_the_unit_is_drawn_at_its_length_and_one_sample_is_named() -> None:
    """τ = 1 in the units of the plane; the film tightens the budget and ends where a corner is likely."""
    marks, ols = at(corner_probability.draw(0.375)), corner_probability.OLS
    unit, one = marks["unit"], marks["one"]
    assert (unit.x2 - unit.x1, unit.y2 - unit.y1) == pytest.approx((1, 0))
    assert [one.x, one.y] in ols.tolist()
    scene = corner_probability.SCENE
    budgets = [state["budget"] for state in scene.states()]
    assert budgets == sorted(budgets, reverse=True)
    told = [f"{100 * chances(t)[0]:.2g}\u00a0%" for t in (2.0, 0.375)]
    assert scene.story[1].sentence == f"In a loose budget {told[0]} end at a corner."
    assert all(number in scene.alt and number in scene.notes for number in told)
    assert (budgets[1], budgets[-1]) == (2.0, 0.375)
    # Soon most dots lie in a wedge.
    dots = [mark for key, mark in marks.items() if key.startswith("sample-") and "way" not in key]
    assert sum(dot.role == "zero" for dot in dots) > len(dots) / 2 == 20


def test_the_band_holds_the_chances_at_all_correlations_it_names() -> None:
    marks = at(corner_probability.draw(1.0))
    (line,) = marks["chance"].pieces
    for t, height in line:
        assert height == pytest.approx(chances(t)[0], rel=1e-12)
    band = np.array(marks["band"].points)
    top, foot = band[: len(line)], band[: len(line) - 1 : -1]
    assert (foot == line).all()
    for rho in (-0.99, -0.5, 0.3, 0.9, 0.99):
        each = np.array([chances(t, rho)[0] for t in top[:, 0]])
        assert (each <= top[:, 1] * (1 + 1e-12)).all()
        assert (each >= foot[:, 1]).all()


def test_correlation_adds_up_to_eight_points_to_the_chance_of_a_corner() -> None:
    """In units of a τ that does not depend on the correlation, and within the band's correlations."""
    added = [chances(t, 0.99)[0] - chances(t)[0] for t in np.linspace(0.01, 5, 500).tolist()]
    assert (round(100 * max(added)), round(0.01 + 0.01 * int(np.argmax(added)), 2)) == (8, 0.67)
    assert min(added) > 0
    assert "correlation adds up to 8 points" in corner_probability.SCENE.notes
    assert at(corner_probability.draw(1.0))["band-name"].text == "band: |ρ| ≤ 0.99"


# --- the octahedron ------------------------------------------------------------------------------


def nearest(ols: np.ndarray) -> np.ndarray:
    """The nearest points of |w₁| + |w₂| + |w₃| ≤ 1, by bisection of what is taken off each size."""
    low, high = np.zeros((len(ols), 1)), np.abs(ols).max(axis=1, keepdims=True)
    for _ in range(100):
        middle = (low + high) / 2
        over = np.maximum(np.abs(ols) - middle, 0).sum(axis=1, keepdims=True) > 1
        low, high = np.where(over, middle, low), np.where(over, high, middle)
    answers: np.ndarray = np.sign(ols) * np.maximum(np.abs(ols) - high, 0)
    return answers


def test_the_answers_of_the_octahedron_are_its_nearest_points() -> None:
    answers = nearest(octahedron.OLS)
    np.testing.assert_allclose(octahedron.ANSWERS.w, answers, atol=1e-12)
    assert (octahedron.OLS > 0).all()
    zeros = (answers == 0).sum(axis=1)
    assert [int((zeros == n).sum()) for n in range(3)] == octahedron.SHARES == [3, 3, 9]
    assert "12 of these 15 answers have a zero" in octahedron.SCENE.claim


def test_of_points_spread_evenly_over_its_sphere_as_many_have_a_zero_as_the_speaker_says() -> None:
    """By a sum over the sphere: with height and turn in even steps every point stands for the same area."""
    steps = (np.arange(400) + 0.5) / 400
    height, turn = (part.ravel() for part in np.meshgrid(steps, steps * np.pi / 2))
    wide = np.sqrt(1 - height**2)
    ols = octahedron.RADIUS * np.stack([wide * np.cos(turn), wide * np.sin(turn), height], axis=1)
    zeros = (nearest(ols) == 0).sum(axis=1)
    assert [round(100 * (zeros == n).mean()) for n in range(3)] == [12, 52, 36]
    assert round(100 * (zeros > 0).mean()) == 88
    assert octahedron.SCENE.notes.endswith("of points spread evenly at this distance it would be 88 %.")


def test_the_points_of_the_octahedron_are_nearest_together_by_the_axes() -> None:
    apart = np.linalg.norm(octahedron.OLS[:, None] - octahedron.OLS, axis=2) + np.eye(15) * 9
    gap, by_axis = apart.min(axis=1), octahedron.OLS.max(axis=1)
    assert set(np.argsort(-by_axis)[:3].tolist()) <= set(np.flatnonzero(gap < gap.min() * 1.001).tolist())


@pytest.mark.parametrize("angle", octahedron.ANGLES)
def test_each_point_goes_to_its_answer_and_is_hollow_there_if_that_has_a_zero(angle: int) -> None:
    answers = nearest(octahedron.OLS)
    for way in octahedron.WAY:
        marks = at(octahedron.draw(angle, way))
        for row, (start, end) in enumerate(zip(octahedron.OLS, answers, strict=True)):
            line, dot = marks[f"way-{row}"], marks[f"answer-{row}"]
            assert (line.x1, line.y1) == pytest.approx(spot(start, angle))
            assert (line.x2, line.y2) == pytest.approx(spot(start + way * (end - start), angle))
            assert (dot.hollow, dot.visible) == (0 in end, way == 1)
            assert dot.role == line.role == ("zero" if 0 in end else "lasso")
        bars = [marks[f"kind-{row}"].points for row in range(3)]
        spans = [(0, 9), (9, 12), (12, 15)] if way == 1 else [(0, 0), (0, 0), (0, 15)]
        assert [(min(y for _, y in bar), max(y for _, y in bar)) for bar in bars] == spans
        assert [marks[f"kind-{row}"].role for row in range(3)] == ["zero", "zero", "lasso"]
        total = "9 + 3 = 12 of 15" if way == 1 else "0 of 15"
        assert (marks["sum"].text, marks["sum"].role) == (
            f"With a zero: {total}",
            "zero" if way == 1 else "fg",
        )
        told = [marks[f"kind-{row}-words"] for row in range(3)]
        assert [words.visible for words in told] == [way == 1] * 3
        words_at_end = ["9 at a vertex: two zeros", "3 on an edge: one zero", "3 on a face: none"]
        assert way < 1 or [words.text for words in told] == words_at_end
        for row, _, words in octahedron.NAMED[1:]:
            named = [f"w{name} = " for name, w in zip("₁₂₃", answers[row], strict=True) if w == 0]
            assert words.split(": ")[1] == "".join(named) + "0"
            assert words.startswith("vertex" if len(named) == 2 else "edge")


def test_the_table_of_many_features() -> None:
    facts, shares = octahedron.facts(), []
    for p in (2, 10, 100, 1000):
        answers = null_answers(p)
        assert violation(answers) <= ALLOWED
        kept = (answers.w != 0).sum(axis=1)
        vertex = float(facts[f"vertex_{p}"].removesuffix("\u00a0%")) / 100
        shares.append((1 - kept.mean() / p, vertex))
        assert facts[f"kept_{p}"] == f"{kept.mean():.1f}"
        # The chance is exact, the samples agree; with two features it is that of a corner.
        assert abs((kept == 1).mean() - vertex) < 4 * math.sqrt(vertex * (1 - vertex) / len(kept))
        assert p > 2 or vertex == pytest.approx(chances(1.0)[0], abs=5e-4)
        # The standard errors that the page gives for what is simulated.
        error = kept.std() / math.sqrt(len(kept))
        assert (error < 0.04, error / p < 0.005) == (True, True)
        assert float(facts[f"zeros_{p}"].removesuffix("\u00a0%")) == pytest.approx(
            100 * shares[-1][0], abs=0.5
        )
    zeros, alone = np.array(shares).T
    # The share of zeros rises, while a vertex becomes rarer.
    assert (np.diff(zeros) > 0).all()
    assert (np.diff(alone) < 0).all()
    assert (zeros[-1] > 0.99, alone[0] > 0.2, alone[-1] < 0.04) == (True, True, True)


def test_a_projection_in_many_dimensions_is_the_lasso_of_an_orthonormal_design() -> None:
    random = np.random.default_rng(1)
    X = np.sqrt(30) * np.linalg.qr(random.normal(size=(30, 12)))[0]
    b = random.normal(size=12)
    w = project_l1(b, 2.0)
    lam = np.abs(b - w).max()
    np.testing.assert_allclose(lasso(X, X @ b, lam), w, atol=1e-10)
    assert np.abs(w).sum() == pytest.approx(2.0)
    assert violation(certified(Budget(None, b, 2.0), w)) < 1e-12

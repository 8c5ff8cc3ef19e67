"""What the lesson "Diamond and circle" and its figures say is computed here, on another way."""

import math
from typing import Any

import numpy as np
import pytest

from figures.data.plane import OLS, RHOS
from figures.draw.marks import Ellipse, Label
from figures.scene import Frame, scenes
from figures.scenes import contour_touch, drag_ols
from figures.solvers import (
    correlated_gram,
    project_l1,
    touch_diamond,
    two_feature_lasso,
)
from tests.films import film

MANY = np.random.default_rng(3).uniform(-4, 4, (500, 2))


def outline(ring: Ellipse, count: int = 240) -> np.ndarray:
    """Points on an ellipse."""
    turn = np.linspace(0, 2 * np.pi, count)
    angle = np.radians(ring.angle)
    along, across = ring.a * np.cos(turn), ring.b * np.sin(turn)
    x = ring.x + along * np.cos(angle) - across * np.sin(angle)
    y = ring.y + along * np.sin(angle) + across * np.cos(angle)
    return np.stack([x, y], axis=1)


def at(frame: Frame) -> dict[str, Any]:
    """The marks of a frame by their keys."""
    return {mark.key: mark for mark in frame.marks}


def test_the_facts_of_the_contours() -> None:
    assert contour_touch.facts() == {
        "corner_until": "1.25", "first": "2", "second": "0.75", "ridge_at_one": "0.14", "crossing": "0.5",
    }  # fmt: skip


@pytest.mark.parametrize("rho", RHOS)
@pytest.mark.parametrize("t", contour_touch.BUDGETS)
def test_the_diamond_holds_the_second_coefficient_at_zero_and_the_circle_only_passes(
    t: float, rho: float
) -> None:
    shown = film("contour_touch")
    marks = at(shown.frames[shown.at({"budget": t, "rho": rho})])
    lasso, ridge = marks["lasso-touch"], marks["ridge-touch"]
    # The lasso of two standardized features is the nearest point of the diamond, whatever rho.
    excess = max(sum(OLS) - t, 0) / 2
    nearest = (t, 0.0) if t <= 1.25 else (OLS[0] - excess, OLS[1] - excess)
    assert (lasso.x, lasso.y) == pytest.approx(nearest, abs=1e-12)
    assert (lasso.y == 0) == (t <= 1.25) == lasso.hollow
    # Ridge's pull runs along the first axis there: rho (2 - t) + 0.75 = 0.
    passes = rho * (OLS[0] - t) + OLS[1] == 0
    assert passes == ((rho, t) in {(-0.5, 0.5), (-0.75, 1.0)})
    assert (ridge.y == 0) == passes == ridge.hollow
    mu = (OLS[0] - ridge.x + rho * (OLS[1] - ridge.y)) / ridge.x
    assert math.hypot(ridge.x, ridge.y) == pytest.approx(t)
    assert mu > 0
    assert rho * (OLS[0] - ridge.x) + OLS[1] - ridge.y == pytest.approx(mu * ridge.y, abs=1e-9)
    assert marks["lasso-value"].text == (
        "w₂ = 0, exactly" if t <= 1.25 else f"w₂ = {lasso.y + math.copysign(1e-12, lasso.y):.2f}"
    )
    told = f"w₂ = {ridge.y + math.copysign(1e-12, ridge.y):.2f}".replace("-", "−")
    assert marks["ridge-value"].text == ("w₂ = 0, just here" if passes else told)
    assert marks["lasso-title"].text == f"lasso: |w₁| + |w₂| ≤ {t:.2f}"
    assert marks["ridge-title"].text == f"ridge: w₁² + w₂² ≤ {t:.2f}²"
    for name, dot in (("lasso", lasso), ("ridge", ridge)):
        zero = dot.y == 0
        assert dot.role == marks[f"{name}-value"].role == ("zero" if zero else name)
        assert (marks[f"{name}-now-1"].x, marks[f"{name}-now-1"].y) == (t, dot.y)


@pytest.mark.parametrize("rho", RHOS)
def test_the_graph_over_the_budget_rests_where_the_diamond_holds(rho: float) -> None:
    shown = film("contour_touch")
    marks = at(shown.frames[shown.at({"budget": 1.0, "rho": rho})])
    rest, lasso = marks["rest-0"], marks["lasso-course"]
    assert (rest.x1, rest.x2, rest.y1, rest.y2) == (pytest.approx(0, abs=1e-5), 1.25, 0, 0)
    assert (rest.visible, rest.role, marks["rest-name"].text) == (True, "zero", "lasso: 0 up to 1.25")
    assert lasso.pieces[0][0] == (1.25, 0.0)
    assert lasso.pieces[-1][-1] == pytest.approx((1.75, 0.25))
    ((*points,),) = marks["ridge-course"].pieces
    crossings = {-0.75: 1.0, -0.5: 0.5}
    assert [t for t, w in points if w == 0] == ([crossings[rho]] if rho in crossings else [])
    dot = marks["crossing-1"]
    assert dot.visible == (rho in crossings)
    if dot.visible:
        assert (dot.x, dot.y, dot.hollow) == (crossings[rho], 0, True)
        assert marks["crossing-name"].text == f"ridge: 0 only at {crossings[rho]:g}"
    else:
        assert marks["crossing-name"].text == "ridge: never 0"


def test_contours_touch_and_never_cross() -> None:
    """No point of a drawn ellipse lies within the drawn shape, but for rounding."""
    for frame in film("contour_touch").frames:
        marks = at(frame)
        budget = marks["diamond"].points[0][0]
        assert marks["disc"].a == marks["disc"].b == budget
        for name, norm in (("lasso", 1), ("ridge", 2)):
            touch, ring, inner = (marks[f"{name}-{key}"] for key in ("touch", "contour-0", "contour-1"))
            assert np.linalg.norm(outline(ring), norm, axis=1).min() >= budget - 1e-9
            assert np.linalg.norm([touch.x, touch.y], norm) == pytest.approx(budget)
            away, turn = complex(touch.x - ring.x, touch.y - ring.y), math.radians(ring.angle)
            along = away * complex(math.cos(turn), -math.sin(turn))
            assert (along.real / ring.a) ** 2 + (along.imag / ring.b) ** 2 == pytest.approx(1)
            assert (inner.x, inner.y, inner.a / ring.a, inner.b / ring.b) == pytest.approx((*OLS, 0.7, 0.7))


@pytest.mark.parametrize("rho", [-0.95, -0.4, 0.0, 0.3, 0.9])
def test_the_lasso_of_standardized_pairs_is_the_nearest_point_of_the_diamond(rho: float) -> None:
    w = touch_diamond(correlated_gram(rho), MANY, 1.5)
    np.testing.assert_allclose(w, project_l1(MANY, 1.5), atol=1e-12)
    sizes = np.abs(MANY)
    outside = sizes.sum(axis=1) > 1.5
    corner = outside & (np.abs(sizes[:, 0] - sizes[:, 1]) >= 1.5)
    np.testing.assert_array_equal((w == 0).any(axis=1), corner)
    np.testing.assert_allclose(np.abs(w[corner]).max(axis=1), 1.5)
    edge = outside & ~corner & (MANY > 0).all(axis=1)
    difference = MANY[edge, 0] - MANY[edge, 1]
    np.testing.assert_allclose(w[edge], np.stack([difference + 1.5, 1.5 - difference], axis=1) / 2)


def dragged() -> list[tuple[float, float, dict[str, Any]]]:
    """All stops of the point that can be dragged, and points between them, with what is drawn there."""
    stops = [(at(f)["ols"].x, at(f)["ols"].y, at(f)) for f in film("drag_ols").frames]
    between = np.random.default_rng(4).uniform(0, 2, (200, 2)).tolist()
    return stops + [(b1, b2, at(drag_ols.draw(b2=b2, b1=b1))) for b1, b2 in between]


def test_sizes_that_differ_by_the_budget_or_more_leave_the_smaller_one_at_zero() -> None:
    for b1, b2, marks in dragged():
        gap, lasso, told = abs(b1 - b2), marks["lasso"], marks["fate"]
        if b1 + b2 <= 0.75:
            assert (lasso.x, lasso.y) == (b1, b2)
            assert told.text == "inside t = 0.75: it stays"
        elif gap >= 0.75:
            assert (lasso.x, lasso.y) == ((0.75, 0) if b1 > b2 else (0, 0.75))
            assert f"≥ t = 0.75: {'w₂' if b1 > b2 else 'w₁'} = 0" in told.text
        else:
            assert (lasso.x, lasso.y) == pytest.approx(((b1 - b2 + 0.75) / 2, (b2 - b1 + 0.75) / 2))
            assert 0 not in (lasso.x, lasso.y)
            assert told.text.endswith("< t = 0.75: neither is 0")
        if b1 + b2 > 0.75:
            shown = float(told.text.split()[2])
            assert (shown >= 0.75) == (gap >= 0.75)
            assert shown == pytest.approx(gap, abs=1.001e-3)
        # Drawn under the diamond: t, and the difference in the colour of what becomes of it.
        drawn, given = marks["difference"], marks["budget"]
        assert (given.x1, given.x2, drawn.x1, drawn.x2) == (0, 0.75, 0, gap)
        assert (drawn.role == "zero") == (0 in (lasso.x, lasso.y))
        assert marks["difference-name"].text.split()[-1] in told.text or b1 + b2 <= 0.75
        zero = 0 in (lasso.x, lasso.y)
        assert lasso.role == told.role == ("zero" if zero else "lasso")
        assert lasso.hollow == zero


def test_the_ways_lead_from_least_squares_to_the_answers_of_their_colours() -> None:
    for b1, b2, marks in dragged():
        size = min(1.0, 0.75 / max(math.hypot(b1, b2), 1e-9))
        for name, answer in (("lasso", None), ("ridge", (size * b1, size * b2))):
            way, dot = marks[f"to-{name}"], marks[name]
            assert way.role == name
            assert (way.x1, way.y1, way.x2, way.y2) == (b1, b2, dot.x, dot.y)
            assert answer is None or (dot.x, dot.y) == pytest.approx(answer, abs=1e-9)
            assert [(m.role, m.key) for m in marks.values() if getattr(m, "dash", "")] == [
                ("ridge", "to-ridge")
            ]


def test_the_graph_follows_the_dot_straight_up() -> None:
    for b1, b2, marks in dragged():
        flat, now = marks["flat-0"], marks["lasso-now-1"]
        assert flat.visible == (b1 > 0.75)
        if flat.visible:
            assert (flat.x1, flat.x2) == (0, pytest.approx(min(b1 - 0.75, 2.0)))
        points = np.array([point for piece in marks["lasso-map"].pieces for point in piece])
        if now.y:
            assert np.interp(b2, *points.T) == pytest.approx(now.y, abs=1e-12)
        assert (now.x, now.y) == (b2, marks["lasso"].y)
        assert (marks["ridge-now-1"].x, marks["ridge-now-1"].y) == (b2, marks["ridge"].y)
        if b1 > 0.75:
            ridge = np.array([point for piece in marks["ridge-map"].pieces for point in piece])
            np.testing.assert_allclose(ridge[:, 1], 0.75 * ridge[:, 0] / np.hypot(b1, ridge[:, 0]), atol=1e-9)


def test_the_two_poses_differ_by_more_and_by_less_than_the_budget() -> None:
    shown = film("drag_ols")
    first, second = (at(shown.frames[place]) for place in shown.poses)
    assert first["fate"].text == "differ by 1 ≥ t = 0.75: w₂ = 0"
    assert second["fate"].text == "differ by 0.25 < t = 0.75: neither is 0"
    assert (first["held"].text, first["held"].visible) == ("lasso: w₂ = 0", True)
    assert (second["slid"].text, second["slid"].visible) == ("lasso: w₂ = 0.25", True)
    assert "the lasso’s answer is (0.75, 0), ridge’s (0.712, 0.237)" in drag_ols.SCENE.alt
    assert "lasso’s answer is (0.5, 0.25)" in drag_ols.SCENE.alt
    assert "exactly 0 up to 0.75" in drag_ols.SCENE.alt
    for marks in (first, second):
        names = {
            mark.text.split(":")[0] for mark in marks.values() if isinstance(mark, Label) and mark.visible
        }
        assert {"least squares", "lasso", "ridge"} <= names


@pytest.mark.parametrize("rho", [-0.7, 0.0, 0.6])
def test_the_zone_of_zero_in_the_penalized_form(rho: float) -> None:
    lam, first = 0.8, 6.0
    for second, zero in (
        (-lam / (1 - rho) - 1e-6, False), (-lam / (1 - rho) + 1e-6, True),
        (lam / (1 + rho) - 1e-6, True), (lam / (1 + rho) + 1e-6, False),
    ):  # fmt: skip
        w = two_feature_lasso(correlated_gram(rho) @ [first, second], rho, lam)
        assert w[0] > 0
        assert (w[1] == 0) == zero


def test_the_pages_on_corners_have_their_figures() -> None:
    homes = {slug: scene.lesson for slug, scene in scenes().items()}
    assert {homes[slug] for slug in ("contour_touch", "fate_map", "drag_ols")} == {"lessons/geometry"}
    counted = {slug for slug, home in homes.items() if home == "lessons/corners"}
    assert counted == {"corner_probability", "budget_and_lambda", "octahedron", "lq_balls"}

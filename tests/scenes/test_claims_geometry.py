"""What the lesson "Diamond and circle" and its figures say is computed here, on another way."""

import math

import numpy as np
import pytest

from figures.data.plane import OLS, RHOS
from figures.draw.contours import outline
from figures.film.certificate import violation
from figures.film.film import shoot
from figures.scene import scenes
from figures.scenes import (
    budget_and_lambda,
    contour_touch,
    corner_probability,
    drag_ols,
    fate_map,
    lq_balls,
    octahedron,
)
from figures.solved import Budget, certified
from figures.solvers import (
    correlated_gram,
    excess_loss,
    fate_regions,
    lasso,
    lq_ball,
    project_l1,
    tilted_gram,
    touch_diamond,
    touch_disc,
    two_feature_lasso,
)

MANY = np.random.default_rng(3).uniform(-4, 4, (500, 2))


def upper_tail(x: float) -> float:
    return math.erfc(x / math.sqrt(2)) / 2


def test_the_facts_of_the_contours() -> None:
    assert contour_touch.facts() == {
        "corner_until": "1.25", "sum": "2.75", "first": "2", "second": "0.75", "ridge_at_one": "0.14",
    }  # fmt: skip


@pytest.mark.parametrize("rho", RHOS)
def test_the_diamond_holds_the_second_coefficient_at_zero_and_the_circle_does_not(rho: float) -> None:
    for t in contour_touch.BUDGETS:
        diamond = contour_touch.answer(t, rho, "diamond").w
        assert (diamond[1] == 0) == (t <= 1.25)
        np.testing.assert_array_equal(diamond, contour_touch.answer(t, 0.0, "diamond").w)
        circle = contour_touch.answer(t, rho, "circle").w
        assert circle[1] != 0
        if rho and t < math.hypot(*OLS):
            assert not np.allclose(circle, contour_touch.answer(t, 0.0, "circle").w, atol=1e-3)


def test_contours_touch_and_never_cross() -> None:
    """No point of a drawn ellipse lies within the drawn shape, but for rounding."""
    for frame in shoot("contour_touch", contour_touch.SCENE).frames:
        marks = {mark.key: mark for mark in frame.marks}
        points = outline(marks["contour"])  # type: ignore[arg-type]
        diamond = marks["diamond"].visible
        size = np.abs(points).sum(axis=1) if diamond else np.hypot(*points.T)
        budget = marks["diamond"].points[0][0]  # type: ignore[attr-defined]
        touch = marks["touch"]
        if (touch.x, touch.y) != OLS:  # type: ignore[attr-defined]
            assert size.min() >= budget - 1e-9
            inside = np.array(OLS) - points
            assert np.abs(inside).max() > 0


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


def test_the_regions_do_not_know_the_correlation() -> None:
    for rho in fate_map.RHOS:
        for ours, plain in zip(
            fate_regions(correlated_gram(rho), 1.0, 4.0), fate_regions(correlated_gram(0.0), 1.0, 4.0),
            strict=True,
        ):  # fmt: skip
            assert ours.fate == plain.fate
            np.testing.assert_allclose(ours.polygon, plain.polygon, atol=1e-12)


@pytest.mark.parametrize("rho", fate_map.RHOS)
def test_ridge_gives_a_zero_on_the_drawn_rays(rho: float) -> None:
    gram = correlated_gram(rho)
    for w in np.array([[1.0, 0], [-1, 0], [0, 1], [0, -1]]):
        for mu in (0.1, 1.0, 4.0):
            np.testing.assert_allclose(
                touch_disc(gram, w + mu * np.linalg.solve(gram, w), 1.0), w, atol=1e-12
            )
    assert (touch_disc(gram, fate_map.POINTS, 1.0) != 0).all()


def test_the_facts_of_the_map() -> None:
    sizes = np.abs(fate_map.POINTS)
    inside = sizes.sum(axis=1) < 1
    corner = ~inside & (np.abs(sizes[:, 0] - sizes[:, 1]) >= 1)
    facts = fate_map.facts()
    assert [facts[name] for name in ("count", "corner", "edge", "inside")] == [
        "48", str(corner.sum()), str((~corner & ~inside).sum()), str(inside.sum()),
    ]  # fmt: skip
    assert facts["share"] == f"{100 * 2 * 8**2 / (2 * 100 - 4):.2f}\u00a0%" == "65.31\u00a0%"
    assert (facts["upright"], facts["diagonal"]) == ("80.9\u00a0%", "65.3\u00a0%")
    points = np.random.default_rng(8).uniform(-10, 10, (200_000, 2))
    binds = np.abs(points).sum(axis=1) > 2
    for tilt, share in ((0.0, 0.809), (np.pi / 4, 0.653)):
        w = touch_diamond(tilted_gram((25.0, 1.0), tilt), points[binds], 2.0)
        assert (w == 0).any(axis=1).mean() == pytest.approx(share, abs=0.004)


def test_each_point_that_can_be_dragged_is_named_by_its_true_fate() -> None:
    for frame in shoot("drag_ols", drag_ols.SCENE).frames:
        text = {readout.key: readout.text for readout in frame.readouts}
        marks = {mark.key: mark for mark in frame.marks}
        b1, b2 = (getattr(marks["ols"], name) for name in ("x", "y"))
        gap, size = abs(abs(b1) - abs(b2)), abs(b1) + abs(b2)
        if size < 0.75:
            assert text["fate"] == "inside: stays"
        elif gap >= 0.75:
            assert "corner" in text["fate"]
            assert text["lasso2" if abs(b1) > abs(b2) else "lasso1"] == "0"
            assert ("border" in text["fate"]) == (gap == 0.75 and size > 0.75)
        else:
            assert "edge" in text["fate"]
            assert "0" not in (text["lasso1"], text["lasso2"])
        on_map = marks["on-map"]
        xs, ys = np.array(marks["map"].points).T  # type: ignore[attr-defined]
        assert np.interp(b2, xs, ys) == pytest.approx(on_map.y, abs=1e-12)  # type: ignore[attr-defined]


def test_the_start_of_the_dragged_point_is_as_the_alt_text_says() -> None:
    frame = drag_ols.draw(b2=0.5, b1=1.5)
    text = {readout.key: readout.text for readout in frame.readouts}
    assert (text["lasso1"], text["lasso2"]) == ("0.75", "0")
    assert (text["ridge1"], text["ridge2"]) == ("0.71", "0.24")


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


def test_the_chance_of_a_corner_by_the_formula_on_the_page() -> None:
    facts = corner_probability.facts()
    for name, t in (("quarter", 0.25), ("one", 1.0), ("two", 2.0)):
        for key, rho in (("binding", 0.0), ("high", 0.99)):
            plus, minus = (upper_tail(t * math.sqrt((1 + s * rho) / 2)) for s in (1, -1))
            corner, inside = 4 * plus * minus, (1 - 2 * plus) * (1 - 2 * minus)
            assert facts[f"{key}_{name}"] == f"{100 * corner / (1 - inside):.1f}\u00a0%"
    assert [facts[f"binding_{name}"] for name in ("quarter", "one", "two")] == [
        "75.4\u00a0%", "31.5\u00a0%", "8.5\u00a0%",
    ]  # fmt: skip


def test_most_simulated_shares_agree_with_the_closed_form() -> None:
    hits = []
    for rho in corner_probability.RHOS:
        corner, _, _ = corner_probability.simulation(rho)
        tried = np.full(len(corner), float(corner_probability.DRAWS))
        low, high = corner_probability.interval(corner, tried)
        exact = [corner_probability.chance(rho, t, "all") for t in corner_probability.SIMULATED]
        hits.append((low <= exact) & (exact <= high))
    assert np.mean(hits) >= 0.85


@pytest.mark.parametrize("rho", RHOS)
def test_budget_and_lambda_name_the_same_answer(rho: float) -> None:
    gram = correlated_gram(rho)
    for t in budget_and_lambda.BUDGETS:
        w, lam = budget_and_lambda.solution(t, rho)
        np.testing.assert_allclose(two_feature_lasso(gram @ OLS, rho, lam), w, atol=1e-12)
        if t <= 1.25:
            assert lam == pytest.approx(OLS[0] + rho * OLS[1] - t)
        elif t <= 2.75:
            assert lam == pytest.approx((1 + rho) * (sum(OLS) - t) / 2)
        if 0 < t < 2.7 and t != 1.25:
            step = 1e-4
            loss = [excess_loss(gram, OLS, touch_diamond(gram, OLS, t + s)) for s in (-step, step)]
            assert (loss[0] - loss[1]) / (2 * step) == pytest.approx(lam, rel=1e-6)


def test_the_facts_of_budget_and_lambda() -> None:
    facts = budget_and_lambda.facts()
    assert [facts[f"lam_{name}"] for name in ("negative", "none", "positive")] == ["0.625", "1", "1.375"]
    assert facts["all"] == "2.75"


def test_a_projection_in_many_dimensions_is_the_lasso_of_an_orthonormal_design() -> None:
    random = np.random.default_rng(1)
    X = np.sqrt(30) * np.linalg.qr(random.normal(size=(30, 12)))[0]
    b = random.normal(size=12)
    w = project_l1(b, 2.0)
    lam = np.abs(b - w).max()
    np.testing.assert_allclose(lasso(X, X @ b, lam), w, atol=1e-10)
    assert np.abs(w).sum() == pytest.approx(2.0)
    assert violation(certified(Budget(None, b, 2.0), w)) < 1e-12


def test_the_share_of_zeros_rises_while_a_vertex_becomes_rarer() -> None:
    _, zeros, alone, _ = octahedron.simulation()
    assert (np.diff(zeros) > 0).all()
    assert zeros[-1] > 0.99
    assert alone[0] > 0.2
    assert alone[-1] < 0.03
    # Simulated shares scatter: compare numbers of features that are far apart.
    assert (alone[:-2] > alone[2:]).all()


def test_only_the_diamond_is_convex_and_has_corners() -> None:
    for frame, q in zip(shoot("lq_balls", lq_balls.SCENE).frames, lq_balls.POWERS, strict=True):
        text = {readout.key: readout.text for readout in frame.readouts}
        ball = lq_ball(q, quarter=400)
        edges = np.diff(ball, axis=0)
        turns = edges[:-1, 0] * edges[1:, 1] - edges[:-1, 1] * edges[1:, 0]
        assert (text["convex"] == "yes") == bool((turns > -1e-12).all())
        # The direction in which the outline leaves the axis at (1, 0): straight up if it is smooth.
        near = 1e-6
        lean = (1 - (1 - near**q) ** (1 / q)) / near
        assert (text["corner"] == "yes") == (lean > 0.5)


def test_the_lesson_has_its_seven_figures() -> None:
    names = {slug for slug, scene in scenes().items() if scene.lesson == "lessons/geometry"}
    assert names == {
        "contour_touch", "fate_map", "drag_ols", "corner_probability", "budget_and_lambda", "octahedron",
        "lq_balls",
    }  # fmt: skip

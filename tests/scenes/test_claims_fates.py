"""What the map of fates and the exchange of budget and λ say and draw, computed here on another way."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.data.plane import OLS, RHOS
from figures.scene import Frame
from figures.scenes import budget_and_lambda, fate_map
from figures.solvers import (
    correlated_gram,
    excess_loss,
    fate_regions,
    tilted_gram,
    touch_diamond,
    touch_disc,
    two_feature_lasso,
)
from tests.films import film

Marks = dict[str, Any]


def at(frame: Frame) -> Marks:
    """The marks of a frame by their keys."""
    return {mark.key: mark for mark in frame.marks}


def fates(way: float, rho: float) -> Marks:
    """The marks of the map of fates in a state."""
    shown = film("fate_map")
    return at(shown.frames[shown.at({"way": way, "rho": rho})])


def test_the_regions_do_not_know_the_correlation() -> None:
    for rho in fate_map.RHOS:
        for ours, plain in zip(
            fate_regions(correlated_gram(rho), 1.0, 4.0), fate_regions(correlated_gram(0.0), 1.0, 4.0),
            strict=True,
        ):  # fmt: skip
            assert ours.fate == plain.fate
            np.testing.assert_allclose(ours.polygon, plain.polygon, atol=1e-12)


@pytest.mark.parametrize("rho", fate_map.RHOS)
def test_ridge_gives_a_zero_on_the_drawn_rays_and_nowhere_else(rho: float) -> None:
    gram, marks = correlated_gram(rho), fates(1.0, rho)
    for j, w in enumerate(np.array([[1.0, 0], [0, 1], [-1, 0], [0, -1]])):
        ray = marks[f"ray-{j}"]
        assert (ray.x1, ray.y1) == tuple(w)
        assert (ray.role, ray.visible) == ("zero", True)
        for mu in (0.1, 1.0, 4.0):
            point = w + mu * np.linalg.solve(gram, w)
            np.testing.assert_allclose(touch_disc(gram, point, 1.0), w, atol=1e-12)
            # It lies on what is drawn.
            ahead, away = np.array([ray.x2 - ray.x1, ray.y2 - ray.y1]), point - w
            assert ahead[0] * away[1] - ahead[1] * away[0] == pytest.approx(0, abs=1e-9)
            assert ahead @ away > 0
    # An area of points has no zero among them.
    assert (touch_disc(gram, np.random.default_rng(1).uniform(-9, 9, (500, 2)), 1.0) != 0).all()
    name = marks["ray"]
    x, y = np.linalg.solve(gram, (0.0, -1.0))
    assert name.x == pytest.approx((name.y + 1) * x / y)


@pytest.mark.parametrize("rho", fate_map.RHOS)
@pytest.mark.parametrize("way", fate_map.SCENE.controls[0].stops)
def test_each_point_flies_straight_to_its_answer(way: float, rho: float) -> None:
    gram, marks, start = correlated_gram(rho), fates(way, rho), fate_map.start(rho)
    # All points but the last two are the same for every rho; those lie on two of the rays.
    aimed = np.arange(34) >= 32
    np.testing.assert_array_equal(start[:32], fate_map.POINTS)
    ends = np.array([[0.0, 1.0], [0.0, -1.0]])
    np.testing.assert_allclose((start[aimed] - ends) @ gram, 1.5 * (1 - rho**2) * ends, atol=1e-12)
    sizes = np.abs(start)
    # The lasso of two standardized features is the nearest point of the diamond, whatever rho.
    excess = (sizes.sum(axis=1) - 1)[:, None] / 2
    lasso = np.sign(start) * np.clip(sizes - excess, 0, 1)
    corner = np.abs(sizes[:, 0] - sizes[:, 1]) >= 1
    for name in ("lasso", "ridge"):
        dots = [marks[f"{name}-{row}"] for row in range(len(start))]
        tails = [marks[f"{name}-tail-{row}"] for row in range(len(start))]
        now = np.array([(dot.x, dot.y) for dot in dots])
        if name == "lasso":
            np.testing.assert_allclose(now, start + way * (lasso - start), atol=1e-12)
        elif way == 1:
            np.testing.assert_allclose(np.hypot(*now.T), 1)
            pull = (start - now) @ gram
            np.testing.assert_allclose(pull, (pull * now).sum(axis=1)[:, None] * now, atol=1e-9)
            assert ((pull * now).sum(axis=1) > 0).all()
            # Of the rest none lies so close to an axis that its dot looks like a zero.
            assert np.degrees(np.arcsin(np.abs(now[~aimed]).min())) > 10
            assert (now[aimed] == ends).all()
        else:
            end = np.array(
                [(fates(1.0, rho)[f"ridge-{row}"].x, fates(1.0, rho)[f"ridge-{row}"].y) for row in range(34)]
            )
            np.testing.assert_allclose(now, start + way * (end - start), atol=1e-12)
        zero = corner if name == "lasso" else aimed
        roles = np.where(zero, "zero", name)
        assert [tail.role for tail in tails] == roles.tolist()
        assert [dot.role for dot in dots] == (roles.tolist() if way == 1 else ["ols"] * len(dots))
        assert [dot.hollow for dot in dots] == (zero if way == 1 else np.zeros_like(zero)).tolist()
        np.testing.assert_allclose([tail.points[0] for tail in tails], start)
        np.testing.assert_allclose([np.mean(tail.points[1:], axis=0) for tail in tails], now, atol=1e-12)
        begun = [marks[f"{name}-start-{row}"] for row in range(34)]
        np.testing.assert_array_equal([(dot.x, dot.y) for dot in begun], start)
        assert {(dot.role, dot.visible) for dot in begun} == {("ols", way > 0)}
        words = ("18" if name == "lasso" else "2") if way == 1 else "t = 1"
        whole = marks[f"{name}-all"]
        assert (marks[f"{name}-zeros"].text, whole.text, whole.visible) == (words, "of 34", way == 1)
    assert (corner.sum(), aimed.sum()) == (18, 2)
    assert marks["ridge-title"].text == f"ridge, ρ = {rho:g}: zeros".replace("-", "−")
    assert marks["diamond"].points[0] == (1, 0)
    assert (marks["disc"].a, marks["disc"].b) == (1, 1)


def test_the_facts_and_sentences_of_the_map() -> None:
    sizes, facts = np.abs(fate_map.start(0.75)), fate_map.facts()
    # All lie beyond both budgets, within the square, and their mirror images are among them.
    images = {tuple(point) for point in fate_map.POINTS.tolist()}
    assert len(images) == 32
    assert images == {(y, -x) for x, y in images} == {(y, x) for x, y in images}
    assert (np.hypot(*fate_map.POINTS.T) > 1).all()
    assert sizes.max() < 3
    corner = np.abs(sizes[:, 0] - sizes[:, 1]) >= 1
    assert [facts[name] for name in ("count", "corner", "edge")] == ["34", "18", "16"]
    assert [str(n) for n in (len(corner), corner.sum(), (~corner).sum())] == ["34", "18", "16"]
    assert "Of 34 points, 18 lie in the lasso’s wedges" in fate_map.SCENE.alt
    assert "18 of 34 end at a corner" in fate_map.SCENE.notes
    assert fate_map.SCENE.story[2].sentence.endswith("18 of 34 zeros.")
    assert facts["share"] == f"{100 * 2 * 8**2 / (2 * 100 - 4):.2f}\u00a0%" == "65.31\u00a0%"
    assert (facts["upright"], facts["diagonal"]) == ("80.9\u00a0%", "65.3\u00a0%")
    points = np.random.default_rng(8).uniform(-10, 10, (200_000, 2))
    binds = np.abs(points).sum(axis=1) > 2
    for tilt, share in ((0.0, 0.809), (np.pi / 4, 0.653)):
        w = touch_diamond(tilted_gram((25.0, 1.0), tilt), points[binds], 2.0)
        assert (w == 0).any(axis=1).mean() == pytest.approx(share, abs=0.004)


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


@pytest.mark.parametrize("rho", RHOS)
@pytest.mark.parametrize("t", budget_and_lambda.BUDGETS)
def test_the_arrow_links_a_budget_with_its_lambda(t: float, rho: float) -> None:
    shown = film("budget_and_lambda")
    marks = at(shown.frames[shown.at({"budget": t, "rho": rho})])
    first, second = OLS[0] + rho * OLS[1], 0.75 * (1 + rho)
    lam = max(first - t if t <= 1.25 else (1 + rho) * (2.75 - t) / 2, 0.0)
    # The line: from all of least squares to where w₂ reaches 0, to λ_max, and on along zero.
    ends = [(0, 5.5), (0, 2.75), (second, 1.25), (first, 0), (budget_and_lambda.END, 0)]
    lines = [marks[key] for key in ("line-0", "line-1", "line-2", "rest")]
    drawn = [(line.x1, line.y1, line.x2, line.y2) for line in lines]
    np.testing.assert_allclose(drawn, [(*a, *b) for a, b in pairwise(ends)], atol=1e-12)
    assert [line.role for line in lines] == ["lasso", "lasso", "lasso", "zero"]
    for key, place in (("knot-0", ends[2]), ("knot-1", ends[3])):
        assert (marks[key].x, marks[key].y) == pytest.approx(place)
        assert marks[key].hollow
    # The arrow: from (0, t) over the line to (λ, 0).
    point, across, down = marks["point"], marks["across"], marks["down"]
    assert (point.x, point.y) == pytest.approx((lam, t), abs=1e-12)
    assert (across.y1, across.y2, across.x2, down.x1, down.x2, down.y1) == pytest.approx(
        (t, t, lam, lam, lam, t), abs=1e-12
    )
    assert marks["at-left"].points[0] == (0, t)
    assert marks["at-foot"].points[0] == pytest.approx((lam, 0), abs=1e-12)
    budget = f"t ≥ {2.75:g}" if t >= 2.75 else f"t = {t:g}"
    price = f"λ ≥ {first:g}" if t == 0 else f"λ = {lam:.4g}"
    assert [marks[key].text for key in ("up", "across-name", "pair")] == [
        budget, price, f"{budget} ↔ {price}",
    ]  # fmt: skip
    # The whole diamond is in its panel, and its answer does not know ρ.
    excess = max(min(sum(OLS) - t, 1.5), 0) / 2
    w = (t, 0.0) if t <= 1.25 else (OLS[0] - excess, OLS[1] - excess)
    rate = f"ρ = {rho:g}".replace("-", "−")
    assert marks["title"].text == f"correlation {rate}"
    told = f"answer: ({round(w[0], 3):g}, {round(w[1], 3):g})"
    compared = rho != 0.5 and 0 < t < 2.75
    assert marks["answer-title"].text == f"{'same' if compared else 'the'} {told}"
    # In grey, unless they are those shown: the line of ρ = 0.5, and its contour through the same answer.
    before = max(2.375 - t if t <= 1.25 else 0.75 * (2.75 - t), 0.0)
    grey, ring, stays = marks["other-1"], marks["other-contour-0"], marks["other-point"]
    lines = [(line.x1, line.y1, line.x2, line.y2) for line in (marks["other-0"], grey)]
    assert np.allclose(lines, [(0, 2.75, 1.125, 1.25), (1.125, 1.25, 2.375, 0)])
    assert (stays.x, stays.y) == pytest.approx((before, t), abs=1e-12)
    assert marks["other-name"].text == f"at ρ = 0.5: λ {'=' if t else '≥'} {before:.4g}"
    assert grey.visible == marks["other-name"].visible == (rho != 0.5)
    assert stays.visible == ring.visible == marks["same"].visible == compared
    assert {grey.role, ring.role, stays.role} == {"quiet"}
    u, v = (w[0] - 2 + w[1] - 0.75) / 2**0.5, (w[1] - 0.75 - w[0] + 2) / 2**0.5
    turn = np.radians(ring.angle - 45)
    along, aside = u * np.cos(turn) + v * np.sin(turn), v * np.cos(turn) - u * np.sin(turn)
    assert not compared or (along / ring.a) ** 2 + (aside / ring.b) ** 2 == pytest.approx(1, abs=1e-9)
    assert sorted((ring.a, ring.b))[1] == pytest.approx(3**0.5 * sorted((ring.a, ring.b))[0])
    assert (marks["joins"].text, marks["joins"].y) == ("w₂ reaches 0", 1.25)
    assert (marks["answer"].x, marks["answer"].y) == pytest.approx(w, abs=1e-12)
    assert marks["answer"].hollow == (t <= 1.25)
    assert marks["diamond"].points[0] == (t, 0)
    assert t <= min(-budget_and_lambda.X[0], budget_and_lambda.X[1], -budget_and_lambda.Y[0])
    assert (marks["title"].role, marks["answer-title"].role) == ("lasso", "zero" if t <= 1.25 else "lasso")


def test_the_film_of_budget_and_lambda_says_what_its_arrow_shows() -> None:
    shown = film("budget_and_lambda")
    scene = shown.scene
    pairs = [at(shown.frames[shown.at(state)])["pair"].text for state in scene.states()]
    assert pairs == [
        "t ≥ 2.75 ↔ λ = 0", "t = 1.25 ↔ λ = 1.125", "t = 1 ↔ λ = 1.375", *["t = 1 ↔ λ = 0.625"] * 3,
    ]  # fmt: skip
    said = [beat.sentence for beat in scene.story]
    assert "t = 1 is λ = 1.375" in said[2]
    assert "λ = 0.625" in said[3]
    for rho in RHOS:
        marks = at(shown.frames[shown.at({"budget": 1.0, "rho": rho})])
        assert marks["answer-title"].text == f"{'the' if rho == 0.5 else 'same'} answer: (1, 0)"
    assert marks["other-name"].text == "at ρ = 0.5: λ = 1.375"
    assert scene.pose == (scene.states()[-1],)

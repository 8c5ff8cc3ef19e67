"""What the two figures of bowls over the plane say is computed here, on another way."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from figures.data.plane import OLS, RESPONSE, ROWS
from figures.draw.marks import Curve, Dot, Label, Polygon, Segment
from figures.scene import Frame
from figures.scenes import from_above, total_cost_2d
from tests.films import film
from tests.solvers.oracles import load

ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
TOTAL, ABOVE = "total_cost_2d", "from_above"


def at(slug: str, **state: Any) -> dict[str, Any]:
    """The marks of a state that is made of stops, by their keys."""
    shown = film(slug)
    return {mark.key: mark for mark in shown.frames[shown.at(state)].marks}


def cost(w: np.ndarray, lam: float, own: float = 0.0) -> np.ndarray:
    """½(w − b)ᵀG(w − b) with ρ = ½, the lasso's penalty, and ridge's with its ``own`` λ."""
    x, y = w[..., 0] - 2.0, w[..., 1] - 0.75
    loss = (x * x + x * y + y * y) / 2
    whole: np.ndarray = loss + lam * np.abs(w).sum(axis=-1) + own / 2 * (w * w).sum(axis=-1)
    return whole


def drawn(mark: Polygon) -> np.ndarray:
    """Points (share, cubic, 2) of a closed line of cubic Béziers."""
    points, t = np.array(mark.points), np.linspace(0, 1, 9)[:, None, None]
    a, b, c, d = (points[first : len(points) - 3 + first : 3] for first in range(4))
    line: np.ndarray = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    return line


def lasso(lam: float) -> tuple[float, float]:
    """The minimum by hand: both shrink by 2λ/3, then w₁ alone, then none."""
    if lam < 9 / 8:
        return 2 - 2 * lam / 3, 0.75 - 2 * lam / 3
    return max(19 / 8 - lam, 0.0), 0.0


def test_the_data_have_the_promised_gram_and_least_squares() -> None:
    X, y = np.array(ROWS, dtype=float), np.array(RESPONSE)
    np.testing.assert_array_equal(X.sum(axis=0), 0)
    np.testing.assert_array_equal(X.T @ X / 8, [[1, 0.5], [0.5, 1]])
    np.testing.assert_array_equal(y, X @ OLS)
    np.testing.assert_array_equal(X.T @ y / 8, [19 / 8, 7 / 4])


@pytest.mark.parametrize("lam", total_cost_2d.LAMBDAS)
def test_the_minimum_slides_into_the_crease_and_along_it(lam: float) -> None:
    marks = at(TOTAL, lam=lam)
    dot, (x, y) = marks["lasso-least"], lasso(lam)
    assert (dot.x, dot.y) == pytest.approx((x, y), abs=1e-12)
    assert (dot.y == 0) == (lam >= 9 / 8)
    assert (dot.x == 0) == (lam >= 19 / 8)
    assert dot.hollow == (dot.role == "zero") == (dot.y == 0)
    assert (
        (marks["lasso-value"].text == "w₂ = 0, exactly")
        == (marks["lasso-value"].role == "zero")
        == dot.hollow
    )
    # The drawn way leads through it, and the bar under it is where it can rest.
    trail = np.array(marks["lasso-trail"].points)
    away = np.abs(np.interp(dot.x, trail[:, 0], trail[:, 1]) - dot.y)
    assert away < 1e-12
    rest = marks["rest-0"]
    assert (rest.x1, rest.y1, rest.x2, rest.y2, rest.role) == (0, 0, 1.25, 0, "zero")
    assert rest.visible == (lam > 0)
    assert not dot.hollow or rest.x1 <= dot.x <= rest.x2


@pytest.mark.parametrize("lam", total_cost_2d.LAMBDAS)
def test_level_lines_show_the_cost_and_crease_on_the_axes_only(lam: float) -> None:
    marks = at(TOTAL, lam=lam)
    for name, own in (("lasso", 0.0), ("ridge", 4 * lam)):
        least = np.array([marks[f"{name}-least"].x, marks[f"{name}-least"].y])
        price = lam if name == "lasso" else 0.0
        for row, height in enumerate(total_cost_2d.HEIGHTS):
            mark = marks[f"{name}-level-{row}"]
            assert mark.role == name
            above = cost(drawn(mark), price, own) - cost(least, price, own)
            np.testing.assert_allclose(above, height, rtol=2e-3)
            assert corners(mark) <= {0.0}
            if name == "ridge" or lam == 0:
                assert not corners(mark)
    # The largest line crosses w₂ = 0, with a corner there once there is a price.
    assert bool(corners(marks["lasso-level-4"])) == (lam > 0)
    for axis in ("w1", "w2"):
        line = marks[f"lasso-{axis}-crease"]
        assert (line.role, line.width, line.visible) == ("lasso", 3, lam > 0)
        assert not marks[f"ridge-{axis}-crease"].visible


def corners(mark: Polygon) -> set[float]:
    """How far from the axes a closed line of cubics turns by more than a degree at once."""
    points = np.array(mark.points[:-1])
    apart = [point for row, point in enumerate(points) if np.hypot(*(point - points[row - 1])) > 1e-9]
    ends = {tuple(point) for point in points[::3].tolist()}
    found = set()
    for row, point in enumerate(apart):
        if tuple(point.tolist()) in ends:
            came, goes = point - apart[row - 1], apart[(row + 1) % len(apart)] - point
            turn = math.degrees(math.atan2(came[0] * goes[1] - came[1] * goes[0], came @ goes))
            if abs(turn) > 1:
                found.add(round(float(np.abs(point).min()), 12))
    return found


@pytest.mark.parametrize("lam", total_cost_2d.LAMBDAS)
def test_the_cut_rises_on_both_sides_where_the_minimum_rests(lam: float) -> None:
    marks, (first, second) = at(TOTAL, lam=lam), lasso(lam)
    below, above = (marks[f"lasso-slope-{side}"] for side in ("below", "above"))
    pull = (first - 2) / 2 - 0.75
    for tag, slope in ((below, pull - lam), (above, pull + lam)):
        told = f"{abs(slope) + 1e-12:.2f}" if abs(slope) > 1e-12 else "0"
        assert tag.text == ("+" if slope > 1e-12 else "−" if slope < -1e-12 else "") + told
        assert tag.role == ("zero" if second == 0 else "lasso")
    assert (second == 0) == (pull - lam < 0 <= pull + lam + 1e-12)
    cut = marks["lasso-cut"]
    assert isinstance(cut, Curve)
    for side in cut.pieces:
        for w2, height in side:
            above_least = cost(np.array([first, w2]), lam) - cost(np.array([first, second]), lam)
            assert height == pytest.approx(float(above_least), abs=1e-12)
    assert [side[-1][0] for side in cut.pieces] == [0, 1.2]
    dot = marks["lasso-cut-least"]
    assert (dot.x, dot.y, dot.hollow) == (pytest.approx(second), 0, second == 0)


def test_ridges_bowl_only_gets_rounder_and_holds_nothing() -> None:
    shown, ratios = film(TOTAL), []
    for lam in total_cost_2d.LAMBDAS:
        marks, own = at(TOTAL, lam=lam), 4 * lam
        G = np.array([[1 + own, 0.5], [0.5, 1 + own]])
        np.testing.assert_allclose(G @ (marks["ridge-least"].x, marks["ridge-least"].y), [19 / 8, 7 / 4])
        assert not marks["ridge-least"].hollow
        assert marks["ridge-shape"].text == "no crease"
        frame = shown.frames[shown.at({"lam": lam})]
        told = {readout.label: readout.text for readout in frame.readouts}
        ratio = math.sqrt((1.5 + own) / (0.5 + own))
        assert told["its ellipses"] == f"{ratio:.2f} : 1"
        ratios.append(ratio)
        assert marks["lasso-title"].text == f"lasso, λ = {lam:g}"
        assert marks["ridge-title"].text == f"ridge, own λ = {own:g}"
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[-1] == pytest.approx(ITEMS["cost.ridge_axis_ratio@10"]["expected"])


def test_the_facts_of_the_creased_bowl() -> None:
    found = dict(film(TOTAL).facts)
    assert (found["last"], found["caught"]) == tuple(
        f"{knot:g}" for knot in ITEMS["cost.knots"]["expected"][:2]
    )
    assert (found["slope_below"], found["slope_above"], found["jump"]) == ("−2.8125", "0.1875", "3")
    for name, lam in (("half", "1/2"), ("three_halves", "3/2")):
        exact = ITEMS[f"cost.lasso@{lam}"]["exact"]
        for key, values in ((name, exact["w"]), (f"ridge_{name}", exact["ridge_w"])):
            told = [f"{round(float(Fraction(value)), 3):g}" for value in values]
            assert found[key] == f"({told[0]}, {told[1]})"
    assert found["five_halves"] == "(0, 0)"
    pose = at(TOTAL, lam=2.0)
    alt = film(TOTAL).scene.alt
    assert f"w2 = {pose['ridge-least'].y:.2f}" in alt
    assert "slopes −3.56 and +0.44" in alt


LEVELS = (27 / 64, 27 / 32, 81 / 64, 27 / 16)
"""Four equal steps; at the second the loss of the diamond’s corner (5/4, 0)."""


def seen(eye: float, w: np.ndarray, height: float) -> np.ndarray:
    """Without perspective: depth·sin + height·cos upwards."""
    turn = math.radians(eye)
    there: np.ndarray = np.stack([w[..., 0], w[..., 1] * math.sin(turn) + height * math.cos(turn)], axis=-1)
    return there


@pytest.mark.parametrize("kind", ["loss", "cost"])
@pytest.mark.parametrize("eye", from_above.EYES)
def test_level_lines_are_cuts_at_equal_heights_seen_from_the_eye(eye: float, kind: str) -> None:
    marks, lam = at(ABOVE, eye=eye, cost=kind), 0.5 * (kind == "cost")
    least = np.array(lasso(lam))
    assert list(from_above.HEIGHTS) == pytest.approx(list(LEVELS))
    straight = at(ABOVE, eye=90.0, cost=kind)
    for row, height in enumerate(LEVELS):
        flat = drawn(straight[f"fallen-{row}"])
        np.testing.assert_allclose(cost(flat, lam) - cost(least, lam), height, rtol=2e-3)
        # From straight above, bowl and plane show the same line.
        np.testing.assert_allclose(drawn(straight[f"level-{row}"]), flat, atol=1e-12)
        np.testing.assert_allclose(drawn(marks[f"level-{row}"]), seen(eye, flat, height - 0.1), atol=1e-12)
        np.testing.assert_allclose(drawn(marks[f"fallen-{row}"]), seen(eye, flat, -1.1), atol=1e-12)
        for side, most in (("left", flat[..., 0].min()), ("right", flat[..., 0].max())):
            thread = marks[f"thread-{row}-{side}"]
            assert thread.x1 == thread.x2 == pytest.approx(most, abs=5e-3)
            assert thread.y1 - thread.y2 == pytest.approx((height + 1) * math.cos(math.radians(eye)))
        cut = marks[f"cut-{row}"]
        assert cut.y1 == cut.y2 == pytest.approx(height - 0.1)
    thin = [marks[key] for key in marks if key.startswith("thin-")]
    assert (len(thin), sum(key.startswith("meridian-") for key in marks)) == (4, 12)
    for mark in [marks[key] for key in marks if key.startswith("meridian-")]:
        (x, y), (u, w) = mark.pieces[0][0], mark.pieces[-1][-1]
        assert (x, y) == pytest.approx(tuple(seen(eye, least, -0.1)))
        turn = math.radians(eye)
        end = np.array([u, (w - (LEVELS[-1] - 0.1) * math.cos(turn)) / math.sin(turn)])
        assert cost(end, lam) - cost(least, lam) == pytest.approx(LEVELS[-1])


@pytest.mark.parametrize("eye", from_above.EYES)
def test_the_eye_is_drawn_where_it_is_said_to_be(eye: float) -> None:
    marks = at(ABOVE, eye=eye, cost="loss")
    sight, dot = marks["sight"], marks["eye"]
    assert isinstance(sight, Segment)
    assert isinstance(dot, Dot)
    assert math.degrees(math.atan2(sight.y1 - sight.y2, sight.x2 - sight.x1)) == pytest.approx(eye)
    assert (sight.x1, sight.y1, sight.x2) == (dot.x, dot.y, 0.75)
    assert marks["eye-name"].text == f"{eye:g}°"
    panel = film(ABOVE).scene.panels[1]
    (left, right), (low, high) = panel.x.limits, panel.y.limits
    assert panel.aspect == pytest.approx((right - left) / (high - low))
    for w2, height in (point for piece in marks["side"].pieces for point in piece):
        # Seen along w₁, the loss is the least over w₁: (1 − ρ²)/2 (w₂ − b₂)².
        assert height + 0.1 == pytest.approx(0.375 * (w2 - 0.75) ** 2, abs=1e-12)


def test_from_straight_above_it_is_the_picture_of_the_touching_contour() -> None:
    marks = at(ABOVE, eye=90.0, cost="loss")
    assert [tuple(map(float, corner)) for corner in np.round(marks["diamond"].points, 12)] == [
        (1.25, 0), (0, 1.25), (-1.25, 0), (0, -1.25)
    ]  # fmt: skip
    touch = marks["touch"]
    assert (touch.x, touch.y, touch.hollow, touch.role) == (1.25, pytest.approx(0, abs=1e-12), True, "zero")
    other = at("contour_touch", budget=1.25, rho=0.5)
    ring = other["lasso-contour-0"]
    assert (other["lasso-touch"].x, other["lasso-touch"].y) == (1.25, 0)
    away = drawn(marks["level-1"]) - OLS
    along, across = (away @ np.array(way) / 2**0.5 for way in ((1, 1), (-1, 1)))
    assert ring.angle == 45
    np.testing.assert_allclose(np.hypot(along / ring.a, across / ring.b), 1, atol=1e-3)
    for key in ("least", "below"):
        assert (marks[key].x, marks[key].y) == pytest.approx(OLS)
    assert {key: marks[key].visible for key in ("touch", "diamond")} == {"touch": True, "diamond": True}
    folded = at(ABOVE, eye=90.0, cost="cost")
    assert not folded["touch"].visible
    assert not folded["diamond"].visible
    assert (folded["least"].x, folded["least"].y) == pytest.approx((5 / 3, 5 / 12))


def test_the_penalty_folds_the_bowl_along_the_axes() -> None:
    for kind, creased in (("loss", False), ("cost", True)):
        marks = at(ABOVE, eye=90.0, cost=kind)
        assert corners(marks["fallen-3"]) == ({0.0} if creased else set())
        left, right = marks["side"].pieces
        slopes = []
        for piece in (left, right):
            w2, height = np.array(piece).T
            slopes.append(float(np.polyfit(w2, height, 2)[1]))
        assert slopes[1] - slopes[0] == pytest.approx(1.0 if creased else 0.0, abs=1e-9)


def test_the_facts_of_the_bowl() -> None:
    found = dict(film(ABOVE).facts)
    assert found["budget"] == "1.25"
    assert (
        float(found["touching"])
        == float(found["cut_2"])
        == ITEMS["cost.lasso@9/8"]["expected"]["excess_loss"]
    )
    assert float(found["at_zero"]) == 97 / 32
    assert [float(found[f"cut_{row}"]) for row in (1, 2, 3, 4)] == pytest.approx(LEVELS, abs=1e-5)


def test_titles_say_where_the_eye_is() -> None:
    for frame in film(ABOVE).frames:
        assert isinstance(frame, Frame)
        title = next(mark for mark in frame.marks if mark.key == "title")
        eye = next(mark for mark in frame.marks if mark.key == "eye-name")
        assert isinstance(title, Label)
        assert isinstance(eye, Label)
        assert title.text.endswith("from straight above" if eye.text == "90°" else f"seen from {eye.text}")

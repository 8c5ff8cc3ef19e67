"""What the figures of the wider dead zone and of the exact copy say is computed here, on another way."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.draw.marks import Curve, Dot, Label, Polygon, Polyline, Segment
from figures.film.film import Film
from figures.scenes import dead_zone_vif, duplicates
from tests.films import film
from tests.solvers.oracles import load

ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
ZONE, COPY = "dead_zone_vif", "duplicates"
X, Y = np.array([[1.0, 1.0], [1.0, 1.0], [-1.0, -1.0], [-1.0, -1.0]]), np.array([1.0, 1.0, -1.0, -1.0])


def at(slug: str, **state: Any) -> dict[str, Any]:
    """The marks of a state that is made of stops, by their keys; controls not named are as in the pose."""
    shown = film(slug)
    return {mark.key: mark for mark in shown.frames[shown.at({**shown.scene.pose[0], **state})].marks}


def told(slug: str, **state: Any) -> dict[str, str]:
    """The readouts of a state."""
    shown = film(slug)
    frame = shown.frames[shown.at({**shown.scene.pose[0], **state})]
    return {readout.key: readout.text for readout in frame.readouts}


def rounded(value: float) -> str:
    """Two digits, halves away from zero."""
    return f"{value + np.copysign(1e-12, value):.2f}".replace("-", "−")


def ends(shown: Film) -> dict[str, Any]:
    """The marks at the last beat."""
    return {mark.key: mark for mark in shown.shots[-1].frame.marks}


# --- the wider dead zone -------------------------------------------------------------------------


def descent(gram: np.ndarray, pulls: np.ndarray, lam: float) -> np.ndarray:
    """The lasso by coordinate descent, run until nothing moves."""
    w = np.zeros(len(pulls))
    for _ in range(4000):
        before = w.copy()
        for j in range(len(w)):
            z = pulls[j] - gram[j] @ w + gram[j, j] * w[j]
            w[j] = np.sign(z) * max(abs(z) - lam, 0) / gram[j, j]
        if np.array_equal(before, w):
            break
    return w


@pytest.mark.parametrize("rho", dead_zone_vif.RHOS)
def test_the_drawn_zone_is_where_the_lasso_of_two_features_gives_zero(rho: float) -> None:
    marks, gram = at(ZONE, rho=rho), np.array([[1, rho], [rho, 1]])
    low, high = -0.2 / (1 - rho), 0.2 / (1 + rho)
    zone, flat, width, plain = (marks[key] for key in ("zone", "flat-0", "width", "plain-width"))
    assert isinstance(zone, Polygon)
    for drawn in ((zone.points[0][0], zone.points[1][0]), (flat.x1, flat.x2), (width.x1, width.x2)):
        assert drawn == pytest.approx((low, high), abs=1e-12)
    # Wider by 1/(1 − ρ²), and shifted by −ρ/(1 − ρ²) of λ.
    assert (width.x2 - width.x1) / (plain.x2 - plain.x1) == pytest.approx(1 / (1 - rho**2))
    assert (low + high) / 2 == pytest.approx(-rho * 0.2 / (1 - rho**2))
    assert (low + high == 0) == (rho == 0)
    tag = marks["width-name"]
    assert isinstance(tag, Label)
    assert tag.text == (f"{1 / (1 - rho**2):.2f} times as wide" if rho else "within ±λ")
    read = told(ZONE, rho=rho)
    assert read["1/(1 − ρ²)"] == f"{1 / (1 - rho**2):.2f}"
    assert read["ŵ₂ with w₂ = 0"] == f"{rounded(low)} to {rounded(high)}"
    for second in (low - 1e-3, low + 1e-3, high - 1e-3, high + 1e-3, -0.6, 1.4):
        w = descent(gram, gram @ (3.0, second), 0.2)
        assert w[0] > 0
        assert (w[1] == 0) == (low <= second <= high)
        curve = np.array(marks["map"].points)
        assert np.interp(second, curve[:, 0], curve[:, 1]) == pytest.approx(w[1], abs=1e-9)
    example = marks["example-1"]
    assert isinstance(example, Dot)
    assert (example.x, example.hollow) == (-0.6, low <= -0.6 <= high)


def test_the_zone_is_as_wide_as_published() -> None:
    for rho in (0.0, 0.5, 0.8):
        width, known = at(ZONE, rho=rho)["width"], ITEMS[f"zone@0.2,{rho}"]["expected"]
        assert (width.x1, width.x2) == pytest.approx(known["zone"])
        assert told(ZONE, rho=rho)["1/(1 − ρ²)"] == f"{known['vif']:.2f}"
        assert told(ZONE, rho=rho)["centre"] == (f"{known['centre']:.2f}".replace("-", "−") if rho else "0")
    facts = film(ZONE).facts
    assert (facts["zone_half"], facts["times_half"]) == ("−0.40 to 0.13", "1.33")
    assert (facts["zone_strong"], facts["times_strong"]) == ("−1.00 to 0.11", "2.78")


def moments() -> tuple[np.ndarray, np.ndarray]:
    """G and c of the standardized diabetes data."""
    data = diabetes()
    scaled = (data.X - data.X.mean(axis=0)) / data.X.std(axis=0)
    return scaled.T @ scaled / len(scaled), scaled.T @ (data.y - data.y.mean()) / len(scaled)


@pytest.mark.parametrize("lam", dead_zone_vif.LAMBDAS)
def test_hdl_is_what_sticks_out_of_its_fan(lam: float) -> None:
    marks, known = at(ZONE, lam=lam), ITEMS["zone.HDL"]["expected"]
    fan, held, out, now = (marks[key] for key in ("fan", "held", "out", "now"))
    assert isinstance(fan, Polygon)
    (_, _), (end, low), (_, high) = fan.points
    assert (low / end, high / end) == pytest.approx((known["lower"], known["upper"]), rel=1e-9)
    assert (held.x1, held.x2) == pytest.approx(ITEMS["zone.HDL"]["check"], rel=1e-9)
    assert now.y == marks["ols"].y1 == pytest.approx(known["ols"], rel=1e-9)
    inside = known["ols"] / known["upper"] - 1e-9 <= lam <= known["ols"] / known["lower"] + 1e-9
    assert now.hollow == inside == (not out.visible) == (held.x1 <= lam <= held.x2)
    w = known["ols"] - np.clip(known["ols"], known["lower"] * lam, known["upper"] * lam)
    assert marks["value"].text == f"HDL = {'0, exactly' if inside else f'{w:.2f}'}".replace("-", "−")
    assert marks["value"].role == ("zero" if inside else "lasso")
    if not inside:
        assert (out.y1, out.y2) == pytest.approx((known["ols"] - w, known["ols"]))


@pytest.mark.parametrize("lam", [0.03, 0.08, 0.14, 0.24])
def test_the_lasso_agrees_with_the_fan_while_the_others_keep_their_signs(lam: float) -> None:
    gram, pulls = moments()
    known, w = ITEMS["zone.HDL"]["expected"], descent(gram, pulls, lam)
    low, high = known["lower"] * lam, known["upper"] * lam
    assert w[6] == pytest.approx(known["ols"] - np.clip(known["ols"], low, high), abs=1e-4)
    assert np.count_nonzero(np.delete(w, 6)) == 9
    if lam == 0.08:
        assert w[6] == 0
        assert 3.70 < low < high < 6.17


def test_the_variance_inflations_and_other_facts_of_the_diabetes_data() -> None:
    shown, gram = film(ZONE), moments()[0]
    vifs = dict(zip(ITEMS["vif.diabetes"]["expected"], np.diag(np.linalg.inv(gram)), strict=True))
    for name, known in ITEMS["vif.diabetes"]["expected"].items():
        assert vifs[name] == pytest.approx(known, rel=1e-6)
        assert shown.facts[f"vif_{name.lower()}"] == f"{known:.1f}"
    for name, ols in (("none", "0.0"), ("above", "6.25")):
        known = ITEMS[f"zone.HDL_moved_to_{ols}"]["expected"]
        assert shown.facts[f"moved_{name}"] == f"{known:.2f}".replace("-", "−")
    low, high = (ITEMS["zone.HDL"]["expected"][end] for end in ("lower", "upper"))
    assert shown.facts["moved_below"] == f"{3.6 - 0.08 * low:.2f}".replace("-", "−")
    assert (shown.facts["fan_low"], shown.facts["fan_high"]) == (f"{low:.2f}", f"{high:.2f}")
    assert shown.facts["fan"] == f"{0.08 * low:.2f} to {0.08 * high:.2f}" == told(ZONE)["HDL’s zone"]
    first, last = ITEMS["zone.HDL"]["check"]
    assert first < float(shown.facts["enters"]) == 0.0624 < 0.1037 == float(shown.facts["leaves"]) < last
    assert at(ZONE)["fan-name"].text == f"its zone: {vifs['HDL']:.1f} times as wide"
    # It leaves out 0.
    assert low > 0


def test_the_pose_and_the_end_show_both_zones_wider_and_off_zero() -> None:
    shown = film(ZONE)
    for marks in (at(ZONE), ends(shown)):
        assert marks["width-name"].text == "2.78 times as wide"
        assert marks["width"].x1 < marks["plain-width"].x1 < 0 < marks["width"].x2 < marks["plain-width"].x2
        assert marks["value"].text == "HDL = 0, exactly"
        assert marks["now"].hollow
        assert marks["example-1"].hollow
    for words in (shown.scene.alt, shown.scene.notes):
        assert "2.78" in words
    assert "0.0624 to 0.1037" in shown.scene.alt


# --- an exact copy -------------------------------------------------------------------------------


def cost(w: np.ndarray, mix: float) -> float:
    """Half the mean squared error plus λ = 0.4 times the penalty."""
    penalty = mix * np.abs(w).sum() + (1 - mix) / 2 * (w**2).sum()
    return float(np.mean((Y - X @ w) ** 2) / 2 + 0.4 * penalty)


def halves(mix: float) -> float:
    return (1 - 0.4 * mix) / (2 + 0.4 * (1 - mix))


def test_every_non_negative_split_of_the_sum_is_optimal_and_nothing_else() -> None:
    known, edge = ITEMS["dup.segment"]["expected"], at(COPY)["edge"]
    assert isinstance(edge, Segment)
    assert (edge.x1, edge.y1, edge.x2, edge.y2) == pytest.approx((0, known["sum"], known["sum"], 0))
    for first in np.linspace(0, 0.6, 13):
        assert cost(np.array([first, 0.6 - first]), 1.0) == pytest.approx(known["objective_half_mse"])
    grid = np.linspace(-0.5, 1.1, 33)
    for first, second in product(grid, grid):
        on = min(first, second) >= -1e-12 and abs(first + second - 0.6) < 1e-12
        assert (cost(np.array([first, second]), 1.0) < 0.32 + 1e-9) == on
    facts = film(COPY).facts
    assert (facts["sum"], facts["cost"], facts["outside"]) == ("0.6", "0.32", "0.4")


def test_the_solver_decides_which_split() -> None:
    known, facts = ITEMS["dup.solvers"]["expected"], film(COPY).facts
    named = {
        "first_zero": "cd_12", "second_zero": "cd_21", "first_between": "cd_start_p1_p3",
        "both_zero": "ista_from_0", "both_between": "ista_from_p1_p3", "both_axis": "ista_from_1_0",
        "path": "lars",
    }  # fmt: skip
    for fact, item in named.items():
        assert facts[fact] == "({:g}, {:g})".format(*known[item])
    assert (facts["first_beyond"], facts["second_beyond"]) == ("(0, 0.6)", "(0.6, 0)")
    assert facts["both_beyond"] == "(0.4, 0.2)"
    for marks in (at(COPY), ends(film(COPY))):
        for order, item in (("first", "cd_12"), ("second", "cd_21"), ("both", "ista_from_0")):
            dot, low = marks[f"{order}-end"], marks[f"low-{order}-end"]
            assert (dot.x, dot.y) == pytest.approx(known[item])
            assert dot.hollow == (0.0 in (dot.x, dot.y)) == (order != "both")
            # On the flat floor all three cost the same.
            assert (low.x, low.y, low.visible, dot.visible) == (dot.x, 0, True, True)
        assert marks["edge"].visible
        assert marks["along-title"].text.endswith("flat")
        assert marks["least-cost"].text == "0.32 all along"


def by_hand(order: str, start: tuple[float, float], mix: float, updates: int) -> list[tuple[float, float]]:
    """So many updates of coordinate descent or proximal gradient, each by its own formula."""
    w, way = list(start), [start]
    for step in range(updates):
        if order == "both":
            off, part = 1 - w[0] - w[1], 0.4 * (1 - mix)
            w = [max(one + off / 2 - 0.2 * mix, 0) / (1 + part / 2) for one in w]
        else:
            j = step % 2 if order == "first" else 1 - step % 2
            w[j] = max(1 - w[1 - j] - 0.4 * mix, 0) / (1 + 0.4 * (1 - mix))
        way.append((w[0], w[1]))
    return way


@pytest.mark.parametrize("start", duplicates.STARTS)
def test_trails_are_the_updates_of_their_solvers(start: str) -> None:
    begin = duplicates.STARTS[start]
    for mix, updates in product(duplicates.SHARES, duplicates.UPDATES):
        marks = at(COPY, mix=mix, start=start, updates=updates)
        assert (marks["start"].x, marks["start"].y) == begin
        for order in ("first", "second", "both"):
            way = by_hand(order, begin, mix, int(updates))
            trail, now, end = marks[f"{order}-trail"], marks[f"{order}-now"], marks[f"{order}-end"]
            assert isinstance(trail, Polyline)
            np.testing.assert_allclose(trail.points[: len(way)], way, atol=1e-12)
            assert now.visible != end.visible
            shown = end if end.visible else now
            assert (shown.x, shown.y) == pytest.approx(way[-1], abs=1.1e-3)
            assert marks[f"low-{order}-end"].visible == end.visible


@pytest.mark.parametrize("mix", duplicates.SHARES)
def test_any_ridge_part_leaves_one_answer_of_equal_halves(mix: float) -> None:
    marks, half = at(COPY, mix=mix), halves(mix)
    total = 2 * half if mix < 1 else 0.6
    best = marks["best"]
    assert best.visible == (mix < 1) == (not marks["edge"].visible) == marks["rounded"].visible
    if mix < 1:
        assert (best.x, best.y) == pytest.approx((half, half))
        assert f"dup.en@{mix}" not in ITEMS or half == pytest.approx(ITEMS[f"dup.en@{mix}"]["expected"])
        assert film(COPY).facts[f"net_{100 * mix:.0f}"] == "({0:g}, {0:g})".format(round(half, 3))
    equal, curve = marks["equal"], marks["cost"]
    assert equal.x1 + equal.y1 == pytest.approx(total) == equal.x2 + equal.y2
    assert marks["equal-name"].text == f"loss {(1 - total) ** 2 / 2:.2f}"
    assert isinstance(curve, Curve)
    least = cost(np.array([total / 2, total / 2]), mix)
    heights = [
        (first, height, cost(np.array([first, total - first]), mix) - least)
        for piece in curve.pieces
        for first, height in piece
    ]
    drawn, known = np.array(heights).T[1:]
    np.testing.assert_allclose(drawn, known, atol=1e-12)
    floor = {round(first, 9) for first, height, _ in heights if abs(height) < 1e-12}
    assert (min(floor), max(floor)) == ((0, 0.6) if mix == 1 else (round(half, 9), round(half, 9)))
    assert marks["least-cost"].text.startswith(f"{least:.2f}")
    assert marks["told"].text == ("whole edge optimal" if mix == 1 else "only equal halves")


def test_least_squares_is_a_whole_line() -> None:
    line = at(COPY)["least"]
    assert (line.role, line.x1 + line.y1, line.x2 + line.y2) == ("ols", 1, 1)
    for first in (-3.0, 0.0, 0.4, 5.0):
        assert np.mean((Y - X @ (first, 1 - first)) ** 2) == 0
    assert np.linalg.matrix_rank(X) == 1

"""The small figures that lessons end with: what they draw and say, found out again without the solvers."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray

from figures.draw.marks import Curve, Dot, Ellipse, Label, Mark, Polygon, Polyline, Segment
from figures.scenes import (
    fate_map,
    kink_elsewhere,
    other_maps,
    square_budget,
    unequal_scales,
    uneven_slopes,
)
from figures.solvers import contour
from tests.films import SCENES, film

Array = NDArray[np.float64]
Kind = TypeVar("Kind", bound=Mark)
FIGURES = (
    "kink_elsewhere", "uneven_slopes", "other_maps", "square_budget", "sum_and_difference", "unequal_scales",
)  # fmt: skip


def of(kind: type[Kind], slug: str, key: str) -> Kind:
    found = next(mark for mark in film(slug).frames[0].marks if mark.key == key)
    assert isinstance(found, kind)
    return found


def points(curve: Curve) -> Array:
    return np.array([point for piece in curve.pieces for point in piece])


def lowest(cost: Callable[[Array], Array], at: Array) -> float:
    """Which of these values costs least."""
    return float(at[np.argmin(cost(at))])


@pytest.mark.parametrize("slug", FIGURES)
def test_they_stand_still_and_are_small(slug: str) -> None:
    scene = SCENES[slug]
    assert (scene.controls, scene.story, scene.pose) == ((), (), ({},))
    assert not film(slug).frames[0].readouts


# --- a kink elsewhere ----------------------------------------------------------------------------

GUESSES = np.linspace(-1, 2, 30001).round(4)


def sum_at(lam: float) -> Callable[[Array], Array]:
    return lambda w: 11 * (w - 0.5) ** 2 + lam * np.abs(w - 0.2)


def test_the_loss_the_penalty_and_their_sum_are_drawn() -> None:
    curves = {key: points(of(Curve, "kink_elsewhere", key)) for key in ("loss", "penalty", "sum")}
    w = curves["loss"][:, 0]
    np.testing.assert_allclose(curves["loss"][:, 1], 11 * (w - 0.5) ** 2, atol=1e-12)
    np.testing.assert_allclose(curves["penalty"][:, 1], 5 * np.abs(w - 0.2), atol=1e-12)
    np.testing.assert_allclose(curves["sum"][:, 1], sum_at(5)(w), atol=1e-12)
    for key in curves:
        assert [piece[0][0] for piece in of(Curve, "kink_elsewhere", key).pieces][1] == 0.2


def test_the_sum_with_a_kink_elsewhere_is_lowest_where_its_dot_is() -> None:
    dot = of(Dot, "kink_elsewhere", "lowest")
    assert dot.x == pytest.approx(lowest(sum_at(5), GUESSES), abs=1e-4)
    assert dot.y == pytest.approx(sum_at(5)(np.array(dot.x)), abs=1e-12)
    assert not dot.hollow
    assert of(Segment, "kink_elsewhere", "drop").x1 == dot.x
    assert of(Label, "kink_elsewhere", "at").text == "lowest at 0.273"
    assert of(Label, "kink_elsewhere", "penalty-name").text == "5|w − 0.2|"


def test_the_sum_stays_at_the_kink_from_the_threshold_on_and_never_rests_at_zero() -> None:
    assert kink_elsewhere.facts() == {"threshold": "6.6", "kink": "0.2", "lam": "5", "lowest": "0.273"}
    for lam in (6.6, 7, 20, 1000):
        assert lowest(sum_at(lam), GUESSES) == 0.2
    assert [round(lowest(sum_at(lam), GUESSES), 4) for lam in (0, 3.3, 6.5)] == [0.5, 0.35, 0.2045]


# --- uneven slopes -------------------------------------------------------------------------------


def leaning(w: Array) -> Array:
    return np.where(w > 0, 0.8 * w, -0.2 * w)


def test_the_uneven_penalty_and_its_slope_are_drawn() -> None:
    w, height = points(of(Curve, "uneven_slopes", "of")).T
    np.testing.assert_allclose(height, leaning(w), atol=1e-12)
    slopes = [piece[0][1] for piece in of(Curve, "uneven_slopes", "slope-of").pieces]
    assert slopes == [-0.2, 0.8]
    assert slopes[1] == -4 * slopes[0]
    jump = of(Segment, "uneven_slopes", "jump")
    assert (jump.x1, jump.x2, [jump.y1, jump.y2]) == (0, 0, slopes)


def test_each_pull_falls_with_slope_minus_one_and_has_its_number() -> None:
    for row, z in enumerate((-0.5, -0.1, 0.6, 1.1)):
        line, name = of(Segment, "uneven_slopes", f"pull-{row}"), of(Label, "uneven_slopes", f"z-{row}")
        assert line.y1 + line.x1 == pytest.approx(z)
        assert line.y2 + line.x2 == pytest.approx(z)
        assert (name.x, name.y, float(name.text.replace("−", "-"))) == (line.x2, line.y2, z)


def test_the_pulls_on_the_piece_give_zero_and_the_others_what_the_facts_say() -> None:
    sums = {z: (GUESSES - z) ** 2 / 2 + leaning(GUESSES) for z in uneven_slopes.PULLS}
    found = {z: float(GUESSES[cost.argmin()]) for z, cost in sums.items()}
    assert found == pytest.approx({-0.5: -0.3, -0.1: 0, 0.6: 0, 1.1: 0.3}, abs=1e-4)
    assert uneven_slopes.facts() == {
        "low": "−0.2", "high": "0.8", "pulls": "−0.5, −0.1, 0.6, 1.1", "zeros": "−0.1 and 0.6",
        "others": "−0.5 and 1.1", "answers": "−0.3 and 0.3",
    }  # fmt: skip


# --- other maps ----------------------------------------------------------------------------------

FINE = np.linspace(0, 5, 50001)
"""Coefficients; evidence is not below 0 here, so neither are they."""
SLOPES = {
    "scad": np.minimum(1, np.maximum(3.7 - FINE, 0) / 2.7),
    "mcp": np.maximum(1 - FINE / 3, 0),
    "lasso": np.ones_like(FINE),
}
BENDS: dict[str, list[float]] = {"scad": [1, 2, 3.7], "mcp": [1, 3], "lasso": [1]}


def mapped(name: str, z: float) -> float:
    """The minimiser, the penalty being the integral of its slope."""
    slope = SLOPES[name]
    price = np.concatenate([[0], np.cumsum((slope[1:] + slope[:-1]) / 2 * np.diff(FINE))])
    return lowest(lambda w: (w - z) ** 2 / 2 + price, FINE)


@pytest.mark.parametrize("name", ["scad", "mcp"])
def test_each_map_goes_through_the_minimisers_and_bends_where_the_claim_counts(name: str) -> None:
    z, w = points(of(Curve, "other_maps", f"map-{name}")).T
    bar, soft = of(Segment, "other_maps", f"flat-{name}-0"), of(Polyline, "other_maps", f"lasso-{name}")
    assert (bar.x1, bar.x2, bar.y1, bar.y2) == (0, 1, 0, 0)
    assert mapped(name, 0.999) == mapped("lasso", 0.999) == 0
    assert min(mapped(name, 1.01), mapped("lasso", 1.01)) > 0
    np.testing.assert_allclose(w, [mapped(name, at) for at in z], atol=2e-3)
    ways = np.diff([[bar.x1, bar.y1], [bar.x2, bar.y2], *zip(z, w, strict=True)], axis=0)
    ways = ways[np.abs(ways).max(axis=1) > 0]
    turns = np.abs(ways[1:, 0] * ways[:-1, 1] - ways[1:, 1] * ways[:-1, 0]) > 1e-9
    ends = np.cumsum(ways[:, 0])[:-1][turns]
    np.testing.assert_allclose(ends, BENDS[name])
    assert soft.role == "quiet"
    for at, height in soft.points:
        assert height == max(at - 1, 0)


@pytest.mark.parametrize("name", ["scad", "mcp"])
def test_weak_evidence_is_zero_and_strong_evidence_stays_as_it_is(name: str) -> None:
    weak, strong = (of(Dot, "other_maps", f"at-{name}-{row}") for row in (0, 1))
    assert (weak.x, weak.y, weak.hollow) == (0.6, 0, True)
    assert (strong.x, strong.y, strong.hollow) == (4.4, 4.4, False)
    assert mapped("lasso", 4.4) == pytest.approx(3.4)
    assert other_maps.facts() == {
        "a": "3.7", "gamma": "3", "scad_back": "3.7", "mcp_back": "3", "strong": "4.4", "lasso_strong": "3.4",
    }  # fmt: skip


def test_the_claim_counts_the_bends() -> None:
    numbers = {1: "once", 2: "twice", 3: "three times"}
    said = {name: numbers[len(bends)] for name, bends in BENDS.items()}
    assert other_maps.SCENE.claim == (
        f"From zero on SCAD’s map bends {said['scad']}, MCP’s {said['mcp']}, the lasso’s {said['lasso']}"
    )


# --- a square budget -----------------------------------------------------------------------------

RIM = np.linspace(-1, 1, 4001)
SQUARE = np.concatenate([[(RIM[k], s), (s, RIM[k])] for k in range(len(RIM)) for s in (-1, 1)])


def test_each_answer_is_the_nearest_point_of_the_square() -> None:
    for row, point in enumerate(square_budget.POINTS):
        nearest = SQUARE[np.argmin(((SQUARE - point) ** 2).sum(axis=1))]
        end, start = of(Dot, "square_budget", f"answer-{row}"), of(Dot, "square_budget", f"ols-{row}")
        way = of(Segment, "square_budget", f"way-{row}")
        np.testing.assert_allclose((end.x, end.y), nearest, atol=1e-3)
        assert (way.x1, way.y1, way.x2, way.y2) == (start.x, start.y, end.x, end.y)
        assert (start.x, start.y) == point


def test_answers_at_corners_of_the_square_have_equal_sizes_and_no_zero() -> None:
    ends = [of(Dot, "square_budget", f"answer-{row}") for row in range(len(square_budget.POINTS))]
    corners = [dot for dot in ends if abs(dot.x) == abs(dot.y)]
    assert {(dot.x, dot.y) for dot in corners} == {(1, 1), (-1, 1), (-1, -1), (1, -1)}
    assert not [dot for dot in ends if dot.hollow or 0 in (dot.x, dot.y)]
    assert square_budget.facts() == {"count": "8", "corner": str(len(corners))}
    assert len(corners) == 4


def test_the_shaded_quarters_hold_all_points_that_end_at_a_corner() -> None:
    for row in range(4):
        shade = np.array(of(Polygon, "square_budget", f"corner-{row}").points)
        inner = shade[np.abs(shade).sum(axis=1).argmin()]
        assert np.abs(inner).tolist() == [1, 1]
        assert (shade * np.sign(inner) >= 1).all()


def test_two_circles_touch_the_square() -> None:
    for row in (0, 1):
        ring = of(Ellipse, "square_budget", f"contour-{row}-0")
        far = np.hypot(*(SQUARE - (ring.x, ring.y)).T)
        assert ring.a == ring.b == pytest.approx(far.min(), abs=1e-6)


# --- unequal scales ------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["upright", "diagonal"])
def test_each_answer_is_the_least_loss_on_the_diamond(key: str) -> None:
    gram = unequal_scales.GRAMS[key]
    edge = np.linspace(-2, 2, 8001)
    rim = np.concatenate([np.stack([edge, side * (2 - np.abs(edge))], axis=1) for side in (1, -1)])
    for row, point in enumerate(unequal_scales.POINTS):
        off = rim - point
        best = rim[np.einsum("ki,ij,kj->k", off, gram, off).argmin()]
        start, way = (
            of(Dot, "unequal_scales", f"{key}-point-{row}"),
            of(Segment, "unequal_scales", f"{key}-point-way-{row}"),
        )
        assert (start.x, start.y) == tuple(point)
        np.testing.assert_allclose((way.x2, way.y2), best, atol=1e-3)
        assert start.hollow == (0 in (way.x2, way.y2))


def test_both_maps_have_ellipses_of_the_same_shape() -> None:
    upright, diagonal = (of(Ellipse, "unequal_scales", f"{key}-contour-0") for key in unequal_scales.GRAMS)
    assert upright.b / upright.a == pytest.approx(5)
    assert max(diagonal.a, diagonal.b) / min(diagonal.a, diagonal.b) == pytest.approx(5)
    assert (upright.angle, diagonal.angle) == (0, 45)
    means = {key: np.diag(gram).tolist() for key, gram in unequal_scales.GRAMS.items()}
    assert means == {"upright": [25, 1], "diagonal": [1, 1]}
    assert contour(unequal_scales.GRAMS["diagonal"], [0, 0], 0.5).angle == np.pi / 4


def test_the_shares_are_those_of_the_map_of_fates() -> None:
    facts, others = unequal_scales.facts(), fate_map.facts()
    assert {key: facts[key] for key in ("upright", "diagonal")} == {
        key: others[key] for key in ("upright", "diagonal")
    }
    assert (facts["upright"], facts["diagonal"]) == ("80.9\N{NO-BREAK SPACE}%", "65.3\N{NO-BREAK SPACE}%")


def test_wedges_on_the_first_axis_open_almost_to_half_a_plane() -> None:
    """How wide each wedge is, in degrees, counted on a large circle; the others of that map are slivers."""
    opening = {}
    for key in ("upright", "diagonal"):
        regions = [
            mark for mark in film("unequal_scales").frames[0].marks if mark.key.startswith(f"{key}-corner-")
        ]
        wide = []
        for region in regions:
            assert isinstance(region, Polygon)
            corners = np.array(region.points)
            tip = corners[np.abs(corners).sum(axis=1).argmin()]
            ways = np.array([corner - tip for corner in corners if (corner != tip).any()])
            main = np.sign(tip).round()
            angles = np.degrees(np.arctan2(ways @ (-main[1], main[0]), ways @ main))
            wide.append(round(float(np.ptp(angles))))
        opening[key] = sorted(wide)
    assert opening == {"upright": [5, 5, 175, 175], "diagonal": [90, 90, 90, 90]}


def test_as_many_points_go_to_a_corner_in_either_map_but_not_the_same() -> None:
    zeros = {
        key: [of(Dot, "unequal_scales", f"{key}-point-{row}").hollow for row in range(12)]
        for key in unequal_scales.GRAMS
    }
    assert {key: sum(found) for key, found in zeros.items()} == {"upright": 8, "diagonal": 8}
    assert zeros["upright"] != zeros["diagonal"]
    facts = unequal_scales.facts()
    assert (facts["count"], facts["upright_zeros"], facts["diagonal_zeros"]) == ("12", "8", "8")

"""What the lesson "The kink" says, computed here again."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.draw.blocks import LENGTH
from figures.examples.paths import diabetes_example
from figures.scene import Frame
from figures.scenes import force_balance, round_the_corner, slopes
from figures.solvers import L1, L2, ElasticNet, Penalty, SmoothedL1, ridge, two_cycle
from tests.films import film

LAM = 0.5
ROWS: dict[str, Penalty] = {
    "lasso": L1(LAM),
    "elastic": ElasticNet(LAM, 0.5),
    "ridge": L2(LAM),
    "round": SmoothedL1(LAM, 0.1),
    "rounder": SmoothedL1(LAM, 0.01),
}


@pytest.mark.parametrize("name", ROWS)
def test_the_answer_is_zero_exactly_in_a_zone_as_wide_as_the_jump_of_the_slope(
    name: str,
) -> None:
    penalty = ROWS[name]
    lower, upper = map(float, penalty.dead_zone)
    z = np.union1d(np.linspace(-1, 1, 401), [lower, upper])
    assert ((penalty.prox(z) == 0) == ((lower <= z) & (z <= upper))).all()
    tiny = 1e-9
    jump = float(penalty.slope(tiny)) - float(penalty.slope(-tiny))
    assert upper - lower == pytest.approx(jump, abs=1e-6)


@pytest.mark.parametrize("name", ROWS)
def test_the_answer_is_the_lowest_point_of_the_sum(name: str) -> None:
    penalty, grid = ROWS[name], np.linspace(-1.5, 1.5, 3001)
    for z in (-0.9, -0.3, 0.0, 0.3, 0.9):
        w = penalty.prox(z)
        least = 0.5 * (w - z) ** 2 + penalty.value(w)
        assert least <= (0.5 * (grid - z) ** 2 + penalty.value(grid)).min() + 1e-15


def test_a_ridge_coefficient_passes_through_zero_as_lambda_changes() -> None:
    scaled = diabetes_example().scaled
    w = np.array([ridge(scaled.X, scaled.y, lam) for lam in np.geomspace(1e-6, 10, 60)])
    crossing = (np.diff(np.sign(w), axis=0) != 0).any(axis=0)
    assert crossing.any()
    assert (w != 0).all()


def test_the_table_of_penalties() -> None:
    told = slopes.facts()
    columns = ("near", "far", "at_zero", "width", "answer")
    assert {name: tuple(told[f"{name}_{column}"] for column in columns) for name in ROWS} == {
        "lasso": ("0.5", "0.5", "−0.5 to 0.5", "1", "0"),
        "elastic": ("0.3", "0.75", "−0.25 to 0.25", "0.5", "0.04"),
        "ridge": ("0.1", "1", "0", "0", "0.2"),
        "round": ("0.447", "0.49938", "0", "0", "0.056"),
        "rounder": ("0.499", "0.49999", "0", "0", "0.0072"),
    }


def test_the_widths_in_letters() -> None:
    for lam in (0.2, 1.0, 3.0):
        assert float(L1(lam).dead_zone.width) == 2 * lam
        assert float(L2(lam).dead_zone.width) == 0
        for alpha in (0.1, 0.5, 0.9):
            assert float(ElasticNet(lam, alpha).dead_zone.width) == pytest.approx(2 * lam * alpha)


def test_constant_steps_end_jumping_between_the_two_numbers_of_the_page() -> None:
    lower, upper = map(float, two_cycle(0.02, LAM, 0.1))
    assert (f"{lower:.3f}", f"{upper:.3f}") == ("-0.006", "0.046")
    w = 1.0
    for _ in range(5000):
        w -= 0.1 * (w - 0.02 + LAM * np.sign(w))
    after = w - 0.1 * (w - 0.02 + LAM * np.sign(w))
    assert sorted([w, after]) == pytest.approx([lower, upper], abs=1e-12)


@pytest.mark.parametrize("eps", round_the_corner.EPSILONS)
def test_the_rounded_corner_has_no_zero_but_at_zero_pull(eps: float) -> None:
    z = np.array([-1.0, -0.3, -1e-6, 1e-6, 0.3, 1.0])
    assert (SmoothedL1(LAM, eps).prox(z) != 0).all()
    assert SmoothedL1(LAM, eps).prox(0.0) == 0
    shown = film("round_the_corner")
    frame = shown.frames[shown.at({"eps": eps, "zoom": 1.0})]
    marks: dict[str, Any] = {mark.key: mark for mark in frame.marks}
    # The root of w + λw/√(w² + ε²) = z, by bisection.
    low, high = 0.0, 0.3
    for _ in range(200):
        w = (low + high) / 2
        low, high = (w, high) if w + LAM * w / np.hypot(w, eps) < 0.3 else (low, w)
    rounded, sharp = marks["at-rounded"], marks["at-sharp"]
    assert (rounded.x * eps, rounded.y * LAM * eps) == pytest.approx((w, LAM * np.hypot(w, eps)))
    assert (rounded.hollow, sharp.hollow, sharp.x, sharp.y) == (False, True, 0, 0)
    assert marks["says-rounded"].text == f"rounded: w = {w:.2g}, not 0"
    texts = {readout.key: readout.text for readout in frame.readouts}
    assert (texts["w"], texts["exactly zero for"]) == (f"{w:.2g}", "z = 0 only")
    # Far out the slope is nearly the lasso's.
    assert LAM - float(texts["slope at w = 1"]) < 0.02


@pytest.mark.parametrize("zoom", [*round_the_corner.ZOOMS, 0.3])
@pytest.mark.parametrize("eps", round_the_corner.EPSILONS)
def test_the_tip_is_enlarged_as_much_as_its_scale_says(eps: float, zoom: float) -> None:
    """The line touches and does not cut, and the frame in the whole is what the tip shows."""
    marks: dict[str, Any] = {mark.key: mark for mark in round_the_corner.draw(eps, zoom).marks}
    unit = 0.25 ** (1 - zoom) * eps**zoom
    for text, at in ((marks["scale-0-name"], -2), (marks["scale-2-name"], 2)):
        assert text.x == at
        assert float(text.text.replace("−", "-")) == pytest.approx(at * unit, rel=0.06)
    seen = f", {0.25 / unit:.0f} times closer" if unit < 0.25 else ""
    assert marks["title"].text == f"Rounded by ε = {eps:.2g}{seen}"
    assert marks["at-rounded"].x * unit == pytest.approx(float(SmoothedL1(LAM, eps).prox(0.3)))
    for w, height in marks["whole-rounded"].pieces[0]:
        assert height == pytest.approx(float(SmoothedL1(LAM, eps).value(w)))
    (left, low), _, (right, high), _ = marks["window"].points
    # A line points to the tip where its frame is too small to be seen.
    pointer = marks["pointer"]
    assert pointer.visible == marks["looks"].visible == (right < 0.05)
    assert (pointer.x1, pointer.x2) == (0, 0)
    assert 0 < pointer.y2 < pointer.y1
    assert (left / unit, right / unit) == pytest.approx(round_the_corner.X)
    assert (low / unit / LAM, high / unit / LAM) == pytest.approx(round_the_corner.Y)
    for key, value in (("sharp", np.abs), ("rounded", lambda x: np.hypot(x, eps / unit))):
        line, x = marks[f"touching-{key}"], np.linspace(-4, 4, 2001)
        slope = (line.y2 - line.y1) / (line.x2 - line.x1)
        above = value(x) - (line.y1 + slope * (x - line.x1))
        assert (above >= -1e-12).all()
        assert x[above.argmin()] == pytest.approx(marks[f"at-{key}"].x, abs=0.004)


def test_the_film_lets_the_answer_shrink_at_one_scale_and_looks_closer_once() -> None:
    """Until the last beat the offset shrinks as the answer does; then it is as large as at the start."""
    scene, offsets = round_the_corner.SCENE, []
    for state in scene.states():
        marks: dict[str, Any] = {mark.key: mark for mark in scene.draw(**state).marks}
        offsets.append(marks["at-rounded"].x)
    *shrinking, last = offsets
    assert [state["zoom"] for state in scene.states()] == [0, 0, 0, 1]
    answers = [float(SmoothedL1(LAM, state["eps"]).prox(0.3)) for state in scene.states()]
    assert shrinking == pytest.approx([w / 0.25 for w in answers[:-1]])
    assert shrinking[0] > 10 * shrinking[-1] > 0
    assert last > shrinking[0]


def test_the_answers_at_two_roundings_are_those_of_the_table() -> None:
    answers = [round_the_corner.rounded_answer(eps) for eps in (0.1, 0.01)]
    assert answers == ["0.056", "0.0072"]


def between(stops: tuple[float, ...]) -> list[float]:
    """The stops, and as many values that are none, as a film shows them."""
    return sorted({*stops, *((a + 0.37 * (b - a)) for a, b in pairwise(stops))})


def drawn(frame: Frame) -> dict[str, Any]:
    """The marks by their keys."""
    return {mark.key: mark for mark in frame.marks}


def read_off(frame: Frame) -> dict[str, str]:
    return {readout.label: readout.text for readout in frame.readouts}


RESTS: dict[str, Callable[[float], float]] = {"lasso": lambda z: max(z - 1, 0), "ridge": lambda z: z / 2}
"""Where a block comes to rest with λ = 1."""


@pytest.mark.parametrize("name", RESTS)
def test_a_block_stands_where_the_forces_balance(name: str) -> None:
    for z in between(force_balance.PULLS):
        marks, w = drawn(force_balance.draw(z)), RESTS[name](z)
        block, index, words = marks[f"{name}-block"], marks[f"{name}-w"], marks[f"{name}-value"]
        held = w == 0
        assert max(x for x, _ in block.points) == pytest.approx(w)
        assert (index.x, marks[f"{name}-edge"].x1) == pytest.approx((w, w))
        assert (index.hollow, block.opacity < 1) == (held, held)
        assert {block.role, index.role, words.role} == {"zero" if held else name}
        assert words.text == ("w = 0, exactly" if held else f"w = {w + 1e-12:.2f}")
        # Only the lasso has such zeros at pulls above 0, and has them up to λ.
        assert held == (z <= (1 if name == "lasso" else 0))


@pytest.mark.parametrize("name", RESTS)
def test_both_forces_on_a_block_are_equal_and_point_apart(name: str) -> None:
    for z in between(force_balance.PULLS):
        marks, w = drawn(force_balance.draw(z)), RESTS[name](z)
        pull, hold = marks[f"{name}-pull"], marks[f"{name}-hold"]
        assert (pull.visible, hold.visible) == (z > 0, z > 0)
        tips = [marks[f"{force.key}-head"].points[0][0] for force in (pull, hold)]
        assert tips == pytest.approx([z, w - (z - w)])
        for force, tip in zip((pull, hold), tips, strict=True):
            assert force.x1 == pytest.approx(w)
            assert min(w, tip) - 1e-9 <= force.x2 <= max(w, tip) + 1e-9
        # The spring is tied to the block's rear, and longer than the block by the force with which it pulls.
        rear, *_, end = (x for x, _ in marks[f"{name}-data"].points)
        assert rear == pytest.approx(min(x for x, _ in marks[f"{name}-block"].points))
        assert end - rear == pytest.approx(LENGTH + z - w)
        assert end == marks["z"].x == marks["z-post"].x1 == z


def test_friction_is_at_its_limit_exactly_from_a_pull_of_lambda_on() -> None:
    for z in between(force_balance.PULLS):
        marks = drawn(force_balance.draw(z))
        tip, stop = marks["lasso-hold-head"].points[0][0], marks["lasso-stop"].x1
        assert marks["lasso-w"].x - stop == pytest.approx(1)
        assert (tip == pytest.approx(stop)) == (z >= 1)
        assert tip >= stop - 1e-9
        assert marks["lasso-hold-name"].text == ("friction = λ" if z >= 1 else "friction ≤ λ")
        # The spring holds with λw.
        w = marks["ridge-w"].x
        assert w - marks["ridge-hold-head"].points[0][0] == pytest.approx(w)


def test_the_graph_of_both_blocks_holds_the_blocks() -> None:
    for z in force_balance.PULLS:
        frame = force_balance.draw(z)
        marks, told = drawn(frame), read_off(frame)
        for name, rest in RESTS.items():
            dot = marks[f"{name}-stop-0"]
            assert (dot.x, dot.y) == pytest.approx((z, rest(z)))
            assert told[f"{name}: w"] == ("0" if rest(z) == 0 else f"{rest(z) + 1e-12:.2f}")
        assert (marks["held-0"].x1, marks["held-0"].x2) == (0, force_balance.LAM)
        for x, y in marks["lasso-stops"].points:
            assert y == pytest.approx(RESTS["lasso"](x))
        for x, y in marks["ridge-stops"].points:
            assert y == pytest.approx(RESTS["ridge"](x))


def test_the_film_of_the_blocks_pulls_only_and_ends_on_a_zero() -> None:
    """Dragged back, a block with friction would not return; each journey raises the pull."""
    states, story = force_balance.SCENE.states(), force_balance.SCENE.story
    for before, after, beat in zip(states, states[1:], story[1:], strict=False):
        assert after["z"] > before["z"] or beat.way == 0
    last = drawn(force_balance.draw(**states[-1]))
    assert (last["lasso-w"].hollow, last["ridge-w"].hollow) == (True, False)
    assert "0.40" in force_balance.SCENE.alt
    assert last["ridge-value"].text == "w = 0.40"


EDGES = {"lasso": 1.0, "elastic": 0.5, "ridge": 0.0}
ROLES = {"lasso": "lasso", "elastic": "fg", "ridge": "ridge"}
FORMULAS: dict[str, Callable[[float], float]] = {
    "lasso": abs,
    "elastic": lambda w: abs(w) / 2 + w * w / 4,
    "ridge": lambda w: w * w / 2,
}


def answer(kind: str, z: float) -> float:
    """The minimiser, for λ = 1."""
    return float(np.sign(z)) * max(abs(z) - EDGES[kind], 0) / (2 - EDGES[kind])


@pytest.mark.parametrize("kind", EDGES)
def test_the_pull_meets_the_vertical_piece_exactly_where_the_answer_is_zero(kind: str) -> None:
    edge = EDGES[kind]
    for z in between(slopes.PULLS):
        frame = slopes.draw(z, kind)
        marks, w = drawn(frame), answer(kind, z)
        meet, jump, pull = marks["slope-meet"], marks["slope-jump"], marks["slope-pull"]
        assert (meet.x, meet.y) == pytest.approx((w, z - w), abs=1e-12)
        assert meet.hollow == (abs(z) <= edge) == (read_off(frame)["answer w"] == "0")
        assert (jump.y1, jump.y2, jump.visible) == (-edge, edge, edge > 0)
        assert (pull.y1 + pull.x1, pull.y2 + pull.x2) == pytest.approx((z, z))
        said = "w = 0, exactly" if meet.hollow else f"w = {w:.2f}".replace("-", "−")
        assert marks["answer"].text.endswith(f": {said}")
        held = [marks["slope-held-below"], marks["slope-held-above"]]
        assert sum(label.visible for label in held) == (edge > 0)
        told = {"lasso": "slopes −λ to λ", "elastic": "slopes −½λ to ½λ"}
        assert kind not in told or {label.text for label in held} == {told[kind]}


@pytest.mark.parametrize("kind", EDGES)
def test_each_penalty_has_its_own_colour_slope_and_height(kind: str) -> None:
    marks = drawn(slopes.draw(1.5, kind))
    coloured = ["answer", "slope-of", "slope-meet", "slope-name", "touch-of", "touch-at", "touch-name"]
    assert {marks[key].role for key in coloured} == {ROLES[kind]}
    far = slopes.REACH
    end = EDGES[kind] + (1 - EDGES[kind]) * far
    corners = [(-far, -end), (0, -EDGES[kind]), (0, EDGES[kind]), (far, end)]
    np.testing.assert_allclose(np.concatenate(marks["slope-of"].pieces), corners, atol=1e-12)
    for piece in marks["touch-of"].pieces:
        for w, height in piece:
            assert height == pytest.approx(FORMULAS[kind](w))


@pytest.mark.parametrize("kind", EDGES)
def test_the_line_of_the_pulls_slope_touches_the_penalty_from_below(kind: str) -> None:
    for z in slopes.PULLS:
        marks, w = drawn(slopes.draw(z, kind)), answer(kind, z)
        line, at = marks["touch-line"], marks["touch-at"]
        slope = (line.y2 - line.y1) / (line.x2 - line.x1)
        assert slope == pytest.approx(z - w, abs=1e-12)
        said = f"{slope:.2f}".replace("-", "−") if abs(slope) > 1e-9 else "0"
        assert marks["touch-slope"].text == f"slope {said}"
        assert (at.x, at.y) == pytest.approx((w, FORMULAS[kind](w)), abs=1e-12)
        for x in np.linspace(-slopes.REACH, slopes.REACH, 77).tolist():
            assert line.y1 + slope * (x - line.x1) <= FORMULAS[kind](x) + 1e-12
        # The fan reaches up to the last slope that stays below the penalty, its words stand under the tip.
        fan, words = marks["touch-fan"], marks["touch-fan-name"]
        assert {abs(y / x) for x, y in fan.points if x} == {EDGES[kind]}
        assert fan.visible == words.visible == (kind != "ridge")
        assert (words.x, words.role) == (0, fan.role)
        assert words.y < line.y1 - slope * line.x1 - 0.3
        # That of the line stands below it, and above those.
        word = marks["touch-slope"]
        assert words.y + 0.3 < word.y < line.y1 + slope * (word.x - line.x1) - 0.15
        # The line stays visible where it runs along the penalty: it is painted over it, and thinner. Its
        # stroke is another than that of the pull in the other graph, which is dashed.
        painted = list(marks)
        assert painted.index("touch-of") < painted.index("touch-line")
        assert line.width < marks["touch-of"].width / 2
        assert (line.dash, marks["slope-pull"].dash) == ("", "6 5")


def test_ridges_sentence_tells_its_answer() -> None:
    scene = slopes.SCENE
    for beat, state in zip(scene.story, scene.states(), strict=True):
        if "Its w is" in beat.sentence:
            said = f"{answer('ridge', state['z']):.2f}".replace("-", "−")
            assert beat.sentence.endswith(f"Its w is {said}.")
            return
    pytest.fail("the story tells of ridge no more")

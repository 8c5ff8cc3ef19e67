"""What the diabetes path says is computed here, and held against numbers from elsewhere."""

import re
from typing import Any

import numpy as np
import pytest

from figures.draw.marks import Curve, Dot, Label, Mark, Polygon, Polyline, Segment
from figures.draw.panels import Axis
from figures.film.certificate import violation
from figures.scene import Frame
from figures.scenes.diabetes_path import (
    EXAMPLE,
    FROM,
    HDL,
    JOINS,
    LEFT,
    NAMES,
    PATH,
    POSE,
    RETURNED,
    SCENE,
    TO,
    draw,
)
from figures.sheets.elements import path
from figures.sheets.setting import set_on
from figures.sheets.sheet import PAGE, PHONE, SQUARE, WIDE, Sheet
from tests.films import film, slider
from tests.solvers.oracles import load

KNOWN: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
STOPS = slider("diabetes_path").stops
ENTERED = JOINS["HDL"]
BETWEEN = np.exp(np.random.default_rng(1).uniform(np.log(0.03), np.log(50), 40)).tolist()
"""Values of λ that are no stops."""


def shown(lam: float) -> Frame:
    """The frame of a stop."""
    return film("diabetes_path").frames[STOPS.index(lam)]


def mark(frame: Frame, key: str) -> Any:
    return next(mark for mark in frame.marks if mark.key == key)


def known(name: str) -> Any:
    return KNOWN[name]["expected"]


def test_the_knots_are_those_found_elsewhere() -> None:
    np.testing.assert_allclose(PATH.knots, known("diab.knots"), rtol=1e-9, atol=1e-12)
    assert known("diab.knots")[-3:-1] == pytest.approx([LEFT, RETURNED], rel=1e-9)
    assert known("diab.knots")[7:9] == pytest.approx([JOINS["TCH"], JOINS["LDL"]], rel=1e-9)
    assert set(map(float, PATH.knots)) <= set(STOPS)


def test_hdl_is_exactly_zero_where_the_claim_says_so_and_nowhere_near_it() -> None:
    low, high = map(float, re.findall(r"\d\.\d{4}", SCENE.claim))
    assert (low, high) == (0.0624, 0.1037) == (FROM, TO)
    assert {low, high, POSE} <= set(STOPS)
    # Two λ at which it is not zero are told as well: the nearest of three digits.
    short, past = map(float, re.findall(r"but not at (\S+) or (\S+)$", SCENE.claim)[0])
    assert (short, past) == (0.062, 0.104)
    assert PATH(short)[HDL] > 0 > PATH(past)[HDL]
    assert f"at {short:g} it is positive" in SCENE.notes
    assert short + 1e-3 > RETURNED
    assert past - 1e-3 < LEFT
    # The bounds are the widest of four digits.
    assert PATH(low - 1e-4)[HDL] > 0 > PATH(high + 1e-4)[HDL]
    for lam in (*STOPS, *BETWEEN):
        hdl, zero = PATH(lam)[HDL], RETURNED <= lam <= LEFT or lam >= ENTERED
        assert (hdl == 0) == zero
        assert not low <= lam <= high or zero
        if lam < ENTERED:
            assert np.sign(hdl) == (0 if zero else 1 if lam < RETURNED else -1)


@pytest.mark.parametrize("lam", [1.0, 0.2, 0.08, 0.03])
def test_hdl_and_its_evidence_are_those_found_elsewhere(lam: float) -> None:
    evidence = dict(zip(KNOWN["diab.HDL_evidence"]["inputs"]["lam"], known("diab.HDL_evidence"), strict=True))
    told = known(f"diab.HDL@{lam}")
    assert PATH(lam)[HDL] == pytest.approx(told["HDL"], abs=1e-8)
    assert EXAMPLE.evidence(HDL, lam) == pytest.approx(evidence[lam], abs=1e-7)
    texts = {readout.label: readout.text for readout in shown(lam).readouts}
    assert texts["non-zero"] == f"{told['nonzero']} of 10"
    assert float(texts["HDL"].replace("−", "-")) == pytest.approx(told["HDL"], abs=0.051)
    assert float(texts["evidence z"].split(",")[0].replace("−", "-")) == pytest.approx(
        evidence[lam], rel=0.02
    )


def test_the_pose_shows_the_claim() -> None:
    frame = shown(POSE)
    assert [dict(state) for state in SCENE.pose] == [{"lam": POSE}]
    words = {mark.text for mark in frame.marks if isinstance(mark, Label) and mark.visible}
    assert {"λ = 0.08: 9 of 10 non-zero", "HDL = 0, exactly", "z = −0.0085, within ±λ"} <= words
    assert "exactly 0 from 0.0624 to 0.1037" in words
    assert {"TCH joins", "LDL joins", "positive", "negative"} <= words
    # These two stand where HDL has that sign.
    assert PATH(mark(frame, "above").x)[HDL] > 0 > PATH(mark(frame, "below").x)[HDL]
    for key in (f"now-{HDL}", f"close-now-{HDL}"):
        assert (mark(frame, key).x, mark(frame, key).y) == (POSE, 0.0)
        assert mark(frame, key).hollow
        assert mark(frame, key).visible
    assert len(frame.readouts) <= 6


@pytest.mark.parametrize("lam", [*STOPS, *BETWEEN])
def test_what_is_told_at_a_lambda_is_what_is_solved_there(lam: float) -> None:
    frame, w = draw(lam), PATH(lam)
    count, zero = np.count_nonzero(w), w[HDL] == 0
    assert f"{count} of 10 non-zero" in mark(frame, "path-title").text
    assert ("exactly" in mark(frame, "close-title").text) == zero
    assert mark(frame, "close-title").role == ("zero" if zero else "lasso")
    # The reason: HDL is what its evidence has beyond the band.
    z = float(EXAMPLE.evidence(HDL, lam))
    assert np.sign(z) * max(abs(z) - lam, 0) == pytest.approx(w[HDL], abs=1e-10)
    assert ("within" in mark(frame, "reason-title").text) == zero
    for solved in frame.solved:
        assert violation(solved) <= 1e-10
    dot = mark(frame, f"now-{HDL}")
    assert (dot.y, dot.hollow) == (w[HDL], zero)


def test_each_sentence_is_true_where_it_is_said() -> None:
    beats = {beat.sentence: beat.state["lam"] for beat in SCENE.story}
    away, turn, home, rests, beyond, end = beats
    assert away == "As λ falls, HDL moves further from zero."
    assert JOINS["TCH"] < beats[away] < ENTERED
    assert turn == "TCH joins, says much of what HDL said, and HDL turns."
    assert beats[turn] == JOINS["TCH"]
    # Of the nine others TCH is the closest to HDL: low HDL is high TCH, which is nearly TC divided by HDL.
    others = {name: abs(EXAMPLE.correlation("HDL", name)) for name in NAMES if name != "HDL"}
    assert max(others, key=lambda name: others[name]) == "TCH"
    assert EXAMPLE.correlation("HDL", "TCH") < -0.7
    on_the_way = np.linspace(ENTERED, JOINS["TCH"], 200)
    assert (np.diff(PATH(on_the_way)[:, HDL]) < 0).all()
    # HDL's change per unit by which λ falls, on the last six pieces.
    slopes = -np.diff(PATH.coefs[:, HDL])[-6:] / np.diff(PATH.knots)[-6:]
    np.testing.assert_allclose(slopes, known("diab.HDL_slopes"), rtol=1e-6, atol=1e-9)
    assert slopes[0] < 0 < slopes[1]
    assert (
        PATH(JOINS["TCH"])[HDL] == pytest.approx(known("diab.HDL_min"), abs=1e-8) == PATH.coefs[:, HDL].min()
    )
    assert home == "LDL joins: from here HDL runs home 9 times as fast."
    assert beats[home] == JOINS["LDL"]
    assert rests == "It is home, and rests: exactly 0."
    assert round(slopes[2] / slopes[1]) == 9
    assert beyond == f"At λ = {beats[beyond]:g} it is non-zero again, and positive."
    assert PATH(0.0623)[HDL] > PATH(0.0624)[HDL] == 0
    assert PATH(beats[beyond])[HDL] > 0
    assert "At λ = 0.08 exactly zero" in end
    assert "within ±λ" in end
    assert beats[rests] == beats[end] == POSE
    assert RETURNED < POSE < LEFT


def test_the_evidence_crosses_the_band_while_hdl_rests() -> None:
    frame = shown(POSE)
    line, band, bar = (mark(frame, key) for key in ("evidence", "band", "close-rest-0"))
    assert isinstance(line, Polyline)
    assert isinstance(band, Polygon)
    assert isinstance(bar, Segment)
    assert line.points[1] == pytest.approx((RETURNED, RETURNED), rel=1e-9)
    assert line.points[2] == pytest.approx((LEFT, -LEFT), rel=1e-9)
    assert {(x, abs(y)) for x, y in band.points} == {(x, x) for x, _ in band.points}
    assert (bar.x1, bar.x2, bar.role) == (RETURNED, LEFT, "zero")
    (solved,) = line.solved
    assert violation(solved) <= 1e-10
    across, heights = np.array(line.points).T
    lam = np.linspace(across[0], across[-1], 200)
    np.testing.assert_allclose(np.interp(lam, across, heights), EXAMPLE.evidence(HDL, lam), atol=1e-9)


@pytest.mark.parametrize("sheet", [WIDE, SQUARE, PAGE, PHONE], ids=lambda sheet: sheet.name)
def test_curves_are_smooth_between_knots_and_half_a_pixel_from_the_path(sheet: Sheet) -> None:
    places = {place.panel.key: place for place in set_on(film("diabetes_path"), sheet).places}
    # A film is half as large again as its sheet.
    drawn = [m for m in shown(POSE).marks if isinstance(m, Curve)]
    assert len(drawn) == len(NAMES) + 1
    for one in drawn:
        place, j = places[one.panel], NAMES.index(one.key.removeprefix("close-"))
        size = 1.5 * np.array(place.axes[2:])
        (low, high), (bottom, top) = place.panel.x.limits, place.panel.y.limits
        pen, before = np.zeros(2), None
        for command, points in path(one, place.panel):
            ends = np.array(points)
            if command == "M":
                pen, before = ends[0], None
                continue
            cubics = ends.reshape(-1, 3, 2) if command == "C" else straight(pen, ends)
            for b, c, d in cubics:
                leaving = angle((b - pen) * size)
                lam = low * (high / low) ** pen[0]
                if before is not None and np.abs(PATH.knots / lam - 1).min() > 1e-9:
                    assert abs(leaving - before) < 3
                t = np.linspace(0, 1, 9)[:, None]
                at = (1 - t) ** 3 * pen + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
                w = PATH(low * (high / low) ** at[:, 0])[:, j]
                off = (at[:, 1] - (top - w) / (top - bottom)) * size[1]
                assert np.abs(off).max() < 0.5
                pen, before = d, angle((d - c) * size)


def straight(pen: Any, ends: Any) -> Any:
    """Lines as cubics."""
    starts = np.concatenate([[pen], ends[:-1]])
    return np.stack([starts + (ends - starts) / 3, starts + (ends - starts) * 2 / 3, ends], axis=1)


def angle(along: Any) -> float:
    return float(np.degrees(np.arctan2(along[1], along[0])))


def test_the_close_up_shows_hdl_alone_with_both_turns() -> None:
    frame = shown(POSE)
    panels = {panel.key: panel for panel in SCENE.panels}
    curves = [m.key for m in frame.marks if isinstance(m, Curve) and m.panel == "close-up"]
    assert curves == ["close-HDL"]
    assert panels["close-up"].part == "main"
    # In the main panel HDL is zero during its rest only: it ends long before HDL joins.
    assert panels["close-up"].x.limits == (0.03, 2.0)
    assert ENTERED > 2
    for name, knot in (("TCH", JOINS["TCH"]), ("LDL", JOINS["LDL"])):
        at: Mark = mark(frame, f"at-{name}-{HDL}")
        assert isinstance(at, Dot)
        assert (at.x, at.y) == (knot, PATH(knot)[HDL])
        assert inside(panels["close-up"].x, at.x)
        assert inside(panels["close-up"].y, at.y)


def inside(axis: Axis, value: float) -> bool:
    return axis.limits[0] < value < axis.limits[1]


def test_least_squares_stands_left_of_the_break() -> None:
    frame, end = shown(0.0), PATH.coefs[-1]
    assert mark(frame, f"now-{HDL}").y == end[HDL]
    for j, name in enumerate(NAMES):
        assert mark(frame, f"end-{name}").points[0][1] == end[j]


def test_the_film_shows_lambda_in_the_two_panels_that_are_lit_and_in_the_reason_where_it_is_told() -> None:
    for beat in SCENE.story:
        frame = shown(beat.state["lam"])
        assert mark(frame, "cursor").visible
        assert mark(frame, "close-cursor").visible
        assert mark(frame, "reason-cursor").visible == (not beat.lit and beat is not SCENE.story[0]) or (
            beat.state["lam"] == POSE
        )


def test_the_penalty_that_is_read_has_the_zeros_that_are_counted() -> None:
    """At a knot the nearest three digits may lie on its other side."""
    for lam in film("diabetes_path").scene.controls[0].stops:
        said = EXAMPLE.rounded(float(lam))
        assert np.array_equal(PATH(said) == 0, PATH(float(lam)) == 0), lam
        assert said == pytest.approx(float(lam), rel=5e-3)

"""Films show what the solvers computed, at every stop."""

import json

import numpy as np
import pytest

from figures.draw.marks import Curve, Dot, Segment
from figures.draw.paths import broken
from figures.film.film import shoot
from figures.scenes.diabetes_path import EXAMPLE, HDL, LEAST_SQUARES_AT, LEFT, LOG_FROM, NAMES, PATH, RETURNED
from figures.scenes.soft_threshold import EVIDENCE
from tests.films import SCENES, film, slider
from tests.solvers.oracles import load


@pytest.mark.parametrize("slug", SCENES)
def test_every_stop_is_certified(slug: str) -> None:
    shot = film(slug)
    assert len(shot.residuals) == len(shot.frames)
    if SCENES[slug].uncertified:
        assert set(shot.residuals) == {None}
    else:
        assert all(residual is not None and 0 <= residual <= 1e-10 for residual in shot.residuals)


def test_the_diabetes_stops_hold_for_an_independent_kkt_check() -> None:
    """The optimality conditions written out here again, on the coefficients the film shows."""
    scaled = EXAMPLE.scaled
    for lam in slider("diabetes_path").stops:
        w = PATH(lam)
        pull = scaled.X.T @ (scaled.y - scaled.X @ w) / len(scaled.y)
        assert np.abs(pull[w != 0] - lam * np.sign(w[w != 0])).max(initial=0) <= 1e-10 * PATH.knots[0]
        assert np.abs(pull[w == 0]).max(initial=0) <= lam + 1e-10 * PATH.knots[0]


def test_the_diabetes_film_stops_at_every_published_knot() -> None:
    exact = load("exact_paths")["sets"]["diabetes_sk"]
    # Published for ½‖·‖² and columns of length 1; ours have length √442: λ = λ′ √442 / 442.
    knots = np.array(exact["knots"]) / np.sqrt(442)
    stops = np.array(slider("diabetes_path").stops)
    for knot in knots:
        assert np.abs(stops - knot).min() <= 1e-8 * knot
    assert np.abs(stops[list(map(stops.tolist().index, slider("diabetes_path").beats))]).min() == 0


def test_the_diabetes_curves_have_their_corners_at_the_published_coefficients() -> None:
    exact = load("exact_paths")["sets"]["diabetes_sk"]
    curves = {mark.key: mark for mark in film("diabetes_path").frames[0].marks if isinstance(mark, Curve)}
    for knot, coefs in zip(np.array(exact["knots"]) / np.sqrt(442), exact["coefs"], strict=True):
        for name, w in zip(NAMES, np.array(coefs) / np.sqrt(442), strict=True):
            points = np.array([point for piece in curves[name].pieces for point in piece])
            near = np.abs(points[:, 0] - knot) < 1e-8 * knot
            # Curves are drawn where they are not zero, and right of λ = 0.
            assert near.any() or w == 0 or knot == 0, (name, knot)
            assert np.abs(points[near, 1] - w).max(initial=0) < 1e-6


def test_the_dot_stands_where_the_solver_says() -> None:
    shown = film("diabetes_path")
    for lam, frame in zip(slider(shown.slug).stops, shown.frames, strict=True):
        dot = next(mark for mark in frame.marks if mark.key == f"now-{HDL}")
        assert isinstance(dot, Dot)
        assert (dot.x, dot.y) == (broken(lam, LOG_FROM, LEAST_SQUARES_AT), float(PATH(lam)[HDL]))
        assert dot.hollow == (PATH(lam)[HDL] == 0)


def test_the_slider_is_denser_where_hdl_rests() -> None:
    stops = np.array(slider("diabetes_path").stops)
    positive = stops[stops > 0]
    resting = positive[(positive >= RETURNED) & (positive <= LEFT)]
    elsewhere = positive[positive > 2 * LEFT]
    density = (len(resting) - 1) / np.log(resting[-1] / resting[0])
    assert density > 1.5 * (len(elsewhere) - 1) / np.log(elsewhere[-1] / elsewhere[0])
    frames = film("diabetes_path").frames
    texts = [{readout.key: readout.text for readout in frame.readouts} for frame in frames]
    at_rest = [text["HDL"] == "0" for text in texts]
    assert sum(at_rest[i] for i, lam in enumerate(stops) if RETURNED <= lam <= LEFT) >= 12


def test_the_soft_threshold_has_a_flat_zone_of_width_two_lambda() -> None:
    shown = film("soft_threshold")
    for lam, frame in zip(slider(shown.slug).stops, shown.frames, strict=True):
        marks = {mark.key: mark for mark in frame.marks}
        flat = marks["flat-0"]
        assert isinstance(flat, Segment)
        assert (flat.x1, flat.x2, flat.y1, flat.y2) == (-lam, lam, 0, 0)
        count = next(r.text for r in frame.readouts if r.key == "non-zero")
        assert count == f"{sum(abs(z) > lam for z in EVIDENCE)} of {len(EVIDENCE)}"


@pytest.mark.parametrize("slug", SCENES)
def test_a_film_is_the_same_each_time(slug: str) -> None:
    again = shoot(slug, SCENES[slug])
    assert again.frames == film(slug).frames
    assert json.dumps(again.facts) == json.dumps(film(slug).facts)

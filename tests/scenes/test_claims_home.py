"""What the home page and its two figures say, computed here."""

from typing import Any

import numpy as np
import pytest

from figures.scenes import one_minute, one_slide
from figures.solvers import lasso, project_l1
from tests.films import film


def test_the_weak_coefficient_is_zero_from_its_own_evidence_on() -> None:
    told = one_minute.facts()["weak"]
    for lam in one_minute.LAMBDAS:
        w = lasso(one_minute.X, one_minute.Y, lam)
        assert (w[1] == 0) == (lam >= float(told))
    assert f"When lambda reaches {told}, w2 is exactly zero" in one_minute.SCENE.alt
    assert float(told) in one_minute.LAMBDAS


def test_the_diamond_of_lambda_is_touched_on_an_edge_then_at_a_corner_and_shrinks_to_nothing() -> None:
    weak, strong = (float(one_minute.facts()[name]) for name in ("weak", "strong"))
    lams = [0.0, 0.2, weak - 0.01, weak, 0.7, strong - 0.01, strong, 1.3]
    found = [lasso(one_minute.X, one_minute.Y, lam) for lam in lams]
    limits = [abs(w).sum() for w in found]
    assert limits[:-1] == sorted(set(limits), reverse=True)
    for lam, w, limit in zip(lams, found, limits, strict=True):
        # The solution uses up its limit; no other point of the diamond is nearer to the evidence.
        np.testing.assert_allclose(project_l1(np.array(one_minute.Z), limit), w, atol=1e-12)
        assert (w[1] == 0) == (lam >= weak)
        assert (w[0] > 0) == (limit > 0) == (lam < strong)


def views(lam: float) -> dict[str, Any]:
    """The marks of the three views at a stop."""
    shown = film("one_minute")
    return {mark.key: mark for mark in shown.frames[shown.at({"lam": lam})].marks}


@pytest.mark.parametrize("lam", one_minute.LAMBDAS)
def test_all_three_views_show_one_answer_and_its_zero(lam: float) -> None:
    marks, w = views(lam), max(0.5 - lam, 0.0)
    held = lam >= 0.5
    meet = marks["forces-1"]
    assert (meet.x, meet.y) == pytest.approx((w, 0.5 - w), abs=1e-12)
    assert (meet.x == 0, meet.hollow, meet.role) == (held, held, "zero" if held else "lasso")
    places = {"map-1": 0.5, "path-1": lam}
    for key, x in places.items():
        dot = marks[key]
        assert (dot.x, dot.y) == pytest.approx((x, w), abs=1e-12)
        assert (dot.y == 0, dot.hollow, dot.role) == (held, held, "zero" if held else "lasso")
    told = {
        "forces": ("w₂ = 0: the kink holds it", f"w₂ = {w:.2f}: the pull wins"),
        "map": ("the lasso’s map is flat", "past the flat part"),
        "path": ("at rest on zero", "on its way to zero"),
    }
    for key, words in told.items():
        title = marks[f"title-{key}"]
        assert (title.text, title.role) == (words[not held], "zero" if held else "lasso")
    # What is held, and where the map is flat: from −λ to λ.
    assert (marks["flat-0"].x1, marks["flat-0"].x2, marks["flat-0"].visible) == (-lam, lam, True)
    kink = marks["kink"]
    assert (kink.x1, kink.y1, kink.x2, kink.y2) == (0, -lam, 0, lam)
    # Off zero the penalty holds λ or −λ; the pull is what is left of the evidence.
    for key, side in (("hold-left", -1), ("hold-right", 1)):
        hold = marks[key]
        assert (hold.y1, hold.y2, hold.x1) == (side * lam, side * lam, 0)
        assert hold.x2 * side > 1
    pull = marks["pull"]
    assert (pull.x1 + pull.y1, pull.x2 + pull.y2) == (0.5, 0.5)
    assert (marks["rest-0"].x1, marks["rest-0"].x2) == (0.5, one_minute.END)
    assert marks["path"].points[0] == (0, 0.5)
    assert marks["now"].text == f"λ = {lam:g}"


def test_the_kink_is_the_main_view_and_all_its_lines_have_names() -> None:
    """Its names stand at what they name at every λ; those beside it share one height for zero."""
    forces, *panels = one_minute.SCENE.panels
    assert [panel.part for panel in (forces, *panels)] == ["main", "second", "second"]
    assert forces.x.label == "w₂"
    assert [panel.y.label for panel in panels] == ["w₂"] * 2
    assert len({panel.y.share(0) for panel in panels}) == 1
    for lam in one_minute.LAMBDAS:
        marks = views(lam)
        roles = {"pull-name": "pull", "edge": "hold-right", "low-edge": "hold-left", "holds": "kink"}
        assert all(marks[name].role == marks[line].role for name, line in roles.items())
        assert marks["pull-name"].x + marks["pull-name"].y == pytest.approx(0.5)
        assert (marks["edge"].y, marks["low-edge"].y) == (lam, -lam)
        assert (marks["edge"].text, marks["low-edge"].text) == ("penalty’s slope: λ", "−λ")
        assert (marks["holds"].x, marks["holds"].text) == (0, "holds −λ to λ")
        assert marks["kink"].y1 <= marks["holds"].y <= marks["kink"].y2


def test_the_page_starts_and_the_film_ends_at_a_zero() -> None:
    scene = one_minute.SCENE
    assert scene.start == {"lam": 0.6}
    assert scene.states()[0] == scene.states()[-1] == {"lam": 0.6}
    for beat, state in zip(scene.story, scene.states(), strict=True):
        # A beat says of w₂ what it is there.
        assert ("w₂ moves" in beat.sentence) == (state["lam"] < 0.5)


def at(z: float) -> dict[str, Any]:
    """The slide's marks at this evidence, by their keys."""
    return {mark.key: mark for mark in one_slide.draw(z).marks}


@pytest.mark.parametrize("z", [*one_slide.EVIDENCE, 0.73, 1.04])
def test_the_slide_shows_both_answers_on_their_penalties_slopes_and_maps(z: float) -> None:
    marks, lam = at(z), one_slide.LAM
    w = {"lasso": max(z - lam, 0.0), "ridge": z / (1 + lam)}
    penalty = {"lasso": lam * w["lasso"], "ridge": lam * w["ridge"] ** 2 / 2}
    for name, answer in w.items():
        pays, held, mapped = (marks[f"{name}-{what}"] for what in ("pays", "held", "at-0"))
        assert (pays.x, pays.y) == pytest.approx((answer, penalty[name]), abs=1e-15)
        assert (held.x, held.y) == pytest.approx((answer, z - answer), abs=1e-15)
        assert (mapped.x, mapped.y) == pytest.approx((z, answer), abs=1e-15)
        assert pays.hollow == held.hollow == mapped.hollow == (name == "lasso" and z <= lam)
    # Where the pull meets each slope: λ·w for ridge, λ off zero and anything between −λ and λ at zero.
    pull, slack = marks["pull"], marks["slack"]
    assert (pull.y1 + pull.x1, pull.y2 + pull.x2) == pytest.approx((z, z))
    assert (slack.y1 / slack.x1, slack.y2 / slack.x2) == pytest.approx((lam, lam))
    assert marks["ridge-held"].y == pytest.approx(lam * w["ridge"])
    bar, hold = marks["held"], marks["lasso-held"]
    assert (bar.x1, bar.y1, bar.x2, bar.y2) == (0, -lam, 0, lam)
    assert hold.y <= bar.y2 if hold.hollow else hold.y == pytest.approx(lam)
    assert marks["slope-above"].y1 == -marks["slope-below"].y1 == lam
    assert marks["ridge-name"].text == f"ridge: {w['ridge'] + 1e-12:.2f}"


def test_the_slide_draws_a_v_with_its_kink_at_zero_and_a_parabola() -> None:
    marks, lam = at(one_slide.WEAK), one_slide.LAM
    (parabola,) = marks["parabola"].pieces
    assert all(y == pytest.approx(lam * x**2 / 2, abs=1e-15) for x, y in parabola)
    assert all(y == pytest.approx(lam * abs(x), abs=1e-15) for x, y in marks["corner"].points)
    assert marks["corner"].points[1] == (0, 0)
    assert {x for x, _ in marks["zone"].points} == {marks["flat-0"].x1, marks["flat-0"].x2} == {-lam, lam}


def test_the_slide_ends_where_weak_evidence_gives_exactly_zero() -> None:
    scene = one_slide.SCENE
    halts = [state["z"] for state in scene.states()]
    assert halts == sorted(halts, reverse=True)
    assert halts[0] > one_slide.LAM == halts[1] > halts[-1] == one_slide.WEAK
    assert one_slide.lasso(one_slide.STRONG).w > 0 == one_slide.lasso(one_slide.WEAK).w
    told = f"{one_slide.WEAK / (1 + one_slide.LAM):.2f}"
    assert f"exactly 0, ridge {told}." in scene.story[-1].sentence
    assert f"ridge’s line at {told}" in scene.alt

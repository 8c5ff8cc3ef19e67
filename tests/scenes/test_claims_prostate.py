"""What the figure of the prostate data says is computed here, and held against numbers from elsewhere."""

from typing import Any

import numpy as np
import pytest

from figures.data.prostate import prostate
from figures.draw.marks import Curve, Dot, Label, Polyline, Segment
from figures.film.certificate import ALLOWED, violation
from figures.scene import Frame
from figures.scenes.prostate_path import (
    CROSSES,
    EXAMPLE,
    FREEDOMS,
    KNOTS,
    LASSO,
    NAMES,
    OLS,
    RIDGE,
    SCENE,
    SHARES,
    UNTIL,
    draw,
    facts,
)
from figures.solvers import degrees_of_freedom, lam_of_freedom
from tests.films import film
from tests.solvers.oracles import data, load

KNOWN: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
TABLE, LCP = load("esl_table33"), NAMES.index("lcp")
ZEROS = {"age", "lcp", "gleason", "pgg45"}
BETWEEN = np.random.default_rng(3).uniform((0, 0.25), (1, 8), (12, 2)).tolist()
"""States (s, df) that are no stops."""


def shown(s: float, df: float = 5.0) -> Frame:
    return film("prostate_path").frames[film("prostate_path").at({"s": s, "df": df})]


def mark(frame: Frame, key: str, kind: type[Any] = Label) -> Any:
    (found,) = (mark for mark in frame.marks if mark.key == key)
    assert isinstance(found, kind)
    return found


def said(frame: Frame) -> dict[str, str]:
    return {readout.label: readout.text for readout in frame.readouts}


def test_knots_shares_and_order_are_those_of_r() -> None:
    run = load("lars_R")["runs"]["prostate_train_std97_lasso_norm"]
    # R's columns have length 1: its λ is √n of this one.
    np.testing.assert_allclose(LASSO.knots[:-1] * np.sqrt(67), run["lambda"], rtol=1e-9)
    np.testing.assert_allclose(LASSO.knots, KNOWN["pros.knots"]["expected"], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(KNOTS, KNOWN["pros.shares"]["expected"], rtol=0, atol=1e-9)
    order = [run["names"][one - 1] for (one,) in run["actions_1based_signed"]]
    assert order == list(EXAMPLE.joins()) == KNOWN["pros.knots"]["order"] == facts()["order"].split(", ")
    assert {*KNOTS, 0.36, 0.375} <= set(SHARES)
    scaled, _ = data("prostate_train_std97")
    betas = np.array(run["beta_rows_original_scale"]) * scaled.std(axis=0)
    np.testing.assert_allclose(LASSO.coefs, betas, atol=1e-9)


def test_the_lasso_of_the_claim_is_the_books_and_has_four_exact_zeros() -> None:
    told = KNOWN["pros.lasso@s=0.375"]["expected"]
    lam, solved = EXAMPLE.at_share(0.375)
    assert lam == pytest.approx(told["lam"], abs=1e-10)
    np.testing.assert_allclose(solved.w, told["w"], atol=1e-9)
    assert {name for name, w in zip(NAMES, solved.w, strict=True) if w == 0} == ZEROS
    times = prostate(training=False).X.std(axis=0, ddof=1) / EXAMPLE.scaled.x_scale
    np.testing.assert_allclose(times * solved.w, told["w_table_scale"], atol=1e-9)
    np.testing.assert_array_equal(np.round(times * solved.w, 3), TABLE["published"]["Lasso"][1:])
    assert [float(one) for one in facts()["table"].split(", ")] == TABLE["published"]["Lasso"][1:]
    assert facts()["table_s"] == "0.367"
    assert (facts()["lam"], facts()["lbph"]) == ("0.209", f"{told['w'][3]:.3f}")
    # On this scale the share that the book prints is another answer.
    other = KNOWN["pros.lasso@s=0.36"]["expected"]
    np.testing.assert_allclose(EXAMPLE.at_share(0.36)[1].w, other["w"], atol=1e-9)
    assert facts()["at_book_s"] == str(other["nonzero"]) == said(shown(0.36))["non-zero, lasso"][0]


def test_ridges_lcp_is_small_near_five_degrees_of_freedom_because_it_crosses() -> None:
    told, crossings = KNOWN["pros.ridge@df=5.0"]["expected"], KNOWN["pros.ridge_crossings"]
    lam = float(lam_of_freedom(RIDGE, 5.0))
    assert lam == pytest.approx(told["lam"], abs=1e-10)
    np.testing.assert_allclose(RIDGE(lam), told["w"], atol=1e-9)
    assert (facts()["lcp"], facts()["ridge_lam"]) == ("0.003", "0.345")
    for name, lams in zip(NAMES, RIDGE.zero_crossings(), strict=True):
        np.testing.assert_allclose(lams, crossings["expected"].get(name, []), atol=1e-9)
        if name in crossings["df"]:
            df = float(*degrees_of_freedom(RIDGE, lams))
            assert df == pytest.approx(crossings["df"][name], abs=1e-8)
            assert (name == "lcp") == (f"{df:.2f}" == CROSSES == facts()["crosses"])
    # It only crosses: it falls there, from a larger value to the other sign.
    along = np.linspace(0.25, 8, 300)
    lcp = RIDGE(lam_of_freedom(RIDGE, along))[:, LCP]
    assert (lcp[along < 5.04] > 0).all()
    assert (lcp[along > 5.06] < 0).all()
    assert lcp.max() > 0.08
    assert (np.diff(lcp[along > 3]) < 0).all()


def test_the_zero_that_the_book_prints_for_ridge_is_none() -> None:
    """It leaves the 67 rows uncentred, so its column is another problem than the one drawn."""
    X, y = data("prostate_train_std97")
    lam = TABLE["reproduced"]["Ridge"]["lambda_RSS_scale"]
    w = np.linalg.solve(X.T @ X + lam * np.eye(8), X.T @ (y - y.mean()))
    np.testing.assert_allclose(w, TABLE["reproduced"]["Ridge"]["coef"], atol=1e-9)
    np.testing.assert_array_equal(np.round(w, 3), TABLE["published"]["Ridge"][1:])
    assert TABLE["published"]["Ridge"][1 + LCP] == 0
    assert f"{w[LCP]:.5f}" == "0.00012"


@pytest.mark.parametrize("s", SHARES)
def test_what_is_told_of_the_lasso_is_what_is_solved_there(s: float) -> None:
    frame, (_, solved) = shown(s), EXAMPLE.at_share(s)
    assert np.abs(solved.w).sum() / np.abs(OLS).sum() == pytest.approx(s, abs=1e-12)
    zeros = {name for name, w in zip(NAMES, solved.w, strict=True) if w == 0}
    # A feature is zero at the share where it joins, and at every smaller one.
    joined = [name for name, at in zip(EXAMPLE.joins(), KNOTS, strict=False) if at < s]
    assert zeros == {*NAMES} - {*joined}
    assert {name for name in NAMES if mark(frame, f"lasso-{name}").text == f"{name} = 0"} == zeros
    assert {name for name in NAMES if mark(frame, f"lasso-{name}").role == "zero"} == zeros
    assert said(frame)["non-zero, lasso"] == f"{8 - len(zeros)} of 8"
    assert (EXAMPLE.path(float(said(frame)["λ, lasso"])) == 0).tolist() == (solved.w == 0).tolist()
    count = f"{len(zeros)} of 8 exactly 0" if zeros else "no coefficient is 0"
    assert mark(frame, "lasso-title").text == f"Lasso, s = {said(frame)['s']}: {count}"
    dot = mark(frame, f"lasso-now-{LCP}", Dot)
    assert (dot.x, dot.y, dot.hollow) == (s, solved.w[LCP], "lcp" in zeros)
    assert ("lcp" in zeros) == (s <= KNOTS[6]) == (mark(frame, "lasso-lead").text == "lcp = 0")


@pytest.mark.parametrize("df", FREEDOMS)
def test_no_coefficient_of_ridge_is_zero_at_any_stop(df: float) -> None:
    frame, lam = shown(0.375, df), float(lam_of_freedom(RIDGE, df))
    assert (RIDGE.eigenvalues / (RIDGE.eigenvalues + lam)).sum() == pytest.approx(df, rel=1e-12)
    assert RIDGE(lam).all()
    assert mark(frame, "ridge-title").text == f"Ridge, df = {said(frame)['df']}: no coefficient is 0"
    assert [mark(frame, f"ridge-{name}").text for name in NAMES] == list(NAMES)
    dot = mark(frame, f"ridge-now-{LCP}", Dot)
    assert (dot.x, dot.y, dot.hollow, dot.role) == (df, RIDGE(lam)[LCP], False, "ridge")
    lead = float(mark(frame, "ridge-lead").text.removeprefix("lcp = ").replace("−", "-"))
    assert lead == pytest.approx(dot.y, abs=5.1e-4)
    assert float(said(frame)["λ, ridge"]) == pytest.approx(lam, rel=5e-3)


@pytest.mark.parametrize(("s", "df"), BETWEEN)
def test_every_answer_between_the_stops_is_certified(s: float, df: float) -> None:
    frame = draw(s, df)
    assert all(violation(solved) <= ALLOWED for solved in frame.solved)
    assert len([mark for mark in frame.marks if isinstance(mark, Curve)]) == 16


def test_the_bar_of_lcp_ends_where_its_words_say() -> None:
    frame = shown(0.375)
    bar = mark(frame, "rest-lasso-lcp-0", Segment)
    assert (bar.x1, bar.x2, bar.role) == (0.0, KNOTS[6], "zero")
    assert UNTIL == "0.599"
    assert 0 <= KNOTS[6] - float(UNTIL) < 1e-3
    assert mark(frame, "lasso-words").text == f"exactly, up to s = {UNTIL}"
    assert mark(frame, "ridge-words").text == f"crosses 0 at df = {CROSSES}" == "crosses 0 at df = 5.05"
    # What the eye would count as a fifth zero has its number.
    assert mark(frame, "lasso-lbph").text == "lbph = 0.002"
    assert [mark(shown(s), "lasso-lbph").text for s in (0.36, 1.0)] == ["lbph = 0", f"lbph = {OLS[3]:.3g}"]
    assert mark(frame, "ridge-lbph").text == "lbph"
    for kind in ("lasso", "ridge"):
        for name, end in zip(NAMES, OLS, strict=True):
            assert mark(frame, f"path-{kind}-{name}", Curve).pieces[-1][-1][1] == pytest.approx(
                end, abs=1e-12
            )
            # A line leads from there to the name.
            start, (x, y) = mark(frame, f"{kind}-{name}-leader", Polyline).points
            assert start == pytest.approx(({"lasso": 1, "ridge": 8}[kind], end), abs=1e-12)
            assert (mark(frame, f"{kind}-{name}").x, mark(frame, f"{kind}-{name}").y) == (x, y)


def test_pose_story_and_words_say_what_is_computed() -> None:
    assert SCENE.pose == ({"s": 0.375, "df": 5.0},) == (SCENE.states()[-1],)
    assert SCENE.claim == "At s = 0.375 the lasso has four exact zeros; ridge’s lcp near df 5 only crosses 0"
    pose = shown(0.375)
    texts = {mark.text for mark in pose.marks if isinstance(mark, Label) and mark.visible}
    assert {"Lasso, s = 0.375: 4 of 8 exactly 0", "Ridge, df = 5: no coefficient is 0"} <= texts
    assert {"lcp = 0", "lcp = 0.003"} <= texts
    assert {text.removesuffix(" = 0") for text in texts if text.endswith(" = 0")} == ZEROS
    none, first, four, ridge, _ = SCENE.story
    assert none.state == {"s": 0.0, "df": 0.25}
    assert not EXAMPLE.at_share(0.0)[1].w.any()
    assert list(EXAMPLE.joins())[:4] == ["lcavol", "lweight", "svi", "lbph"]
    assert all(name in first.sentence for name in ("lcavol", "lweight", "svi", "a trace of lbph"))
    assert 0 < EXAMPLE.at_share(0.375)[1].w[3] < 0.0025
    assert "just before s = 0.375 lbph" in SCENE.notes
    assert 0.37 < KNOTS[3] < 0.375
    assert four.sentence.startswith("Four are still")
    assert ridge.state == {"df": 8.0}
    positive = {name for name, w in zip(NAMES, EXAMPLE.at_share(0.375)[1].w, strict=True) if w > 0}
    assert positive == {*NAMES} - ZEROS
    assert "lcavol, lweight, svi and lbph (0.002) are positive; age, lcp, gleason and pgg45 lie" in SCENE.alt
    assert SCENE.alt.endswith(f"ends at −{-OLS[LCP]:.3f}.")
    assert "its lcp is 0.003" in SCENE.notes

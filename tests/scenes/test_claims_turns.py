"""What the figure of coordinate descent says: the code, the staircase, and the kink that stops it."""

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.draw.marks import Dot, Label, Polygon, Polyline
from figures.draw.turns import code
from figures.film.film import Film
from figures.scenes import coordinate_descent as scene
from figures.scenes.coordinate_descent import LAMBDAS, OLS, POSED, PULLS, RHO, START, X, Y, run
from figures.solvers import standardize
from tests.films import film
from tests.solvers.oracles import load

SLUG = "coordinate_descent"
GRAM = np.array([[1, RHO], [RHO, 1]])


def oracle(name: str) -> dict[str, object]:
    found: dict[str, object] = next(
        item["expected"] for item in load("lessons_7_9")["items"] if item["id"] == name
    )
    return found


def cost(w: np.ndarray, lam: float, kink: str) -> float:
    penalty = np.abs(w).sum() if kink == "axes" else abs(w[0] - w[1])
    return float((w - OLS) @ GRAM @ (w - OLS) / 2 + lam * penalty)


def run_as_written(kink: str, lam: float, turns: int) -> np.ndarray:
    """What the lines in the picture return."""
    space: dict[str, object] = {"clip": np.clip}
    exec("\n".join(code(slanted=kink == "slanted")), space)
    made = space["lasso"](X, Y, lam, np.array(START), turns)  # type: ignore[operator]
    return np.asarray(made)


def at(shown: Film, state: dict[str, object]) -> dict[str, object]:
    return {mark.key: mark for mark in shown.frames[shown.at(state)].marks}


def test_the_code_has_ten_lines_and_stands_in_the_picture() -> None:
    assert len(code(slanted=False)) == 10
    for kink in ("axes", "slanted"):
        marks = at(film(SLUG), {"updates": 4.0, "lam": POSED, "kink": kink})
        for row, line in enumerate(code(slanted=kink == "slanted")):
            label = marks[f"code-{row}"]
            assert isinstance(label, Label)
            assert label.text.replace("\N{NO-BREAK SPACE}", " ") == line


@pytest.mark.parametrize("kink", ["axes", "slanted"])
@pytest.mark.parametrize("lam", LAMBDAS)
def test_the_code_makes_the_stairs(kink: str, lam: float) -> None:
    points, _ = run(lam, kink)
    for turns in (0, 1, 2, 10, 20):
        assert run_as_written(kink, lam, turns) == pytest.approx(points[2 * turns], abs=1e-12)


def test_its_zeros_are_exact_and_not_negative() -> None:
    w = run_as_written("axes", POSED, 20)
    assert w[1] == 0
    assert not np.signbit(w[1])


@pytest.mark.parametrize("lam", [0.3, 1.3])
def test_the_stairs_are_the_oracles(lam: float) -> None:
    points, _ = run(lam, "axes")
    said = oracle(f"coordinate_descent lam={lam} start=(-0.5, 1.8)")
    assert points[:9] == pytest.approx(np.array(said["first_nine"]), abs=1e-9)
    zero = np.flatnonzero(points[:, 1] == 0)
    assert (int(zero[0]) if zero.size else None) == said["first_exact_zero_half_step"]
    assert scene.facts()[f"turns_{10 * lam:.0f}"] == f"{said['sweeps_to_1e6']}"


@pytest.mark.parametrize("lam", LAMBDAS)
def test_they_lead_to_the_lasso_at_every_stop(lam: float) -> None:
    shown = film(SLUG)
    end = run_as_written("axes", lam, 200)
    pull = GRAM @ (np.array(OLS) - end)
    assert np.where(end == 0, np.abs(pull) <= lam, np.abs(pull - lam * np.sign(end)) < 1e-12).all()
    assert run(lam, "axes")[0][-1] == pytest.approx(end, abs=1e-3)
    ring = at(shown, {"updates": 40.0, "lam": lam, "kink": "axes"})["answer"]
    assert isinstance(ring, Dot)
    assert (ring.x, ring.y) == pytest.approx(end, abs=1e-9)
    assert ring.hollow == (0.0 in end)


@pytest.mark.parametrize("lam", LAMBDAS)
def test_the_slanted_kink_stops_it_at_every_stop(lam: float) -> None:
    end = run_as_written("slanted", lam, 20)
    stuck = cost(end, lam, "slanted")
    assert all(cost(end + s * e, lam, "slanted") > stuck for e in np.eye(2) for s in (-0.2, -1e-4, 1e-4, 0.2))
    best = np.full(2, PULLS.sum() / GRAM.sum())
    assert cost(best, lam, "slanted") < stuck
    marks = at(film(SLUG), {"updates": 40.0, "lam": lam, "kink": "slanted"})
    now, point, told = marks["now"], marks["best"], marks["stuck"]
    assert isinstance(now, Dot)
    assert isinstance(point, Dot)
    assert isinstance(told, Label)
    assert (now.x, now.y) == pytest.approx(end, abs=1e-12)
    assert (point.x, point.y) == pytest.approx(best)
    line = marks["aslant-0"]
    assert isinstance(line, Polygon)
    corners = [np.array(line.points[row]) for row in (0, 9)]
    assert min(np.abs(corner - end).max() for corner in corners) < 1e-9
    assert told.visible
    assert told.text == f"stuck, {stuck - cost(best, lam, 'slanted'):.2f} higher"


def test_every_stop_shows_its_point_and_what_the_code_found() -> None:
    shown = film(SLUG)
    for (updates, lam, kink), frame in zip(
        ((u, lam, k) for u in scene.UPDATES for lam in LAMBDAS for k in ("axes", "slanted")),
        (
            shown.frames[shown.at({"updates": u, "lam": lam, "kink": k})]
            for u in scene.UPDATES
            for lam in LAMBDAS
            for k in ("axes", "slanted")
        ),
        strict=True,
    ):
        marks, k = {mark.key: mark for mark in frame.marks}, int(updates)
        points, _ = run(lam, kink)
        w, now, line = points[k], marks["now"], marks["stairs"]
        assert isinstance(now, Dot)
        assert isinstance(line, Polyline)
        assert (now.x, now.y) == pytest.approx(w)
        assert now.hollow == (kink == "axes" and 0.0 in w)
        assert line.points[k] == line.points[-1] == (now.x, now.y)
        assert [marks[f"code-{row}-note"].text for row in (3, 4)] == (  # type: ignore[attr-defined]
            [f"sweep {(k + 1) // 2}", f"w{'₂₁'[k % 2]} alone"] if k else ["", ""]
        )
        if k:
            j, other = (k - 1) % 2, points[k - 1][k % 2]
            z = PULLS[j] - RHO * other
            base = 0.0 if kink == "axes" else other
            new = base + np.sign(z - base) * max(abs(z - base) - lam, 0)
            assert w[j] == pytest.approx(new, abs=1e-12)
            texts = [marks[f"code-{row}-note"].text for row in (5, 8)]  # type: ignore[attr-defined]
            assert [float(text.replace("−", "-")) for text in texts] == pytest.approx([z, new], abs=0.0051)
            assert marks["code-8-note"].role == ("zero" if w[j] == 0 else "fg")


def test_the_story_tells_the_first_updates() -> None:
    points, pulls = run(POSED, "axes")
    assert pulls[:2] == pytest.approx((0.62, 1.9))
    assert points[1] == pytest.approx((0, 1.8))
    assert points[1][0] == 0
    assert points[2] == pytest.approx((0, 0.6))
    assert points[18][1] == 0
    assert points[16][1] > 0
    assert points[20] == pytest.approx((0.76, 0))


def test_the_claim_is_seen_in_both_poses_and_at_the_end() -> None:
    shown = film(SLUG)
    arrives, sticks = ({m.key: m for m in shown.frames[pose].marks} for pose in shown.poses)
    assert arrives["w2-now"].visible
    assert arrives["w2-now"].text == "w₂ = 0, exactly"  # type: ignore[attr-defined]
    assert arrives["w2-now"].role == "zero"
    before, last = ({m.key: m for m in shown.frames[shown.at(at)].marks} for at in shown.scene.states()[-2:])
    for marks in (sticks, before):
        assert marks["stuck"].visible
        assert marks["aslant"].visible
        assert not marks["lasso-w1-crease"].visible
    # The story ends where the page begins, with the lasso's staircase.
    assert last == arrives


def test_facts() -> None:
    facts = scene.facts()
    assert (facts["rate"], facts["best"], facts["stuck"], facts["higher"]) == (
        "0.64", "(1.1, 1.1)", "(1.76, 1.76)", "0.78",
    )  # fmt: skip
    data = diabetes()
    scaled = standardize(data.X, data.y)
    for lam in (10.0, 2.0):
        said = oracle(f"diabetes sweeps lam={lam}")
        assert facts[f"sweeps_{lam:g}"] == f"{said['cd_support_final_from_sweep']}"
        assert facts[f"ista_{lam:g}"] == f"{said['ista_support_final_from_step']}"
        space: dict[str, object] = {"clip": np.clip}
        exec("\n".join(code(slanted=False)), space)
        w = space["lasso"](scaled.X, scaled.y, lam, np.zeros(10), 60)  # type: ignore[operator]
        assert np.count_nonzero(w) == said["nonzero"]

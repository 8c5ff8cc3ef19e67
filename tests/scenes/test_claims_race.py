"""What the figure of the race says of its six methods."""

import numpy as np
import pytest

from figures.data.forty import X, Y
from figures.draw.marks import Dot, Label, Polyline
from figures.scenes import race
from figures.scenes.race import GRID, LAM, RUN, START, STEPS, runs
from tests.films import film
from tests.solvers.oracles import load

ZEROS = {"coordinate descent": 2, "FISTA": 5, "ISTA": 7}
ORACLE = next(item for item in load("lessons_7_9")["items"] if item["id"] == "race")["expected"]
NAMES = {
    "subgradient step .1": ("constant", "subgradient"),
    "subgradient .5/sqrt(k)": ("shrinking", "subgradient"),
    "adam .05": ("constant", "Adam"), "adam .2/sqrt(k)": ("shrinking", "Adam"),
    "ista 1/L": ("constant", "ISTA"), "fista 1/L": ("constant", "FISTA"),
    "coordinate descent": ("constant", "coordinate descent"),
}  # fmt: skip


def cost(w: np.ndarray) -> np.ndarray:
    total: np.ndarray = ((Y - w @ X.T) ** 2).mean(axis=-1) / 2 + LAM * np.abs(w).sum(axis=-1)
    return total


def rerun(name: str, grid: tuple[float, ...], shrinking: bool, passes: int = RUN) -> np.ndarray:
    """The iterates (passes + 1, k, 2) of a method without threshold for k steps at once, written anew."""
    draws = np.random.default_rng(0).integers(len(Y), size=passes * len(Y)) if name == "SGD" else None
    per_pass = 1 if draws is None else len(Y)
    w = np.tile(START, (len(grid), 1))
    m = v = np.zeros_like(w)
    kept = [w]
    for k in range(1, passes * per_pass + 1):
        eta = np.array(grid)[:, None] / (k**0.5 if shrinking else 1)
        rows = slice(None) if draws is None else slice(draws[k - 1], draws[k - 1] + 1)
        g = (w @ X[rows].T - Y[rows]) @ X[rows] / len(Y[rows]) + LAM * np.sign(w)
        if name == "Adam":
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            g = m / (1 - 0.9**k) / (np.sqrt(v / (1 - 0.999**k)) + 1e-8)
        w = w - eta * g
        kept += [w] if k % per_pass == 0 else []
    return np.array(kept)


def test_the_data_are_what_is_said() -> None:
    assert X.T @ X / len(Y) == pytest.approx(np.array([[1, 0.5], [0.5, 1]]), abs=1e-12)
    assert np.linalg.lstsq(X, Y, rcond=None)[0] == pytest.approx((1.5, 0.2), abs=1e-12)
    assert [*X.mean(axis=0), Y.mean()] == pytest.approx([0, 0, 0], abs=1e-12)
    assert race.BEST.w == pytest.approx((1.1, 0), abs=1e-12)


@pytest.mark.parametrize("name", ["subgradient", "SGD", "Adam"])
@pytest.mark.parametrize("steps", STEPS)
def test_each_step_is_the_best_of_the_grid(name: str, steps: str) -> None:
    tried = rerun(name, GRID, steps == "shrinking")
    mean = (cost(tried[51:]) - cost(race.BEST.w)).mean(axis=0)
    best = int(np.nanargmin(mean))
    assert GRID[best] == STEPS[steps][name]
    # A kink makes roundings grow, which contractions shrink again.
    assert runs(steps)[name] == pytest.approx(tried[:, best], abs=1e-9)
    assert race.facts()[f"{name.lower()}_{steps}_gap"] == f"{mean[best]:.2g}"
    assert race.facts()[f"{name.lower()}_{steps}_step"] == f"{GRID[best]:g}"


@pytest.mark.parametrize("run", NAMES)
def test_the_runs_are_the_oracles(run: str) -> None:
    steps, name = NAMES[run]
    ours, said = runs(steps)[name], ORACLE["runs"][run]
    assert ours[5] == pytest.approx(said["w1_w2_at_5"], abs=1e-7)
    assert ours[60] == pytest.approx(said["w1_w2_at_60"], abs=1e-7)
    assert int((ours[:, 1] == 0).sum()) == said["exact_zeros_in_60"]


@pytest.mark.parametrize("steps", STEPS)
def test_three_reach_zero_and_stay_and_three_do_not(steps: str) -> None:
    for name, run in runs(steps).items():
        zero = run[:, 1] == 0
        if name in ZEROS:
            assert not zero[: ZEROS[name]].any()
            assert zero[ZEROS[name] :].all()
        else:
            assert not zero.any()


@pytest.mark.parametrize("name", ["subgradient", "Adam"])
def test_twenty_thousand_passes_do_not_help(name: str) -> None:
    for steps in STEPS:
        assert rerun(name, (STEPS[steps][name],), steps == "shrinking", 20_000)[..., 1].all()


def test_sgd_is_never_at_zero_between_passes_either() -> None:
    rng, w = np.random.default_rng(0), np.array(START)
    for _ in range(RUN * len(Y)):
        row = X[i := rng.integers(len(Y))]
        w = w - 0.002 * (row * (row @ w - Y[i]) + LAM * np.sign(w))
        assert w[1] != 0


def test_a_method_is_drawn_at_zero_from_its_pass_on_and_above_it_before() -> None:
    shown = film("race")
    for frame in shown.frames:
        marks = {mark.key: mark for mark in frame.marks}
        at = int(next(read.text for read in frame.readouts if read.label == "passes"))
        steps = marks["sizes-title"].text.removesuffix(" steps")  # type: ignore[attr-defined]
        for name, run in runs(steps).items():
            dot = marks[f"size-{name}-now"]
            assert isinstance(dot, Dot)
            if run[at, 1]:
                assert dot.x == pytest.approx(at**0.5)
                assert dot.visible
                assert 10**dot.y == pytest.approx(abs(run[at, 1]))
                assert dot.y > race.FLOOR
            else:
                ring, words = marks[f"size-{name}-zero-1"], marks[f"{name}-zero"]
                assert isinstance(ring, Dot)
                assert isinstance(words, Label)
                assert ring.visible
                assert not dot.visible
                assert ring.hollow
                assert ring.x == pytest.approx(ZEROS[name] ** 0.5)
                assert ring.y < race.FLOOR
                assert words.text == f"{name}: pass {ZEROS[name]}"
            there = marks[f"way-{name}-now"]
            assert isinstance(there, Dot)
            assert (there.x, there.y) == pytest.approx(run[at])


def test_lines_end_where_the_dots_are() -> None:
    shown = film("race")
    for frame in shown.frames:
        dots = {mark.key: mark for mark in frame.marks if isinstance(mark, Dot)}
        for name in runs("constant"):
            parts = [m for m in frame.marks if isinstance(m, Polyline) and m.key.startswith(f"way-{name}-")]
            drawn = [point for part in parts if part.visible for point in part.points]
            dot = dots[f"way-{name}-now"]
            assert not drawn or drawn[-1] == (dot.x, dot.y)


def test_the_claim_is_seen_at_the_end_and_in_the_pose() -> None:
    shown = film("race")
    for at in (shown.at(shown.scene.states()[-1]), *shown.poses):
        marks = {mark.key: mark for mark in shown.frames[at].marks}
        assert {name for name in runs("shrinking") if f"{name}-zero" in marks} == set(ZEROS)
        assert all(marks[f"{name}-zero"].visible for name in ZEROS)
        assert all(marks[f"{name}-name"].visible for name in STEPS["shrinking"])


def test_facts() -> None:
    facts = race.facts()
    assert (facts["pass_cd"], facts["pass_fista"], facts["pass_ista"]) == ("2", "5", "7")
    assert facts["pull"] == "0.4"
    assert facts["lipschitz"] == "1.5"
    assert [facts[f"{name}_constant"] for name in ("subgradient", "adam", "sgd")] == [
        "0.04",
        "0.0052",
        "−0.00027",
    ]
    assert [facts[f"{name}_shrinking"] for name in ("subgradient", "adam", "sgd")] == [
        "0.0085",
        "0.013",
        "0.00068",
    ]

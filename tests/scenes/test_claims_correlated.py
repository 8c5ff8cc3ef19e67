"""What the figures of twins and of the elastic net's mix draw and say, against the oracle of the lesson."""

from typing import Any

import numpy as np
import pytest

from figures.data.groups import NAMES
from figures.draw.marks import Curve, Dot, Mark, Polygon, Segment
from figures.scene import Frame
from figures.scenes import elastic_net_mix as mix
from figures.scenes import twins
from figures.sheets.setting import set_on
from figures.sheets.sheet import PHONE
from tests.films import at, film, frame, read
from tests.solvers.oracles import load

ITEMS: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
DRAWS = ITEMS["twins.draws"]["expected"]
WINNERS = [1, 1, 1, 2, 1, 2, 2, 2]


def ends(shown: Frame) -> list[float]:
    """Where the bars of the eight noises end, as shares of the way to λ₁, where all begin."""
    bars = [at(shown, f"wait-{row}", Polygon).points for row in range(8)]
    assert {max(x for x, _ in points) for points in bars} == {1.0}
    return [min(x for x, _ in points) for points in bars]


def winners(shown: Frame) -> list[int]:
    columns = {x: number for number, (x, _) in enumerate(twins.COLUMNS, 1)}
    return [columns[at(shown, f"wait-{row}-first", Dot).x] for row in range(8)]


# --- twins ---------------------------------------------------------------------------------------


def test_bars_and_dots_are_the_oracles_draws() -> None:
    shown = frame("twins", rho=0.9)
    np.testing.assert_allclose(ends(shown), [draw["ratio"] for draw in DRAWS], rtol=0, atol=1e-12)
    assert winners(shown) == [draw["first"] for draw in DRAWS] == WINNERS
    for seed, draw in enumerate(DRAWS, 1):
        posed = frame("twins", rho=0.9, seed=str(seed))
        tinted = at(posed, "alone", Polygon)
        low, high = min(x for x, _ in tinted.points), max(x for x, _ in tinted.points)
        assert (low, high) == pytest.approx((draw["lam2"], draw["lam1"]), abs=1e-12)
        first, other = f"x{'₁₂'[draw['first'] - 1]}", f"x{'₁₂'[2 - draw['first']]}"
        assert at(posed, "noise").text == f"noise {seed}: {first} enters first"
        assert at(posed, "alone-name").text == f"{other} = 0"
        assert read(posed, "enters first") == f"{first} at λ = {draw['lam1']:.2f}"


def test_who_is_first_is_noise_and_not_the_correlation() -> None:
    """The claim's first half: the same eight winners at each ρ, four each."""
    assert WINNERS.count(1) == WINNERS.count(2) == 4
    for rho in twins.RHOS:
        assert winners(frame("twins", rho=rho)) == WINNERS


def test_how_long_one_is_alone_is_typically_the_correlations_and_the_noise_levels() -> None:
    """Its second half: the medians of the exact law. They rise where a sentence says so, from 0.9 to 0.99."""
    told = {rho: at(frame("twins", rho=rho), "typical").text for rho in twins.RHOS}
    for rho in (0.5, 0.9, 0.99, 0.999):
        median = ITEMS[f"twins.median@rho={rho:g},sigma=1"]["expected"]
        line = at(frame("twins", rho=rho), "median", Segment)
        assert line.x1 == line.x2 == pytest.approx(median, abs=1e-9)
        digits = 1 if rho == 0.999 else 0
        assert told[rho] == f"ρ = {rho:g}: typically alone {100 * (1 - median):.{digits}f} %"
    assert told[0.0] == "ρ = 0: typically alone 9 %"
    assert [told[rho].rpartition(" alone ")[2] for rho in (0.9, 0.99)] == ["16 %", "48 %"]
    facts = twins.facts()
    for name, sigma in (("half", 0.5), ("double", 2)):
        median = ITEMS[f"twins.median@rho=0.99,sigma={sigma:g}"]["expected"]
        assert facts[f"alone_99_{name}"] == f"{100 * (1 - median):.0f} %"
    for key in ("99", "999"):
        chance = ITEMS[f"twins.opposite@0.{key}"]["expected"]
        assert facts[f"opposite_{key}"] == f"{100 * chance:.0f} %"
    # The noise's level too: half of it and twice as much, at the same ρ.
    alone = [facts[name] for name in ("alone_99_half", "alone_99", "alone_99_double")]
    assert alone == ["24 %", "48 %", "96 %"]


def test_both_states_of_the_pose_show_the_claim() -> None:
    assert twins.SCENE.pose_panels == ("waits",)
    near, alike = (film("twins").frames[place] for place in film("twins").poses)
    assert winners(near) == winners(alike) == WINNERS
    assert all(closer < end for end, closer in zip(ends(near), ends(alike), strict=True))
    assert film("twins").shots[-1].frame == alike


@pytest.mark.parametrize("rho", twins.RHOS)
def test_the_waiting_twin_is_a_ring_exactly_where_it_is_tinted(rho: float) -> None:
    for seed in map(str, twins.SEEDS):
        for lam in twins.LAMBDAS:
            shown = frame("twins", lam=lam, rho=rho, seed=seed)
            low, _, _, high = sorted(x for x, _ in at(shown, "alone", Polygon).points)
            leader = WINNERS[int(seed) - 1] - 1
            rings = [at(shown, f"w-{j}", Dot).hollow for j in (leader, 1 - leader)]
            assert rings == [lam >= high, lam >= low]
            assert at(shown, "cursor", Segment).x1 == lam


def test_curves_are_the_solvers_and_bend_at_the_knots() -> None:
    shown = frame("twins", rho=0.99, seed="7")
    problem = at(shown, "path-0", Mark).solved[0].problem
    c = problem.X.T @ problem.y / 100
    for j in (0, 1):
        for lam, w in at(shown, f"path-{j}", Mark).points:
            other = next(y for x, y in at(shown, f"path-{1 - j}", Mark).points if x == lam)
            pull = c[j] - w - 0.99 * other
            assert pull == pytest.approx(lam * np.sign(w), abs=1e-9) if w else abs(pull) <= lam + 1e-9


def test_what_the_sentences_say() -> None:
    states = film("twins").scene.states()
    assert [(state["lam"], state["rho"], state["seed"]) for state in states] == [
        (2.25, 0.9, "3"), (1.75, 0.9, "3"), (1.75, 0.9, "7"), (1.75, 0.9, "7"), (1.75, 0.99, "7"),
        (1.75, 0.99, "7"),
    ]  # fmt: skip
    rings = [[at(frame("twins", **state), f"w-{j}", Dot).hollow for j in (0, 1)] for state in states]
    assert rings == [[True, True], [False, True], *[[True, False]] * 4]


# --- the mix of the elastic net ------------------------------------------------------------------


def bars(shown: Frame) -> list[float]:
    return [max(y for _, y in at(shown, f"bar-{j}", Polygon).points) for j in range(6)]


def zeros(shown: Frame) -> list[int]:
    """The features whose bars are rings."""
    rings = [j + 1 for j in range(6) if at(shown, f"bar-zero-{j}", Dot).visible]
    assert rings == [j + 1 for j in range(6) if not at(shown, f"bar-{j}", Polygon).visible]
    return rings


@pytest.mark.parametrize("told", ["1", ".95", ".9", ".5"])
def test_bars_and_dots_are_the_oracles_coefficients(told: str) -> None:
    shown, expected = frame("elastic_net_mix", alpha=float(told)), ITEMS[f"mix.w@alpha={told}"]["expected"]
    np.testing.assert_allclose(bars(shown), expected, rtol=0, atol=1e-12)
    dots = [at(shown, f"w-{j}", Dot) for j in range(6)]
    np.testing.assert_allclose([dot.y for dot in dots], expected, rtol=0, atol=1e-12)
    assert {dot.x for dot in dots} == {float(told)}
    assert zeros(shown) == [j + 1 for j, w in enumerate(expected) if w == 0]


def test_partners_come_in_where_the_oracle_says_and_the_zeros_go() -> None:
    expected = ITEMS["mix.joins"]["expected"]
    found = mix.joins("lam")
    assert found == pytest.approx({f"x{'₀₁₂₃₄₅₆'[int(k[1])]}": v for k, v in expected.items()}, abs=1e-9)
    shown = frame("elastic_net_mix")
    for row, share in enumerate(found.values()):
        assert at(shown, f"join-{row}", Segment).x1 == share
    for name, share in found.items():
        held = at(shown, f"over-rest-{name}", Segment)
        assert (held.x1, held.visible) == (share, True)
        assert held.x2 == pytest.approx(1, abs=1e-3)
    assert not at(shown, "over-rest-x₁", Segment).visible
    counts = {alpha: len(zeros(frame("elastic_net_mix", alpha=alpha))) for alpha in mix.ALPHAS}
    assert [counts[alpha] for alpha in (1.0, 0.99, 0.95, 0.9, 0.85, 0.8, 0.7, 0.1)] == [
        4,
        4,
        3,
        2,
        2,
        1,
        0,
        0,
    ]
    assert at(shown, "zeros").text == "α = 1, the lasso: 4 zeros"
    assert at(frame("elastic_net_mix", alpha=0.8), "zeros").text == "α = 0.8: 1 zero"
    assert at(frame("elastic_net_mix", alpha=0.5), "zeros").text == "α = 0.5: no zero"


@pytest.mark.parametrize("hold", mix.HOLDS)
def test_more_ridge_keeps_partners_in_and_evens_them_out(hold: str) -> None:
    """The claim, at every stop from the lasso on: who is in stays in, and a whole group's spread falls."""
    before: Frame | None = None
    for alpha in reversed(mix.ALPHAS):
        shown = frame("elastic_net_mix", alpha=alpha, hold=hold)
        out, w = zeros(shown), np.array(bars(shown))
        lam = 0.35 if hold == "lam" else 0.35 / alpha
        assert float(read(shown, "L1 part λα")) == pytest.approx(lam * alpha, abs=0.0005 + 1e-12)
        for row, group in enumerate(mix.GROUPS):
            told = at(shown, f"spread-{row}").text
            assert float(told.removeprefix("spread ")) == pytest.approx(np.ptp(w[group]), abs=0.005 + 1e-12)
            if (w[group] > 0).all():
                # (c_i − c_j)/(1 − ρ + λ(1 − α)) for two that are in.
                apart = np.ptp([float(c) for c in load("lessons_5_6")["data"]["groups"]["c"]][group])
                assert np.ptp(w[group]) == pytest.approx(apart / (0.05 + lam * (1 - alpha)), abs=1e-12)
        if before is not None:
            assert set(out) <= set(zeros(before))
            then = np.array(bars(before))
            for group in mix.GROUPS:
                if (then[group] > 0).all():
                    assert np.ptp(w[group]) < np.ptp(then[group])
        before = shown
    assert before is not None
    assert zeros(before) == []


def test_the_pose_and_the_end_of_the_film_show_the_price() -> None:
    lasso, net = (film("elastic_net_mix").frames[place] for place in film("elastic_net_mix").poses)
    assert zeros(lasso) == [2, 3, 5, 6]
    assert zeros(net) == []
    assert [at(lasso, f"spread-{row}").text for row in (0, 1)] == ["spread 0.55", "spread 0.10"]
    assert [at(net, f"spread-{row}").text for row in (0, 1)] == ["spread 0.16", "spread 0.08"]
    assert film("elastic_net_mix").shots[-1].frame == net
    told = [zeros(frame("elastic_net_mix", **state)) for state in film("elastic_net_mix").scene.states()]
    assert told == [[2, 3, 5, 6], [5, 6], [], [], []]


def test_curves_go_through_the_bars_at_every_stop() -> None:
    shown = frame("elastic_net_mix", alpha=0.5)
    for j, name in enumerate(NAMES):
        points = sorted(point for piece in at(shown, f"over-{name}", Curve).pieces for point in piece)
        x, y = np.array(points).T
        for alpha in (0.1, 0.5, 0.9):
            if alpha <= x[-1]:
                drawn = np.interp(alpha, x, y)
                assert drawn == pytest.approx(bars(frame("elastic_net_mix", alpha=alpha))[j], abs=2e-3)


def test_holding_the_l1_part_only_adds_ridge() -> None:
    shown = frame("elastic_net_mix", alpha=0.5, hold="l1")
    assert read(shown, "L1 part λα") == read(shown, "ridge part λ(1 − α)") == "0.35"
    assert read(frame("elastic_net_mix", alpha=1.0), "ridge part λ(1 − α)") == "0"
    # Partners come in there too, later.
    later, sooner = mix.joins("l1"), mix.joins("lam")
    assert list(later) == list(sooner)
    assert all(later[name] < sooner[name] for name in later)


@pytest.mark.parametrize("slug", ["twins", "elastic_net_mix"])
def test_both_panels_are_on_a_phone_at_once(slug: str) -> None:
    setting = set_on(film(slug), PHONE)
    assert len(setting.places) == 2
    assert setting.height + 52 <= 700

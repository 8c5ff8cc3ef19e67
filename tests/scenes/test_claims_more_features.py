"""What the figure of sixty features on twenty rows says is computed here another way, at every stop."""

from typing import Any

import numpy as np
import pytest

from figures.data.sixty import X, Y
from figures.examples.sixty_features import net_stairs, solved, uncentred
from figures.scenes import more_features_than_rows as scene
from figures.solvers import coordinate_descent, lasso_path, standardize
from figures.solvers.penalties.penalties import L1
from tests.films import film

SLUG = "more_features_than_rows"
CENTRED = (X - X.mean(axis=0)) / X.std(axis=0)
RESPONSE = Y - Y.mean()
LARGEST = float(np.abs(CENTRED.T @ RESPONSE).max()) / 20


def marks(share: float) -> dict[str, Any]:
    """The marks of a stop, by their keys."""
    shown = film(SLUG)
    return {mark.key: mark for mark in shown.frames[shown.at({"share": share})].marks}


def kept(share: float, name: str) -> list[int]:
    """The features whose dots are full; the dot in the stairs, the title and the words agree."""
    at = marks(share)
    found = [j for j in range(60) if not at[f"{name}-{j}"].hollow]
    assert at[f"now-{name}"].x == share
    assert at[f"now-{name}"].y == len(found)
    assert f": {len(found)} of 60" in at[f"{name}-title"].text
    assert at[f"{name}-true"].text == f"{sum(j < 5 for j in found)} of 5"
    return found


def test_the_data_are_those_of_the_storyboard() -> None:
    rng = np.random.default_rng(60)
    drawn = rng.normal(size=(20, 60))
    effects = np.array([3, -2, 2, -1.5, 1, *[0] * 55])
    np.testing.assert_array_equal(X, drawn)
    np.testing.assert_allclose(Y, drawn @ effects + rng.normal(size=20), rtol=1e-12)
    assert pytest.approx(1.88979383, abs=1e-8) == LARGEST
    assert np.linalg.matrix_rank(CENTRED) == 19
    assert np.linalg.matrix_rank(X) == 20


@pytest.mark.parametrize(("name", "mix"), [("lasso", 1.0), ("net", 0.5)])
def test_the_dots_obey_the_conditions_of_their_problem(name: str, mix: float) -> None:
    for share in scene.SHARES:
        lam, w = share * LARGEST / mix, solved(share, mix).w
        pull = CENTRED.T @ (RESPONSE - CENTRED @ w) / 20 - lam * (1 - mix) * w
        assert np.flatnonzero(w).tolist() == kept(share, name)
        assert (np.abs(pull) <= lam * mix * (1 + 1e-8)).all()
        np.testing.assert_allclose(pull[w != 0], lam * mix * np.sign(w[w != 0]), rtol=1e-7)


def test_an_iterative_solver_keeps_the_same_features() -> None:
    for share in (scene.HALF, 0.2, scene.TENTH):
        w = coordinate_descent(CENTRED, RESPONSE, L1(share * LARGEST), sweeps=3000)[-1]
        assert np.flatnonzero(np.abs(w) > 1e-6).tolist() == kept(share, "lasso")


def test_counts_of_the_storyboard() -> None:
    shares = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01)
    assert [len(kept(share, "lasso")) for share in shares] == [7, 12, 15, 16, 18, 19]
    assert [len(kept(share, "net")) for share in shares] == [13, 20, 21, 23, 25, 27]
    # "Two of the true five".
    assert [sum(j < 5 for j in kept(share, "lasso")) for share in shares] == [2] * 6
    assert len(kept(scene.LEAST, "net")) == 28
    assert sum(j < 5 for j in kept(scene.LEAST, "net")) == 3
    stairs = [*range(1, 17), 15, 16, 15, 16, 17, 18, 19]
    assert scene.LASSO[::-1] == stairs
    told = scene.facts()
    assert told["falls"] == str(int((np.diff(stairs) < 0).sum())) == "2"
    assert (told["lasso_10"], told["net_1"], told["net_1_true"]) == ("19", "28", "3")
    assert (told["lasso_1_true"], told["ceiling"], told["raw"]) == ("2", "19", "20")


def test_at_no_stop_more_than_nineteen_and_the_last_ones_are_nineteen() -> None:
    counts = [len(kept(share, "lasso")) for share in scene.SHARES]
    assert max(counts) == 19 < max(len(kept(share, "net")) for share in scene.SHARES)
    assert {count for share, count in zip(scene.SHARES, counts, strict=True) if share <= 0.01} == {19}
    # "One has left again" by a tenth: of fifteen there were sixteen at the tread before.
    before = [count for edge, count in zip(scene.LASSO_X[1:], scene.LASSO, strict=True) if edge > 0.1]
    assert (before[0], max(before), len(kept(scene.TENTH, "lasso"))) == (15, 16, 15)
    at = marks(scene.LEAST)
    assert (at["ceiling"].y1, at["ceiling"].y2, at["ceiling-name"].text) == (19, 19, "lasso: n − 1 = 19")
    assert at["lasso-stairs"].points[0] == (scene.FROM, 19)
    assert dict(film(SLUG).scene.pose[0]) == film(SLUG).scene.states()[-1] == {"share": scene.LEAST}


def test_the_stairs_of_the_net_are_those_of_a_finer_grid() -> None:
    for share in np.geomspace(0.001, 0.97, 60):
        (row,) = np.flatnonzero((np.array(scene.NET_X[:-1]) <= share) & (share < np.array(scene.NET_X[1:])))
        near = [abs(np.log(edge / share)) for edge in scene.NET_X]
        if min(near) > np.log(1 / scene.FROM) / 500:
            assert scene.NET[row] == np.count_nonzero(solved(float(share), 0.5).w)
    edges, counts = net_stairs(0.5, 0.5, cells=20)
    assert (len(edges), edges[0], edges[-1]) == (len(counts) + 1, 0.5, 1.0)


def test_other_draws_end_at_nineteen_too_and_without_centring_at_twenty() -> None:
    assert uncentred(scene.LEAST) == 20
    for seed in range(20):
        rng = np.random.default_rng([60, seed])
        design = rng.normal(size=(20, 60))
        scaled = standardize(design, design[:, :5].sum(axis=1) + rng.normal(size=20))
        path = lasso_path(scaled.X, scaled.y)
        middles = np.sqrt(path.knots[1:-1] * path.knots[:-2])
        assert np.count_nonzero(path(middles), axis=1).max() <= 19
        assert np.count_nonzero(path(path.knots[-2] / 2)) == 19


def test_nineteen_fit_all_but_the_square_of_the_share() -> None:
    """With nineteen in, what is left unexplained falls as λ², to nothing."""
    left = [((RESPONSE - CENTRED @ solved(share, 1.0).w) ** 2).sum() for share in (0.01, 0.001)]
    assert left[0] / left[1] == pytest.approx(100, rel=1e-6)
    assert left[0] == pytest.approx(0.05752556, abs=1e-8)

"""What the lesson on the threshold says, computed."""

import re

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.scenes.other_maps import facts
from figures.solvers import (
    chance_of_zero,
    elastic_net,
    hard_threshold,
    lasso,
    lasso_path,
    mcp_threshold,
    ridge,
    scad_threshold,
    soft_threshold,
    standardize,
    two_feature_knots,
    two_feature_lasso,
)
from tests.conftest import ROOT

WORDS = " ".join((ROOT / "docs" / "lessons" / "threshold.md").read_text("utf-8").split())
DATA = standardize(diabetes().X, diabetes().y)
X, Y, N = DATA.X, DATA.y, len(DATA.y)
WEAK, STRONG = -0.8, 1.8

ONE = np.array([[-1.0], [1.0], [-1.0], [1.0]])
"""One feature with mean 0 and mean square 1."""


def said(pattern: str) -> list[float]:
    """The numbers that stand in the one place of the lesson that the pattern finds."""
    found = re.findall(pattern, WORDS)
    assert len(found) == 1, pattern
    return [float(number.replace("−", "-")) for number in np.atleast_1d(found[0])]


def test_the_guess_is_answered_with_what_the_solvers_answer() -> None:
    told = said(
        r"\?\?\? guess.* (\d) and ([\d.]+)\. It takes λ off .* halve both, to ([−\d.]+) and ([\d.]+)\."
    )
    lassos = [float(lasso(ONE, z * ONE[:, 0], 1.0)[0]) for z in (WEAK, STRONG)]
    ridges = [float(ridge(ONE, z * ONE[:, 0], 1.0)[0]) for z in (WEAK, STRONG)]
    assert told == pytest.approx([*lassos, *ridges])


def test_each_map_lets_the_weak_evidence_go_where_it_is_said() -> None:
    def net(lam: float) -> float:
        return float(elastic_net(ONE, WEAK * ONE[:, 0], lam, 0.5)[0])

    (lam,) = said(r"is there at \[λ = ([\d.]+)\]")
    assert soft_threshold(WEAK, [lam - 0.01, lam, 2.0]).tolist() == pytest.approx([-0.01, 0.0, 0.0])
    assert hard_threshold(WEAK, [lam - 0.01, lam + 0.01]).tolist() == [WEAK, 0.0]
    (twice,) = said(r"needs twice that λ, \[([\d.]+)\]")
    assert twice == 2 * lam
    assert net(twice - 0.01) < 0 == net(twice)
    assert ridge(ONE, WEAK * ONE[:, 0], 1e6)[0] < 0


def test_the_soft_threshold_is_what_a_clip_leaves() -> None:
    z, lam = np.linspace(-3, 3, 601)[:, None], np.array([0.0, 0.4, 1.0, 2.5])
    np.testing.assert_allclose(soft_threshold(z, lam), z - np.clip(z, -lam, lam), atol=1e-15)


def test_the_l0_penalty_has_two_best_answers_at_the_edge() -> None:
    def cost(w: float, z: float, lam: float) -> float:
        return (w - z) ** 2 / 2 + lam**2 / 2 * (w != 0)

    for lam in (0.3, 1.0, 2.0):
        assert cost(lam, lam, lam) == cost(0.0, lam, lam)
        w = np.linspace(-3, 3, 60_001)
        assert min(cost(one, lam, lam) for one in w) >= cost(0.0, lam, lam) - 1e-12
        assert cost(0.9 * lam, 0.9 * lam, lam) > cost(0.0, 0.9 * lam, lam)
        assert cost(1.1 * lam, 1.1 * lam, lam) < cost(0.0, 1.1 * lam, lam)


def test_a_zero_lasts_as_long_as_its_evidence_is_weaker_than_lambda() -> None:
    lam, z = 1.0, 0.6
    for moved in (-0.39, 0.0, 0.39):
        assert lasso(ONE, (z + moved) * ONE[:, 0], lam)[0] == 0.0
    assert lasso(ONE, (z + 0.41) * ONE[:, 0], lam)[0] > 0
    assert ridge(ONE, 0 * ONE[:, 0], lam)[0] == 0.0
    assert ridge(ONE, 1e-9 * ONE[:, 0], lam)[0] > 0


def test_an_l1_lambda_has_the_unit_of_y_and_an_l2_lambda_none() -> None:
    y = 1.7 * ONE[:, 0]
    assert lasso(ONE, 2 * y, 2 * 0.5)[0] == pytest.approx(2 * lasso(ONE, y, 0.5)[0])
    assert lasso(ONE, 2 * y, 0.5)[0] != pytest.approx(2 * lasso(ONE, y, 0.5)[0])
    assert ridge(ONE, 2 * y, 0.5)[0] == pytest.approx(2 * ridge(ONE, y, 0.5)[0])


def test_each_of_the_six_pays_lambda_or_all_it_has() -> None:
    z = np.array([0.2, 1.4, -1.9, 2.4, -0.5, 0.9])
    for lam in (0.0, 0.2, 0.7, 1.0, 2.4):
        paid = np.abs(z) - np.abs(soft_threshold(z, lam))
        np.testing.assert_allclose(paid, np.minimum(np.abs(z), lam), atol=1e-15)
    first, middle, last = (said(rf"\[λ = ({lam})\]\(figure:six")[0] for lam in (r"0\.2", "1", r"2\.4"))
    assert [np.count_nonzero(soft_threshold(z, lam)) for lam in (0.19, first, middle, 2.39, last)] == [
        6,
        5,
        3,
        1,
        0,
    ]


@pytest.mark.parametrize("lam", [0.5, 3.0, 10.0])
def test_the_rule_is_true_without_the_feature_and_false_with_the_full_residual(lam: float) -> None:
    w = lasso(X, Y, lam)
    full = X.T @ (Y - X @ w) / N
    without = np.array([X[:, j] @ (Y - X @ np.where(np.arange(10) == j, 0.0, w)) / N for j in range(10)])
    np.testing.assert_allclose(without, full + w, atol=1e-10)
    np.testing.assert_allclose(w, soft_threshold(without, lam), atol=1e-9)
    assert 0 < np.count_nonzero(w) < 10 or lam == 0.5
    # With the full residual the rule calls every coefficient zero.
    np.testing.assert_allclose(np.abs(full[w != 0]), lam, rtol=1e-9)
    assert np.all(np.abs(full) <= lam * (1 + 1e-9))


RHO = 0.5
GRAM = np.array([[1.0, RHO], [RHO, 1.0]])


def test_two_correlated_features_lose_less_than_lambda() -> None:
    c = GRAM @ [1.0, 0.5]
    told = said(
        r"c_1 = .*? = ([\d.]+)\$ and \$c_2 = .*? = (\d)\$\. .* λ~1~ = ([\d.]+), and then \$w_1 = ([\d.]+) - "
        r"\\lambda\$\. .* = ([\d.]+) \+ \\tfrac12\\lambda\$\. That is λ at λ~2~ = ([\d.]+)"
    )
    second, first = two_feature_knots(c, RHO)
    assert told == pytest.approx([*c, first, first, c[1] - RHO * c[0], second])
    # Between the two knots the first takes part of the second one's evidence along.
    for lam in (1.2, 0.9, 0.76):
        w = two_feature_lasso(c, RHO, lam)
        assert w.tolist() == pytest.approx([told[3] - lam, 0.0])
        assert c[1] - RHO * w[0] == pytest.approx(told[4] + lam / 2)
    (lam, *answer, lost) = said(
        r"At λ = ([\d.]+) the answer is \$\(([\d.]+), ([\d.]+)\)\$\. Each has lost ([\d.]+), less"
    )
    assert two_feature_lasso(c, RHO, lam).tolist() == pytest.approx(answer)
    assert [1 - answer[0], 0.5 - answer[1]] == pytest.approx([lost, lost])
    assert lost < lam


def test_two_of_opposite_sign_lose_more_than_lambda() -> None:
    c = GRAM @ [1.0, -0.5]
    assert said(r"Then \$c = \(([\d.]+), (\d)\)\$") == c.tolist()
    second, first = two_feature_knots(c, RHO)
    assert said(r"They leave zero at ([\d.]+) and ([\d.]+)\.") == pytest.approx([first, second])
    (lam, *answer, lost) = said(
        r"At λ = ([\d.]+) the answer is \$\(([\d.]+), ([-\d.]+)\)\$\. Each has lost ([\d.]+), more"
    )
    assert two_feature_lasso(c, RHO, lam).tolist() == pytest.approx(answer)
    assert [1 - answer[0], 0.5 + answer[1]] == pytest.approx([lost, lost])
    assert lost > lam


@pytest.mark.parametrize("rho", [-0.8, -0.3, 0.0, 0.4, 0.9])
@pytest.mark.parametrize("weak", [0.5, -0.5])
def test_the_second_of_two_features_leaves_zero_by_the_formula(rho: float, weak: float) -> None:
    beta, s = np.array([1.3, weak]), np.sign(weak)
    gram = np.array([[1.0, rho], [rho, 1.0]])
    root = np.sqrt(2) * np.linalg.cholesky(gram).T
    knots = lasso_path(root, root @ beta).knots
    second = abs(weak) * (1 + s * rho)
    assert knots == pytest.approx([np.abs(gram @ beta).max(), second, 0.0])
    lost = np.abs(beta) - np.abs(lasso(root, root @ beta, 0.6 * second))
    np.testing.assert_allclose(lost, 0.6 * second / (1 + s * rho), atol=1e-12)


def test_with_three_features_a_coefficient_can_grow_with_lambda() -> None:
    gram = np.array([[1, 0.4, 0.5], [0.4, 1, -0.5], [0.5, -0.5, 1]])
    root = np.linalg.cholesky(gram).T * np.sqrt(3)
    y = np.linalg.solve(root.T, 3 * np.array([1, 0.7, 0.7]))
    path = lasso_path(root, y)
    less, more = path(13 / 40), path(9 / 20)
    assert abs(less[0]) < 1e-9 < 0.5 < more[0]


def test_the_chance_of_a_zero_is_the_same_with_four_times_the_rows_and_half_the_lambda() -> None:
    assert chance_of_zero(0.1, 100, 1.0) == pytest.approx(chance_of_zero(0.05, 400, 1.0), rel=1e-12)
    assert "(figure:chance_of_zero#lam=0.1&rows=100)" in WORDS
    assert "(figure:chance_of_zero#lam=0.05&rows=400)" in WORDS


def test_scad_and_mcp_share_the_flat_zone_and_leave_strong_evidence_alone() -> None:
    told = facts()
    strong = float(told["strong"])
    for answer, back in ((scad_threshold, told["scad_back"]), (mcp_threshold, told["mcp_back"])):
        constant = float(told["a"] if answer is scad_threshold else told["gamma"])
        assert answer(np.array([0.0, 0.5, 1.0]), 1.0, constant).tolist() == [0.0, 0.0, 0.0]
        assert answer(np.array([1.01]), 1.0, constant)[0] > 0
        edge = np.array([float(back) - 0.01, float(back), strong])
        assert answer(edge, 1.0, constant)[0] < edge[0]
        np.testing.assert_allclose(answer(edge[1:], 1.0, constant), edge[1:], atol=1e-12)
    assert soft_threshold(strong, 1.0) == pytest.approx(float(told["lasso_strong"]))
    assert (told["a"], told["gamma"]) == ("3.7", "3")


@pytest.mark.parametrize("end", [0.9, 1.1, 3.0])
def test_with_half_a_square_scad_and_mcp_are_convex_from_their_bounds_on(end: float) -> None:
    """The slope of the sum never falls: for MCP if γ > 1, for SCAD if a > 2."""
    w = np.linspace(0, 5, 5001)
    mcp = np.maximum(1 - w / end, 0)
    a = end + 1
    scad = np.minimum(1, np.maximum(a - w, 0) / (a - 1))
    for slope in (mcp, scad):
        assert np.diff(slope).min() < -1e-6
        assert (np.diff(slope + w).min() >= -1e-12) == (end > 1)
    assert "a > 2 and γ > 1" in WORDS

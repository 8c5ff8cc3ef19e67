"""What the lesson "The kink" says beyond its figures, computed from data."""

import re

import numpy as np
import pytest

from figures.examples.paths import diabetes_example
from figures.solvers import L1, L2, ElasticNet, Penalty, SmoothedL1, lasso, ridge_path, soft_threshold
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "lessons" / "kink.md").read_text("utf-8")
WORDS = " ".join(TEXT.split())
LAM = 0.5


def test_the_blocks_stand_at_the_end_where_the_answer_to_the_guess_says() -> None:
    ends = float(L1(1.0).prox(1.6)), float(L2(1.0).prox(1.6))
    assert ends == pytest.approx((0.6, 0.8))
    assert "only as far as 0.6 in the end, and the other as far as 0.8" in WORDS
    assert float(L1(1.0).prox(1.0)) == 0 < float(L2(1.0).prox(1e-9))


def test_a_real_block_would_stay_where_the_page_says_when_it_is_let_back() -> None:
    (told,) = re.findall(
        r"Pull to \[([\d.]+)\]\S+ and go back to \[([\d.]+)\]\S+ a real block would stay .*? at ([\d.]+)\.",
        WORDS,
    )
    start, back, stays = map(float, told)
    rest = float(L1(1.0).prox(start))
    assert rest == pytest.approx(stays)
    # The pull that is left there is less than friction's limit; the lasso's answer is another.
    assert abs(back - rest) < 1
    assert float(L1(1.0).prox(back)) == 0


@pytest.mark.parametrize("z", [-1.4, -0.5, -0.2, 0.0, 0.3, 0.5, 0.51])
def test_the_sum_is_lowest_at_zero_if_and_only_if_it_falls_to_neither_side(z: float) -> None:
    step = 1e-7
    right, left = (step * (0.5 * step - side * z + LAM) for side in (1, -1))
    assert (float(L1(LAM).prox(z)) == 0) == (right > 0 and left > 0) == (-z + LAM >= 0 >= -z - LAM)


def test_half_the_mean_squared_error_of_one_weight_is_the_parabola_of_the_page() -> None:
    x, y = np.random.default_rng(1).normal(size=(2, 12))
    x /= np.sqrt(np.mean(x**2))
    w, z = np.linspace(-2, 2, 9), float(np.mean(x * y))
    loss = np.mean((y - w[:, None] * x) ** 2, axis=1) / 2
    rest = loss - (w - z) ** 2 / 2
    np.testing.assert_allclose(rest, rest[0], atol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_evidence_pull_residual_correlation_and_c_go_together_as_the_sentence_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(20, 4)), rng.normal(size=20)
    X /= np.sqrt(np.mean(X**2, axis=0))
    for w in (rng.normal(size=4), np.zeros(4)):
        pull = X.T @ (y - X @ w) / 20
        # The least-squares answer for one weight alone, the others held.
        rest = [y - np.delete(X, j, 1) @ np.delete(w, j) for j in range(4)]
        evidence = np.array([np.linalg.lstsq(X[:, [j]], rest[j], rcond=None)[0][0] for j in range(4)])
        np.testing.assert_allclose(pull, evidence - w, atol=1e-12)
        if not w.any():
            np.testing.assert_allclose(pull, X.T @ y / 20, atol=1e-12)
            np.testing.assert_allclose(evidence, X.T @ y / 20, atol=1e-12)


def test_two_names_are_kept_and_the_others_tied_to_them_in_one_note_beside() -> None:
    paragraphs = [" ".join(part.split()) for part in TEXT.split("\n\n")]
    (kept,) = [part for part in paragraphs if "**evidence** $z$" in part and "**pull**" in part]
    note = paragraphs[paragraphs.index(kept) + 1]
    assert note.endswith("{ .side }")
    for name in ("residual correlation", "pull at zero", r"$c_j = \tfrac1n x_j^{\top}y$"):
        assert name in note.lower()
        assert WORDS.lower().count(name) == 1
    # The evidence is never called a pull.
    assert re.findall(r"pulls? (?:of )?\$?(?:z\b|0\.\d)", WORDS) == []


def test_the_penalty_absorbs_up_to_lambda_and_the_rest_is_kept() -> None:
    z = np.linspace(-3, 3, 601)
    for lam in (0.0, 0.4, 1.0):
        clipped = np.clip(z, -lam, lam)
        np.testing.assert_allclose(soft_threshold(z, lam), z - clipped, atol=1e-15)
        assert (np.abs(clipped) <= lam).all()


@pytest.mark.parametrize("rho", [-0.6, 0.0, 0.7])
def test_a_corner_holds_the_pulls_of_the_wedge_whose_section_is_the_vertical_piece(rho: float) -> None:
    gram = np.array([[1, rho], [rho, 1]])
    X = np.sqrt(2) * np.linalg.cholesky(gram).T
    corner = np.array([0.7, 0.0])
    for lam in (0.3, 1.0, 2.5):
        for share in (-1.2, -0.99, -0.4, 0.0, 0.6, 0.99, 1.2):
            pull = np.array([lam, share * lam])
            y = X @ (corner + np.linalg.solve(gram, pull))
            held = np.allclose(lasso(X, y, lam), corner, atol=1e-10)
            assert held == (abs(pull[1]) <= lam)


def test_a_zero_of_the_lasso_survives_small_changes_of_the_evidence_and_ridges_none() -> None:
    for lam, z in ((1.0, 0.6), (0.5, -0.3), (0.2, 0.0)):
        room = lam - abs(z)
        near = z + room * np.linspace(-0.999, 0.999, 101)
        assert (L1(lam).prox(near) == 0).all()
        assert float(L1(lam).prox(z + np.copysign(1.01 * room, z))) != 0
        assert (L2(lam).prox(np.array([-1e-300, 1e-300])) != 0).all()


def test_five_of_ten_ridge_coefficients_pass_through_zero_on_the_diabetes_data() -> None:
    scaled = diabetes_example().scaled
    path = ridge_path(scaled.X, scaled.y)
    crossings = path.zero_crossings()
    assert [len(ones) > 0 for ones in crossings].count(True) == 5
    assert "of the ten coefficients of the diabetes data [five do](real-data.md#" in WORDS
    for j, ones in enumerate(crossings):
        for lam in ones:
            before, after = path(lam * 0.999)[j], path(lam * 1.001)[j]
            assert before * after < 0


TABLE: dict[str, list[Penalty]] = {
    "lasso": [L1(LAM)],
    "elastic net": [ElasticNet(LAM, 0.5), ElasticNet(LAM, 0.1)],
    "ridge": [L2(LAM)],
    "rounded": [SmoothedL1(LAM, 0.1), SmoothedL1(LAM, 0.01)],
}


@pytest.mark.parametrize("name", TABLE)
def test_the_table_of_what_reaches_zero_and_what_stays(name: str) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line[:1] == "|"
    ]
    head = next(row for row in rows if "can it reach zero?" in row)
    (row,) = [row for row in rows if row[0].startswith(name) and len(row) == len(head) and "P(w)" not in head]
    told = dict(zip(head, row, strict=True))
    for penalty in TABLE[name]:
        lower, upper = map(float, penalty.dead_zone)
        assert float(penalty.prox(0.0)) == 0
        assert told["can it stay at zero?"].startswith("yes, if" if lower < upper else "no")
        assert told["can it reach zero?"].startswith("yes, if" if lower < upper else "only if $z = 0$")


def test_shrinkage_and_soft_thresholding_are_what_the_table_calls_them() -> None:
    z = np.linspace(-2, 2, 401)
    shrinking = [L2(LAM), SmoothedL1(LAM, 0.1), SmoothedL1(LAM, 0.01)]
    for penalty in shrinking:
        w = penalty.prox(z)
        away = z != 0
        assert (np.sign(w) == np.sign(z)).all()
        assert (np.abs(w[away]) < np.abs(z[away])).all()
    np.testing.assert_allclose(L1(LAM).prox(z), soft_threshold(z, LAM))
    for alpha in (0.1, 0.5, 0.9):
        both = soft_threshold(z, LAM * alpha) / (1 + LAM * (1 - alpha))
        np.testing.assert_allclose(ElasticNet(LAM, alpha).prox(z), both, atol=1e-15)


def test_the_lasso_is_the_ridge_whose_stiffness_follows_the_weight() -> None:
    eta = np.linspace(0.001, 4, 40_000)
    for w in (-2.0, -0.3, 0.05, 1.0):
        above = (w * w / eta + eta) / 2
        assert above.min() == pytest.approx(abs(w), rel=1e-6)
        assert eta[above.argmin()] == pytest.approx(abs(w), abs=1e-4)
        # Its force on w is λ.
        assert abs(LAM / abs(w) * w) == pytest.approx(LAM)
    assert float(L1(LAM).prox(1.0)) == 0.5 == float(L2(LAM / 0.5).prox(1.0))
    w, told = 0.3, []
    for _ in range(60):
        before, w = w, 0.3 * w / (w + LAM)
        # One step is ridge with the stiffness of the weight before it.
        assert w == pytest.approx(float(L2(LAM / before).prox(0.3)), rel=1e-12)
        told.append(w)
    assert "from 0.3: " + ", ".join(f"{w:.4f}" for w in told[:4]) in WORDS
    assert told[-1] > 0
    assert told[-1] / told[-2] == pytest.approx(0.6, abs=1e-6)


def test_a_rounded_answer_is_in_proportion_to_the_rounding() -> None:
    share = 0.3 / np.sqrt(LAM**2 - 0.3**2)
    assert f"here ${share:.2f}\\,\\varepsilon$" in WORDS
    for z in (-0.4, 0.02, 0.3):
        for eps in (1e-4, 1e-6):
            w = float(SmoothedL1(LAM, eps).prox(z))
            assert w / eps == pytest.approx(z / np.sqrt(LAM**2 - z**2), rel=1e-3)
            # Any change of the evidence moves it.
            assert float(SmoothedL1(LAM, eps).prox(z + 1e-6)) > w


@pytest.mark.parametrize("eps", [0.25, 0.01, 1e-5])
def test_from_five_roundings_on_the_slope_is_nearly_constant_and_at_zero_it_is_zero(eps: float) -> None:
    (percent,) = map(
        int, re.findall(r"From \$w = 5\\varepsilon\$ on its slope is at least (\d+) % of λ", WORDS)
    )
    rounded = SmoothedL1(LAM, eps)
    from_there = rounded.slope(np.geomspace(5 * eps, 1e6 * eps, 50)) / LAM
    assert percent / 100 <= from_there.min() < percent / 100 + 0.01
    assert from_there.max() <= 1
    assert float(rounded.slope(0.0)) == 0


def test_smaller_steps_of_the_gradient_jump_less_and_never_rest() -> None:
    z, eta, w, seen = 0.02, 0.01, 1.0, []
    for _ in range(3000):
        w -= eta * (w - z + LAM * np.sign(w))
        seen.append(w)
    late = np.array(seen[-1000:])
    assert 0.005 < np.abs(late).max() < 0.006
    assert "it stays within 0.006 of zero in the end" in WORDS
    assert (late < 0).any()
    assert (late > 0).any()
    assert np.abs(np.diff(late)).min() > 1e-3


def test_rounding_less_hardly_changes_the_slope_far_from_zero() -> None:
    first, last = (float(SmoothedL1(LAM, eps).slope(1.0)) for eps in (0.25, 0.01))
    assert f"at w = 1 the slope grows from {first:.3f} to {last:.3f}, the lasso's" in WORDS
    assert last == pytest.approx(LAM, rel=1e-3)


def test_a_lopsided_penalty_gives_zero_between_its_two_slopes() -> None:
    assert "exactly zero for $z$ from −0.2 to 0.8" in WORDS
    # The penalty is 0.3w + 0.5|w|.
    four = {z: float(soft_threshold(z - 0.3, 0.5)) for z in (-0.5, -0.1, 0.6, 1.1)}
    assert [z for z, w in four.items() if w == 0] == [-0.1, 0.6]
    assert four[-0.5] < 0 < four[1.1]
    step = np.array([-1.0, -1e-4, 1e-4, 1.0])
    penalty = np.where(step < 0, -0.2 * step, 0.8 * step)
    for z in np.round(np.arange(-0.6, 1.21, 0.05), 2):
        if z in (-0.2, 0.8):
            continue
        lowest_at_zero = (0.5 * (step - z) ** 2 + penalty > 0.5 * z**2).all()
        assert lowest_at_zero == (-0.2 < z < 0.8)
    assert float(L1(0.5).dead_zone.width) == 0.8 - -0.2

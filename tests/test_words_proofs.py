"""What the page of proofs says in numbers, and the steps of its proofs, computed here."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from markdown.extensions.toc import slugify

from figures.data.diabetes import diabetes
from figures.data.prostate import prostate
from figures.examples.paths import diabetes_example
from figures.solvers import (
    L1,
    budget_at,
    coordinate_descent,
    lasso,
    lasso_path,
    ridge,
    ridge_path,
    standardize,
)
from figures.solvers import end_cycle as ends
from figures.solvers.checks import Array
from tests.conftest import ROOT
from tests.solvers.oracles import kkt, load

TEXT = " ".join((ROOT / "docs" / "proofs.md").read_text("utf-8").split())
ITEMS = load("lessons_5_6")["items"] + load("lessons_7_9")["items"]
KNOWN: dict[str, Any] = {item["id"]: item["expected"] for item in ITEMS}
EXAMPLE = diabetes_example()
X, Y = EXAMPLE.scaled.X, EXAMPLE.scaled.y
N, P = X.shape


def told(pattern: str) -> tuple[float, ...]:
    """The numbers in a sentence of the page."""
    (found,) = re.findall(pattern, TEXT)
    parts = (found,) if isinstance(found, str) else found
    return tuple(float(part.replace("−", "-")) for part in parts)


def cost(design: Array, y: Array, w: Array, lam: float) -> float:
    """What the lasso minimises."""
    return float(((y - design @ w) ** 2).mean() / 2 + lam * np.abs(w).sum())


# --- penalty and budget ------------------------------------------------------------------------------


@pytest.mark.parametrize("lam", [0.05, 0.7, 3.3, 20.0, 40.0])
def test_lambda_is_the_price_of_the_budget(lam: float) -> None:
    def least(at: float) -> tuple[float, float]:
        w = EXAMPLE.path(at)
        return float(budget_at(EXAMPLE.path, at)), float(((Y - X @ w) ** 2).mean() / 2)

    (more, lower), (budget, loss), (less, higher) = least(lam * 0.999), least(lam), least(lam * 1.001)
    assert more > budget > less
    # A line of slope −λ touches the smallest loss from below, and is its slope.
    for size, at in ((more, lower), (less, higher)):
        assert at >= loss - lam * (size - budget)
        assert (at - loss) / (size - budget) == pytest.approx(-lam, rel=1e-3)
    for random in np.random.default_rng(1).normal(size=(20, P)):
        within = random * budget / np.abs(random).sum()
        assert ((Y - X @ within) ** 2).mean() / 2 >= loss


# --- one answer --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_columns_with_a_density_have_at_most_n_minus_1_non_zeros_and_one_answer(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scaled = standardize(rng.normal(size=(8, 25)), rng.normal(size=8))
    path = lasso_path(scaled.X, scaled.y)
    middles = [(high + low) / 2 for high, low in pairwise(path.knots) if low > 0]
    assert max(int((path(lam) != 0).sum()) for lam in path.knots) == 7
    for lam in middles:
        w = path(lam)
        at_edge = np.abs(scaled.X.T @ (scaled.y - scaled.X @ w) / 8) >= lam * (1 - 1e-9)
        assert at_edge.sum() <= np.linalg.matrix_rank(scaled.X) == 7
        assert np.linalg.matrix_rank(scaled.X[:, at_edge]) == at_edge.sum()


def test_copies_have_many_answers_with_one_fit_and_one_with_few_non_zeros() -> None:
    rng = np.random.default_rng(0)
    scaled = standardize(rng.normal(size=(9, 2))[:, [0, 0, 1]], rng.normal(size=9))
    lam = 0.05 * float(np.abs(scaled.X.T @ scaled.y).max()) / 9
    w = lasso(scaled.X, scaled.y, lam)
    both = w[0] + w[1]
    for share in (0.0, 0.3, 1.0):
        split = np.array([share * both, (1 - share) * both, w[2]])
        assert kkt(scaled.X, scaled.y, split, lam) < 1e-12
        np.testing.assert_allclose(scaled.X @ split, scaled.X @ w, atol=1e-12)
        assert (split != 0).sum() <= 2 or 0 < share < 1


# --- ridge's zeros, and small changes ----------------------------------------------------------------


def test_ridge_has_no_more_zeros_than_its_polynomial_and_six_on_the_diabetes_data() -> None:
    words = "nine values are possible for each coefficient; there are six for all ten together"
    assert words in TEXT
    crossings = ridge_path(X, Y).zero_crossings()
    assert (P, sum(map(len, crossings))) == (10, 6)
    assert max(map(len, crossings)) <= P - 1 == 9
    # The quotient of determinants, one coefficient at a time.
    gram, pulls = X.T @ X / N, X.T @ Y / N
    for lam in (0.01, 1.0, 30.0):
        whole = gram + lam * np.eye(P)
        w = ridge(X, Y, lam)
        for j in range(P):
            other = whole.copy()
            other[:, j] = pulls
            assert w[j] == pytest.approx(np.linalg.det(other) / np.linalg.det(whole), rel=1e-8)


def test_how_small_a_change_leaves_the_zeros_is_the_formula() -> None:
    radius, percent = told(r"at λ = 2 close enough is a change of less than ([\d.]+), or ([\d.]+) % of ‖y‖")
    lam = 2.0
    w = lasso(X, Y, lam)
    kept = np.flatnonzero(w)
    back = np.linalg.pinv(X[:, kept])
    rest = np.eye(N) - X[:, kept] @ back
    out = np.setdiff1d(np.arange(P), kept)
    pulls = X.T @ (Y - X @ w) / N
    sizes = np.linalg.norm(rest @ X[:, out], axis=0)
    bounds = [
        *np.abs(w[kept]) / np.linalg.norm(back, axis=1),
        *N * (lam - np.abs(pulls[out])) / sizes,
    ]
    least = min(bounds)
    assert least == pytest.approx(KNOWN["stability radius lam=2.0"]["radius"], rel=1e-8)
    assert f"{least:.1f}" == f"{radius:.1f}"
    assert f"{100 * least / np.linalg.norm(Y):.2f}" == f"{percent:.2f}"
    worst = int(np.argmin(N * (lam - np.abs(pulls[out])) / sizes))
    away = np.sign(pulls[out[worst]]) * (rest @ X[:, out[worst]]) / sizes[worst]
    for size, same in ((0.999, True), (1.001, False)):
        changed = lasso(X, Y + size * least * away, lam)
        assert (np.sign(changed) == np.sign(w)).all() == same
    for d in np.random.default_rng(2).normal(size=(20, N)):
        near = lasso(X, Y + 0.999 * least * d / np.linalg.norm(d), lam)
        np.testing.assert_array_equal(np.sign(near), np.sign(w))


# --- degrees of freedom ------------------------------------------------------------------------------


@pytest.mark.parametrize("lam", [0.3, 2.0, 12.0])
def test_the_fit_moves_with_y_as_the_projection_on_what_is_in(lam: float) -> None:
    w = lasso(X, Y, lam)
    kept = np.flatnonzero(w)
    onto = X[:, kept] @ np.linalg.pinv(X[:, kept])
    assert np.trace(onto) == pytest.approx(len(kept))
    for d in np.random.default_rng(3).normal(size=(5, N)):
        moved = X @ lasso(X, Y + 1e-3 * d, lam) - X @ w
        np.testing.assert_allclose(moved, 1e-3 * onto @ d, atol=1e-9)
    # The residual is the nearest point to y whose pulls are within ±λ.
    residual = Y - X @ w
    for d in np.random.default_rng(4).normal(size=(20, N)):
        other = d * lam * N / np.abs(X.T @ d).max()
        assert (Y - residual) @ (other - residual) <= 1e-7 * N


# --- the posterior -----------------------------------------------------------------------------------


def test_the_posterior_of_one_feature() -> None:
    z, lam, tau = told(r"one feature with \$z = ([\d.]+)\$, λ = ([\d.]+) and \$\\sigma/\\sqrt n = ([\d.]+)\$")
    mean, positive = told(r"the mean ([\d.]+), and the weight is positive with probability ([\d.]+);")
    near, chance = told(r"within ([\d.]+) of zero it is with probability ([\d.]+)\.")

    nodes, weights = np.polynomial.legendre.leggauss(200)

    def mass(low: float, high: float, power: int = 0) -> float:
        total = 0.0
        # The density has a kink at 0.
        for a, b in pairwise(sorted({low, high} | ({0.0} if low < 0 < high else set()))):
            w = (a + b) / 2 + (b - a) / 2 * nodes
            density = np.exp(-((w - z) ** 2 / 2 + lam * np.abs(w)) / tau**2)
            total += float(weights @ (w**power * density)) * (b - a) / 2
        return total

    whole = mass(-4, 4)
    known = KNOWN["posterior (0.3, 0.5, 0.3)"]
    assert float(L1(lam).prox(z)) == known["mode"] == 0
    for value, ours, key, digits in (
        (mass(-4, 4, 1) / whole, mean, "mean", 3),
        (mass(0, 4) / whole, positive, "prob_positive", 2),
        (mass(-near, near) / whole, chance, "prob_within_001", 3),
    ):
        assert value == pytest.approx(known[key], abs=1e-8)
        assert round(value, digits) == ours


# --- coordinate descent ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_a_sweep_lowers_the_cost_by_its_moves_and_zeros_are_exact_in_the_end(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scaled = standardize(rng.normal(size=(30, 6)) @ rng.normal(size=(6, 6)), rng.normal(size=30))
    lam = 0.3 * float(np.abs(scaled.X.T @ scaled.y).max()) / 30
    sweeps = coordinate_descent(scaled.X, scaled.y, L1(lam), sweeps=3000, start=rng.normal(size=6))
    for before, after in pairwise(sweeps[:200]):
        saved = cost(scaled.X, scaled.y, before, lam) - cost(scaled.X, scaled.y, after, lam)
        assert saved >= ((after - before) ** 2).sum() / 2 - 1e-12
    answer = lasso(scaled.X, scaled.y, lam)
    np.testing.assert_allclose(sweeps[-1], answer, atol=1e-8)
    assert (answer == 0).any()
    assert (sweeps[-1][answer == 0] == 0).all()


# --- cycles of gradient steps ------------------------------------------------------------------------


def step(w: float, z: float, lam: float, eta: float) -> float:
    """One subgradient step."""
    return w - eta * (w - z + lam * float(np.sign(w)))


def orbit(z: float, lam: float, eta: float, start: float, steps: int = 4000) -> list[float]:
    """Where that many of them lead."""
    w = [start]
    for _ in range(steps):
        w.append(step(w[-1], z, lam, eta))
    return w


def window(m: int, lam: float, eta: float) -> tuple[float, float]:
    """The page's two bounds on z."""
    a = 1 - eta
    low, high = (lam - 2 * eta * lam * a**power / (1 - a ** (m + 1)) for power in (m - 1, m))
    return low, high


def test_the_bounds_of_three_and_of_four_points_are_those_told() -> None:
    eta, lam, *bounds = told(
        r"For η = ([\d.]+) and λ = ([\d.]+) that gives three points for \$z\$ from ([\d.]+) to ([\d.]+), "
        r"four from ([\d.]+) to ([\d.]+)\."
    )
    assert [round(bound, 3) for m in (2, 3) for bound in window(m, lam, eta)] == bounds
    np.testing.assert_allclose(window(2, lam, eta), KNOWN["two_cycle window 2:1"]["z_window"], rtol=1e-9)
    np.testing.assert_allclose(window(1, lam, eta), [-eta * lam / (2 - eta), eta * lam / (2 - eta)])


@pytest.mark.parametrize(("eta", "lam"), [(0.1, 0.5), (0.3, 0.8), (0.6, 2.0)])
@pytest.mark.parametrize("m", [1, 2, 3, 5])
def test_between_the_bounds_there_are_m_points_right_of_zero_and_one_left(
    m: int, eta: float, lam: float
) -> None:
    low, high = window(m, lam, eta)
    for share in (0.02, 0.5, 0.98):
        z = low + share * (high - low)
        for start in (-1.7, 0.013, 2.2):
            points = ends(orbit(z, lam, eta, start), tolerance=1e-10)
            assert ((points > 0).sum(), (points < 0).sum()) == (m, 1)
        first = max(points)
        assert first + lam - z == pytest.approx(2 * eta * lam / (1 - (1 - eta) ** (m + 1)))
    for z in (low - 0.02 * (high - low), high + 0.02 * (high - low)):
        points = np.array(orbit(z, lam, eta, 0.7))[-600:]
        assert (points > 0).sum() != m * (points < 0).sum()


def test_in_the_band_a_step_is_a_rotation_that_shrinks_and_large_steps_alternate() -> None:
    rng = np.random.default_rng(5)
    for eta, lam, share, u in rng.uniform((0.01, 0.1, -0.99, 0.01), (0.99, 3, 0.99, 0.99), (200, 4)):
        z, a = share * lam, 1 - eta
        after = step(eta * (z - lam) + 2 * eta * lam * u, z, lam, eta)
        turned = (a * u + 1 - a * (lam - z) / (2 * lam)) % 1
        assert (after - eta * (z - lam)) / (2 * eta * lam) == pytest.approx(turned, abs=1e-9)
    for eta, lam, share, start in rng.uniform((1, 0.1, -0.95, 0.1), (1.9, 3, 0.95, 5), (60, 4)):
        z = share * lam
        miss = eta * lam / (2 - eta)
        points = ends(orbit(z, lam, eta, start), tolerance=1e-9)
        assert sorted(points) == pytest.approx([z - miss, z + miss], abs=1e-7)


# --- Adam --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 0.99])
def test_adam_is_drawn_to_the_answer_below_the_bound_and_driven_off_above(beta: float) -> None:
    bound = 2 * (1 + beta) / (1 - beta)
    for share, drawn in ((0.999, True), (0.3, True), (1.001, False)):
        a = share * bound
        # Error and mean slope, in units in which the curvature is 1.
        matrix = np.array([[1 - a * (1 - beta), -a * beta], [1 - beta, beta]])
        assert (np.abs(np.linalg.eigvals(matrix)).max() < 1) == drawn
    if beta == 0.9:
        assert f"which is {bound:.0f} for β~1~ = {beta}" in TEXT


# --- units -------------------------------------------------------------------------------------------


def test_prices_in_other_units() -> None:
    low, high = told(r"On the diabetes data that is from ([\d.]+) λ \(TC\) to ([\d.]+) λ \(sex\)")
    prices = 1 / diabetes().X.std(axis=0)
    names = EXAMPLE.names
    assert (names[int(prices.argmin())], names[int(prices.argmax())]) == ("TC", "sex")
    assert (round(float(prices.min()), 3), round(float(prices.max()), 1)) == (low, high)
    half, rare = told(r"([\d.]+) λ for \$q = \\tfrac12\$, ([\d.]+) λ for \$q = 0\.01\$")
    assert (0.5, round(float(np.sqrt(0.01 * 0.99)), 4)) == (half, rare)
    # The same lasso, when a column's units and its price change together.
    f, w = 7.0, lasso(X, Y, 2.0)
    units = np.where(np.arange(P) == 3, f, 1.0)
    changed = w / units
    pulls = (X * units).T @ (Y - X * units @ changed) / N
    np.testing.assert_allclose(pulls[w != 0], (2.0 * units * np.sign(w))[w != 0], rtol=1e-9)


# --- the data, and where proofs stand ----------------------------------------------------------------


def test_the_known_error_of_the_prostate_data_is_not_in_this_copy() -> None:
    grams, right = told(
        r"of 6\.1, a prostate of (\d+) grams\. The authors' notes on the data give ([\d.]+) grams"
    )
    ours, wrong = told(r"44\.9, which is ([\d.]+); a copy with ([\d.]+) has the error")
    whole = prostate(training=False)
    weight = whole.X[31, whole.names.index("lweight")]
    assert weight == pytest.approx(np.log(right), abs=1e-12)
    assert (round(float(weight), 3), round(float(np.exp(wrong)))) == (ours, grams)
    assert (len(whole.y), len(prostate().y)) == (97, 67)
    assert weight not in prostate().X[:, whole.names.index("lweight")]


def test_every_claim_leads_to_its_proof_and_every_derivation_of_a_lesson_is_in_the_list() -> None:
    page = (ROOT / "docs" / "proofs.md").read_text("utf-8")
    rows = page.partition("## Where each claim is proved\n")[2].partition("\n## ")[0]
    links = re.findall(r"\]\(([^)#]*)#([^)]+)\)", rows)
    assert len(links) > 20
    proofs: set[tuple[str, str]] = set()
    derived: set[tuple[str, str]] = set()
    for path in sorted({"", *(f"lessons/{one.name}" for one in (ROOT / "docs" / "lessons").glob("*.md"))}):
        text = (ROOT / "docs" / (path or "proofs.md")).read_text("utf-8")
        for section in re.split(
            r"^#{2,3} ", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), flags=re.M
        )[1:]:
            title, _, below = section.partition("\n")
            named = re.fullmatch(r"(.+?) \{ #([\w-]+) \}", title)
            at = (path, named[2] if named else slugify(re.sub(r"[~*`$]", "", title), "-"))
            if "$$" in below or '??? derivation "' in below:
                proofs.add(at)
            if '??? derivation "Derivation' in below:
                derived.add(at)
    assert set(links) <= proofs
    assert derived <= set(links)

"""What the page on the path says in words is computed here."""

import re
from typing import Any

import numpy as np
import pytest

from figures.data.diabetes import diabetes
from figures.examples import diabetes_example, six_example
from figures.solvers import correlated_gram, lasso, soft_threshold, two_feature_lasso
from figures.solvers.checks import Array
from tests.conftest import ROOT
from tests.solvers.oracles import load

KNOWN: dict[str, Any] = {item["id"]: item for item in load("lessons_5_6")["items"]}
TEXT = " ".join((ROOT / "docs" / "lessons" / "path.md").read_text("utf-8").split())
EXAMPLE = diabetes_example()
HDL, JOINS = EXAMPLE.column("HDL"), EXAMPLE.joins()
LAMS = np.sort(np.concatenate([EXAMPLE.path.knots, np.geomspace(0.02, 50, 60)]))


def told(pattern: str) -> tuple[float, ...]:
    """The numbers in a sentence of the page."""
    (found,) = re.findall(pattern, TEXT)
    parts = (found,) if isinstance(found, str) else found
    return tuple(float(part.replace("−", "-")) for part in parts)


def test_every_feature_that_is_in_is_pulled_with_lambda_and_every_other_with_no_more() -> None:
    for lam in LAMS.tolist():
        w = EXAMPLE.path(lam)
        pull = EXAMPLE.first_pulls - EXAMPLE.gram @ w
        np.testing.assert_allclose(pull[w != 0], lam * np.sign(w[w != 0]), atol=1e-9)
        assert (np.abs(pull[w == 0]) <= lam + 1e-9).all()
        # Evidence: the pull with its own part put back.
        np.testing.assert_allclose(soft_threshold(pull + w, lam), w, atol=1e-9)
        assert float(EXAMPLE.evidence(HDL, lam)) == pytest.approx(pull[HDL] + w[HDL], abs=1e-9)


def test_uncorrelated_coefficients_shrink_by_lambda_or_by_all_they_have() -> None:
    x = np.sqrt(8) * np.linalg.qr(np.random.default_rng(1).normal(size=(8, 5)))[0]
    z = np.array([2.4, -1.1, 0.8, 0.5, -0.2])
    for lam in (0.0, 0.3, 0.9, 3.0):
        shrunk = np.abs(z) - np.abs(lasso(x, x @ z, lam))
        np.testing.assert_allclose(shrunk, np.minimum(np.abs(z), lam), atol=1e-12)


def regression(gram: Array) -> Array:
    """A design of as many rows as columns with this matrix G."""
    return np.asarray(np.sqrt(len(gram)) * np.linalg.cholesky(gram).T)


def test_four_correlated_features_may_all_shrink_by_exactly_lambda() -> None:
    gram = np.eye(4)
    for i, j, rho in ((0, 1, 0.4), (2, 3, 0.4), (0, 2, -0.4), (1, 3, -0.4)):
        gram[i, j] = gram[j, i] = rho
    for number in ("0.4$, $\\rho_{13} = \\rho_{24} = -0.4$", "\\rho_{12} = \\rho_{34} = 0.4$"):
        assert number in TEXT
    np.testing.assert_allclose(gram @ np.ones(4), 1, atol=1e-12)
    assert np.linalg.eigvalsh(gram)[0] > 0.1
    x, least = regression(gram), np.array([1.4, 1.1, 0.9, 1.2])
    for lam in (0.1, 0.5, 0.8):
        np.testing.assert_allclose(lasso(x, x @ least, lam), least - lam, atol=1e-9)


def test_three_features_cannot_unless_they_are_uncorrelated() -> None:
    # The signed correlations a = ρ₁₂s₁s₂, b = ρ₁₃s₁s₃, c = ρ₂₃s₂s₃ must add up to 0 in each row.
    rows = np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]])
    assert np.linalg.matrix_rank(rows) == 3


def test_correlated_coefficients_shrink_by_more_or_less_than_lambda_and_may_grow() -> None:
    lam, least = 0.3, np.array([2.0, 1.5])
    for rho, less in ((0.5, True), (-0.5, False)):
        shrunk = least - two_feature_lasso(correlated_gram(rho) @ least, rho, lam)
        assert shrunk == pytest.approx(lam / (1 + rho))
        assert (shrunk < lam).all() == less
    # x4 of the six features: it stands at 0.705, and at 0.553 without a penalty.
    six, lam = six_example(), 0.059
    w = six.path(lam)
    assert (w[3], six.path(0.0)[3]) == (pytest.approx(0.705, abs=1e-3), pytest.approx(0.553, abs=1e-3))
    # The formula, with another set of active features than at λ = 0.
    for lam in (0.059, 0.15):
        w = six.path(lam)
        active = w != 0
        inner = six.gram[np.ix_(active, active)]
        alone = np.linalg.solve(inner, six.first_pulls[active])
        off = lam * np.linalg.solve(inner, np.sign(w[active]))
        np.testing.assert_allclose(alone - off, w[active], atol=1e-9)


def test_the_evidence_for_hdl_weakens_as_others_take_over_its_work() -> None:
    at_tch, at_ldl, end = (float(EXAMPLE.evidence(HDL, lam)) for lam in (JOINS["TCH"], JOINS["LDL"], 0.0))
    assert (round(at_tch, 1), round(at_ldl, 1), round(end, 1)) == (-11.6, -7.5, 4.8)
    assert told(r"Its evidence is (−[\d.]+) when TCH joins") == (-11.6,)
    assert told(r"weakens: to (−[\d.]+) by the time LDL joins") == (-7.5,)
    assert told(r"On its way from (−[\d.]+) to \+([\d.]+)") == (-11.6, 4.8)
    # It weakens at every λ from TCH's joining on, as TCH grows, until HDL is zero.
    lams = np.linspace(JOINS["TCH"], EXAMPLE.rest("HDL")[1], 200)
    evidence = np.array([float(EXAMPLE.evidence(HDL, lam)) for lam in lams])
    assert (np.diff(evidence) > 0).all()
    tch = EXAMPLE.path(lams)[:, EXAMPLE.column("TCH")]
    assert (np.diff(tch) > 0).all()
    ends = [EXAMPLE.path(0.0)[EXAMPLE.column(name)] for name in ("TC", "LDL")]
    assert told(r"move apart, one to (−\d+) and the other to (\d+)") == tuple(round(end) for end in ends)
    before = EXAMPLE.path(JOINS["LDL"])[EXAMPLE.column("TC")]
    assert ends[0] < before < 0
    for lam, known in zip(
        KNOWN["diab.HDL_evidence"]["inputs"]["lam"], KNOWN["diab.HDL_evidence"]["expected"], strict=True
    ):
        assert float(EXAMPLE.evidence(HDL, lam)) == pytest.approx(known, abs=1e-7)


def test_tch_is_nearly_a_ratio_and_the_nine_others_nearly_rebuild_hdl() -> None:
    data = diabetes()
    tc, hdl, tch = (data.X[:, EXAMPLE.column(name)] for name in ("TC", "HDL", "TCH"))
    assert told(r"its correlation with that ratio is (0\.\d\d)") == (
        round(np.corrcoef(tch, tc / hdl)[0, 1], 2),
    )
    others = [j for j in range(10) if j != HDL]
    inner, across = EXAMPLE.gram[np.ix_(others, others)], EXAMPLE.gram[others, HDL]
    share = 100 * across @ np.linalg.solve(inner, across)
    assert told(r"the nine other features explain ([\d.]+) % of its variation") == (round(float(share), 1),)


def test_size_and_residuals_are_monotone_in_lambda_and_the_count_is_not() -> None:
    w = EXAMPLE.path(LAMS)
    loss = np.einsum("ij,jk,ik->i", w, EXAMPLE.gram, w) / 2 - w @ EXAMPLE.first_pulls
    assert (np.diff(np.abs(w).sum(axis=1)) <= 1e-9).all()
    assert (np.diff(loss) >= -1e-9).all()
    counts = np.count_nonzero(w, axis=1)
    assert (np.diff(counts) > 0).any()
    assert (counts[0], counts[-1]) == (10, 0)

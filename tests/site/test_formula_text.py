"""Formulas as plain text, which excerpts of the search show."""

import re
from pathlib import Path

import pytest

from figures.site.formula_text import formula_text
from figures.site.formulas import typeset


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\tfrac12(w-z)^2+\lambda|w|", "½(w − z)² + λ|w|"),
        (r"\tfrac{1}{2n}\lVert y-Xw\rVert^2", "1/(2n) ‖y − Xw‖²"),
        (r"\tfrac\lambda2w^2", "λ/2 w²"),
        (r"z > \lambda/s^2", "z > λ/s²"),
        (r"-\lambda \le z \le \lambda", "−λ ≤ z ≤ λ"),
        (r"\operatorname{sign}(z)\,\max(\lvert z\rvert - \lambda,\, 0)", "sign(z) max(|z| − λ, 0)"),
        (r"\lambda\operatorname{sign}(w)\max(z)", "λ sign(w) max(z)"),
        (r"w_1^2 + w_2^2 \le t^2", "w₁² + w₂² ≤ t²"),
        (r"\lvert \hat w_1\rvert + \lvert -w\rvert", "|ŵ₁| + |−w|"),
        (r"\frac{1}{n}\sum_i x_i y_i", "1/n ∑_i x_i y_i"),
        (r"\sum_{k \ne j} x_k", "∑_(k ≠ j)x_k"),
        (r"\lambda_{\max} = \max_j \lvert c_j\rvert", "λ_max = max_j|c_j|"),
        (r"x_j^{\top}(y - Xw)/n", "x_jᵀ(y − Xw)/n"),
        (r"G_{AA}^{-1}", "G_AA⁻¹"),
        (r"\lvert w\rvert^q", "|w|^q"),
        (r"\sqrt{\frac{1\pm\rho}{2}}", "√((1 ± ρ)/2)"),
        (r"\tfrac14w^2 + \tfrac13", "¼w² + 1/3"),
        (r"P'(0^-) \le \lambda^*", "P′(0⁻) ≤ λ*"),
        (r"10^{-13}", "10⁻¹³"),
        (r"\begin{aligned} a &= b, \\ c &= d \end{aligned}", "a = b; c = d"),
        (r"\begin{aligned} &a + b \\ &\quad = c \end{aligned}", "a + b = c"),
        (r"w = 0 \quad\text{exactly if}\quad z = 1", "w = 0 exactly if z = 1"),
    ],
)
def test_a_formula_is_a_line_of_text(tex: str, text: str) -> None:
    for display in (False, True):
        assert formula_text(typeset(tex, display=display)) == text


def test_what_is_no_formula_is_refused() -> None:
    with pytest.raises(ValueError, match="no formula in '<p>x</p>'"):
        formula_text("<p>x</p>")


def test_no_formula_of_a_page_is_lost_or_keeps_markup(site: Path) -> None:
    found = [
        formula
        for page in site.glob("lessons/*/index.html")
        for formula in re.findall(r"<bdi>.*?</bdi>", page.read_text("utf-8"), re.DOTALL)
    ]
    assert len(found) > 200
    for formula in found:
        text = formula_text(formula)
        assert text, formula
        assert not re.search(r"\\|</?\w|&\w+;", text), text

"""Letters stand where matplotlib would put them."""

import pytest
from matplotlib.textpath import text_to_path

from figures.lettering import UNITS, LetterError, Weight, _font, letter_name, spelled
from figures.scene import load, slugs

TEXTS = (
    "AVATAR, To. Wy LT P.",  # pairs that move together
    "fi ffl office coefficients",  # letters that may join
    "f(λ) = λ√n ≤ ½ (λ₁ and α), then λ",  # Greek among Latin, signs of neither
    "−0.00, 1/(2n)‖y − Xw‖² + λ‖w‖₁",
    " λ at the end, blanks around ",
    "Å é ü ñ",
    "",
)


@pytest.mark.parametrize("weight", ["regular", "semibold"])
@pytest.mark.parametrize("text", [*TEXTS, *(load(slug).claim for slug in slugs())])
def test_letters_stand_where_matplotlib_puts_them(text: str, weight: Weight) -> None:
    letters, _, _ = text_to_path.get_glyphs_with_font(_font(weight), text)
    assert spelled(text, weight) == tuple((letter_name(name), round(x * UNITS)) for name, x, _, _ in letters)


def test_a_tab_or_a_new_line_is_a_blank() -> None:
    assert spelled("a\tb\nc") == spelled("a b c")


def test_a_letter_that_the_typeface_lacks_is_named() -> None:
    with pytest.raises(LetterError, match="no '入'"):
        spelled("λ is 入")

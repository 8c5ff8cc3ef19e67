"""Letters stand where matplotlib would put them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.textpath import text_to_path

from figures.draw.lettering import UNITS, LetterError, Weight, _font, spelled, text_width
from figures.scene import load, slugs

TEXTS = (
    "AVATAR, To. Wy LT P.",  # pairs that move together
    "fi ffl office coefficients",  # letters that may join
    "f(λ) = λ√n ≤ ½ (λ₁ and α), then λ",  # Greek among Latin, signs of neither
    "λ (diff)",  # what closes belongs to what opened
    "λ (if) “a” type",
    "a(λ),T",
    " (λ) a",
    "(λ) a) “λ) if”",
    "−0.00, 1/(2n)‖y − Xw‖² + λ‖w‖₁",
    " λ at the end, blanks around ",
    "Å é ü ñ",
    "",
)


MIXED = st.text("abfiTVAλαβ ,.()[]{}“”‘’«»<>‹›123−√", max_size=12)


def matplotlibs(text: str, weight: Weight) -> tuple[tuple[str, int], ...]:
    letters, _, _ = text_to_path.get_glyphs_with_font(_font(weight), text)
    return tuple((short(name), round(x * UNITS)) for name, x, _, _ in letters)


def short(glyph: str) -> str:
    """Our name of matplotlib's ``SourceSans3-Regular-1f``: ``r1f``; semibold letters begin with s."""
    face, _, index = glyph.rpartition("-")
    return {"SourceSans3-Regular": "r", "SourceSans3-Semibold": "s"}[face] + index


@settings(deadline=None)
@given(MIXED)
def test_no_mixture_of_scripts_and_brackets_moves_a_letter(text: str) -> None:
    assert spelled(text) == matplotlibs(text, "regular")


@pytest.mark.parametrize("weight", ["regular", "semibold"])
@pytest.mark.parametrize("text", [*TEXTS, *(load(slug).claim for slug in slugs())])
def test_letters_stand_where_matplotlib_puts_them(text: str, weight: Weight) -> None:
    assert spelled(text, weight) == matplotlibs(text, weight)


def test_a_tab_or_a_new_line_is_a_blank() -> None:
    assert spelled("a\tb\nc") == spelled("a b c")
    assert text_width("a\tb\nc", 16) == text_width("a b c", 16)


def test_a_letter_that_the_typeface_lacks_is_named() -> None:
    for written in (spelled, lambda text: text_width(text, 16)):
        with pytest.raises(LetterError, match=r"no '入' \(U\+5165\)"):
            written("λ is 入")
    # Not the letter below it.
    with pytest.raises(LetterError, match=r"U\+20D7"):
        spelled("x\u20d7 and λ")

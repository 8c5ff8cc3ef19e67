"""What stands in for the typeface until it has come: a face of the reader's own, made as wide and as high.

So nothing is wrapped anew when letters change their look. The faces are those that nearly every system has
one of. Source of the descriptors: W3C, CSS Fonts Module Level 5, section 4 (``size-adjust``), and Level 4,
section 11.
"""

from collections.abc import Callable
from functools import partial
from importlib.metadata import distribution
from pathlib import Path

from fontTools import agl
from fontTools.afmLib import AFM
from fontTools.ttLib import TTFont

_SAMPLE = (
    "This is the usual way of text in English: most letters are small, some are wide or narrow, and there is "
    "a blank after every fifth. Of two faces the one that is wider here is so on nearly every line."
)
# matplotlib brings both: tables of Helvetica, and DejaVu.
_FONTS = Path(str(distribution("matplotlib").locate_file("matplotlib/mpl-data/fonts")))
_Widths = Callable[[str], float]


def _of_metrics(path: Path) -> _Widths:
    """The widths of letters in Adobe's tables, in parts of the size."""
    table = AFM(str(path))
    widths = {agl.toUnicode(name): table[name][1] / 1000 for name in table.chars()}
    return widths.__getitem__


def _of_font(path: Path) -> _Widths:
    font = TTFont(path)
    letters, widths, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return lambda letter: float(widths[letters[ord(letter)]][0] / units)


# Arial, Liberation Sans and Helvetica are equally wide by design; Roboto is within a hundredth.
_STAND_INS: dict[str, dict[int, tuple[Callable[[], _Widths], tuple[str, ...]]]] = {
    "Arial for a while": {
        400: (
            partial(_of_metrics, _FONTS / "pdfcorefonts" / "Helvetica.afm"),
            ("Arial", "ArialMT", "Liberation Sans", "LiberationSans", "Helvetica", "Roboto"),
        ),
        600: (
            partial(_of_metrics, _FONTS / "pdfcorefonts" / "Helvetica-Bold.afm"),
            ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "LiberationSans-Bold", "Helvetica-Bold",
             "Roboto Bold", "Roboto-Bold"),
        ),
    },
    "DejaVu for a while": {
        400: (partial(_of_font, _FONTS / "ttf" / "DejaVuSans.ttf"), ("DejaVu Sans", "DejaVuSans")),
        600: (
            partial(_of_font, _FONTS / "ttf" / "DejaVuSans-Bold.ttf"),
            ("DejaVu Sans Bold", "DejaVuSans-Bold"),
        ),
    },
}  # fmt: skip
FAMILIES = tuple(_STAND_INS)
"""The families that stand in, to be named behind the typeface's own."""


def stand_ins(face: Path, weight: int) -> list[str]:
    """An ``@font-face`` rule of each family for the typeface's ``face`` of that ``weight``.

    With s = (width of text in the face) / (width in the other), letters are set at s times their size, and
    the line's ascent and descent are the face's: a/s and d/s of what they would be.
    """
    font = TTFont(face)
    height = font["hhea"]
    own = _width(_of_font(face))
    rules = []
    for family, of in _STAND_INS.items():
        widths, names = of[weight]
        size = own / _width(widths())
        up, down, gap = (
            part / font["head"].unitsPerEm / size for part in (height.ascent, -height.descent, height.lineGap)
        )
        sources = ", ".join(f'local("{name}")' for name in names)
        rules.append(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: {sources}; '
            f"size-adjust: {size:.2%}; ascent-override: {up:.2%}; descent-override: {down:.2%}; "
            f"line-gap-override: {gap:.2%}; }}"
        )
    return rules


def _width(widths: _Widths) -> float:
    return sum(map(widths, _SAMPLE))

"""The typeface and the math fonts, cut down to what the site shows and served by the site itself."""

import io
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from figures.theme import FONT_FAMILY

_MODULES = Path(__file__).parents[2] / "node_modules"
_FACES = {
    "regular": ("SourceSans3-Regular.ttf", 400, "normal"),
    "italic": ("SourceSans3-It.ttf", 400, "italic"),
    "semibold": ("SourceSans3-Semibold.ttf", 600, "normal"),
}
# Western Latin, Greek, punctuation, sub- and superscripts, arrows, operators, a few shapes.
_LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x391, 0x3CA),
    *range(0x2010, 0x2028),
    *(0x2032, 0x2033, 0x2070, 0x20AC, 0x1D40, 0x2190, 0x2191, 0x2192, 0x2193),
    *range(0x2074, 0x208F),
    *(0x2202, 0x2206, 0x2212, 0x221A, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265),
    *(0x25B2, 0x25B6, 0x25CB, 0x25CF, 0x2713),
]


def typeface() -> dict[str, bytes]:
    """The site's typeface: WOFF2 files and the style sheet that declares them, by address."""
    files: dict[str, bytes] = {}
    rules = []
    for name, (source, weight, style) in _FACES.items():
        font = TTFont(_MODULES / "source-sans" / "TTF" / source, recalcTimestamp=False)
        options = subset.Options(
            flavor="woff2", layout_features=["kern", "liga", "tnum", "lnum", "mark", "ccmp"]
        )
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=_LETTERS)
        cutter.subset(font)
        packed = io.BytesIO()
        subset.save_font(font, packed, options)
        files[f"assets/type/source-sans-{name}.woff2"] = packed.getvalue()
        rules.append(
            f'@font-face {{ font-family: "{FONT_FAMILY}"; font-weight: {weight}; '
            f"font-style: {style}; font-display: swap; "
            f'src: url("source-sans-{name}.woff2") format("woff2"); }}'
        )
    files["assets/type/type.css"] = "\n".join([*rules, ""]).encode()
    return files


def math_fonts() -> dict[str, bytes]:
    """KaTeX's style sheet and WOFF2 fonts as installed; older font formats are left out."""
    source = _MODULES / "katex" / "dist"
    css = (source / "katex.min.css").read_text(encoding="utf-8")
    css = re.sub(r",url\([^)]+\.(?:woff|ttf)\) format\(\"[a-z]+\"\)", "", css)
    files = {"assets/katex/katex.css": css.encode()}
    for name in sorted(set(re.findall(r"fonts/([\w-]+\.woff2)", css))):
        files[f"assets/katex/fonts/{name}"] = (source / "fonts" / name).read_bytes()
    return files

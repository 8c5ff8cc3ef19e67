"""What the site serves beside its pages: the typeface and math fonts, cut down; colours; data."""

import io
import logging
import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import rjsmin
import uharfbuzz
from fontTools.ttLib import TTFont

from figures.build.layout import DOCS, MODULES, SOURCE
from figures.draw.theme import FONT_FAMILY, css, embed_css

SCRIPTS = DOCS / "javascripts"
_FACES = {
    "regular": ("SourceSans3-Regular.ttf", 400),
    "semibold": ("SourceSans3-Semibold.ttf", 600),
}
TEXT_LETTERS = frozenset(
    map(
        chr,
        [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x3B1, 0x3CA), *range(0x2080, 0x208A)],
    )
) | frozenset("ΔΣ‐‑–—‘’“”•…′″‖⁰⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₊₋←↑→↓∂−√∞≈≠≤≥▲▶○●✓")
"""Every letter the typeface offers on the site: Western Latin, Greek, the signs of its prose."""

_MATH_CUT = {
    "KaTeX_Main-Regular": frozenset(map(chr, range(0x20, 0x7F)))
    | frozenset("ΔΛΠΣ·×±′…⋯−∗⋅√∞∝∥∣‖∂∇∈∉∑∏⊤⊥≈≠≡≤≥≪≫∼←→↑↓↔⇒⇔⟨⟩\ue020ℓˆˉ˜˙"),
    "KaTeX_Math-Italic": frozenset(map(chr, [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x3B1, 0x3D6)])),
}
MATH_LETTERS = frozenset().union(*_MATH_CUT.values())
"""Every letter the two main math fonts offer; the others, of large delimiters and the like, are whole."""

_FEATURES = ("kern", "liga", "ccmp")
"""What stays of the typeface's rules: the spacing of pairs, joined letters, accents."""


# KaTeX's fonts bear no date, of which fontTools would tell at each build.
logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)


def assets() -> dict[str, bytes]:
    """Every asset by its address on the site."""
    files = typeface() | math_fonts()
    files |= scripts()
    files |= {"stylesheets/roles.css": css().encode(), "stylesheets/embed-roles.css": embed_css().encode()}
    # Readers check the numbers against the same files that the figures are made from.
    data = SOURCE / "data"
    return files | {f"data/{path.name}": path.read_bytes() for path in sorted(data.glob("*.csv"))}


def scripts() -> dict[str, bytes]:
    """The site's scripts without comments and blanks, by address.

    Those of figures are one file: each first visit asks for one instead of four. So are those of the home
    page, in one block, so that none of their names is the page's; and that of the search and the theme's
    behind it, since a page opened from a folder starts one script for another.
    """
    texts = {path.name: path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js"))}
    texts["figures.js"] = _joined("figures", "player", "controls", "address", "copy")
    texts["hero.js"] = f'"use strict";\n{{\n{_joined("hero", "kernel", "element")}}}\n'
    short = {name: rjsmin.jsmin(text) for name, text in texts.items()}
    short["search.js"] += f"\n{_theme_search()}"
    return {f"javascripts/{name}": text.encode() for name, text in short.items()}


def _theme_search() -> str:
    """The theme's search, which is as short as it can be; its map stands elsewhere."""
    folder = resources.files("material") / "templates" / "assets" / "javascripts" / "workers"
    (file,) = (file for file in folder.iterdir() if re.fullmatch(r"search\.\w+\.min\.js", file.name))
    return re.sub(r"\n//# sourceMappingURL=.*", "", file.read_text("utf-8"))


def _joined(folder: str, *parts: str) -> str:
    return "".join((SCRIPTS / folder / f"{part}.js").read_text("utf-8") for part in parts)


def typeface() -> dict[str, bytes]:
    """The site's typeface: WOFF2 files and the style sheet that declares them, by address."""
    files: dict[str, bytes] = {}
    rules = []
    for name, (source, weight) in _FACES.items():
        path = MODULES / "source-sans" / "TTF" / source
        files[f"assets/type/source-sans-{name}.woff2"] = _cut(path, TEXT_LETTERS)
        rules.append(
            f'@font-face {{ font-family: "{FONT_FAMILY}"; font-weight: {weight}; '
            "font-display: swap; "
            f'src: url("source-sans-{name}.woff2") format("woff2"); }}'
        )
    files["assets/type/type.css"] = "\n".join([*rules, ""]).encode()
    return files


def math_fonts() -> dict[str, bytes]:
    """KaTeX's style sheet and WOFF2 fonts; older font formats are left out."""
    source = MODULES / "katex" / "dist"
    css = (source / "katex.min.css").read_text(encoding="utf-8")
    css = re.sub(r",url\([^)]+\.(?:woff|ttf)\) format\(\"[a-z]+\"\)", "", css)
    files = {"assets/katex/katex.css": css.encode()}
    for name in sorted(set(re.findall(r"fonts/([\w-]+)\.woff2", css))):
        font = source / "fonts" / f"{name}.ttf"
        cut = _MATH_CUT.get(name)
        data = _cut(font, cut) if cut else font.with_suffix(".woff2").read_bytes()
        files[f"assets/katex/fonts/{name}.woff2"] = data
    return files


def _cut(path: Path, letters: Iterable[str]) -> bytes:
    """The font with only these letters, as WOFF2.

    Hints go too: they are a third of the bytes, and screens of today do not need them.
    """
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(name.encode()) for name in _FEATURES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    cut = uharfbuzz.subset(uharfbuzz.Face(path.read_bytes()), wanted)
    font = TTFont(io.BytesIO(cut.blob.data), recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()

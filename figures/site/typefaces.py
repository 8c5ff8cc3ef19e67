"""The site's typeface and the math fonts: whole while somebody writes, cut to what is shown when it is built.

Each font's file bears the digest of its bytes in its name, so that a browser may keep it for ever.
"""

import hashlib
import io
import logging
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

import uharfbuzz
from fontTools.ttLib import TTFont

from figures.build.layout import MODULES
from figures.draw.theme import FONT_FAMILY
from figures.site.late_type import FAMILIES, stand_ins

TYPE = "assets/type/type.css"
KATEX = "assets/katex/katex.css"
"""The style sheets that declare the faces, by address."""
KEYBOARD = frozenset(map(chr, range(0x20, 0x7F)))
"""What is typed, or computed by a script, needs these letters, whether a page shows them or not."""

_TYPE = MODULES / "source-sans"
_MATH = MODULES / "katex" / "dist"
_FACES = (("regular", "SourceSans3-Regular", 400), ("semibold", "SourceSans3-Semibold", 600))
_FEATURES = ("kern", "liga", "ccmp")
"""What stays of the typeface's rules: the spacing of pairs, joined letters, accents."""
_FILE = re.compile(r"fonts/([\w-]+)\.woff2")

# KaTeX's fonts bear no date, of which fontTools would tell at each build.
logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)


def typeface(letters: Iterable[str] | None = None) -> dict[str, bytes]:
    """The site's typeface by address: WOFF2 files and their style sheet, cut to the ``letters`` if given.

    The style sheet sets ``--type``, the typeface and what stands in for it until it is there.
    """
    files: dict[str, bytes] = {}
    names = ", ".join(f'"{name}"' for name in (FONT_FAMILY, *FAMILIES))
    rules = [f":root {{ --type: {names}; }}"]
    for name, source, weight in _FACES:
        font, whole = _TYPE / "TTF" / f"{source}.ttf", _TYPE / "WOFF2" / "TTF" / f"{source}.ttf.woff2"
        data = _cut(font, letters) if letters else whole.read_bytes()
        address = _hashed(f"source-sans-{name}", data)
        files[f"assets/type/{address}"] = data
        rules.append(
            f'@font-face {{ font-family: "{FONT_FAMILY}"; font-weight: {weight}; font-display: swap; '
            f'src: url("{address}") format("woff2"); }}'
        )
        rules += stand_ins(font, weight)
    # One λ, in words, drawings and formulas: a face that is declared behind KaTeX's own goes before it.
    (regular,) = (address for address in files if "regular" in address)
    rules.append(
        "@font-face { font-family: KaTeX_Math; font-style: italic; unicode-range: U+3BB; "
        f'src: url("{PurePath(regular).name}") format("woff2"); }}'
    )
    return files | {TYPE: "\n".join([*rules, ""]).encode()}


def math_styles() -> str:
    """KaTeX's style sheet, without older font formats."""
    css = (_MATH / "katex.min.css").read_text(encoding="utf-8")
    return re.sub(r",url\([^)]+\.(?:woff|ttf)\) format\(\"[a-z]+\"\)", "", css)


def math_fonts(css: str, letters: Mapping[str, Iterable[str]] | None = None) -> dict[str, bytes]:
    """The fonts that this style sheet of KaTeX's names, and itself, by address.

    Each is cut to its ``letters``, by its file's name without an ending, if these are given.
    """
    files: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    for name in sorted(set(_FILE.findall(css))):
        font = _MATH / "fonts" / f"{name}.ttf"
        data = _cut(font, letters[name]) if letters else font.with_suffix(".woff2").read_bytes()
        addresses[name] = _hashed(name, data)
        files[f"assets/katex/fonts/{addresses[name]}"] = data
    named = _FILE.sub(lambda found: f"fonts/{addresses[found[1]]}", css)
    return files | {KATEX: named.encode()}


def _hashed(name: str, data: bytes) -> str:
    return f"{name}.{hashlib.sha256(data).hexdigest()[:8]}.woff2"


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

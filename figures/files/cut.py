"""A typeface cut to the letters of one file, each with a code, its width and the text it stands for."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import uharfbuzz
from fontTools.agl import toUnicode

from figures.draw.lettering import Weight, typeface

_FIRST = 32
"""The code of the blank, as in ASCII."""
_LAST = 255
_NAMES: Mapping[Weight, str] = {"regular": "SourceSans3-Regular", "semibold": "SourceSans3-Semibold"}
_LIGATURES = range(0xFB00, 0xFB07)
"""Letters joined to one, with a code point of their own that nobody searches for."""


@dataclass(frozen=True)
class Cut:
    """A CFF ``program`` of few letters, and by code: ``names`` in it, ``widths`` in thousandths of an em, and
    ``texts``. ``codes`` are by our names of letters; ``box`` is left, bottom, right, top of all.
    """

    name: str
    program: bytes
    blank: int
    codes: Mapping[str, int]
    names: Mapping[int, str]
    widths: Mapping[int, int]
    texts: Mapping[int, str]
    box: tuple[int, int, int, int]


def cut(weight: Weight, letters: Sequence[str]) -> Cut:
    """The typeface with these letters, named as in ``figures.draw.lettering``, and a blank.

    ``ValueError`` if they are more than a byte can tell apart.
    """
    if len(letters) > _LAST - _FIRST:
        raise ValueError(f"{len(letters)} letters in {_NAMES[weight]} are more than {_LAST - _FIRST} codes")
    face = typeface(weight)
    font = uharfbuzz.Font(face)
    glyphs = {_FIRST: int(font.get_nominal_glyph(ord(" ")))}
    codes = {letter: code for code, letter in enumerate(letters, _FIRST + 1)}
    glyphs |= {code: int(letter[1:], 16) for letter, code in codes.items()}
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(glyphs.values())
    wanted.layout_feature_tag_set.clear()
    program = uharfbuzz.subset(face, wanted).reference_table("CFF ").data
    boxes = [font.get_glyph_extents(glyph) for glyph in glyphs.values()]
    # So that no reader takes two cuts for one typeface.
    tag = "".join(chr(ord("A") + byte % 26) for byte in sha256(program).digest()[:6])
    return Cut(
        f"{tag}+{_NAMES[weight]}",
        bytes(program),
        _FIRST,
        codes,
        {code: font.get_glyph_name(glyph) for code, glyph in glyphs.items()},
        {code: font.get_glyph_h_advance(glyph) for code, glyph in glyphs.items()},
        {code: _text(weight, font, glyph) for code, glyph in glyphs.items()},
        (
            min(box.x_bearing for box in boxes),
            min(box.y_bearing + box.height for box in boxes),
            max(box.x_bearing + box.width for box in boxes),
            max(box.y_bearing for box in boxes),
        ),
    )


def _text(weight: Weight, font: Any, glyph: int) -> str:
    """What a glyph stands for: the first character that it draws, or what its name says."""
    point = _characters(weight).get(glyph)
    if point is None:
        return str(toUnicode(font.get_glyph_name(glyph)))
    return unicodedata.normalize("NFKC", chr(point)) if point in _LIGATURES else chr(point)


@cache
def _characters(weight: Weight) -> dict[int, int]:
    """The first character that each glyph draws."""
    face = typeface(weight)
    font = uharfbuzz.Font(face)
    return {int(font.get_nominal_glyph(point)): point for point in sorted(face.unicodes, reverse=True)}

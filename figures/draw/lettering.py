"""Letters as outlines, so that no program needs the typeface.

Each letter is drawn once in a file and used many times: letters were two thirds of its bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

import uharfbuzz
from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font, GlyphIndexType, LoadFlags
from matplotlib.path import Path as PathCode
from matplotlib.textpath import text_to_path

from figures.build.layout import MODULES

Weight = Literal["regular", "semibold"]

EM = 250
"""Units in which single letters are drawn, y upwards: whole numbers are then as fine as an eye sees."""

UNITS = EM / text_to_path.FONT_SCALE
"""How many of them make one of matplotlib's."""

Segment = tuple[str, Sequence[Sequence[float]]]
"""A part of a path: its SVG command in lower case, and its points in absolute coordinates."""

_COMMANDS: dict[Any, str] = {
    PathCode.MOVETO: "m", PathCode.LINETO: "l", PathCode.CURVE3: "q", PathCode.CURVE4: "c",
    PathCode.CLOSEPOLY: "z",
}  # fmt: skip

_TYPEFACE = MODULES / "source-sans" / "OTF"
_FONTS: dict[Weight, Path] = {
    "regular": _TYPEFACE / "SourceSans3-Regular.otf",
    "semibold": _TYPEFACE / "SourceSans3-Semibold.otf",
}


_BLANKS = str.maketrans("\t\n\r", "   ")

_PAIRS = dict(zip("(<[{«‘“‹", ")>]}»’”›", strict=True))
"""What opens, with what closes it."""


class LetterError(ValueError):
    """A letter that the typeface lacks; the message says which."""


def require_typeface() -> None:
    """``FileNotFoundError`` if the typeface is not installed."""
    if not _FONTS["regular"].exists():
        raise FileNotFoundError(f"{_FONTS['regular']} is missing: run `make site`, which installs it")


@cache
def text_width(text: str, size: float, weight: Weight = "regular") -> float:
    """The advance width of ``text`` in pixels: where a letter after it would begin."""
    return spelled(f"{text}|", weight)[-1][1] * size / EM


@cache
def spelled(text: str, weight: Weight = "regular") -> tuple[tuple[str, int], ...]:
    """The names of the letters of ``text`` and where each begins, in units of ``EM``.

    ``LetterError`` if the typeface lacks one. A tab or a new line is a blank, as in SVG. What matplotlib's
    ``text_to_path`` gives, which asks HarfBuzz too but takes twenty times as long: a third of painting a
    film was spent there.
    """
    check_letters(text)
    letters = []
    pen = 0
    for run in _runs(text.translate(_BLANKS)):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run)
        # Or it would be that of whoever builds the site.
        buffer.language = "en"
        buffer.guess_segment_properties()
        uharfbuzz.shape(_shaper(weight), buffer)
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            letters.append((f"{weight[0]}{glyph.codepoint:x}", round((pen + place.x_offset) / 64 * UNITS)))
            pen += place.x_advance
    return tuple(letters)


def check_letters(text: str) -> None:
    """``LetterError`` names the first letter of ``text`` that the typeface lacks."""
    for letter in text.translate(_BLANKS):
        if not _shaper("regular").get_nominal_glyph(ord(letter)):
            raise LetterError(f"the typeface has no '{letter}' (U+{ord(letter):04X}); write it in others")


def _runs(text: str) -> list[str]:
    """The parts of one script each, as libraqm, which matplotlib asks, takes them apart.

    A sign without a script belongs to what stands before it, a closing bracket or quote to its opening
    one. HarfBuzz takes a buffer to be of one script, and a typeface may draw a letter differently in each.
    """
    scripts: list[str | None] = []
    opened: list[tuple[str, str | None]] = []
    current: str | None = None
    for letter in text:
        script = _script(letter)
        if script or not scripts:
            current = script
        elif letter in _PAIRS:
            opened.append((_PAIRS[letter], current))
        elif letter in _PAIRS.values():
            while opened and opened[-1][0] != letter:
                opened.pop()
            current = opened[-1][1] if opened else current
        scripts.append(current)
    # What stands before the first letter belongs to it.
    for place in reversed(range(len(scripts) - 1)):
        scripts[place] = scripts[place] or scripts[place + 1]
    runs = groupby(zip(scripts, text, strict=True), key=itemgetter(0))
    return ["".join(letter for _, letter in run) for _, run in runs]


@cache
def _script(letter: str) -> str | None:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(letter)
    buffer.guess_segment_properties()
    script: str | None = buffer.script
    return script


@cache
def typeface(weight: Weight) -> Any:
    """The typeface as HarfBuzz reads it."""
    return uharfbuzz.Face(_FONTS[weight].read_bytes())


@cache
def _shaper(weight: Weight) -> Any:
    """The face in matplotlib's size, counted as FreeType does, in 64ths of a pixel."""
    font = uharfbuzz.Font(typeface(weight))
    font.scale = (64 * round(text_to_path.FONT_SCALE),) * 2
    return font


@cache
def letter(name: str) -> str:
    """The SVG path of the letter of that name, in units of ``EM``, y upwards."""
    font = _font("regular" if name[0] == "r" else "semibold")
    font.load_glyph(GlyphIndexType(int(name[1:], 16)), LoadFlags.NO_HINTING)
    vertices, codes = font.get_path()
    return compact(_segments(PathCode(vertices * UNITS, codes)), 1)


def _font(weight: Weight) -> FT2Font:
    font = get_font(_FONTS[weight])
    font.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)
    return font


def compact(segments: Iterable[Segment], parts: int) -> str:
    """The path in SVG, in relative commands on a grid of one unit in so many ``parts`` (1 or 10)."""
    written = []
    pen = start = (0, 0)
    for command, points in segments:
        if command == "z":
            written.append("z")
            pen = start
            continue
        ends = [(round(x * parts), round(y * parts)) for x, y in points]
        moves = "".join(_number(x - pen[0], parts) + _number(y - pen[1], parts) for x, y in ends).lstrip()
        written.append((command if written else "M") + moves)
        pen = ends[-1]
        start = pen if command == "m" else start
    return "".join(written)


def _segments(path: PathCode) -> Iterator[Segment]:
    for vertices, code in path.iter_segments(simplify=False):
        yield _COMMANDS[code], vertices.reshape(-1, 2).tolist()


def _number(steps: int, parts: int) -> str:
    """So many ``parts`` of one, with the separator SVG needs before it: `` 1.2``, ``-.3``."""
    whole, rest = divmod(abs(steps), parts)
    text = f"{whole or ''}.{rest}" if rest else f"{whole}"
    return f"-{text}" if steps < 0 else f" {text}"

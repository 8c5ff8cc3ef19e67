"""A slide's shapes as one page of PDF: lines and regions as paths, letters as text in their typeface.

The text can be searched, selected and copied; where no letter stands but there is room for a blank, one
is written. The page carries the figure's description for those who cannot see it, and no date.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from figures.draw.lettering import EM, Weight
from figures.files.cut import Cut, cut
from figures.files.paint import Ink, Shape

_BLANK = 0.12
"""From how wide a gap on, in em, letters are words apart; pairs are moved together or apart by less."""
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_FACES: Mapping[str, Weight] = {"r": "regular", "s": "semibold"}
"""Typefaces by how our names of letters begin."""


def pdf(drawn: Iterable[Shape], size: tuple[int, int], alt: str) -> bytes:
    """The shapes as a page of ``size`` points, described by ``alt``; a PDF 1.7 of the same bytes each time.

    Its first object is the catalogue, to which whoever publishes it can add metadata.
    """
    shapes = tuple(drawn)
    letters = sorted({name for shape in shapes for name, _ in shape.letters})
    cuts = {
        face: cut(weight, [name for name in letters if name[0] == face])
        for face, weight in _FACES.items()
        if any(name[0] == face for name in letters)
    }
    page = _Page(size[1], cuts)
    for shape in shapes:
        page.add(shape)
    return _written(page, size, alt)


class _Page:
    """The page's content, operator by operator; a setting is written where it changes."""

    def __init__(self, height: int, cuts: Mapping[str, Cut]) -> None:
        self.cuts = cuts
        self.opacities: dict[tuple[str, str], str] = {}
        self._height = height
        self._lines: list[str] = []
        self._now: dict[str, str] = {}
        self._clip: tuple[float, float, float, float] | None = None

    @property
    def content(self) -> bytes:
        """All of it, as one figure of a tagged PDF."""
        end = ["Q"] if self._clip else []
        return "\n".join(["/Figure <</MCID 0>> BDC", *self._lines, *end, "EMC"]).encode()

    def add(self, shape: Shape) -> None:
        """Draw the shape over what is there."""
        self._cut_off(shape.clip)
        self._set("opacity", f"/{self._opacity(shape)} gs")
        if shape.fill:
            self._set("fill", f"{_colour(shape.fill)} rg")
        if shape.letters:
            self._lines.append(self._text(shape))
            return
        if shape.stroke:
            offset, lengths = shape.dash or (0.0, ())
            self._set("stroke", f"{_colour(shape.stroke)} RG")
            self._set("width", f"{_number(shape.width)} w")
            self._set("cap", f"{_CAPS[shape.cap]} J")
            self._set("join", f"{_JOINS[shape.join]} j")
            self._set("dash", f"[{' '.join(map(_number, lengths))}] {_number(offset)} d")
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}
        done = paint.get((shape.fill is not None, shape.stroke is not None))
        if done:
            self._lines.append(f"{' '.join(_path(shape, self._height))} {done}")

    def _set(self, what: str, operator: str) -> None:
        if self._now.get(what) != operator:
            self._now[what] = operator
            self._lines.append(operator)

    def _cut_off(self, clip: tuple[float, float, float, float] | None) -> None:
        if clip == self._clip:
            return
        if self._clip:
            self._lines.append("Q")
        # What was set before is set again: both are rare.
        self._now = {}
        self._clip = clip
        if clip:
            left, top, right, bottom = clip
            box = (left, self._height - bottom, right - left, bottom - top)
            self._lines.append(f"q {' '.join(map(_number, box))} re W n")

    def _opacity(self, shape: Shape) -> str:
        pair = (shape.fill[1] if shape.fill else "1", shape.stroke[1] if shape.stroke else "1")
        return self.opacities.setdefault(pair, f"O{len(self.opacities)}")

    def _text(self, shape: Shape) -> str:
        face = shape.letters[0][0][0]
        a, b, c, d, e, f = shape.place
        turned = " ".join(_number(value, 5) for value in (a, -b, c, -d, e, self._height - f))
        words = "".join(_spaced(shape.letters, self.cuts[face]))
        return f"BT /{face} {EM} Tf {turned} Tm [{words}] TJ ET"


def _spaced(letters: Sequence[tuple[str, float]], face: Cut) -> Iterator[str]:
    """Letters as codes, between them by how many thousandths of an em the next one is moved back."""
    pen = 0.0
    for name, x in letters:
        if x - pen > _BLANK * EM and pen:
            yield f"<{face.blank:02x}>"
            pen += face.widths[face.blank] * EM / 1000
        back = round((pen - x) * 1000 / EM)
        code = face.codes[name]
        yield f"{back or ''}<{code:02x}>"
        pen += (face.widths[code] - back) * EM / 1000


def _path(shape: Shape, height: int) -> Iterator[str]:
    """The outline's operators; PDF has no quadratic curves."""
    path = shape.path
    points = np.asarray(path.vertices) * (1, -1) + (0, height)
    given = path.codes
    codes = [path.MOVETO, *[path.LINETO] * (len(points) - 1)] if given is None else np.asarray(given).tolist()
    row, pen = 0, points[0]
    while row < len(points):
        code = codes[row]
        if code == path.CLOSEPOLY:
            yield "h"
            row += 1
            continue
        if code == path.CURVE3:
            (bend, end), read = points[row : row + 2], 2
            taken = np.array([pen + (bend - pen) * 2 / 3, end + (bend - end) * 2 / 3, end])
        else:
            read = 3 if code == path.CURVE4 else 1
            taken = points[row : row + read]
        operator = {path.MOVETO: "m", path.LINETO: "l"}.get(code, "c")
        yield " ".join([*(_number(value) for value in taken.ravel().tolist()), operator])
        pen = taken[-1]
        row += read


def _colour(ink: Ink) -> str:
    return " ".join(_number(int(ink[0][start : start + 2], 16) / 255, 4) for start in (1, 3, 5))


def _number(value: float, digits: int = 2) -> str:
    return f"{round(value, digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".")


def _written(page: _Page, size: tuple[int, int], alt: str) -> bytes:
    """The file: the catalogue, the page, its content and tags, then four objects for each typeface."""
    first = 7
    fonts = {face: first + 4 * row for row, face in enumerate(page.cuts)}
    looks = "".join(
        f"/{name} <</ca {fill} /CA {stroke}>> " for (fill, stroke), name in page.opacities.items()
    )
    typefaces = "".join(f"/{face} {number} 0 R " for face, number in fonts.items())
    objects = [
        b"<</Type /Catalog /Pages 2 0 R /Lang (en) /MarkInfo <</Marked true>> /StructTreeRoot 5 0 R "
        b"/ViewerPreferences <</DisplayDocTitle true>>>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents 4 0 R /StructParents 0 "
        f"/Group <</Type /Group /S /Transparency /CS /DeviceRGB>> "
        f"/Resources <</ExtGState <<{looks}>> /Font <<{typefaces}>>>>>>".encode(),
        _stream(page.content),
        b"<</Type /StructTreeRoot /K 6 0 R /ParentTree <</Nums [0 [6 0 R]]>>>>",
        f"<</Type /StructElem /S /Figure /P 5 0 R /Pg 3 0 R /K 0 /Alt {_words(alt)}>>".encode(),
    ]
    for face, number in fonts.items():
        objects += _typeface(page.cuts[face], number)
    file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    return (
        file
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{len(file)}\n%%EOF\n"
        ).encode()
    )


def _typeface(face: Cut, number: int) -> list[bytes]:
    """A typeface's objects, the first of that number: itself, its look, its letters, their texts."""
    last = max(face.names)
    widths = " ".join(str(face.widths.get(code, 0)) for code in range(face.blank, last + 1))
    names = " ".join(f"/{face.names[code]}" for code in sorted(face.names))
    left, bottom, right, top = face.box
    return [
        f"<</Type /Font /Subtype /Type1 /BaseFont /{face.name} /FirstChar {face.blank} /LastChar {last} "
        f"/Widths [{widths}] /FontDescriptor {number + 1} 0 R /ToUnicode {number + 3} 0 R "
        f"/Encoding <</Type /Encoding /Differences [{face.blank} {names}]>>>>".encode(),
        f"<</Type /FontDescriptor /FontName /{face.name} /Flags 4 /FontBBox [{left} {bottom} {right} {top}] "
        f"/ItalicAngle 0 /Ascent {top} /Descent {bottom} /CapHeight 660 /StemV 80 "
        f"/FontFile3 {number + 2} 0 R>>".encode(),
        _stream(face.program, "/Subtype /Type1C "),
        _stream(_unicode(face.texts)),
    ]


def _unicode(texts: Mapping[int, str]) -> bytes:
    """What each code stands for (ISO 32000-1, 9.10.3)."""
    rows = [f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(texts.items())]
    # A block has a hundred at most.
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    told = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Texts def\n"
        f"/CMapType 2 def\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{told}endcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _stream(data: bytes, entries: str = "") -> bytes:
    """The data packed as a stream, with more entries in its dictionary."""
    packed = zlib.compress(data, 9)
    head = f"<<{entries}/Filter /FlateDecode /Length {len(packed)}>>"
    return head.encode() + b"\nstream\n" + packed + b"\nendstream"


def _words(text: str) -> str:
    """The text as a string of PDF, in any alphabet."""
    return f"<feff{text.encode('utf-16-be').hex()}>"

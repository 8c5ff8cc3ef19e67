"""A PDF's words are text, in a typeface that it takes along, where the drawing has its letters."""

import ctypes
import re
import zlib

import numpy as np
import pypdfium2
import pytest
from pypdfium2 import raw

from figures.draw.lettering import Weight, spelled
from figures.draw.marks import Label
from figures.files.cut import cut
from figures.files.paint import raster, shapes
from figures.files.pdf import pdf
from figures.scene import scenes
from figures.sheets.drawing import document, spelled_out, still
from figures.sheets.layout import Letters
from figures.sheets.setting import set_on
from figures.sheets.sheet import WIDE
from tests.films import film

SLUGS = list(scenes())
SIZE = (WIDE.width, WIDE.height)


def page(svg: str) -> bytes:
    return pdf(shapes(svg), SIZE, "What is to be seen")


def told(data: bytes) -> list[str]:
    """Its lines, as copied."""
    text: str = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return text.split("\r\n")


def set_line(text: str, size: float = 24, weight: Weight = "regular") -> str:
    """A slide with nothing but this line."""
    line = spelled_out(Letters(text, 100, 200, size, "fg", weight))
    return document(set_on(film("soft_threshold"), WIDE), line, False)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_words_of_a_slide_can_be_searched_and_copied(slug: str) -> None:
    scene, shown = film(slug).scene, film(slug).frames[film(slug).start]
    found = " ".join(told(page(still(film(slug), "light", WIDE, ground=False))))
    keys = scene.pose_panels or [panel.key for panel in scene.panels]
    names = [
        mark.text for mark in shown.marks if isinstance(mark, Label) and mark.visible and mark.panel in keys
    ]
    for words in (scene.claim, scene.convention, *(beat.sentence for beat in scene.story[-1:]), *names):
        for word in words.split():
            assert word in found, words


@pytest.mark.parametrize("weight", ["regular", "semibold"])
@pytest.mark.parametrize(
    "text",
    [
        "ŵ₁ = −0.5, λ* ≤ ‖w‖₂² and β₁ → ∞",
        "coefficient, fit, flow: office",
        "1/(2n)‖y − Xw‖² + λ(α‖w‖₁ + (1 − α)/2‖w‖²)",
        "z = −0.0085, within ±λ · 61 % “of” √n × t’s",
        "AV To WA Ty, 11 17 VA.",
    ],
)
def test_signs_copy_as_they_are_read(text: str, weight: Weight) -> None:
    assert told(page(set_line(text, weight=weight))) == [text]
    assert told(page(set_line(text, size=11, weight=weight))) == [text]


def test_letters_stand_where_the_drawing_has_them() -> None:
    text = "The diamond’s corner: w₂ = 0"
    read = pypdfium2.PdfDocument(page(set_line(text, 40)))
    found = read[0].get_textpage()
    starts = [100 + x * 40 / 250 for _, x in spelled(text)]
    for place, start in enumerate(starts):
        x, y = ctypes.c_double(), ctypes.c_double()
        assert raw.FPDFText_GetCharOrigin(found, place, x, y)
        if text[place] != " ":
            assert (x.value, y.value) == pytest.approx((start, SIZE[1] - 200), abs=0.1), text[place]


@pytest.mark.parametrize("slug", ["soft_threshold", "contour_touch"])
def test_the_page_is_the_drawing(slug: str) -> None:
    svg = still(film(slug), "light", WIDE, ground=False)
    drawn = pypdfium2.PdfDocument(page(svg))[0].render(scale=1, fill_color=(255, 255, 255, 255)).to_pil()
    own = raster(shapes(svg), SIZE, 1).astype(float)
    cover = own[..., 3:] / 255
    away = np.abs(np.asarray(drawn.convert("RGB")) - (own[..., :3] * cover + 255 * (1 - cover)))
    # Edges are softened differently; nothing is elsewhere.
    assert away.mean() < 1
    assert (away.max(axis=2) > 128).mean() < 5e-4


def test_it_is_tagged_described_and_the_same_each_time() -> None:
    svg = still(film("soft_threshold"), "light", WIDE, ground=False)
    data = page(svg)
    assert data == page(svg)
    assert b"/Marked true" in data
    assert b"/Lang (en)" in data
    assert (
        f"/S /Figure /P 5 0 R /Pg 3 0 R /K 0 /Alt <feff{'What is to be seen'.encode('utf-16-be').hex()}>"
        in (data.decode("latin-1"))
    )
    assert not re.search(rb"/(CreationDate|ModDate|ID) ", data)


def test_typefaces_are_embedded_and_cut_to_what_is_used() -> None:
    data = page(set_line("abc λ"))
    assert re.findall(rb"/BaseFont /([A-Z]{6})\+SourceSans3-(\w+)", data) == [
        (re.findall(rb"/FontName /([A-Z]{6})\+", data)[0], b"Regular")
    ]
    (packed,) = re.findall(rb"/Subtype /Type1C .*?stream\n(.*?)\nendstream", data, re.S)
    assert len(zlib.decompress(packed)) < 2000


def test_more_letters_than_a_byte_tells_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="300 letters in SourceSans3-Regular are more than 223 codes"):
        cut("regular", [f"r{number:x}" for number in range(300)])

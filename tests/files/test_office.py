"""A figure's SVG looks on a slide of LibreOffice Impress as it does in Chromium.

Text here is outlines that ``<use>`` places, colours are literal, lines are clipped: a program that reads
one of them otherwise shows another picture. Both pictures are compared tile by tile.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE
from skimage.metrics import structural_similarity

from figures.build.layout import BUILD
from figures.draw.theme import Scheme
from figures.edition import edition
from figures.files.metadata import described
from figures.site.contents import records
from tests.office import slides

Picture = NDArray[np.float64]

WIDTH, HEIGHT = 1280, 720
BLUR = 4
"""Pixels averaged to one, either way, since every renderer smooths the edges of lines in its own way."""
TILE = 10
"""Side of a tile in averaged pixels: a tick label's size, so that a lost one is most of its tile."""
INK = 0.25
"""A pixel this far from the ground is drawn on. Fainter areas are left to the colours' comparison."""
ALIKE = 0.85
"""Structural similarity of the worst tile. Measured: 0.92 and more for whole files, 0.72 and less broken."""
COLOUR = 0.04
"""Error of a tile's mean colour, of 1. Measured: 0.02 and less for whole files."""


class Likeness(NamedTuple):
    """The worst tile's structural similarity and mean colour error, and the figure or what broke it."""

    similarity: float
    colour: float
    name: str

    @property
    def alike(self) -> bool:
        return self.similarity > ALIKE and self.colour < COLOUR


def taken_away(scheme: Scheme) -> dict[str, bytes]:
    """Every figure's SVG in that scheme as readers get it, described."""
    now = edition()
    files = {}
    for slug, entry in records().items():
        name = f"why-lasso_{slug.replace('_', '-')}_{scheme}.svg"
        data = (BUILD / "vector" / slug / name).read_bytes()
        files[slug] = described(name, data, entry["title"], entry["claim"], now.permalink(slug), now)
    return files


def shared_out(files: dict[str, bytes], scheme: Scheme) -> dict[str, bytes]:
    """Every other figure, from the second in the dark, and those with what was not met before.

    That is an element, one of its attributes or a colour. Between them the two schemes show every figure,
    and each shows all that there is to understand: a figure's two files differ in colours only.
    """
    shown: dict[str, bytes] = {}
    met: set[tuple[str, str]] = set()
    for row, (slug, svg) in enumerate(files.items()):
        parts = list(ElementTree.fromstring(svg).iter())
        kinds = {(one.tag, name) for one in parts for name in (*one.attrib, "")}
        kinds |= {("", value) for one in parts for value in one.attrib.values() if value.startswith("#")}
        if row % 2 == ("light", "dark").index(scheme) or not kinds <= met:
            shown[slug] = svg
            met |= kinds
    return shown


def averaged(picture: Image.Image) -> Picture:
    size = (WIDTH // BLUR, HEIGHT // BLUR)
    return np.asarray(picture.convert("RGB").resize(size, Image.Resampling.BOX), dtype=float) / 255


def in_chromium(browser: Browser, svgs: Iterable[bytes], folder: Path) -> Iterator[Picture]:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    file = folder / "figure.svg"
    for svg in svgs:
        file.write_bytes(svg)
        page.goto(file.as_uri())
        yield averaged(Image.open(io.BytesIO(page.screenshot())))
    page.close()


def in_impress(svgs: Iterable[bytes], folder: Path) -> Iterator[Picture]:
    with pypdfium2.PdfDocument(slides(svgs, folder)) as document:
        for page in document:
            # Vector in, vector out: no program is to fall back on pixels.
            assert not list(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))
            # Twice as fine, because PDFium makes a thin shape, such as a minus, a whole pixel wide.
            scale = 2 * WIDTH / page.get_width()
            drawn = page.render(scale=scale).to_pil()
            yield averaged(drawn.crop((0, 0, 2 * WIDTH, 2 * HEIGHT)))


def compare(one: Picture, other: Picture, name: str) -> Likeness:
    """The worst tile of two pictures; their outermost pixels, where a page's edge is smoothed, left out."""
    one, other = one[1:-1, 1:-1], other[1:-1, 1:-1]
    _, similar = structural_similarity(  # type: ignore[no-untyped-call]
        one.mean(2),
        other.mean(2),
        data_range=1,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        full=True,
    )
    # Only where there is ink: empty ground is alike in all pictures.
    ink = np.maximum(abs(one - one[0, 0]), abs(other - one[0, 0])).max(2) > INK
    tiles = [
        np.s_[top : top + TILE, left : left + TILE]
        for top in range(0, one.shape[0], TILE)
        for left in range(0, one.shape[1], TILE)
    ]
    similarity = min(similar[tile][ink[tile]].mean() for tile in tiles if ink[tile].sum() >= 3)
    colour = max(abs(one[tile].mean((0, 1)) - other[tile].mean((0, 1))).max() for tile in tiles)
    return Likeness(round(float(similarity), 3), round(float(colour), 3), name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_figure_looks_in_impress_as_in_chromium(
    scheme: Scheme, browser: Browser, tmp_path: Path
) -> None:
    files = shared_out(taken_away(scheme), scheme)
    pairs = zip(
        in_chromium(browser, files.values(), tmp_path),
        in_impress(files.values(), tmp_path),
        files,
        strict=True,
    )
    differing = [likeness for likeness in (compare(*pair) for pair in pairs) if not likeness.alike]
    assert differing == []


def without(pattern: str) -> Callable[[str], str]:
    return lambda svg: re.sub(pattern, "", svg)


# What a program draws that does not read, or we that do not write, one of the things a file stands on.
BROKEN: dict[str, tuple[str, Callable[[str], str]]] = {
    "letters are not there": ("contour_touch", without("<use[^>]*>")),
    "letters stand on one place": ("contour_touch", without(r'(?<=") x="\d+"(?=/>)')),
    "a tick label is not there": (
        "soft_threshold",
        lambda svg: re.sub('<use xlink:href="#r[0-9a-f]+"/>(?=</g>)', "", svg, count=1),
    ),
    "a text is three pixels off": ("contour_touch", lambda svg: svg.replace("(48.00 ", "(51.00 ", 1)),
    "a colour is the page's": ("contour_touch", lambda svg: re.sub('="#0[^"]+"', '="var(--lasso)"', svg)),
    "no fill is black": ("contour_touch", without(' fill="none"')),
    "areas are not see-through": ("contour_touch", without(' fill-opacity="[^"]*"')),
    "nothing is clipped": ("diabetes_path", without(' clip-path="[^"]*"')),
    "dashes are a line": ("one_weight_sums", without(' stroke-dasharray="[^"]*"')),
}


def test_a_broken_file_does_not_pass(browser: Browser, tmp_path: Path) -> None:
    whole = taken_away("light")
    broken = [spoil(whole[slug].decode()).encode() for slug, spoil in BROKEN.values()]
    slugs = {slug for slug, _ in BROKEN.values()}
    right = dict(zip(slugs, in_chromium(browser, (whole[slug] for slug in slugs), tmp_path), strict=True))
    shown = zip(BROKEN.items(), broken, in_impress(broken, tmp_path), strict=True)
    passing = []
    for (name, (slug, _)), svg, picture in shown:
        assert svg != whole[slug], name
        likeness = compare(right[slug], picture, name)
        passing += [likeness] if likeness.alike else []
    assert passing == []

"""Pictures of a slide as PNG files."""

import io

from png import Writer

from figures.draw.theme import Scheme
from figures.files.paint import Pixels, raster, shapes
from figures.files.palette import nearest, packed, palette, unpacked
from figures.film.film import Film
from figures.sheets.sheet import WIDE, Sheet
from figures.sheets.slide import slide


def picture(film: Film, scheme: Scheme, width: int, sheet: Sheet = WIDE, *, ground: bool = True) -> bytes:
    """The figure at its start as a PNG so many pixels wide; without a ground it is transparent there."""
    size = (width, width * sheet.height // sheet.width)
    drawn = shapes(slide(film, "light", sheet, ground=ground))
    pixels = raster(drawn, size, width / sheet.width, scheme)
    return png(pixels)


def png(pixels: Pixels) -> bytes:
    """The pixels as a PNG: in 255 colours if it is opaque, else with all of them and transparency.

    Line art has few colours but for its soft edges; with a palette it is half as large.
    """
    height, width = pixels.shape[:2]
    file = io.BytesIO()
    if (pixels[..., 3] == 255).all():
        colours = packed(pixels)
        few = palette([colours])
        (rows,) = nearest([colours], few)
        known = [tuple(colour) for colour in unpacked(few).tolist()]
        writer = Writer(width, height, palette=known, bitdepth=8, compression=6)
    else:
        rows = pixels.reshape(height, -1)
        writer = Writer(width, height, greyscale=False, alpha=True, compression=6)
    writer.write_packed(file, map(bytes, rows))
    return file.getvalue()

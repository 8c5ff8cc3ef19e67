"""Pictures of a slide as PNG files."""

import io

from png import Writer

from figures.draw.theme import Scheme
from figures.files.paint import Pixels, raster, shapes
from figures.files.palette import nearest, packed, palette, see_through, unpacked
from figures.film.film import Film
from figures.sheets.drawing import still
from figures.sheets.sheet import WIDE, Sheet


def picture(film: Film, scheme: Scheme, width: int, sheet: Sheet = WIDE, *, ground: bool = True) -> bytes:
    """The figure at its pose as a PNG so many pixels wide; without a ground it is transparent there."""
    size = (width, width * sheet.height // sheet.width)
    drawn = shapes(still(film, "light", sheet, ground=ground))
    pixels = raster(drawn, size, width / sheet.width, scheme)
    return png(pixels)


def png(pixels: Pixels) -> bytes:
    """The pixels as a PNG of 255 colours, with transparency only if there is any.

    Line art has few colours but for its soft edges; with a palette it is half as large.
    """
    height, width = pixels.shape[:2]
    if (pixels[..., 3] == 255).all():
        colours = packed(pixels)
        few = palette([colours])
        (places,) = nearest([colours], few)
        known = unpacked(few)
    else:
        places, known = see_through(pixels)
    file = io.BytesIO()
    writer = Writer(width, height, palette=list(map(tuple, known.tolist())), bitdepth=8, compression=6)
    writer.write_packed(file, map(bytes, places))
    return file.getvalue()

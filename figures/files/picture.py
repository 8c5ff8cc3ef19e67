"""Pictures of a slide as PNG files."""

import io

from png import Writer

from figures.draw.theme import Scheme
from figures.files.paint import Pixels, raster, shapes
from figures.film.film import Film
from figures.sheets.slide import WIDE, Sheet, slide


def picture(film: Film, scheme: Scheme, width: int, sheet: Sheet = WIDE, *, ground: bool = True) -> bytes:
    """The figure at its start as a PNG so many pixels wide; without a ground it is transparent there."""
    size = (width, width * sheet.height // sheet.width)
    drawn = shapes(slide(film, "light", sheet, ground=ground))
    pixels = raster(drawn, size, width / sheet.width, scheme)
    return png(pixels)


def png(pixels: Pixels) -> bytes:
    """The pixels as a PNG, with transparency only if there is any."""
    height, width = pixels.shape[:2]
    opaque = bool((pixels[..., 3] == 255).all())
    rows = (pixels[..., :3] if opaque else pixels).reshape(height, -1)
    file = io.BytesIO()
    writer = Writer(width, height, greyscale=False, alpha=not opaque, compression=6)
    writer.write_packed(file, map(bytes, rows))
    return file.getvalue()

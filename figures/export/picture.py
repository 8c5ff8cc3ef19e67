"""Pictures of a slide as PNG files."""

from fractions import Fraction

import av
import numpy as np

from figures.export.paint import Pixels, raster, shapes
from figures.export.slide import WIDE, Sheet, slide
from figures.film import Film
from figures.theme import Scheme


def picture(film: Film, scheme: Scheme, width: int, sheet: Sheet = WIDE, *, ground: bool = True) -> bytes:
    """The figure at its start as a PNG so many pixels wide; without a ground it is transparent there."""
    size = (width, width * sheet.height // sheet.width)
    pixels = raster(shapes(slide(film, scheme, sheet, ground=ground)), size, width / sheet.width)
    return png(pixels)


def png(pixels: Pixels) -> bytes:
    """The pixels as a PNG, with transparency only if there is any."""
    opaque = bool((pixels[..., 3] == 255).all())
    kind = "rgb24" if opaque else "rgba"
    encoder = av.CodecContext.create("png", "w")
    encoder.height, encoder.width = pixels.shape[:2]
    encoder.pix_fmt = kind
    encoder.time_base = Fraction(1, 1)
    # Lines on a flat ground are smallest unpredicted. One thread: their number would change the bytes.
    encoder.options = {"pred": "none", "compression_level": "6", "threads": "1"}
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels[..., :3]) if opaque else pixels, kind)
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode()])

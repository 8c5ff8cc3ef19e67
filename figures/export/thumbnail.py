"""A figure's small pictures: what the gallery and the list of files show of it."""

import io

from PIL import Image

from figures.export.files import png
from figures.export.slide import slide
from figures.film import Film
from figures.theme import Scheme

WIDTH, HEIGHT = 480, 270

_COLOURS = 64
"""Flat areas and thin lines need no more, and the file is a third of what it would be."""


def thumbnail(film: Film, scheme: Scheme) -> bytes:
    """The figure's slide as a PNG of 480 × 270 pixels."""
    picture = Image.open(io.BytesIO(png(slide(film, scheme), WIDTH))).convert("RGB")
    small = io.BytesIO()
    picture.quantize(_COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()

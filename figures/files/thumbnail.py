"""A figure's small pictures: what the gallery, the list of files and links from elsewhere show of it."""

import io

import numpy as np
from PIL import Image, ImageColor

from figures.draw.theme import ROLES, Scheme, in_scheme
from figures.files.paint import raster, shapes
from figures.files.picture import png
from figures.film.film import Film
from figures.sheets.drawing import still
from figures.sheets.sheet import WIDE

WIDTH, HEIGHT = 480, 270
CARD = (1200, 630)
"""What social sites show in full; they cut off what is higher or wider."""

_SHADES = 12
"""Steps from the ground to each role's colour, for soft edges and tints: a palette a third the bytes."""


def thumbnail(film: Film, scheme: Scheme) -> bytes:
    """The figure's slide as a PNG of 480 × 270 pixels, in the roles' colours and their shades."""
    pixels = raster(shapes(still(film, "light", WIDE)), (WIDTH, HEIGHT), WIDTH / WIDE.width, scheme)
    picture = Image.fromarray(pixels).convert("RGB")
    palette = Image.new("P", (1, 1))
    palette.putpalette(_palette(scheme))
    small = io.BytesIO()
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(small, "PNG", compress_level=7)
    return small.getvalue()


def card(film: Film) -> bytes:
    """The figure's slide, whole, in the middle of a PNG of ``CARD``'s size."""
    width, height = CARD
    inner = WIDE.width * height // WIDE.height
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[:] = (*ImageColor.getrgb(ROLES["ground"].light), 255)
    left = (width - inner) // 2
    drawn = shapes(still(film, "light", WIDE))
    pixels[:, left : left + inner] = raster(drawn, (inner, height), height / WIDE.height)
    return png(pixels)


def _palette(scheme: Scheme) -> list[int]:
    """Red, green and blue of every colour, one after another."""
    colours = {name: ImageColor.getrgb(in_scheme(scheme)(role)) for name, role in ROLES.items()}
    ground = colours.pop("ground")
    shades = [
        round(g + (c - g) * step / _SHADES)
        for colour in colours.values()
        for step in range(1, _SHADES + 1)
        for g, c in zip(ground, colour, strict=True)
    ]
    return [*ground, *shades]

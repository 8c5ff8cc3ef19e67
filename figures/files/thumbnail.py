"""A figure's small pictures: what the gallery and the list of files show of it."""

import io

from PIL import Image, ImageColor

from figures.draw.theme import ROLES, Scheme, in_scheme
from figures.files.paint import raster, shapes
from figures.film.film import Film
from figures.sheets.sheet import WIDE
from figures.sheets.slide import slide

WIDTH, HEIGHT = 480, 270

_SHADES = 12
"""Steps from the ground to each role's colour, for soft edges and tints: a palette a third the bytes."""


def thumbnail(film: Film, scheme: Scheme) -> bytes:
    """The figure's slide as a PNG of 480 × 270 pixels, in the roles' colours and their shades."""
    pixels = raster(shapes(slide(film, "light")), (WIDTH, HEIGHT), WIDTH / WIDE.width, scheme)
    picture = Image.fromarray(pixels).convert("RGB")
    palette = Image.new("P", (1, 1))
    palette.putpalette(_palette(scheme))
    small = io.BytesIO()
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(small, "PNG", compress_level=7)
    return small.getvalue()


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

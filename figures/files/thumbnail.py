"""Small pictures: what the gallery, the list of files and links from elsewhere show of figures and pages."""

import io

import numpy as np
from PIL import Image, ImageColor

from figures.draw.theme import ROLES, Scheme, in_scheme
from figures.edition import LICENCE, SITE
from figures.files.paint import Pixels, raster, shapes
from figures.files.palette import Colours, nearest, packed, unpacked
from figures.files.picture import png
from figures.film.film import Film
from figures.sheets.drawing import lettered, spelled_out, still
from figures.sheets.layout import Letters
from figures.sheets.setting import wrap
from figures.sheets.sheet import SMALL, WIDE
from figures.sheets.small import small

WIDTH, HEIGHT = 640, 360
CARD = (1200, 630)
"""What social sites show in full; they cut off what is higher or wider."""

_SHADES = 12
"""Steps from the ground to each role's colour, for soft edges: a palette a third the bytes."""
_AREA = 0.005
"""What covers so large a share of the picture, as tints do, keeps its colour: on dark ground a step away from
it is another hue."""
_MARGIN, _TITLE, _NAME = 60.0, 60.0, 26.0
"""On a page's card: what stays free around, the size of its title and of the site's name."""


def thumbnail(film: Film, scheme: Scheme) -> bytes:
    """The figure drawn small, as a PNG of 640 × 360 pixels, in its areas' colours and the roles' shades."""
    pixels = raster(shapes(small(film)), (WIDTH, HEIGHT), WIDTH / SMALL.width, scheme)
    colours, times = np.unique(packed(pixels), return_counts=True)
    few = np.union1d(_shades(scheme), colours[times >= _AREA * WIDTH * HEIGHT])
    (places,) = nearest([packed(pixels)], few)
    picture = Image.frombytes("P", (WIDTH, HEIGHT), places.tobytes())
    picture.putpalette(unpacked(few).tobytes())
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=7)
    return file.getvalue()


def card(film: Film) -> bytes:
    """The figure's slide, whole, in the middle of a PNG of ``CARD``'s size."""
    width, height = CARD
    inner = WIDE.width * height // WIDE.height
    pixels = _empty()
    left = (width - inner) // 2
    drawn = shapes(still(film, "light", WIDE))
    pixels[:, left : left + inner] = raster(drawn, (inner, height), height / WIDE.height)
    return png(pixels)


def page_card(title: str, film: Film) -> bytes:
    """A page's title beside a figure drawn small, as a PNG of ``CARD``'s size."""
    width, height = CARD
    pixels = raster(shapes(_words(title)), CARD, 1.0)
    left, top = width - WIDTH - 20, (height - HEIGHT) // 2
    pixels[top : top + HEIGHT, left : left + WIDTH] = raster(
        shapes(small(film)), (WIDTH, HEIGHT), WIDTH / SMALL.width
    )
    return png(pixels)


def _words(title: str) -> str:
    """The card's letters on its ground."""
    width, height = CARD
    lines = wrap(title, _TITLE, width - WIDTH - 20 - _MARGIN - 20, "semibold")
    top = height / 2 - _TITLE * (1.15 * (len(lines) - 1) / 2 - 0.34)
    letters = [
        Letters(SITE, _MARGIN, _MARGIN + 0.72 * _NAME, _NAME, "lasso", "semibold"),
        *(
            Letters(line, _MARGIN, top + 1.15 * _TITLE * row, _TITLE, "fg", "semibold")
            for row, line in enumerate(lines)
        ),
        Letters(LICENCE, _MARGIN, height - _MARGIN, 0.8 * _NAME, "muted"),
    ]
    ground = f'<rect width="{width}" height="{height}" fill="{ROLES["ground"].light}"/>'
    body = lettered(ground + "".join(map(spelled_out, letters)))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">{body}</svg>'
    )


def _empty() -> Pixels:
    width, height = CARD
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[:] = (*ImageColor.getrgb(ROLES["ground"].light), 255)
    return pixels


def _shades(scheme: Scheme) -> Colours:
    """The ground, and each other role's colour in steps away from it."""
    colours = {name: ImageColor.getrgb(in_scheme(scheme)(role)) for name, role in ROLES.items()}
    ground = np.array(colours.pop("ground"))
    steps = np.linspace(0, 1, _SHADES + 1)[:, None]
    shades = [np.rint(ground + (np.array(colour) - ground) * steps) for colour in colours.values()]
    red, green, blue = np.concatenate(shades).astype(np.uint32).T
    return np.unique(red + 256 * green + 256**2 * blue)

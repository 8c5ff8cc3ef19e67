"""Contact sheets: all figures at a glance, to be looked at by whoever directs them."""

import io
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image

from figures.draw.theme import ROLES
from figures.files.movie import length, pictures
from figures.files.paint import Pixels, raster, shapes
from figures.film.film import Film
from figures.sheets.drawing import on_phone, still
from figures.sheets.setting import set_on
from figures.sheets.sheet import PHONE, WIDE

ACROSS = 3
SLIDE = (640, 360)
SIX = 6
"""Pictures of a film that show where it begins, what it does and where it ends."""
_PHONE_SCALE = 2
_GAP = 12


def poses(films: Sequence[Film]) -> bytes:
    """Every figure's slide."""
    return _sheet([_painted(still(film, "light", WIDE), SLIDE) for film in films], ACROSS)


def film_strip(film: Film) -> bytes:
    """Six pictures of the film, evenly spread in time, the first and the last among them."""
    return _sheet([np.ascontiguousarray(shown) for shown in _six(film)], ACROSS)


def phones(films: Sequence[Film]) -> bytes:
    """Every figure as wide as on a phone."""
    return _sheet([_phone(film) for film in films], 5)


def _six(film: Film) -> Iterator[Pixels]:
    last = length(film) - 1
    wanted = [round(last * place / (SIX - 1)) for place in range(SIX)]
    end = 0
    for shown, count in pictures(film, "light", SLIDE):
        end += count
        for _ in range(sum(end - count <= number < end for number in wanted)):
            yield shown.copy()


def _phone(film: Film) -> Pixels:
    return _painted(on_phone(film), (PHONE.width, round(set_on(film, PHONE).height)), _PHONE_SCALE)


def _painted(svg: str, size: tuple[int, int], scale: float = 0.5) -> Pixels:
    return raster(shapes(svg), (round(size[0] * max(scale, 1)), round(size[1] * max(scale, 1))), scale)


def _sheet(shown: Sequence[Pixels], across: int) -> bytes:
    """The pictures in rows, as a PNG."""
    rows = [shown[start : start + across] for start in range(0, len(shown), across)]
    width = max(sum(one.shape[1] + _GAP for one in row) for row in rows) + _GAP
    height = sum(max(one.shape[0] for one in row) + _GAP for row in rows) + _GAP
    sheet = Image.new("RGB", (width, height), ROLES["quiet"].light)
    top = _GAP
    for row in rows:
        left = _GAP
        for one in row:
            sheet.paste(Image.fromarray(one).convert("RGB"), (left, top))
            left += one.shape[1] + _GAP
        top += max(one.shape[0] for one in row) + _GAP
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()

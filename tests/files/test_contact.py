"""A film's contact sheet shows where it begins, what it does and where it ends."""

import io

import numpy as np
from PIL import Image

from figures.files.contact import SLIDE, film_strip, poses
from figures.files.movie import length, pictures
from tests.told import told

GAP = 12


def test_a_strip_is_six_pictures_evenly_spread_over_the_film() -> None:
    strip = np.asarray(Image.open(io.BytesIO(film_strip(told()))).convert("RGB"))
    wide, high = SLIDE
    tiles = [
        strip[GAP + row * (high + GAP) :, GAP + column * (wide + GAP) :][:high, :wide]
        for row in range(2)
        for column in range(3)
    ]
    wanted = [round((length(told()) - 1) * place / 5) for place in range(6)]
    seen = -1
    for shown, count in pictures(told(), "light", SLIDE):
        while wanted and wanted[0] <= seen + count:
            np.testing.assert_array_equal(tiles.pop(0), shown[..., :3])
            wanted.pop(0)
        seen += count
    assert (tiles, wanted, seen + 1) == ([], [], length(told()))


def test_a_sheet_of_poses_has_three_slides_a_row() -> None:
    four = Image.open(io.BytesIO(poses([told()] * 4)))
    assert four.size == (3 * SLIDE[0] + 4 * GAP, 2 * SLIDE[1] + 3 * GAP)

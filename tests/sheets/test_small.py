"""Pictures of the gallery: drawn for their size, with words that are read there and touch nothing."""

import io
import re

import numpy as np
import pytest
from PIL import Image

from figures.files.paint import raster, shapes
from figures.files.thumbnail import HEIGHT, WIDTH, thumbnail
from figures.scene import slugs
from figures.sheets.sheet import SMALL
from figures.sheets.small import small
from tests.films import film

SHOWN = 320
"""Pixels across which the gallery shows a picture on a laptop."""
LETTERS = re.compile(r'<g transform="translate\(([\d.-]+) ([\d.-]+)\) scale\(([\d.]+) -')


def test_letters_are_large_enough_where_they_are_shown() -> None:
    """Those of several panels are 13/15 as large."""
    assert SMALL.letter * SHOWN / SMALL.width >= 12
    assert SMALL.width * 9 == SMALL.height * 16


@pytest.mark.parametrize("slug", ["fate_map", "bootstrap_selection", "soft_threshold"])
def test_an_area_of_a_gallery_picture_keeps_its_colour_in_the_dark(slug: str) -> None:
    """Dark tints are near each other: a step of a shade made purple grey."""
    painted = raster(shapes(small(film(slug))), (WIDTH, HEIGHT), WIDTH / SMALL.width, "dark")[..., :3]
    shown = np.asarray(Image.open(io.BytesIO(thumbnail(film(slug), "dark"))).convert("RGB"))
    colours, times = np.unique(painted.reshape(-1, 3), axis=0, return_counts=True)
    large = colours[times > WIDTH * HEIGHT / 100]
    assert len(large) >= 2
    for colour in large:
        assert (shown[(painted == colour).all(axis=-1)] == colour).all(), colour


@pytest.mark.parametrize("slug", slugs())
def test_a_small_picture_has_words_and_fills_its_sheet(slug: str) -> None:
    svg = small(film(slug))
    words = [tuple(map(float, found)) for found in LETTERS.findall(svg)]
    assert words
    assert all(0 <= x <= SMALL.width and 0 <= y <= SMALL.height for x, y, _ in words)
    pixels = raster(shapes(svg), (SMALL.width, SMALL.height), 1.0)
    inked = (pixels[..., :3] != pixels[0, 0, :3]).any(axis=-1)
    rows, columns = inked.any(axis=1).nonzero()[0], inked.any(axis=0).nonzero()[0]
    assert rows[-1] - rows[0] > 0.6 * SMALL.height
    assert columns[-1] - columns[0] > 0.6 * SMALL.width
    # Nothing is cut off at the edges.
    assert not inked[0].any()
    assert not inked[:, 0].any()


def test_letters_that_would_stand_on_a_bar_are_left_out() -> None:
    """Which_one's four questions with their answers and four headings are there, its bars' names are not."""
    assert len(LETTERS.findall(small(film("which_one")))) == 16

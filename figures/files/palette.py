"""The few colours of a picture, and pictures in them."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from figures.files.paint import Pixels

Colours = NDArray[np.uint32]
"""Colours as a number each, quickly compared and looked up: red + 256 green + 256² blue."""

_MOST = 255
"""Of the 256 that GIF and PNG have, one is left for what is transparent."""
_COMMON = 64
"""So many are the commonest as they are: grounds, lines, letters."""


def packed(pixels: Pixels) -> Colours:
    """The colours of opaque pixels (height, width, 4): a copy (height, width)."""
    return pixels.view("<u4")[..., 0].astype(np.uint32) & np.uint32(0xFFFFFF)


def unpacked(colours: Colours) -> NDArray[np.uint8]:
    """Red, green and blue of each: (number, 3)."""
    return colours.astype("<u4")[:, None].view(np.uint8)[:, :3]


def palette(samples: Sequence[Colours]) -> Colours:
    """Up to 255 colours for pictures like these: the commonest ones, and some near to all others.

    Most of the others are edges between the common ones, each on a few pixels.
    """
    runs, lengths = map(np.concatenate, zip(*map(_runs, samples), strict=True))
    colours, kinds = np.unique(runs, return_inverse=True)
    times = np.bincount(kinds, lengths)
    if len(colours) <= _MOST:
        return colours
    common, others = np.split(colours[np.argsort(-times, kind="stable")], [_COMMON])
    once = Image.fromarray(unpacked(others)[None])
    few = once.quantize(_MOST - _COMMON, Image.Quantize.MEDIANCUT).getpalette() or []
    red, green, blue = np.array(few, np.uint32).reshape(-1, 3).T
    return np.unique(np.concatenate([common, red + 256 * green + 256**2 * blue]))


def nearest(pictures: Iterable[Colours], few: Colours) -> Iterator[NDArray[np.uint8]]:
    """Each picture's places in the palette ``few``: those of the colours nearest to its own."""
    # By colour. Pillow's look-up takes colours that differ by less than four levels for one.
    known = np.full(1 << 24, _MOST, np.uint8)
    offered = unpacked(few).astype(float)
    for picture in pictures:
        runs, lengths = _runs(picture)
        new = np.unique(runs[known[runs] == _MOST])
        if new.size:
            away = np.square(offered).sum(axis=1) - 2 * (unpacked(new) @ offered.T)
            known[new] = away.argmin(axis=1)
        yield known[runs].repeat(lengths).reshape(picture.shape)


def _runs(picture: Colours) -> tuple[Colours, NDArray[np.intp]]:
    """The colours of a picture, row by row, and for how many pixels each runs on: sixty on average."""
    line = picture.ravel()
    starts = np.flatnonzero(np.append(True, line[1:] != line[:-1]))
    return line[starts], np.diff(starts, append=line.size)


def see_through(pixels: Pixels) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The places (height, width) of pixels in a palette with transparency, and that: (number, 4).

    Pillow's octree puts colours that are near to each other together; each of these is here the commonest of
    them, so grounds, lines and the insides of letters keep their colour.
    """
    shown = Image.fromarray(pixels).quantize(_MOST, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    places = np.asarray(shown)
    few = np.array(shown.getpalette("RGBA"), np.uint8).reshape(-1, 4)
    # Every seventh pixel tells what is common.
    colours, first, times = np.unique(
        pixels.reshape(-1, 4)[::7].copy().view("<u4")[:, 0], return_index=True, return_counts=True
    )
    taken: set[int] = set()
    for row in np.argsort(-times, kind="stable")[:_COMMON]:
        place = int(places.reshape(-1)[::7][first[row]])
        if place not in taken:
            taken.add(place)
            few[place] = colours[row : row + 1].view(np.uint8)
    return places, few

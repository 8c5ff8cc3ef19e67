"""Pictures as films: H.264 in MP4, and GIF.

What a film shows is somebody else's business: both encoders take painted pictures in order, each with the
time for which it is shown.
"""

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from figures.edition import AUTHOR, LICENCE, LICENCE_URL, SITE
from figures.files.paint import Pixels
from figures.files.palette import Colours, nearest, packed, palette, unpacked

if TYPE_CHECKING:
    from av import VideoFrame

FRAMES_PER_SECOND = 30
Timed = tuple[Pixels, int]
"""Opaque pixels (height, width, 4), valid until the next are asked for, and for how many frames of
``FRAMES_PER_SECOND`` they are shown."""

_STILL = 15
"""Every so many frames of a film what stands still is coded again: half a second."""
_STEP = 2
"""For how many frames a picture of a GIF is shown at least: 15 a second."""
_SAMPLES = 12
"""From about how many pictures its palette is chosen."""


def mp4(shown: Iterable[Timed], title: str, size: tuple[int, int], ground: str) -> bytes:
    """The pictures as H.264 in MP4, which slide programs play: the same bytes each time.

    Each picture comes at its thirtieth of a second, and what moves has 30 a second. What stands still is
    coded about twice a second: thirty times would cost half of all the work.

    ``size`` is (width, height) in pixels, both even. ``ground``, as ``#rrggbb``, comes back within one level
    of 255 wherever no ink is near.
    """
    with tempfile.TemporaryDirectory() as folder:
        # A file, because the index that lets a player start at once is moved to the front at the end.
        path = Path(folder) / "movie.mp4"
        with recording(path, title, size, ground) as record:
            for pixels, frames in shown:
                record(pixels, frames)
        return path.read_bytes()


@contextmanager
def recording(
    path: Path, title: str, size: tuple[int, int], ground: str
) -> Iterator[Callable[[Pixels, int], None]]:
    """Open an MP4 file; the function it gives shows pixels for so many frames. See ``mp4``."""
    # Imported here, because it takes as long as making a picture, and still figures need none of it.
    import av

    with av.open(str(path), "w", options={"movflags": "faststart", "fflags": "bitexact"}) as container:
        container.metadata.update(
            title=title, artist=AUTHOR, album=SITE, copyright=f"{LICENCE} {LICENCE_URL}"
        )
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND, options=_OPTIONS)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        convert = _conversion(ground)
        start = 0

        def record(pixels: Pixels, frames: int) -> None:
            nonlocal start
            frame = convert(pixels)
            for later in _coded(frames):
                frame.pts, frame.time_base = start + later, Fraction(1, FRAMES_PER_SECOND)
                container.mux(stream.encode(frame))
            start += frames

        yield record
        container.mux(stream.encode())


def _coded(frames: int) -> list[int]:
    """At which of its frames a picture is coded; each lasts until the next.

    The first two and the last two are among them. A file tells for how long frames are decoded, which is one
    ahead of what is shown: only if a film begins and ends at the same pace, that is as long as the film.
    """
    return [at for at in range(frames) if at % _STILL == 0 or at in (1, frames - 2, frames - 1)]


_CODING = {
    # What high-definition players assume, said in the file as well.
    "colorprim": "bt709", "transfer": "bt709", "colormatrix": "bt709",
    # Empty ground is one level off as soon as any error is left in it. So it is coded almost without loss,
    # colours more so. Rounding small differences away, and smoothing between blocks, each left traces where
    # lines had passed.
    "aq-mode": 1, "aq-strength": 1.8, "chroma-qp-offset": -12, "no-dct-decimate": 1, "no-deblock": 1,
    # What stays is coded well once, and three pictures of four between two others. That halves the file.
    "mbtree": 1, "rc-lookahead": 3, "bframes": 3, "b-adapt": 0, "b-pyramid": "none", "scenecut": 0,
    # Players start at whole pictures: every eight seconds or so, since half of a film stands still.
    "keyint": 120,
    # Nothing here fades.
    "weightp": 0, "weightb": 0,
}  # fmt: skip
_OPTIONS = {
    # The quickest preset with transforms of 8 × 8. One thread: their number would change the bytes.
    "preset": "superfast", "profile": "high", "level": "4.1", "crf": "20", "threads": "1",
    "x264-params": ":".join(f"{name}={value}" for name, value in _CODING.items()),
}  # fmt: skip


def _conversion(ground: str) -> "Callable[[Pixels], VideoFrame]":
    """The change of pixels to luma and chroma that brings the ground back as it was.

    No triple of Y′CbCr is that colour exactly. The one taken is nearest when FFmpeg decodes it, which rounds
    down; among equals, when it is decoded by BT.709's formula. Other colours of the ground's level in a
    plane move with it, by one level.
    """
    import av
    from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

    # One for all: a new one for each picture costs as much as painting it.
    reformatter = VideoReformatter()
    limited = {"dst_colorspace": Colorspace.ITU709, "dst_color_range": ColorRange.MPEG}
    # Chroma is the mean of four pixels. By default it is rounded down, and slower.
    mean = Interpolation.AREA | Interpolation.FULL_CHR_H_INP

    def plain(pixels: Pixels) -> "VideoFrame":
        # Read in place: the colours are converted before the pixels can change.
        frame = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
        return reformatter.reformat(frame, format="yuv420p", interpolation=mean, threads=1, **limited)

    def error(triple: tuple[int, ...]) -> tuple[int, float]:
        for plane, level in zip(tiny.planes, triple, strict=True):
            plane.update(bytes([level]) * plane.buffer_size)
        decoded = tiny.to_ndarray(format="rgb24")[0, 0].astype(int)
        return int(np.abs(decoded - colour).max()), float(np.square(_bt709(triple) - colour).sum())

    colour = np.array(list(bytes.fromhex(ground[1:])))
    tiny = plain(np.full((16, 16, 4), (*colour, 255), np.uint8))
    given = tuple(bytes(plane)[0] for plane in tiny.planes)
    best = min(product(*(range(level - 1, level + 2) for level in given)), key=error)

    def convert(pixels: Pixels) -> "VideoFrame":
        frame = plain(pixels)
        for plane, level, wanted in zip(frame.planes, given, best, strict=True):
            levels = np.frombuffer(memoryview(plane), np.uint8)
            if wanted != level:
                move = np.add if wanted > level else np.subtract
                # A truth value is a byte of 0 or 1: ten times faster than writing where it holds.
                move(levels, (levels == level).view(np.uint8), out=levels)
        return frame

    return convert


def _bt709(triple: tuple[int, ...]) -> NDArray[np.float64]:
    """The colour (3,), red to blue in 0…255, of limited Y′CbCr: ITU-R BT.709-6, items 3.2–3.4."""
    y, cb, cr = (triple[0] - 16) / 219, (triple[1] - 128) / 224, (triple[2] - 128) / 224
    red, blue = y + 1.5748 * cr, y + 1.8556 * cb
    return 255 * np.array([red, (y - 0.2126 * red - 0.0722 * blue) / 0.7152, blue])


def gif(shown: Iterable[Timed], size: tuple[int, int]) -> bytes:
    """The pictures as a GIF that starts again and again, for programs that take no video.

    While they change it shows 15 a second, the last one among them, and it is as long as the film to a
    hundredth of a second. It has one palette: with one a picture, still grounds would flicker.
    """
    pictures, starts, end = _thinned(shown)
    few = palette([*pictures[:: -(-len(pictures) // _SAMPLES)], pictures[-1]])
    # What stays from one picture to the next is left out, or transparent: the colour after the others.
    unused = next(colour for colour in range(len(few) + 1) if colour not in few)
    colours = unpacked(np.append(few, unused)).tobytes()
    first, *others = [Image.frombytes("P", size, places.tobytes()) for places in nearest(pictures, few)]
    for picture in (first, *others):
        picture.putpalette(colours)
    # The format counts hundredths of a second. Rounded times add up no error, rounded durations would.
    times = [round(100 * start / FRAMES_PER_SECOND) for start in (*starts, end)]
    file = io.BytesIO()
    first.save(
        file, "gif", save_all=True, append_images=others, loop=0, palette=colours, optimize=True,
        transparency=len(few), duration=[10 * (later - time) for time, later in pairwise(times)],
    )  # fmt: skip
    return file.getvalue()


def _thinned(shown: Iterable[Timed]) -> tuple[list[Colours], list[int], int]:
    """The pictures that a GIF keeps, the frame at which each starts, and the number of frames.

    A picture too soon after the one before is left out, or takes its place if it is one that rests.
    """
    pictures: list[Colours] = []
    starts: list[int] = []
    end = 0
    for pixels, frames in shown:
        picture = packed(pixels)
        if not starts or end - starts[-1] >= _STEP:
            pictures.append(picture)
            starts.append(end)
        elif frames >= _STEP:
            pictures[-1] = picture
        end += frames
    # A film ends on what it has to say.
    pictures[-1] = picture
    return pictures, starts, end

"""A figure along its sweep, as pictures one after the other: MP4, GIF, numbered pictures for building up.

Each picture shows a stop of the film, certified like every other; nothing is invented between stops.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from itertools import count, islice
from pathlib import Path

from PIL import Image

from figures.draw.theme import Scheme
from figures.edition import AUTHOR, LICENCE, LICENCE_URL, SITE
from figures.files.paint import Canvas, Pixels, shapes
from figures.files.picture import png
from figures.film.film import Film
from figures.scene import Slider
from figures.sheets.loop import REST, pace
from figures.sheets.slide import WIDE, slide

FRAMES_PER_SECOND = 20
GIF_PICTURES = 48
BUILD_PICTURES = 10

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip file can hold: the time of a build is nobody's business."""


def pictures(film: Film, scheme: Scheme, size: tuple[int, int], stops: Sequence[int]) -> Iterator[Pixels]:
    """The slide at these frames of the film; each array is valid until the next is asked for.

    What never changes along the sweep is painted once.
    """
    canvas = Canvas(size, size[0] / WIDE.width, scheme)
    canvas.paint(shapes(slide(film, "light", part="still")))
    still = canvas.pixels.copy()
    for stop in stops:
        canvas.pixels[:] = still
        canvas.paint(shapes(slide(film, "light", part="moving", at=stop)))
        yield canvas.pixels


def mp4(film: Film, scheme: Scheme, size: tuple[int, int] = (1920, 1080)) -> bytes:
    """The sweep from its last stop to its first as H.264 in MP4, which slide programs play."""
    down = film.sweep[::-1]
    each = max(1, round(FRAMES_PER_SECOND * pace(film)))
    rest = round(FRAMES_PER_SECOND * REST)
    repeats = [each] * len(down)
    repeats[0], repeats[-1] = rest + each, rest + each
    with tempfile.TemporaryDirectory() as folder:
        # A file, because the index that lets a player start at once is moved to the front at the end.
        path = Path(folder) / "movie.mp4"
        with recording(path, film.scene.title, size) as record:
            for pixels, repeat in zip(pictures(film, scheme, size, down), repeats, strict=True):
                record(pixels, repeat)
        return path.read_bytes()


@contextmanager
def recording(path: Path, title: str, size: tuple[int, int]) -> Iterator[Callable[[Pixels, int], None]]:
    """Open an MP4 file; the function it gives shows pixels (height, width, 4) for so many frames."""
    # Imported here, because it takes as long as making a picture, and still figures need none of it.
    import av
    from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

    with av.open(str(path), "w", options={"movflags": "faststart", "fflags": "bitexact"}) as container:
        container.metadata.update(
            title=title, artist=AUTHOR, album=SITE, copyright=f"{LICENCE} {LICENCE_URL}"
        )
        stream = container.add_stream(
            "libx264",
            rate=FRAMES_PER_SECOND,
            # One thread: their number would change the bytes.
            options={"preset": "superfast", "crf": "20", "threads": "1", "x264-params": _CODING},
        )
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stamps = count()
        # One for all: a new one for each picture costs as much as painting it.
        reformatter = VideoReformatter()

        def record(pixels: Pixels, repeat: int) -> None:
            # Read in place: the colours are converted before the pixels can change.
            frame = reformatter.reformat(
                av.VideoFrame.from_numpy_buffer(pixels, format="rgba"),
                format="yuv420p",
                dst_colorspace=Colorspace.ITU709,
                dst_color_range=ColorRange.MPEG,
            )
            for stamp in islice(stamps, repeat):
                frame.pts, frame.time_base = stamp, Fraction(1, FRAMES_PER_SECOND)
                container.mux(stream.encode(frame))

        yield record
        container.mux(stream.encode())


# The colours are what high-definition players assume, said in the file as well. The rest takes a quarter
# less time than the next slower preset, for a sixth more bytes and the same distance from the picture.
_CODING = "colorprim=bt709:transfer=bt709:colormatrix=bt709:mbtree=1:rc-lookahead=10:bframes=0"


def gif(film: Film, scheme: Scheme, size: tuple[int, int] = (800, 450)) -> bytes:
    """The sweep from its last stop to its first, for programs that take no video."""
    down = film.sweep[::-1]
    chosen = _spread(down, GIF_PICTURES)
    shown = [Image.fromarray(pixels[..., :3].copy()) for pixels in pictures(film, scheme, size, chosen)]
    # One palette for all, from both ends: with one each, still grounds would flicker.
    ends = Image.new("RGB", (size[0], 2 * size[1]))
    ends.paste(shown[0], (0, 0))
    ends.paste(shown[-1], (0, size[1]))
    palette = ends.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    first, *others = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in shown]
    # The format counts hundredths of a second.
    each = round(1000 * pace(film) * len(down) / len(chosen), -1)
    rest = round(1000 * REST) + each
    file = io.BytesIO()
    first.save(
        file, "gif", save_all=True, append_images=others, loop=0, optimize=False,
        duration=[rest, *[each] * (len(others) - 1), rest],
    )  # fmt: skip
    return file.getvalue()


def build(film: Film, scheme: Scheme, size: tuple[int, int] = (1920, 1080)) -> bytes:
    """A zip of numbered pictures, one a slide, from the last stop to the first: halts, if there are any."""
    slider = next(control for control in film.scene.controls if isinstance(control, Slider))
    halts = [film.sweep[slider.stops.index(beat)] for beat in slider.beats] or list(film.sweep)
    chosen = _spread(halts[::-1], BUILD_PICTURES)
    file = io.BytesIO()
    name = f"why-lasso_{film.slug.replace('_', '-')}"
    with zipfile.ZipFile(file, "w") as archive:
        for number, pixels in enumerate(pictures(film, scheme, size, chosen), 1):
            # Stored: a PNG does not get smaller.
            archive.writestr(zipfile.ZipInfo(f"{name}_{number:02}.png", _NEVER), png(pixels))
        credit = f"“{film.scene.title}”, {SITE}, {AUTHOR}, {LICENCE}: {LICENCE_URL}\n"
        archive.writestr(zipfile.ZipInfo("credit.txt", _NEVER), credit)
    return file.getvalue()


def _spread(stops: Sequence[int], most: int) -> list[int]:
    """At most so many of the stops, evenly spread, both ends among them."""
    if len(stops) <= most:
        return list(stops)
    return [stops[round(place * (len(stops) - 1) / (most - 1))] for place in range(most)]

"""Films of painted pictures as other programs read them: what is shown, for how long, on which ground."""

import io
from collections.abc import Callable, Iterator
from functools import cache

import av
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, ImageSequence
from skimage.metrics import structural_similarity
from skimage.morphology import dilation, footprint_rectangle

from figures.draw.theme import ROLES, Scheme, in_scheme
from figures.edition import AUTHOR
from figures.files.paint import Pixels
from figures.files.video import FRAMES_PER_SECOND, Timed, gif, mp4

SIZE = (640, 360)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
GROUND = {scheme: in_scheme(scheme)(ROLES["ground"]) for scheme in SCHEMES}
INK = {scheme: in_scheme(scheme)(ROLES["fg"]) for scheme in SCHEMES}
# A rest, a disc that crosses letters, a rest; an odd number, so that a GIF cannot just take every second.
FRAMES = (42, *[1] * 31, 38)
STARTS = np.cumsum((0, *FRAMES[:-1]))
TOLD = np.repeat(np.arange(len(FRAMES)), FRAMES)
"""The picture that each frame shows."""
NEAR = 16
"""Pixels: so far from ink a film may round colours, because it codes blocks of so many."""
Film = Callable[[Scheme], list[Pixels]]
BETWEEN = 3
"""So many frames in a row may be coded between two others, from what is before and after them."""


@cache
def pictures(scheme: Scheme) -> list[Pixels]:
    """A disc of many colours with soft edges that crosses letters from left to right."""
    still = Image.new("RGB", SIZE, GROUND[scheme])
    font = ImageFont.load_default(36)
    ImageDraw.Draw(still).text((200, 150), "exactly zero", INK[scheme], font)
    down, across = np.mgrid[: SIZE[1], : SIZE[0]]
    colour = np.stack([across % 256, down % 256, 255 - down % 256], axis=-1)
    painted = []
    for x in np.linspace(60, 580, len(FRAMES)):
        cover = np.clip(40.5 - np.hypot(across - x, down - 170), 0, 1)[..., None]
        mixed = np.rint(np.asarray(still) * (1 - cover) + colour * cover)
        painted.append(np.dstack([mixed, np.full(SIZE[::-1], 255)]).astype(np.uint8))
    return painted


@cache
def fan(scheme: Scheme) -> list[Pixels]:
    """Fine lines from a point that moves, to ends that turn at several speeds: what leaves most traces."""
    colours = ("#145aa0", "#c83c28", "#783ca0", "#5a5a5a", "#00825a", "#d29600")
    painted = []
    for step in range(len(FRAMES)):
        sheet = Image.new("RGB", (2 * SIZE[0], 2 * SIZE[1]), GROUND[scheme])
        for speed, ink in enumerate(colours, 1):
            angle = 0.02 * step * speed + speed - 1
            end = (640 + 300 * np.cos(angle), 360 + 200 * np.sin(angle))
            ImageDraw.Draw(sheet).line(((440 + 9 * step, 360), end), ink, 5)
        small = sheet.resize(SIZE, Image.Resampling.LANCZOS)
        painted.append(np.asarray(small.convert("RGBA")))
    return painted


def shown(scheme: Scheme = "light", film: Film = pictures) -> Iterator[Timed]:
    """The film on one canvas, which is painted over as soon as the next picture is asked for."""
    canvas = np.empty_like(film(scheme)[0])
    for picture, frames in zip(film(scheme), FRAMES, strict=True):
        canvas[:] = picture
        yield canvas, frames
        canvas[:] = 0


@cache
def movie(scheme: Scheme, film: Film = pictures) -> bytes:
    return mp4(shown(scheme, film), "A disc", SIZE, GROUND[scheme])


@cache
def moving_picture(scheme: Scheme) -> bytes:
    return gif(shown(scheme), SIZE)


def alike(a: Pixels, b: Pixels) -> float:
    greys = [np.asarray(Image.fromarray(one[..., :3].copy()).convert("L"), dtype=float) for one in (a, b)]
    return float(structural_similarity(*greys, data_range=255))  # type: ignore[no-untyped-call]


def frames(scheme: Scheme, film: Film = pictures) -> Iterator[tuple[int, Pixels]]:
    """The movie as FFmpeg decodes it, by what the file says of its colours: when each frame is shown, in
    thirtieths of a second, and what it shows.
    """
    with av.open(io.BytesIO(movie(scheme, film)), "r") as container:
        for frame in container.decode(video=0):
            assert frame.time is not None
            yield round(30 * frame.time), frame.to_ndarray(format="rgb24").astype(np.uint8)


def on_ground(picture: Pixels, scheme: Scheme) -> np.ndarray:
    return np.asarray((picture[..., :3] == colour(scheme)).all(axis=-1))


def colour(scheme: Scheme) -> np.ndarray:
    return np.array(list(bytes.fromhex(GROUND[scheme][1:])))


def test_a_movie_is_what_players_take() -> None:
    data = movie("light")
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(io.BytesIO(data), "r") as container:
        (stream,) = container.streams.video
        assert not container.streams.audio
        assert (stream.codec_context.name, stream.profile, stream.pix_fmt) == ("h264", "High", "yuv420p")
        # The fourth byte of H.264's configuration is ten times the level.
        assert 40 <= (stream.codec_context.extradata or b"")[3] <= 42
        coded = stream.codec_context
        assert (coded.colorspace, coded.color_primaries, coded.color_trc, coded.color_range) == (1, 1, 1, 1)
        assert (stream.width, stream.height) == SIZE
        assert stream.base_rate == FRAMES_PER_SECOND == 30
        assert (container.metadata["title"], container.metadata["artist"]) == ("A disc", AUTHOR)


@pytest.mark.parametrize("lasting", [FRAMES, (1,), (2, 1), (1, 1, 15), (16, 16), (31, 1, 2, 17, 1, 1, 150)])
def test_a_movie_starts_each_picture_in_time_and_is_as_long_as_all(lasting: tuple[int, ...]) -> None:
    greys = [np.full((64, 64, 4), 40 + 5 * number, np.uint8) for number in range(len(lasting))]
    for grey in greys:
        grey[..., 3] = 255
    data = mp4(zip(greys, lasting, strict=True), "Greys", (64, 64), "#ffffff")
    with av.open(io.BytesIO(data), "r") as container:
        (stream,) = container.streams.video
        assert stream.time_base is not None
        assert stream.duration is not None
        packets = [packet for packet in container.demux(stream) if packet.size]
        thirtieth = 1 / (30 * stream.time_base)
        starts = sorted(packet.pts / thirtieth for packet in packets if packet.pts is not None)
        # The file says twice how long it is: as a whole, and frame by frame as they are decoded.
        assert stream.duration / thirtieth == sum(lasting)
        assert sum(packet.duration or 0 for packet in packets) / thirtieth == sum(lasting)
    # Each picture has a frame where it starts, and while it stands still, another one twice a second.
    assert starts[0] == 0
    assert set(np.cumsum(lasting)[:-1]) <= set(starts)
    assert max(np.diff([*starts, sum(lasting)])) <= 15


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_movie_shows_every_picture_when_it_is_due_and_30_a_second_while_it_moves(scheme: Scheme) -> None:
    times = []
    for time, decoded in frames(scheme):
        assert alike(decoded, pictures(scheme)[TOLD[time]]) > 0.97
        times.append(time)
    moving = range(FRAMES[0], len(TOLD) - FRAMES[-1])
    assert [time for time in times if time in moving] == list(moving)
    assert set(STARTS) <= set(times)


@pytest.mark.parametrize("film", [pictures, fan])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_movie_keeps_the_ground_it_was_painted_on(scheme: Scheme, film: Film) -> None:
    side = 2 * NEAR + 1
    around = footprint_rectangle((side, side), decomposition="separable")  # type: ignore[no-untyped-call]
    inked = [dilation(~on_ground(picture, scheme), around) for picture in film(scheme)]
    for time, decoded in frames(scheme, film):
        off = np.abs(decoded.astype(int) - colour(scheme)).max(axis=-1)
        picture = TOLD[time]
        now = inked[picture]
        lately = np.any(inked[max(0, picture - BETWEEN) : picture + BETWEEN + 1], axis=0)
        assert (~lately).mean() > 0.3
        assert off[~lately].max() <= 1
        # Where something has just been or is about to be, stray pixels of a frame in between may be off.
        assert off[~now].max() <= 4
        assert (off[~now] > 1).mean() < 1e-4
    passed = np.any(inked, axis=0) & ~now
    assert passed.mean() > 0.1
    assert off[passed].max() <= 1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_gif_is_as_long_as_the_film_and_moves_twelve_times_a_second(scheme: Scheme) -> None:
    picture = Image.open(io.BytesIO(moving_picture(scheme)))
    assert (picture.size, picture.info["loop"]) == (SIZE, 0)
    lasting = [frame.info["duration"] / 1000 for frame in ImageSequence.Iterator(picture)]
    assert sum(lasting) == pytest.approx(sum(FRAMES) / FRAMES_PER_SECOND, abs=0.02)
    first, *moving, last = lasting
    assert first == pytest.approx(FRAMES[0] / FRAMES_PER_SECOND, abs=0.05)
    assert last == pytest.approx(FRAMES[-1] / FRAMES_PER_SECOND, abs=0.05)
    assert all(0.05 <= time <= 1 / 12 for time in moving)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_gif_has_one_palette_and_the_very_ground(scheme: Scheme) -> None:
    picture = Image.open(io.BytesIO(moving_picture(scheme)))
    time, colours = 0.0, set()
    for frame in ImageSequence.Iterator(picture):
        decoded = np.asarray(frame.convert("RGB"))
        # It keeps every second picture, and may show one that rests a frame too soon.
        at = round(time * FRAMES_PER_SECOND)
        number = min(
            TOLD[max(0, at - 1) : at + 2],
            key=lambda number: int(np.abs(pictures(scheme)[number][..., :3].astype(int) - decoded).sum()),
        )
        painted = pictures(scheme)[number]
        assert alike(decoded, painted) > 0.97
        assert (decoded[on_ground(painted, scheme)] == colour(scheme)).all()
        colours |= {rgb for _, rgb in frame.convert("RGB").getcolors(SIZE[0] * SIZE[1]) or []}
        time += frame.info["duration"] / 1000
    assert 200 < len(colours) <= 255
    assert number == len(FRAMES) - 1


def test_a_gif_keeps_few_colours_and_ends_on_the_last_picture_however_short() -> None:
    def film() -> Iterator[Timed]:
        for level, lasting in ((10, 30), (200, 1), (90, 1)):
            yield np.full((4, 4, 4), (level, level, 9, 255), np.uint8), lasting

    picture = Image.open(io.BytesIO(gif(film(), (4, 4))))
    seen = [
        (frame.convert("RGB").getpixel((0, 0)), frame.info["duration"])
        for frame in ImageSequence.Iterator(picture)
    ]
    assert seen == [((10, 10, 9), 1000), ((90, 90, 9), 70)]


def test_a_film_made_twice_has_the_same_bytes() -> None:
    assert mp4(shown(), "A disc", SIZE, GROUND["light"]) == movie("light")
    assert gif(shown(), SIZE) == moving_picture("light")

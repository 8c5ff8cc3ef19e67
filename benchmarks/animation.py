"""One animation as H.264 in MP4, ours beside matplotlib's: python -m benchmarks.animation.

300 pictures of the diabetes path at 1920 x 1080, 30 a second, painted and encoded: λ falls in one journey,
eased in and out, and each picture but the last differs from the one before. The peer is
matplotlib.animation.FuncAnimation.save. What is alike, and what is left out:

- The picture. The peer builds its figure once, from where our layout puts axes, marks and letters, with the
  same style file, the same curves, and the same typeface, unhinted as ours. From picture to picture it
  changes only the artists whose mark has changed, as matplotlib's manual advises (benchmarks/picture.py).
- The numbers. Both take them from one film, drawn, certified and laid out before the clock runs, each
  picture at its own λ: no path is computed in it, and no name looks for its place.
- The encoder. Both call video.recording: one codec, preset, quality, frame rate, one thread. The
  peer's writer reads the canvas in place, without a file or a pipe. matplotlib's own writers would
  paint every picture a second time (FuncAnimation has just done so); the peer is spared that.
- No blitting: save turns it off.
- Nothing steps back, and nothing fades into something else, as in some films of ours.
- The clock covers everything from the film to the finished file: also setting up figure and canvas. Each
  round has a film of its own, so that neither side finds pictures of the round before in its memory.

Ours and the peer alternate in one process. Prints medians of CPU and wall time, ours and the ratio beside
their targets, and where our time goes. Set OPENBLAS_NUM_THREADS=1, or numpy's threads count too.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import av
import matplotlib.style
import numpy as np
from matplotlib.animation import AbstractMovieWriter, FuncAnimation
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from numpy.typing import NDArray

from benchmarks.picture import INCH, STYLE, Picture
from figures.build.layout import MODULES
from figures.draw.theme import ink
from figures.files import movie, video
from figures.files.paint import Canvas, shapes
from figures.film.film import Film, shoot
from figures.scene import Slider, load
from figures.sheets.drawing import backdrop, foreground
from figures.sheets.setting import set_on
from figures.sheets.sheet import WIDE

Size = tuple[int, int]
Competitor = Callable[[Film, Size, Path], None]
SIZE = (1920, 1080)
FRAMES = 300
TARGET = 4.0
"""How many times faster than matplotlib ours has to be."""
SECONDS = 6.0
"""The most CPU time that ours may take for all the pictures."""

ALIKE = (0.35, 16.0)
"""Grey levels by which two frames may differ, on average and in the square that differs most. Without a
curve, a dot, a name or the cursor one square differs by 17 or more; without hairlines all do by 0.4."""

_TYPEFACE = MODULES / "source-sans" / "OTF"


def moving(frames: int, start: float = 50.0) -> Film:
    """Return the diabetes path in so many pictures, λ falling from ``start`` to where its claim is told."""
    scene = load("diabetes_path")
    (slider,) = scene.controls
    assert isinstance(slider, Slider)
    above, claim = scene.story[0], scene.story[-1]
    story = (
        # matplotlib's picture has nothing that steps back.
        replace(above, state={"lam": start}, hold=1 / video.FRAMES_PER_SECOND, lit=()),
        replace(claim, way=(frames - 1) / video.FRAMES_PER_SECOND, hold=0),
    )
    controls = (replace(slider, stops=(*slider.stops[:-1], start)),)
    film = shoot("diabetes_path", replace(scene, controls=controls, story=story))
    assert [shot.pictures for shot in film.shots] == [1] * frames
    # Kept with the film, for both.
    set_on(film, WIDE)
    return film


def ours(film: Film, size: Size, file: Path) -> None:
    """Write the film as our downloads are written."""
    file.write_bytes(movie.mp4(film, "light", size))


def peer(film: Film, size: Size, file: Path) -> None:
    """Write the same with matplotlib."""
    dpi = INCH * size[0] / WIDE.width
    with matplotlib.style.context(STYLE):
        inches = (WIDE.width / INCH, WIDE.height / INCH)
        figure = Figure(figsize=inches, dpi=dpi, facecolor=ink("ground"))
        canvas = FigureCanvasAgg(figure)
        picture = Picture(figure, set_on(film, WIDE))
        animation = FuncAnimation(
            figure, picture.animate, frames=film.shots, repeat=False, blit=False, cache_frame_data=False
        )
        animation.save(str(file), writer=Writer(canvas, film.scene.title, size), dpi=dpi)


class Writer(AbstractMovieWriter):
    """Writes what FuncAnimation has just painted on the canvas, by our recorder."""

    def __init__(self, canvas: FigureCanvasAgg, title: str, size: Size) -> None:
        super().__init__(fps=video.FRAMES_PER_SECOND)
        self._canvas, self._title, self._size = canvas, title, size
        self._open = ExitStack()

    def setup(self, fig: Figure, outfile: Any, dpi: float | None = None) -> None:
        super().setup(fig, outfile, dpi)
        recording = video.recording(Path(outfile), self._title, self._size, ink("ground"))
        self._record = self._open.enter_context(recording)

    def grab_frame(self, **savefig_kwargs: Any) -> None:
        self._record(np.asarray(self._canvas.buffer_rgba()), 1)

    def finish(self) -> None:
        self._open.close()


def measure(
    competitors: Mapping[str, Competitor], films: Sequence[Film], size: Size, folder: Path
) -> dict[str, tuple[float, float]]:
    """Return median CPU and wall seconds of each competitor, which take turns: a film a round.

    Unlike timing.medians: two clocks, and a file each. The first round does not count.
    """
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in competitors}
    for film in films:
        for name, run in competitors.items():
            cpu, wall = time.process_time(), time.perf_counter()
            run(film, size, folder / f"{name}.mp4")
            times[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    # The first round loads typefaces and fills caches.
    return {name: tuple(np.median(values[1:], axis=0)) for name, values in times.items()}


def shares(film: Film, size: Size, file: Path) -> dict[str, float]:
    """Return where our CPU seconds go, from one more film with a clock in each part."""
    spent: dict[str, float] = defaultdict(float)

    def clocked(part: str, run: Callable[..., Any]) -> Callable[..., Any]:
        def clock(*args: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return run(*args, **options)
            finally:
                spent[part] += time.process_time() - start

        return clock

    with (
        patch("figures.files.movie.backdrop", clocked("the slide as SVG", backdrop)),
        patch("figures.files.movie.foreground", clocked("the slide as SVG", foreground)),
        patch("figures.files.movie.shapes", clocked("SVG to shapes", shapes)),
        patch.object(Canvas, "paint", clocked("shapes to pixels", Canvas.paint)),
    ):
        clocked("all", ours)(film, size, file)
    whole = spent.pop("all")
    return spent | {"the encoder, and the rest": whole - sum(spent.values())}


def check(one: Path, other: Path, frames: int, size: Size) -> None:
    """Raise ``AssertionError`` unless both files hold so many frames, of that size, that look alike.

    They are compared in 64 x 36 squares, because letters have other edges.
    """
    a, b = coarse(one, size), coarse(other, size)
    assert len(a) == len(b) == frames, f"{len(a)} and {len(b)} frames instead of {frames}"
    away = np.abs(a - b)
    for differing, most in zip((away.mean(axis=(1, 2)), away.max(axis=(1, 2))), ALIKE, strict=True):
        worst = int(differing.argmax())
        assert differing[worst] < most, (
            f"frame {worst} is {differing[worst]:.2f} grey levels off, above {most:g}"
        )


def coarse(film: Path, size: Size) -> NDArray[np.float64]:
    """Return a film's frames in grey (frames, 36, 64), each number the mean of a square."""
    width, height = size
    squares = (36, height // 36, 64, width // 64)
    with av.open(str(film)) as container:
        # Of another size they cannot be reshaped.
        return np.array(
            [
                frame.to_ndarray(format="gray").reshape(squares).mean(axis=(1, 3))
                for frame in container.decode(video=0)
            ]
        )


def main(frames: int = FRAMES, rounds: int = 5, size: Size = SIZE) -> float:
    """Time both, print the table, and return the ratio of CPU times."""
    for weight in ("Regular", "Semibold"):
        fontManager.addfont(_TYPEFACE / f"SourceSans3-{weight}.otf")
    films = [moving(frames, 50 * 0.999**turn) for turn in range(rounds + 1)]
    competitors: dict[str, Competitor] = {"ours": ours, "FuncAnimation.save": peer}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        times = measure(competitors, films, size, folder)
        check(folder / "ours.mp4", folder / "FuncAnimation.save.mp4", frames, size)
        spent = shares(moving(frames, 49.0), size, folder / "ours.mp4")
    (cpu, wall), (peer_cpu, peer_wall) = times.values()
    print(f"{frames} frames of the diabetes path, {size[0]} x {size[1]}, H.264 (medians of {rounds} rounds)")
    print(f"  {'':<28}{'CPU s':>9}{'wall s':>9}")
    for competitor, (seconds, passed) in times.items():
        target = f"   (target {SECONDS * frames / FRAMES:.2f} s of CPU)" if competitor == "ours" else ""
        print(f"  {competitor:<28}{seconds:>9.2f}{passed:>9.2f}{target}")
    print(f"  {'ratio':<28}{peer_cpu / cpu:>7.1f} x{peer_wall / wall:>7.1f} x   (target {TARGET:g} x)")
    print("Where our CPU time goes")
    for part, seconds in spent.items():
        print(f"  {part:<28}{seconds:>9.2f}{seconds / sum(spent.values()):>8.0%}")
    return peer_cpu / cpu


if __name__ == "__main__":
    main()

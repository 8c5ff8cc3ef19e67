"""One animation as H.264 in MP4, ours beside matplotlib's: python -m benchmarks.animation.

120 frames of the diabetes path at 1280 x 720, painted and encoded. The peer is
matplotlib.animation.FuncAnimation.save. What is alike, and what is left out:

- The picture. The peer draws the same panels, curves, cursor, dots, readouts and texts with the same
  style file and typeface, and only changes artists from frame to frame, as matplotlib's manual advises.
- The numbers. Both take them from one film, shot before the clock runs: no path is computed in it.
- The encoder. Both call movie.recording: one codec, preset, quality, frame rate, one thread. The
  peer's writer reads the canvas in place, without a file or a pipe. matplotlib's own writers would
  paint every frame a second time (FuncAnimation has just done so); the peer is spared that.
- No blitting: save turns it off.
- The clock covers everything from the film to the finished file: also setting up figure and canvas.

Ours and the peer alternate in one process. Prints medians of CPU and wall time, the ratios, and where
our time goes. Set OPENBLAS_NUM_THREADS=1, or numpy's threads count too.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import av
import matplotlib.style
import numpy as np
from matplotlib.animation import AbstractMovieWriter, FuncAnimation
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.text import Text
from matplotlib.ticker import NullFormatter, NullLocator
from numpy.typing import NDArray

from figures.build.layout import MODULES, SOURCE
from figures.draw.lettering import load_typeface
from figures.draw.marks import Dot, Segment
from figures.draw.theme import ink
from figures.files import movie
from figures.files.paint import Canvas, shapes
from figures.film.film import Film, shoot
from figures.scene import Panel, load
from figures.sheets.slide import CREDIT, slide

SIZE = (1280, 720)
FRAMES = 120
DPI = 100
TARGET = 4.0
"""How many times faster than matplotlib ours has to be."""

ALIKE = 0.8
"""Grey levels by which frames may differ on average: half a level is how letters are painted, a panel
missing or the dots five stops behind are more than 0.8."""

# The frames of both panels on our slide: left, top, right, bottom, in pixels.
BOXES = {"path": (99.6, 118.1, 701.0, 594.8), "close-up": (804.3, 122.2, 1205.4, 361.1)}

GROWN = 1.35
"""How many of the slide's pixels one of the first panel's takes."""

_STYLE = SOURCE / "film" / "stage.mplstyle"
_SEMIBOLD = MODULES / "source-sans/OTF/SourceSans3-Semibold.otf"


def ours(film: Film, stops: Sequence[int], path: Path) -> None:
    """Write the film at these stops as our downloads are written."""
    with movie.recording(path, film.scene.title, SIZE) as record:
        for pixels in movie.pictures(film, "light", SIZE, stops):
            record(pixels, 1)


def peer(film: Film, stops: Sequence[int], path: Path) -> None:
    """Write the same with matplotlib."""
    with matplotlib.style.context(_STYLE):
        figure = Figure(figsize=(SIZE[0] / DPI, SIZE[1] / DPI), dpi=DPI, facecolor=ink("ground"))
        canvas = FigureCanvasAgg(figure)
        scene = Picture(figure, film)
        animation = FuncAnimation(figure, scene.animate, frames=stops, repeat=False, blit=False)
        animation.save(str(path), writer=Writer(canvas, film.scene.title), dpi=DPI)


class Writer(AbstractMovieWriter):
    """Writes what FuncAnimation has just painted on the canvas, by our recorder."""

    def __init__(self, canvas: FigureCanvasAgg, title: str) -> None:
        super().__init__(fps=movie.FRAMES_PER_SECOND)
        self._canvas, self._title = canvas, title
        self._open = ExitStack()

    def setup(self, fig: Figure, outfile: Any, dpi: float | None = None) -> None:
        super().setup(fig, outfile, dpi)
        self._record = self._open.enter_context(movie.recording(Path(outfile), self._title, self.frame_size))

    def grab_frame(self, **savefig_kwargs: Any) -> None:
        self._record(np.asarray(self._canvas.buffer_rgba()), 1)

    def finish(self) -> None:
        self._open.close()


class Picture:
    """The diabetes path as a matplotlib figure whose artists follow the film."""

    def __init__(self, figure: Figure, film: Film) -> None:
        self._film, self._figure = film, figure
        scene, first = film.scene, film.frames[0]
        self._write(48, 58, 28, scene.claim, "fg", weight="semibold")
        self._write(48, 698, 16, scene.convention, "muted")
        self._write(1232, 698, 16, CREDIT, "muted", ha="right")
        axes = {panel.key: self._panel(panel) for panel in scene.panels}
        self._cursors = {
            mark.key: axes[mark.panel].plot([], [], color=ink(mark.role), linewidth=mark.width, zorder=3)[0]
            for mark in first.marks
            if isinstance(mark, Segment)
        }
        self._dots = {key: panel.scatter([], [], linewidths=2, zorder=4) for key, panel in axes.items()}
        self._numbers: list[Text] = []
        small = 0
        for readout in first.readouts:
            if readout.lead:
                left, right, y, sizes = 757, 1232, 484 + 34 * len(self._numbers), (18, 22)
            else:
                left = 757 + 250 * (small % 2)
                right, y, sizes = left + 225, 558 + 26 * (small // 2), (17, 17)
                small += 1
            self._write(left, y, sizes[0], readout.label, "muted")
            self._numbers.append(self._write(right, y, sizes[1], "", "fg", weight="semibold", ha="right"))

    def animate(self, stop: int) -> list[Artist]:
        """Move every artist that changes to this frame of the film."""
        frame = self._film.frames[stop]
        dots: dict[str, list[Dot]] = {key: [] for key in self._dots}
        for mark in frame.marks:
            if isinstance(mark, Segment):
                cursor = self._cursors[mark.key]
                cursor.set_data([mark.x1, mark.x2], [mark.y1, mark.y2])
                cursor.set_visible(mark.visible)
            elif isinstance(mark, Dot) and mark.visible:
                dots[mark.panel].append(mark)
        for key, scatter in self._dots.items():
            shown = dots[key]
            scatter.set_offsets(np.array([(dot.x, dot.y) for dot in shown]).reshape(-1, 2))
            scatter.set_sizes([(2 * GROWN * dot.radius * 72 / DPI) ** 2 for dot in shown])
            scatter.set_facecolor([ink("ground" if dot.hollow else dot.role) for dot in shown])
            scatter.set_edgecolor([ink(dot.role) for dot in shown])
        for number, readout in zip(self._numbers, frame.readouts, strict=True):
            number.set_text(readout.text)
            number.set_color(ink("zero" if readout.text == "0" else "fg"))
        return [*self._cursors.values(), *self._dots.values(), *self._numbers]

    def _write(self, x: float, y: float, size: float, text: str, role: str, **look: Any) -> Text:
        return self._figure.text(
            x / SIZE[0], 1 - y / SIZE[1], text, size=size * 72 / DPI, color=ink(role), **look
        )

    def _panel(self, panel: Panel) -> Axes:
        left, top, right, bottom = BOXES[panel.key]
        axes = self._figure.add_axes(
            (left / SIZE[0], 1 - bottom / SIZE[1], (right - left) / SIZE[0], (bottom - top) / SIZE[1])
        )
        axes.set(
            xscale=panel.x.scale, xlim=panel.x.limits, xlabel=panel.x.label,
            yscale=panel.y.scale, ylim=panel.y.limits,
        )  # fmt: skip
        for axis, ticks in ((axes.xaxis, panel.x.ticks), (axes.yaxis, panel.y.ticks)):
            axis.set_minor_locator(NullLocator())
            axis.set_minor_formatter(NullFormatter())
            axis.set_ticks([value for value, _ in ticks], [text for _, text in ticks])
        axes.set_title(panel.y.label, loc="left", x=-panel.margins[0] / (panel.width - panel.margins[0]))
        if panel.backdrop:
            panel.backdrop(axes)
        return axes


def measure(
    competitors: dict[str, Callable[[Path], None]], folder: Path, rounds: int
) -> dict[str, tuple[float, float]]:
    """Return median CPU and wall seconds of each competitor, which take turns.

    Unlike timing.medians: two clocks, and a file each.
    """
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in competitors}
    for turn in range(rounds + 1):
        for name, run in competitors.items():
            cpu, wall = time.process_time(), time.perf_counter()
            run(folder / f"{name}.mp4")
            # The first round loads typefaces and fills caches.
            if turn:
                times[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    return {name: tuple(np.median(values, axis=0)) for name, values in times.items()}


def shares(film: Film, stops: Sequence[int], path: Path) -> dict[str, float]:
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
        patch("figures.files.movie.slide", clocked("the slide as SVG", slide)),
        patch("figures.files.movie.shapes", clocked("SVG to shapes", shapes)),
        patch.object(Canvas, "paint", clocked("shapes to pixels", Canvas.paint)),
    ):
        clocked("all", ours)(film, stops, path)
    whole = spent.pop("all")
    return spent | {"the encoder, and the rest": whole - sum(spent.values())}


def check(paths: Sequence[Path], frames: int) -> None:
    """Raise ``AssertionError`` unless both files hold so many frames, of the size, that look alike."""
    one, other = map(coarse, paths)
    assert len(one) == len(other) == frames, f"{len(one)} and {len(other)} frames instead of {frames}"
    away = float(np.abs(one - other).mean(axis=(1, 2)).max())
    assert away < ALIKE, f"two frames differ by {away:.2f} grey levels of 256, above {ALIKE:g}"


def coarse(path: Path) -> NDArray[np.float64]:
    """Return a film's frames in grey, averaged over squares of 20 pixels, for letters have other edges."""
    width, height = SIZE
    squares = (height // 20, 20, width // 20, 20)
    with av.open(str(path)) as container:
        # Of another size they cannot be reshaped.
        greys = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    return np.array([grey.reshape(squares).mean(axis=(1, 3)) for grey in greys])


def main(frames: int = FRAMES, rounds: int = 5) -> float:
    """Time both, print the table, and return the ratio of CPU times."""
    load_typeface()
    fontManager.addfont(_SEMIBOLD)
    film = shoot("diabetes_path", load("diabetes_path"))
    stops = film.sweep[::-1][:frames]
    with tempfile.TemporaryDirectory() as folder:
        competitors = {
            "ours": lambda path: ours(film, stops, path),
            "FuncAnimation.save": lambda path: peer(film, stops, path),
        }
        times = measure(competitors, Path(folder), rounds)
        check([Path(folder) / f"{name}.mp4" for name in competitors], frames)
        spent = shares(film, stops, Path(folder) / "ours.mp4")
    (cpu, wall), (peer_cpu, peer_wall) = times.values()
    print(f"{frames} frames of the diabetes path, {SIZE[0]} x {SIZE[1]}, H.264 (medians of {rounds} rounds)")
    print(f"  {'':<28}{'CPU s':>9}{'wall s':>9}")
    for name, (seconds, passed) in times.items():
        print(f"  {name:<28}{seconds:>9.2f}{passed:>9.2f}")
    print(f"  {'ratio':<28}{peer_cpu / cpu:>7.1f} x{peer_wall / wall:>7.1f} x   (target {TARGET:g} x)")
    print("Where our CPU time goes")
    for part, seconds in spent.items():
        print(f"  {part:<28}{seconds:>9.2f}{seconds / sum(spent.values()):>8.0%}")
    return peer_cpu / cpu


if __name__ == "__main__":
    main()

"""What FIGURES.md asks of a figure, measured on what is drawn: ``python -m tests.measures SLUG …`` prints it.

Each measure gives the faults it finds, in words.
"""

import sys
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from figures.build.terminal import print_anywhere
from figures.draw.lettering import text_width
from figures.draw.marks import Dot, Label, Polygon
from figures.files.paint import raster, shapes
from figures.film.film import Film
from figures.film.shots import Shot
from figures.scene import Frame, slugs
from figures.sheets.drawing import document, fixtures, frame, marks, said
from figures.sheets.labels import letters, touching
from figures.sheets.layout import Letters, Place
from figures.sheets.setting import Setting, What, looked_at, set_on
from figures.sheets.sheet import PAGE, PHONE, SQUARE, WIDE, Sheet
from tests.films import film

WHATS: tuple[What, ...] = ("film", "pose")
SHEETS = (WIDE, SQUARE, PAGE, PHONE)
EMPTIEST = 0.12
"""The largest share of a slide that may be an empty rectangle."""
LEAST_LETTER, LEAST_TITLE, LEAST_CLAIM = 24.0, 26.6, 36.0
"""Pixels on a slide: 18, 20 and 27 pt."""
PHONE_LETTER = 12.0
PHONE_BOX = (390, 700)
"""Where a figure and its controls are to fit on a phone, in CSS pixels."""
SLIDER, CONTROL = 53, 44
"""How high the first control is there, with the room above it, and each of the others if it takes one row."""
CONTEXT = {"quiet", "rule", "muted", "fg", "ground"}
"""The roles of lines that are no subject: hairlines, cursors, grey curves."""


def words(shown: Film) -> Iterator[str]:
    """A claim of at most two lines on each slide; letters of the least sizes."""
    for sheet in (WIDE, SQUARE):
        for what in WHATS:
            setting = set_on(shown, sheet, what)
            claim = [line for line in setting.letters if line.size == sheet.claim]
            if len(claim) > 2:
                yield f"{sheet.name}: the claim takes {len(claim)} lines"
            edge = sheet.width - sheet.edge / 2
            for place in setting.places:
                for line in place.letters:
                    left, _, width, _ = line.box
                    if line.size < LEAST_LETTER or left < 0 or left + width > edge:
                        yield f"{sheet.name}, {what}: '{line.text}' is too small or leaves the slide"
            x, _ = setting.sentence
            for beat in shown.scene.story:
                if x + text_width(beat.sentence, sheet.sentence) > edge:
                    yield f"{sheet.name}: the sentence '{beat.sentence}' leaves the slide"


def names(shown: Film) -> Iterator[str]:
    """Labels that touch a mark, letters or an edge, at any beat and stop of the first slider."""
    for sheet in SHEETS:
        setting = set_on(shown, sheet)
        for number, at in enumerate(looked_at(shown)):
            for place in setting.places:
                for key in touching(sheet, place, at, setting.sides[place.key]):
                    yield f"{sheet.name}: '{key}' touches something in frame {number}: {at.says}"
        if sheet.slide:
            posed = set_on(shown, sheet, "pose")
            for place in posed.places:
                at = shown.frames[shown.poses[place.pose]]
                for key in touching(sheet, place, at, posed.sides[place.key]):
                    yield f"{sheet.name}: '{key}' touches something in the pose: {at.says}"


def overlaps(shown: Film) -> Iterator[str]:
    """Letters round the axes of a place that cover one another, or those of another place."""
    for sheet in SHEETS:
        for what in WHATS if sheet.slide else WHATS[:1]:
            setting = set_on(shown, sheet, what)
            lines = [
                *setting.letters,
                *(line for place in setting.places for line in place.letters),
                *_titles(setting),
            ]
            for row, a in enumerate(lines):
                for b in lines[row + 1 :]:
                    (al, at, aw, ah), (bl, bt, bw, bh) = a.box, b.box
                    if al < bl + bw and bl < al + aw and at < bt + bh and bt < at + ah:
                        yield f"{sheet.name}, {what}: '{a.text}' covers '{b.text}'"


def _titles(setting: Setting) -> Iterator[Letters]:
    film_ = setting.film
    for place in setting.places:
        at = film_.frames[film_.poses[place.pose]]
        for mark in at.marks:
            if isinstance(mark, Label) and mark.sides == ("title",) and mark.panel == place.panel.key:
                yield letters(setting.sheet, place, mark, "title")


def emptiness(shown: Film) -> Iterator[str]:
    """The largest empty rectangle of each slide, at the pose and at each beat."""
    for sheet in (WIDE, SQUARE):
        for name, svg in slides(shown, sheet):
            share, box = largest_empty(svg, sheet)
            if share > EMPTIEST:
                yield f"{sheet.name}, {name}: {share:.1%} is empty, at {box} (left, top, width, height)"


def slides(shown: Film, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The slide at the pose, and at each beat, without the credit line."""
    posed = set_on(shown, sheet, "pose")
    yield "pose", _bare(posed, [(place, shown.frames[shown.poses[place.pose]]) for place in posed.places], -1)
    setting = set_on(shown, sheet)
    for number, state in enumerate(shown.scene.states()):
        at = shown.frames[shown.at(state)]
        yield f"beat {number + 1}", _bare(setting, [(place, at) for place in setting.places], number)


def _bare(setting: Setting, shown: list[tuple[Place, Frame]], beat: int) -> str:
    scene = setting.film.scene
    body = "".join(fixtures(setting, place) + marks(setting, place, at.marks) for place, at in shown)
    sentence = scene.story[beat].sentence if scene.story else ""
    return document(setting, frame(setting) + body + said(setting, sentence), True)


def largest_empty(svg: str, sheet: Sheet) -> tuple[float, tuple[int, int, int, int]]:
    """The share of the slide's cells in its largest rectangle without ink, and where that lies in pixels.

    The credit, below the sentence, is not looked at.
    """
    across, down = (320, 180) if sheet is WIDE else (225, 225)
    scale = 4
    painted = raster(shapes(svg), (across * scale, down * scale), across * scale / sheet.width)
    off = np.abs(painted.astype(np.int16) - painted[0, 0].astype(np.int16)) > 6
    # The four truths of a pixel at once: its ground is opaque, so the fourth is always false.
    ink = off.view(np.uint32)[..., 0] != 0
    foot = int((sheet.height - 50) / sheet.height * down)
    cells = ink.reshape(down, scale, across, scale).any(axis=(1, 3))
    # The credit counts neither as ink nor as room.
    area, (x, y, w, h) = _largest(cells[:foot])
    cell = sheet.width / across
    return area / (across * down), (round(x * cell), round(y * cell), round(w * cell), round(h * cell))


def _largest(ink: NDArray[np.bool_]) -> tuple[int, tuple[int, int, int, int]]:
    """The largest rectangle of cells without ink, by the stack of rising heights.

    Neighbours of one height are taken together: a slide has a hundred times as many columns as steps.
    """
    best, where = 0, (0, 0, 0, 0)
    heights = np.zeros(ink.shape[1] + 1, dtype=int)
    for y, row in enumerate(ink):
        heights[:-1] = np.where(row, 0, heights[:-1] + 1)
        steps = np.flatnonzero(np.diff(heights, prepend=-1))
        stack: list[tuple[int, int]] = []
        for x, height in zip(steps.tolist(), heights[steps].tolist(), strict=True):
            start = x
            while stack and stack[-1][1] >= height:
                start, tall = stack.pop()
                if (x - start) * tall > best:
                    best, where = (x - start) * tall, (start, y - tall + 1, x - start, tall)
            stack.append((start, height))
    return best, where


def lines(shown: Film) -> Iterator[str]:
    """Subject lines narrower than 2 px in a thumbnail of 600 px."""
    for mark in shown.frames[shown.poses[0]].marks:
        width = float(getattr(mark, "width", 0.0))
        if not width or mark.role in CONTEXT or isinstance(mark, Dot | Label | Polygon):
            continue
        if getattr(mark, "dash", "") or (mark.key.rpartition("-")[2].isdigit() and mark.role == "loss"):
            continue
        if width * WIDE.stroke * 600 / WIDE.width < 2 and mark.visible:
            yield f"line '{mark.key}' is {width * WIDE.stroke * 600 / WIDE.width:.1f} px wide in a thumbnail"


def phone(shown: Film) -> Iterator[str]:
    """Whether the figure and its controls fit a phone, with letters large enough."""
    height = set_on(shown, PHONE).height
    if controls := shown.scene.controls:
        height += SLIDER + CONTROL * (len(controls) - 1)
    if PHONE.width > PHONE_BOX[0] - 32 or height > PHONE_BOX[1]:
        yield f"phone: {height:.0f} px high with its controls"
    if PHONE.letter < PHONE_LETTER:
        yield f"phone: letters of {PHONE.letter} px"


def story(shown: Film) -> Iterator[str]:
    """A film of 8 to 30 seconds whose last picture is a pose; none of a figure that stands still."""
    if not shown.scene.story:
        return
    shots: tuple[Shot, ...] = shown.shots
    seconds = sum(shot.pictures for shot in shots) / 30
    if not 8 <= seconds <= 30:
        yield f"the film takes {seconds:.1f} s"
    if shots[-1].frame not in [shown.frames[place] for place in shown.poses]:
        yield "the film does not end on the pose"


def jumps(shown: Film) -> Iterator[str]:
    """Motion of more than 90 px a picture: nobody's eye follows it."""
    setting = set_on(shown, WIDE)
    places = {place.panel.key: place for place in setting.places}
    for a, b in zip(shown.shots, shown.shots[1:], strict=False):
        if b.before is not None:
            continue
        for mark, after in zip(a.frame.marks, b.frame.marks, strict=True):
            if (
                isinstance(mark, Dot | Label)
                and isinstance(after, Dot | Label)
                and mark.visible
                and after.visible
                and mark.panel in places
            ):
                if isinstance(mark, Label) and mark.sides == ("title",):
                    continue
                place = places[mark.panel]
                (x0, y0), (x1, y1) = place.project(mark.x, mark.y), place.project(after.x, after.y)
                if np.hypot(x1 - x0, y1 - y0) > 90:
                    yield f"'{mark.key}' jumps by {np.hypot(x1 - x0, y1 - y0):.0f} px in beat {b.beat + 1}"


MEASURES = (words, names, overlaps, emptiness, lines, phone, story, jumps)


if __name__ == "__main__":
    print_anywhere()
    for slug in sys.argv[1:] or slugs():
        shown = film(slug)
        for measure in MEASURES:
            for fault in list(dict.fromkeys(measure(shown)))[:12]:
                print(f"{slug}, {measure.__name__}: {fault}")

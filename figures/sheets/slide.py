"""A figure on a slide, 16:9 or square: claim, panels, readouts, convention and credit.

Literal colours, presentation attributes and letter outlines only, so that it looks the same in every
program.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from figures.draw.theme import Scheme, in_scheme, ink, recolour
from figures.film.film import Film
from figures.film.stage import Stage
from figures.scene import SceneError
from figures.sheets.drawing import still
from figures.sheets.replay import replay
from figures.sheets.setting import CREDIT, wrap
from figures.sheets.sheet import WIDE, Sheet
from figures.sheets.svg import Part, appearing, lettered, letters, placed

EDGE = 48
GAP = 28
COLUMN = 380
"""Width of the readouts beside a grid of panels."""

_LOOP_TEXTS = (16, 8, 1)
"""How many texts a readout of a loop may have: each costs bytes. Fewer are tried when a loop is too big."""


def slide(
    film: Film,
    scheme: Scheme,
    sheet: Sheet = WIDE,
    *,
    part: Part = "all",
    at: int | None = None,
    ground: bool = True,
) -> str:
    """That part of the figure at frame ``at`` (its start, if None) as one SVG document.

    A figure with a story is shown whole, at its pose.
    """
    if film.scene.pose:
        return still(film, scheme, sheet, ground=ground)
    svg = _document(film, sheet, part, film.start if at is None else at, ground, _LOOP_TEXTS[0])
    return recolour(svg, in_scheme(scheme))


def looping(film: Film, scheme: Scheme, budget: int) -> str:
    """The figure moving by itself along its sweep, in at most ``budget`` bytes; else ``SceneError``.

    A figure with a story plays that.
    """
    if film.scene.pose:
        return replay(film, scheme, budget)
    for texts in _LOOP_TEXTS:
        svg = recolour(_document(film, WIDE, "loop", film.start, True, texts), in_scheme(scheme))
        if len(svg.encode()) <= budget:
            return svg
    raise SceneError(
        f"figures/scenes/{film.slug}.py: its loop weighs {len(svg.encode())} bytes, above {budget}; "
        "give it fewer marks, points or stops"
    )


def grid_columns(panels: int) -> int:
    """In how many columns that many equal panels stand."""
    return 2 if panels in (2, 4) else 3


@lru_cache(maxsize=4)
def _document(film: Film, sheet: Sheet, part: Part, at: int, ground: bool, texts: int) -> str:
    """In the light scheme's colours; kept for the figure's other files."""
    draft = _Draft(film, sheet, part, at, texts)
    paper = f'<rect width="{sheet.width}" height="{sheet.height}" fill="{ink("ground")}"/>'
    body = f"{paper if ground and part != 'moving' else ''}{draft.body()}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{sheet.width}" height="{sheet.height}" viewBox="0 0 {sheet.width} {sheet.height}" '
        f'fill="{ink("fg")}">\n'
        f"<title>{escape(film.scene.title, quote=False)}</title>\n"
        f"<desc>{escape(film.scene.alt, quote=False)}</desc>\n"
        f"{lettered(body)}\n</svg>\n"
    )


@dataclass(frozen=True)
class _Draft:
    """One document in the making."""

    film: Film
    sheet: Sheet
    part: Part
    at: int
    texts: int

    def body(self) -> str:
        sheet, scene = self.sheet, self.film.scene
        lines = wrap(scene.claim, 28, sheet.width - 2 * EDGE, "semibold")
        foot = sheet.height - 22
        top, bottom = 36 + 36 * len(lines), sheet.height - 52
        if sheet.stacked:
            # The convention is a line of its own above the credit.
            bottom -= 34
            panels = self._stacked(top, bottom)
        else:
            panels = (self._beside if scene.layout == "main" else self._grid)(top, bottom)
        if self.part == "moving":
            return panels
        claim = "".join(
            letters(line, EDGE, 58 + 36 * row, 28, "fg", "semibold") for row, line in enumerate(lines)
        )
        convention = letters(scene.convention, EDGE, foot - 26 * sheet.stacked, 16, "muted")
        credit = letters(CREDIT, sheet.width - EDGE, foot, 16, "muted", anchor="end")
        return f"{claim}{panels}{convention}{credit}"

    def _beside(self, top: float, bottom: float) -> str:
        """The first panel at full height; the others and the readouts in a column beside it."""
        width = self.sheet.width
        first, *others = self.film.stages
        alone = not others and not self.film.frames[0].readouts
        scale = min((bottom - top) / first.height, (width - 2 * EDGE) / first.width)
        left = (width - first.width * scale) / 2 if alone else EDGE - 8
        parts = [self._panel(first, left, top, scale)]
        x = left + first.width * scale + GAP
        column = width - EDGE - x
        for stage in others:
            fit = column / stage.width
            parts.append(self._panel(stage, x, top, fit))
            top += stage.height * fit + 20
        parts.append(self._readouts(x + 12, top + 24, column - 12))
        return "".join(parts)

    def _grid(self, top: float, bottom: float) -> str:
        """All panels alike in two or three columns; the readouts, if any, beside them."""
        width, panels = self.sheet.width, self.film.stages
        room = width - 2 * EDGE - (COLUMN + GAP if self.film.frames[0].readouts else 0)
        grid, _ = self._rows(panels, grid_columns(len(panels)), EDGE, top, room, bottom - top)
        return grid + self._readouts(width - EDGE - COLUMN, top + 44, COLUMN)

    def _stacked(self, top: float, bottom: float) -> str:
        """The panels as large as they fit above the readouts, which take two columns."""
        width = self.sheet.width - 2 * EDGE
        readouts = self.film.frames[0].readouts
        leads = sum(readout.lead for readout in readouts)
        deep = 34 * -(-leads // 2) + 26 * -(-(len(readouts) - leads) // 4) + (24 if readouts else 0)
        panels = self.film.stages
        main = 1 if self.film.scene.layout == "main" else len(panels)
        columns, high = _shares(panels, main, width, bottom - deep - top)
        drawn, end = self._rows(panels[:main], columns, EDGE, top, width, high)
        if main == len(panels):
            # Between the claim and the readouts, not hanging from the claim.
            drawn, end = self._rows(
                panels, columns, EDGE, top + max(0.0, bottom - deep - end) / 2, width, high
            )
        else:
            rest, end = self._rows(panels[main:], len(panels) - main, EDGE, end, width, bottom - deep - end)
            drawn += rest
        return drawn + self._below(EDGE, end + 40, width)

    def _rows(
        self, panels: tuple[Stage, ...], columns: int, left: float, top: float, width: float, height: float
    ) -> tuple[str, float]:
        """Equal panels in rows, as large as they fit and centred; also where the last row ends."""
        rows = -(-len(panels) // columns)
        wide, high = max(stage.width for stage in panels), max(stage.height for stage in panels)
        scale = min(
            (width - GAP * (columns - 1)) / (columns * wide), (height - 8 * (rows - 1)) / (rows * high)
        )
        across, down = wide * scale + GAP, high * scale + 8
        start = left + (width - columns * across + GAP) / 2
        drawn = "".join(
            self._panel(stage, start + across * (place % columns), top + down * (place // columns), scale)
            for place, stage in enumerate(panels)
        )
        return drawn, top + down * rows

    def _panel(self, stage: Stage, x: float, y: float, scale: float) -> str:
        return placed(self.film, stage, x, y, scale, self.part, self.at)

    def _readouts(self, x: float, y: float, width: float) -> str:
        """Lead readouts large, one a line; the others small, in two columns."""
        half = width / 2 - 12
        parts = []
        small = 0
        for row, readout in enumerate(self.film.frames[self.at].readouts):
            if readout.lead:
                parts.append(self._readout(row, x, x + width, y, (18, 22)))
                y += 34
            else:
                left = x + (small % 2) * (half + 24)
                parts.append(self._readout(row, left, left + half, y + 6 + 26 * (small // 2), (17, 17)))
                small += 1
        return "".join(parts)

    def _below(self, x: float, y: float, width: float) -> str:
        """Lead readouts in two columns, the others small in four."""
        readouts = self.film.frames[self.at].readouts
        leads = [row for row, readout in enumerate(readouts) if readout.lead]
        parts = []
        for rows, columns, step, sizes in (
            (leads, 2, 34, (18, 22)),
            ([row for row in range(len(readouts)) if row not in leads], 4, 26, (17, 17)),
        ):
            share = (width + 36) / columns
            for place, row in enumerate(rows):
                left = x + share * (place % columns)
                parts.append(
                    self._readout(row, left, left + share - 36, y + step * (place // columns), sizes)
                )
            y += step * -(-len(rows) // columns)
        return "".join(parts)

    def _readout(self, row: int, left: float, right: float, y: float, sizes: tuple[int, int]) -> str:
        """A label at the left and its number at the right, if this part of the figure shows them."""
        film = self.film
        texts = film.texts[row]
        changing = len({texts[index] for index in film.sweep})
        if self.part == "loop" and changing > self.texts:
            return ""
        label = letters(film.frames[0].readouts[row].label, left, y, sizes[0], "muted")
        numbers = dict.fromkeys(texts) if self.part == "loop" else [texts[self.at]]
        drawn = [
            (text, letters(text, right, y, sizes[1], "zero" if text == "0" else "fg", "semibold", "end"))
            for text in numbers
        ]
        if self.part == "loop":
            return label + "".join(appearing(film, texts, text, letter) for text, letter in drawn)
        number = drawn[0][1]
        if changing > 1:
            return {"all": label + number, "still": label, "moving": number}[self.part]
        return "" if self.part == "moving" else label + number


def _shares(panels: tuple[Stage, ...], main: int, width: float, height: float) -> tuple[int, float]:
    """For a square sheet: in how many columns the main panels stand, and how high they may be."""
    if main == len(panels):
        wide, high = panels[0].width, panels[0].height

        def scale(columns: int) -> float:
            return min(width / (columns * wide), height / (-(-main // columns) * high))

        return max(range(1, main + 1), key=scale), height
    first, *others = panels
    below = max(stage.height for stage in others) * width / sum(stage.width for stage in others)
    full = first.height * width / first.width
    # Both at full width if they fit, else each its share.
    return 1, min(full, height * full / (full + min(below, full * 0.7)))

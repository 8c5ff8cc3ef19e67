"""A figure on a 16:9 slide: claim, panels, readouts, convention and credit.

Literal colours, presentation attributes and letter outlines only, so that it looks the same in every
program.
"""

from xml.sax.saxutils import escape

from figures.export.svg import appearing, letters, placed
from figures.film import Film
from figures.stage import Stage, Weight, text_width
from figures.theme import Scheme, in_scheme, ink, recolour

CREDIT = "Why the lasso makes zeros · CC BY 4.0"

WIDTH, HEIGHT = 1280, 720
EDGE = 48
GAP = 28
COLUMN = 380
"""Width of the readouts beside a grid of panels."""

_MOST_TEXTS = 16
"""A readout with more texts than this is left out of loops: its outlines would outweigh the picture."""


def slide(film: Film, scheme: Scheme, *, looping: bool = False) -> str:
    """The figure at its start, or ``looping`` along its sweep, as one SVG document."""
    lines = wrap(film.scene.claim, 28, WIDTH - 2 * EDGE, "semibold")
    claim = [letters(line, EDGE, 58 + 36 * row, 28, "fg", "semibold") for row, line in enumerate(lines)]
    arrange = _beside if film.scene.layout == "main" else _grid
    body = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ink("ground")}"/>',
        *claim,
        arrange(film, 36 + 36 * len(lines), HEIGHT - 52, looping=looping),
        letters(film.scene.convention, EDGE, HEIGHT - 22, 16, "muted"),
        letters(CREDIT, WIDTH - EDGE, HEIGHT - 22, 16, "muted", anchor="end"),
    ]
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" fill="{ink("fg")}">\n'
        f"<title>{escape(film.scene.title)}</title>\n<desc>{escape(film.scene.alt)}</desc>\n"
        f"{''.join(body)}\n</svg>\n"
    )
    return recolour(svg, in_scheme(scheme))


def wrap(text: str, size: float, width: float, weight: Weight = "regular") -> list[str]:
    """Break ``text`` into lines of at most ``width`` pixels."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def grid_columns(panels: int) -> int:
    """In how many columns that many equal panels stand."""
    return 2 if panels in (2, 4) else 3


def _beside(film: Film, top: float, bottom: float, *, looping: bool) -> str:
    """The first panel at full height; the others and the readouts in a column beside it."""
    first, *others = film.stages
    alone = not others and not film.frames[0].readouts
    scale = min((bottom - top) / first.height, (WIDTH - 2 * EDGE) / first.width)
    left = (WIDTH - first.width * scale) / 2 if alone else EDGE - 8
    parts = [placed(film, first, left, top, scale, looping=looping)]
    x = left + first.width * scale + GAP
    column = WIDTH - EDGE - x
    for stage in others:
        fit = column / stage.width
        parts.append(placed(film, stage, x, top, fit, looping=looping))
        top += stage.height * fit + 20
    parts.append(_readouts(film, x + 12, top + 24, column - 12, looping=looping))
    return "".join(parts)


def _grid(film: Film, top: float, bottom: float, *, looping: bool) -> str:
    """All panels alike in two or three columns; the readouts, if any, beside them."""
    panels: tuple[Stage, ...] = film.stages
    columns = grid_columns(len(panels))
    rows = -(-len(panels) // columns)
    room = WIDTH - 2 * EDGE - (COLUMN + GAP if film.frames[0].readouts else 0)
    scale = min(
        (room - GAP * (columns - 1)) / (columns * panels[0].width),
        (bottom - top - 8 * (rows - 1)) / (rows * panels[0].height),
    )
    across, down = panels[0].width * scale + GAP, panels[0].height * scale + 8
    start = EDGE + (room - columns * across + GAP) / 2
    parts = [
        placed(
            film, stage, start + across * (place % columns), top + down * (place // columns), scale,
            looping=looping,
        )
        for place, stage in enumerate(panels)
    ]  # fmt: skip
    x = WIDTH - EDGE - COLUMN
    parts.append(_readouts(film, x, top + 44, COLUMN, looping=looping))
    return "".join(parts)


def _readouts(film: Film, x: float, y: float, width: float, *, looping: bool) -> str:
    """Lead readouts large, one a line; the others small, in two columns."""
    half = width / 2 - 12
    parts = []
    small = 0
    for row, readout in enumerate(film.frames[film.start].readouts):
        texts = [frame.readouts[row].text for frame in film.frames]
        if looping and len({texts[index] for index in film.sweep}) > _MOST_TEXTS:
            continue
        if readout.lead:
            left, right, height, sizes = x, x + width, y, (18, 22)
            y += 34
        else:
            left = x + (small % 2) * (half + 24)
            right, height, sizes = left + half, y + 6 + 26 * (small // 2), (17, 17)
            small += 1
        parts.append(letters(readout.label, left, height, sizes[0], "muted"))
        for text in dict.fromkeys(texts) if looping else [readout.text]:
            role = "zero" if text == "0" else "fg"
            drawn = letters(text, right, height, sizes[1], role, "semibold", "end")
            parts.append(appearing(film, texts, text, drawn) if looping else drawn)
    return "".join(parts)

"""SVG exports of a film: the panels of a page, and slides that any program can import.

All are drawn in the light scheme's colours and recoloured at the end.
"""

from xml.sax.saxutils import escape, quoteattr

from figures.film import Actor, Film
from figures.stage import Stage, Weight, outline, text_width
from figures.theme import Scheme, in_scheme, ink, on_page, recolour

CONVENTION = "Objective 1/(2n)‖y − Xw‖² + λ‖w‖₁, columns with mean 0 and mean square 1"
CREDIT = "Why the lasso makes zeros · CC BY 4.0"

SLIDE = (1280, 720)
SECONDS_PER_STOP = 0.06
_HOLD = 12
"""Stops for which a loop rests at its end, so that the eye can read it."""

_CLIPPED = ("line", "polyline", "polygon")


def panel(film: Film, stage: Stage) -> str:
    """One panel as inline SVG that follows the page's colour scheme, marks addressed by ``data-mark``."""
    marks = "".join(
        _element(film, actor, film.start, f" data-mark={quoteattr(actor.key)}")
        for actor in film.actors
        if actor.panel == stage.key
    )
    svg = (
        f'<svg class="panel" data-panel="{stage.key}" viewBox="0 0 {stage.width} {stage.height}" '
        f'fill="{ink("fg")}" aria-hidden="true" focusable="false">'
        f"{_clip(film, stage)}{stage.markup}{marks}</svg>"
    )
    return recolour(svg, on_page)


def slide(film: Film, scheme: Scheme, *, looping: bool = False) -> str:
    """The figure on a 16:9 slide: claim, panels, readouts, convention and credit.

    Literal colours, presentation attributes and letter outlines only, so that it looks the same in
    every program. ``looping`` joins the film's stops into an endless animation; readouts that take
    more than sixteen values are left out of it, for their outlines would outweigh the picture.
    """
    width, height = SLIDE
    parts = [f'<rect width="{width}" height="{height}" fill="{ink("ground")}"/>']
    lines = wrap(film.scene.claim, 28, width - 96, "semibold")
    for row, line in enumerate(lines):
        parts.append(_text(line, 48, 58 + 36 * row, 28, "fg", "semibold"))
    top, bottom = 36 + 36 * len(lines), height - 52
    parts.append(_panels(film, top, bottom, looping=looping))
    parts.append(_text(CONVENTION, 48, height - 22, 16, "muted"))
    parts.append(_text(CREDIT, width - 48, height - 22, 16, "muted", anchor="end"))
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'fill="{ink("fg")}">\n<title>{escape(film.scene.title)}</title>\n'
        f"<desc>{escape(film.scene.alt)}</desc>\n{''.join(parts)}\n</svg>\n"
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


def _panels(film: Film, top: float, bottom: float, *, looping: bool) -> str:
    """The first panel at full height on the left; the others and the readouts in a column beside it."""
    width, _ = SLIDE
    first, *others = film.stages
    scale = (bottom - top) / first.height
    parts = [_placed(film, first, 40, top, scale, looping=looping)]
    x = 40 + first.width * scale + 32
    column = width - 48 - x
    y = top
    for stage in others:
        fit = column / stage.width
        parts.append(_placed(film, stage, x, y, fit, looping=looping))
        y += stage.height * fit + 20
    parts.append(_readouts(film, x + 12, y + 24, column - 12, looping=looping))
    return "".join(parts)


def _placed(film: Film, stage: Stage, x: float, y: float, scale: float, *, looping: bool) -> str:
    marks = "".join(
        _element(film, actor, film.start, inner=_animations(film, actor) if looping else "")
        for actor in film.actors
        if actor.panel == stage.key and (looping or actor.at(film.start)["visibility"] == "visible")
    )
    return (
        f'<g transform="translate({x:.2f} {y:.2f}) scale({scale:.4f})">'
        f"{_clip(film, stage)}{stage.markup}{marks}</g>"
    )


def _readouts(film: Film, x: float, y: float, width: float, *, looping: bool) -> str:
    """Lead readouts large, one a line; the others small, in two columns."""
    parts = []
    small = 0
    for row, readout in enumerate(film.frames[film.start].readouts):
        texts = [frame.readouts[row].text for frame in film.frames]
        if looping and len(set(texts)) > 16:
            continue
        if readout.lead:
            parts.append(_text(readout.label, x, y, 18, "muted"))
            parts.append(_changing(film, texts, x + width, y, 22, "end", looping=looping))
            y += 34
        else:
            column, line = small % 2, small // 2
            left, right = (
                x + column * (width / 2 + 8),
                x + (column + 1) * width / 2 - 8 * (1 - column),
            )
            parts.append(_text(readout.label, left, y + 6 + 26 * line, 17, "muted"))
            parts.append(_changing(film, texts, right, y + 6 + 26 * line, 17, "end", looping=looping))
            small += 1
    return "".join(parts)


def _changing(
    film: Film, texts: list[str], x: float, y: float, size: float, anchor: str, *, looping: bool
) -> str:
    if not looping:
        text = texts[film.start]
        return _text(text, x, y, size, "zero" if text == "0" else "fg", "semibold", anchor)
    parts = []
    for text in dict.fromkeys(texts):
        shown = tuple("visible" if other == text else "hidden" for other in texts)
        drawn = _text(text, x, y, size, "zero" if text == "0" else "fg", "semibold", anchor)
        if len(set(shown)) > 1:
            animation = _animate("visibility", _loop(film, shown))
            drawn = drawn.replace("/>", f' visibility="{shown[film.start]}">{animation}</path>')
        parts.append(drawn)
    return "".join(parts)


def _text(
    text: str,
    x: float,
    y: float,
    size: float,
    role: str,
    weight: Weight = "regular",
    anchor: str = "start",
) -> str:
    path, width = outline(text, size, weight)
    left = x - width if anchor == "end" else x
    return f'<path transform="translate({left:.2f} {y:.2f})" fill="{ink(role)}" d="{path}"/>'


def _clip(film: Film, stage: Stage) -> str:
    left, top, width, height = stage.frame
    return (
        f'<clipPath id="{_clip_id(film, stage.key)}">'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}"/></clipPath>'
    )


def _clip_id(film: Film, panel: str) -> str:
    return f"{film.slug}-{panel}-frame"


def _element(film: Film, actor: Actor, index: int, extra: str = "", inner: str = "") -> str:
    attributes = {name: value for name, value in actor.at(index).items() if (name, value) != _SHOWN}
    if actor.tag in _CLIPPED:
        attributes["clip-path"] = f"url(#{_clip_id(film, actor.panel)})"
    text = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{actor.tag}{extra}{text}>{inner}</{actor.tag}>"


_SHOWN = ("visibility", "visible")


def _animations(film: Film, actor: Actor) -> str:
    return "".join(_animate(name, _loop(film, values)) for name, values in actor.tracks.items())


def _loop(film: Film, values: tuple[str, ...]) -> list[str]:
    """From the last stop to the first and back, with a rest at both ends."""
    down = list(reversed(values))
    return [down[0]] * _HOLD + down + [down[-1]] * _HOLD + list(values)


def _animate(name: str, values: list[str]) -> str:
    duration = f'dur="{len(values) * SECONDS_PER_STOP:.2f}s" repeatCount="indefinite"'
    if name == "transform":
        moves = ";".join(value.removeprefix("translate(").removesuffix(")") for value in values)
        return f'<animateTransform attributeName="transform" type="translate" {duration} values="{moves}"/>'
    mode = "" if _is_geometry(values[0]) else ' calcMode="discrete"'
    return f'<animate attributeName="{name}"{mode} {duration} values="{";".join(values)}"/>'


def _is_geometry(value: str) -> bool:
    return value[0].isdigit() or value[0] == "-"

"""SVG of a film's parts: a panel with its marks, still or moving, and letters drawn once each.

Everything is drawn in the light scheme's colours; whoever composes a document recolours it at the end.
"""

import html
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from figures.draw.lettering import EM, Weight, letter, spelled, text_width
from figures.draw.theme import ink, on_page, recolour
from figures.film.film import Actor, Film
from figures.film.stage import Stage
from figures.sheets.loop import animated, animations, in_one

Part = Literal["all", "still", "moving", "loop"]
"""What of a film a file shows: all of one frame, what never changes along the sweep, the rest of one
frame, or all of it moving by itself."""

_LETTER = re.compile(r'xlink:href="#([rs][0-9a-f]+)"')
_CLIPPED = ("line", "polyline", "polygon", "ellipse")
_ROUND = ' stroke-linecap="round" stroke-linejoin="round"'
_SHOWN = ("visibility", "visible")


def panel(film: Film, stage: Stage) -> str:
    """One panel as inline SVG that follows the page's colours, its marks addressed by ``data-mark``."""
    marks = "".join(_on_page(film, actor) for actor in film.actors if actor.panel == stage.key)
    svg = (
        f'<svg class="panel" data-panel="{html.escape(stage.key)}" '
        f'viewBox="0 0 {stage.width} {stage.height}" fill="{ink("fg")}" aria-hidden="true" focusable="false">'
        f"{_clip(film, stage)}{lettered(stage.markup, f'{film.slug}-{stage.key}-')}{marks}</svg>"
    )
    return recolour(svg, on_page)


def placed(film: Film, stage: Stage, x: float, y: float, scale: float, part: Part, at: int) -> str:
    """That part of one panel as a group at (x, y), its marks as they are at frame ``at``."""
    actors = [actor for actor in film.actors if actor.panel == stage.key]
    # What lies over something that moves is painted after it, frame by frame.
    first = next((row for row, actor in enumerate(actors) if moves(film, actor)), len(actors))
    chosen = {"still": actors[:first], "moving": actors[first:]}.get(part, actors)
    shown = [
        in_one(actor) if part == "loop" else actor
        for actor in chosen
        if part == "loop" or actor.at(at)["visibility"] == "visible"
    ]
    marks = ""
    for clipped, group in groupby(shown, lambda actor: actor.tag in _CLIPPED):
        drawn = "".join(_in_file(film, actor, part, at) for actor in group)
        # One clip for all marks beside one another: a clip costs a renderer as much as a picture.
        clip = f'<g clip-path="url(#{_clip_id(film, stage.key)})"{_ROUND}>'
        marks += f"{clip}{drawn}</g>" if clipped else drawn
    return (
        f'<g transform="translate({x:.2f} {y:.2f}) scale({scale:.4f})">'
        f"{_clip(film, stage)}{'' if part == 'moving' else stage.markup}{marks}</g>"
    )


def moves(film: Film, actor: Actor) -> bool:
    """Whether the mark changes along the film's sweep."""
    return any(len({values[index] for index in film.sweep}) > 1 for values in actor.tracks.values())


def letters(
    text: str,
    x: float,
    y: float,
    size: float,
    role: str,
    weight: Weight = "regular",
    anchor: str = "start",
) -> str:
    """``text`` letter by letter with its baseline at y, beginning, centred or ending at x."""
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * text_width(text, size, weight)
    scale = f"{size / EM:g}"
    place = f"translate({left:.2f} {y:.2f}) scale({scale} -{scale})"
    return f'<g transform="{place}" fill="{ink(role)}">{_spelled(text, weight)}</g>'


def lettered(svg: str, prefix: str = "") -> str:
    """``svg`` with the letters it uses defined at its beginning, under names that begin with ``prefix``."""
    names = sorted(set(_LETTER.findall(svg)))
    paths = "".join(f'<path id="{prefix}{name}" d="{letter(name)}"/>' for name in names)
    used = _LETTER.sub(rf'xlink:href="#{prefix}\1"', svg) if prefix else svg
    return f"<defs>{paths}</defs>{used}" if names else svg


def appearing(film: Film, texts: Sequence[str], text: str, drawn: str) -> str:
    """``drawn`` shows while ``texts``, one a frame, say ``text``."""
    shown = ["visible" if other == text else "hidden" for other in texts]
    if len({shown[index] for index in film.sweep}) == 1:
        return drawn if shown[film.start] == "visible" else ""
    return f'<g visibility="{shown[film.start]}">{animated(film, "visibility", shown)}{drawn}</g>'


def _spelled(text: str, weight: Weight) -> str:
    return "".join(
        f'<use xlink:href="#{name}" x="{x}"/>' if x else f'<use xlink:href="#{name}"/>'
        for name, x in spelled(text, weight)
        if letter(name)
    )


def _clip(film: Film, stage: Stage) -> str:
    left, top, width, height = stage.frame
    return (
        f'<clipPath id="{_clip_id(film, stage.key)}">'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}"/></clipPath>'
    )


def _clip_id(film: Film, panel: str) -> str:
    return f"{film.slug}-{panel}-frame"


def _on_page(film: Film, actor: Actor) -> str:
    """A mark that a script moves by its attributes."""
    attributes = _attributes(actor.at(film.start))
    mark = f' data-mark="{html.escape(actor.key)}"'
    if actor.tag not in _CLIPPED:
        return f"<{actor.tag}{mark}{attributes}/>"
    clip = f' clip-path="url(#{_clip_id(film, actor.panel)})"'
    if " transform=" in attributes:
        # A turned mark would turn its own clip with it.
        return f"<g{clip}><{actor.tag}{mark}{attributes}/></g>"
    return f"<{actor.tag}{clip}{mark}{attributes}/>"


def _in_file(film: Film, actor: Actor, part: Part, at: int) -> str:
    """A mark inside its clip, still or moving by itself, its letters shared with all others."""
    look = actor.at(at)
    inner = animations(film, actor) if part == "loop" else ""
    tag = actor.tag
    if actor.label:
        del look["d"]
        tag = "g"
        scale = f"{actor.label.size / EM:g}"
        inner += (
            f'<g transform="scale({scale} -{scale})">{_spelled(actor.label.text, actor.label.weight)}</g>'
        )
    attributes = _attributes(look).replace(_ROUND, "")
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}/>"


def _attributes(look: dict[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in look.items() if (name, value) != _SHOWN)

"""SVG of a film's parts: a panel with its marks, still or moving, and letters as outlines.

Everything is drawn in the light scheme's colours; whoever composes a document recolours it at the end.
"""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from figures.film import Actor, Film
from figures.stage import Stage, Weight, outline
from figures.theme import ink, on_page, recolour

SECONDS_PER_STOP = 0.06
_HOLD = 12
"""Stops for which a loop rests at its ends, so that the eye can read it."""

_CLIPPED = ("line", "polyline", "polygon", "ellipse")
_SHOWN = ("visibility", "visible")


def panel(film: Film, stage: Stage) -> str:
    """One panel as inline SVG that follows the page's colours, its marks addressed by ``data-mark``."""
    marks = "".join(
        _element(film, actor, f" data-mark={quoteattr(actor.key)}")
        for actor in film.actors
        if actor.panel == stage.key
    )
    svg = (
        f'<svg class="panel" data-panel="{stage.key}" viewBox="0 0 {stage.width} {stage.height}" '
        f'fill="{ink("fg")}" aria-hidden="true" focusable="false">'
        f"{_clip(film, stage)}{stage.markup}{marks}</svg>"
    )
    return recolour(svg, on_page)


def placed(film: Film, stage: Stage, x: float, y: float, scale: float, *, looping: bool) -> str:
    """One panel as a group at (x, y), as it is at the start or moving along the film's sweep."""
    marks = "".join(
        _element(film, actor, inner=_animations(film, actor) if looping else "")
        for actor in film.actors
        if actor.panel == stage.key and (looping or actor.at(film.start)["visibility"] == "visible")
    )
    return (
        f'<g transform="translate({x:.2f} {y:.2f}) scale({scale:.4f})">'
        f"{_clip(film, stage)}{stage.markup}{marks}</g>"
    )


def letters(
    text: str,
    x: float,
    y: float,
    size: float,
    role: str,
    weight: Weight = "regular",
    anchor: str = "start",
) -> str:
    """``text`` as an outline with its baseline at y, beginning or ending at x."""
    path, width = outline(text, size, weight)
    left = x - width if anchor == "end" else x
    return f'<path transform="translate({left:.2f} {y:.2f})" fill="{ink(role)}" d="{path}"/>'


def appearing(film: Film, texts: Sequence[str], text: str, drawn: str) -> str:
    """``drawn`` shows while ``texts``, one a frame, say ``text``."""
    shown = ["visible" if other == text else "hidden" for other in texts]
    if len({shown[index] for index in film.sweep}) == 1:
        return drawn if shown[film.start] == "visible" else ""
    animation = _animate("visibility", loop(film, shown))
    return drawn.replace("/>", f' visibility="{shown[film.start]}">{animation}</path>')


def loop(film: Film, values: Sequence[str]) -> list[str]:
    """Along the sweep from its last stop to its first and back, with a rest at both ends."""
    up = [values[index] for index in film.sweep]
    return [up[-1]] * _HOLD + up[::-1] + [up[0]] * _HOLD + up


def _clip(film: Film, stage: Stage) -> str:
    left, top, width, height = stage.frame
    return (
        f'<clipPath id="{_clip_id(film, stage.key)}">'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}"/></clipPath>'
    )


def _clip_id(film: Film, panel: str) -> str:
    return f"{film.slug}-{panel}-frame"


def _element(film: Film, actor: Actor, extra: str = "", inner: str = "") -> str:
    attributes = {name: value for name, value in actor.at(film.start).items() if (name, value) != _SHOWN}
    text = "".join(f' {name}="{value}"' for name, value in attributes.items())
    element = f"<{actor.tag}{extra}{text}>{inner}</{actor.tag}>"
    if actor.tag not in _CLIPPED:
        return element
    clip = f' clip-path="url(#{_clip_id(film, actor.panel)})"'
    if "transform" in attributes:
        # A turned mark would turn its own clip with it.
        return f"<g{clip}>{element}</g>"
    return f"<{actor.tag}{clip}{element.removeprefix(f'<{actor.tag}')}"


def _animations(film: Film, actor: Actor) -> str:
    moving = {name: loop(film, values) for name, values in actor.tracks.items()}
    return "".join(_animate(name, values) for name, values in moving.items() if len(set(values)) > 1)


def _animate(name: str, values: list[str]) -> str:
    duration = f'dur="{len(values) * SECONDS_PER_STOP:.2f}s" repeatCount="indefinite"'
    if name == "transform":
        kind = values[0].split("(")[0]
        moves = ";".join(value.removeprefix(f"{kind}(").removesuffix(")") for value in values)
        return f'<animateTransform attributeName="transform" type="{kind}" {duration} values="{moves}"/>'
    mode = "" if values[0][0].isdigit() or values[0][0] == "-" else ' calcMode="discrete"'
    return f'<animate attributeName="{name}"{mode} {duration} values="{";".join(values)}"/>'

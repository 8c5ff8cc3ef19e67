"""The HTML of a figure: panels, slider, readouts, caption; complete without scripts."""

import hashlib
import html
import json
from functools import lru_cache
from itertools import count, pairwise
from typing import Any

from figures.draw.theme import on_page, recolour
from figures.files.downloads import downloads
from figures.film.film import Film
from figures.scene import HOUSE_CONVENTION, Choice, Control, Slider
from figures.sheets import handles, inline
from figures.site.slots import ROOT_MARK
from figures.site.tracks import shortened
from figures.site.typography import well_set

_LINK = (
    ' <button type="button" class="figure__copy copy" data-link><span aria-live="polite">'
    "Copy link to this state</span></button>"
)
"""The button whose address ``docs/javascripts/figures/address.js`` keeps and ``copy.js`` copies."""


def block(film: Film) -> str:
    """The figure as one HTML element, which ``docs/javascripts/figures/`` brings to life if it moves."""
    scene = film.scene
    film_data = f' data-film="{ROOT_MARK}/figures/{film.slug}/film.js"' if scene.controls else ""
    parts = [
        f'<lasso-figure id="{film.slug}"{film_data}>',
        *_sheet(film),
        f"<figcaption><strong>{html.escape(scene.claim)}.</strong> {html.escape(well_set(scene.caption))} "
        f'<a class="figure__link" href="{ROOT_MARK}/figures/{film.slug}/#files">'
        f"Files for slides</a>{_LINK if scene.controls else ''}</figcaption>",
        "</figure>",
        "</lasso-figure>",
    ]
    return "\n".join(filter(None, parts))


def table(film: Film) -> str:
    """The script that hands a figure its table: classic, so that it also works from a folder."""
    detail = f"{json.dumps(film.slug)},{recolour(_tracks(film), on_page)}"
    return f'dispatchEvent(new CustomEvent("film",{{detail:[{detail}]}}));\n'


def _sheet(film: Film) -> list[str]:
    """The figure laid out for the page, controls and readouts below it."""
    scene = film.scene
    readouts = _readouts(film)
    # The page says what is to be seen where it begins, if the story comes by there; most end there.
    here = [
        beat.sentence for beat, state in zip(scene.story, scene.states(), strict=True) if state == scene.start
    ]
    sentence = html.escape(here[-1]) if here else ""
    said = f'<p class="figure__said" aria-live="polite" data-search-exclude>{sentence}</p>'
    return [
        '<figure class="figure">',
        f'<div class="figure__main" role="img" aria-label="{html.escape(scene.alt)}">'
        f"{inline.drawings(film)}</div>",
        said if scene.story else "",
        _controls(film) if scene.controls else "",
        f'<section class="figure__beside" data-search-exclude>{readouts}</section>' if readouts else "",
    ]


def _controls(film: Film) -> str:
    """The controls, which a reader without scripts does not see, and the button that plays the story."""
    inputs = "".join(
        _slider(film, control) if isinstance(control, Slider) else _choice(film, control)
        for control in film.scene.controls
    )
    play = f'<button type="button" class="figure__play" aria-label="Play: {_title(film)}"></button>'
    return (
        f'<div class="figure__controls">{play}<div class="figure__inputs">{inputs}</div>'
        '<output class="figure__state"></output></div>'
    )


def _title(film: Film) -> str:
    return html.escape(film.scene.title)


def _slider(film: Film, control: Slider) -> str:
    says = html.escape(film.frames[film.start].says)
    start = control.stops.index(film.scene.start[control.name])
    return (
        f'<label><span class="figure__label">{html.escape(control.label)}</span>'
        f'<input type="range" data-control="{control.name}" min="0" max="{len(control.stops) - 1}" '
        f'value="{start}" step="1" autocomplete="off" '
        f'aria-label="{html.escape(control.label)}: {_title(film)}" aria-valuetext="{says}"></label>'
    )


def _choice(film: Film, control: Choice) -> str:
    options = "".join(
        f'<label><input type="radio" name="{film.slug}-{control.name}" data-control="{control.name}" '
        f'value="{place}" autocomplete="off"{" checked" if value == film.scene.start[control.name] else ""}>'
        f"<span>{html.escape(label)}</span></label>"
        for place, (value, label) in enumerate(control.options)
    )
    label = html.escape(control.label)
    return f'<fieldset aria-label="{label}: {_title(film)}"><legend>{label}</legend>{options}</fieldset>'


def record(film: Film) -> dict[str, Any]:
    """What the permalink page and the prose need to know about a figure."""
    scene = film.scene
    return {
        "title": scene.title,
        "claim": scene.claim,
        "alt": scene.alt,
        "computed": scene.computed,
        "convention": None if scene.convention == HOUSE_CONVENTION else scene.convention,
        "lesson": scene.lesson,
        "notes": scene.notes,
        "digest": _digest(film),
        "residual": None if film.residual is None else f"{film.residual:.0e}",
        "uncertified": scene.uncertified,
        "stops": len(film.frames),
        "controls": {control.name: addresses(control) for control in scene.controls},
        "facts": dict(film.facts),
        "files": [
            {
                "name": download.name(film.slug),
                "kind": download.kind,
                "purpose": download.purpose,
                "group": download.group,
                "ground": download.ground,
                "size_text": download.size_text,
            }
            for download in downloads(scene)
        ],
    }


def _digest(film: Film) -> str:
    """SHA-256 of all that the figure draws: its words, its drawings, its moves.

    Nothing of the edition enters (no credit line), so a release alone changes no figure.
    """
    said = "\n".join(
        [film.scene.claim, film.scene.convention, film.scene.source, inline.drawings(film), _tracks(film)]
    )
    return hashlib.sha256(said.encode()).hexdigest()


@lru_cache(maxsize=1)
def _tracks(film: Film) -> str:
    """The table of the player: each track as ``shortened`` tells it. Kept, since the digest is of it too."""
    frames = film.frames
    keys = [readout.key for readout in frames[0].readouts]
    table = {
        "controls": [_control(film, control) for control in film.scene.controls],
        "marks": {
            key: {name: shortened(track, name) for name, track in tracks.items()}
            for key, tracks in inline.tracks(film).items()
        },
        "readouts": {
            key: shortened(film.thinned(texts)) for key, texts in zip(keys, film.texts, strict=True)
        },
        "says": shortened(film.thinned([frame.says for frame in frames])),
        "story": inline.told(film),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))


def _control(film: Film, control: Control) -> dict[str, Any]:
    told: dict[str, Any] = {"name": control.name, "stops": addresses(control)}
    if isinstance(control, Slider):
        told["beats"] = [control.stops.index(beat) for beat in control.beats]
        told["drag"] = handles.dragged(control)
        if control.continuous:
            told["continuous"] = True
    return told


def addresses(control: Control) -> list[float] | list[str]:
    """What each stop is called in an address: its name, or the shortest decimal that is this stop's alone.

    "Alone" allows a hundredth of the way to the nearest other stop.
    """
    if isinstance(control, Choice):
        return list(control.stops)
    stops = control.stops
    gaps = [upper - lower for lower, upper in pairwise(stops)]
    return [
        _shortest(stop, min(gaps[max(place - 1, 0) : place + 1], default=0) / 100)
        for place, stop in enumerate(stops)
    ]


def _shortest(value: float, tolerance: float) -> float:
    digits = next(digits for digits in count() if abs(round(value, digits) - value) <= tolerance)
    short = round(value, digits)
    # As JSON, 2.0 would be two letters longer than 2.
    return int(short) if short == int(short) else short


def _readouts(film: Film) -> str:
    if not film.frames[0].readouts:
        return ""
    rows = "".join(
        f'<div data-readout="{html.escape(readout.key)}"'
        f"{' data-weight' if readout.weight else ''}{' data-zero' if readout.text == '0' else ''}>"
        f"<dt>{html.escape(readout.label)}</dt><dd>{html.escape(readout.text)}</dd></div>"
        for readout in film.frames[film.start].readouts
    )
    return f'<dl class="readouts">{rows}</dl>'

"""The HTML of a figure: panels, slider, readouts, caption; complete without scripts."""

import html
import json
from typing import Any

from figures.export import svg
from figures.export.files import DOWNLOADS
from figures.film import Film
from figures.theme import on_page, recolour

ROOT_MARK = "@site-root@"
"""Stands for the site's root in figure HTML; the theme's template puts each page's way there."""


def block(film: Film) -> str:
    """The figure as one HTML element, which ``docs/javascripts/player.js`` brings to life."""
    scene, control = film.scene, film.scene.control
    first, *others = (svg.panel(film, stage) for stage in film.stages)
    beside = "".join(f'<div class="figure__panel">{markup}</div>' for markup in others)
    last = len(control.stops) - 1
    says = html.escape(film.frames[film.start].says)
    parts = [
        f"<lasso-figure id=\"{film.slug}\" data-film='{_attribute(recolour(_tracks(film), on_page))}'>",
        '<figure class="figure">',
        f'<div class="figure__main" role="img" aria-label="{html.escape(scene.alt)}">{first}</div>',
        '<div class="figure__controls" hidden>',
        f'<button type="button" class="figure__play" aria-label="Play: sweep {control.label}"></button>',
        f'<label><span class="figure__label">{html.escape(control.label)}</span>'
        f'<input type="range" min="0" max="{last}" value="{film.start}" step="1" '
        f'aria-valuetext="{says}"></label>',
        "</div>",
        # A <section>, because the search indexer ends an excluded <div> at the first nested one's end.
        f'<section class="figure__beside" data-search-exclude>{beside}{_readouts(film)}</section>',
        f"<figcaption><strong>{html.escape(scene.claim)}.</strong> {html.escape(scene.caption)} "
        f'<a class="figure__link" href="{ROOT_MARK}/figures/{film.slug}/#files">'
        "Files and citation</a></figcaption>",
        "</figure>",
        "</lasso-figure>",
    ]
    return "\n".join(parts)


def record(film: Film) -> dict[str, Any]:
    """What the permalink page and the prose need to know about a figure."""
    scene = film.scene
    return {
        "title": scene.title,
        "claim": scene.claim,
        "alt": scene.alt,
        "computed": scene.computed,
        "lesson": scene.lesson,
        "residual": f"{film.residual:.1e}",
        "stops": len(scene.control.stops),
        "facts": dict(film.facts),
        "files": [{"name": download.name(film.slug), "purpose": download.purpose} for download in DOWNLOADS],
    }


def _tracks(film: Film) -> str:
    control = film.scene.control
    frames = film.frames
    keys = [readout.key for readout in frames[0].readouts]
    return json.dumps(
        {
            "beats": [control.stops.index(beat) for beat in control.beats],
            "drag": control.drag,
            "marks": {
                actor.key: {name: list(values) for name, values in actor.tracks.items()}
                for actor in film.actors
                if actor.tracks
            },
            "readouts": {key: [frame.readouts[row].text for frame in frames] for row, key in enumerate(keys)},
            "says": [frame.says for frame in frames],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;")


def _readouts(film: Film) -> str:
    rows = "".join(
        f'<div data-readout="{html.escape(readout.key)}"'
        f"{' data-lead' if readout.lead else ''}{' data-zero' if readout.text == '0' else ''}>"
        f"<dt>{html.escape(readout.label)}</dt><dd>{html.escape(readout.text)}</dd></div>"
        for readout in film.frames[film.start].readouts
    )
    return f'<dl class="readouts">{rows}</dl>'

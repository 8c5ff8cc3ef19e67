"""A figure's story as one SVG that plays by itself, in as few numbers as it takes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from figures.draw.marks import Label, Mark
from figures.draw.theme import Scheme, in_scheme, recolour
from figures.film.film import Film
from figures.film.shots import PICTURES_PER_SECOND, Shot, light
from figures.scene import SceneError
from figures.sheets.drawing import (
    Scale,
    clip,
    clip_id,
    document,
    fixtures,
    frame,
    said,
    spelled_out,
)
from figures.sheets.elements import element
from figures.sheets.labels import letters as named
from figures.sheets.layout import Letters, Place
from figures.sheets.loop import keyframes
from figures.sheets.setting import Setting, set_on
from figures.sheets.sheet import WIDE

_WORDS_LAST = 0.25
"""Seconds for which changing words stay at least: each costs bytes, and nobody reads faster."""
_FINE = {"d": 0.6, "opacity": 0.02, "r": 0.1, "fill-opacity": 0.01, "stroke-width": 0.1}
"""By how much an animation may leave the film between the pictures it keeps."""
_NUMBERS = re.compile(r"-?\d*\.?\d+")


def replay(film: Film, scheme: Scheme, budget: int) -> str:
    """The story, over and over, in at most ``budget`` bytes; else ``SceneError``."""
    setting = set_on(film, WIDE)
    reel = _Reel(setting)
    body = "".join(_place(reel, place) for place in setting.places)
    sentences = [shot.sentence for shot in reel.shots]
    spoken = "".join(
        _appearing(reel, sentences, text, said(setting, text)) for text in dict.fromkeys(sentences) if text
    )
    svg = recolour(document(setting, frame(setting) + body + spoken, True), in_scheme(scheme))
    if len(svg.encode()) > budget:
        raise SceneError(
            f"figures/scenes/{film.slug}.py: its loop weighs {len(svg.encode())} bytes, above {budget}; "
            "give it fewer marks, points or changing words"
        )
    return svg


class _Reel:
    """The shots at which something may change, and when, as shares of the whole story."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.shots: list[Shot] = []
        at: list[float] = []
        now = 0
        for shot in setting.film.shots:
            # In a cross-fade the marks go straight from one picture to the other.
            if shot.share == 1:
                ends = [now] if shot.pictures == 1 else [now, now + shot.pictures - 1]
                self.shots += [shot] * len(ends)
                at += ends
            now += shot.pictures
        self.seconds = now / PICTURES_PER_SECOND
        self.times = [place / now for place in at]

    def rests(self, row: int) -> bool:
        """Whether the story stands still at that shot."""
        return self.shots[row].pictures > 1


def _place(reel: _Reel, place: Place) -> str:
    setting = reel.setting
    drawn = fixtures(setting, place) + clip(setting, place)
    first = reel.shots[0].frame.marks
    for row, mark in enumerate(first):
        if mark.panel != place.panel.key:
            continue
        course = [shot.frame.marks[row] for shot in reel.shots]
        faint = _faint(reel, place, mark)
        drawn += (
            _label(reel, place, course, faint)
            if isinstance(mark, Label)
            else _mark(reel, place, course, faint)
        )
    return drawn


def _faint(reel: _Reel, place: Place, mark: Mark) -> list[str]:
    story = reel.setting.film.scene.story
    return [f"{light(story, shot, mark.key, place.panel.key):.2f}" for shot in reel.shots]


def _mark(reel: _Reel, place: Place, course: Sequence[Mark], faint: list[str]) -> str:
    known: dict[Mark, dict[str, str]] = {}
    tag = ""
    looks = []
    for mark in course:
        if mark not in known:
            tag, look = element(mark, place.panel, Scale(place), reel.setting.sheet.stroke)
            known[mark] = {"display": "inline"} | look
        looks.append(known[mark])
    if all(look["display"] == "none" for look in looks):
        return ""
    names = dict.fromkeys(name for look in looks for name in look)
    tracks = {name: [look.get(name, "none") for look in looks] for name in names} | {"opacity": faint}
    attributes = "".join(
        f' {name}="{values[0]}"' for name, values in tracks.items() if (name, values[0]) not in _USUAL
    )
    moves = "".join(_animated(reel, name, values) for name, values in tracks.items())
    clipped = f' clip-path="url(#{clip_id(reel.setting, place)})"' if tag == "path" else ""
    round_ = ' stroke-linecap="round" stroke-linejoin="round"' if tag == "path" else ""
    drawn = f"<{tag}{round_}{attributes}>{moves}</{tag}>" if moves else f"<{tag}{round_}{attributes}/>"
    return f"<g{clipped}>{drawn}</g>" if clipped else drawn


_USUAL = {("display", "inline"), ("opacity", "1.00"), ("fill-opacity", "1")}


def _label(reel: _Reel, place: Place, course: Sequence[Mark], faint: list[str]) -> str:
    """Letters that go along with their point; each of their words is there while it is said."""
    setting = reel.setting
    labels = [mark for mark in course if isinstance(mark, Label)]
    side = setting.sides[place.key][labels[0].key]
    lines = [named(setting.sheet, place, label, side) for label in labels]
    home = lines[0]
    moved = [f"translate({line.x - home.x:.1f} {line.y - home.y:.1f})" for line in lines]
    words = _held(
        reel,
        [
            replace(line, x=home.x, y=home.y) if label.visible else None
            for line, label in zip(lines, labels, strict=True)
        ],
    )
    drawn = "".join(
        _appearing(reel, words, line, spelled_out(line)) for line in dict.fromkeys(words) if line is not None
    )
    if not drawn:
        return ""
    move = _animated(reel, "transform", moved)
    fade = _animated(reel, "opacity", faint)
    start = f' transform="{moved[0]}"' if move else ""
    start += f' opacity="{faint[0]}"' if fade else ""
    return f"<g{start}>{move}{fade}{drawn}</g>" if start else drawn


def _held(reel: _Reel, words: list[Letters | None]) -> list[Letters | None]:
    """The words, none for less than ``_WORDS_LAST`` unless the story rests."""
    kept = [words[0]]
    since = 0.0
    for row in range(1, len(words)):
        now = reel.times[row] * reel.seconds
        due = now - since >= _WORDS_LAST or reel.rests(row) or words[row] is None or kept[-1] is None
        if words[row] != kept[-1] and due:
            since = now
            kept.append(words[row])
        else:
            kept.append(kept[-1])
    return kept


def _appearing(reel: _Reel, words: Sequence[object], word: object, drawn: str) -> str:
    """``drawn`` is shown while ``words``, one a shot, are this ``word``."""
    shown = ["inline" if other == word else "none" for other in words]
    if len(set(shown)) == 1:
        return drawn
    return f'<g display="{shown[0]}">{_animated(reel, "display", shown)}{drawn}</g>'


def _animated(reel: _Reel, name: str, values: Sequence[str]) -> str:
    if len(set(values)) == 1:
        return ""
    moving = (
        re.match(r"-?[\d.]|translate|M", values[0])
        and len({_NUMBERS.sub("#", value) for value in values}) == 1
    )
    if moving:
        kept = keyframes(values, _FINE.get(name, 0.8), reel.times)
    else:
        kept = [0, *(row for row, (a, b) in enumerate(pairwise(values), 1) if a != b)]
    times = [reel.times[row] for row in kept]
    texts = [values[row] for row in kept]
    if moving and times[-1] < 1:
        times.append(1.0)
        texts.append(texts[-1])
    at = ";".join(f"{time:.4f}".strip("0").rstrip(".") or "0" for time in times)
    clock = f'dur="{reel.seconds:.2f}s" repeatCount="indefinite" keyTimes="{at}"'
    if name == "transform":
        moves = ";".join(text.removeprefix("translate(").removesuffix(")") for text in texts)
        return f'<animateTransform attributeName="transform" type="translate" {clock} values="{moves}"/>'
    mode = "" if moving else ' calcMode="discrete"'
    return f'<animate attributeName="{name}"{mode} {clock} values="{";".join(texts)}"/>'

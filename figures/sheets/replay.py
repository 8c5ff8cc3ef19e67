"""A figure's story as one SVG that plays by itself, in as few numbers as it takes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from figures.draw.marks import Dot, Label, Mark
from figures.draw.theme import Scheme, in_scheme, recolour
from figures.film.film import Film
from figures.film.shots import PICTURES_PER_SECOND, Shot, light
from figures.scene import SceneError
from figures.sheets.drawing import (
    ROUND,
    Scale,
    clip,
    clip_id,
    document,
    fixtures,
    frame,
    inside,
    said,
    spelled_out,
)
from figures.sheets.elements import element
from figures.sheets.keyframes import keyframes
from figures.sheets.labels import letters as named
from figures.sheets.layout import Letters, Place
from figures.sheets.setting import Setting, set_on
from figures.sheets.sheet import WIDE

_WORDS_LAST = 0.25
"""Seconds for which changing words stay at least: each costs bytes, and nobody reads faster."""
_FINE = {"d": 0.6, "opacity": 0.02, "r": 0.1, "fill-opacity": 0.01, "stroke-width": 0.1}
"""By how much an animation may leave the film between the pictures it keeps."""
_COARSENESS = (1.0, 1.15, 1.3)
"""How much further it may, if a loop is too heavy otherwise."""
_NUMBERS = re.compile(r"-?\d*\.?\d+")


def replay(film: Film, scheme: Scheme, budget: int) -> str:
    """The story, over and over, in at most ``budget`` bytes; else ``SceneError``.

    Whoever asks for less motion sees its claim, which stands still: the film is then hidden by a style, for
    nothing else in an SVG stops an animation. Programs that read no styles show the film.
    """
    setting = set_on(film, WIDE)
    for coarseness in _COARSENESS:
        svg = recolour(_playing(_Reel(setting, coarseness)), in_scheme(scheme))
        if len(svg.encode()) <= budget:
            return svg
    raise SceneError(
        f"figures/scenes/{film.slug}.py: its loop weighs {len(svg.encode())} bytes, above {budget}; "
        "give it fewer marks, points or changing words"
    )


def _playing(reel: "_Reel") -> str:
    setting = reel.setting
    stays = "".join(fixtures(setting, place) + clip(setting, place) for place in setting.places)
    sentences = [shot.sentence for shot in reel.shots]
    moves = "".join(_place(reel, place) for place in setting.places) + "".join(
        _appearing(reel, sentences, text, said(setting, text)) for text in dict.fromkeys(sentences) if text
    )
    last = reel.shots[-1]
    claim = "".join(inside(setting, place, last.frame.marks) for place in setting.places)
    claim += said(setting, last.sentence)
    film, still = (f"{setting.film.slug}-{name}" for name in ("film", "claim"))
    style = (
        '<style media="(prefers-reduced-motion: reduce)">'
        f"#{film} {{ display: none }} #{still} {{ display: inline }}</style>"
    )
    body = f'{style}<g id="{film}">{moves}</g><g id="{still}" display="none">{claim}</g>'
    return document(setting, frame(setting) + stays + body, True)


class _Reel:
    """The shots at which something may change, and when, as shares of the whole story."""

    def __init__(self, setting: Setting, coarseness: float) -> None:
        self.setting = setting
        self.coarseness = coarseness
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
    drawn = []
    first = reel.shots[0].frame.marks
    marks = [(row, mark) for row, mark in enumerate(first) if mark.panel == place.panel.key]
    # Neighbours that step back together take one animation, and one clip.
    for (faint, cut), run in groupby(marks, lambda one: (_faint(reel, place, one[1]), _is_cut(one[1]))):
        courses = [[shot.frame.marks[row] for shot in reel.shots] for row, _ in run]
        each = "".join(
            _label(reel, place, course) if isinstance(course[0], Label) else _mark(reel, place, course)
            for course in courses
        )
        clipped = f' clip-path="url(#{clip_id(setting, place)})"{ROUND}' if cut and each else ""
        fade = _animated(reel, "opacity", faint)
        faded = f' opacity="{faint[0]}"' if fade else ""
        drawn.append(f"<g{clipped}{faded}>{fade}{each}</g>" if clipped or faded else each)
    return "".join(drawn)


def _is_cut(mark: Mark) -> bool:
    """Whether it ends at the axes: lines and regions."""
    return not isinstance(mark, Dot | Label)


def _faint(reel: _Reel, place: Place, mark: Mark) -> list[str]:
    story = reel.setting.film.scene.story
    return [f"{light(story, shot, mark.key, place.panel.key):.2f}" for shot in reel.shots]


def _mark(reel: _Reel, place: Place, course: Sequence[Mark]) -> str:
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
    tracks = {name: [look.get(name, "none") for look in looks] for name in names}
    if len(set(tracks.get("cx", ()))) > 1 < len(set(tracks["cy"])):
        # Both in one animation, which has the times but once.
        places = zip(tracks.pop("cx"), tracks.pop("cy"), strict=True)
        tracks["transform"] = [f"translate({x} {y})" for x, y in places]
    attributes = "".join(
        f' {name}="{values[0]}"' for name, values in tracks.items() if (name, values[0]) not in _USUAL
    )
    moves = "".join(_animated(reel, name, values) for name, values in tracks.items())
    return f"<{tag}{attributes}>{moves}</{tag}>" if moves else f"<{tag}{attributes}/>"


_USUAL = {("display", "inline"), ("fill-opacity", "1")}


def _label(reel: _Reel, place: Place, course: Sequence[Mark]) -> str:
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
    return f'<g transform="{moved[0]}">{move}{drawn}</g>' if move else drawn


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
        kept = keyframes(values, _FINE.get(name, 0.8) * reel.coarseness, reel.times)
    else:
        kept = [0, *(row for row, (a, b) in enumerate(pairwise(values), 1) if a != b)]
    times = [reel.times[row] for row in kept]
    texts = [values[row] for row in kept]
    if moving and len(texts) > 2 and texts[-1] == texts[-2]:
        # It is there already, and stays.
        del times[-1], texts[-1]
    if moving and times[-1] < 1:
        times.append(1.0)
        texts.append(texts[-1])
    at = ";".join(f"{time:.4f}".strip("0").rstrip(".") or "0" for time in times)
    clock = f'dur="{round(reel.seconds, 2):g}s" repeatCount="indefinite" keyTimes="{at}"'
    if name == "transform":
        moves = ";".join(text.removeprefix("translate(").removesuffix(")") for text in texts)
        return f'<animateTransform attributeName="transform" type="translate" {clock} values="{moves}"/>'
    mode = "" if moving else ' calcMode="discrete"'
    return f'<animate attributeName="{name}"{mode} {clock} values="{";".join(texts)}"/>'

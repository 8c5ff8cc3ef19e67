"""A story's loop shows what its film shows, at every time; an SVG is read here as a browser plays it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import numpy as np
import pytest

from figures.draw.lettering import letter, spelled
from figures.draw.marks import Dot, Label, Mark, Polygon
from figures.draw.theme import BUDGETS, ink
from figures.files.metadata import ROOM
from figures.film.film import Film, shoot
from figures.film.shots import Shot, light
from figures.scene import Frame, SceneError
from figures.sheets.labels import letters
from figures.sheets.layout import Letters
from figures.sheets.replay import replay
from figures.sheets.setting import set_on
from figures.sheets.sheet import WIDE
from tests.films import MOVING, film
from tests.told import TOLD, changed, told

SLUGS = [*MOVING, "told"]
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
GLYPH = re.compile(r"[rs][0-9a-f]+")


def shown(slug: str) -> Film:
    return told() if slug == "told" else film(slug)


@cache
def loop(slug: str) -> str:
    return replay(shown(slug), "light", BUDGETS["loop.svg"] - ROOM)


@cache
def root(slug: str) -> ElementTree.Element:
    return ElementTree.fromstring(loop(slug))


def group(slug: str, name: str) -> ElementTree.Element:
    """The group of that name: the film, or the claim that stands still."""
    (found,) = (one for one in root(slug).iter(f"{SVG}g") if one.get("id") == f"{shown(slug).slug}-{name}")
    return found


def value(element: ElementTree.Element, name: str, time: float) -> str:
    """An attribute at a share of the loop, from 0 to 1."""
    for animation in element:
        if animation.tag == f"{SVG}animate" and animation.get("attributeName") == name:
            times = [float(at) for at in animation.attrib["keyTimes"].split(";")]
            values = animation.attrib["values"].split(";")
            if animation.get("calcMode") == "discrete":
                return values[max(row for row, at in enumerate(times) if at <= time)]
            return str(np.interp(time, times, [float(each) for each in values]))
    return element.get(name, "")


def centre(circle: ElementTree.Element, time: float) -> list[float]:
    """Where a dot is at a share of the loop."""
    for animation in circle.iter(f"{SVG}animateTransform"):
        times = [float(at) for at in animation.attrib["keyTimes"].split(";")]
        ways = np.array([pair.split() for pair in animation.attrib["values"].split(";")], dtype=float)
        return [float(np.interp(time, times, way)) for way in ways.T]
    return [float(value(circle, name, time)) for name in ("cx", "cy")]


def moments(of: Film) -> Iterator[tuple[float, Shot]]:
    """The shots with the time at which each is shown first, as a share of the film; no cross-fades."""
    total = sum(shot.pictures for shot in of.shots)
    now = 0
    for shot in of.shots:
        if shot.share == 1:
            yield now / total, shot
        now += shot.pictures


def soon(of: Film, time: float) -> float:
    """A third of a picture later: what changes at once has done so, whatever was rounded."""
    return time + 0.3 / sum(shot.pictures for shot in of.shots)


@pytest.mark.parametrize("slug", SLUGS)
def test_dots_are_where_the_film_has_them(slug: str) -> None:
    """To a pixel and a half, with their colours and light, at a moment of every motion."""
    of = shown(slug)
    setting = set_on(of, WIDE)
    shots = list(moments(of))
    # A group of neighbours is lit as one.
    above = {child: parent for parent in root(slug).iter() for child in parent}
    circles = list(group(slug, "film").iter(f"{SVG}circle"))
    for place in setting.places:
        for row, mark in enumerate(of.frames[0].marks):
            course = [shot.frame.marks[row] for _, shot in shots]
            if (
                mark.panel != place.panel.key
                or not isinstance(mark, Dot)
                or not any(m.visible for m in course)
            ):
                continue
            circle = circles.pop(0)
            for time, shot in shots:
                dot = shot.frame.marks[row]
                assert isinstance(dot, Dot)
                later = soon(of, time)
                assert (value(circle, "display", later) != "none") == dot.visible
                if not dot.visible:
                    continue
                assert np.hypot(*np.subtract(centre(circle, time), place.project(dot.x, dot.y))) < 1.5, (
                    dot,
                    time,
                )
                fill = ink("ground") if dot.hollow else ink(dot.role)
                assert (value(circle, "fill", later), value(circle, "stroke", later)) == (fill, ink(dot.role))
                lit = light(of.scene.story, shot, dot.key, dot.panel)
                assert float(value(above[circle], "opacity", time) or 1) == pytest.approx(lit, abs=0.03)
    assert circles == []


def glyphs(line: Letters) -> tuple[str, ...]:
    return tuple(name for name, _ in spelled(line.text, line.weight) if letter(name))


def displayed(element: ElementTree.Element, time: float) -> Iterator[tuple[str, ...]]:
    """Each line of letters that is displayed at that time."""
    if value(element, "display", time) == "none":
        return
    names = tuple(use.attrib[XLINK][1:] for use in element if use.tag == f"{SVG}use")
    if names and all(GLYPH.fullmatch(name) for name in names):
        yield names
    for child in element:
        yield from displayed(child, time)


@pytest.mark.parametrize("slug", SLUGS)
def test_whenever_the_story_rests_its_words_are_there_and_no_others(slug: str) -> None:
    of = shown(slug)
    setting = set_on(of, WIDE)
    rests = [(time, shot) for time, shot in moments(of) if shot.pictures > 1]
    assert {shot.beat for _, shot in rests} == set(range(len(of.scene.story)))
    for time, shot in rests:
        lines = [*setting.letters, *(line for place in setting.places for line in place.letters)]
        for place in setting.places:
            for mark in shot.frame.marks:
                if isinstance(mark, Label) and mark.panel == place.panel.key and mark.visible:
                    lines.append(letters(WIDE, place, mark, setting.sides[place.key][mark.key]))
        lines.append(Letters(shot.sentence, 0, 0, WIDE.sentence, "fg"))
        assert Counter(displayed(root(slug), soon(of, time))) == Counter(map(glyphs, lines)), shot.beat


@pytest.mark.parametrize("slug", SLUGS)
def test_the_sentence_is_that_of_the_beat_at_any_time(slug: str) -> None:
    of = shown(slug)
    sentences = {
        glyphs(Letters(beat.sentence, 0, 0, WIDE.sentence, "fg")): beat.sentence for beat in of.scene.story
    }
    for time, shot in moments(of):
        there = [sentences[line] for line in displayed(root(slug), soon(of, time)) if line in sentences]
        assert there == [shot.sentence] * bool(shot.sentence), time


@pytest.mark.parametrize("slug", SLUGS)
def test_all_animations_take_as_long_as_the_film(slug: str) -> None:
    seconds = {float(one.attrib["dur"].removesuffix("s")) for one in root(slug).iter() if "dur" in one.attrib}
    assert len(seconds) == 1
    assert seconds.pop() == pytest.approx(sum(shot.pictures for shot in shown(slug).shots) / 30, abs=0.006)
    for one in root(slug).iter():
        if "keyTimes" in one.attrib:
            times = [float(time) for time in one.attrib["keyTimes"].split(";")]
            assert times == sorted(times)
            assert times[0] == 0
            assert one.get("calcMode") == "discrete" or times[-1] == 1
            assert len(times) == one.attrib["values"].count(";") + 1


@pytest.mark.parametrize("slug", SLUGS)
def test_a_loop_is_small_and_hides_as_every_program_understands(slug: str) -> None:
    """Inkscape ignores an animated ``visibility``."""
    assert len(loop(slug).encode()) + ROOM <= BUDGETS["loop.svg"]
    assert "visibility" not in loop(slug)
    ids = [one.attrib["id"] for one in root(slug).iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("slug", SLUGS)
def test_who_asks_for_less_motion_sees_the_claim_stand_still(slug: str) -> None:
    of, still = shown(slug), group(slug, "claim")
    assert still.get("display") == "none"
    assert not [one for one in still.iter() if one.tag in (f"{SVG}animate", f"{SVG}animateTransform")]
    (style,) = root(slug).iter(f"{SVG}style")
    assert style.get("media") == "(prefers-reduced-motion: reduce)"
    assert style.text == f"#{of.slug}-film {{ display: none }} #{of.slug}-claim {{ display: inline }}"
    # Nothing moves outside the film; what stays is there once, for both.
    moving = [one for one in root(slug).iter() if "repeatCount" in one.attrib]
    assert len(moving) == sum("repeatCount" in one.attrib for one in group(slug, "film").iter())
    setting, last = set_on(of, WIDE), of.shots[-1]
    dots = [mark for mark in last.frame.marks if isinstance(mark, Dot) and mark.visible]
    places = Counter(place.panel.key for place in setting.places)
    assert len(list(still.iter(f"{SVG}circle"))) == sum(places[dot.panel] for dot in dots)
    still.attrib.pop("display")
    sentence = glyphs(Letters(last.sentence, 0, 0, WIDE.sentence, "fg"))
    assert sentence in displayed(still, 0)
    still.set("display", "none")


def test_a_loop_gets_coarser_before_it_is_refused() -> None:
    fine = len(replay(told(), "light", 200_000))
    coarser = replay(told(), "light", fine - 1)
    assert len(coarser) < fine


def test_a_loop_above_its_budget_is_refused() -> None:
    with pytest.raises(SceneError, match=r"figures/scenes/told\.py: its loop weighs \d+ bytes, above 20000"):
        replay(told(), "light", 20_000)


def test_a_tint_that_comes_later_is_followed() -> None:
    def tinted(lam: float, kind: str) -> Frame:
        frame = TOLD.draw(lam=lam, kind=kind)

        def late(mark: Mark) -> Mark:
            return replace(mark, opacity=0.2 * (lam > 0.5)) if isinstance(mark, Polygon) else mark

        return replace(frame, marks=tuple(map(late, frame.marks)))

    of = shoot("tinted", changed(draw=tinted))
    drawn = next(ElementTree.fromstring(replay(of, "light", 200_000)).iterfind(f"{SVG}g[@id='tinted-film']"))
    (zone,) = (path for path in drawn.iter(f"{SVG}path") if value(path, "fill", 1.0) == ink("zero"))
    for time, shot in moments(of):
        (polygon,) = (mark for mark in shot.frame.marks if isinstance(mark, Polygon))
        if polygon.visible:
            tint = value(zone, "fill-opacity", soon(of, time))
            assert (value(zone, "fill", soon(of, time)), tint) in {
                ("none", "none"), (ink("zero"), f"{polygon.opacity:g}")
            }  # fmt: skip

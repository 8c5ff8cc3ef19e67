"""A page tells a figure's story beat by beat, and the reader takes over at any moment."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from figures.build.layout import DOCS
from figures.draw.theme import css
from figures.film.film import Film
from figures.sheets.setting import set_on
from figures.sheets.sheet import PAGE
from figures.site.assets import scripts
from figures.site.block import block, table
from figures.site.slots import ROOT_MARK
from tests.conftest import Once, served
from tests.told import LAMBDAS, TOLD, told
from tests.visit import drawn, wake

SENTENCES = [beat.sentence for beat in TOLD.story]
LAST = LAMBDAS.index(1.25)
SECONDS = sum(beat.way + beat.hold for beat in TOLD.story)
Open = Callable[..., Page]


def write(folder: Path, film: Film) -> None:
    """A page of the figure alone, with the site's style and script."""
    (folder / "site.css").write_bytes((DOCS / "stylesheets" / "site.css").read_bytes())
    (folder / "figures.js").write_bytes(scripts()["javascripts/figures.js"])
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Told</title>'
        f'<link rel="stylesheet" href="site.css"><style>{css()}</style><link rel="icon" href="data:,">'
        f'</head><body class="md-typeset">{block(film).replace(ROOT_MARK, ".")}'
        '<script src="figures.js"></script></body></html>',
        "utf-8",
    )
    (folder / "figures" / film.slug).mkdir(parents=True)
    (folder / "figures" / film.slug / "film.js").write_text(table(film), "utf-8")


@pytest.fixture(scope="module")
def alone(once: Once) -> Iterator[str]:
    """Where the figure's page is served."""
    with served(once("told", lambda folder: write(folder, told()))) as address:
        yield address


@pytest.fixture
def page(browser: Browser, alone: str) -> Iterator[Open]:
    """Opens the page for a reader; nothing may go wrong on it."""
    contexts, errors = [], []

    def opened(**reader: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1100, "height": 900}, **reader))
        found = contexts[-1].new_page()
        found.on("pageerror", lambda error: errors.append(str(error)))
        found.goto(f"{alone}/")
        wake(found)
        return found

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def stop_time(found: Page) -> None:
    """From here on it passes only when it is told to."""
    found.clock.install(time=0)
    found.clock.pause_at(1000)


def state(found: Page) -> dict[str, Any]:
    """What is said, where the controls are, whether it plays."""
    seen: dict[str, Any] = found.evaluate(
        """() => ({
          says: document.querySelector(".figure__said").textContent,
          lam: Number(document.querySelector("[type=range]").value),
          kind: Number(document.querySelector("[type=radio]:checked").value),
          playing: document.querySelector(".figure__play").getAttribute("aria-pressed") === "true",
        })"""
    )
    return seen


def watched(found: Page, seconds: float, step: int = 50) -> list[dict[str, Any]]:
    """The states in time."""
    seen = []
    for _ in range(round(seconds * 1000 / step)):
        found.clock.run_for(step)
        seen.append(state(found))
    return seen


def runs(values: list[Any]) -> list[Any]:
    """Each value once for as long as it stays."""
    return [value for row, value in enumerate(values) if row == 0 or value != values[row - 1]]


def moved(found: Page, mark: str, name: str) -> list[float]:
    """The numbers in an attribute of a mark, on the drawing for a laptop, once it is painted."""
    drawn(found)
    told_ = found.locator(f'.panel--page [data-mark="{mark}"]').get_attribute(name)
    assert told_ is not None
    return [float(number) for number in re.findall(r"-?[\d.]+", told_)]


def cursor(lam: float) -> float:
    """Where the cursor stands at λ, in pixels of the drawing."""
    place = next(place for place in set_on(told(), PAGE).places if place.panel.key == "path")
    return place.project(lam, 0)[0]


def test_the_story_is_told_in_order_and_ends_on_the_pose(page: Open) -> None:
    found = page()
    stop_time(found)
    expect(found.locator(".figure__said")).to_have_text(SENTENCES[-1])
    found.locator(".figure__play").click()
    seen = watched(found, SECONDS + 0.5)
    # A sentence that tells of no journey waits for its end.
    assert runs([one["says"] for one in seen]) == [*SENTENCES[:-1], "", SENTENCES[-1]]
    assert runs([one["kind"] for one in seen]) == [0, 1, 0]
    journey = [one["lam"] for one in seen if one["says"] == SENTENCES[1]]
    assert journey == sorted(journey)
    assert 0 <= journey[0] < 1
    assert journey[-1] == LAMBDAS.index(1.0)
    # It moves: many places on the way that are no stops.
    assert len({place for place in journey if place % 1}) > 10
    assert runs([one["playing"] for one in seen]) == [True, False]
    assert seen[-1] == {"says": SENTENCES[-1], "lam": LAST, "kind": 0, "playing": False}
    expect(found.locator(".figure__said")).to_be_visible()


def test_each_beat_rests_as_long_as_it_says(page: Open) -> None:
    found = page()
    stop_time(found)
    found.locator(".figure__play").click()
    seen = [one["says"] for one in watched(found, SECONDS + 0.5)]
    for beat in TOLD.story[:-1]:
        said = beat.hold + (beat.way if beat.along else 0)
        assert seen.count(beat.sentence) * 0.05 == pytest.approx(said, abs=0.11)


def test_playing_again_begins_at_the_beginning(page: Open) -> None:
    found = page()
    stop_time(found)
    button = found.locator(".figure__play")
    button.click()
    found.clock.run_for(2200)
    button.click()
    stopped = state(found)
    assert not stopped["playing"]
    assert stopped["lam"] % 1 == 0
    assert {one["lam"] for one in watched(found, 1.0)} == {stopped["lam"]}
    button.click()
    assert state(found) == {"says": SENTENCES[0], "lam": 0, "kind": 0, "playing": True}


@pytest.mark.parametrize("how", ["key", "option", "figure"])
def test_whoever_touches_a_control_leads_and_nothing_false_stays_said(page: Open, how: str) -> None:
    found = page()
    stop_time(found)
    found.locator(".figure__play").click()
    found.clock.run_for(2000)
    assert state(found)["says"] == SENTENCES[1]
    if how == "key":
        found.locator("[type=range]").press("ArrowRight")
    elif how == "option":
        found.locator('label:has([type=radio][value="1"])').click()
    else:
        grip(found)
        found.mouse.up()
    taken = state(found)
    assert (taken["says"], taken["playing"]) == ("", False)
    assert taken["lam"] % 1 == 0
    assert runs([(one["says"], one["lam"], one["kind"]) for one in watched(found, 3.0, 300)]) == [
        ("", taken["lam"], taken["kind"])
    ]


def grip(found: Page) -> tuple[float, float]:
    """Press the handle in the drawing; where it is."""
    box = found.locator(".panel--page .handle__grip").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    found.mouse.move(x, y)
    found.mouse.down()
    return x, y


def held(found: Page, place: float) -> None:
    """Press the thumb's track and go to that place, without letting go."""
    box = found.locator("[type=range]").bounding_box()
    assert box is not None
    # The thumb's middle goes from half its width to half its width before the end.
    thumb = 16
    x = box["x"] + thumb / 2 + (box["width"] - thumb) * place / (len(LAMBDAS) - 1)
    y = box["y"] + box["height"] / 2
    found.mouse.move(x - 40, y)
    found.mouse.down()
    found.mouse.move(x, y, steps=4)


def test_a_held_thumb_moves_between_stops_and_settles_on_the_nearest(page: Open) -> None:
    found = page()
    held(found, 6.3)
    place = state(found)["lam"]
    assert place == pytest.approx(6.3, abs=0.15)
    lam = place / 4
    # Lines that are straight between stops go with the thumb; what bends waits for the nearer stop.
    x1, _, x2, _ = moved(found, "cursor", "d")
    assert (x1, x2) == pytest.approx((cursor(lam), cursor(lam)), abs=0.2)
    assert moved(found, "on-path-0", "cx") == pytest.approx([cursor(lam)], abs=0.2)
    there = moved(found, "on-path-0", "cy")
    # Numbers are always those of a stop.
    readout = found.locator('[data-readout="λ"] dd')
    expect(readout).to_have_text("1.50")
    expect(found.locator('.panel--page [data-mark="edge"]')).to_have_text("λ = 1.50")
    found.mouse.up()
    assert state(found)["lam"] == 6
    assert moved(found, "cursor", "d")[0] == pytest.approx(cursor(1.5), abs=0.11)
    assert moved(found, "on-path-0", "cy") == there
    expect(readout).to_have_text("1.50")


def test_a_thumb_taken_while_the_story_plays_moves_freely_at_once(page: Open) -> None:
    found = page()
    stop_time(found)
    found.locator(".figure__play").click()
    found.clock.run_for(500)
    held(found, 3.4)
    taken = state(found)
    assert (taken["says"], taken["playing"]) == ("", False)
    assert taken["lam"] == pytest.approx(3.4, abs=0.15)
    found.mouse.up()
    assert state(found)["lam"] == 3


def test_keys_go_from_stop_to_stop_after_a_story_and_after_a_hold(page: Open) -> None:
    found = page()
    slider = found.locator("[type=range]")
    held(found, 3.4)
    found.mouse.up()
    slider.press("ArrowRight")
    assert state(found)["lam"] == 4
    slider.press("PageUp")
    assert LAMBDAS[state(found)["lam"]] == 1.5
    slider.press("PageDown")
    assert LAMBDAS[state(found)["lam"]] == 0.75


def test_with_reduced_motion_the_story_goes_from_picture_to_picture(page: Open) -> None:
    found = page(reduced_motion="reduce")
    stop_time(found)
    found.locator(".figure__play").click()
    seen = watched(found, SECONDS)
    assert runs([one["says"] for one in seen]) == SENTENCES
    assert runs([(one["lam"], one["kind"]) for one in seen]) == [(0, 0), (4, 0), (4, 1), (LAST, 0)]
    assert not seen[-1]["playing"]


GOING = "document.querySelectorAll('.panel--before').length"


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_choice_dissolves_into_the_next_unless_motion_is_unwanted(page: Open, motion: Any) -> None:
    found = page(reduced_motion=motion)
    # Slowed, or it might be over before it is seen.
    tools = found.context.new_cdp_session(found)
    tools.send("Animation.enable")
    tools.send("Animation.setPlaybackRate", {"playbackRate": 0.1})
    found.locator("[type=range]").press("ArrowRight")
    drawn(found)
    # Steps of a slider are no choice.
    assert found.evaluate(GOING) == 0
    found.locator('label:has([type=radio][value="1"])').click()
    drawn(found)
    assert found.evaluate(GOING) == (motion == "no-preference")
    for _ in range(60):
        if found.evaluate(GOING) == 0:
            break
        found.wait_for_timeout(100)
    assert found.evaluate(GOING) == 0
    assert found.locator('.panel--page [data-mark="method"]').text_content() == "ridge"

"""The state of a figure's controls, kept in the address of its page."""

import json
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from figures.scene import Choice, Slider, scenes
from figures.site.block import addresses
from tests.films import film
from tests.visit import Visit, readouts

SETTLED = 450
"""Milliseconds after which a figure at rest has told its state."""


def shown_at(slug: str, **places: int) -> dict[str, str]:
    """The film's readouts with some controls at other places than their start."""
    shown = film(slug)
    index = shown.start
    for control, stride in zip(shown.scene.controls, shown.strides(), strict=True):
        start = control.stops.index(shown.scene.start[control.name])
        index += stride * (places.get(control.name, start) - start)
    return {readout.key: readout.text for readout in shown.frames[index].readouts}


def fragment(page: Page) -> str:
    return urlsplit(page.url).fragment


@pytest.mark.parametrize("slug", scenes())
def test_every_stop_has_an_address_of_its_own_nearest_to_it(slug: str) -> None:
    for control in scenes()[slug].controls:
        told = addresses(control)
        assert len(set(told)) == len(control.stops)
        if isinstance(control, Slider):
            for place, text in enumerate(told):
                away = [abs(float(str(text)) - stop) for stop in control.stops]
                assert away.index(min(away)) == place
        else:
            assert told == list(control.stops)


def test_round_stops_are_told_exactly() -> None:
    slider = next(c for c in scenes()["soft_threshold"].controls if isinstance(c, Slider))
    assert json.dumps(addresses(slider)[:4]) == "[0, 0.05, 0.1, 0.15]"


@pytest.mark.parametrize(
    ("slug", "where"), [("one_weight_sums", ""), ("force_balance", "embed/"), ("slopes", "")]
)
def test_controls_take_their_values_from_the_address_and_write_them_there(
    visit: Visit, slug: str, where: str
) -> None:
    page = visit.open(f"/figures/{slug}/{where}")
    controls = scenes()[slug].controls
    assert fragment(page) == ""
    asked = {control.name: (len(control.stops) * 2) // 3 for control in controls}

    def told() -> str:
        return "&".join(f"{control.name}={addresses(control)[asked[control.name]]}" for control in controls)

    page.evaluate("text => { location.hash = text; }", told())
    page.wait_for_timeout(SETTLED)
    assert readouts(page, slug) == shown_at(slug, **asked)
    assert fragment(page) == told()
    for control in controls:
        if isinstance(control, Choice):
            page.locator(f'#{slug} label:has([data-control="{control.name}"][value="0"])').click()
        else:
            page.locator(f'#{slug} [data-control="{control.name}"]').focus()
            page.keyboard.press("Home")
        asked[control.name] = 0
        expect(page).to_have_url(f"{visit.address}/figures/{slug}/{where}#{told()}")
        assert readouts(page, slug) == shown_at(slug, **asked)
    page.reload()
    assert readouts(page, slug) == shown_at(slug, **asked)


@pytest.mark.parametrize(
    ("slug", "text", "places"),
    [
        ("one_weight_sums", "lam=2.24", {"lam": 4}),
        ("one_weight_sums", "lam=1e9", {"lam": 33}),
        ("one_weight_sums", "lam=1e17", {"lam": 33}),
        ("one_weight_sums", "lam=-1e300", {"lam": 0}),
        ("one_weight_sums", "lam=much", {}),
        ("one_weight_sums", "lamda=3&files", {}),
        ("six_feature_path", "lam=-1&penalty=ridge", {"lam": 0, "penalty": 1}),
        ("six_feature_path", "lam=&penalty=l3", {}),
        ("six_feature_path", "lam=Infinity&penalty=0", {}),
    ],
)
def test_the_nearest_stop_answers_and_what_cannot_be_read_is_ignored(
    visit: Visit, slug: str, text: str, places: dict[str, int]
) -> None:
    page = visit.open(f"/figures/{slug}/#{text}")
    assert readouts(page, slug) == shown_at(slug, **places)


def test_playing_tells_the_address_only_at_rest(visit: Visit) -> None:
    page = visit.open("/figures/soft_threshold/")
    page.evaluate(
        "() => { window.told = []; const real = history.replaceState.bind(history);"
        " history.replaceState = (state, title, url) => { told.push(url); real(state, title, url); }; }"
    )
    button = page.locator(".figure__play")
    button.click()
    page.wait_for_timeout(900)
    assert page.evaluate("told") == []
    button.click()
    page.wait_for_url("**/#lam=*")
    assert page.evaluate("told") == [f"#{fragment(page)}"]


def test_in_a_lesson_the_caption_leads_to_the_state_and_the_address_stays(visit: Visit) -> None:
    page = visit.open("/lessons/path/#soft_threshold")
    link = page.locator("#soft_threshold .figure__link")
    expect(link).to_have_attribute("href", "../../figures/soft_threshold/#files")
    handle = page.locator("#soft_threshold input[type=range]")
    start = handle.input_value()
    handle.focus()
    page.keyboard.press("Home")
    expect(link).to_have_attribute("href", re.compile(r"/figures/soft_threshold/#lam=0$"))
    assert fragment(page) == "soft_threshold"
    for _ in range(int(start)):
        page.keyboard.press("ArrowRight")
    expect(link).to_have_attribute("href", re.compile(r"/figures/soft_threshold/#files$"))
    page.keyboard.press("Home")
    expect(link).to_have_attribute("href", re.compile("lam=0$"))
    link.click()
    page.wait_for_url("**/figures/soft_threshold/#lam=0")
    assert readouts(page, "soft_threshold") == shown_at("soft_threshold", lam=0)

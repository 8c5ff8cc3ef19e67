"""The state of a figure's controls, kept in the address of its page."""

import json
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from figures.scene import Choice, Slider, scenes
from figures.site.block import addresses
from tests.films import MOVING, film, slider
from tests.visit import Visit, readouts, wake

SETTLED = 450
"""Milliseconds after which a figure at rest has told its state."""
LARGEST = len(slider("six_feature_path").stops) - 1
"""Where the slider of the path of six stands below its guess: at the largest λ, where its story begins."""


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


@pytest.mark.parametrize("slug", MOVING)
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
    wake(page)
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
        # As mail programs, typesetting, other languages and HTML leave them.
        ("one_weight_sums", "lam=2.24)", {"lam": 4}),
        ("one_weight_sums", "lam=%C2%A02,74.", {"lam": 5}),
        ("six_feature_path", "lam=\u22121&amp;penalty=Ridge).", {"lam": 0, "penalty": 1}),
        ("six_feature_path", "lam%3D0&penalty%3Dridge", {"lam": 0, "penalty": 1}),
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
        " history.replaceState = (...call) => { told.push(String(call[2])); real(...call); }; }"
    )
    button = page.locator(".figure__play")
    button.click()
    page.wait_for_timeout(900)
    assert page.evaluate("told") == []
    button.click()
    page.wait_for_url("**/#lam=*")
    assert page.evaluate("told") == [page.url]


def test_in_a_lesson_address_caption_and_button_tell_the_state_and_the_history_stays(visit: Visit) -> None:
    page = visit.open("/lessons/threshold/#soft_threshold")
    length = page.evaluate("history.length")
    link = page.locator("#soft_threshold .figure__link")
    expect(link).to_have_attribute("href", re.compile(r"/figures/soft_threshold/#files$"))
    handle = page.locator("#soft_threshold input[type=range]")
    start = handle.input_value()
    handle.focus()
    page.keyboard.press("Home")
    expect(link).to_have_attribute("href", re.compile(r"/figures/soft_threshold/#lam=0$"))
    assert page.url.endswith("/lessons/threshold/?soft_threshold.lam=0#soft_threshold")
    button = page.locator("#soft_threshold .figure__copy")
    expect(button).to_have_attribute("data-link", page.url)
    # Other figures' states stay, and go when a figure is at its start again.
    page.locator("#six_through_threshold input[type=range]").focus()
    page.keyboard.press("Home")
    page.wait_for_url(lambda url: "soft_threshold.lam=0&six_through_threshold.lam=0" in url)
    handle.focus()
    for _ in range(int(start)):
        page.keyboard.press("ArrowRight")
    expect(link).to_have_attribute("href", re.compile(r"/figures/soft_threshold/#files$"))
    assert "soft_threshold.lam" not in page.url
    page.keyboard.press("Home")
    expect(link).to_have_attribute("href", re.compile("lam=0$"))
    assert page.evaluate("history.length") == length
    link.click()
    page.wait_for_url("**/figures/soft_threshold/#lam=0")
    assert readouts(page, "soft_threshold") == shown_at("soft_threshold", lam=0)


def test_the_button_copies_an_address_that_shows_the_state(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open("/lessons/path/")
    page.locator("#six_feature_path label:has([data-control=penalty][value='1'])").click()
    button = page.locator("#six_feature_path .figure__copy")
    expect(button).to_have_attribute("data-link", re.compile("penalty=ridge"))
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{visit.address}/lessons/path/?six_feature_path.")
    visit.open("/")
    page = visit.open(copied.removeprefix(visit.address))
    assert readouts(page, "six_feature_path") == shown_at("six_feature_path", lam=LARGEST, penalty=1)
    assert page.evaluate("document.querySelector('#six_feature_path').getBoundingClientRect().top") < 400


CONTROLS = """(slug) => {
  const figure = document.getElementById(slug);
  const slider = figure.querySelector("[type=range]");
  const dot = figure.querySelector('.panel--page [data-mark="cursor"]');
  return {
    place: Number(slider.value), says: slider.getAttribute("aria-valuetext"), drawn: dot.getAttribute("d"),
    chosen: [...figure.querySelectorAll("fieldset:first-of-type input")].findIndex((input) => input.checked),
  };
}"""


def test_words_of_a_lesson_set_its_figure(visit: Visit) -> None:
    """The figure goes there and comes into view; the link itself leads to its page, in the same state."""
    page = visit.open("/lessons/one-weight/")
    words = page.locator("[data-sets]").last
    slug, wanted = words.get_attribute("data-sets") or "", urlsplit(words.get_attribute("href") or "")
    assert wanted.path.endswith(f"/figures/{slug}/")
    asked = dict(part.split("=") for part in wanted.fragment.split("&"))
    controls = {control.name: control for control in scenes()[slug].controls}
    places = {name: list(map(str, addresses(controls[name]))).index(value) for name, value in asked.items()}
    before = readouts(page, slug)
    assert before != shown_at(slug, **places)
    words.click()
    for name, value in asked.items():
        expect(page).to_have_url(re.compile(rf"[?&]{slug}\.{name}={re.escape(value)}(&|$)"))
    assert readouts(page, slug) == shown_at(slug, **places)
    assert page.locator(f"#{slug} .figure__state").text_content()
    box = page.locator(f"#{slug}").bounding_box()
    assert box
    assert box["y"] < 800
    assert box["y"] + box["height"] > 0
    assert urlsplit(page.url).path == "/lessons/one-weight/"


def test_below_a_guess_a_figure_stands_where_its_story_begins(visit: Visit) -> None:
    """Where the story ends is the answer. What an address asks for is shown all the same."""
    page = visit.open("/lessons/one-weight/")
    slug = page.locator(".guess + lasso-figure").get_attribute("id") or ""
    scene = scenes()[slug]
    first, beat = scene.states()[0], scene.story[0]
    assert first != scene.start
    places = {control.name: control.stops.index(first[control.name]) for control in scene.controls}
    page.wait_for_timeout(SETTLED)
    assert readouts(page, slug) == shown_at(slug, **places)
    assert page.locator(f"#{slug} .figure__said").text_content() == beat.sentence
    said = film(slug).frames[film(slug).at(first)].says
    assert page.locator(f"#{slug} .figure__main").get_attribute("aria-label") == said
    assert "?" not in page.url
    asked = {control.name: len(control.stops) - 1 for control in scene.controls}
    told = "&".join(f"{slug}.{control.name}={addresses(control)[-1]}" for control in scene.controls)
    page = visit.open(f"/lessons/one-weight/?{told}")
    assert readouts(page, slug) == shown_at(slug, **asked)


def test_what_a_browser_put_into_controls_of_a_sleeping_figure_is_no_state(visit: Visit) -> None:
    """One far below, for those in sight wake by themselves."""
    page = visit.page
    page.goto(f"{visit.address}/lessons/path/")
    before = page.evaluate(CONTROLS, "miniature")
    page.evaluate(
        """() => {
          const figure = document.getElementById("miniature");
          figure.querySelector("[type=range]").value = 3;
          figure.querySelector("[data-control=example][value='1']").checked = true;
        }"""
    )
    wake(page)
    assert readouts(page, "miniature") == shown_at("miniature")
    assert page.evaluate(CONTROLS, "miniature") == before


def test_what_a_reader_asks_of_a_figure_before_its_table_comes_is_done_then(visit: Visit) -> None:
    page = visit.page
    held: list[Route] = []
    page.route("**/film.js", lambda route: held.append(route))
    page.goto(f"{visit.address}/figures/six_feature_path/")
    page.locator("lasso-figure label:has([data-control=penalty][value='1'])").click()
    page.locator("lasso-figure input[type=range]").press("Home")
    page.locator("lasso-figure input[type=range]").press("ArrowRight")
    for route in held:
        route.continue_()
    wake(page)
    asked = {"lam": 1, "penalty": 1}
    assert readouts(page, "six_feature_path") == shown_at("six_feature_path", **asked)
    told = addresses(slider("six_feature_path"))[1]
    expect(page).to_have_url(re.compile(rf"#lam={told}&penalty=ridge"))


@pytest.mark.parametrize("way", ["back", "reload", "forward"])
def test_what_the_reader_set_is_there_again_and_all_of_it_agrees(visit: Visit, way: str) -> None:
    """Without a back/forward cache, as Playwright's Chromium has it."""
    page = visit.open("/lessons/path/")
    page.locator("#six_feature_path label:has([data-control=penalty][value='1'])").click()
    page.locator("#six_feature_path input[type=range]").focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(SETTLED)
    told, before = readouts(page, "six_feature_path"), page.evaluate(CONTROLS, "six_feature_path")
    assert before["chosen"] == 1
    if way == "reload":
        page.reload()
    else:
        page.goto(f"{visit.address}/lessons/kink/")
        page.go_back()
        if way == "forward":
            page.go_back()
            page.go_forward()
    wake(page)
    assert readouts(page, "six_feature_path") == told
    assert page.evaluate(CONTROLS, "six_feature_path") == before
    link = page.locator("#six_feature_path .figure__link")
    expect(link).to_have_attribute("href", re.compile("penalty=ridge"))


def test_a_link_within_a_figures_page_keeps_the_state(visit: Visit) -> None:
    page = visit.open("/figures/contour_touch/#budget=1.3&rho=-0.5")
    page.wait_for_timeout(SETTLED)
    told = readouts(page, "contour_touch")
    page.locator("#files .headerlink").click(force=True)
    page.wait_for_url("**/figures/contour_touch/?contour_touch.*#files")
    page.reload()
    wake(page)
    assert readouts(page, "contour_touch") == told
    page.locator("#contour_touch [data-control=budget]").press("Home")
    page.wait_for_url("**/figures/contour_touch/#budget=0.4&rho=-0.5")


def test_the_first_step_past_a_figure_pages_menu_is_its_title(visit: Visit) -> None:
    page = visit.open("/figures/contour_touch/")
    skip = page.locator(".md-skip").get_attribute("href")
    assert page.locator("h1").get_attribute("id") == str(skip).removeprefix("#")

"""A finger, a mouse and a reader's system on figures: what scrolls, what moves, what stays as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from figures.scene import scenes
from tests.visit import drawn, wake

LESSON = "/lessons/geometry/"
SLUG = "contour_touch"
STATE = """(slug) => {
  const figure = document.getElementById(slug);
  const inputs = [...figure.querySelectorAll("[data-control]")];
  const telling = inputs.filter((input) => input.type === "range" || input.checked);
  return telling.map((input) => Number(input.value));
}"""


@pytest.fixture(scope="module")
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A lesson on a phone with a touch screen, its figures awake."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + LESSON)
    wake(page)
    yield page
    context.close()


def state(page: Page, slug: str = SLUG) -> Any:
    drawn(page)
    return page.evaluate(STATE, slug)


def rest(page: Page) -> None:
    """Wait until it scrolls no more: a page that was swiped goes on for a while."""
    before = None
    while before != (now := page.evaluate("scrollY")):
        before = now
        page.wait_for_timeout(50)


def middle(page: Page, selector: str) -> tuple[float, float]:
    """The middle of an element that is scrolled to the middle of the window."""
    page.evaluate("(s) => document.querySelector(s).scrollIntoView({ block: 'center' })", selector)
    rest(page)
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def swipe(page: Page, start: tuple[float, float], by: tuple[float, float], ends: str = "touchEnd") -> float:
    """Put a finger down and move it; how far the page scrolled."""
    hand: CDPSession = page.context.new_cdp_session(page)
    before = page.evaluate("scrollY")

    def touch(kind: str, share: float | None) -> None:
        points = [] if share is None else [{"x": start[0] + by[0] * share, "y": start[1] + by[1] * share}]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0.0)
    for step in range(1, 11):
        touch("touchMove", step / 10)
    touch(ends, None)
    page.wait_for_timeout(100)
    rest(page)
    hand.detach()
    return float(page.evaluate("scrollY") - before)


DRAWN = f"#{SLUG} .panel--phone"
SLIDER = f"#{SLUG} [data-control=budget]"
HANDLE = f"{DRAWN} .handle__grip"


@pytest.mark.parametrize("on", ["drawing", "handle", "slider"])
def test_a_swipe_up_scrolls_the_page_and_the_figure_stays(phone: Page, on: str) -> None:
    selector = {"drawing": DRAWN, "handle": HANDLE, "slider": SLIDER}[on]
    start = middle(phone, selector)
    if on == "slider":
        # Far from the thumb, where a press alone would move it.
        box = phone.locator(selector).bounding_box()
        assert box is not None
        start = (box["x"] + box["width"] * 0.9, start[1])
    before = state(phone)
    # Not even on the way.
    phone.evaluate(
        """(selector) => {
          window.changes = 0;
          const watcher = new MutationObserver((records) => { changes += records.length; });
          watcher.observe(document.querySelector(selector), { attributeFilter: ["aria-valuetext"] });
        }""",
        SLIDER,
    )
    assert swipe(phone, start, (4, -200)) > 100
    assert state(phone) == before
    assert phone.evaluate("changes") == 0


def test_a_finger_across_the_slider_moves_it(phone: Page) -> None:
    start = middle(phone, SLIDER)
    before = state(phone)
    assert abs(swipe(phone, start, (100, 3))) < 5
    after = state(phone)
    assert after[0] > before[0]
    assert after[1:] == before[1:]


def test_a_tap_on_the_slider_moves_it(phone: Page) -> None:
    selector = SLIDER
    _, y = middle(phone, selector)
    box = phone.locator(selector).bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + box["width"] * 0.1, y)
    low = state(phone)[0]
    phone.touchscreen.tap(box["x"] + box["width"] * 0.9, y)
    assert state(phone)[0] > low


def test_a_finger_drags_the_handle_and_a_press_taken_away_leaves_no_trace(phone: Page) -> None:
    phone.locator(SLIDER).fill("12")
    start = middle(phone, HANDLE)
    before = state(phone)
    assert swipe(phone, start, (-30, 5)) == 0
    moved = state(phone)
    assert moved != before
    start = middle(phone, HANDLE)
    swipe(phone, start, (30, 5), "touchCancel")
    assert state(phone) == moved


def test_every_handle_is_as_large_as_a_fingertip(phone: Page) -> None:
    sizes = """() => [...document.querySelectorAll(".handle__grip")].filter((grip) => grip.checkVisibility())
      .map((grip) => grip.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height))"""
    for width, height in ((320, 640), (390, 800), (720, 800), (844, 390), (1280, 800)):
        phone.set_viewport_size({"width": width, "height": height})
        found = phone.evaluate(sizes)
        assert len(found) >= 3
        assert min(found) >= 44, width
    phone.set_viewport_size({"width": 390, "height": 800})


@pytest.mark.parametrize("button", ["right", "middle"])
def test_only_the_primary_button_drags(phone: Page, button: Any) -> None:
    phone.locator(SLIDER).fill("12")
    x, y = middle(phone, HANDLE)
    before = state(phone)
    phone.mouse.move(x, y)
    phone.mouse.down(button=button)
    phone.mouse.move(x - 30, y, steps=3)
    phone.mouse.up(button=button)
    assert state(phone) == before
    phone.mouse.move(x, y)
    phone.mouse.down()
    phone.mouse.move(x - 30, y, steps=3)
    phone.mouse.up()
    assert state(phone) != before


def test_the_hint_goes_once_a_handle_was_dragged(phone: Page) -> None:
    # Other tests of this page have dragged.
    hinted = "getComputedStyle(document.querySelector('.handle__grip')).animationName"
    phone.evaluate("document.documentElement.removeAttribute('data-dragged')")
    assert phone.evaluate(hinted) == "beckon"
    swipe(phone, middle(phone, HANDLE), (20, 0))
    assert phone.evaluate(hinted) == "none"


def test_reduced_motion_switched_on_stops_a_figure_that_plays(phone: Page) -> None:
    play = phone.locator(f"#{SLUG} .figure__play")
    play.click()
    assert play.get_attribute("aria-pressed") == "true"
    phone.emulate_media(reduced_motion="reduce")
    drawn(phone)
    assert play.get_attribute("aria-pressed") == "false"
    phone.emulate_media(reduced_motion="no-preference")


def test_one_figure_plays_at_a_time(phone: Page) -> None:
    buttons = phone.locator(".figure__play")
    for number in (0, 1):
        buttons.nth(number).click()
    pressed = buttons.evaluate_all("all => all.map((button) => button.ariaPressed)")
    assert pressed[:2] == ["false", "true"]
    buttons.nth(1).click()


def test_the_name_of_a_drawing_is_that_of_its_state(phone: Page) -> None:
    main, slider = phone.locator(f"#{SLUG} .figure__main"), phone.locator(SLIDER)
    start = slider.evaluate("slider => slider.defaultValue")
    alt = scenes()[SLUG].alt
    slider.fill("3")
    drawn(phone)
    expect(main).to_have_attribute("aria-label", slider.get_attribute("aria-valuetext") or "")
    phone.locator(f"#{SLUG} [data-control=rho]").evaluate(
        "slider => { slider.value = slider.defaultValue; slider.dispatchEvent(new Event('input')); }"
    )
    slider.fill(start)
    expect(main).to_have_attribute("aria-label", alt)


def test_scripts_leave_no_names_and_figures_that_come_and_go_leave_nothing(phone: Page) -> None:
    # Names of a classic script's top level are no properties of the window: they are looked up.
    names = "LassoFigure figure recall scheme eased between hold grip copy link draw own step nearest meant"
    for name in names.split():
        assert phone.evaluate(f"typeof {name}") == "undefined", name
    hand = phone.context.new_cdp_session(phone)

    def counted() -> dict[str, int]:
        hand.send("HeapProfiler.collectGarbage")
        counts = {m["name"]: m["value"] for m in hand.send("Performance.getMetrics")["metrics"]}
        return {name: int(counts[name]) for name in ("JSEventListeners", "Nodes")}

    hand.send("Performance.enable")
    again = f"""() => {{
      const figure = document.getElementById("{SLUG}");
      const [parent, after] = [figure.parentNode, figure.nextSibling];
      figure.remove();
      parent.insertBefore(figure, after);
    }}"""
    phone.evaluate(again)
    before = counted()
    for _ in range(50):
        phone.evaluate(again)
    after = counted()
    assert after["JSEventListeners"] == before["JSEventListeners"]
    assert after["Nodes"] <= before["Nodes"]
    # And it still works.
    slider = phone.locator(SLIDER)
    slider.focus()
    phone.keyboard.press("Home")
    at = state(phone)
    phone.keyboard.press("ArrowRight")
    assert state(phone)[0] == at[0] + 1


def test_a_choice_is_told_once_and_sliders_have_their_figures_names(phone: Page, address: str) -> None:
    names = phone.evaluate(
        "[...document.querySelectorAll('lasso-figure [type=range]')].map((slider) => slider.ariaLabel)"
    )
    assert len(set(names)) == len(names)
    assert f"t: {scenes()[SLUG].title}" in names
    phone.goto(f"{address}/lessons/path/")
    wake(phone)
    phone.evaluate(
        """() => {
          window.said = [];
          const output = document.querySelector("#six_feature_path .figure__state");
          const watcher = new MutationObserver(() => said.push(output.textContent));
          watcher.observe(output, { childList: true, subtree: true });
        }"""
    )
    phone.locator("#six_feature_path label:has([data-control=penalty][value='1'])").click()
    drawn(phone)
    told = phone.evaluate("said")
    assert told == [phone.locator("#six_feature_path [type=range]").get_attribute("aria-valuetext")]

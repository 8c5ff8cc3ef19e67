"""What is far below is laid out when there is time, and then all of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

PATH = "/lessons/path/"
NONE_WAITS = """() => [...document.querySelectorAll(".md-typeset > *")].every(
    (block) => getComputedStyle(block).contentVisibility === "visible")"""
NEVER = "window.requestIdleCallback = () => {}"
"""A browser that has no time."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def test_blocks_wait_until_there_is_time_but_not_on_paper(page: Page, address: str) -> None:
    page.add_init_script(NEVER)
    page.goto(address + PATH)
    assert not page.evaluate(NONE_WAITS)
    page.emulate_media(media="print")
    assert page.evaluate(NONE_WAITS)


def test_none_waits_for_ever_and_an_address_far_below_is_kept(page: Page, address: str) -> None:
    page.goto(f"{address}{PATH}#check-it")
    page.wait_for_function(NONE_WAITS)
    top = page.locator("#check-it").bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 400


def test_without_scripts_nothing_waits(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PATH)
        assert page.evaluate(NONE_WAITS)

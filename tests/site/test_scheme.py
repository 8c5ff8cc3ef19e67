"""Light or dark: as the system has it, until the reader chooses."""

from playwright.sync_api import Browser, Page, expect

from figures.draw.theme import ROLES, Scheme, in_scheme
from tests.visit import Visit, rgb

SEEN = """() => [getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.querySelector(".md-typeset")).color,
    getComputedStyle(document.documentElement).colorScheme,
    document.querySelector("[name=theme-color]").content]"""


def check(page: Page, scheme: Scheme) -> None:
    """The page is of that scheme, with its scroll bars, the browser's frame and the button."""
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute(
        "aria-pressed", str(scheme == "dark").lower()
    )
    ground = in_scheme(scheme)(ROLES["ground"])
    told, ink, bars, frame = page.evaluate(SEEN)
    assert (told, frame) == (rgb(ground), ground)
    assert ink == rgb(in_scheme(scheme)(ROLES["fg"]))
    assert ("dark" in bars) == (scheme == "dark")
    assert page.locator(".scheme svg:visible").count() == 1


def test_a_page_is_as_the_system_is_until_the_reader_chooses(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(color_scheme="dark")
    visit.open("/404.html")
    check(page, "dark")
    page.emulate_media(color_scheme="light")
    check(page, "light")
    button = page.get_by_role("button", name="Dark colours")
    button.click()
    check(page, "dark")
    # Each key that presses a button does.
    button.press("Enter")
    check(page, "light")
    button.press("Space")
    check(page, "dark")
    expect(button).to_be_focused()
    # What was chosen stays, whatever the system does, on the next page too.
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    check(page, "dark")
    visit.open("/lambda/")
    check(page, "dark")
    assert visit.errors == []


def test_a_page_in_the_dark_is_dark_before_it_is_read(browser: Browser, address: str) -> None:
    """No flash: the scheme stands before there is anything to see."""
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.add_init_script(
            """new MutationObserver((_, watch) => {
                if (!document.querySelector("main")) return;
                window.first = document.body.dataset.mdColorScheme;
                watch.disconnect();
            }).observe(document, { childList: true, subtree: true })"""
        )
        page.goto(address + "/404.html")
        assert page.evaluate("window.first") == "slate"

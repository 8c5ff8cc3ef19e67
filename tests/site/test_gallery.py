"""The gallery: filtered and searched, with and without scripts."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from figures.site.contents import records
from tests.site.test_every_page import ground, worn
from tests.visit import Visit


def titles(page: Page) -> list[str]:
    return page.locator(".gallery > li:visible strong").all_text_contents()


def test_the_gallery_filters_and_searches_by_keyboard(visit: Visit) -> None:
    known = records()
    page = visit.open("/figures/")
    status = page.locator(".gallery__controls [role=status]")
    assert len(titles(page)) == len(known)
    expect(status).to_have_text(f"{len(known)} figures")
    page.locator('[name="lesson"]').first.focus()
    lessons = page.locator('[name="lesson"]').evaluate_all("all => all.map((one) => one.value)")
    for _ in range(lessons.index("real-data")):
        page.keyboard.press("ArrowRight")
    here = [entry["title"] for entry in known.values() if entry["lesson"] == "lessons/real-data"]
    assert sorted(titles(page)) == sorted(here)
    expect(status).to_have_text(f"{len(here)} figures of {len(known)}")
    page.wait_for_url("**/figures/?lesson=real-data")
    page.locator('[name="q"]').focus()
    page.keyboard.type("DIABETES  joins one")
    expect(page.locator(".gallery__none")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("hdl FALLS")
    assert titles(page) == ["The diabetes path"]
    expect(status).to_have_text(f"1 figure of {len(known)}")
    page.wait_for_url("**/figures/?lesson=real-data&q=hdl+FALLS")
    page.reload()
    assert titles(page) == ["The diabetes path"]
    page.locator('[name="q"]').fill("no such word")
    page.locator(".gallery__none button").press("Enter")
    assert len(titles(page)) == len(known)
    expect(page.locator('[name="q"]')).to_be_focused()
    assert urlsplit(page.url).query == ""


def test_an_unknown_lesson_in_the_address_shows_all(visit: Visit) -> None:
    page = visit.open("/figures/?lesson=nowhere")
    assert len(titles(page)) == len(records())


def test_the_gallery_needs_no_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/figures/")
    assert len(titles(page)) == len(records())
    expect(page.locator(".gallery__controls")).to_be_hidden()
    expect(page.locator(".gallery__none")).to_be_hidden()
    context.close()


def test_a_page_without_scripts_is_dark_if_the_system_is(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/figures/")
    assert (worn(page), page.evaluate("getComputedStyle(document.body).colorScheme")) == (
        ground("dark"),
        "dark",
    )
    assert page.locator(".gallery .only-dark").first.is_visible()
    assert page.locator(".gallery .only-light").first.is_hidden()
    # Paper is light.
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") != "dark"
    assert page.locator(".gallery .only-dark").first.is_hidden()
    page.emulate_media(media="screen", color_scheme="light")
    assert worn(page) == ground("light")
    assert page.locator(".gallery .only-light").first.is_visible()
    context.close()

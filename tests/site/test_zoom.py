"""Figures in narrow and low windows: a phone upright and on its side, great magnification; targets, focus."""

from typing import Any

import pytest
from playwright.sync_api import Page

from figures.scene import scenes
from tests.films import MOVING
from tests.site.test_every_page import PAGES
from tests.visit import Visit

UPRIGHT, ON_ITS_SIDE, MAGNIFIED = (390, 700), (844, 390), (320, 256)
WINDOWS = (UPRIGHT, ON_ITS_SIDE, MAGNIFIED)
LESSONS = [path for path in PAGES if path == "/" or path.startswith("/lessons/")]

# The box round the drawing and its controls, if any, and of these how high they are and whether they stick.
BOXES = """() => [...document.querySelectorAll("lasso-figure")].map((figure) => {
  const controls = figure.querySelector(".figure__controls");
  const parts = [figure.querySelector(".figure__main"), controls].filter(Boolean);
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const across = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
  const upright = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
  const small = [...figure.querySelectorAll(".figure__controls :is(button, [type=range], fieldset span)")]
    .filter((one) => one.getBoundingClientRect().height < 44).length;
  return {
    slug: figure.id, across, upright, small,
    height: boxes[1]?.height ?? 0, sticks: controls && getComputedStyle(controls).position === "sticky",
    panels: [...figure.querySelectorAll(".panel")].filter((panel) => panel.checkVisibility()).length,
    sliders: [...figure.querySelectorAll("[type=range]")].map((slider) => slider.clientWidth),
  };
})"""


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    # At the end nothing sticks to an edge of the window, so that boxes tell where things stand.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")


@pytest.fixture(scope="module")
def boxes(tab: Visit) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """The boxes of every figure of the lessons, by the size of the window."""
    found: dict[tuple[int, int], list[dict[str, Any]]] = {size: [] for size in WINDOWS}
    for path in LESSONS:
        tab.page.goto(tab.address + path)
        tab.page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        for size in WINDOWS:
            resize(tab.page, size)
            found[size] += tab.page.evaluate(BOXES)
    for size in WINDOWS:
        assert {box["slug"] for box in found[size]} == set(scenes())
    return found


Boxes = dict[tuple[int, int], list[dict[str, Any]]]


@pytest.mark.parametrize("size", [UPRIGHT, ON_ITS_SIDE])
def test_drawing_and_slider_are_in_view_together(boxes: Boxes, size: tuple[int, int]) -> None:
    beyond = [box["slug"] for box in boxes[size] if box["across"] > size[0] or box["upright"] > size[1]]
    assert beyond == []
    assert {box["panels"] for box in boxes[size]} == {1}
    # Long enough for a finger to choose between its stops.
    assert min(width for box in boxes[size] for width in box["sliders"]) >= 120


@pytest.mark.parametrize("size", WINDOWS)
def test_controls_that_stick_leave_two_thirds_of_the_window(boxes: Boxes, size: tuple[int, int]) -> None:
    sticking = [box for box in boxes[size] if box["sticks"]]
    assert [box["slug"] for box in sticking if box["height"] > size[1] / 3] == []
    # Below a tall drawing most do stick.
    assert len(sticking) >= (0 if size == ON_ITS_SIDE else len(MOVING) / 2)


@pytest.mark.parametrize("size", WINDOWS)
def test_every_control_of_a_figure_is_as_high_as_a_finger_needs(boxes: Boxes, size: tuple[int, int]) -> None:
    assert [box["slug"] for box in boxes[size] if box["small"]] == []


def test_in_a_low_window_the_header_scrolls_away(visit: Visit) -> None:
    page = visit.open("/lessons/kink/")
    for size in (*WINDOWS, (1280, 800)):
        resize(page, size)
        shown = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom > 0")
        assert shown == (size == (1280, 800)), size


# Links and buttons that stand alone; those in a sentence are as high as their line.
ALONE = (
    ".md-nav__link[href], .figure__link, .crumbs a, .actions a, .files a, .neighbours a, .gallery a, "
    ".copy, summary, .md-footer__link, .md-footer-meta a"
)


@pytest.mark.parametrize("path", ["/", "/lambda/", "/figures/", "/figures/fate_map/"])
def test_what_stands_alone_is_24_pixels_high(visit: Visit, path: str) -> None:
    page = visit.open(path)
    low = page.evaluate(
        """(alone) => [...document.querySelectorAll(alone)].filter((one) => one.checkVisibility())
          .filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.outerHTML)""",
        ALONE,
    )
    assert low == []


FOCUS = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width)
  .flatMap((one) => {
    one.focus({ focusVisible: true });
    if (document.activeElement !== one) return [];
    // A radio button of a group is seen as the words beside it.
    const seen = one.matches("fieldset input, .md-option") ? one.nextElementSibling : one;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(seen);
    return [[`${outlineStyle} ${outlineWidth} ${outlineColor}`, one.outerHTML.slice(0, 120)]];
  })"""


@pytest.mark.parametrize(
    "path", ["/lessons/kink/", "/figures/", "/figures/slopes/", "/figures/slopes/embed/"]
)
def test_focus_looks_alike_everywhere(visit: Visit, path: str) -> None:
    page = visit.open(path)
    # As from the keyboard.
    page.keyboard.press("Tab")
    looks = page.evaluate(FOCUS)
    assert len(looks) >= 4
    assert [one for one in looks if not one[0].startswith("solid 3px")] == []
    assert len({look for look, _ in looks}) == 1


def test_the_closed_menu_opens_for_whoever_comes_by_the_keyboard(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 640, "height": 400})
    page = visit.open("/lessons/geometry/")
    link = page.locator(".md-sidebar--primary a.md-nav__link").first
    link.focus()
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    box = link.bounding_box()
    assert box is not None
    assert box["x"] >= 0

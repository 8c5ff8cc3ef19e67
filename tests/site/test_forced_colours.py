"""Where the reader's system forces its colours: what is chosen, the play button, the drawings."""

import io
from collections.abc import Iterator
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Locator, Page

from figures.draw.theme import ROLES, Scheme, in_scheme
from tests.visit import Visit, rgb

PAGE = "/lessons/kink/"


@pytest.fixture
def forced(visit: Visit) -> Iterator[Visit]:
    yield visit
    visit.page.emulate_media(forced_colors="none")


def opened(visit: Visit, scheme: Literal["light", "dark"]) -> Page:
    visit.page.emulate_media(forced_colors="active", color_scheme=scheme)
    return visit.open(PAGE)


def shot(part: Locator) -> NDArray[np.float64]:
    """An element as it is seen, in greys from 0 to 255."""
    return np.asarray(Image.open(io.BytesIO(part.screenshot())).convert("L"), dtype=np.float64)


def commonest(grey: NDArray[np.float64]) -> int:
    return int(np.bincount(grey.astype(int).ravel()).argmax())


def ink(page: Page, selector: str) -> NDArray[np.float64]:
    """How far each pixel of an element is from its ground, from 0 to 1."""
    grey = shot(page.locator(selector).first)
    found: NDArray[np.float64] = np.abs(grey - commonest(grey)) / 255
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_play_button_shows_its_sign(forced: Visit, scheme: Scheme) -> None:
    page = opened(forced, scheme)
    centre = ink(page, "#slopes .figure__play")[14:-14, 14:-14]
    columns = (centre > 0.3).sum(axis=0)
    columns = columns[columns > 0]
    # A triangle: high on the left, a tip on the right.
    assert columns[:3].max() >= 2.5 * columns[-2:].max()
    page.evaluate("document.querySelector('#slopes .figure__play').setAttribute('aria-pressed', 'true')")
    centre = ink(page, "#slopes .figure__play")[14:-14, 14:-14]
    row = centre[len(centre) // 2] > 0.3
    # Two bars: ink, none, ink.
    assert np.abs(np.diff(row.astype(int))).sum() == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_can_be_told(forced: Visit, scheme: Scheme) -> None:
    page = opened(forced, scheme)
    # What is seen: a computed style tells of the page's colours even where others are forced.
    grounds = [commonest(shot(option)) for option in page.locator("#slopes fieldset span").all()]
    assert grounds[1] == grounds[2]
    assert abs(grounds[0] - grounds[1]) > 85


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_wear_the_scheme_that_fits_the_ground(forced: Visit, scheme: Scheme) -> None:
    """Whatever scheme the reader has chosen for the page."""
    page = opened(forced, scheme)
    for chosen in ("default", "slate"):
        page.evaluate("name => { document.body.dataset.mdColorScheme = name; }", chosen)
        colours = page.evaluate(
            """() => {
              const main = document.querySelector("#slopes .figure__main");
              const of = (role) => getComputedStyle(main.querySelector(`[fill="var(--fig-${role})"]`)).fill;
              return [of("lasso"), of("zero"), of("fg"), of("ground")];
            }"""
        )
        paint = in_scheme(scheme)
        assert colours[:2] == [rgb(paint(ROLES["lasso"])), rgb(paint(ROLES["zero"]))]
        # What is only in front or behind has the system's colours.
        black, white = "rgb(0, 0, 0)", "rgb(255, 255, 255)"
        assert colours[2:] == ([black, white] if scheme == "light" else [white, black])


def test_sliders_and_focus_are_seen(forced: Visit) -> None:
    page = opened(forced, "dark")
    slider = page.locator("#slopes [type=range]")
    assert ink(page, "#slopes [type=range]").max() > 0.5
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert slider.evaluate("one => getComputedStyle(one).outlineWidth") == "3px"
    assert slider.evaluate("one => getComputedStyle(one).outlineColor") != "rgb(0, 0, 0)"

"""Every control of every figure, by keyboard and by pointer, against the solvers' numbers."""

import pytest
from playwright.sync_api import Page

from figures.film.film import Film
from figures.scene import Choice, Slider, scenes
from figures.sheets.setting import set_on
from figures.sheets.sheet import PAGE
from tests.films import film
from tests.visit import Visit, readouts


def expected(slug: str, index: int) -> dict[str, str]:
    """The readouts of a frame, as the solvers gave them to the film."""
    return {readout.key: readout.text for readout in film(slug).frames[index].readouts}


MOVING = [slug for slug, scene in scenes().items() if scene.controls]


def frame(shown: Film, places: dict[str, int]) -> int:
    """The film's frame with each control at its place."""
    strides = zip(shown.scene.controls, shown.strides(), strict=True)
    return sum(stride * places[control.name] for control, stride in strides)


@pytest.mark.parametrize("slug", MOVING)
def test_every_control_works_by_keyboard_by_pointer_and_by_dragging_its_mark(visit: Visit, slug: str) -> None:
    page = visit.open(f"/figures/{slug}/")
    shown = film(slug)
    places = {c.name: c.stops.index(shown.scene.start[c.name]) for c in shown.scene.controls}

    def check() -> None:
        assert readouts(page, slug) == expected(slug, frame(shown, places))

    check()
    for control in shown.scene.controls:
        inputs = page.locator(f'#{slug} [data-control="{control.name}"]')
        last = len(control.stops) - 1
        if isinstance(control, Choice):
            for place in range(last + 1):
                page.locator(f'#{slug} label:has([data-control="{control.name}"][value="{place}"])').click()
                places[control.name] = place
                check()
            page.keyboard.press("ArrowLeft")
            places[control.name] = last - 1
        else:
            inputs.focus()
            for key, place in (
                ("Home", 0),
                ("ArrowRight", min(1, last)),
                ("End", last),
                ("ArrowLeft", last - 1),
            ):
                page.keyboard.press(key)
                places[control.name] = place
                check()
            box = inputs.bounding_box()
            assert box is not None
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            places[control.name] = int(inputs.input_value())
            assert 0 < places[control.name] < last or last == 1
        check()
    dragged = [c for c in shown.scene.controls if isinstance(c, Slider) and c.drag]
    if dragged:
        before = frame(shown, places)
        places |= {control.name: len(control.stops) // 3 for control in dragged}
        assert expected(slug, frame(shown, places)) != expected(slug, before)
        drag(page, shown, dragged, frame(shown, places))
        check()


def drag(page: Page, shown: Film, dragged: list[Slider], target: int) -> None:
    """Press on the figure and let go where the dragged controls' marks are in the target frame."""
    panel = page.locator("lasso-figure .figure__main svg").first
    panel.scroll_into_view_if_needed()
    box = panel.bounding_box()
    assert box is not None
    upright = any(control.drag and "y" in control.drag[1] for control in dragged)
    touch = panel.evaluate("panel => getComputedStyle(panel).touchAction")
    assert touch == ("none" if upright else "pan-y")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for control in dragged:
        across, down, scale = place(shown, control, target, box["width"])
        if control.drag and "y" in control.drag[1]:
            y = box["y"] + down * scale
            x = x if len(dragged) > 1 else box["x"] + across * scale
        else:
            x = box["x"] + across * scale
            y = y if len(dragged) > 1 else box["y"] + down * scale
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3, y + 3)
    page.mouse.move(x, y, steps=3)
    page.mouse.up()


def place(shown: Film, control: Slider, target: int, width: float) -> tuple[float, float, float]:
    """Where the mark that a control drags is in a frame, in the drawing's pixels, and how large these are."""
    assert control.drag is not None
    key, name = control.drag
    mark = next(mark for mark in shown.frames[target].marks if mark.key == key)
    setting = set_on(shown, PAGE)
    where = next(place for place in setting.places if place.panel.key == mark.panel)
    x = getattr(mark, "x", None) if "x" not in name else getattr(mark, name)
    y = getattr(mark, "y", None) if "y" not in name else getattr(mark, name)
    left, top, wide, high = where.axes
    across, _ = where.project(x, where.panel.y.limits[0]) if x is not None else (left + wide / 2, 0)
    _, down = where.project(where.panel.x.limits[0], y) if y is not None else (0, top + high / 2)
    return across, down, width / setting.sheet.width

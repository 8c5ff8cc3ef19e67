"""Every control of every figure, by keyboard and by pointer, against the solvers' numbers."""

import pytest
from playwright.sync_api import Page

from figures.film.film import Film
from figures.scene import Choice, Slider
from figures.sheets import handles
from figures.sheets.setting import set_on
from figures.sheets.sheet import PAGE
from tests.films import MOVING, film
from tests.visit import Visit, readouts


def expected(slug: str, index: int) -> dict[str, str]:
    """The readouts of a frame, as the solvers gave them to the film."""
    return {readout.key: readout.text for readout in film(slug).frames[index].readouts}


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
    for drags in by_handle(shown).values():
        before = frame(shown, places)
        places |= {control.name: len(control.stops) // 3 for control in drags}
        assert expected(slug, frame(shown, places)) != expected(slug, before)
        drag(page, shown, drags[0], frame(shown, places))
        check()


def by_handle(shown: Film) -> dict[str, list[Slider]]:
    """The sliders that each handle moves, by its mark."""
    found: dict[str, list[Slider]] = {}
    for control in shown.scene.controls:
        if isinstance(control, Slider) and control.drag:
            found.setdefault(control.drag[0], []).append(control)
    return found


def drag(page: Page, shown: Film, control: Slider, target: int) -> None:
    """Take the handle and let go where its mark is in the target frame."""
    assert control.drag is not None
    mark, end = control.drag[0], control.drag[1][1:]
    drawing = page.locator("lasso-figure .figure__main svg").first
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    grip = drawing.locator(f'[data-mark="{handles.name(mark)}"] .handle__grip').bounding_box()
    assert box is not None
    assert grip is not None
    wanted = next(one for one in shown.frames[target].marks if one.key == mark)
    where = next(place for place in set_on(shown, PAGE).places if place.panel.key == wanted.panel)
    x, y = where.project(getattr(wanted, f"x{end}"), getattr(wanted, f"y{end}"))
    scale = box["width"] / PAGE.width
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + x * scale + 3, box["y"] + y * scale + 3, steps=3)
    page.mouse.move(box["x"] + x * scale, box["y"] + y * scale)
    page.mouse.up()

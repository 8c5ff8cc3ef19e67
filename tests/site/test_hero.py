"""The blocks of the home page: exact, pulled by mouse, finger and keys, whole without scripts."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import quickjs
import rjsmin
from playwright.sync_api import Browser, Page

from figures.draw.text import number
from figures.draw.theme import ROLES, Scheme, in_scheme
from figures.site.assets import SCRIPTS, scripts
from figures.site.hero import LAM, MOST, PULL, STEP, answers, block
from figures.solvers import L1, L2, soft_threshold
from tests.films import film
from tests.site.test_touch import middle, swipe
from tests.visit import Visit, drawn, rgb

KERNEL = (SCRIPTS / "hero" / "kernel.js").read_text("utf-8")


def replayed(z: Any, lam: Any) -> np.ndarray:
    """The kernel's resting places, one row a pull: with friction, with a spring."""
    context = quickjs.Context()
    context.eval(KERNEL)
    pairs = json.dumps(np.column_stack(np.broadcast_arrays(z, lam)).tolist())
    told = context.eval(f"JSON.stringify({pairs}.map((pair) => [friction(...pair), spring(...pair)]))")
    return np.array(json.loads(told))


@pytest.mark.parametrize("lam", [0.0, 0.3, LAM, 2.7])
def test_the_kernel_gives_the_solvers_answers(lam: float) -> None:
    z = np.union1d(np.linspace(-4, 4, 1601), [-lam, lam, np.nextafter(lam, 9), -np.nextafter(lam, 9)])
    lasso, ridge = replayed(z, lam).T
    np.testing.assert_allclose(lasso, soft_threshold(z, lam), rtol=0, atol=1e-9)
    np.testing.assert_allclose(lasso, L1(lam).prox(z), rtol=0, atol=1e-9)
    np.testing.assert_allclose(ridge, L2(lam).prox(z), rtol=0, atol=1e-9)
    # What is shown as a zero is one, and the other way round.
    np.testing.assert_array_equal(lasso == 0, L1(lam).prox(z) == 0)
    np.testing.assert_array_equal(lasso == 0, abs(z) <= lam)


def test_the_kernel_gives_the_places_of_the_blocks_in_every_picture_of_the_film() -> None:
    shown = film("force_balance")
    frames = [*shown.frames, *(shot.frame for shot in shown.shots)]
    marks = [{mark.key: mark for mark in frame.marks} for frame in frames]
    x = np.array([[one[key].x for key in ("z", "lasso-w", "ridge-w")] for one in marks])  # type: ignore[attr-defined]
    assert len(np.unique(x[:, 0])) > 100
    np.testing.assert_allclose(replayed(x[:, 0], LAM), x[:, 1:], rtol=0, atol=1e-9)


def test_the_published_script_holds_the_kernel() -> None:
    assert rjsmin.jsmin(KERNEL) in scripts()["javascripts/hero.js"].decode()


def test_blocks_and_script_are_light() -> None:
    sizes = [len(gzip.compress(made)) for made in (block().encode(), scripts()["javascripts/hero.js"])]
    assert sum(sizes) <= 4 * 1024


READ = """() => {
  const hero = document.querySelector("friction-spring");
  const ticks = [...hero.querySelectorAll(".pull__tick")].map((tick) => tick.getBoundingClientRect());
  const [zero, one] = ticks.slice(1).map(({ left, right }) => (left + right) / 2);
  const ends = (selector) => {
    const { left, right } = hero.querySelector(selector).getBoundingClientRect();
    return [left, right].map((x) => (x - zero) / (one - zero));
  };
  const middle = (selector) => (ends(selector)[0] + ends(selector)[1]) / 2;
  const of = (name) => {
    const body = getComputedStyle(hero.querySelector(`[data-of=${name}] .pull__body`));
    const told = hero.querySelector(`p[data-of=${name}]`);
    return {
      w: ends(`[data-of=${name}] .pull__body`)[1], colour: body.fill, hollow: body.fillOpacity < 1,
      number: told.children[0].textContent, word: told.children[1].textContent,
      ink: getComputedStyle(told).color, spring: ends(`[data-ends="${name} z"]`),
    };
  };
  const slider = hero.querySelector("input");
  return {
    lasso: of("lasso"), ridge: of("ridge"), z: hero.z ?? Number(slider.defaultValue),
    handle: middle(".pull__eye"), held: ends("[data-ends='wall ridge']"), wall: middle(".pull__wall"),
    told: hero.querySelector(".pull__z").textContent,
    said: slider.getAttribute("aria-valuetext"), slider: Number(slider.value),
  };
}"""


@dataclass(frozen=True)
class Hero:
    """The blocks on a page, as they are drawn."""

    page: Page

    def read(self) -> Any:
        return self.page.evaluate(READ)

    def check(self, scheme: Scheme = "light") -> float:
        """Everything that is drawn and said belongs to one pull, which is returned."""
        seen = self.read()
        z: float = seen["z"]
        assert seen["handle"] == pytest.approx(z, abs=0.01)
        solved = answers(z)
        for name, w in solved.items():
            one = seen[name]
            colour = rgb(in_scheme(scheme)(ROLES[name if w else "zero"]))
            assert one["w"] == pytest.approx(w, abs=0.01)
            assert (one["colour"], one["ink"], one["hollow"]) == (colour, colour, w == 0)
            assert (one["number"], one["word"]) == (number(w), "not zero" if w else "exactly")
            assert one["spring"] == pytest.approx(sorted([w, z]), abs=0.03)
        # Ridge's other spring reaches from the wall to the block.
        assert seen["held"] == pytest.approx([seen["wall"], solved["ridge"]], abs=0.03)
        pulled = f"{number(z) if z else '0.00'} λ"
        lasso, ridge = (f"{'' if w else 'exactly '}{number(w)}" for w in solved.values())
        assert seen["told"] == f"pulled to {pulled}"
        assert seen["said"] == f"pull {pulled}: lasso {lasso}, ridge {ridge}"
        assert seen["slider"] == pytest.approx(z, abs=STEP / 2)
        return z


@pytest.fixture
def hero(visit: Visit) -> Hero:
    return Hero(visit.open("/"))


@pytest.fixture(scope="module")
def phone(browser: Browser, address: str) -> Iterator[Hero]:
    """The home page on a phone with a touch screen."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    yield Hero(page)
    context.close()


BOXES = """() => ["h1", ".pull", ".pull__disc", "p[data-of=lasso]", "p[data-of=ridge]"].map((part) => {
  const { left, top, right, bottom } = document.querySelector(part).getBoundingClientRect();
  return [part, left, top, right, bottom];
})"""


@pytest.mark.parametrize(("width", "height"), [(1366, 640), (390, 800)])
def test_the_first_view_holds_question_blocks_numbers_and_handle(
    visit: Visit, width: int, height: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": height})
    page = visit.open("/")
    page.evaluate("document.fonts.ready.then(() => {})")
    assert page.locator("h1").inner_text().startswith("Why does the lasso make zeros?")
    head = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
    for part, left, top, right, bottom in page.evaluate(BOXES):
        assert left >= 0, part
        assert right <= width, part
        assert head <= top < bottom <= height, part
    # The two numbers are the largest letters of the page.
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("article *, header *")].filter((one) => one.checkVisibility())
          .map((one) => [one.matches(".pull__w span"), parseFloat(getComputedStyle(one).fontSize)])"""
    )
    largest = [size for ours, size in sizes if ours]
    assert len(largest) == 2
    assert min(largest) > max(size for ours, size in sizes if not ours)


def test_to_begin_with_the_lasso_is_exactly_zero_and_ridge_is_not(hero: Hero) -> None:
    assert hero.check() == pytest.approx(PULL, abs=0.01)
    seen = hero.read()
    assert [seen["lasso"][key] for key in ("number", "word")] == ["0", "exactly"]
    assert [seen["ridge"][key] for key in ("number", "word")] == [number(PULL / (1 + LAM)), "not zero"]
    assert seen["said"] == "pull 0.80 λ: lasso exactly 0, ridge 0.40"


@pytest.mark.parametrize("on", [".pull__disc", "[data-of=lasso] .pull__body", "[data-of=ridge] .pull__body"])
def test_a_mouse_pulls_the_handle_or_a_block(hero: Hero, on: str) -> None:
    page = hero.page
    x, y = middle(page, on)
    page.mouse.move(x, y)
    page.mouse.down()
    seen = []
    for by in (-150, -90, -20, 0, 25, 33, 38, 60, 200):
        page.mouse.move(x + by, y - 3)
        seen.append(hero.check())
    page.mouse.up()
    assert seen == sorted(set(seen))
    assert seen[3] == pytest.approx(PULL, abs=0.01)
    # Past λ the lasso's block has moved; the handle goes no further than its way.
    assert min(seen) < 0 < LAM < seen[-2] < seen[-1] == pytest.approx(MOST, abs=0.01)
    page.mouse.move(x, y)
    assert hero.check() == seen[-1]


def test_the_lasso_turns_blue_in_the_instant_that_the_pull_exceeds_lambda(hero: Hero) -> None:
    colours = {name: rgb(ROLES[name].light) for name in ("lasso", "zero")}
    slider = hero.page.locator(".pull__slider")
    slider.fill("1")
    held = hero.read()["lasso"]
    assert (held["number"], held["colour"], held["ink"]) == ("0", colours["zero"], colours["zero"])
    slider.press("ArrowRight")
    seen = hero.read()["lasso"]
    assert (seen["number"], seen["colour"], seen["ink"]) == (f"{STEP}", colours["lasso"], colours["lasso"])
    # And held from the other side as firmly.
    slider.fill("-1")
    assert hero.read()["lasso"]["number"] == "0"
    slider.press("ArrowLeft")
    assert hero.read()["lasso"]["number"] == f"−{STEP}"
    slider.fill("0")
    assert [hero.read()[name]["number"] for name in ("lasso", "ridge")] == ["0", "0"]


def test_keys_pull_in_fine_steps_and_the_handle_shows_who_has_focus(hero: Hero) -> None:
    page = hero.page
    slider = page.get_by_role("slider", name="pull on both blocks")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert hero.check() == pytest.approx(PULL + STEP, abs=0.004)
    for key, z in (("Home", -MOST), ("End", MOST), ("ArrowLeft", MOST - STEP)):
        page.keyboard.press(key)
        assert hero.check() == pytest.approx(z, abs=0.004)
    outline = "getComputedStyle(document.querySelector('.pull__disc')).stroke"
    assert page.evaluate(outline) == rgb(ROLES["lasso"].light)


def test_a_click_beside_the_handle_brings_it_there(hero: Hero) -> None:
    page = hero.page
    x, y = middle(page, ".pull__disc")
    page.mouse.click(x - 120, y)
    assert hero.check() < PULL - 0.5
    page.mouse.click(x, y)
    assert hero.check() == pytest.approx(PULL, abs=0.01)


@pytest.mark.parametrize("button", ["right", "middle"])
def test_only_the_primary_button_pulls(hero: Hero, button: Any) -> None:
    page = hero.page
    x, y = middle(page, ".pull__disc")
    page.mouse.move(x, y)
    page.mouse.down(button=button)
    page.mouse.move(x - 60, y, steps=3)
    page.mouse.up(button=button)
    assert hero.check() == pytest.approx(PULL, abs=0.01)


def test_a_finger_pulls_without_scrolling_and_scrolls_without_pulling(phone: Hero) -> None:
    page = phone.page
    hinted = "getComputedStyle(document.querySelector('.pull .handle__grip')).animationName"
    assert page.evaluate(hinted) == "beckon"
    before = phone.check()
    for on in (".pull__disc", ".pull > svg", "[data-of=lasso] .pull__body"):
        assert swipe(page, middle(page, on), (4, -200)) > 100, on
        assert phone.check() == pytest.approx(before, abs=1e-6)
    assert swipe(page, middle(page, ".pull__disc"), (60, 8)) == 0
    moved = phone.check()
    assert moved > LAM > before
    assert page.evaluate(hinted) == "none"
    # A press that is taken away leaves no trace.
    swipe(page, middle(page, ".pull__disc"), (-90, 5), "touchCancel")
    assert phone.check() == pytest.approx(moved, abs=1e-6)
    size = page.locator(".pull .handle__grip").bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 44


def test_blocks_that_come_and_go_leave_nothing_and_still_work(phone: Hero) -> None:
    page = phone.page
    hand = page.context.new_cdp_session(page)
    hand.send("Performance.enable")

    def listeners() -> float:
        hand.send("HeapProfiler.collectGarbage")
        counts = {m["name"]: m["value"] for m in hand.send("Performance.getMetrics")["metrics"]}
        return float(counts["JSEventListeners"])

    again = """() => {
      const hero = document.querySelector("friction-spring");
      const [parent, after] = [hero.parentNode, hero.nextSibling];
      hero.remove();
      parent.insertBefore(hero, after);
    }"""
    page.evaluate(again)
    before, z = listeners(), phone.check()
    for _ in range(30):
        page.evaluate(again)
    assert listeners() == before
    assert phone.check() == pytest.approx(z, abs=1e-6)
    page.locator(".pull__slider").press("Home")
    assert phone.check() == pytest.approx(-MOST, abs=0.01)
    for name in ("friction", "spring", "FrictionSpring", "plain", "told"):
        assert page.evaluate(f"typeof {name}") == "undefined", name


GONE = ".pull .handle, .pull__slider, .pull__invite"
VISIBLE = "all => all.filter((one) => one.getBoundingClientRect().width).length"


def test_without_scripts_the_same_picture_stands_still_and_bears_no_handle(
    browser: Browser, address: str, hero: Hero
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address)
    still = Hero(page)
    # A letter of the late type moves what is measured.
    hero.page.evaluate("document.fonts.ready.then(() => {})")
    drawn(hero.page)
    assert still.check() == hero.check()
    told, moved = still.read(), hero.read()
    assert told["held"] == pytest.approx(moved["held"], abs=2e-3)
    for name in ("lasso", "ridge"):
        assert told[name]["spring"] == pytest.approx(moved[name]["spring"], abs=2e-3)
    assert page.locator(GONE).evaluate_all(VISIBLE) == 0
    assert page.locator(".pull__caption a").get_attribute("href") == "./figures/force_balance/"
    context.close()


def test_on_paper_the_picture_is_light_and_bears_no_handle(hero: Hero) -> None:
    page = hero.page
    page.emulate_media(color_scheme="dark", media="print")
    assert hero.check("light") == pytest.approx(PULL, abs=0.01)
    assert page.locator(GONE).evaluate_all(VISIBLE) == 0
    page.emulate_media(media="screen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_colours_are_forced_the_zero_keeps_its_own(visit: Visit, scheme: Scheme) -> None:
    visit.page.emulate_media(forced_colors="active", color_scheme=scheme)
    hero = Hero(visit.open("/"))
    hero.check(scheme)
    hero.page.locator(".pull__slider").fill("1.4")
    hero.check(scheme)
    visit.page.emulate_media(forced_colors="none")


def test_nothing_moves_by_itself_for_who_wants_stillness(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    page = visit.open("/")
    assert (
        page.evaluate("document.querySelector('friction-spring').getAnimations({ subtree: true }).length")
        == 0
    )
    visit.page.emulate_media(reduced_motion="no-preference")

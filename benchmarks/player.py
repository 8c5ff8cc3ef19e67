"""How soon a figure follows a hand: python -m benchmarks.player.

A mouse drags a slider over 60 steps, in any installed Chromium, on the pages of two figures with much to
draw and on an empty page with a slider, turn by turn. Two times are taken from an input event's own time
stamp: until the frame that shows it is painted (a message sent from requestAnimationFrame waits for style,
layout and paint), and until the next frame begins, which comes late if that one took too long. Rounds
alternate in one browser, because other work on the machine comes and goes.

Prints for each the 95th percentile until the next frame, its ratio to the empty page's and its target; and
the median until it is painted, whose target holds with the processor slowed to a quarter. It needs the site:
`make site` first.
"""

import statistics
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import find_or_install
from tests.conftest import served
from tests.visit import wake

SITE = Path(__file__).parents[1] / "site"
FIGURES = {"path": "lessons/path/#six_feature_path", "geometry": "lessons/geometry/#contour_touch"}
STEPS, ROUNDS = 60, 5
RATIO = 2.0
"""How many times an empty page's 95th percentile a figure's may be."""
SLOWED, PAINTED = 4, 33.0
"""How many times slower the processor is made, and in how many milliseconds the median frame is painted."""

EMPTY = '<!doctype html><title>Empty</title><input type="range" style="width: 600px">'
WATCH = """(slider) => {
  window.took = [];
  slider.addEventListener("input", ({ timeStamp }) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    const times = {};
    const since = () => performance.now() - timeStamp;
    port1.onmessage = () => { times.painted = since(); };
    port2.postMessage(0);
    requestAnimationFrame(() => took.push({ ...times, next: since() }));
  }));
}"""


def dragged(page: Page, slider: str) -> list[dict[str, float]]:
    """Milliseconds from input until it is ``painted``, and until the ``next`` frame, a pair an input."""
    page.evaluate("took.length = 0")
    box = page.locator(slider).bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 10, y)
    page.mouse.down()
    for step in range(1, STEPS + 1):
        page.mouse.move(box["x"] + 10 + (box["width"] - 20) * step / STEPS, y)
        page.wait_for_timeout(20)
    page.mouse.up()
    page.wait_for_timeout(300)
    took: list[dict[str, float]] = page.evaluate("took")
    return took


def high(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Measure and print."""
    with served(SITE) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_or_install(), args=["--no-sandbox", "--disable-gpu"]
        )
        pages: dict[str, tuple[Page, str]] = {}
        for name in ("empty", *FIGURES):
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            if name == "empty":
                page.set_content(EMPTY)
                slider = "input"
            else:
                page.goto(f"{address}/{FIGURES[name]}")
                wake(page)
                slider = f"#{FIGURES[name].partition('#')[2]} [type=range] >> nth=0"
            page.locator(slider).scroll_into_view_if_needed()
            page.locator(slider).evaluate(WATCH)
            pages[name] = page, slider
        for factor in (1, SLOWED):
            times = defaultdict[str, list[dict[str, float]]](list)
            for page, _ in pages.values():
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": factor})
            for _ in range(ROUNDS):
                for name, (page, slider) in pages.items():
                    page.bring_to_front()
                    times[name] += dragged(page, slider)
            print(f"\nProcessor slowed {factor} times: ms from input")
            late = {name: high([one["next"] for one in took]) for name, took in times.items()}
            for name, took in times.items():
                painted = statistics.median(one["painted"] for one in took if "painted" in one)
                print(
                    f"  {name:<10} painted, median {painted:5.1f}   next frame, 95 % {late[name]:5.1f}: "
                    f"{late[name] / late['empty']:4.2f} times the empty page's   ({len(took)} inputs)"
                )
        print(f"\nTargets: next frame at most {RATIO} times; slowed, painted within {PAINTED} ms")
        chromium.close()


if __name__ == "__main__":
    main()

"""A visit to a page of the built site in a real browser."""

from typing import Literal

from playwright.sync_api import Page

TELL = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
    console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`))"""


WAKE = """async () => {
  const figures = [...document.querySelectorAll("lasso-figure[data-film]")];
  // On a busy machine the network can be idle before the script has run.
  if (figures.length) await customElements.whenDefined("lasso-figure");
  return Promise.all(figures.map((figure) => figure.wake()));
}"""
"""What lets every figure of a page have its table, which otherwise comes when the figure comes near."""

LAID_OUT = """async () => {
  const putOff = (block) => getComputedStyle(block).contentVisibility === "auto";
  const blocks = [...document.querySelectorAll(".md-typeset > *")];
  while (blocks.some(putOff)) await new Promise(requestAnimationFrame);
}"""
"""What ends when nothing of a page is put off any more, which begins once all that it asked for has come."""


def wake(page: Page) -> None:
    """Let every figure of the page have its table."""
    page.evaluate(WAKE)


class Visit:
    """A page with what went wrong on it: errors, violations of its policy, requests to other hosts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.inside = page.context.new_cdp_session(page)
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.add_init_script(TELL)
        page.on("console", lambda note: self.errors.append(note.text) if note.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(url)

    def open(self, path: str, until: Literal["load", "networkidle"] = "load") -> Page:
        """The page at ``path`` when its scripts have run, or nothing comes any more; figures awake."""
        self.page.goto(self.address + path, wait_until=until)
        wake(self.page)
        self.page.evaluate(LAID_OUT)
        return self.page

    def forget(self) -> None:
        """Make the next visit a new reader's: nothing noted or stored, at a desk, by day."""
        self.page.unroute_all()
        # Left first: nothing of the old page runs when its store is emptied.
        self.page.goto("about:blank")
        stored = {"origin": self.address, "storageTypes": "local_storage"}
        self.inside.send("Storage.clearDataForOrigin", stored)
        self.page.set_viewport_size({"width": 1280, "height": 800})
        self.page.emulate_media(color_scheme="light")
        self.page.mouse.move(0, 0)
        self.errors.clear()
        self.strangers.clear()


def drawn(page: Page) -> None:
    """Let the browser paint: figures write once a frame."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def readouts(page: Page, slug: str) -> dict[str, str]:
    """What stands under a figure once it has been painted."""
    drawn(page)
    rows = page.locator(f"lasso-figure#{slug} [data-readout]")
    found: dict[str, str] = rows.evaluate_all(
        "rows => Object.fromEntries(rows.map(r => [r.dataset.readout, r.lastElementChild.textContent]))"
    )
    return found


def rgb(colour: str) -> str:
    """``#rrggbb`` as a browser tells a computed colour."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"

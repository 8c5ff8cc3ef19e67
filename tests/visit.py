"""A visit to a page of the built site in a real browser."""

from functools import partial
from typing import Literal

from playwright.sync_api import Page, Route

TELL = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
    console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`))"""


class Visit:
    """A page with what went wrong on it: errors, violations of its policy, requests to other hosts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
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
        """The page at ``path`` when its scripts have run, or when nothing comes any more."""
        self.page.goto(self.address + path, wait_until=until)
        return self.page

    def forget(self) -> None:
        """Make the next visit a new reader's: nothing noted or stored, at a desk, by day."""
        self.page.unroute_all()
        # An empty page that has the site's storage, no script to write there and no icon to ask for.
        empty = f"{self.address}/empty"
        text = "<link rel=icon href=data:,>"
        self.page.route(empty, partial(Route.fulfill, body=text, content_type="text/html"))
        self.page.goto(empty)
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.unroute_all()
        self.page.set_viewport_size({"width": 1280, "height": 800})
        self.page.emulate_media(color_scheme="light")
        self.page.mouse.move(0, 0)
        self.errors.clear()
        self.strangers.clear()


def readouts(page: Page, slug: str) -> dict[str, str]:
    rows = page.locator(f"lasso-figure#{slug} [data-readout]")
    found: dict[str, str] = rows.evaluate_all(
        "rows => Object.fromEntries(rows.map(r => [r.dataset.readout, r.lastElementChild.textContent]))"
    )
    return found


def rgb(colour: str) -> str:
    """``#rrggbb`` as a browser tells a computed colour."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"

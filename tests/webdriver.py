"""One tab of a real browser, driven by the W3C's WebDriver commands.

Stock browsers of other engines take these, and no browser of Playwright's own making is needed. How a command
gets to the browser is each browser's own.
"""

import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tests.visit import WAKE

KEYS = {
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
}
"""What WebDriver calls the keys that write nothing."""
MAIN, SECOND = 0, 2
"""The buttons of a mouse, as events number them."""
PATIENCE = 60
"""Seconds to wait for a browser that starts, a page, an answer, before that counts as never."""


class Tab(ABC):
    """A tab on the site at ``address``; ``name`` is its browser's."""

    name: str

    def __init__(self, address: str) -> None:
        self.address = address

    @abstractmethod
    def command(self, name: str, **parameters: Any) -> Any:
        """What the browser answers to a command, such as ``Navigate``; ``RuntimeError`` if it refuses."""

    @abstractmethod
    def errors(self) -> list[str]:
        """What pages wrote to the console as an error since this was last asked."""

    def open(self, path: str) -> None:
        """The page at ``path``, loaded, its figures awake."""
        self.command("Navigate", url=self.address + path)
        self.wake()

    def forget(self) -> None:
        """Make the next page a new reader's."""
        # A blank page has no storage, and none of the site's is left open: the theme stores its scheme again
        # when the system's changes.
        self.run("if (location.origin !== 'null') localStorage.clear()")
        self.command("Navigate", url="about:blank")
        self.errors()

    def reload(self) -> None:
        """Load the page again as its reader does; WebDriver's own command forgets what stood in its form."""
        self.run("window.left = true; location.reload()")
        for _ in range(PATIENCE * 20):
            # Between the two pages there is none to run anything.
            with suppress(RuntimeError):
                if self.run("return !window.left && document.readyState === 'complete'"):
                    return
            time.sleep(0.05)
        raise RuntimeError("the page does not come again")

    def back(self) -> None:
        """The page before this one."""
        self.command("Back")

    def wake(self) -> None:
        """Let every figure of the page have its table."""
        self.run(f"return ({WAKE})()")

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns, or what its promise comes to."""
        return self.command("ExecuteScript", script=script, args=arguments)

    def press(self, selector: str, *keys: str) -> None:
        """Press keys, one after the other, on an element that has the focus."""
        self.run("document.querySelector(arguments[0]).focus()", selector)
        pressed = [{"type": kind, "value": KEYS[key]} for key in keys for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": pressed})

    def box(self, selector: str) -> dict[str, float]:
        """Where an element is in the window, scrolled to its middle."""
        found: dict[str, float] = self.run(
            """const element = document.querySelector(arguments[0]);
            element.scrollIntoView({ block: "center", behavior: "instant" });
            const { x, y, width, height } = element.getBoundingClientRect();
            return { x, y, width, height };""",
            selector,
        )
        return found

    def move(self, x: float, y: float) -> None:
        """Move the mouse to a place in the window."""
        self._mouse({"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0})

    def down(self, button: int = MAIN) -> None:
        self._mouse({"type": "pointerDown", "button": button})

    def up(self, button: int = MAIN) -> None:
        self._mouse({"type": "pointerUp", "button": button})

    def _mouse(self, action: dict[str, Any]) -> None:
        kind = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self._perform(kind | {"actions": [action]})

    def _perform(self, source: dict[str, Any]) -> None:
        self.command("PerformActions", actions=[source])


@contextmanager
def running(command: list[str], **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """The program, during the block; what it says is not read."""
    unread = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=unread, stderr=unread, **more) as process:
        try:
            yield process
        finally:
            process.terminate()

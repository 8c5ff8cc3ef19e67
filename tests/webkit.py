"""WebKitGTK for the tests of the site: an installed one, or one brought here, on a screen that nobody sees.

Its own WebKitWebDriver takes WebDriver's commands over HTTP.

Run as a module, it makes sure there is one, or says what to install and fails.
"""

import json
import os
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.error import HTTPError, URLError

from figures.build.terminal import print_anywhere
from tests.browser import BrowserMissingError
from tests.debian import install
from tests.webdriver import PATIENCE, Tab, running

_PROGRAMS = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
"""What is needed, and Debian's packages that bring it."""
MISSING = "No WebKitGTK for the tests: install WebKitWebDriver and Xvfb (Debian: webkit2gtk-driver, xvfb)."

_ROUTES = {
    "Navigate": "url",
    "ExecuteScript": "execute/sync",
    "PerformActions": "actions",
    "Back": "back",
}

# Of a page's console the driver tells nothing, so the page keeps what goes wrong once it is there.
_LISTEN = """
if (window.wrong) return;
window.wrong = [];
addEventListener("error", ({ message }) => wrong.push(message));
addEventListener("unhandledrejection", ({ reason }) => wrong.push(String(reason)));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  wrong.push(`policy: ${violatedDirective} ${blockedURI}`));
console.error = (...said) => wrong.push(said.join(" "));
"""


def find_or_install() -> None:
    """Make sure that all programs are there; ``BrowserMissingError`` if they are not to be had."""
    for program, package in _PROGRAMS.items():
        if not shutil.which(program):
            install(package)
    if not all(map(shutil.which, _PROGRAMS)):
        raise BrowserMissingError(MISSING)


class WebKit(Tab):
    """The tab of a WebKitGTK whose driver listens at ``port``."""

    name = "webkit"

    def __init__(self, address: str, port: int) -> None:
        super().__init__(address)
        self._driver = f"http://127.0.0.1:{port}"
        session = self._ask("POST", "/session", {"capabilities": {}})
        self._session = f"/session/{session['sessionId']}"

    def command(self, name: str, **parameters: Any) -> Any:
        return self._ask("POST", f"{self._session}/{_ROUTES[name]}", parameters)

    def wake(self) -> None:
        self.run(_LISTEN)
        super().wake()

    def errors(self) -> list[str]:
        found: list[str] = self.run("return (window.wrong ?? []).splice(0)")
        return found

    def close(self) -> None:
        self._ask("DELETE", self._session)

    def _ask(self, method: str, path: str, parameters: dict[str, Any] | None = None) -> Any:
        body = None if parameters is None else json.dumps(parameters).encode()
        request = urllib.request.Request(self._driver + path, body, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as refused:
            error = json.load(refused)["value"]
            raise RuntimeError(f"{path}: {error['error']}: {error['message']}") from None


@contextmanager
def webkit(address: str) -> Iterator[WebKit]:
    """A tab in a WebKitGTK on a screen of its own, which all end with the block."""
    find_or_install()
    with _screen() as display, _driver(display) as port, closing(WebKit(address, port)) as tab:
        yield tab


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a screen that is there during the block."""
    reading, writing = os.pipe()
    flags = ["-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with os.fdopen(reading) as told, running(["Xvfb", *flags], pass_fds=[writing]):
        os.close(writing)
        yield f":{told.readline().strip()}"


@contextmanager
def _driver(display: str) -> Iterator[int]:
    """The port at which a driver listens during the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    with running(["WebKitWebDriver", f"--port={port}"], env=os.environ | {"DISPLAY": display}):
        _wait(port)
        yield port


def _wait(port: int) -> None:
    for _ in range(PATIENCE * 20):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/status").close()
            return
        except URLError:
            time.sleep(0.05)
    raise RuntimeError("WebKitWebDriver does not listen")


if __name__ == "__main__":
    print_anywhere()
    try:
        find_or_install()
        print(f"set-up: WebKitGTK {shutil.which('WebKitWebDriver')}")
    except BrowserMissingError as error:
        sys.exit(str(error))

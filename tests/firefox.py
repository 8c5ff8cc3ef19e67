"""Firefox for the tests of the site: an installed one, or one brought here, driven by Marionette.

Marionette is Firefox's own way to take WebDriver's commands, as JSON through a socket. So no program stands
between, which Debian does not carry and others download.

Run as a module, it makes sure there is a Firefox, or says what to install and fails.
"""

import json
import shutil
import socket
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from figures.build.terminal import print_anywhere
from tests.browser import BrowserMissingError
from tests.debian import install
from tests.webdriver import PATIENCE, Tab, running

_NAMES = ("firefox-esr", "firefox")
_MAC = Path("/Applications/Firefox.app/Contents/MacOS/firefox")
MISSING = "No Firefox for the tests: install Firefox (Debian: firefox-esr)."

_PREFERENCES = {
    # A free port, which it then writes into its profile.
    "marionette.port": 0,
    # Nothing is fetched from elsewhere: what is not on this machine is asked of a proxy that is not there.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    # A page gone back to is made anew with what was put into its form, as where memory is short.
    "browser.sessionhistory.max_total_viewers": 0,
}

_ERRORS = """
const storage = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
const said = storage.getEvents()
  .filter(({ level, filename }) => level === "error" && filename.startsWith(arguments[0]))
  .map((one) => one.arguments.join(" "));
const thrown = Services.console.getMessageArray()
  .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
  .filter((one) => one.sourceName.startsWith(arguments[0]))
  // Of a formula whose second half has not arrived yet; test_site counts the children of the finished ones.
  .filter((one) => !one.errorMessage.includes("Incorrect number of children for <"))
  .map((one) => one.errorMessage);
storage.clearEvents();
Services.console.reset();
return [...said, ...thrown];
"""


def find() -> str | None:
    """The path of an installed Firefox, else None."""
    installed = next(filter(None, map(shutil.which, _NAMES)), None)
    return installed or (str(_MAC) if _MAC.exists() else None)


def find_or_install() -> str:
    """The path of a Firefox, installed first if need be; ``BrowserMissingError`` if that fails."""
    found = find() or (find() if install("firefox-esr") else None)
    if not found:
        raise BrowserMissingError(MISSING)
    return found


class Firefox(Tab):
    """The tab of a Firefox that listens at ``port``."""

    name = "firefox"

    def __init__(self, address: str, port: int) -> None:
        super().__init__(address)
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._answers = self._socket.makefile("rb")
        self._numbers = count()
        self._receive()
        self.command("NewSession")

    def command(self, name: str, **parameters: Any) -> Any:
        answer = self._ask(f"WebDriver:{name}", **parameters)
        return answer["value"] if answer.keys() == {"value"} else answer

    def errors(self) -> list[str]:
        found: list[str] = self._inside(_ERRORS, self.address)
        return found

    def forget(self) -> None:
        super().forget()
        self.set_scheme("light")

    def set_scheme(self, scheme: str) -> None:
        """Let the system be light or dark, also for a page that is open."""
        value = {"dark": 0, "light": 1}[scheme]
        name = "layout.css.prefers-color-scheme.content-override"
        self._inside("Services.prefs.setIntPref(...arguments)", name, value)

    def print(self) -> bytes:
        """The page as a PDF, with the grounds that a reader may leave out."""
        return b64decode(self.command("Print", background=True))

    def close(self) -> None:
        self._answers.close()
        self._socket.close()

    def _inside(self, script: str, *arguments: Any) -> Any:
        """What a script returns that runs in the browser itself, not in its page."""
        self._ask("Marionette:SetContext", value="chrome")
        try:
            return self.run(script, *arguments)
        finally:
            self._ask("Marionette:SetContext", value="content")

    def _ask(self, name: str, **parameters: Any) -> Any:
        asked = json.dumps([0, next(self._numbers), name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(asked), asked))
        _, _, error, answer = self._receive()
        if error:
            raise RuntimeError(f"{name}: {error['error']}: {error['message']}")
        return answer

    def _receive(self) -> Any:
        """A message, before which its length stands and a colon."""
        length = b""
        while (digit := self._answers.read(1)) != b":":
            if not digit:
                raise RuntimeError("Firefox has ended")
            length += digit
        return json.loads(self._answers.read(int(length)))


@contextmanager
def firefox(address: str) -> Iterator[Firefox]:
    """A tab in a Firefox without a window and with a profile of its own, which ends with the block."""
    with TemporaryDirectory(prefix="firefox-") as folder:
        profile = Path(folder)
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(to)});\n" for name, to in _PREFERENCES.items())
        (profile / "user.js").write_text("".join(lines), "utf-8")
        flags = ["--headless", "--marionette", "--remote-allow-system-access", "--profile", folder]
        with running([find_or_install(), *flags]) as process:
            port = _port(profile / "MarionetteActivePort", process)
            with closing(Firefox(address, port)) as tab:
                yield tab


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    """The port that a starting Firefox writes into its profile."""
    for _ in range(PATIENCE * 20):
        if file.exists() and (written := file.read_text("utf-8")):
            return int(written)
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"Firefox does not listen; it ended with {process.poll()}")


if __name__ == "__main__":
    print_anywhere()
    try:
        print(f"set-up: Firefox {find_or_install()}")
    except BrowserMissingError as error:
        sys.exit(str(error))
